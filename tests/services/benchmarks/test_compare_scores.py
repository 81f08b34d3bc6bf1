"""What an organisation is compared by is what it contributes, and the plan gets its peers."""

from dataclasses import replace
from datetime import date

import pytest

from ladder_assess.core.activities.activity_record import ActivityRecord
from ladder_assess.core.activities.history import Author
from ladder_assess.core.activities.portfolio import Portfolio
from ladder_assess.core.benchmarks.groups import PeerCell
from ladder_assess.core.benchmarks.indicators import is_drawn, scale_of
from ladder_assess.core.people.access import Membership
from ladder_assess.core.people.organisation import Profile
from ladder_assess.services.activities.save_answers import save_answers
from ladder_assess.services.benchmarks.compare_scores import compare_scores, own_values, with_peers
from ladder_assess.services.benchmarks.follow_placements import (
    NOT_CERTAIN,
    count_read_anew,
    own_activities,
    placements_of,
    read_anew_on,
    spread_over_time,
)
from ladder_assess.services.benchmarks.gather_contributions import gather_contributions
from ladder_assess.services.benchmarks.review_conditions import review_conditions
from ladder_assess.services.common.product import Product
from ladder_assess.services.plan.split_changes import new_rules, split_changes
from ladder_assess.storage.activities.activities import (
    add_activity,
    change_activity,
    find_activity,
    list_activities,
)
from ladder_assess.storage.benchmarks.contributions import Days
from ladder_assess.storage.people import organisations
from tests.benchmarks.population import ASSESSMENTS, populate
from tests.services.activities.test_compare_dates import noon
from tests.services.activities.test_move_to_clearer import DECIDING
from tests.services.benchmarks.peers import POLICY, draw
from tests.support.kept.written import written
from tests.support.offices import Office, make_office
from tests.support.site import TODAY
from tests.support.versions import items_of, turned
from tests.support.walks.walk_compare import describe
from tests.support.waves import answer_rounds, begin, finish


@pytest.fixture
def office(own: Product) -> Office:
    return make_office(own)


def portfolio_of(product: Product, number: int) -> Portfolio:
    return organisations.portfolio_of(product.database, Membership(number, 0, "owner"))


def test_own_values_are_those_that_are_contributed(own: Product) -> None:
    number = populate(own, 40 * ASSESSMENTS)
    office = make_office(own)
    describe(own, office.portfolio, office.owner.id)
    answer_rounds(own, office.portfolio)
    numbers = (*range(1, number + 1), office.id)
    days = Days(date(2024, 6, 1), date(2100, 1, 1))
    found = gather_contributions(own, dict.fromkeys(numbers, PeerCell("other")), days, POLICY)
    values = {n: own_values(own, portfolio_of(own, n)) for n in numbers}
    compared = 0
    for name, contributed in found.items():
        for organisation, contribution in contributed.items():
            assert scale_of(name).band(values[organisation][name]) == contribution.band
            compared += 1
    assert compared > 1000
    assert {name for name in values[office.id] if is_drawn(name)} <= found.keys()
    assert all(map(is_drawn, found))
    assert {"enablers.trust", "activity.tokenism"} <= values[office.id].keys()


def test_sample_data_and_exercises_are_no_values(own: Product, office: Office) -> None:
    describe(own, office.portfolio, office.owner.id)
    assert own_values(own, office.portfolio)
    with own.database.writing() as connection:
        connection.execute("UPDATE activity SET exercise = 1 WHERE number < 3")
        connection.execute("UPDATE activity SET sample = 1 WHERE number >= 3")
    assert not own_values(own, office.portfolio)


def test_the_narrowest_group_with_figures_is_shown_first(own: Product) -> None:
    populate(own, 200 * ASSESSMENTS)
    draw(own)
    profile = Profile("charity", "england", "london")
    found = compare_scores(own, profile, portfolio_of(own, 1), POLICY, TODAY)
    levels = [group.id for group in found.groups if group.organisations]
    group = found.group()
    assert len(levels) > 1
    assert group is not None
    assert group.id == levels[-1]
    assert found.group("everyone") is found.groups[0]
    assert found.group("kind.police") is None
    assert all(n.startswith("principles.") for n in found.of("principles").groups[0].figures)
    assert found.of("principles").own.keys() < found.own.keys()


def test_the_plan_gets_peers_for_what_the_organisation_said_as_a_whole(own: Product) -> None:
    populate(own, 60 * ASSESSMENTS)
    office = make_office(own)
    answer_rounds(own, office.portfolio)
    draw(own)
    compared = compare_scores(own, Profile("other", "England"), office.portfolio, POLICY, TODAY)
    strands = with_peers(compared, review_conditions(own, office.portfolio))
    by = {(s.instrument.id, s.wave.own): s for s in strands}
    peers = by["enablers", True].peers
    assert peers.keys() == {d.id for d in by["enablers", True].instrument.dimensions}
    assert peers["trust"].figure.drawn_on == TODAY
    assert peers["trust"].group == "All organisations"
    assert peers["trust"].figure.organisations == 60
    assert not by["engagement-process", False].peers
    none = compare_scores(own, Profile("other", "England"), office.portfolio, None, TODAY)
    assert not any(group.figures for group in none.groups)


