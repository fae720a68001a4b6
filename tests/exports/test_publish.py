"""Releases leave the desk whole, once looked at, and arrive or are not there."""

import json
import zipfile
from pathlib import Path

import fsspec
import pytest
from fsspec.core import url_to_fs

from exports import load
from exports.archive import write_zip, zenodo_metadata
from exports.files import files_in
from exports.particulars import Particulars
from exports.privacy import Personal
from exports.privacy_report import privacy_report
from exports.publish import publish
from exports.release import Release
from exports.verify import verify_release
from tasks.errors import InputError, ReleaseError
from tasks.store.connection import Store
from tasks.types import Judgement, Verdict
from tests.exports.desks import labelled_desk, released

pytestmark = pytest.mark.slow


@pytest.fixture
def release(store: Store, tmp_path: Path) -> Release:
    labelled_desk(store)
    particulars = Particulars(title="Harbour claims", publisher="Coast Desk", licence="cc-by-4.0")
    return released(store, tmp_path / "releases", particulars=particulars)


class TestTo:
    def test_a_folder(self, release: Release, tmp_path: Path) -> None:
        published = publish(release.folder, str(tmp_path / "public"))
        there = tmp_path / "public" / "harbour-1.0.0"
        assert files_in(there) == files_in(release.folder)
        assert published.sent == len(files_in(there))
        with load(there) as dataset:
            assert len(list(dataset.claims)) == 3

    def test_other_storage(self, release: Release) -> None:
        publish(release.folder, "memory://bucket/datasets")
        storage = fsspec.filesystem("memory")
        assert storage.exists("/bucket/datasets/harbour-1.0.0/SHA256SUMS")
        storage.rm("/bucket", recursive=True)

    def test_again_changes_nothing(self, release: Release, tmp_path: Path) -> None:
        first = publish(release.folder, str(tmp_path / "public"))
        second = publish(release.folder, str(tmp_path / "public"))
        assert (second.sent, second.there_before) == (0, first.sent)

    def test_stopped_half_way_it_goes_on(self, release: Release, tmp_path: Path) -> None:
        steps = 0

        def stop(_: int) -> None:
            nonlocal steps
            steps += 1
            if steps == 5:
                raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            publish(release.folder, str(tmp_path / "public"), progress=stop)
        there = tmp_path / "public" / "harbour-1.0.0"
        assert not (there / "SHA256SUMS").exists()
        with pytest.raises(ReleaseError, match="holds no release"):
            load(there)
        published = publish(release.folder, str(tmp_path / "public"))
        assert published.there_before == 5
        assert files_in(there) == files_in(release.folder)

    def test_another_release_is_never_overwritten(self, release: Release, tmp_path: Path) -> None:
        there = tmp_path / "public" / "harbour-1.0.0"
        there.mkdir(parents=True)
        (there / "SHA256SUMS").write_text("of another\n")
        with pytest.raises(ReleaseError, match="holds another release"):
            publish(release.folder, str(tmp_path / "public"))

    def test_what_lies_there_is_compared_not_trusted(self, release: Release, tmp_path: Path) -> None:
        publish(release.folder, str(tmp_path / "public"))
        there = tmp_path / "public" / "harbour-1.0.0"
        claims = there / "csv" / "claims.csv"
        claims.write_bytes(claims.read_bytes().replace(b"verified", b"disputed"))
        (there / "SHA256SUMS").unlink()  # of another release of this name, and stopped half-way
        assert publish(release.folder, str(tmp_path / "public")).sent == 2
        assert verify_release(there) == []
        (there / "LICENSE").write_bytes(bytes(len((there / "LICENSE").read_bytes())))  # damaged since
        assert publish(release.folder, str(tmp_path / "public")).sent == 1
        assert verify_release(there) == []

    @pytest.mark.parametrize("place", ["folder", "memory"])
    def test_what_else_lies_there(self, release: Release, tmp_path: Path, place: str) -> None:
        target = str(tmp_path / "public") if place == "folder" else "memory://bucket/else"
        storage, root = url_to_fs(target)
        there = f"{root}/harbour-1.0.0"
        storage.makedirs(f"{there}/data/claims", exist_ok=True)
        storage.pipe_file(f"{there}/README.md.partial", b"half")
        storage.pipe_file(f"{there}/data/claims/train-00001-of-00002.parquet", b"old")
        with pytest.raises(ReleaseError, match="has data/claims/train-00001-of-00002\\.parquet, which"):
            publish(release.folder, target)
        assert not storage.exists(f"{there}/SHA256SUMS")
        storage.rm_file(f"{there}/data/claims/train-00001-of-00002.parquet")
        publish(release.folder, target)
        assert len(storage.find(there)) == len(files_in(release.folder))
        storage.rm(root, recursive=True)

    @pytest.mark.parametrize("target", ["carrier-pigeon://coop/3", "", " "])
    def test_storage_nobody_knows(self, release: Release, target: str) -> None:
        with pytest.raises(InputError):
            publish(release.folder, target)

    def test_what_was_changed_stays_here(self, release: Release, tmp_path: Path) -> None:
        (release.folder / "LICENSE").chmod(0o644)
        (release.folder / "LICENSE").write_text("Do what you like.")
        with pytest.raises(ReleaseError, match="is not what was released"):
            publish(release.folder, str(tmp_path / "public"))


