"""The monthly job: what it draws and what never counts, once, for ever, closed when in doubt."""

import json
import random
from collections import Counter
from collections.abc import Iterable
from contextlib import suppress
from datetime import date, timedelta
from functools import partial

import pytest
from click.testing import CliRunner

from ladder_assess.cli import main
from ladder_assess.core.activities.history import ASSIGNED_TO, MOVED, READ_ANEW, STATE
from ladder_assess.core.benchmarks.figures import Outcome
from ladder_assess.core.benchmarks.groups import EVERYONE, PeerCell, groups_of
from ladder_assess.core.benchmarks.indicators import MEDIAN_RUNG
from ladder_assess.core.benchmarks.policy import Policy
from ladder_assess.core.benchmarks.scale import SCORE
from ladder_assess.core.benchmarks.schedule import months_on
from ladder_assess.core.people.organisation import Profile
from ladder_assess.core.placement.activity import Activity
from ladder_assess.services.activities.load_sample import add_cases, load_sample
from ladder_assess.services.benchmarks.consult_benchmarks import consult_benchmarks
from ladder_assess.services.benchmarks.gather_contributions import (
    Contributed,
    Standings,
    gather_contributions,
)
from ladder_assess.services.common.product import Product
from ladder_assess.services.data_protection.erase_everything import erase_organisation
from ladder_assess.settings import Settings, from_environment
from ladder_assess.storage.benchmarks import contributions, draws
from ladder_assess.storage.benchmarks.contributions import Days
from ladder_assess.storage.common.database import Writing
from tests.benchmarks.population import ASSESSMENTS, FIRST_OWNER, populate
from tests.services.benchmarks.peers import POLICY, counted_offices, draw, drawn
from tests.support.filled import NOW
from tests.support.kept.written import written
from tests.support.links import CONTROL, PANEL, Links
from tests.support.site import TODAY
from tests.support.waves import begin, finish

DAYS = Days(date(2024, 6, 1), TODAY)


def gathered(product: Product, organisations: Iterable[int], days: Days = DAYS) -> Contributed:
    cells = dict.fromkeys(organisations, PeerCell("other"))
    return gather_contributions(product, cells, days, POLICY)


def change(product: Product, *statements: str) -> None:
    with product.database.writing() as connection:
        for statement in statements:
            connection.execute(statement)


def kind_of_everyone(product: Product, kind: str) -> None:
    change(
        product,
        "UPDATE organisation SET document = json_set(document, '$.kind', "
        f"'{kind}', '$.region', '', '$.nation', '', '$.size', '')",
    )


def test_every_organisation_contributes_once(own: Product) -> None:
    number = populate(own, 60 * ASSESSMENTS)
    found = gathered(own, range(1, number + 1))
    assert len(found["enablers.senior_support"]) == number == 60
    assert len(found[MEDIAN_RUNG]) <= 60
    assert {name.partition(".")[0] for name in found} == {
        "activity", "enablers", "principles", "partnership", "orientation",
    }  # fmt: skip
    draw(own)
    everyone = drawn(own, EVERYONE)
    assert everyone["enablers.senior_support"].organisations == 60
    assert set(everyone) >= {"enablers.senior_support", "principles.democracy"}


def test_samples_exercises_and_private_links_never_count(own: Product) -> None:
    load_sample(own, TODAY)
    Links(own).make(PANEL, PANEL)
    for office in counted_offices(own, 12):
        written(own.database, add_cases, own, office.portfolio)
        office.describe(PANEL, CONTROL, CONTROL, CONTROL)
    later = Days(DAYS.first, date(2100, 1, 1))
    change(own, "UPDATE activity SET exercise = 1 WHERE sample = 0")
    assert gathered(own, range(1, 100), later) == {}
    change(own, "UPDATE activity SET exercise = 0")
    found = gathered(own, range(1, 100), later)
    assert found
    assert {len(of) for of in found.values()} <= {12}


