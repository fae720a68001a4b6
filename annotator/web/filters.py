"""Words, dates and links for templates."""

from datetime import date, datetime
from urllib.parse import urlsplit

from babel import Locale, UnknownLocaleError
from babel.units import format_unit
from flask import Flask, request
from flask_babel import format_date, format_datetime, format_decimal, get_locale

from annotator.web.current import desk
from annotator.web.wording import VERDICT_WORDS, state_words
from tasks.label_studio.words import LOOKS
from tasks.text.opening import opening
from tasks.types import UNDECIDED

_UNITS = (("digital-gigabyte", 10**9), ("digital-megabyte", 10**6), ("digital-kilobyte", 10**3))


def install(app: Flask) -> None:
    app.jinja_env.filters.update(day=day, moment=moment, web_link=web_link, words=words, symbol=symbol)
    app.jinja_env.filters.update(direction=direction, opening=opening)
    app.jinja_env.filters.update(state_words=state_words, number=format_decimal)
    app.jinja_env.filters.update(decimal=decimal, file_size=file_size)
    app.context_processor(lambda: {"label_studio": public_label_studio_url()})


def day(value: date | str | None) -> str:
    """``8 September 2022``; empty for no date."""
    if not value:
        return ""
    found = date.fromisoformat(value) if isinstance(value, str) else value
    return str(format_date(found, "d MMMM y"))


def moment(value: str) -> str:
    """``8 September 2022, 06:30 UTC``"""
    return str(format_datetime(datetime.fromisoformat(value), "d MMMM y, HH:mm 'UTC'"))


def decimal(value: float, places: int) -> str:
    """A figure with this many decimal places."""
    return str(format_decimal(round(value, places), f"#,##0.{'0' * places}".rstrip(".")))


def file_size(size: int) -> str:
    """``1.2 MB``; `size` in bytes."""
    for unit, bytes_in_it in _UNITS:
        if size >= bytes_in_it:
            return format_unit(size / bytes_in_it, unit, "short", "#,##0.#", get_locale())
    return format_unit(size, "digital-byte", "short", locale=get_locale())


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
    return str(VERDICT_WORDS[label])


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
