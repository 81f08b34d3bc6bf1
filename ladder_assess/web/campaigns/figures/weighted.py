"""Answers weighed by given margins, of rounds that may be read row by row."""

from collections.abc import Iterator
from typing import Any

from flask import abort, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.datastructures import MultiDict
from wtforms import Form as PlainForm
from wtforms.fields import SelectChoice
from wtforms.validators import ValidationError

from ladder_assess.core.campaigns.cross_table import FORMS, choices
from ladder_assess.core.campaigns.weights.margins import MOST_MARGINS, add_up, percentage
from ladder_assess.core.campaigns.weights.weighting import CannotWeigh, Margins, Weighted
from ladder_assess.core.common.rounding import whole
from ladder_assess.core.instruments.instrument import Instrument
from ladder_assess.core.instruments.wave import Wave
from ladder_assess.publishing.campaigns.margins_text import (
    margin_answers,
    margin_name,
    margins_text,
)
from ladder_assess.publishing.instruments.condition_words import only_for
from ladder_assess.services.campaigns.figures.keep_weights import weigh_wave
from ladder_assess.services.campaigns.figures.weigh_answers import weigh_answers
from ladder_assess.services.data_protection.export_everything import as_csv
from ladder_assess.web.access.scope import portfolio
from ladder_assess.web.campaigns.answers import by_row_or_404
from ladder_assess.web.common.charts import speech
from ladder_assess.web.common.fields import Line, OneOf, SeveralChoices
from ladder_assess.web.common.file_out import file_out
from ladder_assess.web.common.forms import Form
from ladder_assess.web.common.request import View, product, said
from ladder_assess.web.instruments.rounds import blueprint, instrument_or_404, wave_or_404

__all__ = ["blueprint"]
WEIGHTED = "/<instrument>/rounds/<number:wave>/weighted"
SHARES = ("answer", "unweighted", "weighted", "low", "high")
COLUMNS = (*SHARES, "people", "effective", "design_effect")
SHORT = {"params": {"inputmode": "decimal", "classes": "govuk-input--width-4"}}


class Percent(Line):
    """A percentage, with decimals or without."""

    def process_formdata(self, valuelist: list[str]) -> None:
        super().process_formdata(valuelist)
        found = percentage(str(self.data))
        self.share = found or 0.0
        if found is None:
            raise ValueError(_l("Enter a percentage from 0 to 100, for example 51 or 51.2."))


class WeightForm(PlainForm):  # type: ignore[misc]
    """What is weighed, and by what. It changes nothing, so it carries no token."""

    item = OneOf(_l("Question"))
    by = SeveralChoices(
        _l("Weigh people by"),
        description=_l("Choose what you know of all people whom the survey is about."),
    )

    def validate_by(self, field: SeveralChoices) -> None:
        """One margin at least, and no more than can be met."""
        if not field.data:
            raise ValidationError(_("Choose at least one question to weigh people by."))
        if len(field.data) > MOST_MARGINS:
            raise ValidationError(_("Choose four questions at most."))

    @property
    def names(self) -> dict[str, str]:
        """What each question is called that people can be weighed by."""
        return {choice.value: str(choice.label) for choice in self.by.choices}

    def of(self, name: str) -> list[Percent]:
        """The percentages of a question that people are weighed by."""
        return [field for field in self if field.name.startswith(prefix(name))]

    def margins(self) -> Margins:
        """The margins, as shares of 100."""
        return {
            name: {f.name.removeprefix(prefix(name)): f.share for f in self.of(name)}
            for name in self.by.data
        }

    def add_up(self) -> bool:
        """Does each margin come to 100, but for what was rounded? Says so where it does not."""
        for name in self.by.data:
            fields = self.of(name)
            total = sum(field.share for field in fields)
            if fields and not add_up(total):
                fields[0].errors = [
                    _("These come to %(total)s. Together they must be 100.", total=f"{total:g}")
                ]
        return not self.errors


def prefix(name: str) -> str:
    """What the percentages of a question are called in addresses."""
    return f"share-{name}-"


def weight_form(of: Instrument, wave: Wave, asked_for: MultiDict[str, str]) -> WeightForm:
    """The form as the address has it, with a percentage for each answer that people are weighed by
    and, for what is not there yet, an empty field.
    """
    ways = ways_of(of, wave)
    shares = {
        f"{prefix(name)}{option}": Percent(words, render_kw=SHORT)
        for name, _words in ways
        if name in asked_for.getlist("by")
        for option, words in options_of(of, name)
    }
    kind: type[WeightForm] = type("MarginForm", (WeightForm,), shares)
    form = kind(asked_for)
    form.item.choices = [
        SelectChoice(i.id, said(i.label or i.ask)) for i in of.asked(short=wave.short)
    ]
    form.by.choices = [SelectChoice(name, words) for name, words in ways]
    return form


