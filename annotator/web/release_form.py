"""The form of a new release: its name, what only people can say of it, and how it is made."""

from dataclasses import replace

from flask_babel import gettext, lazy_gettext
from flask_wtf import FlaskForm
from wtforms import (
    BooleanField,
    DateField,
    Field,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]
from wtforms.validators import InputRequired, Length, Optional, StopValidation, ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from annotator.web.wording import MODEL_WORDS
from exports.crowd.methods import Model
from exports.particulars import LICENCES, Particulars
from exports.splits import ByDate
from exports.versions import LONGEST_NAME, Version
from tasks.errors import InputError
from tasks.store.times import end_of


def _three_numbers(_form: FlaskForm, field: Field) -> None:
    try:
        Version.parse(field.data)
    except InputError as error:
        raise ValidationError(gettext("Write three numbers, such as 1.0.0.")) from error


def _both_or_neither(form: FlaskForm, field: Field) -> None:
    first = form.validation_from.raw_data
    if any(first or ()) != any(field.raw_data or ()):
        field.errors = []  # an empty field is no date, which is not what is wrong here
        raise StopValidation(gettext("Give both days, or neither."))


class ReleaseForm(FlaskForm):  # type: ignore[misc]
    name = StringField(lazy_gettext("Name of the dataset"), [InputRequired(), Length(max=LONGEST_NAME)])
    title = StringField(lazy_gettext("Title"), [Length(max=200)])
    about = TextAreaField(lazy_gettext("What it is for, and how it came about"), [Length(max=10_000)])
    publisher = StringField(lazy_gettext("Who publishes it"), [Length(max=200)])
    contact = StringField(lazy_gettext("Contact: whom to ask"), [Length(max=200)])
    homepage = StringField(lazy_gettext("Web page"), [Length(max=1000)])
    licence = SelectField(
        lazy_gettext("Licence"),
        choices=[
            SelectChoice(name, licence.title if licence.spdx else lazy_gettext("No licence has been given"))
            for name, licence in LICENCES.items()
        ],
        default="none",
    )
    known_gaps = TextAreaField(lazy_gettext("Known gaps: what is missing in it"), [Length(max=10_000)])
    lay_down = BooleanField(lazy_gettext("Say the same in later releases of this dataset"))
    with_text = BooleanField(lazy_gettext("With the articles’ texts, which we may pass on"))
    models = SelectMultipleField(
        lazy_gettext("What models make of the same answers"),
        choices=[SelectChoice(model, words) for model, words in MODEL_WORDS.items()],
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )
    version = StringField(lazy_gettext("Version"), [Optional(), _three_numbers])
    known_on = DateField(lazy_gettext("As it was known on"), [Optional()])
    validation_from = DateField(lazy_gettext("For validation: published from"), [Optional()])
    test_from = DateField(lazy_gettext("For testing: published from"), [_both_or_neither, Optional()])

    def validate_test_from(self, field: DateField) -> None:
        first, second = self.validation_from.data, field.data
        if first and second and second < first:
            raise ValidationError(gettext("Articles for testing must be newer than those for validation."))

    @property
    def is_unusual(self) -> bool:
        """Whether something is filled in that hardly anybody needs."""
        seldom = (self.version, self.known_on, self.validation_from, self.test_from)
        return any(any(field.raw_data or ()) for field in seldom)

    def particulars(self, kept: Particulars) -> Particulars:
        """What is filled in, and beside it what was laid down for all releases of the name."""
        return replace(
            kept,
            title=_said(self.title) or kept.title,
            about=_said(self.about) or kept.about,
            publisher=_said(self.publisher) or kept.publisher,
            contact=_said(self.contact) or kept.contact,
            homepage=_said(self.homepage) or kept.homepage,
            licence=kept.licence if self.licence.data == self.licence.default else self.licence.data,
            known_gaps=_said(self.known_gaps) or kept.known_gaps,
        )

    def chosen_models(self) -> tuple[Model, ...]:
        return tuple(map(Model, self.models.data or ()))

    def as_of(self) -> str | None:
        """The end of the day, as `tasks.store.times.as_text` writes it; ``None``: everything."""
        return end_of(self.known_on.data.isoformat()) if self.known_on.data else None

    def splits(self) -> ByDate | None:
        """``None``: by a hash."""
        first, second = self.validation_from.data, self.test_from.data
        return ByDate(first, second) if first and second else None


def _said(field: StringField) -> str:
    """Lines end as everywhere here; browsers send them with a carriage return."""
    return (field.data or "").replace("\r\n", "\n").strip()
