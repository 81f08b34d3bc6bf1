"""Which sheet looks most like a list of activities."""

from hypothesis import given
from hypothesis import strategies as st

from ladder_assess.core.register.columns import Headings, register_columns
from ladder_assess.core.register.sheets import choose_sheet, likeness
from tests.support.command import rules

KNOWN = Headings(register_columns(rules().definitions.questionnaire))
HEADER = ("Title", "Ref", "Town")
WORDS = st.sampled_from(("", "Hull", "Panel", "12"))


def rows(number: int) -> list[tuple[str, ...]]:
    return [HEADER, *((f"Panel {at}", f"R{at}", "Hull") for at in range(number))]


@given(st.integers(0, 60), st.integers(1, 60))
def test_more_rows_make_a_sheet_more_like_a_list(fewer: int, more: int) -> None:
    tops = {"A": (0, rows(fewer)), "B": (0, rows(fewer + more))}
    assert choose_sheet(tops, KNOWN).title == "B"


@given(st.lists(st.tuples(WORDS, WORDS, WORDS), max_size=20))
def test_rows_without_headings_that_say_anything_make_it_less_like_one(
    body: list[tuple[str, str, str]],
) -> None:
    blank = [("x1", "x2", "x3"), *body]
    named = [HEADER, *body]
    assert likeness("S", blank, 0, KNOWN) <= likeness("S", named, 0, KNOWN)


def test_what_stands_beside_a_list_is_told_by_its_name() -> None:
    tops = {"register_metadata": (0, rows(30)), "register": (0, rows(20))}
    assert choose_sheet(tops, KNOWN).title == "register"
    assert not choose_sheet(tops, KNOWN).is_open


def test_the_first_of_equals_is_taken_and_asked_about() -> None:
    chosen = choose_sheet({"North": (0, rows(9)), "South": (0, rows(9))}, KNOWN)
    assert (chosen.title, chosen.is_open) == ("North", True)
