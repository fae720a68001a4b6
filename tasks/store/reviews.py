"""What editors ask about claims: a flag, another checker's opinion, a second look of those who answered."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from tasks.errors import InputError
from tasks.store.connection import Store
from tasks.store.times import now
from tasks.types import Span


class RequestKind(StrEnum):
    FLAG = "flag"  # an editor is to look at it
    OPINION = "opinion"  # one more checker is to answer the sentence
    SEND_BACK = "send_back"  # checkers who answered are to look once more


class RequestEnd(StrEnum):
    SETTLED = "settled"  # an editor settled the claim
    ANSWERED = "answered"  # checkers did what was asked
    WITHDRAWN = "withdrawn"  # an editor took it back


@dataclass(frozen=True, slots=True)
class ReviewRequest:
    request_id: int
    kind: RequestKind
    sentence_id: str
    span: Span | None  # None: the sentence as a whole
    note: str
    checkers: int | None  # of an opinion: how many are to answer the sentence
    people: tuple[int, ...]  # to whom the sentence was sent back
    asked_by: int
    asked_at: str
    ended_at: str | None
    ended_as: RequestEnd | None

    @property
    def stands(self) -> bool:
        return self.ended_at is None


_REQUEST = """
    select r.request_id, r.kind, r.sentence_id, r.char_start, r.char_end, r.note, r.checkers, r.asked_by,
           r.asked_at, r.ended_at, r.ended_as,
           (select json_group_array(person_id) from review_request_people p
             where p.request_id = r.request_id) as people
    from review_requests r
"""


def add_request(
    store: Store,
    kind: RequestKind,
    sentence_id: str,
    span: Span | None,
    note: str,
    asked_by: int,
    *,
    checkers: int | None = None,
    people: Sequence[int] = (),
) -> int:
    """Record that something is asked. Belongs into a transaction.

    :return: the request's id
    :raises InputError: the same is asked already
    """
    start, end = (span.start, span.end) if span else (None, None)
    request_id = store.value(
        "insert into review_requests (kind, sentence_id, char_start, char_end, note, checkers, asked_by,"
        " asked_at) values (?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing returning request_id",
        [kind, sentence_id, start, end, note, checkers, asked_by, now()],
    )
    if request_id is None:
        raise InputError("That was asked before, and still stands.")
    store.conn.executemany(
        "insert into review_request_people (request_id, person_id) values (?, ?)",
        [(request_id, person) for person in dict.fromkeys(people)],
    )
    return int(request_id)


def end_requests(
    store: Store, request_ids: Iterable[int], ended_as: RequestEnd, ended_by: int | None = None
) -> None:
    """End requests that stand; others stay as they are. Belongs into a transaction.

    :param ended_by: ``None``: the desk itself
    """
    moment = now()
    store.conn.executemany(
        "update review_requests set ended_at = ?, ended_as = ?, ended_by = ?"
        " where request_id = ? and ended_at is null",
        [(moment, ended_as, ended_by, request_id) for request_id in request_ids],
    )


def requests_about(store: Store, sentence_id: str) -> list[ReviewRequest]:
    """All that was ever asked about a sentence, oldest first."""
    rows = store.rows(f"{_REQUEST} where r.sentence_id = ? order by r.request_id", [sentence_id])
    return [_request(row) for row in rows]


def get_request(store: Store, request_id: int) -> ReviewRequest | None:
    row = store.row(f"{_REQUEST} where r.request_id = ?", [request_id])
    return _request(row) if row else None


def checkers_needed(store: Store, sentence_id: str) -> int:
    """How many checkers are to answer the sentence: its project's number, or more where asked for."""
    return int(
        store.value(
            f"select {needed('s')} from sentences s join articles using (article_id)"  # noqa: S608
            " join projects p using (project_id) where s.sentence_id = ?",
            [sentence_id],
        )
    )


def needed(sentence: str, as_of: str | None = None) -> str:
    """SQL for the same, where ``p`` is the project; at the moment ``:as_of`` where that is not ``None``.

    :param sentence: the alias of what has the ``sentence_id``
    """
    stands = "o.ended_as is null or o.ended_as = 'answered'"
    if as_of is not None:
        stands = f"o.asked_at <= :as_of and ({stands} or o.ended_at > :as_of)"
    return f"""max(p.checkers_per_sentence, coalesce((select max(o.checkers) from review_requests o
        where o.sentence_id = {sentence}.sentence_id and o.kind = 'opinion' and ({stands})), 0))"""  # noqa: S608


# A checker's answers are looked up by their sentence (hence the plus): one checker may have very many.


def end_answered(store: Store) -> int:
    """End what checkers have answered; how many requests that were."""
    answered = store.rows(
        """
        select r.request_id from review_requests r
        where r.ended_at is null and r.kind = 'opinion'
          and r.checkers <= (select count(distinct coalesce(a.person_id, -a.annotation_id))
                from annotations a join annotation_versions v using (annotation_id)
                where a.sentence_id = r.sentence_id and v.superseded_at is null and v.state = 'answered')
        union all
        select r.request_id from review_requests r
        where r.ended_at is null and r.kind = 'send_back'
          and not exists (select 1 from review_request_people p
                where p.request_id = r.request_id and not exists (
                    select 1 from annotations a join annotation_versions v using (annotation_id)
                    where a.sentence_id = r.sentence_id and +a.person_id = p.person_id
                      and v.superseded_at is null and v.recorded_at > r.asked_at))
        """
    )
    if answered:
        with store.transaction():
            end_requests(store, (row["request_id"] for row in answered), RequestEnd.ANSWERED)
    return len(answered)


@dataclass(frozen=True, slots=True)
class SentBack:
    """A sentence that a checker is to look at once more."""

    sentence_id: str
    sentence: str
    title: str
    note: str
    asked_at: str
    task: int | None  # Label Studio's id
    project: int | None  # Label Studio's id


def sent_back_to(store: Store, person_id: int, limit: int) -> list[SentBack]:
    """What was sent back to a checker who has not answered it since, oldest first."""
    rows = store.rows(
        """
        select r.sentence_id, s.text as sentence, coalesce(v.title, '') as title, r.note, r.asked_at,
               t.label_studio_id as task, h.label_studio_id as project
        from review_request_people p
        join review_requests r using (request_id)
        join sentences s using (sentence_id)
        left join article_revisions v on v.article_id = s.article_id and v.superseded_at is null
        left join tasks t on t.sentence_id = s.sentence_id and t.gone_at is null
        left join label_studio_projects h on h.id = t.label_studio_project
        where p.person_id = ? and r.ended_at is null
          and not exists (select 1 from annotations a join annotation_versions n using (annotation_id)
                where a.sentence_id = r.sentence_id and +a.person_id = p.person_id
                  and n.superseded_at is null and n.recorded_at > r.asked_at)
        order by r.asked_at, r.request_id limit ?
        """,
        [person_id, limit],
    )
    return [SentBack(**row) for row in rows]


def _request(row: dict[str, Any]) -> ReviewRequest:
    start, end = row.pop("char_start"), row.pop("char_end")
    return ReviewRequest(
        **row
        | {
            "kind": RequestKind(row["kind"]),
            "span": None if start is None else Span(start, end),
            "people": tuple(json.loads(row["people"])),
            "ended_as": RequestEnd(row["ended_as"]) if row["ended_as"] else None,
        }
    )
