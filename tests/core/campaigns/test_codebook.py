"""The codebook: every answer that can be given has one number, and no two have the same."""

import re
from pathlib import Path

import pytest

from ladder_assess.core.campaigns.codebook import (
    DONT_KNOW,
    GROUP,
    LEFT_OUT,
    LONGEST_NAME,
    MISSING,
    NOT_OFFERED,
    NUMBER,
    VERSION,
    Variable,
    codebook,
    group_codes,
)
from ladder_assess.core.instruments.definition import build_instrument
from ladder_assess.core.questionnaire.answers import possible_answers
from ladder_assess.core.questionnaire.questionnaire import UNKNOWN
from ladder_assess.storage.common.yaml_source import read_yaml
from ladder_assess.storage.questionnaire.definitions import load

HERE = Path(__file__).parents[1]
INSTRUMENTS = {
    "example": build_instrument(read_yaml(HERE / "example-v1.yaml").data),
    **load(HERE.parents[1] / "questionnaires").instruments,
}
# Words that SPSS keeps for itself, and what its names are made of.
RESERVED = ["ALL", "AND", "BY", "EQ", "GE", "GT", "LE", "LT", "NE", "NOT", "OR", "TO", "WITH"]
NAME = re.compile(r"[a-z][a-z0-9_.]*[a-z0-9]")


@pytest.fixture(params=[(name, short) for name in INSTRUMENTS for short in (False, True)])
def asked(request: pytest.FixtureRequest) -> tuple[str, bool]:
    found: tuple[str, bool] = request.param
    return found


def test_names_are_names_to_spss_and_no_two_are_alike(asked: tuple[str, bool]) -> None:
    name, short = asked
    names = [NUMBER, GROUP, VERSION, *(v.name for v in codebook(INSTRUMENTS[name], short=short))]
    # SPSS takes capitals for small letters.
    assert len({each.casefold() for each in names}) == len(names)
    for each in names:
        assert NAME.fullmatch(each), each
        assert len(each.encode()) <= LONGEST_NAME, each
        assert each.upper() not in RESERVED, each


def test_every_answer_has_a_number_that_tells_it_from_every_other(asked: tuple[str, bool]) -> None:
    name, short = asked
    instrument = INSTRUMENTS[name]
    variables = codebook(instrument, short=short)
    assert {v.item for v in variables} == {item.id for item in instrument.asked(short=short)}
    for item in instrument.asked(short=short):
        own = [v for v in variables if v.item == item.id]
        told = {
            answer: tuple(v.number({item.id: answer}) for v in own)
            for answer in (*possible_answers(item), UNKNOWN)
        }
        silent = tuple(v.number({}) for v in own)
        assert len({*told.values(), silent}) == len(told) + 1
        assert set(silent) == {LEFT_OUT}
        assert set(told[UNKNOWN]) == {DONT_KNOW}


def test_numbers_that_count_are_told_and_none_of_them_is_missing(asked: tuple[str, bool]) -> None:
    name, short = asked
    for variable in codebook(INSTRUMENTS[name], short=short):
        numbers = [code.number for code in variable.codes]
        assert len(set(numbers)) == len(numbers) >= 2
        assert not any(MISSING[0] <= number <= MISSING[1] for number in numbers)
        item = INSTRUMENTS[name].items[variable.item]
        given = {variable.number({item.id: answer}) for answer in possible_answers(item)}
        assert given <= set(numbers)
        assert variable.ask == item.ask


def test_an_answer_that_is_not_offered_is_none_that_counts() -> None:
    variable = codebook(INSTRUMENTS["principles"], short=False)[0]
    assert variable.number({variable.item: "of another version"}) == NOT_OFFERED


def test_the_ends_of_two_poles_say_which_they_are() -> None:
    variables: dict[str, Variable] = {
        v.item: v for v in codebook(INSTRUMENTS["orientation"], short=False)
    }
    for item in INSTRUMENTS["orientation"].items.values():
        if item.poles is not None:
            first, *_between, last = variables[item.id].codes
            assert item.poles.low in first.text
            assert item.poles.high in last.text


def test_groups_are_numbered_from_one() -> None:
    groups = group_codes(INSTRUMENTS["engagement-process"])
    assert [code.number for code in groups] == list(range(1, len(groups) + 1))
    assert not group_codes(INSTRUMENTS["principles"])
