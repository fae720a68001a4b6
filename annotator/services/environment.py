"""Label Studio's own Python environment: a folder, and whether it can be used.

A marker file in it holds the hash of the lock file that the environment was
built from. It is written last. Until then it says that the building goes on, so
an environment half built or built from another lock file is built again, and a
folder without a marker is somebody else's.
"""

import hashlib
from dataclasses import dataclass
from pathlib import Path

LOCK_FILE = Path(__file__).with_name("label-studio.lock")
SERVER_SCRIPT = Path(__file__).with_name("label_studio_server.py")


@dataclass(frozen=True, slots=True)
class Environment:
    """The folder that Label Studio is run from."""

    folder: Path

    @property
    def python(self) -> Path:
        return self.folder / "bin" / "python"

    @property
    def template_database(self) -> Path:
        return self.folder / "template.sqlite3"

    @property
    def log(self) -> Path:
        return self.folder / "install.log"

    @property
    def marker(self) -> Path:
        return self.folder / "annotator-environment"

    @property
    def is_ready(self) -> bool:
        """Whether it is built, whole, and from the lock file that we ship."""
        try:
            return self.python.exists() and self.marker.read_text() == lock_hash()
        except OSError:
            return False


def lock_hash() -> str:
    """What the marker of a finished environment says: the SHA-256 of the lock file, in hex."""
    return hashlib.sha256(LOCK_FILE.read_bytes()).hexdigest()
