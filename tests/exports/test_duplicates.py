"""Articles that share claims are found."""

from random import Random

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from exports.duplicates import _SIGNS, _Claims, groups_of, words_of

BRIDGE = "The bridge over the river was opened on Monday after nine months of repairs."


def test_word_for_word_and_nearly() -> None:
    found = groups_of(
        [
            ("a-1", BRIDGE),
            ("a-1", "It cost nine million according to the council."),
            ("a-2", "The bridge over the river was OPENED on Monday, after nine months of repairs!"),
            ("a-3", BRIDGE.replace("nine", "ten")),
            ("a-4", "Nobody knows when the ferry will be back in service."),
        ]
    )
    assert found == {"a-1": "a-1", "a-2": "a-1", "a-3": "a-1"}


def test_likeness_is_passed_on() -> None:
    other = "A second report says that the ferry will come back in the spring of next year."
    found = groups_of([("a-3", BRIDGE), ("a-2", BRIDGE), ("a-2", other), ("a-1", other)])
    assert found == {"a-1": "a-1", "a-2": "a-1", "a-3": "a-1"}


def test_within_one_article_there_is_nothing_to_group() -> None:
    assert groups_of([("a-1", BRIDGE), ("a-1", BRIDGE)]) == {}


def test_short_claims_are_alike_by_chance() -> None:
    assert groups_of([("a-1", "He said no."), ("a-2", "He said no.")]) == {}


def test_boiler_plate_binds_nothing() -> None:
    assert (
        groups_of((f"a-{n}", "This report was updated with further details today.") for n in range(30)) == {}
    )


@given(st.text(st.characters(codec="ascii")))
def test_words_of_plain_text_are_those_of_any_text(text: str) -> None:
    assert words_of(text) == text.casefold().translate(_SIGNS).split()
    assert words_of(f"{text} Київ") == [*words_of(text), "київ"]


def test_nothing_at_all() -> None:
    assert groups_of([]) == {}


def test_of_many_pairs_that_are_alike_nearly_all_are_found() -> None:
    random = Random(3)
    words = [f"word{n}" for n in range(2000)]
    claims = []
    for n in range(500):
        claim = [random.choice(words) for _ in range(20)]
        claims.append((f"a-{n}", " ".join(claim)))
        claim[random.randrange(20)] = "another"
        claims.append((f"b-{n}", " ".join(claim)))
    found = groups_of(claims)
    together = [n for n in range(500) if found.get(f"b-{n}") == f"a-{n}"]
    assert len(together) >= 490
    assert len(found) == 2 * len(together)


def test_sketches_dismiss_no_pair_that_is_alike() -> None:
    random = Random(5)
    claims = []
    for n in range(300):
        words = [f"w{random.randrange(60)}" for _ in range(random.randint(8, 30))]
        claims.append((f"a-{n}", " ".join(words)))
        for _ in range(random.randint(0, 3)):
            words[random.randrange(len(words))] = f"w{random.randrange(60)}"
        claims.append((f"b-{n}", " ".join(words)))
    known = _Claims(claims)
    pairs = [(one, one + 1) for one in range(0, len(known.homes) - 1)]
    ones, others = (np.array(column) for column in zip(*pairs, strict=True))
    perhaps = set(known.perhaps_alike(ones, others))
    alike = {pair for pair in pairs if known.alike(*pair)}
    assert len(alike) > 100
    assert alike <= perhaps
    assert len(perhaps) < len(pairs) * 0.9


def test_a_claim_of_two_articles_binds_them_though_one_repeats_it() -> None:
    repeated = [("a-1", BRIDGE)] * 30
    assert groups_of([*repeated, ("a-2", BRIDGE)]) == {"a-1": "a-1", "a-2": "a-1"}
