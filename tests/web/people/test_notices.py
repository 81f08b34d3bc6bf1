"""Messages about work: nobody gets one without asking, and none says more than it must."""

import pytest
from flask import Flask

from ladder_assess.core.people.account import Account
from ladder_assess.services.common.product import Product
from ladder_assess.services.people import tell_people
from ladder_assess.storage.people import audit, consent, mail, organisations
from tests.support.kept.written import written
from tests.support.links import PANEL
from tests.support.offices import Office, make_office, make_person, signed_in_client
from tests.support.page import Page
from tests.support.site import TODAY

NAME = "Tenant panel of Alder Street"


@pytest.fixture
def office(product: Product) -> Office:
    made = make_office(product)
    made.describe({**PANEL, "name": NAME})
    return made


def colleague(office: Office, name: str, role: str, *, wants: bool = True) -> Account:
    person = make_person(office.product, name)
    office.take_on(person, role)
    if wants:
        tell_people.turn_on(office.product, person, 1, TODAY)
    return person


def sent_to(product: Product, *people: Account) -> list[str]:
    """The subjects of the messages that each was sent, the oldest first."""
    addresses = {person.email for person in people}
    found = [m for m in mail.all_messages(product.database) if m.recipient in addresses]
    return [message.subject for message in sorted(found, key=lambda m: m.id)]


def assign(app: Flask, office: Office, person: Account) -> None:
    client = signed_in_client(app, office.owner)
    client.answer(client.get(f"{office.list}/activities/1/assign"), person=str(person.id))


def take(app: Flask, office: Office, by: Account, step: str, **fields: str) -> Page:
    client = signed_in_client(app, by)
    return client.answer(client.get(f"{office.list}/activities/1/{step}"), **fields)


def test_messages_are_turned_on_and_off(app: Flask, product: Product) -> None:
    person = make_person(product, "Pat Person")
    client = signed_in_client(app, person)
    page = client.follow(client.get("/account"), "Turn messages about work on")
    assert "Your address is used for nothing else" in page.text
    page = client.answer(page, notices="on")
    (given,) = consent.of_account(product.database, person.id)
    assert (given.purpose, given.version, given.withdrawn_on) == (
        "notices",
        product.definitions.consent.version,
        "",
    )
    assert given.reference in page.one("#notices").text
    page = client.follow(page, "Turn messages about work off")
    assert given.reference in page.text
    client.answer(page, notices="on")
    assert consent.of_account(product.database, person.id) == [given]
    for _ in range(2):
        page = client.answer(client.get("/account/notices"), notices="off")
        assert "Off." in page.one("#notices").text
    (given,) = consent.of_account(product.database, person.id)
    assert given.withdrawn_on == TODAY.isoformat()
    page = client.answer(client.get("/account/notices"), notices="on")
    assert given.reference not in page.text


def test_a_choice_is_needed_and_only_one_of_those_shown(app: Flask, product: Product) -> None:
    person = make_person(product, "Pat Person")
    client = signed_in_client(app, person)
    form = client.get("/account/notices").one("main form [name=csrf_token]")
    for choice in ({}, {"notices": "often"}):
        page = client.post("/account/notices", {"csrf_token": form["value"], **choice})
        assert page.complaints
    assert not consent.of_account(product.database, person.id)


def test_turning_them_on_is_on_record_where_one_works(office: Office) -> None:
    person = colleague(office, "Cy Contributor", "contributor")
    tell_people.turn_off(office.product, person, TODAY)
    log = audit.of_organisation(office.product.database, office.id)
    assert [e.event for e in log[:2]] == ["notices_turned_off", "notices_turned_on"]


def test_whoever_gets_work_is_told_once_and_not_what_it_holds(
    app: Flask, office: Office, product: Product
) -> None:
    person = colleague(office, "Cy Contributor", "contributor")
    quiet = colleague(office, "Quin Quiet", "contributor", wants=False)
    for one in (person, person, quiet):
        assign(app, office, one)
    assert sent_to(product, person) == ["An activity was assigned to you"]
    assert not sent_to(product, quiet)
    (message,) = [m for m in mail.all_messages(product.database) if m.recipient == person.email]
    address = app.config["SITE_ADDRESS"]
    assert f"\n{address}{office.list}/activities/1/review\n" in message.body
    assert f"{address}/account/notices" in message.body
    for said in (NAME, office.name, person.name, office.owner.name):
        assert said not in message.subject + message.body
    assert message.kind == "notice"


