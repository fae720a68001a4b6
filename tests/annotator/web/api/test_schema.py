"""Whatever is sent to the API, it answers as its document says: schemathesis tries."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis import Case, GenerationMode
from schemathesis.checks import CheckFunction
from schemathesis.specs.openapi.checks import negative_data_rejection, positive_data_acceptance

from annotator.desk_store import open_desk_store
from annotator.settings import Settings
from annotator.web.api.document import document
from docs.access import bare_app
from exports.standings import refresh
from tasks.label_studio.client import LabelStudioClient
from tasks.store import people
from tasks.store.tokens import Scope, create_token
from tests.annotator.web.api.conftest import API
from tests.annotator.web.conftest import NOBODY, Surroundings, make_app
from tests.exports.desks import labelled_desk, released

pytestmark = pytest.mark.slow

BOUNDED = settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck), database=None)

OPERATIONS = [
    (path, method) for path, operations in document(bare_app())["paths"].items() for method in operations
]


@dataclass(frozen=True, slots=True)
class Described:
    """The API of a desk with articles, answers and a release, and a token that opens all of it."""

    schema: Any
    token: str


@pytest.fixture(scope="module")
def described(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Described]:
    surroundings = Surroundings(Settings(data_dir=tmp_path_factory.mktemp("desk")))
    with (
        closing(open_desk_store(surroundings.settings)) as store,
        closing(LabelStudioClient(NOBODY, "no token")) as client,
    ):
        labelled_desk(store)
        refresh(store)
        released(store, surroundings.settings.releases_dir)
        people.record_people(store, [(9, "admin@example.org", "Admin")])
        people.grant(store, "admin@example.org", "admin")
        [admin] = [one for one in people.list_people(store) if one.is_editor]
        token = create_token(store, admin.person_id, "schemathesis", list(Scope))
        with store.transaction():  # no attempt revokes it by chance
            store.execute("update tokens set token_id = 1000000007")
        app = make_app(surroundings, client)
        yield Described(schemathesis.openapi.from_wsgi(f"{API}/openapi.json", app), token)


@pytest.mark.parametrize("mode", GenerationMode)
@pytest.mark.parametrize(("path", "method"), OPERATIONS)
def test_every_answer_is_as_described(
    described: Described, path: str, method: str, mode: GenerationMode
) -> None:
    """No answer is a server error, undocumented, or of another shape than the document says."""
    operation = described.schema[path][method]
    # A schema cannot say which cursors a list gave, or whether a text has sentences,
    unsayable: list[CheckFunction] = [positive_data_acceptance]
    if path.endswith("/files"):  # and there are no bytes that are no file.
        unsayable.append(negative_data_rejection)

    @BOUNDED
    @given(operation.as_strategy(generation_mode=mode))
    def attempt(case: Case[Any]) -> None:
        case.call_and_validate(
            headers={"Authorization": f"Bearer {described.token}"},
            excluded_checks=unsayable,
        )

    attempt()


@pytest.mark.parametrize(("path", "method"), OPERATIONS)
def test_nothing_opens_without_a_token(described: Described, path: str, method: str) -> None:
    operation = described.schema[path][method]

    @settings(BOUNDED, max_examples=3)
    @given(operation.as_strategy(generation_mode=GenerationMode.POSITIVE))
    def attempt(case: Case[Any]) -> None:
        for shown in ({}, {"Authorization": "Bearer annotator_guess"}):
            case.headers.clear()
            answer = case.call(headers=shown)
            assert answer.status_code == 401, answer.text
            assert answer.headers["content-type"] == ["application/problem+json"]

    attempt()
