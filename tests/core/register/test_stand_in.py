"""What stands in for a name where rows have none."""

import pytest

from ladder_assess.core.register.columns import NAME
from ladder_assess.core.register.reading import ColumnReading
from ladder_assess.core.register.stand_in import NONE, stand_in

BODIES = ["Full Board", "Transportation", "Parks"]
ROWS = [["Bike lanes", "a"], ["", "b"], ["", "c"]]


def found(heading: str, texts: list[str], *, by_name: bool = True) -> int:
    """The place that stands in for names, of this column or another behind it."""
    columns = (NAME, "", "")
    reading = ColumnReading(("Topics", heading, "Body"), columns, columns, by_name)
    rows = [[name, text, body] for (name, _), text, body in zip(ROWS, texts, BODIES, strict=True)]
    return stand_in(rows, reading)


@pytest.mark.parametrize("heading", ["Committee", "Meeting of", "Gremium"])
def test_the_first_column_of_words_stands_in(heading: str) -> None:
    assert found(heading, ["", "Housing", "Licensing"]) == 1
    assert found(heading, ["Housing", "", ""]) == 2
    assert found(heading, ["", "N/A", "NULL"]) == 2
    assert found(heading, ["", "2024-01-02", "https://example.org"]) == 2
    assert found(heading, ["", "x" * 101, "Housing " * 30]) == 2


@pytest.mark.parametrize("heading", ["Contact", "Organisation", "Status", "Room code", ""])
def test_what_is_of_another_or_beneath_no_heading_does_not(heading: str) -> None:
    assert found(heading, ["", "Ana Ruiz", "Jo Berg"]) == 2


@pytest.mark.parametrize("heading", ["Event type", "Type", "Kind of event"])
def test_of_which_kind_each_is_stands_in_where_nothing_else_does(heading: str) -> None:
    """Most rows of a calendar had a type and no name: all of these were refused."""
    assert found(heading, ["", "Drop-in", "Talk"]) == 2, "another column of words comes first"
    reading = ColumnReading(("Name", heading), (NAME, ""), (NAME, ""), id_from_name=True)
    rows = [["A plan for the park", "Workshop"], ["", "Drop-in"], ["", "Talk"]]
    assert stand_in(rows, reading) == 1
    status = ColumnReading(("Name", "Status"), (NAME, ""), (NAME, ""), id_from_name=True)
    assert stand_in([["A plan", "Open"], ["", "Closed"], ["", "Open"]], status) == NONE


def test_nothing_does_where_rows_have_names_or_ids() -> None:
    reading = ColumnReading(("Topics", "Body"), (NAME, ""), (NAME, ""), id_from_name=True)
    assert stand_in([["Bike lanes", "Parks"], ["Buses"]], reading) == NONE
    assert found("Committee", BODIES, by_name=False) == NONE
