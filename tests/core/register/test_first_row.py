"""Whether the first row is a heading or an activity, in lists with and without one."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ladder_assess.core.register.evidence import Evidence, values_of
from ladder_assess.core.register.headings import first_row
from ladder_assess.core.register.headings.first_row import (
    ACTIVITY,
    HEADING,
    OPEN,
    what_first_row_is,
)
from tests.core.register.test_guessing import COLUMNS, KNOWN, NAMES, QUESTIONNAIRE, STARTS

CODES = [f"A-{at:03}" for at in range(2, 8)]
SERVICES = ["Zed", "Wye", "Zed", "Exe", "Wye", "Zed"]
FIGURES = ["12", "85", "230", "17", "4", "61"]


def judged(headings: Sequence[str], *columns: Sequence[str]) -> str:
    evidence = Evidence(QUESTIONNAIRE, COLUMNS, [values_of(cells) for cells in columns])
    return what_first_row_is(headings, KNOWN, evidence)


@pytest.mark.parametrize(
    ("headings", "what"),
    [
        (("Forum on bins", "March 2024"), ACTIVITY),
        (("Forum on bins", "2024-02-01"), ACTIVITY),
        (("What", "When"), HEADING),
        (("Zq", "Year 2024"), HEADING),
    ],
)
def test_a_day_above_days_is_no_heading(headings: tuple[str, ...], what: str) -> None:
    """A list without names of columns lost its first activity, and nothing said so."""
    assert judged(headings, NAMES, STARTS) == what


@given(st.sampled_from(CODES), st.sampled_from(SERVICES), st.integers(0, 999))
def test_two_signs_make_an_activity_and_one_a_question(code: str, service: str, many: int) -> None:
    """Where there were no days the first activity was lost and nothing said so."""
    columns = (NAMES, CODES, SERVICES, FIGURES)
    figure = str(many)
    assert judged(("Forum", code, service, figure), *columns) == ACTIVITY
    assert judged(("Forum", code, "Qqq", figure), *columns) == ACTIVITY
    assert judged(("Forum", "Qqq", service, figure), NAMES, NAMES, SERVICES, NAMES) == OPEN
    assert judged(("Forum", "Qqq"), NAMES, NAMES) == OPEN
    # Words above codes and figures are a heading, whatever language they are of.
    assert judged(("Qqqq", "Wwww", "Yyyy", "Vvvv"), *columns) == HEADING
    assert judged(("Forum", "Qqq", service, "Www"), *columns) == HEADING
    assert judged(("Qqqq", "Wwww"), NAMES, [name * 9 for name in NAMES]) == HEADING


@given(st.sampled_from(["Title", "Department", "Projekt", "Nazwa projektu", "name", "Ref no"]))
def test_one_name_of_a_column_makes_a_heading(name: str) -> None:
    columns = (NAMES, CODES, SERVICES, FIGURES)
    sure = name != "Nazwa projektu"
    assert judged((name, CODES[0], SERVICES[0], "7"), *columns) == (HEADING if sure else OPEN)
    assert judged((name, "Qqq", "Www", "Yyy"), *columns) == HEADING


def test_years_weeks_and_what_is_ticked_are_names_of_columns() -> None:
    years = ("Qqqq", "2019", "2020", "2021")
    assert judged(years, NAMES, FIGURES, FIGURES, FIGURES) == OPEN
    assert judged(("Qqqq", "1", "2", "3"), NAMES, FIGURES, FIGURES, FIGURES) == OPEN
    ticked = ("Qqqq", "Facebook", "Post", "Hall")
    columns = (NAMES, *([text, "", "", text, "", ""] for text in ticked[1:]))
    assert judged(ticked, *columns) == OPEN


def test_a_register_of_many_rows_takes_no_longer(monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[str] = []
    monkeypatch.setattr(first_row, "is_no_text", looked.append)
    monkeypatch.setattr(first_row, "_shape", looked.append)
    many = [f"Word {at} of many" for at in range(5000)]
    judged(("Qqqq", "Wwww"), many, many)
    assert len(looked) <= 4 * 2 * (first_row.LOOKED_AT + 1)


@given(st.sampled_from(["Sl", "Lp.", "№ p/p x", "Nr."]), st.integers(3, 30))
def test_a_running_number_below_a_word_makes_a_heading(word: str, many: int) -> None:
    """It was asked of a list of which nothing else told words from figures."""
    numbers = [str(at + 1) for at in range(many)]
    names = [f"Forum {at}" for at in range(many)]
    assert judged((word, "Qqq"), numbers, names) == HEADING
    assert judged(("Zq 7", "Qqq"), names, names[::-1]) == OPEN
    # The first of a list with one number for each.
    assert judged((str(many + 1), "Qqq"), numbers, names) != HEADING
