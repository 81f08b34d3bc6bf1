"""People of an organisation: invited, joined, given other roles, removed, leaving."""

import re
import time

import pytest
from flask import Flask

from ladder_assess.core.activities.activity_record import FULL, ActivityRecord
from ladder_assess.core.people.access import CONTRIBUTOR, EDITOR, OWNER, VIEWER
from ladder_assess.core.people.account import Account
from ladder_assess.core.people.event import Event
from ladder_assess.services.people import invite_person
from ladder_assess.services.people.invite_person import DAY, GOOD_FOR_DAYS, Invited, Place
from ladder_assess.services.people.send_mail import REFUSED
from ladder_assess.storage.activities import activities
from ladder_assess.storage.people import audit, mail, organisations
from ladder_assess.storage.people.organisations import portfolio_of
from tests.support.client import Client
from tests.support.forms import form_of
from tests.support.kept.written import written
from tests.support.membership import Organisation, People
from tests.support.site import sealed


@pytest.fixture
def people(app: Flask) -> People:
    return People(app)


@pytest.fixture
def owner(people: People) -> Account:
    return people.person("Ola Owner")


@pytest.fixture
def river(people: People, owner: Account) -> Organisation:
    return people.organisation(owner)


def role_of(people: People, river: Organisation, account: Account) -> str | None:
    found = organisations.find_membership(people.product.database, river.id, account.id)
    return None if found is None else found.role


def newest(people: People, river: Organisation) -> Event:
    return audit.of_organisation(people.product.database, river.id, newest=1)[0]


def invite(people: People, owner: Account, river: Organisation, email: str, **others: str) -> str:
    """Invite someone in the browser; the path of the link in the message."""
    client = people.client(owner)
    client.answer(client.get(f"{river.address}/people/invite"), email=email, **others)
    message = next(m for m in mail.all_messages(people.product.database) if m.recipient == email)
    (path,) = re.findall(r"http://127\.0\.0\.1:8000(/invitation/\S+)", message.body)
    return str(path)


def test_a_colleague_is_invited_and_joins(
    people: People, owner: Account, river: Organisation
) -> None:
    ada = people.person("Ada")
    link = invite(people, owner, river, ada.email, role=EDITOR)
    client = people.client(ada)
    page = client.get(link)
    assert page.heading == "You are invited to River Trust"
    assert "Editor" in page.text
    assert "This invitation was sent to" not in page.text
    page = client.answer(page)
    assert page.address == river.address
    assert role_of(people, river, ada) == EDITOR
    event = newest(people, river)
    assert (event.event, event.account) == ("person_joined", ada.id)
    assert client.get(link, status=404).heading == "This invitation does not work any more"


def test_people_of_a_large_organisation_are_searched_by_what_is_seen_of_them(
    people: People, owner: Account, river: Organisation
) -> None:
    at = f"{river.address}/people"
    assert not people.client(owner).get(at).all("[role=search]")
    reader = people.join(river, VIEWER)
    for _each in range(10):
        people.join(river, EDITOR)
    assert people.client(owner).get(at).all("[role=search]")
    page = people.client(owner).get(f"{at}?q=OLA")
    assert [row.text.split(" (you)")[0] for row in page.all(".app-rows li")] == ["Ola Owner"]
    assert "1 of 12 fits “OLA”." in page.text
    address = owner.email.split("@")[0]
    assert "Ola Owner" in people.client(owner).get(f"{at}?q={address}").words_of("main li")
    assert "None fits" in people.client(reader).get(f"{at}?q={address}").text


def test_the_message_says_who_invites_to_what(
    people: People, owner: Account, river: Organisation
) -> None:
    invite(people, owner, river, "new.colleague@example.org")
    message = mail.all_messages(people.product.database)[0]
    assert message.subject == "You are invited to River Trust"
    assert "Ola Owner invites you to work with River Trust" in message.body
    assert message.kind == "invitation"


