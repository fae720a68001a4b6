"""Where sentences end.

::

    text ─► layout ─► blocks ─► unmarked ─► passages ─► marks ─► sentences

`layout` finds the line breaks that end something and leaves those that a
72-column editor put in. `unmarked` cuts a block where no punctuation does: at
datelines, list items, addresses. `marks` judges every full stop, question mark
and danda that is left, with what `languages` knows about abbreviations.

All of it works on offsets into the one text that was handed in: nothing is
normalised, so nothing has to be mapped back.
"""
