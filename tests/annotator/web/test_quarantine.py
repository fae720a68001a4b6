"""What made no sense can be looked at safely, read again, and dismissed with a reason."""

import re
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass

import pytest
from flask import Flask
from flask.testing import FlaskClient

from annotator.credentials import ensure_credentials
from annotator.desk import Desk
from annotator.desk_store import open_desk_store
from annotator.web import create_app
from exports.standings import refresh
from tasks.label_studio.client import LabelStudioClient
from tasks.label_studio.sessions import SessionDoor
from tasks.ledger import SentenceState, open_ledger
from tasks.pull import pull
from tasks.push import ensure_home, push
from tasks.store import people, quarantine
from tasks.store.connection import Store
from tests.annotator.web.conftest import Surroundings
from tests.fake_label_studio import FakeLabelStudio
from tests.tasks.store import builders

HOSTILE = "</pre><script>alert(1)</script>"


@dataclass
class Front:
    """An editor at a desk whose Label Studio sent rubbish."""

    store: Store
    fake: FakeLabelStudio
    label_studio: LabelStudioClient
    browser: FlaskClient

    def post(self, path: str, **form: str) -> tuple[int, str]:
        token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', self.browser.get("/").text)
        assert token
        answer = self.browser.post(path, data={"csrf_token": token[1], **form}, follow_redirects=True)
        return answer.status_code, answer.text

    def pull(self) -> None:
        project = builders.make_project(self.store)
        pull(self.store, self.label_studio, ensure_home(self.store, self.label_studio, project), full=True)
        refresh(self.store)


@pytest.fixture
def front(surroundings: Surroundings) -> Iterator[Front]:
    fake = FakeLabelStudio()
    settings, credentials = surroundings.settings, ensure_credentials(surroundings.settings)
    client = LabelStudioClient("http://label-studio", "token", transport=fake)
    app: Flask = create_app(
        Desk(
            settings,
            credentials,
            SessionDoor("http://label-studio", transport=fake),
            client,
            hint=surroundings.hint,
            label_studio_status=lambda: "running",
            sync_status=lambda: surroundings.sync,
        )
    )
    browser = app.test_client()
    browser.set_cookie("sessionid", "editor")
    with closing(open_desk_store(settings)) as store, closing(client):
        people.record_people(store, [(1, "editor@example.org", "Editor")])
        people.grant(store, "editor@example.org", "editor")
        builders.add(store, "The quay is closed.\nThe quay is open.")
        push(store, client, builders.make_project(store))
        fake.answer(min(fake.tasks), HOSTILE)
        one = Front(store, fake, client, browser)
        one.pull()
        yield one


def test_the_list_and_the_case_show_it_as_text(front: Front) -> None:
    [case] = quarantine.open_cases(front.store)
    page = front.browser.get("/quarantine").text
    assert "The quay is closed." in page
    shown = front.browser.get(f"/quarantine/{case.quarantine_id}").text
    assert "&lt;script&gt;" in shown
    assert "<script" not in shown


def test_what_still_makes_no_sense_stays(front: Front) -> None:
    [case] = quarantine.open_cases(front.store)
    status, page = front.post(f"/quarantine/{case.quarantine_id}/release")
    assert status == 422
    assert "still makes no sense" in page
    assert quarantine.count_open(front.store) == 1


def test_what_can_be_read_meanwhile_counts(front: Front) -> None:
    """As after an update of the desk that knows the answer."""
    [case] = quarantine.open_cases(front.store)
    payload = case.payload.replace(HOSTILE, "disputed")
    front.store.execute("update quarantine set payload = ?", [payload])
    assert front.post(f"/quarantine/{case.quarantine_id}/release")[0] == 200
    assert quarantine.count_open(front.store) == 0
    assert open_ledger(front.store).states[SentenceState.LABELLED] == 1


def test_dismissing_wants_a_reason_and_holds(front: Front) -> None:
    [case] = quarantine.open_cases(front.store)
    assert front.post(f"/quarantine/{case.quarantine_id}/dismiss")[0] == 422
    assert front.post(f"/quarantine/{case.quarantine_id}/dismiss", note="A test by Ana")[0] == 200
    front.pull()
    assert quarantine.count_open(front.store) == 0
    assert "A test by Ana" in front.browser.get(f"/quarantine/{case.quarantine_id}").text


def test_an_answer_to_a_foreign_task_cannot_be_taken_in(front: Front) -> None:
    project = next(iter(front.fake.projects))
    [task] = front.label_studio.import_tasks(project, [{"data": {"sentence": "Not ours."}}])
    front.fake.answer(task)
    front.pull()
    newest, *_ = quarantine.open_cases(front.store)
    status, page = front.post(f"/quarantine/{newest.quarantine_id}/release")
    assert status == 422
    assert "did not make" in page


def test_the_account_is_shown_with_what_to_do(front: Front) -> None:
    page = front.browser.get("/ledger").text
    assert "Every sentence is accounted for" in page
    assert "Answer makes no sense" in page
    assert "quarantine page" in page


def test_the_figures_are_prometheus_text(front: Front) -> None:
    answer = front.browser.get("/metrics")
    assert answer.mimetype == "text/plain"
    assert 'annotator_sentences{state="quarantined"} 1.0' in answer.text
    assert "annotator_quarantine_open 1.0" in answer.text
    assert "annotator_ledger_balanced 1.0" in answer.text
    assert "quay" not in answer.text


@pytest.mark.parametrize("kind", ["no_such_kind", "../x"])
def test_only_known_alarms_can_be_put_back(front: Front, kind: str) -> None:
    assert front.post(f"/alarms/{kind}/put-back")[0] == 404


def test_a_changed_project_cannot_be_left_so(front: Front) -> None:
    assert front.post("/alarms/project_changed/accept")[0] == 400
