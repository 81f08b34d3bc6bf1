"""Sheets of paper that are keyed in: each once and, without looking at that, a second time. Where
the two differ, whoever looks at the sheet says which is right.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from flask import abort, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext
from wtforms import HiddenField
from wtforms.fields import SelectChoice
from wtforms.validators import InputRequired, NumberRange, ValidationError

from ladder_assess.core.activities.activity_record import Value
from ladder_assess.core.campaigns.comments import LONGEST
from ladder_assess.core.campaigns.keyed import (
    AGAIN,
    BEGUN,
    COUNTED,
    HIGHEST_NUMBER,
    ONCE,
    TWICE,
    KeyedSheet,
    box_numbers,
    chosen,
    value_of,
)
from ladder_assess.core.common.whole_number import whole_number
from ladder_assess.core.instruments.asking import counted
from ladder_assess.core.instruments.instrument import Instrument
from ladder_assess.core.instruments.wave import Wave, pages
from ladder_assess.core.questionnaire.questionnaire import Item
from ladder_assess.publishing.instruments.condition_words import on_paper
from ladder_assess.services.campaigns.key_sheets import (
    begin_sheet,
    count_sheets,
    drop_sheet,
    find_sheet,
    keep_sheet,
    keyed_once,
    list_sheets,
)
from ladder_assess.web.access.scope import actor, portfolio
from ladder_assess.web.campaigns.course import campaign_or_404
from ladder_assess.web.common.charts import speech
from ladder_assess.web.common.fields import Choice, Count, Line, OneOf, text_field
from ladder_assess.web.common.forms import Form
from ladder_assess.web.common.paging import paged
from ladder_assess.web.common.request import (
    View,
    done,
    point_out,
    product,
    said,
    today,
)
from ladder_assess.web.common.widgets import NumberLine
from ladder_assess.web.instruments.rounds import blueprint, instrument_or_404
from ladder_assess.web.instruments.words import form_name

__all__ = ["blueprint"]
SHEETS = "/<instrument>/rounds/<number:wave>/sheets"
STATE_WORDS = {
    BEGUN: _l("Not keyed to the end"),
    ONCE: _l("Keyed once"),
    AGAIN: _l("Not keyed to the end the second time"),
    TWICE: _l("Keyed twice"),
    COUNTED: _l("Counts"),
}
DONE, ENOUGH, ANEW = "done", "enough", "anew"
FIRST, SECOND = "first", "second"


class NumberForm(Form):
    """The number that stands on a sheet, and of which group it is."""

    number = Count(
        _l("Number on the sheet"),
        [
            InputRequired(message=_l("Enter the number that stands on the sheet.")),
            NumberRange(
                1,
                HIGHEST_NUMBER,
                message=_l("Enter a number from 1 to %(max)s.", max=HIGHEST_NUMBER),
            ),
        ],
        description=_l("Write a number on each sheet that has none."),
        widget=NumberLine(),
    )
    form = OneOf(_l("Group"), default="")


class Keyed(Line):
    """The numbers of the boxes that are marked for a question."""

    widget = NumberLine()

    def __init__(self, *args: Any, item: Item, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.item = item

    def pre_validate(self, form: Any) -> None:
        """Each is the number of a box, and there is one where one may be marked."""
        try:
            value_of(self.item, self.data or "")
        except ValueError:
            most = len(self.item.options)
            raise ValidationError(
                _("Question %(label)s: enter numbers from 1 to %(most)s, with spaces between.",
                  label=self.label.text, most=most)
                if self.item.answer == "many"
                else _("Question %(label)s: enter one number from 1 to %(most)s.",
                       label=self.label.text, most=most)
            ) from None  # fmt: skip


def _here(instrument: str, number: int) -> tuple[Wave, Instrument, bool]:
    """A campaign of answers that were collected elsewhere, and whether people could say more."""
    wave, campaign = campaign_or_404(instrument, number)
    if not wave.elsewhere:
        abort(404)
    return wave, instrument_or_404(instrument), campaign.settings.comments


@blueprint.route(SHEETS, methods=["GET", "POST"])
def sheets(instrument: str, wave: int) -> View:
    """The sheets that do not count yet, and the number of the next one to key in."""
    found, of, _comments = _here(instrument, wave)
    there = list_sheets(product(), portfolio(), found)
    form = NumberForm(data={"number": max((each.number for each in there), default=0) + 1})
    groups = [SelectChoice(each, form_name(of, each)) for each in of.form_ids]
    form.form.choices = groups or [SelectChoice("", "")]
    if request.form.get("go") == ENOUGH:
        return _count_once(found, keyed_once(there))
    if form.validate_on_submit():
        return _begin(found, form)
    waiting = [each for each in there if each.state != COUNTED]
    return render_template(
        "campaigns/questionnaires/sheets.html",
        wave=found,
        instrument=of,
        form=form,
        page=paged(waiting),
        page_at=lambda number: _sheets_of(found, page=number),
        once=len(keyed_once(there)),
        counted=len(there) - len(waiting),
        words=STATE_WORDS,
        name_of=lambda each: form_name(of, each.form) if of.forms else "",
    )


def _count_once(wave: Wave, once: list[KeyedSheet]) -> View:
    """Let sheets count that were keyed once."""
    if not Form().validate_on_submit():
        abort(400)
    if once and _count(wave, once):
        many = len(once)
        done(ngettext("%(num)s sheet counts now.", "%(num)s sheets count now.", many))
    return redirect(_sheets_of(wave))


def _begin(wave: Wave, form: NumberForm) -> View:
    number = form.number.data or 0
    sheet = begin_sheet(product(), portfolio(), wave, number, form.form.data)
    if sheet is None or sheet.state == COUNTED:
        point_out(_("Sheet %(number)s is counted already. Is another number on it?", number=number))
        return redirect(_sheets_of(wave))
    if sheet.form != form.form.data:
        point_out(_("Sheet %(number)s was begun for another group: see below.", number=number))
    return redirect(_sheet_of(wave, number))


@blueprint.route(f"{SHEETS}/<number:number>", methods=["GET", "POST"])
def sheet(instrument: str, wave: int, number: int) -> View:
    """One sheet: its numbers keyed, or what was keyed otherwise the second time."""
    found, of, comments = _here(instrument, wave)
    kept = find_sheet(product(), portfolio(), found, number)
    if kept is None:
        abort(404)
    if kept.state == COUNTED:
        return redirect(_sheets_of(found))
    if request.form.get("go") == ANEW:
        return _anew(found, number)
    if kept.state == TWICE:
        return _settle(found, of, kept)
    return _key(found, of, kept, comments=comments)


def _anew(wave: Wave, number: int) -> View:
    if not Form().validate_on_submit():
        abort(400)
    if drop_sheet(product(), portfolio(), wave, number):
        done(_("What was keyed of sheet %(number)s is forgotten.", number=number))
    return redirect(_sheets_of(wave))


def _key(wave: Wave, of: Instrument, kept: KeyedSheet, *, comments: bool) -> View:
    """Key a sheet, or go on with it."""
    parts = pages(of, kept.form, short=wave.short)
    items = {item.id: item for part in parts for item in part.items}
    form = _keying_form(items, kept, comments=comments and not kept.second_time)
    if form.is_submitted() and _revision(form) != kept.revision:
        point_out(_("Somebody else keyed this sheet meanwhile: this is how far they are."))
        return redirect(_sheet_of(wave, kept.number))
    if form.validate_on_submit():
        values = {name: value_of(item, form[name].data or "") for name, item in items.items()}
        known = {name: value for name, value in values.items() if value is not None}
        whole = request.form.get("go") == DONE
        if counted(of, known, kept.form, short=wave.short) or not whole:
            comment = form["comment"].data or "" if "comment" in form else kept.comment
            after = keep_sheet(product(), portfolio(), wave, kept, known, comment, whole=whole)
            return _onward(wave, after or kept)
        form.form_errors.append(_("Key at least one answer, or forget the sheet."))
    return render_template(
        "campaigns/questionnaires/key_in.html",
        wave=wave,
        instrument=of,
        form=form,
        sheet=kept,
        parts=parts,
        only=on_paper(parts, of, speech()),
        at=_next_blank(items, kept.under_way),
        group=form_name(of, kept.form) if of.forms else "",
    )


def _onward(wave: Wave, sheet: KeyedSheet) -> View:
    """Where whoever keys goes on: a sheet that is alike twice counts."""
    if sheet.state in (BEGUN, AGAIN):
        return redirect(_sheet_of(wave, sheet.number))
    if sheet.state == ONCE:
        done(_("Sheet %(number)s is keyed once.", number=sheet.number))
    elif not sheet.settled:
        return redirect(_sheet_of(wave, sheet.number))
    elif _count(wave, [sheet]):
        done(_("Sheet %(number)s was keyed alike both times, and counts.", number=sheet.number))
    return redirect(_sheets_of(wave))


def _count(wave: Wave, settled: list[KeyedSheet]) -> bool:
    if count_sheets(product(), portfolio(), wave, settled, actor(), today()):
        return True
    point_out(
        _("Nothing was counted: the campaign takes no answers now, or somebody changed a sheet.")
    )
    return False


def _next_blank(items: Mapping[str, Item], values: Mapping[str, Value]) -> str:
    """The question to go on with: the one after the last that has an answer."""
    names = list(items)
    last = max((names.index(name) for name in values if name in items), default=-1)
    return names[min(last + 1, len(names) - 1)]


def _keying_form(items: Mapping[str, Item], kept: KeyedSheet, *, comments: bool) -> Form:
    at = _next_blank(items, kept.under_way)
    fields: dict[str, Any] = {
        name: Keyed(
            str(place),
            item=item,
            render_kw={"autocomplete": "off", **({"autofocus": True} if name == at else {})},
        )
        for place, (name, item) in enumerate(items.items(), start=1)
    }
    if comments:
        fields["comment"] = text_field(
            _l("What is written at the end"),
            _l("Word for word. Leave names out."),
            LONGEST,
            required=False,
            lines=True,
        )
    kind: type[Form] = type("KeyingForm", (Form,), {**fields, "revision": HiddenField("")})
    data = {name: box_numbers(item, kept.under_way.get(name)) for name, item in items.items()}
    form: Form = kind(data={**data, "comment": kept.comment, "revision": kept.revision})
    return form


def _revision(form: Form) -> int | None:
    return whole_number(str(form["revision"].data))


def _settle(wave: Wave, of: Instrument, kept: KeyedSheet) -> View:
    """Say which is right of each question that was keyed otherwise the second time."""
    items = [item for part in pages(of, kept.form, short=wave.short) for item in part.items]
    differs = [item for item in items if item.id in kept.differs]
    form = _settling_form(items, kept)
    if form.is_submitted() and _revision(form) != kept.revision:
        point_out(_("Somebody else keyed this sheet meanwhile: this is how far they are."))
        return redirect(_sheet_of(wave, kept.number))
    if form.validate_on_submit():
        second = {item.id: form[item.id].data == SECOND for item in differs}
        settled = replace(kept, keyed=chosen(kept, items, second))
        if _count(wave, [settled]):
            done(_("Sheet %(number)s is counted now.", number=kept.number))
        return redirect(_sheets_of(wave))
    return render_template(
        "campaigns/questionnaires/settle.html",
        wave=wave,
        instrument=of,
        form=form,
        sheet=kept,
        differs=differs,
    )


def _settling_form(items: list[Item], kept: KeyedSheet) -> Form:
    fields: dict[str, Any] = {}
    for place, item in enumerate(items, start=1):
        if item.id in kept.differs:
            label = _("%(place)s. %(question)s", place=place, question=said(item.ask))
            fields[item.id] = Choice(
                label,
                [InputRequired(message=_("Question %(label)s: say which is right.", label=place))],
                choices=[
                    SelectChoice(
                        FIRST, _("First time: %(answer)s", answer=_marked(item, kept.keyed))
                    ),
                    SelectChoice(
                        SECOND, _("Second time: %(answer)s", answer=_marked(item, kept.keyed_again))
                    ),
                ],
                own_options=(FIRST, SECOND),
                legend={"classes": "govuk-fieldset__legend--s"},
            )
    kind: type[Form] = type("SettlingForm", (Form,), {**fields, "revision": HiddenField("")})
    form: Form = kind(data={"revision": kept.revision})
    return form


def _marked(item: Item, values: Mapping[str, Value]) -> str:
    """What was keyed of a question: the numbers of its boxes, with what stands beside them."""
    value = values.get(item.id)
    marked = (value,) if isinstance(value, str) else value or ()
    texts = [f"{item.rank[option] + 1}, {said(item.option(option).text)}" for option in marked]
    return "; ".join(texts) or _("no box marked")


def _sheets_of(wave: Wave, **more: Any) -> str:
    return url_for("questionnaires.sheets", instrument=wave.instrument, wave=wave.number, **more)


def _sheet_of(wave: Wave, number: int) -> str:
    return url_for(
        "questionnaires.sheet", instrument=wave.instrument, wave=wave.number, number=number
    )
