"""What pages say of a register: its columns, what can be wrong with it, how far it has come."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from ladder_assess.core.questionnaire.questionnaire import NONE_OF_THESE, Rung
from ladder_assess.core.register.columns import RegisterColumn
from ladder_assess.core.register.flaws import Flaw
from ladder_assess.publishing.register.template import Words
from ladder_assess.web.common.backing_form import STRENGTH_WORDS
from ladder_assess.web.common.request import said

# By the id of a flaw. %(found)s is what stands there, %(wanted)s what could.
FLAW_WORDS: Mapping[str, Any] = {
    "empty": _l("There is nothing in this file."),
    "locked": _l(
        "The file has a password. Open it, remove the password, save it, and send it again."
    ),
    "old_format": _l(
        "This is an older kind of spreadsheet, or another file, that cannot be read. Open it in "
        "your spreadsheet program and save it as XLSX or CSV."
    ),
    "not_a_table": _l(
        "This is not a CSV or XLSX file, nor XLS or ODS. Save your list as one of these."
    ),
    "json": _l(
        "This is JSON, a form of data for programs. Open it in your spreadsheet program, or ask "
        "whoever gave it to you for a CSV or XLSX file."
    ),
    "pdf": _l(
        "This is a PDF, whose tables cannot be read. Ask whoever made it for the spreadsheet, or "
        "copy the table into one."
    ),
    "document": _l(
        "This is a text document and no spreadsheet. Copy the table in it into your spreadsheet "
        "program, and save it as XLSX."
    ),
    "web_page": _l(
        "This is a web page without a table, although it may be named like a spreadsheet. If you "
        "downloaded it, sign in there first and download it again."
    ),
    "web_archive": _l(
        "This is a web page that was saved in one file. Open it in your spreadsheet program and "
        "save it as XLSX."
    ),
    "numbers": _l(
        "This is a file of Numbers. Open it there, and export it as Excel (XLSX) or CSV."
    ),
    "damaged": _l("The file is cut short or damaged. Save it or send it again."),
    "too_large": _l("The file is too large. It can be up to %(wanted)s MB."),
    "unpacks_too_large": _l(
        "The workbook holds more than %(wanted)s MB when it is opened. Copy only the list of "
        "activities into a new one."
    ),
    "no_header": _l(
        "No row with the names of columns was found. Put them into the first row, each above its "
        "column."
    ),
    "merged_header": _l("The names of columns stand in merged cells (%(found)s). Unmerge them."),
    "too_many_rows": _l(
        "There are more than %(wanted)s rows. Split the file and import the parts in turn."
    ),
    "line_too_long": _l(
        "A row has more than %(wanted)s characters. Put each activity on a line of its own."
    ),
    "outside": _l(
        "The file speaks of a row or column that no spreadsheet has (%(found)s). Copy only the "
        "list of activities into a new one."
    ),
    "cell_too_long": _l("A cell has more than %(wanted)s characters. Shorten it."),
    "quotes": _l(
        "The quotation marks do not match. Put a text with quotation marks in it in quotation "
        "marks, and double those within."
    ),
    "too_many_cells": _l(
        "There are more than %(wanted)s cells. Take out columns and rows that hold nothing."
    ),
    "too_much_text": _l(
        "The sheet has more than %(wanted)s characters. Take out texts that are not needed."
    ),
    "too_many_sheets": _l(
        "The file has more than %(wanted)s sheets. Copy the list of activities into a file of its "
        "own."
    ),
    "beyond": _l("There is something here, but no name above it. Name the column or empty it."),
    "merged": _l("This cell is merged with others (%(found)s). Unmerge them and fill in each."),
    "merged_down": _l(
        "This cell is merged with others (%(found)s). Unmerge them and fill in each."
    ),
    "merged_across": _l(
        "This cell is merged with others (%(found)s). Unmerge them and fill in each."
    ),
    "formula": _l(
        "This is a formula without a result. Open the file in your spreadsheet program and save it "
        "again."
    ),
    "error": _l("The formula here ends in the error %(found)s. Mend it or type what you mean."),
    "is_date": _l(
        "Your spreadsheet program took this for the date %(found)s. Format the cell as text and "
        "type it again."
    ),
    "option": _l("“%(found)s” is not one of the answers. Type one of these: %(wanted)s."),
    "rung": _l("“%(found)s” is not a rung. Type a whole number from 0 to 8, or unknown."),
    "date": _l(
        "“%(found)s” is not a date that can be read. Type it as day/month/year, such as 27/3/2024."
    ),
    "date_month_first": _l(
        "“%(found)s” is not a date that can be read. In this column the month stands first: type "
        "it as month/day/year, such as 3/27/2024."
    ),
    "no_such_day": _l(
        "There is no such day as “%(found)s”: its month is shorter. Type the day that you mean."
    ),
    "date_far": _l(
        "“%(found)s” is before 1900 or after 2100. Such dates are not kept: empty the cell, and "
        "say when it was under “What happens in it”."
    ),
    "date_1900": _l(
        "“%(found)s” is a day in 1900, as spreadsheet programs show numbers such as 16.01. Type it "
        "with its year, such as 27/3/2024."
    ),
    "number": _l("“%(found)s” is not a whole number. Type it in digits, such as 250."),
    "number_large": _l("“%(found)s” is too large. It can be up to %(wanted)s."),
    "too_long": _l("This is too long. It can have up to %(wanted)s characters."),
    "control": _l("There are characters here that cannot be shown. Type the text again."),
    "link": _l("“%(found)s” is not a web address. It starts with https:// or http://"),
    "repeated": _l("The same answer stands here twice. Take one out."),
    "unknown_beside": _l("“None” and “unknown” cannot stand beside other answers."),
    "required": _l("Every activity needs something here that no other has."),
    "no_name": _l("There is no name here. Give the activity a name, or leave the row out."),
    "id_twice": _l("Row %(found)s has the same. Each activity needs its own."),
    "id_several": _l("Several activities of your list have “%(found)s” already."),
    "later_answer": _l(
        "The first version of the questions, by which this activity is described, does not offer "
        "“%(found)s”. Move the activity to the clearer questions first."
    ),
    "agreed": _l(
        "This activity has been agreed, so a file cannot change it. Open it again first, or leave "
        "the row out."
    ),
    "submitted": _l(
        "This activity has been handed in and is being read, so a file cannot change it. Leave the "
        "row out, or wait."
    ),
}


def flaw_words(flaw: Flaw) -> str:
    """What is wrong, and what to do about it."""
    wanted = "; ".join(map(said, flaw.wanted.splitlines()))
    return str(FLAW_WORDS[flaw.id]) % {"found": flaw.found, "wanted": wanted}


def column_words(column: RegisterColumn) -> str:
    """What a column is called, in a list of them."""
    if column.item is None:
        return str(_("Your own number or code"))
    name = said(column.item.label)
    if column.part == "strength":
        return str(_("%(question)s: how sure", question=name))
    if column.part == "note":
        return str(_("%(question)s: note", question=name))
    if column.part == "link":
        return str(_("%(question)s: link", question=name))
    return name


def answer_words(column: RegisterColumn, answer: str, rungs: Sequence[Rung]) -> str:
    """An answer that a word of a file can mean, as the pages call it."""
    if column.item and column.item.answer == "rung":
        rung = next(rung for rung in rungs if str(rung.number) == answer)
        name = said(rung.name)
        if not rung.plain:
            return f"{rung.number} {name}"
        return str(
            _("%(rung)s %(plain)s (%(name)s)", rung=answer, plain=said(rung.plain), name=name)
        )
    options = column.item.options if column.item else ()
    chosen = next((said(option.text) for option in options if option.id == answer), "")
    # Some questions have an answer of their own that is kept as none.
    return chosen or (str(_("None of these")) if answer == NONE_OF_THESE else answer)


def template_words() -> Words:
    """What the empty register says of its own columns, in the reader's language."""
    return Words(
        sheet=_("What the columns mean"),
        heads=(_("Column"), _("What it asks"), _("Type this"), _("If you mean this")),
        identity=_("Your own number or code for the activity. Each has one of its own."),
        name=_("What the activity is called"),
        claimed=_("Which rung do people say it is on? A whole number from 0 to 8."),
        intended=_("Which rung is it meant to be on? A whole number from 0 to 8."),
        evidence=_("How sure is this, and who says so?"),
        several=_("You can give several, with a semicolon between them."),
        not_known=_("Not known"),
        none_of_these=_("None of these"),
        more=_("More columns that you can add"),
        strengths={key: str(words[0]) for key, words in STRENGTH_WORDS.items()},
    )
