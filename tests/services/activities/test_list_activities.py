"""What is remembered of a list is what would be worked out afresh, after any edit, everywhere."""

import time
from functools import cache
from math import inf
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ladder_assess.core.activities.activity_record import Value
from ladder_assess.core.activities.listed_activity import listed
from ladder_assess.core.plan.filter import Proposed
from ladder_assess.core.questionnaire.questionnaire import UNKNOWN
from ladder_assess.services.activities import list_activities as module
from ladder_assess.services.activities.list_activities import list_activities, list_proposals
from ladder_assess.services.activities.save_answers import save_answers
from ladder_assess.services.common import patience
from ladder_assess.services.common.product import Product, Rules, read_rules
from ladder_assess.services.placement.assess_activity import assess_portfolio
from ladder_assess.services.plan.write_plan import proposals_for
from ladder_assess.settings import CHECKOUT
from ladder_assess.storage.activities.activities import remove_activity
from tests.support.kept.written import written
from tests.support.links import CONTROL, PANEL, SHOW, Link, Links

COUNT = 4
Edit = tuple[int, dict[str, Value | None]]


@cache
def rules() -> Rules:
    return read_rules(CHECKOUT / "questionnaires")


def values_of(item_id: str) -> st.SearchStrategy[Value | None]:
    item = rules().definitions.questionnaire.coded[item_id]
    if item.answer == "many":
        return st.none() | st.sets(st.sampled_from(item.option_ids), min_size=1).map(
            lambda chosen: tuple(o for o in item.option_ids if o in chosen)
        )
    return st.none() | st.sampled_from([*item.option_ids, UNKNOWN])


SAID: dict[str, st.SearchStrategy[Value | None]] = {
    "name": st.sampled_from(["", "A panel", "A plan ' ; \U0001f331"]),
    "service_area": st.sampled_from(["", " Social  care", UNKNOWN]),
    "people_affected": st.sampled_from([None, "0", "99", "100", "5000", UNKNOWN]),
    "intended_rung": st.sampled_from([None, "0", "4", "8", UNKNOWN]),
}


@st.composite
def edits(draw: st.DrawFn) -> list[Edit]:
    coded = st.sampled_from(sorted(rules().definitions.questionnaire.coded))
    found: list[Edit] = []
    for _ in range(draw(st.integers(1, 4))):
        keys = draw(st.sets(coded | st.sampled_from(sorted(SAID)), min_size=1, max_size=4))
        change = {key: draw(SAID[key] if key in SAID else values_of(key)) for key in sorted(keys)}
        found.append((draw(st.integers(1, COUNT)), change))
    return found


def as_told(proposed: Proposed) -> tuple[object, ...]:
    return proposed.number, proposed.proposals


def agrees(link: Link) -> None:
    """What is remembered is what is worked out afresh, by other code where there is any."""
    product, found = link.product, list_activities(link.product, link.portfolio)
    fresh = assess_portfolio(product, link.portfolio)
    assert [listed(product.assessor, record) for record in link.records] == list(found.activities)
    assert [(a.number, proposals_for(product, a)) for a in fresh] == [
        as_told(each) for each in list_proposals(product, found)
    ]
    for short, whole in zip(found.counted, fresh, strict=True):
        for key in ("name", "sample", "placement", "has_ladder", "intended", "service", "affected"):
            assert getattr(short, key) == getattr(whole, key), key


@pytest.mark.thorough
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(edits())
def test_what_is_remembered_is_what_is_so_after_any_edit(links: Links, made: list[Edit]) -> None:
    link = links.make(PANEL, SHOW, CONTROL, {})
    agrees(link)
    for number, values in made:
        save_answers(link.product, link.portfolio, number, values)
        agrees(link)


@pytest.fixture
def few_remembered(monkeypatch: pytest.MonkeyPatch) -> int:
    monkeypatch.setattr(module, "MOST_REMEMBERED", 2)
    return 2


def remembered(product: Product) -> int:
    return len(module._remembered[product.assessor])


def test_no_more_than_so_many_are_remembered(links: Links, few_remembered: int) -> None:
    link = links.make(PANEL, SHOW, CONTROL, {"name": "Of its own"}, {"name": "And another"})
    module._remembered.pop(link.product.assessor, None)
    agrees(link)
    agrees(link)
    assert remembered(link.product) <= few_remembered


def looked_at(link: Link, seconds: float) -> bool:
    """One look at a list that takes at most so long; is it done?"""
    patience.work_for(seconds)
    try:
        list_activities(link.product, link.portfolio)
    except patience.NotReady:
        return False
    finally:
        patience.work_for(inf)
    return True


def test_long_lists_beside_each_other_are_all_done(
    links: Links, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Three that are remembered together no more forgot each other's, and none was ever done."""
    made = [
        links.make(*({**PANEL, "name": f"{at} of {which}"} for at in range(8))) for which in "abc"
    ]
    monkeypatch.setattr(module, "MOST_REMEMBERED", 16)
    monkeypatch.setattr(module, "MOST_PUT_OFF", 8)
    module._remembered.pop(made[0].product.assessor, None)

    def slowly(*given: Any) -> Any:
        found, end = listed(*given), time.thread_time() + 0.01
        while time.thread_time() < end:
            pass
        return found

    monkeypatch.setattr(module, "listed", slowly)
    done = set[int]()
    for _ in range(40):
        done |= {at for at, link in enumerate(made) if at not in done and looked_at(link, 0.025)}
    assert done == {0, 1, 2}
    # Whoever is put off and does not come again keeps nobody waiting.
    module._remembered.pop(made[0].product.assessor, None)
    assert not looked_at(made[0], 0.025)
    assert not looked_at(made[1], 0.025)
    assert not looked_at(made[1], 60.0), "the other one is first"
    monkeypatch.setattr(patience, "AWAY", 0.0)
    assert looked_at(made[1], 60.0)


def test_the_same_content_is_worked_out_once_and_stays_in_its_own_list(links: Links) -> None:
    """Two organisations that say the same share what follows from it, and nothing else."""
    one, other = links.make(PANEL, SHOW), links.make(PANEL, {**SHOW, "name": "Only theirs"})
    here, there = (list_activities(x.product, x.portfolio) for x in (one, other))
    assert here.remembered[0] is there.remembered[0]
    assert here.remembered[1] is not there.remembered[1]
    agrees(one)
    agrees(other)
    assert "Only theirs" not in {
        a.name for a in list_activities(one.product, one.portfolio).counted
    }
    written(other.product.database, remove_activity, other.portfolio, 1)
    agrees(one)
    agrees(other)
    assert len(list_activities(one.product, one.portfolio).activities) == 2
