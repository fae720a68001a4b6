"""New stores in a hurry: the schema is laid out once, and each test gets a copy of that file."""

import atexit
import shutil
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from tasks.store.connection import Store, open_store


def new_store(path: Path) -> Store:
    """An empty store in a file of its own, as `open_store` makes it."""
    shutil.copyfile(_laid_out(), path)
    return open_store(path)


@cache
def _laid_out() -> Path:
    folder = Path(mkdtemp(prefix="annotator-schema-"))
    atexit.register(shutil.rmtree, folder)
    open_store(folder / "annotator.db").close()
    return folder / "annotator.db"
