"""What holds for every text, whatever its language and layout."""

import re
import textwrap
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tasks.text.sentences import find_sentences
from tasks.types import Span

from .reference import LANGUAGES, PASSAGES, Passage

ANYTHING = st.text(st.characters(codec=None))
"""Lone surrogates included: they reach us from badly decoded files."""
_WORDS = "Mr. U.S. e.g. 1. 1) no The ист. https://a.example/b?c 2022-09-08 a@b.example é \u0301"
_SYMBOLS = '. ?! … [...] [1] — - • 。 」 । ؟ " ” « » ( ) 😀 👩\u200d👧 :) \u200b \ufeff \ud800 \u202e'
_SPACES = [" ", "  ", "\n", "\r\n", "\n\n", "\t", "\u00a0", "\u2029", "\x1c"]
_PHRASES = ["3. Oktober", ". . .", "Monday, May 1, 2023", "1/2/2003 10:20 PM"]
PIECES = st.sampled_from([*_WORDS.split(), *_SYMBOLS.split(), *_SPACES, *_PHRASES])
TEXTS = st.one_of(ANYTHING, st.lists(PIECES).map("".join), st.lists(PIECES).map(" ".join))


@given(TEXTS, st.sampled_from([*LANGUAGES, "und"]))
@example("\ufeff", "en")
@example("\n\u200b\n", "en")
def test_spans_are_in_order_and_trimmed_and_lose_nothing(text: str, language: str) -> None:
    spans = find_sentences(text, language)
    covered = [False] * len(text)
    for span in spans:
        assert 0 <= span.start < span.end <= len(text)
        assert span.of(text) == span.of(text).strip()
        covered[span.start : span.end] = [True] * (span.end - span.start)
    assert all(first.end <= second.start for first, second in pairwise(spans))
    assert all(inside or char.isspace() for char, inside in zip(text, covered, strict=True))


@given(ANYTHING, ANYTHING)
def test_blank_lines_always_separate(first: str, second: str) -> None:
    text = f"{first}\n \n{second}"
    middle = range(len(first), len(first) + 3)
    assert not any(span.start < at < span.end - 1 for span in find_sentences(text) for at in middle)


_TIGHT = '. " ." ... .» ?) • www. @a. :) 。」 《！ .[ l\' ( \u200b .\u200b'
_LOOSE = [
    "\n",
    " ",
    ". ",
    "a. ",
    "? ",
    ". . ",
    " »",
    "1. ",
    "— ",
    ". 😀",
    "(?) ",
    "U.S. ",
    '"x?" Y ',
    "A b c d\n",
]


