"""Finding sentences. What is looked for is the address, so it can be shared, and downloaded as CSV."""

import csv
from collections.abc import Iterator, Sequence
from contextlib import closing
from io import StringIO
from pathlib import Path
from urllib.parse import urlencode

from flask import Blueprint, Response, abort, g, render_template, request
from flask_babel import lazy_gettext
from flask_wtf import FlaskForm
from wtforms import DateField, IntegerField, StringField
from wtforms.validators import AnyOf, Length, NumberRange, Optional

from annotator.web.access import CHECKERS, allowed
from annotator.web.current import desk
from annotator.web.storage import store
from annotator.web.wording import STATES
from exports.formats.csv import guarded
from exports.standings import SEVERAL
from tasks.store.connection import Store
from tasks.store.people import Person, list_people
from tasks.store.search import Found, Wanted, find, iter_found
from tasks.types import NOT_A_CLAIM, UNDECIDED, Verdict

blueprint = Blueprint("search", __name__)

PAGE_SIZE = 30
LONGEST = 200  # characters of a field
LABELS = (*map(str, Verdict), NOT_A_CLAIM, UNDECIDED, SEVERAL)
COLUMNS = (
    "sentence_id",
    "article_id",
    "sentence",
    "title",
    "publisher",
    "published_on",
    "claimant",
    "label",
    "state",
)


class SearchForm(FlaskForm):  # type: ignore[misc]
    """The fields of an address; nothing is changed by it, so it carries no token."""

    class Meta:
        csrf = False

    words = StringField(lazy_gettext("Words"), [Length(max=LONGEST)])
    label = StringField(lazy_gettext("Verdict"), [Optional(), AnyOf(LABELS)])
    state = StringField(lazy_gettext("State"), [Optional(), AnyOf(list(STATES))])
    claimant = StringField(lazy_gettext("Claimant"), [Length(max=LONGEST)])
    publisher = StringField(lazy_gettext("Publisher"), [Length(max=LONGEST)])
    since = DateField(lazy_gettext("Published from"), [Optional()])
    until = DateField(lazy_gettext("Published until"), [Optional()])
    checker = IntegerField(lazy_gettext("Checker"), [Optional(), NumberRange(1, 2**62)])
    article_id = StringField(lazy_gettext("Article"), [Length(max=LONGEST)])

    def wanted(self) -> Wanted:
        return Wanted(
            words=(self.words.data or "").strip(),
            label=self.label.data or "",
            state=self.state.data or "",
            claimant=(self.claimant.data or "").strip(),
            publisher=(self.publisher.data or "").strip(),
            since=self.since.data,
            until=self.until.data,
            checker=self.checker.data if g.person.is_editor else None,
            article_id=self.article_id.data or "",
        )


@blueprint.get("/search")
@allowed(CHECKERS)
def page() -> tuple[str, int]:
    form = SearchForm(request.args)
    fits = form.validate()
    before = request.args.get("before", type=int)
    found = find(store(), form.wanted(), limit=PAGE_SIZE + 1, before=before) if fits else []
    shown = found[:PAGE_SIZE]
    asked = {name: value for name, value in request.args.items() if name in form and value}
    return render_template(
        "search.html",
        form=form,
        found=shown,
        labels=LABELS,
        states=STATES,
        checkers=_checkers(),
        query=urlencode(asked),
        next_page=urlencode({**asked, "before": shown[-1].number}) if len(found) > PAGE_SIZE else None,
    ), (200 if fits else 422)


@blueprint.get("/search.csv")
@allowed(CHECKERS)
def download() -> Response:
    """Everything that fits, streamed."""
    form = SearchForm(request.args)
    if not form.validate():
        abort(400)
    lines = _lines(desk().settings.store_path, form.wanted())
    answer = Response(lines, content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = "attachment; filename=sentences.csv"
    return answer


def _checkers() -> Sequence[Person]:
    """Whom editors can narrow by; others see no names."""
    return list_people(store()) if g.person.is_editor else ()


def _lines(path: Path, wanted: Wanted) -> Iterator[str]:
    """The file, line by line; the request's own connection is closed before the last."""
    buffer = StringIO()
    writer = csv.writer(buffer)
    writer.writerow(COLUMNS)
    with closing(Store(path)) as own:
        for one in iter_found(own, wanted):
            writer.writerow(map(guarded, _cells(one)))
            yield buffer.getvalue()
            buffer.seek(0)
            buffer.truncate()
    yield buffer.getvalue()


def _cells(one: Found) -> tuple[str, ...]:
    particulars = (one.title, one.publisher, one.published_on, one.claimant, one.label, one.state)
    return (one.sentence_id, one.article_id, one.text, *particulars)
