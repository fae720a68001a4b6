"""Alarms in the reader's language."""

from collections.abc import Iterator, Mapping

from babel.lists import format_list
from flask_babel import LazyString, get_locale, gettext, lazy_gettext, ngettext

from tasks.store.alarms import Alarm, AlarmKind

ALARMS: Mapping[AlarmKind, LazyString] = {
    AlarmKind.PROJECT_GONE: lazy_gettext("The project is gone from Label Studio."),
    AlarmKind.PROJECT_CHANGED: lazy_gettext("The project was changed in Label Studio."),
    AlarmKind.ANSWERS_DELETED: lazy_gettext("Answers were deleted in Label Studio."),
    AlarmKind.ANSWERS_CHANGED: lazy_gettext("Answers of others were changed in Label Studio."),
}

SETTINGS: Mapping[str, LazyString] = {
    "label_config": lazy_gettext("the labelling page"),
    "expert_instruction": lazy_gettext("the guidelines"),
    "maximum_annotations": lazy_gettext("how many checkers each sentence gets"),
    "show_skip_button": lazy_gettext("whether checkers may skip"),
    "enable_empty_annotation": lazy_gettext("whether empty answers are taken"),
    "sampling": lazy_gettext("the order of the sentences"),
}
"""By the names that Label Studio has for what the desk sets up."""


def alarm_detail(alarm: Alarm) -> str | None:
    """What was noticed; ``None`` where only its English words are on record."""
    told = alarm.particulars
    if alarm.kind is AlarmKind.PROJECT_GONE:
        return str(gettext("Somebody deleted it. Every answer is kept here."))
    if "settings" in told:
        changed = [str(SETTINGS.get(name, name)) for name in told["settings"]]
        return str(
            gettext("Somebody changed this: %(what)s.", what=format_list(changed, locale=get_locale()))
        )
    if alarm.kind is AlarmKind.ANSWERS_DELETED and "answers" in told:
        return str(
            ngettext(
                "Somebody deleted %(num)d answer of others.",
                "Somebody deleted %(num)d answers of others.",
                told["answers"],
            )
        )
    if alarm.kind is AlarmKind.ANSWERS_CHANGED:
        return " ".join(_changed(told["answers"], told.get("unknown", 0)))
    return None


def _changed(answers: int, unknown: int) -> Iterator[str]:
    yield str(
        ngettext(
            "Somebody changed %(num)d answer of others; it counts as the author's.",
            "Somebody changed %(num)d answers of others; they count as the authors'.",
            answers,
        )
    )
    if unknown:
        yield str(
            ngettext(
                "%(num)d of them was changed before the desk had read it.",
                "%(num)d of them were changed before the desk had read them.",
                unknown,
            )
        )
