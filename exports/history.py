"""How the verdict of a claim came to be what it is, as the desk learned it.

What was known at each moment is decided anew from the versions that stood then.
An entry is added when a claim's verdict changes; another method for the same
verdict (one more checker agrees) adds none. Two times make it bitemporal: when
somebody judged so, and when the desk recorded it.
"""

from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum

from msgspec import Struct

from exports.answers import Answer
from exports.majority import Method
from exports.verdicts import ClaimVerdict, Denial, SentenceVerdict, decide
from tasks.store.adjudications import Adjudication
from tasks.store.times import as_text
from tasks.types import NOT_A_CLAIM


class Change(StrEnum):
    """What brought a verdict about."""

    ANSWER = "answer"  # a checker answered
    REVISED_ANSWER = "revised_answer"  # a checker thought better of it
    REMOVED_ANSWER = "removed_answer"  # an answer was taken back
    ADJUDICATION = "adjudication"  # an editor settled it


class HistoryEntry(Struct, frozen=True):
    """A claim's verdict from one moment on."""

    claim_id: str
    verdict: str | None  # NOT_A_CLAIM where it was found to be none; None: undecided
    method: Method
    valid_from: str  # when the judgement was made that brought it about
    recorded_at: str  # when the desk learned of it
    change: Change


class _Event(Struct, frozen=True):
    recorded_at: str
    happened_at: str
    change: Change


def history(
    sentence_id: str,
    sentence: str,
    versions: Sequence[Answer],
    settlements: Sequence[Adjudication],
    standing: SentenceVerdict | None = None,
) -> list[HistoryEntry]:
    """The entries of all claims of a sentence, oldest first.

    :param versions: every version of every answer, superseded ones too
    :param settlements: every adjudication, superseded ones too
    :param standing: what was decided from what stands, which is what the last event led to; worked
        out anew where it is not at hand
    """
    before: dict[str, str | None] = {}
    entries = []
    events = _events(versions, settlements)
    for event in events:
        if standing and event is events[-1]:
            outcome = standing
        else:
            answers = [v for v in versions if _stood(v.recorded_at, v.superseded_at, event.recorded_at)]
            words = [w for w in settlements if _stood(*_times(w), event.recorded_at)]
            outcome = decide(sentence_id, sentence, answers, words)
        now = {claim.claim_id: claim for claim in outcome.claims}
        for claim_id in sorted(now.keys() | before.keys()):
            verdict, method = _state(now.get(claim_id), outcome.denial)
            if claim_id not in before or before[claim_id] != verdict:
                before[claim_id] = verdict
                entries.append(
                    HistoryEntry(
                        claim_id, verdict, method, event.happened_at, event.recorded_at, event.change
                    )
                )
    return entries


def _state(claim: ClaimVerdict | None, denial: Denial | None) -> tuple[str | None, Method]:
    if claim:
        return claim.verdict, claim.method
    return (NOT_A_CLAIM, denial.method) if denial else (None, Method.UNDECIDED)


def _events(versions: Iterable[Answer], settlements: Iterable[Adjudication]) -> list[_Event]:
    """The moments at which something was recorded, each once, with the last thing that was."""
    events = [*_answers(versions), *_words(settlements)]
    events.sort(key=lambda event: (event.recorded_at, event.happened_at, event.change))
    return list({event.recorded_at: event for event in events}.values())


def _answers(versions: Iterable[Answer]) -> Iterator[_Event]:
    for version in versions:
        if version.version == 1 and version.state != "answered":
            continue  # nothing was said that could be taken back
        if version.version == 1:
            change = Change.ANSWER
        else:
            change = Change.REVISED_ANSWER if version.state == "answered" else Change.REMOVED_ANSWER
        # Label Studio does not say when an answer was removed: the desk's time is the nearest known.
        removed = version.state == "deleted"
        yield _Event(version.recorded_at, version.recorded_at if removed else version.updated_at, change)


def _words(settlements: Iterable[Adjudication]) -> Iterator[_Event]:
    for word in settlements:
        decided, superseded = _times(word)
        yield _Event(decided, decided, Change.ADJUDICATION)
        if superseded:
            yield _Event(superseded, superseded, Change.ADJUDICATION)


def _times(word: Adjudication) -> tuple[str, str | None]:
    return as_text(word.decided_at), as_text(word.superseded_at) if word.superseded_at else None


def _stood(since: str, until: str | None, moment: str) -> bool:
    return since <= moment and (until is None or until > moment)
