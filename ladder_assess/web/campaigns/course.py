"""Setting up a campaign and taking it on: opening, closing, reported, put away."""

from flask import abort, redirect, render_template, url_for
from flask_babel import gettext as _

from ladder_assess.core.campaigns.campaign import Campaign, fixed, is_over, may_open
from ladder_assess.core.campaigns.course import (
    ARCHIVED,
    CLOSED,
    GRACE_MINUTES,
    OPENED,
    REPORTED,
    following,
)
from ladder_assess.core.campaigns.open_data import FEWEST_PUBLISHED
from ladder_assess.core.instruments.wave import Wave
from ladder_assess.services.campaigns.draft_campaign import (
    change_campaign,
    find_campaign,
    progress_of,
)
from ladder_assess.services.campaigns.move_campaign import is_named, move_campaign
from ladder_assess.services.campaigns.run_again import run_again
from ladder_assess.web.access.identity import now
from ladder_assess.web.access.scope import actor, organisation_number, portfolio
from ladder_assess.web.campaigns.forms import SettingsForm, settings_form, settings_of
from ladder_assess.web.campaigns.words import FLAW_WORDS, SETTING_WORDS, when
from ladder_assess.web.common.forms import Form, RequestForm
from ladder_assess.web.common.request import View, done, new_request_id, point_out, product, today
from ladder_assess.web.instruments.rounds import blueprint, instrument_or_404, wave_or_404

__all__ = ["blueprint"]
ROUND = "/<instrument>/rounds/<number:wave>"
# What a step is called in addresses, and where it leads.
STEPS = {"open": OPENED, "close": CLOSED, "report": REPORTED, "archive": ARCHIVED}


def campaign_or_404(instrument: str, number: int) -> tuple[Wave, Campaign]:
    """A round that people answer by links, and its campaign."""
    wave = wave_or_404(instrument, number)
    return wave, find_campaign(product(), portfolio(), wave) or abort(404)


def _named() -> bool:
    return is_named(portfolio(), organisation_number())


def _round(wave: Wave) -> str:
    return url_for("questionnaires.show", instrument=wave.instrument, wave=wave.number)


@blueprint.route(f"{ROUND}/settings", methods=["GET", "POST"])
def settings(instrument: str, wave: int) -> View:
    """What people are told, when answers are taken, and how many are hoped for."""
    found, campaign = campaign_or_404(instrument, wave)
    if is_over(campaign, now()):
        point_out(_("The campaign is closed, so what it was set up with stays as it is."))
        return redirect(_round(found))
    of = instrument_or_404(instrument)
    form = settings_form(campaign, of, now())
    if form.validate_on_submit() and _save(found, form, campaign):
        done(_("The settings are saved."))
        return redirect(_round(found))
    kept = [name for name in fixed(campaign, now()) if name in SETTING_WORDS]
    return render_template(
        "campaigns/questionnaires/settings.html",
        wave=found,
        instrument=of,
        form=form,
        groups=[field for field in form if field.name.startswith("target-")],
        kept=[(SETTING_WORDS[name], _kept(campaign, name)) for name in kept],
    )


def _kept(campaign: Campaign, name: str) -> str:
    """A setting that is not changed any more, in words; empty where nothing was set."""
    settings = campaign.settings
    if name == "opens_at":
        return str(_("From %(when)s", when=when(settings.opens_at or 0, settings.zone)))
    if name == "comments":
        return str(_("Yes") if settings.comments else _("No"))
    text: str = getattr(settings, name)
    return text


def _save(wave: Wave, form: SettingsForm, campaign: Campaign) -> bool:
    said = settings_of(form, campaign.settings)
    found = change_campaign(product(), portfolio(), wave, said, actor())
    for flaw in found:
        form[f"{flaw[0]}_on"].errors = [FLAW_WORDS[flaw]]
    return not found


@blueprint.route(f"{ROUND}/again", methods=["GET", "POST"])
def again(instrument: str, wave: int) -> View:
    """What another round of the same starts with, and the button that drafts it."""
    found, _campaign = campaign_or_404(instrument, wave)
    form = RequestForm(data={"request_id": new_request_id()})
    if form.validate_on_submit():
        request = form.request_id.data
        number = run_again(product(), portfolio(), found, actor(), today(), request)
        return redirect(url_for("questionnaires.show", instrument=instrument, wave=number))
    return render_template(
        "campaigns/questionnaires/again.html",
        wave=found,
        instrument=instrument_or_404(instrument),
        form=form,
    )


@blueprint.route(f"{ROUND}/<any(open, close, report, archive):step>", methods=["GET", "POST"])
def move(instrument: str, wave: int, step: str) -> View:
    """What becomes of the round by the next step, and the button that takes it."""
    found, campaign = campaign_or_404(instrument, wave)
    to, form = STEPS[step], Form()
    ready = to in following(campaign.course, now())
    if not ready or (to == OPENED and not may_open(campaign, now(), named=_named())):
        point_out(_("This step cannot be taken now. The page says how far the campaign is."))
        return redirect(_round(found))
    if form.validate_on_submit():
        move_campaign(product(), portfolio(), found, to, actor(), today())
        return redirect(_round(found))
    return render_template(
        "campaigns/questionnaires/move.html",
        wave=found,
        instrument=instrument_or_404(instrument),
        form=form,
        step=step,
        settings=campaign.settings,
        grace=GRACE_MINUTES,
        when=when,
        most=max(progress_of(product(), portfolio(), found).groups.values(), default=0),
        fewest_published=FEWEST_PUBLISHED,
    )
