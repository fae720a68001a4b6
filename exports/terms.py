"""What a release makes of people, texts and times."""

from collections.abc import Callable
from dataclasses import dataclass

from exports.privacy import Cleaner


@dataclass(frozen=True, slots=True)
class Terms:
    """What a release makes of people, texts and times."""

    pseudonym: Callable[[str], str]  # of a checker
    split: Callable[[str, str | None], str]  # of an article, by its id and the day it was published
    first_release: Callable[[str], str | None]  # that could hold what was recorded then; None: this one
    cleaner: Cleaner
    may_pass_on: Callable[[str], bool]  # the texts of this publisher's articles
