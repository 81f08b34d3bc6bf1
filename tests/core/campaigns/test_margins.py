"""Margins are read out of tables; whatever is wrong is said by line and column."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ladder_assess.core.campaigns.weights import margins as wrong
from ladder_assess.core.campaigns.weights.margins import (
    COLUMNS,
    MOST_LINES,
    WeighableQuestion,
    percentage,
    read_margins,
)

SEX = WeighableQuestion(
    "sex", ("Sex", "What is your sex?"), {"f": ("Woman", "f"), "m": ("Man", "m")}
)
AGE = WeighableQuestion("age", ("Age",), {"young": ("Young",), "old": ("Old",)})
EMPTY = [("Age", "Young", ""), ("Age", "Old", " ")]
HALF = [("sex", "woman", "51.2"), ("What is your sex", "Man", "48,8 %")]


def read(rows: Sequence[Sequence[str]], header: Sequence[str] = COLUMNS) -> wrong.ReadMargins:
    return read_margins([SEX, AGE], header, enumerate(rows, start=2))


def test_a_question_that_is_left_empty_is_not_weighed_by() -> None:
    found = read([*HALF, *EMPTY])
    assert (found.margins, found.flaws) == ({"sex": {"f": 51.2, "m": 48.8}}, [])


@pytest.mark.parametrize(
    ("rows", "flaw"),
    [
        ([("Town", "Woman", "5")], (wrong.NO_QUESTION, 2, "question", "Town")),
        ([("Sex", "Young", "5")], (wrong.NO_ANSWER, 2, "answer", "Young")),
        ([HALF[0], ("Sex", "Man", "half")], (wrong.NO_PERCENT, 3, "percent", "half")),
        ([HALF[0], ("Sex", "Man", "-5")], (wrong.NO_PERCENT, 3, "percent", "-5")),
        ([HALF[0], ("Sex", "Man", "")], (wrong.LEFT_OUT, 3, "percent", "Man")),
        ([HALF[0]], (wrong.LEFT_OUT, 2, "answer", "Man")),
        ([*HALF, HALF[0]], (wrong.TWICE, 4, "answer", "woman")),
        ([HALF[0], ("Sex", "Man", "50")], (wrong.NOT_ALL, 2, "percent", "101.2")),
        (EMPTY, (wrong.NOTHING, 1, "percent", "")),
        ([()], (wrong.NO_QUESTION, 2, "question", "")),
    ],
)
def test_what_is_wrong_is_said_by_line_and_column(
    rows: Sequence[Sequence[str]], flaw: tuple[str, int, str, str]
) -> None:
    assert read(rows).flaws == [wrong.MarginFlaw(*flaw)]


def test_a_table_without_its_columns_and_one_that_does_not_end_are_refused() -> None:
    assert [each.column for each in read([], ("Answer", "share")).flaws] == ["question", "percent"]
    endless = read([("Age", "Young", "")] * (2 * MOST_LINES))
    assert len(endless.flaws) < MOST_LINES
    assert endless.flaws[-1].what == wrong.TOO_MANY


@given(st.lists(st.floats(0, 1), min_size=2, max_size=6))
def test_what_comes_to_a_hundred_is_read_as_it_was_written(parts: list[float]) -> None:
    total = sum(parts) or 1
    shares = [round(100 * part / total, 3) for part in parts]
    options = {str(at): (f"Answer {at}",) for at in range(len(parts))}
    rows = [("q", f"Answer {at}", f"{share:g}") for at, share in enumerate(shares)]
    found = read_margins(
        [WeighableQuestion("q", ("Q",), options)], COLUMNS, enumerate(rows, start=2)
    )
    assert not found.flaws or abs(sum(shares) - 100) > 0.4
    if not found.flaws:
        assert list(found.margins["q"].values()) == pytest.approx(shares, abs=1e-3)


@given(st.text(max_size=12))
def test_any_text_is_a_percentage_or_none(text: str) -> None:
    found = percentage(text)
    assert found is None or 0 <= found <= 100
