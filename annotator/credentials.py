"""Secrets of the desk: made on first start, readable by the owner only."""

import json
import os
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from annotator.locks import exclusive
from annotator.settings import Settings
from tasks.errors import SettingError, StoreError

FILE = "credentials.json"
PATIENCE_S = 60.0


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
    if not kept.keys() >= _MAKERS.keys():
        kept = _complete(path)
    return Credentials(**{name: kept[name] for name in _MAKERS} | _given(settings))


def _given(settings: Settings) -> dict[str, str]:
    """Secrets that come from outside: used, and never written to our file."""
    given = {
        "admin_email": settings.admin_email,
        "admin_password": settings.admin_password,
        "label_studio_token": settings.label_studio_token,
        "secret_key": settings.secret_key,
    }
    return {name: value for name, value in given.items() if value}


def _complete(path: Path) -> dict[str, str]:
    """Make what is missing. Of several processes that start at once, all come to have the same."""
    _make_folder(path.parent)
    with exclusive(path.with_suffix(".lock"), wait_s=PATIENCE_S, holder="a desk that starts"):
        kept = _read(path)
        complete = kept | {name: make() for name, make in _MAKERS.items() if name not in kept}
        if complete != kept:
            _write(path, complete)
    return complete


def _read(path: Path) -> dict[str, str]:
    """The secrets on file; empty ones are none."""
    try:
        kept = dict(json.loads(path.read_text(encoding="utf-8")))
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except (OSError, ValueError, TypeError) as error:
        raise SettingError(
            f"The secrets in {path} cannot be read: {error}. "
            f"Put the file back from a backup, or remove it to have new ones made."
        ) from error
    return {key: value for key, value in kept.items() if isinstance(value, str) and value}


def _write(path: Path, made: dict[str, str]) -> None:
    partial = path.with_suffix(".new")
    try:
        partial.unlink(missing_ok=True)
        with os.fdopen(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            json.dump(made, file, indent=2)
            file.flush()
            os.fsync(file.fileno())
        partial.replace(path)
    except OSError as error:
        raise _unwritable(path.parent, error) from error


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise _unwritable(folder, error) from error


def _unwritable(folder: Path, error: OSError) -> StoreError:
    return StoreError(
        f"The data folder {folder} cannot be written: {error.strerror}. "
        f"Make it yours, or set ANNOTATOR_DATA_DIR to another one."
    )
