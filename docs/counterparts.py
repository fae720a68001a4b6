"""What pages change, and how a script changes it: every form of the pages with its addresses in the API."""

from collections.abc import Iterator, Mapping

from flask import Flask

from annotator.web.problems import is_for_scripts
from docs.access import Route, routes

BY_SCRIPT: Mapping[str, tuple[str, ...]] = {
    "alarms.accept": ("POST /alarms/{kind}/accept",),
    "alarms.put_it_back": ("POST /alarms/{kind}/put-back",),
    "articles.publish": ("PUT /articles/{article_id}/public",),
    "articles.withdraw": ("DELETE /articles/{article_id}/public",),
    "asking.flag": ("POST /sentences/{sentence_id}/flag",),
    "asking.opinion": ("POST /sentences/{sentence_id}/opinion",),
    "asking.send_back": ("POST /sentences/{sentence_id}/send-back",),
    "asking.withdraw": ("DELETE /sentences/{sentence_id}/requests/{request_id}",),
    "datasets.audience": ("PUT /releases/{name}/{version}/audience",),
    "datasets.new_release": ("POST /releases", "PUT /datasets/{name}/particulars"),
    "new_article.add": ("PATCH /drafts/{draft_id}", "POST /drafts/{draft_id}/add"),
    "new_article.add_ticked": ("POST /drafts/{draft_id}/add",),
    "new_article.discard": ("DELETE /drafts/{draft_id}",),
    "new_article.discard_batch": ("DELETE /drafts/batches/{batch}",),
    "new_article.leave_out": ("POST /drafts/{draft_id}/mends",),
    "new_article.merge": ("POST /drafts/{draft_id}/mends",),
    "new_article.particulars": ("PATCH /drafts/{draft_id}",),
    "new_article.read": ("POST /drafts", "POST /drafts/files"),
    "new_article.split": ("POST /drafts/{draft_id}/mends",),
    "new_article.take_in": ("POST /drafts/{draft_id}/mends",),
    "people.change_role": (
        "PUT /people/{person_id}/roles/{role}",
        "DELETE /people/{person_id}/roles/{role}",
    ),
    "projects.archive": ("POST /projects/{project_id}/archive",),
    "projects.new_project": ("POST /projects",),
    "projects.project": ("PATCH /projects/{project_id}",),
    "projects.take_up": ("POST /projects/{project_id}/take-up",),
    "quarantine.dismiss_case": ("POST /quarantine/{quarantine_id}/dismiss",),
    "quarantine.release_case": ("POST /quarantine/{quarantine_id}/release",),
    "settling.settle": ("POST /sentences/{sentence_id}/adjudications",),
    "settling.take_back": ("DELETE /sentences/{sentence_id}/adjudications/{adjudication_id}",),
    "tokens.revoke": ("DELETE /account/tokens/{token_id}",),
}
"""By the endpoint of the page's view: methods and paths below `/api/v1`."""

BY_PEOPLE_ONLY: Mapping[str, str] = {
    "hooks.label_studio": "Label Studio calls it.",
    "language.choose": "It changes the language of pages; the API speaks English.",
    "sign_in.sign_in": "A script brings its token.",
    "sign_in.sign_out": "A script revokes its token.",
    "tokens.create": "A token that could make others could not be revoked for good.",
}
"""Why a script cannot do the same."""

INTRODUCTION = """\
## What pages change

Every form of the pages, and the addresses below `/api/v1` that do the same.

"""


def forms(app: Flask) -> Iterator[Route]:
    """The routes of pages that change something."""
    return (one for one in routes(app) if one.method != "GET" and not is_for_scripts(one.rule))


def rows(app: Flask) -> Iterator[tuple[str, str]]:
    """The table's rows, without its head."""
    for form in forms(app):
        means = BY_SCRIPT.get(form.endpoint)
        cell = ", ".join(f"`{one}`" for one in means) if means else BY_PEOPLE_ONLY[form.endpoint]
        yield f"`{form.rule}`", cell
