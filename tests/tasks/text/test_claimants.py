"""A source is known by its fullest name, and a speaker goes on through the sentences of a quotation."""

from pathlib import Path

import pytest

from tasks.text.attribution import find_attributions
from tasks.types import Span
from tests.tasks.text.marked import claimants, said_in

SHARED_ARTICLE = Path(__file__).parents[4] / "shared/articles/kharkiv-2022-09-08.txt"


def names(marked: str, language: str = "en") -> list[str | None]:
    return [claimant for _, claimant in claimants(marked, language)]


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("Norland's President Mara Lind said it rained. | Lind said it stopped.", ["Mara Lind", "Mara Lind"]),
        ("Lind said it rained. | The engineer Mara Lind was right.", ["Mara Lind"]),
        ("The think tank The Institute for River Studies says it rained.", ["Institute for River Studies"]),
        ("Mara Lind, an engineer of Ostby, said it rained.", ["Mara Lind"]),
        ("Ostby mayor Ada Holm said it rained.", ["Ada Holm"]),
        ("Officials in Ostby said it rained.", ["Officials in Ostby"]),
        ("Ostby's fire brigade said it rained.", ["Ostby's fire brigade"]),
        ("Sen. Ada Holm of Ostby said it rained.", ["Ada Holm"]),
        ("Ada Holm of the University of Ostby said it rained.", ["Ada Holm"]),
        ("Labour's Ada Holm said it rained.", ["Ada Holm"]),
        ("Mr Holm said it rained. | Ada Holm was right.", ["Ada Holm"]),
        ("Norland's General Staff said it rained.", ["Norland's General Staff"]),
        (
            "The river board of neighbouring Norland said it rained.",
            ["The river board of neighbouring Norland"],
        ),
        ("Experts at the firm Norwall said it rained.", ["Experts at the firm Norwall"]),
    ],
)
def test_a_named_source_is_its_fullest_name(marked: str, expected: list[str]) -> None:
    assert names(marked) == expected


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("Mara Lind said it rained. | She said it stopped.", "Mara Lind"),
        (
            "Ada Holm said it was hot. | Mara Lind said it rained. | Holm left. | She said it stopped.",
            "Ada Holm",
        ),
        ("Mara Lind said it rained. | Sandy Hill is a town. | She said it stopped.", "Mara Lind"),
        ("The River Institute said it rained. | The group also states it stopped.", "River Institute"),
        (
            "The River Institute said it rained. | The report further added that it stopped.",
            "River Institute",
        ),
        ("Mara Lind said it rained. | The River Institute said so, too, it said.", "River Institute"),
        ("Minister Mara Lind said it rained. | The minister said it stopped.", "Mara Lind"),
        ("Norland was waging a war, and it claimed to have won it.", "Norland"),
        ("Ada Holm said it rained. | Minister Per Lind left. | He said it stopped.", "Per Lind"),
        ("Ada, 45, said it rained. | Per Lind said it was hot. | Ada left. | She said it stopped.", "Ada"),
        ("The council of Norland said it rained. | The council said it stopped.", "The council of Norland"),
        ("The river ministry said it rained. | The ministry said it stopped.", "The river ministry"),
        ("The Courier said it rained. | The river ministry said it stopped.", "The river ministry"),
        ("The river ministry said it rained. | The nurses' union said it stopped.", "The nurses' union"),
        ("A report by Ada Holm said it rained. | The report said it stopped.", "A report by Ada Holm"),
        ("The Courier said it rained. | The UN river agency said it stopped.", "The UN river agency"),
        (
            "Ada Holm said it rained. | Ostby's chief engineer, Tom Lind, left. | He said it stopped.",
            "Tom Lind",
        ),
        ("The mayor's office said it rained. | It said it stopped.", "The mayor's office"),
        ("The River Institute said it rained. | That, it noted, was bad.", "River Institute"),
        ("OSTBY, May 4 (Newswire) - The River Institute says it has found that it rains.", "River Institute"),
    ],
)
def test_a_source_without_a_name_is_the_last_that_fits(marked: str, expected: str) -> None:
    assert names(marked)[-1] == expected


def test_an_official_may_be_named_in_the_sentence_behind() -> None:
    marked = "According to the mayor of the town, it rained. | Ada Holm wrote that it stopped."
    assert names(marked) == ["Ada Holm", "Ada Holm"]


def test_a_title_that_two_people_bear_names_neither() -> None:
    marked = "President Ada Holm met President Mara Lind. | The president of the club said it rained."
    assert names(marked) == ["The president of the club"]


def test_a_pronoun_without_anybody_before_it_is_nobody() -> None:
    assert names("He said that it rained.") == [None]


def test_the_second_sentence_of_a_quotation_is_still_the_speakers() -> None:
    found = claimants('Mara Lind said, "It leaks. | Nobody was told. | We will find out."')
    assert found == [
        ('"It leaks.', "Mara Lind"),
        ("Nobody was told.", "Mara Lind"),
        ('We will find out."', "Mara Lind"),
    ]


def test_so_is_the_first_where_the_speaker_comes_last() -> None:
    found = claimants('"It leaks. | Nobody was told," said Mara Lind.')
    assert found == [('"It leaks.', "Mara Lind"), ('Nobody was told,"', "Mara Lind")]