def ways_of(of: Instrument, wave: Wave) -> list[tuple[str, str]]:
    """What people can be weighed by, with what it is called."""
    ways = [FORMS] if of.forms else []
    ways += [item.id for item in choices(of, short=wave.short) if not item.when]
    return [(name, margin_name(of, name, speech())) for name in ways]


def options_of(of: Instrument, name: str) -> list[tuple[str, str]]:
    """The answers to it, with what each is called."""
    return margin_answers(of, name, speech())


def filled_in(form: WeightForm, asked_for: MultiDict[str, str]) -> bool:
    """Can all of it be read? Where percentages are still to be asked for, it is not filled in."""
    if any(field.name not in asked_for for field in form if isinstance(field, Percent)):
        form.item.validate(form)
        form.by.validate(form)
        return False
    return form.validate() and form.add_up()


@blueprint.get(WEIGHTED)
def weighted(instrument: str, wave: int) -> View:
    """Choose a question and what people are weighed by, and see the answers as they then are."""
    found, of = wave_or_404(instrument, wave), instrument_or_404(instrument)
    if found.own:
        abort(404)
    form, table, why = weight_form(of, found, request.args), None, ""
    if found.by_row and request.args and filled_in(form, request.args):
        table, why = _table(found, of, form)
    weighing = weigh_wave(product(), portfolio(), found)
    here: dict[str, Any] = {"instrument": instrument, "wave": wave}
    page = render_template(
        "campaigns/questionnaires/weighted.html",
        wave=found,
        instrument=of,
        form=form,
        asked=bool(request.args),
        margins=[(form.names[n], form.of(n)) for n in form.by.data or () if n in form.names],
        table=table,
        why=why,
        item=of.items[form.item.data] if table else None,
        only=only_for(of.items[form.item.data], of, speech()) if table else "",
        here=here,
        kept=weighing and margins_text(of, weighing.margins, speech()),
        keep_form=Form(formdata=None),
        as_asked={**request.args.to_dict(flat=False), **here},
        shown=lambda share: whole(100 * share),
    )
    return page, (422 if form.errors or why else 200)


def _table(wave: Wave, of: Instrument, form: WeightForm) -> tuple[Weighted | None, str]:
    """The answers as they are weighed, or why they cannot be."""
    try:
        found = weigh_answers(product(), portfolio(), wave, form.item.data, form.margins())
    except CannotWeigh as cannot:
        return None, reason(of, cannot)
    if found is None:
        return None, str(_("Fewer than five people have answered this question."))
    return found, ""


def reason(of: Instrument, cannot: CannotWeigh) -> str:
    """Why margins cannot be met, in words."""
    if not cannot.margin:
        return str(
            _(
                "These percentages cannot all be met by the people who answered. "
                "Weigh by fewer questions."
            )
        )
    names = dict(options_of(of, cannot.margin))
    question = margin_name(of, cannot.margin, speech())
    if cannot.missing:
        return str(
            _(
                "%(question)s: nobody answered “%(answer)s”, so no weight gives it a share.",
                question=question,
                answer=names[cannot.missing],
            )
        )
    return str(
        _(
            "%(question)s: some people answered “%(answer)s”, so its share cannot be 0.",
            question=question,
            answer=names[cannot.unwanted],
        )
    )


@blueprint.get(f"{WEIGHTED}.csv")
def weighted_csv(instrument: str, wave: int) -> View:
    """The same figures for a spreadsheet; where there are none, the page says why."""
    found, of = by_row_or_404(instrument, wave), instrument_or_404(instrument)
    form = weight_form(of, found, request.args)
    table = _table(found, of, form)[0] if filled_in(form, request.args) else None
    if table is None:
        query: dict[str, Any] = request.args.to_dict(flat=False)
        page = url_for("questionnaires.weighted", instrument=instrument, wave=wave, **query)
        return redirect(page)
    name = f"{found.instrument}-round-{found.number}-{form.item.data}-weighted.csv"
    return file_out(as_csv(COLUMNS, _rows(of, form, table)), name)


def _rows(of: Instrument, form: WeightForm, table: Weighted) -> Iterator[dict[str, Any]]:
    item = of.items[form.item.data]
    for share in table.shares:
        yield {
            "answer": said(item.option(share.option).text),
            "unweighted": share.plain,
            "weighted": share.weighted,
            "low": share.interval.low,
            "high": share.interval.high,
            "people": table.people,
            "effective": table.effective,
            "design_effect": table.effect,
        }
