"""The commands that look back and keep: history, backup, restore --from."""

import json
from pathlib import Path

import pytest

from annotator.locks import exclusive
from tests.annotator.commands.conftest import Annotator

pytestmark = pytest.mark.slow

TEXT = b"The bridge is open. The tunnel is shut."


def first_sentence(annotator: Annotator) -> str:
    from annotator.desk_store import open_desk_store
    from annotator.settings import load_settings

    return str(open_desk_store(load_settings()).value("select min(sentence_id) from sentences"))


def test_the_history_begins_with_the_decision_to_label(annotator: Annotator) -> None:
    annotator("add", "-", stdin=TEXT)
    told = json.loads(annotator("history", first_sentence(annotator), "--json")[0])
    assert [event["what"] for event in told["events"]] == ["decided"]
    assert told["sentence"] in TEXT.decode()
    assert "decided" in annotator("history", first_sentence(annotator))[0]


def test_an_unknown_sentence_is_named(annotator: Annotator) -> None:
    annotator.fails("history", "s-nothing", saying="no sentence 's-nothing'")


def test_a_backup_and_the_way_back(annotator: Annotator, tmp_path: Path) -> None:
    annotator("add", "-", stdin=TEXT)
    copy = tmp_path / "copy.db"
    made = json.loads(annotator("backup", str(copy), "--json")[0])
    assert made == {"file": str(copy), "sentences": 2, "annotations": 0}
    annotator("add", "-", stdin=b"The ferry sails again.")
    assert annotator.count("sentences") == 3
    assert "is in" in annotator("restore", "--from", str(copy))[0]
    assert annotator.count("sentences") == 2


@pytest.mark.parametrize("lock", ["desk.lock", "sync.lock"])
def test_a_backup_does_not_come_back_under_a_running_desk(
    annotator: Annotator, tmp_path: Path, lock: str
) -> None:
    annotator("add", "-", stdin=TEXT)
    annotator("backup", str(tmp_path / "copy.db"))
    with exclusive(annotator.data_dir / lock, wait_s=0, holder="a test"):
        annotator.fails("restore", "--from", str(tmp_path / "copy.db"), saying="is in use by")


def test_a_restore_without_label_studio_says_so(annotator: Annotator) -> None:
    annotator("add", "-", stdin=TEXT)
    annotator.fails("restore", saying="Is it running")
