"""The site makes a backup each day, looks whether it can be read, and removes the old ones."""

from datetime import timedelta
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
from tests.support.site import TODAY, settings_in


def test_one_is_made_each_day_and_the_old_ones_go(own: Product, tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    days = [TODAY + timedelta(days=n) for n in range(6)]
    for day in days:
        assert is_backup_due(folder, day)
        keep_backups(own, folder, 2, day)
        assert not is_backup_due(folder, day)
    assert days_of_backups(folder) == days[-3:]


def test_what_else_lies_there_stays(own: Product, tmp_path: Path) -> None:
    for name in ("1999-01-01 by hand", "1999-13-40", "notes"):
        (tmp_path / "backups" / name).mkdir(parents=True)
    keep_backups(own, tmp_path / "backups", 1, TODAY)
    names = {path.name for path in (tmp_path / "backups").iterdir()}
    assert names == {"1999-01-01 by hand", "1999-13-40", "notes", TODAY.isoformat()}


def test_one_that_cannot_be_read_is_none_and_no_other_goes(
    own: Product, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "backups"
    keep_backups(own, folder, 1, TODAY)
    later = TODAY + timedelta(days=9)
    monkeypatch.setattr(back_up, "is_sound", lambda _: False)
    with pytest.raises(CannotBackUp, match="could not be read again"):
        keep_backups(own, folder, 1, later)
    assert days_of_backups(folder) == [TODAY]
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
    assert days_of_backups(tmp_path / "backups") == [TODAY]
