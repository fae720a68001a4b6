"""What editors do about a claim: settle it, take that back, flag it, ask for another opinion, send it back.

Checked here, written in one transaction, and then told to Label Studio by
`tasks.tell`. Annotations stay as they were.
"""

from collections.abc import Sequence
from typing import Any

from tasks.errors import InputError
from tasks.label_studio.typed import read_evidence, read_note
from tasks.store import adjudications, audit, reviews
from tasks.store.connection import Store
from tasks.store.reviews import RequestEnd, RequestKind
from tasks.store.sentences import answerers, get_sentence_text
from tasks.types import NOT_A_CLAIM, Judgement, Span, UnverifiableReason, Verdict

LABELS = (*map(str, Verdict), NOT_A_CLAIM)


def make_judgement(
    sentence: str,
    label: str,
    span: Span | None = None,
    *,
    reason: str = "",
    note: str = "",
    evidence: str = "",
) -> Judgement:
    """A judgement from what an editor chose and typed. Pure.

    :param sentence: its words as they stand; ``span`` is offsets in it, ``None`` all of it
    :param reason: why it is unverifiable, where somebody says so
    :param evidence: addresses or titles, one a line
    :raises InputError: it makes no sense
    """
    if label not in LABELS:
        raise InputError(f"Choose a verdict: {', '.join(LABELS)}.")
    if span and not (0 <= span.start < span.end <= len(sentence) and span.of(sentence).strip()):
        raise InputError(
            "The claim does not lie in the sentence. Reload the page: the article may have changed."
        )
    if reason and label != Verdict.UNVERIFIABLE:
        raise InputError("A reason goes with “unverifiable” only. Choose that, or no reason.")
    if reason and reason not in set(UnverifiableReason):
        raise InputError(f"Choose a reason: {', '.join(UnverifiableReason)}.")
    return Judgement(
        label=label,
        span=span,
        reason=UnverifiableReason(reason) if reason else None,
        evidence=read_evidence(evidence)[0],
        note=read_note(note)[0],
    )


def settle(
    store: Store, sentence_id: str, judgement: Judgement, editor: int, *, instead_of: int | None = None
) -> int:
    """Record an editor's last word about a claim, and end what was asked about it.

    :param instead_of: the adjudication that held for the claim, where that had another span
    :return: the adjudication's id
    """
    with store.transaction():
        settled = adjudications.add_adjudication(store, sentence_id, judgement, editor, instead_of=instead_of)
        asked = [
            request.request_id
            for request in reviews.requests_about(store, sentence_id)
            if request.stands and (request.span is None or request.span == judgement.span)
        ]
        reviews.end_requests(store, asked, RequestEnd.SETTLED, editor)
        audit.record(store, editor, "claim.settle", f"sentence:{sentence_id}", label=judgement.label)
    return settled


def take_back(store: Store, sentence_id: str, adjudication_id: int, editor: int) -> bool:
    """An editor's word about the sentence no longer holds; it stays in the record.

    :return: whether it held until now
    """
    with store.transaction():
        held = adjudications.supersede(store, sentence_id, adjudication_id)
        if held:
            audit.record(store, editor, "claim.take_back", f"sentence:{sentence_id}", word=adjudication_id)
    return held


def flag(store: Store, sentence_id: str, span: Span | None, note: str, editor: int) -> int:
    """Put a claim into the queue of what is to be reviewed; the request's id.

    :raises InputError: it is flagged already, or there is no such sentence
    """
    get_sentence_text(store, sentence_id)
    with store.transaction():
        return _ask(store, RequestKind.FLAG, sentence_id, span, read_note(note)[0], editor)


def ask_another(store: Store, sentence_id: str, span: Span | None, note: str, editor: int) -> int:
    """Ask for the opinion of one more checker than answered or are to answer; the request's id.

    :raises InputError: that is asked already, or there is no such sentence
    """
    get_sentence_text(store, sentence_id)
    with store.transaction():
        answered = len(answerers(store, sentence_id))
        checkers = max(answered, reviews.checkers_needed(store, sentence_id)) + 1
        return _ask(
            store, RequestKind.OPINION, sentence_id, span, read_note(note)[0], editor, checkers=checkers
        )


def send_back(
    store: Store,
    sentence_id: str,
    span: Span | None,
    note: str,
    editor: int,
    people: Sequence[int] | None = None,
) -> int:
    """Ask checkers who answered the sentence to look once more; the request's id.

    :param people: whom of them; ``None``: all
    :raises InputError: none of them answered it, no word was said why, or it is sent back already
    """
    get_sentence_text(store, sentence_id)
    said, _ = read_note(note)
    if not said:
        raise InputError("Say what the checkers should look at.")
    with store.transaction():
        answered = answerers(store, sentence_id)
        concerned = [person for person in answered if people is None or person in people]
        if not concerned:
            raise InputError("None of these checkers answered the sentence.")
        return _ask(store, RequestKind.SEND_BACK, sentence_id, span, said, editor, people=concerned)


def withdraw(store: Store, request_id: int, editor: int) -> None:
    """Take a flag, or what was asked, back; one that ended already stays as it ended."""
    with store.transaction():
        reviews.end_requests(store, [request_id], RequestEnd.WITHDRAWN, editor)
        audit.record(store, editor, "review.withdraw", f"request:{request_id}")


def _ask(
    store: Store, kind: RequestKind, sentence_id: str, span: Span | None, note: str, editor: int, **more: Any
) -> int:
    request_id = reviews.add_request(store, kind, sentence_id, span, note, editor, **more)
    audit.record(store, editor, f"review.{kind}", f"sentence:{sentence_id}", request=request_id)
    return request_id
