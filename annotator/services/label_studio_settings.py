"""What Label Studio is told, and how."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from annotator.services.banned_subnets import banned_subnets_except

# What a server may learn of the environment we were started in. Label Studio also reads names as
# common as HOST, DEBUG and CI, so nothing else is handed on.
_HANDED_ON = ("PATH", "LANG", "LC_ALL", "LC_CTYPE", "TZ", "TMPDIR", "LD_LIBRARY_PATH")


@dataclass(frozen=True, slots=True)
class LabelStudioSettings:
    """How to run the embedded Label Studio."""

    data_dir: Path  # ours; Label Studio's files go below it
    environment: Path  # the folder of Label Studio's own Python environment
    host: str  # the address to listen on
    port: int  # 0 for any free one
    admin_email: str  # the first account, made if it does not exist
    admin_password: str = field(repr=False)  # 8 characters at least
    admin_token: str = field(repr=False)  # for the API; 40 characters at most
    webhook_address: str = "127.0.0.1"  # the one reserved IP address that webhooks may call

    @property
    def folder(self) -> Path:
        return self.data_dir / "label-studio"

    @property
    def database(self) -> Path:
        return self.folder / "label_studio.sqlite3"

    @property
    def log(self) -> Path:
        return self.data_dir / "logs" / "label-studio.log"

    @property
    def account(self) -> dict[str, str]:
        """The first account. Label Studio's sign-in form looks for addresses in lower case only."""
        return {
            "email": self.admin_email.lower(),
            "password": self.admin_password,
            "token": self.admin_token,
        }


def server_environment(settings: LabelStudioSettings) -> dict[str, str]:
    """The environment variables of the server that answers on these settings. No secret is in it.

    :raises SettingError: ``webhook_address`` is not an IP address
    """
    banned = banned_subnets_except(settings.webhook_address)
    return base_environment(settings.folder) | {
        "LABEL_STUDIO_DISABLE_SIGNUP_WITHOUT_LINK": "true",
        "LABEL_STUDIO_USE_DEFAULT_BANNED_SUBNETS": "false",
        "LABEL_STUDIO_USER_ADDITIONAL_BANNED_SUBNETS": ",".join(banned),
    }


def base_environment(folder: Path, outside: Mapping[str, str] = os.environ) -> dict[str, str]:
    """What any Label Studio process of ours is told: to keep to ``folder`` and to itself."""
    return {name: outside[name] for name in _HANDED_ON if name in outside} | {
        "HOME": str(folder),
        "LABEL_STUDIO_BASE_DATA_DIR": str(folder),
        # Without a host of its own Label Studio writes relative links, which are right under
        # every name that leads to it: 127.0.0.1, localhost, the machine's name.
        "LABEL_STUDIO_HOST": "",
        "LABEL_STUDIO_DEBUG": "false",
        # Cookies go to the host they came from, whatever the port, so the desk sees them too.
        "LABEL_STUDIO_SESSION_COOKIE_SAMESITE": "Lax",
        "LABEL_STUDIO_CORS_ALLOW_ALL_ORIGINS": "false",
        "LABEL_STUDIO_LOCAL_FILES_SERVING_ENABLED": "false",
        "LABEL_STUDIO_SSRF_PROTECTION_ENABLED": "true",
        # It calls nobody.
        "LABEL_STUDIO_COLLECT_ANALYTICS": "false",
        "LABEL_STUDIO_SENTRY_DSN": "",
        "LABEL_STUDIO_FRONTEND_SENTRY_DSN": "",
        "LABEL_STUDIO_LATEST_VERSION_CHECK": "false",
        "LABEL_STUDIO_FEATURE_FLAGS_OFFLINE": "true",
    }
