"""What each sentence of an article does: state, quote, ask, thank, title, caption or disclaim."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from tasks.text.kind_patterns import CAPTION, DISCLAIMER, DISCLAIMER_LABEL, OPINION, THANKS
from tasks.text.quotations import find_quotations
from tasks.types import Attribution, SentenceKind, Span

_QUESTION_MARKS = frozenset("?？؟")
_END_MARKS = _QUESTION_MARKS | frozenset(".!…。！।:;,—–-")
_BLANK_LINE = re.compile(r"\n[^\S\n]*\n\s*")
_LINE_END = re.compile(r"\n\s*")
_QUOTED_SHARE = 0.7  # of a sentence that is a quotation
_QUOTED_SHARE_OF_OPENING = 0.4  # of one that starts with it
_LONGEST_TITLE = 25  # words
_LONGEST_SUBHEADING = 10  # words
_BULLETS = frozenset({"- ", "– ", "* ", "• ", "▪ ", "● "})
_FIRST_PERSONS = frozenset({"i", "we"})


@dataclass(frozen=True, slots=True)
class _Article:
    """An article with what its sentences are judged by."""

    text: str
    paragraphs: tuple[int, ...]  # where each starts
    quotations: tuple[Span, ...]
    quotation_starts: tuple[int, ...]
    quotation_ends: tuple[int, ...]

    def paragraph_of(self, offset: int) -> int:
        return bisect_right(self.paragraphs, offset)

    def quoted(self, span: Span) -> int:
        """How many characters of a span are quoted."""
        first = bisect_right(self.quotation_ends, span.start)
        after = bisect_left(self.quotation_starts, span.end)
        return sum(
            min(quotation.end, span.end) - max(quotation.start, span.start)
            for quotation in self.quotations[first:after]
        )


def find_kinds(
    text: str, sentences: Sequence[Span], attributions: Sequence[Attribution] = ()
) -> list[SentenceKind]:
    """Return the kind of each of ``sentences``, all those of ``text`` in order.

    A disclaimer that is labelled as one goes on to the end of its paragraph. A sentence in which
    somebody else is said to be unable to verify something, or to hope for it, is a statement;
    ``attributions`` tell.
    """
    article = _article(text)
    reported = _reports_by_sentence(text, sentences, attributions)
    kinds: list[SentenceKind] = []
    disclaimed = -1  # the paragraph that a label has declared a disclaimer
    for number, sentence in enumerate(sentences):
        paragraph = article.paragraph_of(sentence.start)
        if DISCLAIMER_LABEL.match(text, sentence.start, sentence.end):
            disclaimed = paragraph
        kinds.append(
            SentenceKind.DISCLAIMER
            if paragraph == disclaimed
            else _kind(article, sentences, number, reported.get(number, []))
        )
    return kinds


def _article(text: str) -> _Article:
    separator = _BLANK_LINE if _BLANK_LINE.search(text) else _LINE_END
    quotations = find_quotations(text)
    return _Article(
        text,
        tuple(match.end() for match in separator.finditer(text)),
        tuple(quotations),
        tuple(quotation.start for quotation in quotations),
        tuple(quotation.end for quotation in quotations),
    )


def _reports_by_sentence(
    text: str, sentences: Sequence[Span], attributions: Sequence[Attribution]
) -> dict[int, list[Span]]:
    """What others than "I" and "we" are reported to say, by the number of the sentence."""
    starts = [sentence.start for sentence in sentences]
    found: dict[int, list[Span]] = {}
    for attribution in attributions:
        source = " ".join(span.of(text) for span in attribution.source).lower()
        if source and source not in _FIRST_PERSONS:
            for part in attribution.content:
                found.setdefault(bisect_right(starts, part.start) - 1, []).append(part)
    return found


def _kind(
    article: _Article, sentences: Sequence[Span], number: int, reported: Sequence[Span]
) -> SentenceKind:
    sentence = sentences[number]
    words = sentence.of(article.text)
    if DISCLAIMER.search(words) and not _is_reported(DISCLAIMER, sentence, words, reported):
        return SentenceKind.DISCLAIMER
    if CAPTION.match(words):
        return SentenceKind.CAPTION
    if _QUESTION_MARKS & _marks_at_end(words):
        return SentenceKind.QUESTION
    mostly_quoted = _is_quote(article, sentence)
    if _wishes(words, mostly_quoted, reported):
        return SentenceKind.OPINION
    if mostly_quoted:
        return SentenceKind.QUOTE
    if _is_title(article, sentences, number):
        return SentenceKind.HEADLINE
    return SentenceKind.STATEMENT


def _is_reported(pattern: re.Pattern[str], sentence: Span, words: str, reported: Sequence[Span]) -> bool:
    """Whether all that a pattern finds in a sentence is what somebody is reported to say."""
    return all(
        any(part.start <= sentence.start + match.start() < part.end for part in reported)
        for match in pattern.finditer(words)
    )


def _is_quote(article: _Article, sentence: Span) -> bool:
    """Nearly all quoted, or opening with what is quoted: "…," said the mayor."""
    length = sentence.end - sentence.start
    opens = article.quoted(Span(sentence.start, sentence.start + 1)) > 0
    return article.quoted(sentence) >= (_QUOTED_SHARE_OF_OPENING if opens else _QUOTED_SHARE) * length > 0


def _marks_at_end(words: str) -> set[str]:
    """The characters behind the last letter or digit."""
    end = len(words)
    while end and not words[end - 1].isalnum():
        end -= 1
    return set(words[end:])


def _wishes(words: str, mostly_quoted: bool, reported: Sequence[Span]) -> bool:
    """Thanks and wishes in anybody's mouth, opinions only in the author's."""
    if THANKS.search(words) and (mostly_quoted or not reported):
        return True
    return not mostly_quoted and not reported and OPINION.match(words) is not None


def _is_title(article: _Article, sentences: Sequence[Span], number: int) -> bool:
    """A paragraph of its own, short and without a full stop."""
    sentence = sentences[number]
    words = sentence.of(article.text)
    paragraph = article.paragraph_of(sentence.start)
    longest = _LONGEST_SUBHEADING if paragraph else _LONGEST_TITLE
    if _END_MARKS & _marks_at_end(words) or len(words.split()) > longest:
        return False
    before, behind = sentences[max(number - 1, 0) : number], sentences[number + 1 : number + 2]
    if any(article.paragraph_of(neighbour.start) == paragraph for neighbour in before):
        return False
    if all(article.paragraph_of(neighbour.start) != paragraph for neighbour in behind):
        return True
    return _heads_list(article.text, sentence, behind[0])


def _heads_list(text: str, sentence: Span, following: Span) -> bool:
    """A line above others: words alone, with a list or a whole sentence under it."""
    if "\n" not in text[sentence.end : following.start] or any(map(str.isdigit, sentence.of(text))):
        return False
    under = following.of(text)
    listed = under[:2] in _BULLETS or bool(_END_MARKS & _marks_at_end(under))
    return listed and sentence.of(text)[:1].isalpha()
