"""Links by which groups of people answer a questionnaire: open one, show it, close it."""

from flask import abort, redirect, render_template, url_for
from flask_babel import gettext as _

from ladder_assess.core.instruments.wave import Wave
from ladder_assess.services.instruments.open_wave import answers_in, forms_of
from ladder_assess.services.points_of_view.ask_group import close_link, group_links, open_link
from ladder_assess.web.access.scope import actor, portfolio
from ladder_assess.web.common.by_link import shown_link
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
        asked = answers_in(found)
        open_link(product(), portfolio(), asked, group, actor(), new_request_id())
        return redirect(_here(found, form_id))
    here = group_links(product(), portfolio(), answers_in(found)).get(group)
    of = instrument_or_404(instrument)
    return render_template(
        "instruments/questionnaires/link.html",
        wave=found,
        instrument=of,
        group_name=form_name(of, group),
        form_id=form_id,
        **shown_link(here, "respond.start"),
        form=form,
    )


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
