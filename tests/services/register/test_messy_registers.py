"""Registers as people really send them: read rightly, or refused with what is wrong with them."""

import csv
import io
import zipfile
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
import xlsxwriter
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from ladder_assess.core.activities.history import Author
from ladder_assess.core.register.importing import KINDS
from ladder_assess.core.register.state import FAILED, SHOWN, RegisterImport, SentRegister, ShownRow
from ladder_assess.services.common.product import Product
from ladder_assess.services.register.import_register import find_import, rows_of, work_on_register
from ladder_assess.services.register.read_register import send_register
from tests.support.links import Links
from tests.support.sheets import repacked, saved, workbook

TEXT = "id,name,seats,dialogue\na,Café “Ünion” – £5,all,one_off\nb,Library,none,\n"
NAMES = ("id", "name", "seats", "dialogue")
A = ("a", "Café “Ünion” – £5", "all", "one_off")
B = ("b", "Library", "none", "")
SHEET_XML = "xl/worksheets/sheet1.xml"

Read = Callable[[bytes], tuple[RegisterImport, list[ShownRow]]]


@pytest.fixture
def read(product: Product, links: Links) -> Read:
    """What comes of a file that is sent under a link of its own."""

    def read(content: bytes) -> tuple[RegisterImport, list[ShownRow]]:
        portfolio = links.make().portfolio
        register = send_register(product, portfolio, SentRegister("a", content, Author()), "first")
        work_on_register(product, register, 1)
        found = find_import(product, portfolio, register)
        assert found is not None
        rows = [row for kind in KINDS for row in rows_of(product, portfolio, register, kind, 1, 99)]
        return found, rows

    return read


def delimited(delimiter: str) -> bytes:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows((NAMES, A, B))
    return out.getvalue().encode()


def with_hidden_sheet() -> bytes:
    book = Workbook()
    hidden = book.active
    hidden.title, hidden.sheet_state = "Old", "hidden"
    hidden.append(NAMES)
    hidden.append(("z", "No longer", "all"))
    sheet = book.create_sheet("Register")
    for row in (NAMES, A, B):
        sheet.append(row)
    book.active = 1
    return saved(book)


def with_formulas() -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate((NAMES, A, B)):
            sheet.write_row(number, 0, row)
        sheet.write_formula(1, 0, '=LOWER("A")', None, "a")
    return out.getvalue()


def styled_far_away(sheet: Worksheet) -> None:
    sheet["H400"].number_format = "0.00"
    sheet["C40"] = "  "


def merged_title(sheet: Worksheet) -> None:
    sheet.insert_rows(1, 2)
    sheet["A1"] = "Register of activities"
    sheet.merge_cells("A1:D1")


# Each is read as A and B, as they stand above.
READ_RIGHTLY: dict[str, bytes] = {
    "UTF-8": TEXT.encode(),
    "UTF-8 with a mark": b"\xef\xbb\xbf" + TEXT.encode(),
    "UTF-16": TEXT.encode("utf-16"),
    "UTF-16, the other way": b"\xfe\xff" + TEXT.encode("utf-16-be"),
    "UTF-16 without a mark": TEXT.encode("utf-16-le"),
    "UTF-32": TEXT.encode("utf-32"),
    "Windows-1252": TEXT.encode("cp1252"),
    "Windows-1252 and UTF-8 in one": TEXT.encode().replace("é".encode(), b"\xe9"),
    "semicolons": delimited(";"),
    "tabs": delimited("\t"),
    "bars": delimited("|"),
    "sep line": b"sep=;\r\n" + delimited(";"),
    "line ends of an old Mac": TEXT.replace("\n", "\r").encode(),
    "line ends of Windows": TEXT.replace("\n", "\r\n").encode(),
    "no line end at the end": TEXT.rstrip("\n").encode(),
    "blank lines": TEXT.replace("\n", "\n\n,,,\n").encode(),
    "a title above": b"Register of activities\n\nYear,2026\n" + TEXT.encode(),
    "spaces": TEXT.replace(",", " , ").encode(),
    "spaces that do not break": TEXT.replace(",", "\u00a0,\u00a0").encode(),
    "characters that nobody sees": TEXT.replace("all", "a\u200bll\ufeff").encode(),
    "other columns of names": TEXT.replace("seats", " SEATS ").replace("name", "Name").encode(),
    "questions for names": TEXT.replace("dialogue", "Can people answer back?").encode(),
    "texts of answers": TEXT.replace("one_off", "Once").replace("none", "NONE").encode(),
    "columns without names": TEXT.replace("\n", ",,\n").encode(),
    "results of an export": TEXT.replace("dialogue\n", "dialogue,result.low\n")
    .replace("one_off\n", "one_off,4\n").replace("none,\n", "none,,2\n").encode(),
    "rows that end early": TEXT.replace("none,\n", "none\n").encode(),
    "an apostrophe before what would act": TEXT.replace("Library", "'=Library").encode(),
    "workbook": workbook(NAMES, A, B),
    "workbook with blank rows and columns": workbook(
        (*NAMES, None), (), A, (None, " "), B, (), change=styled_far_away
    ),
    "workbook with a merged title": workbook(NAMES, A, B, change=merged_title),
    "workbook with a hidden sheet": with_hidden_sheet(),
    "workbook with results of formulas": with_formulas(),
}  # fmt: skip
SAME_BUT_FOR_THE_NAME = {"an apostrophe before what would act"}


