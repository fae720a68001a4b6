"""What happened to a sentence, in words for people."""

import re

from flask_babel import LazyString, lazy_gettext

EVENT_WORDS: dict[str, LazyString] = {
    "labelled": lazy_gettext("answered"),
    "skipped": lazy_gettext("skipped"),
    "deleted": lazy_gettext("answer deleted"),
    "task_made": lazy_gettext("sent to Label Studio"),
    "task_gone": lazy_gettext("task gone from Label Studio"),
    "task_withdrawn": lazy_gettext("task taken back from Label Studio"),
    "decided": lazy_gettext("decided"),
    "adjudicated": lazy_gettext("settled"),
}

_SAID: dict[str, LazyString] = {
    "label": lazy_gettext("to be labelled"),
    "leave_out": lazy_gettext("left out"),
    "withdraw": lazy_gettext("withdrawn"),
    "in the article": lazy_gettext("in the article"),
    "in the article again": lazy_gettext("in the article again"),
    "no longer in the article": lazy_gettext("no longer in the article"),
    "asked for by an editor": lazy_gettext("asked for by an editor"),
    "left out by an editor": lazy_gettext("left out by an editor"),
}

_SAID_WITH_A_NUMBER: dict[str, LazyString] = {
    r"task (\d+)": lazy_gettext("task %(number)s"),
    r"not among the (\d+) most check-worthy": lazy_gettext("not among the %(number)s most check-worthy"),
}


def said_words(said: str) -> str:
    """What the record says about an event, in the reader's language where that is known."""
    if said in _SAID:
        return str(_SAID[said])
    for pattern, words in _SAID_WITH_A_NUMBER.items():
        if found := re.fullmatch(pattern, said):
            return str(words) % {"number": found[1]}
    return said
