"""What is said stands before who says it: "…," *said the mayor*; …, *he said*."""

from tasks.text.attribution.clause_ends import clause_end, ends_aside, quoted_end, resumes
from tasks.text.attribution.finding import Finding, finding_of
from tasks.text.attribution.lexicon import Form, Frame, ReportingWord
from tasks.text.attribution.passage import DASHES, Passage, Range
from tasks.text.attribution.phrases import phrase_end
from tasks.text.attribution.sources import source_right_of

_FEWEST_TOKENS = 3
"""A clause without a verb that we know has at least so many."""
_RESUMES_WITHIN = 25
"""At most so many tokens stand between the two halves of a quotation: "A," *said …,* "B"."""


def is_quoted_before(passage: Passage, start: int) -> bool:
    """Whether a quotation ends right before ``start``, a comma or dash aside."""
    at = start - 1
    return passage.is_quotation(at - 1 if _separates(passage, at) else at)


def _separates(passage: Passage, at: int) -> bool:
    return passage.low(at) == "," or passage.low(at) in DASHES


def content_before(passage: Passage, end: int) -> Range:
    """Everything from the start of the clause to the aside that begins at ``end``."""
    last = end
    while last > 0 and _separates(passage, last - 1):
        last -= 1
    first, closed = last, 0
    while first > 0 and (closed or not _begins_clause(passage, first, last)):
        first -= 1
        closed = max(0, closed + (passage.low(first) == ")") - (passage.low(first) == "("))
    return first, last


def _begins_clause(passage: Passage, first: int, last: int) -> bool:
    before, low, lexicon = passage.low(first - 1), passage.low(first), passage.lexicon
    if before in (";", "("):
        return True
    if before != ",":
        return False
    if passage.is_quotation(first) and passage.verb(first - 2, Form.FINITE) is not None:
        return True
    return (low in lexicon.relatives or low in lexicon.contrasts) and passage.contains_predicate(first, last)


def speaker_behind(passage: Passage, at: int) -> Range | None:
    """Said *the mayor*; dijo a periodistas *el alcalde*; заявили в *министерстве*."""
    lexicon, following = passage.lexicon, passage.low(at + 1)
    if following in lexicon.addressing:
        return source_right_of(passage, phrase_end(passage, at + 2) - 1)
    if following in lexicon.within:
        end = phrase_end(passage, at + 2)
        while passage.low(end) in lexicon.times:
            end += 1
        behind = phrase_end(passage, end)  # написав у Telegram *депутат*
        return (end, behind) if behind > end else (at + 2, end)
    return source_right_of(passage, at)


def as_told_by(passage: Passage, group: int, at: int, verb: ReportingWord) -> Finding | None:
    """Як повідомила *мерка*, …; …, como dijo *el alcalde*."""
    as_ = group - 1
    as_ -= passage.low(as_) in passage.lexicon.accusatives  # comme *l'*a révélé le journal
    if Frame.ASIDE not in verb.frames or passage.low(as_) not in passage.lexicon.as_told:
        return None
    source = source_right_of(passage, at)
    if source is None:
        return None
    if passage.low(source[1]) == "," and (as_ == 0 or passage.joins(as_ - 1)):
        return finding_of(source, (at, at + 1), (source[1] + 1, clause_end(passage, source[1] + 1)))
    if passage.low(as_ - 1) == "," and ends_aside(passage, source[1]):
        return finding_of(source, (at, at + 1), content_before(passage, as_))
    return None


def resumed_quotation(passage: Passage, at: int) -> tuple[Range, ...]:
    """The quotation that goes on behind the aside: "A," he said, *"B"*."""
    for i in range(at, min(at + _RESUMES_WITHIN, len(passage))):
        if passage.is_quotation(i) and passage.is_mark(i - 1):
            return ((i, quoted_end(passage, i)),)
        if passage.verb(i, Form.GERUND) is not None or passage.low(i) == ";":
            return ()
    return ()


