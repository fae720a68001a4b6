"""What the model looks at: words and their parts, runs of words, and traits of the whole sentence.

Each function names features; the weights of those names are the whole model.
Training and scoring both come through here, so they cannot drift apart.
"""

from collections.abc import Sequence
from itertools import pairwise

from tasks.text.checkworthiness.wording import FIGURE, NAME, NUMBER, SCALE, WORD_LISTS, YEAR

_CLASS_OF: dict[str, tuple[str, ...]] = {}
for _name, _words in WORD_LISTS["classes"].items():
    for _word in _words.split():
        _CLASS_OF[_word] = (*_CLASS_OF.get(_word, ()), _name)

_MARKS = ("%", "$", "€", "£", "?", "!", ":", YEAR)
_QUOTATION = frozenset('"“”«»„')
_COUNTED = frozenset([FIGURE, YEAR, NUMBER, SCALE])
_LENGTHS = (0, 1, 2, 4, 6, 8, 11, 15, 20, 27)


def of_word(word: str) -> tuple[str, ...]:
    """The word and the classes it belongs to."""
    return (word, *(f"={name}" for name in _CLASS_OF.get(word, ())))


def of_letters(word: str) -> list[str]:
    """Runs of 3, 4 and 5 letters, so that unknown words are judged by their endings and stems."""
    if len(word) < 3 or word[0] == "<":
        return []
    marked = f"^{word}$"
    return [marked[start : start + size] for size in (3, 4, 5) for start in range(len(marked) - size + 1)]


def of_runs(words: Sequence[str]) -> list[str]:
    """Two and three neighbouring words, the sentence's edges among them."""
    edged = ["<s>", *words, "</s>"]
    pairs = [f"{one} {next_}" for one, next_ in pairwise(edged)]
    return pairs + [f"{pair} {after}" for pair, after in zip(pairs, edged[2:], strict=False)]


def of_sentence(words: Sequence[str]) -> list[str]:
    """Traits of the sentence as a whole."""
    return [*_length(words), *of_marks(words), *_combinations(words)]


def of_marks(words: Sequence[str]) -> list[str]:
    """Traits that need no knowledge of the language: figures and marks."""
    present = set(words)
    figures = words.count(FIGURE) + words.count(YEAR)
    traits = [f"figures={min(figures, 3)}"]
    traits += [f"has {mark}" for mark in _MARKS if mark in present]
    if not _QUOTATION.isdisjoint(present):
        traits.append("has quotation")
    if words and words[-1] == "?":
        traits.append("asks")
    return traits


def _length(words: Sequence[str]) -> list[str]:
    count = sum(map(str.isalpha, words))
    return [f"over {limit} plain words" for limit in _LENGTHS if count > limit]


def _combinations(words: Sequence[str]) -> list[str]:
    present = set(words)
    classes = {name for word in present & _CLASS_OF.keys() for name in _CLASS_OF[word]}
    names = words.count(NAME)
    counted = not _COUNTED.isdisjoint(present)
    past = (
        "past" in classes
        or "change" in classes
        or any(word[-2:] == "ed" and len(word) > 4 for word in present)
    )
    person = "first" if "first person" in classes else "second" if "second person" in classes else "third"
    return [
        f"names={min(names, 3)}",
        f"person={person}",
        f"counted={counted} past={past}",
        f"person={person} past={past}",
        f"counted={counted} intention={'intention' in classes}",
        f"names={names > 0} past={past}",
        f"opinion={'opinion' in classes} counted={counted}",
    ]
