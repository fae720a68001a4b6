"""What pages call verdicts, states, roles and the like, and what to do about some of them."""

from collections.abc import Mapping

from flask_babel import LazyString
from flask_babel import lazy_gettext as _

from exports.crowd.methods import Model
from tasks.ledger import SentenceState
from tasks.store.people import Role
from tasks.store.tokens import Scope
from tasks.types import NOT_A_CLAIM, UNDECIDED, UnverifiableReason, Verdict, WasItSaid

VERDICT_WORDS: Mapping[str, LazyString] = {
    Verdict.VERIFIED: _("Verified"),
    Verdict.DISPUTED: _("Disputed"),
    Verdict.UNVERIFIABLE: _("Unverifiable"),
    NOT_A_CLAIM: _("Not a claim"),
    UNDECIDED: _("Undecided"),
}
"""In English the same words as on the labelling page; so are the two below."""

REASON_WORDS: Mapping[str, LazyString] = {
    UnverifiableReason.NO_ACCESS: _("No access"),
    UnverifiableReason.ONE_SOURCE: _("One source only"),
    UnverifiableReason.NOT_YET_HAPPENED: _("Not yet happened"),
    UnverifiableReason.TOO_VAGUE: _("Too vague"),
}

SAID_WORDS: Mapping[str, LazyString] = {
    WasItSaid.SAID: _("Said"),
    WasItSaid.NOT_SAID: _("Not said"),
    WasItSaid.UNCLEAR: _("Unclear"),
}

ROLE_WORDS: Mapping[str, LazyString] = {
    Role.ADMIN: _("Admin"),
    Role.EDITOR: _("Editor"),
    Role.CHECKER: _("Checker"),
    Role.RESEARCHER: _("Researcher"),
}

SCOPE_WORDS: Mapping[str, LazyString] = {
    Scope.READ: _("read"),
    Scope.WRITE: _("write"),
    Scope.ADMIN: _("administer"),
}
"""What an access token may do."""

STATES: Mapping[str, LazyString] = {
    SentenceState.WAITING: _("Waiting to be sent"),
    SentenceState.IN_DOUBT: _("Sent, answer lost"),
    SentenceState.PUSHED: _("To be labelled"),
    SentenceState.PARTLY_LABELLED: _("Needs another checker"),
    SentenceState.LABELLED: _("Labelled"),
    SentenceState.SKIPPED_BY_ALL: _("Skipped by all"),
    SentenceState.ADJUDICATED: _("Settled by an editor"),
    SentenceState.QUARANTINED: _("Answer makes no sense"),
    SentenceState.MISSING: _("Task is gone"),
    SentenceState.LEFT_OUT: _("Left out"),
    SentenceState.WITHDRAWN: _("No longer in the article"),
}

ADVICE: Mapping[str | None, str] = {
    None: _("It was never decided whether these are to be labelled. Add their articles again."),
    SentenceState.IN_DOUBT: _(
        "They were sent to Label Studio, and the answer was lost. The next push finds out."
    ),
    SentenceState.MISSING: _(
        "Their tasks are gone from Label Studio. “annotator restore” brings them back with their answers."
    ),
    SentenceState.QUARANTINED: _(
        "Answers came that make no sense. Look at them on the quarantine page, or have them submitted again."
    ),
}


def state_words(state: str) -> str:
    """A state in words for people."""
    return str(STATES[state])


CONCERNS: Mapping[str, tuple[str, str]] = {
    "missing": (
        _("Tasks are gone from Label Studio"),
        _("Their answers are safe here. Look at which, and restore them."),
    ),
    "in_doubt": (
        _("Sentences were sent and the answer was lost"),
        _("The next push finds out what arrived."),
    ),
    "quarantined": (
        _("Answers make no sense"),
        _("They were put aside. Try them again, or dismiss them with a reason."),
    ),
    "disagreements": (
        _("Sentences about which checkers disagree"),
        _("Settle them, or ask for a third opinion."),
    ),
    "no_evidence": (
        _("Sentences with a verdict and no evidence"),
        _("Ask for evidence, or add it while settling."),
    ),
    "due": (
        _("Unverifiable claims are due for another look"),
        _("They were judged more than 30 days ago; what was not known then may be known now."),
    ),
}
"""What waits for an editor, and what to do about it."""

ON_RECORD: Mapping[str, str] = {
    "articles": _("Articles"),
    "sentences": _("Sentences"),
    "tasks": _("Tasks"),
    "annotations": _("Annotations"),
    "releases": _("Releases"),
    "released_sentences": _("Sentences in a release"),
}

CASES_SETTLED: Mapping[str, LazyString] = {
    "released": _("Taken in"),
    "superseded": _("Replaced by a later answer"),
    "dismissed": _("Dismissed"),
}
"""How a case of quarantine ended."""

UNDEFINED_WORDS: Mapping[str, LazyString] = {
    "no claim was judged by two checkers": _("no claim was judged by two checkers"),
    "only one label was given, so agreement by chance cannot be told from agreement": _(
        "only one label was given, so agreement by chance cannot be told from agreement"
    ),
    "no checker gave a verdict": _("no checker gave a verdict"),
    "one checker gave all verdicts, and there is nobody to compare with": _(
        "one checker gave all verdicts, and there is nobody to compare with"
    ),
    "no claim was given verdicts by two checkers": _("no claim was given verdicts by two checkers"),
}
"""Why a release says that a measure of agreement is undefined, or that a model says nothing."""

MODEL_NAMES: Mapping[str, str] = {Model.DAWID_SKENE: "Dawid–Skene", Model.MACE: "MACE"}

MODEL_WORDS: Mapping[str, LazyString] = {
    Model.DAWID_SKENE: _("Dawid–Skene: which verdicts each checker mixes up"),
    Model.MACE: _("MACE: how often each checker answers without looking"),
}
"""What each model of the checkers learns."""

PLOT_WORDS: Mapping[str, LazyString] = {
    "plots/verdicts-by-month.svg": _("Claims by month of publication"),
    "plots/verdicts-by-publisher.svg": _("Claims by publisher"),
    "plots/agreement.svg": _("Agreement among all answers, with its interval"),
    "plots/confusion.svg": _("Two checkers on one claim: how often their answers met"),
}
"""What is in the pictures of a release, by their paths."""