def test_the_last_round_about_each_subject_counts(own: Product) -> None:
    offices = list(counted_offices(own, 3))
    for office in offices:
        for subject, place in (("Health", 0), ("Housing", 4), ("health", 2)):
            wave = begin(own, office.portfolio, "partnership", subject=subject)
            finish(own, office.portfolio, wave, place)
    found = gathered(own, [office.id for office in offices])
    # The options in the middle and, turned round or not, at an end: halfway between the two.
    instrument = own.definitions.instruments["partnership"]
    for dimension in instrument.dimensions:
        items = instrument.scored()[dimension.id]
        end = 25 * sum(item.points(item.option_ids[4]) - 1 for item in items) / len(items)
        bands = [each.band for each in found[f"partnership.{dimension.id}"].values()]
        assert bands == [SCORE.band((50 + end) / 2)] * 3


@pytest.mark.parametrize(
    ("number", "kinds"),
    [(9, []), (10, ["kind.union"]), (19, ["kind.union"])],
)
def test_fewer_than_ten_organisations_are_drawn_nowhere(
    own: Product, number: int, kinds: list[str]
) -> None:
    populate(own, number * ASSESSMENTS)
    kind_of_everyone(own, "union")
    draw(own)
    shown = {row["peer_group"] for row in own.database.reading.execute(
        "SELECT DISTINCT peer_group FROM benchmark_draw")}  # fmt: skip
    assert sorted(shown) == kinds, "a sector and everyone would be the same once more"


@pytest.mark.parametrize(("number", "shown"), [(19, False), (20, True)])
def test_an_area_and_a_size_take_twenty(own: Product, number: int, shown: bool) -> None:
    populate(own, number * ASSESSMENTS)
    kind_of_everyone(own, "union")
    change(
        own,
        "UPDATE organisation SET document = json_set(document, '$.region', 'london',"
        " '$.size', 'income_0')",
    )
    draw(own)
    assert bool(drawn(own, "area.union.london")) == shown
    assert bool(drawn(own, "size.union.income_0")) == shown
    assert drawn(own, "kind.union")


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM confirmation WHERE organisation_id = 3",
        "UPDATE confirmation SET confirmed = 0 WHERE organisation_id = 3",
        f"UPDATE organisation SET made_on = '{TODAY - timedelta(days=29)}' WHERE id = 3",
        f"UPDATE membership SET account_id = {FIRST_OWNER + 1} WHERE organisation_id = 3",
        "DELETE FROM membership WHERE organisation_id = 3",
        "UPDATE portfolio SET sample = 1 WHERE id = 3",
        "DELETE FROM instrument_response WHERE portfolio_id = 3",
    ],
)
def test_the_tenth_must_count(own: Product, statement: str) -> None:
    """Unconfirmed, refused, young, a second one of an owner, of nobody, a sample, or silent."""
    populate(own, 10 * ASSESSMENTS)
    kind_of_everyone(own, "union")
    change(own, "DELETE FROM activity", statement)
    draw(own)
    assert drawn(own, "kind.union") == {}
    assert draw(own, months_on(TODAY, 1), None) is None, "without a policy nothing runs"


def test_nine_are_too_few_and_without_a_policy_so_are_all(own: Product) -> None:
    populate(own, 60 * ASSESSMENTS)
    assert draw(own, policy=None) is None
    assert draws.latest_run(own.database, TODAY) is None
    draw(own)
    shown = consult_benchmarks(own, Profile("other", "england"), {}, None, TODAY)
    assert not any(shown.groups.values())


def test_pages_read_the_draws_and_nothing_else(
    own: Product, monkeypatch: pytest.MonkeyPatch
) -> None:
    populate(own, 40 * ASSESSMENTS)
    draw(own)
    profile, values = Profile("other", "england"), {"enablers.senior_support": 50.0}
    before = consult_benchmarks(own, profile, values, POLICY, TODAY)
    assert before.groups[EVERYONE]["enablers.senior_support"].organisations == 40
    assert before.groups[EVERYONE]["enablers.senior_support"].place is not None
    change(own, "DELETE FROM instrument_response", "DELETE FROM activity")
    for name in ("activities", "responses", "with_respondents"):
        monkeypatch.delattr(contributions, name)
    assert consult_benchmarks(own, profile, values, POLICY, TODAY) == before
    assert list(before.groups) == list(groups_of(PeerCell("other", "england")))


def test_a_draw_is_shown_for_a_year(own: Product) -> None:
    populate(own, 40 * ASSESSMENTS)
    draw(own)
    profile = Profile("other", "england")
    for day, shown in (
        (months_on(TODAY, 12) - timedelta(days=1), True),
        (months_on(TODAY, 12), False),
    ):
        found = consult_benchmarks(own, profile, {}, POLICY, day)
        assert bool(found.groups[EVERYONE]) == shown


