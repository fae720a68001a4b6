"""Which sentences of an article are to be labelled, and who decided so."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from tasks.store.connection import Store
from tasks.store.times import now
from tasks.text.mends import Mend
from tasks.text.selection import Selection, choose
from tasks.types import SentenceId

LEFT_OUT_BY_EDITOR = "left out by an editor"


@dataclass(frozen=True, slots=True)
class EditorsWord:
    """What an editor decided about an article before it was added."""

    person_id: int
    wishes: Mapping[int, bool]  # by place of the sentence: to be labelled, or left out
    mends: Collection[Mend]  # where its sentences are cut otherwise than by the machine
    undone: Collection[Mend] = ()  # of earlier mends


def decide_sentences(
    store: Store,
    article_id: str,
    ids: Sequence[SentenceId],
    scores: Sequence[float | None],
    selection: Selection,
    word: EditorsWord | None,
) -> int:
    """Sentences that are there are to be labelled or left out, those that are gone withdrawn.

    Belongs into a transaction.

    :param ids: of the article's sentences, in reading order; ``scores`` goes with it
    :param selection: of those about which nothing was decided yet
    :return: how many are gone
    """
    decided = live_decisions(store, article_id)
    wishes = dict(word.wishes) if word else {}
    person = word.person_id if word else None
    fresh = [i for i, sentence_id in enumerate(ids) if sentence_id not in decided]
    chosen = choose(
        [scores[i] for i in fresh],
        selection,
        {at: wishes[i] for at, i in enumerate(fresh) if i in wishes},
    )
    for index in (fresh[at] for at in chosen.label):
        record_decision(store, ids[index], "label", "in the article", person if wishes.get(index) else None)
    for index in (fresh[at] for at in chosen.leave_out):
        if index in wishes:
            record_decision(store, ids[index], "leave_out", LEFT_OUT_BY_EDITOR, person)
        else:
            reason = f"not among the {selection.top} most check-worthy"
            record_decision(store, ids[index], "leave_out", reason)
    for index, known in enumerate(ids):
        before = decided.get(known)
        if before == "withdraw" and wishes.get(index, True):
            record_decision(store, known, "label", "in the article again")
        elif before in ("label", "withdraw") and not wishes.get(index, True):
            record_decision(store, known, "leave_out", LEFT_OUT_BY_EDITOR, person)
        elif before == "leave_out" and wishes.get(index, False):
            record_decision(store, known, "label", "asked for by an editor", person)
    there = set(ids)
    gone = [s for s, decision in decided.items() if s not in there and decision != "withdraw"]
    for sentence_id in gone:
        record_decision(store, sentence_id, "withdraw", "no longer in the article")
    return len(gone)


def live_decisions(store: Store, article_id: str) -> dict[str, str]:
    """What holds for each sentence an article ever had: label, leave_out or withdraw."""
    rows = store.rows(
        "select sentence_id, decision from sentences join sentence_decisions using (sentence_id)"
        " where article_id = ? and superseded_at is null",
        [article_id],
    )
    return {row["sentence_id"]: row["decision"] for row in rows}


def record_decision(
    store: Store, sentence_id: str, decision: str, reason: str, decided_by: int | None = None
) -> None:
    """Supersede what was decided about a sentence. Belongs into a transaction."""
    moment = now()
    store.execute(
        "update sentence_decisions set superseded_at = ? where sentence_id = ? and superseded_at is null",
        [moment, sentence_id],
    )
    store.execute(
        "insert into sentence_decisions (sentence_id, decision, reason, decided_by, decided_at)"
        " values (?, ?, ?, ?, ?)",
        [sentence_id, decision, reason, decided_by, moment],
    )
