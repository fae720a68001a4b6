"""Reading everything in one pass, now and as of a past moment."""

from dataclasses import replace
from datetime import date

from tasks.ledger import state_of
from tasks.store import accounts
from tasks.store.adding import add_article
from tasks.store.adjudications import iter_adjudications
from tasks.store.connection import Store
from tasks.store.decisions import record_decision
from tasks.store.record import iter_claim_texts, iter_heads, iter_lines, newest_record, published_days
from tasks.store.sentences import text_in_revision
from tasks.store.times import now
from tasks.types import NOT_A_CLAIM, Judgement, Span, Verdict
from tests.exports.desks import HARBOUR, MARKET, Desk, labelled_desk
from tests.tasks.store import builders
from tests.tasks.store.builders import adjudicate

URL = "https://news.example.org/harbour"


def busy_desk(store: Store) -> Desk:
    """Answers, skips, second thoughts, an editor's word, and sentences that left."""
    desk = labelled_desk(store)
    desk.add(MARKET, "https://news.example.org/market")
    desk.say(
        "The market",
        0,
        Judgement(Verdict.VERIFIED, Span(0, 10), evidence=("https://a.example", "https://b.example")),
    )
    desk.answers -= 1  # the same annotation again
    desk.say("The market", 0, Judgement(Verdict.DISPUTED))
    adjudicate(store, desk.sentence("The caf"), Judgement(Verdict.VERIFIED), desk.people[0])
    with store.transaction():
        record_decision(store, desk.sentence("-5"), "leave_out", "not about the harbour")
    desk.add(HARBOUR.replace("Will the ferry come back?\n", ""), URL)
    return desk


def test_lines_come_in_reading_order(store: Store) -> None:
    busy_desk(store)
    places = [
        (line.article_id, line.position, line.annotation_id or 0, line.version or 0)
        for line in iter_lines(store)
    ]
    assert places == sorted(places)
    texts = {head.article_id: head.text for head in iter_heads(store)}
    sentences = {
        line.sentence_id: texts[line.article_id][line.char_start : line.char_end]
        for line in iter_lines(store)
    }
    assert sorted(sentences.values()) == sorted(
        [*HARBOUR.replace("Will the ferry come back?\n", "").split("\n"), *MARKET.split("\n")]
    )


def test_every_version_and_every_address_is_a_line(store: Store) -> None:
    busy_desk(store)
    market = [line for line in iter_lines(store) if line.mark_start is not None and line.url]
    assert [line.url for line in market] == ["https://a.example", "https://b.example"]
    versions = {
        (line.version, line.superseded_at is None, line.label)
        for line in iter_lines(store)
        if line.annotation_id == market[0].annotation_id
    }
    assert versions == {(1, False, "verified"), (2, True, "disputed")}


def test_nothing_is_sorted(store: Store) -> None:
    """Everything comes from an index in its order."""
    busy_desk(store)
    statements: list[str] = []
    with store.tracer(lambda sql, _: statements.append(sql)):
        list(iter_lines(store))
    (query,) = (sql for sql in statements if "sentence_places" in sql)
    plan = [
        row[3] for row in store.conn.execute(f"explain query plan {query}", {"article": None, "as_of": None})
    ]
    assert not any("TEMP B-TREE" in step for step in plan)
    assert plan[-1].startswith("SEARCH e USING PRIMARY KEY")  # addresses in the order of their key
    assert not any(step.startswith("SCAN") and "USING INDEX" not in step for step in plan)


def test_a_past_moment_shows_what_stood_then(store: Store) -> None:
    desk = labelled_desk(store)
    then = newest_record(store)
    assert then is not None
    before = list(iter_lines(store))
    facts = sorted(accounts.iter_silent_facts(store), key=lambda f: f.sentence_id)
    desk.add(MARKET)
    desk.say("The market", 0, Judgement(Verdict.VERIFIED))
    desk.answers = 0
    desk.say("\U0001f6a2", 0, Judgement(Verdict.DISPUTED))
    adjudicate(store, desk.sentence("The caf"), Judgement(Verdict.VERIFIED), desk.people[0])
    desk.add("All is different now.", URL)
    assert list(iter_lines(store, as_of=then)) == before
    assert list(iter_lines(store)) != before
    assert list(iter_adjudications(store, as_of=then)) == []
    assert newest_record(store, as_of=then) == then
    assert accounts.count_sentences(store, then) == 5
    assert sorted(accounts.iter_silent_facts(store, then), key=lambda f: f.sentence_id) == facts


def test_silent_sentences_have_the_facts_of_the_ledger(store: Store) -> None:
    busy_desk(store)
    full = {facts.sentence_id: facts for facts in accounts.iter_facts(store)}
    silent = list(accounts.iter_silent_facts(store))
    assert len(silent) == 3  # withdrawn, left out, not answered
    for facts in silent:
        known = full[facts.sentence_id]
        assert replace(facts, answered=known.answered) == known
        assert state_of(facts) is state_of(known)
    spoken = set(full) - {facts.sentence_id for facts in silent}
    for sentence_id in spoken:
        assert full[sentence_id].decision == "label"
        assert full[sentence_id].answered or full[sentence_id].adjudicated


def test_claims_are_where_somebody_saw_one(store: Store) -> None:
    desk = labelled_desk(store)
    desk.say("Nobody", 0, Judgement(NOT_A_CLAIM))
    assert sorted(text.split()[0] for _, text in iter_claim_texts(store)) == ["Repairs", "\U0001f6a2"]
    adjudicate(store, desk.sentence("Nobody"), Judgement(Verdict.DISPUTED), desk.people[0])
    assert "Nobody" in {text.split()[0] for _, text in iter_claim_texts(store)}
    adjudicate(store, desk.sentence("Nobody"), Judgement(NOT_A_CLAIM), desk.people[0])
    assert "Nobody" not in {text.split()[0] for _, text in iter_claim_texts(store)}


def test_a_sentence_as_it_was_written(store: Store) -> None:
    desk = labelled_desk(store)
    repairs = desk.sentence("Repairs")
    desk.add(HARBOUR.replace("nine million,", "nine\u00a0million,"), URL)
    assert "nine million" in text_in_revision(store, repairs, 1)
    assert "nine\u00a0million" in text_in_revision(store, repairs, 2)


def test_when_articles_were_published(store: Store) -> None:
    identity, article, sentences = builders.make_article("Fog lay on the bay.", "https://a.example/fog")
    project = builders.make_project(store).project_id
    add_article(store, project, identity, article, sentences, "test-1")
    assert published_days(store) == {}
    before = now()
    dated = replace(article, published_on=date(2026, 3, 12))
    add_article(store, project, identity, dated, sentences, "test-1")
    assert published_days(store) == {article.article_id: "2026-03-12"}
    assert published_days(store, before) == {}
