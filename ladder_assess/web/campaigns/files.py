"""Files of a campaign that are made in the background: the report of its results, and the codebook
of its rows, each as a PDF.
"""

from flask import abort, redirect, render_template, url_for
from flask_babel import gettext as _

from ladder_assess.core.campaigns.report import CODEBOOK, FILES, REPORT
from ladder_assess.core.common.made_file import DONE, MadeFile
from ladder_assess.core.instruments.wave import Wave
from ladder_assess.services.campaigns.make_file import ask_for_file, file_of
from ladder_assess.services.instruments.score_wave import score_wave
from ladder_assess.web.access.scope import portfolio, worker
from ladder_assess.web.campaigns.answers import by_row_or_404
from ladder_assess.web.campaigns.course import campaign_or_404
from ladder_assess.web.common.file_out import file_out
from ladder_assess.web.common.forms import Form
from ladder_assess.web.common.limits import limit
from ladder_assess.web.common.looked_at_again import unless_known
from ladder_assess.web.common.request import View, point_out, product, today
from ladder_assess.web.instruments.rounds import blueprint, instrument_or_404

__all__ = ["blueprint"]
FILE = f"/<instrument>/rounds/<number:wave>/<any({', '.join(FILES)}):kind>/pdf"


def _wave(instrument: str, number: int, kind: str) -> Wave:
    return (
        by_row_or_404(instrument, number)
        if kind == CODEBOOK
        else campaign_or_404(instrument, number)[0]
    )


def _made(wave: Wave, kind: str) -> MadeFile:
    return file_of(product(), portfolio(), wave, kind) or abort(404)


@blueprint.post(FILE)
def make_pdf(instrument: str, wave: int, kind: str) -> View:
    """Ask for a PDF; of results, once there are any."""
    found = _wave(instrument, wave, kind)
    if not Form().validate_on_submit():
        abort(400)
    if kind == REPORT and not score_wave(product(), portfolio(), found).there:
        point_out(_("There are no results yet: fewer than five of any group have answered."))
        return redirect(url_for("questionnaires.show", instrument=instrument, wave=wave))
    limit("file", worker())
    ask_for_file(product(), portfolio(), found, kind, today())
    return redirect(
        url_for("questionnaires.pdf_progress", instrument=instrument, wave=wave, kind=kind)
    )


@blueprint.get(FILE)
def pdf_progress(instrument: str, wave: int, kind: str) -> View:
    """How far the PDF has come."""
    return _page("file", _wave(instrument, wave, kind), kind)


@blueprint.get(f"{FILE}/state")
def pdf_state(instrument: str, wave: int, kind: str) -> View:
    """The same as a fragment, for a page that asks every two seconds."""
    found = _wave(instrument, wave, kind)
    made = _made(found, kind)
    return unless_known(lambda: _page("file_state", found, kind), made.id, made.state, made.made_on)


def _page(template: str, wave: Wave, kind: str) -> str:
    return render_template(
        f"campaigns/questionnaires/{template}.html",
        wave=wave,
        instrument=instrument_or_404(wave.instrument),
        file=_made(wave, kind),
        form=Form(formdata=None),
    )


@blueprint.get(f"{FILE}/file")
def pdf(instrument: str, wave: int, kind: str) -> View:
    """The finished PDF."""
    made = _made(_wave(instrument, wave, kind), kind)
    if made.state != DONE:
        abort(404)
    return file_out(made.content, f"{instrument}-round-{wave}-{kind}.pdf", made.made_on)
