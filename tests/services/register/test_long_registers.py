"""A long register comes in, and goes out again, in pieces: as a whole or not at all.

The older tests had a few rows. Twenty thousand with every answer changed kept everybody from saving
for eight seconds, and a test of that counted statements, not what they did.
"""

from collections.abc import Callable
from typing import Any

import pytest

from ladder_assess.core.activities.history import Author
from ladder_assess.core.people.access import Membership
from ladder_assess.core.people.event import Actor
from ladder_assess.core.register.state import DONE, FAILED, UNDONE, SentRegister
from ladder_assess.jobs import MOST_ATTEMPTS
from ladder_assess.services.activities.remove_activity import remove_activity
from ladder_assess.services.activities.save_answers import save_answers
from ladder_assess.services.activities.take_in_portfolio import take_in_portfolio
from ladder_assess.services.common.product import Product
from ladder_assess.services.register import import_register as importing
from ladder_assess.services.register.read_register import read_again, send_register
from ladder_assess.storage.activities import landing
from ladder_assess.storage.activities.history import newest_changes
from ladder_assess.storage.activities.landing import AT_ONCE
from ladder_assess.storage.people import organisations
from ladder_assess.storage.register import imports as register_imports
from tests.support.kept.transactions import count_changes, count_rests, cut_short
from tests.support.links import Link, Links
from tests.support.offices import make_office
from tests.support.site import TODAY

pytestmark = pytest.mark.thorough

ROWS = 2 * AT_ONCE + 20
NOW = 1_700_000_000
# Of a row: its activity, what changed, and what the row keeps no more.
CHANGES = 2
WRITTEN = CHANGES + 4


def register(name: str, seats: str) -> bytes:
    lines = "".join(f"r{at},{name} {at},{seats}\n" for at in range(ROWS))
    return f"id,name,seats\n{lines}".encode()


FIRST, SECOND = register("First", "advisory"), register("Second", "minority")


class Long:
    """A private link with a long register in it, and another that changes each row of it."""

    def __init__(self, product: Product) -> None:
        self.product = product
        self.link: Link = Links(product).make()
        self.send(FIRST)
        self.work()
        self.send(SECOND)

    def send(self, content: bytes) -> None:
        """Send a register, read it and say that it is to be imported."""
        sent = SentRegister("register.csv", content, Author(when=NOW))
        request = f"register of {len(content)} {self.link.token}"
        self.number = send_register(self.product, self.link.portfolio, sent, request)
        self.work()
        found = importing.find_import(self.product, self.link.portfolio, self.number)
        assert found is not None
        assert importing.ask_to_save(self.product, self.link.portfolio, found, leave_out=True)

    def work(self) -> None:
        importing.work_on_register(self.product, self.number, NOW)

    def undo(self) -> None:
        importing.ask_to_undo(self.product, self.link.portfolio, self.number, NOW)
        self.work()

    def give_up(self) -> None:
        importing.give_up_register(self.product, self.number, "MemoryError")

    @property
    def state(self) -> str:
        found = importing.find_import(self.product, self.link.portfolio, self.number)
        assert found is not None
        return found.state

    @property
    def names(self) -> dict[str, int]:
        """How many activities have which name, but for their numbers."""
        found = dict[str, int]()
        for record in self.link.records:
            name = record.name.split()[0]
            found[name] = found.get(name, 0) + 1
        return found

    def count(self, what: str, *of: Any) -> int:
        row = self.product.database.reading.execute(f"SELECT COUNT(*) FROM {what}", of).fetchone()
        return int(row[0])


@pytest.fixture
def long(own: Product, monkeypatch: pytest.MonkeyPatch) -> Long:
    with monkeypatch.context() as patched:
        count_rests(patched)
        return Long(own)


def test_no_transaction_changes_more_than_a_piece(
    long: Long, monkeypatch: pytest.MonkeyPatch
) -> None:
    changed, rests = count_changes(monkeypatch), count_rests(monkeypatch)
    long.work()
    assert long.names == {"Second": ROWS}
    long.undo()
    assert long.names == {"First": ROWS}
    assert sum(changed) > 2 * ROWS * CHANGES
    assert max(changed) <= AT_ONCE * WRITTEN + 1000
    assert len(rests) >= 4


@pytest.mark.parametrize("rests", [0, 1])
def test_what_is_cut_short_is_gone_on_with(
    long: Long, monkeypatch: pytest.MonkeyPatch, rests: int
) -> None:
    before = long.count("change")
    assert cut_short(monkeypatch, long.work, rests)
    assert long.names == {"Second": AT_ONCE * (rests + 1), "First": ROWS - AT_ONCE * (rests + 1)}
    count_rests(monkeypatch)
    long.work()
    assert (long.state, long.names) == (DONE, {"Second": ROWS})
    assert long.count("change") == before + CHANGES * ROWS, "each change is noted once"
    importing.ask_to_undo(long.product, long.link.portfolio, long.number, NOW)
    assert cut_short(monkeypatch, long.work, rests)
    assert set(long.names) == {"First", "Second"}
    long.work()
    assert (long.state, long.names) == (UNDONE, {"First": ROWS})
    assert long.count("change") == before + 2 * CHANGES * ROWS


