"""Plots are sound XML, show the figures, and hold whatever publishers are called."""

import re
from collections import Counter
from pathlib import Path
from xml.etree import ElementTree

from exports.agreement.figures import Estimate
from exports.describe import plots as drawing
from exports.release import Release
from tasks.store.connection import Store
from tests.exports.desks import labelled_desk, released

SVG = "{http://www.w3.org/2000/svg}"


def texts(svg: str) -> list[str]:
    return [element.text or "" for element in ElementTree.fromstring(svg).iter(f"{SVG}text")]  # noqa: S314


def test_a_release_has_its_plots(store: Store, tmp_path: Path) -> None:
    labelled_desk(store)
    release: Release = released(store, tmp_path)
    names = sorted(path.name for path in (release.folder / "plots").iterdir())
    assert names == ["agreement.svg", "confusion.svg", "verdicts-by-month.svg", "verdicts-by-publisher.svg"]
    for name in names:
        assert texts((release.folder / "plots" / name).read_text("utf-8"))
    assert "Coast News" in texts((release.folder / "plots" / "verdicts-by-publisher.svg").read_text("utf-8"))


def test_bars_are_as_long_as_their_counts() -> None:
    svg = drawing._stacked("t", Counter({("2026-01", "verified"): 30, ("2026-02", "disputed"): 10}))
    bars = [
        float(element.get("width", "0"))
        for element in ElementTree.fromstring(svg).iter(f"{SVG}rect")  # noqa: S314
        if element.find(f"{SVG}title") is not None and ":" in (element.findtext(f"{SVG}title") or "")
    ]
    assert bars[0] == 3 * bars[1]


def test_verdicts_have_the_colours_of_the_desk() -> None:
    style = (Path(__file__).parents[3] / "annotator" / "static" / "desk.css").read_text("utf-8")
    light = dict(re.findall(r"--(\w+): (#[0-9a-f]{6});", style.partition("}")[0]))
    assert {verdict: light[verdict] for verdict in drawing.COLOURS} == drawing.COLOURS


def test_names_cannot_break_out() -> None:
    hostile = '<script>alert("x")</script>&\x00\u202e' + "x" * 200
    svg = drawing._stacked("t", Counter({(hostile, "verified"): 1}))
    assert "<script" not in svg
    assert all(len(text) <= 26 for text in texts(svg))


def test_many_groups_are_summed_up() -> None:
    svg = drawing._stacked("t", Counter({(f"p{n:02}", "verified"): n + 1 for n in range(40)}))
    assert "and 16 smaller ones" in texts(svg)
    assert "p39" in texts(svg)


def test_nothing_and_undefined_are_said() -> None:
    assert "no claims" in texts(drawing._stacked("t", {}))
    assert any(
        "undefined: too few" in t
        for t in texts(drawing._intervals("t", {"α": Estimate(None, undefined="too few")}))
    )
