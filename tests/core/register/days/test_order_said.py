"""Which of day and month comes first, where the numbers of a column do not decide it."""

from collections.abc import Sequence

import pytest

from ladder_assess.core.register.columns import register_columns
from ladder_assess.core.register.days.dates import ASK, DAY_FIRST, MONTH_FIRST
from ladder_assess.core.register.days.order_said import by_heading, by_writing
from ladder_assess.core.register.evidence import Evidence, asked_orders, values_of
from ladder_assess.core.register.headings.column_names_elsewhere import is_elsewhere
from tests.support.command import rules

QUESTIONNAIRE = rules().definitions.questionnaire
COLUMNS = register_columns(QUESTIONNAIRE)
OPEN = ("1/2/2024", "3/4/2024", "5/6/2024", "7/8/2024")
ENGLISH = ("Title", "Date", "Closed")


def orders(headings: Sequence[str], *columns: Sequence[str]) -> tuple[str, ...]:
    """The orders of columns of days behind one of names."""
    names = [f"Forum on {at}" for at in range(len(columns[0]))]
    evidence = Evidence(QUESTIONNAIRE, COLUMNS, [values_of(texts) for texts in (names, *columns)])
    return asked_orders(evidence, headings)[1:]


def test_where_nothing_says_it_the_page_asks() -> None:
    assert orders(ENGLISH, OPEN, OPEN) == (ASK, ASK)


@pytest.mark.parametrize(
    ("heading", "order"),
    [
        ("Date (dd/mm/yyyy)", DAY_FIRST), ("Date - DD.MM.YY", DAY_FIRST), ("JJ/MM/AAAA", DAY_FIRST),
        ("Datum (TT.MM.JJJJ)", DAY_FIRST), ("Data gg-mm-aaaa", DAY_FIRST), ("d/m/y", DAY_FIRST),
        ("Date (mm/dd/yyyy)", MONTH_FIRST), ("MM-DD-YY", MONTH_FIRST), ("m/d/yy", MONTH_FIRST),
        ("Committee day", ""), ("Date (YYYY-MM-DD)", ""), ("Summary", ""),
    ],
)  # fmt: skip
def test_a_heading_can_say_it(heading: str, order: str) -> None:
    assert by_heading(heading) == order
    assert orders(("Title", heading, "Closed"), OPEN, OPEN) == (order or ASK, ASK)


@pytest.mark.parametrize(
    ("text", "order"),
    [
        ("25 March 2024", DAY_FIRST), ("Monday 4 mars 2024", DAY_FIRST), ("03.04.2024", DAY_FIRST),
        ("March 25, 2024", MONTH_FIRST), ("Tuesday, Feb. 6, 2024", MONTH_FIRST),
    ],
)  # fmt: skip
def test_other_dates_of_the_list_say_it(text: str, order: str) -> None:
    """Of a list in French it was asked which comes first, beside `25 mars 2024`."""
    assert by_writing([text, "1/2/2024", "by invitation"]) == order
    assert orders(ENGLISH, OPEN, [*OPEN[1:], text]) == (order, order)
    assert not by_writing([text, "25 March 2024", "March 25, 2024"])


def test_the_language_says_it_where_several_headings_are_in_it() -> None:
    assert orders(("Titre", "Date de début", "Date de fin"), OPEN, OPEN) == (DAY_FIRST,) * 2
    assert orders(("Titre", "Date", "Closed"), OPEN, OPEN) == (ASK, ASK)
    assert not is_elsewhere(("Data", "Fin", "Arrangement"))


def test_numbers_that_decide_go_before_all_of_these() -> None:
    decided = ("1/2/2024", "3/14/2024", "5/6/2024", "7/18/2024")
    assert orders(("Titre", "Date de début", "Date de fin"), decided, OPEN) == (MONTH_FIRST,) * 2
    assert orders(("Title", "Date (dd/mm/yy)", "To"), decided, OPEN)[0] == MONTH_FIRST
    mixed = ("14/2/2024", "3/14/2024", "5/6/2024", "7/8/2024")
    assert orders(("Titre", "Date de début", "Date de fin"), mixed, OPEN)[0] == ASK
