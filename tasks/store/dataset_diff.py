"""What differs between the databases of two releases."""

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from sqlite_utils import Database

from tasks.store.connection import our_errors
from tasks.store.dataset import DatasetTable


@dataclass(frozen=True, slots=True)
class TableDifference:
    """How many rows differ, by key."""

    added: int
    removed: int
    changed: int

    def __bool__(self) -> bool:
        return bool(self.added or self.removed or self.changed)


@dataclass(frozen=True, slots=True)
class ClaimDifference:
    """What became of one claim."""

    claim_id: str
    text: str
    before: str | None  # the verdict; None where it was undecided, or the claim not there
    after: str | None
    what: str  # added, removed, changed (another verdict) or moved (another split)
    why: str


class DatasetComparison:
    """Compares two databases; neither is written. What fails raises `StoreError`."""

    def __init__(self, older: Path, newer: Path) -> None:
        self._path = older
        with our_errors(older):
            connection = sqlite3.connect(_read_only(older), uri=True)
            self._db = Database(connection)
        with our_errors(newer):
            self._db.execute("attach ? as newer", [_read_only(newer)])

    def close(self) -> None:
        self._db.close()

    def table(self, table: DatasetTable, ignored: Iterable[str] = ()) -> TableDifference:
        """How many rows differ.

        :param ignored: columns that may differ without meaning anything
        """
        key = " and ".join(f'o."{column}" = n."{column}"' for column in table.key)
        columns = [column for column in table.columns if column not in {*table.key, *ignored}]
        differs = " or ".join(f'o."{column}" is not n."{column}"' for column in columns)
        with our_errors(self._path):
            added, removed, changed = self._db.execute(
                f"""
                select
                  (select count(*) from newer."{table.name}" n
                    where not exists (select 1 from main."{table.name}" o where {key})),
                  (select count(*) from main."{table.name}" o
                    where not exists (select 1 from newer."{table.name}" n where {key})),
                  (select count(*) from main."{table.name}" o join newer."{table.name}" n on {key}
                    where {differs})
                """  # noqa: S608
            ).fetchone()
        return TableDifference(added, removed, changed)

    def claims(self) -> Iterator[ClaimDifference]:
        """What became of each claim that differs in verdict or split, or is in one release only."""
        with our_errors(self._path):
            for row in self._db.execute(_CLAIMS):
                yield ClaimDifference(*row)


def _read_only(path: Path) -> str:
    return f"{path.absolute().as_uri()}?mode=ro&immutable=1"


_CLAIMS = """
select n.claim_id, n.claim, null, n.verdict, 'added',
       case when exists (select 1 from main.not_claims o where o.sentence_id = n.sentence_id)
            then 'found to be no claim before'
            when exists (select 1 from main.claims o where o.sentence_id = n.sentence_id)
            then 'a further claim in its sentence'
            when exists (select 1 from main.articles o where o.article_id = n.article_id)
            then 'its sentence was not decided before'
            else 'its article is new' end
from newer.claims n where not exists (select 1 from main.claims o where o.claim_id = n.claim_id)
union all
select o.claim_id, o.claim, o.verdict, null, 'removed',
       case when exists (select 1 from newer.not_claims n where n.sentence_id = o.sentence_id)
            then 'found to be no claim now'
            when exists (select 1 from newer.claims n where n.sentence_id = o.sentence_id)
            then 'no longer a claim of its own in its sentence'
            when exists (select 1 from newer.articles n where n.article_id = o.article_id)
            then 'its sentence is no longer in the article, or was left out'
            else 'its article is no longer in the release' end
from main.claims o where not exists (select 1 from newer.claims n where n.claim_id = o.claim_id)
union all
select n.claim_id, n.claim, o.verdict, n.verdict, 'changed',
       coalesce((select replace(h.reason, '_', ' ') from newer.verdict_history h where h.claim_id = n.claim_id
                 order by h.seq desc limit 1), 'unknown')
from newer.claims n join main.claims o using (claim_id) where n.verdict is not o.verdict
union all
select n.claim_id, n.claim, o.verdict, n.verdict, 'moved', o.split || ' to ' || n.split
from newer.claims n join main.claims o using (claim_id) where n.split <> o.split
order by 5, 1
"""
