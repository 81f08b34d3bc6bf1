"""An empty register to fill in: every column, lists to choose from, and what each of them means."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple

from ladder_assess.core.placement.activity import EVIDENCE_STRENGTHS, HIGHEST_RUNG
from ladder_assess.core.questionnaire.questionnaire import (
    NONE_OF_THESE,
    UNKNOWN,
    Item,
    Questionnaire,
)
from ladder_assess.publishing.files.new_book import new_book

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

# The name by which the sheet is found when it is imported.
SHEET = "Activities"
ROWS = 20_000
MIDDLE, WIDE = 24, 60
RUNGS = {str(rung): str(rung) for rung in range(HIGHEST_RUNG + 1)}
Said = Callable[[str], str]


class TemplateColumn(NamedTuple):
    """A column's name, what it asks, and its options by id; a cell may hold `several` of them."""

    name: str
    asks: str
    options: Mapping[str, str]
    several: bool = False


class Words(NamedTuple):
    """What the workbook says of its own, in the reader's language."""

    sheet: str
    heads: Sequence[str]
    identity: str
    name: str
    claimed: str
    intended: str
    evidence: str
    several: str
    not_known: str
    none_of_these: str
    more: str
    strengths: Mapping[str, str]


def register_template(questionnaire: Questionnaire, words: Words, said: Said) -> bytes:
    """The workbook. Columns and options are named as in the format; a second sheet says what they
    mean, each text as `said` has it in the reader's language.
    """
    out = BytesIO()
    columns = list(_columns(questionnaire, words, said))
    more = list(_more(questionnaire, words, said))
    with new_book(out, {"in_memory": True, "strings_to_formulas": False}) as book:
        head = book.add_format({"bold": True, "bottom": 1, "num_format": "@"})
        # A spreadsheet takes 1-2 for a date unless the cell is a text.
        text = book.add_format({"num_format": "@"})
        wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        sheet, lists = book.add_worksheet(SHEET), book.add_worksheet("Lists")
        sheet.set_column(0, len(columns) - 1, MIDDLE, text)
        sheet.freeze_panes(1, 2)
        lists.hide()
        for place, column in enumerate(columns):
            sheet.write_string(0, place, column.name, head)
            _offer(sheet, lists, place, column)
        _explain(book.add_worksheet(words.sheet[:31]), columns, more, words, head, wrapped)
        for page in book.worksheets():
            page.set_landscape()
            page.fit_to_pages(1, 0)
            page.repeat_rows(0)
    return out.getvalue()


def _columns(questionnaire: Questionnaire, words: Words, said: Said) -> Iterator[TemplateColumn]:
    yield TemplateColumn("id", words.identity, {})
    yield TemplateColumn("name", words.name, {})
    yield TemplateColumn("claimed_rung", words.claimed, RUNGS)
    yield TemplateColumn("intended_rung", words.intended, RUNGS)
    for item in questionnaire.coded.values():
        several = item.answer == "many"
        yield TemplateColumn(item.id, said(item.ask), _options(item, words, said), several)
    for item in questionnaire.coded.values():
        strengths = {strength: words.strengths[strength] for strength in EVIDENCE_STRENGTHS}
        yield TemplateColumn(f"evidence.{item.id}", f"{words.evidence} {said(item.ask)}", strengths)


def _more(questionnaire: Questionnaire, words: Words, said: Said) -> Iterator[TemplateColumn]:
    """Columns beside those of method/files.md, which other programs do not know."""
    known = {"name", "claimed_rung", "intended_rung", *questionnaire.coded}
    for item in questionnaire.items.values():
        if item.id not in known:
            options = _options(item, words, said) if item.options else {}
            yield TemplateColumn(item.id, said(item.ask), options, item.answer == "many")


def _options(item: Item, words: Words, said: Said) -> dict[str, str]:
    options = {option.id: said(option.text) for option in item.options}
    none = {NONE_OF_THESE: words.none_of_these} if item.answer == "many" else {}
    return {**options, **none, UNKNOWN: words.not_known}


def _offer(sheet: "Worksheet", lists: "Worksheet", place: int, column: TemplateColumn) -> None:
    """A list to choose from. Where a cell may hold several, anything else can be typed as well."""
    if not column.options:
        return
    lists.write_column(0, place, list(column.options))
    from xlsxwriter.utility import xl_range_abs

    source = f"=Lists!{xl_range_abs(0, place, len(column.options) - 1, place)}"
    rule = {"validate": "list", "source": source, "show_error": not column.several}
    sheet.data_validation(1, place, ROWS, place, rule)


def _explain(
    page: "Worksheet",
    columns: list[TemplateColumn],
    more: list[TemplateColumn],
    words: Words,
    head: "Format",
    wrapped: "Format",
) -> None:
    page.set_column(0, 0, MIDDLE)
    page.set_column(1, 1, WIDE)
    page.set_column(2, 2, MIDDLE)
    page.set_column(3, 3, WIDE)
    page.freeze_panes(1, 1)
    page.write_row(0, 0, words.heads, head)
    row = _explain_each(page, columns, words, wrapped, 1)
    page.write_string(row + 1, 0, words.more, head)
    _explain_each(page, more, words, wrapped, row + 2)


def _explain_each(
    page: "Worksheet", columns: list[TemplateColumn], words: Words, wrapped: "Format", row: int
) -> int:
    """One line for each option of each column; returns the row after them."""
    for column in columns:
        asks = f"{column.asks} {words.several}" if column.several else column.asks
        page.write_row(row, 0, (column.name, asks), wrapped)
        for option, meaning in column.options.items() or [("", "")]:
            page.write_row(row, 2, (option, meaning), wrapped)
            row += 1
    return row