def test_without_mail_the_owner_sees_the_link_once(
    people: People, owner: Account, river: Organisation
) -> None:
    client = people.client(owner)
    page = client.get(f"{river.address}/people/invite")
    page = client.answer(page, email="by.hand@example.org")
    assert page.heading == "The invitation is made"
    assert "/invitation/" in page.one("#invitation-link")["value"]
    assert "/invitation/" not in client.get(f"{river.address}/people").html


def test_whoever_invited_is_told_that_the_address_was_refused(
    people: People, owner: Account, river: Organisation
) -> None:
    """The tests of mail looked into the outbox, where the failure was; nobody who invites does."""
    database = people.product.database
    for address in ("gone@example.org", "fine@example.org", "server@example.org"):
        invite(people, owner, river, address)
    problems = {"gone@example.org": REFUSED, "server@example.org": "SMTPServerDisconnected"}
    for message in mail.all_messages(database):
        if message.recipient in problems:
            written(database, mail.give_up, message.id, problems[message.recipient])
    page = people.client(owner).get(f"{river.address}/people")
    assert "2 invitations did not arrive." in page.words_of("#not-arrived")
    told = {row.text.split()[0]: row.text for row in page.all("main .app-rows li")}
    assert "the mail server refused this address" in told["gone@example.org"]
    assert "could not be sent" in told["server@example.org"]
    assert "Has not answered yet." in told["fine@example.org"]
    assert "did not" not in told["fine@example.org"]
    invite(people, owner, river, "gone@example.org")
    again = people.client(owner).get(f"{river.address}/people")
    assert "1 invitation did not arrive." in again.words_of("#not-arrived"), "this one still waits"


def test_rights_come_with_an_invitation(
    people: People, owner: Account, river: Organisation
) -> None:
    client = people.client(owner)
    bo = people.person("Bo")
    page = client.get(f"{river.address}/people/invite")
    page = client.answer(page, email=bo.email, role=VIEWER, rights=["trainer"])
    link = page.one("#invitation-link")["value"]
    browser = people.client(bo)
    page = browser.answer(browser.get(link))
    found = organisations.find_membership(people.product.database, river.id, bo.id)
    assert found is not None
    assert found.rights == {"trainer"}
    assert "You are: viewer, trainer" in page.text


def test_someone_who_is_not_signed_in_is_led_on_and_comes_back(
    people: People, client: Client, owner: Account, river: Organisation
) -> None:
    link = invite(people, owner, river, "stranger@example.org")
    page = client.get(link)
    assert page.link("Open an account") == f"/account/new?to={link}"
    assert page.one("main a.govuk-button")["href"] == f"/sign-in?to={link}"
    page = client.follow(page, "Open an account")
    client.answer(page, email="stranger@example.org")
    messages = mail.all_messages(people.product.database)
    message = next(m for m in messages if m.kind == "confirm")
    (confirm,) = re.findall(r"http://127\.0\.0\.1:8000(/account/confirm/\S+)", message.body)
    page = client.get(str(confirm))
    names = {name for name in form_of(page).names if name.startswith("password")}
    words = dict.fromkeys(names, "seven green ladders by the sea")
    page = client.answer(page, name="Stranger", **words)
    assert page.address == link
    assert client.answer(page).address == river.address


@pytest.mark.parametrize("role", [OWNER, EDITOR, CONTRIBUTOR, VIEWER])
def test_another_address_is_pointed_out_and_gets_no_place(
    people: People, owner: Account, river: Organisation, role: str
) -> None:
    """Whatever the role: with a place comes all that its people see."""
    ada, work = people.person("Ada"), people.person("Ada at work")
    link = invite(people, owner, river, work.email, role=role)
    page = people.client(ada).get(link)
    assert f"for {work.email} alone. You are signed in as {ada.email}." in page.text
    assert "ask whoever invited you to invite that" in page.text
    assert not [f for f in page.all("main form") if f.get("method") == "post"]
    client = people.client(work)
    assert client.answer(client.get(link)).address == river.address


