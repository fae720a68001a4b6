"""What the pages stand on: settings, secrets, the way to Label Studio, and the worker."""

from collections.abc import Callable
from dataclasses import dataclass

from annotator.credentials import Credentials
from annotator.settings import Settings
from annotator.sync import SyncStatus
from tasks.label_studio.client import LabelStudioClient
from tasks.label_studio.sessions import SessionDoor


@dataclass(frozen=True, slots=True)
class Desk:
    """The parts of a running desk, handed to the web application."""

    settings: Settings
    credentials: Credentials
    door: SessionDoor  # signs people in
    client: LabelStudioClient  # speaks with the desk's own token
    hint: Callable[[], None]  # tells the sync worker that there may be news
    label_studio_status: Callable[[], str]  # running, starting, restarting, failed …
    sync_status: Callable[[], SyncStatus]
