"""What many tests stand on."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tasks.store.connection import Store, open_store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """An empty store in a file of its own."""
    opened = open_store(tmp_path / "annotator.db")
    yield opened
    opened.close()
