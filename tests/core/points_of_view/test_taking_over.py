"""Own answers say what was agreed on, and can be put back as they were, whatever came since."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from ladder_assess.core.activities.activity_record import FULL, ActivityRecord
from ladder_assess.core.activities.history import changes_between, facts, with_facts
from ladder_assess.core.activities.portfolio import Backing
from ladder_assess.core.points_of_view.taking_over import as_before, taken_over
from ladder_assess.core.points_of_view.what_views_say import agreed_changes
from tests.support.command import rules

EVIDENCE = rules().newest.questionnaire.evidence
ANSWERS = st.fixed_dictionaries(
    {}, optional={i.id: st.sampled_from([*i.option_ids, "unknown"]) for i in EVIDENCE}
)
BACKED = st.sets(st.sampled_from([item.id for item in EVIDENCE]))


def record(values: dict[str, str], backed: set[str]) -> ActivityRecord:
    made = ActivityRecord(1, FULL, {"name": "Panel", **values})
    backing = {item: Backing("documented", "Minutes") for item in backed}
    return replace(made, backing=backing, prefilled=frozenset(values))


@given(ANSWERS, ANSWERS, BACKED)
def test_what_is_taken_over_is_all_that_was_agreed_otherwise_and_nothing_else(
    own: dict[str, str], agreed: dict[str, str], backed: set[str]
) -> None:
    before = record(own, backed)
    changes = agreed_changes(agreed, before.values, EVIDENCE)
    after = taken_over(before, changes)
    assert not agreed_changes(agreed, after.values, EVIDENCE)
    changed = {change.item.id for change in changes}
    for item in EVIDENCE:
        if item.id in changed:
            assert after.backing.get(item.id, Backing()) == Backing()
            assert item.id not in after.prefilled
        else:
            assert after.values.get(item.id) == before.values.get(item.id)
            assert after.backing.get(item.id) == before.backing.get(item.id)


@given(ANSWERS, ANSWERS, BACKED, ANSWERS)
def test_it_is_put_back_but_for_what_was_answered_otherwise_since(
    own: dict[str, str], agreed: dict[str, str], backed: set[str], since: dict[str, str]
) -> None:
    before = record(own, backed)
    taken = taken_over(before, agreed_changes(agreed, before.values, EVIDENCE))
    changes = changes_between(before, taken)
    now = taken.with_values(since)
    back = facts(with_facts(now, as_before(now, changes)))
    told = {change.key: change for change in changes}
    for key in {*facts(before), *facts(now)}:
        same = key in told and facts(now).get(key) == told[key].after
        assert back.get(key) == (facts(before) if same else facts(now)).get(key)
