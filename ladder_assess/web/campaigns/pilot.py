"""The pilot of a draft: its links, what came of it so far, and throwing it away."""

from flask import abort, redirect, render_template, url_for
from flask_babel import gettext as _

from ladder_assess.core.campaigns.course import DRAFTED
from ladder_assess.core.instruments.wave import Wave
from ladder_assess.core.points_of_view.fives import FEWEST_ANSWERS
from ladder_assess.services.campaigns.answer_by_link import pages_of
from ladder_assess.services.campaigns.draft_campaign import find_campaign
from ladder_assess.services.campaigns.pilot_campaign import (
    find_pilot,
    start_pilot,
    throw_pilot_away,
)
from ladder_assess.web.access.scope import actor, portfolio
from ladder_assess.web.common.forms import Form
from ladder_assess.web.common.request import (
    View,
    done,
    link_to_share,
    new_request_id,
    point_out,
    product,
    said,
)
from ladder_assess.web.instruments.rounds import blueprint, instrument_or_404, wave_or_404
from ladder_assess.web.instruments.words import form_name

__all__ = ["blueprint"]
PILOT = "/<instrument>/rounds/<number:wave>/pilot"


@blueprint.route(PILOT, methods=["GET", "POST"])
def pilot(instrument: str, wave: int) -> View:
    """How the pilot of a draft goes; pressing the button starts one."""
    found, of, form = wave_or_404(instrument, wave), instrument_or_404(instrument), Form()
    campaign = find_campaign(product(), portfolio(), found) or abort(404)
    if campaign.state != DRAFTED:
        point_out(_("Only a draft has a pilot. This campaign was opened, so its pilot is erased."))
        return redirect(_campaign(found))
    if form.validate_on_submit():
        start_pilot(product(), portfolio(), found, actor(), new_request_id())
        return redirect(url_for("questionnaires.pilot", instrument=instrument, wave=wave))
    piloted = find_pilot(product(), portfolio(), found)
    tokens, results = (piloted.tokens, piloted.results) if piloted else ({}, {})
    return render_template(
        "campaigns/questionnaires/pilot.html",
        wave=found,
        instrument=of,
        form=form,
        pilot=piloted,
        addresses={f: link_to_share("respond.start", token=t) for f, t in tokens.items()},
        results=results,
        names={group: form_name(of, group) for group in results},
        titles={
            group: {
                page.id: said(page.title) for page in pages_of(product(), found, campaign, group)
            }
            for group in results
        },
        fewest=FEWEST_ANSWERS,
    )


@blueprint.post(f"{PILOT}/end")
def end_pilot(instrument: str, wave: int) -> View:
    """Throw the pilot of a draft away, with all that came by its links."""
    found = wave_or_404(instrument, wave)
    if not Form().validate_on_submit():
        abort(400)
    throw_pilot_away(product(), portfolio(), found, actor())
    done(_("The pilot is thrown away. Its links open nothing any more."))
    return redirect(_campaign(found))


def _campaign(wave: Wave) -> str:
    return url_for("questionnaires.show", instrument=wave.instrument, wave=wave.number)