@pytest.mark.parametrize("unit", [*_TIGHT.split(), *_LOOSE, "12/12/2000 ", "a" * 71 + "\n"])
@pytest.mark.slow
@pytest.mark.timeout(30)  # a quadratic step would need many minutes
def test_time_is_linear_on_hostile_text(unit: str) -> None:
    text = unit * (200_000 // len(unit))
    assert len(find_sentences(text)) <= len(text)


# One text in many layouts


def wrapped(text: str, width: int = 72) -> str:
    """``text`` with line breaks in place of some spaces, so that offsets stay."""
    lines = textwrap.wrap(text, width, break_on_hyphens=False, break_long_words=False)
    return "\n".join(lines)


@pytest.mark.parametrize("width", [60, 72, 80, 100])
@pytest.mark.parametrize("language", LANGUAGES)
def test_hard_wrapping_changes_nothing(language: str, width: int) -> None:
    passages = [passage for passage in PASSAGES if passage.language == language]
    text = "\n\n".join(passage.text for passage in passages)
    as_wrapped = "\n\n".join(wrapped(passage.text, width) for passage in passages)
    assert len(as_wrapped) == len(text)
    assert find_sentences(as_wrapped, language) == find_sentences(text, language)


@pytest.mark.parametrize("space", ["\u00a0", "\u202f", "\u2009", "\t"])
@pytest.mark.parametrize("passage", PASSAGES, ids=lambda p: f"{p.language}:{p.sentences[0][:20]}")
def test_other_spaces_change_nothing(passage: Passage, space: str) -> None:
    spaced = re.sub(" ", space, passage.text)
    assert find_sentences(spaced, passage.language) == passage.spans


@pytest.mark.parametrize("language", LANGUAGES)
def test_offsets_count_code_points_behind_carriage_returns_and_emoji(language: str) -> None:
    passages = [passage for passage in PASSAGES if passage.language == language]
    text = "\ufeff" + "\r\n\r\n".join(f"👩‍👩‍👧 {passage.text}" for passage in passages)
    found = [span.of(text).lstrip("\ufeff👩‍👧 ") for span in find_sentences(text, language)]
    assert found == [sentence for passage in passages for sentence in passage.sentences]


# Line breaks that are real


def cut(text: str, language: str = "en") -> list[str]:
    return [span.of(text) for span in find_sentences(text, language)]


def test_headline_and_byline_stand_alone() -> None:
    text = (
        "Harbour bridge closed until spring\nBy Ida Mohr\n12 May 2031\n"
        "The harbour bridge will stay closed until spring, the city said on Monday, after a check.\n"
        "Ferries run every ten minutes. They are free."
    )
    assert cut(text) == [
        "Harbour bridge closed until spring",
        "By Ida Mohr",
        "12 May 2031",
        "The harbour bridge will stay closed until spring, the city said on Monday, after a check.",
        "Ferries run every ten minutes.",
        "They are free.",
    ]


def test_headline_above_wrapped_text() -> None:
    body = (
        "The harbour bridge will stay closed until spring. Mr. Osei, who heads the office, said so on Monday."
    )
    text = "Bridge closed\n\n" + wrapped(body, 40)
    sentences = cut(text)
    assert sentences[0] == "Bridge closed"
    assert [" ".join(sentence.split()) for sentence in sentences[1:]] == [
        "The harbour bridge will stay closed until spring.",
        "Mr. Osei, who heads the office, said so on Monday.",
    ]


@pytest.mark.parametrize("bullet", ["- ", "* ", "• ", "1. ", "a) "])
def test_list_items_stand_alone(bullet: str) -> None:
    items = [f"{bullet}bread and milk", f"{bullet}a new bridge over the old harbour", f"{bullet}ferries"]
    if bullet[0] in "1a":
        items = [
            item.replace(bullet, f"{chr(ord(bullet[0]) + i)}{bullet[1:]}", 1) for i, item in enumerate(items)
        ]
    assert cut("\n".join(["The city needs:", *items])) == ["The city needs:", *items]


def test_lists_in_one_line() -> None:
    assert cut("1) Bread 2) Milk, 2 litres 3) Ferries") == ["1) Bread", "2) Milk, 2 litres", "3) Ferries"]
    assert cut("Needed: • bread • milk") == ["Needed:", "• bread", "• milk"]
    assert cut("It has 1) a bridge and 2) a ferry.") == ["It has 1) a bridge and 2) a ferry."]


def test_one_paragraph_a_line() -> None:
    lines = [
        "The mayor of the town resigned on Sunday after a long night of talks, her office said",
        "Nobody was surprised, least of all those who had talked with her all night, by telephone",
        "The council meets on Friday",
        "Until then her deputy, a former teacher, keeps the office open",
    ]
    assert cut("\n".join(lines)) == lines


def test_sentence_broken_by_a_stray_line_break() -> None:
    assert len(cut("It was a cold\nnight in the city.")) == 1


# Ends that no mark shows


def test_datelines() -> None:
    assert cut("Bridge closed until spring Monday, May 12, 2031") == [
        "Bridge closed until spring",
        "Monday, May 12, 2031",
    ]
    assert cut("Monday, May 12, 2031 The bridge is closed.") == [
        "Monday, May 12, 2031",
        "The bridge is closed.",
    ]
    assert cut("date 2031-05-12 Note: all is unchecked.") == ["date 2031-05-12", "Note: all is unchecked."]
    assert cut("The bridge was closed on Monday, May 12, 2031") == [
        "The bridge was closed on Monday, May 12, 2031"
    ]
    assert cut("On 2031-05-12 The Courier closed.") == ["On 2031-05-12 The Courier closed."]


def test_addresses_and_time_stamps() -> None:
    assert cut("Read https://a.example/b.html?c=D. It is long.") == [
        "Read https://a.example/b.html?c=D.",
        "It is long.",
    ]
    assert cut("See www.a.example The rest follows") == ["See www.a.example", "The rest follows"]
    assert cut("Ida Mohr 5/12/2031 02:29 PM Please read this.") == [
        "Ida Mohr 5/12/2031 02:29 PM",
        "Please read this.",
    ]


def test_writers_in_lower_case() -> None:
    assert cut("i was there. it was fun! was it? yes. ok") == [
        "i was there.",
        "it was fun!",
        "was it?",
        "yes.",
        "ok",
    ]


def test_typed_smileys_stay_with_what_they_comment_on() -> None:
    assert cut("We won! :) They lost. :( So what?") == ["We won! :)", "They lost. :(", "So what?"]


def test_emoji_between_sentences_lead_the_second() -> None:
    assert cut("It opens on Monday. 🚢 It is free.") == ["It opens on Monday.", "🚢 It is free."]
    assert cut("😀 We won! 🎉 They lost. 😀 So what?") == ["😀 We won!", "🎉 They lost.", "😀 So what?"]


def test_emoji_stay_behind_where_the_last_one_does() -> None:
    assert cut("We won! 😀🎉 They lost. 😢") == ["We won! 😀🎉", "They lost. 😢"]


def test_emoji_stay_with_what_they_touch() -> None:
    assert cut("We won!🎉 They lost. 😢So what?") == ["We won!🎉", "They lost.", "😢So what?"]


def test_emoji_on_a_line_of_their_own_stand_alone() -> None:
    assert cut("We won!\n\n🎉 🎉\n\nThey lost.") == ["We won!", "🎉 🎉", "They lost."]


@given(st.sampled_from(PASSAGES), st.sets(st.integers(0, 200)), st.sampled_from(["😀", "❤️", "👩‍👩‍👧", "🇩🇪"]))
def test_emoji_between_words_move_no_boundary(passage: Passage, places: set[int], emoji: str) -> None:
    words = re.split("( )", passage.text)
    with_emoji = "".join(
        f" {emoji} " if word == " " and number in places else word for number, word in enumerate(words)
    )
    found = [" ".join(each.replace(emoji, "").split()) for each in cut(with_emoji, passage.language)]
    assert found == [" ".join(sentence.split()) for sentence in passage.sentences]


def test_symbols_alone_are_no_sentence() -> None:
    assert cut("It ends here. ... Or does it? ***") == ["It ends here.", "... Or does it? ***"]


def test_nothing_in_nothing() -> None:
    assert find_sentences("") == find_sentences(" \r\n\t ") == []
    assert find_sentences(" a ") == [Span(1, 2)]
