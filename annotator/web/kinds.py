"""What a sentence does in its article, in words for people."""

from flask_babel import LazyString, lazy_gettext

from tasks.types import SentenceKind

KIND_WORDS: dict[SentenceKind, LazyString] = {
    SentenceKind.STATEMENT: lazy_gettext("statement"),
    SentenceKind.QUOTE: lazy_gettext("quote"),
    SentenceKind.QUESTION: lazy_gettext("question"),
    SentenceKind.OPINION: lazy_gettext("opinion"),
    SentenceKind.HEADLINE: lazy_gettext("headline"),
    SentenceKind.CAPTION: lazy_gettext("caption"),
    SentenceKind.DISCLAIMER: lazy_gettext("disclaimer"),
}
