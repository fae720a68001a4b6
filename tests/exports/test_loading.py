"""A researcher opens a release with one call."""

from collections.abc import Iterator
from pathlib import Path
from shutil import make_archive

import pyarrow as pa
import pytest

from exports import load
from exports.release import Release
from tasks.errors import ReleaseError
from tasks.store.connection import Store
from tests.exports.desks import labelled_desk, released, rows_of
from tests.exports.serving import serving

pytestmark = pytest.mark.slow


@pytest.fixture
def release(store: Store, tmp_path: Path) -> Release:
    labelled_desk(store)
    return released(store, tmp_path / "releases")


@pytest.fixture
def address(release: Release) -> Iterator[str]:
    """Of the folder with the releases."""
    with serving(release.folder.parent) as address:
        yield address


def test_from_its_folder(release: Release) -> None:
    with load(release.folder) as dataset:
        assert (dataset.name, dataset.version) == ("harbour", "1.0.0")
        assert len(dataset.claims) == 3
        assert [claim.verdict for claim in dataset.claims] == ["verified", None, "disputed"]
        by_id = {claim["claim_id"]: claim["claim"] for claim in rows_of(release)["claims"]}
        assert {claim.claim_id: claim.claim for claim in dataset.claims} == by_id
        assert sum(a.counted for a in dataset.annotations) == 6
        assert {piece.stance for piece in dataset.evidence} == {"supports"}
        assert [entry.seq for entry in dataset.verdict_history] == [1, 1, 1, 2]
        assert [s.sentence for s in dataset.not_claims] == ["Will the ferry come back?"]
        assert [article.title for article in dataset.articles] == ["Harbour reopens"]
        assert dataset.agreement["agreement"]["articles"] == 1


def test_as_arrow(release: Release) -> None:
    with load(release.folder) as dataset:
        table = dataset.claims.to_arrow()
    assert table.num_rows == 3
    assert table.schema.field("verdict_as_of").type == pa.timestamp("us", tz="UTC")


def test_from_a_zip(release: Release, tmp_path: Path) -> None:
    archive = make_archive(
        str(tmp_path / "harbour"), "zip", root_dir=release.folder.parent, base_dir=release.folder.name
    )
    with load(archive) as dataset:
        folder = dataset._source.folder
        assert len(list(dataset.claims)) == 3
    assert not folder.exists()


def test_from_an_address(release: Release, address: str, tmp_path: Path) -> None:
    with load(f"{address}/harbour-1.0.0/") as dataset:
        assert len(list(dataset.claims)) == 3
        assert len(list(dataset.annotations)) == 6
    make_archive(str(release.folder.parent / "harbour"), "zip", root_dir=release.folder)
    with load(f"{address}/harbour.zip") as dataset:
        assert len(list(dataset.claims)) == 3
    with pytest.raises(ReleaseError, match="cannot be fetched"):
        load(f"{address}/nothing-1.0.0/")


def test_what_was_changed_is_not_read(release: Release) -> None:
    (path,) = (release.folder / "data" / "claims").iterdir()
    path.chmod(0o644)
    path.write_bytes(path.read_bytes() + b"x")
    with load(release.folder) as dataset:
        assert len(list(dataset.annotations)) == 6
        with pytest.raises(ReleaseError, match="is not what was released"):
            list(dataset.claims)


def test_what_is_no_release(tmp_path: Path) -> None:
    with pytest.raises(ReleaseError, match="holds no release"):
        load(tmp_path)
    with pytest.raises(ReleaseError, match="neither a folder nor a zip"):
        load(tmp_path / "missing")
    (tmp_path / "empty").mkdir()
    with pytest.raises(ReleaseError, match="holds no releases"):
        load(make_archive(str(tmp_path / "e"), "zip", root_dir=tmp_path / "empty"))
