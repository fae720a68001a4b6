"""Where sentences end.

::

    text ─► layout ─► unmarked ─► marks ─► ends ─► emoji ─► sentences
            blocks    passages             ├─ context        what a mark belongs to
                                           └─ abbreviations  what a full stop shortens

`layout` finds the line breaks that end something and leaves those that a
72-column editor put in. `unmarked` cuts a block where no punctuation does: at
datelines, list items, addresses. `marks` finds every full stop, question mark and
danda that is left; `ends` judges them with what `languages` knows. Emoji are read as
spaces all the way; at last `emoji` gives each to one of its neighbours.

All of it works on offsets into the one text that was handed in: nothing is
normalised, so nothing has to be mapped back.
"""
