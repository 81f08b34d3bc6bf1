"""Rounds of each questionnaire: what there is, starting one, how far it is, taking one away."""

from typing import Any

from flask import abort, redirect, render_template, url_for
from flask_babel import gettext as _

from ladder_assess.core.activities.pages import Page
from ladder_assess.core.campaigns.campaign import DAYS, REQUIRED, checklist, fixed
from ladder_assess.core.campaigns.course import DRAFTED, following, standing, state_at
from ladder_assess.core.campaigns.open_data import FEWEST_PUBLISHED
from ladder_assess.core.common.rounding import whole
from ladder_assess.core.instruments.asked_pages import asked_pages
from ladder_assess.core.instruments.instrument import Instrument
from ladder_assess.core.instruments.wave import (
    MOST_ROUNDS,
    ORGANISATION,
    WAYS,
    TooManyRounds,
    Wave,
    minutes,
    pages,
)
from ladder_assess.core.points_of_view.fives import FEWEST_ANSWERS
from ladder_assess.publishing.instruments.condition_words import only_for
from ladder_assess.publishing.instruments.lowest_topics import lowest_topics
from ladder_assess.services.campaigns.ask_people import answers_in
from ladder_assess.services.campaigns.draft_campaign import (
    draft_campaign,
    find_campaign,
    list_campaigns,
    progress_of,
)
from ladder_assess.services.campaigns.move_campaign import is_named
from ladder_assess.services.instruments.answer_instrument import draft_of
from ladder_assess.services.instruments.open_wave import (
    forms_of,
    instruments,
    open_wave,
    remove_wave,
)
from ladder_assess.services.instruments.score_wave import WaveResult, score_beside, score_waves
from ladder_assess.services.points_of_view.ask_group import group_links
from ladder_assess.web.access.identity import now
from ladder_assess.web.access.scope import actor, organisation_number, portfolio
from ladder_assess.web.campaigns.quotas import quota_flaws
from ladder_assess.web.campaigns.words import (
    CHECK_FIELDS,
    CHECK_WORDS,
    STATE_COLOURS,
    STATE_WORDS,
    when,
)
from ladder_assess.web.common.charts import speech
from ladder_assess.web.common.forms import Form
from ladder_assess.web.common.request import View, done, new_request_id, product, today
from ladder_assess.web.instruments.charts import charts_of
from ladder_assess.web.instruments.forms import new_wave, opening_form
from ladder_assess.web.instruments.rounds import blueprint, instrument_or_404, wave_or_404
from ladder_assess.web.instruments.words import form_name

__all__ = ["blueprint"]


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
        states=_states(),
        asked=_asked,
        minutes=minutes,
        ways=WAYS,
    )


def _states() -> dict[int, str]:
    """The state of each campaign, by the id of its round."""
    found = list_campaigns(product(), portfolio())
    return {wave: state_at(campaign.course, now()) for wave, campaign in found.items()}


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
        begin = open_wave if new.answered_by == ORGANISATION else draft_campaign
        try:
            number = begin(product(), portfolio(), new, actor(), today(), request)
        except TooManyRounds:
            form.form_errors.append(
                _("There is no room for another round: a list may have %(most)s.", most=MOST_ROUNDS)
            )
        else:
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
        removable=_removable(found, result.handed_in is None, bool(links)),
        forms={form: form_name(result.instrument, form) for form in forms_of(result.instrument)},
        pages=_answered_pages(result),
        only={i.id: only_for(i, result.instrument, speech()) for i in result.instrument.asked()},
        lowest=lowest_topics(
            result.instrument, result.own, result.groups, product().definitions.advice
        ),
        told=any(group.told for group in result.groups.values()),
        publishable=any(g.answered >= FEWEST_PUBLISHED for g in result.groups.values()),
        fewest=FEWEST_ANSWERS,
        form=Form(formdata=None),
        shown=whole,
        with_group=lambda results, form: [r for r in results if form in r.groups],
        **(_campaign_of(found, result.instrument, linked=len(links)) if not found.own else {}),
    )


def _answered_pages(result: WaveResult) -> tuple[Page, ...]:
    """The pages of a round; of what the organisation handed in, those that it was asked."""
    whole, of = pages(result.instrument, short=result.wave.short), result.handed_in
    return asked_pages(result.instrument, whole, of.values) if of else whole


def _removable(wave: Wave, unanswered: bool, linked: bool) -> bool:
    """Can a round be taken away? A draft always, another one until somebody is asked."""
    campaign = find_campaign(product(), portfolio(), wave)
    return unanswered and (not linked or (campaign is not None and campaign.state == DRAFTED))


def _campaign_of(wave: Wave, instrument: Instrument, *, linked: int) -> dict[str, Any]:
    """What the page of a round shows of its campaign."""
    campaign = find_campaign(product(), portfolio(), wave) or abort(404)
    course, groups = campaign.course, forms_of(instrument)
    named = is_named(portfolio(), organisation_number())
    checks = checklist(campaign, now(), named=named, linked=wave.elsewhere or linked == len(groups))
    return {
        "campaign": campaign,
        "settings": campaign.settings,
        "state": state_at(course, now()),
        "standing": standing(course, now()),
        "steps": following(course, now()),
        "checks": [
            (CHECK_WORDS[each], CHECK_FIELDS.get(each), ok)
            for each, ok in checks.items()
            if each != DAYS or not ok
        ],
        "missing": [CHECK_WORDS[each] for each in REQUIRED if not checks[each]],
        "quota_flaws": quota_flaws(instrument, campaign, wave),
        "changeable": "contact" not in fixed(campaign, now()),
        "progress": progress_of(product(), portfolio(), wave),
        "when": when,
        "state_words": STATE_WORDS,
        "state_colours": STATE_COLOURS,
    }


@blueprint.route("/<instrument>/rounds/<number:wave>/remove", methods=["GET", "POST"])
def remove(instrument: str, wave: int) -> View:
    """Take away a round that was opened by mistake: nothing handed in, no link made."""
    found = wave_or_404(instrument, wave)
    form = Form()
    if form.validate_on_submit():
        if remove_wave(product(), portfolio(), found, actor()):
            done(_("It is removed."))
            return redirect(url_for("questionnaires.index"))
        form.form_errors.append(_("Answers were handed in, or a link was made, so it stays."))
    return render_template(
        "instruments/questionnaires/remove.html",
        form=form,
        wave=found,
        drafted=_states().get(found.id) == DRAFTED,
        instrument=instrument_or_404(instrument),
    )
