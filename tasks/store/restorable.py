"""Answers with what it takes to give them to Label Studio again."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self

from tasks.store.connection import Store
from tasks.store.projects import Home


@dataclass(frozen=True, slots=True)
class RestorableAnswer:
    """A live annotation with what it takes to put it back into Label Studio."""

    annotation_id: int
    skipped: bool
    result: str  # as Label Studio sent it
    lead_time: float | None
    ground_truth: bool
    email: str | None  # the author's

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> Self:
        """:param row: with the columns of its version, and ``email``"""
        return cls(
            annotation_id=row["annotation_id"],
            skipped=row["state"] == "skipped",
            result=row["result"],
            lead_time=row["lead_time"],
            ground_truth=bool(row["ground_truth"]),
            email=row["email"],
        )


def standing_answers(store: Store, sentence_ids: Sequence[str]) -> dict[str, list[RestorableAnswer]]:
    """The live answers and skips of these sentences, oldest first."""
    found: dict[str, list[RestorableAnswer]] = {}
    for row in store.rows(
        """
        select a.sentence_id, v.annotation_id, v.state, v.result, v.lead_time, v.ground_truth, p.email
        from annotations a
        join annotation_versions v using (annotation_id)
        left join people p using (person_id)
        where v.superseded_at is null and v.state <> 'deleted'
          and a.sentence_id in (select value from json_each(?))
        order by v.annotation_id
        """,
        [json.dumps(list(sentence_ids))],
    ):
        found.setdefault(row["sentence_id"], []).append(RestorableAnswer.of(row))
    return found


def deleted_by_others(store: Store, home: Home) -> dict[int, list[RestorableAnswer]]:
    """Answers that somebody other than their author deleted, by Label Studio's id of their live task.

    Not those whose author has answered the sentence again since.
    """
    found: dict[int, list[RestorableAnswer]] = {}
    for row in store.rows(
        """
        select t.label_studio_id, v.annotation_id, v.result, v.lead_time, v.ground_truth, p.email,
               (select e.state from annotation_versions e where e.annotation_id = v.annotation_id
                  and e.state <> 'deleted' order by e.version desc limit 1) as state
        from versions_by_others o
        cross join annotation_versions v using (annotation_id, version) -- the few first
        cross join annotations a using (annotation_id)
        join people p on p.person_id = a.person_id
        join tasks t on t.sentence_id = a.sentence_id and t.gone_at is null
        where v.superseded_at is null and v.state = 'deleted'
          and t.label_studio_project = ?
          and v.recorded_at > coalesce((select max(settled_at) from alarms
                where kind = 'answers_deleted' and settled_as = 'accepted'), '')
          and not exists (select 1 from annotations b join annotation_versions w using (annotation_id)
                where b.sentence_id = a.sentence_id and +b.person_id = a.person_id
                  and w.superseded_at is null and w.state <> 'deleted')
        order by v.annotation_id
        """,
        [home.id],
    ):
        found.setdefault(row["label_studio_id"], []).append(RestorableAnswer.of(row))
    return found
