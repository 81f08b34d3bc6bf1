"""Quotas: who is turned away, by how much one can be passed, and what nobody can fill."""

from collections.abc import Mapping

from hypothesis import given
from hypothesis import strategies as st

from ladder_assess.core.activities.activity_record import Value
from ladder_assess.core.campaigns.cross_table import FORMS
from ladder_assess.core.campaigns.quota import (
    LEAST,
    asked_first,
    cannot_fill,
    is_lowered,
    of_quotas,
    standings,
    too_few,
    turned_away,
)
from ladder_assess.core.instruments.group_counts import GroupCounts
from ladder_assess.core.instruments.wave import pages
from ladder_assess.core.points_of_view.fives import FEWEST_ANSWERS
from ladder_assess.settings import CHECKOUT
from ladder_assess.storage.questionnaire.definitions import load

_KNOWN = load(CHECKOUT / "questionnaires").instruments
OFFICERS, PROCESS = _KNOWN["officer-survey"], _KNOWN["engagement-process"]
YES = {"strategy": "yes"}
# Fewer than five wait to go in, and fewer than five in the figure for more to know the answer.
WAITING = 2 * (FEWEST_ANSWERS - 1)


@given(
    most=st.integers(LEAST, 12),
    people=st.lists(st.sampled_from(["yes", "yes", "yes", "no", ""]), max_size=60),
    slow=st.integers(0, 6),
)
def test_a_quota_is_passed_by_no_more_than_wait_or_had_begun(
    most: int, people: list[str], slow: int
) -> None:
    """People come one by one, and each sends once `slow` others have begun after them."""
    quotas, counts, waiting = (
        {"strategy": {"yes": most}},
        GroupCounts(),
        list[Mapping[str, Value]](),
    )
    begun, sent, in_flight = list[str](), 0, None
    for said in [*people, *["no"] * (slow + 1)]:
        values: dict[str, Value] = {"strategy": said} if said else {}
        away = turned_away(quotas, {"": counts}, "", values)
        assert away == (said == "yes" and counts.shown["strategy"]["yes"] >= most)
        if away:
            in_flight = begun.count("yes") if in_flight is None else in_flight
            continue
        begun.append(said)
        if len(begun) > slow:
            gone = begun.pop(0)
            sent += gone == "yes"
            waiting.append({"strategy": gone} if gone else {"encouraged": "yes"})
        if len(waiting) == FEWEST_ANSWERS:
            counts.take_in(waiting)
            waiting = []
    assert sent <= most - 1 + WAITING + slow + 1


def test_who_has_begun_goes_on_and_who_said_nothing_is_in_no_group() -> None:
    counts = {"": GroupCounts()}
    counts[""].take_in([YES] * 5)
    quotas = {"strategy": {"yes": 5}}
    assert turned_away(quotas, counts, "", YES)
    assert not turned_away(quotas, counts, "", {**YES, "encouraged": "no"})
    assert not turned_away(quotas, counts, "", {"strategy": "no"})
    assert not turned_away(quotas, counts, "", {})
    [standing] = standings(quotas, counts)
    assert (standing.counted, standing.left, standing.full) == (5, 0, True)


def test_a_quota_of_a_group_counts_all_of_it() -> None:
    counts = {"policymaker": GroupCounts()}
    counts["policymaker"].take_in([{}] * 5)
    quotas = {FORMS: {"policymaker": 5}}
    assert turned_away(quotas, counts, "policymaker", {})
    assert not turned_away(quotas, counts, "service_user", {})


@given(st.sets(st.sampled_from(sorted(OFFICERS.items)), max_size=5))
def test_what_quotas_go_by_is_asked_first_and_all_is_asked_once(items: set[str]) -> None:
    asked = pages(OFFICERS)
    found = asked_first(asked, frozenset(items))
    order = [item.id for page in found for item in page.items]
    assert set(order[: len(items)]) == items
    assert sorted(order) == sorted(OFFICERS.items)
    assert len({page.id for page in found}) == len(found)
    assert all(page.items for page in found)


def test_a_quota_that_is_not_asked_for_is_named_and_one_that_falls_short() -> None:
    assert set(of_quotas(PROCESS, short=True)) >= {FORMS, "policy_level"}
    quotas = {"strategy": {"yes": 10, "maybe": 5}, "gone": {"yes": 5}, "forms": {"equipment": 5}}
    assert cannot_fill(OFFICERS, quotas, short=False) == [
        ("strategy", "maybe"), ("gone", "yes"), ("forms", "equipment"),
    ]  # fmt: skip
    all_of_it = {"strategy": {"yes": 10, "no": 10, "unsure": 10}}
    assert too_few(OFFICERS, all_of_it, 31, short=False) == ["strategy"]
    assert too_few(OFFICERS, all_of_it, 30, short=False) == []
    assert too_few(OFFICERS, {"strategy": {"yes": 5}}, 31, short=False) == []


def test_while_people_answer_a_quota_is_only_raised() -> None:
    before = {"strategy": {"yes": 10}}
    assert not is_lowered(before, before)
    assert not is_lowered(before, {"strategy": {"yes": 11}})
    assert is_lowered(before, {"strategy": {"yes": 9}})
    assert is_lowered(before, {"strategy": {"yes": 10, "no": 10}})
    assert is_lowered(before, {})
