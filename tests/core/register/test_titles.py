"""Rows that are no activities, although something stands where names do."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ladder_assess.core.register.titles import ending_rows, title_rows

FULL = ["R1", "Forum", "2024", "Hall"]


def title(text: str) -> list[str]:
    return ["", text, "", ""]


@given(st.lists(st.integers(2, 5), min_size=2, max_size=5))
def test_names_alone_above_groups_of_full_rows_are_titles(groups: list[int]) -> None:
    rows: list[list[str]] = []
    heads: set[int] = set()
    for at, size in enumerate(groups):
        heads.add(len(rows))
        rows += [title(f"Ward {at}"), *[FULL] * size]
    assert title_rows(rows, 1, 0) == heads
    # That the list begins with one is enough, where nothing has an id.
    without = [["", *row[1:]] for row in rows]
    assert title_rows(without, 1) == heads
    # Nothing more speaks for those that begin somewhere below.
    assert title_rows([without[1], *without], 1) == frozenset()
    shouted = [[cell.upper() for cell in row] if at in heads else row
               for at, row in enumerate(without)]  # fmt: skip
    assert title_rows([shouted[1], *shouted], 1) == {at + 1 for at in heads}


@pytest.mark.parametrize(
    "rows",
    [
        [title("Ward"), FULL, FULL],
        [title("Ward"), title("Other"), FULL, FULL, FULL, FULL],
        [title("Ward"), FULL, title("Other"), FULL],
        [title("Ward"), FULL, FULL, FULL, FULL, title("Other")],
        [title(f"Ward {at}") for at in range(9)],
        [title("a"), *[["", "x", "", ""]] * 3, title("b"), *[["", "x", "", ""]] * 3],
        [],
    ],
    ids=[
        "one", "none below", "as many as rows", "at the end", "nothing else", "sparse", "nothing",
    ],
)  # fmt: skip
def test_where_there_is_a_doubt_they_are_activities(rows: list[list[str]]) -> None:
    assert title_rows(rows, 1, 0) == frozenset()


@pytest.mark.parametrize("text", ["Total", "TOTAL:", "Grand total", "Sub-total"])
def test_a_total_is_no_activity(text: str) -> None:
    assert ending_rows([FULL, ["", text, "4,500", ""], FULL], 1) == {1}
    assert ending_rows([FULL, [text, "", "£4,500.00", ""]], 1) == {1}
    assert ending_rows([FULL, ["", text, "", "Village Hall"]], 1) == frozenset()
    assert ending_rows([FULL, ["", f"{text} Place project", "4,500", ""]], 1) == frozenset()


@pytest.mark.parametrize("text", ["Source: council", "* for members", "Notes", "Updated May 2024"])
def test_where_a_list_is_from_is_no_activity(text: str) -> None:
    assert ending_rows([FULL, title(text), title("Note: x")], 1) == {1, 2}
    assert ending_rows([FULL, title(text), FULL], 1) == frozenset()
    assert ending_rows([FULL, [*FULL[:1], text, *FULL[2:]]], 1) == frozenset()


@given(st.integers(1, 4), st.integers(0, 4))
def test_what_stands_below_the_first_note_goes_on_with_it(above: int, below: int) -> None:
    """Of answers to requests under the law, each note below the list came in as an activity."""
    more = [title("1. Figures are rounded"), title("2. Estimates"), title("A"), title("B")][:below]
    rows = [FULL] * (above + 2) + [title("Notes:"), *more]
    assert ending_rows(rows, 1) == set(range(above + 2, len(rows)))
    assert ending_rows([FULL] * 3 + [title("A park that is still to be described")], 1) == set()
    sentence = title("All of these were carried out by the team.")
    assert ending_rows([FULL] * 3 + [sentence, *more], 1) == set(range(3, 4 + below))


def test_a_list_of_names_alone_has_notes_at_its_end_only() -> None:
    rows = [[name] for name in ("Forum", "Notes on the park", "Hub", "Key workers", "Source: us")]
    assert ending_rows(rows, 0) == {3, 4}
    assert ending_rows(rows[:3], 0) == set()


CONTACT = "The point of contact for all of these; ask the team to arrange a visit of your own"


def test_a_text_apart_from_a_list_is_no_activity() -> None:
    """A footnote below three empty rows came in as an activity."""
    rows = [FULL, FULL, FULL, title(CONTACT)]
    assert ending_rows(rows, 1, (2, 3, 4, 8)) == {3}
    assert ending_rows(rows, 1, (2, 3, 4, 5)) == ending_rows(rows, 1) == set()
    assert ending_rows([*rows[:3], title("A park to be described")], 1, (2, 3, 4, 8)) == set()
    assert ending_rows([title(name) for name in ("Hub", "Fair", CONTACT)], 1, (2, 3, 8)) == set()


ATTENDED = [
    ["R1", "Forum", "12", "1,200.50"],
    ["R2", "Panel", "30", "300"],
    ["R3", "Walk", "8", ""],
]


@pytest.mark.parametrize(
    "sums", [["", "", "50", ""], ["", "", "50", "1,500.50"], ["3", "", "50", "£1,500.50"]]
)
def test_sums_without_a_word_at_the_end_are_no_activity(sums: list[str]) -> None:
    """A row of totals was wrong for its name, which it lacks."""
    assert ending_rows([*ATTENDED, sums], 1) == {3}
    assert ending_rows([*ATTENDED, sums, ["", "", "", ""]], 1) == {3}
    assert ending_rows([*ATTENDED, sums, FULL], 1) == frozenset()


@pytest.mark.parametrize(
    "row",
    [["", "", "51", ""], ["", "Fair", "50", ""], ["", "", "50", "Hall"], ["R4", "", "50", ""],
     ["", "", "", ""]],
)  # fmt: skip
def test_a_row_that_comes_to_nothing_above_is_kept(row: list[str]) -> None:
    assert ending_rows([*ATTENDED, row], 1) == frozenset()
    assert ending_rows([ATTENDED[0], ["", "", "12", ""]], 1) == frozenset(), "one alone is no sum"
