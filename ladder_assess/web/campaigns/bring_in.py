"""Answers that were collected elsewhere, brought in as a file: checked by row, all or none."""

from typing import Any

from flask import abort, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext
from flask_wtf.file import FileField
from govuk_frontend_wtf.wtforms_widgets import GovFileInput
from wtforms import SelectChoice
from wtforms.validators import ValidationError

from ladder_assess.core.campaigns import brought
from ladder_assess.core.campaigns.brought import (
    Brought,
    Flaw,
    differences,
    known_by,
    read_answers,
    read_mapping,
)
from ladder_assess.core.common.shortening import one_line, shortened
from ladder_assess.core.instruments.asking import set_aside
from ladder_assess.core.instruments.instrument import Instrument
from ladder_assess.core.instruments.wave import Wave
from ladder_assess.services.campaigns.bring_answers import Unreadable, bring_answers, table_in
from ladder_assess.web.access.scope import actor, portfolio
from ladder_assess.web.campaigns.course import campaign_or_404
from ladder_assess.web.common.fields import SeveralChoices
from ladder_assess.web.common.forms import RequestForm
from ladder_assess.web.common.request import (
    View,
    done,
    new_request_id,
    point_out,
    product,
    said,
    today,
)
from ladder_assess.web.instruments.rounds import blueprint, instrument_or_404

__all__ = ["blueprint"]
MOST_SHOWN = 50
ANEW = "anew"
# Of columns that are left out so many are named, with so much of each name.
SOME, LONGEST_NAME = 4, 40
FLAW_WORDS = {
    brought.NO_ANSWER: _l("it is no answer to this question"),
    brought.NO_GROUP: _l("it is none of the groups"),
    brought.NOT_ASKED: _l("this group is not asked the question"),
    brought.NOTHING: _l("there is no answer"),
    brought.TOO_LONG: _l("the row has more cells than there are headings"),
    brought.TWICE: _l("another column is the same question"),
    brought.NO_COLUMN: _l("there is no such column"),
    brought.TOO_MANY: _l("the file has more than 5,000 rows"),
    brought.NO_ITEM: _l("it is no question here"),
    brought.DIFFERS: _l("the second time it was typed in otherwise"),
    brought.OTHER_ROWS: _l("one file has more rows than the other"),
    brought.NO_QUESTION: _l("no column is one of the questions"),
    brought.NO_OPTION: _l("it is no answer to the question"),
}


def _file(label: Any, hint: Any) -> Any:
    return FileField(
        label,
        description=hint,
        widget=GovFileInput(),
        render_kw={"params": {"attributes": {"accept": ".csv"}}},
    )


class BringForm(RequestForm):
    """A file of answers, and one that says what its columns and cells mean."""

    file = _file(_l("The answers (CSV)"), "")
    again = _file(
        _l("The same, typed in a second time (CSV, optional)"),
        _l("By somebody else, in the same order. Where the two differ, nothing is brought in."),
    )
    mapping = _file(
        _l("What its columns and cells mean (CSV, optional)"),
        _l("With the columns “column” and “item”, and for answers “answer” and “option”."),
    )
    anew = SeveralChoices(
        _l("If the same answers were brought in before"),
        choices=[SelectChoice(ANEW, _l("Bring them in once more: they are of other people"))],
    )

    def validate_file(self, field: FileField) -> None:
        """Something was chosen."""
        if not field.data:
            raise ValidationError(_l("Choose a file."))


