"""Small desks with labelled articles, for tests of releases."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from exports.columns import as_record
from exports.formats.jsonl import read_jsonl
from exports.release import Release, create_release
from exports.tables import ALL_TABLES
from tasks.store.connection import Store
from tasks.store.projects import Home
from tasks.types import NOT_A_CLAIM, Judgement, Span, UnverifiableReason, Verdict
from tests.tasks.store import builders

SECRET = b"a desk's own"

HARBOUR = (
    "\U0001f6a2 The harbour reopened on Monday, the port authority said.\n"
    "Repairs cost nine million, and two hundred people worked on them.\n"
    "Will the ferry come back?\n"
    "The cafe\u0301 on the quay stays closed.\n"
    "Nobody has looked at this sentence yet."
)
MARKET = "The market sold =1+1 tonnes of fish.\n-5 degrees were measured at dawn."


@dataclass
class Desk:
    """A store with two checkers and what they said."""

    store: Store
    sentences: dict[str, str] = field(default_factory=dict)  # words -> id
    people: list[int] = field(default_factory=list)
    home: Home | None = None
    answers: int = 0

    def add(self, text: str, url: str = "", **particulars: str) -> None:
        builders.add(self.store, text, url, **particulars)
        self.home = builders.push(self.store, builders.make_project(self.store))
        self.sentences = {
            row["text"]: row["sentence_id"]
            for row in self.store.rows("select sentence_id, text from sentences order by rowid")
        }

    def sentence(self, start: str) -> str:
        return next(found for text, found in self.sentences.items() if text.startswith(start))

    def say(self, start: str, person: int | None, *judgements: Judgement, **more: Any) -> None:
        assert self.home is not None
        self.answers += 1
        who = None if person is None else self.people[person]
        builders.answer(
            self.store, self.home, self.sentence(start), self.answers, who, *judgements,
            minutes=self.answers, **more,
        )  # fmt: skip


def labelled_desk(store: Store) -> Desk:
    """Every kind of outcome once: agreement, two claims, a dispute, no claim, a skip, silence."""
    desk = Desk(store)
    desk.people = [builders.checker(store, 1, "ana"), builders.checker(store, 2, "bo")]
    desk.add(HARBOUR, "https://news.example.org/harbour", title="Harbour reopens", publisher="Coast News")
    ship = "\U0001f6a2"
    evidence = ("https://port.example.org/notice", "=cmd()")
    desk.say(ship, 0, Judgement(Verdict.VERIFIED, evidence=evidence, note="ask ana@example.org"))
    desk.say(ship, 1, Judgement(Verdict.VERIFIED))
    desk.say(
        "Repairs", 0,
        Judgement(Verdict.VERIFIED, Span(0, 25)), Judgement(Verdict.DISPUTED, Span(27, 65)),
    )  # fmt: skip
    too_vague = UnverifiableReason.TOO_VAGUE
    desk.say("Repairs", 1, Judgement(Verdict.UNVERIFIABLE, Span(0, 25), reason=too_vague))
    desk.say("Will", 0, Judgement(NOT_A_CLAIM))
    desk.say("The caf", 0, skipped=True)
    return desk


def released(store: Store, folder: Path, name: str = "harbour", **more: Any) -> Release:
    return create_release(store, folder, name, secret=SECRET, **more)


def rows_of(release: Release) -> dict[str, list[dict[str, Any]]]:
    return {
        table.name: [
            as_record(table, row)
            for row in read_jsonl(release.folder / "jsonl" / f"{table.name}.jsonl", table)
        ]
        for table in ALL_TABLES
        if table.name in release.rows
    }
