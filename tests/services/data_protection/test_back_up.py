"""The site makes a backup each day, looks whether it can be read, and removes the old ones."""

import errno
from datetime import date, timedelta
from pathlib import Path

import pytest

from ladder_assess import jobs
from ladder_assess.services.common.product import Product
from ladder_assess.services.data_protection import back_up
from ladder_assess.services.data_protection.back_up import (
    CannotBackUp,
    days_of_backups,
    is_backup_due,
    keep_backups,
)
from ladder_assess.storage.common import answer_mix
from tests.support.site import TODAY, settings_in

FILE = "ladder.sqlite3"


def test_one_is_made_each_day_and_the_old_ones_go(own: Product, tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    days = [TODAY + timedelta(days=n) for n in range(6)]
    for day in days:
        assert is_backup_due(folder, day)
        keep_backups(own, folder, 2, day)
        assert not is_backup_due(folder, day)
    assert days_of_backups(folder, FILE) == days[-3:]


def test_what_else_lies_there_stays(own: Product, tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    others = {"1999-01-01 by hand", "1999-13-40", "1999-01-02", "notes"}
    for name in others:
        (folder / name).mkdir(parents=True)
    (folder / "1999-01-03").write_text("of another program")
    (folder / "1999-01-04").symlink_to(folder / "1999-01-02")
    for day in (TODAY, TODAY + timedelta(days=1)):
        keep_backups(own, folder, 1, day)
    there = {path.name for path in folder.iterdir()} - set(map(str, days_of_backups(folder, FILE)))
    assert there == others | {"1999-01-03", "1999-01-04"}


def test_a_clock_that_runs_ahead_once_removes_none_of_the_last(
    own: Product, tmp_path: Path
) -> None:
    folder = tmp_path / "backups"
    days = [TODAY + timedelta(days=n) for n in range(4)]
    for day in days:
        keep_backups(own, folder, 3, day)
    ahead = TODAY + timedelta(days=4000)
    keep_backups(own, folder, 3, ahead)
    assert days_of_backups(folder, FILE) == [*days[1:], ahead]


def test_what_a_clock_ahead_made_goes_once_there_are_enough_others(
    own: Product, tmp_path: Path
) -> None:
    folder, days = tmp_path / "backups", 3
    keep_backups(own, folder, days, date(2037, 1, 1))
    for later in range(days + 1):
        assert (folder / "2037-01-01").exists()
        keep_backups(own, folder, days, TODAY + timedelta(days=later))
    assert not (folder / "2037-01-01").exists()


def test_on_a_full_disk_the_old_ones_go_all_the_same(
    own: Product, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "backups"
    for later in range(4):
        keep_backups(own, folder, 2, TODAY + timedelta(days=later))

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(back_up, "back_up", full)
    for later in range(4, 8):
        with pytest.raises(OSError, match="No space"):
            keep_backups(own, folder, 2, TODAY + timedelta(days=later))
    left = [TODAY + timedelta(days=later) for later in (2, 3)]
    assert days_of_backups(folder, FILE) == left


def test_two_days_do_not_tell_when_an_answer_came_that_waits(own: Product, tmp_path: Path) -> None:
    """Backups were compared with the folder alone, never with the one of the day before."""
    folder, waiting = tmp_path / "backups", own.database.waiting
    waiting.mkdir()
    answer_mix.let_wait(own.database, "ab" * 16, {"id": "one", "document": "{}"})
    for n in range(3):
        day = TODAY + timedelta(days=n)
        back_up.keep_backups(own, folder, 7, day)
    held = [
        day for day in days_of_backups(folder, FILE) if (folder / str(day) / "waiting").exists()
    ]
    assert held == [TODAY + timedelta(days=2)]


def test_one_that_cannot_be_read_is_none_and_no_other_goes(
    own: Product, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "backups"
    keep_backups(own, folder, 1, TODAY)
    later = TODAY + timedelta(days=9)
    monkeypatch.setattr(back_up, "is_sound", lambda _: False)
    with pytest.raises(CannotBackUp, match="could not be read again"):
        keep_backups(own, folder, 1, later)
    assert days_of_backups(folder, FILE) == [TODAY]
    assert is_backup_due(folder, later)


def test_the_worker_sees_to_it_where_a_folder_is_set(
    own: Product, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs, "today", lambda: TODAY)
    chore, work = jobs.CHORES["backup"], jobs.WORK["backup"]
    assert not chore.due(settings_in(tmp_path), own)
    settings = settings_in(tmp_path, backups=str(tmp_path / "backups"))
    assert chore.due(settings, own)
    work.do(settings, own, 1)
    assert not chore.due(settings, own)
    assert days_of_backups(tmp_path / "backups", FILE) == [TODAY]
