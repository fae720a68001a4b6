"""The lexicon for a language tag."""

from tasks.text.attribution.english import ENGLISH
from tasks.text.attribution.french import FRENCH
from tasks.text.attribution.german import GERMAN
from tasks.text.attribution.lexicon import Lexicon
from tasks.text.attribution.russian import RUSSIAN
from tasks.text.attribution.spanish import SPANISH
from tasks.text.attribution.ukrainian import UKRAINIAN

_LEXICONS = {
    "de": GERMAN,
    "en": ENGLISH,
    "es": SPANISH,
    "fr": FRENCH,
    "ru": RUSSIAN,
    "uk": UKRAINIAN,
}


def lexicon_for(language: str) -> Lexicon:
    """Return the lexicon of a BCP 47 tag, the English one for a language that has none."""
    return _LEXICONS.get(language.lower().split("-")[0].split("_")[0], ENGLISH)
