"""A backup is whole, sound and private; a bad one never takes the place of a good store."""

import sqlite3
import threading
from contextlib import closing
from pathlib import Path

import pytest

from tasks.errors import StoreError
from tasks.store import accounts
from tasks.store.backup import back_up, bring_back
from tasks.store.connection import Store, open_store
from tests.tasks.store import builders


def test_a_backup_brings_back_what_was_there(store: Store, tmp_path: Path) -> None:
    builders.add(store, "One.\nTwo.")
    made = back_up(store, tmp_path / "copy.db")
    assert (made.sentences, made.annotations) == (2, 0)
    builders.add(store, "Three.")
    store.close()
    aside = bring_back(made.file, store.path)
    with closing(open_store(store.path)) as restored:
        assert accounts.count(restored).sentences == 2
    assert aside
    with closing(open_store(aside)) as before:
        assert accounts.count(before).sentences == 3


def test_only_its_owner_can_read_it(store: Store, tmp_path: Path) -> None:
    assert back_up(store, tmp_path / "copy.db").file.stat().st_mode & 0o777 == 0o600


def test_it_is_one_moment_while_somebody_writes(store: Store, tmp_path: Path) -> None:
    done = threading.Event()

    def write() -> None:
        with closing(open_store(store.path)) as writer:
            for number in range(200):
                if done.is_set():
                    return
                builders.add(writer, f"Ship {number}.\nHarbour {number}.")

    writing = threading.Thread(target=write)
    writing.start()
    try:
        for number in range(5):
            made = back_up(store, tmp_path / f"{number}.db")
            assert made.sentences % 2 == 0
    finally:
        done.set()
        writing.join()


@pytest.mark.parametrize("content", [b"", b"not a database" * 100])
def test_what_is_no_store_changes_nothing(store: Store, tmp_path: Path, content: bytes) -> None:
    builders.add(store, "One.")
    rubbish = tmp_path / "rubbish.db"
    rubbish.write_bytes(content)
    with pytest.raises(StoreError, match=r"rubbish\.db cannot be used as a backup: .*Nothing was changed"):
        bring_back(rubbish, store.path)
    assert accounts.count(store).sentences == 1


def test_a_backup_that_was_cut_off_changes_nothing(store: Store, tmp_path: Path) -> None:
    builders.add(store, "One.")
    whole = back_up(store, tmp_path / "copy.db").file.read_bytes()
    for length in (len(whole) // 50, len(whole) // 2, len(whole) - 4096):
        cut = tmp_path / "cut.db"
        cut.write_bytes(whole[:length])
        with pytest.raises(StoreError, match=r"cut\.db cannot be used as a backup"):
            bring_back(cut, store.path)
    assert accounts.count(store).sentences == 1
    assert {path.name for path in tmp_path.glob("*restoring*")} == set()


def test_the_record_is_not_replaced_by_its_own_backup(store: Store, tmp_path: Path) -> None:
    link = tmp_path / "link.db"
    link.symlink_to(store.path)
    inode = store.path.stat().st_ino
    for file in (store.path, link):
        with pytest.raises(StoreError, match="is the desk's record itself"):
            back_up(store, file)
    assert store.path.stat().st_ino == inode


def test_what_is_no_backup_is_not_replaced(store: Store, tmp_path: Path) -> None:
    letter, other, empty = tmp_path / "letter.odt", tmp_path / "other.db", tmp_path / "empty.db"
    letter.write_text("Dear reader")
    with closing(sqlite3.connect(other)) as connection:
        connection.execute("create table bookmarks (url text)")
    empty.touch()
    for file in (letter, other):
        before = file.read_bytes()
        with pytest.raises(StoreError, match="is no backup"):
            back_up(store, file)
        assert file.read_bytes() == before
    assert back_up(store, empty).sentences == 0
    assert back_up(store, empty).sentences == 0


def test_another_database_is_not_taken_for_a_store(store: Store, tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    with closing(sqlite3.connect(other)) as connection:
        connection.execute("create table projects (name text)")
    with pytest.raises(StoreError):
        bring_back(other, store.path)


def test_a_folder_that_is_not_there_is_named(store: Store, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="cannot be written"):
        back_up(store, tmp_path / "nowhere" / "copy.db")


def test_a_good_copy_stays_when_a_new_one_fails(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    builders.add(store, "One.")
    good = back_up(store, tmp_path / "copy.db").file
    kept = good.read_bytes()
    monkeypatch.setattr("tasks.store.backup.check_integrity", lambda _store: "row 1 missing")
    with pytest.raises(StoreError, match="damaged"):
        back_up(store, good)
    assert good.read_bytes() == kept
    assert [path.name for path in tmp_path.glob("*copy*")] == ["copy.db"]
