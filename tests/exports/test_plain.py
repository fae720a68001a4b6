"""The short way leads to where the long way leads."""

from itertools import zip_longest

from hypothesis import given
from hypothesis import strategies as st

from exports.articles import Findings, article_rows
from exports.plain import plain_answers
from exports.privacy import Cleaner
from exports.reading import ArticleRecord, Said, read_said
from exports.rows import Rows
from exports.terms import Terms
from tasks.store.record import ArticleHead, Line
from tasks.types import NOT_A_CLAIM, Verdict
from tests.exports.answers import SENTENCE, moment

HEAD = ArticleHead("a-one", 1, "Title", "Coast News", "", "", "2026-03-12", "en", SENTENCE, "0" * 64)
TERMS = Terms(
    "p-{}".format,
    split=lambda _, __: "train",
    first_release=lambda _: None,
    cleaner=Cleaner(),
    may_pass_on=lambda _: False,
)

BARE = Line(
    article_id="a-one",
    revision=1,
    position=0,
    sentence_id="s-one",
    char_start=0,
    char_end=len(SENTENCE),
    kind="statement",
    decision="label",
    claimant="The mayor",
    annotation_id=None,
    version=1,
    person_id=None,
    state="answered",
    created_at=moment(0),
    updated_at=moment(0),
    recorded_at=moment(0),
    superseded_at=None,
    lead_time=2.5,
    seen_revision=1,
    ordinal=None,
    mark_start=None,
    mark_end=None,
    label="",
    reason=None,
    was_it_said=None,
    note="",
    url=None,
)


def line(annotation: int, person: int, label: str, **more: object) -> Line:
    said = {"annotation_id": annotation, "person_id": person, "label": label, "ordinal": 0} | more
    return BARE._replace(**said)  # type: ignore[arg-type]


MINUTES = st.integers(0, 30)


@st.composite
def plain_sentences(draw: st.DrawFn) -> tuple[Line, ...]:
    """One to five checkers, each with an answer, second thoughts, or a skip."""
    lines: list[Line] = []
    for person in draw(st.permutations(range(1, draw(st.integers(1, 5)) + 1))):
        number = len(lines) + 1
        if draw(st.integers(0, 5)) == 0:
            skipped = line(number, person, "", recorded_at=moment(draw(MINUTES)))
            lines.append(skipped._replace(ordinal=None, state="skipped"))
            continue
        versions = sorted(draw(st.sets(MINUTES, min_size=1, max_size=3)))
        for version, (recorded, until) in enumerate(zip_longest(versions, versions[1:]), 1):
            lines += draw(answers(line(number, person, "", version=version), recorded, until))
    return tuple(lines)


@st.composite
def answers(draw: st.DrawFn, one: Line, recorded: int, until: int | None) -> list[Line]:
    """One version of an answer, recorded at a minute and superseded at another."""
    one = one._replace(
        label=draw(st.sampled_from([*map(str, Verdict), NOT_A_CLAIM])),
        updated_at=moment(draw(MINUTES)),
        recorded_at=moment(recorded),
        superseded_at=None if until is None else moment(until),
        note=draw(st.sampled_from(["", "see the minutes", "write to ana@example.org"])),
    )
    urls = draw(st.lists(st.sampled_from(["https://a.example/2026/03/13/x", "=1"]), max_size=2))
    return [one._replace(url=url) for url in urls] or [one]


def rows_of(lines: tuple[Line, ...], *, long: bool) -> tuple[Rows, Findings]:
    record = ArticleRecord(HEAD, (lines,), {"s-one": []} if long else {})
    findings = Findings()

    def said_of(*_: object) -> Said:
        assert long or plain_answers(lines) is None, "a plain sentence took the long way"
        return read_said(None, record, lines)  # type: ignore[arg-type]

    (rows,) = article_rows([record], said_of, TERMS, findings)
    return rows, findings


@given(plain_sentences().filter(lambda lines: any(one.state == "answered" for one in lines)))
def test_both_ways_make_the_same_rows(lines: tuple[Line, ...]) -> None:
    (short_rows, short), (long_rows, long) = (rows_of(lines, long=way) for way in (False, True))
    assert short_rows == long_rows
    assert short.agreement.report(str) == long.agreement.report(str)
    assert (short.skips, short.with_claims, short.without_claims) == (
        long.skips,
        long.with_claims,
        long.without_claims,
    )


def test_what_is_not_plain() -> None:
    one = line(1, 1, "verified")
    assert plain_answers([one]) is not None
    assert plain_answers([BARE]) is None
    for other in (
        one._replace(mark_start=0, mark_end=5),
        one._replace(version=2),  # the first is missing
        one._replace(superseded_at=moment(9)),
        one._replace(person_id=None),
        one._replace(state="deleted"),
        one._replace(ordinal=None),
    ):
        assert plain_answers([other]) is None
    assert plain_answers([one, one._replace(annotation_id=2)]) is None  # one checker twice
    assert plain_answers([one, one._replace(ordinal=1)]) is None  # two judgements
    assert plain_answers([one, line(2, 2, "verified")]) is None  # learned of at one moment


def test_second_thoughts_are_plain_where_one_answer_takes_the_place_of_the_other() -> None:
    first = line(1, 1, "verified", superseded_at=moment(5))
    second = line(1, 1, "disputed", version=2, recorded_at=moment(5))
    plain = plain_answers([first, second])
    assert plain is not None
    assert (plain.answers, plain.revised) == ([second], [first])
    for lines in (
        [first, second._replace(recorded_at=moment(6))],  # nothing stood in between
        [first, second._replace(state="deleted", ordinal=None)],
        [first, second._replace(superseded_at=moment(7))],
        [first, line(2, 2, "verified", recorded_at=moment(5)), second],
        [first._replace(state="skipped", ordinal=None), second],
        [first, second, line(2, 2, "verified", recorded_at=moment(5))],
    ):
        assert plain_answers(lines) is None
