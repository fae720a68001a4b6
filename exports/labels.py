"""What the words in a release mean, for those who read it without us."""

from collections.abc import Mapping

from exports.majority import Method
from tasks.ledger import SentenceState
from tasks.types import NOT_A_CLAIM, UnverifiableReason, Verdict

LABEL_MEANINGS: Mapping[str, str] = {
    Verdict.VERIFIED: "Evidence independent of the claimant supports the claim.",
    Verdict.DISPUTED: "Credible evidence or a credible party contradicts the claim.",
    Verdict.UNVERIFIABLE: (
        "With what could be known when it was judged, the claim can be neither supported nor contradicted."
    ),
    NOT_A_CLAIM: "The sentence states nothing that could be checked. An answer, not a verdict.",
}

METHOD_MEANINGS: Mapping[str, str] = {
    Method.SINGLE: "One checker judged it.",
    Method.UNANIMOUS: "Several checkers judged it, all alike.",
    Method.MAJORITY: "More checkers gave this answer than any other.",
    Method.ADJUDICATED: "An editor settled it.",
    Method.UNDECIDED: "No answer was given by more checkers than every other; there is no verdict.",
}

REASON_MEANINGS: Mapping[str, str] = {
    UnverifiableReason.NO_ACCESS: "The evidence exists and cannot be reached.",
    UnverifiableReason.ONE_SOURCE: "Only one source speaks to it.",
    UnverifiableReason.NOT_YET_HAPPENED: "It is about something that has not happened yet.",
    UnverifiableReason.TOO_VAGUE: "It is too vague to be checked.",
}

NEVER_DECIDED = "never_decided"
"""The state of a sentence that stood already when the desk learned to say which are to be labelled."""

STATE_MEANINGS: Mapping[str, str] = {
    SentenceState.WAITING: "It was not yet sent to the checkers.",
    SentenceState.IN_DOUBT: "Whether it reached the checkers was not known.",
    SentenceState.PUSHED: "Nobody had answered yet.",
    SentenceState.PARTLY_LABELLED: "What was answered does not stand any more.",
    SentenceState.LABELLED: "What was answered says nothing.",
    SentenceState.SKIPPED_BY_ALL: "The checkers who saw it declined to judge it.",
    SentenceState.ADJUDICATED: "An editor's word about it does not stand any more.",
    SentenceState.QUARANTINED: "An answer came that makes no sense.",
    SentenceState.MISSING: "Its task was gone from Label Studio.",
    SentenceState.LEFT_OUT: "Somebody at the desk, or its rules, decided not to have it judged.",
    SentenceState.WITHDRAWN: "It is no longer in the article.",
    NEVER_DECIDED: "Nobody said whether it is to be judged.",
}
"""Why a sentence is not in a release."""
