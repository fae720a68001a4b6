"""The sample article: our own writing, about places that do not exist, free to reuse (CC0)."""

from datetime import date
from importlib.resources import files

from tasks.text.plain import take_date_field
from tasks.text.reading import RawArticle


def sample_article() -> RawArticle:
    """The article that a new desk begins with."""
    plain = take_date_field(
        files(__name__).joinpath("harbour-bridge.txt").read_text(encoding="utf-8"), "the sample article"
    )
    return RawArticle(
        source="sample",
        text=plain.text,
        title="Explosion closes Lorran's harbour bridge",
        publisher="The Lorran Courier (invented)",
        url="https://example.org/lorran/harbour-bridge",
        published_on=plain.published_on or date(2026, 3, 12),
        language="en",
    )
