"""The reference pages are what the code says, and leave nothing out."""

from dataclasses import fields

import pytest

from annotator.commands import COMMANDS
from annotator.settings import Settings
from docs.reference import FOLDER, pages
from exports.columns import Table
from exports.tables import ALL_TABLES


@pytest.mark.parametrize("name", pages())
def test_the_page_is_what_the_code_says(name: str) -> None:
    assert (FOLDER / name).read_text(encoding="utf-8") == pages()[name], "run `make docs`"


@pytest.mark.parametrize("command", [*COMMANDS, "release create", "release list", "release verify"])
def test_every_command_is_documented(command: str) -> None:
    assert f"## annotator {command}\n" in pages()["commands.md"]


@pytest.mark.parametrize("setting", [field.name for field in fields(Settings)])
def test_every_setting_is_documented_with_its_default(setting: str) -> None:
    [row] = [
        line
        for line in pages()["settings.md"].splitlines()
        if line.startswith(f"| `ANNOTATOR_{setting.upper()}` |")
    ]
    _, _, default, meaning, _ = row.split("|")
    assert default.strip(" `")
    assert meaning.strip().endswith(".")


@pytest.mark.parametrize("table", ALL_TABLES, ids=lambda table: table.name)
def test_every_column_is_documented(table: Table) -> None:
    section = pages()["tables.md"].split(f"\n## {table.name}\n")[1].split("\n## ")[0]
    assert [line.split("`")[1] for line in section.splitlines() if line.startswith("| `")] == list(
        table.header
    )
