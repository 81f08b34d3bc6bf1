"""Long lists of contacts come, are written to and go in pieces: nobody who saves waits for all.

The older tests had a dozen contacts. Fifty thousand kept everybody from saving for six seconds
while a mailing was started.
"""

from collections.abc import Callable

import pytest

from ladder_assess.core.campaigns.contact_list import SentList
from ladder_assess.core.campaigns.contacts import MOST_CONTACTS
from ladder_assess.core.campaigns.mailing import INVITATION
from ladder_assess.core.campaigns.message import Draft
from ladder_assess.core.people.event import Actor
from ladder_assess.services.campaigns import keep_contacts, send_invitations
from ladder_assess.services.campaigns.invite_contacts import Message, list_mailings, start_mailing
from ladder_assess.services.campaigns.keep_contacts import AT_ONCE, TooManyContacts
from ladder_assess.services.common.product import Product
from ladder_assess.storage.campaigns import mailings
from ladder_assess.storage.people import audit
from tests.support.kept.contacts import confirm
from tests.support.kept.transactions import count_changes, count_rests, cut_short
from tests.support.offices import make_office
from tests.support.site import TODAY
from tests.support.waves import begin

PEOPLE = 2 * AT_ONCE + 100
# Of a contact: the row itself, its link, and what waits to be handed over.
ROWS = 3


class Long:
    """A round to which many people come."""

    def __init__(self, product: Product) -> None:
        self.product, self.office = product, make_office(product)
        confirm(product, self.office.id)
        self.list = self.office.portfolio
        self.wave = begin(product, self.list, respondents=True, short=True)
        self.by = Actor(self.office.owner.id, self.office.id, 1)

    def send(self) -> None:
        typed = "".join(f"p{at}@example.org\n" for at in range(PEOPLE))
        sent = SentList("", typed.encode(), "", None, 0)
        self.sent = keep_contacts.send_list(
            self.product, self.list, self.wave, sent, "sent", free=0
        )

    def take(self) -> None:
        keep_contacts.take_list(self.product, self.list, self.wave, self.sent, TODAY, self.by)

    def start(self) -> None:
        message = Message(INVITATION, Draft("Please", "{link}"), self.by, "first")
        assert start_mailing(self.product, self.list, self.wave, message, TODAY)

    def prepare(self) -> None:
        send_invitations.prepare(self.product)

    def remove(self) -> None:
        keep_contacts.remove_contacts(self.product, self.list, self.wave, self.by)

    def count(self, what: str) -> int:
        row = self.product.database.reading.execute(f"SELECT COUNT(*) FROM {what}").fetchone()
        return int(row[0])

    def logged(self, event: str) -> int:
        """How many contacts the log tells of."""
        found = audit.of_organisation(self.product.database, self.office.id)
        return sum(int(each.details["contacts"]) for each in found if each.event == event)


@pytest.fixture
def long(own: Product) -> Long:
    return Long(own)


def test_no_transaction_changes_more_than_a_piece(
    long: Long, monkeypatch: pytest.MonkeyPatch
) -> None:
    long.send()
    changed, rests = count_changes(monkeypatch), count_rests(monkeypatch)
    steps: tuple[Callable[[], None], ...] = (long.take, long.start, long.prepare, long.remove)
    for step in steps:
        step()
    assert long.count("contact") == long.count("wave_link_once") == long.count("delivery") == 0
    assert sum(changed) > PEOPLE * 2 * ROWS
    assert max(changed) <= AT_ONCE * ROWS + 10
    assert len(rests) >= 2 * (PEOPLE // AT_ONCE) + PEOPLE // send_invitations.PREPARED_AT_ONCE


@pytest.mark.thorough
@pytest.mark.parametrize("rests", [0, 1])
def test_what_is_cut_short_is_gone_on_with(
    long: Long, monkeypatch: pytest.MonkeyPatch, rests: int
) -> None:
    long.send()
    assert cut_short(monkeypatch, long.take, rests)
    assert 0 < long.count("contact") < PEOPLE
    assert long.logged("contacts_added") == long.count("contact"), "only what happened"
    long.take()
    assert long.count("contact") == long.logged("contacts_added") == PEOPLE
    long.start()
    assert cut_short(monkeypatch, long.prepare, rests)
    found = mailings.claim(long.product.database.reading, 10**10, 0)  # type: ignore[arg-type]
    assert found is None, "nothing leaves before all is prepared"
    (mailing,) = list_mailings(long.product, long.list, long.wave)
    assert (mailing.state, mailing.total) == ("sending", PEOPLE)
    assert send_invitations.are_due(long.product)
    long.prepare()
    assert long.count("delivery") == long.count("wave_link_once") == PEOPLE
    assert long.count("wave_link WHERE many = " + str(PEOPLE)) == 1
    assert cut_short(monkeypatch, long.remove, rests)
    left = long.count("contact")
    assert 0 < left < PEOPLE
    assert long.count("delivery") == long.count("wave_link_once") == left
    long.remove()
    assert long.count("contact") == 0
    assert long.logged("contacts_removed") == PEOPLE


def test_too_many_add_nobody(long: Long, monkeypatch: pytest.MonkeyPatch) -> None:
    long.send()
    assert PEOPLE < MOST_CONTACTS
    monkeypatch.setattr(keep_contacts, "MOST_CONTACTS", PEOPLE - 1)
    with pytest.raises(TooManyContacts):
        long.take()
    assert long.count("contact") == 0


def test_contacts_that_come_and_go_meanwhile(long: Long, monkeypatch: pytest.MonkeyPatch) -> None:
    long.send()
    long.take()
    long.start()
    assert cut_short(monkeypatch, long.prepare, 0)
    long.remove()
    long.prepare()
    (mailing,) = list_mailings(long.product, long.list, long.wave)
    assert (mailing.state, mailing.total) == ("done", 0)