@blueprint.route("/<instrument>/rounds/<number:wave>/bring-in", methods=["GET", "POST"])
def bring_in(instrument: str, wave: int) -> View:
    """Choose a file of answers; what is wrong with it is said by row, and then nothing is kept."""
    found, _campaign = campaign_or_404(instrument, wave)
    if not found.elsewhere:
        abort(404)
    of, form = instrument_or_404(instrument), BringForm(data={"request_id": new_request_id()})
    flaws = list[Flaw]()
    before = False
    if form.validate_on_submit():
        read = _read(form, of, found)
        flaws = read.flaws if read else []
        if read and not flaws:
            brought_in = _bring(found, read, _source(form, read))
            if brought_in is not None:
                return brought_in
            before = True
    return render_template(
        "campaigns/questionnaires/bring_in.html",
        wave=found,
        instrument=of,
        form=form,
        before=before,
        flaws=flaws[:MOST_SHOWN],
        more=max(0, len(flaws) - MOST_SHOWN),
        words=FLAW_WORDS,
        asked=[(item.id, said(item.ask)) for item in of.asked(short=found.short)],
        most=brought.MOST_ROWS,
    )


def _read(form: BringForm, of: Instrument, wave: Wave) -> Brought | None:
    """What the files say; None where one of them is no table, which its field then says."""
    meant, flaws = brought.Meant(), list[Flaw]()
    if form.mapping.data:
        try:
            meant, flaws = read_mapping(of, *table_in(form.mapping.data.read()))
        except Unreadable as why:
            form.mapping.errors = [_unreadable(why)]
            return None
    both = list[Brought]()
    for field in (form.file, form.again):
        if field.data:
            try:
                table = table_in(field.data.read())
            except Unreadable as why:
                field.errors = [_unreadable(why)]
                return None
            both.append(read_answers(of, *table, meant, short=wave.short))
    read = both[0]
    flaws += [flaw for each in both for flaw in each.flaws]
    if len(both) > 1 and not flaws:
        flaws += differences(*both)
    read.flaws = flaws
    return read


def _unreadable(why: Unreadable) -> str:
    if why.large:
        return str(
            _(
                "From line %(line)s the file is larger than one of answers can be: at most 5,000 "
                "rows, 1,000 columns and 10,000 lines, empty ones too. Leave out all but answers.",
                line=why.line,
            )
        )
    if why.line:
        return str(
            _("Line %(line)s cannot be read: its quotation marks do not match.", line=why.line)
        )
    return str(_("The file cannot be read. Save it as CSV UTF-8, with the questions in row 1."))


def _left_out(names: list[str]) -> str:
    """The columns that are not read: some by name, and how many more."""
    some = ", ".join(shortened(one_line(name), LONGEST_NAME) for name in names[:SOME])
    if len(names) <= SOME:
        return str(_("Columns that were left out: %(names)s.", names=some))
    more = len(names) - SOME
    return str(_("Columns that were left out: %(names)s and %(more)s more.", names=some, more=more))


def _set_aside(wave: Wave, read: Brought) -> int:
    """How many answers were given to what somebody was not to be asked."""
    of = instrument_or_404(wave.instrument)
    return sum(len(set_aside(of, row.values, row.form, short=wave.short)) for row in read.rows)


def _source(form: BringForm, read: Brought) -> str:
    """What tells a file from others: the answers in it, or, where they are brought in once more,
    the form that they were sent with.
    """
    return str(form.request_id.data) if form.anew.data else known_by(read.rows)


def _bring(wave: Wave, read: Brought, source: str) -> View | None:
    """Say how many answers came in; None where all of them had before."""
    here = url_for("questionnaires.show", instrument=wave.instrument, wave=wave.number)
    came = bring_answers(product(), portfolio(), wave, read.rows, actor(), today(), source)
    if came is None:
        point_out(_("Nothing was brought in: the campaign takes no answers now. Open it first."))
        return redirect(here)
    if not came:
        return None
    said_so = _("Answers were brought in. Rows: %(rows)s.", rows=len(read.rows))
    if read.left:
        said_so += " " + _left_out(read.left)
    if aside := _set_aside(wave, read):
        said_so += " " + ngettext(
            "%(num)s answer does not count, as who gave it was not to be asked.",
            "%(num)s answers do not count, as who gave them was not to be asked.",
            aside,
        )
    done(said_so)
    return redirect(here)
