"""Versions by others than the author: a store from before learns them, and a poll finds them at once."""

from contextlib import closing
from pathlib import Path

import pytest
from sqlite_utils import Database

from tasks.store import alarms
from tasks.store.alarms import AlarmKind
from tasks.store.connection import Store, open_store
from tasks.store.overwritten import changed_by_others
from tasks.store.projects import Home
from tasks.store.restorable import deleted_by_others
from tasks.store.schema import migrations

FROM_BEFORE = """
insert into projects (project_id, uid, title, checkers_per_sentence, created_at)
    values (1, 'u', 'Fact-checking', 1, 't');
insert into label_studio_projects (id, project_id, label_studio_id, created_at) values (1, 1, 7, 't');
insert into people (person_id, email, name, recorded_at)
    values (1, 'ana@example.org', 'Ana', 't'), (2, 'bob@example.org', 'Bob', 't');
insert into annotations values (1, 's', 1, 't'), (2, 's', 2, 't'), (3, 's', null, 't');
insert into annotation_versions values
    (1, 1, 1, 'answered', 't', 't', 1, 't', 't', 1, 0, '[]', '[]'),
    (1, 2, 1, 'answered', 't', 't', 2, 't', null, 1, 0, '[]', '[]'),
    (2, 1, 1, 'answered', 't', 't', null, 't', null, 1, 0, '[]', '[]'),
    (3, 1, 1, 'answered', 't', 't', 2, 't', null, 1, 0, '[]', '[]');
insert into alarms values
    (4, 1, 'answers_deleted', 'Somebody did.', 't1', 't2', 'accepted', 1, '{}'),
    (9, 1, 'project_gone', 'Gone.', 't3', null, null, null, '{}');
insert into put_backs values (9, 1, 't4', 3, 'busy');
"""


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A store of the version before alarms for changed answers."""
    path = tmp_path / "old.db"
    with closing(Database(path)) as made:
        migrations.apply(made, stop_before="0015_changed_answers")
        made.executescript(FROM_BEFORE)
    return path


def test_a_store_from_before_keeps_its_alarms_and_learns_who_changed_what(old: Path) -> None:
    with closing(open_store(old)) as store:
        [alarm] = alarms.open_alarms(store)
        assert (alarm.alarm_id, alarm.kind, alarm.detail) == (9, AlarmKind.PROJECT_GONE, "Gone.")
        assert alarm.put_back is not None
        assert (alarm.put_back.asked_by_name, alarm.put_back.done) == ("Ana", 3)
        assert store.rows("select alarm_id, settled_as from alarms where settled_at is not null") == [
            {"alarm_id": 4, "settled_as": "accepted"}
        ]
        assert store.rows("select * from versions_by_others") == [{"annotation_id": 1, "version": 2}]
        for table in ("alarms", "put_backs", "versions_by_others"):
            assert store.rows(f"pragma foreign_key_check({table})") == []
        home = Home(1, 1, 7, None)
        alarms.sound(store, home, AlarmKind.ANSWERS_CHANGED, "Somebody did.", answers=1)
        assert len(alarms.open_alarms(store)) == 2


def test_a_poll_reads_no_more_than_versions_by_others(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """However many annotations there are."""
    asked: list[str] = []
    rows = store.rows

    def explain(sql: str, parameters: object = ()) -> list[dict[str, object]]:
        asked.extend(row["detail"] for row in rows(f"explain query plan {sql}", parameters))  # type: ignore[arg-type]
        return []

    monkeypatch.setattr(store, "rows", explain)
    home = Home(1, 1, 7, None)
    changed_by_others(store, home)
    deleted_by_others(store, home)
    scanned = {line.split()[1] for line in asked if line.startswith("SCAN")}
    assert scanned == {"o", "versions_by_others"}
    for whole in ("(label_studio_project=?)", "annotations_by_person"):
        assert not any(whole in line for line in asked), asked
