"""The store's file: refused in words when it cannot be used, and never half-written."""

import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier, Timer

import pytest
from sqlite_utils import Database

from tasks.errors import StoreBusyError, StoreError, StoreTooNewError
from tasks.store.connection import Store, open_store
from tests.tasks.store import builders


def test_a_new_store_is_ready_and_private(store: Store) -> None:
    assert store.value("pragma journal_mode") == "wal"
    assert store.value("pragma foreign_keys") == 1
    assert store.path.stat().st_mode & 0o077 == 0


def test_all_tables_are_strict(store: Store) -> None:
    searches = tuple(table.name for table in store.tables if table.virtual_table_using)
    loose = [
        table.name
        for table in store.tables
        if not table.strict and not table.name.startswith(("_sqlite", *searches))  # SQLite's own cannot be
    ]
    assert loose == []


def test_opening_again_changes_nothing(store: Store) -> None:
    builders.add(store, "One.\nTwo.")
    before = store.path.read_bytes()
    open_store(store.path).close()
    assert store.value("select count(*) from sentences") == 2
    assert store.path.read_bytes() == before


def test_a_store_from_a_newer_version_is_left_alone(store: Store) -> None:
    store.execute(
        "insert into _sqlite_migrations (migration_set, name, applied_at) values ('annotator', '9999_x', '')"
    )
    with pytest.raises(StoreTooNewError, match=r"newer version.*9999_x.*Nothing was changed"):
        open_store(store.path)


def test_a_file_that_is_no_database_is_named(tmp_path: Path) -> None:
    path = tmp_path / "annotator.db"
    path.write_text("this is a letter to the editor, not a database" * 50)
    with pytest.raises(StoreError, match=r"annotator\.db cannot be read as Annotator's database"):
        open_store(path)


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="cannot be opened or made"):
        open_store(tmp_path / "nowhere" / "annotator.db")


def test_a_full_disk_keeps_what_was_there(store: Store) -> None:
    builders.add(store, "One.\nTwo.")
    pages = store.value("pragma page_count")
    store.execute(f"pragma max_page_count = {pages + 1}")
    with pytest.raises(StoreError, match="the disk is full"):
        builders.add(
            store, "\n".join(f"Sentence number {n} is long enough to fill pages." for n in range(2000))
        )
    assert store.value("select count(*) from articles") == 1


@pytest.mark.parametrize("write", ["add", "push", "checker"])
def test_a_locked_store_says_so(store: Store, write: str) -> None:
    builders.make_project(store)
    writer = sqlite3.connect(store.path)
    writer.execute("begin immediate")
    impatient = Store(store.path, timeout=0.05)
    writes: dict[str, Callable[[], object]] = {
        "add": lambda: builders.add(impatient, "One."),
        "push": lambda: builders.push(impatient, builders.make_project(impatient)),
        "checker": lambda: builders.checker(impatient, 1, "ana"),
    }
    with pytest.raises(StoreBusyError, match="in use by another process"):
        writes[write]()
    writer.close()
    impatient.close()


def test_what_fails_half_way_leaves_nothing(store: Store) -> None:
    def fail_half_way() -> None:
        with store.transaction():
            store.execute("insert into people (email, name, recorded_at) values ('a', 'b', 'c')")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fail_half_way()
    assert store.value("select count(*) from people") == 0


def test_the_migrations_are_known_without_a_store() -> None:
    from tasks.store.schema import migrations

    assert [m.name for m in migrations.pending(Database(memory=True))][:1] == ["0001_the_record"]


@pytest.mark.parametrize("attempt", range(10))
def test_several_can_make_the_same_store_at_once(tmp_path: Path, attempt: int) -> None:
    path = tmp_path / f"{attempt}.db"
    start = Barrier(4)

    def make() -> None:
        start.wait()
        open_store(path).close()

    with ThreadPoolExecutor(4) as makers:
        for made in [makers.submit(make) for _ in range(4)]:
            made.result(timeout=60)
    open_store(path).close()


def test_a_new_store_waits_for_who_is_making_it(tmp_path: Path) -> None:
    path = tmp_path / "annotator.db"
    maker = sqlite3.connect(path, check_same_thread=False)
    maker.execute("begin immediate")
    done = Timer(0.3, maker.rollback)
    done.start()
    open_store(path).close()
    done.join()
    maker.close()
