"""RSS and Atom: one article an entry, or the address where it is to be found."""

from collections.abc import Iterator
from datetime import date
from typing import Any
from urllib.parse import urljoin

import feedparser

from tasks.errors import ArticleError
from tasks.text.reading.html import text_of_fragment
from tasks.text.reading.raw import RawArticle, Read

FULL_TEXT = 600
"""Characters from which an entry's content is taken for the article and not for a teaser."""


def read_feed(data: bytes, name: str, *, url: str = "") -> Iterator[Read]:
    """The entries of a feed in order. One with an address and only a teaser has an empty ``text``.

    :raises ArticleError: this is no feed, or an unsafe one
    """
    if b"<!ENTITY" in data:
        raise ArticleError(
            "%(name)s: this feed defines entities of its own, which no feed needs. It is not read.", name=name
        )
    feed = feedparser.parse(data, sanitize_html=True, resolve_relative_uris=True)
    if not feed.version and not feed.entries:
        raise ArticleError("%(name)s: this is no RSS or Atom feed.", name=name)
    if not feed.entries:
        raise ArticleError("%(name)s: there is no entry in this feed.", name=name)
    for number, entry in enumerate(feed.entries, start=1):
        yield _article(entry, f"{name} entry {number}", url, feed.feed)


def _article(entry: Any, name: str, feed_url: str, feed: Any) -> Read:
    link = urljoin(feed_url, entry["link"]) if entry.get("link") else ""
    text = max(map(text_of_fragment, _fragments(entry)), key=len, default="")
    if len(text) < FULL_TEXT and link:
        text = ""
    if not text and not link:
        return ArticleError("%(name)s: it has neither text nor a link.", name=name)
    return RawArticle(
        source=name,
        text=text,
        given_id=entry.get("id"),
        title=_one_line(entry.get("title", "")),
        publisher=_one_line(feed.get("title", "")),
        byline=_one_line(entry.get("author", "")),
        url=link,
        published_on=_date(entry.get("published_parsed") or entry.get("updated_parsed")),
        language=feed.get("language") or None,
    )


def _fragments(entry: Any) -> Iterator[str]:
    for content in entry.get("content", []):
        yield content.get("value", "")
    yield entry.get("summary", "")


def _one_line(markup: str) -> str:
    return " ".join(text_of_fragment(markup).split()) if markup else ""


def _date(parsed: Any) -> date | None:
    return date(parsed.tm_year, parsed.tm_mon, parsed.tm_mday) if parsed else None
