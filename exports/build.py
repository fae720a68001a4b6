"""Writing the tables and views of a release into a folder, article by article."""

import gc
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from itertools import islice
from pathlib import Path

from exports.account import left_out
from exports.articles import Findings, article_rows
from exports.census import Census
from exports.columns import Table, TableRow
from exports.crowd.aggregate import AggregationReport, aggregate
from exports.crowd.ballots import Ballots
from exports.crowd.methods import Model
from exports.describe.facts import Account
from exports.formats.chunk import CHUNK_ROWS, Chunk, Sink
from exports.formats.csv import CsvSink
from exports.formats.database import DatabaseSink
from exports.formats.jsonl import JsonlSink
from exports.particulars import LabelMapping
from exports.privacy import Personal
from exports.reading import ArticleRecord, iter_articles, read_said
from exports.rows import Rows
from exports.splits import Split
from exports.tables import AGGREGATIONS, ALL_TABLES, TABLES, ClaimRow
from exports.terms import Terms
from exports.views.averitec import AveritecView
from exports.views.fever import FeverView
from exports.views.lewidi import LewidiView
from exports.views.view import View, viewed_claims
from exports.views.webannotation import WebAnnotationView
from tasks.errors import ReleaseError
from tasks.store import accounts, releases
from tasks.store.connection import Store
from tasks.types import UNDECIDED

ARTICLES_AT_ONCE = 32

_TABLES = {table.name: table for table in ALL_TABLES}


@dataclass(frozen=True, slots=True)
class Written:
    """What was counted while the tables were written."""

    census: Census
    findings: Findings
    account: Account
    taken_out: Mapping[Personal, int]
    aggregations: tuple[AggregationReport, ...]


def write_tables(
    store: Store,
    folder: Path,
    terms: Terms,
    mapping: LabelMapping,
    as_of: str | None,
    models: Sequence[Model],
    progress: Callable[[int], object],
) -> Written:
    """Write all tables in all formats, and stage their claims in the store.

    Memory does not grow with the store, unless models are asked for: they see all votes at once
    (`exports.crowd.ballots`). Belongs into one `Store.snapshot`.

    :param mapping: how verdicts read in the views
    :param as_of: write what was recorded until then
    :param models: fit these to the checkers' verdicts, and write what they say
    :raises ReleaseError: an offset is not true, or a sentence is not accounted for
    """
    findings, census = Findings(), Census()
    releases.clear_stage(store)
    tables = (*TABLES, AGGREGATIONS) if models else TABLES
    ballots = Ballots()
    with (
        _seldom_collecting(),
        open_sinks(folder, tables) as sinks,
        _open_views(folder / "formats", mapping) as views,
    ):
        chunks = _Chunks(sinks)
        for records in _some_at_once(iter_articles(store, as_of=as_of)):
            articles = article_rows(records, partial(read_said, store), terms, findings)
            for rows in articles:
                census.add(rows)
                chunks.add(rows)
                if models:
                    ballots.add_article(rows.claims, rows.annotations)
            _view(views, articles)
            _stage(store, [claim for rows in articles for claim in rows.claims])
            progress(len(records))
        reports = tuple(_aggregate(model, ballots, chunks, census) for model in models)
        chunks.flush()
        for sink in sinks:
            sink.finish()
        for view in views:
            view.finish()
    return Written(census, findings, _account(store, findings, as_of), terms.cleaner.taken_out, reports)


def _some_at_once(articles: Iterator[ArticleRecord]) -> Iterator[list[ArticleRecord]]:
    """Each step runs for several articles, so that the processor's caches hold its code."""
    while some := list(islice(articles, ARTICLES_AT_ONCE)):
        yield some


@contextmanager
def _seldom_collecting() -> Iterator[None]:
    """Millions of rows come and go here, none in a cycle: looking for cycles costs a tenth of the time."""
    before = gc.get_threshold()
    gc.set_threshold(100_000, 50, 100)
    try:
        yield
    finally:
        gc.set_threshold(*before)


@contextmanager
def open_sinks(folder: Path, tables: Sequence[Table] = TABLES) -> Iterator[Sequence[Sink]]:
    """All formats of the tables; closed in every case."""
    from exports.formats.parquet import ParquetSink

    with ExitStack() as stack:
        sinks: list[Sink] = []
        for make in (
            partial(ParquetSink, folder / "data", tables),
            partial(CsvSink, folder / "csv", tables),
            partial(JsonlSink, folder / "jsonl", tables),
            partial(DatabaseSink, folder, tables),
        ):
            sinks.append(make())
            stack.callback(sinks[-1].close)
        yield sinks


@contextmanager
def _open_views(folder: Path, mapping: LabelMapping) -> Iterator[Sequence[View]]:
    folder.mkdir()
    with ExitStack() as stack:
        views: list[View] = []
        for make in (
            partial(FeverView, folder, mapping),
            partial(AveritecView, folder, mapping),
            partial(LewidiView, folder),
            partial(WebAnnotationView, folder),
        ):
            views.append(make())
            stack.callback(views[-1].close)
        yield views


def _view(views: Sequence[View], articles: Sequence[Rows]) -> None:
    viewed = [claim for rows in articles for claim in viewed_claims(rows)]
    for view in views:
        for claim in viewed:
            view.write(claim)


def _stage(store: Store, claims: Sequence[ClaimRow]) -> None:
    releases.stage_claims(
        store, [(c.claim_id, c.sentence_id, c.verdict or UNDECIDED, c.split) for c in claims]
    )


class _Chunks:
    """Gathers rows by table and split, and hands them on some thousand at a time."""

    def __init__(self, sinks: Sequence[Sink]) -> None:
        self._sinks = sinks
        self._waiting: defaultdict[tuple[str, str], list[TableRow]] = defaultdict(list)

    def add(self, rows: Rows) -> None:
        """Add one article's rows."""
        for table, new in rows.by_table().items():
            if new:
                self.add_rows(table, rows.split, new)

    def add_rows(self, table: str, split: str, new: Iterable[TableRow]) -> None:
        """Add rows of one table."""
        waiting = self._waiting[table, split]
        waiting += new
        if len(waiting) >= CHUNK_ROWS:
            self._hand_on(table, split)

    def flush(self) -> None:
        """Hand on what waits: table by table, training first."""
        for table in ALL_TABLES:
            for split in Split:
                self._hand_on(table.name, split.value)

    def _hand_on(self, table: str, split: str) -> None:
        if rows := self._waiting.pop((table, split), []):
            chunk = Chunk(_TABLES[table], split, rows)
            for sink in self._sinks:
                sink.write(chunk)


def _aggregate(model: Model, ballots: Ballots, chunks: _Chunks, census: Census) -> AggregationReport:
    """Add what a model says of the claims to the rows that wait to be written."""
    aggregated = aggregate(model, ballots)
    for split, row in aggregated.rows():
        chunks.add_rows(AGGREGATIONS.name, split, [row])
        census.rows[AGGREGATIONS.name, split] += 1
    return aggregated.report


def _account(store: Store, findings: Findings, as_of: str | None) -> Account:
    """Where every sentence went, by two counts that know nothing of each other."""
    account = Account(
        sentences=accounts.count_sentences(store, as_of),
        with_claims=findings.with_claims,
        not_claims=findings.without_claims,
        left_out=left_out(store, as_of),
        skips=findings.skips,
    )
    if not account.balanced:
        raise ReleaseError(
            "The sentences do not add up: %(account)s. Nothing was released. "
            "Run `annotator ledger` and mend what it names.",
            account=account,
        )
    return account
