"""Facts about sentences, and counts, for the ledger and the status."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from tasks.store.connection import Store
from tasks.store.moments import known, stands
from tasks.store.reviews import needed


@dataclass(frozen=True, slots=True)
class SentenceFacts:
    """What is recorded about one sentence."""

    article_id: str
    sentence_id: str
    decision: str | None  # label, leave_out or withdraw
    checkers_needed: int
    live_tasks: int
    gone_tasks: int  # by no doing of ours
    in_doubt: bool  # in a batch whose outcome is not known
    answered: int  # checkers whose answer stands
    skipped: int  # checkers who declined, and answered nothing
    open_cases: int  # quarantined answers nobody has looked at
    adjudicated: bool


@dataclass(frozen=True, slots=True)
class Counts:
    """Each figure counted on its own, to compare the ledger with."""

    articles: int
    sentences: int
    placed_sentences: int  # that stand in the live revision of their article
    withdrawn_sentences: int
    tasks: int
    annotations: int  # that stand, skips included
    releases: int
    released_sentences: int  # that some release has a claim of
    articles_without_text: int  # none of their revisions stands
    strays: int  # answers whose task is of another sentence
    homeless_tasks: int  # that stand in a Label Studio project which is gone
    silent_annotations: int  # none of their versions stands
    unlike_releases: int  # with another number of claims on record than they were made with


# Each sentence is looked up by itself: one article costs no more in a large store than in a small one.
_FACTS = f"""
select s.article_id, s.sentence_id, d.decision, {needed("s")} as checkers_needed,
       (select count(*) from tasks t where t.sentence_id = s.sentence_id and t.gone_at is null) as live_tasks,
       (select count(*) from tasks t
         where t.sentence_id = s.sentence_id and t.gone_at is not null
           and t.withdrawn_at is null) as gone_tasks,
       exists (select 1 from push_batches pb -- the few first
               cross join push_batch_sentences bs on bs.batch_id = pb.batch_id
               where pb.settled_at is null and bs.sentence_id = s.sentence_id) as in_doubt,
       (select count(distinct coalesce(an.person_id, -an.annotation_id))
          from annotations an join annotation_versions av using (annotation_id)
         where an.sentence_id = s.sentence_id and av.superseded_at is null
           and av.state = 'answered') as answered,
       (select count(distinct coalesce(an.person_id, -an.annotation_id))
          from annotations an join annotation_versions av using (annotation_id)
         where an.sentence_id = s.sentence_id and av.superseded_at is null
           and av.state <> 'deleted') as spoke,
       (select count(*) from quarantine q
         where q.sentence_id = s.sentence_id and q.settled_at is null) as open_cases,
       exists (select 1 from adjudications j
               where j.sentence_id = s.sentence_id and j.superseded_at is null) as adjudicated
