"""Workbooks of every kind: read as they are shown, whatever libraries would refuse of them."""

import zipfile
from contextlib import suppress
from datetime import date, datetime, time
from io import BytesIO

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ladder_assess.core.common.spreadsheet_cells import column_name, column_place
from ladder_assess.core.register.flaws import BadRegister
from ladder_assess.storage.common.sheet_cells import Odd, SheetRow
from ladder_assess.storage.common.workbook_files import open_workbook
from tests.storage.common.odd_sheets import (
    STYLES_XML,
    ods_cell,
    ods_row,
    old_workbook,
    opendocument,
    prefixed,
    strict,
    with_cells,
    with_inline,
    with_styles,
    without_part,
    written,
)
from tests.support.sheets import repacked

ROWS = [("id", "name"), ("a", "Café “Ünion” – £5"), ("b", "x")]
PLAIN = written(ROWS)


def rows_of(content: bytes, sheet: str = "") -> list[SheetRow]:
    book = open_workbook(content)
    return list(book.sheet(sheet or book.names()[0][0]).rows)


def texts_of(content: bytes) -> list[list[str]]:
    return [row.texts for row in rows_of(content)]


def fills(part: bytes, fill: bytes) -> bytes:
    return part.replace(b'<fill><patternFill patternType="gray125"/></fill>', fill)


def properties(name: str, part: bytes) -> bytes:
    if name != "docProps/core.xml":
        return part
    start, end = part.index(b"<dcterms:created"), part.index(b"</dcterms:created>")
    return part[:start] + b"<dcterms:created>the day before" + part[end:]


# What was refused as no workbook at all, because of what has nothing to do with its cells.
ODD = {
    "an empty fill": with_styles(PLAIN, lambda p: fills(p, b"<fill/>")),
    "an extension list in a fill": with_styles(
        PLAIN, lambda p: fills(p, b"<fill><extLst><ext uri='x'/></extLst></fill>")
    ),
    "a font of family 15": with_styles(
        PLAIN, lambda p: p.replace(b'<family val="2"/>', b'<family val="15"/>')
    ),
    "a colour of another kind": with_styles(
        PLAIN, lambda p: p.replace(b'<color theme="1"/>', b'<color rgb="red"/>')
    ),
    "an odd day in the properties": repacked(PLAIN, properties),
    "strict Open XML": strict(PLAIN),
    "no shared texts": with_inline(ROWS),
    "no styles": without_part(PLAIN, STYLES_XML),
    "prefixes": prefixed(PLAIN),
    "an older format": old_workbook(ROWS),
    "OpenDocument": opendocument(ROWS),
}


@pytest.mark.parametrize("kind", ODD)
def test_what_does_not_concern_the_cells_is_not_looked_at(kind: str) -> None:
    content = ODD[kind]
    assert kind in ("an older format", "OpenDocument") or content != PLAIN, "it is as it was"
    assert texts_of(content) == [list(row) for row in ROWS]


NUMBERS = [
    (123, "00000", "00123"), (7, '"A-"0000', "A-0007"), (0.5, "0 %", "50 %"),
    (12.5, "General", "12.5"), (1200, "#,##0", "1,200"), (-2, "0", "-2"), (3, "General", "3"),
]  # fmt: skip


@pytest.mark.parametrize(("value", "code", "shown"), NUMBERS)
def test_numbers_are_read_as_they_are_shown(value: float, code: str, shown: str) -> None:
    rows = [("id",), (value,)]
    assert texts_of(written(rows, {"A": code}))[1] == [shown]
    assert texts_of(old_workbook(rows, {0: code}))[1] == [shown]


def test_an_opendocument_number_is_read_as_it_is_shown_but_for_its_grouping() -> None:
    for value, shown, read in (
        ("123", "00123", "00123"), ("7", "A-0007", "A-0007"), ("1200", "1.200", "1200"),
        ("1234.5", "1.234,5", "1234.5"), ("3", "3", "3"),
    ):  # fmt: skip
        cell = ods_cell(shown, "float", value=value)
        assert texts_of(opendocument([("id",), (cell,)]))[1] == [read]
    cell = ods_cell("50 %", "percentage", value="0.5")
    assert texts_of(opendocument([("id",), (cell,)]))[1] == ["50 %"]


# Escapes that share a line, and what would be one beside another.
PIECES = st.lists(st.sampled_from(["_x0041_", "x0042_", "_x005f", "_x", "_", " ", "y"]), max_size=5)