def test_whoever_belongs_keeps_their_place(
    people: People, owner: Account, river: Organisation
) -> None:
    link = invite(people, owner, river, "other@example.org", role=VIEWER)
    client = people.client(owner)
    page = client.get(link)
    assert "You belong to this organisation already." in page.text
    token = form_of(client.get(f"{river.address}/people/invite")).values["csrf_token"]
    client.post(link, {"csrf_token": token})
    assert role_of(people, river, owner) == "owner"


def test_someone_who_belongs_is_not_invited_again(
    people: People, owner: Account, river: Organisation
) -> None:
    client = people.client(owner)
    page = client.get(f"{river.address}/people/invite")
    page = client.answer(page, email=owner.email.upper())
    assert page.complaints == ["Someone with this address belongs here already."]
    page = client.answer(client.get(f"{river.address}/people/invite"), email="nobody")
    assert page.complaints == ["Enter an e-mail address, such as name@example.org."]


def test_an_invitation_is_withdrawn(people: People, owner: Account, river: Organisation) -> None:
    link = invite(people, owner, river, "late@example.org")
    client = people.client(owner)
    page = client.get(f"{river.address}/people")
    page = client.answer(client.follow(page, "Withdraw"))
    assert "late@example.org" not in page.text
    assert newest(people, river).event == "invitation_withdrawn"
    client.get(link, status=404)


def test_inviting_again_makes_the_first_link_void(
    people: People, owner: Account, river: Organisation
) -> None:
    first = invite(people, owner, river, "twice@example.org")
    second = invite(people, owner, river, "Twice@example.org".lower(), role=EDITOR)
    client = people.client(people.person())
    client.get(first, status=404)
    assert "Editor" in client.get(second).text


def test_an_invitation_runs_out(people: People, owner: Account, river: Organisation) -> None:
    now = int(time.time())
    place, late = Place(VIEWER), now - GOOD_FOR_DAYS * DAY
    old = invite_person.invite(
        people.product, owner, river.id, Invited("a@example.org", place), late
    )
    later = Invited("b@example.org", place)
    fresh = invite_person.invite(people.product, owner, river.id, later, late + 60)
    client = people.client(people.person())
    client.get(f"/invitation/{old}", status=404)
    client.get(f"/invitation/{fresh}")


def test_an_invitation_of_another_organisation_cannot_be_withdrawn(
    people: People, owner: Account, river: Organisation
) -> None:
    other = people.organisation(people.person(), "Other")
    invite(people, owner, river, "mine@example.org")
    page = people.client(owner).get(f"{river.address}/people")
    number = page.link("Withdraw").split("/")[-2]
    member = people.client(people.join(other))
    member.get(f"{other.address}/invitations/{number}/withdraw", status=404)


def test_a_role_is_changed_and_noted(people: People, owner: Account, river: Organisation) -> None:
    ada = people.join(river, CONTRIBUTOR)
    client = people.client(owner)
    page = client.get(f"{river.address}/people/{sealed(ada.id)}")
    assert form_of(page).values["role"] == [CONTRIBUTOR]
    client.answer(page, role=EDITOR, rights=["survey_manager"])
    assert role_of(people, river, ada) == EDITOR
    event = newest(people, river)
    assert event.event == "role_changed"
    assert event.details == {
        "account": ada.id,
        "role": [CONTRIBUTOR, EDITOR],
        "rights": [[], ["survey_manager"]],
    }


