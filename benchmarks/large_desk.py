"""A desk's record of any size, as articles, tasks and answers would have left it.

Written with bulk inserts: through the store's own functions a million sentences
would take the better part of an hour. An article has twenty sentences:

=====  ========================================================================
16     judged as a whole by two or three checkers
1      in which two checkers each marked two claims
1      with an answer that was revised
1      found to be no claim
1      that three checkers saw in three ways; in every tenth article an editor
       settled it
=====  ========================================================================

That makes 20 claims and 51 standing judgements. Three of ten answers bring a
link, one of ten a note. Every fiftieth article repeats a sentence of the one
before it, as news does.
"""

import json
import random
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from itertools import count
from typing import Any

from tasks.label_studio.controls import TEXT, VERDICT
from tasks.store import people, projects
from tasks.store.connection import Store
from tasks.store.times import as_text
from tasks.text.identity import article_id, sentence_ids, words_sha256
from tasks.types import NOT_A_CLAIM, Verdict

SENTENCES_AN_ARTICLE = 20
CLAIMS_AN_ARTICLE = 20
_CHECKERS = 12
_AT_ONCE = 500  # articles a transaction
_START = datetime(2026, 1, 1, tzinfo=UTC)
_VERDICTS = tuple(map(str, Verdict))
_SYLLABLES = [
    "ba",
    "ce",
    "di",
    "fo",
    "gu",
    "ha",
    "je",
    "ki",
    "lo",
    "mu",
    "na",
    "pe",
    "ri",
    "so",
    "tu",
    "va",
    "we",
    "xi",
    "yo",
    "zu",
]


@dataclass
class _Writer:
    """Numbers rows and gathers them by table."""

    random: random.Random
    home: int
    project: int
    checkers: Sequence[int]
    rows: defaultdict[str, list[tuple[Any, ...]]] = field(default_factory=lambda: defaultdict(list))
    annotations: "count[int]" = field(default_factory=lambda: count(1))
    tasks: "count[int]" = field(default_factory=lambda: count(1))
    moments: "count[int]" = field(default_factory=lambda: count(1))

    def now(self) -> str:
        """Each moment comes once, a tenth of a second after the last."""
        return as_text(_START + timedelta(milliseconds=100 * next(self.moments)))

    def answer(
        self, sentence: str, task: int, checker: int, *judgements: tuple[str, int | None, int | None]
    ) -> int:
        number, moment = next(self.annotations), self.now()
        self.rows["annotations"].append((number, sentence, checker, moment))
        self.version(number, 1, task, checker, moment, *judgements)
        return number

    def version(
        self, number: int, version: int, task: int, checker: int, moment: str,
        *judgements: tuple[str, int | None, int | None], until: str | None = None,
    ) -> None:  # fmt: skip
        result = json.dumps([wire(label, start, end) for label, start, end in judgements])
        self.rows["annotation_versions"].append(
            (number, version, task, "answered", moment, moment, checker, moment, until, 12.5, 0, result, "[]")
        )
        for ordinal, (label, start, end) in enumerate(judgements):
            reason = "one_source" if label == Verdict.UNVERIFIABLE else None
            note = f"Asked the press office, {number % 97} times." if number % 10 == 0 else ""
            self.rows["judgements"].append((number, version, ordinal, start, end, label, reason, None, note))
            if self.random.random() < 0.3 and label != NOT_A_CLAIM:
                url = f"https://source{number % 331}.example.org/2026/0{1 + number % 9}/11/{number}"
                self.rows["judgement_evidence"].append((number, version, ordinal, 0, url))


def wire(label: str, start: int | None, end: int | None) -> dict[str, Any]:
    """A judgement as Label Studio's answer."""
    return {
        "id": "answer",
        "from_name": VERDICT,
        "to_name": TEXT,
        "type": "choices",
        "value": {"choices": [label]} | ({} if start is None else {"start": start, "end": end}),
    }


def fill(store: Store, articles: int) -> None:
    """Put that many articles with their answers into an empty store."""
    project = projects.ensure_project(store, "Bench", 2)
    home = projects.set_home(store, project.project_id, 1)
    people.record_people(store, [(n, f"c{n}@example.org", f"Checker {n}") for n in range(1, _CHECKERS + 1)])
    writer = _Writer(random.Random(1), home.id, project.project_id, sorted(people.person_ids(store).values()))
    vocabulary = ["".join(writer.random.choices(_SYLLABLES, k=1 + n % 4)) for n in range(20_000)]
    before: list[str] = []
    for start in range(0, articles, _AT_ONCE):
        for number in range(start, min(start + _AT_ONCE, articles)):
            sentences = [_sentence(writer.random, vocabulary) for _ in range(SENTENCES_AN_ARTICLE)]
            if number % 50 == 0 and before:
                sentences[3] = before[3]
            _add(writer, number, sentences)
            before = sentences
        with store.transaction():
            for table, rows in writer.rows.items():
                columns = ", ".join(_COLUMNS[table].split())
                marks = ", ".join("?" * len(rows[0]))
                store.conn.executemany(f"insert into {table} ({columns}) values ({marks})", rows)
        writer.rows.clear()


