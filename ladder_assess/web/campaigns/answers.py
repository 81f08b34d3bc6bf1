"""What each respondent answered, as files to take away, of rounds that were opened for that."""

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from tempfile import NamedTemporaryFile

from flask import abort, render_template, request
from flask import stream_with_context as streamed
from flask_babel import gettext as _

from ladder_assess.core.campaigns.answer_row import AnswerRow
from ladder_assess.core.instruments.wave import Wave
from ladder_assess.publishing.campaigns.answer_tables import answers_sav, answers_workbook
from ladder_assess.publishing.campaigns.answer_text import answers_csv, answers_jsonl
from ladder_assess.publishing.campaigns.codebook_files import codebook_csv, codebook_record
from ladder_assess.publishing.campaigns.survey_text import Survey, survey_of
from ladder_assess.services.campaigns.draft_campaign import find_campaign
from ladder_assess.services.campaigns.figures.keep_weights import weigher_of
from ladder_assess.services.campaigns.take_answers import how_many, take_answers
from ladder_assess.web.access.scope import actor, portfolio
from ladder_assess.web.common.charts import speech
from ladder_assess.web.common.file_out import file_out
from ladder_assess.web.common.forms import Form
from ladder_assess.web.common.request import View, product, today
from ladder_assess.web.instruments.rounds import blueprint, instrument_or_404, wave_or_404

__all__ = ["blueprint"]
ANSWERS = "/<instrument>/rounds/<number:wave>/answers"
# Tables of numbers are whole before any of them can be sent, those for SPSS in memory.
MOST_IN_TABLE = 100_000
PIECE = 64 * 1024
Maker = Callable[[Survey, Iterator[AnswerRow]], Iterator[str] | Iterator[bytes]]


def by_row_or_404(instrument: str, number: int) -> Wave:
    """A wave whose answers may be read row by row."""
    found = wave_or_404(instrument, number)
    return found if found.by_row else abort(404)


def _survey(wave: Wave, *, weighed: bool = True) -> Survey:
    """What the files are about; those for statistics have the weights that are kept."""
    campaign = find_campaign(product(), portfolio(), wave) if weighed else None
    margins = campaign.margins if campaign else {}
    return survey_of(wave, instrument_or_404(wave.instrument), today(), speech(), margins)


def _weighed(wave: Wave) -> Survey:
    """The same with what each person weighs, where that is kept and can be met."""
    weigher = weigher_of(product(), portfolio(), wave)
    return replace(_survey(wave, weighed=weigher is not None), weigher=weigher)


def _xlsx(survey: Survey, rows: Iterator[AnswerRow]) -> Iterator[bytes]:
    with NamedTemporaryFile(suffix=".xlsx") as whole:
        answers_workbook(whole, survey, rows, speech())
        whole.flush()
        yield from _pieces(whole.name)


def _sav(survey: Survey, rows: Iterator[AnswerRow]) -> Iterator[bytes]:
    with NamedTemporaryFile(suffix=".sav") as whole:
        answers_sav(Path(whole.name), survey, rows, speech())
        yield from _pieces(whole.name)


def _pieces(name: str) -> Iterator[bytes]:
    with open(name, "rb") as whole:
        while piece := whole.read(PIECE):
            yield piece


KINDS: dict[str, Maker] = {
    "csv": answers_csv,
    "xlsx": _xlsx,
    "sav": _sav,
    "jsonl": answers_jsonl,
}
TABLES = ("xlsx", "sav")


@blueprint.route(ANSWERS, methods=["GET", "POST"])
def answers(instrument: str, wave: int) -> View:
    """What the files hold, and a button that gives each; the log says who took it."""
    found = by_row_or_404(instrument, wave)
    form, people = Form(), how_many(product(), portfolio(), found)
    offered = [kind for kind in KINDS if kind not in TABLES or people <= MOST_IN_TABLE]
    kind = request.form.get("go", "")
    if form.validate_on_submit() and _something_there(form, people):
        if kind not in offered:
            abort(404)
        rows = take_answers(product(), portfolio(), found, actor(), kind)
        name = f"{found.instrument}-round-{found.number}-answers.{kind}"
        survey = _weighed(found) if kind in TABLES else _survey(found)
        return file_out(streamed(KINDS[kind](survey, rows)), name)
    return render_template(
        "campaigns/questionnaires/answers.html",
        wave=found,
        instrument=instrument_or_404(instrument),
        form=form,
        people=people,
        offered=offered,
        most=MOST_IN_TABLE,
    )


def _something_there(form: Form, people: int) -> bool:
    if not people:
        form.form_errors.append(_("There is nothing to save yet."))
    return people > 0


@blueprint.get(f"{ANSWERS}/codebook.<any(csv, json):kind>")
def codebook(instrument: str, wave: int, kind: str) -> View:
    """What each column holds, in the exact words in which it was asked."""
    found = by_row_or_404(instrument, wave)
    survey = _survey(found)
    name = f"{found.instrument}-round-{found.number}-codebook.{kind}"
    if kind == "csv":
        return file_out(codebook_csv(survey, speech()), name)
    record = codebook_record(survey, speech())
    return file_out(json.dumps(record, ensure_ascii=False, indent=1), name)
