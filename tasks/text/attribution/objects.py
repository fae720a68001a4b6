"""What a verb says of its object: called the plan "…", put the number at 34, accused him of lying."""

from tasks.text.attribution.clause_ends import clause_end, quoted_end, resumes
from tasks.text.attribution.lexicon import Frame
from tasks.text.attribution.passage import SENTENCE_MARKS, Passage, Range

_REACH = 30
"""At most so many tokens stand between the verb and what it says of its object."""


def object_after(passage: Passage, start: int, frames: frozenset[Frame]) -> Range | None:
    """The object at ``start`` with what is said of it, if the frames allow one."""
    if Frame.PART in frames:
        return _quoted_part(passage, start)
    if Frame.FIGURE in frames:
        return _estimate(passage, start)
    charge = charge_after(passage, start) if Frame.CHARGE in frames else None
    if charge is None or charge <= start:
        return None
    end = clause_end(passage, charge)
    aside = (at for at in range(charge, end) if passage.low(at) == "," and resumes(passage, at))
    return start, next(aside, end)


def _quoted_part(passage: Passage, start: int) -> Range | None:
    """Called *the plan "a slap in the face"*; described *it as "honest"*; not: a man called "the Fox"."""
    for at in range(start, min(start + _REACH, len(passage))):
        if passage.is_quotation(at):
            return (start, quoted_end(passage, at)) if at > start else None
        if passage.is_finite(at) or passage.low(at) in SENTENCE_MARKS or passage.low(at) == ",":
            return None
    return None


def _estimate(passage: Passage, start: int) -> Range | None:
    """Puts *the number of dead at 34*."""
    for at in range(start + 1, min(start + _REACH, len(passage))):
        low, lexicon = passage.low(at), passage.lexicon
        if low in SENTENCE_MARKS or passage.is_sure_finite(at) or passage.joins(at):
            return None
        if low in lexicon.rates and any(passage.low(at + i)[:1].isdigit() for i in (1, 2, 3)):
            return start, clause_end(passage, at)
    return None


def charge_after(passage: Passage, at: int) -> int | None:
    """Where *of lying* or *of "murder"* starts, in reach of who is accused of it."""
    lexicon = passage.lexicon
    for of in range(at, min(at + _REACH, len(passage))):
        low, following = passage.low(of), passage.low(of + 1)
        if low in SENTENCE_MARKS or passage.is_sure_finite(of):
            return None
        names_deed = passage.is_quotation(of + 1) or following.endswith(lexicon.gerund_endings)
        if low in lexicon.genitives and (
            names_deed or not (passage.is_name(of + 1) or passage.is_mark(of + 1))
        ):
            return of
    return None
