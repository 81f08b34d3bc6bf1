"""`ladder-assess place` on workbooks: as from JSON, and a clear word for all that can be wrong."""

import csv as tables
import io
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from tests.core.placement.test_worked_cases import CASES
from tests.support.command import Run, as_csv, place, run
from tests.support.sheets import HEADER, repacked, saved, workbook

SHEET_XML = "xl/worksheets/sheet1.xml"
GOOD = ("a", "Panel", "advisory", "co_design;co_planning", 6, "documented")


def placed(content: bytes) -> Run:
    return run("place", "-", given=content)


def refused(content: bytes) -> str:
    """What is said of a workbook of which nothing is placed."""
    done = placed(content)
    assert (done.code, done.out, len(done.errors)) == (1, "", 1)
    return done.errors[0]


def test_the_published_cases_come_out_as_from_json() -> None:
    keys = ("id", "answers", "evidence", "claimed_rung", "intended_rung")
    records = [{key: case[key] for key in keys if key in case} for case in CASES]
    rows = list(tables.reader(io.StringIO(as_csv(records).decode())))
    wanted = place(*records, options=("--explain",))
    assert run("place", "-", "--explain", given=workbook(*rows)) == wanted
    assert wanted.code == 0


def test_a_file_is_told_by_its_content_or_by_an_option(tmp_path: Path) -> None:
    file = tmp_path / "register.csv"
    file.write_bytes(workbook(HEADER, GOOD))
    assert run("place", str(file)).ids == ["a"]
    assert run("place", str(file), "--format", "xlsx").ids == ["a"]
    assert "found a workbook" in run("place", str(file), "--format", "csv").errors[0]
    page = tmp_path / "register.xlsx"
    page.write_bytes(b"<html>not a workbook</html>")
    assert "expected an Excel workbook" in run("place", str(page)).errors[0]


def test_the_plan_takes_a_workbook_too(tmp_path: Path) -> None:
    file, pdf = tmp_path / "register.xlsx", tmp_path / "plan.pdf"
    file.write_bytes(workbook(HEADER, GOOD, ("b", "", "bogus")))
    done = run("plan", str(file), "--pdf", str(pdf))
    assert done.errors[0].startswith("line 3: seats: expected one of")
    file.write_bytes(workbook(HEADER, GOOD))
    assert "1 activity is" in run("plan", str(file), "--pdf", str(pdf)).out
    assert pdf.read_bytes().startswith(b"%PDF")


def test_numbers_and_blank_rows_and_columns_are_read_as_they_look() -> None:
    done = placed(workbook((*HEADER, None), (17, "x", "all"), (), (18.0, "", "all", "none", 6.0)))
    assert done.errors == []
    assert done.ids == ["17", "18"]
    assert done.records[1]["claimed_gap"] is not None


def test_every_bad_cell_is_named_by_row_and_column() -> None:
    done = placed(
        workbook(
            HEADER,
            GOOD,
            (date(2026, 2, 1), "x", "bogus"),
            ("c", "x", "bogus", "co_design; x", 9, "sure"),
            ("d", "=1+1"),
            ("e", "#N/A"),
            ("f", *[None] * 5, "beyond"),
            ("g", "x", "all"),
        )
    )
    assert done.ids == ["a", "g"]
    assert [error.split(": ")[:2] for error in done.errors] == [
        ["line 3", "id"],
        *[["line 4", column] for column in ("seats", "functions", "evidence.seats")],
        ["line 4", "claimed_rung"],
        ["line 5", "name"],
        ["line 6", "name"],
        ["line 7", "column 7"],
    ]
    said = "\n".join(done.errors)
    for part in ("found a date", "a formula without a result", "the error #N/A", "no name above"):
        assert part in said


def test_a_formula_with_a_result_counts_as_what_it_shows() -> None:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ("id", "seats"))
        sheet.write_formula(1, 0, '="a"&"b"', None, "ab")
        sheet.write_row(1, 1, ("all",))
    assert placed(out.getvalue()).ids == ["ab"]


@pytest.mark.parametrize(
    ("rows", "items"),
    [
        ([("id", "bogus", "Seats")], ["bogus", "Seats"]),
        ([("id", None, "seats"), ("a", "", "all")], ["(empty)"]),
        ([("id", "seats", "seats")], ["seats"]),
        ([("seats",)], ["id"]),
    ],
)
def test_a_wrong_header_is_said_with_its_row(rows: list[tuple[str]], items: list[str]) -> None:
    done = placed(workbook((), *rows))
    assert (done.code, done.out) == (1, "")
    assert [error.split(": ")[:2] for error in done.errors] == [["line 2", item] for item in items]


def test_merged_cells_are_named() -> None:
    rows = (HEADER, GOOD, ("b",))
    said = refused(workbook(*rows, change=lambda sheet: sheet.merge_cells("C2:C3")))
    assert "merged cells: unmerge C2:C3" in said


def test_the_right_sheet_is_read() -> None:
    book = Workbook()
    book.active.append(("id",))
    book.active.append(("a",))
    other = book.create_sheet("Notes")
    assert placed(saved(book)).ids == ["a"], "an empty sheet is no other"
    other.append(("hello",))
    assert "one named Activities" in refused(saved(book))
    other.sheet_state = "hidden"
    assert placed(saved(book)).ids == ["a"]
    other.sheet_state = "visible"
    book.active.title = "Activities"
    assert placed(saved(book)).ids == ["a"]


