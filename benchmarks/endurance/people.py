"""Checkers who label, edit, skip and take back, each in a thread of its own, at random."""

import json
import random
import threading
from collections import Counter
from collections.abc import Callable
from http import HTTPStatus
from typing import Any

import httpx

from benchmarks.endurance.answers import ABSENT, DELETED, SKIPPED, Answer, Journal, outcome_of
from benchmarks.endurance.gate import Gate
from benchmarks.endurance.record import Record
from tasks.copies import sentence_of
from tasks.label_studio import controls
from tasks.types import NOT_A_CLAIM, Verdict
from tests.checkers import Checker
from tests.tasks.label_studio.payloads import choice, typed

LABELS = (*map(str, Verdict), NOT_A_CLAIM)
THINKS_S = 2.0
"""Mean time between a checker's acts."""


class RandomChecker:
    """Works until told to stop, whatever becomes of Label Studio."""

    def __init__(
        self, checker: Checker, seed: str, record: Record, journal: Journal, gate: Gate, acts: Counter[str]
    ) -> None:
        self._checker = checker
        self._chance = random.Random(seed)
        self._record = record
        self._journal = journal
        self._gate = gate
        self._acts = acts
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._work, name=checker.email, daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._stop.set()
        self._thread.join()
        self._checker.close()

    def _work(self) -> None:
        acts: list[Callable[[int], str]] = [self._answer, self._edit, self._take_back]
        while not self._stop.wait(self._chance.expovariate(1 / THINKS_S)):
            [act] = self._chance.choices(acts, weights=[70, 20, 10])
            with self._gate.working():
                project = self._record.project()
                if project is None:
                    continue
                try:
                    self._acts[act(project)] += 1
                except httpx.TransportError:
                    self._acts["could not even ask"] += 1
                except httpx.HTTPStatusError as refusal:
                    self._acts[f"refused with {refusal.response.status_code}"] += 1

    def _answer(self, project: int) -> str:
        task = self._next(project)
        if task is None:
            return "found nothing to label"
        answer = self._journal.begin(sentence_of(task) or "", self._checker.email)
        skips = self._chance.random() < 0.15
        label = SKIPPED if skips else self._chance.choice(LABELS)
        return self._say(
            answer,
            label,
            lambda result: self._checker.answer(int(task["id"]), result=result, was_cancelled=skips),
            "skipped" if skips else "labelled",
        )

    def _edit(self, project: int) -> str:
        found = self._find_own(project)
        if found is None:
            return "found nothing to edit"
        answer, annotation = found
        label = self._chance.choice(LABELS)
        return self._say(
            answer, label, lambda result: self._checker.edit(annotation, label, result=result), "edited"
        )

    def _take_back(self, project: int) -> str:
        found = self._find_own(project)
        if found is None:
            return "found nothing to delete"
        answer, annotation = found
        was_read = any(stands.number == answer.number for stands in self._record.standing())
        done = self._say(answer, DELETED, lambda _: self._checker.delete(annotation), "deleted")
        if DELETED in answer.right and not was_read:
            answer.right.add(ABSENT)
        return done

    def _say(
        self, answer: Answer, label: str, submit: Callable[[list[dict[str, Any]]], object], done: str
    ) -> str:
        result = [choice(controls.VERDICT, label), typed(controls.NOTE, answer.mark())]
        if label == SKIPPED:
            result = result[1:]
        outcome = answer.say(label)
        try:
            submit(result)
        except httpx.HTTPStatusError as refusal:
            if refusal.response.status_code < HTTPStatus.INTERNAL_SERVER_ERROR:
                raise
            answer.in_doubt(outcome)
            return f"answered with {refusal.response.status_code}"
        except httpx.ConnectError:
            return "could not even ask"
        except httpx.TransportError:
            answer.in_doubt(outcome)
            return "never heard what came of it"
        answer.acknowledged(outcome)
        return done

    def _next(self, project: int) -> dict[str, Any] | None:
        try:
            task: dict[str, Any] = self._checker.get(f"api/projects/{project}/next")
        except httpx.HTTPStatusError as refusal:
            if refusal.response.status_code == HTTPStatus.NOT_FOUND:
                return None
            raise
        return task

    def _find_own(self, project: int) -> tuple[Answer, int] | None:
        """One of the checker's answers as Label Studio has it now, with its id there."""
        mine = self._journal.of(self._checker.email)
        if not mine:
            return None
        answer = self._chance.choice(mine)
        wanted = {"filter": "filter:tasks:data.sentence_id", "operator": "equal", "type": "String"}
        filters = {"conjunction": "and", "items": [{**wanted, "value": answer.sentence_id}]}
        try:
            found = self._checker.get(
                "api/tasks",
                project=project,
                page_size=10,
                fields="all",
                query=json.dumps({"filters": filters}),
            )
        except httpx.HTTPStatusError as refusal:
            if refusal.response.status_code == HTTPStatus.NOT_FOUND:
                return None
            raise
        for task in found["tasks"]:
            for annotation in task["annotations"]:
                said = outcome_of(json.dumps(annotation["result"]), "answered")
                if said and said[0] == answer.number:
                    return answer, int(annotation["id"])
        return None
