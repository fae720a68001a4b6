"""The tutorial for scripts does what it says."""

from functools import partial
from typing import Any

import httpx
import pytest
from flask import Flask

from tests.annotator.web.api.conftest import API, Scripts
from tests.docs.markdown import ROOT, blocks
from tests.exports.desks import Desk as Labelled

TUTORIAL = ROOT / "docs" / "tutorial-scripts.md"


@pytest.mark.parametrize("times", [1, 2])
def test_every_program_runs(
    app: Flask,
    script_of: Scripts,
    labelled: Labelled,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    times: int,
) -> None:
    script = script_of("editor")
    monkeypatch.setenv("TOKEN", script.token)
    monkeypatch.setenv("DESK", f"http://127.0.0.1:5000{API}")
    monkeypatch.setattr(httpx, "Client", partial(httpx.Client, transport=httpx.WSGITransport(app)))
    for _ in range(times):
        names: dict[str, Any] = {}
        for program in blocks(TUTORIAL, "python"):
            exec(compile(program, TUTORIAL.name, "exec"), names)  # noqa: S102 - our own pages
        names["desk"].close()
    printed = capsys.readouterr().out
    assert "statement | the company | The ferries carried 6,400" in printed
    assert "released ferry-claims 1.0.0" in printed
    [ferries] = [one for one in script.get("/projects")["items"] if one["title"] == "Ferries"]
    assert (ferries["articles"], ferries["checkers_per_sentence"]) == (1, 2)
    [article] = [one for one in script.get("/articles")["items"] if one["title"] == "Ferries carry more"]
    assert script.get(f"/articles/{article['article_id']}")["public"]
    sentences = script.get(f"/articles/{article['article_id']}/sentences")["items"]
    assert [one["state"] for one in sentences] == ["waiting", "waiting", "left_out"]
    waiting = script.get("/review?kind=waiting")["items"]
    assert [one["sentence_id"] for one in waiting] == [labelled.sentence("Repairs")]
    if times == 2:
        assert "0 new sentences" in printed
        assert "released ferry-claims 1.0.1" in printed
