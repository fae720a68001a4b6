"""Names and numbers of releases."""

import pytest

from exports.versions import Version, checked_name, newest_version, next_version
from tasks.errors import InputError
from tasks.store.releases import Difference

SAME = Difference(added=0, removed=0, changed=0, moved=0)


@pytest.mark.parametrize(
    ("difference", "same_data", "expected"),
    [
        (SAME, True, "1.4.3"),
        (SAME, False, "1.5.0"),
        (Difference(3, 0, 0, 0), False, "1.5.0"),
        (Difference(3, 1, 0, 0), False, "2.0.0"),
        (Difference(0, 0, 1, 0), False, "2.0.0"),
        (Difference(0, 0, 0, 1), False, "2.0.0"),
    ],
)
def test_the_number_says_what_to_expect(difference: Difference, same_data: bool, expected: str) -> None:
    assert str(next_version(Version(1, 4, 2), difference, same_data=same_data)) == expected


def test_newest_is_by_number() -> None:
    assert newest_version(["1.9.0", "1.10.0", "1.2.33"]) == Version(1, 10, 0)
    assert newest_version([]) is None


@pytest.mark.parametrize(
    "text", ["", "1", "1.0", "v1.0.0", "01.0.0", "1.0.0 ", "1.0.0-rc1", "1.0.٣", "9999999.0.0"]
)
def test_what_is_no_version_is_refused(text: str) -> None:
    with pytest.raises(InputError, match="version"):
        Version.parse(text)


@pytest.mark.parametrize("name", ["a", "kharkiv", "harbour-2026", "9lives"])
def test_good_names(name: str) -> None:
    assert checked_name(name) == name


@pytest.mark.parametrize(
    "name",
    [
        "",
        ".",
        "..",
        "../up",
        "a/b",
        "a\\b",
        "A",
        "a b",
        "a_b",
        "-a",
        "a-",
        "a--b",
        "a\n",
        "a\0",
        "é",
        "x" * 65,
        "C:",
    ],
)
def test_hostile_and_awkward_names_are_refused(name: str) -> None:
    with pytest.raises(InputError, match="cannot name a dataset"):
        checked_name(name)
