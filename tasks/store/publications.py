"""Which articles everybody may see."""

from tasks.store import audit
from tasks.store.connection import Store
from tasks.store.times import now


def is_public(store: Store, article_id: str) -> bool:
    """Whether an article is shown to everybody."""
    return bool(
        store.value(
            "select exists (select 1 from article_publications"
            " where article_id = ? and withdrawn_at is null)",
            [article_id],
        )
    )


def publish(store: Store, article_id: str, person_id: int) -> None:
    """Show an article to everybody; nothing if it is."""
    with store.transaction():
        done = store.execute(
            "insert into article_publications (article_id, published_at, published_by) values (?, ?, ?)"
            " on conflict (article_id) where withdrawn_at is null do nothing",
            [article_id, now(), person_id],
        )
        if done.rowcount:
            audit.record(store, person_id, "article.publish", f"article:{article_id}")


def withdraw(store: Store, article_id: str, person_id: int) -> None:
    """Show an article to nobody but the desk; nothing if it is so."""
    with store.transaction():
        done = store.execute(
            "update article_publications set withdrawn_at = ?, withdrawn_by = ?"
            " where article_id = ? and withdrawn_at is null",
            [now(), person_id, article_id],
        )
        if done.rowcount:
            audit.record(store, person_id, "article.withdraw", f"article:{article_id}")
