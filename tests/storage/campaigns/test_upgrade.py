"""Rounds of before become campaigns that are open and have no last day; others become none."""

import shutil
from pathlib import Path

import pytest

from ladder_assess.core.activities.portfolio import Portfolio
from ladder_assess.core.campaigns.course import OPEN, OPENED, may_send, standing
from ladder_assess.storage import migrations
from ladder_assess.storage.activities.portfolios import digest
from ladder_assess.storage.campaigns.campaigns import list_campaigns
from ladder_assess.storage.campaigns.links import find_link
from ladder_assess.storage.common.database import Database
from tests.support.kept.on_postgresql import SQLITE_ALONE

pytestmark = SQLITE_ALONE

# Midnight of 2 March 2026 at Greenwich.
MARCH = 1_772_409_600


def test_rounds_of_before_are_open(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    then = tmp_path / "migrations"
    then.mkdir()
    for file in migrations.HERE.glob("00*.sql"):
        if file.name < "0043":
            shutil.copy(file, then)
    database = Database(tmp_path / "old.sqlite3")
    with monkeypatch.context() as patch:
        patch.setattr(migrations, "HERE", then)
        database.migrate()
    rounds = (("respondents", 1, "r"), ("organisation", 2, "o"))
    with database.writing() as connection:
        connection.execute(
            "INSERT INTO portfolio (token_digest, title, made_on) VALUES ('d', 'Us', '2026-03-02')"
        )
        for answered_by, number, request in rounds:
            connection.execute(
                "INSERT INTO wave (portfolio_id, instrument, number, short, answered_by, about, "
                "opened_on, request) VALUES (1, 'principles', ?, 0, ?, '', '2026-03-02', ?)",
                (number, answered_by, request),
            )
        for at, closed in enumerate((0, 1)):
            connection.execute(
                "INSERT INTO wave_link (wave_id, form, request, token_digest, closed) "
                "VALUES (1, ?, ?, ?, ?)",
                (f"form-{at}", f"r{at}", digest(f"token {at}"), closed),
            )
    database.migrate()
    (campaign,) = list_campaigns(database, Portfolio(1, "Us", sample=False)).values()
    assert campaign.state == OPENED
    assert campaign.settings.opens_at == MARCH
    assert campaign.settings.closes_at is None
    for at, is_open in enumerate((True, False)):
        link = find_link(database, f"token {at}")
        assert link is not None
        assert link.asked_by == "Us"
        assert (standing(link.course, MARCH) == OPEN) is is_open
        assert may_send(link.course, MARCH) is is_open
    database.close()
