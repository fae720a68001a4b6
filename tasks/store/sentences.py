"""One sentence: its words, as they stand and as they stood, its article, and who answered it."""

from tasks.errors import InputError
from tasks.store.connection import Store


def get_sentence_text(store: Store, sentence_id: str) -> str:
    """The words as they stand in the newest revision that has them.

    :raises InputError: there is no such sentence
    """
    text = store.value(
        "select substr(r.text, p.char_start + 1, p.char_end - p.char_start)"
        " from sentence_places p join article_revisions r using (article_id, revision)"
        " where p.sentence_id = ? order by p.revision desc limit 1",
        [sentence_id],
    )
    if text is None:
        raise InputError(f"There is no sentence {sentence_id[:60]!r}.")
    return str(text)


def text_in_revision(store: Store, sentence_id: str, revision: int) -> str:
    """The words as they were written in that revision of the article, which has the sentence."""
    return str(
        store.value(
            "select substr(r.text, p.char_start + 1, p.char_end - p.char_start)"
            " from sentence_places p join article_revisions r using (article_id, revision)"
            " where p.sentence_id = ? and p.revision = ?",
            [sentence_id, revision],
        )
    )


def answerers(store: Store, sentence_id: str) -> list[int]:
    """The known people whose answer to the sentence stands, in the order in which they answered."""
    rows = store.execute(
        "select a.person_id from annotations a join annotation_versions v using (annotation_id)"
        " where a.sentence_id = ? and v.superseded_at is null and v.state = 'answered'"
        " and a.person_id is not null group by a.person_id order by min(a.annotation_id)",
        [sentence_id],
    )
    return [row[0] for row in rows]


def article_of(store: Store, sentence_id: str) -> str | None:
    """The id of the sentence's article; ``None`` where there is no such sentence."""
    found = store.value("select article_id from sentences where sentence_id = ?", [sentence_id])
    return None if found is None else str(found)
