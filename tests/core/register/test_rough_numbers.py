"""Numbers as people write them: with marks between digits, about so many, with what they count."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ladder_assess.core.register.cells import WrongCell, is_rough, reader_of, without_points
from ladder_assess.core.register.points import part_thousands
from ladder_assess.core.register.rows.facts import RowRules
from ladder_assess.core.register.rows.reader import RowReader
from ladder_assess.core.register.rows.seen import RowsSeen
from tests.core.register.test_guessing import COLUMNS, QUESTIONNAIRE

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
    "bis zu ",
    "max. ",
    "jusqu’à ",
    "hasta ",
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


@given(st.integers(0, 9_999_999), st.sampled_from(["", ",", " ", "'"]))
def test_digits_are_read_in_groups(number: int, mark: str) -> None:
    text = f"{number:,}".replace(",", mark)
    assert READ(text) == str(number)
    assert not is_rough(text)


@pytest.mark.parametrize(
    ("texts", "elsewhere", "thousands"),
    [
        (["1.000", "850", "12.500"], False, True), (["1.234", "1.234.567"], True, True),
        (["1.000", "12.000"], False, False), (["12.345", "7.123"], False, False),
        (["1.000", "850", "12.5"], False, False), (["12.5", "7.25"], True, False),
        (["ca. 1.200", "850"], False, True), (["850", "35"], True, False), (["Nr. 5"], True, False),
    ],
)  # fmt: skip
def test_points_part_thousands_where_a_column_shows_it(
    texts: list[str], *, elsewhere: bool, thousands: bool
) -> None:
    """A thousand people, as Spanish and German write it, was read as one."""
    assert part_thousands(texts, elsewhere=elsewhere) == thousands


def test_without_its_points_a_number_is_what_it_says() -> None:
    texts = ["1.000", "ca. 12.500 Personen", "1.234.567", "1.2.2024", "12.5", "0.1234", "1,000.000"]
    bare = ["1000", "ca. 12500 Personen", "1234567", "1.2.2024", "12.5", "0.1234", "1,000.000"]
    assert [without_points(text) for text in texts] == bare


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


RANGES = [
    "30-50",
    "30 – 50",
    "30 to 50",
    "between 30 and 50 people",
    "30 bis 50",
    "de 30 à 50",
    "900-1,200",
]


@pytest.mark.parametrize("text", RANGES)
def test_from_so_many_to_so_many_is_left_empty_and_said(text: str) -> None:
    """Each made its row wrong, though a button left the cell empty and took the row. Our test said
    that a range is no number, and asked nothing of the row.
    """
    headings, columns = ("name", "people_took_part"), ("name", "people_took_part")
    reader = RowReader(
        QUESTIONNAIRE, headings, [COLUMNS[c] for c in columns], RowRules(id_from_name=True)
    )
    seen = RowsSeen()
    assert "people_took_part" not in reader.read(["Panel", text], {}).facts
    seen.leave_empty("2", reader)
    assert reader.read(["Forum", "30"], {}).facts["people_took_part"] == "30"
    seen.leave_empty("3", reader)
    notes = seen.notes(reader)
    assert (notes.ranges, notes.ranges_at) == (1, (("2", text),))


@pytest.mark.parametrize("text", ["unbekannt", "N/A", "k. A.", "Inconnu", "tbc", "Brak", "нет"])
def test_a_number_that_nobody_knows_is_taken_for_empty_and_said(text: str) -> None:
    columns = [COLUMNS["name"], COLUMNS["people_took_part"]]
    reader = RowReader(QUESTIONNAIRE, ("name", "Zahl"), columns, RowRules(id_from_name=True))
    assert "people_took_part" not in reader.read(["Panel", text], {}).facts
    assert reader.met.nulls == {text: 1}
