"""Answers that stand otherwise than their authors said, because somebody else changed them."""

from dataclasses import dataclass
from typing import Any

from tasks.store.connection import Store
from tasks.store.projects import Home
from tasks.store.restorable import RestorableAnswer


@dataclass(frozen=True, slots=True)
class Overwritten:
    """An answer as somebody else left it, and what its author had said."""

    label_studio_id: int
    made_at: str  # by Label Studio's clock
    changed_at: tuple[str | None, ...]  # when it became what it is: what Label Studio may say
    own: RestorableAnswer | None  # the author's last version; None: it was never read


def changed_by_others(store: Store, home: Home) -> dict[int, list[Overwritten]]:
    """Answers that somebody other than their author changed last, by Label Studio's id of their live task.

    Not those that say what their author said last, nor those that an editor left so. The account that
    the desk uses is somebody like others: it may be a person's, and what it puts back is the author's.
    """
    found: dict[int, list[Overwritten]] = {}
    for row in store.rows(
        """
        select t.label_studio_id as task, i.label_studio_id, i.created_at as made_at, i.rebuilt_at,
               v.annotation_id, v.updated_at, own.state, own.result, own.lead_time, own.ground_truth, p.email
        from (select distinct annotation_id from versions_by_others) o
        cross join annotation_versions v on v.annotation_id = o.annotation_id -- the few first
          and v.superseded_at is null and v.state <> 'deleted'
        join annotations a on a.annotation_id = o.annotation_id
        join people p on p.person_id = a.person_id
        cross join annotation_ids i on i.annotation_id = o.annotation_id and i.retired_at is null
          and i.label_studio_project = :home
        join tasks t on t.task_id = i.task_id and t.gone_at is null
        -- one that was deleted and put back stands again without saying whose words it has
        join annotation_versions said on said.annotation_id = o.annotation_id and said.version =
          (select max(version) from annotation_versions s where s.annotation_id = o.annotation_id
             and s.state <> 'deleted' and s.changed_by is not null)
        left join annotation_versions own on own.annotation_id = o.annotation_id and own.version =
          (select max(version) from annotation_versions s where s.annotation_id = o.annotation_id
             and s.state <> 'deleted' and s.changed_by = a.person_id)
        where said.changed_by <> a.person_id
          and (own.version is null or (own.state, own.result) <> (v.state, v.result))
          and said.recorded_at > coalesce((select max(settled_at) from alarms
                where kind = 'answers_changed' and settled_as = 'accepted'), '')
        order by v.annotation_id
        """,
        {"home": home.id},
    ):
        found.setdefault(row["task"], []).append(_overwritten(row))
    return found


def _overwritten(row: dict[str, Any]) -> Overwritten:
    own = None if row["state"] is None else RestorableAnswer.of(row)
    return Overwritten(row["label_studio_id"], row["made_at"], (row["updated_at"], row["rebuilt_at"]), own)
