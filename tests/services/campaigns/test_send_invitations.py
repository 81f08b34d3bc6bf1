"""Messages to many leave through a real mail server that refuses, puts off and breaks off."""

import multiprocessing
import re
import time
from collections.abc import Iterator

import pytest
from aiosmtpd.controller import Controller

from ladder_assess.core.campaigns.mailing import INVITATION, REMINDER, Mailing
from ladder_assess.core.campaigns.message import Draft
from ladder_assess.core.instruments.wave import Wave
from ladder_assess.core.people.event import Actor
from ladder_assess.jobs import below_messages
from ladder_assess.services.campaigns import invite_contacts as inviting
from ladder_assess.services.campaigns import keep_contacts, send_invitations
from ladder_assess.services.campaigns.ask_people import find_link
from ladder_assess.services.campaigns.send_invitations import Sending
from ladder_assess.services.common.product import Product
from ladder_assess.services.people import send_mail
from ladder_assess.storage.campaigns import mailings
from ladder_assess.storage.campaigns.mailings import Delivery
from tests.processes.running import free_port
from tests.support.kept.contacts import confirm, invitees
from tests.support.kept.mail_server import HERE, Box, post_to
from tests.support.offices import Office, make_office
from tests.support.site import TODAY
from tests.support.waves import begin, everything, send

SITE = "https://ladder.example"
DRAFT = Draft("About {organisation}, {name}", "Dear {name},\n\n{link}\n\n<b>{role}</b>")
PEOPLE = 12


class Campaign:
    """A round with people to invite."""

    def __init__(self, product: Product, port: int, many: int = PEOPLE) -> None:
        self.product = product
        self.office: Office = make_office(self.product)
        confirm(self.product, self.office.id)
        self.portfolio = self.office.portfolio
        self.wave: Wave = begin(self.product, self.portfolio, respondents=True, short=True)
        self.by = Actor(self.office.owner.id, self.office.id, 1)
        self.people = [f"p{at:02d}@example.org" for at in range(many)]
        typed = "\n".join(f"{each}, Person {at}" for at, each in enumerate(self.people))
        invitees(self.product, self.portfolio, self.wave, typed, self.by)
        self.rests: list[float] = []
        self.sending = Sending(post_to(port), SITE, 600, TODAY, below_messages, self.rests.append)

    def start(self, kind: str = INVITATION, key: str = "one") -> bool:
        message = inviting.Message(kind, DRAFT, self.by, key)
        return inviting.start_mailing(self.product, self.portfolio, self.wave, message, TODAY)

    def send(self) -> int:
        return send_invitations.send_invitations(self.product, self.sending)

    def come_due(self) -> None:
        """As if all waits were over."""
        with self.product.database.writing() as connection:
            connection.execute("UPDATE delivery SET due = 0")
            connection.execute("UPDATE mailing SET due = 0")

    @property
    def mailing(self) -> Mailing:
        return inviting.list_mailings(self.product, self.portfolio, self.wave)[0]

    def problems(self) -> dict[str, str]:
        found = keep_contacts.list_contacts(self.product, self.portfolio, self.wave, 1, 100)
        return {each.address: each.problem for each in found if each.problem}


@pytest.fixture
def box() -> Box:
    return Box()


@pytest.fixture
def port(box: Box) -> Iterator[int]:
    controller = Controller(box, hostname=HERE, port=free_port())
    controller.start()
    yield controller.port
    controller.stop()


@pytest.fixture
def campaign(own: Product, port: int) -> Campaign:
    return Campaign(own, port)


def test_each_gets_one_message_with_a_link_of_their_own(campaign: Campaign, box: Box) -> None:
    assert campaign.start()
    assert not campaign.start(key="another"), "one at a time"
    assert campaign.send() == PEOPLE
    assert box.addresses == dict.fromkeys(campaign.people, 1)
    assert box.connections == 1
    message = box.message(campaign.people[3])
    assert message["Subject"] == f"About {campaign.office.name}, Person 3"
    text, page = (part.get_content() for part in message.iter_parts())
    (link,) = re.findall(rf"{SITE}/q/(\w+)", text)
    assert f'<a href="{SITE}/q/{link}">' in page
    assert "&lt;b&gt;&lt;/b&gt;" in page
    found = find_link(campaign.product, link)
    assert found is not None
    assert found.once
    assert not found.closed
    stop = message["List-Unsubscribe"].strip("<>")
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert stop in text
    assert inviting.whose_mail(campaign.product, stop.rpartition("/")[2]) == campaign.office.name
    # The pace is kept, and nothing of the link lies in the files.
    assert campaign.rests == [0.1] * PEOPLE
    files = campaign.product.database.path.parent.rglob("*")
    assert not any(link.encode() in file.read_bytes() for file in files if file.is_file())
    mailing = campaign.mailing
    assert (mailing.state, mailing.sent, mailing.waiting) == ("done", PEOPLE, 0)
    assert campaign.send() == 0