def test_so_is_a_quotation_that_goes_on_behind_the_speaker() -> None:
    found = claimants('"It leaks," said Mara Lind. | "Nobody was told."')
    assert found[1] == ('"Nobody was told."', "Mara Lind")


def test_so_is_one_that_goes_on_in_the_next_paragraph_without_having_been_closed() -> None:
    found = claimants("“It leaks,” said Mara Lind. | “It has leaked for years.\n\n| “Nobody was told.”")
    assert found[-1] == ("“Nobody was told.”", "Mara Lind")


def test_a_closed_quotation_of_another_paragraph_may_be_anybodys() -> None:
    found = claimants('"It leaks," said Mara Lind.\n\n| "Nobody was told."')
    assert found == [('"It leaks,"', "Mara Lind")]


def test_who_says_i_in_a_quotation_is_its_speaker() -> None:
    found = claimants('"I think that it leaks," said Mara Lind.')
    assert ("that it leaks,", "Mara Lind") in found


def test_in_a_printed_interview_each_turn_is_its_speakers() -> None:
    found = claimants(
        "Our reporter met Mara Lind.\n\n"
        "| Courier: Does it leak?\n\n| Lind: It does. | I think that it always did.\n\n"
        "| Courier: Who was told?\n\n| Lind: Nobody."
    )
    assert found == [
        ("Does it leak?", "Courier"),
        ("It does.", "Mara Lind"),
        ("that it always did.", "Mara Lind"),
        ("Who was told?", "Courier"),
        ("Nobody.", "Mara Lind"),
    ]


def test_the_turns_of_a_nameless_interview_are_known_but_not_whose_they_are() -> None:
    found = claimants("Q: Does it leak?\n\n| A: It does.\n\n| Q: Who was told?\n\n| A: I think nobody was.")
    assert found == [
        ("Does it leak?", None),
        ("It does.", None),
        ("Who was told?", None),
        ("nobody was.", None),
    ]


def test_a_caption_is_nobodys_turn() -> None:
    assert claimants("Image: Ada Holm\n\n| Image: Mara Lind\n\n| Photo: A bridge\n\n| Photo: A dam") == []


REPORT = """Norland's President Ada Holm on Tuesday (May 4) reported "good news" from the dam at Ostby, saying two holes had been filled.

| Holm said, "The water is falling" and "this is not the hour to blame anybody".

| According to the mayor of the town, the wall moved twice overnight. | Nils Moen posted on his channel, saying that people had left their homes.

| As per the Norland-based think tank The Institute for the Study of Rivers, the dam has lost 400 tonnes of rock. | After its latest visit, the group said that, on May 3, the river "rose by at least two metres". | The group also states that the wall was "likely weakened" by frost. | The report further added that nobody had been warned.

| Meanwhile, Estmark's President Eva Kerr said in an angry speech on Tuesday (May 4) to farmers that her country would not pay. | Kerr said, "We have not touched the river and will not touch it. | In terms of what is known, I can say that the dam was old."
"""


def test_a_report_is_read_from_end_to_end() -> None:
    per_sentence = [claimant for _, claimant in claimants(REPORT)]
    holm, moen, institute, kerr = "Ada Holm", "Nils Moen", "Institute for the Study of Rivers", "Eva Kerr"
    assert per_sentence == [
        *[holm, holm, holm],
        *[moen, moen],
        *[institute, institute, institute, institute],
        *[kerr, kerr, kerr, kerr],
    ]


@pytest.mark.skipif(not SHARED_ARTICLE.exists(), reason="needs the article beside the repository")
@pytest.mark.parametrize(
    ("start", "claimant"),
    [
        ("Ukrainian President Volodymyr", "Volodymyr Zelensky"),
        ('Zelensky said, "This week', "Volodymyr Zelensky"),
        ("According to the mayor", "Ihor Terekhov"),
        ("Ihor Terekhov posted", "Ihor Terekhov"),
        ("As per the US-based", "Institute for the Study of War"),
        ("After doing the latest", "Institute for the Study of War"),
        ("The group also states", "Institute for the Study of War"),
        ("The report further", "Institute for the Study of War"),
        ("Meanwhile, Russian President", "Vladimir Putin"),
        ("Putin said all", "Vladimir Putin"),
        ('Putin said, "We have', "Vladimir Putin"),
        ("In terms of what", "Vladimir Putin"),
        ("Putin conceded", "Vladimir Putin"),
        ("Both sides have reported", None),
        ("Kharkiv region has been", None),
    ],
)
def test_the_article_of_the_brief_is_read(start: str, claimant: str | None) -> None:
    text = SHARED_ARTICLE.read_text(encoding="utf-8")
    sentences = _sentences(text)
    (sentence,) = (each for each in sentences if each.of(text).startswith(start))
    assert said_in(text, sentence, find_attributions(text, sentences)) == ({claimant} if claimant else set())


def _sentences(text: str) -> list[Span]:
    """A stand-in that suffices for that article: a sentence ends at a full stop before a capital."""
    found, start = [], 0
    for at, char in enumerate(text):
        ended = char == "." and (text[at + 1 : at + 3].strip(' "') == "" or text[at + 2 : at + 3].isupper())
        if char == "\n" or ended:
            piece = text[start : at + 1]
            if piece.strip():
                found.append(Span(start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())))
            start = at + 1
    return found
