"""``annotator release`` from the command line."""

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from annotator.commands import main
from annotator.desk_store import open_desk_store
from annotator.settings import load_settings
from tasks.types import Judgement, Verdict
from tests.exports.desks import Desk, labelled_desk

pytestmark = pytest.mark.slow


class Commands:
    """Runs ``annotator release`` on a desk of its own, in this process."""

    def __init__(self, capture: pytest.CaptureFixture[str]) -> None:
        self._capture = capture
        self.desk: Desk = labelled_desk(open_desk_store(load_settings()))

    def __call__(self, *command: str, code: int = 0) -> str:
        with pytest.raises(SystemExit) as ended:
            main(("release", *command))
        printed = self._capture.readouterr()
        assert ended.value.code == code, printed.err
        assert "Traceback" not in printed.err
        return printed.out if code == 0 else printed.err

    def json(self, *command: str) -> Any:
        return json.loads(self(*command, "--json"))


@pytest.fixture
def release(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Commands:
    monkeypatch.setenv("ANNOTATOR_DATA_DIR", str(tmp_path / "data"))
    (tmp_path / "data").mkdir()
    return Commands(capsys)


def test_create_list_verify(release: Commands) -> None:
    made = release.json("create", "harbour")
    assert (made["version"], made["rows"]["claims"]) == ("1.0.0", 3)
    assert [record["version"] for record in release.json("list")] == ["1.0.0"]
    found = release.json("verify", made["folder"])
    assert (found["valid"], found["problems"]) == (True, [])
    assert {"pandas", "pandas from csv"} <= set(found["readers"])


def test_what_only_people_can_say(release: Commands, tmp_path: Path) -> None:
    words = tmp_path / "harbour.yaml"
    words.write_text("title: Harbour claims\nlicence: cc0-1.0\n", encoding="utf-8")
    made = release.json(
        "create", "harbour", "--particulars", str(words), "--by-date", "2026-01-01", "2026-02-01"
    )
    card = (Path(made["folder"]) / "README.md").read_text("utf-8")
    assert "# Harbour claims" in card
    assert "license: cc0-1.0" in card
    assert "by date" in card


@pytest.mark.parametrize(
    ("content", "saying"),
    [
        ("colour: blue", "and nothing else"),
        ("- a list", "and nothing else"),
        ("title: [1, 2]", "title must be text"),
        ("licence: mine", "no licence we know"),
        ("mapping: {fever: {verified: TRUE}}", "FEVER"),
        ("mapping: {fever: 3}", "FEVER"),
        ("mapping: {other: {}}", "to fever and to averitec"),
        ("title: 'unfinished", "is not YAML"),
    ],
)
def test_particulars_that_make_no_sense(release: Commands, tmp_path: Path, content: str, saying: str) -> None:
    words = tmp_path / "words.yaml"
    words.write_text(content, encoding="utf-8")
    assert saying in release("create", "harbour", "--particulars", str(words), code=1)
    assert release.json("list") == []


def test_what_is_kept_about_a_dataset(release: Commands, tmp_path: Path) -> None:
    assert release.json("describe", "harbour")["licence"] == "none"
    words = tmp_path / "harbour.yaml"
    words.write_text("title: Harbour claims\ncreators: [Ana Quay]\n", encoding="utf-8")
    printed = release("describe", "harbour", "--particulars", str(words))
    assert yaml.safe_load(printed)["creators"] == ["Ana Quay"]
    card = (Path(release.json("create", "harbour")["folder"]) / "README.md").read_text("utf-8")
    assert "# Harbour claims" in card
    words.write_text(printed.replace("Harbour claims", "Port claims"), encoding="utf-8")
    assert release.json("describe", "harbour", "--particulars", str(words))["title"] == "Port claims"
    assert "cannot name a dataset" in release("describe", "Harbour!", code=1)


def test_a_look_at_what_may_be_personal(release: Commands) -> None:
    first = release.json("create", "harbour")["folder"]
    assert "Nothing looks personal." in release("privacy", first)
    release.desk.add("Write to harbour@port.example.org, the master said on Monday.")
    release.desk.say("Write", 0, Judgement(Verdict.VERIFIED))
    second = release.json("create", "harbour")["folder"]
    with pytest.raises(SystemExit) as ended:
        main(("release", "privacy", second))
    assert ended.value.code == 1


def test_as_of_a_day(release: Commands) -> None:
    first = release.json("create", "harbour")
    release.desk.say("Nobody", 1, Judgement(Verdict.VERIFIED))
    then = release.json("create", "then", "--as-of", first["as_of"])
    assert then["rows"] == first["rows"]
    assert release.json("create", "now", "--as-of", first["as_of"][:10])["rows"]["claims"] == 4
    assert "nothing to release" in release("create", "before", "--as-of", "2001-01-01", code=1)
    assert "neither a day nor a time" in release("create", "never", "--as-of", "yesterday", code=1)


@pytest.mark.peers
@pytest.mark.usefixtures("crowdkit")
def test_what_models_of_the_checkers_say(release: Commands) -> None:
    made = release.json("create", "harbour", "--aggregate", "dawid-skene")
    assert made["rows"]["aggregations"] == 3
    assert [report["method"] for report in made["aggregations"]] == ["dawid-skene"]
    assert release.json("verify", made["folder"])["valid"]
    words = release("create", "harbour", "--aggregate", "mace")
    assert "harbour 2.0.0" in words
    assert "mace gives 0 of 3 claims another verdict than the votes do" in words
    (first, second) = release.json("list")
    assert "aggregations: dawid-skene" in first["holds"]
    assert "aggregations: mace" in second["holds"]


def test_models_need_what_is_not_always_installed(release: Commands, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("exports.crowd.models.crowdkit_version", lambda: None)
    said = release("create", "harbour", "--aggregate", "mace", code=1)
    assert 'pip install "annotator[crowd]"' in said
    assert release.json("list") == []


def test_diff(release: Commands) -> None:
    first = release.json("create", "harbour")
    release.desk.say("Nobody", 1, Judgement(Verdict.VERIFIED))
    second = release.json("create", "harbour")
    found = release.json("diff", first["folder"], second["folder"])
    assert [(claim["what"], claim["after"]) for claim in found["claims"]] == [("added", "verified")]
    assert found["proposed"] == "1.1.0"
    words = release("diff", first["folder"], second["folder"])
    assert "claims: 1 added, 0 gone, 0 changed" in words
    assert "After 1.0.0 this calls for 1.1.0; it is 1.1.0." in words
    assert "Both hold the same data." in release("diff", first["folder"], first["folder"])


def test_publish(release: Commands, tmp_path: Path) -> None:
    folder = release.json("create", "harbour")["folder"]
    address = release.json("publish", folder, str(tmp_path / "public"))["address"]
    assert address.endswith("/public/harbour-1.0.0")
    release("publish", folder, str(tmp_path / "harbour.zip"))
    assert (tmp_path / "harbour.zip").stat().st_size > 0
    assert json.loads((tmp_path / "harbour.zenodo.json").read_text("utf-8"))["upload_type"] == "dataset"
    assert "there already" in release("publish", folder, str(tmp_path / "harbour.zip"), code=1)
