"""What the database inside of a release says, for whoever checks the release; it is never written."""

import sqlite3
from collections.abc import Generator, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple

from sqlite_utils import Database

from tasks.store.connection import our_errors
from tasks.store.dataset import DatasetTable


class Vote(NamedTuple):
    """A judgement of a claim, or of a sentence that was found to be none."""

    article_id: str
    unit: str  # claim or sentence
    month: str  # of the last judgement about the unit that counts
    annotator: str
    label: str
    round: int
    counted: bool


class ClaimMark(NamedTuple):
    """Where a checker saw a claim: a vote for a verdict."""

    article_id: str
    sentence_id: str
    length: int  # of the sentence, in code points
    claim_id: str
    annotator: str
    char_start: int  # in the article
    char_end: int


class DatasetReader:
    """Reads the database of a release. What fails raises `StoreError`."""

    def __init__(self, path: Path) -> None:
        self._path = path
        with our_errors(path):
            connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)
            self._db = Database(connection)

    def close(self) -> None:
        self._db.close()

    def rows(self, table: DatasetTable) -> Generator[tuple[Any, ...], None, None]:
        """The rows in the order in which they were written."""
        names = ", ".join(f'"{name}"' for name in table.columns)
        with our_errors(self._path):
            cursor = self._db.execute(f'select {names} from "{table.name}" order by rowid')  # noqa: S608
            with closing(cursor):
                yield from cursor

    def count_sentences_with_claims(self) -> int:
        with our_errors(self._path):
            return int(self._db.execute("select count(distinct sentence_id) from claims").fetchone()[0])

    def votes(self) -> Iterator[Vote]:
        """All judgements of claims and of sentences that are none, by article and unit."""
        with our_errors(self._path):
            yield from map(Vote._make, self._db.execute(_VOTES))

    def claim_votes(self) -> Iterator[tuple[Any, ...]]:
        """By claim: how many found it verified, disputed, unverifiable and no claim."""
        with our_errors(self._path):
            yield from self._db.execute(
                "select claim_id, votes_verified, votes_disputed, votes_unverifiable, votes_not_a_claim"
                " from claims order by rowid"
            )

    def verdict_votes(self) -> Iterator[tuple[str, str, str]]:
        """Claim, checker and verdict of each vote that is one of the verdicts."""
        with our_errors(self._path):
            yield from self._db.execute(
                "select claim_id, annotator_id, label from annotations"
                " where counted and claim_id is not null and label <> 'not_a_claim' order by rowid"
            )

    def marks(self) -> Iterator[ClaimMark]:
        """Where checkers saw claims, by article and sentence."""
        with our_errors(self._path):
            yield from map(ClaimMark._make, self._db.execute(_MARKS))

    def aggregation_methods(self) -> set[str]:
        """The models whose labels are in it."""
        with our_errors(self._path):
            return {method for (method,) in self._db.execute("select distinct method from aggregations")}

    def aggregations(self, method: str) -> Iterator[tuple[Any, ...]]:
        """What a model says: claim, verdict, and the chances of the three."""
        with our_errors(self._path):
            yield from self._db.execute(
                "select claim_id, verdict, p_verified, p_disputed, p_unverifiable from aggregations"
                " where method = ?",
                [method],
            )

    def article_agreement(self) -> dict[str, tuple[int, float | None, float | None]]:
        """By article: units that two or more judged, share of agreeing pairs, α."""
        with our_errors(self._path):
            return {
                article: (paired, agreed, alpha)
                for article, paired, agreed, alpha in self._db.execute(_AGREED)
            }

    def contradictions(self) -> Iterator[str]:
        """What does not fit together between the tables, in words for people."""
        with our_errors(self._path):
            for (damage,) in self._db.execute("pragma integrity_check(1)"):
                if damage != "ok":
                    yield f"the database is damaged: {damage}."
            for table, rowid, other, _ in self._db.execute("pragma foreign_key_check"):
                yield f"{table}, row {rowid} points to something that is not in {other}."
            for (claim_id,) in self._db.execute(_WRONG_VOTES):
                yield f"claims {claim_id}: its votes are not those of its annotations."
            for table, key in self._db.execute(_UNFOUNDED) if self._has("adjudications") else ():
                yield f"{table} {key}: its adjudication does not follow from the editors' words."
            for table in ("claims", "not_claims"):
                text = "claim" if table == "claims" else "sentence"
                for article_id, start, end in self._db.execute(_WRONG_PLACES.format(table=table, text=text)):
                    yield f"articles {article_id}: characters {start} to {end} are not the {text} there."

    def _has(self, table: str) -> bool:
        return table in self._db.table_names()


_VOTES = """
select c.article_id, c.claim_id, substr(c.verdict_as_of, 1, 7), a.annotator_id, a.label, a.round, a.counted
from claims c join annotations a on a.claim_id = c.claim_id
union all
select n.article_id, n.sentence_id, substr(n.decided_as_of, 1, 7), a.annotator_id, a.label, a.round, a.counted
from not_claims n join annotations a on a.sentence_id = n.sentence_id
where a.claim_id is null
order by 1, 2
"""

_MARKS = """
select c.article_id, c.sentence_id, length(c.sentence), c.claim_id, a.annotator_id, a.char_start, a.char_end
from claims c join annotations a on a.claim_id = c.claim_id
where a.counted and a.label <> 'not_a_claim'
order by 1, 2
"""

_AGREED = "select article_id, n_paired, agreement, krippendorff_alpha from articles"

_WRONG_VOTES = """
select c.claim_id
from claims c left join (
    select claim_id,
           sum(label = 'verified') as verified, sum(label = 'disputed') as disputed,
           sum(label = 'unverifiable') as unverifiable, sum(label = 'not_a_claim') as denied
    from annotations where counted and claim_id is not null group by claim_id
) v using (claim_id)
where c.votes_verified <> coalesce(v.verified, 0) or c.votes_disputed <> coalesce(v.disputed, 0)
   or c.votes_unverifiable <> coalesce(v.unverifiable, 0) or c.votes_not_a_claim <> coalesce(v.denied, 0)
"""

_UNFOUNDED = """
with word as (select * from adjudications where superseded_at is null)
select 'claims', claim_id from claims
where (verdict_method = 'adjudicated') <> (claim_id in (select claim_id from word where claim_id is not null))
   or (verdict_method = 'adjudicated' and (claim_id, verdict, verdict_as_of) not in
        (select claim_id, verdict, decided_at from word where claim_id is not null))
union all
select 'not_claims', sentence_id from not_claims
where (method = 'adjudicated') <> (sentence_id in (select sentence_id from word))
   or (method = 'adjudicated' and (sentence_id, decided_as_of) not in
        (select sentence_id, decided_at from word where verdict = 'not_a_claim'))
union all
select 'adjudications', adjudication_id from adjudications
where sentence_id not in (select sentence_id from claims union select sentence_id from not_claims)
"""

_WRONG_PLACES = """
select t.article_id, t.char_start, t.char_end
from {table} t join articles a using (article_id)
where a.text is not null and substr(a.text, t.char_start + 1, t.char_end - t.char_start) <> t.{text}
"""
