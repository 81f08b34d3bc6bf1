"""A change is split into what the questionnaire changes and what practice changes."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ladder_assess.core.instruments.rescoring import Answered, split_change
from ladder_assess.settings import CHECKOUT
from ladder_assess.storage.questionnaire.definitions import load_instrument
from tests.support.versions import turned

PRINCIPLES = load_instrument(Path(CHECKOUT) / "questionnaires", "principles")
TOPIC = "empowerment"
ITEMS = [item for item in PRINCIPLES.items.values() if item.dimension == TOPIC]


def everything(place: int) -> Answered:
    return Answered({item.id: item.option_ids[place] for item in ITEMS})


def test_a_rule_that_changed_is_not_taken_for_practice() -> None:
    newer = turned(PRINCIPLES, {ITEMS[0].id})
    found = split_change(PRINCIPLES, newer, everything(4), everything(4))[TOPIC]
    assert found.practice == 0
    assert found.rule == found.now - found.then != 0


def test_practice_that_changed_is_not_taken_for_the_rule() -> None:
    newer = replace(PRINCIPLES, version=2)
    found = split_change(PRINCIPLES, newer, everything(1), everything(2))[TOPIC]
    assert found.rule == 0
    assert found.practice == found.now - found.then != 0


def test_both_at_once_worked_by_hand() -> None:
    """All first against, then all in favour, with one item turned round in between."""
    item, *others = (i for i in ITEMS if not i.reverse)
    newer = turned(PRINCIPLES, {item.id})
    asked = {i.id: i.option_ids for i in (item, *others)}
    before = Answered({key: ids[0] for key, ids in asked.items()})
    after = Answered({key: ids[4] for key, ids in asked.items()})
    found = split_change(PRINCIPLES, newer, before, after)[TOPIC]
    part = 100 / len(asked)
    assert found.then == 0
    assert found.rescored == pytest.approx(part)
    assert found.now == pytest.approx(100 - part)


def test_a_topic_that_only_one_version_has_is_left_out() -> None:
    older = replace(
        PRINCIPLES, dimensions=tuple(d for d in PRINCIPLES.dimensions if d.id != TOPIC),
        sections=tuple(
            replace(s, items=tuple(i for i in s.items if getattr(i, "dimension", "") != TOPIC))
            for s in PRINCIPLES.sections
        ),
    )  # fmt: skip
    assert TOPIC in split_change(PRINCIPLES, PRINCIPLES, everything(1), everything(2))
    assert TOPIC not in split_change(older, PRINCIPLES, everything(1), everything(2))


ANSWERS = st.fixed_dictionaries(
    {}, optional={item.id: st.sampled_from([*item.option_ids, "unknown"]) for item in ITEMS}
)


@settings(max_examples=60)
@given(ANSWERS, ANSWERS, st.sets(st.sampled_from([item.id for item in ITEMS])))
def test_the_parts_add_up_to_the_change(
    before: dict[str, str], after: dict[str, str], turn: set[str]
) -> None:
    newer = turned(PRINCIPLES, turn)
    for split in split_change(PRINCIPLES, newer, Answered(before), Answered(after)).values():
        assert split.rule + split.practice == pytest.approx(split.now - split.then)
        assert all(0 <= score <= 100 for score in (split.then, split.rescored, split.now))
