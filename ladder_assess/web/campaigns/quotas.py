"""How many answers a campaign wants at most of whom, and how many of these are there."""

from typing import Any

from flask import abort, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms.validators import NumberRange, Optional

from ladder_assess.core.campaigns.campaign import Campaign, is_over
from ladder_assess.core.campaigns.course import DRAFTED
from ladder_assess.core.campaigns.cross_table import FORMS
from ladder_assess.core.campaigns.quota import LEAST, Quotas, cannot_fill, of_quotas, too_few
from ladder_assess.core.instruments.instrument import Instrument
from ladder_assess.core.instruments.wave import Wave
from ladder_assess.services.campaigns.set_quotas import quotas_of, set_quotas
from ladder_assess.web.access.identity import now
from ladder_assess.web.access.scope import actor, portfolio
from ladder_assess.web.campaigns.course import campaign_or_404
from ladder_assess.web.campaigns.forms import MOST
from ladder_assess.web.common.fields import Count
from ladder_assess.web.common.forms import Form
from ladder_assess.web.common.request import View, done, point_out, product, said
from ladder_assess.web.instruments.rounds import blueprint, instrument_or_404
from ladder_assess.web.instruments.words import form_name

__all__ = ["blueprint"]
QUOTAS = "/<instrument>/rounds/<number:wave>/limits"
NUMBER = _l("Enter how many, from 5 to 1,000,000, or leave it empty.")
OF_ANSWER = "most_"
SHORT = {"params": {"inputmode": "numeric", "classes": "govuk-input--width-5"}}


def question_name(of: Instrument, item: str) -> str:
    """What a question that quotas go by is called; its id where it is asked no more."""
    if item == FORMS:
        return str(_("The group that they answer for"))
    found = of.items.get(item)
    return said(found.label or found.ask) if found else item


def quota_name(of: Instrument, item: str, option: str) -> str:
    """Of whom a quota is: an answer and its question."""
    return str(_("%(answer)s (%(question)s)", answer=_answer_name(of, item, option),
                 question=question_name(of, item)))  # fmt: skip


def _answer_name(of: Instrument, item: str, option: str) -> str:
    if item == FORMS:
        return form_name(of, option) if option in of.form_ids else option
    found = of.items.get(item)
    there = found is not None and option in found.option_ids
    return said(found.option(option).text) if found and there else option


def quota_flaws(of: Instrument, campaign: Campaign, wave: Wave) -> list[str]:
    """What is wrong with the quotas of a campaign, each in a sentence."""
    settings = campaign.settings
    unasked = cannot_fill(of, settings.quotas, short=wave.short)
    few = too_few(of, settings.quotas, settings.target, short=wave.short)
    return [
        str(_("No one can reach this limit, as the questions do not ask for it: %(group)s.",
              group=quota_name(of, item, option)))
        for item, option in unasked
    ] + [
        str(_("The limits of this question come to less than the answers that you hope for: "
              "%(question)s.", question=question_name(of, item)))
        for item in few
    ]  # fmt: skip


@blueprint.get(QUOTAS)
def quotas(instrument: str, wave: int) -> View:
    """The quotas of a campaign, how many are left of each, and questions to set others by."""
    found, campaign = campaign_or_404(instrument, wave)
    of = instrument_or_404(instrument)
    set_by, drafted = campaign.settings.quotas, campaign.state == DRAFTED
    by = of_quotas(of, short=found.short) if drafted else {}
    changeable = [] if is_over(campaign, now()) else [*{**set_by, **by}]
    return render_template(
        "campaigns/questionnaires/quotas.html",
        wave=found,
        instrument=of,
        drafted=drafted,
        quotas=quotas_of(product(), portfolio(), found),
        quota_name=lambda quota: quota_name(of, quota.item, quota.option),
        flaws=quota_flaws(of, campaign, found),
        questions=[(item, question_name(of, item)) for item in changeable],
    )


def _form(of: Instrument, item: str, options: tuple[str, ...], quotas: Quotas) -> Form:
    """A number for each answer of a question."""
    fields: dict[str, Any] = {
        f"{OF_ANSWER}{option}": Count(
            _answer_name(of, item, option),
            [Optional(), NumberRange(LEAST, MOST, message=NUMBER)],
            render_kw=SHORT,
        )
        for option in options
    }
    kept = {f"{OF_ANSWER}{option}": most for option, most in quotas.get(item, {}).items()}
    kind: type[Form] = type("QuotaForm", (Form,), fields)
    return kind(data=kept)


@blueprint.route(f"{QUOTAS}/<item>", methods=["GET", "POST"])
def quota(instrument: str, wave: int, item: str) -> View:
    """How many answers are wanted at most of those who give each answer to a question."""
    found, campaign = campaign_or_404(instrument, wave)
    here = url_for("questionnaires.quotas", instrument=instrument, wave=wave)
    if is_over(campaign, now()):
        point_out(_("The campaign is closed, so what it was set up with stays as it is."))
        return redirect(here)
    of, kept = instrument_or_404(instrument), campaign.settings.quotas
    drafted = campaign.state == DRAFTED
    there = of_quotas(of, short=found.short).get(item, ()) if drafted else ()
    options = tuple(dict.fromkeys((*there, *kept.get(item, {})))) or abort(404)
    form = _form(of, item, options, kept)
    if form.validate_on_submit():
        most = {o: data for o in options if (data := form[f"{OF_ANSWER}{o}"].data)}
        if set_quotas(product(), portfolio(), found, item, most, actor()):
            done(_("The limits are saved."))
            return redirect(here)
        form.form_errors.append(_("People can answer now, so a limit can only be made higher."))
    return render_template(
        "campaigns/questionnaires/quota.html",
        wave=found,
        instrument=of,
        form=form,
        drafted=drafted,
        fields=[form[f"{OF_ANSWER}{option}"] for option in options],
        question=question_name(of, item),
    )
