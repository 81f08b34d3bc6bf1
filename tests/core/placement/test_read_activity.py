"""A record of a file is read as it is, or refused with every problem, each naming its item."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ladder_assess.core.placement.activity import EVIDENCE_STRENGTHS, read_activity
from ladder_assess.core.questionnaire.record import BadRecord, is_another_file, not_read_on
from tests.support.command import WHOLE, rules

QUESTIONS = rules().newest.questionnaire
ITEMS = st.sampled_from(sorted(QUESTIONS.coded))
RUNGS = st.none() | st.integers(0, 8)


@given(RUNGS, RUNGS, st.dictionaries(ITEMS, st.sampled_from(EVIDENCE_STRENGTHS)))
def test_what_is_right_is_read(
    claimed: int | None, intended: int | None, evidence: dict[str, str]
) -> None:
    more = {"claimed_rung": claimed, "intended_rung": intended, "evidence": evidence}
    read = read_activity(QUESTIONS, {**WHOLE, "name": "Panel", **more})
    assert (read.claimed, read.intended, read.name) == (claimed, intended, "Panel")
    assert dict(read.evidence) == evidence
    strong = {i for i, strength in evidence.items() if strength != "asserted"}
    assert set(read.documented) == strong & set(read.answers)


@pytest.mark.parametrize(
    ("changed", "items"),
    [
        ({"id": ""}, ["id"]),
        ({"id": 3}, ["id"]),
        ({"name": 3}, ["name"]),
        ({"bogus": 1, "other": 2}, ["bogus", "other"]),
        ({"claimed_rung": 9, "intended_rung": True}, ["claimed_rung", "intended_rung"]),
        ({"claimed_rung": "6"}, ["claimed_rung"]),
        ({"evidence": []}, ["evidence"]),
        (
            {"evidence": {"bogus": "asserted", "seats": "sure"}},
            ["evidence.bogus", "evidence.seats"],
        ),
        ({"answers": None}, ["answers"]),
        ({"answers": {"seats": "bogus"}, "id": ""}, ["id", "seats"]),
    ],
)
def test_every_problem_is_named(changed: dict[str, Any], items: list[str]) -> None:
    with pytest.raises(BadRecord) as bad:
        read_activity(QUESTIONS, {**WHOLE, **changed})
    assert [problem.item for problem in bad.value.problems] == items
    assert all(problem.expected.startswith("expected") for problem in bad.value.problems)


@pytest.mark.parametrize("record", [None, [], "text", 3])
def test_what_is_no_object_is_no_record(record: object) -> None:
    with pytest.raises(BadRecord):
        read_activity(QUESTIONS, record)


def test_what_was_left_open_is_none() -> None:
    read = read_activity(QUESTIONS, {**WHOLE, "claimed_rung": "unknown", "evidence": None})
    assert (read.claimed, read.intended, dict(read.evidence)) == (None, None, {})


@given(st.integers(0, 30_000), st.integers(0, 30_000))
def test_a_file_is_another_one_where_hardly_a_line_is_read(rejected: int, read: int) -> None:
    if is_another_file(rejected, read):
        assert rejected >= 10_000
        assert 10 * read < rejected + read
        assert not is_another_file(rejected, 10 * (rejected + read))
        assert str(rejected) in not_read_on(rejected, rejected + read).expected
