"""Days beside which a register says that something is planned, has begun or is over."""

import pytest

from ladder_assess.core.activities.activity_record import Value
from ladder_assess.core.register.columns import register_columns
from ladder_assess.core.register.days.spans import is_no_day
from ladder_assess.core.register.rows.facts import RowRules
from ladder_assess.core.register.rows.reader import RowReader
from tests.support.command import rules as of_product

QUESTIONNAIRE = of_product().definitions.questionnaire
COLUMNS = register_columns(QUESTIONNAIRE)


def days(**cells: str) -> dict[str, Value]:
    """The days that a row says, beneath these columns."""
    columns = [COLUMNS["name"], *(COLUMNS[name] for name in cells)]
    rules = RowRules(id_from_name=True)
    read = RowReader(QUESTIONNAIRE, ["Title", *cells], columns, rules).read
    facts = read(["Hub", *cells.values()], {}).facts
    return {key: value for key, value in facts.items() if key != "name"}


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Planned for May 2027", "2027-05"),
        ("planned for 3 May 2027", "2027-05-03"),
        ("Due to start June 2027", "2027-06"),
        ("Started September 2026", "2026-09"),
        ("TBC 2027", "2027"),
        ("Proposed for 2027", "2027"),
        ("Ongoing since 2019", "2019"),
        ("in May 2027", "2027-05"),
    ],
)
def test_a_day_that_is_planned_or_has_come_is_one(text: str, day: str) -> None:
    """The row was wrong, and all else that was known of it stayed out."""
    assert days(start_date=text) == {"start_date": day}


@pytest.mark.parametrize("text", ["Closed March 2026", "completed in March 2026", "Ended Mar 2026"])
def test_when_something_was_closed_is_its_end(text: str) -> None:
    assert days(start_date=text) == {"end_date": "2026-03"}
    assert days(end_date=text) == {"end_date": "2026-03"}
    assert days(start_date="2025", end_date=text) == {"start_date": "2025", "end_date": "2026-03"}


@pytest.mark.parametrize("text", ["Not started", "Live", "Planned", "Closed", "under way"])
def test_how_far_something_is_is_no_day(text: str) -> None:
    assert is_no_day(text)
    assert days(start_date=text) == {}


@pytest.mark.parametrize(
    "text", ["Planned for May 2027", "Over Easter", "Closed to all new starts"]
)
def test_longer_texts_say_more_than_how_far_something_is(text: str) -> None:
    assert is_no_day(text) == (text == "Over Easter")
