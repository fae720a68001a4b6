"""The desk's store with what every desk has: a first project."""

from annotator.settings import Settings
from tasks.errors import AnnotatorError, StoreError
from tasks.store import projects
from tasks.store.connection import Store, open_store
from tasks.store.projects import Project

PROJECT_TITLE = "Fact-checking"


def open_desk_store(settings: Settings) -> Store:
    """The desk's store, with its first project in place.

    :raises StoreError: the data folder cannot be made or written
    """
    try:
        settings.data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise StoreError(
            f"The data folder {settings.data_dir} cannot be made: {error.strerror}. "
            f"Set ANNOTATOR_DATA_DIR to a folder that is yours."
        ) from error
    store = open_store(settings.store_path)
    projects.ensure_project(store, PROJECT_TITLE, settings.checkers_per_sentence)
    return store


def default_project(store: Store) -> Project:
    """Where articles go that nobody chose a project for: the oldest that is not archived."""
    project = projects.first_project(store)
    if project is None:
        raise AnnotatorError("The desk has no project. Start it once with `annotator up`.")
    return project