_COLUMNS = {
    "articles": "article_id identity project_id added_at",
    "article_revisions": (
        "article_id revision title publisher byline url published_on language text text_sha256 recorded_at"
    ),
    "sentences": "sentence_id article_id words_sha256 text",
    "sentence_places": "article_id revision position sentence_id char_start char_end kind",
    "sentence_decisions": "sentence_id decision reason decided_at",
    "predictions": "sentence_id model_version score claimant result recorded_at",
    "tasks": "task_id label_studio_project label_studio_id sentence_id revision recorded_at",
    "annotations": "annotation_id sentence_id person_id recorded_at",
    "annotation_versions": (
        "annotation_id version task_id state created_at updated_at changed_by recorded_at superseded_at"
        " lead_time ground_truth result repairs"
    ),
    "judgements": "annotation_id version ordinal char_start char_end label reason was_it_said note",
    "judgement_evidence": "annotation_id version ordinal evidence url",
    "adjudications": "sentence_id label note decided_by decided_at",
}
"""In an order in which references are there before what refers to them."""


def _sentence(source: random.Random, vocabulary: Sequence[str]) -> str:
    words = source.choices(vocabulary, k=source.randint(10, 22))
    return f"{' '.join(words).capitalize()}, {source.randint(2, 999)} of them."


def _add(writer: _Writer, number: int, sentences: Sequence[str]) -> None:
    rows, moment = writer.rows, writer.now()
    text = " ".join(sentences)
    url = f"https://paper{number % 40}.example.org/{number}"
    article = article_id(f"url:{url}")
    day = (date(2020, 1, 1) + timedelta(days=number % 2000)).isoformat()
    rows["articles"].append((article, f"url:{url}", writer.project, moment))
    rows["article_revisions"].append(
        (article, 1, f"Report {number}", f"Paper {number % 40}", "", url, day, "en", text,
         sha256(text.encode()).hexdigest(), moment)
    )  # fmt: skip
    start = 0
    for position, (sentence, words) in enumerate(
        zip(sentence_ids(article, sentences), sentences, strict=True)
    ):
        task = next(writer.tasks)
        rows["sentences"].append((sentence, article, words_sha256(words), words))
        rows["sentence_places"].append(
            (article, 1, position, sentence, start, start + len(words), "statement")
        )
        rows["sentence_decisions"].append((sentence, "label", "in the article", moment))
        claimant = words.split()[1] if position % 3 == 0 else None
        rows["predictions"].append((sentence, "bench-1", 0.5, claimant, '{"claims":[]}', moment))
        rows["tasks"].append((task, writer.home, task, sentence, 1, moment))
        _answer(writer, number, position, sentence, task, words)
        start += len(words) + 1


def _answer(writer: _Writer, number: int, position: int, sentence: str, task: int, words: str) -> None:
    source = writer.random
    one, two, three = source.sample(writer.checkers, 3)
    truth = source.choices(_VERDICTS, [5, 2, 2])[0]
    if position < 16:
        for checker in (one, two, three)[: 2 + position % 2]:
            label = truth if source.random() < 0.8 else source.choice(_VERDICTS)
            writer.answer(sentence, task, checker, (label, None, None))
    elif position == 16:
        middle = words.index(" ", len(words) // 2)
        for checker in (one, two):
            first, second = (truth, 0, middle), (source.choice(_VERDICTS), middle + 1, len(words))
            writer.answer(sentence, task, checker, first, second)
    elif position == 17:
        writer.answer(sentence, task, one, (truth, None, None))
        revised = next(writer.annotations)
        then, now = writer.now(), writer.now()
        writer.rows["annotations"].append((revised, sentence, two, then))
        writer.version(revised, 1, task, two, then, (source.choice(_VERDICTS), None, None), until=now)
        writer.version(revised, 2, task, two, now, (truth, None, None))
    elif position == 18:
        for checker in (one, two):
            writer.answer(sentence, task, checker, (NOT_A_CLAIM, None, None))
    else:
        for checker, label in zip((one, two, three), _VERDICTS, strict=True):
            writer.answer(sentence, task, checker, (label, None, None))
        if number % 10 == 0:
            writer.rows["adjudications"].append((sentence, truth, "", one, writer.now()))
