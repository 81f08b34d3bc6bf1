"""What a register takes out of an activity: every answer in one place, and ids of its own list."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from ladder_assess.core.activities.activity_record import FULL, ActivityRecord
from ladder_assess.core.activities.portfolio import Backing
from ladder_assess.core.register.export import (
    LINK,
    NOTE,
    about_of,
    answers_of,
    backing_remarks,
    number_in,
    strengths_of,
    with_ids,
)
from tests.support.command import rules
from tests.support.links import CONTROL, PANEL

QUESTIONS = rules().newest.questionnaire
TAGS = st.text("abcdefghijklmnopqrstuvwxyz234567", min_size=1, max_size=12)


@given(st.integers(1, 10**6), TAGS, TAGS)
def test_an_id_of_ours_is_found_in_its_own_list_alone(number: int, tag: str, other: str) -> None:
    (record,) = with_ids([ActivityRecord(number, FULL)], tag)
    assert number_in(record.register_id, tag) == number
    if other != tag:
        assert number_in(record.register_id, other) is None
    assert number_in(str(number), tag) is None
    kept = replace(record, register_id="their own")
    assert list(with_ids([kept], tag)) == [kept]


def test_each_thing_that_was_said_stands_in_one_place() -> None:
    for said in (PANEL, CONTROL):
        record = ActivityRecord(1, FULL, said)
        answers, about = answers_of(QUESTIONS, record), about_of(QUESTIONS, record)
        assert not answers.keys() & about.keys()
        apart = {"name", "claimed_rung", "intended_rung"}
        assert answers.keys() | about.keys() == said.keys() - apart
        assert list(answers) == [item for item in QUESTIONS.coded if item in said]


def test_what_stands_behind_an_answer_goes_with_it() -> None:
    backing = {
        "seats": Backing("documented", "The terms", "https://example.org/terms"),
        "decision_rule": Backing("asserted", "Nobody knows"),
        "budget": Backing("asserted"),
    }
    record = ActivityRecord(1, FULL, PANEL, backing=backing)
    assert strengths_of(QUESTIONS, record) == {"seats": "documented", "budget": "asserted"}
    found = [(remark.kind, remark.item, remark.text) for remark in backing_remarks(record)]
    assert found == [
        (NOTE, "seats", "The terms"),
        (LINK, "seats", "https://example.org/terms"),
        (NOTE, "decision_rule", "Nobody knows"),
    ]
