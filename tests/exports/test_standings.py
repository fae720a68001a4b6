"""Whatever is recorded in whichever order, standings are what the record says, and counts are counts."""

import tempfile
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlite_utils import Database

from exports.majority import Method
from exports.reading import Said, iter_articles, read_said
from exports.standings import differ_from, refresh
from exports.status import verdict_counts
from exports.verdicts import ClaimVerdict, Denial, decide
from tasks.ledger import open_ledger, state_of
from tasks.store import accounts, annotations, batches, quarantine, totals, waiting
from tasks.store import tasks as task_store
from tasks.store.accounts import SentenceFacts, iter_facts
from tasks.store.connection import Store
from tasks.store.decisions import record_decision
from tasks.store.schema import migrations
from tasks.store.schema.standing_triggers import FILLING
from tasks.store.standings import any_stale, mark_all_stale
from tasks.types import NOT_A_CLAIM, UNDECIDED, Judgement, Span, UnverifiableReason, Verdict
from tests.exports.desks import labelled_desk
from tests.exports.recount import verdict_totals
from tests.new_store import new_store
from tests.tasks.store import builders
from tests.tasks.store.builders import adjudicate

LINES = ("The port reopened on Monday.", "It cost nine million.", "Will it last?", "Nobody  asked.")
URLS = ("https://news.example.org/one", "https://news.example.org/two")
PEOPLE = 3

Step = Callable[["Bench"], object]


