"""A workshop without phones: what to print, and votes on paper typed in."""

from typing import Any

from flask import g, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import HiddenField
from wtforms.validators import NumberRange

from ladder_assess.core.common.whole_number import whole_number
from ladder_assess.core.workshops.course import FACTS
from ladder_assess.core.workshops.record import Account
from ladder_assess.core.workshops.workshop import Workshop
from ladder_assess.services.workshops.consult_exercises import ballot_of
from ladder_assess.services.workshops.count_by_hand import count_by_hand, counted_now
from ladder_assess.web.common.fields import Count
from ladder_assess.web.common.forms import Form
from ladder_assess.web.common.request import View, point_out, product, said, today
from ladder_assess.web.workshops.forms import NONE
from ladder_assess.web.workshops.workshop import blueprint

__all__ = ["blueprint"]

MOST_PEOPLE = 1000
CHOICE = "choice-{}"


def _workshop() -> Workshop:
    found: Workshop = g.link
    return found


@blueprint.route("/paper", methods=["GET", "POST"])
def paper() -> View:
    """Print what a room without phones needs, and type in how it voted."""
    found = _workshop()
    account = counted_now(product(), found)
    form = _form(found, account)
    if form.is_submitted() and (account is None or (form.validate() and _adds_up(form, account))):
        counts = [form[name].data or 0 for name in _names(account)]
        seen = whole_number(form.revision.data)
        revision = -1 if seen is None else seen
        if account is None or not count_by_hand(product(), found, counts, revision, today()):
            point_out(_("Somebody else had moved on already. This is where the workshop is now."))
        return redirect(url_for("workshop.show", _anchor="now"))
    names = _names(account)
    if account and not account.choices:
        # Rungs stand with the highest first, as on the ladder, and below them what has none.
        *rungs, none = names
        names = [*reversed(rungs), none]
    shown = render_template(
        "workshops/workshop/paper.html",
        workshop=found,
        account=account,
        facts=counted_now(product(), found, FACTS) is not None,
        counted=ballot_of(product(), found) is not None,
        form=form,
        fields=[form[name] for name in names],
    )
    return shown, 422 if form.errors else 200


def _adds_up(form: Any, account: Account) -> bool:
    """Can votes come to what was typed? Says so beside the first number where they cannot."""
    counts = [form[name].data or 0 for name in _names(account)]
    if account.ballot is None or account.ballot.adds_up(counts):
        return True
    wrong = (
        _("Count again: every question must have as many answers as every other.")
        if account.parts
        else _(
            "Count again: the points must add up to a multiple of %(each)s, which is what each"
            " person gives.",
            each=account.ballot.points,
        )
    )
    form[_names(account)[0]].errors = [wrong]
    return False


def _names(account: Account | None) -> list[str]:
    """What the fields are called, one a choice."""
    many = account.ballot.choices if account and account.ballot else 0
    return [CHOICE.format(number) for number in range(many)]


def _form(found: Workshop, account: Account | None) -> Any:
    names = [_name(account, number) for number in range(len(account.choices))] if account else []
    if account and not names:
        rungs = product().definitions.questionnaire.rungs
        names = [*(f"{r.number}. {said(r.plain or r.name)}" for r in rungs), str(NONE)]
    wrong = _l("Enter a number from 0 to %(most)s.", most=MOST_PEOPLE)
    fields = {
        CHOICE.format(number): Count(name, [NumberRangeOrNothing(0, MOST_PEOPLE, message=wrong)])
        for number, name in enumerate(names)
    }
    kept = {"revision": str(found.revision)}
    return type("PaperForm", (Form,), {**fields, "revision": HiddenField()})(data=kept)


def _name(account: Account, choice: int) -> str:
    """A choice, with its question where there are several."""
    ask, text = account.ask_of(choice), said(account.choices[choice])
    return f"{said(ask)} {text}" if ask else text


class NumberRangeOrNothing(NumberRange):  # type: ignore[misc]
    """A number within bounds; nothing counts as none."""

    def __call__(self, form: Any, field: Any) -> None:
        if field.data is not None:
            super().__call__(form, field)
