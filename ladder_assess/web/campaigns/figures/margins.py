"""Percentages of all people, by which answers are weighed, from a file, and one to fill in."""

from collections.abc import Iterator
from typing import Any

from flask import redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from ladder_assess.core.campaigns.cross_table import FORMS
from ladder_assess.core.campaigns.weights import margins as wrong
from ladder_assess.core.campaigns.weights.margins import COLUMNS, ReadMargins, WeighableQuestion
from ladder_assess.core.instruments.instrument import Instrument
from ladder_assess.core.instruments.wave import Wave
from ladder_assess.services.campaigns.figures.read_margins import Unreadable, margins_in
from ladder_assess.services.data_protection.export_everything import as_csv
from ladder_assess.web.campaigns.answers import by_row_or_404
from ladder_assess.web.campaigns.figures.weighted import WEIGHTED, options_of, prefix, ways_of
from ladder_assess.web.common.file_in import file_field
from ladder_assess.web.common.file_out import file_out
from ladder_assess.web.common.forms import Form
from ladder_assess.web.common.request import View
from ladder_assess.web.instruments.rounds import blueprint, instrument_or_404

__all__ = ["blueprint"]
ENDINGS = ("csv", "xlsx")
FLAW_WORDS = {
    wrong.NO_COLUMN: _l("there is no such column"),
    wrong.NO_QUESTION: _l("it is no question here that people can be weighed by"),
    wrong.NO_ANSWER: _l("it is no answer to this question"),
    wrong.NO_PERCENT: _l("it is no percentage from 0 to 100"),
    wrong.LEFT_OUT: _l("this answer has no percentage; enter 0 where there is nobody"),
    wrong.TWICE: _l("this answer stands there twice"),
    wrong.NOT_ALL: _l("the percentages of this question come to this, and must come to 100"),
    wrong.TOO_MANY: _l("there are more than four questions or a thousand lines"),
    wrong.NOTHING: _l("no percentage is filled in"),
}


class MarginsForm(Form):
    """A file of percentages."""

    file = file_field(ENDINGS)


def _questions(of: Instrument, wave: Wave) -> list[WeighableQuestion]:
    """What people can be weighed by, as a file may call it."""
    return [
        WeighableQuestion(name, (words, *_other_names(of, name)), _answers(of, name))
        for name, words in ways_of(of, wave)
    ]


def _other_names(of: Instrument, name: str) -> tuple[str, ...]:
    return (name,) if name == FORMS else (name, of.items[name].ask)


def _answers(of: Instrument, name: str) -> dict[str, tuple[str, ...]]:
    return {option: (words, option) for option, words in options_of(of, name)}


@blueprint.route(f"{WEIGHTED}/margins", methods=["GET", "POST"])
def margins(instrument: str, wave: int) -> View:
    """Choose a file of percentages; what is wrong with it is said by line. Nothing of it is kept:
    the page of weighing opens with them filled in.
    """
    found, of = by_row_or_404(instrument, wave), instrument_or_404(instrument)
    form, read = MarginsForm(), ReadMargins()
    if form.validate_on_submit():
        try:
            read = margins_in(form.file.data.read(), _questions(of, found))
        except Unreadable as why:
            form.file.errors = [_unreadable(why)]
        else:
            if not read.flaws:
                return redirect(_filled_in(of, found, read))
    return render_template(
        "campaigns/questionnaires/margins.html",
        wave=found,
        instrument=of,
        form=form,
        flaws=read.flaws,
        words=FLAW_WORDS,
        columns=COLUMNS,
    )


def _filled_in(of: Instrument, wave: Wave, read: ReadMargins) -> str:
    """The page of weighing with these percentages, of the question asked for, or the first."""
    asked = [item.id for item in of.asked(short=wave.short)]
    item = request.args.get("item", "")
    shares: dict[str, Any] = {
        f"{prefix(name)}{option}": f"{share:g}"
        for name, own in read.margins.items()
        for option, share in own.items()
    }
    query: dict[str, Any] = {"item": item if item in asked else asked[0], "by": [*read.margins]}
    here: dict[str, Any] = {"instrument": wave.instrument, "wave": wave.number}
    return url_for("questionnaires.weighted", **query, **shares, **here)


def _unreadable(why: Unreadable) -> str:
    if why.large:
        return str(_("The file is too large for percentages: it has up to a thousand lines."))
    if why.line:
        return str(
            _("Line %(line)s cannot be read: its quotation marks do not match.", line=why.line)
        )
    return str(_("The file cannot be read. Save it as CSV UTF-8 or XLSX, with names in row 1."))


@blueprint.get(f"{WEIGHTED}/margins.csv")
def margins_csv(instrument: str, wave: int) -> View:
    """A file to fill in: every answer to each question that people can be weighed by."""
    found, of = by_row_or_404(instrument, wave), instrument_or_404(instrument)
    name = f"{found.instrument}-round-{found.number}-percentages.csv"
    return file_out(as_csv(COLUMNS, _empty(_questions(of, found))), name)


def _empty(questions: list[WeighableQuestion]) -> Iterator[dict[str, str]]:
    for question in questions:
        for names in question.answers.values():
            yield dict(zip(COLUMNS, (question.names[0], names[0], ""), strict=True))