@pytest.mark.thorough
@given(st.text(max_size=12) | PIECES.map("".join))
@example("=")
@example("x0041_")
@example("_x005F_x0041_ y")
@example("a_x0041_x0042_")
@settings(deadline=None, max_examples=40)
def test_escapes_of_texts_are_undone_whether_shared_or_not(text: str) -> None:
    plain = "".join(c for c in text if c >= " " and not 0xD800 <= ord(c) <= 0xDFFF).strip()
    plain = "".join(c for c in plain if c not in "\ufffe\uffff\x7f")
    for name in (f"x{plain}", f"_x000D_{plain}", f"{plain}_x0041_", f"_x005F_{plain}."):
        for memory in (False, True):
            # Texts alone: what starts like a formula or an address is written as it stands.
            options = {
                "constant_memory": memory, "strings_to_formulas": False, "strings_to_urls": False,
            }  # fmt: skip
            found = texts_of(written([("id", name + "."), ("a",)], options=options))
            assert found[0] == ["id", name + "."]


@pytest.mark.parametrize("memory", [False, True])
def test_what_no_xml_can_hold_is_no_escape_of_what_stands_before_it(memory: bool) -> None:
    names = ["a_x0041\r", "a_x0041\x01x0042_", "_x0041_x0042\x08_"]
    found = texts_of(written([names], options={"constant_memory": memory}))
    assert found == [names]


def test_escapes_stand_for_what_they_name() -> None:
    cells = [("_x0041__x005F_x0041__x000D_\n", "_xD83D__xDE00_", "_xD83D_", "_x12_")]
    assert texts_of(with_inline(cells)) == [["A_x0041_\r\n", "😀", "\ufffd", "_x12_"]]


DAY = date(2020, 6, 23)


def test_days_are_said_to_be_days() -> None:
    rows = [("id",), (DAY,), (datetime.combine(DAY, time(10, 30)),)]
    whole, with_time = Odd("is_date", "2020-06-23"), Odd("is_date", "2020-06-23 10:30:00")
    for content in (
        written(rows, {"A": "d/m/yyyy"}),
        written(rows, {"A": "mmm-yy"}, {"date_1904": True}),
        old_workbook(rows, {0: "dd/mm/yyyy"}),
        opendocument(
            [
                ("id",),
                (ods_cell("23. Juni", "date", date_value="2020-06-23"),),
                (ods_cell("gestern", "date", date_value="2020-06-23T10:30:00"),),
            ]
        ),
    ):
        assert [row.odd[0] for row in rows_of(content)[1:]] == [whole, with_time]


def test_the_first_days_of_1900_are_those_that_spreadsheets_show() -> None:
    content = written([("id",), (1,), (59,), (61,), (0.5,)], {"A": "d/m/yyyy"})
    shown = [row.odd[0].about for row in rows_of(content)[1:]]
    assert shown == ["1900-01-01", "1900-02-28", "1900-03-01", "12:00:00"]


def test_hidden_rows_columns_and_sheets_are_said() -> None:
    def hide(book: object, sheet: object) -> None:
        sheet.set_row(1, None, None, {"hidden": True})  # type: ignore[attr-defined]
        sheet.set_column(1, 1, None, None, {"hidden": True})  # type: ignore[attr-defined]
        other = book.add_worksheet("Old")  # type: ignore[attr-defined]
        other.write(0, 0, "x")
        other.hide()

    def hide_old(book: object, sheet: object) -> None:
        sheet.row(1).hidden = True  # type: ignore[attr-defined]
        sheet.col(1).hidden = True  # type: ignore[attr-defined]
        book.add_sheet("Old").visibility = 1  # type: ignore[attr-defined]

    columns = '<table:table-column/><table:table-column table:visibility="collapse"/>'
    lines = [
        ods_row(row, visibility="filter" if at == 1 else "visible") for at, row in enumerate(ROWS)
    ]
    more = '<table:table table:name="Old" table:style-name="out"></table:table>'
    for content in (
        written(ROWS, change=hide),
        old_workbook(ROWS, change=hide_old),
        opendocument(lines, columns, more),
    ):
        book = open_workbook(content)
        assert [seen for _, seen in book.names()] == [True, False]
        sheet = book.sheet(book.names()[0][0])
        assert [row.hidden for row in sheet.rows] == [False, True, False]
        assert sheet.hidden_columns == {1}


def test_merged_cells_are_named() -> None:
    spans = '<table:table-cell table:number-columns-spanned="2" office:value-type="string"/>'
    for content in (
        written(ROWS, change=lambda book, sheet: sheet.merge_range("A2:B2", "x")),
        old_workbook(ROWS[:1], change=lambda book, sheet: sheet.write_merge(1, 1, 0, 1, "x")),
        opendocument([ROWS[0], (spans,)]),
    ):
        book = open_workbook(content)
        sheet = book.sheet(book.names()[0][0])
        assert list(sheet.rows)
        assert sheet.merged == ["A2:B2"]


