"""Answers out of a table: told by ids, words and numbers, and by what a mapping says."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ladder_assess.core.campaigns.brought import (
    DIFFERS,
    LEFT_OUT,
    NO_ANSWER,
    NO_COLUMN,
    NO_GROUP,
    NO_ITEM,
    NO_OPTION,
    NO_QUESTION,
    NOT_ASKED,
    OTHER_ROWS,
    TOO_LONG,
    TWICE,
    Brought,
    Meant,
    differences,
    read_answers,
    read_mapping,
)
from ladder_assess.settings import CHECKOUT
from ladder_assess.storage.questionnaire.definitions import load

INSTRUMENTS = load(CHECKOUT / "questionnaires").instruments
SURVEY, GROUPS = INSTRUMENTS["officer-survey"], INSTRUMENTS["engagement-process"]
STRATEGY = SURVEY.items["strategy"]


NONE = Meant()


def read(header: list[str], *rows: list[str], meant: Meant = NONE) -> Brought:
    return read_answers(SURVEY, header, list(enumerate(rows, start=2)), meant, short=False)


@pytest.mark.parametrize("heading", ["strategy", STRATEGY.ask, STRATEGY.ask.upper(), "A policy"])
@pytest.mark.parametrize(
    ("cell", "value"),
    [("yes", "yes"), ("YES", "yes"), ("1", "yes"), ("Not sure", "unsure"), ("3", "unsure"),
     ("unknown", "unknown"), ("Don’t know", "unknown"), ("-8", "unknown")],
)  # fmt: skip
def test_columns_and_cells_are_told_by_ids_words_and_numbers(
    heading: str, cell: str, value: str
) -> None:
    found = read([heading, "when"], [cell, "2013"])
    assert found.flaws == []
    assert [row.values for row in found.rows] == [{"strategy": value}]
    assert found.left == ["when"]


def test_several_answers_stand_in_one_cell() -> None:
    found = read(["strategy", "forms"], ["yes", "equipment; suggest_changes"], ["no", "none"])
    assert [row.values["forms"] for row in found.rows] == [("suggest_changes", "equipment"), ()]


@pytest.mark.parametrize("cell", LEFT_OUT)
def test_what_is_left_out_is_not_there(cell: str) -> None:
    assert read(["strategy", "encouraged"], ["yes", cell]).rows[0].values == {"strategy": "yes"}


def test_what_is_wrong_is_said_with_its_line_and_column() -> None:
    found = read(
        ["strategy", "Strategy!", "encouraged"],
        ["yes", "", "perhaps"],
        ["", "", ""],
        ["9", "", "yes", "more"],
    )
    told = [(flaw.what, flaw.line, flaw.column, flaw.cell) for flaw in found.flaws]
    assert told == [
        (TWICE, 1, "Strategy!", ""),
        (NO_ANSWER, 2, "encouraged", "perhaps"),
        (TOO_LONG, 4, "", ""),
        (NO_ANSWER, 4, "strategy", "9"),
    ]
    assert [flaw.what for flaw in read(["nothing"], ["x"]).flaws] == [NO_QUESTION]


def test_of_several_groups_each_row_says_which() -> None:
    rows = [(2, ["service_user", "agree"]), (3, ["Nobody", "agree"])]
    item = next(i for i in GROUPS.items.values() if i.forms == ("service_user",))
    found = read_answers(GROUPS, ["form", item.id], rows, Meant(), short=False)
    assert found.rows[0].form == "service_user"
    assert [(flaw.what, flaw.line) for flaw in found.flaws] == [(NO_GROUP, 3)]
    none = read_answers(GROUPS, [item.id], [(2, ["agree"])], Meant(), short=False)
    assert [(flaw.what, flaw.column) for flaw in none.flaws] == [(NO_COLUMN, "form")]
    other = [(2, ["service_provider", "agree"])]
    found = read_answers(GROUPS, ["form", item.id], other, NONE, short=False)
    assert found.flaws[0].what == NOT_ASKED


def test_a_mapping_says_what_columns_and_cells_mean() -> None:
    said = ["Q1 strategy J yes", "Q1 strategy N no", "Q2 encouraged"]
    rows = [(line, row.split()) for line, row in enumerate(said, start=2)]
    meant, flaws = read_mapping(SURVEY, ["Column", "item", "answer", "option"], rows)
    assert flaws == []
    found = read(["Q1", "Q2"], ["j", "1"], ["N", "2"], meant=meant)
    assert found.flaws == []
    assert [row.values["strategy"] for row in found.rows] == ["yes", "no"]
    wrong = [(2, ["Q1", "none such"]), (3, ["Q1", "strategy", "J", "ja"])]
    _meant, flaws = read_mapping(SURVEY, ["column", "item", "answer", "option"], wrong)
    assert [(flaw.what, flaw.line, flaw.mapping) for flaw in flaws] == [
        (NO_ITEM, 2, True),
        (NO_OPTION, 3, True),
    ]
    _meant, flaws = read_mapping(SURVEY, ["x"], [])
    assert [flaw.what for flaw in flaws] == [NO_COLUMN, NO_COLUMN]


def test_what_was_typed_in_twice_is_compared_row_by_row() -> None:
    header = ["strategy", "forms"]
    first = read(header, ["yes", "equipment"], ["no", ""], ["unsure", "none"])
    same = read([*reversed(header)], ["equipment", "1"], ["", "No"], ["none", "3"])
    assert differences(first, same) == []
    other = read(header, ["yes", "equipment"], ["yes", "equipment"])
    told = [(flaw.what, flaw.line, flaw.column, flaw.cell) for flaw in differences(first, other)]
    assert told == [
        (DIFFERS, 3, "strategy", "no / yes"),
        (DIFFERS, 3, "forms", "- / equipment"),
        (OTHER_ROWS, 4, "", ""),
    ]
    assert [flaw.what for flaw in differences(other, first)][-1] == OTHER_ROWS


@given(st.lists(st.lists(st.text(max_size=8), max_size=4), max_size=4))
def test_whatever_a_table_holds_it_is_read_or_said_to_be_wrong(rows: list[list[str]]) -> None:
    found = read(["strategy", "forms", "other"], *rows)
    for row in found.rows if not found.flaws else ():
        assert row.values.keys() <= {"strategy", "forms"}
        assert row.values