def test_steps_tell_those_who_must_act_next(app: Flask, office: Office, product: Product) -> None:
    writer = colleague(office, "Cy Contributor", "contributor")
    editor = colleague(office, "Eve Editor", "editor")
    colleague(office, "Vi Viewer", "viewer")
    tell_people.turn_on(product, office.owner, 1, TODAY)
    assign(app, office, writer)
    take(app, office, writer, "submit", note="A word that stays here")
    waits, changes = "An activity waits to be agreed", "Changes to an activity were requested"
    assert sent_to(product, editor) == sent_to(product, office.owner) == [waits]
    take(app, office, editor, "request-changes", note="Another word that stays here")
    assert sent_to(product, writer) == ["An activity was assigned to you", changes]
    take(app, office, editor, "submit")
    assert sent_to(product, editor) == [waits], "nobody is told what they did themselves"
    take(app, office, editor, "agree")
    take(app, office, editor, "reopen")
    assert sent_to(product, office.owner) == [waits, waits]
    assert sent_to(product, writer) == ["An activity was assigned to you", changes]
    for message in mail.all_messages(product.database):
        assert "stays here" not in message.body


def test_changes_to_what_nobody_has_go_to_those_who_may_agree(
    app: Flask, office: Office, product: Product
) -> None:
    editor, other = colleague(office, "Eve Editor", "editor"), colleague(office, "Ed", "editor")
    viewer = colleague(office, "Vi Viewer", "viewer")
    take(app, office, editor, "submit")
    take(app, office, other, "request-changes", note="Look again")
    assert sent_to(product, editor) == ["Changes to an activity were requested"]
    assert not sent_to(product, viewer)


def test_whoever_has_left_or_turned_them_off_is_told_nothing(
    app: Flask, office: Office, product: Product
) -> None:
    left, off = colleague(office, "Ed", "editor"), colleague(office, "Eve", "editor")
    written(product.database, organisations.end_membership, office.id, left.id)
    tell_people.turn_off(product, off, TODAY)
    take(app, office, office.owner, "submit")
    assert not sent_to(product, left, off)


def say(app: Flask, office: Office, by: Account, text: str, on: str = "") -> Page:
    client = signed_in_client(app, by)
    return client.answer(client.get(f"{office.list}/activities/1/comments{on}"), text=text)


COMMENTED = "Someone commented on an activity"


def test_a_comment_is_told_to_those_whom_it_concerns(
    app: Flask, office: Office, product: Product
) -> None:
    writer = colleague(office, "Cy Contributor", "contributor")
    editor = colleague(office, "Eve Editor", "editor")
    quiet = colleague(office, "Quin Quiet", "editor", wants=False)
    other = colleague(office, "Ed", "editor")
    say(app, office, quiet, "The first word", "/seats")
    assert not sent_to(product, editor, other, writer), "it concerns nobody yet"
    assign(app, office, writer)
    say(app, office, editor, "A word that stays here", "/seats")
    say(app, office, writer, "Another word that stays here")
    assert sent_to(product, writer) == ["An activity was assigned to you", COMMENTED]
    assert sent_to(product, editor) == [COMMENTED], "not of their own, but of the answer to it"
    assert not sent_to(product, quiet, other)
    found = [m for m in mail.all_messages(product.database) if m.subject == COMMENTED]
    address = f"{app.config['SITE_ADDRESS']}{office.list}/activities/1/comments"
    assert {f"\n{address}\n" in m.body for m in found if m.recipient == editor.email} == {True}
    assert {f"\n{address}/seats\n" in m.body for m in found if m.recipient == writer.email} == {
        True
    }
    for message in found:
        for said in ("stays here", NAME, office.name, writer.name, editor.name):
            assert said not in message.subject + message.body


def test_a_comment_that_is_sent_twice_is_told_once(
    app: Flask, office: Office, product: Product
) -> None:
    writer = colleague(office, "Cy Contributor", "contributor")
    assign(app, office, writer)
    client = signed_in_client(app, office.owner)
    page = client.get(f"{office.list}/activities/1/comments")
    for _ in range(2):
        client.answer(page, text="Look at this")
    assert sent_to(product, writer).count(COMMENTED) == 1


def test_whoever_can_open_it_no_more_is_not_told(
    app: Flask, office: Office, product: Product
) -> None:
    before, after = (colleague(office, name, "contributor") for name in ("Cy", "Di"))
    assign(app, office, before)
    say(app, office, before, "I have started")
    assign(app, office, after)
    say(app, office, office.owner, "Go on, please")
    assert COMMENTED in sent_to(product, after)
    assert COMMENTED not in sent_to(product, before)


def test_a_comment_with_a_step_is_told_to_those_who_need_not_act(
    app: Flask, office: Office, product: Product
) -> None:
    writer = colleague(office, "Cy Contributor", "contributor")
    editor = colleague(office, "Eve Editor", "editor")
    assign(app, office, writer)
    say(app, office, editor, "Say how many came")
    take(app, office, writer, "submit", note="Done, see the note")
    assert COMMENTED not in sent_to(product, editor), "they are told that it waits for them"
    take(app, office, editor, "agree", note="Thank you")
    assert sent_to(product, writer).count(COMMENTED) == 2
    take(app, office, editor, "reopen")
    assert sent_to(product, writer).count(COMMENTED) == 2, "nothing was said"
