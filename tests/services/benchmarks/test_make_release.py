"""Releases: what goes in and what never does, what is kept of them, and who is shown what."""

import json
import random
from datetime import date

import pytest
from click.testing import CliRunner
from flask import Flask

from ladder_assess.cli import main
from ladder_assess.core.benchmarks.benchmark import SCORE, Thresholds
from ladder_assess.core.benchmarks.groups import EVERYONE, Cell, groups_of
from ladder_assess.core.benchmarks.indicators import MEDIAN_RUNG
from ladder_assess.core.benchmarks.release import Atom
from ladder_assess.core.people.organisation import Profile
from ladder_assess.core.placement.activity import Activity
from ladder_assess.services.activities.load_sample import copy_cases, load_sample
from ladder_assess.services.benchmarks.consult_benchmarks import consult_benchmarks
from ladder_assess.services.benchmarks.make_release import (
    Standings,
    is_due,
    make_due_release,
    make_release,
)
from ladder_assess.services.common.product import Product
from ladder_assess.services.data_protection.erase_everything import erase_organisation
from ladder_assess.settings import from_environment
from ladder_assess.storage.benchmarks import contributions, releases
from tests.benchmarks.population import ASSESSMENTS, populate
from tests.support.filled import NOW
from tests.support.links import PANEL, Links
from tests.support.offices import make_office
from tests.support.site import TODAY, product_of
from tests.support.waves import begin, finish

POLICY = Thresholds()
STATES = dict[str, dict[int, Atom]]


@pytest.fixture
def own(own_app: Flask) -> Product:
    return product_of(own_app)


def release(product: Product, thresholds: Thresholds | None = POLICY) -> releases.Release:
    make_release(product, thresholds, TODAY, NOW)
    made = releases.latest_release(product.database)
    assert made is not None
    return made


def everyone(product: Product, made: releases.Release) -> dict[str, int]:
    """How many organisations count in each indicator."""
    counts = releases.figures_of(product.database, made, EVERYONE)
    return {indicator: sum(bands) for indicator, bands in counts.items()}


def states(product: Product) -> STATES:
    """The state that the last release stands on."""
    making = releases.open_release(product.database, TODAY, (), ())
    return {
        name: releases.history_of(product.database, making, name)[0] for name in making.indicators
    }


def test_a_release_counts_every_organisation_once(own: Product) -> None:
    number = populate(own, 60 * ASSESSMENTS)
    found = everyone(own, release(own))
    assert found["enablers.senior_support"] == number == 60
    assert found[MEDIAN_RUNG] <= 60
    assert {name.partition(".")[0] for name in found} == {
        "activity", "enablers", "principles", "partnership", "orientation",
    }  # fmt: skip


def test_samples_exercises_and_private_links_never_count(own: Product) -> None:
    load_sample(own, TODAY)
    Links(own).make(PANEL, PANEL)
    for n in range(12):
        office = make_office(own, f"Office {n}")
        copy_cases(own, office.portfolio)
        office.describe(PANEL)
        with own.database.writing() as connection:
            connection.execute("UPDATE activity SET exercise = 1 WHERE sample = 0")
    assert everyone(own, release(own)) == {}
    with own.database.writing() as connection:
        connection.execute("UPDATE activity SET exercise = 0")
    assert set(everyone(own, release(own)).values()) <= {12}


def test_the_last_round_about_each_subject_counts(own: Product) -> None:
    for n in range(5):
        office = make_office(own, f"Office {n}")
        for subject, place in (("Health", 0), ("Housing", 4), ("health", 2)):
            wave = begin(own, office.portfolio, "partnership", subject=subject)
            finish(own, office.portfolio, wave, place)
    made = release(own)
    found = releases.figures_of(own.database, made, EVERYONE)
    # The options in the middle and, turned round or not, at an end: halfway between the two.
    instrument = own.definitions.instruments["partnership"]
    for dimension in instrument.dimensions:
        items = instrument.scored()[dimension.id]
        end = 25 * sum(item.points(item.option_ids[4]) - 1 for item in items) / len(items)
        assert found[f"partnership.{dimension.id}"][SCORE.band((50 + end) / 2)] == 5


def test_fewer_than_five_organisations_show_nothing(own: Product) -> None:
    populate(own, 4 * ASSESSMENTS)
    assert everyone(own, release(own)) == {}
    assert everyone(own, release(own, None)) == {}


def test_pages_read_from_the_release_alone(own: Product) -> None:
    populate(own, 40 * ASSESSMENTS)
    release(own)
    profile = Profile("other", "england")
    before = consult_benchmarks(own, profile, {"enablers.senior_support": 50.0}, POLICY)
    assert before.groups[EVERYONE]["enablers.senior_support"].position is not None
    assert before.groups[EVERYONE]["enablers.senior_support"].organisations == 40
    with own.database.writing() as connection:
        connection.execute("DELETE FROM instrument_response")
        connection.execute("DELETE FROM activity")
    after = consult_benchmarks(own, profile, {"enablers.senior_support": 50.0}, POLICY)
    assert after == before
    assert list(before.groups) == list(groups_of(Cell("other", "england")))


def test_before_the_first_release_there_is_nothing_to_show(own: Product) -> None:
    peers = consult_benchmarks(own, Profile("charity", "wales"), {}, POLICY)
    assert peers.made_on is None
    assert list(peers.groups) == [
        "everyone", "sector.civil_society", "kind.charity", "area.charity.wales",
    ]  # fmt: skip
    assert not any(peers.groups.values())