@pytest.mark.parametrize(("least", "shown"), [(10, True), (40, True), (41, False), (45, False)])
def test_a_figure_that_takes_more_by_now_is_hidden_at_once(
    least: int, shown: bool, own: Product
) -> None:
    populate(own, 40 * ASSESSMENTS)
    draw(own)
    policy = Policy(group=least, narrow_group=max(least, 20))
    found = consult_benchmarks(own, Profile("other", "england"), {}, policy, TODAY)
    assert bool(found.groups[EVERYONE]) == shown


def test_it_runs_once_a_month_and_draws_each_figure_twice_a_year(own: Product) -> None:
    populate(own, 40 * ASSESSMENTS)
    first = draw(own)
    assert first is not None
    assert first.figures > 10
    kept = drawn(own, EVERYONE)
    assert draw(own) is None
    assert draw(own, TODAY + timedelta(days=10)) is None
    for month in range(1, 6):
        again = draw(own, months_on(TODAY, month), seed=9)
        assert again is not None
        assert again.figures == 0
    assert drawn(own, EVERYONE) == kept
    later = draw(own, months_on(TODAY, 6), seed=9)
    assert later is not None
    assert later.figures == first.figures
    assert drawn(own, EVERYONE) != kept


def test_a_clock_set_back_draws_nothing(own: Product) -> None:
    populate(own, 40 * ASSESSMENTS)
    ahead = months_on(TODAY, 3)
    draw(own, ahead)
    change(own, "INSERT INTO benchmark_run (began_on) VALUES ('2027-01-01')")
    for day in (TODAY, ahead, date(2026, 12, 31)):
        assert draw(own, day, seed=9) is None


def test_a_clock_ahead_once_stops_no_draw_and_withdraws_nothing(own: Product) -> None:
    """One that is ahead by years, for whatever reason it was believed."""
    populate(own, 40 * ASSESSMENTS)
    first = draw(own)
    assert first is not None
    ahead = draw(own, date(2037, 1, 2), seed=3)
    assert ahead is not None
    assert ahead.withdrawn == first.figures
    assert len(drawn(own, EVERYONE)) > 10
    assert draw(own, TODAY + timedelta(days=10)) is None
    again = draw(own, months_on(TODAY, 6), seed=4)
    assert again is not None
    assert again.figures == first.figures
    change(own, "UPDATE portfolio SET sample = 1")
    gone = draw(own, months_on(TODAY, 12), seed=5)
    assert gone is not None
    assert gone.withdrawn == first.figures, "the withdrawal of 2037 counts as none"
    assert not drawn(own, EVERYONE, months_on(TODAY, 12))


def test_what_is_too_small_when_due_is_withdrawn_once_and_may_come_back(own: Product) -> None:
    populate(own, 10 * ASSESSMENTS)
    kind_of_everyone(own, "union")
    first = draw(own)
    assert first is not None
    change(own, "UPDATE portfolio SET sample = 1 WHERE id = 3")
    assert drawn(own, "kind.union"), "until it is due, it stays"
    gone = draw(own, months_on(TODAY, 6))
    assert gone is not None
    assert (gone.figures, gone.withdrawn) == (0, first.figures)
    assert not drawn(own, "kind.union")
    again = draw(own, months_on(TODAY, 7))
    assert again is not None
    assert (again.figures, again.withdrawn) == (0, 0)
    change(own, "UPDATE portfolio SET sample = 0 WHERE id = 3")
    back = draw(own, months_on(TODAY, 8))
    assert back is not None
    assert back.figures == first.figures
    assert drawn(own, "kind.union")


