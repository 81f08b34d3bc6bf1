"""What the form for the columns of a register says of each, and of the sheets of the file."""

from collections.abc import Mapping

from flask_babel import gettext as _
from flask_babel import ngettext
from wtforms.fields import SelectChoice

from ladder_assess.core.activities.status import STATUS
from ladder_assess.core.questionnaire.questionnaire import Questionnaire
from ladder_assess.core.register.columns import ID, LEFT_OUT, RegisterColumn, register_columns
from ladder_assess.core.register.headings.column_names import (
    DESCRIPTION,
    LEAD,
    NAME,
    SERVICE,
    TOOK_PART,
    apart,
)
from ladder_assess.core.register.sheets import as_one
from ladder_assess.core.register.state import Findings
from ladder_assess.web.common.request import said
from ladder_assess.web.register.words import column_words

# What most registers have, in the order in which they mostly have it.
OFTEN_THERE = (
    ID, NAME, DESCRIPTION, "start_date", "end_date", STATUS, SERVICE, LEAD, TOOK_PART,
    "people_affected", "claimed_rung", "intended_rung",
)  # fmt: skip
# What backs an answer, with words of a heading by which a column may hold it.
BACKS = {
    "strength": frozenset(("evidence", "sure", "certainty", "confidence", "strength")),
    "note": frozenset(("note", "notes", "comment", "comments", "remark", "remarks")),
    "link": frozenset(("link", "links", "url", "urls", "source", "sources", "web", "website")),
}


def columns_by_topic(questionnaire: Questionnaire) -> list[tuple[str, list[RegisterColumn]]]:
    """The columns that a register can have under what they are about: first what most have, then
    as the pages of questions have them; last what backs an answer.
    """
    columns = register_columns(questionnaire)
    backs = {
        "strength": _("How sure an answer is"),
        "note": _("Notes on an answer"),
        "link": _("Links for an answer"),
    }
    often = [columns[name] for name in OFTEN_THERE if name in columns]
    rest = [c for c in columns.values() if c.item and not c.part and c not in often]
    answers = {column.name: column for column in rest}
    topics = [
        (said(section.title), [answers[i.id] for i in section.items if i.id in answers])
        for section in questionnaire.sections
    ]
    parts = [
        (words, [c for c in columns.values() if c.part == part]) for part, words in backs.items()
    ]
    found = ((_("What most registers have"), often), *topics, *parts)
    return [(topic, those) for topic, those in found if those]


def is_offered(findings: Findings, place: int, column: RegisterColumn) -> bool:
    """Is a column among what one of a file can be? What backs an answer is where the heading or
    what is known of it says something of the kind: there is one for each answer, and few have any.
    """
    if not column.part:
        return True
    lists = (findings.columns, findings.guesses, findings.maybe)
    known = {name for found in lists for name in found[place : place + 1]}
    words = {*apart(findings.headings[place]).split()}
    return column.name in known or not BACKS[column.part].isdisjoint(words)


def sheet_choices(findings: Findings) -> list[SelectChoice]:
    """The sheets of a file that has several."""
    hidden = frozenset(findings.out_of_sight)
    return [
        SelectChoice(sheet, _sheet_words(findings, sheet, hidden))
        for sheet in findings.sheets_to_choose
    ]


def _sheet_words(findings: Findings, sheet: str, hidden: frozenset[str]) -> str:
    if findings.alike and sheet == as_one(findings.alike):
        return str(_("Together: %(sheets)s", sheets=", ".join(findings.alike)))
    return str(_("%(sheet)s (hidden)", sheet=sheet)) if sheet in hidden else sheet


def of_the_sheet(findings: Findings) -> str:
    """Which sheet was read, and why the form asks for another."""
    if findings.flaw:
        return str(_("The sheet “%(sheet)s” cannot be read.", sheet=findings.sheet))
    if len(findings.sheets) > 1:
        several = "”, “".join(findings.sheets)
        return str(
            _(
                "The sheets “%(sheets)s” have the same columns. What you see here is all of them "
                "together.",
                sheets=several,
            )
        )
    if findings.sheet_open and not findings.wanted_sheet:
        words = _("Several look like one. What you see here is “%(sheet)s”.", sheet=findings.sheet)
        return str(words)
    return str(_("What you see here is “%(sheet)s”. No other was read.", sheet=findings.sheet))


def maybe_column(findings: Findings, place: int) -> str:
    """What a column might be that we would leave out."""
    return findings.maybe[place] if place < len(findings.maybe) else LEFT_OUT


def described(findings: Findings, place: int, columns: Mapping[str, RegisterColumn]) -> str:
    """What stands in a column, and what there is to know of it."""
    known = []
    if maybe := maybe_column(findings, place):
        known.append(_left_out_words(maybe, column_words(columns[maybe])))
    if findings.without_id and ID in (findings.columns[place], findings.guesses[place]):
        known.append(_without_id(findings.without_id))
    if place in findings.shared:
        known.append(_("Many rows share a text here. Each row is an activity of its own."))
        if ID not in {*findings.guesses, *findings.columns}:
            known.append(_("Those that are called the same are told apart by numbers."))
    if place in findings.against:
        known.append(_("Most of this does not fit the name of the column, so please check it."))
    if any(place == at for at, *_parts in findings.joined):
        known.append(_("We made this date of several columns of your file."))
    if place in findings.hidden_columns:
        known.append(_("This column is hidden in your spreadsheet."))
    return " ".join([*known, _examples(findings.examples[place])])


def _without_id(rows: int) -> str:
    return str(
        ngettext(
            "%(num)s row has nothing here: it goes by its name.",
            "%(num)s rows have nothing here: they go by their names.",
            rows,
        )
    )


def _left_out_words(maybe: str, words: str) -> str:
    if maybe == ID:
        return str(
            _(
                "It might be “%(words)s”. We would leave it out, because another column fits "
                "better or because not every row has its own.",
                words=words,
            )
        )
    return str(_("We would leave it out, but it might be “%(words)s”.", words=words))


def _examples(texts: tuple[str, ...]) -> str:
    if not texts:
        return str(_("There is nothing in it."))
    return str(_("It starts with: %(texts)s", texts="; ".join(texts)))
