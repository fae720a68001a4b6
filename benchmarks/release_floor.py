"""What the libraries alone take of a release: its record read, its finished rows written, nothing decided.

    python -m benchmarks.release_floor [--articles N]

Everything here runs in C: SQLite reads the record into Arrow columns, PyArrow,
msgspec and SQLite write rows and columns that are ready beforehand, OpenSSL
hashes the files. The sum is the time below which no release with these formats
comes, whatever is done about our own code.
"""

import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import partial
from itertools import islice
from pathlib import Path

import click

from benchmarks.large_desk import CLAIMS_AN_ARTICLE, fill
from benchmarks.releasing import release
from exports.build import open_sinks
from exports.files import files_in, sha256_of
from exports.formats.chunk import CHUNK_ROWS, Chunk
from exports.formats.parquet import read_parquet
from exports.splits import Split
from exports.tables import TABLES
from tasks.store.connection import Store, open_store
from tasks.store.record import iter_lines


@click.command()
@click.option("--articles", default=2_500, help="Of the desk, with twenty claims each.")
def main(articles: int) -> None:
    """Print a Markdown table: microseconds of CPU a claim."""
    with tempfile.TemporaryDirectory() as folder:
        data_dir = Path(folder) / "desk"
        data_dir.mkdir()
        with closing(open_store(data_dir / "annotator.db")) as store:
            fill(store, articles)
        whole = release(data_dir)
        made = next(path for path in (data_dir / "releases").iterdir() if path.is_dir())
        spent = {"reading the record": _reading(data_dir / "annotator.db")}
        spent |= _writing(made, Path(folder) / "again")
        spent["checksums"] = _cpu_s(lambda: [sha256_of(made / name) for name in files_in(made)])
    claims = articles * CLAIMS_AN_ARTICLE
    click.echo("| part | µs of CPU a claim |\n|---|---|")
    for part, seconds in spent.items():
        click.echo(f"| {part} | {1e6 * seconds / claims:.1f} |")
    floor = sum(spent.values())
    click.echo(f"| all of these: {claims / floor:,.0f} claims/s | {1e6 * floor / claims:.1f} |")
    click.echo(
        f"| a whole release: {whole.claims / whole.cpu_s:,.0f} claims/s | {1e6 * whole.cpu_s / claims:.1f} |"
    )


def _reading(path: Path) -> float:
    """The query of `iter_lines`, all its values fetched as columns."""
    from adbc_driver_sqlite import dbapi

    with closing(open_store(path)) as store:
        query = _query_of(store)
    with dbapi.connect(path.absolute().as_uri()) as connection, connection.cursor() as cursor:

        def fetch() -> None:
            cursor.execute(query)
            for _ in cursor.fetch_record_batch():
                pass

        return _cpu_s(fetch)


def _writing(made: Path, folder: Path) -> dict[str, float]:
    """Each format's rows, ready beforehand, into files."""
    spent: dict[str, float] = {}
    folder.mkdir()
    with open_sinks(folder, TABLES) as sinks:
        for chunk in _chunks(made):
            for sink in sinks:
                name = type(sink).__name__.removesuffix("Sink")
                spent[name] = spent.get(name, 0.0) + _cpu_s(partial(sink.write, chunk))
        for sink in sinks:
            spent[type(sink).__name__.removesuffix("Sink")] += _cpu_s(sink.finish)
    return spent


def _chunks(made: Path) -> Iterator[Chunk]:
    for table in TABLES:
        files = sorted((made / "data" / table.name).glob("*.parquet"))
        rows = (table.row(*values) for values in read_parquet(files, table))
        while some := list(islice(rows, CHUNK_ROWS)):
            chunk = Chunk(table, Split.TRAIN, some)
            _ = chunk.batch  # made now, not while a sink is timed
            yield chunk


def _query_of(store: Store) -> str:
    """What `iter_lines` asks."""
    asked: list[str] = []
    store.conn.set_trace_callback(asked.append)
    next(iter_lines(store))
    return asked[0]


def _cpu_s(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began


if __name__ == "__main__":
    main()