@pytest.mark.thorough
def test_one_that_is_cut_short_goes_on_and_draws_nothing_twice(
    own: Product, monkeypatch: pytest.MonkeyPatch
) -> None:
    populate(own, 60 * ASSESSMENTS)
    real, chance, made, tries = draws.keep, random.Random(4), None, 0
    for tries in range(1, 28):
        left = chance.randrange(1, 6)

        def cut_short(
            connection: Writing,
            indicator: str,
            day: date,
            outcomes: list[Outcome],
            *,
            room: list[int],
        ) -> None:
            real(connection, indicator, day, outcomes)
            room[0] -= bool(outcomes)
            if room[0] < 0:
                raise KeyboardInterrupt

        monkeypatch.setattr(draws, "keep", partial(cut_short, room=[left]))
        with suppress(KeyboardInterrupt):
            made = draw(own, TODAY + timedelta(days=tries - 1), seed=tries)
            break
    monkeypatch.undo()
    assert made is not None
    assert tries > 3
    assert TODAY.month == (TODAY + timedelta(days=tries)).month
    rows = own.database.reading.execute("SELECT peer_group, indicator FROM benchmark_draw")
    assert set(Counter(tuple(row) for row in rows).values()) == {1}
    assert len(drawn(own, EVERYONE)) > 10
    assert draw(own, TODAY + timedelta(days=tries)) is None


def test_two_jobs_at_once_draw_each_figure_once(own: Product) -> None:
    """The later finds what the earlier kept, even where both began before anything was."""
    populate(own, 40 * ASSESSMENTS)
    draw(own)
    kept = drawn(own, EVERYONE)
    change(own, "DELETE FROM benchmark_run")
    late = draw(own, seed=9)
    assert late is not None
    assert late.figures == 0
    assert drawn(own, EVERYONE) == kept


def test_what_was_drawn_is_never_changed(own: Product) -> None:
    populate(own, 20 * ASSESSMENTS)
    draw(own)
    before = drawn(own, EVERYONE)
    for statement in ("UPDATE benchmark_draw SET lower = 0", "DELETE FROM benchmark_draw"):
        with pytest.raises(Exception, match="what was drawn is never changed"):
            own.database.reading.execute(statement)
    erase_organisation(own, 7, TODAY, NOW)
    assert drawn(own, EVERYONE) == before


def test_nothing_is_kept_of_what_it_was_drawn_from(own: Product) -> None:
    populate(own, 20 * ASSESSMENTS)
    draw(own)
    rows = own.database.reading.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name LIKE 'benchmark%'"
    )
    tables = [row["name"] for row in rows]
    columns = {
        (table, row["name"])
        for table in tables
        for row in own.database.reading.execute(f"PRAGMA table_info({table})")
    }
    assert {name for _, name in columns} == {
        "ended_on", "peer_group", "indicator", "drawn_on", "organisations", "lower", "median",
        "upper", "withdrawn_on", "began_on", "finished", "since", "until",
    }  # fmt: skip
    numbers = own.database.reading.execute("SELECT DISTINCT organisations FROM benchmark_draw")
    assert all(row["organisations"] % 5 == 0 for row in numbers)


def test_answers_count_for_two_years_and_from_the_day_they_are_given(own: Product) -> None:
    populate(own, 12 * ASSESSMENTS)
    given = TODAY  # the day of the population's answers

    def inside(day: date) -> Contributed:
        return gathered(own, range(1, 13), Days(months_on(day, -24) + timedelta(days=1), day))

    assert inside(given)
    assert not inside(given - timedelta(days=1)), "an answer of a day to come is a wrong clock's"
    assert inside(months_on(given, 24) - timedelta(days=1))
    assert not inside(months_on(given, 24))


def test_an_activity_is_as_old_as_its_last_change(own: Product) -> None:
    populate(own, 12 * ASSESSMENTS)
    change(own, "DELETE FROM instrument_response")
    late = months_on(TODAY, 30)
    days = Days(months_on(late, -24) + timedelta(days=1), late)
    assert not gathered(own, range(1, 13), days)
    moment = NOW + 400 * 24 * 60 * 60
    change(
        own,
        "INSERT INTO change (activity_id, revision, item, page, happened) SELECT id, 1, 'seats',"
        f" '', {moment} FROM activity WHERE portfolio_id = 5",
    )
    assert {org for of in gathered(own, range(1, 13), days).values() for org in of} == {5}
    change(own, f"UPDATE activity SET added = {moment} WHERE portfolio_id = 6")
    assert {org for of in gathered(own, range(1, 13), days).values() for org in of} == {5, 6}


