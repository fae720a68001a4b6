"""Where a release is read from: its folder, a zip of it, or the address of either.

Whoever hands out a release may mean harm. So a file's name must stay below the
release's folder, and of a zip or an address nothing is brought here but the
files that are asked for; `exports.loading` compares each with its checksum.
"""

import shutil
import tempfile
import zipfile
import zlib
from abc import ABC, abstractmethod
from contextlib import ExitStack
from pathlib import Path, PurePosixPath

import httpx

from exports.files import CHECKSUMS
from tasks.errors import ReleaseError

TIMEOUT_S = 30.0

_DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError)
"""What `zipfile` raises for a file that is cut, changed, encrypted or packed in a way it does not know."""


class Source(ABC):
    """A release's files, brought into a folder one by one."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._things = ExitStack()  # to be let go of

    def fetch(self, name: str) -> Path:
        """Bring a file into the folder, unless it is there already.

        :param name: relative to the release's folder, POSIX
        :raises ReleaseError: the name leads elsewhere, or the file cannot be had
        """
        parts = PurePosixPath(name).parts
        if not parts or name.startswith("/") or ".." in parts or "\0" in name:
            raise ReleaseError(f"{name!r} names no file of a release.")
        path = self.folder / name
        try:
            self._bring(name, path)
        except OSError as error:
            raise ReleaseError(f"{name} cannot be read: {error.strerror or error}.") from error
        return path

    @abstractmethod
    def _bring(self, name: str, path: Path) -> None: ...

    def close(self) -> None:
        """Let go of temporary files."""
        self._things.close()


class _Folder(Source):
    def _bring(self, name: str, path: Path) -> None:
        """It is there."""


class _Zip(Source):
    def __init__(self, archive: Path, called: str) -> None:
        super().__init__(_temporary_folder())
        self._things.callback(shutil.rmtree, self.folder, ignore_errors=True)
        self._called = called
        try:
            self._archive = self._things.enter_context(zipfile.ZipFile(archive))
            self._root = self._root_of_release()
        except _DAMAGED as error:
            self.close()
            raise self._is_damaged(error) from error
        except BaseException:
            self.close()
            raise

    def _root_of_release(self) -> str:
        lists = [name for name in self._archive.namelist() if PurePosixPath(name).name == CHECKSUMS]
        if len(lists) != 1:
            raise ReleaseError(f"{self._called} holds {len(lists) or 'no'} releases; it must hold one.")
        return lists[0].removesuffix(CHECKSUMS)

    def _bring(self, name: str, path: Path) -> None:
        try:
            with self._archive.open(self._root + name) as packed:
                path.parent.mkdir(parents=True, exist_ok=True)
                with path.open("wb") as file:
                    shutil.copyfileobj(packed, file)
        except KeyError:
            raise ReleaseError(f"{name} is not in {self._called}.") from None
        except _DAMAGED as error:
            raise self._is_damaged(error) from error

    def _is_damaged(self, error: Exception) -> ReleaseError:
        return ReleaseError(f"{self._called} is a damaged zip file: {error}.")


class _Address(Source):
    def __init__(self, client: httpx.Client, address: httpx.URL) -> None:
        super().__init__(_temporary_folder())
        self._things.callback(shutil.rmtree, self.folder, ignore_errors=True)
        self._things.callback(client.close)
        self._client = client
        self._address = address

    def _bring(self, name: str, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        below = f"{self._address.path.rstrip('/')}/{name}"
        _download(self._client, self._address.copy_with(path=below), path)


def open_source(source: str | Path) -> Source:
    """The files of a release.

    :param source: a folder, a zip file, or an address (http or https) of either
    :raises ReleaseError: there is no such thing, or it cannot be had
    """
    if str(source).lower().startswith(("http://", "https://")):
        return _open_address(str(source))
    path = Path(source)
    if path.is_dir():
        return _Folder(path)
    if zipfile.is_zipfile(path):
        return _Zip(path, str(path))
    raise ReleaseError(
        f"{source} is neither a folder nor a zip file. Name a release's folder, zip or address."
    )


def _open_address(text: str) -> Source:
    """A zip is fetched whole, at once."""
    try:
        address = httpx.URL(text)
    except httpx.InvalidURL as error:
        raise ReleaseError(f"{text} is no address: {error}.") from error
    client = httpx.Client(timeout=TIMEOUT_S, follow_redirects=True)
    if not address.path.endswith(".zip"):
        return _Address(client, address)
    with client, tempfile.NamedTemporaryFile(prefix="dataset-", suffix=".zip") as file:
        _download(client, address, Path(file.name))
        return _Zip(Path(file.name), text)


def _temporary_folder() -> Path:
    return Path(tempfile.mkdtemp(prefix="dataset-"))


def _download(client: httpx.Client, address: httpx.URL, path: Path) -> None:
    try:
        with client.stream("GET", address) as answer, path.open("wb") as file:
            if answer.is_error:
                raise ReleaseError(f"{address} cannot be fetched: the server answers {answer.status_code}.")
            for piece in answer.iter_bytes():
                file.write(piece)
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise ReleaseError(f"{address} cannot be fetched: {error}.") from error