@pytest.mark.parametrize("file", READ_RIGHTLY)
def test_it_is_read_rightly(file: str, read: Read) -> None:
    found, rows = read(READ_RIGHTLY[file])
    assert found.state == SHOWN, found.findings
    assert [row.id for row in rows] == ["a", "b"], rows
    assert rows[0].name == A[1]
    assert rows[1].name == ("=Library" if file in SAME_BUT_FOR_THE_NAME else "Library")
    assert found.findings.counts == {"new": 2}


def test_answers_come_out_the_same_from_all_of_them(product: Product, links: Links) -> None:
    seen = set()
    for content in READ_RIGHTLY.values():
        portfolio = links.make().portfolio
        register = send_register(product, portfolio, SentRegister("a", content, Author()), "first")
        work_on_register(product, register, 1)
        rows = product.database.reading.execute(
            "SELECT after FROM register_row WHERE import_id = ? ORDER BY id", (register,)
        )
        documents = tuple(row["after"].replace('"=Library', '"Library') for row in rows)
        seen.add(documents)
    assert len(seen) == 1


def test_a_guessed_encoding_is_said_with_words_to_check(read: Read) -> None:
    found, _ = read(READ_RIGHTLY["Windows-1252"])
    assert found.findings.encoding == "Windows-1252"
    # Words and not what stood in several cells.
    assert found.findings.words == ("Café", "“Ünion”", "–", "£5")
    found, _ = read(READ_RIGHTLY["UTF-16"])
    assert found.findings.encoding == ""


def test_numbers_are_read_as_they_look(read: Read) -> None:
    found, rows = read(
        workbook(("id", "name", "claimed_rung", "people_affected"), (1.0, "x", 6.0, 1200.0))
    )
    assert found.findings.counts == {"new": 1}
    assert rows[0].id == "1"
    found, rows = read(b'id,claimed_rung,people_affected\n1,6.0,"1,200"\n2,Partnership,1200.0\n')
    assert found.findings.counts == {"new": 2}


def test_line_breaks_in_quotes_count_as_one_row(read: Read) -> None:
    _, rows = read(b'id,name\na,"Two\r\nlines"\nb,"He said ""no"""\nc,x,y\n')
    assert [(row.id, row.line, row.name) for row in rows if row.kind == "new"] == [
        ("a", 2, "Two lines"),
        ("b", 3, 'He said "no"'),
    ]


def encrypted() -> bytes:
    start = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
    return start + "EncryptedPackage".encode("utf-16-le") + bytes(600)


def bomb() -> bytes:
    return repacked(
        workbook(NAMES, A),
        lambda name, part: bytes(100 * 1024 * 1024) if name == SHEET_XML else part,
    )


def two_sheets() -> bytes:
    book = Workbook()
    for sheet in (book.active, book.create_sheet("Second")):
        sheet.append(NAMES)
        sheet.append(A)
    return saved(book)


def opendocument() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", "<x/>")
    return out.getvalue()


