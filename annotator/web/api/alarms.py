"""What somebody changed in Label Studio."""

from flask import abort, g
from pydantic import BaseModel, Field
from werkzeug.wrappers import Response

from annotator.web.access import EDITORS, for_scripts
from annotator.web.api.answers import answer, done
from annotator.web.api.resource import Taken, make_resource
from annotator.web.current import desk
from annotator.web.storage import store
from tasks.store import alarms
from tasks.store.alarms import AlarmKind
from tasks.store.tokens import Scope

resource = make_resource("alarms", "What somebody changed in Label Studio, to put back or to accept.")


class Alarm(BaseModel):
    kind: AlarmKind
    detail: str = Field(description="What was noticed, in words.")
    noticed_at: str


class Alarms(BaseModel):
    items: list[Alarm]


class AlarmPath(Taken):
    kind: AlarmKind


@resource.get("/alarms", responses={"200": Alarms})
@for_scripts(EDITORS, Scope.READ)
def list_alarms() -> Response:
    """The alarms that are up."""
    return answer(
        Alarms(
            items=[
                Alarm(kind=AlarmKind(alarm.kind), detail=alarm.detail, noticed_at=alarm.noticed_at)
                for alarm in alarms.open_alarms(store())
            ]
        )
    )


@resource.post("/alarms/<kind>/put-back", responses={"202": None})
@for_scripts(EDITORS, Scope.WRITE)
def put_it_back(path: AlarmPath) -> Response:
    """Have the desk undo in Label Studio what the alarm is about. It does so by itself, in its time."""
    _require(path.kind)
    alarms.ask_to_put_back(store(), path.kind, g.person.person_id)
    desk().hint()
    return Response(status=202)


@resource.post("/alarms/<kind>/accept", responses={"204": None})
@for_scripts(EDITORS, Scope.WRITE)
def accept(path: AlarmPath) -> Response:
    """Leave it as it is. Only deleted answers can stay deleted: the desk relies on the rest."""
    _require(path.kind)
    if path.kind is not AlarmKind.ANSWERS_DELETED:
        abort(422, "This cannot stay as it is. Put it back.")
    alarms.accept_deletions(store(), g.person.person_id)
    return done()


def _require(kind: AlarmKind) -> None:
    if all(alarm.kind != kind for alarm in alarms.open_alarms(store())):
        abort(404, "There is no such alarm.")
