"""What somebody changed in Label Studio."""

from typing import Self

from flask import abort, g
from pydantic import BaseModel, Field
from werkzeug.wrappers import Response

from annotator.web.access import CHECKERS, EDITORS, for_scripts
from annotator.web.api.answers import answer, done
from annotator.web.api.resource import Taken, make_resource
from annotator.web.current import desk
from annotator.web.storage import store
from tasks.store import alarms
from tasks.store.alarms import AlarmKind
from tasks.store.tokens import Scope

resource = make_resource("alarms", "What somebody changed in Label Studio, to put back or to accept.")


class PutBack(BaseModel):
    """An editor's wish that things be as they were, and how far that is."""

    asked_by: str = Field(description="Their name.")
    asked_at: str
    done: int = Field(description="Tasks or answers that stand again.")
    failure: str | None = Field(description="Of the last try, in words; it is repeated.")

    @classmethod
    def of(cls, wish: alarms.PutBack) -> Self:
        return cls(asked_by=wish.asked_by_name, asked_at=wish.asked_at, done=wish.done, failure=wish.failure)


class Alarm(BaseModel):
    kind: AlarmKind
    detail: str = Field(description="What was noticed, in words.")
    noticed_at: str
    sentences: list[str] = Field(
        description="Ids of some sentences that it is about, where it is about answers."
    )
    can_be_put_back: bool = Field(description="false: the desk does not know how it was before.")
    put_back: PutBack | None = Field(description="null: nobody asked for it.")

    @classmethod
    def of(cls, alarm: alarms.Alarm) -> Self:
        return cls(
            kind=alarm.kind,
            detail=alarm.detail,
            noticed_at=alarm.noticed_at,
            sentences=list(alarm.particulars.get("sentences", ())),
            can_be_put_back=alarm.can_be_put_back,
            put_back=PutBack.of(alarm.put_back) if alarm.put_back else None,
        )


class Alarms(BaseModel):
    items: list[Alarm]


class AlarmPath(Taken):
    kind: AlarmKind


@resource.get("/alarms", responses={"200": Alarms})
@for_scripts(CHECKERS, Scope.READ)
def list_alarms() -> Response:
    """The alarms that are up."""
    return answer(Alarms(items=[Alarm.of(alarm) for alarm in alarms.open_alarms(store())]))


@resource.post("/alarms/<kind>/put-back", responses={"202": None})
@for_scripts(EDITORS, Scope.WRITE)
def put_it_back(path: AlarmPath) -> Response:
    """Have the desk undo in Label Studio what the alarm is about. It does so by itself, in its time."""
    if not any(alarm.can_be_put_back for alarm in _up(path.kind)):
        abort(422, "The desk never read what the authors had said. Ask them to answer again, or leave it so.")
    alarms.ask_to_put_back(store(), path.kind, g.person.person_id)
    desk().hint()
    return Response(status=202)


@resource.post("/alarms/<kind>/accept", responses={"204": None})
@for_scripts(EDITORS, Scope.WRITE)
def accept(path: AlarmPath) -> Response:
    """Leave it as it is. Only answers can stay deleted or changed: the desk relies on the rest."""
    _up(path.kind)
    if not path.kind.is_about_answers:
        abort(422, "This cannot stay as it is. Put it back.")
    alarms.accept(store(), path.kind, g.person.person_id)
    return done()


def _up(kind: AlarmKind) -> list[alarms.Alarm]:
    """The alarms of that kind; 404 where there is none."""
    up = [alarm for alarm in alarms.open_alarms(store()) if alarm.kind is kind]
    if not up:
        abort(404, "There is no such alarm.")
    return up