def as_told(passage: Passage, source: Range, at: int, verb: ReportingWord) -> Finding | None:
    """*As the minister said,* …; …, *as you know*."""
    as_ = source[0] - 1
    if Frame.ASIDE not in verb.frames and Frame.MENTAL not in verb.frames:
        return None
    if passage.low(at + 1) == "," and (as_ == 0 or passage.joins(as_ - 1)):
        content = at + 2, clause_end(passage, at + 2, Frame.MENTAL in verb.frames)
        return finding_of(source, (at, at + 1), content)
    if passage.low(as_ - 1) == "," and ends_aside(passage, at + 1):
        return finding_of(source, (at, at + 1), content_before(passage, as_))
    return None


def as_aside(passage: Passage, source: Range, at: int, verb: ReportingWord) -> Finding | None:
    """…, *he said*. or …, *I think*, …"""
    takes = Frame.ASIDE in verb.frames or Frame.QUOTE in verb.frames
    end = phrase_end(passage, at + 1) if Frame.ADDRESSEE in verb.frames else at + 1
    if not takes or not ends_aside(passage, end):
        return None
    parts = []
    if passage.low(at + 1) == "," and at + 2 < len(passage) and Frame.ASIDE in verb.frames:
        parts.append((at + 2, clause_end(passage, at + 2, Frame.MENTAL in verb.frames)))
    before = content_before(passage, source[0])
    myself = passage.low(source[0]) in passage.lexicon.first_persons
    if _separates(passage, source[0] - 1):
        if not parts and not _is_clausal(passage, before):
            return None
        parts.insert(0, before)
    elif myself and not parts and passage.low(at + 1) in (".", "") and passage.contains_predicate(*before):
        parts.append(before)  # … I think.
    elif not (myself and Frame.MENTAL in verb.frames):  # I mean, …
        return None
    return finding_of(source, (at, at + 1), *parts)


def _is_clausal(passage: Passage, content: Range) -> bool:
    """With a verb, known or not: *Storms hit the coast*, but not *In the village*."""
    first, last = content
    if passage.contains_predicate(first, last):
        return True
    low, lexicon = passage.low(first), passage.lexicon
    adverbial = low in lexicon.prepositions or low in lexicon.subordinators or passage.is_adverb(first)
    return first == 0 and last >= _FEWEST_TOKENS and not adverbial and not passage.joins(first)


def by_resumption(passage: Passage, source: Range, at: int, verb: ReportingWord) -> Finding | None:
    """…, *a claim the mayor denies*: what stands before is what the noun means."""
    comma = source[0] - 2
    if passage.low(comma) in passage.lexicon.articles:
        comma -= 1
    takes = Frame.ASIDE in verb.frames or Frame.PART in verb.frames
    if not (takes and comma > 0 and resumes(passage, comma)):
        return None
    if passage.is_quotation(comma):
        return finding_of(source, (at, at + 1), content_before(passage, comma + 1))
    return (
        finding_of(source, (at, at + 1), content_before(passage, comma))
        if _separates(passage, comma)
        else None
    )


def by_inversion(passage: Passage, group: int, at: int, verb: ReportingWord) -> Finding | None:
    """ "…", *said the mayor*, "…"."""
    if Frame.QUOTE not in verb.frames or not (
        passage.is_quotation(group - 1) or _separates(passage, group - 1)
    ):
        return None
    source = speaker_behind(passage, at)
    if source is None or passage.low(at + 1) in passage.lexicon.accusatives:
        return None
    content = content_before(passage, group)
    told = passage.lexicon.names_close and passage.is_quotation(
        content[1] - 1
    )  # «…», сказав Линд *журналістам*
    if not (told or ends_aside(passage, source[1])):
        return None
    clausal = not verb.is_also_noun and passage.contains_predicate(*content)
    if not clausal and not passage.is_quotation(content[1] - 1):
        return None
    return finding_of(source, (at, at + 1), content, *resumed_quotation(passage, source[1]))


def by_this(passage: Passage, at: int) -> tuple[Range, Range] | None:
    """Who says it and the verb, in "Про це *повідомив мер*": what they say stands in the sentence before."""
    verb = passage.verb(at, Form.FINITE)
    if verb is None or Frame.QUOTE not in verb.frames:
        return None
    source = speaker_behind(passage, at)
    return (source, (at, at + 1)) if source else None
