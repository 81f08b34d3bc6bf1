"""A short run of what `make soak` does at length: killed parts, a full disk, a cut upgrade."""

import random
from pathlib import Path

import pytest

from tests.soak import faults
from tests.soak.faults import NotHere
from tests.soak.kills import kill_at_random
from tests.soak.report import Row, table
from tests.soak.run import attempt

# In seconds: a start takes longer on any machine.
A_MOMENT, SETTING_UP = 0.4, 1.0


def held(row: Row) -> bool:
    """Was nothing wrong, and anything done at all?"""
    assert not row.wrong, table([row])
    return row.times > 0


@pytest.mark.thorough
def test_whatever_part_is_killed_nothing_acknowledged_is_lost_or_doubled(tmp_path: Path) -> None:
    assert held(kill_at_random(tmp_path, 2, random.Random(1)))


@pytest.mark.thorough
def test_what_a_full_disk_does_not_take_is_said_not_to_be_saved(tmp_path: Path) -> None:
    try:
        assert held(faults.disk_full(tmp_path, A_MOMENT))
    except NotHere as why:
        pytest.skip(str(why))


@pytest.mark.thorough
def test_a_migration_that_is_killed_is_done_by_the_next_start(tmp_path: Path) -> None:
    assert held(faults.migration_killed(tmp_path, 1, random.Random(2), SETTING_UP))


def test_what_cannot_be_tried_here_is_told_and_not_taken_for_tried() -> None:
    def trying(_: Path) -> Row:
        raise NotHere("mount: not permitted")

    row = attempt("disk full", trying)
    assert (row.times, row.came) == (0, "not tried")
    assert "mount: not permitted" in table([row])


def test_what_ends_in_an_error_is_wrong() -> None:
    def trying(_: Path) -> Row:
        raise OSError("no more")

    assert attempt("anything", trying).came == "WRONG"
