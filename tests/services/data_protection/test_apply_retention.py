"""What is past its time is counted, removed and reported, once a day."""

import json
import time
from datetime import date, timedelta
from typing import Any

import pytest
from click.testing import CliRunner

from ladder_assess.cli import main
from ladder_assess.services.common.product import Product
from ladder_assess.services.data_protection.apply_retention import apply_retention, is_due
from ladder_assess.storage.activities import evidence_files
from ladder_assess.storage.data_protection import scopes
from ladder_assess.storage.people import sign_ins
from tests.support.filled import NOW, fill_office
from tests.support.kept.written import written
from tests.support.links import PANEL, Links
from tests.support.offices import make_office
from tests.support.site import TODAY

PERIODS = {
    "keep_lists": 30, "keep_files": 20, "keep_documents": 10, "keep_audit": 5, "keep_messages": 1,
}  # fmt: skip


def aged(product: Product) -> None:
    office = fill_office(make_office(product))
    Links(product).make(PANEL)
    written(product.database, sign_ins.start, office.owner.id, "token", "A phone", NOW)


def run(product: Product, after: int, **others: Any) -> dict[str, int]:
    day = TODAY + timedelta(days=after)
    now = (day - date(1970, 1, 1)).days * 24 * 60 * 60
    removed = apply_retention(product, {**PERIODS, **others}, day, now, dry=True)
    before = "\n".join(product.database.reading.iterdump())
    assert removed == apply_retention(product, {**PERIODS, **others}, day, now, dry=True)
    assert before == "\n".join(product.database.reading.iterdump())
    return {table: count for table, count in removed.items() if count}


def test_a_dry_run_counts_what_is_past_its_time(own: Product) -> None:
    aged(own)
    assert run(own, 0) == {}
    assert run(own, 8) == {"ticket": 1, "audit": 1}
    assert run(own, 11) == {"ticket": 1, "audit": 1, "plan_document": 1, "wave_file": 1}
    assert run(own, 21)["evidence_file"] == 1
    assert run(own, 31)["portfolio"] == 1
    assert run(own, 31)["sign_in"] == 1
    assert "portfolio" not in run(own, 9999, keep_lists=0)


@pytest.mark.usefixtures("place")
def test_a_run_removes_what_it_counted_and_says_so(own: Product) -> None:
    aged(own)
    day = TODAY + timedelta(days=21)
    now = (day - date(1970, 1, 1)).days * 24 * 60 * 60
    assert is_due(own, day)
    counted = apply_retention(own, PERIODS, day, now, dry=True)
    removed = apply_retention(own, PERIODS, day, now)
    assert removed == {**counted, "contents": 1}
    assert not is_due(own, day)
    assert is_due(own, day + timedelta(days=1))
    assert is_due(own, day - timedelta(days=1)), "the clock was ahead once"
    assert scopes.run_on(own.database, day) == removed
    assert not evidence_files.lying(own.database)
    assert not any(apply_retention(own, PERIODS, day, now, dry=True).values())
    log = own.database.reading.execute(
        "SELECT details FROM audit WHERE event = 'retention_applied' AND organisation_id IS NULL"
    )
    assert json.loads(log.fetchone()[0]) == removed


def test_the_command_says_what_it_did(own: Product, monkeypatch: pytest.MonkeyPatch) -> None:
    aged(own)
    monkeypatch.setenv("LADDER_INSTANCE", str(own.database.path.parent))
    monkeypatch.setenv("LADDER_KEEP_DOCUMENTS", "1")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(NOW + 5 * 24 * 60 * 60))
    monkeypatch.setattr(time, "time", lambda: NOW + 5 * 24 * 60 * 60.0)
    for arguments in (["retention", "--dry-run"], ["retention"]):
        done = CliRunner().invoke(main, arguments)
        assert done.exit_code == 0
        assert "plan_document: 1" in done.output
    assert "plan_document: 0" in CliRunner().invoke(main, ["retention"]).output
