"""Texts for tests, written with "|" where a sentence ends, and findings as words."""

from collections.abc import Iterable

from tasks.text.attribution import find_attributions
from tasks.types import Attribution, Span


def cut(marked: str) -> tuple[str, list[Span]]:
    """The text without its marks, and the sentences between them."""
    text, sentences = "", []
    for piece in marked.split("| "):
        sentence = piece.strip()
        start = len(text) + piece.index(sentence)
        sentences.append(Span(start, start + len(sentence)))
        text += piece
    return text, sentences


def words(text: str, spans: Iterable[Span]) -> str:
    return " … ".join(span.of(text) for span in spans)


def attributed(marked: str, language: str = "en") -> list[tuple[str, str, str]]:
    """Source, cue and content of each attribution, as words."""
    text, sentences = cut(marked)
    return [
        (words(text, found.source), words(text, found.cue), words(text, found.content))
        for found in find_attributions(text, sentences, language)
    ]


def claimants(marked: str, language: str = "en") -> list[tuple[str, str | None]]:
    """The content and claimant of each attribution."""
    text, sentences = cut(marked)
    return [
        (words(text, each.content), each.claimant) for each in find_attributions(text, sentences, language)
    ]


def said_in(text: str, sentence: Span, found: Iterable[Attribution]) -> set[str | None]:
    """The claimants of what is said in one sentence."""
    return {
        each.claimant
        for each in found
        if any(sentence.start <= part.start < sentence.end for part in each.content)
    }
