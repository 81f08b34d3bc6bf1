"""The form by which the columns of a register are named, and its sheet is chosen."""

from collections.abc import Sequence
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext
from wtforms import SelectField
from wtforms.fields import SelectChoice
from wtforms.validators import Length, Optional, ValidationError

from ladder_assess.core.common.spreadsheet_cells import column_name
from ladder_assess.core.questionnaire.questionnaire import Questionnaire
from ladder_assess.core.register.columns import (
    ID,
    LEFT_OUT,
    NAME,
    RegisterColumn,
    is_date,
    is_number,
    register_columns,
)
from ladder_assess.core.register.days.dates import (
    DAY_FIRST,
    FIRST_YEAR,
    LAST_YEAR,
    MONTH_FIRST,
)
from ladder_assess.core.register.days.which_day import DATES
from ladder_assess.core.register.headings.first_row import ACTIVITY, HEADING
from ladder_assess.core.register.rows.facts import DESCRIPTION
from ladder_assess.core.register.state import LEAVE_HIDDEN, READ_HIDDEN, Findings
from ladder_assess.web.common.fields import Choice, Count, Exact
from ladder_assess.web.common.forms import Form
from ladder_assess.web.common.widgets import Dropdown
from ladder_assess.web.register.columns_words import (
    columns_by_topic,
    described,
    is_offered,
    maybe_column,
    of_the_sheet,
    sheet_choices,
)
from ladder_assess.web.register.grouped_list import GroupedDropdown
from ladder_assess.web.register.words import column_words


class ListField(SelectField):  # type: ignore[misc]
    """One of a list, where nothing may be left open."""

    widget = Dropdown()

    def pre_validate(self, form: Form) -> None:
        if self.choices and self.data not in {choice.value for choice in self.choices}:
            raise ValidationError(_("Choose something from the list."))


class ColumnField(ListField):
    """Which column of the format one of a file's is."""

    widget = GroupedDropdown()


class OrderField(Choice):
    """Which of day and month comes first in a column."""


class YearField(Count):
    """Of which year the days in a column are that lack theirs."""


