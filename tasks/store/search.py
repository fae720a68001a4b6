"""Finding sentences by their words, by what was said about them, and by what became of them.

Results come newest first and page by the sentence's number, so that a page
costs what is on it, however many there are.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import chain, groupby, islice
from operator import itemgetter
from typing import Any

from tasks.store.connection import Store

AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a sentence must be to be found; what is empty makes no difference."""

    words: str = ""  # all of them, in the sentence or in one remark about it; "in quotes" together
    label: str = ""  # a verdict, not_a_claim, undecided or several
    state: str = ""  # tasks.ledger.SentenceState
    claimant: str = ""  # words of the name
    publisher: str = ""  # words of the name
    since: date | None = None  # day of publication, inclusive
    until: date | None = None
    checker: int | None = None  # person id of somebody whose answer stands
    article_id: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """A sentence that was found."""

    number: int  # newer ones have higher numbers
    sentence_id: str
    article_id: str
    text: str
    title: str
    publisher: str
    published_on: str
    claimant: str
    label: str
    state: str
    remarks: tuple[str, ...] = ()  # in which the words were found


def find(store: Store, wanted: Wanted, *, limit: int, before: int | None = None) -> list[Found]:
    """The newest sentences that fit.

    :param before: the number of the last one of the page before
    """
    indexes = (_SENTENCES, _REMARKS) if _phrases(store, wanted.words) else (_NO_WORDS,)
    found = [_rows(store, wanted, index, limit, before) for index in indexes]
    # Below the end of an index that has more, a sentence could be missing.
    floor = max((rows[-1]["number"] for rows in found if len(rows) == limit), default=0)
    rows = sorted(chain(*found), key=itemgetter("number"), reverse=True)
    return list(islice(_one_each(row for row in rows if row["number"] >= floor), limit))


def iter_found(store: Store, wanted: Wanted) -> Iterator[Found]:
    """All sentences that fit, newest first. Streams."""
    before: int | None = None
    while page := find(store, wanted, limit=AT_ONCE, before=before):
        yield from page
        before = page[-1].number


def _one_each(rows: Iterable[dict[str, Any]]) -> Iterator[Found]:
    """A sentence may be found by its own words and by several remarks."""
    for _, group in groupby(rows, key=itemgetter("number")):
        same = list(group)
        remarks = tuple(dict.fromkeys(row["remark"] for row in same if row["remark"]))
        yield Found(**{name: value for name, value in same[0].items() if name != "remark"}, remarks=remarks)


@dataclass(frozen=True, slots=True)
class _Index:
    """Where to look, and what there leads to the sentence."""

    tables: str
    match: str | None  # the full-text index that holds the words
    number: str  # what to page by
    remark: str = "null"


_NO_WORDS = _Index("search_facets f join sentences s on s.rowid = f.number", None, "f.number")
_SENTENCES = _Index(
    "sentences_fts w join sentences s on s.rowid = w.rowid join search_facets f on f.number = w.rowid",
    "sentences_fts",
    "w.rowid",
)
_REMARKS = _Index(
    """remarks_fts w join remarks m on m.remark_id = w.rowid
       join sentences s on s.sentence_id = m.sentence_id join search_facets f on f.number = s.rowid
       and (exists (select 1 from annotation_versions v where v.annotation_id = m.annotation_id
                    and v.version = m.version and v.superseded_at is null)
            or exists (select 1 from adjudications j where j.adjudication_id = m.adjudication_id
                       and j.superseded_at is null))""",
    "remarks_fts",
    "f.number",
    "m.text",
)


def _rows(
    store: Store, wanted: Wanted, index: _Index, limit: int, before: int | None
) -> list[dict[str, Any]]:
    tables, names = index.tables, _names(store, wanted)
    where = [*_conditions(wanted)]
    where += [f"{index.match} match :words"] if index.match else []
    where += [f"{index.number} < :before"] if before is not None else []
    if names:
        tables += " join search_facets_fts n on n.rowid = f.number"
        where.append("search_facets_fts match :names")
    return store.rows(
        f"""
        select f.number, f.sentence_id, f.article_id, s.text, r.title, r.publisher, f.published_on,
               f.claimant, f.label, f.state, {index.remark} as remark
        from {tables}
        join article_revisions r on r.article_id = f.article_id and r.superseded_at is null
        where {" and ".join(where) or "true"} order by {index.number} desc limit :limit
        """,  # noqa: S608
        {
            "words": " AND ".join(_phrases(store, wanted.words)),
            "names": names,
            "label": wanted.label,
            "state": wanted.state,
            "since": wanted.since.isoformat() if wanted.since else None,
            "until": wanted.until.isoformat() if wanted.until else None,
            "checker": wanted.checker,
            "article": wanted.article_id,
            "before": before,
            "limit": limit,
        },
    )


def _conditions(wanted: Wanted) -> Iterator[str]:
    if wanted.label:
        yield "f.label = :label"
    if wanted.state:
        yield "f.state = :state"
    if wanted.article_id:
        yield "f.article_id = :article"
    if wanted.since:
        yield "f.published_on >= :since"
    if wanted.until:
        yield "f.published_on <= :until and f.published_on <> ''"
    if wanted.checker is not None:
        yield (
            "exists (select 1 from annotations a join annotation_versions v using (annotation_id)"
            " where a.sentence_id = f.sentence_id and a.person_id = :checker"
            " and v.superseded_at is null and v.state = 'answered')"
        )


def _names(store: Store, wanted: Wanted) -> str:
    """A full-text query for names of claimant and publisher."""
    return " AND ".join(
        f"{column} : {phrase}"
        for column, name in (("claimant", wanted.claimant), ("publisher", wanted.publisher))
        for phrase in _phrases(store, name)
    )


def _phrases(store: Store, text: str) -> list[str]:
    """What somebody typed as phrases that are only ever words to SQLite."""
    plain = "".join(char if char.isprintable() else " " for char in text)
    quoted = store.quote_fts(plain)
    return [f'"{phrase}"' for phrase in quoted.split('"') if any(char.isalnum() for char in phrase)]
