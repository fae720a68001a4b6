"""What every way of reading comes down to."""

from dataclasses import dataclass
from datetime import date

from tasks.errors import ArticleError


@dataclass(frozen=True, slots=True)
class RawArticle:
    """An article as its source gives it."""

    source: str  # path or address, for messages
    text: str
    given_id: str | None = None  # the source's own name for it
    title: str = ""
    publisher: str = ""
    byline: str = ""
    url: str = ""
    published_on: date | None = None
    language: str | None = None  # BCP 47


Read = RawArticle | ArticleError
"""An article, or why there is none: what cannot be read is handed on, so that the rest still is."""


def iso_date(value: object) -> date | None:
    """The day in "2022-09-08" or "2022-09-08T10:00:00Z"; nothing in nothing.

    :raises ValueError: the value holds no date
    """
    return date.fromisoformat(str(value).strip()[:10]) if value else None
