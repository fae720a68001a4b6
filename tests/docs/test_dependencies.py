"""Everything that we build on has its reason in the documentation, and its version in a lock file."""

import re
from configparser import ConfigParser

import pytest

from docs.reference import FOLDER

ROOT = FOLDER.parent

SETUP = ConfigParser()
SETUP.read(ROOT / "setup.cfg", encoding="utf-8")
LISTS = {"annotator": SETUP["options"]["install_requires"], **SETUP["options.extras_require"]}


def names(list_name: str) -> set[str]:
    """Direct dependencies; what only has types for another goes without saying."""
    lines = LISTS[list_name].split()
    return {re.split("[<>=]", line)[0] for line in lines if not line.startswith("types-")}


@pytest.mark.parametrize("name", sorted(set().union(*map(names, LISTS))))
def test_it_is_explained(name: str) -> None:
    page = (FOLDER / "dependencies.md").read_text(encoding="utf-8")
    assert re.search(rf"(?<![\w-]){name}(?![\w-])", page, re.IGNORECASE)


@pytest.mark.parametrize("list_name", ["annotator", "test", "crowd"])
def test_it_is_locked(list_name: str) -> None:
    content = (ROOT / "locks" / f"{list_name}.txt").read_text(encoding="utf-8")
    assert names(list_name) <= set(re.findall(r"^([\w.-]+)==", content, re.MULTILINE))
