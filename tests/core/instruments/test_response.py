"""One response is read exactly: what is known, what is not, and everything wrong with it."""

from pathlib import Path

import pytest

from ladder_assess.core.instruments.definition import build_instrument
from ladder_assess.core.instruments.response import ResponseReader
from ladder_assess.core.questionnaire.record import BadRecord
from ladder_assess.storage.common.yaml_source import read_yaml

READER = ResponseReader(
    build_instrument(read_yaml(Path(__file__).parents[1] / "example-v1.yaml").data)
)


def read(**record: object) -> object:
    response = READER.read({"id": "r", "answers": {}, **record})
    return response.answers, response.form, response.short


def test_what_is_known_is_kept_in_the_order_of_the_definition() -> None:
    answers = {"means": ["letters", "talks"], "lead": "unknown", "role": None, "scope": "town"}
    known = {"means": ("talks", "letters"), "scope": "town"}
    assert read(answers=answers, form="user", short=True) == (known, "user", True)
    assert read(answers={"means": []}, form=None, short=None) == ({"means": ()}, "", False)
    assert read(answers={"means": ["unknown"]}, form="unknown") == ({}, "", False)


@pytest.mark.parametrize(
    ("record", "items"),
    [
        ({"answers": {"means": "talks"}}, ["means"]),
        ({"answers": {"means": ["talks", "talks"]}}, ["means"]),
        ({"answers": {"means": ["talks", "unknown"]}}, ["means"]),
        ({"answers": {"trust_one": "yes"}}, ["trust_one"]),
        ({"answers": {"trust_one": 4}}, ["trust_one"]),
        ({"answers": {"trust_one": {}}}, ["trust_one"]),
        ({"form": "users"}, ["form"]),
        ({"form": ["user"]}, ["form"]),
        ({"short": 0}, ["short"]),
        ({"id": "", "form": 1, "short": 1, "x": 1}, ["x", "id", "form", "short"]),
    ],
)
def test_everything_wrong_is_said_at_once(record: dict[str, object], items: list[str]) -> None:
    with pytest.raises(BadRecord) as raised:
        read(**record)
    assert [problem.item for problem in raised.value.problems] == items
    assert all(p.expected.startswith("expected") for p in raised.value.problems)


def test_a_record_is_an_object() -> None:
    with pytest.raises(BadRecord, match="expected an object with id and answers"):
        READER.read([])
