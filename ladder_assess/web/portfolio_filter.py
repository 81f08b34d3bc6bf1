"""The form by which a list of activities is narrowed and put in order; what it asks stands in the
address, so that it can be kept and sent on.
"""

from collections.abc import Sequence

from flask import request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import Form, SelectField
from wtforms.fields import SelectChoice
from wtforms.validators import NumberRange, Optional, ValidationError

from ladder_assess.core.listed import Listed
from ladder_assess.core.portfolio_filter import (
    FIRST_YEAR,
    LAST_YEAR,
    NO_LADDER,
    SORTS,
    Wanted,
    chosen,
    services_of,
)
from ladder_assess.core.typology import UNCLASSIFIED
from ladder_assess.web.fields import Count
from ladder_assess.web.views import product, said
from ladder_assess.web.widgets import Dropdown

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
YEAR = {"params": {"inputmode": "numeric", "classes": "govuk-input--width-4"}}
REAL_YEAR = NumberRange(
    FIRST_YEAR, LAST_YEAR, message=_l("Enter a year with four digits, for example 2024.")
)


class OneOf(SelectField):  # type: ignore[misc]
    """One thing of a list, or any of them."""

    widget = Dropdown()

    def pre_validate(self, form: Form) -> None:
        if self.data not in {choice.value for choice in self.choices}:
            raise ValidationError(_("Choose something from the list."))

    @property
    def words(self) -> str:
        """What was chosen, as the list has it."""
        return next(str(choice.label) for choice in self.choices if choice.value == self.data)


class FilterForm(Form):  # type: ignore[misc]
    """What is asked for. It changes nothing, so it carries no token."""

    service = OneOf(_l("Service"), default="")
    rung = OneOf(_l("Rung"), default="")
    kind = OneOf(_l("Kind"), default="")
    caution = OneOf(_l("Caution"), default="")
    since = Count(_l("Went on in or after the year"), [Optional(), REAL_YEAR], render_kw=YEAR)
    until = Count(_l("Went on in or before the year"), [Optional(), REAL_YEAR], render_kw=YEAR)
    sort = OneOf(_l("Order"), default="number")

    def validate_until(self, field: Count) -> None:
        """Years in their order."""
        if field.data and self.since.data and field.data < self.since.data:
            raise ValidationError(_("Enter a last year that is not before the first."))

    @property
    def wanted(self) -> Wanted:
        """What is asked for; nothing where the form cannot be read."""
        return Wanted(**self.data) if self.validate() else Wanted()

    @property
    def asked(self) -> dict[str, str]:
        """What is asked for as it stands in an address."""
        usual = Wanted()
        wanted = vars(self.wanted).items()
        return {name: str(value) for name, value in wanted if value != getattr(usual, name)}

    @property
    def narrowing(self) -> list[tuple[str, str]]:
        """What leaves activities out, in words: what it is about, and what was chosen."""
        fields = [self[name] for name in self.asked if name != "sort"]
        return [
            (str(f.label.text), f.words if isinstance(f, OneOf) else str(f.data)) for f in fields
        ]

    def chosen(self, activities: Sequence[Listed]) -> list[Listed]:
        """The activities that are asked for, in the order that is asked for."""
        return chosen(activities, self.wanted)


def filter_form(activities: Sequence[Listed]) -> FilterForm:
    """The form as the address has it, which offers what these activities have."""
    form = FilterForm(request.args if len(activities) > 1 else None)
    definition = product().definitions.questionnaire
    kinds = {kind.id: said(kind.name) for kind in definition.typology.kinds}
    kinds[UNCLASSIFIED] = _("Not known")
    rungs = {str(r.number): f"{r.number}. {said(r.plain or r.name)}" for r in definition.rungs}
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


def _any(offered: dict[str, str]) -> list[SelectChoice]:
    return [
        SelectChoice("", _("Any")),
        *(SelectChoice(key, words) for key, words in offered.items()),
    ]
