"""What pages can do, scripts can do: each form of the pages has its addresses in the API."""

from collections import Counter
from collections.abc import Iterator

from pydantic import BaseModel

from annotator.web import api
from annotator.web.access import access_of
from annotator.web.api.document import document
from docs import shown
from docs.access import bare_app, routes
from docs.counterparts import BY_PEOPLE_ONLY, BY_SCRIPT, forms
from tests.annotator.web.api.conftest import API

APP = bare_app()


def test_every_form_has_its_counterpart_or_a_reason() -> None:
    known = [*BY_SCRIPT, *BY_PEOPLE_ONLY]
    assert sorted(known) == sorted({form.endpoint for form in forms(APP)})


def test_whoever_may_do_it_on_a_page_may_do_it_by_script() -> None:
    described = document(APP)["paths"]
    for form in forms(APP):
        for operation in BY_SCRIPT.get(form.endpoint, ()):
            method, path = operation.split(" ")
            assert described[f"{API}{path}"][method.lower()]["x-roles"] == sorted(form.access.roles or ())


def test_every_page_has_its_counterpart_or_a_reason() -> None:
    known = [*shown.BY_SCRIPT, *shown.AS_IT_IS]
    assert sorted(known) == sorted({page.endpoint for page in shown.pages(APP)})


def test_whoever_sees_a_page_can_read_it_by_script() -> None:
    described = document(APP)["paths"]
    for page in shown.pages(APP):
        paths = shown.BY_SCRIPT.get(page.endpoint, ())
        readers = {role for path in paths for role in described[f"{API}{path}"]["get"]["x-roles"]}
        if paths and page.access.roles:
            assert readers >= page.access.roles, page


def test_reading_needs_the_scope_to_read_and_changing_another() -> None:
    """But for the invitation, which lets people in."""
    for route in routes(APP):
        access = access_of(APP, route.endpoint)
        if not route.rule.startswith(API) or access is None or access.scope is None:
            continue
        reads = route.method == "GET" or route.endpoint == "api_articles.preview"
        assert (access.scope == "read") == reads or route.endpoint in (
            "api_people.invitation",
            "api_audit.audit",
        ), route


def test_no_two_shapes_have_one_name() -> None:
    """The document would show one of them for both."""
    ours = {shape for shape in _below(BaseModel) if shape.__module__.startswith(api.__name__)}
    shown = document(APP)["components"]["schemas"]
    named = Counter(shape.__name__ for shape in ours if shape.__name__ in shown)
    assert [name for name, number in named.items() if number > 1] == []


def _below(shape: type[BaseModel]) -> Iterator[type[BaseModel]]:
    for each in shape.__subclasses__():
        yield each
        yield from _below(each)
