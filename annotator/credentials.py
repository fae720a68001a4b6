"""Secrets of the desk: made on first start, readable by the owner only."""

import json
import os
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from annotator.settings import Settings
from tasks.errors import SettingError, StoreError

FILE = "credentials.json"


@dataclass(frozen=True, slots=True)
class Credentials:
    """What opens the desk's doors. Never printed by ``repr``."""

    admin_email: str
    admin_password: str = field(repr=False)
    label_studio_token: str = field(repr=False)
    secret_key: str = field(repr=False)  # signs the desk's cookies
    webhook_secret: str = field(repr=False)  # Label Studio shows it when it hints at news
    pseudonym_key: str = field(repr=False)  # makes the checkers' names in releases


_MAKERS: dict[str, Callable[[], str]] = {
    "admin_email": lambda: "editor@example.org",
    "admin_password": lambda: secrets.token_urlsafe(12),
    "label_studio_token": lambda: secrets.token_hex(20),
    "secret_key": lambda: secrets.token_hex(32),
    "webhook_secret": lambda: secrets.token_hex(32),
    "pseudonym_key": lambda: secrets.token_hex(32),
}


def ensure_credentials(settings: Settings) -> Credentials:
    """The desk's secrets, made where they are missing; settings win over what is on file.

    :raises StoreError: the data folder cannot be made or written
    :raises SettingError: the file was damaged
    """
    path = settings.data_dir / FILE
    kept = _read(path)
    made = {name: kept.get(name) or make() for name, make in _MAKERS.items()}
    if made != kept:
        _write(path, made)
    return Credentials(**made | _given(settings))


def _given(settings: Settings) -> dict[str, str]:
    """Secrets that come from outside: used, and never written to our file."""
    given = {
        "admin_email": settings.admin_email,
        "admin_password": settings.admin_password,
        "label_studio_token": settings.label_studio_token,
        "secret_key": settings.secret_key,
    }
    return {name: value for name, value in given.items() if value}


def _read(path: Path) -> dict[str, str]:
    try:
        kept = json.loads(path.read_text(encoding="utf-8"))
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except (OSError, ValueError) as error:
        raise SettingError(
            f"The secrets in {path} cannot be read: {error}. "
            f"Put the file back from a backup, or remove it to have new ones made."
        ) from error
    return {key: value for key, value in kept.items() if isinstance(value, str)}


def _write(path: Path, made: dict[str, str]) -> None:
    partial = path.with_suffix(".new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        partial.unlink(missing_ok=True)
        with os.fdopen(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            json.dump(made, file, indent=2)
            file.flush()
            os.fsync(file.fileno())
        partial.replace(path)
    except OSError as error:
        raise StoreError(
            f"The data folder {path.parent} cannot be written: {error.strerror}. "
            f"Make it yours, or set ANNOTATOR_DATA_DIR to another one."
        ) from error