def test_new_rows_that_are_cut_short_come_in_once(
    own: Product, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        count_rests(patched)
        long = Long(own)
    other = Links(own).make()
    long.link = other
    long.send(FIRST)
    assert cut_short(monkeypatch, long.work, 0)
    assert len(other.records) == AT_ONCE
    count_rests(monkeypatch)
    long.work()
    assert [record.register_id for record in other.records] == [f"r{at}" for at in range(ROWS)]
    assert [record.number for record in other.records] == list(range(1, ROWS + 1))


def test_what_cannot_come_in_as_a_whole_goes_out_again(
    long: Long, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A disk that is full, or a process that is ended each time: both tries stop half way."""
    count_rests(monkeypatch)
    for _ in range(MOST_ATTEMPTS):
        cut_short(monkeypatch, long.work, 0)
    assert set(long.names) == {"First", "Second"}
    long.give_up()
    count_rests(monkeypatch)
    long.work()
    assert (long.state, long.names) == (FAILED, {"First": ROWS})
    found = importing.find_import(long.product, long.link.portfolio, long.number)
    assert found is not None
    assert found.findings.error == "MemoryError"


def change(long: Long, number: int, values: dict[str, str]) -> None:
    save_answers(long.product, long.link.portfolio, number, values, Author(None, "about", NOW + 1))


@pytest.mark.parametrize("at", [1, AT_ONCE + 1, ROWS])
def test_who_changes_an_activity_meanwhile_changes_what_came_in(
    long: Long, monkeypatch: pytest.MonkeyPatch, at: int
) -> None:
    """Whether its row has landed or not: nobody can tell."""
    cut_short(monkeypatch, long.work, 0)
    change(long, at, {"description": "Mine"})
    count_rests(monkeypatch)
    long.work()
    record = long.link.record(at)
    assert (record.name, record.values["description"]) == (f"Second {at - 1}", "Mine")
    assert (long.state, long.names) == (DONE, {"Second": ROWS})
    noted = newest_changes(long.product.database, long.link.portfolio, at, 9)
    assert noted[0].key == "description"
    assert sum(each.key == "name" for each in noted) == 1
    long.undo()
    assert long.names == {"First": ROWS - 1, "Second": 1}, "what somebody worked on since stays"


def test_what_is_removed_meanwhile_stays_removed(
    long: Long, monkeypatch: pytest.MonkeyPatch
) -> None:
    cut_short(monkeypatch, long.work, 0)
    by = Actor(None, None, NOW)
    remove_activity(long.product, long.link.portfolio, ROWS, by, TODAY, NOW)
    count_rests(monkeypatch)
    long.work()
    assert (long.state, long.names) == (DONE, {"Second": ROWS - 1})


def test_what_is_taken_into_an_organisation_meanwhile_is_whole(
    long: Long, monkeypatch: pytest.MonkeyPatch
) -> None:
    office = make_office(long.product)
    place = organisations.find_membership(long.product.database, office.id, office.owner.id)
    assert isinstance(place, Membership)
    cut_short(monkeypatch, long.work, 0)
    changed, rests = count_changes(monkeypatch), count_rests(monkeypatch)
    moved = take_in_portfolio(long.product, long.link.portfolio, place, NOW)
    assert moved == (ROWS, 0)
    assert (
        long.count(
            "activity WHERE document LIKE '%Second%' AND portfolio_id = ?", office.portfolio.id
        )
        == ROWS
    )
    assert max(changed) <= AT_ONCE * WRITTEN + 1000
    assert len(rests) >= 2


def test_taking_in_that_is_cut_short_is_gone_on_with(
    long: Long, monkeypatch: pytest.MonkeyPatch
) -> None:
    office = make_office(long.product)
    place = organisations.find_membership(long.product.database, office.id, office.owner.id)
    assert isinstance(place, Membership)
    with monkeypatch.context() as patched:
        count_rests(patched)
        long.work()
    take: Callable[[], object] = lambda: take_in_portfolio(  # noqa: E731
        long.product, long.link.portfolio, place, NOW
    )
    assert cut_short(monkeypatch, take, 0)
    assert len(long.link.records) == ROWS - AT_ONCE
    count_rests(monkeypatch)
    assert take() == (ROWS - AT_ONCE, 0)
    numbers = "activity WHERE portfolio_id = ? AND number BETWEEN 1 AND ?"
    assert long.count(numbers, office.portfolio.id, ROWS) == ROWS


@pytest.mark.parametrize("does", ["sends another", "throws it away", "reads it again"])
def test_what_was_not_imported_goes_in_pieces(
    own: Product, monkeypatch: pytest.MonkeyPatch, does: str
) -> None:
    monkeypatch.setattr(register_imports, "DROPPED_AT_ONCE", 100)
    link = Links(own).make()
    sent = SentRegister("register.csv", FIRST, Author(when=NOW))
    number = send_register(own, link.portfolio, sent, "the first")
    importing.work_on_register(own, number, NOW)
    changed, rests = count_changes(monkeypatch), count_rests(monkeypatch)
    if does == "sends another":
        send_register(own, link.portfolio, sent, "the second")
    elif does == "throws it away":
        importing.forget_register(own, link.portfolio, number)
    else:
        assert read_again(own, link.portfolio, number)
        changed.clear()
        importing.work_on_register(own, number, NOW)
    left = own.database.reading.execute("SELECT COUNT(*) FROM register_row").fetchone()[0]
    assert left == (ROWS if does == "reads it again" else 0)
    assert len(rests) >= ROWS // 100
    assert max(changed) <= AT_ONCE + 2


def test_nothing_is_on_its_way_afterwards(long: Long, monkeypatch: pytest.MonkeyPatch) -> None:
    count_rests(monkeypatch)
    long.work()
    assert landing.under_way(long.product.database.reading, long.link.portfolio) == []
    assert long.count("register_row WHERE after IS NOT NULL") == 0
    assert long.count("register_import") == 1, "an earlier one goes"
