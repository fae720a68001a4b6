"""What the labelling page says for each answer, its key and its colour.

Values go over the wire and never change; the words may.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from tasks.types import NOT_A_CLAIM, UnverifiableReason, Verdict, WasItSaid


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer a checker can give."""

    words: str
    key: str
    meaning: str = ""  # one short line below the words
    invitation: str = ""  # what the key says instead of the words, where it asks to do something


@dataclass(frozen=True, slots=True)
class Look:
    """What tells the answers apart: a symbol, and a colour that colour-blind people see too."""

    symbol: str
    light: str  # on a light page, and below `INK_ON_LIGHT`
    dark: str  # on a dark page, and below `INK_ON_DARK`


VERDICTS: Final[Mapping[str, Answer]] = {
    Verdict.VERIFIED: Answer("Verified", "1", "Independent evidence supports it"),
    Verdict.DISPUTED: Answer("Disputed", "2", "Credible evidence contradicts it"),
    Verdict.UNVERIFIABLE: Answer("Unverifiable", "3", "Neither, as far as can be known now"),
    NOT_A_CLAIM: Answer("Not a claim", "0", "States nothing that can be checked"),
}

LOOKS: Final[Mapping[str, Look]] = {
    Verdict.VERIFIED: Look("✓", "#126BC4", "#4C97F5"),
    Verdict.DISPUTED: Look("≠", "#B53B0A", "#EE844F"),
    Verdict.UNVERIFIABLE: Look("?", "#560E66", "#EFBDF5"),
    NOT_A_CLAIM: Look("–", "#5A5A58", "#8F8E8C"),
}

INK_ON_LIGHT: Final = "#ffffff"
INK_ON_DARK: Final = "#111111"

MARK: Final = Answer("Claim", "c", invitation="Mark a claim")
MARK_COLOUR: Final = "#8A8880"

REASONS: Final[Mapping[str, Answer]] = {
    UnverifiableReason.NO_ACCESS: Answer("No access", "q"),
    UnverifiableReason.ONE_SOURCE: Answer("One source only", "w"),
    UnverifiableReason.NOT_YET_HAPPENED: Answer("Not yet happened", "e"),
    UnverifiableReason.TOO_VAGUE: Answer("Too vague", "r"),
}

SAID: Final[Mapping[str, Answer]] = {
    WasItSaid.SAID: Answer("Said", "a"),
    WasItSaid.NOT_SAID: Answer("Not said", "s"),
    WasItSaid.UNCLEAR: Answer("Unclear", "d"),
}
