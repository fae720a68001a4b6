"""Checkers stay unknown."""

import pytest

from exports.privacy import pseudonym, without_addresses


def test_a_pseudonym_is_stable_in_a_release_and_nowhere_else() -> None:
    here = pseudonym("17", b"secret", "harbour\n1")
    assert here == pseudonym("17", b"secret", "harbour\n1")
    elsewhere = {
        pseudonym("18", b"secret", "harbour\n1"),
        pseudonym("17", b"secret", "harbour\n2"),
        pseudonym("17", b"other", "harbour\n1"),
    }
    assert here not in elsewhere
    assert len(elsewhere) == 3


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("ask ana.lima+desk@news.example.org, please", "ask [e-mail address removed], please"),
        ("mailto:ana@example.org", "mailto:[e-mail address removed]"),
        ("ана@пошта.укр", "[e-mail address removed]"),
        ("meet @ the harbour at 5", "meet @ the harbour at 5"),
        ("@mayor said so", "@mayor said so"),
    ],
)
def test_addresses_are_taken_out(text: str, left: str) -> None:
    assert without_addresses(text) == left
