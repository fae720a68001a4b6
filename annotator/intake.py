"""Articles into the desk's project, from wherever they come."""

from annotator.sync import only_project
from tasks.store.articles import Added, add_article
from tasks.store.connection import Store
from tasks.text.analysis import MODEL_VERSION, analyse
from tasks.text.reading import RawArticle


def add(store: Store, raw: RawArticle) -> Added:
    """Read an article and record it. Its sentences wait for the next push."""
    read = analyse(raw)
    return add_article(
        store, only_project(store).project_id, read.identity, read.article, read.sentences, MODEL_VERSION
    )
