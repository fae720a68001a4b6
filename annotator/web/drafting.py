"""Drafts of new articles on the table of whoever sent the request, for pages and scripts alike."""

from collections.abc import Iterable, Iterator

from flask import abort, g

from annotator import preview
from annotator.web.current import desk
from annotator.web.storage import store
from tasks.errors import ArticleError
from tasks.store import drafts
from tasks.store.adding import Added
from tasks.store.drafts import Draft, DraftContent
from tasks.store.projects import Project
from tasks.text.reading import Read
from tasks.text.selection import EVERYTHING, Selection


def keep(
    reads: Iterable[Read],
    problems: list[ArticleError],
    selection: Selection = EVERYTHING,
    project: Project | None = None,
) -> str:
    """Put what was handed in on the table, one draft for each article.

    :param problems: gets what could not be read
    :return: the batch
    """
    return drafts.keep_drafts(store(), g.person.person_id, _contents(reads, problems, selection, project))


def _contents(
    reads: Iterable[Read], problems: list[ArticleError], selection: Selection, project: Project | None
) -> Iterator[DraftContent]:
    for found in reads:
        if isinstance(found, ArticleError):
            problems.append(found)
        else:
            yield preview.draft_of(store(), found, selection, project)


def find(draft_id: str) -> Draft:
    """A draft of theirs, or 404."""
    found = drafts.find_draft(store(), draft_id, g.person.person_id)
    if found is None:
        abort(404, "There is no such draft on your table.")
    return found


def add(draft: Draft, content: DraftContent) -> Added:
    """Add the article and clear the draft away; its sentences go to Label Studio by themselves.

    :param content: the draft's, as it was changed last
    :raises InputError: its project is archived by now
    """
    added = preview.add_draft(store(), content, g.person.person_id)
    drafts.remove_draft(store(), draft.draft_id)
    desk().hint()
    return added
