"""What goes by the day and cannot be undone waits where the clock may be ahead by far."""

import time
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from ladder_assess import jobs
from ladder_assess.cli import main
from ladder_assess.core.people.event import Event
from ladder_assess.services.common.product import Product
from ladder_assess.services.data_protection.believe_clock import A_DAY, believe_clock
from ladder_assess.storage.people import audit
from tests.support.filled import NOW
from tests.support.kept.written import written
from tests.support.site import settings_in

AHEAD = NOW + 4000 * A_DAY
BY_THE_DAY = {"retention", "figures", "backup"}


def note(product: Product, moment: int) -> None:
    written(product.database, audit.put, None, Event(moment, "signed_in", {}))


def waits(product: Product) -> int:
    entries = "SELECT COUNT(*) FROM audit WHERE event = 'clock_not_believed'"
    found: int = product.database.reading.execute(entries).fetchone()[0]
    return found


def test_a_new_site_and_one_in_use_are_believed(own: Product) -> None:
    assert believe_clock(own, NOW)
    note(own, NOW)
    assert believe_clock(own, NOW + 60)
    assert believe_clock(own, NOW + 39 * A_DAY)
    assert waits(own) == 0


def test_a_clock_far_ahead_is_believed_after_a_day_if_nobody_sets_it(own: Product) -> None:
    note(own, NOW)
    for later in (0, 60, A_DAY - 1):
        assert not believe_clock(own, AHEAD + later)
    assert waits(own) == 1, "it is noted once"
    assert believe_clock(own, AHEAD + A_DAY)


def test_a_clock_that_was_set_right_is_no_witness_of_the_next_time(own: Product) -> None:
    note(own, NOW)
    assert not believe_clock(own, AHEAD)
    note(own, AHEAD + 60)
    note(own, NOW + A_DAY)
    assert believe_clock(own, NOW + A_DAY + 60)
    assert not believe_clock(own, AHEAD + 2 * A_DAY)


def test_two_wrong_clocks_a_day_apart_bear_nothing_out(
    own: Product, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second was believed where nobody did anything on the day between."""
    note(own, NOW)
    assert not believe_clock(own, AHEAD)
    chore = jobs.CHORES["retention"]
    done = replace(chore, due=lambda *_: False)
    monkeypatch.setattr(time, "time", lambda: float(NOW + 60))
    for _ in range(2):
        assert not done.is_due(settings_in(tmp_path), own), "there is nothing to do that day"
    assert not believe_clock(own, AHEAD + A_DAY + 60)
    entries = "SELECT happened FROM audit WHERE event = 'clock_set_back'"
    assert [tuple(row) for row in own.database.reading.execute(entries)] == [(NOW + 60,)]


def test_all_that_goes_by_the_day_waits(
    own: Product, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever is to rest for a day once it was given up, a new chore as well."""
    note(own, NOW)
    settings = replace(settings_in(tmp_path), backups=str(tmp_path / "backups"))
    chores = {kind: chore for kind, chore in jobs.CHORES.items() if chore.rest >= jobs.A_DAY}
    assert chores.keys() == BY_THE_DAY
    for moment, due in ((NOW, True), (AHEAD, False)):
        monkeypatch.setattr(time, "time", lambda moment=moment: float(moment))
        assert {chore.is_due(settings, own) for chore in chores.values()} == {due}


@pytest.mark.parametrize("command", ["retention", "draw"])
def test_a_command_goes_on_once_somebody_has_looked_at_the_clock(
    own: Product, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    monkeypatch.setenv("LADDER_INSTANCE", str(own.database.path.parent))
    note(own, int(time.time()) - 50 * A_DAY)
    refused = CliRunner().invoke(main, [command])
    assert refused.exit_code == 1
    assert "--clock-is-right" in refused.output
    assert CliRunner().invoke(main, [command, "--clock-is-right"]).exit_code == 0