def test_who_is_refused_for_good_is_shown_and_who_is_put_off_is_tried_again(
    campaign: Campaign, box: Box
) -> None:
    gone, busy, full = campaign.people[:3]
    answers = {
        gone: "550 5.1.1 No such person",
        busy: "451 4.7.1 Come back",
        full: "452 4.2.2 Mailbox full",
    }
    box.says = lambda address, tries: (
        "" if address == busy and tries > 2 else answers.get(address, "")
    )
    campaign.start()
    assert campaign.send() == PEOPLE - 3
    assert campaign.problems() == {
        gone: "refused 550 5.1.1", busy: "later 451 4.7.1", full: "later 452 4.2.2",
    }  # fmt: skip
    assert (campaign.mailing.refused, campaign.mailing.again) == (1, 2)
    assert campaign.send() == 0, "not before its time"
    for _ in range(send_invitations.MOST_TRIES):
        campaign.come_due()
        campaign.send()
    assert box.asked[gone] == 1
    assert box.asked[full] == send_invitations.MOST_TRIES
    assert campaign.problems() == {gone: "refused 550 5.1.1", full: "refused 452 4.2.2"}
    assert box.addresses == dict.fromkeys([*campaign.people[3:], busy], 1)
    assert campaign.mailing.state == "done"


def test_waits_grow() -> None:
    waits = send_invitations.WAITS
    assert list(waits) == sorted(waits)
    assert waits[0] < waits[1] < waits[-1] == send_invitations.LONGEST_WAIT


@pytest.mark.parametrize("kept", [False, True])
def test_where_the_connection_breaks_off_nobody_is_left_out(
    campaign: Campaign, box: Box, kept: bool
) -> None:
    """Who was taken without a word gets it again, under the same name; nobody else does."""
    cut = set(campaign.people[2:5])
    box.breaks_off = lambda address, tries: kept if address in cut and tries == 1 else None
    campaign.start()
    campaign.send()
    campaign.come_due()
    campaign.send()
    expected = {each: 2 if kept and each in cut else 1 for each in campaign.people}
    assert box.addresses == expected
    assert campaign.mailing.state == "done"
    names = {
        re.search(rb"Message-ID: (\S+)", content)[1]  # type: ignore[index]
        for address, content in box.taken
        if address == campaign.people[2]
    }
    assert len(names) == 1


