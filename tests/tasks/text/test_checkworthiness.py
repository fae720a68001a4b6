"""What is worth checking comes first, whoever it is about."""

import json
import os
import subprocess
import sys
from importlib.resources import files
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tasks.text.checkworthiness import check_worthiness

# News sentences in the third person: the model was trained on people talking about themselves.
WORTH_CHECKING = [
    "The ministry said that 1,200 homes were destroyed in the flood, twice as many as in 2019.",
    "Unemployment in the coastal province fell to 5.4 percent in March, the lowest figure since 1998.",
    "According to the mayor, the city spent 14 million euros on a bridge that was never built.",
    "Exports of wheat dropped by a third after the port was closed in June.",
    "The company cut 300 jobs last year while its profit rose by 12 percent.",
    "Two missiles hit the railway station shortly after midnight, killing nine people.",
    "The governor voted against the reform three times between 2015 and 2018.",
    "More than half of the country's hospitals have no generator, the report found.",
    "The fund lost $2.3 billion in eleven months.",
    "Karvonen became the first woman to lead the central bank.",
    "Rents in the capital have doubled in ten years.",
    "The court fined the airline 40,000 pounds for ignoring safety rules.",
]
NOT_WORTH_CHECKING = [
    "Thank you all for coming tonight.",
    "Who is going to pay for it?",
    "I think we should listen to each other more.",
    '"We hope that better days will come," she said.',
    "That is a very good question.",
    "Let us look at what the future may bring.",
    "It remains to be seen whether the talks will lead anywhere.",
    "You should ask him that yourself.",
    "I believe in the goodness of people.",
    "What would you do in his place?",
    "Nobody knows what tomorrow will be like.",
    "Please stay with us after the break.",
]


@pytest.mark.parametrize("language", ["en", "en-GB", "de", "zh-Hant", "und"])
@settings(deadline=None)  # the first call reads the weights
@given(st.lists(st.text(), max_size=4))
def test_any_text_gets_a_score_between_0_and_1(language: str, sentences: list[str]) -> None:
    scores = check_worthiness(sentences, language)
    assert len(scores) == len(sentences)
    assert all(0 <= score <= 1 for score in scores)


@pytest.mark.parametrize("piece", ["? ", "a ", "1 ", "! ", ", ", "(", '"', "I "])
@pytest.mark.parametrize("language", ["en", "uk"])
def test_a_sentence_of_any_length_gets_one_too(piece: str, language: str) -> None:
    assert 0 <= check_worthiness([piece * 50_000], language)[0] <= 1


@given(st.lists(st.text(st.characters(codec="ascii")), max_size=5))
def test_a_score_depends_on_its_sentence_alone(sentences: list[str]) -> None:
    one_by_one = [check_worthiness([sentence])[0] for sentence in sentences]
    assert check_worthiness(sentences) == one_by_one


def test_facts_in_news_prose_come_before_thanks_wishes_and_questions() -> None:
    worth, not_worth = check_worthiness(WORTH_CHECKING), check_worthiness(NOT_WORTH_CHECKING)
    in_order = [above > below for above, below in product(worth, not_worth)]
    assert sum(in_order) / len(in_order) > 0.98


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ada Lovelace cut the budget of Ruritania.", "Grace Hopper cut the budget of Freedonia."),
        ("On Monday, Ruritania sold 40 tanks.", "On Monday, Freedonia sold 90 tanks."),
    ],
)
def test_who_and_where_make_no_difference(one: str, other: str) -> None:
    assert check_worthiness([one]) == check_worthiness([other])


def test_other_languages_are_ranked_by_their_figures() -> None:
    figures, question, plain = check_worthiness(
        [
            "Die Stadt gab 2019 rund 14 Prozent mehr aus.",
            "Wer soll das bezahlen?",
            "Das Wetter bleibt freundlich.",
        ],
        "de",
    )
    assert figures > plain > question


def test_scores_are_the_same_in_every_process() -> None:
    code = (
        "import json, sys\n"
        "from tasks.text.checkworthiness import check_worthiness\n"
        "print(check_worthiness(json.load(sys.stdin)))"
    )
    printed = {
        subprocess.run(
            [sys.executable, "-c", code],
            input=json.dumps(WORTH_CHECKING),
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(printed) == 1


def test_the_weights_are_small_and_say_where_they_are_from() -> None:
    package = files("tasks.text.checkworthiness")
    weights = [entry for entry in package.iterdir() if entry.name.endswith(".json")]
    assert sum(len(entry.read_bytes()) for entry in weights) <= 2_000_000
    terms = package.joinpath("WEIGHTS.md").read_text("utf-8")
    assert "CC BY 4.0" in terms
    assert "3609356" in terms
