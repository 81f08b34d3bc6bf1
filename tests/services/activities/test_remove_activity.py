"""A removed activity comes back as it was; one that is erased leaves nothing, or all of it."""

from io import BytesIO

import pytest

from ladder_assess.core.people.event import Actor
from ladder_assess.services.activities.keep_evidence import Sent, keep_evidence
from ladder_assess.services.activities.list_activities import list_activities
from ladder_assess.services.activities.put_back_activity import (
    erase_removed_activity,
    list_removed,
    put_back_activity,
)
from ladder_assess.services.activities.remove_activity import remove_activity
from ladder_assess.services.activities.start_portfolio import add_activity
from ladder_assess.services.common.product import Product
from ladder_assess.services.data_protection.apply_retention import apply_retention
from ladder_assess.services.data_protection.erase_everything import erase_organisation
from ladder_assess.storage.activities import evidence_files
from ladder_assess.storage.common.database import queries
from ladder_assess.storage.people import audit
from ladder_assess.storage.plan.plans import list_actions
from tests.support.filled import ALLOWED, NOW, fill_office
from tests.support.kept.stops import contents, stop_anywhere
from tests.support.offices import Office, make_office
from tests.support.site import TODAY


@pytest.fixture
def office(own: Product) -> Office:
    """One with two activities, the first with a plan, a PDF, remarks, views and two files."""
    office = fill_office(make_office(own))
    sent = Sent("names.txt", BytesIO(b"Names"), TODAY, office.owner.id, 1, office.id, NOW)
    keep_evidence(own, office.portfolio, 1, sent, ALLOWED)
    return office


def actor(office: Office) -> Actor:
    return Actor(office.owner.id, office.id, NOW)


def set_aside(office: Office, number: int = 1, when: int = NOW) -> None:
    remove_activity(office.product, office.portfolio, number, actor(office), TODAY, when)


def bring_back(office: Office, number: int = 1, now: int = NOW) -> bool:
    return put_back_activity(office.product, office.portfolio, number, actor(office), now)


def erase(office: Office, number: int = 1) -> bool:
    return erase_removed_activity(office.product, office.portfolio, number, actor(office), TODAY)


def every_row(product: Product) -> dict[str, list[tuple[object, ...]]]:
    """All that is kept, but for the log of what was done and the list of removed ones itself, with
    how many lists there were.
    """
    read = product.database.reading.execute
    tables = [row[0] for row in read("SELECT name FROM sqlite_master WHERE type = 'table'")]
    where = {"portfolio": " WHERE removed_from IS NULL"}
    found = {
        name: [tuple(row) for row in read(f"SELECT * FROM {name}{where.get(name, '')}")]
        for name in tables
        if name not in ("audit", "number_given", "sqlite_sequence")
    }
    return {name: sorted(rows, key=repr) for name, rows in found.items()}


def numbers(office: Office) -> list[int]:
    return [each.number for each in list_activities(office.product, office.portfolio).activities]


def events(office: Office) -> list[str]:
    rows = office.product.database.reading.execute("SELECT event FROM audit ORDER BY id DESC")
    return [row[0] for row in rows]


def left_of(office: Office) -> dict[str, int]:
    """How many rows and contents there are of what an activity has."""
    count = office.product.database.reading.execute
    kept = {
        "activity": "SELECT count(*) FROM activity",
        "action": "SELECT count(*) FROM plan_action",
        "file": "SELECT count(*) FROM evidence_file",
        "view": "SELECT count(*) FROM point_of_view",
        "noted": "SELECT count(*) FROM audit WHERE event = 'activity_erased'",
        "agreed": "SELECT count(*) FROM consent WHERE withdrawn_on = '' AND purpose = "
        "'evidence_file'",
    }
    found = {name: count(sql).fetchone()[0] for name, sql in kept.items()}
    return found | {"content": len(evidence_files.lying(office.product.database))}


REMOVED = {
    "activity": 1, "action": 0, "file": 0, "view": 1, "noted": 1, "agreed": 0, "content": 0,
}  # fmt: skip


def test_everything_comes_back_exactly_as_it_was(office: Office) -> None:
    before, files = every_row(office.product), office.product.database.path.parent / "uploads"
    kept = {file.name: file.read_bytes() for file in files.iterdir()}
    for number in (1, 2, 1):
        set_aside(office, number)
        assert every_row(office.product) != before
        assert bring_back(office, number)
        assert every_row(office.product) == before
    assert {file.name: file.read_bytes() for file in files.iterdir()} == kept
    assert events(office)[:2] == ["activity_put_back", "activity_removed"]
    assert not bring_back(office), "it is there already"


