"""Names and descriptions of a register that are too long, or stand on several lines."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ladder_assess.core.activities.history import facts
from ladder_assess.core.common.shortening import CUT, one_line, shortened
from ladder_assess.core.register.columns import register_columns
from ladder_assess.core.register.importing import NEW, SAME, plan_row
from ladder_assess.core.register.rows.facts import RowFacts
from ladder_assess.core.register.rows.reader import RowReader
from tests.support.command import rules

QUESTIONNAIRE = rules().definitions.questionnaire
COLUMNS = register_columns(QUESTIONNAIRE)
LONG = "Consultation on the safety of play areas " * 8
TEXTS = st.text(st.sampled_from("abc ,.\n…é"), max_size=300)


def read(reader: RowReader | None = None, **cells: str) -> RowFacts:
    reader = reader or reader_of(*cells)
    return reader.read(list(cells.values()), {})


def reader_of(*names: str) -> RowReader:
    return RowReader(QUESTIONNAIRE, names, [COLUMNS[name] for name in names])


@given(TEXTS, st.integers(2, 320))
def test_what_is_shortened_fits_and_begins_as_it_did(text: str, limit: int) -> None:
    short = shortened(text, limit)
    assert len(short) <= limit
    assert (short == text) == (len(text) <= limit) or text.endswith(CUT)
    assert len(text) <= limit or text.startswith(short.removesuffix(CUT))
    assert shortened(short, limit) == short


@given(TEXTS)
def test_one_line_has_every_word(text: str) -> None:
    assert "\n" not in one_line(text)
    assert one_line(text).split() == text.split()


@pytest.mark.parametrize("mark", ["\u202a", "\u202e", "\u2066", "\u2069"])
@pytest.mark.parametrize("column", ["name", "service_area"])
def test_no_name_of_a_register_turns_text_round(mark: str, column: str) -> None:
    """Forms left such marks out, and files brought them in."""
    cells = {"id": "a", "name": "Ours", column: f"Panel {mark}gnp.exe{mark}"}
    assert read(None, **cells).facts[column] == "Panel gnp.exe"


@given(st.text("ab c", min_size=201, max_size=400).map(lambda text: f"x{text}x"))
def test_no_name_is_too_long(name: str) -> None:
    """A row with a name of 201 characters was wrong, and there was nothing to be done here."""
    row = read(id="1", name=name)
    planned = plan_row(row, [], "v1", "id")
    found = facts(planned.after)
    assert planned.kind == NEW
    assert len(str(found["name"])) <= 200
    assert found["description"] == name
    assert plan_row(row, [planned.after], "v1", "id").kind == SAME


def test_a_name_that_is_too_long_for_a_description_too_is_shortened_in_both() -> None:
    """It came in whole, and the list's own export, sent back, changed it."""
    reader = reader_of("id", "name")
    record = plan_row(read(reader, id="1", name="word " * 430), [], "v1", "id").after
    found = {key: str(facts(record)[key]) for key in ("name", "description")}
    assert len(found["description"]) <= 2000
    assert found["description"].endswith("word" + CUT)
    assert (reader.met.long_names, reader.met.long_texts) == (1, 1)
    back = read(id="1", name=found["name"], description=found["description"])
    assert plan_row(back, [record], "v1", "id").kind == SAME


def test_the_whole_name_stands_before_what_the_file_describes_it_by() -> None:
    row = read(id="1", description="Talks.", name=LONG)
    assert row.facts["description"] == f"{LONG.strip()}\n\nTalks."


def test_what_the_list_describes_it_by_stays() -> None:
    before = plan_row(read(id="1", name="Play", description="Ours."), [], "v1", "id").after
    after = plan_row(read(id="1", name=LONG), [before], "v1", "id").after
    assert facts(after)["description"] == "Ours."
    assert str(facts(after)["name"]).endswith("of play…")


def test_what_was_shortened_is_counted() -> None:
    reader = reader_of("id", "name", "description")
    for name, text in (("a", "b"), (LONG, "b"), ("a", "b " * 1500), (LONG, "b " * 990)):
        assert (
            len(str(read(reader, id="1", name=name, description=text).facts["description"])) < 2001
        )
    assert (reader.met.long_names, reader.met.long_texts) == (2, 2)


def test_fields_of_one_line_take_no_breaks() -> None:
    row = read(id="a\n1", name="Play\nareas", service_area="Parks\r\nand play", description="b\nc")
    assert (row.id, row.facts["name"], row.facts["service_area"], row.facts["description"]) == (
        "a 1",
        "Play areas",
        "Parks and play",
        "b\nc",
    )


def test_many_spaces_cost_no_more_than_they_are() -> None:
    """A pattern that looked for spaces before a break began anew at each: hours for this."""
    spaces = f"a{' ' * 1_000_000}b"
    assert one_line(spaces) == spaces
    assert one_line(f"{spaces}\nc") == f"{spaces} c"
