"""Dates in a sentence, resolved against the day its article was published.

Suggestions for a checker: each says how it was resolved. Expressions are spotted
by patterns of our own, because searching running text with a date library takes
milliseconds a sentence and finds "may" and "second"; dateparser then reads what
was spotted, about 0.7 ms an expression. It is imported at the first use.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from tasks.types import Span

if TYPE_CHECKING:
    from dateparser.date import DateDataParser

How = Literal[
    "as written", "nearest before publication", "nearest after publication", "counted from publication"
]


@dataclass(frozen=True, slots=True)
class DateSuggestion:
    """The days that an expression most likely means."""

    span: Span  # in article offsets: "Wednesday (September 7)"
    first: date
    last: date  # the same day unless a week, a month, a year or a night is meant
    how: How


@dataclass(frozen=True, slots=True)
class _Words:
    months: str
    weekdays: str
    relative: str  # complete expressions that count from today
    overnight: str
    future: str


_ENGLISH = _Words(
    months=r"Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?|Aug(?:ust|\.)?|"
    r"Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?",
    weekdays=r"(?:(?:[Ll]ast|[Nn]ext) )?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day",
    relative=r"(?i:today|tonight|yesterday|tomorrow|last night|(?:last|this|next) (?:week|month|year)|"
    r"(?:\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve) "
    r"(?:day|week|month|year)s? ago)",
    overnight=r"(?i:overnight)",
    future=r"\b(?:will|shall|going to|is to|are to|plans? to|scheduled|upcoming|due)\b",
)
_GERMAN = _Words(
    months=r"Jan(?:uar|\.)|Feb(?:ruar|\.)|März|Apr(?:il|\.)|Mai|Juni|Juli|Aug(?:ust|\.)|Sept?(?:ember|\.)|"
    r"Okt(?:ober|\.)|Nov(?:ember|\.)|Dez(?:ember|\.)",
    weekdays=r"Montag|Dienstag|Mittwoch|Donnerstag|Freitag|Samstag|Sonntag",
    relative=r"(?i:heute|gestern|(?:letzte|nächste|diese) Woche|letzten Monat|letztes Jahr|"
    r"vor (?:\d{1,3}|einem|einer|zwei|drei|vier|fünf|sechs) (?:Tag(?:en)?|Wochen?|Monat(?:en)?|Jahr(?:en)?))",
    overnight=r"(?i:über Nacht)",
    future=r"\b(?:wird|werden|soll|sollen)\b",
)
_SPANISH = _Words(
    months="enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre",
    weekdays="lunes|martes|miércoles|jueves|viernes|sábado|domingo",
    relative=r"(?i:hoy|ayer|la semana pasada|el mes pasado|el año pasado)",
    overnight=r"(?i:durante la noche)",
    future=r"\b(?:va a|van a|será|serán)\b",
)
_FRENCH = _Words(
    months="janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre",
    weekdays="lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche",
    relative=r"(?i:aujourd['’]hui|hier|la semaine dernière|le mois dernier|l['’]année dernière|"
    r"il y a (?:\d{1,3}|une?|deux|trois|quatre|cinq|six) (?:jours?|semaines?|mois|ans?))",
    overnight=r"(?i:dans la nuit)",
    future=r"\b(?:va|vont|sera|seront)\b",
)
_UKRAINIAN = _Words(
    months="січня|лютого|березня|квітня|травня|червня|липня|серпня|вересня|жовтня|листопада|грудня",
    weekdays=r"понеділ(?:ок|ка)|вівтор(?:ок|ка)|серед[ауи]|четвер(?:га)?|п['’ʼ]ятниц[яюі]|субот[ауи]|неділ[яюі]",
    relative=r"(?i:сьогодні|вчора|завтра|минулого (?:тижня|місяця|року)|"
    r"(?:\d{1,3}|два|дві|три|чотири|п['’ʼ]ять|шість) (?:днів?|тижнів?|місяців?|рок(?:и|ів)) тому)",
    overnight=r"(?i:вночі|уночі)",
    future=r"\b(?:буде|будуть|планує\w*|має|мають)\b",
)
_RUSSIAN = _Words(
    months="января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря",
    weekdays="понедельника?|вторника?|сред[ауы]|четверга?|пятниц[ауы]|суббот[ауы]|воскресень[ея]",
    relative=r"(?i:сегодня|вчера|завтра|на прошлой неделе|в прошлом (?:месяце|году)|"
    r"(?:\d{1,3}|два|две|три|четыре|пять|шесть) (?:дн(?:я|ей)|недел[иь]|месяц(?:а|ев)|года|лет) назад)",
    overnight=r"(?i:ночью)",
    future=r"\b(?:будет|будут|планиру\w*|должен|должна|должны)\b",
)
_LANGUAGES = {
    "de": _GERMAN,
    "en": _ENGLISH,
    "es": _SPANISH,
    "fr": _FRENCH,
    "ru": _RUSSIAN,
    "uk": _UKRAINIAN,
}
_YEAR = r"(?:19|20)\d{2}"
_BEFORE_YEAR = (
    r"(?:[Ii]n|[Ss]ince|[Uu]ntil|[Ff]rom|[Dd]uring|[Ii]m Jahr|[Ss]eit|[Ee]n|[Dd]esde|[Dd]epuis|[УуВв]|[Зз])"
)
_FUTURE_WITHIN = 60  # characters
_WEEK = timedelta(days=7)
_WITH_YEAR = re.compile(_YEAR)


def find_dates(text: str, sentence: Span, published_on: date, language: str = "en") -> list[DateSuggestion]:
    """Return the dates in one sentence, in reading order.

    A weekday or a day without a year is the nearest one up to ``published_on``; behind words
    about the future, the nearest after it. Expressions that cannot be read are left out, and so
    is every expression of a language other than English, French, German, Russian, Spanish and Ukrainian.
    """
    code = language.lower().split("-")[0]
    words = _LANGUAGES.get(code)
    if words is None:
        return []
    future = re.compile(words.future)
    found = (
        _suggestion(match, published_on, code, ahead=_is_ahead(match, future, sentence))
        for match in _pattern(words).finditer(text, sentence.start, sentence.end)
    )
    return [suggestion for suggestion in found if suggestion is not None]


def _is_ahead(match: re.Match[str], future: re.Pattern[str], sentence: Span) -> bool:
    """Whether the words shortly before a date speak of the future."""
    start = max(sentence.start, match.start() - _FUTURE_WITHIN)
    return future.search(match.string, start, match.start()) is not None


@lru_cache
def _pattern(words: _Words) -> re.Pattern[str]:
    month, year = rf"(?:{words.months})", rf"(?:,?(?: de)? {_YEAR})"
    written = (
        rf"(?:{month} \d{{1,2}}(?:st|nd|rd|th)?\b{year}?|\d{{1,2}}(?:st|nd|rd|th|\.)?(?: de)? {month}{year}?"
        rf"|{month}(?: de)? {_YEAR}|{_YEAR}-\d\d-\d\d)"
    )
    return re.compile(
        rf"(?<!\w)(?:(?P<both>(?:{words.weekdays}),? \(?(?P<day>{written})\)?)"
        rf"|(?P<written>{written})|(?P<relative>{words.relative})|(?P<weekday>{words.weekdays})"
        rf"|(?P<overnight>{words.overnight})|{_BEFORE_YEAR} (?P<year>{_YEAR}))(?![\w-])"
    )


def _suggestion(match: re.Match[str], day: date, language: str, ahead: bool) -> DateSuggestion | None:
    kind = match.lastgroup or ""
    span, expression = Span(*match.span(kind)), match["day"] or match[kind]
    if kind == "overnight":
        return DateSuggestion(span, day - timedelta(days=1), day, "counted from publication")
    days = _days(expression, day, language, ahead)
    if days is None:
        return None
    if kind == "weekday" and " " not in expression and abs(days[0] - day) == _WEEK:
        days = day, day  # on the day of publication its own name means today
    return DateSuggestion(span, *days, _how(kind, expression, ahead))


def _how(kind: str, expression: str, ahead: bool) -> How:
    if kind == "relative":
        return "counted from publication"
    if _WITH_YEAR.search(expression):
        return "as written"
    return "nearest after publication" if ahead else "nearest before publication"


@lru_cache(maxsize=4096)
def _days(expression: str, day: date, language: str, ahead: bool) -> tuple[date, date] | None:
    """The first and last day of an expression; dateparser says how long a period it names."""
    read = _reader(day, language, ahead).get_date_data(expression)
    if read.date_obj is None:
        return None
    first = read.date_obj.date()
    if read.period == "week":
        monday = first - timedelta(days=first.weekday())
        return monday, monday + timedelta(days=6)
    if read.period == "month":
        return first.replace(day=1), _month_end(first)
    if read.period == "year":
        return date(first.year, 1, 1), date(first.year, 12, 31)
    return first, first


def _month_end(day: date) -> date:
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


@lru_cache(maxsize=64)
def _reader(day: date, language: str, ahead: bool) -> "DateDataParser":
    from dateparser.date import DateDataParser  # costs half a second

    return DateDataParser(
        languages=[language],
        settings={
            "RELATIVE_BASE": datetime(day.year, day.month, day.day),  # noqa: DTZ001 - a calendar day
            "PREFER_DATES_FROM": "future" if ahead else "past",
            "PREFER_DAY_OF_MONTH": "first",
            "PREFER_MONTH_OF_YEAR": "first",
        },
    )
