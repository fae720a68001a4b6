"""Whoever hands out a release may mean harm, or hand out something broken."""

import json
import shutil
import zipfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from hashlib import sha256
from pathlib import Path

import pytest

from exports import load
from exports.files import CHECKSUMS, files_in, write_checksums
from exports.manifest import MANIFEST
from exports.release import Release
from tasks.errors import ReleaseError
from tasks.store.connection import Store
from tests.exports.desks import labelled_desk, released
from tests.exports.serving import FolderHandler, serving

pytestmark = pytest.mark.slow


@pytest.fixture
def release(store: Store, tmp_path: Path) -> Release:
    labelled_desk(store)
    return released(store, tmp_path / "releases")


class Obliging(FolderHandler):
    def translate_path(self, path: str) -> str:
        """Hand out the same bytes for every file that is not there."""
        found = Path(super().translate_path(path))
        return str(found if found.is_file() else Path(self.directory) / "payload")


@pytest.fixture
def serve() -> Iterator[Callable[[Path], str]]:
    with ExitStack() as servers:
        yield lambda folder: servers.enter_context(serving(folder, Obliging))


@pytest.mark.parametrize("outside", ["../" * 12 + "{0}", "{0}", "data/../../{0}"])
def test_a_server_cannot_write_elsewhere(
    release: Release, tmp_path: Path, serve: Callable[[Path], str], outside: str
) -> None:
    target = tmp_path / "written.parquet"
    name = outside.format(str(target).lstrip("/") if outside.startswith("..") else target)
    evil = tmp_path / "evil"
    evil.mkdir()
    (evil / "payload").write_bytes(b"payload")
    described = json.loads((release.folder / MANIFEST).read_text(encoding="utf-8"))
    for table in described["tables"]:
        table["files"] = [name]
    (evil / MANIFEST).write_text(json.dumps(described), encoding="utf-8")
    digest = sha256((evil / MANIFEST).read_bytes()).hexdigest()
    (evil / CHECKSUMS).write_text(f"{digest}  {MANIFEST}\n{sha256(b'payload').hexdigest()}  {name}\n")
    with load(serve(evil)) as dataset, pytest.raises(ReleaseError, match="names no file of a release"):
        list(dataset.claims)
    assert not target.exists()


def test_what_was_put_beside_the_files_is_not_read(release: Release, tmp_path: Path) -> None:
    copied = tmp_path / "copied"
    shutil.copytree(release.folder, copied)
    shutil.copy(
        copied / "data/claims/train-00000-of-00001.parquet",
        copied / "data/claims/train-00001-of-00001.parquet",
    )
    with load(copied) as dataset:
        assert len(list(dataset.claims)) == len(dataset.claims) == dataset.claims.to_arrow().num_rows


@pytest.fixture
def packed(release: Release) -> dict[str, bytes]:
    return {
        f"harbour-1.0.0/{name}": (release.folder / name).read_bytes() for name in files_in(release.folder)
    }


def zipped(path: Path, entries: Mapping[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return path


class TestZip:
    @pytest.mark.parametrize("name", ["n" * 300, "SHA256SUMS/x", "../../outside", "/outside", "bomb"])
    def test_nothing_is_unpacked_that_is_not_asked_for(
        self, tmp_path: Path, packed: dict[str, bytes], name: str
    ) -> None:
        archive = zipped(tmp_path / "odd.zip", packed | {f"harbour-1.0.0/{name}": b"\0" * 10**6})
        with load(archive) as dataset:
            assert len(list(dataset.claims)) == 3
            unpacked = files_in(dataset._source.folder)
        assert unpacked == [CHECKSUMS, "data/claims/train-00000-of-00001.parquet", MANIFEST]

    @pytest.mark.parametrize(("central", "local", "bits"), [(8, 6, 0x01), (10, 8, 0x63)])
    def test_encrypted_or_packed_in_an_unknown_way(
        self, tmp_path: Path, packed: dict[str, bytes], central: int, local: int, bits: int
    ) -> None:
        path = zipped(tmp_path / "odd.zip", packed)
        content = bytearray(path.read_bytes())
        for mark, offset in ((b"PK\x01\x02", central), (b"PK\x03\x04", local)):
            at = content.find(mark)
            while at >= 0:
                content[at + offset] |= bits
                at = content.find(mark, at + 4)
        path.write_bytes(content)
        with pytest.raises(ReleaseError, match="damaged zip"):
            load(path)

    def test_a_byte_that_flipped(self, tmp_path: Path, packed: dict[str, bytes]) -> None:
        path = zipped(tmp_path / "odd.zip", packed)
        with zipfile.ZipFile(path) as archive:
            entry = archive.getinfo("harbour-1.0.0/data/claims/train-00000-of-00001.parquet")
        content = bytearray(path.read_bytes())
        content[entry.header_offset + 200] ^= 0xFF
        path.write_bytes(content)
        with load(path) as dataset, pytest.raises(ReleaseError, match="damaged zip"):
            list(dataset.claims)

    def test_two_releases(self, tmp_path: Path, packed: dict[str, bytes]) -> None:
        archive = zipped(tmp_path / "odd.zip", packed | {f"other/{CHECKSUMS}": b""})
        with pytest.raises(ReleaseError, match="holds 2 releases"):
            load(archive)


@pytest.mark.parametrize(
    "manifest",
    [
        "",
        "[]",
        "{}",
        '{"name": "x", "version": "1.0.0", "rows": {"claims": 1}, "tables": []}',
        '{"name": "x", "version": "1.0.0", "rows": 1, "tables": []}',
        '{"name": "x", "version": "1.0.0", "rows": {}, "tables": 1}',
        "[" * 100_000,
    ],
)
def test_a_manifest_that_is_none(tmp_path: Path, manifest: str) -> None:
    (tmp_path / MANIFEST).write_text(manifest)
    write_checksums(tmp_path)
    with pytest.raises(ReleaseError, match="is not that of a release"):
        load(tmp_path)


@pytest.mark.parametrize("address", ["http://[::bad/x", "https://", "http://a b/x"])
def test_what_is_no_address(address: str) -> None:
    with pytest.raises(ReleaseError):
        load(address)
