"""One of each thing that has a page and that answers alone do not bring about."""

from datetime import UTC, datetime
from pathlib import Path

from annotator.preview import draft_of
from exports.release import create_release
from tasks.store import drafts, projects, publications, releases
from tasks.store.connection import Store
from tasks.store.times import as_text
from tasks.text.reading.raw import RawArticle

DATASET = "examples"
RELEASED_UNTIL = as_text(datetime(2026, 1, 1, 0, 5, tzinfo=UTC))
"""The large desk's first five minutes: some fifty articles."""

DRAFT = " ".join(f"The mayor of town {n} said on Monday that bridge {n} was closed." for n in range(40))


def add_examples(store: Store, releases_dir: Path, person_id: int) -> dict[str, object]:
    """Put a draft on somebody's table, and see to it that there are a release and a public article.

    :return: what to put into the gaps of the addresses of their pages
    """
    batch = drafts.keep_drafts(store, person_id, [draft_of(store, RawArticle("draft.txt", DRAFT))])
    (draft,) = drafts.list_batch(store, batch, person_id, limit=1)
    for article in store.rows("select article_id from articles order by article_id limit 1000"):
        publications.publish(store, article["article_id"], person_id)
    if not releases.list_releases(store, DATASET):
        create_release(store, releases_dir, DATASET, secret=b"benchmark", as_of=RELEASED_UNTIL)
    (release,) = releases.list_releases(store, DATASET)
    project = projects.first_project(store)
    assert project
    return {
        "draft_id": draft.draft_id,
        "batch": batch,
        "name": DATASET,
        "version": release.version,
        "path": "README.md",
        "project_id": project.project_id,
    }
