"""Numbers as people write them: with marks between digits, about so many, with what they count."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ladder_assess.core.register.cells import WrongCell, is_rough, reader_of
from tests.core.register.test_guessing import COLUMNS

READ = reader_of(COLUMNS["people_took_part"], {})
BEFORE = [
    "about ",
    "approx. ",
    "c.",
    "c ",
    "~",
    "over ",
    "circa ",
    "Approximately ",
    "up to ",
    "> ",
    "env. ",
    "plus de ",
    "rund ",
    "etwa ",
    "unas ",
    "aprox. ",
    "mais de ",
    "około ",
    "около ",
    "約",
    "tua ",
]
BEHIND = [
    "+",
    " approx",
    " (est.)",
    " people",
    " local people",
    " attendees",
    " participants ",
    " personnes",
    " Personen",
    " personas",
    " osób",
    " чел.",
    "人",
    "名",
    "명",
    " o bobl",
]


@given(st.integers(0, 9_999_999), st.sampled_from(["", ",", ".", " ", "'"]))
def test_digits_are_read_in_groups(number: int, mark: str) -> None:
    text = f"{number:,}".replace(",", mark)
    assert READ(text) == str(number)
    assert not is_rough(text)


@pytest.mark.parametrize(("text", "number"), [("1.000", "1000"), ("12.0", "12"), ("7.00", "7")])
def test_three_digits_behind_a_point_are_thousands(text: str, number: str) -> None:
    """A thousand people, as Spanish and German write it, was read as one."""
    assert READ(text) == number


@given(st.integers(0, 99_999), st.sampled_from(BEFORE), st.sampled_from(["", *BEHIND]))
def test_about_so_many_is_so_many_and_said(number: int, before: str, behind: str) -> None:
    """Each made its row wrong, in forms that ask people for a number."""
    for text in (f"{before}{number}{behind}", f"{before}{number:,}{behind}"):
        assert READ(text.strip()) == str(number)
        assert is_rough(text)


@pytest.mark.parametrize(
    "text",
    [
        "12-15", "30 adults and 12 children", "many", "1,23", "12.5", "about", "30 people, 4 staff",
        "1 2", "1,234 567", "about 30 or 40", "3 meetings", "£30", "30%", "-5",
    ],
)  # fmt: skip
def test_what_is_no_single_number_is_none(text: str) -> None:
    with pytest.raises(WrongCell, match="number"):
        READ(text)
