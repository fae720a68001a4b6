"""Articles on an editor's table: read, not yet added. Each belongs to one person and expires."""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec

from tasks.store.connection import Store
from tasks.store.likeness import AlikeArticle
from tasks.store.times import as_text, now
from tasks.text.opening import opening
from tasks.text.reading import RawArticle
from tasks.text.selection import EVERYTHING, Selection
from tasks.types import SentenceKind, Span

KEPT = timedelta(days=7)
"""How long a draft lies there after its last change."""


@dataclass(frozen=True, slots=True)
class DraftSentence:
    """A sentence as it would be added."""

    start: int
    end: int
    kind: SentenceKind
    score: float | None
    claimant: str | None
    is_mended: bool = False  # cut otherwise than by the machine
    wish: bool | None = None  # whether the editor wants it labelled; None: as the selection says

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class DraftContent:
    """An article and what its editor decided so far."""

    raw: RawArticle
    language: str
    sentences: tuple[DraftSentence, ...]
    selection: Selection = EVERYTHING
    project_id: int | None = None  # of a new article; None: the desk's first
    known: str | None = None  # the id of the known article that it is again
    alike: tuple[AlikeArticle, ...] = ()  # other articles that say the same, as they were when it was read


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft with its place on the table."""

    draft_id: str
    batch: str
    content: DraftContent


@dataclass(frozen=True, slots=True)
class DraftEntry:
    """A draft as the list of its batch shows it."""

    draft_id: str
    batch: str
    number: int
    title: str
    sentences: int
    is_known: bool  # the desk had the article when this was read
    expires_at: str


def keep_drafts(store: Store, person_id: int, contents: Iterable[DraftContent]) -> str:
    """Put what was handed in together on an editor's table, and clear away what has expired.

    One by one: reading the next may take long, and nobody is to wait for it.

    :return: the batch
    """
    batch = secrets.token_urlsafe(12)
    with store.transaction():
        store.execute("delete from article_drafts where expires_at < ?", [now()])
    for number, content in enumerate(contents):
        with store.transaction():
            store.execute(
                "insert into article_drafts"
                " (draft_id, person_id, batch, number, title, sentences, content, expires_at)"
                " values (?, ?, ?, ?, ?, ?, ?, ?)",
                [secrets.token_urlsafe(12), person_id, batch, number, *_columns(content)],
            )
    return batch


def change_draft(store: Store, draft_id: str, content: DraftContent) -> None:
    """Overwrite a draft."""
    with store.transaction():
        store.execute(
            "update article_drafts set title = ?, sentences = ?, content = ?, expires_at = ?"
            " where draft_id = ?",
            [*_columns(content), draft_id],
        )


def find_draft(store: Store, draft_id: str, person_id: int) -> Draft | None:
    """A draft, for the one it belongs to."""
    row = store.row(
        "select draft_id, batch, content from article_drafts"
        " where draft_id = ? and person_id = ? and expires_at >= ?",
        [draft_id, person_id, now()],
    )
    return Draft(row["draft_id"], row["batch"], _read(row["content"])) if row else None


def list_batch(store: Store, batch: str, person_id: int, *, after: int = -1, limit: int) -> list[DraftEntry]:
    """The drafts of a batch, from the one after number ``after``."""
    rows = store.rows(
        f"select {_ENTRY} from article_drafts"  # noqa: S608
        " where batch = ? and number > ? and person_id = ? and expires_at >= ? order by number limit ?",
        [batch, after, person_id, now(), limit],
    )
    return [_entry(row) for row in rows]


def list_unfinished(
    store: Store, person_id: int, *, limit: int, after: tuple[str, str] | None = None
) -> list[DraftEntry]:
    """What an editor has on the table, what was changed last first.

    :param after: ``expires_at`` and id of the draft after which the list goes on
    """
    rows = store.rows(
        f"select {_ENTRY} from article_drafts"  # noqa: S608
        " where person_id = ? and expires_at >= ? and (expires_at, draft_id) < (?, ?)"
        " order by expires_at desc, draft_id desc limit ?",
        [person_id, now(), *(after or ("~", "")), limit],
    )
    return [_entry(row) for row in rows]


_ENTRY = (
    "draft_id, batch, number, title, sentences, content ->> '$.known' is not null as is_known, expires_at"
)


def _entry(row: dict[str, Any]) -> DraftEntry:
    return DraftEntry(**row | {"is_known": bool(row["is_known"])})


def remove_draft(store: Store, draft_id: str) -> None:
    """Take a draft off the table."""
    with store.transaction():
        store.execute("delete from article_drafts where draft_id = ?", [draft_id])


def remove_batch(store: Store, batch: str, person_id: int) -> None:
    """Take all that was handed in together off the table."""
    with store.transaction():
        store.execute("delete from article_drafts where batch = ? and person_id = ?", [batch, person_id])


def _columns(content: DraftContent) -> tuple[str, int, str, str]:
    raw = content.raw
    title = raw.title or opening(raw.text)
    expires = as_text(datetime.now(UTC) + KEPT)
    return title, len(content.sentences), msgspec.json.encode(content).decode(), expires


def _read(content: str) -> DraftContent:
    return msgspec.json.decode(content, type=DraftContent)
