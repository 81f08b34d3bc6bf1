"""A sheet that is drawn from marked-up text stops once, and holds no more from then on.

The older tests sent what was one row or one cell too much. A page of seven million rows held one
for each row beyond the last, until the memory of its job was gone.
"""

import pytest

from ladder_assess.storage.register import drawn_sheet, web_tables
from ladder_assess.storage.register.drawn_sheet import DrawnSheet
from ladder_assess.storage.register.xml_2003 import xml_2003
from tests.storage.register.test_file_kinds import row, xml

FEW = 20


@pytest.fixture(autouse=True)
def last_row(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drawn_sheet, "LAST_ROW", FEW)


def fill(sheet: DrawnSheet, rows: int) -> None:
    for _ in range(rows):
        sheet.begin_row()
        sheet.add("a")
        sheet.end_row()


def test_however_many_rows_come_after_the_last_one_says_so() -> None:
    sheet = DrawnSheet("List")
    fill(sheet, 1000)
    assert sheet.stopped
    assert len(sheet.rows) == FEW + 1


def test_nor_does_a_row_far_below_let_others_in() -> None:
    sheet = DrawnSheet("List")
    sheet.begin_row(10**9)
    fill(sheet, 1000)
    assert len(sheet.rows) == 1


def test_so_it_is_of_workbooks() -> None:
    book = xml_2003(xml(*[row("a")] * 1000))
    assert len(list(book.sheet("List").rows)) == FEW + 1


def test_and_of_pages_which_are_read_no_further(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(web_tables, "CHUNK", 64)
    begun = list[int]()
    begin = DrawnSheet.begin_row

    def counted(sheet: DrawnSheet) -> None:
        begun.append(1)
        begin(sheet)

    monkeypatch.setattr(DrawnSheet, "begin_row", counted)
    book = web_tables.web_tables("<table>" + "<tr><td>a</td></tr>" * 1000)
    assert len(list(book.sheet("Table 1").rows)) == FEW + 1
    assert len(begun) < 2 * FEW