@pytest.mark.parametrize(
    ("item", "younger"),
    [
        *[(name, True) for name in ("seats", "decision_rule", "level", STATE)],
        *[(name, False) for name in ("name", "claimed_rung", "decision", ASSIGNED_TO, MOVED)],
        (READ_ANEW, False),
    ],
)
def test_only_what_was_answered_or_handed_in_anew_counts_on(
    item: str, younger: bool, own: Product
) -> None:
    """Until now whatever was changed made all answers of an activity younger, its name too: every
    older test changed an answer.
    """
    populate(own, 12 * ASSESSMENTS)
    change(own, "DELETE FROM instrument_response")
    late = months_on(TODAY, 30)
    days = Days(months_on(late, -24) + timedelta(days=1), late)
    moment = NOW + 400 * 24 * 60 * 60
    change(
        own,
        "INSERT INTO change (activity_id, revision, item, page, happened)"
        f" SELECT id, 1, '{item}', '', {moment} FROM activity WHERE portfolio_id = 5",
    )
    found = {org for of in gathered(own, range(1, 13), days).values() for org in of}
    assert found == ({5} if younger else set())


def test_a_stricter_budget_holds_as_well(own: Product) -> None:
    """With two draws an answer, the third finds none; answered anew, it counts again."""
    strict = Policy(draws_of_answer=2)
    populate(own, 12 * ASSESSMENTS)
    kind_of_everyone(own, "union")
    figures = []
    for month in (0, 6, 12):
        made = draw(own, months_on(TODAY, month), strict)
        assert made is not None
        figures.append((made.figures > 0, made.withdrawn > 0))
    assert figures == [(True, False), (True, False), (False, True)]
    change(own, "DELETE FROM activity")
    change(own, "DROP TRIGGER instrument_response_stays")
    change(own, f"UPDATE instrument_response SET given_on = '{months_on(TODAY, 12)}'")
    made = draw(own, months_on(TODAY, 13), strict)
    assert made is not None
    assert made.figures


def test_a_draw_is_noted(own: Product) -> None:
    populate(own, 30 * ASSESSMENTS)
    made = draw(own)
    assert made is not None
    (row,) = own.database.reading.execute(
        "SELECT organisation_id, details FROM audit WHERE event = 'publication'"
    ).fetchall()
    assert row["organisation_id"] is None
    assert json.loads(row["details"]) == {"figures": made.figures, "withdrawn": 0}


def test_the_command_draws_what_is_due_and_no_more(
    own: Product, monkeypatch: pytest.MonkeyPatch
) -> None:
    populate(own, 30 * ASSESSMENTS)
    monkeypatch.setenv("LADDER_INSTANCE", str(own.database.path.parent))
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(NOW))
    done = CliRunner().invoke(main, ["draw"])
    assert done.exit_code == 0
    assert done.output.startswith("Figures drawn: ")
    assert not done.output.startswith("Figures drawn: 0")
    again = CliRunner().invoke(main, ["draw"])
    assert again.output.startswith("Nothing is due")


@pytest.mark.parametrize(
    ("name", "value"),
    [("LADDER_SMALLEST_GROUP", "9"), ("LADDER_SMALLEST_AREA", "19"), ("LADDER_SMALLEST_GROUP", "")],
)
def test_a_threshold_can_only_be_raised(name: str, value: str) -> None:
    environment = {"LADDER_SECRET_KEY": "key", "LADDER_INSTANCE": "unused"}
    settings = from_environment(environment)
    assert settings.policy == POLICY
    assert from_environment({**environment, name: "30"}).policy != POLICY
    with pytest.raises(ValueError, match=name):
        from_environment({**environment, name: value})
    unread = Settings(settings.resources, settings.instance, "key", smallest_group=9)
    assert unread.policy is None


def test_activities_stand_where_their_own_pages_place_them(own: Product) -> None:
    """The short cut that a draw takes comes to what an assessment says."""
    populate(own, 8 * ASSESSMENTS)
    stand, seen = Standings(own), set()
    for organisation, values in contributions.activities(own.database, DAYS, ()):
        answers = {
            item: tuple(value) if isinstance(value, list) else value
            for item, value in values.items()
            if item in own.definitions.questionnaire.coded
        }
        found = own.assessor.assess(Activity(str(organisation), answers))
        certain = found.has_ladder and not found.placement.interval.width
        rung = found.placement.low if certain else None
        assert stand.of(values) == (rung, found.type.kind, str(answers.get("level", "")))
        seen.add(rung)
    assert len(seen) > 2
    assert stand.of({"purpose": "something that was an option once"}) == stand.of({})
