"""Registers as people send them: a header somewhere near the top, rows below, cells as texts."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain, islice

from ladder_assess.core.register.cells import WHOLE_ROW
from ladder_assess.core.register.flaws import BadRegister, Flaw
from ladder_assess.storage.common.sheet_cells import (
    LOCKED,
    SHEET,
    ZIPPED,
    Cell,
    Workbook,
    open_workbook,
)
from ladder_assess.storage.register.text import (
    WINDOWS,
    decode,
    find_delimiter,
    split_mark,
    text_rows,
)

# Rows among which the header is looked for, and from which examples are taken.
TOP, SAMPLE = 20, 200
EXAMPLES, EXAMPLE = 3, 60
MOST_COLUMNS = 1000
BROKEN = ("damaged", "too_many_cells", "quotes")
RANGE = re.compile(r"([A-Z]+)(\d+):([A-Z]+)(\d+)")
FOREIGN = re.compile(r"\S*[^\x00-\x7f]\S*")

Count = Callable[[Sequence[str]], int]
Row = tuple[int, list[Cell]]


@dataclass(frozen=True)
class TableRow:
    """A row: its number in the file, its cells, and what is wrong with some, by place (from 0).

    What is wrong with the row as a whole has the place WHOLE_ROW.
    """

    number: int
    cells: list[str]
    wrong: Mapping[int, Flaw] = field(default_factory=dict)


@dataclass(frozen=True)
class RegisterTable:
    """A register: its headings, the row that they stand in, and the rows below.

    `examples` has the first values beneath each heading. `sheet` is the one that was read where
    there are `others`. `encoding` is said where it was guessed, with some `words` to check.
    """

    headings: tuple[str, ...]
    row: int
    examples: tuple[tuple[str, ...], ...]
    rows: Iterator[TableRow]
    sheet: str = ""
    others: tuple[str, ...] = ()
    encoding: str = ""
    words: tuple[str, ...] = ()


def read_table(content: bytes, count: Count) -> RegisterTable:
    """Read a register. `count` says how many of some texts are names of columns, so that the header
    is found. Raises BadRegister where none of it can be read.
    """
    if not content.strip():
        raise BadRegister(Flaw("empty"))
    if content.startswith((ZIPPED, LOCKED)):
        return _of_workbook(open_workbook(content), count)
    return _of_text(content, count)


def _of_text(content: bytes, count: Count) -> RegisterTable:
    text, encoding = decode(content)
    if text.lstrip().startswith(("{", "%PDF", "<")):
        raise BadRegister(Flaw("not_a_table"))
    text, delimiter = split_mark(text)

    def score(rows: Sequence[list[str]]) -> tuple[int, int]:
        return max(((count(row), len(row)) for row in rows[:TOP]), default=(0, 0))

    found = text_rows(text, delimiter or find_delimiter(text, score))
    rows = ((number, _cells(row)) for number, row in found)
    table = _table(rows, count, ())
    if encoding != WINDOWS:
        return table
    words = tuple(dict.fromkeys(word[:EXAMPLE] for word in FOREIGN.findall(text[:200_000])))
    return replace(table, encoding=encoding, words=words[:5])


def _cells(row: list[str] | Flaw) -> list[Cell]:
    return [Cell("", row.id)] if isinstance(row, Flaw) else [Cell(cell) for cell in row]


def _of_workbook(book: Workbook, count: Count) -> RegisterTable:
    names = [title for title, _ in book.names()]
    title = _choose(book, count)
    sheet = book.sheet(title)
    table = _table(sheet.rows, count, sheet.merged)
    others = tuple(name for name in names if name != title)
    return replace(table, sheet=title, others=others)


def _choose(book: Workbook, count: Count) -> str:
    """The sheet named Activities, or else the one in sight whose header is known best."""
    names = book.names()
    if any(title == SHEET for title, _ in names):
        return SHEET
    tops = {title: book.first_rows(title, TOP) for title, visible in names if visible}
    used = {
        title: max(count([cell.text for cell in row]) for row in rows)
        for title, rows in tops.items()
        if rows
    }
    if not used:
        raise BadRegister(Flaw("empty"))
    best = [title for title, known in used.items() if known == max(used.values())]
    if len(best) > 1:
        raise BadRegister(Flaw("which_sheet", found=", ".join(best)[:200], wanted=SHEET))
    return best[0]


def _table(rows: Iterator[Row], count: Count, merged: Sequence[str]) -> RegisterTable:
    rows = (row for row in rows if any(cell.odd or cell.text.strip() for cell in row[1]))
    top = list(islice(rows, SAMPLE))
    at = _header_at(top, count)
    number, header = top[at]
    headings = [cell.text.strip() for cell in header]
    while headings and not headings[-1]:
        headings.pop()
    _check_header(number, len(headings), merged)
    below = top[at + 1 :]
    within = [_MergedRange(ref) for ref in merged]
    found = (_row(row, headings, within) for row in chain(below, rows))
    examples = tuple(_examples(below, place) for place in range(len(headings)))
    return RegisterTable(tuple(headings), number, examples, found)


def _header_at(top: Sequence[Row], count: Count) -> int:
    """Which of the first rows names the columns: the one with most names that are known, or else
    the first with more than one cell.
    """
    known = [count([cell.text for cell in cells]) for _, cells in top[:TOP]]
    if any(known):
        return known.index(max(known))
    for number, cells in top[:TOP]:
        if cells[0].odd in BROKEN:
            raise BadRegister(Flaw(cells[0].odd, wanted=cells[0].about), number)
    several = (sum(bool(c.text.strip()) for c in cells) > 1 for _, cells in top[:TOP])
    at = next((place for place, found in enumerate(several) if found), None)
    if at is None:
        raise BadRegister(Flaw("no_header" if top else "empty"))
    return at


def _check_header(number: int, columns: int, merged: Sequence[str]) -> None:
    if columns > MOST_COLUMNS:
        raise BadRegister(Flaw("beyond", wanted=str(MOST_COLUMNS)), number)
    for ref in merged:
        if number in _MergedRange(ref).rows:
            raise BadRegister(Flaw("merged_header", found=ref), number)


class _MergedRange:
    """Cells that were made one: the rows and places (from 0) that they take up."""

    def __init__(self, ref: str) -> None:
        found = RANGE.fullmatch(ref)
        assert found, ref
        self.ref = ref
        self.rows = range(int(found[2]), int(found[4]) + 1)
        self.places = range(_place(found[1]), _place(found[3]) + 1)


def _place(letters: str) -> int:
    place = 0
    for letter in letters:
        place = place * 26 + ord(letter) - ord("A") + 1
    return place - 1


def _examples(rows: Sequence[Row], place: int) -> tuple[str, ...]:
    texts = (cells[place].text.strip() for _, cells in rows if place < len(cells))
    return tuple(islice(dict.fromkeys(text[:EXAMPLE] for text in texts if text), EXAMPLES))


def _row(row: Row, headings: Sequence[str], merged: Sequence[_MergedRange]) -> TableRow:
    number, cells = row
    if cells[0].odd in BROKEN:
        return TableRow(number, [], {WHOLE_ROW: Flaw(cells[0].odd, wanted=cells[0].about)})
    wrong: dict[int, Flaw] = {}
    for place, cell in enumerate(cells):
        if place >= len(headings):
            if cell.text.strip() or cell.odd:
                wrong[place] = Flaw("beyond", column_name(place), cell.text.strip()[:EXAMPLE])
        elif cell.odd:
            wrong[place] = Flaw(cell.odd, headings[place], cell.about)
    for area in merged:
        if number in area.rows:
            for place in area.places:
                if place < len(headings):
                    wrong[place] = Flaw("merged", headings[place], area.ref)
    return TableRow(number, [cell.text for cell in cells[: len(headings)]], wrong)


def column_name(place: int) -> str:
    """What a spreadsheet calls the column at a place (from 0), such as `AB`."""
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
