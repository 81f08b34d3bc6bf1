"""A new workbook (XLSX) that says every text as it was typed, such as `a_x0041_x0042_` too."""

import re
from typing import IO, TYPE_CHECKING, Any

if TYPE_CHECKING:
    from xlsxwriter import Workbook

# Spreadsheets take `_x0041_` for A, and read `_x005F_` as a line that starts no such escape. Two
# may share a line, and what no XML can hold becomes one: the library looks for neither.
ESCAPES = re.compile("(_(?=x[0-9A-Fa-f]{4}[_\x00-\x08\x0b-\x1f\ufffe\uffff]))")


def new_book(out: IO[bytes], options: dict[str, Any]) -> "Workbook":
    """A workbook to be written to `out`."""
    # Imported here: few requests ask for a spreadsheet.
    from xlsxwriter import Workbook, xmlwriter

    xmlwriter.re_control_chars_1 = ESCAPES
    return Workbook(out, options)
