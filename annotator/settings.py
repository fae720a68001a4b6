"""Settings: ``ANNOTATOR_*`` in the environment, or the same names in an ini file.

The environment wins over the file. The file is the one that
``ANNOTATOR_SETTINGS`` names, else ``annotator.ini`` in the user's configuration
folder; its section is ``[annotator]``.
"""

import configparser
import os
import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from ipaddress import ip_network
from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

import platformdirs

from tasks.errors import SettingError
from tasks.text.reading.rules import FetchRules, Network
from tasks.types import MOST_CHECKERS

SECTION = "annotator"


@dataclass(frozen=True, slots=True)
class Means:
    """What a setting does, attached to its type."""

    text: str
    unset: str = ""  # what holds without it, where its default does not say so


@dataclass(frozen=True)
class Settings:
    """What can be set. Each field is the variable ``ANNOTATOR_`` and its name in capitals."""

    data_dir: Annotated[
        Path,
        Means(
            "Folder of the store, of Label Studio's data, of releases and logs.",
            unset="the user's data folder; on Linux `~/.local/share/annotator`",
        ),
    ]
    host: Annotated[str, Means("Address that the desk and the embedded Label Studio listen on.")] = (
        "127.0.0.1"
    )
    port: Annotated[int, Means("Port of the desk.")] = 5000
    label_studio_port: Annotated[int, Means("Port of the embedded Label Studio.")] = 8080
    label_studio_url: Annotated[
        str,
        Means(
            "Address of a Label Studio that runs elsewhere, as the desk reaches it.",
            unset="the desk runs a Label Studio of its own, the embedded one",
        ),
    ] = ""
    label_studio_public_url: Annotated[
        str, Means("Label Studio's address as browsers reach it.", unset="the address the desk uses")
    ] = ""
    label_studio_token: Annotated[
        str,
        Means(
            "Access token for Label Studio's API: of an account elsewhere, or for the embedded one.",
            unset="for the embedded one, made on first start",
        ),
    ] = field(default="", repr=False)
    label_studio_env: Annotated[
        Path | None,
        Means(
            "Folder of the embedded Label Studio's Python environment, which is built where it is missing.",
            unset="`label-studio` in the desk's own environment",
        ),
    ] = None
    admin_email: Annotated[
        str, Means("The embedded Label Studio's first account.", unset="`editor@example.org`")
    ] = ""
    admin_password: Annotated[
        str, Means("Its password, 8 characters or more.", unset="made on first start, and printed")
    ] = field(default="", repr=False)
    secret_key: Annotated[str, Means("What the desk signs cookies with.", unset="made on first start")] = (
        field(default="", repr=False)
    )
    trusted_proxies: Annotated[
        int,
        Means(
            "How many proxies stand before the desk. What they say in `X-Forwarded-For`, `-Proto`, `-Host` "
            "and `-Prefix` counts then; each of them must set all four. With 0 nobody looks at them."
        ),
    ] = 0
    path_prefix: Annotated[
        str,
        Means(
            "Path below which browsers reach the desk, as `/desk`. A proxy may take it off or leave it on.",
            unset="none",
        ),
    ] = ""
    checkers_per_sentence: Annotated[
        int,
        Means(
            "How many checkers each sentence needs. Taken when the data folder is first used; "
            "later the page of projects says it."
        ),
    ] = 1
    poll_seconds: Annotated[
        float, Means("Seconds between two looks at Label Studio when nothing hints at news.")
    ] = 10.0
    fetch_allow: Annotated[
        tuple[Network, ...],
        Means(
            "Networks that articles may be fetched from although they are not public, as `10.1.0.0/16`, "
            "with commas between them.",
            unset="none",
        ),
    ] = ()

    @property
    def fetch_rules(self) -> FetchRules:
        return FetchRules(allowed_networks=self.fetch_allow)

    @property
    def store_path(self) -> Path:
        return self.data_dir / "annotator.db"

    @property
    def releases_dir(self) -> Path:
        return self.data_dir / "releases"

    @property
    def archives_dir(self) -> Path:
        return self.data_dir / "archives"

    @property
    def logs_dir(self) -> Path:
        return self.data_dir / "logs"

    @property
    def environment_folder(self) -> Path:
        return self.label_studio_env or Path(sys.prefix) / "label-studio"

    @property
    def is_embedded(self) -> bool:
        """Whether the desk runs a Label Studio of its own."""
        return not self.label_studio_url