def packed(part: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(part, "<x/>")
    return out.getvalue()


WHOLE = workbook(NAMES, *[A] * 50)
REFUSED: dict[str, tuple[bytes, str, int]] = {
    "nothing": (b"", "empty", 1),
    "blank lines alone": (b"\n \n\r\n", "empty", 1),
    "a workbook without anything": (workbook(), "empty", 1),
    "a password": (encrypted(), "locked", 1),
    "an older spreadsheet": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old_format", 1),
    "a workbook cut short": (WHOLE[: len(WHOLE) // 2], "damaged", 1),
    "text cut short": (TEXT.encode("utf-16")[:-1], "damaged", 1),
    "more than was sent": (bomb(), "unpacks_too_large", 1),
    "another archive": (opendocument(), "not_a_table", 1),
    "a picture": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4, "not_a_table", 1),
    "a PDF": (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "pdf", 1),
    "a web page": (b"<!DOCTYPE html><html><p>Sign in, please</p></html>", "web_page", 1),
    "a web page in one file": (b"MIME-Version: 1.0\nContent-Type: x\n", "web_archive", 1),
    "JSON": (b'{"id": "a", "answers": {}}\n', "json", 1),
    "JSON of portals": (b'[\n  {"id": "a", "name": "b"}]', "json", 1),
    "rich text": (b"{\\rtf1\\ansi id,name}", "document", 1),
    "a text document": (packed("word/document.xml"), "document", 1),
    "a file of Numbers": (packed("Index/Document.iwa"), "numbers", 1),
    "one word": (b"hello\n", "no_header", 1),
    "merged names": (
        workbook(NAMES, A, change=lambda sheet: sheet.merge_cells("B1:C1")), "merged_header", 1,
    ),
}  # fmt: skip


@pytest.mark.parametrize("file", REFUSED)
def test_it_is_refused_with_a_reason(file: str, read: Read) -> None:
    content, flaw, line = REFUSED[file]
    found, rows = read(content)
    assert (found.state, rows) == (FAILED, [])
    assert found.findings.flaw is not None
    assert (found.findings.flaw.id, found.findings.line) == (flaw, line)


@pytest.mark.parametrize("part", [0.01, 0.3, 0.6, 0.9, 0.999])
def test_wherever_a_workbook_breaks_off_that_is_said(part: float, read: Read) -> None:
    found, _ = read(WHOLE[: max(4, int(len(WHOLE) * part))])
    assert found.findings.flaw is not None
    assert found.findings.flaw.id == "damaged"


WRONG: dict[str, tuple[bytes, list[tuple[int, str, str]]]] = {
    "an id that stands twice": (b"id,name\na,x\na,y\nb,z\n", [(3, "id", "id_twice")]),
    "no id": (b"id,name,seats,claimed_rung\n,,all,3\nb,z,all,\n,x,,\n", [(2, "id", "required")]),
    "everything at once": (
        b"id,seats,functions,claimed_rung,evidence.seats,start_date,people_affected\n"
        b"a,x,co_design;x,9,sure,31/2/2026,many\nb,,,,,,\n",
        [
            (2, "seats", "option"), (2, "functions", "option"), (2, "claimed_rung", "rung"),
            (2, "evidence.seats", "option"), (2, "start_date", "no_such_day"),
            (2, "people_affected", "number"),
        ],
    ),
    "unknown beside others": (
        b"id,functions\na,co_design;unknown\nb,co_design;co_design\nc,none;co_design\nd,none\n",
        [
            (2, "functions", "unknown_beside"), (3, "functions", "repeated"),
            (4, "functions", "unknown_beside"),
        ],
    ),
    "quotes that do not match": (b'id,name\na,"x"y,z\nb,z\n', [(2, "", "quotes")]),
    "something beyond the names": (b"id,name\na,x,y\nb,z,\n", [(2, "C", "beyond")]),
    "a text that is too long": (
        b"id,service_area\na," + b"x" * 201 + b"\nb,z\n", [(2, "service_area", "too_long")],
    ),
    "characters that are none": (b"id,name\na,x\x07y\nb,z\n", [(2, "name", "control")]),
    "no link": (b"id,seats,link.seats\na,all,www\nb,,\n", [(2, "link.seats", "link")]),
    "a number that is too large": (
        b"id,people_affected\na,100000001\nb,1\n", [(2, "people_affected", "number_large")],
    ),
    "dates where texts belong": (
        workbook(("id", "name", "start_date"), (date(2026, 2, 1), "x"),
                 ("b", "y", date(2026, 2, 1))),
        [(2, "id", "is_date")],
    ),
    "formulas without a result, and errors": (
        workbook(("id", "name"), ("a", "=1+1"), ("b", "#N/A"), ("c", "x")),
        [(2, "name", "formula"), (3, "name", "error")],
    ),
    "merged cells": (
        workbook(NAMES, A, B, ("c",), change=lambda sheet: sheet.merge_cells("C2:C3")),
        [(2, "seats", "merged"), (3, "seats", "merged")],
    ),
}  # fmt: skip


@pytest.mark.parametrize("file", WRONG)
def test_a_wrong_row_is_named_with_its_column_and_the_others_are_read(
    file: str, read: Read
) -> None:
    content, wanted = WRONG[file]
    found, rows = read(content)
    assert found.state == SHOWN, found.findings
    wrong = [(r.line, f.column, f.id) for r in rows for f in r.flaws]
    assert wrong == wanted
    assert found.findings.count("new") >= 1


def test_dates_in_cells_are_read_where_dates_belong(product: Product, read: Read) -> None:
    _, rows = read(
        workbook(("id", "start_date"), ("a", date(2026, 2, 1)), ("b", "1 February 2026"))
    )
    assert [row.kind for row in rows] == ["new", "new"]
    documents = product.database.reading.execute(
        "SELECT after FROM register_row ORDER BY id DESC LIMIT 2"
    )
    assert all('"start_date": "2026-02-01"' in row["after"] for row in documents)


MONTHS_FIRST = "".join(f"r{at},{at}/28/2024\n" for at in range(1, 4)) + "r4,1/2/2024\n"


def test_days_are_read_in_the_order_of_their_column_or_asked_about(
    product: Product, read: Read
) -> None:
    found, _ = read(("id,start_date\n" + MONTHS_FIRST).encode())
    assert (found.state, found.findings.orders) == (SHOWN, ("", "month"))
    row = product.database.reading.execute(
        "SELECT after FROM register_row ORDER BY id DESC"
    ).fetchone()
    assert '"start_date": "2024-01-02"' in row["after"]
    found, rows = read(b"id,start_date\na,1/2/2024\nb,3/4/2024\nc,5/6/2024\nd,7/8/2024\n")
    assert (found.state, rows) == ("asking", [])
    assert found.findings.open_days[1] == ("1/2/2024", "3/4/2024", "5/6/2024")


def test_days_that_speak_for_either_order_are_among_those_shown(read: Read) -> None:
    found, rows = read(b"id,start_date\na,1/2/2024\nb,6/23/2024\nc,23/6/2024\nd,3/4/2024\n")
    assert (found.state, rows) == ("asking", [])
    assert found.findings.open_days[1] == ("1/2/2024", "23/6/2024", "6/23/2024")


def test_what_is_no_day_is_to_be_typed_in_the_order_of_its_column(read: Read) -> None:
    """It said day/month/year, and whoever typed 5/1 then had the first of May."""
    _, rows = read(f"id,start_date\n{MONTHS_FIRST}r5,45/1/2024\n".encode())
    assert [flaw.id for row in rows for flaw in row.flaws] == ["date_month_first"]


def test_other_dates_of_a_file_decide_before_anyone_is_asked(read: Read) -> None:
    """A real register was asked about, although its other dates said it ten times over."""
    rows = "".join(f"r{at},1/{at}/2024,6/{at + 12}/2024\n" for at in range(1, 9))
    found, _ = read(f"id,start_date,end_date\n{rows}".encode())
    assert (found.state, found.findings.orders) == (SHOWN, ("", "month", "month"))
    # What speaks against it in the column itself has it asked about.
    found, _ = read(f"id,start_date,end_date\n{rows}x,31/1/2024,\ny,1/31/2024,\n".encode())
    assert (found.state, found.findings.orders) == ("asking", ("", "ask", "month"))


def test_what_can_be_one_day_alone_is_read_as_that(product: Product, read: Read) -> None:
    """`31/12/2014` was said to be none among dates with the month first."""
    rows = "".join(f"r{at},1/{at % 9 + 13}/2024\n" for at in range(30))
    found, _ = read(f"id,start_date\n{rows}x,31/12/2014\n".encode())
    assert (found.findings.orders[1], found.findings.counts) == ("month", {"new": 31})


def test_a_day_that_is_split_over_columns_is_joined_and_said(product: Product, read: Read) -> None:
    rows = "".join(f"r{at},Forum {at},{at},6,2020,{at}0\n" for at in range(1, 9))
    content = f"id,name,Held_Day,Held_Month,Held_Year,Cost\n{rows}q,Hub,1,6,2020,5,x\n".encode()
    found, _ = read(content)
    assert found.findings.headings[-1] == "Held_Day / Held_Month / Held_Year"
    assert found.findings.guesses == ("id", "name", "", "", "", "", "start_date")


def test_a_column_whose_name_is_missing_is_left_out_and_no_row_wrong(read: Read) -> None:
    """Of a real register each row was wrong, for what stood in columns behind the last name."""
    rows = "".join(f"r{at},Forum {at},,{at}\n" for at in range(1, 9))
    found, _ = read(f"id,name\n{rows}".encode())
    assert found.findings.columns == ("id", "name", "", None)
    assert found.findings.guesses[3] == ""
    found, _ = read(("id,name\n" + rows.replace(",,", "") + "x,Hub,,stray\n").encode())
    assert found.findings.counts == {"new": 8, "wrong": 1}


def test_a_heading_that_stands_there_again_is_passed_over_and_said(read: Read) -> None:
    """It was a wrong row, for “Date” is no day."""
    part = "id,Name ,start_date,seats\na{0},Forum,1/2/2024,all\nb{0},Fair,30/4/2024,none\n"
    found, rows = read((part.format(1) + part.format(2).replace("Name", "NAME")).encode())
    assert [row.id for row in rows] == ["a1", "b1", "a2", "b2"]
    assert found.findings.headed_again == 1
    found, _ = read(b"id,name,seats\na,Name,all\n,name,\n")
    assert found.findings.headed_again == 0


def test_a_row_with_one_cell_and_no_name_is_no_activity_and_nothing_wrong(read: Read) -> None:
    """Of a real programme each day that was not planned yet was a wrong row."""
    days = b",15/2/2024,\n,29/2/2024,\n,,Source: minutes\n"
    found, rows = read(b"name,start_date,service_area\nHub,1/2/2024,A\n" + days + b"Fair,,\n")
    assert [(row.kind, row.name) for row in rows] == [("new", "Hub"), ("new", "Fair")]
    assert found.findings.notes.bare == 3
    assert found.findings.notes.bare_texts == ("15/2/2024", "29/2/2024", "Source: minutes")
    planned = workbook(("name", "start_date"), ("Hub", date(2024, 2, 1)), (None, date(2024, 2, 15)))
    found, _ = read(planned)
    assert found.findings.counts == {"new": 1}
    assert found.findings.notes.bare_texts == ("2024-02-15",)


def test_a_title_in_the_column_of_codes_is_no_activity(read: Read) -> None:
    """A code alone is one that is not described yet; a word alone above some rows is none."""
    found, rows = read(b"id,name,seats\nTalks,,\na1,Forum,all\nb2,,\nc3,,none\nFairs,,\nd4,Hub,\n")
    assert [row.id for row in rows] == ["a1", "b2", "c3", "d4"]
    assert found.findings.notes.bare_texts == ("Talks", "Fairs")


def test_where_names_serve_as_ids_it_is_a_name_that_is_missing(read: Read) -> None:
    """It was said that each needs one that no other has, in a list with names that stand twice."""
    found, rows = read(b"name,seats,dialogue\nForum,all,none\nForum,none,none\n,all,none\n")
    assert found.findings.counts == {"new": 2, "wrong": 1}
    assert [flaw.id for row in rows for flaw in row.flaws] == ["no_name"]


def test_what_most_values_contradict_is_not_taken_and_not_guessed(read: Read) -> None:
    """Headings of real files: each was taken for a column that none of its values fits."""
    rows = "".join(f"{at},Event number {at},Open,£{at}00,0.{at}5,High {at}\n" for at in range(1, 6))
    found, _ = read(f"ref,Title,Started,Purpose,rung,assets\n{rows}".encode())
    assert found.state == "asking"
    assert found.findings.columns == (None,) * 6
    assert found.findings.guesses == ("id", "name", "", "", "", "")
    # A word of everybody's above pounds, in a file without answers, is nothing to be asked about.
    assert found.findings.against == ()
    answered = "".join(f"{at},Event {at},£{at}00,all\n" for at in range(1, 6))
    found, _ = read(f"ref,Title,Purpose,seats\n{answered}".encode())
    assert found.findings.against == (2,)


def test_names_and_ids_are_found_by_what_stands_there(read: Read) -> None:
    rows = "".join(f"{at * 0.5},Forum of ward {at},XK-{at:03}\n" for at in range(1, 9))
    found, _ = read(f"Latitude,What,Zz\n{rows}".encode())
    assert found.findings.guesses == ("", "name", "id")


def test_many_activities_of_one_title_are_as_many_names(read: Read) -> None:
    """A real list of grants had eight titles over and over: no column was taken for the names."""
    rows = "".join(f"Coaching,2020-05-{at:02},£{at}\n" for at in range(1, 9))
    found, _ = read(f"Title,Award Date,Amount\n{rows}Clubs,2021-01-01,£1\n".encode())
    assert found.findings.guesses == ("name", "", "")
    assert found.findings.maybe == ("", "start_date", "")


def test_a_row_that_stands_twice_is_read_once_and_said(read: Read) -> None:
    found, _ = read(b"id,name\na,x\nb,y\na,x\nc,w\nd,v\na,x\na,z\n")
    assert found.findings.counts == {"new": 4, "wrong": 1}
    assert found.findings.notes.repeats == 2


def test_a_log_of_states_is_read_once_where_it_says_the_same_of_what_is_read(read: Read) -> None:
    """Of 5,383 rows of a city's gatherings half were wrong, as each stood there in every state."""
    found, _ = read(b"id,name,result.state\na,x,told\na,x,held\nb,y,told\na,z,held\n")
    assert found.findings.counts == {"new": 2, "wrong": 1}
    assert found.findings.notes.repeats == 1


def test_what_systems_write_for_nothing_is_empty_and_said(read: Read) -> None:
    found, _ = read(b"id,name,seats,people_affected\na,NULL,N/A,-\nb,x,all,5\nc,y,NA,TBC\n")
    assert found.findings.count("new") == 3
    assert dict(found.findings.notes.nulls) == {"NULL": 1, "N/A": 1, "-": 1, "NA": 1, "TBC": 1}
    assert found.findings.notes.nameless == 1


def test_hidden_rows_and_columns_are_asked_about(read: Read) -> None:
    def hide(sheet: Worksheet) -> None:
        sheet.row_dimensions[3].hidden = True
        sheet.column_dimensions["C"].hidden = True

    found, rows = read(workbook(NAMES, A, B, change=hide))
    assert (found.state, rows) == ("asking", [])
    assert (found.findings.hidden_rows, found.findings.hidden_columns) == (1, (2,))
    assert found.findings.columns == ("id", "name", None, "dialogue")
    assert found.findings.guesses[2] == "seats"


def test_several_sheets_that_look_like_a_list_are_asked_about(read: Read) -> None:
    """They were refused without a choice."""
    found, rows = read(two_sheets())
    assert (found.state, rows) == ("asking", [])
    # Their columns are the same, so that both are offered as one list.
    assert (found.findings.sheet, found.findings.others) == ("Sheet*Second", ())
    assert found.findings.sheet_open


def register_among_others() -> bytes:
    """As a real one was: what describes the columns has the one heading that is known."""
    book = Workbook()
    about = book.active
    about.title = "package_description"
    about.append((None, None, "Dataset", "Register of assemblies"))
    register = book.create_sheet("register")
    register.append(("unique_id", "org_name", "url", "number_participants"))
    for at in range(1, 40):
        register.append((f"la-{at}", f"Council of {at}", f"https://example.org/{at}", at * 3))
    columns = book.create_sheet("register_columns")
    columns.append(("column", "description", "type", "options"))
    for at in range(1, 16):
        columns.append((f"c{at}", f"What column {at} holds, in words", "string", f"Yes, No, {at}"))
    return saved(book)


def test_the_sheet_is_read_that_looks_most_like_a_list(read: Read) -> None:
    """The one with the most known headings was, although it described the columns."""
    found, _ = read(register_among_others())
    assert found.findings.sheet == "register"
    assert set(found.findings.others) == {"package_description", "register_columns"}
    assert not found.findings.sheet_open
    assert found.findings.guesses == ("id", "name", "", "people_took_part")


def test_where_one_sheet_cannot_be_read_another_can_be_chosen(read: Read) -> None:
    book = Workbook()
    sheet = book.active
    for row in (NAMES, *[A] * 9):
        sheet.append(row)
    sheet.merge_cells("B1:C1")
    book.create_sheet("Notes").append(("Made", "by hand"))
    found, _ = read(saved(book))
    assert (found.state, found.findings.others) == ("asking", ("Notes",))
    assert found.findings.flaw is not None
    assert found.findings.flaw.id == "merged_header"


def test_columns_that_stand_twice_are_asked_about(read: Read) -> None:
    found, rows = read(b"id,seats,Seats\na,all,none\n")
    assert (found.state, rows) == ("asking", [])
    assert found.findings.columns == ("id", None, None)
    assert found.findings.guesses == ("id", "seats", "")


def test_something_under_no_name_is_asked_about(read: Read) -> None:
    found, _ = read(b"id,,seats\na,Panel,all\n")
    assert found.findings.columns == ("id", None, "seats")
    assert found.findings.examples[1] == ("Panel",)


def test_a_sheet_that_breaks_off_says_so_at_its_end(read: Read) -> None:
    def cut(name: str, part: bytes) -> bytes:
        return part[: len(part) - 200] if name == SHEET_XML else part

    found, rows = read(repacked(workbook(NAMES, *((f"r{n}", *A[1:]) for n in range(30))), cut))
    assert found.state == SHOWN
    assert [flaw.id for row in rows for flaw in row.flaws] == ["damaged"]
    assert found.findings.count("new") > 20


@pytest.mark.thorough
def test_a_row_in_the_far_corner_is_stopped(read: Read) -> None:
    def far(name: str, part: bytes) -> bytes:
        rows = b"".join(
            b'<row r="%d"><c r="XFD%d"><v>1</v></c></row>' % (n, n) for n in range(3, 200)
        )
        return part.replace(b"</sheetData>", rows + b"</sheetData>") if name == SHEET_XML else part

    found, rows = read(repacked(workbook(NAMES, A), far))
    assert found.findings.count("new") == 1
    assert "too_many_cells" in {flaw.id for row in rows for flaw in row.flaws} | _all(found)


def _all(found: RegisterImport) -> set[Any]:
    """Where there are more wrong rows than a page of them holds, the last is not among those."""
    return {"too_many_cells"} if found.findings.count("wrong") > 99 else set()


PLAN = (
    ("Draft communications plan", None, None, None),
    ("Ref", "Output/Activity", "Objectives", "Date"),
    ("Events", None, None, None),
    ("1.1", "Sounding board workshop", "Talk", "01/02/2010"),
    ("1.2", "Hack day", "Build", "01/05/2010"),
    ("{section}", None, None, None),
    ("2.1", "Questions and answers", "Text", "01/03/2010"),
    ("2.2", "Posters", "Resources", "01/03/2010"),
)


@pytest.mark.parametrize("merged", [True, False])
@pytest.mark.parametrize("section", ["Resources", "Seats", "Name", "Support"])
def test_a_section_that_is_called_like_a_column_is_no_heading(
    read: Read, section: str, merged: bool
) -> None:
    """No heading of the plan was known for certain, so that one known word anywhere beat them."""
    book = Workbook()
    for row in PLAN:
        book.active.append([cell and cell.format(section=section) for cell in row])
    for area in ("A1:D1", "A3:D3", "A6:D6") if merged else ():
        book.active.merge_cells(area)
    found, _ = read(saved(book))
    assert found.findings.flaw is None
    assert found.findings.headings == ("Ref", "Output/Activity", "Objectives", "Date")
    assert found.findings.header_row == 2
    # The title stands above the names of columns, and is no section.
    assert found.findings.sections == (("Events", section) if merged else ())
    # What is passed over as a title is no example of the column that it happens to stand in.
    assert found.findings.examples[0][0] == ("1.1" if merged else "Events")


def test_rows_that_are_merged_across_are_titles_only_where_they_say_one_thing(read: Read) -> None:
    """Each was wrong, and somebody had to say that it is left out."""
    book = Workbook()
    sheet = book.active
    for row in (NAMES, ("Talks",), A, ("b", "Library", "none"), ("Part",), ("d", "Fair", "all")):
        sheet.append(row)
    for area in ("A2:D2", "B4:D4", "A5:A6"):
        sheet.merge_cells(area)
    found, rows = read(saved(book))
    assert (found.findings.titles, found.findings.sections) == (1, ("Talks",))
    assert {(row.line, row.kind) for row in rows} == {
        (3, "new"), (4, "wrong"), (5, "wrong"), (6, "wrong"),
    }  # fmt: skip


def test_a_column_alone_has_its_heading_above(read: Read) -> None:
    found, rows = read(b"Draft\nname\nTenant panel\nPark forum\n")
    assert (found.findings.header_row, [row.name for row in rows]) == (
        2,
        ["Tenant panel", "Park forum"],
    )


MONTHS = (
    ("Plan of the year", None, None, None, None, None),
    ("Name", "Seats", "January", None, "February", None),
    (None, None, "1", "2", "1", "2"),
    ("Getting ready", None, None, None, None, None),
    ("Forum", "all", "x", None, None, "x"),
    ("Panel", "none", None, "x", None, None),
    ("Fair", "all", None, None, None, None),
)


@pytest.mark.parametrize("down", [True, False])
def test_names_of_columns_on_two_rows_are_read_together(read: Read, down: bool) -> None:
    """Of a city's plan nothing was read, for its months stood above its weeks."""
    book = Workbook()
    for row in MONTHS:
        book.active.append(row)
    for area in ("A1:F1", "C2:D2", "E2:F2", "A4:B4", *(("A2:A3", "B2:B3") if down else ())):
        book.active.merge_cells(area)
    found, _ = read(saved(book))
    findings = found.findings
    assert findings.headings == (
        "Name", "Seats", "January 1", "January 2", "February 1", "February 2",
    )  # fmt: skip
    assert (findings.header_row, findings.tall) == (3, 2)
    assert (findings.columns[:2], findings.sections) == (("name", "seats"), ("Getting ready",))
    assert findings.examples[0] == ("Forum", "Panel", "Fair")


def test_a_name_merged_over_nothing_else_is_its_first_column_s(read: Read) -> None:
    book = Workbook()
    for row in (("id", "name", None, "seats"), ("a", "Café", None, "all"), ("b", "Hub", " ", "")):
        book.active.append(row)
    book.active.merge_cells("B1:C1")
    found, rows = read(saved(book))
    assert found.findings.headings == ("id", "name", "", "seats")
    assert [row.name for row in rows] == ["Café", "Hub"]


def test_a_name_merged_far_down_names_nothing(read: Read) -> None:
    book = Workbook()
    for row in (NAMES, *[A] * 9):
        book.active.append(row)
    book.active.merge_cells("A1:A8")
    found, _ = read(saved(book))
    assert found.findings.flaw is not None
    assert found.findings.flaw.id == "merged_header"


@pytest.mark.parametrize(
    ("area", "wrong"),
    [
        ("B2:C2", []),
        ("C2:D2", ["seats"]),
        ("B2:D2", ["name", "seats"]),
        ("B2:C3", ["name", "name"]),
        ("A2:B2", ["id", "name"]),
    ],
)
def test_cells_merged_across_are_the_first_column_s_where_no_other_is_read(
    area: str, wrong: list[str], read: Read
) -> None:
    """Twelve rows of a real list were wrong for a time of day that was left out."""
    book = Workbook()
    names = ("id", "name", "result.low", "seats", "dialogue")
    for row in (names, ("a", "Hub", "4", "all", "one_off"), ("b", "Fair", "2", "none", "")):
        book.active.append(row)
    book.active.merge_cells(area)
    _, rows = read(saved(book))
    flaws = [flaw for row in rows for flaw in row.flaws]
    assert ([flaw.column for flaw in flaws], {flaw.id for flaw in flaws} <= {"merged"}) == (
        wrong,
        True,
    )
    assert rows[0].name == ("" if wrong else "Hub")


def test_where_all_names_are_merged_over_two_columns_they_are_no_titles(read: Read) -> None:
    book = Workbook()
    for row in (("id", "name", "seats", "dialogue", "x"), *((f"a{n}",) for n in range(6))):
        book.active.append(row)
    for n in range(2, 8):
        book.active.merge_cells(f"A{n}:B{n}")
    found, _ = read(saved(book))
    assert found.findings.titles == 0


def test_where_the_column_of_codes_is_empty_names_serve_unasked(read: Read) -> None:
    found, rows = read(b"id,name,seats\n,Hub,all\n,Fair,none\n,Talks,all\n")
    assert (found.state, [row.name for row in rows]) == (SHOWN, ["Hub", "Fair", "Talks"])
    assert found.findings.id_from_name


def test_marks_within_texts_part_no_cells_where_another_parts_every_row(read: Read) -> None:
    """A list in another language names no column that we know, and commas part its widest row."""
    titles = ("Iniziativa", "Incontro, musica, e altro", "Danza", "Voci, e suoni", "Teatro")
    lines = ["titolo\tdata", *(f"{title}\t15 marzo 2023" for title in titles)]
    found, _ = read("\n".join(lines).encode())
    assert found.findings.headings == ("titolo", "data")


def test_words_for_nothing_in_a_column_of_days_are_nothing(read: Read) -> None:
    """Half of a real list had `no data` for its days, and was refused for it."""
    days = ("1/5/2021", "no data", "2/5/2021", "Not available", "3/5/2021")
    rows = [f"{number},Talk {number},{day}" for number, day in enumerate(days)]
    found, shown = read("\n".join(["id,name,finish", *rows]).encode())
    assert "end_date" in (*found.findings.columns, *found.findings.guesses)
    assert not [row for row in shown if row.kind == "wrong"]


def test_a_date_whose_month_and_year_stand_beside_it_is_joined(read: Read) -> None:
    """Days of the month were taken for the start, and every row of them was wrong."""
    lines = ("Name,Month,Date,Year", "Picnic,August,9,2026", "Singing,October,,2026")
    found, _ = read("\n".join(lines).encode())
    assert found.findings.headings[-1] == "Date / Month / Year"
    assert found.findings.guesses == ("name", "", "", "", "start_date")
    assert found.findings.maybe == ("",) * 5


def test_the_month_of_a_date_that_is_there_is_not_asked_about(read: Read) -> None:
    rows = "".join(f"Panel {at},2024-05-0{at},5,2024\n" for at in range(1, 9))
    found, _ = read(f"Name,Date,Month,Year\n{rows}".encode())
    assert found.findings.guesses == ("name", "start_date", "", "", "")
    assert found.findings.maybe == ("",) * 5
