"""Everything that was recorded about every sentence, in one pass and in reading order; and how far it goes.

For readers that go through the whole store. One query walks from index to
index: articles by id, sentences in the order of the text, annotations, their
versions and judgements in the order they came. Nothing is sorted and nothing
is held, so memory does not grow with the store.
"""

import json
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from tasks.store.connection import Store
from tasks.store.moments import ceased, known, stands


class Line(NamedTuple):
    """One judgement of one version of one annotation of one sentence, with one of its addresses.

    Repeated for each further address; a sentence nobody answered has one line
    without annotation. Times are texts, see `tasks.store.times`.
    """

    article_id: str
    revision: int  # the article's that stands
    position: int
    sentence_id: str
    char_start: int  # of the sentence, in that revision's text
    char_end: int
    kind: str
    decision: str | None
    claimant: str | None
    annotation_id: int | None
    version: int
    person_id: int | None
    state: str  # answered, skipped or deleted
    created_at: str
    updated_at: str
    recorded_at: str
    superseded_at: str | None
    lead_time: float | None
    seen_revision: int  # the one whose words the checker saw
    ordinal: int | None  # None: the version says nothing
    mark_start: int | None  # in the sentence as the checker saw it; None: the whole of it
    mark_end: int | None
    label: str
    reason: str | None
    was_it_said: str | None
    note: str
    url: str | None


class ArticleHead(NamedTuple):
    """The revision of an article that stands."""

    article_id: str
    revision: int
    title: str
    publisher: str
    byline: str
    url: str
    published_on: str | None
    language: str
    text: str
    text_sha256: str


def iter_lines(
    store: Store,
    article_id: str | None = None,
    as_of: str | None = None,
    sentence_ids: Sequence[str] | None = None,
) -> Iterator[Line]:
    """All lines by article, place, annotation, version, judgement and address.

    Addresses come in the order of the key that the innermost loop walks. Where the query names that
    order too, SQLite sorts every sentence's lines instead.

    :param article_id: only this article's
    :param as_of: what was recorded until then, and what stood then
    :param sentence_ids: only these sentences'
    """
    only = "and r.article_id = :article" if article_id else ""
    only += "" if sentence_ids is None else " and p.sentence_id in (select value from json_each(:sentences))"
    cursor = store.execute(
        f"""
        select p.article_id, p.revision, p.position, p.sentence_id, p.char_start, p.char_end, p.kind,
               d.decision, m.claimant,
               v.annotation_id, v.version, a.person_id, v.state, v.created_at, v.updated_at, v.recorded_at,
               {ceased("v", as_of)}, v.lead_time, t.revision,
               j.ordinal, j.char_start, j.char_end, j.label, j.reason, j.was_it_said, j.note, e.url
        from article_revisions r
        cross join sentence_places p on p.article_id = r.article_id and p.revision = r.revision
        left join sentence_decisions d on d.sentence_id = p.sentence_id
             and {stands("d", as_of, since="decided_at")}
        left join predictions m on m.sentence_id = p.sentence_id and {stands("m", as_of)}
        left join annotations a on a.sentence_id = p.sentence_id
        left join annotation_versions v on v.annotation_id = a.annotation_id and {known("v", as_of)}
        left join tasks t on t.task_id = v.task_id
        left join judgements j on j.annotation_id = v.annotation_id and j.version = v.version
        left join judgement_evidence e on e.annotation_id = j.annotation_id and e.version = j.version
             and e.ordinal = j.ordinal
        where {stands("r", as_of)} {only}
        order by r.article_id, p.position, a.annotation_id, v.version, j.ordinal
        """,  # noqa: S608
        {"article": article_id, "as_of": as_of, "sentences": json.dumps(sentence_ids)},
    )
    return map(Line._make, cursor)


def iter_heads(
    store: Store, article_id: str | None = None, as_of: str | None = None
) -> Iterator[ArticleHead]:
    """The revisions that stand, by article."""
    only = "and r.article_id = :article" if article_id else ""
    cursor = store.execute(
        f"""
        select r.article_id, r.revision, r.title, r.publisher, r.byline, r.url, r.published_on, r.language,
               r.text, r.text_sha256
        from article_revisions r
        where {stands("r", as_of)} {only}
        order by r.article_id
        """,  # noqa: S608
        {"article": article_id, "as_of": as_of},
    )
    return map(ArticleHead._make, cursor)


def published_days(store: Store, as_of: str | None = None) -> dict[str, str]:
    """When articles were published, by id; those of which it is not known are left out."""
    cursor = store.execute(
        f"""
        select r.article_id, r.published_on from article_revisions r
        where {stands("r", as_of)} and r.published_on is not null
        """,  # noqa: S608
        {"as_of": as_of},
    )
    return dict(cursor)


def iter_claim_texts(store: Store, as_of: str | None = None) -> Iterator[tuple[str, str]]:
    """Article ids and sentences in which a checker or an editor found a claim, by article."""
    yield from store.execute(
        f"""
        select s.article_id, s.text from sentences s
        where exists (
            select 1 from annotations a
            join annotation_versions v on v.annotation_id = a.annotation_id and {stands("v", as_of)}
            join judgements j on j.annotation_id = v.annotation_id and j.version = v.version
            where a.sentence_id = s.sentence_id and v.state = 'answered' and j.label <> 'not_a_claim')
        or exists (
            select 1 from adjudications w
            where w.sentence_id = s.sentence_id and {stands("w", as_of, since="decided_at")}
            and w.label <> 'not_a_claim')
        order by s.article_id
        """,  # noqa: S608
        {"as_of": as_of},
    )


_TIMES = (
    ("projects", "created_at"),
    ("article_revisions", "recorded_at"),
    ("sentence_decisions", "decided_at"),
    ("predictions", "recorded_at"),
    ("tasks", "recorded_at"),
    ("tasks", "gone_at"),
    ("tasks", "withdrawn_at"),
    ("push_batches", "intended_at"),
    ("push_batches", "settled_at"),
    ("annotation_versions", "recorded_at"),
    ("quarantine", "recorded_at"),
    ("quarantine", "settled_at"),
    ("adjudications", "decided_at"),
    ("adjudications", "superseded_at"),
    ("review_requests", "asked_at"),
    ("review_requests", "ended_at"),
)
"""Every time at which something changed that a release shows. What supersedes has a time itself."""


def newest_record(store: Store, as_of: str | None = None) -> str | None:
    """When the last thing was recorded that a release shows; ``None`` in an empty store.

    :param as_of: leave out what came later
    """
    until = "" if as_of is None else "where {column} <= :as_of"
    each = " union all ".join(
        f"select max({column}) as moment from {table} {until.format(column=column)}"  # noqa: S608
        for table, column in _TIMES
    )
    moment = store.value(f"select max(moment) from ({each})", {"as_of": as_of})  # noqa: S608
    return None if moment is None else str(moment)
