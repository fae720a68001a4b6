"""What the list pages show: articles and checkers with their progress."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from tasks.store.connection import Store
from tasks.store.times import as_text


@dataclass(frozen=True, slots=True)
class ArticleProgress:
    article_id: str
    title: str
    publisher: str
    published_on: str | None
    opening: str  # the first words, for articles without a headline
    sentences: int  # to be labelled
    labelled: int  # answered by as many checkers as the project asks for, or settled by an editor
    disagree: int  # about which checkers differ


@dataclass(frozen=True, slots=True)
class CheckerPace:
    person_id: int
    name: str
    week: int  # answers that stand, of the last seven days
    month: int  # of the last thirty
    skipped: int  # of the last thirty
    last_at: str  # of the last answer or skip


_PROGRESS = """
select r.article_id, r.title, r.publisher, r.published_on, substr(r.text, 1, 140) as opening,
       coalesce((select sum(sentences) from standing_counts c where c.article_id = r.article_id
                  and c.state not in ('', 'withdrawn', 'left_out')), 0) as sentences,
       coalesce((select sum(sentences) from standing_counts c where c.article_id = r.article_id
                  and c.state in ('labelled', 'adjudicated')), 0) as labelled,
       coalesce((select sum(disagree) from standing_counts c
                  where c.article_id = r.article_id), 0) as disagree
from shown join article_revisions r on r.article_id = shown.article_id and r.superseded_at is null
order by shown.place
"""

_PLACE = "(select added_at, rowid from articles where article_id = :from)"


def list_articles(
    store: Store, *, limit: int, before: str | None = None, after: str | None = None
) -> list[ArticleProgress]:
    """Articles, the newest first.

    :param before: only those that came before this one
    :param after: those that came right after this one
    """
    where, order = "true", "desc"
    if before is not None:
        where = f"(added_at, rowid) < {_PLACE}"
    elif after is not None:
        where, order = f"(added_at, rowid) > {_PLACE}", "asc"
    rows = store.rows(
        f"""
        with shown as (select article_id, row_number() over () as place from (
            select article_id from articles where {where}
            order by added_at {order}, rowid {order} limit :limit))
        {_PROGRESS}
        """,  # noqa: S608
        {"limit": limit, "from": before or after},
    )
    found = [ArticleProgress(**row) for row in rows]
    return found if order == "desc" else found[::-1]


def project_sizes(store: Store) -> dict[int, int]:
    """How many articles each project has, by its id."""
    return dict(store.execute("select project_id, count(*) from articles group by project_id").fetchall())


def pace_of_checkers(store: Store, now: datetime, person_id: int | None = None) -> list[CheckerPace]:
    """Who answered in the last thirty days, whoever answered most lately first.

    :param person_id: only this one
    """
    week, month = (as_text(now - timedelta(days=days))[:10] for days in (7, 30))
    rows = store.rows(
        """
        select p.person_id, p.name,
               sum(case when c.day > :week then c.answered else 0 end) as week, sum(c.answered) as month,
               sum(c.skipped) as skipped, max(c.last_at) as last_at
        from people p join checker_counts c on c.person_id = p.person_id and c.day > :month
        where :person is null or p.person_id = :person
        group by p.person_id having month > 0 or skipped > 0
        order by week desc, month desc, p.name limit 50
        """,
        {"week": week, "month": month, "person": person_id},
    )
    return [CheckerPace(**row) for row in rows]
