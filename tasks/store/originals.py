"""Answers by the ids that Label Studio gave them: an export of its own names them so."""

import json
from collections.abc import Iterable
from dataclasses import dataclass

from tasks.store.annotations import LIVE, LiveVersion
from tasks.store.connection import Store


@dataclass(frozen=True, slots=True)
class Original:
    """An answer of ours that an export of Label Studio's may hold."""

    label_studio_id: int
    live: LiveVersion
    said: frozenset[tuple[str, str]]  # what each of its versions was, answered or skipped, and its result


def originals_of(store: Store, sentence_ids: Iterable[str]) -> dict[str, list[Original]]:
    """All answers to these sentences, by sentence; once for each id that they had."""
    found: dict[str, list[Original]] = {}
    for row in store.rows(
        f"""
        select i.label_studio_id as exported_as, null as label_studio_id, null as made_at, null as rebuilt_at,
               (select json_group_array(json_array(e.state, e.result)) from annotation_versions e
                 where e.annotation_id = a.annotation_id and e.state <> 'deleted') as said, {LIVE}
        from annotations a
        join annotation_ids i using (annotation_id)
        join annotation_versions v on v.annotation_id = a.annotation_id and v.superseded_at is null
        where a.sentence_id in (select value from json_each(?))
        order by i.label_studio_id, a.annotation_id
        """,  # noqa: S608
        [json.dumps(list(sentence_ids))],
    ):
        exported_as, said = row.pop("exported_as"), row.pop("said")
        said = frozenset((state, result) for state, result in json.loads(said))
        original = Original(exported_as, LiveVersion(**row), said)
        found.setdefault(original.live.sentence_id, []).append(original)
    return found
