"""Registers sent as text: in which encoding, and with what between the cells."""

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from ladder_assess.core.common.spaced_quotes import has_spaced_mark, spaced_row
from ladder_assess.core.common.spreadsheet_cells import typed_cell
from ladder_assess.core.register.flaws import BadRegister, Flaw
from ladder_assess.storage.common.csv_rows import IN_REGISTERS
from ladder_assess.storage.common.sheet_cells import LAST_ROW, LONGEST_CELL
from ladder_assess.storage.register.encodings import encoding_of
from ladder_assess.storage.register.open_quotes import read_loosely

# Of a row: what is longer is no list with an activity on each line.
LONGEST_ROW = 2_000_000
# How much of a text is read again at the most, behind quotation marks that nothing closes.
MOST_AGAIN = 4 * LONGEST_ROW
MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
UTF8, WINDOWS = "UTF-8", "Windows-1252"
NO_ASCII = re.compile(r"[^\x00-\x7f]")
# So many times more letters of UTF-8 than others are in a text that somebody pasted these into.
MORE = 4
# The first line that Excel writes for itself.
SEP = re.compile(r"sep=(.)\r?\n?", re.IGNORECASE)
LOOKED_AT, LINES = 4000, 50
# What stands between the cells of few lists, and in texts of others: so many lines decide.
SELDOM, FEWEST_LINES = frozenset("*~^¦§"), 10
# Two of a sign that alone stands in texts and times.
TWICE = frozenset(("::", "##", "@@", "%%", "~~", "^^"))
# What is put in its place: the sign that ASCII has to part cells.
BETWEEN = "\x1f"
# Where fewer bytes are none in a text of two bytes a letter, it is a picture or a program.
MOSTLY = 0.3
# What a letter of UTF-8 looks like where it stands in a word of Windows-1252, which has no such.
PASTED = re.compile(rb"[A-Za-z][\xc2\xc3][\x80-\xbf][A-Za-z]")
# A byte that is no UTF-8, as its reader leaves it, and the letter that Windows-1252 has for it.
STRAY = {0xDC00 + byte: bytes([byte]).decode("cp1252", "replace") for byte in range(0x80, 0x100)}

TextRow = tuple[int, list[str] | Flaw]


def decode(content: bytes) -> tuple[str, str]:
    """The text of a file and the encoding that it was read in, one of UTF-8, UTF-16, UTF-32 and,
    where it is none of these, what its letters look like (see encodings), or else Windows-1252,
    which holds Latin-1. Raises BadRegister for no text.

    Cells that came into a list from elsewhere can be UTF-8 all the same: these are read as such.
    """
    for mark, encoding in MARKS:
        if content.startswith(mark):
            return _strictly(content.removeprefix(codecs.BOM_UTF8), encoding), encoding.upper()
    if b"\0" in content[:LOOKED_AT]:
        encoding = _of_two_bytes(content[:LOOKED_AT])
        return _strictly(content, encoding), "UTF-16"
    try:
        return content.decode("utf-8"), UTF8
    except UnicodeDecodeError:
        return _of_another(content)


def _of_another(content: bytes) -> tuple[str, str]:
    """A text that is no UTF-8, or has something else in between."""
    mixed = content.decode("utf-8", "surrogateescape")
    stray = sum(mixed.count(chr(letter)) for letter in STRAY)
    if len(NO_ASCII.findall(mixed)) - stray > MORE * stray:
        return mixed.translate(STRAY), WINDOWS
    codec, called = encoding_of(content)
    if called == WINDOWS or PASTED.search(content):
        return _of_one_byte(content), WINDOWS
    return content.decode(codec, "replace"), called


def _of_one_byte(content: bytes) -> str:
    """Windows-1252, with UTF-8 wherever both stand in one file; never with half a letter, which
    nothing can keep.
    """
    try:
        if not PASTED.search(content):
            return content.decode("cp1252")
    except UnicodeDecodeError:
        pass
    return content.decode("utf-8", "surrogateescape").translate(STRAY)


