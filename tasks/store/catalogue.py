"""Articles in the order they came, page by page."""

from dataclasses import dataclass

from tasks.store.connection import Store


@dataclass(frozen=True, slots=True)
class CatalogueEntry:
    """What is known of an article beside its text."""

    article_id: str
    revision: int
    title: str
    publisher: str
    byline: str
    url: str
    published_on: str | None
    language: str
    added_at: str
    revised_at: str  # when the revision that stands was recorded
    to_label: int  # sentences
    labelled: int  # answered by as many checkers as the project asks for, or settled by an editor
    disagree: int  # sentences about which checkers differ


_ENTRY = """
    select a.article_id, r.revision, r.title, r.publisher, r.byline, r.url, r.published_on, r.language,
           a.added_at, r.recorded_at as revised_at,
           coalesce((select sum(sentences) from standing_counts c where c.article_id = a.article_id
                      and c.state not in ('', 'withdrawn', 'left_out')), 0) as to_label,
           coalesce((select sum(sentences) from standing_counts c where c.article_id = a.article_id
                      and c.state in ('labelled', 'adjudicated')), 0) as labelled,
           coalesce((select sum(disagree) from standing_counts c
                      where c.article_id = a.article_id), 0) as disagree
    from articles a join article_revisions r on r.article_id = a.article_id and r.superseded_at is null
"""


def list_entries(store: Store, *, limit: int, after: tuple[str, str] | None = None) -> list[CatalogueEntry]:
    """Articles, newest first.

    :param after: the time and id of an article; only those that follow it in the list
    """
    where = "where (a.added_at, a.article_id) < (:at, :id)" if after else ""
    rows = store.rows(
        f"{_ENTRY} {where} order by a.added_at desc, a.article_id desc limit :limit",
        {"at": after[0] if after else None, "id": after[1] if after else None, "limit": limit},
    )
    return [CatalogueEntry(**row) for row in rows]


def get_entry(store: Store, article_id: str) -> CatalogueEntry | None:
    row = store.row(f"{_ENTRY} where a.article_id = ?", [article_id])
    return CatalogueEntry(**row) if row else None
