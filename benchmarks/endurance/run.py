"""A desk under random work and random trouble, and the account of it."""

import json
import random
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from benchmarks.endurance.answers import Journal, differences
from benchmarks.endurance.articles import Newsroom
from benchmarks.endurance.gate import Gate
from benchmarks.endurance.people import RandomChecker
from benchmarks.endurance.record import Record, listed
from benchmarks.endurance.trouble import Trouble
from benchmarks.patience import persist
from tasks.label_studio.client import LabelStudioClient
from tests.checkers import Checker
from tests.conftest import RunningLabelStudio
from tests.running_desk import RunningDesk

CHECKERS = 6
CHECKERS_PER_SENTENCE = 2
CHECK_EVERY_S = 600.0


@dataclass(slots=True)
class Outcome:
    """What happened, and what is wrong at the end of it."""

    acts: Counter[str] = field(default_factory=Counter)
    events: Counter[str] = field(default_factory=Counter)
    answers: int = 0
    sentences: int = 0
    unread: int = 0
    alarms: list[str] = field(default_factory=list)  # still up at the end
    wrong: list[str] = field(default_factory=list)


def endure(
    folder: Path, environment: Path, seconds: float, seed: int, say: Callable[[str], object] = print
) -> Outcome:
    """Let it all happen for so long, then account for everything.

    :param folder: an empty one, for the desk's data and the articles
    :param environment: of the embedded Label Studio
    :param say: told what happens
    """
    outcome = Outcome()
    chance = random.Random(seed)
    desk = RunningDesk(
        folder / "data",
        environment,
        settings={"ANNOTATOR_CHECKERS_PER_SENTENCE": str(CHECKERS_PER_SENTENCE)},
    )
    newsroom = Newsroom(folder / "articles", chance)
    record, journal, gate = Record(folder / "data" / "annotator.db"), Journal(), Gate()
    desk.start("--no-sample")
    with ExitStack() as stack:
        stack.callback(desk.stop)
        editor = stack.enter_context(closing(Checker(label_studio_of(desk))))
        trouble = Trouble(desk, editor, record, journal, gate, newsroom, chance)
        trouble.write_an_article()
        stack.enter_context(_checkers_at_work(desk, editor, seed, record, journal, gate, outcome.acts))
        began = checked = time.monotonic()
        for event in trouble.events():
            time.sleep(chance.uniform(1, 8))
            now = time.monotonic()
            if now - began > seconds:
                break
            if now - checked > CHECK_EVERY_S:
                with gate.alone():
                    outcome.wrong = account(desk, record, journal, outcome)
                say(f"{(now - began) / 60:.0f} min: {dict(outcome.acts)}, {outcome.wrong or 'all there'}")
                if outcome.wrong:
                    return outcome
                checked = time.monotonic()
            name = event.__name__
            say(f"{now - began:.1f} s: {name}")
            try:
                event()
            except httpx.HTTPError as error:
                name += " (failed)"
                say(f"  failed: {error!r}")
            outcome.events[name] += 1
        outcome.unread = trouble.unread
        with gate.alone():
            outcome.wrong = account(desk, record, journal, outcome)
    return outcome


@contextmanager
def _checkers_at_work(
    desk: RunningDesk,
    editor: Checker,
    seed: int,
    record: Record,
    journal: Journal,
    gate: Gate,
    acts: Counter[str],
) -> Iterator[None]:
    label_studio = label_studio_of(desk)
    checkers = [
        RandomChecker(
            editor.invite(label_studio, f"checker{number}@example.org"),
            f"{seed} {number}",
            record,
            journal,
            gate,
            acts,
        )
        for number in range(CHECKERS)
    ]
    for checker in checkers:
        checker.start()
    try:
        yield
    finally:
        for checker in checkers:
            checker.stop()


def label_studio_of(desk: RunningDesk) -> RunningLabelStudio:
    kept = desk.credentials
    return RunningLabelStudio(
        desk.label_studio_url,
        kept["label_studio_token"],
        kept["admin_email"],
        kept["admin_password"],
        desk.data_dir,
        0,
    )


def account(desk: RunningDesk, record: Record, journal: Journal, outcome: Outcome) -> list[str]:
    """What is wrong once the desk has put back and read everything. Nobody may be at work."""
    for command in (["restore"], ["push"], ["pull", "--full"]):
        persist(desk, *command)
    ledger = json.loads(desk.attempt("ledger", "--json").stdout)
    outcome.answers, outcome.sentences = len(journal), ledger["sentences"]
    wrong = [] if ledger["balanced"] and not ledger["problems"] else [f"the ledger: {ledger}"]
    project = record.project()
    assert project is not None
    kept = desk.credentials
    with closing(LabelStudioClient(desk.label_studio_url, kept["label_studio_token"])) as client:
        there, tasks = listed(client.export(project), record.emails())
    wrong += [f"{n} tasks of sentence {sentence}" for sentence, n in tasks.items() if n > 1]
    wrong += [f"no task of sentence {sentence}" for sentence in record.to_be_labelled() - tasks.keys()]
    by_number = {standing.number: standing for standing in there}
    if len(by_number) < len(there):
        doubled = Counter(standing.number for standing in there).most_common(5)
        wrong.append(f"doubled answers in Label Studio: {doubled}")
    wrong += differences(journal.all(), record.standing(), by_number)
    must = {standing.number for standing in record.standing(under_live_tasks=True)}
    wrong += [f"answer {number} is not in Label Studio" for number in must - by_number.keys()]
    outcome.alarms = record.open_alarms()
    return wrong
