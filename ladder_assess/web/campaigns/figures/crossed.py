"""Answers to one question set out by those to another, of rounds that may be read row by row."""

from collections.abc import Iterator
from typing import Any

from flask import abort, render_template, request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.datastructures import MultiDict
from wtforms import Form
from wtforms.fields import SelectChoice
from wtforms.validators import ValidationError

from ladder_assess.core.campaigns.cross_table import FORMS, CrossTable, choices
from ladder_assess.core.common.rounding import whole
from ladder_assess.core.instruments.comparison import Share
from ladder_assess.core.instruments.instrument import Instrument
from ladder_assess.core.instruments.wave import Wave
from ladder_assess.publishing.campaigns.margins_text import margins_text
from ladder_assess.publishing.instruments.condition_words import only_for
from ladder_assess.services.campaigns.draft_campaign import find_campaign
from ladder_assess.services.campaigns.figures.cross_answers import cross_answers
from ladder_assess.services.data_protection.export_everything import as_csv
from ladder_assess.web.access.scope import portfolio
from ladder_assess.web.campaigns.answers import by_row_or_404
from ladder_assess.web.common.charts import speech
from ladder_assess.web.common.fields import OneOf
from ladder_assess.web.common.file_out import file_out
from ladder_assess.web.common.request import View, product, said
from ladder_assess.web.instruments.rounds import blueprint, instrument_or_404
from ladder_assess.web.instruments.words import form_name

__all__ = ["blueprint"]
CROSSED = "/<instrument>/rounds/<number:wave>/crossed"
COLUMNS = ("group", "answer", "people", "of", "share", "low", "high", "design_effect")
WEIGHED = ("weighted", "weighted_low", "weighted_high", "effective", "weighted_design_effect")
# What is so seldom by chance alone is taken for more than chance.
SELDOM = 0.05
# The design effect where each person counts once.
UNWEIGHED = 1


class CrossForm(Form):  # type: ignore[misc]
    """Which question, and by which. It changes nothing, so it carries no token."""

    item = OneOf(_l("Question"))
    by = OneOf(_l("Compare people by"))

    def validate_by(self, field: OneOf) -> None:
        """A question says nothing of itself."""
        if field.data == self.item.data:
            raise ValidationError(_("Choose two different questions."))


def _form(instrument: Instrument, wave: Wave, asked_for: MultiDict[str, str]) -> CrossForm:
    """The form as the address has it."""
    form = CrossForm(asked_for)
    asked = list(instrument.asked(short=wave.short))
    form.item.choices = [SelectChoice(item.id, said(item.label or item.ask)) for item in asked]
    ways = [SelectChoice(FORMS, _("The group that they answer for"))] if instrument.forms else []
    by = choices(instrument, short=wave.short)
    ways += [SelectChoice(item.id, said(item.label or item.ask)) for item in by]
    form.by.choices = ways
    return form


def _table(wave: Wave, form: CrossForm) -> CrossTable | None:
    """The table that is asked for; None where none is, or the form cannot be read."""
    if not form.validate():
        return None
    return cross_answers(product(), portfolio(), wave, form.item.data, form.by.data)


def _group_names(instrument: Instrument, by: str, ids: tuple[str, ...]) -> dict[str, str]:
    if by == FORMS:
        return {each: form_name(instrument, each) for each in ids}
    return {each: said(instrument.items[by].option(each).text) for each in ids}


@blueprint.get(CROSSED)
def crossed(instrument: str, wave: int) -> View:
    """Choose two questions, and see how the answers go together."""
    found, of = by_row_or_404(instrument, wave), instrument_or_404(instrument)
    form = _form(of, found, request.args)
    table = _table(found, form) if request.args else None
    facts: dict[str, Any] = {}
    if table is not None:
        by = form.by.data
        names = _group_names(of, by, (*table.groups, *table.few))
        facts = {
            "item": of.items[form.item.data],
            "only": only_for(of.items[form.item.data], of, speech()),
            "names": names,
            "few": [names[group] for group in table.few],
            "by_words": form.by.words if by == FORMS else said(of.items[by].ask),
            "times": whole(1000 * table.test.p) if table.test else 0,
            "seldom": table.test is not None and table.test.p < SELDOM,
        }
    page = render_template(
        "campaigns/questionnaires/crossed.html",
        wave=found,
        instrument=of,
        form=form,
        table=table,
        weighed_by=_weighed_by(of, found) if table and table.weighed else [],
        shown=lambda share: whole(100 * share),
        **facts,
    )
    return page, (422 if form.errors else 200)


def _weighed_by(of: Instrument, wave: Wave) -> list[str]:
    campaign = find_campaign(product(), portfolio(), wave)
    return margins_text(of, campaign.margins, speech()) if campaign else []


@blueprint.get(f"{CROSSED}/<item>/<by>.csv")
def crossed_csv(instrument: str, wave: int, item: str, by: str) -> View:
    """The same figures for a spreadsheet."""
    found, of = by_row_or_404(instrument, wave), instrument_or_404(instrument)
    form = _form(of, found, MultiDict({"item": item, "by": by}))
    table = _table(found, form) or abort(404)
    name = f"{found.instrument}-round-{found.number}-{item}-by-{by}.csv"
    columns = (*COLUMNS, *(WEIGHED if table.weighed else ()))
    return file_out(as_csv(columns, _rows(of, form, table)), name)


def _rows(of: Instrument, form: CrossForm, table: CrossTable) -> Iterator[dict[str, Any]]:
    names = _group_names(of, form.by.data, table.groups)
    item = of.items[form.item.data]
    for at, group in enumerate(table.groups):
        for place, option in enumerate(table.options):
            share = table.share(at, place)
            weighed = _weighed(table.weighed_share(at, place)) if table.weighed else {}
            yield {
                "group": names[group],
                "answer": said(item.option(option).text),
                "people": share.count,
                "of": share.people,
                "share": share.value,
                "low": share.interval.low,
                "high": share.interval.high,
                "design_effect": UNWEIGHED,
                **weighed,
            }


def _weighed(share: Share) -> dict[str, float]:
    low, high = share.interval
    return dict(zip(WEIGHED, (share.value, low, high, share.effective, share.effect), strict=True))