from sentences s
join articles a using (article_id)
join projects p using (project_id)
left join sentence_decisions d on d.sentence_id = s.sentence_id and d.superseded_at is null
"""  # noqa: S608


def iter_facts(
    store: Store, article_id: str | None = None, sentence_ids: Sequence[str] | None = None
) -> Iterator[SentenceFacts]:
    """The facts of each sentence, once each, by article and sentence.

    :param article_id: only this article's
    :param sentence_ids: of the article, only these
    """
    where = ["s.article_id = :article"] if article_id else []
    where += [] if sentence_ids is None else ["s.sentence_id in (select value from json_each(:sentences))"]
    for row in store.query(
        f"{_FACTS} {'where' if where else ''} {' and '.join(where)} order by s.article_id, s.sentence_id",
        {"article": article_id, "sentences": json.dumps(sentence_ids)},
    ):
        row["skipped"] = row.pop("spoke") - row["answered"]
        yield _facts(row)


def _facts(row: dict[str, Any]) -> SentenceFacts:
    return SentenceFacts(**row | {"in_doubt": bool(row["in_doubt"]), "adjudicated": bool(row["adjudicated"])})


def iter_silent_facts(store: Store, as_of: str | None = None) -> Iterator[SentenceFacts]:
    """The facts of each sentence that has nothing to release.

    That is: nobody's answer stands and no editor's word, or it is not to be
    labelled. For the few that are left over where most are labelled.

    :param as_of: what was recorded until then, and what stood then
    """
    decision = stands("d", as_of, since="decided_at")
    adjudication = stands("x", as_of, since="decided_at")
    for row in store.query(
        f"""
        with known as (
            select s.article_id, s.sentence_id, d.decision,
                   exists (select 1 from adjudications x
                           where x.sentence_id = s.sentence_id and {adjudication}) as adjudicated
            from sentences s left join sentence_decisions d on d.sentence_id = s.sentence_id and {decision}
            where {_known_sentence(as_of)}
        )
        select k.article_id, k.sentence_id, k.decision, {needed("k", as_of)} as checkers_needed,
               (select count(*) from tasks t where t.sentence_id = k.sentence_id
                 and {stands("t", as_of, until="gone_at")}) as live_tasks,
               (select count(*) from tasks t where t.sentence_id = k.sentence_id
                 and {known("t", as_of)} and not {stands("t", as_of, until="gone_at")}
                 and {stands("t", as_of, until="withdrawn_at")}) as gone_tasks,
               exists (select 1 from push_batches b -- the few first
                       cross join push_batch_sentences bs on bs.batch_id = b.batch_id
                       where bs.sentence_id = k.sentence_id
                         and {stands("b", as_of, since="intended_at", until="settled_at")}) as in_doubt,
               0 as answered,
               (select count(distinct coalesce(a.person_id, -a.annotation_id))
                  from annotations a join annotation_versions v using (annotation_id)
                 where a.sentence_id = k.sentence_id and v.state = 'skipped'
                   and {stands("v", as_of)}) as skipped,
               (select count(*) from quarantine q where q.sentence_id = k.sentence_id
                 and {stands("q", as_of, until="settled_at")}) as open_cases,
               k.adjudicated
        from known k join articles using (article_id) join projects p using (project_id)
        where k.decision is not 'label' or (not k.adjudicated and not exists (
                select 1 from annotations a
                join annotation_versions v on v.annotation_id = a.annotation_id and {stands("v", as_of)}
                join judgements j on j.annotation_id = v.annotation_id and j.version = v.version
                where a.sentence_id = k.sentence_id and v.state = 'answered'))
        """,  # noqa: S608
        {"as_of": as_of},
    ):
        yield _facts(row)


def count_sentences(store: Store, as_of: str | None = None) -> int:
    """How many sentences there are, or were known then."""
    return int(
        store.value(
            f"select count(*) from sentences s where {_known_sentence(as_of)}",  # noqa: S608
            {"as_of": as_of},
        )
    )


def _known_sentence(as_of: str | None) -> str:
    """A sentence is known from the first decision about it, which is made when its article is read."""
    if as_of is None:
        return "true"
    return (
        "exists (select 1 from sentence_decisions f"
        " where f.sentence_id = s.sentence_id and f.decided_at <= :as_of)"
    )


def count(store: Store) -> Counts:
    row = store.row(
        """
        select
          (select count(*) from articles) as articles,
          (select count(*) from sentences) as sentences,
          (select count(*) from sentence_places p join article_revisions r using (article_id, revision)
            where r.superseded_at is null) as placed_sentences,
          (select count(*) from sentence_decisions
            where superseded_at is null and decision = 'withdraw') as withdrawn_sentences,
          (select count(*) from tasks where gone_at is null) as tasks,
          (select count(*) from annotation_versions
            where superseded_at is null and state <> 'deleted') as annotations,
          (select count(*) from annotation_versions v join annotations a using (annotation_id)
            join tasks t using (task_id)
            where v.superseded_at is null and a.sentence_id <> t.sentence_id) as strays,
          (select count(*) from releases) as releases,
          (select count(distinct sentence_id) from release_claims) as released_sentences,
          (select count(*) from articles a where not exists (select 1 from article_revisions r
            where r.article_id = a.article_id and r.superseded_at is null)) as articles_without_text,
          (select count(*) from tasks t join label_studio_projects p on p.id = t.label_studio_project
            where t.gone_at is null and p.lost_at is not null) as homeless_tasks,
          (select count(*) from annotations a where not exists (select 1 from annotation_versions v
            where v.annotation_id = a.annotation_id and v.superseded_at is null)) as silent_annotations,
          (select count(*) from releases r where r.claims <> (select count(*) from release_claims c
            where c.name = r.name and c.version = r.version)) as unlike_releases
        """
    )
    if row is None:
        raise AssertionError("a select without from always gives a row")
    return Counts(**row)
