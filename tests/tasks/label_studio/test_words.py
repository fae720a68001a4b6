"""Verdicts are told apart by everybody: enough contrast, and colours that colour-blind people see.

Contrast is WCAG 2's ratio of relative luminances. Colour blindness is simulated
with the matrices of Machado, Oliveira and Fernandes (2009) for full protanopia,
deuteranopia and tritanopia; differences are Euclidean in CIE L*a*b* (ΔE*ab), of
which about 2 can just be seen.
"""

from itertools import combinations
from math import dist

import pytest

from tasks.label_studio.words import INK_ON_DARK, INK_ON_LIGHT, LOOKS, REASONS, SAID, VERDICTS
from tasks.types import NOT_A_CLAIM, UnverifiableReason, Verdict, WasItSaid

Triple = tuple[float, float, float]

AA = 4.5
CLEARLY_DIFFERENT = 25.0
LIGHT_PAGES = ("#fdfdfc", "#f9f8f6")  # Label Studio's background and surface
DARK_PAGES = ("#262522", "#1e1d1a")
SIGHT: dict[str, tuple[Triple, Triple, Triple]] = {
    "normal": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}


def linear(colour: str) -> Triple:
    def channel(at: int) -> float:
        share = int(colour[at : at + 2], 16) / 255
        return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4

    return channel(1), channel(3), channel(5)


def times(matrix: tuple[Triple, Triple, Triple], vector: Triple) -> Triple:
    first, second, third = (sum(m * v for m, v in zip(row, vector, strict=True)) for row in matrix)
    return first, second, third


def contrast(one: str, other: str) -> float:
    def luminance(colour: str) -> float:
        red, green, blue = linear(colour)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def lab(rgb: Triple) -> Triple:
    def root(share: float) -> float:
        return float(share ** (1 / 3)) if share > 216 / 24389 else (24389 / 27 * share + 16) / 116

    to_xyz = (
        (0.4124564, 0.3575761, 0.1804375),
        (0.2126729, 0.7151522, 0.0721750),
        (0.0193339, 0.1191920, 0.9503041),
    )
    red, green, blue = (min(1.0, max(0.0, share)) for share in rgb)
    x, y, z = times(to_xyz, (red, green, blue))
    fx, fy, fz = root(x / 0.95047), root(y), root(z / 1.08883)
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


@pytest.mark.parametrize("label", LOOKS)
def test_words_on_a_pressed_key_can_be_read(label: str) -> None:
    assert contrast(LOOKS[label].light, INK_ON_LIGHT) >= AA
    assert contrast(LOOKS[label].dark, INK_ON_DARK) >= AA


@pytest.mark.parametrize("label", LOOKS)
def test_the_symbol_stands_out_from_the_page(label: str) -> None:
    assert min(contrast(LOOKS[label].light, page) for page in LIGHT_PAGES) >= AA
    assert min(contrast(LOOKS[label].dark, page) for page in DARK_PAGES) >= AA


@pytest.mark.parametrize("sight", SIGHT)
@pytest.mark.parametrize("shade", ["light", "dark"])
def test_colours_differ_for_every_eye(sight: str, shade: str) -> None:
    seen = {label: lab(times(SIGHT[sight], linear(getattr(look, shade)))) for label, look in LOOKS.items()}
    for one, other in combinations(seen, 2):
        assert dist(seen[one], seen[other]) >= CLEARLY_DIFFERENT, (one, other)


def test_symbols_differ_without_any_colour() -> None:
    assert len({look.symbol for look in LOOKS.values()}) == len(LOOKS)


def test_there_are_words_for_the_whole_vocabulary() -> None:
    assert list(VERDICTS) == list(LOOKS) == [*Verdict, NOT_A_CLAIM]
    assert list(REASONS) == list(UnverifiableReason)
    assert list(SAID) == list(WasItSaid)