def test_which_sheet_is_read_is_said_and_can_be_chosen() -> None:
    """Two sheets were refused; nothing could be done but to mend the file."""
    book = Workbook()
    book.active.title = "North"
    south = book.create_sheet("South of it")
    for at, sheet in enumerate((book.active, south)):
        sheet.append(("id", "seats"))
        sheet.append((f"a{at}", "all"))
    said = refused(saved(book))
    assert "found North, South of it: choose one with --sheet" in said
    for at, name in enumerate(("North", "South of it")):
        done = run("place", "-", "--sheet", name, given=saved(book))
        assert (done.code, done.ids) == (0, [f"a{at}"])
        (other,) = {"North", "South of it"} - {name}
        assert done.errors == [f"note: read the sheet {name}, not {other}"]
    done = run("place", "-", "--sheet", "West", given=saved(book))
    assert done.code == 1
    assert "expected a sheet named West, found North, South of it" in done.errors[0]


def test_nothing_in_it_is_said() -> None:
    assert "one sheet with rows" in refused(workbook())


def test_a_password_or_an_old_format_is_said() -> None:
    assert "password" in refused(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))


@pytest.mark.parametrize("part", [0.01, 0.3, 0.6, 0.9, 0.999])
def test_a_file_that_was_cut_short_is_said(part: float) -> None:
    content = workbook(HEADER, *[GOOD] * 50)
    assert "cut short or damaged" in refused(content[: int(len(content) * part)])


def test_a_changed_byte_is_seen() -> None:
    content = bytearray(workbook(HEADER, GOOD))
    for offset in range(40, len(content) - 400, 197):
        changed = bytearray(content)
        changed[offset] ^= 0xFF
        done = placed(bytes(changed))
        assert done.code == 1 or done.ids == ["a"]


def test_an_archive_of_something_else_is_said() -> None:
    content = workbook(HEADER, GOOD)
    assert "expected an Excel workbook" in refused(
        repacked(content, lambda name, part: b"" if name == "xl/workbook.xml" else part)
    )


def test_what_unpacks_to_too_much_is_refused_before_it_is_unpacked() -> None:
    bomb = repacked(
        workbook(HEADER, GOOD),
        lambda name, part: bytes(100 * 1024 * 1024) if name == SHEET_XML else part,
    )
    assert len(bomb) < 200_000
    assert "at most 96 MB" in refused(bomb)


def test_a_row_in_the_far_corner_is_stopped() -> None:
    def far(name: str, part: bytes) -> bytes:
        rows = b"".join(
            b'<row r="%d"><c r="XFD%d"><v>1</v></c></row>' % (n, n) for n in range(3, 200)
        )
        return part.replace(b"</sheetData>", rows + b"</sheetData>") if name == SHEET_XML else part

    done = placed(repacked(workbook(HEADER, GOOD), far))
    assert done.ids == ["a"]
    assert "at most 2,000,000 cells" in done.errors[-1]


def test_entities_are_not_read() -> None:
    entity = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;">]>'

    def grow(name: str, part: bytes) -> bytes:
        return part.replace(b"<worksheet", entity + b"<worksheet", 1) if name == SHEET_XML else part

    done = placed(repacked(workbook(HEADER, GOOD), grow))
    assert (done.code, done.out) == (1, "")


def hidden_row() -> bytes:
    def hide(sheet: Worksheet) -> None:
        sheet.row_dimensions[3].hidden = True
        sheet.column_dimensions["B"].hidden = True

    return workbook(HEADER, GOOD, ("b", "Old", "all"), change=hide)


def test_what_is_hidden_is_said_and_left_out_where_that_is_asked() -> None:
    done = placed(hidden_row())
    assert (done.code, done.ids) == (0, ["a", "b"])
    assert done.errors == [
        "note: hidden rows in the sheet Sheet: 1, read too",
        "note: hidden columns in the sheet Sheet: B, read too",
    ]
    done = run("place", "-", "--hidden", "skip", given=hidden_row())
    assert (done.code, done.ids) == (0, ["a"])
    assert done.errors == [
        "note: hidden rows in the sheet Sheet: 1, left out",
        "note: hidden columns in the sheet Sheet: B, left out",
    ]


def test_a_hidden_column_is_read_or_left_out_with_all_that_is_wrong_in_it() -> None:
    """It was read whatever was asked, so that a hidden answer moved an activity."""

    def hide(sheet: Worksheet) -> None:
        sheet.column_dimensions["B"].hidden = True

    rows = (("id", "seats", "purpose"), ("a", "no such answer", "listen"), ("", "all", ""))
    content = workbook(*rows, change=hide)
    assert placed(content).code == 1
    done = run("place", "-", "--hidden", "skip", given=content)
    assert (done.code, done.ids) == (0, ["a"])
    assert done.out == placed(workbook(("id", "purpose"), ("a", "listen"))).out


@pytest.mark.parametrize("column", ["start_date", "description", "note.seats", "result.low"])
def test_columns_of_an_export_are_passed_over_whatever_is_in_them(column: str) -> None:
    done = placed(workbook(("id", column, "seats"), ("a", date(2026, 2, 1), "all")))
    assert (done.code, done.errors, done.ids) == (0, [], ["a"])