def test_formulas_and_errors_are_said_and_an_empty_result_is_empty() -> None:
    cells = (
        b'<row r="1"><c r="A1"><f>1+1</f></c><c r="B1"><f>1+1</f><v/></c>'
        b'<c r="C1" t="str"><f>""</f><v></v></c><c r="D1" t="e"><v>#N/A</v></c>'
        b'<c r="E1" t="b"><v>1</v></c><c r="F1" t="str"><f>"a"</f><v>a</v></c></row>'
    )
    row = rows_of(with_cells(PLAIN, cells))[0]
    assert row.odd == {0: Odd("formula"), 1: Odd("formula"), 3: Odd("error", "#N/A")}
    assert row.texts[2:] == ["", "", "true", "a"]


def test_an_empty_result_in_an_opendocument_sheet_is_empty() -> None:
    """LibreOffice keeps no kind of an empty result, and 628 of 650 rows of a list were wrong."""
    formula = '<table:table-cell table:formula="of:=IF([.A1]=1;1;&quot;&quot;)"'
    cells = (f"{formula}><text:p/></table:table-cell>", f"{formula}/>", "a")
    row = rows_of(opendocument([cells]))[0]
    assert (row.texts, row.odd) == (["", "", "a"], {1: Odd("formula")})


def test_what_is_said_beside_a_cell_is_not_in_it() -> None:
    spoken = b'<row><c t="inlineStr"><is><t>A</t><rPh sb="0" eb="1"><t>B</t></rPh></is></c></row>'
    assert texts_of(with_cells(PLAIN, spoken)) == [["A"]]
    comment = (
        '<table:table-cell office:value-type="string"><office:annotation><text:p>no</text:p>'
        '</office:annotation><text:p>a<text:s text:c="2"/>b</text:p><text:p>c</text:p>'
        "</table:table-cell>"
    )
    assert texts_of(opendocument([(comment,)])) == [["a  b\nc"]]


def test_rows_and_cells_without_numbers_follow_each_other() -> None:
    cells = (
        b"<row><c><v>1</v></c><c/><c><v>2</v></c></row>"
        b'<row r="5"><c r="C5"><v>3</v></c></row><row/>'
    )
    found = [(row.number, row.texts) for row in rows_of(with_cells(PLAIN, cells))]
    assert found == [(1, ["1", "", "2"]), (5, ["", "", "3"])]


def test_what_an_opendocument_repeats_is_repeated() -> None:
    many = '<table:table-cell table:number-columns-repeated="16000"/>'
    twice = '<table:table-cell table:number-columns-repeated="2" office:value-type="string">'
    cells = (f"{twice}<text:p>x</text:p></table:table-cell>", many)
    rows = [
        ods_row(cells, number_rows_repeated=3),
        ods_row((many,), number_rows_repeated=1_000_000),
    ]
    assert [(row.number, row.texts) for row in rows_of(opendocument(rows))] == [
        (number, ["x", "x"]) for number in (1, 2, 3)
    ]


@given(st.integers(0, 16_383))
def test_columns_are_named_as_spreadsheets_name_them(place: int) -> None:
    assert column_place(column_name(place)) == place


def test_a_password_is_said() -> None:
    out = BytesIO(opendocument([ROWS[0]]))
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr(
            "META-INF/manifest.xml", "<m><file-entry><encryption-data/></file-entry></m>"
        )
    with pytest.raises(BadRegister) as bad:
        open_workbook(out.getvalue())
    assert bad.value.flaw.id == "locked"


def test_an_old_workbook_that_lists_its_sectors_twice_is_read() -> None:
    """Portals write such, and spreadsheet programs open them: they were refused as no workbook."""
    content = bytearray(old_workbook(ROWS))
    root = content.index("Root Entry".encode("utf-16-le"))
    book = content.index("Workbook".encode("utf-16-le"))
    # That the short streams begin where the workbook does.
    content[root + 116 : root + 120] = content[book + 116 : book + 120]
    content[root + 120 : root + 124] = (512).to_bytes(4, "little")
    assert texts_of(bytes(content)) == [list(row) for row in ROWS]


@pytest.mark.parametrize("content", [old_workbook(ROWS), opendocument(ROWS), PLAIN])
def test_wherever_a_byte_is_changed_it_is_read_or_refused(content: bytes) -> None:
    for offset in range(0, len(content), 97):
        changed = bytearray(content)
        changed[offset] ^= 0xFF
        with suppress(BadRegister):
            rows_of(bytes(changed))
