"""A release survives being packed and unpacked."""

from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

from exports.archive import write_archive
from exports.verify import verify_release
from tasks.store.connection import Store
from tests.exports.desks import labelled_desk, released


def test_what_is_unpacked_is_what_was_released(store: Store, tmp_path: Path) -> None:
    labelled_desk(store)
    folder = released(store, tmp_path / "releases").folder
    packed = BytesIO()
    write_archive(folder, packed)
    ZipFile(packed).extractall(tmp_path)
    assert verify_release(tmp_path / folder.name) == []
    again = BytesIO()
    write_archive(folder, again)
    assert again.getvalue() == packed.getvalue()