class ColumnsForm(Form):
    """Which column is which; one field for each heading of a file, made by `columns_form`."""

    sheet = ListField(_l("Which sheet is the list of activities?"))
    read_sheet = Exact(validators=[Optional(), Length(max=3)])
    heading = Choice(legend={"classes": "govuk-fieldset__legend--m"})
    hidden = Choice(legend={"classes": "govuk-fieldset__legend--s"})

    # Places of columns that nobody has named yet.
    open_places: frozenset[int] = frozenset()
    # Those without any place here, which nothing is likely to be said of, and columns of days.
    spare_places: frozenset[int] = frozenset()
    dates: frozenset[str] = frozenset()
    # Those without a heading and with nothing beneath: there is nothing to say of them.
    bare_places: frozenset[int] = frozenset()
    # Those that may hold names.
    name_places: frozenset[int] = frozenset()
    # What the columns of the file are called.
    called: tuple[str, ...] = ()
    asks_of_hidden = asks_of_heading = False

    @property
    def _columns(self) -> list[ColumnField]:
        return [field for field in self if isinstance(field, ColumnField)]

    @property
    def other_sheet(self) -> str:
        """The sheet to be read in place of the one that was, where somebody chose one; whatever is
        wrong with the rest of the form.
        """
        chosen, given = self.sheet.data, {choice.value for choice in self.sheet.choices}
        other = chosen in given and chosen != self.sheet.object_data
        return str(chosen) if other and not self.csrf_token.errors else ""

    def changed(self, headings: tuple[str, ...]) -> dict[str, str]:
        """What someone chose for headings in place of what was filled in."""
        both = zip(headings, self._columns, strict=True)
        return {heading: str(f.data) for heading, f in both if f.data != f.object_data}

    @property
    def stays(self) -> bool:
        """Did someone ask for a sheet alone?"""
        return bool(self.read_sheet.data) or not self._columns

    @property
    def open_fields(self) -> list[ColumnField]:
        """Those to be seen first: what is asked about, and what is taken for names and ids."""
        asked = self.open_places - self.spare_places
        return [
            f
            for at, f in enumerate(self._columns)
            if at in asked
            or (f.errors and at in self.open_places)
            or (self._names_nothing and at not in self.bare_places)
            or (self.open_places and f.data in (ID, NAME))
        ]

    @property
    def spare_fields(self) -> list[ColumnField]:
        """Those that are most likely left out, to be looked at by who wants to."""
        asked = self.open_fields
        return [
            f for at, f in enumerate(self._columns) if at in self.open_places and f not in asked
        ]

    @property
    def spare_words(self) -> str:
        """What those are called."""
        spare = self.spare_fields
        return ", ".join(
            name for name, f in zip(self.called, self._columns, strict=True) if f in spare
        )

    def order_of(self, field: ColumnField) -> OrderField | YearField | None:
        """What is asked of the days in a column."""
        found = self._fields.get(field.name.replace("column_", "order_"))
        return found if isinstance(found, OrderField | YearField) else None

    @property
    def orders(self) -> tuple[str, ...]:
        """Which comes first in each column, or its year, where that was asked and said."""
        found = (self.order_of(field) for field in self._columns)
        return tuple(str(order.data or "") if order else "" for order in found)

    @property
    def lacks_name(self) -> bool:
        """Is no column taken for the names of activities?"""
        return NAME not in {field.data for field in self._columns}

    @property
    def lacks_id(self) -> bool:
        """Is no column taken for a number or code, so that names find activities again?"""
        return ID not in self.chosen and NAME in self.chosen

    @property
    def known_fields(self) -> list[ColumnField]:
        """Those that are known, to be looked at by who wants to."""
        shown = (*self.open_fields, *self.bare_fields)
        return [
            f for at, f in enumerate(self._columns) if at not in self.open_places and f not in shown
        ]

    @property
    def bare_fields(self) -> list[ColumnField]:
        """Those of columns that nothing is to be said of, which are no columns to a person."""
        return [f for at, f in enumerate(self._columns) if at in self.bare_places]

    @property
    def known_words(self) -> str:
        """What those hold that are known, for who does not look at each."""
        words = {choice.value: choice.label for f in self.known_fields for choice in f.choices}
        taken = (str(words[str(f.data)]) for f in self.known_fields if f.data in words and f.data)
        return ", ".join(dict.fromkeys(taken))

    @property
    def shows_known(self) -> bool:
        """Is there something about those that are known?"""
        return not self.open_places or any(field.errors for field in self.known_fields)

    @property
    def chosen(self) -> tuple[str, ...]:
        """The column of each heading, in their order; LEFT_OUT for none."""
        return tuple(str(field.data) for field in self._columns)

    def _told_of_same(self, field: ColumnField) -> bool:
        """Is another column before this one taken for the same? Then that is said there, once."""
        before = self._columns[: self._columns.index(field)]
        same = [each for each in before if each.data == field.data]
        if field.data in (LEFT_OUT, DESCRIPTION) or not same:
            return False
        what = {str(c.value): str(c.label) for c in field.choices}.get(str(field.data), "")
        field.errors = [
            _(
                "Both of these are “%(column)s”: %(first)s, %(second)s. Leave one of them out.",
                first=same[0].label.text,
                second=field.label.text,
                column=what,
            )
        ]
        return True

    def validate(self, extra_validators: Any = None) -> bool:
        """Check that none but texts, which are joined, is there twice, and that there is an id."""
        good = bool(super().validate(extra_validators))
        for field in self._columns:
            good = not self._told_of_same(field) and good
        for field in self._columns:
            order = self.order_of(field)
            if order is not None and field.data in self.dates and not _is_said(order):
                asks = isinstance(order, YearField)
                order.errors = [
                    _("Enter a year with four digits, for example 2024.")
                    if asks
                    else _("Choose which comes first.")
                ]
                good = False
        if self.asks_of_heading and not self.heading.data:
            self.heading.errors = [_("Choose whether this row is the heading.")]
            good = False
        if self.asks_of_hidden and not self.hidden.data:
            self.hidden.errors = [_("Choose whether to read the hidden rows.")]
            good = False
        if good and self._columns and self._names_nothing:
            self._columns[self._likely_name].errors = [
                _("Choose which column has the names of the activities, or their numbers or codes.")
            ]
            good = False
        return good

    @property
    def _names_nothing(self) -> bool:
        """Is no column taken for names or ids? Then any may be meant, and none is folded away."""
        return not {ID, NAME} & set(self.chosen)

    @property
    def _likely_name(self) -> int:
        """The place of the column that most likely has the names: what was filled in as such."""
        filled = (at for at, f in enumerate(self._columns) if f.object_data in (NAME, ID))
        return next(filled, min(self.name_places, default=0))


def columns_form(findings: Findings, questionnaire: Questionnaire) -> ColumnsForm:
    """The form for the headings of a file, filled with what is known of each or guessed."""
    columns = register_columns(questionnaire)
    topics = columns_by_topic(questionnaire)
    fields: dict[str, Any] = {
        f"column_{place}": ColumnField(
            _("Column “%(name)s”", name=heading or column_name(place)),
            choices=_choices(findings, place, topics),
            description=described(findings, place, columns),
        )
        for place, heading in enumerate(findings.headings)
    }
    fields |= _order_fields(findings) | _year_fields(findings)
    data = {
        f"column_{place}": guess if column is None else column
        for place, (column, guess) in enumerate(
            zip(findings.columns, findings.guesses, strict=True)
        )
    }
    form: ColumnsForm = type("FileColumnsForm", (ColumnsForm,), fields)(
        data={**data, **_said(findings), "sheet": findings.sheet}
    )
    form.sheet.choices = sheet_choices(findings)
    form.sheet.description = of_the_sheet(findings)
    form.spare_places = frozenset(
        at
        for at, guess in enumerate(findings.guesses)
        if guess == LEFT_OUT and _is_spare(findings, at)
    )
    form.name_places = frozenset(at for at, maybe in enumerate(findings.maybe) if maybe == NAME)
    form.dates = frozenset(name for name, column in columns.items() if is_date(column))
    form.bare_places = frozenset(
        at
        for at, heading in enumerate(findings.headings)
        if not (heading or findings.examples[at] or findings.columns[at] != LEFT_OUT)
    )
    _ask_of_heading(form, findings)
    _ask_of_hidden(form, findings)
    form.called = tuple(h or column_name(at) for at, h in enumerate(findings.headings))
    form.open_places = frozenset(at for at, c in enumerate(findings.columns) if c is None)
    return form


