"""A draft of a new article as scripts see it."""

from datetime import date
from typing import Self

from pydantic import BaseModel, Field

from annotator.preview import Outlook
from annotator.web.api.articles import PreviewedSentence
from annotator.web.api.resource import Change
from tasks.store import drafts
from tasks.store.drafts import DraftEntry
from tasks.text.selection import Order


class ListedDraft(BaseModel):
    draft_id: str
    batch: str = Field(description="What was handed in together.")
    title: str = Field(description="The headline, else the first words.")
    sentences: int
    known: bool = Field(description="The desk had the article when this was read.")
    expires_at: str = Field(description="A week after the last change it is cleared away.")

    @classmethod
    def of(cls, entry: DraftEntry) -> Self:
        return cls(
            draft_id=entry.draft_id,
            batch=entry.batch,
            title=entry.title,
            sentences=entry.sentences,
            known=entry.is_known,
            expires_at=entry.expires_at,
        )


class Drafts(BaseModel):
    items: list[ListedDraft]
    next: str | None


class DraftBatch(Drafts):
    batch: str
    problems: list[str] = Field(description="What could not be read, of a source with several articles.")


class DraftedSentence(PreviewedSentence):
    mended: bool = Field(description="Cut otherwise than by the machine.")
    wish: bool | None = Field(description="Whether somebody wants it labelled; null: as the selection says.")
    labelled: bool = Field(description="It will be labelled as the draft stands.")
    known: bool = Field(description="The desk has it from this article already.")


class AlikeArticle(BaseModel):
    article_id: str
    title: str
    sentences: int = Field(description="Of the draft that say the same as one of this article's.")


class Draft(BaseModel):
    draft_id: str
    batch: str
    title: str
    publisher: str
    byline: str
    url: str
    published_on: date | None
    language: str = Field(description="BCP 47")
    project_id: int | None = Field(description="Of a new article; null: the desk's first.")
    order: Order
    top: int | None = Field(description="Label only so many; null: all.")
    known_as: str | None = Field(description="The id of the article that it is again; null: it is new.")
    unchanged: bool = Field(description="The desk has the article as it is.")
    new: int = Field(description="Sentences that were never in the article.")
    gone: int = Field(description="Sentences of the known article that are not in the draft.")
    alike: list[AlikeArticle] = Field(description="Other articles that say the same.")
    text: str
    sentences: list[DraftedSentence]

    @classmethod
    def of(cls, draft: drafts.Draft, outlook: Outlook) -> Self:
        content, raw = draft.content, draft.content.raw
        return cls(
            draft_id=draft.draft_id,
            batch=draft.batch,
            title=raw.title,
            publisher=raw.publisher,
            byline=raw.byline,
            url=raw.url,
            published_on=raw.published_on,
            language=content.language,
            project_id=content.project_id,
            order=content.selection.order,
            top=content.selection.top,
            known_as=outlook.article_id,
            unchanged=outlook.is_unchanged,
            new=outlook.new,
            gone=outlook.gone,
            alike=[
                AlikeArticle(article_id=one.article_id, title=one.title, sentences=one.sentences)
                for one in content.alike
            ],
            text=raw.text,
            sentences=[
                DraftedSentence(
                    start=one.start,
                    end=one.end,
                    text=one.span.of(raw.text),
                    kind=one.kind,
                    score=one.score,
                    claimant=one.claimant,
                    mended=one.is_mended,
                    wish=one.wish,
                    labelled=place in outlook.labelled,
                    known=place in outlook.known,
                )
                for place, one in enumerate(content.sentences)
            ],
        )


class ChangedDraft(Change):
    """What is not named stays as it is."""

    title: str = Field("", max_length=1000)
    publisher: str = Field("", max_length=1000)
    url: str = Field("", max_length=4000, description="Where it was published.")
    published_on: date | None = None
    project_id: int | None = Field(None, ge=1, le=2**62, description="null: the desk's first.")
    order: Order = Order.READING
    top: int | None = Field(None, ge=1, le=2**31, description="Label only so many; null: all.")
