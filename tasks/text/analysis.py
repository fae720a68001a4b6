"""From a text to what the desk needs of it: sentences, who says what, what to check first."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tasks.text.attribution import find_attributions
from tasks.text.checkworthiness import check_worthiness
from tasks.text.claims import find_claims
from tasks.text.identity import article_id, identity_of
from tasks.text.kinds import find_kinds
from tasks.text.language import detect_language
from tasks.text.reading import RawArticle
from tasks.text.sentences import find_sentences
from tasks.types import Article, Attribution, ReadSentence, Span

MODEL_VERSION = "annotator-1"
"""Names the machine's suggestions. Change it when they change."""


@dataclass(frozen=True, slots=True)
class ReadArticle:
    """An article, read: what makes it itself, and its sentences in order."""

    identity: str
    article: Article
    sentences: tuple[ReadSentence, ...]


def analyse(raw: RawArticle) -> ReadArticle:
    """Read an article. Pure; raises nothing for any text."""
    identity, article = identify(raw)
    spans = find_sentences(article.text, article.language)
    return ReadArticle(identity, article, read_sentences(article.text, article.language, spans))


def identify(raw: RawArticle) -> tuple[str, Article]:
    """What makes an article itself, and its particulars, without reading its sentences."""
    identity = identity_of(raw.text, raw.url)
    return identity, Article(
        article_id=article_id(identity),
        text=raw.text,
        title=raw.title,
        publisher=raw.publisher,
        byline=raw.byline,
        url=raw.url,
        published_on=raw.published_on,
        language=raw.language or detect_language(raw.text),
    )


def read_sentences(text: str, language: str, spans: Sequence[Span]) -> tuple[ReadSentence, ...]:
    """The sentences of a text with all that the machine has to say about them.

    :param spans: where they are; see `find_sentences`
    """
    attributions = find_attributions(text, spans, language)
    kinds = find_kinds(text, spans, attributions)
    scores = check_worthiness([span.of(text) for span in spans], language)
    by_sentence = _by_sentence(spans, attributions)
    return tuple(
        ReadSentence(span, kind, score, find_claims(text, span, found, language), found)
        for span, kind, score, found in zip(spans, kinds, scores, by_sentence, strict=True)
    )


def _by_sentence(spans: Sequence[Span], attributions: Sequence[Attribution]) -> list[tuple[Attribution, ...]]:
    """Each attribution with the sentences that its content touches."""
    starts = [span.start for span in spans]
    found: list[list[Attribution]] = [[] for _ in spans]
    for attribution in attributions:
        touched = {index for piece in attribution.content for index in _touched(spans, starts, piece)}
        for index in sorted(touched):
            found[index].append(attribution)
    return [tuple(each) for each in found]


def _touched(spans: Sequence[Span], starts: Sequence[int], piece: Span) -> Iterator[int]:
    index = max(0, bisect_right(starts, piece.start) - 1)
    while index < len(spans) and spans[index].start < piece.end:
        if piece.start < spans[index].end:
            yield index
        index += 1