def test_a_raised_threshold_hides_what_an_earlier_release_shows(own: Product) -> None:
    populate(own, 40 * ASSESSMENTS)
    release(own)
    profile = Profile("other", "england")
    strict = Thresholds(group=41, change=42, others=41)
    assert consult_benchmarks(own, profile, {}, POLICY).groups[EVERYONE]
    assert not consult_benchmarks(own, profile, {}, strict).groups[EVERYONE]
    assert not consult_benchmarks(own, profile, {}, None).groups[EVERYONE]


def stir(product: Product, chance: random.Random, number: int) -> None:
    """Some organisations lose their answers, and some get those of others."""
    with product.database.writing() as connection:
        for _ in range(number):
            one, other = chance.randint(1, 60), chance.randint(1, 60)
            connection.execute(
                "UPDATE activity SET document = (SELECT document FROM activity WHERE"
                " portfolio_id = ? LIMIT 1) WHERE portfolio_id = ?",
                (one, other),
            )


def test_what_is_kept_of_releases_is_what_they_were(own: Product) -> None:
    """Every earlier state can be told from what changed since."""
    populate(own, 60 * ASSESSMENTS)
    chance = random.Random(3)
    kept: list[STATES] = []
    for number in (40, 40, 40):
        release(own)
        kept.append(states(own))
        stir(own, chance, number)
    assert kept[0] != kept[1] != kept[2]
    making = releases.open_release(own.database, TODAY, (), ())
    for name in making.indicators:
        state, earlier = releases.history_of(own.database, making, name)
        assert len(earlier) == 3
        for release_, was in zip(earlier, kept, strict=True):
            then = {**state, **release_.was}
            found = {number: atom for number, atom in then.items() if atom is not None}
            assert found == was.get(name, {})


def test_one_that_was_cut_short_is_never_seen_and_goes(
    own: Product, monkeypatch: pytest.MonkeyPatch
) -> None:
    populate(own, 60 * ASSESSMENTS)
    first = release(own)
    before, state = everyone(own, first), states(own)
    stir(own, random.Random(3), 40)
    with monkeypatch.context() as patch:
        patch.setattr(releases, "finish", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            make_release(own, POLICY, TODAY, NOW)
    assert releases.latest_release(own.database) == first
    assert everyone(own, first) == before
    assert states(own) == state
    assert release(own).id > first.id


def test_a_release_is_never_changed(own: Product) -> None:
    populate(own, 20 * ASSESSMENTS)
    release(own)
    for statement in ("UPDATE benchmark_figure SET counts = '[]'", "DELETE FROM benchmark_figure"):
        with pytest.raises(Exception, match="a release is never changed"):
            own.database.reading.execute(statement)


def test_an_erased_organisation_is_nobodys_and_still_hides_in_others(own: Product) -> None:
    populate(own, 30 * ASSESSMENTS)
    first = everyone(own, release(own))
    erase_organisation(own, 7, TODAY, NOW)
    kept = {org for atoms in states(own).values() for org in atoms}
    assert 7 not in kept
    assert any(number < 0 for number in kept)
    # One organisation fewer would tell what it had been: it is counted until others change too.
    assert everyone(own, release(own)) == first


def test_a_publication_is_noted(own: Product) -> None:
    populate(own, 30 * ASSESSMENTS)
    made = make_release(own, POLICY, TODAY, NOW)
    (row,) = own.database.reading.execute(
        "SELECT organisation_id, details FROM audit WHERE event = 'publication'"
    ).fetchall()
    assert row["organisation_id"] is None
    assert json.loads(row["details"]) == {
        "indicators": made.indicators, "groups": made.groups, "figures": made.figures,
    }  # fmt: skip
    assert made.figures


def test_one_is_due_each_month_once_there_are_organisations(own: Product) -> None:
    assert make_due_release(own, POLICY, TODAY, NOW) is None
    populate(own, 30 * ASSESSMENTS)
    assert make_due_release(own, POLICY, TODAY, NOW) is not None
    assert make_due_release(own, POLICY, TODAY, NOW) is None
    assert not is_due(own, date(TODAY.year, TODAY.month, 28))
    assert is_due(own, date(TODAY.year, TODAY.month + 1, 1))
    assert is_due(own, date(TODAY.year + 1, 1, 1))


def test_the_command_says_how_much_it_shows(own: Product, monkeypatch: pytest.MonkeyPatch) -> None:
    populate(own, 30 * ASSESSMENTS)
    monkeypatch.setenv("LADDER_INSTANCE", str(own.database.path.parent))
    done = CliRunner().invoke(main, ["release"])
    assert done.exit_code == 0
    assert done.output.startswith("Release 1 shows ")
    assert not done.output.startswith("Release 1 shows 0 ")


@pytest.mark.parametrize(
    ("name", "value"),
    [("LADDER_SMALLEST_GROUP", "4"), ("LADDER_QUARTILES_FROM", "9"), ("LADDER_SMALLEST_GROUP", "")],
)
def test_a_threshold_can_only_be_raised(name: str, value: str) -> None:
    environment = {"LADDER_SECRET_KEY": "key", "LADDER_INSTANCE": "unused"}
    assert from_environment(environment).thresholds == POLICY
    assert from_environment({**environment, name: "20"}).thresholds != POLICY
    with pytest.raises(ValueError, match=name):
        from_environment({**environment, name: value})
    with pytest.raises(ValueError, match="expected 5 or more"):
        Thresholds(group=4)
    with pytest.raises(ValueError, match="expected 10 or more"):
        Thresholds(quartiles="many")  # type: ignore[arg-type]


def test_activities_stand_where_their_own_pages_place_them(own: Product) -> None:
    """The short cut that a release takes comes to what an assessment says."""
    populate(own, 8 * ASSESSMENTS)
    stand, seen = Standings(own), set()
    for organisation, values in contributions.activities(own.database):
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
