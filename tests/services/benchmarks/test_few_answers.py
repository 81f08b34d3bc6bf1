"""What rests on too few answers is in no draw, and no figure that may rest on them is shown."""

import random
from datetime import date, timedelta

import pytest

from ladder_assess.core.benchmarks.draw import Quartiles
from ladder_assess.core.benchmarks.figures import Outcome
from ladder_assess.core.benchmarks.groups import PeerCell
from ladder_assess.core.benchmarks.indicators import (
    CO_PRODUCTION,
    MEDIAN_RUNG,
    ActivityStanding,
    drawn_of_activities,
)
from ladder_assess.core.benchmarks.policy import Policy
from ladder_assess.core.benchmarks.schedule import months_on
from ladder_assess.core.people.organisation import Profile
from ladder_assess.services.benchmarks.consult_benchmarks import consult_benchmarks
from ladder_assess.services.benchmarks.gather_contributions import gather_contributions
from ladder_assess.services.common.product import Product
from ladder_assess.storage import migrations
from ladder_assess.storage.benchmarks import draws
from ladder_assess.storage.benchmarks.contributions import Days
from tests.services.benchmarks.peers import POLICY, count_in, draw, drawn
from tests.support.links import CONTROL
from tests.support.offices import Office, make_office
from tests.support.site import TODAY
from tests.support.waves import begin, everything, finish, link_of, send

MIGRATION = "0031_few_values.sql"


@pytest.fixture
def office(own: Product) -> Office:
    return make_office(own)


def contributed(product: Product, policy: Policy = POLICY) -> set[str]:
    """The indicators that anybody contributes to."""
    cells = dict.fromkeys(range(1, 100), PeerCell("other"))
    days = Days(months_on(TODAY, -12), date(2100, 1, 1))
    return set(gather_contributions(product, cells, days, policy))


def test_a_median_takes_three_activities_and_a_share_is_never_drawn(
    own: Product, office: Office
) -> None:
    """The rest of what is known of them, shares by band and of co-production, is in no draw."""
    for number in (1, 2, 3):
        office.describe(CONTROL)
        assert contributed(own) == ({MEDIAN_RUNG} if number == 3 else set())
    assert contributed(own, Policy(activities=4)) == set()


@pytest.mark.parametrize("number", range(6))
def test_activities_of_uncertain_rung_do_not_help(number: int) -> None:
    rows = [ActivityStanding(None, CO_PRODUCTION, "collective")] * 9
    rows += [ActivityStanding(5, CO_PRODUCTION, "collective")] * number
    random.Random(number).shuffle(rows)
    assert drawn_of_activities(rows, 3) == ({MEDIAN_RUNG: 5} if number >= 3 else {})


def test_a_topic_takes_four_of_its_questions(own: Product, office: Office) -> None:
    wave = begin(own, office.portfolio)
    finish(own, office.portfolio, wave, 2)
    principles = own.definitions.instruments["principles"]
    topics = {f"principles.{each.id}" for each in principles.dimensions}
    assert contributed(own) == topics
    first = principles.dimensions[0]
    left_out = principles.scored()[first.id][0].id
    with own.database.writing() as connection:
        connection.execute("DROP TRIGGER instrument_response_stays")
        connection.execute(
            "UPDATE instrument_response SET document = json_remove(document, ?)",
            (f'$."{left_out}"',),
        )
    assert contributed(own) == topics - {f"principles.{first.id}"}, "three of four"
    assert contributed(own, Policy(questions=5)) == set()


def test_short_rounds_are_in_no_draw_and_hide_no_whole_one(own: Product, office: Office) -> None:
    finish(own, office.portfolio, begin(own, office.portfolio, short=True), 2)
    wave = begin(own, office.portfolio, "enablers", respondents=True, short=True)
    link = link_of(own, office.portfolio, wave)
    for _ in range(5):
        send(own, link, everything(own, wave, 3))
    assert contributed(own) == set()
    finish(own, office.portfolio, begin(own, office.portfolio), 1)
    before = contributed(own)
    assert before
    finish(own, office.portfolio, begin(own, office.portfolio, short=True), 4)
    assert contributed(own) == before


def test_figures_drawn_before_are_withdrawn_and_drawn_anew_in_six_months(own: Product) -> None:
    """Those of shares are hidden even where one was not withdrawn."""
    for place in range(10):
        each = make_office(own, f"Office {place}")
        count_in(own, each.id)
        finish(own, each.portfolio, begin(own, each.portfolio), place % 5)
    assert draw(own)
    assert drawn(own, "kind.other")
    share = Outcome("kind.other", 10, Quartiles(0, 10, 19))
    with own.database.writing() as connection:
        draws.keep(connection, "activity.tokenism", TODAY, [share])
    assert "activity.tokenism" in drawn(own, "kind.other")
    profile = Profile("other", "england")
    shown = consult_benchmarks(own, profile, {}, POLICY, TODAY).groups["kind.other"]
    assert shown
    assert "activity.tokenism" not in shown
    with own.database.writing() as connection:
        connection.execute((migrations.HERE / MIGRATION).read_text("utf-8"))
    assert not drawn(own, "kind.other")
    # The older test saw that nothing is shown, and not that nothing said why.
    waits = consult_benchmarks(own, profile, {}, POLICY, TODAY).anew
    assert waits.keys() == shown.keys()
    assert set(waits.values()) == {date(2026, 12, 1)}
    again = draw(own, months_on(TODAY, 5))
    assert again is not None
    assert again.figures == 0
    assert draw(own, months_on(TODAY, 6) + timedelta(days=1))
    assert drawn(own, "kind.other")
    assert not consult_benchmarks(own, profile, {}, POLICY, months_on(TODAY, 6)).anew
    assert "activity.tokenism" not in drawn(own, "kind.other")


def test_a_group_that_became_too_small_waits_for_no_rule(own: Product) -> None:
    profile = Profile("other", "england")
    name = "activity.median_rung"
    due = months_on(TODAY, POLICY.months_between)
    for day, outcome in (
        (TODAY, Outcome("kind.other", 10, Quartiles(0, 10, 19))),
        (due, Outcome("kind.other", 0, None)),
    ):
        with own.database.writing() as connection:
            draws.keep(connection, name, day, [outcome])
    assert not drawn(own, "kind.other")
    assert not consult_benchmarks(own, profile, {}, POLICY, due).anew
