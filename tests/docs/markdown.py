"""What stands in a Markdown page: its links, its headings, its blocks of code."""

import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGES = (ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").glob("*.md")))

_FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\]\(([^)\s]+)\)")
_PATH = re.compile(r"`((?:annotator|exports|tasks|tests|benchmarks|docs|locks)/[\w./-]*)`")
_HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)


def blocks(page: Path, language: str) -> list[str]:
    """The blocks of code in this language, in order."""
    return [code for named, code in _FENCE.findall(page.read_text(encoding="utf-8")) if named == language]


def links(page: Path) -> Iterator[str]:
    """Where the links and images of a page lead."""
    yield from _LINK.findall(_FENCE.sub("", page.read_text(encoding="utf-8")))


def paths(page: Path) -> Iterator[str]:
    """The files and folders of the project that a page names."""
    yield from _PATH.findall(_FENCE.sub("", page.read_text(encoding="utf-8")))


def anchors(page: Path) -> set[str]:
    """What a link can point to within a page, named as GitHub does."""
    prose = _FENCE.sub("", page.read_text(encoding="utf-8"))
    return {re.sub(r"[^\w\- ]", "", heading).lower().replace(" ", "-") for heading in _HEADING.findall(prose)}
