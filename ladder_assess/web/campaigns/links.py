"""Links by which groups of people answer a questionnaire: open one, show it, close it."""

from flask import abort, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms.validators import InputRequired, NumberRange

from ladder_assess.core.campaigns.course import DRAFTED, NOT_YET, standing
from ladder_assess.core.instruments.wave import Wave
from ladder_assess.services.campaigns.ask_people import answers_in
from ladder_assess.services.campaigns.draft_campaign import find_campaign
from ladder_assess.services.campaigns.open_single_links import (
    FEWEST,
    MOST,
    open_single_links,
    single_links,
)
from ladder_assess.services.instruments.open_wave import forms_of
from ladder_assess.services.points_of_view.ask_group import close_link, group_links, open_link
from ladder_assess.web.access.identity import now
from ladder_assess.web.access.scope import actor, portfolio
from ladder_assess.web.campaigns.preview import own_name
from ladder_assess.web.campaigns.words import when
from ladder_assess.web.common.by_link import Sheet, printed_link, printed_slips, shown_link
from ladder_assess.web.common.fields import Count
from ladder_assess.web.common.file_out import file_out
from ladder_assess.web.common.forms import Form
from ladder_assess.web.common.request import (
    View,
    done,
    link_to_share,
    new_request_id,
    product,
    said,
)
from ladder_assess.web.instruments.rounds import blueprint, instrument_or_404, wave_or_404
from ladder_assess.web.instruments.words import ALL, form_name

__all__ = ["blueprint"]
NUMBER = _l("Enter how many links to make, from %(few)s to %(most)s.", few=FEWEST, most=MOST)
LINK = "/<instrument>/rounds/<number:wave>/links/<form_id>"


class OnceForm(Form):
    """How many links to make that each work once."""

    many = Count(
        _l("How many links?"),
        [InputRequired(message=NUMBER), NumberRange(FEWEST, MOST, message=NUMBER)],
        description=_l("From %(few)s to %(most)s.", few=FEWEST, most=MOST),
        render_kw={"params": {"inputmode": "numeric", "classes": "govuk-input--width-4"}},
    )


def _asked(instrument: str, number: int, form_id: str) -> tuple[Wave, str]:
    """A wave that people answer by links, and whom of its groups an address is about."""
    wave = wave_or_404(instrument, number)
    form = "" if form_id == ALL else form_id
    if wave.own or wave.elsewhere or form not in forms_of(instrument_or_404(instrument)):
        abort(404)
    return wave, form


@blueprint.route(LINK, methods=["GET", "POST"])
def link(instrument: str, wave: int, form_id: str) -> View:
    """A group's link and its QR code, to send or to print; pressing the button opens it."""
    found, group = _asked(instrument, wave, form_id)
    form, once, sent = _forms()
    if sent.validate_on_submit():
        by, key = actor(), new_request_id()
        if sent is once:
            open_single_links(product(), portfolio(), found, group, once.many.data or 0, by, key)
        else:
            open_link(product(), portfolio(), answers_in(found), group, by, key)
        return redirect(_here(found, form_id))
    here = group_links(product(), portfolio(), answers_in(found)).get(group)
    addresses = _addresses(found, group)
    if addresses and request.args.get("as") == "csv":
        rows = [str(_("Link")), *addresses]
        return file_out("\r\n".join([*rows, ""]), f"links-round-{found.number}.csv")
    of = instrument_or_404(instrument)
    return render_template(
        "campaigns/questionnaires/link.html",
        wave=found,
        instrument=of,
        group_name=form_name(of, group),
        form_id=form_id,
        **shown_link(here, "respond.start"),
        addresses=addresses,
        not_yet=_not_yet(found),
        **_who_asks(found),
        by_mail=here is not None and here.many > 0 and not addresses,
        form=form,
        once=once,
    ), (422 if once.errors else 200)


def _who_asks(wave: Wave) -> dict[str, str]:
    """Who asks, empty where that has no name, and what the questions are called."""
    campaign = find_campaign(product(), portfolio(), wave) or abort(404)
    settings, of = campaign.settings, instrument_or_404(wave.instrument)
    return {"asker": settings.asked_by or own_name(), "title": settings.title or said(of.title)}


def _forms() -> tuple[Form, OnceForm, Form]:
    """The two forms of the page, and which of them was sent."""
    if "many" in request.form:
        once = OnceForm()
        return Form(formdata=None), once, once
    form = Form()
    return form, OnceForm(formdata=None), form


def _not_yet(wave: Wave) -> str:
    """Why nobody can answer yet; empty where people can, or could."""
    campaign = find_campaign(product(), portfolio(), wave)
    if campaign is None or standing(campaign.course, now()) != NOT_YET:
        return ""
    if campaign.state == DRAFTED:
        return str(
            _("Nobody can answer yet: the campaign is a draft. Open it before you send this.")
        )
    opens = when(campaign.settings.opens_at or 0, campaign.settings.zone)
    return str(_("Nobody can answer yet: the campaign takes answers from %(when)s.", when=opens))


def _addresses(wave: Wave, group: str) -> list[str]:
    """The addresses that each work once, where the group has such."""
    tokens = single_links(product(), portfolio(), wave, group)
    return [link_to_share("respond.start", token=token) for token in tokens]


@blueprint.get(f"{LINK}/printed")
def printed(instrument: str, wave: int, form_id: str) -> View:
    """A group's link on one sheet of paper, with its QR code, to put up or hand out; links that
    each work once on slips to cut out.
    """
    found, group = _asked(instrument, wave, form_id)
    here = group_links(product(), portfolio(), answers_in(found)).get(group)
    single = _addresses(found, group)
    if not single and (here is None or not here.token):
        return redirect(_here(found, form_id))
    of = instrument_or_404(instrument)
    title, back = said(of.title), (_here(found, form_id), str(_("The link")))
    purpose = _(
        "Please answer these questions. You need no account and give no name, "
        "and you can leave any question out."
    )
    name = f"{title}: {found.subject}" if found.subject else title
    if here is None or not here.token:
        once = str(_("This link is for one person and works once. Answers are anonymous."))
        return printed_slips(Sheet(name, str(purpose), "", back, (once,)), single)
    notes = (
        str(_("For: %(group)s.", group=form_name(of, group))),
        str(_("Answers are anonymous. Everyone gets this same address.")),
    )
    link = link_to_share("respond.start", token=here.token)
    return printed_link(Sheet(name, str(purpose), link, back, notes))


@blueprint.post(f"{LINK}/close")
def close(instrument: str, wave: int, form_id: str) -> View:
    """Take no more answers by a group's link."""
    found, group = _asked(instrument, wave, form_id)
    if not Form().validate_on_submit():
        abort(400)
    close_link(product(), portfolio(), answers_in(found), group, actor())
    done(_("The link is closed. Answers that were given stay."))
    return redirect(_here(found, form_id))


def _here(wave: Wave, form_id: str) -> str:
    return url_for(
        "questionnaires.link", instrument=wave.instrument, wave=wave.number, form_id=form_id
    )
