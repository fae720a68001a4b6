"""Writing the tables of a release into a folder, article by article."""

from collections.abc import Callable, Iterable, Mapping
from contextlib import ExitStack
from functools import cache, partial
from pathlib import Path
from types import TracebackType
from typing import Protocol, Self

from exports.formats.csv import CsvWriter
from exports.formats.jsonl import JsonlWriter
from exports.manifest import Contents
from exports.privacy import pseudonym
from exports.reading import read_articles
from exports.rows import Terms, article_rows
from exports.splits import split_of
from exports.tables import TABLES, ClaimRow, Row, Table, table_of
from tasks.errors import ReleaseError
from tasks.store import releases
from tasks.store.connection import Store
from tasks.store.releases import StagedClaim
from tasks.types import UNDECIDED


class TableWriter(Protocol):
    """One table in one format."""

    def write(self, row: Row) -> None: ...

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...


FORMATS: Mapping[str, Callable[[Path, Table], TableWriter]] = {"csv": CsvWriter, "jsonl": JsonlWriter}


def files_of(table: Table) -> list[str]:
    """The files that hold a table, relative to the release's folder."""
    return [f"{name}/{table.name}.{name}" for name in FORMATS]


def terms(name: str, as_of: str, secret: bytes, *, with_text: bool) -> Terms:
    """The same dataset from the same data gives its checkers the same pseudonyms, any other others."""
    return Terms(
        pseudonym=cache(partial(pseudonym, secret=secret, release=f"{name}\n{as_of}")),
        split=cache(partial(split_of, salt=name)),
        with_text=with_text,
    )


def write_tables(store: Store, folder: Path, agreed: Terms, progress: Callable[[int], object]) -> Contents:
    """Write all tables in all formats, and stage their claims in the store.

    Memory does not grow with the store. Belongs into one `Store.snapshot`.

    :raises ReleaseError: an offset is not true, or a sentence is not accounted for
    """
    contents = Contents()
    releases.clear_stage(store)
    with ExitStack() as stack:
        writers = {table.name: _open_writers(stack, folder, table) for table in TABLES}
        for reading in read_articles(store):
            rows = article_rows(reading, agreed, contents.account)
            for row in rows:
                contents.count(row)
                for writer in writers[table_of(row).name]:
                    writer.write(row)
            releases.stage_claims(store, _staged(rows))
            progress(1)
    if not contents.account.balanced:
        raise ReleaseError(
            f"The sentences do not add up: {contents.account}. Nothing was released. "
            f"Run `annotator ledger` and mend what it names."
        )
    return contents


def _open_writers(stack: ExitStack, folder: Path, table: Table) -> list[TableWriter]:
    writers = []
    for name, writer in FORMATS.items():
        (folder / name).mkdir(exist_ok=True)
        writers.append(stack.enter_context(writer(folder / name / f"{table.name}.{name}", table)))
    return writers


def _staged(rows: Iterable[Row]) -> Iterable[StagedClaim]:
    for row in rows:
        if isinstance(row, ClaimRow):
            yield StagedClaim(row.claim_id, row.sentence_id, row.verdict or UNDECIDED, row.split)
