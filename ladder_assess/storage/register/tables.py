"""Registers as people send them: a header somewhere near the top, rows below, cells as texts."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import chain, islice

from ladder_assess.core.common.legible import with_windows_letters
from ladder_assess.core.common.shortening import shortened
from ladder_assess.core.common.spreadsheet_cells import column_name
from ladder_assess.core.register.bounds import MOST_ROWS
from ladder_assess.core.register.columns import Headings
from ladder_assess.core.register.flaws import BadRegister, Flaw, SheetsOfFile
from ladder_assess.core.register.headings.second_row import says_kinds
from ladder_assess.core.register.markup import without_markup
from ladder_assess.core.register.sheets import ChosenSheet, Count, as_one, each_of
from ladder_assess.storage.common.sheet_cells import (
    WHOLE_ROW,
    Odd,
    SheetRow,
    Workbook,
    broken_row,
)
from ladder_assess.storage.register.alike_sheets import (
    alike_sheets,
    put_together,
    without_copies,
)
from ladder_assess.storage.register.file_kinds import refuse_others, workbook_of
from ladder_assess.storage.register.header import (
    TOP,
    flaw_of_row,
    headings_of,
    over_rows,
    says_headings,
    widest,
)
from ladder_assess.storage.register.header_row import header_at
from ladder_assess.storage.register.likely_sheet import filled_sheets, likely_sheet
from ladder_assess.storage.register.merged_cells import MergedCells, filled_down
from ladder_assess.storage.register.other_lists import other_list
from ladder_assess.storage.register.table import EXAMPLES, FEW, RegisterTable, TableRow
from ladder_assess.storage.register.text import (
    LooseRow,
    TextRow,
    decode,
    find_delimiter,
    split_mark,
    text_rows,
)

# What stands between words and between cells.
APART = re.compile(r"[\s,;|\"]+")
# First rows that are looked at, and cells with anything in them that examples are taken from.
SAMPLE = 200
EXAMPLE, LOOKED_AT = 60, 2000
NOTHING_ODD: Mapping[int, Odd] = {}


def read_table(content: bytes, known: Headings, sheet: str = "") -> RegisterTable:
    """Read a register. `known` says which texts are names of columns, so that its header and its
    sheet are found; `sheet` is the one that somebody chose. Raises BadRegister where none of it can
    be read, with the sheets that there are.
    """
    if not content.strip():
        raise BadRegister(Flaw("empty"))
    book = workbook_of(content)
    return _of_workbook(book, known, sheet) if book else _of_text(content, known)


def sheet_titles(content: bytes) -> tuple[str, ...]:
    """What those sheets of a workbook are called that hold anything; none of any other file.
    Raises BadRegister.
    """
    book = workbook_of(content)
    return tuple(title for title, _ in filled_sheets(book)) if book else ()


def _of_text(content: bytes, known: Headings) -> RegisterTable:
    text, encoding = decode(content)
    refuse_others(text)
    text, delimiter = split_mark(text)
    if not delimiter:
        text, delimiter = find_delimiter(text, partial(_likeness, count=known.count))
    loose: list[int] = []
    table = _table(_text_rows(text_rows(text, delimiter), loose), known, ())
    table = replace(table, loose=tuple(loose))
    if encoding.startswith("UTF"):
        return table
    words = tuple(dict.fromkeys(word[:EXAMPLE] for word in _foreign(text[:200_000])))
    return replace(table, encoding=encoding, words=words[:5])


def _likeness(rows: Sequence[list[str]], count: Count) -> tuple[int, int, int]:
    """How much some rows look like a register: by the names of columns that one has, by how many
    rows are as wide as each other, and by the widest. What stands in texts parts some rows alone.
    """
    top = rows[:TOP]
    widths = Counter(len(row) for row in top if len(row) > 1)
    known = max(map(count, top), default=0)
    return known, max(widths.values(), default=0), max(widths, default=1)


def _foreign(text: str) -> Iterator[str]:
    return (word for word in APART.split(text) if not word.isascii())


def _text_rows(found: Iterator[TextRow], loose: list[int]) -> Iterator[SheetRow]:
    """The rows of a text; the numbers of those whose quotation marks do not match go to `loose`."""
    for number, row in found:
        if isinstance(row, LooseRow):
            loose.append(number)
        if isinstance(row, Flaw):
            yield broken_row(number, row.id, row.wanted)
        else:
            yield SheetRow(number, row, NOTHING_ODD)


def _of_workbook(book: Workbook, known: Headings, wanted: str) -> RegisterTable:
    sheets = filled_sheets(book)
    titles, seen = [title for title, _ in sheets], [title for title, seen in sheets if seen]
    chosen, alike = _chosen(book, titles, seen, known, wanted)
    read = alike if chosen.title == as_one(alike) else (chosen.title,)
    tables = []
    for title in read:
        try:
            tables.append(_of_sheet(book, title, known))
        except BadRegister as bad:
            rest = tuple(name for name in titles if name != title)
            hidden = tuple(name for name in rest if name not in seen)
            bad.sheets = SheetsOfFile(title, rest, hidden)
            raise
    if len(tables) > 1 and wanted != as_one(alike):
        tables = without_copies(tables)
        alike = tuple(table.sheet for table in tables) if len(tables) > 1 else alike
    read = tuple(table.sheet for table in tables)
    others = tuple(title for title in titles if title not in read)
    out_of_sight = tuple(title for title in others if title not in seen)
    return replace(
        put_together(tables) if len(tables) > 1 else tables[0],
        others=others,
        out_of_sight=out_of_sight,
        sheet_open=chosen.is_open,
        alike=alike,
    )


def _chosen(
    book: Workbook, titles: Sequence[str], seen: Sequence[str], known: Headings, wanted: str
) -> tuple[ChosenSheet, tuple[str, ...]]:
    """The sheet that is read, or several as one, and those with the same headings: where somebody
    wants it or all that look like the list have them.
    """
    of_one = wanted if wanted in titles else each_of(wanted)[0]
    if of_one in titles:
        alike = alike_sheets(book, of_one, seen, known)
        if wanted in (of_one, as_one(alike)):
            return ChosenSheet(wanted), alike
    chosen = likely_sheet(book, seen, known)
    alike = alike_sheets(book, chosen.title, seen, known)
    if chosen.near and set(chosen.near) <= set(alike):
        return replace(chosen, title=as_one(alike)), alike
    return chosen, alike


def _of_sheet(book: Workbook, title: str, known: Headings) -> RegisterTable:
    sheet = book.sheet(title)
    table = _table(sheet.rows, known, sheet.merged)
    hidden = tuple(at for at in sorted(sheet.hidden_columns) if at < len(table.headings))
    return replace(table, sheet=title, hidden_columns=hidden)


def _table(rows: Iterator[SheetRow], known: Headings, merged: Sequence[str]) -> RegisterTable:
    """The table of some rows; what is `merged` is known once they have been read."""
    mended: Counter[str] = Counter()
    rows = _with_letters(rows, mended)
    rows = (row for row in rows if row.odd or any(t and not t.isspace() for t in row.texts))
    top = list(islice(rows, SAMPLE))
    at = header_at(top, known)
    header, below = top[at], top[at + 1 :]
    headings = headings_of(header, below)
    # Names that take up several rows can be wider below than in the first.
    found = _within_bounds(chain(below, rows), widest(headings, below))
    cells = MergedCells(merged, {row.number for row in chain(top, found)})
    headings, taken = over_rows(headings, top[:at], header, found, cells)
    found = [_cut(row, len(headings)) for row in found if row.number not in taken]
    end = other_list(found, headings, known)
    found, other = found[:end], found[end:]
    titles = _titles(found, cells, len(headings))
    again = {row.number for row in found if says_headings(row, headings)}
    kinds = {row.number for row in found[:1] if says_kinds(row.texts)}
    passed = again | kinds | {row.number for row in titles}
    filled = filled_down(found, cells)
    ready = [_row(row, headings, cells) for row in filled if row.number not in passed]
    examples = tuple(_examples(ready, place) for place in range(len(headings)))
    sections = tuple("".join(row.texts).strip()[:EXAMPLE] for row in titles[:FEW])
    table = RegisterTable(tuple(headings), max(taken, default=header.number), examples, ready)
    return replace(
        table,
        titles=len(titles),
        sections=sections,
        headed_again=len(again),
        kinds_at=max(kinds, default=0),
        other_at=other[0].number if other else 0,
        other_rows=len(other),
        tall=max(taken) - min(taken) + 1 if taken else 1,
        letters=mended.total(),
    )


def _with_letters(rows: Iterable[SheetRow], mended: Counter[str]) -> Iterator[SheetRow]:
    """Rows with the letters of Windows-1252 where they came as controls; such cells are counted."""
    for row in rows:
        texts = list(map(with_windows_letters, row.texts))
        mended["cells"] += sum(new is not old for new, old in zip(texts, row.texts, strict=True))
        yield row._replace(texts=texts)


def _titles(found: Sequence[SheetRow], cells: MergedCells, wide: int) -> list[SheetRow]:
    """The rows that are titles of sections. Where most have one text over a few merged cells, that
    is how the list is drawn.
    """
    broad: list[SheetRow] = []
    narrow: list[SheetRow] = []
    for row in found:
        if across := cells.title_across(row.number, row.texts, wide):
            (broad if across * 2 >= wide else narrow).append(row)
    few = len(narrow) * 2 <= len(found) - len(broad)
    return sorted([*broad, *(narrow if few else ())], key=lambda row: row.number)


def _within_bounds(rows: Iterable[SheetRow], wide: int) -> list[SheetRow]:
    """Rows, each as wide as the headings. Raises BadRegister where there are too many."""
    found: list[SheetRow] = []
    for row in rows:
        if len(found) == MOST_ROWS:
            raise BadRegister(Flaw("too_many_rows", wanted=f"{MOST_ROWS:,}"), row.number)
        found.append(_cut(row, wide))
    return found


def _cut(row: SheetRow, wide: int) -> SheetRow:
    """A row without what stands under no heading, but for the first of it, which is said."""
    if len(row.texts) <= wide and not (row.odd and max(row.odd) >= wide):
        return row
    texts, odd = row.texts, dict(row.odd)
    behind = (at for at in sorted(odd) if at >= max(wide, len(texts)))
    within = (at for at in range(wide, len(texts)) if odd.get(at) or texts[at].strip())
    beyond = chain(within, behind)
    kept = {
        at: odd.get(at) or Odd("beyond", texts[at].strip()[:EXAMPLE]) for at in islice(beyond, FEW)
    }
    known = {at: found for at, found in odd.items() if at < wide}
    return row._replace(texts=texts[:wide], odd=known | kept)


def _examples(rows: Sequence[TableRow], place: int) -> tuple[str, ...]:
    cells = (row.cells[place] for row in rows if place < len(row.cells))
    filled = (cell for cell in cells if cell and not cell.isspace())
    texts = (without_markup(cell[:LOOKED_AT]).strip() for cell in islice(filled, SAMPLE))
    return tuple(
        islice(dict.fromkeys(shortened(text, EXAMPLE) for text in texts if text), EXAMPLES)
    )


def _row(row: SheetRow, headings: Sequence[str], merged: MergedCells) -> TableRow:
    if broken := row.odd.get(WHOLE_ROW):
        return TableRow(row.number, [], {WHOLE_ROW: flaw_of_row(broken)}, row.hidden)
    wrong: dict[int, Flaw] = {}
    for place, odd in row.odd.items():
        if place < len(headings):
            wrong[place] = Flaw(odd.id, headings[place], odd.about)
        else:
            wrong[place] = Flaw("beyond", column_name(place), odd.about[:EXAMPLE])
    for area in merged.at(row.number):
        for place in area.places:
            if place >= len(headings):
                continue
            if area.is_across and place == area.places.start:
                wrong.setdefault(place, Flaw("merged_across", headings[place], area.ref))
                continue
            kind = "merged_down" if area.is_down else "merged"
            wrong[place] = Flaw(kind, headings[place], area.ref)
    return TableRow(row.number, row.texts, wrong, row.hidden)
