"""What stands: in the desk's record, and in Label Studio."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from benchmarks.endurance.answers import Standing, outcome_of
from tasks.copies import sentence_of
from tasks.store import alarms, people
from tasks.store.connection import Store


class Record:
    """The desk's record, read while the desk writes it."""

    def __init__(self, path: Path) -> None:
        self._path = path

    @contextmanager
    def _open(self) -> Iterator[Store]:
        with closing(Store(self._path)) as store, store.snapshot():
            yield store

    def project(self) -> int | None:
        """Label Studio's number of the project."""
        with self._open() as store:
            found = store.value("select label_studio_id from label_studio_projects where lost_at is null")
        return None if found is None else int(found)

    def tasks(self) -> dict[int, str]:
        """The sentence of every live task, by Label Studio's id."""
        with self._open() as store:
            rows = store.execute("select label_studio_id, sentence_id from tasks where gone_at is null")
            return dict(rows.fetchall())

    def standing(self, *, under_live_tasks: bool = False) -> list[Standing]:
        """All answers, deleted ones among them.

        :param under_live_tasks: only what Label Studio must have
        """
        where = (
            "and v.state <> 'deleted' and exists (select 1 from annotation_ids i join tasks t using (task_id)"
            " where i.annotation_id = a.annotation_id and i.retired_at is null and t.gone_at is null)"
            if under_live_tasks
            else ""
        )
        with self._open() as store:
            rows = store.rows(
                "select v.state, v.result, a.sentence_id, p.email from annotation_versions v"
                " join annotations a using (annotation_id) join people p using (person_id)"
                f" where v.superseded_at is null {where}"
            )
        return [_standing(row["result"], row["state"], row["sentence_id"], row["email"]) for row in rows]

    def to_be_labelled(self) -> set[str]:
        with self._open() as store:
            rows = store.execute(
                "select sentence_id from sentence_decisions"
                " where superseded_at is null and decision = 'label'"
            )
            return {row[0] for row in rows}

    def open_alarms(self) -> list[str]:
        with self._open() as store:
            return [f"{alarm.kind}: {alarm.detail}" for alarm in alarms.open_alarms(store)]

    def emails(self) -> dict[int, str]:
        """Of everybody, by Label Studio's number."""
        with self._open() as store:
            known = people.person_ids(store)
            rows = store.execute("select person_id, email from people").fetchall()
        by_person: dict[int, str] = dict(rows)
        return {number: by_person[person] for number, person in known.items()}


def listed(export: list[dict[str, Any]], emails: Mapping[int, str]) -> tuple[list[Standing], Counter[str]]:
    """All answers that Label Studio has, and how many tasks each sentence has there."""
    answers, tasks = [], Counter[str]()
    for task in export:
        sentence_id = sentence_of(task) or ""
        tasks[sentence_id] += 1
        for annotation in task["annotations"]:
            state = "skipped" if annotation["was_cancelled"] else "answered"
            author = annotation["completed_by"]
            number = author["id"] if isinstance(author, dict) else author
            answers.append(_standing(json.dumps(annotation["result"]), state, sentence_id, emails[number]))
    return answers, tasks


def _standing(result: str, state: str, sentence_id: str, email: str) -> Standing:
    found = outcome_of(result, state)
    assert found, f"an answer that no checker gave: {result}"
    return Standing(*found, sentence_id, email)
