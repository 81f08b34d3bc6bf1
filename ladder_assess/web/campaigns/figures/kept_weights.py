"""Weights that count: the margins kept with a campaign, and its results weighed by them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from flask import abort, redirect, render_template, request, url_for
from flask_babel import gettext as _

from ladder_assess.core.campaigns.weights.weighted_groups import WeightedGroups
from ladder_assess.core.common.rounding import whole
from ladder_assess.core.instruments.group_scores import GroupResult
from ladder_assess.core.instruments.wave import Wave
from ladder_assess.publishing.campaigns.margins_text import margins_text
from ladder_assess.publishing.instruments.wave_charts import WaveCharts
from ladder_assess.services.campaigns.figures.keep_weights import (
    Weighing,
    keep_weights,
    weigh_wave,
)
from ladder_assess.services.data_protection.export_everything import as_csv
from ladder_assess.services.instruments.score_wave import WaveResult, score_beside
from ladder_assess.web.access.scope import actor, portfolio
from ladder_assess.web.campaigns.answers import by_row_or_404
from ladder_assess.web.campaigns.figures.weighted import (
    WEIGHTED,
    filled_in,
    reason,
    weight_form,
)
from ladder_assess.web.common.charts import speech
from ladder_assess.web.common.file_out import file_out
from ladder_assess.web.common.forms import Form
from ladder_assess.web.common.request import View, done, point_out, product, said
from ladder_assess.web.instruments.rounds import blueprint, instrument_or_404
from ladder_assess.web.instruments.words import form_name

__all__ = ["blueprint"]
KEPT = f"{WEIGHTED}/results"
COLUMNS = ("group", "question", "answer", "unweighted", "weighted", "low", "high", "people",
           "effective", "design_effect")  # fmt: skip


@dataclass(frozen=True)
class WeighedWave:
    """A campaign beside others: its groups as they answered, and weighed where margins are kept
    with it.
    """

    result: WaveResult
    weighed: Mapping[str, GroupResult]

    @property
    def wave(self) -> Wave:
        return self.result.wave

    def plain(self, form: str) -> GroupResult | None:
        """A group as it answered."""
        return self.result.groups.get(form)


@blueprint.post(f"{WEIGHTED}/keep")
def keep_margins(instrument: str, wave: int) -> View:
    """Keep the percentages that the address has; without any, none any more."""
    found, of = by_row_or_404(instrument, wave), instrument_or_404(instrument)
    if not Form().validate_on_submit():
        abort(400)
    here: dict[str, Any] = {"instrument": instrument, "wave": wave}
    if not request.args:
        keep_weights(product(), portfolio(), found, {}, actor())
        done(_("The results are weighed no more."))
        return redirect(url_for("questionnaires.weighted", **here))
    form = weight_form(of, found, request.args)
    if not filled_in(form, request.args):
        abort(400)
    keep_weights(product(), portfolio(), found, form.margins(), actor())
    done(_("The percentages are kept."))
    return redirect(url_for("questionnaires.kept_weights", **here))


@blueprint.get(KEPT)
def kept_weights(instrument: str, wave: int) -> View:
    """The results of a campaign weighed, beside the unweighed and those of other campaigns."""
    found, of = by_row_or_404(instrument, wave), instrument_or_404(instrument)
    weighing = weigh_wave(product(), portfolio(), found)
    if weighing is None:
        point_out(_("No percentages are kept. Weigh the answers first, then keep them."))
        return redirect(url_for("questionnaires.weighted", instrument=instrument, wave=wave))
    result, beside = score_beside(product(), portfolio(), found)
    weighed = weighing.found
    draw = WaveCharts(of, speech())
    return render_template(
        "campaigns/questionnaires/kept_weights.html",
        wave=found,
        instrument=of,
        by=margins_text(of, weighing.margins, speech()),
        weighed=weighed,
        why=reason(of, weighing.why) if weighing.why else "",
        names={form: form_name(of, form) for form in (weighed.groups if weighed else ())},
        waves=[_beside(each, found, weighing) for each in beside or [result]],
        charts={
            form: draw.then(group)
            for form, group in (weighed.groups.items() if weighed else ())
            if group.then
        },
        shown=whole,
    )


def _beside(result: WaveResult, own: Wave, weighing: Weighing) -> WeighedWave:
    """A campaign to set beside this one, weighed by its own margins."""
    of = weighing if result.wave.id == own.id else weigh_wave(product(), portfolio(), result.wave)
    return WeighedWave(result, of.found.groups if of and of.found else {})


@blueprint.get(f"{KEPT}.csv")
def kept_weights_csv(instrument: str, wave: int) -> View:
    """Every question weighed, for a spreadsheet; where nothing is, the page says why."""
    found = by_row_or_404(instrument, wave)
    weighing = weigh_wave(product(), portfolio(), found)
    if weighing is None or weighing.found is None:
        page = url_for("questionnaires.kept_weights", instrument=instrument, wave=wave)
        return redirect(page)
    rows = _rows(weighing.found, instrument)
    return file_out(as_csv(COLUMNS, rows), f"{instrument}-round-{found.number}-weighed.csv")


def _rows(weighed: WeightedGroups, instrument: str) -> Iterator[dict[str, Any]]:
    of = instrument_or_404(instrument)
    for form, group in weighed.groups.items():
        for told in group.told.values():
            for place, option in enumerate(told.item.options):
                share = told.share(place)
                yield {
                    "group": form_name(of, form),
                    "question": said(told.item.ask),
                    "answer": said(option.text),
                    "unweighted": told.counts[place] / told.people,
                    "weighted": share.value,
                    "low": share.interval.low,
                    "high": share.interval.high,
                    "people": told.people,
                    "effective": share.effective,
                    "design_effect": share.effect,
                }
