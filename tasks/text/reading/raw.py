"""What every way of reading comes down to."""

import re
from dataclasses import dataclass
from datetime import date

from tasks.errors import ArticleError

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")


@dataclass(frozen=True, slots=True)
class RawArticle:
    """An article as its source gives it. What it is called is one line, whatever the source says."""

    source: str  # path or address, for messages
    text: str
    given_id: str | None = None  # the source's own name for it
    title: str = ""
    publisher: str = ""
    byline: str = ""
    url: str = ""
    published_on: date | None = None
    language: str | None = None  # BCP 47

    def __post_init__(self) -> None:
        for name in ("title", "publisher", "byline", "url"):
            # A null in a task's data is more than PostgreSQL can hold, and an escape steers terminals.
            object.__setattr__(self, name, _CONTROL.sub(" ", getattr(self, name)))


Read = RawArticle | ArticleError
"""An article, or why there is none: what cannot be read is handed on, so that the rest still is."""


def iso_date(value: object) -> date | None:
    """The day in "2022-09-08" or "2022-09-08T10:00:00Z"; nothing in nothing.

    :raises ValueError: the value holds no date
    """
    return date.fromisoformat(str(value).strip()[:10]) if value else None
