"""Regular expressions that mean the same in every Python we run on."""

import re
from pathlib import Path

import annotator
import exports
import tasks

ROOMS = [Path(room.__path__[0]) for room in (annotator, exports, tasks)]
POSSESSIVE_GROUP = re.compile(r"(?<![\\(])\)(?:[*+?]|\{[\d,]+\})\+|\(\?>")


def test_no_group_is_repeated_possessively() -> None:
    """Python before 3.11.5 loses matches of them; Debian 12 brings 3.11.2 (CPython issue 106052)."""
    files = [file for room in ROOMS for file in room.rglob("*.py")]
    assert len(files) > 100
    found = [file.name for file in files if POSSESSIVE_GROUP.search(file.read_text("utf-8"))]
    assert found == []
    assert POSSESSIVE_GROUP.search(r"(?:ab)*+c")
