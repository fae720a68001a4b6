"""Which sentences wait for a task, and which lost theirs."""

from dataclasses import dataclass
from datetime import date

from tasks.store.connection import Store

_TO_LABEL = """
    from sentence_decisions d join sentences s using (sentence_id) join articles a using (article_id)
    where d.superseded_at is null and d.decision = 'label' and a.project_id = :project
"""

# Sentences that never had a task, or whose task we deleted ourselves while they were withdrawn.
# What others deleted comes back by `annotator restore`, with its answers.
_WAITING = f"""
    select s.sentence_id, s.article_id, d.decision_id,
           (select revision from article_revisions r
             where r.article_id = s.article_id and r.superseded_at is null) as revision
    {_TO_LABEL} and not exists (select 1 from tasks t where t.sentence_id = s.sentence_id
                                 and (t.gone_at is null or t.withdrawn_at is null))
"""  # noqa: S608

# Sentences whose tasks are gone and not by our doing, in the words that the checkers saw.
_MISSING = f"""
    select s.sentence_id, s.article_id, d.decision_id,
           (select revision from tasks t where t.sentence_id = s.sentence_id
             order by t.task_id desc limit 1) as revision
    {_TO_LABEL} and exists (select 1 from tasks t where t.sentence_id = s.sentence_id
                             and t.gone_at is not null and t.withdrawn_at is null)
      and not exists (select 1 from tasks t where t.sentence_id = s.sentence_id and t.gone_at is null)
"""  # noqa: S608


@dataclass(frozen=True, slots=True)
class WaitingSentence:
    """All that a task shows of a sentence."""

    decision_id: int  # that it is to be labelled; in the order in which sentences came
    sentence_id: str
    article_id: str
    revision: int
    position: int
    sentence: str
    before: str
    after: str
    title: str
    publisher: str
    published_on: date | None
    url: str
    model_version: str | None
    score: float | None
    claimant: str | None
    prediction: str | None  # JSON: claims and attributions in sentence offsets


def count_waiting(store: Store, project_id: int) -> int:
    return int(store.value(f"select count(*) from ({_WAITING})", {"project": project_id}))  # noqa: S608


def next_waiting(store: Store, project_id: int, limit: int, *, after: int = 0) -> list[WaitingSentence]:
    """The next sentences that never had a task, articles in the order they came, reading order.

    :param after: the ``decision_id`` to go on from
    """
    return _next(store, _WAITING, project_id, limit, after)


def count_missing(store: Store, project_id: int) -> int:
    return int(store.value(f"select count(*) from ({_MISSING})", {"project": project_id}))  # noqa: S608


def next_missing(store: Store, project_id: int, limit: int) -> list[WaitingSentence]:
    """The next sentences that had a task which is gone, in the same order."""
    return _next(store, _MISSING, project_id, limit, after=0)


def _next(store: Store, which: str, project_id: int, limit: int, after: int) -> list[WaitingSentence]:
    rows = store.rows(
        f"""
        with waiting as ({which} and d.decision_id > :after order by d.decision_id limit :limit)
        select w.decision_id, p.sentence_id, p.article_id, p.revision, p.position,
               substr(r.text, p.char_start + 1, p.char_end - p.char_start) as sentence,
               coalesce(substr(r.text, b.char_start + 1, b.char_end - b.char_start), '') as before,
               coalesce(substr(r.text, n.char_start + 1, n.char_end - n.char_start), '') as after,
               r.title, r.publisher, r.published_on, r.url,
               m.model_version, m.score, m.claimant, m.result as prediction
        from waiting w
        join article_revisions r on r.article_id = w.article_id and r.revision = w.revision
        join sentence_places p on p.sentence_id = w.sentence_id and p.revision = w.revision
        left join sentence_places b on b.article_id = p.article_id and b.revision = p.revision
                                   and b.position = p.position - 1
        left join sentence_places n on n.article_id = p.article_id and n.revision = p.revision
                                   and n.position = p.position + 1
        left join predictions m on m.sentence_id = w.sentence_id and m.superseded_at is null
        order by w.decision_id
        """,  # noqa: S608
        {"project": project_id, "limit": limit, "after": after},
    )
    for row in rows:
        row["published_on"] = date.fromisoformat(row["published_on"]) if row["published_on"] else None
    return [WaitingSentence(**row) for row in rows]
