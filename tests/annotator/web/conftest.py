"""The web application on a store of its own, without any server."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from flask import Flask

from annotator.credentials import ensure_credentials
from annotator.desk import Desk
from annotator.settings import Settings
from annotator.sync import SyncStatus, open_desk_store
from annotator.web import create_app
from tasks.label_studio.client import LabelStudioClient
from tasks.label_studio.sessions import SessionDoor

NOBODY = "http://127.0.0.1:9"  # the discard port: nothing answers there


@dataclass(slots=True)
class Surroundings:
    """What the application is told, and what it told."""

    settings: Settings
    label_studio: str = "running"
    sync: SyncStatus = field(default_factory=lambda: SyncStatus(1.0, None))
    hints: int = 0

    def hint(self) -> None:
        self.hints += 1


@pytest.fixture
def surroundings(tmp_path: Path) -> Surroundings:
    settings = Settings(data_dir=tmp_path)
    open_desk_store(settings).close()
    return Surroundings(settings)


@pytest.fixture
def app(surroundings: Surroundings) -> Iterator[Flask]:
    credentials = ensure_credentials(surroundings.settings)
    client = LabelStudioClient(NOBODY, credentials.label_studio_token)
    yield create_app(
        Desk(
            surroundings.settings,
            credentials,
            SessionDoor(NOBODY),
            client,
            hint=surroundings.hint,
            label_studio_status=lambda: surroundings.label_studio,
            sync_status=lambda: surroundings.sync,
        )
    )
    client.close()
