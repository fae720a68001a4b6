"""The language of a text whose source does not say."""

from functools import cache

DEFAULT = "en"

TOLD_APART = (
    "ar cs da de en es fi fr hi hr id it ja ko nl no pl pt ro ru sk sv tr uk zh"  # as we have rules for
)

SAMPLE = 1_000
"""Code points looked at; more changes nothing and takes time."""

FEWEST_LETTERS = 25
"""Names alone decide about less than that, and names have no language."""

MARGIN = 10.0
"""By how much, in natural logarithms of likelihood, another language must be likelier than English."""


def detect_language(text: str) -> str:
    """The language the text is most likely written in, of those that we can read well.

    :return: a BCP 47 tag; English where there is too little to tell
    """
    sample = text[:SAMPLE]
    if sum(char.isalpha() for char in sample) < FEWEST_LETTERS:
        return DEFAULT
    likelihood = _likelihood(sample)
    best = max(likelihood, key=likelihood.__getitem__)
    return best if likelihood[best] - likelihood[DEFAULT] > MARGIN else DEFAULT


def _likelihood(text: str) -> dict[str, float]:
    import py3langid  # a tenth of a second, and often not needed

    _choose_languages()
    return {str(language): float(score) for language, score in py3langid.rank(text)}


@cache
def _choose_languages() -> None:
    import py3langid

    py3langid.set_languages(TOLD_APART.split())