def test_what_is_removed_is_found_by_nothing_but_its_own_list(office: Office) -> None:
    shown = list_removed(office.product, office.portfolio, NOW)
    assert not shown
    set_aside(office)
    (found,) = list_removed(office.product, office.portfolio, NOW)
    assert (found.record.number, found.removed) == (1, NOW)
    assert numbers(office) == [2]
    assert {a.activity for a in list_actions(office.product.database, office.portfolio)} <= {0, 2}
    other = make_office(office.product, "Another")
    assert not list_removed(office.product, other.portfolio, NOW)
    assert not put_back_activity(office.product, other.portfolio, 1, actor(other), NOW)
    assert not erase_removed_activity(office.product, other.portfolio, 1, actor(other), TODAY)
    assert bring_back(office)


def test_it_can_be_put_back_for_thirty_days_and_then_leaves_nothing(office: Office) -> None:
    set_aside(office)
    (found,) = list_removed(office.product, office.portfolio, NOW)
    assert found.until == NOW + 30 * 24 * 60 * 60, "thirty days, as pages say"
    apply_retention(office.product, {}, TODAY, found.until - 1)
    assert list_removed(office.product, office.portfolio, found.until - 1)
    assert not list_removed(office.product, office.portfolio, found.until)
    assert not bring_back(office, now=found.until), "also before the daily round"
    removed = apply_retention(office.product, {}, TODAY, found.until)
    assert (removed["activity"], removed["plan_action"]) == (1, 1)
    assert left_of(office) == {**REMOVED, "noted": 0}
    assert not bring_back(office, now=NOW)


def test_erasing_the_organisation_takes_what_was_removed_too(office: Office) -> None:
    set_aside(office)
    erase_organisation(office.product, office.id, TODAY, NOW)
    assert left_of(office) == dict.fromkeys(REMOVED, 0)
    rows = office.product.database.reading.execute("SELECT count(*) FROM removed_activity")
    assert rows.fetchone()[0] == 0


def test_it_comes_back_beside_what_took_its_place_meanwhile(office: Office) -> None:
    """An old form that is sent once more adds another under the same request."""
    database, list_ = office.product.database, office.portfolio
    (request,) = database.reading.execute(
        "SELECT request FROM activity WHERE portfolio_id = ? AND number = 1", (list_.id,)
    ).fetchone()
    set_aside(office)
    assert add_activity(office.product, list_, "full", request) == 3
    assert bring_back(office)
    assert numbers(office) == [1, 2, 3]


def test_its_files_take_room_until_they_are_erased(office: Office) -> None:
    def room() -> int:
        reading = office.product.database.reading
        return int(queries.size_of_evidence_files(reading, portfolio=office.portfolio.id))

    before = room()
    set_aside(office)
    assert room() == before > 0
    assert erase(office)
    assert room() == 0


def test_wherever_it_is_stopped_it_is_done_or_not_begun(office: Office) -> None:
    """Contents on the disk, which no transaction brings back, stay until the rows have gone."""
    set_aside(office)
    here, looks = left_of(office), []
    assert here["content"] == here["agreed"] == here["file"] == 2
    stops = stop_anywhere(
        office.product.database, lambda: erase(office), lambda: looks.append(left_of(office))
    )
    rows_gone = {**REMOVED, "content": here["content"]}
    assert left_of(office) == REMOVED
    assert [left for left in looks if left not in (here, rows_gone, REMOVED)] == []
    assert stops > 20, "too few to come between its steps"


@pytest.mark.usefixtures("place")
def test_what_a_stop_leaves_on_the_disk_goes_with_the_daily_round(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(*_given: object) -> None:
        raise KeyboardInterrupt

    set_aside(office)
    with monkeypatch.context() as patch:
        patch.setattr(evidence_files, "sweep", stop)
        with pytest.raises(KeyboardInterrupt):
            erase(office)
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

    set_aside(office)
    before = left_of(office)
    with monkeypatch.context() as patch:
        patch.setattr(audit if step == "record" else evidence_files, step, stop)
        with pytest.raises(KeyboardInterrupt):
            erase(office)
    assert left_of(office) == before
    assert erase(office)
    assert left_of(office) == REMOVED


def test_removing_what_is_not_there_is_not_noted(office: Office) -> None:
    before = contents(office.product.database)
    set_aside(office, 9)
    assert not bring_back(office)
    assert not erase(office)
    assert contents(office.product.database) == before
