"""A workshop and its votes do not age by one jump of a clock: they have stood unused on a day."""

import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from flask import Flask

from ladder_assess import jobs
from ladder_assess.core.workshops.course import OPEN
from ladder_assess.services.common.product import Product
from ladder_assess.services.workshops.run_workshop import use_workshop
from ladder_assess.settings import Settings
from tests.support.kept.workshops import Room
from tests.support.site import product_of, settings_in

A_DAY = 24 * 60 * 60
# Noon of the day on which rooms of tests begin, 4 May 2026.
NOON = int(datetime(2026, 5, 4, 12, tzinfo=UTC).timestamp())

At = Callable[[int], int]


@pytest.fixture
def room(own_app: Flask) -> Room:
    return Room(product_of(own_app), "a room in mid-vote").move(OPEN, 6)


@pytest.fixture
def votes_at(room: Room, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> At:
    """Lets the clock be so many days on, and the worker look what falls due; the votes left."""
    settings = replace(settings_in(tmp_path), keep_workshops=30)

    def look(days: int) -> int:
        moment = NOON + days * A_DAY
        monkeypatch.setattr(time, "time", lambda: float(moment))
        monkeypatch.setenv("SOURCE_DATE_EPOCH", str(moment))
        _keep_periods(settings, room.product)
        return _count(room.product, "workshop_vote")

    return look


def _keep_periods(settings: Settings, product: Product) -> None:
    if jobs.CHORES["retention"].is_due(settings, product):
        jobs.keep_periods(settings, product, 0)


def _count(product: Product, table: str) -> int:
    found: int = product.database.reading.execute(f"SELECT COUNT(*) FROM {table}").fetchone()[0]
    return found


def test_a_clock_that_jumps_three_days_in_mid_vote_takes_no_votes(votes_at: At) -> None:
    assert [votes_at(days) for days in (0, 3)] == [6, 6]
    assert votes_at(4) == 0, "nobody was there on the third day"


def test_a_room_begun_by_a_clock_that_lags_is_not_older_than_it_is(
    room: Room, votes_at: At
) -> None:
    """What was done on the days before, by a clock that was right, does not count."""
    assert [votes_at(days) for days in (2, 3)] == [6, 0]
    Room(room.product, "a room of that time").move(OPEN, 6)
    assert [votes_at(days) for days in (0, 4)] == [6, 6]


def test_a_new_site_with_a_clock_of_years_ago_keeps_its_workshop(room: Room, votes_at: At) -> None:
    """Set right in mid-vote by 2,000 days; whoever goes on uses it from then on."""
    assert [votes_at(days) for days in (0, 2000)] == [6, 6]
    use_workshop(room.product, room.now, datetime.fromtimestamp(NOON + 2000 * A_DAY, UTC).date())
    assert votes_at(2001) == 6
    assert _count(room.product, "workshop") == 1


def test_a_site_that_has_noted_nothing_yet_does_so_too(room: Room, votes_at: At) -> None:
    assert votes_at(2000) == 6
    assert _count(room.product, "workshop") == 1
    assert votes_at(2001) == 0
    assert _count(room.product, "workshop") == 0, "it stood unused for a day by the right clock"
