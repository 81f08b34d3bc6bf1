"""The form by which a list of activities is narrowed and put in order; what it asks stands in the
address, so that it can be kept and sent on.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from flask import request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import Field, Form
from wtforms.fields import SelectChoice
from wtforms.validators import Optional, ValidationError

from ladder_assess.core.activities.filter import (
    NO_LADDER,
    OPEN,
    PLANNED,
    SORTS,
    ActivityFilter,
    chosen,
    read_days,
    services_of,
)
from ladder_assess.core.activities.listed_activity import Listed
from ladder_assess.core.common.finding import MOST_LETTERS
from ladder_assess.core.common.whole_number import whole_number
from ladder_assess.core.placement.typology import UNCLASSIFIED
from ladder_assess.services.activities.list_activities import list_activities
from ladder_assess.web.access.scope import portfolio
from ladder_assess.web.common.fields import Line, OneOf
from ladder_assess.web.common.request import product, said, today

# More than these are no list to choose from any more.
MOST_SERVICES = 300
SORT_WORDS = {
    "number": _l("Number"),
    "name": _l("Name"),
    "service": _l("Service"),
    "rung": _l("Rung, the lowest first"),
    "kind": _l("Kind"),
    "date": _l("Start, the earliest first"),
}
assert set(SORT_WORDS) == set(SORTS)
TIME = {"params": {"classes": "govuk-input--width-10"}}
SUCH_AS = _l("A year, month or day, such as 2024, 3/2024 or 15/3/2024.")


def a_time(_form: Form, field: Field) -> None:
    """A year, a month or a day."""
    if read_days(field.data) is None:
        raise ValidationError(
            _("Enter a year, a month or a day, for example 2024, 3/2024 or 15/3/2024.")
        )


class SearchWords(Line):
    """Words to search for; no more of them than a search looks at."""

    def process_formdata(self, valuelist: list[str]) -> None:
        super().process_formdata(valuelist)
        self.data = self.data[:MOST_LETTERS]


class FilterForm(Form):  # type: ignore[misc]
    """What is asked for. It changes nothing, so it carries no token."""

    q = SearchWords(_l("Search for words of a name or service, or your own code"), default="")
    service = OneOf(_l("Service"), default="")
    rung = OneOf(_l("Rung"), default="")
    kind = OneOf(_l("Kind"), default="")
    caution = OneOf(_l("Caution"), default="")
    since = Line(
        _l("Went on at or after"), [Optional(), a_time], description=SUCH_AS, render_kw=TIME
    )
    until = Line(
        _l("Went on at or before"), [Optional(), a_time], description=SUCH_AS, render_kw=TIME
    )
    sort = OneOf(_l("Order"), default="number")

    def validate_until(self, field: Line) -> None:
        """Times in their order."""
        first, last = read_days(self.since.data or ""), read_days(field.data or "")
        if first and last and last.last < first.first:
            raise ValidationError(_("Enter a last time that is not before the first."))

    @property
    def wanted(self) -> ActivityFilter:
        """What is asked for; nothing where the form cannot be read."""
        if not self.validate():
            return ActivityFilter()
        first, last = read_days(self.since.data or ""), read_days(self.until.data or "")
        days = {"since": first.first if first else None, "until": last.last if last else None}
        return ActivityFilter(**{**self.data, **days})

    @property
    def asked(self) -> dict[str, str]:
        """What is asked for as it stands in an address."""
        usual, typed = vars(ActivityFilter()), self.data
        return {n: typed[n] for n, value in vars(self.wanted).items() if value != usual[n]}

    @property
    def chosen_fields(self) -> list[Field]:
        """The fields beside the search."""
        return [field for field in self if field is not self.q]

    @property
    def narrowing(self) -> list[tuple[str, str]]:
        """What leaves activities out, in words: what it is about, and what was chosen."""
        return [self._in_words(self[name]) for name in self.asked if name != "sort"]

    def _in_words(self, field: Field) -> tuple[str, str]:
        if field is self.q:
            return _("Words"), field.data
        return str(field.label.text), field.words if isinstance(field, OneOf) else field.data

    def chosen(self, activities: Sequence[Listed]) -> list[Listed]:
        """The activities that are asked for, in the order that is asked for."""
        return chosen(activities, self.wanted, today())

    def on_any_rung(self, activities: Sequence[Listed]) -> list[Listed]:
        """Those that all else that is asked for leaves, on whichever rung."""
        return chosen(activities, replace(self.wanted, rung=""), today())


def filter_form(activities: Sequence[Listed]) -> FilterForm:
    """The form as the address has it, which offers what these activities have."""
    form = FilterForm(request.args if len(activities) > 1 else None)
    definition = product().definitions.questionnaire
    kinds = {kind.id: said(kind.name) for kind in definition.typology.kinds}
    kinds[UNCLASSIFIED] = _("Not known")
    rungs = {str(r.number): f"{r.number}. {said(r.plain or r.name)}" for r in definition.rungs}
    rungs[PLANNED] = _("Not begun: placed as planned")
    rungs[OPEN] = _("Not placed yet")
    rungs[NO_LADDER] = _("One person’s service: no ladder")
    cautions = {caution.id: said(caution.name) for caution in definition.cautions}
    services = services_of(activities, MOST_SERVICES)
    form.service.choices = _any({service: service for service in services})
    if len(services) == MOST_SERVICES:
        form.service.description = _("The services with the most activities.")
    form.rung.choices = _any(rungs)
    form.kind.choices = _any(kinds)
    form.caution.choices = _any(cautions)
    form.sort.choices = [SelectChoice(key, words) for key, words in SORT_WORDS.items()]
    return form


def asked_again() -> dict[str, Any]:
    """What the address asks of the list and which page of it, as far as the list has it still: for
    the way back from a page about one of its activities.
    """
    if not request.args:
        return {}
    form = filter_form(list_activities(product(), portfolio()).activities)
    page = whole_number(request.args.get("page")) or 1
    return {**form.asked, "page": page if page > 1 else None}


def _any(offered: dict[str, str]) -> list[SelectChoice]:
    return [
        SelectChoice("", _("Any")),
        *(SelectChoice(key, words) for key, words in offered.items()),
    ]
