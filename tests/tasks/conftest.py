"""What the tests of the traffic with Label Studio stand on."""

from collections.abc import Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import pytest
from tenacity import wait_none

from tasks.label_studio.client import LabelStudioClient
from tasks.label_studio.transport import Transport
from tasks.ledger import open_ledger
from tasks.push import push
from tasks.store.connection import Store
from tasks.store.projects import home_of
from tests.checkers import Checker
from tests.conftest import RunningLabelStudio
from tests.fake_label_studio import FakeLabelStudio, served
from tests.new_store import new_store
from tests.tasks.dying import survives
from tests.tasks.pushed import TEXT as PUSHED_TEXT
from tests.tasks.pushed import Pushed
from tests.tasks.scene import TEXT as SCENE_TEXT
from tests.tasks.scene import Attempt, Scene
from tests.tasks.store import builders
from tests.tasks.store_faults import finds_it_unlocked, finds_room, small_disk
from tests.tasks.traffic import TEXT, Traffic


@pytest.fixture
def traffic(store: Store, monkeypatch: pytest.MonkeyPatch) -> Iterator[Traffic]:
    monkeypatch.setattr(Transport.read.retry, "wait", wait_none())
    fake = FakeLabelStudio()
    client = LabelStudioClient("http://label-studio", "token", transport=fake)
    builders.add(store, TEXT)
    yield Traffic(store, fake, client, builders.make_project(store))
    client.close()


FAILING: dict[str, Attempt] = {
    "killed": survives,
    "locked": finds_it_unlocked,
    "disk full": finds_room,
}


@pytest.fixture(params=FAILING)
def scene(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Scene]:
    """Some sentences wait; what is done with them fails at each of its steps, in each of the ways."""
    fake = FakeLabelStudio()
    with ExitStack() as stack:
        folder = tmp_path
        if request.param == "disk full":
            folder = stack.enter_context(small_disk(tmp_path / "disk"))
        path = folder / "annotator.db"
        with closing(new_store(path)) as store:
            builders.add(store, SCENE_TEXT)
        yield Scene(path, fake, stack.enter_context(served(fake)), FAILING[request.param])


@pytest.fixture
def pushed(store: Store, label_studio: RunningLabelStudio) -> Iterator[Pushed]:
    builders.add(store, PUSHED_TEXT)
    project = builders.make_project(store)
    with closing(LabelStudioClient(label_studio.url, label_studio.token)) as client:
        push(store, client, project)
        home = home_of(store, project.project_id)
        assert home
        tasks = [row["label_studio_id"] for row in store.rows("select * from tasks order by task_id")]
        yield Pushed(store, client, project, home, tasks)
        assert open_ledger(store).balanced


@pytest.fixture
def editor(label_studio: RunningLabelStudio) -> Iterator[Checker]:
    with closing(Checker(label_studio)) as checker:
        yield checker


@pytest.fixture
def ana(label_studio: RunningLabelStudio, editor: Checker) -> Iterator[Checker]:
    with closing(editor.invite(label_studio, "ana@example.org")) as checker:
        yield checker
