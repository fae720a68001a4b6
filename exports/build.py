"""Writing the tables of a release into a folder, article by article."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path

from exports.articles import Findings, article_rows
from exports.formats.chunk import CHUNK_ROWS, Chunk, Sink
from exports.formats.csv import CsvSink
from exports.formats.database import DatabaseSink
from exports.formats.jsonl import JsonlSink
from exports.manifest import Account, Contents
from exports.reading import iter_articles, read_said
from exports.rows import Rows, Terms
from exports.splits import Split
from exports.tables import CLAIMS, TABLES, ClaimRow, Row
from tasks.errors import ReleaseError
from tasks.ledger import state_of
from tasks.store import accounts, releases
from tasks.store.connection import Store
from tasks.store.releases import StagedClaim
from tasks.types import UNDECIDED

_TABLES = {table.name: table for table in TABLES}


def write_tables(
    store: Store, folder: Path, terms: Terms, as_of: str | None, progress: Callable[[int], object]
) -> tuple[Contents, Findings]:
    """Write all tables in all formats, and stage their claims in the store.

    Memory does not grow with the store. Belongs into one `Store.snapshot`.

    :param as_of: write what was recorded until then
    :raises ReleaseError: an offset is not true, or a sentence is not accounted for
    """
    findings = Findings()
    releases.clear_stage(store)
    with open_sinks(folder) as sinks:
        out = _Chunks(store, sinks)
        for record in iter_articles(store, as_of=as_of):
            rows = article_rows(record, partial(read_said, store, record), terms, findings)
            out.add(terms.split(record.head.article_id, record.head.published_on), rows)
            progress(1)
        out.flush()
        for sink in sinks:
            sink.finish()
    return out.contents(_account(store, findings, as_of), findings.skips), findings


@contextmanager
def open_sinks(folder: Path) -> Iterator[Sequence[Sink]]:
    """All formats of a release; closed in every case."""
    from exports.formats.parquet import ParquetSink

    with ExitStack() as stack:
        sinks: list[Sink] = []
        for make in (
            partial(ParquetSink, folder / "data"),
            partial(CsvSink, folder / "csv"),
            partial(JsonlSink, folder / "jsonl"),
            partial(DatabaseSink, folder),
        ):
            sinks.append(make())
            stack.callback(sinks[-1].close)
        yield sinks


class _Chunks:
    """Gathers rows by table and split, and hands them on some thousand at a time."""

    def __init__(self, store: Store, sinks: Sequence[Sink]) -> None:
        self._store = store
        self._sinks = sinks
        self._waiting: defaultdict[tuple[str, str], list[Row]] = defaultdict(list)
        self._rows: Counter[str] = Counter()
        self._verdicts: Counter[str] = Counter()
        self._splits: Counter[str] = Counter()

    def add(self, split: str, rows: Rows) -> None:
        """Add one article's rows."""
        for table, new in rows.items():
            waiting = self._waiting[table, split]
            waiting += new
            if len(waiting) >= CHUNK_ROWS:
                self._hand_on(table, split)

    def flush(self) -> None:
        """Hand on what waits: table by table, training first."""
        for table in TABLES:
            for split in Split:
                self._hand_on(table.name, split.value)

    def contents(self, account: Account, skips: int) -> Contents:
        return Contents(account, skips, self._rows, self._verdicts, self._splits)

    def _hand_on(self, table: str, split: str) -> None:
        rows = self._waiting.pop((table, split), [])
        if not rows:
            return
        chunk = Chunk(_TABLES[table], split, rows)
        for sink in self._sinks:
            sink.write(chunk)
        self._rows[table] += len(rows)
        if table == CLAIMS.name:
            self._note_claims(split, [row for row in rows if isinstance(row, ClaimRow)])

    def _note_claims(self, split: str, claims: Sequence[ClaimRow]) -> None:
        self._splits[split] += len(claims)
        self._verdicts.update(claim.verdict or UNDECIDED for claim in claims)
        releases.stage_claims(
            self._store,
            (StagedClaim(c.claim_id, c.sentence_id, c.verdict or UNDECIDED, c.split) for c in claims),
        )


def _account(store: Store, findings: Findings, as_of: str | None) -> Account:
    """Where every sentence went, by two counts that know nothing of each other."""
    left_out = Counter(
        state.value if (state := state_of(facts)) else "never_decided"
        for facts in accounts.iter_silent_facts(store, as_of)
    )
    account = Account(
        accounts.count_sentences(store, as_of), findings.with_claims, findings.without_claims, left_out
    )
    if not account.balanced:
        raise ReleaseError(
            f"The sentences do not add up: {account}. Nothing was released. "
            f"Run `annotator ledger` and mend what it names."
        )
    return account
