"""Clocks of the UK, whatever the machine's own says."""

import ast
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ladder_assess.core.common.clock import day_end, uk_day, uk_time, written
from ladder_assess.settings import PACKAGE, today

DAYS = st.dates(date(1972, 1, 1), date(2100, 1, 1))
# Everything that tells a time of its own: each a clock besides the one.
CLOCKS = {"fromtimestamp", "astimezone", "utcfromtimestamp", "localtime", "gmtime", "ctime"}
NOW = {"now", "today", "utcnow"}
# What reads and writes times of others: dates in cells, and PDF, whose days are midnights.
AT_HOME = {"core/common/clock.py", "publishing/files/printed.py"}


def at(*when: int) -> float:
    return datetime(*when, tzinfo=UTC).timestamp()  # type: ignore[arg-type, misc]


@pytest.fixture(params=["UTC", "Asia/Tokyo", "America/Los_Angeles"])
def elsewhere(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A machine whose own clock is somewhere else."""
    monkeypatch.setenv("TZ", request.param)
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.mark.usefixtures("elsewhere")
def test_in_summer_clocks_are_an_hour_on() -> None:
    assert uk_time(at(2026, 7, 1, 12, 5)).strftime("%H:%M") == "13:05"
    assert uk_time(at(2026, 1, 1, 12, 5)).strftime("%H:%M") == "12:05"
    assert uk_day(at(2026, 6, 30, 23, 30)) == date(2026, 7, 1)
    assert written(at(2026, 7, 1, 12, 5, 9)) == "2026-07-01 13:05:09+01:00"
    assert written(at(2026, 1, 1)) == "2026-01-01 00:00:00+00:00"


@pytest.mark.usefixtures("elsewhere")
def test_today_is_the_day_in_the_uk(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(time, "time", lambda: at(2026, 6, 30, 23, 30))
    assert today({}) == date(2026, 7, 1)
    assert today({"SOURCE_DATE_EPOCH": str(int(at(2026, 1, 31, 23, 30)))}) == date(2026, 1, 31)


@given(DAYS)
def test_a_day_ends_a_second_before_the_next(day: date) -> None:
    end = day_end(day)
    assert (uk_day(end), uk_day(end + 1)) == (day, day + timedelta(days=1))
    assert uk_time(end).strftime("%H:%M:%S") == "23:59:59"


def test_days_on_which_clocks_change_are_longer_and_shorter() -> None:
    def hours(day: date) -> float:
        return (day_end(day) - day_end(day - timedelta(days=1))) / 3600

    assert [hours(date(2026, *d)) for d in ((3, 29), (10, 25), (6, 1))] == [23, 25, 24]


@pytest.mark.thorough
def test_there_is_no_other_clock() -> None:
    others = []
    for file in sorted(PACKAGE.rglob("*.py")):
        place = str(file.relative_to(PACKAGE))
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            called = node.func if isinstance(node, ast.Call) else None
            name = called.attr if isinstance(called, ast.Attribute) else ""
            of = called.value if isinstance(called, ast.Attribute) else None
            own = isinstance(of, ast.Name) and of.id in ("date", "datetime") and name in NOW
            zone = isinstance(called, ast.Name) and called.id == "ZoneInfo"
            if (name in CLOCKS or own or zone) and place not in AT_HOME:
                others.append(f"{place} {name or 'ZoneInfo'}")
    assert not others, "take what core/common/clock.py gives"