def test_the_last_owner_neither_steps_down_nor_leaves(
    people: People, owner: Account, river: Organisation
) -> None:
    people.join(river, EDITOR)
    client = people.client(owner)
    page = client.answer(client.get(f"{river.address}/people/{sealed(owner.id)}"), role=VIEWER)
    assert page.complaints == ["Make someone else an owner first: this is the last one."]
    page = client.answer(client.get(f"{river.address}/leave"))
    assert page.complaints == ["Make someone else an owner first: you are the last one."]
    assert role_of(people, river, owner) == "owner"
    people.join(river)
    page = client.answer(client.get(f"{river.address}/leave"))
    assert page.address == "/organisations"
    assert role_of(people, river, owner) is None
    assert newest(people, river).event == "person_left"
    client.get(river.address, status=404)
    client.get(river.portfolio, status=404)


@pytest.mark.parametrize("role", [VIEWER, EDITOR])
def test_what_someone_cannot_describe_any_more_waits_for_nobody(
    people: People, owner: Account, river: Organisation, role: str
) -> None:
    """It was shown as assigned to them, and stood on nobody's first page."""
    ada = people.join(river, CONTRIBUTOR)
    database = people.product.database
    membership = organisations.find_membership(database, river.id, owner.id)
    assert membership is not None
    portfolio = portfolio_of(database, membership)
    record = ActivityRecord(0, FULL, stamp=people.product.stamp, assigned_to=ada.id)
    number = written(database, activities.add_activity, portfolio, record, "waits")
    client = people.client(owner)
    page = client.get(f"{river.address}/people/{sealed(ada.id)}")
    page = client.answer(page, role=role)
    lost = role == VIEWER
    assert ("What was assigned to them is assigned to nobody." in page.text) == lost
    found = activities.find_activity(database, portfolio, number)
    assert found is not None
    assert found.assigned_to == (None if lost else ada.id)


def test_someone_removed_gets_nothing_any_more_and_has_nothing_to_do(
    people: People, owner: Account, river: Organisation
) -> None:
    ada = people.join(river, CONTRIBUTOR)
    database = people.product.database
    membership = organisations.find_membership(database, river.id, owner.id)
    assert membership is not None
    portfolio = portfolio_of(database, membership)
    record = ActivityRecord(0, FULL, stamp=people.product.stamp)
    number = written(database, activities.add_activity, portfolio, record, "first")
    with database.writing() as connection:
        connection.execute(
            "UPDATE activity SET assigned_to = ? WHERE portfolio_id = ?", (ada.id, portfolio.id)
        )
    client = people.client(ada)
    client.get(river.portfolio)
    page = people.client(owner).get(f"{river.address}/people/{sealed(ada.id)}/remove")
    assert page.heading == "Remove Sam Okoro?"
    other = people.client(owner)
    other.answer(other.get(f"{river.address}/people/{sealed(ada.id)}/remove"))
    client.get(river.portfolio, status=404)
    found = activities.find_activity(database, portfolio, number)
    assert found is not None
    assert found.assigned_to is None
    assert newest(people, river).event == "person_removed"


def test_removing_oneself_is_leaving(people: People, owner: Account, river: Organisation) -> None:
    page = people.client(owner).get(f"{river.address}/people/{sealed(owner.id)}/remove")
    assert page.heading == "Leave River Trust?"


def test_people_of_others_are_not_there(
    people: People, owner: Account, river: Organisation
) -> None:
    stranger = people.person()
    client = people.client(owner)
    client.get(f"{river.address}/people/{sealed(stranger.id)}", status=404)
    client.get(f"{river.address}/people/{sealed(stranger.id)}/remove", status=404)


def test_one_person_has_several_organisations(people: People, owner: Account) -> None:
    people.organisation(owner, "First")
    people.organisation(owner, "Second")
    page = people.client(owner).get("/organisations")
    assert [row.named("a")[0].text for row in page.all(".app-rows > li")] == ["First", "Second"]


def test_no_address_is_in_the_log(people: People, owner: Account, river: Organisation) -> None:
    invite(people, owner, river, "secret@example.org")
    events = audit.of_organisation(people.product.database, river.id)
    assert not any("@" in str(event.details) for event in events)
