"""Days that lack their year: seen in a column, and read with the year that somebody says."""

from collections import Counter

import pytest

from ladder_assess.core.register.days.yearless import (
    in_year,
    is_yearless_day,
    order_without_year,
    read_of_year,
)


@pytest.mark.parametrize(
    "text",
    ["02.01.", "02.01", "2.1.", "2/1", "2-1", "Sa 02.01.", "Sa, 02.01., 19 Uhr", "2. Januar",
     "4. 6. 18:00", "Samstag 11. Februar 11:00", "September 6", "SEPTEMBER 6 - 3pm",
     "6 September, 3pm", "Sunday, March 5 at 2:00 PM", "Fri 5 Jan 7.30pm", "Mar 5-7",
     "11 - 12 avril", "le 3 mai à 18h", "5 de enero", "Sab 5/10 ore 18", "3 maj kl. 18",
     "ke 3.5. klo 18", "01.05.-03.05."],
)  # fmt: skip
def test_a_day_may_lack_its_year_in_every_way_of_writing(text: str) -> None:
    """`02.01.` and `September 6 - 3pm` were none, and their column was folded unasked."""
    assert is_yearless_day(text)


@pytest.mark.parametrize(
    "text", ["02.01.2024", "6 May 2024, 3pm", "10:30", "Tuesday", "12", "2024"]
)
def test_what_has_its_year_or_is_no_day_lacks_none(text: str) -> None:
    assert not is_yearless_day(text)


@pytest.mark.parametrize(
    ("texts", "days"),
    [
        (["02.01.", "04.01.", "15.01."], ["2023-01-02", "2023-01-04", "2023-01-15"]),
        (["1/2", "3/4", "1/31"], ["2023-01-02", "2023-03-04", "2023-01-31"]),
        (["1/2", "3/4", "31/1"], ["2023-02-01", "2023-04-03", "2023-01-31"]),
        (["SEPTEMBER 6 - 3pm", "SEPTEMBER 7 - 3pm"], ["2023-09-06", "2023-09-07"]),
        (["July 11", "July 12", "July 13"], ["2023-07-11", "2023-07-12", "2023-07-13"]),
        (["Sept 1", "Sept 12", "Oct. 3"], ["2023-09-01", "2023-09-12", "2023-10-03"]),
        (["11. Februar 11:00", "4. bis 7. August"], ["2023-02-11", "2023-08-04"]),
        (["5 January", "6 January", "7 January 2024"], ["2023-01-05", "2023-01-06", "2024-01-07"]),
    ],
)
def test_days_are_read_in_the_year_that_somebody_says(texts: list[str], days: list[str]) -> None:
    """`July 11` to `July 13` came in as the Julys of 2011 to 2013, and nothing said so."""
    order = in_year(order_without_year(Counter(texts)), "2023")
    read = (read_of_year(text, order, last=False) for text in texts)
    assert [found and found.day.isoformat() for found in read] == days


@pytest.mark.parametrize(
    "texts",
    [["Sep 19", "Oct 19", "Nov 19", "Jan 20"], ["Jul-11", "Jul-12", "Jul-13"],
     ["2024-01-01", "2024-02-03"], ["1/2/2024", "3/4/2024"], ["Walk", "Talk"], []],
)  # fmt: skip
def test_months_and_whole_days_lack_no_year(texts: list[str]) -> None:
    assert order_without_year(Counter(texts)) == ""


def test_a_year_holds_for_the_same_days_alone() -> None:
    """The list of the next year has the same headings and other days."""
    order = order_without_year(Counter(["02.01.", "04.01."]))
    said = in_year(order, "2023")
    assert in_year(order, said) == said
    later = order_without_year(Counter(["05.01.", "07.01."]))
    assert in_year(later, said) == later
    assert in_year(order, "month") == order
