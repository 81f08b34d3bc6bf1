"""Days in Thai and Vietnamese, in quotation marks, with signs for days of the week, and several."""

from datetime import date

import pytest

from ladder_assess.core.register.days.dates import DAY_FIRST
from ladder_assess.core.register.days.spans import read_in_column
from ladder_assess.core.register.days.yearless import is_yearless_day

THAI = (
    "ม.ค.",
    "ก.พ.",
    "มี.ค.",
    "เม.ย.",
    "พ.ค.",
    "มิ.ย.",
    "ก.ค.",
    "ส.ค.",
    "ก.ย.",
    "ต.ค.",
    "พ.ย.",
    "ธ.ค.",
)


@pytest.mark.parametrize("month", range(1, 13))
def test_short_months_of_thai_and_months_of_vietnamese_are_read(month: int) -> None:
    day = date(2024, month, 3)
    for text in (
        f"3 {THAI[month - 1]} 2567", f"3 {THAI[month - 1]} 67", f"3 {THAI[month - 1]} 2024",
        f"3 tháng {month} 2024", f"3 tháng {month}, 2024", f"ngày 3 tháng {month} năm 2024",
        f"Ngày 3/{month}/2024",
    ):  # fmt: skip
        found = read_in_column(text, DAY_FIRST)
        assert found is not None, text
        assert (found.day, found.month_alone) == (day, False), text
    for text in (f"tháng {month} năm 2024", f"Tháng {month}/2024", f"{THAI[month - 1]} 2567"):
        found = read_in_column(text, DAY_FIRST)
        assert found is not None, text
        assert (found.day, found.month_alone) == (day.replace(day=1), True), text


@pytest.mark.parametrize(
    "text",
    [
        '"21/04/2012"', "“21/04/2012”", "'21 April 2012'", "2012-04-21(토)", "2012/4/21 (土)",
        "2012年4月21日(土) 10:00", "21/04/2012, 22/04/2012, 29/04/2012",
        "21 Apr, 22 Apr, 29 Apr 2012",
        "2012-04-21; 2012-04-22; 2012-04-23",
    ],
)  # fmt: skip
def test_days_in_marks_with_signs_and_several_are_read(text: str) -> None:
    found = read_in_column(text, DAY_FIRST)
    assert found is not None
    assert found.day == date(2012, 4, 21)


@pytest.mark.parametrize("text", ["7/23(목)", "7月23日", "7月23日(木)", "7월 23일 (목)"])
def test_days_of_asia_may_lack_their_year(text: str) -> None:
    assert is_yearless_day(text)


@pytest.mark.parametrize("text", ["ก.ก. 2567", "3 tháng 13 2024", "tháng", '"Ann Lee"', "(木)"])
def test_what_is_no_day_stays_none(text: str) -> None:
    assert read_in_column(text, DAY_FIRST) is None
