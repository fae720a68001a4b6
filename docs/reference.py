"""The reference pages, made from the code that they describe: ``make docs`` writes them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import MISSING, fields
from pathlib import Path
from typing import get_args, get_type_hints

import click

from annotator.commands import cli
from annotator.settings import Means, Settings
from annotator.web.api.document import document
from docs import access, api, counterparts, shown
from exports.columns import Column, Table
from exports.labels import LABEL_MEANINGS, METHOD_MEANINGS, REASON_MEANINGS
from exports.tables import ALL_TABLES

FOLDER = Path(__file__).parent

_WIDTH = 80

_COMMANDS = """\
# Commands

What `annotator` can do, as its help says it. After `make run` the command is `.venv/bin/annotator`.

Commands that print take `--json` and then print JSON for scripts. A command exits with 0 when it is done,
with 1 when it failed, and with 2 when it was called wrongly or a setting is wrong. Progress shows on a
terminal and nowhere else.
"""

_SETTINGS = """\
# Settings

Settings are environment variables, or the same names in an ini file:

```ini
[annotator]
port = 5001
checkers_per_sentence = 2
```

The environment wins over the file. The file is the one that `ANNOTATOR_SETTINGS` names; without that it is
`annotator.ini` in the user's configuration folder, on Linux `~/.config/annotator/annotator.ini`. A wrong
value stops the command, which says what is wrong.

Secrets that are not set are made on first start and kept in `credentials.json` in the data folder, readable
by its owner only.
"""

_TABLES = """\
# Tables of a release

A release holds the tables below, [aggregations](#aggregations) only where it was asked for, each in four
formats with the same rows and columns:

- `jsonl/TABLE.jsonl`, JSON Lines: one object a line;
- `csv/TABLE.csv`, for spreadsheets;
- `data/TABLE/SPLIT-….parquet`, Parquet, a part of the dataset in a file;
- `dataset.db`, all tables as one SQLite database, with full-text search.

`manifest.json` describes them for programs, with the number of rows and an account of what was left out.

- Texts are UTF-8. Offsets count Unicode code points in the article's text; ends are exclusive.
- Times are UTC and read `2022-09-08T06:30:00.000000Z`, dates `2022-09-08`; Parquet has types for both.
- A value that is not there is null, and an empty cell in CSV.
- In CSV, text that a spreadsheet would take for a formula has an apostrophe in front; so has text that
  begins with an apostrophe, and what follows a semicolon, a tab or a line's end within a text. Take those
  apostrophes off, or read the JSON Lines.
"""


def pages() -> Mapping[str, str]:
    """Every page by the name of its file."""
    return {
        "api.md": _page(api.INTRODUCTION, _api_sections()),
        "access.md": _page(access.INTRODUCTION, [_access_table()]),
        "commands.md": _page(_COMMANDS, _command_sections()),
        "settings.md": _page(_SETTINGS, [_settings_table()]),
        "tables.md": _page(_TABLES, [*map(_table_section, ALL_TABLES), *_word_sections()]),
    }


def _api_sections() -> Iterator[str]:
    app = access.bare_app()
    yield counterparts.INTRODUCTION + _rows(("Page", "By script"), counterparts.rows(app))
    yield shown.INTRODUCTION + _rows(("Page", "By script"), shown.rows(app))
    yield from api.sections(document(app))


def _page(introduction: str, sections: Iterable[str]) -> str:
    return "\n".join([introduction, *sections])


def _command_sections() -> Iterator[str]:
    yield from _helps(
        cli, click.Context(cli, info_name="annotator", terminal_width=_WIDTH, **cli.context_settings)
    )


def _helps(command: click.Command, context: click.Context) -> Iterator[str]:
    """The help of a command and of those below it."""
    yield f"## {context.command_path}\n\n```text\n{command.get_help(context)}\n```\n"
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            below = command.get_command(context, name)
            if below:
                yield from _helps(below, click.Context(below, parent=context, info_name=name))


def _settings_table() -> str:
    return _rows(("Setting", "Default", "Meaning"), map(_setting, settings()))


def _setting(setting: tuple[str, Means, object]) -> tuple[str, ...]:
    variable, means, default = setting
    shown = f"{default:g}" if isinstance(default, float) else default
    return f"`{variable}`", means.unset or f"`{shown}`", means.text


def settings() -> Iterator[tuple[str, Means, object]]:
    """Every setting: its variable, what it means, its default."""
    hints = get_type_hints(Settings, include_extras=True)
    for setting in fields(Settings):
        default = "" if setting.default is MISSING else setting.default
        yield f"ANNOTATOR_{setting.name.upper()}", get_args(hints[setting.name])[1], default


def _access_table() -> str:
    head = ("Address", "Method", "Nobody", *(role.title() for role in access.ROLES), "Token")
    return _rows(head, access.rows(access.bare_app()))


def _table_section(table: Table) -> str:
    key = ", ".join(f"`{column}`" for column in table.key)
    columns = _rows(("Column", "Type", "Meaning"), (_column(table, column) for column in table.columns))
    return f"## {table.name}\n\n{table.about} Its key: {key}.\n\n{columns}"


def _column(table: Table, column: Column) -> tuple[str, ...]:
    means = column.means
    kind: str = means.format or _TYPES[column.type]
    values = " ".join(f"`{value}`" for value in means.values)
    target = table.references.get(column.name)
    pointer = f"Points into [{target}](#{target})." if target else ""
    meaning = " ".join(filter(None, [means.text, pointer, values]))
    return f"`{column.name}`", f"{kind} or none" if column.nullable else kind, meaning


_TYPES: Mapping[type, str] = {str: "text", int: "whole number", float: "number", bool: "true or false"}


def _word_sections() -> Iterator[str]:
    for heading, meanings in (
        ("Labels", LABEL_MEANINGS),
        ("Methods", METHOD_MEANINGS),
        ("Reasons", REASON_MEANINGS),
    ):
        rows = ((f"`{word}`", meaning) for word, meaning in meanings.items())
        yield f"## {heading}\n\n" + _rows(("Word", "Meaning"), rows)


def _rows(header: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [header, ("---",) * len(header), *rows]
    return "".join(f"| {' | '.join(cells)} |\n" for cells in lines)


def main() -> None:
    for name, page in pages().items():
        (FOLDER / name).write_text(page, encoding="utf-8")


if __name__ == "__main__":
    main()
