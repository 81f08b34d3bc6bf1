"""Workbooks that Excel wrote as XML in 2003 (SpreadsheetML), which some systems still do."""

from contextlib import suppress
from datetime import datetime
from io import BytesIO

from ladder_assess.core.common.number_format import plain_number, shown_number
from ladder_assess.core.common.spreadsheet_cells import LAST_COLUMN
from ladder_assess.core.register.flaws import BadRegister, Flaw
from ladder_assess.storage.common.sheet_cells import Odd, day_text
from ladder_assess.storage.common.xml_stream import BadXml, feed, local, xml_parser
from ladder_assess.storage.register.drawn_sheet import DrawnSheet, DrawnWorkbook

# The formats that it has names for.
FORMATS = {"Percent": "0.00%", "Fixed": "0.00", "Standard": "#,##0.00", "General Number": ""}


class _Reader:
    """Gathers the sheets as their elements come."""

    def __init__(self) -> None:
        self.sheets: list[DrawnSheet] = []
        self.parser = xml_parser(self._start, self._end)
        self._formats: dict[str, str] = {}
        self._style = ""
        self._cell: dict[str, str] = {}
        self._kind = ""
        self._pieces: list[str] = []
        # How deep within a comment, which stands in the cell that it is about.
        self._aside = self._columns = 0

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        name, said = local(name), {local(key): value for key, value in attributes.items()}
        if self._aside or name == "Comment":
            self._aside += name == "Comment"
        elif name == "Style":
            self._style = said.get("ID", "")
        elif name == "NumberFormat":
            self._formats[self._style] = said.get("Format", "")
        elif name == "Worksheet":
            self.sheets.append(DrawnSheet(said.get("Name", f"Sheet{len(self.sheets) + 1}")))
            self._columns = 0
        elif self.sheets:
            self._in_sheet(self.sheets[-1], name, said)

    def _in_sheet(self, sheet: DrawnSheet, name: str, said: dict[str, str]) -> None:
        if name == "Column":
            self._columns = max(_number(said, "Index"), self._columns + 1)
            last = min(self._columns + _number(said, "Span"), LAST_COLUMN)
            if said.get("Hidden") == "1":
                sheet.hidden_columns |= set(range(self._columns - 1, last))
            self._columns = last
        elif name == "Row":
            sheet.begin_row(_number(said, "Index"), hidden=said.get("Hidden") == "1")
        elif name == "Cell":
            self._cell, self._kind, self._pieces = said, "", []
        elif name == "Data":
            self._kind = said.get("Type", "String")
            self.parser.CharacterDataHandler = self._pieces.append

    def _end(self, name: str) -> None:
        name = local(name)
        if self._aside:
            self._aside -= name == "Comment"
        elif name == "Data":
            self.parser.CharacterDataHandler = None
        elif name == "Cell" and self.sheets:
            text, odd = self._value("".join(self._pieces))
            wide, high = (1 + _number(self._cell, key) for key in ("MergeAcross", "MergeDown"))
            place = _number(self._cell, "Index") - 1
            self.sheets[-1].add(text, odd, place=place, wide=wide, high=high)
        elif name == "Row" and self.sheets:
            self.sheets[-1].end_row()

    def _value(self, text: str) -> tuple[str, Odd | None]:
        """A cell as it is shown, and what is odd of it."""
        if self._kind == "Error":
            return "", Odd("error", text[:40])
        if self._kind == "Boolean":
            return "true" if text.strip() == "1" else "false", None
        if not self._kind and "Formula" in self._cell:
            return "", Odd("formula")
        with suppress(ValueError, OverflowError):
            if self._kind == "DateTime":
                shown = day_text(datetime.fromisoformat(text.strip()))
                return shown, Odd("is_date", shown)
            if self._kind == "Number":
                code = self._formats.get(self._cell.get("StyleID", ""), "")
                code = FORMATS.get(code, code)
                number = float(text)
                return shown_number(number, code) if code else plain_number(number), None
        return text, None


def xml_2003(content: bytes) -> DrawnWorkbook:
    """Read such a workbook. Raises BadRegister where it is damaged."""
    reader = _Reader()
    try:
        for _ in feed(reader.parser, BytesIO(content)):
            pass
    except (BadXml, LookupError):
        raise BadRegister(Flaw("damaged")) from None
    if not reader.sheets:
        raise BadRegister(Flaw("not_a_table"))
    return DrawnWorkbook(reader.sheets)


def _number(said: dict[str, str], key: str) -> int:
    value = said.get(key, "")
    return int(value[:9]) if value.isdecimal() else 0
