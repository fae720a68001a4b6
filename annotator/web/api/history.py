"""What happened to one sentence: every version of every answer, every editor's word, its tasks."""

from collections.abc import Mapping
from enum import StrEnum

from flask import g
from pydantic import BaseModel, Field
from werkzeug.wrappers import Response

from annotator.web.access import CHECKERS, for_scripts
from annotator.web.api.answers import answer
from annotator.web.api.judgements import Judgement
from annotator.web.api.resource import make_resource
from annotator.web.api.sentences import SentencePath
from annotator.web.cases import find_article, find_said, letters_of
from annotator.web.storage import store
from exports.reading import Said
from tasks.store.history import Event, history
from tasks.store.tokens import Scope

resource = make_resource("history", "What happened to sentences, and who did it.")


class EventKind(StrEnum):
    """What happened."""

    LABELLED = "labelled"
    SKIPPED = "skipped"
    DELETED = "deleted"
    TASK_MADE = "task_made"
    TASK_GONE = "task_gone"
    TASK_WITHDRAWN = "task_withdrawn"
    DECIDED = "decided"  # whether it is to be labelled
    ADJUDICATED = "adjudicated"  # an editor settled a claim


class SentenceEvent(BaseModel):
    at: str = Field(description="When the desk recorded it.")
    said_at: str | None = Field(description="Of an answer: when it was given, by Label Studio's clock.")
    what: EventKind = Field(
        description="decided: whether it is to be labelled; adjudicated: a claim was settled."
    )
    stands: bool = Field(description="false: something later has superseded it.")
    checker: str | None = Field(
        description="Whose answer it is, a letter of this sentence alone; null: what they say does not stand."
    )
    person_id: int | None = Field(description="Who did it, for editors; null: the desk itself, or not known.")
    name: str | None = Field(description="Theirs, for editors.")
    annotation_id: int | None
    version: int | None = Field(description="Of the annotation.")
    adjudication_id: int | None
    judgements: list[Judgement] = Field(description="What was answered, or what an editor settled.")
    words: list[str] = Field(description="Of a decision what it was and why, of a task which one it is.")


class SentenceHistory(BaseModel):
    items: list[SentenceEvent]


@resource.get("/sentences/<sentence_id>/history", responses={"200": SentenceHistory})
@for_scripts(CHECKERS, Scope.READ)
def of_sentence(path: SentencePath) -> Response:
    """Everything that happened to a sentence, oldest first. Who did what, editors alone are told."""
    with store().snapshot():
        said = find_said(find_article(path.sentence_id).article_id, path.sentence_id)
        events = history(store(), path.sentence_id)
    letters = letters_of(said)
    return answer(SentenceHistory(items=[_event(event, said, letters) for event in events]))


def _event(event: Event, said: Said, letters: Mapping[str, str]) -> SentenceEvent:
    key = (event.annotation_id, event.version)
    given = next((one for one in said.versions if (one.annotation_id, one.version) == key), None)
    words = [one.judgement for one in said.settlements if one.adjudication_id == event.adjudication_id]
    is_told = g.person.is_editor
    return SentenceEvent(
        at=event.at,
        said_at=event.said_at,
        what=EventKind(event.what),
        stands=event.is_live,
        checker=letters.get(given.checker) if given else None,
        person_id=event.person_id if is_told else None,
        name=event.who if is_told else None,
        annotation_id=event.annotation_id,
        version=event.version,
        adjudication_id=event.adjudication_id,
        judgements=[Judgement.of(one) for one in (given.judgements if given else words)],
        words=[] if given or words else list(event.said),
    )
