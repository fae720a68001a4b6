"""The forms about an article: what is handed in, and what an editor says about it."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Self

from flask_babel import lazy_gettext as _l
from flask_babel import ngettext
from flask_wtf import FlaskForm
from flask_wtf.file import FileField
from wtforms import DateField, IntegerField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]
from wtforms.validators import URL, Length, NumberRange, Optional

from annotator.web.submitted import Submitted
from tasks.store.drafts import DraftContent
from tasks.store.projects import Project
from tasks.text.reading import RawArticle
from tasks.text.selection import Order, Selection


class SourceForm(FlaskForm):  # type: ignore[misc]
    """Where an article comes from: a pasted text, a file, or an address."""

    text = TextAreaField(_l("Text"), [Length(max=10_000_000)])
    file = FileField(_l("File"))
    url = StringField(
        _l("Address"), [Optional(), Length(max=4000), URL(message=_l("This is no web address."))]
    )

    def submitted(self) -> Submitted:
        return Submitted(
            text=self.text.data or "",
            file=self.file.data or None,
            url=(self.url.data or "").strip(),
        )


class ParticularsForm(FlaskForm):  # type: ignore[misc]
    """What is known about an article, and how much of it is to be labelled."""

    title = StringField(_l("Headline"), [Length(max=1000)])
    publisher = StringField(_l("Publisher"), [Length(max=1000)])
    published_on = DateField(_l("Published on"), [Optional()])
    url = StringField(
        _l("Address"), [Optional(), Length(max=4000), URL(message=_l("This is no web address."))]
    )
    project = SelectField(_l("Project"), coerce=int)
    order = SelectField(
        _l("What checkers meet first"),
        choices=[
            SelectChoice(Order.READING.value, _l("as in the article")),
            SelectChoice(Order.CHECK_WORTHINESS.value, _l("what is most worth checking")),
        ],
    )
    top = IntegerField(_l("Only so many sentences"), [Optional(), NumberRange(min=1, max=1_000_000)])

    def offer(self, projects: Sequence[Project]) -> Self:
        """The form with these projects to choose from; the first where none is chosen."""
        if self.project.data is None:
            self.project.data = projects[0].project_id
        self.project.choices = [
            SelectChoice(
                one.project_id,
                ngettext(
                    "%(title)s, %(num)d checker for each sentence",
                    "%(title)s, %(num)d checkers for each sentence",
                    one.checkers_per_sentence,
                    title=one.title,
                ),
            )
            for one in projects
        ]
        return self

    @classmethod
    def of(cls, content: DraftContent) -> Self:
        raw, selection = content.raw, content.selection
        return cls(
            project=content.project_id,
            title=raw.title,
            publisher=raw.publisher,
            published_on=raw.published_on,
            url=raw.url,
            order=selection.order.value,
            top=selection.top,
        )

    def particulars(self, raw: RawArticle) -> RawArticle:
        """The article with what the form says."""
        return replace(
            raw,
            title=(self.title.data or "").strip(),
            publisher=(self.publisher.data or "").strip(),
            published_on=self.published_on.data,
            url=(self.url.data or "").strip(),
        )

    def selection(self) -> Selection:
        return Selection(Order(self.order.data), self.top.data)
