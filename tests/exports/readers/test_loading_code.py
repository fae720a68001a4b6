"""The code that a release's page offers does what it says."""

import json
from pathlib import Path

import pytest

from exports.describe.loading_code import loading_code
from tasks.store.connection import Store
from tests.environments import run_in
from tests.exports.desks import labelled_desk, released

pytestmark = [pytest.mark.peers, pytest.mark.timeout(300)]


def test_the_code_loads_every_claim(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    monkeypatch.setenv("HF_DATASETS_CACHE", str(tmp_path / "cache"))
    labelled_desk(store)
    release = released(store, tmp_path)
    snippets = loading_code(json.loads((release.folder / "manifest.json").read_text("utf-8")))
    loaded = run_in(
        "readers",
        Path(__file__).with_name("run_code.py"),
        str(release.folder.parent),
        given={snippet.tool: snippet.code for snippet in snippets},
    )
    assert loaded == dict.fromkeys((snippet.tool for snippet in snippets), release.rows["claims"])
