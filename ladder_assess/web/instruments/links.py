"""Links by which groups of people answer a questionnaire: open one, show it, close it."""

from flask import abort, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from markupsafe import Markup

from ladder_assess.core.instruments.wave import Wave
from ladder_assess.publishing.common.qr_code import qr_code
from ladder_assess.services.instruments.open_wave import forms_of, open_link, open_tokens
from ladder_assess.storage.instruments import waves
from ladder_assess.web.access.scope import note, portfolio
from ladder_assess.web.common.forms import Form
from ladder_assess.web.common.request import View, done, new_request_id, product
from ladder_assess.web.instruments.rounds import blueprint, instrument_or_404, wave_or_404
from ladder_assess.web.instruments.words import ALL, form_name

__all__ = ["blueprint"]
LINK = "/<instrument>/rounds/<number:wave>/links/<form_id>"


def _asked(instrument: str, number: int, form_id: str) -> tuple[Wave, str]:
    """A wave that people answer by links, and whom of its groups an address is about."""
    wave = wave_or_404(instrument, number)
    form = "" if form_id == ALL else form_id
    if wave.own or form not in forms_of(instrument_or_404(instrument)):
        abort(404)
    return wave, form


@blueprint.route(LINK, methods=["GET", "POST"])
def link(instrument: str, wave: int, form_id: str) -> View:
    """A group's link and its QR code, to send or to print; pressing the button opens it."""
    found, group = _asked(instrument, wave, form_id)
    form = Form()
    if form.validate_on_submit():
        open_link(product(), portfolio(), found, group, new_request_id())
        note("wave_link_opened", questionnaire=instrument, round=wave, group=form_id)
        return redirect(_here(found, form_id))
    token = open_tokens(product(), portfolio(), found).get(group)
    state = waves.links(product().database, portfolio(), found).get(group)
    address = url_for("respond.start", token=token, _external=True) if token else ""
    of = instrument_or_404(instrument)
    return render_template(
        "instruments/questionnaires/link.html",
        wave=found,
        instrument=of,
        group_name=form_name(of, group),
        form_id=form_id,
        address=address,
        code=Markup(qr_code(address, str(_l("QR code of the link")))) if address else "",  # noqa: S704
        closed=state is not None and state.closed,
        form=form,
    )


@blueprint.post(f"{LINK}/close")
def close(instrument: str, wave: int, form_id: str) -> View:
    """Take no more answers by a group's link."""
    found, group = _asked(instrument, wave, form_id)
    if not Form().validate_on_submit():
        abort(400)
    waves.close_link(product().database, portfolio(), found, group)
    note("wave_link_closed", questionnaire=instrument, round=wave, group=form_id)
    done(_("The link is closed. Answers that were given stay."))
    return redirect(_here(found, form_id))


def _here(wave: Wave, form_id: str) -> str:
    return url_for(
        "questionnaires.link", instrument=wave.instrument, wave=wave.number, form_id=form_id
    )
