"""Bad input at the command line: a clear message, an exit code, nothing half-done, no trace."""

import json
import socket
import sqlite3
from pathlib import Path

import pytest

from tests.annotator.commands.conftest import Annotator


@pytest.mark.parametrize(
    ("name", "content", "saying"),
    [
        ("empty.txt", b"", "there is no text in it"),
        ("picture.txt", b"\x89PNG\r\n\x1a\n\x00\x00", "binary file"),
        ("latin.txt", "Die Brücke ist gesperrt.".encode("latin-1"), "not UTF-8"),
        ("date.txt", b"date 2026-02-30 The bridge is shut.", "'2026-02-30', which is no date"),
        ("huge.txt", b"The bridge is shut. " * 2_500_000, "too large for an article"),
    ],
)
def test_what_is_no_article(
    annotator: Annotator, tmp_path: Path, name: str, content: bytes, saying: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    annotator.fails("add", str(path), saying=saying)
    annotator.fails("read", str(path), saying=saying)
    assert annotator.count("articles") == 0


def test_a_bad_file_does_not_keep_the_good_one_out(annotator: Annotator, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "bad.txt").write_bytes(b"\x00\x01")
    (tmp_path / "in" / "good.txt").write_text("The bridge is shut.")
    annotator.fails("add", str(tmp_path / "in"), saying="bad.txt")
    assert annotator.count("articles") == 1


def test_a_file_that_is_not_there(annotator: Annotator, tmp_path: Path) -> None:
    annotator.fails("add", str(tmp_path / "gone.txt"), saying="gone.txt: cannot be read")


def test_a_date_option_that_is_none(annotator: Annotator) -> None:
    annotator.fails("add", "-", "--date", "yesterday", saying="'yesterday' is no date", code=2)


def test_an_unknown_command(annotator: Annotator) -> None:
    annotator.fails("psuh", saying="No such command", code=2)


def test_a_setting_that_makes_no_sense(annotator: Annotator) -> None:
    annotator.set("PORT", "http")
    annotator.fails("up", saying="ANNOTATOR_PORT is 'http'", code=2)


def test_label_studio_that_is_down(annotator: Annotator) -> None:
    annotator("add", "-", stdin=b"The bridge is shut.")
    annotator.fails("push", saying="does not answer")
    assert json.loads(annotator("ledger", "--json")[0])["states"]["waiting"] == 1


def test_serve_without_an_address(annotator: Annotator) -> None:
    annotator.fails("serve", saying="ANNOTATOR_LABEL_STUDIO_URL is not set", code=2)


def test_a_port_that_is_taken(annotator: Annotator) -> None:
    with socket.socket() as stranger:
        stranger.bind(("127.0.0.1", 0))
        stranger.listen()
        annotator.set("PORT", str(stranger.getsockname()[1]))
        annotator.fails("up", saying="set ANNOTATOR_PORT")


def test_a_store_from_a_newer_version(annotator: Annotator) -> None:
    annotator("status")
    store = sqlite3.connect(annotator.data_dir / "annotator.db")
    store.execute(
        "insert into _sqlite_migrations (migration_set, name, applied_at) values ('annotator', '9', '')"
    )
    store.commit()
    store.close()
    annotator.fails("status", saying="newer version of Annotator")


def test_a_data_folder_that_cannot_be_written(annotator: Annotator, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    annotator.set("DATA_DIR", str(tmp_path / "file" / "data"))
    annotator.fails("add", "-", saying="ANNOTATOR_DATA_DIR", stdin=b"The bridge is shut.")


def test_a_release_with_a_hostile_name(annotator: Annotator, tmp_path: Path) -> None:
    annotator("add", "-", stdin=b"The bridge is shut.")
    annotator.fails("release", "create", "../../etc", saying="name")
    assert not (tmp_path / "etc-1.0.0").exists()
