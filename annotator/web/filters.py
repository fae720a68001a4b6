"""Words, dates and links for templates."""

from datetime import date, datetime
from urllib.parse import urlsplit

from babel import Locale, UnknownLocaleError
from flask import Flask, request
from flask_babel import format_decimal

from annotator.web.current import desk
from annotator.web.wording import state_words
from tasks.label_studio.words import LOOKS, VERDICTS
from tasks.types import UNDECIDED


def install(app: Flask) -> None:
    app.jinja_env.filters.update(day=day, moment=moment, web_link=web_link, words=words, symbol=symbol)
    app.jinja_env.filters["direction"] = direction
    app.jinja_env.filters.update(state_words=state_words, number=format_decimal)
    app.context_processor(lambda: {"label_studio": public_label_studio_url()})


def day(value: date | str | None) -> str:
    """``8 September 2022``; empty for no date."""
    if not value:
        return ""
    found = date.fromisoformat(value) if isinstance(value, str) else value
    return f"{found.day} {found:%B %Y}"


def moment(value: str) -> str:
    """``8 September 2022, 06:30 UTC``"""
    found = datetime.fromisoformat(value)
    return f"{found.day} {found:%B %Y, %H:%M} UTC"


def web_link(url: str) -> str | None:
    """The address if it is one of the web, else ``None``: it is not to become a link."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.netloc else None


def direction(language: str) -> str:
    """``rtl`` or ``ltr``: which way a language is written, by its BCP 47 tag."""
    try:
        return str(Locale.parse(language, sep="-").text_direction)
    except (ValueError, UnknownLocaleError):
        return "ltr"


def words(label: str) -> str:
    """A verdict in words for people."""
    return "Undecided" if label == UNDECIDED else VERDICTS[label].words


def symbol(label: str) -> str:
    """The sign of a verdict, the same as on the labelling page."""
    return "±" if label == UNDECIDED else LOOKS[label].symbol


def public_label_studio_url() -> str:
    """Label Studio's address as this browser reaches it.

    The embedded one is at the same host as the desk, whatever name the browser
    uses for it: so the session cookie counts for both.
    """
    settings = desk().settings
    if settings.label_studio_public_url:
        return settings.label_studio_public_url
    if settings.label_studio_url:
        return settings.label_studio_url
    host = urlsplit(request.host_url).hostname or settings.host
    name = f"[{host}]" if ":" in host else host
    return f"{request.scheme}://{name}:{settings.label_studio_port}"
