"""Reading a release in Python."""

import json
import tempfile
import zipfile
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import Any, Generic, Self, TypeVar, cast

import httpx
import pyarrow as pa
import pyarrow.parquet as pq

from exports.columns import Table, TableRow
from exports.files import CHECKSUMS, sha256_of
from exports.formats.parquet import read_parquet
from exports.manifest import MANIFEST
from exports.tables import (
    ADJUDICATIONS,
    AGGREGATIONS,
    ANNOTATIONS,
    ARTICLES,
    CLAIMS,
    EVIDENCE,
    NOT_CLAIMS,
    VERDICT_HISTORY,
    AdjudicationRow,
    AggregationRow,
    AnnotationRow,
    ArticleRow,
    ClaimRow,
    EvidenceRow,
    HistoryRow,
    NotClaimRow,
)
from tasks.errors import ReleaseError

TIMEOUT_S = 30.0

RowT = TypeVar("RowT", bound=TableRow)


class LoadedTable(Generic[RowT]):
    """A table of a release. Iterating gives rows, in the order of the splits; nothing is held in memory."""

    def __init__(self, folder: Path, table: Table, rows: int, fetch: Callable[[str], Path]) -> None:
        self._folder = folder
        self._table = table
        self._rows = rows
        self._fetch = fetch

    def __len__(self) -> int:
        return self._rows

    def __iter__(self) -> Iterator[RowT]:
        self._files()
        make = cast(Callable[..., RowT], self._table.row)
        return (make(*values) for values in read_parquet(self._folder / "data", self._table))

    def to_arrow(self) -> pa.Table:
        """All rows as an Arrow table, dates and times typed; from there to pandas or polars."""
        return pa.concat_tables([pq.read_table(file) for file in self._files()])

    def _files(self) -> list[Path]:
        return [self._fetch(name) for name in self._names]

    @cached_property
    def _names(self) -> list[str]:
        described = json.loads((self._folder / MANIFEST).read_text(encoding="utf-8"))
        (table,) = (t for t in described["tables"] if t["name"] == self._table.name)
        return [name for name in table["files"] if name.endswith(".parquet")]


class Dataset:
    """A release, open for reading. Close it, or use it in a ``with``, to let go of temporary files."""

    def __init__(self, folder: Path, fetch: Callable[[str], None], close: Callable[[], None]) -> None:
        self._folder = folder
        self._fetch_file = fetch
        self._close = close
        self._checked: set[str] = set()
        fetch(CHECKSUMS)
        self._promised = _promised(folder)
        self._fetch(MANIFEST)
        self.manifest: Mapping[str, Any] = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))

    @property
    def name(self) -> str:
        return str(self.manifest["name"])

    @property
    def version(self) -> str:
        return str(self.manifest["version"])

    @property
    def claims(self) -> LoadedTable[ClaimRow]:
        return self._table(CLAIMS)

    @property
    def annotations(self) -> LoadedTable[AnnotationRow]:
        return self._table(ANNOTATIONS)

    @property
    def evidence(self) -> LoadedTable[EvidenceRow]:
        return self._table(EVIDENCE)

    @property
    def verdict_history(self) -> LoadedTable[HistoryRow]:
        return self._table(VERDICT_HISTORY)

    @property
    def adjudications(self) -> LoadedTable[AdjudicationRow]:
        return self._table(ADJUDICATIONS)

    @property
    def not_claims(self) -> LoadedTable[NotClaimRow]:
        return self._table(NOT_CLAIMS)

    @property
    def articles(self) -> LoadedTable[ArticleRow]:
        return self._table(ARTICLES)

    @property
    def aggregations(self) -> LoadedTable[AggregationRow]:
        """What models of the checkers say, where that was asked for."""
        return self._table(AGGREGATIONS)

    @property
    def agreement(self) -> Mapping[str, Any]:
        """How far the checkers agreed: what is in ``agreement.json``."""
        content: Mapping[str, Any] = json.loads(self._fetch("agreement.json").read_text(encoding="utf-8"))
        return content

    def __contains__(self, table: str) -> bool:
        """Whether the release has this table."""
        return table in self.manifest["rows"]

    def close(self) -> None:
        self._close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _table(self, table: Table) -> LoadedTable[Any]:
        if table.name not in self:
            raise ReleaseError(f"{self.name} {self.version} has no table {table.name}.")
        return LoadedTable(self._folder, table, int(self.manifest["rows"][table.name]), self._fetch)

    def _fetch(self, name: str) -> Path:
        """A file of the release, at hand and checked."""
        path = self._folder / name
        if name not in self._checked:
            if name not in self._promised:
                raise ReleaseError(f"{name} is not in {CHECKSUMS}.")
            self._fetch_file(name)
            if not path.is_file() or sha256_of(path) != self._promised[name]:
                raise ReleaseError(f"{name} is not what was released: it is missing or its SHA-256 differs.")
            self._checked.add(name)
        return path


def open_dataset(source: str | Path) -> Dataset:
    """See `exports.load`."""
    if str(source).startswith(("http://", "https://")):
        return _open_address(str(source))
    path = Path(source)
    if path.is_dir():
        return Dataset(path, lambda _: None, lambda: None)
    if zipfile.is_zipfile(path):
        return _open_zip(path)
    raise ReleaseError(f"{path} is neither a folder nor a zip file. Name a release's folder, zip or address.")


def _promised(folder: Path) -> dict[str, str]:
    try:
        lines = (folder / CHECKSUMS).read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise ReleaseError(f"{folder} holds no release: there is no {CHECKSUMS}.") from error
    return {name: digest for digest, _, name in (line.partition("  ") for line in lines)}


def _open_zip(path: Path) -> Dataset:
    """Unpack to a temporary folder. Names that lead out of it are made harmless by `zipfile`."""
    unpacked = tempfile.TemporaryDirectory(prefix="dataset-")
    try:
        with zipfile.ZipFile(path) as archive:
            archive.extractall(unpacked.name)
        return Dataset(_root(Path(unpacked.name), path), lambda _: None, unpacked.cleanup)
    except zipfile.BadZipFile as error:
        unpacked.cleanup()
        raise ReleaseError(f"{path} is a damaged zip file: {error}.") from error
    except BaseException:
        unpacked.cleanup()
        raise


def _root(unpacked: Path, archive: Path) -> Path:
    """The release's folder in what came out of an archive."""
    found = sorted(unpacked.rglob(CHECKSUMS))
    if len(found) != 1:
        raise ReleaseError(f"{archive} holds {len(found) or 'no'} releases; it must hold one.")
    return found[0].parent


def _open_address(address: str) -> Dataset:
    """Fetch a zip whole, and of a folder the files that are asked for."""
    fetched = tempfile.TemporaryDirectory(prefix="dataset-")
    folder = Path(fetched.name)
    client = httpx.Client(timeout=TIMEOUT_S, follow_redirects=True)

    def close() -> None:
        client.close()
        fetched.cleanup()

    def fetch(name: str) -> None:
        _download(client, f"{address.rstrip('/')}/{name}", folder / name)

    try:
        if httpx.URL(address).path.endswith(".zip"):
            _download(client, address, folder / "release.zip")
            dataset = _open_zip(folder / "release.zip")
            close()
            return dataset
        return Dataset(folder, fetch, close)
    except BaseException:
        close()
        raise


def _download(client: httpx.Client, address: str, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with client.stream("GET", address) as answer, path.open("wb") as file:
            answer.raise_for_status()
            for piece in answer.iter_bytes():
                file.write(piece)
    except httpx.HTTPError as error:
        raise ReleaseError(f"{address} cannot be fetched: {error}.") from error
