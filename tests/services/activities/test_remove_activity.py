"""Removing an activity takes everything of it, or nothing where it is cut short."""

from io import BytesIO

import pytest
from flask import Flask

from ladder_assess.core.people.event import Actor
from ladder_assess.services.activities.keep_evidence import Sent, keep_evidence
from ladder_assess.services.activities.remove_activity import remove_activity
from ladder_assess.services.common.product import Product
from ladder_assess.services.data_protection.apply_retention import apply_retention
from ladder_assess.storage.activities import evidence_files
from ladder_assess.storage.people import audit
from tests.support.filled import ALLOWED, NOW, fill_office
from tests.support.kept.stops import contents, stop_anywhere
from tests.support.offices import Office, make_office
from tests.support.site import TODAY, product_of


@pytest.fixture
def own(own_app: Flask) -> Product:
    return product_of(own_app)


@pytest.fixture
def office(own: Product) -> Office:
    """One with two activities, the first with a plan, a PDF, remarks, views and two files."""
    office = fill_office(make_office(own))
    sent = Sent("names.txt", BytesIO(b"Names"), TODAY, office.owner.id, 1, office.id, NOW)
    keep_evidence(own, office.portfolio, 1, sent, ALLOWED)
    return office


def remove(office: Office, number: int = 1) -> None:
    by = Actor(office.owner.id, office.id, NOW)
    remove_activity(office.product, office.portfolio, number, by, TODAY)


def left_of(office: Office) -> dict[str, int]:
    """How many rows and contents there are of what an activity has."""
    count = office.product.database.reading.execute
    kept = {
        "activity": "SELECT count(*) FROM activity",
        "action": "SELECT count(*) FROM plan_action",
        "file": "SELECT count(*) FROM evidence_file",
        "view": "SELECT count(*) FROM point_of_view",
        "noted": "SELECT count(*) FROM audit WHERE event = 'activity_removed'",
        "agreed": "SELECT count(*) FROM consent WHERE withdrawn_on = '' AND purpose = "
        "'evidence_file'",
    }
    found = {name: count(sql).fetchone()[0] for name, sql in kept.items()}
    contents = evidence_files.folder(office.product.database)
    return found | {"content": len(list(contents.iterdir()))}


REMOVED = {
    "activity": 1, "action": 0, "file": 0, "view": 1, "noted": 1, "agreed": 0, "content": 0,
}  # fmt: skip


def test_wherever_it_is_stopped_it_is_done_or_not_begun(office: Office) -> None:
    """Contents on the disk, which no transaction brings back, stay until the rows have gone."""
    here, looks = left_of(office), []
    assert here["content"] == here["agreed"] == here["file"] == 2
    stops = stop_anywhere(
        office.product.database, lambda: remove(office), lambda: looks.append(left_of(office))
    )
    rows_gone = {**REMOVED, "content": here["content"]}
    assert left_of(office) == REMOVED
    assert [left for left in looks if left not in (here, rows_gone, REMOVED)] == []
    assert stops > 20, "too few to come between its steps"


def test_what_a_stop_leaves_on_the_disk_goes_with_the_daily_round(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(*_given: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(evidence_files, "sweep", stop)
        with pytest.raises(KeyboardInterrupt):
            remove(office)
    assert left_of(office) == {**REMOVED, "content": 2}
    apply_retention(office.product, {}, TODAY, NOW)
    assert left_of(office) == REMOVED


@pytest.mark.parametrize("step", ["withdraw_lost", "record"])
def test_no_step_stands_without_the_others(
    office: Office, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    """Broken off by the program instead of the database, in the middle and at the end."""

    def stop(*_given: object, **_named: object) -> None:
        raise KeyboardInterrupt

    before = left_of(office)
    with monkeypatch.context() as patch:
        patch.setattr(audit if step == "record" else evidence_files, step, stop)
        with pytest.raises(KeyboardInterrupt):
            remove(office)
    assert left_of(office) == before
    remove(office)
    assert left_of(office) == REMOVED


def test_removing_what_is_not_there_is_not_noted(office: Office) -> None:
    before = contents(office.product.database)
    remove(office, 9)
    assert contents(office.product.database) == before
