"""How the desk stands: counts, and the account of every sentence."""

from pydantic import BaseModel, Field
from werkzeug.wrappers import Response

from annotator.web.access import CHECKERS, EDITORS, for_scripts
from annotator.web.api.answers import answer
from annotator.web.api.resource import make_resource
from annotator.web.current import desk
from annotator.web.storage import store
from exports.status import desk_counts, verdict_counts
from tasks.ledger import SentenceState, problem_of, read_account
from tasks.store.queues import in_trouble
from tasks.store.standings import any_stale
from tasks.store.tokens import Scope

resource = make_resource("desk", "How much there is of everything, and whether it adds up.")

SHOWN_PROBLEMS = 200


class Status(BaseModel):
    articles: int
    sentences: int
    tasks: int
    annotations: int
    labelled: int = Field(description="Sentences with all the answers they need, or an editor's decision.")
    verdicts: dict[str, int] = Field(description="Claims by verdict, and sentences without a claim.")


class Trouble(BaseModel):
    what: str
    what_to_do: str
    sentence_id: str | None


class Ledger(BaseModel):
    balanced: bool
    sentences: int
    states: dict[SentenceState, int]
    on_record: dict[str, int] = Field(description="How much of everything is kept, releases among it.")
    current: bool = Field(description="false: some of what was recorded lately is still being counted.")
    problems: list[Trouble] = Field(description=f"The first {SHOWN_PROBLEMS}.")


@resource.get("/status", responses={"200": Status})
@for_scripts(CHECKERS, Scope.READ)
def status() -> Response:
    """Counts of articles, sentences, tasks, annotations and verdicts."""
    return answer(Status(**desk_counts(store()), verdicts=dict(verdict_counts(store()))))


@resource.get("/ledger", responses={"200": Ledger})
@for_scripts(EDITORS, Scope.READ)
def ledger() -> Response:
    """The account of every sentence. `annotator ledger` counts it anew and checks that it adds up."""
    account = read_account(store())
    found = [problem_of(each.sentence_id, each.state) for each in in_trouble(store(), SHOWN_PROBLEMS)]
    return answer(
        Ledger(
            balanced=account.balanced,
            sentences=account.sentences,
            states={state: account.states.get(state, 0) for state in SentenceState},
            on_record=dict(account.on_record),
            current=not any_stale(store()),
            problems=[
                Trouble(what=one.what, what_to_do=one.what_to_do, sentence_id=one.sentence_id)
                for one in found
                if one
            ],
        )
    )


@resource.post("/sync", responses={"202": None})
@for_scripts(EDITORS, Scope.WRITE)
def sync() -> Response:
    """Have the desk look at Label Studio now: push what waits, pull what changed."""
    desk().hint()
    return Response(status=202)
