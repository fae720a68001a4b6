"""What a checker answered, claim by claim.

- A sentence has either one verdict as a whole, or verdicts of its marked claims.
  As soon as one mark has a verdict, the sentence's own verdict, reason and *was
  it said?* say nothing: they share their keys with the mark's, and change along
  with them (see `interface`). The sentence's evidence and note then hold for
  every claim that has none of its own.
- A mark without a verdict says nothing: it is the machine's suggestion, left alone.
- A single judged mark that leaves out no letter and no digit is the sentence.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from tasks.label_studio.places import place_of
from tasks.label_studio.sheets import Question, Sheet, sort_out
from tasks.label_studio.typed import read_evidence, read_note
from tasks.types import Judgement, Span, UnverifiableReason, Verdict, WasItSaid


@dataclass(frozen=True, slots=True)
class Answers:
    """What an annotation says."""

    judgements: tuple[Judgement, ...] = ()  # in reading order
    repairs: tuple[str, ...] = ()  # what had to be mended to make sense of it


def read_answers(result: Sequence[object], sentence: str) -> Answers:
    """Read a result list.

    :raises Unreadable: if it cannot be understood as answers about this sentence
    """
    sheets = sort_out(result)
    repairs = ["left out an answer to none of our questions"] if sheets.strange else []
    claims = _judged_claims(sheets.marks, sentence, repairs)
    if claims:
        _explain(sheets.whole, claims.values(), repairs)
        judgements = [
            _judgement(_sharing(sheet, sheets.whole), _span_unless_whole(span, claims, sentence), repairs)
            for span, sheet in sorted(claims.items(), key=lambda claim: claim[0])
        ]
    elif sheets.whole.verdict:
        judgements = [_judgement(sheets.whole, None, repairs)]
    else:
        judgements = []
        if sheets.whole.says_more:
            repairs.append("left out what was noted without a verdict")
    return Answers(tuple(judgements), tuple(dict.fromkeys(repairs)))


def _judged_claims(marks: Iterable[Sheet], sentence: str, repairs: list[str]) -> dict[Span, Sheet]:
    claims: dict[Span, Sheet] = {}
    for sheet in marks:
        if not sheet.verdict:
            if sheet.says_more:
                repairs.append("left out what was noted on a mark without a verdict")
            continue
        span, mended = place_of(sheet.place, sentence)
        repairs.extend(mended)
        if span in claims:
            repairs.append("took two marks of the same words for one")
            sheet = claims[span].with_answers(sheet)
        claims[span] = sheet
    return claims


def _span_unless_whole(span: Span, claims: dict[Span, Sheet], sentence: str) -> Span | None:
    outside = sentence[: span.start] + sentence[span.end :]
    alone = len(claims) == 1
    return None if alone and not any(character.isalnum() for character in outside) else span


def _explain(whole: Sheet, claims: Iterable[Sheet], repairs: list[str]) -> None:
    """The keys leave the verdict of one of the claims on the sentence; any other was given on purpose."""
    if whole.verdict and whole.verdict not in {sheet.verdict for sheet in claims}:
        repairs.append(f"left out the sentence's own verdict ({whole.verdict}): its claims have theirs")


def _sharing(sheet: Sheet, whole: Sheet) -> Sheet:
    shared = {
        question: whole.answers[question]
        for question in (Question.EVIDENCE, Question.NOTE)
        if question in whole.answers
    }
    return replace(sheet, answers={**shared, **sheet.answers})


def _judgement(sheet: Sheet, span: Span | None, repairs: list[str]) -> Judgement:
    answers = sheet.answers
    note, mended_note = read_note(answers.get(Question.NOTE, ""))
    evidence, mended_evidence = read_evidence(answers.get(Question.EVIDENCE, ""))
    repairs.extend([*mended_note, *mended_evidence])
    reason = answers.get(Question.REASON)
    if reason and sheet.verdict != Verdict.UNVERIFIABLE:
        repairs.append("left out a reason, which only goes with unverifiable")
        reason = None
    said = answers.get(Question.SAID)
    return Judgement(
        label=answers[Question.VERDICT],
        span=span,
        reason=UnverifiableReason(reason) if reason else None,
        was_it_said=WasItSaid(said) if said else None,
        evidence=evidence,
        note=note,
    )