def _choices(
    findings: Findings, place: int, topics: Sequence[tuple[str, Sequence[RegisterColumn]]]
) -> list[SelectChoice]:
    """What a column of a file can be."""
    return [
        SelectChoice(LEFT_OUT, _("Leave it out")),
        *(
            SelectChoice(column.name, _offered(column), optgroup=topic)
            for topic, found in topics
            for column in found
            if is_offered(findings, place, column)
        ),
    ]


def _offered(column: RegisterColumn) -> str:
    """What a column is called where one is chosen: of a number that it is one."""
    name = column_words(column)
    return str(_("%(question)s (a number)", question=name)) if is_number(column) else name


def _said(findings: Findings) -> dict[str, str]:
    """What someone has said already of days and of hidden rows."""
    found = {f"order_{at}": order for at, order in enumerate(findings.said_orders) if order}
    found["heading"] = ACTIVITY if findings.headless else HEADING
    return {**found, "hidden": findings.take_hidden} if findings.take_hidden else found


def _is_spare(findings: Findings, place: int) -> bool:
    """Does nothing speak for asking about a column: not its name, and not its values?"""
    heading = findings.headings[place]
    unlike = place not in findings.against and not maybe_column(findings, place)
    twins = (at for at, other in enumerate(findings.headings) if other == heading and at != place)
    taken = any(findings.guesses[at] or findings.columns[at] for at in twins)
    return unlike and not (heading and taken)


def _is_said(order: OrderField | YearField) -> bool:
    """Is there an answer to what is asked of the days in a column?"""
    is_year = isinstance(order, YearField)
    return FIRST_YEAR <= (order.data or 0) <= LAST_YEAR if is_year else bool(order.data)


def _year_fields(findings: Findings) -> dict[str, YearField]:
    """A question for each column that may be days, whose days lack their year."""
    return {
        f"order_{place}": YearField(
            _(
                "Which year are the days in “%(name)s” in?",
                name=findings.headings[place] or column_name(place),
            ),
            description=_(
                "If you leave the column out, leave this empty. It has: %(texts)s",
                texts="; ".join(texts),
            ),
        )
        for place, texts in enumerate(findings.open_days)
        if texts and findings.lacks_year(place) and _may_be_days(findings, place)
    }


def _may_be_days(findings: Findings, place: int) -> bool:
    lists = (findings.columns, findings.guesses, findings.maybe)
    return not DATES.isdisjoint(column for found in lists for column in found[place : place + 1])


def _order_fields(findings: Findings) -> dict[str, OrderField]:
    """A question for each column with days that nothing decides, or that someone decided."""
    return {
        f"order_{place}": OrderField(
            _(
                "Which comes first in “%(name)s”?",
                name=findings.headings[place] or column_name(place),
            ),
            description=_("It has %(texts)s.", texts="; ".join(texts)),
            choices=[
                SelectChoice(DAY_FIRST, _("The day, as in 31/12/2024")),
                SelectChoice(MONTH_FIRST, _("The month, as in 12/31/2024")),
            ],
            legend={"classes": "govuk-fieldset__legend--s"},
        )
        for place, texts in enumerate(findings.open_days)
        if texts and not findings.lacks_year(place)
    }


def _ask_of_heading(form: ColumnsForm, findings: Findings) -> None:
    form.asks_of_heading = bool(findings.first_row)
    form.heading.label.text = _("Is row %(row)s the heading of your list?", row=findings.header_row)
    form.heading.description = _("It says: %(texts)s", texts="; ".join(findings.first_row))
    form.heading.choices = [
        SelectChoice(HEADING, _("Yes, it has the names of the columns")),
        SelectChoice(ACTIVITY, _("No, it is an activity")),
    ]


def _ask_of_hidden(form: ColumnsForm, findings: Findings) -> None:
    form.asks_of_hidden = bool(findings.hidden_rows)
    form.hidden.label.text = ngettext(
        "%(num)s row is hidden in your spreadsheet. What shall we do with it?",
        "%(num)s rows are hidden in your spreadsheet. What shall we do with them?",
        findings.hidden_rows,
    )
    form.hidden.choices = [
        SelectChoice(READ_HIDDEN, _("Read them like the others")),
        SelectChoice(LEAVE_HIDDEN, _("Leave them out")),
    ]
