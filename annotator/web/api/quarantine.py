"""What came from Label Studio and made no sense."""

from dataclasses import asdict

from flask import abort, g
from pydantic import BaseModel, Field
from werkzeug.wrappers import Response

from annotator.web.access import EDITORS, for_scripts
from annotator.web.api.answers import answer, done
from annotator.web.api.pages import PageQuery, cut
from annotator.web.api.resource import Taken, make_resource
from annotator.web.storage import store
from tasks.errors import InputError
from tasks.release_quarantined import release
from tasks.store import quarantine
from tasks.store.tokens import Scope

resource = make_resource("quarantine", "Answers that make no sense, to read again or to dismiss.")


class Case(BaseModel):
    quarantine_id: int
    reason: str
    sentence_id: str | None
    sentence: str | None
    label_studio_task_id: int | None
    label_studio_annotation_id: int | None
    recorded_at: str
    settled_at: str | None
    settled_as: str | None = Field(description="released, superseded or dismissed; null: nobody looked yet.")
    note: str


class CaseWithPayload(Case):
    payload: str = Field(description="What came, as text; cut after a million characters.")


class Cases(BaseModel):
    items: list[Case]
    next: str | None


class CasePath(Taken):
    quarantine_id: int = Field(ge=1, le=2**62)


class Dismissal(Taken):
    note: str = Field(min_length=1, max_length=1000, pattern=r"\S", description="Why it counts for nothing.")


@resource.get("/quarantine", responses={"200": Cases})
@for_scripts(EDITORS, Scope.READ)
def list_cases(query: PageQuery) -> Response:
    """The cases that nobody has looked at, newest first."""
    after = query.after(int)
    found = quarantine.open_cases(store(), query.limit + 1, before=after[0] if after else None)
    cases, following = cut(found, query.limit, lambda case: (case.quarantine_id,))
    return answer(Cases(items=[_case(case) for case in cases], next=following))


@resource.get("/quarantine/<int:quarantine_id>", responses={"200": CaseWithPayload})
@for_scripts(EDITORS, Scope.READ)
def get_case(path: CasePath) -> Response:
    """One case with what came."""
    found = _find(path)
    return answer(CaseWithPayload(**_case(found).model_dump(), payload=found.payload))


@resource.post("/quarantine/<int:quarantine_id>/release", responses={"204": None})
@for_scripts(EDITORS, Scope.WRITE)
def release_case(path: CasePath) -> Response:
    """Read it once more, as after an update, and take it in as an answer."""
    problem = release(store(), _find(path), g.person.person_id)
    if problem is not None:
        raise InputError(problem)
    return done()


@resource.post("/quarantine/<int:quarantine_id>/dismiss", responses={"204": None})
@for_scripts(EDITORS, Scope.WRITE)
def dismiss_case(path: CasePath, body: Dismissal) -> Response:
    """Let it count for nothing. What came is kept."""
    found = _find(path)
    with store().transaction():
        quarantine.settle_case(
            store(), found.quarantine_id, "dismissed", g.person.person_id, body.note.strip()
        )
    return done()


def _find(path: CasePath) -> quarantine.Case:
    found = quarantine.get_case(store(), path.quarantine_id)
    if found is None:
        abort(404, "There is no such case.")
    return found


def _case(case: quarantine.Case) -> Case:
    return Case.model_validate(
        {name: value for name, value in asdict(case).items() if name in Case.model_fields}
    )
