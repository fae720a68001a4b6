"""How far the record goes, and how a sentence was written in a past revision."""

from tasks.store.connection import Store


def sentence_text(store: Store, sentence_id: str, revision: int) -> str:
    """The sentence as it was written in that revision of its article."""
    return str(
        store.value(
            "select substr(r.text, p.char_start + 1, p.char_end - p.char_start)"
            " from sentence_places p join article_revisions r using (article_id, revision)"
            " where p.sentence_id = ? and p.revision = ?",
            [sentence_id, revision],
        )
    )


_TIMES = (
    ("projects", "created_at"),
    ("article_revisions", "recorded_at"),
    ("sentence_decisions", "decided_at"),
    ("predictions", "recorded_at"),
    ("tasks", "recorded_at"),
    ("tasks", "gone_at"),
    ("tasks", "withdrawn_at"),
    ("push_batches", "intended_at"),
    ("push_batches", "settled_at"),
    ("annotation_versions", "recorded_at"),
    ("quarantine", "recorded_at"),
    ("quarantine", "settled_at"),
    ("adjudications", "decided_at"),
    ("adjudications", "superseded_at"),
    ("review_requests", "asked_at"),
    ("review_requests", "ended_at"),
)
"""Every time at which something changed that a release shows. What supersedes has a time itself."""


def newest_record(store: Store, as_of: str | None = None) -> str | None:
    """When the last thing was recorded that a release shows; ``None`` in an empty store.

    :param as_of: leave out what came later
    """
    until = "" if as_of is None else "where {column} <= :as_of"
    each = " union all ".join(
        f"select max({column}) as moment from {table} {until.format(column=column)}"  # noqa: S608
        for table, column in _TIMES
    )
    moment = store.value(f"select max(moment) from ({each})", {"as_of": as_of})  # noqa: S608
    return None if moment is None else str(moment)