class Bench:
    """A desk to which anything may happen."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.people = [builders.checker(store, n, f"checker{n}") for n in range(1, PEOPLE + 1)]
        builders.add(store, "\n".join(LINES), URLS[0])
        self.home = builders.push(store, builders.make_project(store))

    def sentences(self) -> list[str]:
        rows = self.store.execute("select sentence_id from sentences order by rowid")
        return [row[0] for row in rows]

    def pick(self, number: int) -> str:
        known = self.sentences()
        return known[number % len(known)]


def revise(which: int, lines: list[str]) -> Step:
    return lambda bench: builders.add(bench.store, "\n".join(lines), URLS[which])


def push(bench: Bench) -> None:
    highest = bench.store.value("select coalesce(max(label_studio_id), 0) from tasks")
    builders.push(bench.store, builders.make_project(bench.store), highest + 1)


def answer(number: int, person: int, judgements: list[Judgement], minutes: int) -> Step:
    def step(bench: Bench) -> None:
        sentence_id = bench.pick(number)
        if bench.store.value("select 1 from tasks where sentence_id = ?", [sentence_id]):
            builders.answer(
                bench.store, bench.home, sentence_id, 10 * bench.sentences().index(sentence_id) + person,
                bench.people[person], *judgements, minutes=minutes, skipped=not judgements,
            )  # fmt: skip

    return step


def delete_answers(number: int) -> Step:
    def step(bench: Bench) -> None:
        tasks = [
            row[0]
            for row in bench.store.execute(
                "select task_id from tasks where sentence_id = ?", [bench.pick(number)]
            )
        ]
        with bench.store.transaction():
            for task_id, live in annotations.live_versions(bench.store, bench.home, tasks).items():
                for version in live:
                    if version.state != "deleted":
                        annotations.mark_deleted(bench.store, version, task_id)

    return step


def lose_task(number: int) -> Step:
    def step(bench: Bench) -> None:
        task = task_store.live_task_of(bench.store, bench.home, bench.pick(number))
        task_store.mark_gone(bench.store, bench.home, [task] if task else [])

    return step


def lose_reply(bench: Bench) -> None:
    project = builders.make_project(bench.store)
    batches.intend(bench.store, bench.home, waiting.next_waiting(bench.store, project.project_id, 2))


def find_reply(bench: Bench) -> None:
    for batch in batches.unsettled(bench.store, bench.home):
        batches.settle(bench.store, bench.home, batch, [])


def put_aside(number: int) -> Step:
    def step(bench: Bench) -> None:
        with bench.store.transaction():
            quarantine.quarantine(
                bench.store, "pull", "rubbish", f"{number}", home_id=bench.home.id, annotation=number,
                sentence_id=bench.pick(number),
            )  # fmt: skip

    return step


def settle_case(number: int) -> Step:
    def step(bench: Bench) -> None:
        with bench.store.transaction():
            quarantine.supersede_cases(bench.store, bench.home.id, number)

    return step


def settle(number: int, judgement: Judgement) -> Step:
    return lambda bench: adjudicate(bench.store, bench.pick(number), judgement, bench.people[0])


def decide_about(number: int, decision: str) -> Step:
    def step(bench: Bench) -> None:
        with bench.store.transaction():
            record_decision(bench.store, bench.pick(number), decision, "")

    return step


def ask_for(checkers: int) -> Step:
    return lambda bench: bench.store.execute("update projects set checkers_per_sentence = ?", [checkers])


def work_out(limit: int) -> Step:
    return lambda bench: refresh(bench.store, limit)


numbers = st.integers(0, 7)
judgements = st.builds(
    Judgement,
    label=st.sampled_from([*map(str, Verdict), NOT_A_CLAIM]),
    span=st.sampled_from([None, None, Span(0, 4), Span(0, 8), Span(4, 12)]),
    reason=st.sampled_from([None, *UnverifiableReason]),
    evidence=st.sampled_from([(), ("https://a.example/1",), ("https://a.example/1", "=1")]),
)
steps = st.one_of(
    st.builds(
        answer,
        numbers,
        st.integers(0, PEOPLE - 1),
        st.lists(judgements, max_size=2, unique_by=lambda judgement: judgement.span),
        st.integers(0, 90_000),
    ),
    st.builds(revise, st.integers(0, 1), st.lists(st.sampled_from(LINES), min_size=1, unique=True)),
    st.just(push),
    st.builds(delete_answers, numbers),
    st.builds(lose_task, numbers),
    st.just(lose_reply),
    st.just(find_reply),
    st.builds(put_aside, numbers),
    st.builds(settle_case, numbers),
    st.builds(settle, numbers, judgements),
    st.builds(decide_about, numbers, st.sampled_from(["label", "leave_out", "withdraw"])),
    st.builds(ask_for, st.integers(1, 3)),
    st.builds(work_out, st.integers(1, 3)),
)


@settings(max_examples=40)
@given(st.lists(st.tuples(steps, st.booleans()), max_size=25))
def test_standings_follow_the_record(happened: list[tuple[Step, bool]]) -> None:
    with tempfile.TemporaryDirectory() as folder, closing(new_store(Path(folder) / "annotator.db")) as store:
        store.execute("pragma synchronous = off")
        bench = Bench(store)
        for step, is_worked_out in happened:
            step(bench)
            if is_worked_out:
                refresh(store)
        refresh(store)
        assert_standings_are_true(store)


VERIFIED = answer(0, 0, [Judgement(Verdict.VERIFIED)], 1)
SETTLED = settle(0, Judgement(Verdict.DISPUTED))


@pytest.mark.parametrize(
    ("before", "change"),
    [
        ([], revise(1, ["Something else happened."])),
        ([], revise(0, list(LINES[:1]))),
        ([revise(0, list(LINES[1:]))], revise(0, list(LINES))),
        ([revise(0, ["A new sentence."])], push),
        ([revise(0, ["A new sentence."])], lose_reply),
        ([revise(0, ["A new sentence."]), lose_reply], find_reply),
        ([], lose_task(0)),
        ([], VERIFIED),
        ([VERIFIED], answer(0, 0, [Judgement(Verdict.DISPUTED)], 2)),
        ([VERIFIED], answer(0, 1, [Judgement(Verdict.DISPUTED)], 2)),
        ([VERIFIED], answer(0, 0, [], 2)),
        ([VERIFIED], delete_answers(0)),
        ([], put_aside(0)),
        ([put_aside(0)], settle_case(0)),
        ([], SETTLED),
        ([SETTLED], settle(0, Judgement(NOT_A_CLAIM))),
        ([VERIFIED], decide_about(0, "leave_out")),
        ([VERIFIED], ask_for(2)),
        ([SETTLED], lambda bench: bench.store.execute("update adjudications set superseded_at = decided_at")),
        (
            [],
            lambda bench: bench.store.execute("update sentence_decisions set superseded_at = decided_at"),
        ),
        ([VERIFIED], lambda bench: bench.store.execute("update annotation_versions set superseded_at = 'z'")),
        ([lose_task(0)], lambda bench: bench.store.execute("update tasks set gone_at = null")),
        ([VERIFIED], lambda bench: move_to_a_project_for_two(bench.store)),
    ],
)
def test_each_change_alone_is_noticed(store: Store, before: list[Step], change: Step) -> None:
    bench = Bench(store)
    for step in before:
        step(bench)
    refresh(store)
    stood = store.rows("select * from sentence_standings order by sentence_id")
    change(bench)
    refresh(store)
    assert store.rows("select * from sentence_standings order by sentence_id") != stood
    assert_standings_are_true(store)


def move_to_a_project_for_two(store: Store) -> None:
    store.execute(
        "insert into projects (uid, title, checkers_per_sentence, created_at) values ('u', 'Other', 2, '')"
    )
    store.execute("update articles set project_id = (select max(project_id) from projects)")


def test_the_sample_desk_stands_as_it_should(store: Store) -> None:
    labelled_desk(store)
    assert refresh(store) == 5
    assert_standings_are_true(store)
    assert store.value("select count(*) from sentence_standings where disagree") == 1
    assert store.value("select count(*) from sentence_standings where without_evidence") == 1


def test_the_ledger_notices_standings_that_are_not_true(store: Store) -> None:
    desk = labelled_desk(store)
    assert not differ_from(store, open_ledger(store)), "what is stale is not wrong"
    refresh(store)
    assert not differ_from(store, open_ledger(store))
    store.execute(
        "update sentence_standings set state = 'waiting' where sentence_id = ?", [desk.sentence("Will")]
    )
    assert differ_from(store, open_ledger(store))
    mark_all_stale(store)
    refresh(store)
    assert not differ_from(store, open_ledger(store))


def test_only_what_changed_is_worked_out(store: Store) -> None:
    desk = labelled_desk(store)
    refresh(store)
    assert not any_stale(store)
    desk.say("Nobody", 1, Judgement(Verdict.DISPUTED))
    assert refresh(store) == 1
    assert refresh(store) == 0


def test_everything_can_be_worked_out_again(store: Store) -> None:
    labelled_desk(store)
    refresh(store)
    before = store.rows("select * from sentence_standings")
    mark_all_stale(store)
    assert refresh(store, limit=2) == 2
    assert refresh(store) == 3
    assert store.rows("select * from sentence_standings") == before
    assert_standings_are_true(store)


def test_a_store_from_before_standings_gets_them(store: Store) -> None:
    """As the migration finds it: a record, and nothing worked out."""

    labelled_desk(store)
    counted = store.rows("select * from checker_counts")
    for table in ("stale_standings", "checker_counts", "task_counts"):
        store.execute(f"delete from {table}")  # noqa: S608
    store.executescript(FILLING)
    refresh(store)
    assert_standings_are_true(store)
    assert store.rows("select * from checker_counts") == counted


def test_an_undecided_sentence_has_no_state(store: Store) -> None:
    labelled_desk(store)
    store.execute("update sentence_decisions set superseded_at = decided_at")
    refresh(store)
    assert store.value("select count(*) from sentence_standings where state is null") == 5


@pytest.mark.parametrize(
    "queue",
    [
        "sentence_standings where disagree = 1 and state <> 'partly_labelled' order by decided_at",
        "sentence_standings where disagree = 1 and state <> 'partly_labelled' order by consensus, decided_at",
        "sentence_standings where without_evidence = 1 and state <> 'partly_labelled' order by decided_at",
        "claim_standings where label = 'unverifiable' and reason <> 'too_vague' order by decided_at",
    ],
)
def test_queues_come_from_an_index(store: Store, queue: str) -> None:
    plan = store.rows(f"explain query plan select * from {queue} limit 5")  # noqa: S608
    assert all("USING INDEX" in row["detail"] for row in plan), plan


def test_a_store_from_before_learns_how_far_checkers_agree(tmp_path: Path) -> None:
    """What the migration works out is what would be worked out anew."""
    old = Database(tmp_path / "old.db")
    migrations.apply(old, stop_before="0012_consensus")
    for number, (votes, method) in enumerate(
        [((2, 1, 0, 0), "majority"), ((1, 1, 1, 0), "undecided"), ((3, 0, 0, 0), "unanimous")]
    ):
        old.execute(
            "insert into sentence_standings (sentence_id, article_id, state, answered, skipped, claims,"
            " disagree, without_evidence) values (?, 'a', 'labelled', 3, 0, 1, ?, 0)",
            [f"s{number}", method != "unanimous"],
        )
        old.execute(
            "insert into claim_standings values"
            " (?, ?, 'a', null, null, 'verified', ?, '', ?, ?, ?, ?, 0, '')",
            [f"c{number}", f"s{number}", method, *votes],
        )
    old.conn.commit()
    migrations.apply(old)
    found = [row[0] for row in old.execute("select consensus from sentence_standings order by sentence_id")]
    assert found == [2 / 3, 1 / 3, 1.0]
    old.close()


def test_how_far_checkers_agree_is_that_of_the_most_disputed_claim(store: Store) -> None:
    desk = labelled_desk(store)
    refresh(store)
    wanted = {desk.sentence("Repairs"): 0.5}
    desk.say("\U0001f6a2", None, Judgement(Verdict.DISPUTED))
    refresh(store)
    wanted[desk.sentence("\U0001f6a2")] = 2 / 3
    rows = store.execute("select sentence_id, consensus from sentence_standings where consensus < 1")
    assert dict(rows.fetchall()) == wanted


def assert_standings_are_true(store: Store) -> None:
    """Compare with the record, read from end to end the long way."""
    sentences, claims = {}, {}
    every = (read_said(store, record, lines) for record in iter_articles(store) for lines in record.sentences)
    said = {one.sentence.sentence_id: one for one in every}
    for facts in iter_facts(store):
        sentence, of_it = stands(facts, said.get(facts.sentence_id))
        sentences[facts.sentence_id] = sentence
        claims.update(of_it)
    assert {
        row.pop("sentence_id"): row for row in store.rows("select * from sentence_standings")
    } == sentences
    assert {row.pop("claim_id"): row for row in store.rows("select * from claim_standings")} == claims
    assert_counts_are_true(store)


def stands(facts: SentenceFacts, said: Said | None) -> tuple[dict[str, Any], dict[str, dict[str, Any]]]:
    outcome = decide(facts.sentence_id, "", [])
    if said and facts.decision == "label":
        outcome = decide(facts.sentence_id, said.text, said.answers, said.adjudications)
    claims: dict[str, dict[str, Any]] = {}
    for claim in outcome.claims:
        given = [vote.judgement for vote in claim.votes]
        counted = [claim.adjudication.judgement] if claim.adjudication else given
        reasons = [
            one.reason for one in counted if one.reason and one.label == claim.verdict == Verdict.UNVERIFIABLE
        ]
        addresses = [url for one in given for url in one.evidence]
        addresses += claim.adjudication.judgement.evidence if claim.adjudication else ()
        claims[claim.claim_id] = {
            "char_start": claim.span.start if claim.span else None,
            "char_end": claim.span.end if claim.span else None,
            "label": claim.verdict or UNDECIDED,
            "reason": Counter(reasons).most_common(1)[0][0] if reasons else "",
            "evidence": len(addresses),
            **votes(given),
            "method": claim.method,
            "decided_at": claim.decided_at,
        }
    if outcome.denial:
        given = [vote.judgement for vote in outcome.denial.votes]
        claims[f"c{facts.sentence_id[1:]}"] = {
            "char_start": None,
            "char_end": None,
            "label": NOT_A_CLAIM,
            "reason": "",
            "evidence": sum(len(one.evidence) for one in given),
            **votes(given),
            "method": outcome.denial.method,
            "decided_at": outcome.denial.decided_at,
        }
    for claim_row in claims.values():
        claim_row |= {"sentence_id": facts.sentence_id, "article_id": facts.article_id}
    labels = sorted({row["label"] for row in claims.values()})
    units: list[ClaimVerdict | Denial] = [*outcome.claims, *([outcome.denial] if outcome.denial else [])]
    differ = [
        len({vote.judgement.label for vote in one.votes}) > 1 and one.method is not Method.ADJUDICATED
        for one in units
    ]
    sentence = {
        "article_id": facts.article_id,
        "position": said.sentence.position if said else None,
        "state": state_of(facts),
        "label": None if not labels else labels[0] if len(labels) == 1 else "several",
        "method": next(iter(claims.values()))["method"] if len(claims) == 1 else None,
        "answered": facts.answered,
        "skipped": facts.skipped,
        "claims": len(outcome.claims),
        "disagree": any(differ),
        "without_evidence": any(
            row["label"] in ("verified", "disputed")
            and row["evidence"] == 0
            and row["method"] != "adjudicated"
            for row in claims.values()
        ),
        "decided_at": max((row["decided_at"] for row in claims.values()), default=None),
        "consensus": min(
            (
                Counter(vote.judgement.label for vote in one.votes).most_common(1)[0][1] / len(one.votes)
                for one, do_differ in zip(units, differ, strict=True)
                if do_differ
            ),
            default=1.0,
        ),
    }
    return sentence, claims


def votes(given: list[Judgement]) -> dict[str, int]:
    return {f"votes_{label}": sum(one.label == label for one in given) for label in (*Verdict, NOT_A_CLAIM)}


def assert_counts_are_true(store: Store) -> None:
    assert not any_stale(store)
    by_article = store.rows(
        "select article_id, coalesce(state, '') as state, coalesce(label, '') as label,"
        " count(*) as sentences, sum(disagree) as disagree, sum(without_evidence) as without_evidence"
        " from sentence_standings group by 1, 2, 3 order by 1, 2, 3"
    )
    assert store.rows("select * from standing_counts where sentences order by 1, 2, 3") == by_article
    assert store.rows("select * from standing_totals where sentences order by 1, 2") == store.rows(
        "select coalesce(state, '') as state, coalesce(label, '') as label, count(*) as sentences,"
        " sum(disagree) as disagree, sum(without_evidence) as without_evidence"
        " from sentence_standings group by 1, 2 order by 1, 2"
    )
    assert store.rows("select * from claim_counts where claims order by 1, 2, 3") == store.rows(
        "select label, reason, substr(decided_at, 1, 10) as day, count(*) as claims"
        " from claim_standings group by 1, 2, 3 order by 1, 2, 3"
    )
    assert store.rows(
        "select person_id, day, answered, skipped from checker_counts where answered or skipped order by 1, 2"
    ) == store.rows(
        "select coalesce(person_id, 0) as person_id, substr(updated_at, 1, 10) as day,"
        " sum(state = 'answered') as answered, sum(state = 'skipped') as skipped"
        " from annotation_versions join annotations using (annotation_id)"
        " where superseded_at is null and state <> 'deleted' group by 1, 2"
    )
    counted = accounts.count(store)
    assert totals.count_articles(store) == counted.articles
    assert totals.count_tasks(store) == counted.tasks
    assert totals.count_annotations(store) == counted.annotations
    sentences = totals.sentence_totals(store)
    assert sentences.sentences == counted.sentences
    decided = {state: number for state, number in sentences.states.items() if state}
    assert decided == dict(+open_ledger(store).states)
    assert sentences.disagree == store.value(
        "select count(*) from sentence_standings where disagree = 1 and state is not 'partly_labelled'"
    )
    assert verdict_counts(store) == verdict_totals(store)
