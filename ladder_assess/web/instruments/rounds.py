"""Questionnaires that an organisation answers: what there is, rounds of each, and their results."""

import json

from flask import Blueprint, abort, redirect, render_template, url_for
from flask_babel import gettext as _

from ladder_assess.core.common.rounding import whole
from ladder_assess.core.instruments.instrument import Instrument
from ladder_assess.core.instruments.wave import WAYS, Wave, minutes, pages
from ladder_assess.core.points_of_view.views import FEWEST_ANSWERS
from ladder_assess.publishing.instruments.lowest_topics import lowest_topics
from ladder_assess.publishing.instruments.wave_records import COLUMNS, wave_record, wave_rows
from ladder_assess.services.campaigns.ask_people import answers_in
from ladder_assess.services.data_protection.export_everything import as_csv
from ladder_assess.services.instruments.answer_instrument import draft_of
from ladder_assess.services.instruments.open_wave import (
    find_wave,
    forms_of,
    instruments,
    open_wave,
    remove_wave,
)
from ladder_assess.services.instruments.score_wave import (
    WaveResult,
    score_beside,
    score_wave,
    score_waves,
)
from ladder_assess.services.points_of_view.ask_group import group_links
from ladder_assess.web.access.scope import actor, portfolio, scope
from ladder_assess.web.common.file_out import file_out
from ladder_assess.web.common.forms import Form
from ladder_assess.web.common.request import View, done, new_request_id, product, today
from ladder_assess.web.instruments.charts import charts_of, picture_file
from ladder_assess.web.instruments.forms import new_wave, opening_form
from ladder_assess.web.instruments.words import form_name

blueprint = Blueprint("questionnaires", __name__, url_prefix="/p/<token:token>/questionnaires")
scope(blueprint)


def instrument_or_404(identity: str) -> Instrument:
    """An instrument that organisations answer."""
    found = {instrument.id: instrument for instrument in instruments(product())}
    return found.get(identity) or abort(404)


def wave_or_404(instrument: str, number: int) -> Wave:
    """A wave of this request's portfolio."""
    instrument_or_404(instrument)
    return find_wave(product(), portfolio(), instrument, number) or abort(404)


@blueprint.get("")
def index() -> View:
    """What each questionnaire finds out, and its rounds so far."""
    results = score_waves(product(), portfolio())
    return render_template(
        "instruments/questionnaires/index.html",
        instruments=instruments(product()),
        results=results,
        drafts={
            r.wave.id: draft_of(product(), portfolio(), r.wave)
            for r in results
            if r.wave.own and r.handed_in is None
        },
        asked=_asked,
        minutes=minutes,
        ways=WAYS,
    )


def _asked(instrument: Instrument, *, short: bool = False) -> int:
    """How many questions a form has; of several forms, the longest."""
    found = (pages(instrument, form, short=short) for form in forms_of(instrument))
    return max(sum(len(page.items) for page in each) for each in found)


@blueprint.route("/<instrument>/open", methods=["GET", "POST"])
def open_round(instrument: str) -> View:
    """Choose who answers and which questions, then open a round."""
    found = instrument_or_404(instrument)
    form = opening_form(found, new_request_id())
    if form.validate_on_submit():
        new = new_wave(found, form)
        request = form.request_id.data
        number = open_wave(product(), portfolio(), new, actor(), today(), request)
        return redirect(url_for("questionnaires.show", instrument=instrument, wave=number))
    return render_template("instruments/questionnaires/open.html", form=form, instrument=found)


@blueprint.get("/<instrument>/rounds/<number:wave>")
def show(instrument: str, wave: int) -> View:
    """How far a round is, and its result as far as there is one."""
    found = wave_or_404(instrument, wave)
    result, beside = score_beside(product(), portfolio(), found)
    links = group_links(product(), portfolio(), answers_in(found))
    charts = charts_of(result, beside)
    return render_template(
        "instruments/questionnaires/show.html",
        wave=found,
        result=result,
        instrument=result.instrument,
        draft=draft_of(product(), portfolio(), found) if found.own else None,
        beside=beside,
        charts=charts,
        statements=[name for name in charts if name.startswith("statements-")],
        tokens={form: link.token for form, link in links.items() if link.token or link.many},
        removable=result.handed_in is None and not links,
        forms={form: form_name(result.instrument, form) for form in forms_of(result.instrument)},
        pages=pages(result.instrument, short=found.short),
        lowest=lowest_topics(
            result.instrument, result.own, result.groups, product().definitions.advice
        ),
        told=any(group.told for group in result.groups.values()),
        fewest=FEWEST_ANSWERS,
        shown=whole,
        with_group=lambda results, form: [r for r in results if form in r.groups],
    )


@blueprint.get("/<instrument>/rounds/<number:wave>/pictures/<picture>.<any(csv, svg):kind>")
def picture(instrument: str, wave: int, picture: str, kind: str) -> View:
    """A picture of a round, as a drawing or as the figures behind it."""
    found = wave_or_404(instrument, wave)
    return picture_file(*score_beside(product(), portfolio(), found), picture, kind)


@blueprint.get("/<instrument>/rounds/<number:wave>/results.<any(csv, json):kind>")
def figures(instrument: str, wave: int, kind: str) -> View:
    """The figures of a round as a file."""
    result = score_wave(product(), portfolio(), wave_or_404(instrument, wave))
    shown = (result.instrument, result.wave, result.own, dict(result.groups))
    if kind == "csv":
        content = as_csv(COLUMNS, wave_rows(*shown))
    else:
        content = json.dumps(wave_record(*shown), ensure_ascii=False)
    return file_out(content, f"{_stem(result)}.{kind}")


def _stem(result: WaveResult) -> str:
    return f"{result.instrument.stamp}-round-{result.wave.number}"


@blueprint.route("/<instrument>/rounds/<number:wave>/remove", methods=["GET", "POST"])
def remove(instrument: str, wave: int) -> View:
    """Take away a round that was opened by mistake: nothing handed in, no link made."""
    found = wave_or_404(instrument, wave)
    form = Form()
    if form.validate_on_submit():
        if remove_wave(product(), portfolio(), found, actor()):
            done(_("The round is removed."))
            return redirect(url_for("questionnaires.index"))
        form.form_errors.append(
            _("Answers were handed in, or a link was made. Such a round stays.")
        )
    return render_template(
        "instruments/questionnaires/remove.html",
        form=form,
        wave=found,
        instrument=instrument_or_404(instrument),
    )
