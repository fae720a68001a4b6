"""Who did what."""

from typing import Any

from pydantic import BaseModel, Field
from werkzeug.wrappers import Response

from annotator.web.access import ADMINS, for_scripts
from annotator.web.api.answers import answer
from annotator.web.api.pages import PageQuery, cut
from annotator.web.api.resource import make_resource
from annotator.web.storage import store
from tasks.store.audit import list_entries
from tasks.store.tokens import Scope

resource = make_resource("audit", "Who did what.")


class Entry(BaseModel):
    entry_id: int
    at: str
    person_id: int | None = Field(description="Who did it; null: the desk itself.")
    action: str
    subject: str
    detail: dict[str, Any]


class Entries(BaseModel):
    items: list[Entry]
    next: str | None


class AuditQuery(PageQuery):
    subject: str | None = Field(None, max_length=200, description="Only what was done to this thing.")


@resource.get("/audit", responses={"200": Entries})
@for_scripts(ADMINS, Scope.ADMIN)
def audit(query: AuditQuery) -> Response:
    """Everything that somebody changed, newest first."""
    after = query.after(int)
    found = list_entries(
        store(), limit=query.limit + 1, before=after[0] if after else None, subject=query.subject
    )
    entries, following = cut(found, query.limit, lambda entry: (entry.entry_id,))
    return answer(
        Entries(
            items=[
                Entry(
                    entry_id=entry.entry_id,
                    at=entry.at,
                    person_id=entry.person_id,
                    action=entry.action,
                    subject=entry.subject,
                    detail=entry.detail,
                )
                for entry in entries
            ],
            next=following,
        )
    )
