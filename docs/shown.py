"""What pages show, and how a script reads it: every page with its addresses in the API."""

from collections.abc import Iterator, Mapping

from flask import Flask

from annotator.web.problems import is_for_scripts
from docs.access import Route, routes

_SENTENCE = (
    "/sentences/{sentence_id}",
    "/sentences/{sentence_id}/annotations",
    "/sentences/{sentence_id}/history",
    "/sentences/{sentence_id}/suggestions",
)
_ARTICLE = ("/articles/{article_id}", "/articles/{article_id}/sentences")

BY_SCRIPT: Mapping[str, tuple[str, ...]] = {
    "account.ledger_page": ("/ledger",),
    "articles.article": (*_ARTICLE, "/articles/{article_id}/revisions", *_SENTENCE),
    "articles.articles": ("/articles",),
    "articles.public": (*_ARTICLE, "/sentences/{sentence_id}/history"),
    "articles.sentence": _SENTENCE,
    "audit.audit_page": ("/audit",),
    "datasets.datasets": ("/releases",),
    "datasets.new_release": ("/datasets/{name}/particulars",),
    "datasets.release": ("/releases/{name}/{version}", "/releases/{name}/{version}/changes"),
    "front.desk_page": ("/overview", "/status", "/alarms", "/articles", "/releases"),
    "new_article.batch": ("/drafts/batches/{batch}",),
    "new_article.draft": ("/drafts/{draft_id}",),
    "new_article.form": ("/drafts",),
    "people.people_page": ("/people", "/people/{person_id}", "/invitation"),
    "people.person": ("/people/{person_id}",),
    "projects.new_project": ("/projects",),
    "projects.project": ("/projects/{project_id}",),
    "projects.projects": ("/projects",),
    "quarantine.case": ("/quarantine/{quarantine_id}",),
    "quarantine.cases": ("/quarantine",),
    "review.case": ("/sentences/{sentence_id}/case",),
    "review.queue": ("/review", "/review/counts"),
    "search.download": ("/search",),
    "search.page": ("/search",),
    "tokens.account_page": ("/account", "/account/tokens"),
}
"""By the endpoint of the page's view: paths below `/api/v1`."""

AS_IT_IS: Mapping[str, str] = {
    "account.metrics": "Programs read it as it is.",
    "datasets.archive": "A token opens it.",
    "datasets.download": "A token opens it: tables, figures, plots, manifest and citation.",
    "front.label": "It leads to Label Studio.",
    "health.healthz": "Programs read it as it is.",
    "projects.label": "It leads to Label Studio.",
    "sign_in.sign_in": "A script brings its token.",
    "static": "It holds what pages are made of.",
}
"""Why there is no other address for it."""

INTRODUCTION = """\
## What pages show

Every page, and the addresses below `/api/v1` by which a script reads the same.

"""


def pages(app: Flask) -> Iterator[Route]:
    """The routes that show something to people."""
    return (one for one in routes(app) if one.method == "GET" and not is_for_scripts(one.rule))


def rows(app: Flask) -> Iterator[tuple[str, str]]:
    """The table's rows, without its head."""
    for page in pages(app):
        paths = BY_SCRIPT.get(page.endpoint)
        cell = ", ".join(f"`GET {path}`" for path in paths) if paths else AS_IT_IS[page.endpoint]
        yield f"`{page.rule}`", cell