def _strictly(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        raise BadRegister(Flaw("damaged")) from None


def _of_two_bytes(start: bytes) -> str:
    """UTF-16 without a mark has a zero in every second byte of what is in Latin letters."""
    half = len(start) / 2
    even, odd = start[::2].count(0), start[1::2].count(0)
    if odd > MOSTLY * half and not even:
        return "utf-16-le"
    if even > MOSTLY * half and not odd:
        return "utf-16-be"
    raise BadRegister(Flaw("not_a_table"))


class _Lines:
    """The lines of a text, as long as those of one row are not too long together."""

    def __init__(self, text: str) -> None:
        self._lines = io.StringIO(text, newline="")
        self.row = 1
        self._start = self._taken = self._count = self._again = 0

    @property
    def goes_on(self) -> bool:
        """Has the row more than one line?"""
        return self._count > 1

    def begin_row(self) -> None:
        """Count what is taken from here on for the next row."""
        self._start, self._taken, self._count = self._lines.tell(), 0, 0

    def __iter__(self) -> Iterator[str]:
        for line in self._lines:
            self._taken += len(line)
            self._count += 1
            if self._taken > LONGEST_ROW:
                if self.goes_on and self._may_go_back():
                    raise csv.Error
                raise BadRegister(Flaw("line_too_long", wanted=f"{LONGEST_ROW:,}"), self.row)
            yield line

    def read_loosely(self, text: str, delimiter: str, wide: int) -> list[str] | None:
        """The row again, as `read_loosely` reads it, where it can be read so."""
        if not self._may_go_back():
            return None
        cells, end = read_loosely(text, self._start, delimiter, wide)
        # What it took in is read again from wherever the row ends.
        self._again += max(end - self._start, self._taken)
        line_end = text.find("\n", self._start) + 1 or len(text)
        if cells is None or end > line_end:
            # What takes in more lines may be rows that have all their cells.
            alone = self._alone(text, delimiter, wide)
            cells, end = (alone, line_end) if alone is not None else (cells, end)
        if cells is not None:
            self._lines.seek(end)
        return cells

    def read_spaced(
        self, text: str, delimiter: str, wide: int, as_it_stands: int = -1
    ) -> list[str] | None:
        """The row again, without blanks around its quotation marks, where it can be read so and is
        as `wide` as most rows; or on one line, where it is not `as_it_stands` either.
        """
        if not self._may_go_back():
            return None
        cells, end = spaced_row(text, self._start, delimiter, LONGEST_CELL, wide)
        one_line = cells is not None and not any("\n" in c or "\r" in c for c in cells)
        if cells is None or not (len(cells) == wide or (one_line and as_it_stands != wide)):
            self._again += end - self._start
            return None
        self._again += max(0, self._lines.tell() - end)
        self._lines.seek(end)
        return cells

    def _alone(self, text: str, delimiter: str, wide: int) -> list[str] | None:
        """The first line of the row as it stands, where it comes to as many cells as most rows, and
        the next line does as well and is no part of it; a mark that nothing closes goes.
        """
        first, *rest = text[self._start : self._start + LOOKED_AT].splitlines()[:2] or [""]
        # An empty line parts paragraphs of a text, and ends no row.
        full = all(line.count(delimiter) == wide - 1 for line in (first, *rest))
        if not full or any(line.count('"') % 2 for line in rest):
            return None
        cells = first.split(delimiter)
        return [cell.replace('"', "") if cell.count('"') % 2 else cell for cell in cells]

    def go_back(self) -> None:
        """Go back to behind the first line of a row, where a quotation mark that nothing closes
        took more lines into it.
        """
        if self.goes_on and self._may_go_back():
            self._again += self._taken
            self._lines.seek(self._start)
            self._lines.readline()

    def _may_go_back(self) -> bool:
        return self._again + self._taken <= MOST_AGAIN


class LooseRow(list[str]):
    """A row whose quotation marks do not match, and which could be read all the same."""


def text_rows(text: str, delimiter: str) -> Iterator[TextRow]:
    """The rows of a text, numbered as a spreadsheet numbers them, those without anything left out.

    Where quotation marks do not match, the row is a LooseRow or has a flaw in its place, as do
    those behind it that may be parts of it: they are not as wide as most rows.
    Raises BadRegister for a row that is too long and for more rows than a spreadsheet has.
    """
    csv.field_size_limit(LONGEST_CELL)
    lines = _Lines(text)
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    widths: Counter[int] = Counter()
    adrift = False
    while lines.row <= LAST_ROW:
        lines.begin_row()
        row: list[str] | Flaw
        try:
            row = next(reader)
            if has_spaced_mark(row):
                row = lines.read_spaced(text, delimiter, _widest(widths), len(row)) or row
            widths[len(row)] += 1
        except StopIteration:
            return
        except csv.Error as error:
            row = _broken(lines, text, delimiter, widths, str(error))
            reader = csv.reader(lines, delimiter=delimiter, strict=True)
            adrift = row == Flaw("quotes")
        if isinstance(row, Flaw):
            yield lines.row, row
        elif any(cell and not cell.isspace() for cell in row):
            adrift = adrift and len(row) != _widest(widths)
            yield lines.row, Flaw("quotes") if adrift else type(row)(map(typed_cell, row))
        lines.row += 1
    raise BadRegister(Flaw("too_many_rows", wanted=f"{LAST_ROW:,}"), lines.row)


def _broken(
    lines: _Lines, text: str, delimiter: str, widths: Counter[int], error: str
) -> list[str] | Flaw:
    """What stands in place of a row whose quotation marks do not match, or whose cell is too long;
    reading goes on behind it.
    """
    wide = _widest(widths)
    if (cells := lines.read_spaced(text, delimiter, wide)) is not None:
        widths[len(cells)] += 1
        return cells
    if not widths and (header := _header_of(text, delimiter)):
        lines.go_back()
        return LooseRow(header)
    if wide > 1 and (cells := lines.read_loosely(text, delimiter, wide)) is not None:
        return LooseRow(cells)
    if "field limit" in error and not lines.goes_on:
        return Flaw("cell_too_long", wanted=f"{LONGEST_CELL:,}")
    lines.go_back()
    return Flaw("quotes")


def _header_of(text: str, delimiter: str) -> list[str]:
    """The first row of a text without its quotation marks, which do not match, where it comes to as
    many cells as most lines below it; empty elsewhere.
    """
    first, *below = text[: LOOKED_AT * 10].splitlines()[:LINES]
    wide = _widest(Counter(line.count(delimiter) for line in below))
    cells = first.replace('"', "").split(delimiter)
    return cells if wide and len(cells) == wide + 1 else []


def _widest(widths: Counter[int]) -> int:
    """How wide most rows are."""
    return max(widths, key=lambda wide: widths[wide], default=0)


def split_mark(text: str) -> tuple[str, str]:
    """A text without the line `sep=;` that Excel writes, and the delimiter that it names."""
    found = SEP.match(text)
    return (text[found.end() :], found[1]) if found else (text, "")


def find_delimiter(
    text: str, score: Callable[[Sequence[list[str]]], tuple[int, ...]]
) -> tuple[str, str]:
    """A text with what stands between its cells: by which the first rows look most like a register.

    Where another sign, alone, twice or with a space behind it, parts all lines alike and the first
    has more names of columns by it, BETWEEN stands in its place.
    """
    start = text[: LOOKED_AT * 10]

    def looks(delimiter: str) -> tuple[int, ...]:
        rows = [row for _, row in text_rows(start, delimiter) if isinstance(row, list)]
        return score(rows)

    usual = max(IN_REGISTERS, key=looks)
    named = looks(usual)[0]
    first = _first_line(start)
    seldom = sorted(sign for sign in (*TWICE, *SELDOM) if sign in first and BETWEEN not in text)
    for sign in sorted(seldom, key=len, reverse=True):
        bare = _without_end(text, sign)
        for between in (sign, f"{sign} "):
            cells = [cell.strip() for cell in _first_line(bare).split(between)]
            more = len(cells) > 1 and score([cells])[0] > named
            if more and _parts_all_alike(bare, between):
                return bare.replace(between, BETWEEN), BETWEEN
    return text, usual


def _first_line(text: str) -> str:
    """The first line of a text that has anything in it."""
    return next((line for line in text.split("\n") if line.strip()), "")


def _without_end(text: str, sign: str) -> str:
    """A text without a sign that ends each of its lines, and has no cell behind it."""
    if not all(line.rstrip().endswith(sign) for line in text.split("\n") if line.strip()):
        return text
    return re.sub(rf"{re.escape(sign)}(?=[ \t\r]*$)", "", text, flags=re.MULTILINE)


def _parts_all_alike(text: str, between: str) -> bool:
    """Does something stand as often in each of many lines?"""
    counts = Counter(line.count(between) for line in text.split("\n") if line.strip())
    return len(counts) == 1 and counts.total() >= FEWEST_LINES