def load_settings(environ: Mapping[str, str] = os.environ) -> Settings:
    """Read the settings.

    :raises SettingError: naming the setting, what it holds and what it should
    """
    values = _from_file(environ) | {
        name.removeprefix("ANNOTATOR_").lower(): value
        for name, value in environ.items()
        if name.startswith("ANNOTATOR_") and value
    }
    data_dir = values.get("data_dir") or platformdirs.user_data_path("annotator")
    environment = values.get("label_studio_env")
    return Settings(
        data_dir=Path(data_dir).expanduser().absolute(),
        host=values.get("host", Settings.host),
        port=_port(values, "port", Settings.port),
        label_studio_port=_port(values, "label_studio_port", Settings.label_studio_port),
        label_studio_url=_url(values, "label_studio_url"),
        label_studio_public_url=_url(values, "label_studio_public_url"),
        label_studio_token=values.get("label_studio_token", ""),
        label_studio_env=Path(environment).expanduser().absolute() if environment else None,
        admin_email=values.get("admin_email", ""),
        admin_password=values.get("admin_password", ""),
        secret_key=values.get("secret_key", ""),
        trusted_proxies=_whole(values, "trusted_proxies", 0, 0, 10),
        path_prefix=_path_prefix(values),
        checkers_per_sentence=_whole(values, "checkers_per_sentence", 1, 1, MOST_CHECKERS),
        poll_seconds=_seconds(values, "poll_seconds", Settings.poll_seconds),
        fetch_allow=_networks(values, "fetch_allow"),
    )


def _from_file(environ: Mapping[str, str]) -> dict[str, str]:
    named = environ.get("ANNOTATOR_SETTINGS")
    path = Path(named) if named else platformdirs.user_config_path("annotator") / "annotator.ini"
    parser = configparser.ConfigParser(interpolation=None)
    try:
        text = path.read_text(encoding="utf-8")
        parser.read_string(text, source=str(path))
    except FileNotFoundError:
        if named:
            raise SettingError(f"ANNOTATOR_SETTINGS names {path}, which does not exist.") from None
        return {}
    except (OSError, configparser.Error, UnicodeDecodeError) as error:
        raise SettingError(f"The settings file {path} cannot be read: {error}") from error
    section = parser[SECTION] if parser.has_section(SECTION) else {}
    return {key.removeprefix("annotator_"): value for key, value in section.items() if value}


def _variable(name: str) -> str:
    return f"ANNOTATOR_{name.upper()}"


def _whole(values: Mapping[str, str], name: str, default: int, least: int, most: int) -> int:
    text = values.get(name)
    if text is None:
        return default
    if not text.isdecimal() or not least <= int(text) <= most:
        raise SettingError(f"{_variable(name)} is {text!r}; it takes a whole number from {least} to {most}.")
    return int(text)


def _port(values: Mapping[str, str], name: str, default: int) -> int:
    return _whole(values, name, default, 1, 65535)


def _path_prefix(values: Mapping[str, str]) -> str:
    text = values.get("path_prefix", "").rstrip("/")
    if text and not re.fullmatch(r"(/[A-Za-z0-9._~-]+)+", text):
        raise SettingError(f"ANNOTATOR_PATH_PREFIX is {text!r}; it takes a path like /desk.")
    return text


def _seconds(values: Mapping[str, str], name: str, default: float) -> float:
    text = values.get(name)
    if text is None:
        return default
    try:
        seconds = float(text)
    except ValueError:
        seconds = 0.0
    if not 0.1 <= seconds <= 3600:
        raise SettingError(f"{_variable(name)} is {text!r}; it takes seconds from 0.1 to 3600.")
    return seconds


def _networks(values: Mapping[str, str], name: str) -> tuple[Network, ...]:
    try:
        return tuple(ip_network(part.strip()) for part in values.get(name, "").split(",") if part.strip())
    except ValueError as error:
        raise SettingError(
            f"{_variable(name)} is {values[name]!r}; it takes networks like 127.0.0.1/32, 10.1.0.0/16"
            f" ({error})."
        ) from error


def _url(values: Mapping[str, str], name: str) -> str:
    text = values.get(name, "").rstrip("/")
    if not text:
        return ""
    parts = urlsplit(text)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise SettingError(f"{_variable(name)} is {text!r}; it takes an address like http://127.0.0.1:8080.")
    return text
