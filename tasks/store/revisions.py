"""What changed between the revisions of an article."""

from dataclasses import dataclass

from tasks.store.connection import Store


@dataclass(frozen=True, slots=True)
class RevisionChange:
    """One revision, compared with the one before it."""

    revision: int
    recorded_at: str
    added: tuple[str, ...]  # sentences, in reading order
    withdrawn: tuple[str, ...]


def list_changes(
    store: Store, article_id: str, *, limit: int = -1, before: int | None = None
) -> list[RevisionChange]:
    """Every revision but the first, newest first.

    :param limit: only so many; all where it is negative
    :param before: only revisions before this one
    """
    revisions = store.rows(
        "select revision, recorded_at from article_revisions where article_id = :article"
        " and revision > 1 and (:before is null or revision < :before) order by revision desc limit :limit",
        {"article": article_id, "before": before, "limit": limit},
    )
    return [
        RevisionChange(
            revision=row["revision"],
            recorded_at=row["recorded_at"],
            added=_only_in(store, article_id, row["revision"], row["revision"] - 1),
            withdrawn=_only_in(store, article_id, row["revision"] - 1, row["revision"]),
        )
        for row in revisions
    ]


def _only_in(store: Store, article_id: str, revision: int, other: int) -> tuple[str, ...]:
    rows = store.rows(
        "select s.text from sentence_places p join sentences s using (sentence_id)"
        " where p.article_id = :article and p.revision = :revision and not exists"
        " (select 1 from sentence_places o where o.sentence_id = p.sentence_id and o.revision = :other)"
        " order by p.position",
        {"article": article_id, "revision": revision, "other": other},
    )
    return tuple(row["text"] for row in rows)
