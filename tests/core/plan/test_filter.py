"""What is shown of a plan: what is asked for narrows, and no proposal is lost on the way."""

from dataclasses import replace
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ladder_assess.core.activities.filter import services_of
from ladder_assess.core.activities.portfolio import AssessedActivity
from ladder_assess.core.common.number_runs import read_runs
from ladder_assess.core.plan.filter import (
    OWN,
    PlanWanted,
    Proposed,
    by_advice,
    narrow,
    narrow_actions,
)
from ladder_assess.core.plan.plan import PRIORITIES, Action, Proposal, Recommendation, Trigger
from ladder_assess.core.plan.ranking import rank_actions, rank_proposed
from ladder_assess.core.plan.weighing import weigh_actions, weigh_proposals
from tests.publishing.plans import PANEL, assessed

SERVICES = ("", "Parks", "parks", " Social  care ")
KINDS = ("change", "caution", "trap")


@cache
def activity(number: int, service: str, people: str) -> AssessedActivity:
    about = {"service_area": service, "people_affected": people}
    return replace(assessed(number, PANEL, intended_rung=6), about=about)


def advice(number: int) -> Recommendation:
    return Recommendation(
        f"advice-{number}", Trigger(KINDS[number % 3], str(number)), "Do it", "", "", "",
        ("small", "medium", "large")[number % 3], "", "",
    )  # fmt: skip


@st.composite
def plans(draw: st.DrawFn) -> list[Proposed]:
    found = []
    for number in range(draw(st.integers(0, 6))):
        who = (
            activity(
                number, draw(st.sampled_from(SERVICES)), draw(st.sampled_from(["", "20", "9999"]))
            )
            if number
            else None
        )
        chosen = draw(st.sets(st.integers(0, 5), min_size=1))
        proposals = weigh_proposals((Proposal(advice(n)) for n in sorted(chosen)), who)
        found.append(Proposed(who, proposals))
    return list(rank_proposed(found))


WANTED = st.builds(
    PlanWanted,
    st.none() | st.integers(0, 7),
    st.sampled_from(["", *PRIORITIES]),
    st.sampled_from(["", OWN, *KINDS]),
    st.sampled_from(["", "PARKS", "Social care", "Nowhere"]),
)


def keys(found: list[Proposed]) -> list[str]:
    return [value for each in found for value in each.values]


def test_words_are_looked_for_once_in_what_is_advised_to_many(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Of twenty thousand activities a search took ten seconds of the processor."""
    many = [activity(number, "", "") for number in range(1, 40)]
    proposed = [Proposed(who, weigh_proposals((Proposal(advice(1)),), who)) for who in many]
    looked, fits = list[str](), PlanWanted.fits

    def counted(self: PlanWanted, *texts: str) -> bool:
        looked.append(texts[0])
        return fits(self, *texts)

    monkeypatch.setattr(PlanWanted, "fits", counted)
    assert len(narrow(proposed, PlanWanted(words="do it"))) == len(many)
    assert not narrow(proposed, PlanWanted(words="leave it"))
    assert looked == ["Do it", "Do it"]


@given(plans(), WANTED)
def test_what_is_asked_for_narrows(proposed: list[Proposed], wanted: PlanWanted) -> None:
    shown = narrow(proposed, wanted)
    assert set(keys(shown)) <= set(keys(proposed))
    assert [k for k in keys(proposed) if k in set(keys(shown))] == keys(shown), "the order stays"
    assert all(each.proposals for each in shown)
    for each in shown:
        assert wanted.activity in (None, each.number)
        for proposal in each.proposals:
            assert wanted.kind in ("", proposal.recommendation.answers.kind)
            assert proposal.weighed is not None
            assert wanted.priority in ("", proposal.weighed.priority)
    assert wanted.narrows or keys(shown) == keys(proposed)


@given(plans(), WANTED)
def test_nothing_that_is_asked_for_is_left_out(
    proposed: list[Proposed], wanted: PlanWanted
) -> None:
    """Whatever is left out fails at least one of what is asked for, each taken alone."""
    alone = (
        replace(PlanWanted(), activity=wanted.activity),
        replace(PlanWanted(), priority=wanted.priority),
        replace(PlanWanted(), kind=wanted.kind),
        replace(PlanWanted(), service=wanted.service),
    )
    each = [set(keys(narrow(proposed, one))) for one in alone]
    assert set(keys(narrow(proposed, wanted))) == set.intersection(*each)


@given(plans())
def test_by_advice_every_proposal_stands_once(proposed: list[Proposed]) -> None:
    advised = by_advice(proposed)
    assert sorted(v for each in advised for v in each.values[1:]) == sorted(keys(proposed))
    orders = [each.weighed.order for each in advised if each.weighed]
    assert orders == sorted(orders)
    assert len(orders) == len(advised)
    for each in advised:
        assert read_runs(each.runs, range(10)) == each.numbers
        assert each.values[0] == f"{each.runs}:{each.recommendation.id}"


def test_services_are_told_once_however_they_are_written() -> None:
    found = services_of(activity(n, service, "") for n, service in enumerate(SERVICES, start=1))
    assert [service.casefold() for service in found] == ["parks", "social care"]


def test_an_action_for_several_is_found_by_each_of_them() -> None:
    known = [activity(1, "Parks", "9999"), activity(2, "Housing", ""), activity(3, "Housing", "")]
    own = Action(1, 0, "For all", "")
    single = Action(2, 3, "For 3", "", priority="low", trigger=Trigger("trap", "x"))
    several = Action(3, 0, "For 1 and 2", "", covers=(1, 2), effort="small")
    actions = rank_actions(weigh_actions((own, single, several), known, {}), {})

    def found(**wanted: object) -> list[int]:
        asked = replace(PlanWanted(), **wanted)  # type: ignore[arg-type]
        return [action.id for action in narrow_actions(actions, known, asked)]

    assert found() == [1, 2, 3]
    assert found(activity=1) == found(activity=2) == found(service="Parks") == [3]
    assert found(service="housing") == [2, 3]
    assert found(activity=0) == [1], "what is for all, or for the organisation"
    assert found(kind=OWN) == [1, 3]
    assert found(kind="trap") == found(priority="low") == [2], "as its owner set it"
    assert found(priority="high") == [3], "as worked out"
    assert found(activity=9) == []