class TestPrivacy:
    def test_nothing_to_look_at(self, release: Release) -> None:
        report = privacy_report(release.folder)
        assert not report.needs_a_look
        assert report.article_texts == 0

    def test_addresses_in_the_news_are_for_the_editor_to_judge(self, store: Store, tmp_path: Path) -> None:
        desk = labelled_desk(store)
        desk.add("Write to harbour@port.example.org, the harbour master said on Monday.")
        desk.say("Write", 0, Judgement(Verdict.VERIFIED, note="mine is ana@example.org"))
        folder = released(store, tmp_path / "releases", with_text=True).folder
        report = privacy_report(folder)
        assert report.counts == {Personal.EMAIL: 2}
        assert [finding.where.split()[0] for finding in report.examples] == ["articles", "claims"]
        assert report.article_texts == 2
        desk.add("Ask at the port.\nharbour@port.example.org", title="Write to harbour@port.example.org")
        desk.say("Ask at", 0, Judgement(Verdict.VERIFIED))
        again = privacy_report(released(store, tmp_path / "releases", name="around").folder)
        places = [finding.where.split()[::2] for finding in again.examples]
        assert places == [["articles", "title"], ["claims", "sentence"], ["claims", "suffix"]]
        with pytest.raises(ReleaseError, match="may be personal"):
            publish(folder, str(tmp_path / "public"))
        assert publish(folder, str(tmp_path / "public"), looked_at_privacy=True).sent > 0


class TestZip:
    def test_the_same_bytes_every_time(self, release: Release, tmp_path: Path) -> None:
        write_zip(release.folder, tmp_path / "one.zip")
        write_zip(release.folder, tmp_path / "two.zip")
        assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()
        with zipfile.ZipFile(tmp_path / "one.zip") as archive:
            assert archive.testzip() is None
            assert len(archive.namelist()) == len(files_in(release.folder))
        with load(tmp_path / "one.zip") as dataset:
            assert len(list(dataset.claims)) == 3

    def test_it_overwrites_nothing(self, release: Release, tmp_path: Path) -> None:
        (tmp_path / "one.zip").write_text("mine")
        with pytest.raises(ReleaseError, match="there already"):
            write_zip(release.folder, tmp_path / "one.zip")
        with pytest.raises(ReleaseError, match="cannot be written"):
            write_zip(release.folder, tmp_path / "missing" / "one.zip")

    def test_zenodo_is_told(self, release: Release) -> None:
        metadata = zenodo_metadata(release.folder)
        assert metadata["title"] == "Harbour claims"
        assert metadata["creators"] == [{"name": "Coast Desk"}]
        assert metadata["license"] == "CC-BY-4.0"
        assert metadata["access_right"] == "open"
        assert json.dumps(metadata)