def test_before_a_draw_nobody_has_peers(own: Product, office: Office) -> None:
    answer_rounds(own, office.portfolio)
    compared = compare_scores(own, Profile("other", ""), office.portfolio, POLICY, TODAY)
    assert compared.ended_on is None
    assert not any(s.peers for s in with_peers(compared, review_conditions(own, office.portfolio)))


def test_an_activity_is_followed_day_by_day(own: Product, office: Office) -> None:
    describe(own, office.portfolio, office.owner.id)
    records = {d.number: d for d in list_activities(own.database, office.portfolio)}
    placed = placements_of(own, office.portfolio, records[1], TODAY)
    assert [p.day for p in placed] == [date(2026, 1, 7), date(2026, 5, 2), date(2026, 6, 3)]
    assert [tuple(p.placement or ()) for p in placed] == [(4, 5), (5, 5), (6, 6)]
    assert placements_of(own, office.portfolio, records[4], TODAY)[-1].placement is None
    assert placements_of(own, office.portfolio, replace(records[1], number=99), TODAY) == [
        replace(placed[-1], day=TODAY)
    ]


def test_a_move_to_other_rules_is_no_change_in_practice(own: Product, office: Office) -> None:
    """By the first rules the trust stood on rung 5 on both days."""
    place, first = office.portfolio, next(iter(own.earlier))
    record = ActivityRecord(0, "full", dict(DECIDING), stamp=first)
    number = written(own.database, add_activity, place, replace(record, values={}), "followed")
    for day, change in (
        (1, lambda d: d.with_values(record.values)),
        (10, lambda d: d.with_values({"override": "freely"})),
        (20, lambda d: replace(d, stamp=own.stamp)),
    ):
        by = Author(when=noon(date(2026, 4, day)))
        written(own.database, change_activity, place, number, change, by)
    kept = find_activity(own.database, place, number)
    assert kept is not None
    placed = placements_of(own, place, kept, TODAY)
    assert [each.day.day for each in placed] == [1, 10], "on the day of the move nothing changed"
    assert [each.placement for each in placed] == [(8, 8), (5, 5)]
    assert read_anew_on(own, place, kept) == []


def test_the_day_on_which_answers_were_read_anew_is_known(own: Product, office: Office) -> None:
    """On the page of an activity over time such a day once looked like any other."""
    place, first = office.portfolio, next(iter(own.earlier))
    record = ActivityRecord(0, "full", dict(DECIDING), stamp=first)
    number = written(own.database, add_activity, place, record, "read-anew")
    for day, change in (
        (3, lambda d: d.with_values({"seats": "majority"})),
        (9, lambda d: replace(d.with_values({"override": "freely"}), stamp=own.stamp)),
    ):
        by = Author(when=noon(date(2026, 4, day)))
        written(own.database, change_activity, place, number, change, by)
    kept = find_activity(own.database, place, number)
    assert kept is not None
    assert read_anew_on(own, place, kept) == [date(2026, 4, 9)]
    assert count_read_anew(own, place, own_activities(own, place)) == 1


def test_all_activities_are_followed_month_by_month(own: Product, office: Office) -> None:
    describe(own, office.portfolio, office.owner.id)
    save_answers(own, office.portfolio, 1, {"seats": "unknown"})
    spread = spread_over_time(own, office.portfolio)
    assert [each.day.month for each in spread] == [1, 2, 3, 4, 5, 6]
    assert [each.total for each in spread] == [1, 2, 3, 3, 3, 3], "one is for one person"
    assert spread[1].counts["citizen_power"] == 1
    assert sum(spread[-1].counts.values()) == 3
    assert NOT_CERTAIN in spread[-1].counts


def test_a_change_of_the_questionnaire_is_told_from_practice(own: Product, office: Office) -> None:
    """Two made-up versions of one instrument: in the second, a question counts the other way."""
    finish(own, office.portfolio, begin(own, office.portfolio), 1)
    older = own.definitions.instruments["principles"]
    newer = turned(older, items_of(older, "democracy"))
    definitions = replace(
        own.definitions,
        instruments={**own.definitions.instruments, "principles": newer},
        earlier={older.stamp: older},
    )
    later = replace(own, definitions=definitions)
    finish(later, office.portfolio, begin(later, office.portfolio), 1)
    (strand,) = review_conditions(later, office.portfolio)
    assert new_rules(strand) == (1,)
    (split,) = split_changes(later, strand)
    assert {d for d, of in split.dimensions.items() if of.rule} == {"democracy"}
    assert not any(of.practice for of in split.dimensions.values())
    assert not list(split_changes(own, strand)), "without the older version nothing is said"
