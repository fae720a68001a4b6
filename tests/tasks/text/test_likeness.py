"""Same claim in other words, or another claim in the same words?"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.text.likeness import Contrast, compare, wording

WORDS = [
    "Ada", "Bo", "beat", "met", "not", "20", "40", "km",
    "the", "rose", "fell", "legal", "illegal", "3,5", "2", "million",
]  # fmt: skip
ANY_TEXT = st.text() | st.lists(st.sampled_from(WORDS)).map(" ".join)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "The army advanced at least 20 km into the valley.",
            "The army advanced at least 20km into the valley, officials said.",
        ),
        (
            "The city spent 1.5 million euros on its new school.",
            "The city spent 1,500,000 euros on its new school.",
        ),
        (
            "According to the mayor, two bridges were closed.",
            "Two bridges were closed, according to the mayor.",
        ),
        (
            "Unemployment in Ruritania fell to 5.4% in March.",
            "The unemployment rate in Ruritania fell to 5.4 percent in March.",
        ),
        ("The council’s plan was approved on Monday", "THE COUNCIL'S PLAN WAS APPROVED ON MONDAY."),
        ("Die Stadt hat 1.000 Wohnungen gebaut.", "Die Stadt hat 1000 Wohnungen gebaut!"),
        (
            "Двадцать домов разрушены в городе, сообщил мэр.",
            "Двадцать домов были разрушены в городе, сообщил мэр",
        ),
        ("Two tunnels were dug under the river in May.", "In May, 2 tunnels were dug under the river."),
    ],
)
def test_other_words_same_claim(one: str, other: str) -> None:
    likeness = compare(wording(one), wording(other))
    assert likeness.same_claim, likeness


@pytest.mark.parametrize(
    ("one", "other", "contrast"),
    [
        (
            "The army advanced 20 km into the valley.",
            "The army advanced 40 km into the valley.",
            Contrast.FIGURES,
        ),
        ("The city spent 1.5 million euros.", "The city spent 1.5 billion euros.", Contrast.FIGURES),
        ("Three villages were recaptured in May.", "Four villages were recaptured in May.", Contrast.FIGURES),
        ("The bridge was hit on Monday.", "The bridge was not hit on Monday.", Contrast.NEGATION),
        ("The minister paid for the flight.", "The minister didn’t pay for the flight.", Contrast.NEGATION),
        ("The court called the ban legal.", "The court called the ban illegal.", Contrast.NEGATION),
        (
            "Die Brücke wurde am Montag getroffen.",
            "Die Brücke wurde am Montag nicht getroffen.",
            Contrast.NEGATION,
        ),
        ("Мост был разрушен в понедельник.", "Мост не был разрушен в понедельник.", Contrast.NEGATION),
        ("市政府去年建造了一千套住房。", "市政府去年没有建造一千套住房。", Contrast.NEGATION),
        ("The strike hit Ruritania on Monday.", "The strike hit Freedonia on Monday.", Contrast.NAMES),
        ("Ruritania attacked Freedonia at dawn.", "Freedonia attacked Ruritania at dawn.", Contrast.NAMES),
        ("Prices rose by 3 percent in March.", "Prices fell by 3 percent in March.", Contrast.OPPOSITE),
        (
            "Nine people were killed in the blast.",
            "Nine people were injured in the blast.",
            Contrast.OPPOSITE,
        ),
        (
            "The mayor said the school would be closed.",
            "The mayor said the bridge would be closed.",
            Contrast.WORDS,
        ),
    ],
)
def test_same_words_other_claim(one: str, other: str, contrast: Contrast) -> None:
    likeness = compare(wording(one), wording(other))
    assert contrast in likeness.contrasts
    assert not likeness.same_claim


@given(ANY_TEXT, ANY_TEXT)
def test_comparing_is_symmetric(one: str, other: str) -> None:
    assert compare(wording(one), wording(other)) == compare(wording(other), wording(one))


@given(ANY_TEXT)
def test_a_claim_with_words_is_like_itself(claim: str) -> None:
    likeness = compare(wording(claim), wording(claim))
    assert not likeness.contrasts
    assert likeness.same_claim == bool(wording(claim).words)


@given(st.text(), st.text(max_size=3))
def test_case_of_marks_and_spacing_do_not_count(claim: str, space: str) -> None:
    blank = "".join(mark for mark in space if mark.isspace())
    assert wording(f"{blank}{claim} …") == wording(claim)


@pytest.mark.parametrize(
    "figure", ["1" * 5000, "1.2.3.4", "1,2,3", "٣٤٥", "1.000.000,50", "10.15.2022", "½", "²"]
)
def test_odd_figures_raise_nothing(figure: str) -> None:
    assert compare(wording(f"about {figure} of them"), wording(f"about {figure} of them")).same_claim
