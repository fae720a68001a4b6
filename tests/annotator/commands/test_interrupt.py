"""Ctrl-C in the middle of a large folder: what was added stays whole, and a second run goes on."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from annotator.sample import sample_article
from tasks.store.accounts import count
from tasks.store.connection import check_integrity, open_store

pytestmark = pytest.mark.slow

ARTICLES = 300


def test_ctrl_c_leaves_whole_articles_and_a_second_run_goes_on(tmp_path: Path) -> None:
    folder, data = tmp_path / "articles", tmp_path / "data"
    folder.mkdir()
    text = sample_article().text
    for number in range(ARTICLES):
        lines = text.replace("mine", f"mine-{number}").replace("the", f"the {number}")
        (folder / f"{number:03}.txt").write_text(lines)
    command = [sys.executable, "-m", "annotator", "add", str(folder), "--json"]
    environ = os.environ | {"ANNOTATOR_DATA_DIR": str(data)}

    with subprocess.Popen(
        command, env=environ, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as first:
        deadline = time.monotonic() + 60
        while not (data / "annotator.db").exists() or articles(data) < 5:
            assert time.monotonic() < deadline
            time.sleep(0.05)
        first.send_signal(signal.SIGINT)
        assert first.wait(timeout=20) == 1
    done = articles(data)
    assert 5 <= done < ARTICLES
    store = open_store(data / "annotator.db")
    assert check_integrity(store) == "ok"
    assert (
        store.value(
            "select count(*) from articles where article_id not in (select article_id from sentence_places)"
        )
        == 0
    )
    store.close()

    second = subprocess.run(command, env=environ, capture_output=True, check=True)
    assert len(json.loads(second.stdout)) == ARTICLES
    assert articles(data) == ARTICLES


def articles(data: Path) -> int:
    store = open_store(data / "annotator.db")
    try:
        return count(store).articles
    finally:
        store.close()
