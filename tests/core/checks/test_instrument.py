"""Data of a wrong shape, anywhere in an instrument, never stops the passes that name problems."""

from collections.abc import Iterator
from copy import copy
from pathlib import Path
from typing import Any

import pytest

from ladder_assess.core.checks.instruments.instrument import instrument_problems
from ladder_assess.core.checks.wording import PassedOver, passed_over, wording_problems
from ladder_assess.storage.common.yaml_source import read_yaml

EXAMPLE = read_yaml(Path(__file__).parents[1] / "example-v1.yaml").data
SOURCES = {"cao-2020", "rallying-2021", "apse-tuc-2013"}
WRONG: tuple[object, ...] = (None, 7, True, "x", [], {}, [None, 7, "x", [], {}], {"id": []})


def places(data: Any) -> Iterator[tuple[str | int, ...]]:
    """The path of every value in some data."""
    parts = data.items() if isinstance(data, dict) else enumerate(data)
    for key, value in parts:
        yield (key,)
        if isinstance(value, dict | list):
            yield from ((key, *below) for below in places(value))


def with_wrong(path: tuple[str | int, ...], wrong: object) -> object:
    """The example with one thing wrong; what does not lie around that is the example's own."""
    data = around = copy(EXAMPLE)
    for step in path[:-1]:
        around[step] = copy(around[step])
        around = around[step]
    around[path[-1]] = wrong
    return data


@pytest.mark.thorough
@pytest.mark.parametrize("wrong", WRONG, ids=repr)
def test_whatever_is_wrong_the_passes_come_to_an_end(wrong: object) -> None:
    for path in places(EXAMPLE):
        data = with_wrong(path, wrong)
        for problem in (*instrument_problems(data, SOURCES), *wording_problems(data, PassedOver())):
            assert problem.message


@pytest.mark.parametrize("wrong", WRONG, ids=repr)
def test_data_that_is_no_definition_has_no_meaning_to_check(wrong: object) -> None:
    assert wording_problems(wrong, passed_over(wrong)) == []


def test_the_example_is_sound() -> None:
    assert instrument_problems(EXAMPLE, SOURCES) == []
    assert wording_problems(EXAMPLE, PassedOver()) == []
