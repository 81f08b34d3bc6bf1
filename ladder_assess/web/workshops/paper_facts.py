"""A workshop without phones: the facts that people answered on sheets of paper, keyed in."""

from typing import Any

from flask import g, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext
from wtforms import HiddenField
from wtforms.validators import DataRequired, Length, ValidationError

from ladder_assess.core.common.whole_number import whole_number
from ladder_assess.core.questionnaire.questionnaire import Item
from ladder_assess.core.workshops.course import FACTS
from ladder_assess.core.workshops.sheets import Sheet, WrongSheet, read_sheets
from ladder_assess.core.workshops.workshop import Workshop
from ladder_assess.services.workshops.count_by_hand import count_sheets, counted_now
from ladder_assess.services.workshops.vote_by_facts import facts_ballot
from ladder_assess.web.common.fields import Paragraph
from ladder_assess.web.common.forms import Form
from ladder_assess.web.common.request import View, point_out, product, today
from ladder_assess.web.workshops.workshop import blueprint

__all__ = ["blueprint"]

# Of a thousand people, each fact with a blank after it.
LONGEST = 40_000


def _items() -> tuple[Item, ...]:
    return tuple(facts_ballot(product()).items)


class SheetsForm(Form):
    """Sheets of facts, a line for each, and the revision that the page showed."""

    sheets: Any = Paragraph(
        _l("The sheets, one on each line"),
        [
            DataRequired(message=_l("Type in the sheets, one on each line.")),
            Length(max=LONGEST, message=_l("That is more than a thousand sheets.")),
        ],
        description=_l("For example: 3 1 2 2 - 1 1 4 2 - 1 3 1 2"),
        render_kw={"params": {"rows": 12, "spellcheck": False}},
    )
    revision = HiddenField()
    read: list[Sheet]

    def validate_sheets(self, field: Any) -> None:
        """Each line is a sheet."""
        try:
            self.read = read_sheets(field.data or "", _items())
        except WrongSheet as wrong:
            raise ValidationError(_wrong(wrong)) from wrong


def _wrong(wrong: WrongSheet) -> str:
    items = _items()
    if not wrong.fact:
        return str(
            ngettext(
                "Line %(line)s has %(num)s answer, and a sheet has %(facts)s.",
                "Line %(line)s has %(num)s answers, and a sheet has %(facts)s.",
                wrong.answers, line=wrong.line, facts=len(items),
            )
        )  # fmt: skip
    most = len(items[wrong.fact - 1].option_ids)
    return str(
        _(
            "Line %(line)s: fact %(fact)s has the answers 1 to %(most)s, and - for none.",
            line=wrong.line, fact=wrong.fact, most=most,
        )
    )  # fmt: skip


@blueprint.route("/paper/facts", methods=["GET", "POST"])
def paper_facts() -> View:
    """Key in what people answered of the facts on paper."""
    found: Workshop = g.link
    account = counted_now(product(), found, FACTS)
    form = SheetsForm(data={"revision": str(found.revision)})
    if form.is_submitted() and (account is None or form.validate()):
        seen = whole_number(form.revision.data)
        revision = -1 if seen is None else seen
        if account is None or not count_sheets(product(), found, form.read, revision, today()):
            point_out(_("Somebody else had moved on already. This is where the workshop is now."))
        return redirect(url_for("workshop.show", _anchor="now"))
    shown = render_template(
        "workshops/workshop/paper_facts.html",
        workshop=found,
        account=account,
        form=form,
        items=_items(),
    )
    return shown, 422 if form.errors else 200