def test_a_server_that_takes_its_time_is_waited_for(
    campaign: Campaign, box: Box, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One that looked into each message for half a minute got each twelve times."""
    monkeypatch.setattr(send_mail, "PATIENCE", 0.5)
    box.takes = lambda address: 1.0
    campaign.start()
    campaign.send()
    assert box.addresses == dict.fromkeys(campaign.people, 1)
    assert campaign.mailing.state == "done"


def test_who_may_have_got_it_gets_few_copies(campaign: Campaign, box: Box) -> None:
    """Never more of them than a few, each an hour after the last."""
    person = campaign.people[2]
    box.breaks_off = lambda address, tries: True if address == person else None
    campaign.start()
    campaign.send()
    (due,) = campaign.product.database.reading.execute("SELECT due FROM delivery").fetchone()
    assert due > time.time() + send_invitations.LONGEST_WAIT - 60
    for _ in range(2 * send_invitations.MOST_COPIES):
        campaign.come_due()
        campaign.send()
    assert box.addresses[person] == send_invitations.MOST_COPIES
    assert campaign.mailing.state == "done"


@pytest.mark.thorough
def test_a_server_that_is_away_costs_nobody_a_try(own: Product, box: Box) -> None:
    campaign = Campaign(own, free_port())
    campaign.start()
    for _ in range(3 * send_invitations.MOST_TRIES):
        assert campaign.send() == 0
        assert campaign.mailing.problem == "ConnectionRefusedError"
        campaign.come_due()
    controller = Controller(box, hostname=HERE, port=campaign.sending.post.port)
    controller.start()
    assert campaign.send() == PEOPLE
    controller.stop()
    assert campaign.mailing.problem == ""


def test_a_mailing_can_be_stopped_and_gone_on_with(campaign: Campaign, box: Box) -> None:
    campaign.start()
    number = campaign.mailing.id
    where = (campaign.product, campaign.portfolio, campaign.wave, number, campaign.by)
    assert inviting.pause_mailing(*where)
    assert not inviting.pause_mailing(*where)
    assert campaign.send() == 0
    assert not box.taken
    assert inviting.resume_mailing(*where)
    assert campaign.send() == PEOPLE


@pytest.mark.thorough
def test_a_worker_that_is_killed_in_between_loses_nobody(
    campaign: Campaign, box: Box, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(send_invitations, "CLAIMED_FOR", 0)
    campaign.start()
    forked = multiprocessing.get_context("fork")
    kills = 0
    while campaign.mailing.waiting and kills < 50:
        campaign.product.database.close()
        process = forked.Process(target=campaign.send)
        process.start()
        until, before = time.monotonic() + 5, len(box.taken)
        while len(box.taken) < before + 2 and process.is_alive() and time.monotonic() < until:
            time.sleep(0.001)
        process.kill()
        process.join()
        kills += 1
    assert kills > 1
    assert set(box.addresses) == set(campaign.people)
    # At most the one that was on its way at each kill was handed over twice.
    assert sum(box.addresses.values()) - PEOPLE <= kills


def test_who_asked_for_no_more_gets_none_and_cannot_be_added_again(
    campaign: Campaign, box: Box
) -> None:
    campaign.start()
    campaign.send()
    stop = box.message(campaign.people[0])["List-Unsubscribe"].strip("<>")
    code = stop.rpartition("/")[2]
    where = (campaign.product, campaign.portfolio, campaign.wave)
    for contact in keep_contacts.list_contacts(*where, 1, 100):
        keep_contacts.remove_contact(*where, contact.id, campaign.by)
    assert inviting.unsubscribe(campaign.product, code)
    assert not inviting.unsubscribe(campaign.product, code.replace("-", "-a", 1))
    invitees(*where, "\n".join(campaign.people), campaign.by, key="again")
    assert keep_contacts.count_contacts(*where) == PEOPLE - 1
    assert campaign.start(key="again")
    campaign.send()
    assert box.addresses[campaign.people[0]] == 1


def test_reminders_go_to_those_who_have_not_answered_as_far_as_five_did(
    campaign: Campaign, box: Box
) -> None:
    campaign.start()
    campaign.send()
    values = dict(list(everything(campaign.product, campaign.wave, 1).items())[:3])
    for address in campaign.people[:7]:
        link = box.link(address)
        send(campaign.product, link, values)
    assert campaign.start(REMINDER, "reminder")
    campaign.send()
    # Five are known; that two more have answered is in no file, so they are reminded too.
    assert box.addresses == {each: 1 if at < 5 else 2 for at, each in enumerate(campaign.people)}
    again = box.link(campaign.people[9])
    assert find_link(campaign.product, again) is not None


def test_a_long_list_keeps_no_other_organisation_waiting(own: Product, port: int) -> None:
    """The older tests had one organisation; messages left in the order of their mailings."""
    first, then = (Campaign(own, port, many=40) for _ in range(2))
    assert first.start(key="first")
    assert then.start(key="then")
    send_invitations.prepare(own)
    for _ in range(30):
        found = mailings.claim(first.product.database.reading, int(time.time()), 0)  # type: ignore[arg-type]
        assert isinstance(found, Delivery)
        with first.product.database.writing() as connection:
            mailings.note_sent(connection, found, TODAY)
    assert first.mailing.sent > 3
    assert then.mailing.sent > 3


def test_what_stands_in_the_way_is_said(own: Product, port: int) -> None:
    campaign = Campaign(own, port, many=9)
    where = (campaign.product, campaign.portfolio, campaign.wave, campaign.office.id)
    assert inviting.obstacles(*where, INVITATION) == [(inviting.FEW, "")]
    assert inviting.obstacles(*where, REMINDER) == [(inviting.FEW, ""), (inviting.NOBODY, "")]
    assert not campaign.start()
    with campaign.product.database.writing() as connection:
        connection.execute("DELETE FROM confirmation")
    assert (inviting.UNCONFIRMED, "") in inviting.obstacles(*where, INVITATION)
