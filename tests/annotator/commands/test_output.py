"""What commands print for scripts."""

import json

import pytest

from annotator.commands.output import JsonArray


@pytest.mark.parametrize("members", [[], [{"title": "Харків"}], [1, "two", None]])
def test_an_array_printed_member_by_member_is_one_json_value(
    members: list[object], capsys: pytest.CaptureFixture[str]
) -> None:
    printed = JsonArray()
    for member in members:
        printed.add(member)
    printed.end()
    assert json.loads(capsys.readouterr().out) == members
