"""A case shows what checkers say under letters that tell nothing, claim by claim."""

from hypothesis import given
from hypothesis import strategies as st

from exports.answers import Answer
from exports.case import AROUND, assign_letters, make_case, read_case
from exports.reading import iter_articles, read_said
from exports.standings import refresh
from tasks import review
from tasks.store.connection import Store
from tasks.types import NOT_A_CLAIM, UNDECIDED, Judgement, Span, Verdict
from tests.exports.answers import answer, judged
from tests.exports.desks import labelled_desk
from tests.tasks.store import builders

SECRET = b"a desk's own"

people = st.lists(st.integers(1, 500), unique=True, max_size=40)


def answers_of(persons: list[int]) -> list[Answer]:
    return [answer(number, person, judged(Verdict.VERIFIED)) for number, person in enumerate(persons, 1)]


@given(people, st.randoms(use_true_random=False))
def test_letters_are_distinct_and_the_same_in_whatever_order(persons: list[int], random: object) -> None:
    given_answers = answers_of(persons)
    letters = assign_letters("s-one", given_answers, SECRET)
    assert len(set(letters.values())) == len(persons)
    assert assign_letters("s-one", given_answers[::-1], SECRET) == letters


def test_letters_go_on_after_z() -> None:
    letters = assign_letters("s-one", answers_of(list(range(1, 30))), SECRET)
    assert {"A", "Z", "AA", "AC"} <= set(letters.values())


def test_letters_tell_nothing_from_case_to_case() -> None:
    """The same two checkers are A and B about as often as B and A."""
    both = answers_of([1, 2])
    first = sum(assign_letters(f"s-{number}", both, SECRET)["1"] == "A" for number in range(400))
    assert 140 < first < 260
    other = sum(
        assign_letters(f"s-{n}", both, SECRET) != assign_letters(f"s-{n}", both, b"another")
        for n in range(400)
    )
    assert 140 < other < 260


def test_each_claim_is_a_part_of_the_case(store: Store) -> None:
    desk = labelled_desk(store)
    case = read_case(store, desk.sentence("Repairs"), SECRET)
    assert case
    assert [(claim.span, claim.label) for claim in case.claims] == [
        (Span(0, 25), UNDECIDED),
        (Span(27, 65), Verdict.DISPUTED),
    ]
    assert [len(claim.opinions) for claim in case.claims] == [2, 1]
    assert case.claim(None) is case.claims[0]
    assert case.claim(case.claims[1].claim_id) is case.claims[1]
    assert set(case.letters) == {"A", "B"}
    assert case.article.text == case.before + case.sentence + case.after


def test_a_sentence_without_claims_is_a_case_as_a_whole(store: Store) -> None:
    desk = labelled_desk(store)
    denied = read_case(store, desk.sentence("Will"), SECRET)
    skipped = read_case(store, desk.sentence("The caf"), SECRET)
    silent = read_case(store, desk.sentence("Nobody"), SECRET)
    assert denied
    assert skipped
    assert silent
    assert [(claim.span, claim.label) for claim in denied.claims] == [(None, NOT_A_CLAIM)]
    assert [(claim.label, claim.opinions) for claim in silent.claims] == [("", ())]
    assert (skipped.skipped, skipped.letters) == (1, {})
    assert read_case(store, "s-nowhere", SECRET) is None


def test_what_was_settled_shows_with_its_history(store: Store) -> None:
    desk = labelled_desk(store)
    sentence = desk.sentence("Repairs")
    review.settle(store, sentence, Judgement(Verdict.VERIFIED, Span(0, 25)), desk.people[0])
    case = read_case(store, sentence, SECRET)
    assert case
    assert case.claims[0].adjudication
    assert not case.claims[0].is_contested
    assert [entry.verdict for entry in case.claims[0].history] == [Verdict.VERIFIED, None, Verdict.VERIFIED]


@given(st.text(min_size=1, max_size=3 * AROUND).filter(str.strip))
def test_what_stands_around_is_words_of_the_article(text: str) -> None:
    """Cut between words, never more than is asked for, and nothing made up."""
    from exports.case import _head, _tail

    for cut in (_head(text), _tail(text)):
        assert len(cut) <= AROUND + 2
        assert cut.strip("… ") in text or cut == text


def test_the_case_of_a_long_article_is_short(store: Store) -> None:
    lines = "\n".join(f"Crane {n} stands still." for n in range(400))
    builders.add(store, lines)
    refresh(store)
    [record] = iter_articles(store)
    middle = record.sentences[200]
    case = make_case(record.head, read_said(store, record, middle), SECRET)
    assert case.before.startswith("… ")
    assert case.after.endswith(" …")
    assert len(case.before) + len(case.after) <= 2 * AROUND + 4
