"""The forms by which a register is sent, its columns are named, and its rows are imported."""

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField, FileRequired
from govuk_frontend_wtf.wtforms_widgets import GovFileInput
from wtforms import SelectField
from wtforms.fields import SelectChoice
from wtforms.validators import ValidationError

from ladder_assess.core.register.columns import ID, LEFT_OUT, NAME, Column
from ladder_assess.core.register.state import Findings
from ladder_assess.storage.common.sheet_cells import column_name
from ladder_assess.web.common.fields import SeveralChoices
from ladder_assess.web.common.forms import Form, RequestForm
from ladder_assess.web.common.widgets import Dropdown
from ladder_assess.web.register.words import column_words

YES = "yes"
# Stands for a column that nobody has said anything of yet.
OPEN = "?"


class RegisterForm(RequestForm):
    """A register to look at."""

    file = FileField(
        _l("Choose a file"),
        [FileRequired(message=_l("Choose a file."))],
        widget=GovFileInput(),
        render_kw={"params": {"attributes": {"accept": ".csv,.tsv,.txt,.xlsx,.xls,.ods"}}},
    )


class ImportForm(Form):
    """The rows that were shown, to be imported."""

    leave_out = SeveralChoices(
        _l("Do you want to leave out the rows that are wrong?"),
        own_options=(YES,),
        legend={"classes": "govuk-fieldset__legend--s"},
    )

    def __init__(self, *args: Any, **values: Any) -> None:
        super().__init__(*args, **values)
        words = _("Leave these rows out and import the others")
        self.leave_out.choices = [SelectChoice(YES, words)]

    @property
    def leaves_out(self) -> bool:
        """Did someone say that wrong rows may be left out?"""
        return YES in (self.leave_out.data or ())


class ColumnField(SelectField):  # type: ignore[misc]
    """Which column of the format one of a file's is."""

    widget = Dropdown()

    def pre_validate(self, form: Form) -> None:
        if self.data not in {choice.value for choice in self.choices}:
            raise ValidationError(_("Choose something from the list."))


class ColumnsForm(Form):
    """Which column is which; one field for each heading of a file, made by `columns_form`."""

    id_from_name = SeveralChoices(
        _l("Does the file have no column for a number or code of each activity?"),
        own_options=(YES,),
        legend={"classes": "govuk-fieldset__legend--s"},
        description=_l(
            "It is what finds an activity again when you import the file the next time. "
            "With names instead, an activity whose name has changed counts as a new one."
        ),
    )

    # Places of columns that nobody has named yet, and whether none has an id.
    open_places: frozenset[int] = frozenset()
    lacks_id = False

    @property
    def _columns(self) -> list[ColumnField]:
        return [field for field in self if isinstance(field, ColumnField)]

    @property
    def open_fields(self) -> list[ColumnField]:
        """Those to be asked first."""
        return [f for at, f in enumerate(self._columns) if at in self.open_places]

    @property
    def known_fields(self) -> list[ColumnField]:
        """Those that are known, to be looked at by who wants to."""
        return [f for at, f in enumerate(self._columns) if at not in self.open_places]

    @property
    def shows_known(self) -> bool:
        """Is there something about those that are known?"""
        return not self.open_places or any(field.errors for field in self.known_fields)

    @property
    def asks_for_names(self) -> bool:
        """Is there no id, so that names might serve as one?"""
        return self.lacks_id or bool(self.id_from_name.errors)

    @property
    def chosen(self) -> tuple[str, ...]:
        """The column of each heading, in their order; LEFT_OUT for none."""
        return tuple(str(field.data) for field in self._columns)

    @property
    def uses_names(self) -> bool:
        """Shall the name of an activity serve as its id?"""
        return YES in (self.id_from_name.data or ()) and ID not in self.chosen

    def validate(self, extra_validators: Any = None) -> bool:
        """Check that no column is there twice, and that there is an id."""
        good = bool(super().validate(extra_validators))
        for field in self._columns:
            others = [other.data for other in self._columns if other is not field]
            if field.data != LEFT_OUT and field.data in others:
                field.errors = [_("Two columns cannot be the same. Leave one of them out.")]
                good = False
        if good and ID not in self.chosen and not self.uses_names:
            self.id_from_name.errors = [
                _("Choose which column has a number or code for each activity, or tick the box.")
            ]
            good = False
        elif good and self.uses_names and NAME not in self.chosen:
            self.id_from_name.errors = [_("Choose which column has the names first.")]
            good = False
        return good


def columns_form(findings: Findings, columns: Mapping[str, Column]) -> ColumnsForm:
    """The form for the headings of a file, filled with what is known of each or guessed."""
    choices = [SelectChoice(LEFT_OUT, _("Leave it out"))]
    choices += [SelectChoice(name, column_words(column)) for name, column in columns.items()]
    fields: dict[str, Any] = {
        f"column_{place}": ColumnField(
            _("Column “%(name)s”", name=heading or column_name(place)),
            choices=choices,
            description=_examples(findings.examples[place]),
        )
        for place, heading in enumerate(findings.headings)
    }
    data = {
        f"column_{place}": guess if column is None else column
        for place, (column, guess) in enumerate(
            zip(findings.columns, findings.guesses, strict=True)
        )
    }
    names = [YES] if findings.id_from_name else []
    form: ColumnsForm = type("FileColumnsForm", (ColumnsForm,), fields)(
        data={**data, "id_from_name": names}
    )
    form.open_places = frozenset(at for at, c in enumerate(findings.columns) if c is None)
    form.lacks_id = ID not in data.values()
    words = _("Yes. Use the name of each activity instead.")
    form.id_from_name.choices = [SelectChoice(YES, words)]
    return form


def _examples(texts: tuple[str, ...]) -> str:
    if not texts:
        return str(_("There is nothing in its first rows."))
    return str(_("It starts with: %(texts)s", texts="; ".join(texts)))
