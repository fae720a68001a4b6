"""What the tests of the traffic with Label Studio stand on."""

from collections.abc import Iterator

import pytest
from tenacity import wait_none

from tasks.label_studio.client import LabelStudioClient
from tasks.label_studio.transport import Transport
from tasks.store.connection import Store
from tests.fake_label_studio import FakeLabelStudio
from tests.tasks.store import builders
from tests.tasks.traffic import TEXT, Traffic


@pytest.fixture
def traffic(store: Store, monkeypatch: pytest.MonkeyPatch) -> Iterator[Traffic]:
    monkeypatch.setattr(Transport.read.retry, "wait", wait_none())
    fake = FakeLabelStudio()
    client = LabelStudioClient("http://label-studio", "token", transport=fake)
    builders.add(store, TEXT)
    yield Traffic(store, fake, client, builders.make_project(store))
    client.close()
