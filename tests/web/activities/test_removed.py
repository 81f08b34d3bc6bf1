"""What was removed is gone from every page, says how to get it back, and comes back whole."""

from flask import Flask

from ladder_assess.core.people.access import EDITOR
from ladder_assess.services.common.product import Product
from ladder_assess.storage.activities import evidence_files
from ladder_assess.storage.points_of_view.given import list_pages
from tests.support.client import Client
from tests.support.forms import form_of, forms_of
from tests.support.links import PANEL, SHOW, Link, Links
from tests.support.offices import make_office, make_person, signed_in_client
from tests.support.page import Page
from tests.support.respondents import answer_all, ask
from tests.web.activities.test_upload import send
from tests.web.points_of_view.test_take_back import begin, code_on, send_a_page, take_back

SECRET = "Kittiwake panel"
BACK = "/put-back"


def a_link(links: Links) -> Link:
    return links.make({**PANEL, "name": SECRET}, SHOW)


def remove(client: Client, link: Link) -> Page:
    return client.answer(client.get(f"{link.activity()}/remove"))


def test_the_page_says_what_was_removed_and_puts_it_back(client: Client, links: Links) -> None:
    link = a_link(links)
    before = client.get(f"{link.activity()}/result").text
    asked = client.get(f"{link.activity()}/remove")
    assert "You can put it back for 30 days, as it was." in asked.text
    page = client.answer(asked)
    banner = page.words_of(".govuk-notification-banner")
    assert f"“{SECRET}” is removed." in banner
    assert "You can put all of it back until" in banner
    assert SECRET not in page.words_of(".app-rows")
    page = client.send(form_of(page, BACK))
    assert "Activity 1 is back, as it was." in page.text
    assert client.get(f"{link.activity()}/result").text == before
    assert not client.get(link.address).has_link("Put back an activity")


def test_it_is_on_no_page_but_that_of_removed_ones(client: Client, links: Links) -> None:
    link = a_link(links)
    remove(client, link)
    for address in (
        "", "/plan", "/over-time", "/plan/figures.xlsx", "/register", "/questionnaires", "/data",
    ):  # fmt: skip
        answer = client.browser.get(link.address + address, follow_redirects=True)
        assert answer.status_code in (200, 404)
        assert SECRET.encode() not in answer.data, address
    for address in ("result", "review", "files", "views", "remove", "questions/about"):
        client.get(f"{link.activity()}/{address}", status=404)
    page = client.follow(client.get(link.address), "Put back an activity that was removed")
    assert SECRET in page.text
    other = links.make(SHOW)
    assert SECRET not in client.get(f"{other.address}/removed").text
    token = {"csrf_token": form_of(client.get(f"{other.activity()}/remove")).values["csrf_token"]}
    client.post(f"{other.address}/removed/9{BACK}", token, status=404)
    assert not client.get(f"{link.address}/removed").has_link("Nothing")
    assert [record.number for record in link.records] == [2]


def test_erased_for_good_it_leaves_nothing_to_put_back(
    client: Client, links: Links, product: Product
) -> None:
    link = a_link(links)
    send(client, f"{link.activity()}/files", "one.txt", b"one")
    (file,) = evidence_files.of_activity(product.database, link.portfolio, 1)
    remove(client, link)
    assert evidence_files.read(product.database, file) == b"one"
    page = client.follow(client.get(f"{link.address}/removed"), "Erase for good")
    assert "Nobody can put it back." in page.text
    page = client.answer(page)
    assert "There is nothing to put back." in page.text
    assert evidence_files.read(product.database, file) is None
    client.get(f"{link.address}/removed/1/erase", status=404)


def test_pressing_twice_or_too_late_is_no_fault(client: Client, links: Links) -> None:
    link = a_link(links)
    page = remove(client, link)
    client.send(form_of(page, BACK))
    assert client.send(form_of(page, BACK)).address == f"{link.activity()}/result"
    assert [record.number for record in link.records] == [1, 2]


def test_links_that_ask_for_a_view_wait_and_answers_can_be_taken_back(
    client: Client, links: Links, product: Product
) -> None:
    link = a_link(links)
    token = ask(product, link.portfolio, "service_user")
    answer_all(product, token, PANEL, voice={"say": "some"})
    page = send_a_page(client, begin(client, product, link.portfolio, "provider"))
    code = code_on(page)
    before = len(list_pages(product.database, link.portfolio, 1))
    remove(client, link)
    client.get(f"/v/{token}", status=404)
    shown = client.get(f"{link.address}/removed")
    client.send(form_of(shown, BACK))
    client.get(f"/v/{token}")
    assert len(list_pages(product.database, link.portfolio, 1)) == before
    remove(client, link)
    assert take_back(client, code).address == "/take-back/done"
    client.send(form_of(client.get(f"{link.address}/removed"), BACK))
    assert len(list_pages(product.database, link.portfolio, 1)) == before - 1


def test_an_owner_puts_back_and_nobody_else(app: Flask, product: Product) -> None:
    office = make_office(product)
    office.describe({**PANEL, "name": SECRET})
    editor = make_person(product, "Eve")
    office.take_on(editor, EDITOR)
    owner, other = signed_in_client(app, office.owner), signed_in_client(app, editor)
    owner.answer(owner.get(f"{office.list}/activities/1/remove"))
    page = other.get(f"{office.list}?removed=1")
    assert SECRET not in page.text
    assert not [form for form in forms_of(page) if form.address.endswith(BACK)]
    other.get(f"{office.list}/removed", status=403)
    page = owner.get(f"{office.list}/removed")
    assert SECRET in page.text
    page = owner.get(f"{office.address}/audit")
    assert "Removed an activity, which can be put back for 30 days" in page.text
