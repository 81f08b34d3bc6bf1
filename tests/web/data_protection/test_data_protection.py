"""Export, erasure and the audit log, as a person and an owner find them."""

import csv
import json
import zipfile
from io import BytesIO, StringIO

from flask import Flask

from ladder_assess.core.activities.history import Comment
from ladder_assess.core.people.event import Event
from ladder_assess.services.common.product import Product
from ladder_assess.services.people.sign_in import hash_password
from ladder_assess.storage.activities import history
from ladder_assess.storage.people import accounts, audit, consent, organisations
from tests.support.client import Client
from tests.support.forms import form_of
from tests.support.kept.written import written
from tests.support.links import PANEL, Links
from tests.support.offices import make_office, make_person, signed_in_client
from tests.support.site import TODAY

PASSWORD = "a long password of the tests"


def test_a_person_takes_everything_about_them_away(app: Flask, product: Product) -> None:
    person = make_person(product, "Pat Person")
    client = signed_in_client(app, person)
    page = client.get("/account/data")
    form = form_of(page, "/export")
    response = client.browser.post(form.address, data=form.values, buffered=True)
    assert response.mimetype == "application/zip"
    assert response.headers["Cache-Control"] == "no-store"
    with zipfile.ZipFile(BytesIO(response.data)) as archive:
        assert json.loads(archive.read("account.json"))[0]["name"] == "Pat Person"


def test_a_person_is_erased_after_typing_address_and_password(app: Flask, product: Product) -> None:
    person = make_person(product, "Pat Person", hash_password(PASSWORD))
    client = signed_in_client(app, person)
    page = client.follow(client.get("/account/data"), "Erase my account")
    page = client.answer(page, typed="someone else", password=PASSWORD)
    assert page.complaints == ["This is not the same. Type it exactly as it is shown."]
    page = client.answer(page, typed=person.email, password="wrong")
    assert len(page.complaints) == 1
    page = client.answer(page, typed=f" {person.email.upper()} ", password=PASSWORD)
    assert page.heading == "It has been erased"
    assert accounts.account_by_id(product.database, person.id) is None
    assert client.browser.get("/account/data").status_code == 302


def test_the_only_owner_is_told_what_to_do_first(app: Flask, product: Product) -> None:
    office = make_office(product)
    client = signed_in_client(app, office.owner)
    page = client.get("/account/erase")
    assert "You are the only owner" in page.text
    assert not page.all("main form")
    token = form_of(client.get("/account/data")).values["csrf_token"]
    client.post("/account/erase", {"csrf_token": token, "typed": office.owner.email})
    assert accounts.account_by_id(product.database, office.owner.id) == office.owner


def test_a_consent_is_taken_back_by_whose_it_is(app: Flask, product: Product) -> None:
    person = make_person(product)
    reference = written(product.database, consent.give, "notices", 1, TODAY, account=person.id)
    other = signed_in_client(app, make_person(product))
    token = form_of(other.get("/account/data")).values["csrf_token"]
    other.post(f"/account/consent/{reference}/withdraw", {"csrf_token": token})
    found = consent.find(product.database, reference.upper())
    assert found is not None
    assert not found.withdrawn_on
    client = signed_in_client(app, person)
    page = client.send(form_of(client.get("/account/data"), "/withdraw"))
    assert "taken back on 4 May 2026" in page.text
    assert not written(product.database, consent.withdraw, reference, person.id, TODAY)
    assert consent.find(product.database, "aaaa-bbbb-cccc") is None


def test_an_owner_takes_everything_away_and_erases_it(app: Flask, product: Product) -> None:
    office = make_office(product, "O'Brien & <b>Sons</b>")
    office.describe(PANEL)
    client = signed_in_client(app, office.owner)
    page = client.get(f"{office.address}/data")
    form = form_of(page, "/export")
    response = client.browser.post(form.address, data=form.values, buffered=True)
    with zipfile.ZipFile(BytesIO(response.data)) as archive:
        assert "Riverside tenant panel" in archive.read("activity.json").decode()
    events = audit.of_organisation(product.database, office.id)
    assert "organisation_exported" in [event.event for event in events]
    page = client.follow(page, "Erase the organisation and everything in it")
    page = client.answer(page, typed="O'Brien")
    assert len(page.complaints) == 1
    page = client.answer(page, typed="o'brien & <b>sons</b>")
    assert page.heading == "It has been erased"
    assert organisations.find_organisation(product.database, office.id) is None
    client.get(office.list, status=404)
    assert accounts.account_by_id(product.database, office.owner.id) is not None


def test_owners_alone_see_any_of_it(app: Flask, product: Product) -> None:
    office = make_office(product)
    own = [f"{office.address}/{page}" for page in ("data", "erase", "audit")]
    sent = [f"{office.address}/{page}" for page in ("data/export", "audit/csv", "erase")]
    for role in ("editor", "contributor", "viewer"):
        person = make_person(product)
        office.take_on(person, role)
        client = signed_in_client(app, person)
        for address in own:
            client.get(address, status=403)
        for address in sent:
            assert client.browser.post(address).status_code == 403
    outsider = signed_in_client(app, make_office(product).owner)
    for address in own:
        outsider.get(address, status=404)
    for address in sent:
        assert outsider.browser.post(address).status_code == 404
    assert Client(app).browser.get(own[0]).status_code == 302
    assert organisations.find_organisation(product.database, office.id) is not None


def test_without_its_token_nothing_is_exported_or_erased(app: Flask, product: Product) -> None:
    office = make_office(product)
    client = signed_in_client(app, office.owner)
    for address in ("/account/data/export", f"{office.address}/data/export"):
        response = client.browser.post(address)
        assert response.mimetype != "application/zip"
    client.browser.post(f"{office.address}/erase", data={"typed": office.name})
    assert organisations.find_organisation(product.database, office.id) is not None


def test_the_log_is_read_and_saved_and_acts_in_no_spreadsheet(app: Flask, product: Product) -> None:
    office = make_office(product)
    evil = make_person(product, "=HYPERLINK(1)")
    office.take_on(evil, "editor")
    written(
        product.database, audit.put, office.id, Event(0, "role_changed", {"role": "<b>"}, evil.id)
    )
    written(product.database, audit.put, office.id, Event(1, "signed_in", {}, -3))
    client = signed_in_client(app, office.owner)
    page = client.get(f"{office.address}/audit")
    assert "1 January 1970, 1:00am Changed what someone may do =HYPERLINK(1) role: <b>" in page.text
    assert "Someone whose account was erased" in page.text
    saved = {}
    for kind in ("csv", "json"):
        form = form_of(page, f"/audit/{kind}")
        response = client.browser.post(form.address, data=form.values, buffered=True)
        kept_as = f"attachment; filename=audit-log-2026-05-04.{kind}"
        assert response.headers["Content-Disposition"] == kept_as
        saved[kind] = response.get_data(as_text=True)
    assert "=HYPERLINK(1)" in [row["person"] for row in json.loads(saved["json"])]
    rows = list(csv.DictReader(StringIO(saved["csv"].removeprefix("\ufeff"))))
    assert "'=HYPERLINK(1)" in [row["person"] for row in rows]
    noted = next(row for row in rows if row["event"] == "role_changed")
    assert noted["when"] == "1970-01-01 01:00:00+01:00"
    assert noted["what"] == "Changed what someone may do"
    assert not [cell for row in rows for cell in row.values() if cell.startswith(("=", "+", "@"))]


def test_what_is_removed_and_what_is_published_is_in_the_log(app: Flask, product: Product) -> None:
    office = make_office(product)
    office.describe(PANEL, {"name": "Launch day"})
    client = signed_in_client(app, office.owner)
    client.send(form_of(client.get(f"{office.list}/plan"), "/pdf"))
    page = client.answer(client.get(f"{office.list}/activities/2/remove"))
    assert "is removed. Its answers" in page.text
    assert "The activity is removed." not in client.get(office.list).text
    log = client.get(f"{office.address}/audit").text
    assert "Removed an activity" in log
    assert "Asked for a PDF of the plan" in log


def test_whoever_has_a_private_link_takes_all_away_and_erases_it(
    app: Flask, client: Client, links: Links
) -> None:
    link = links.make(PANEL)
    page = client.follow(client.get(link.address), "Export or erase everything behind this link")
    form = form_of(page, "/export")
    response = client.browser.post(form.address, data=form.values, buffered=True)
    with zipfile.ZipFile(BytesIO(response.data)) as archive:
        assert "Riverside tenant panel" in archive.read("activity.json").decode()
    page = client.follow(page, "Erase everything behind this link")
    assert client.answer(page).heading == "It has been erased"
    client.get(link.address, status=404)
    office = make_office(link.product)
    refused = signed_in_client(app, office.owner).browser.get(f"{office.list}/data")
    assert refused.status_code in (403, 404)


def test_an_export_says_who_wrote_what_even_where_they_have_left(
    app: Flask, product: Product
) -> None:
    office, other = make_office(product), make_office(product)
    office.describe(PANEL)
    gone = make_person(product, "Gil Gone")
    office.take_on(gone, "editor")
    remark = Comment("", "A remark.", 1, gone.id)
    written(product.database, history.add_comment, office.portfolio, 1, remark, "first")
    written(product.database, organisations.end_membership, office.id, gone.id)
    client = signed_in_client(app, office.owner)
    form = form_of(client.get(f"{office.address}/data"), "/export")
    response = client.browser.post(form.address, data=form.values, buffered=True)
    with zipfile.ZipFile(BytesIO(response.data)) as archive:
        people = json.loads(archive.read("people.json"))
    owner = office.owner
    assert people == [
        {"account_id": owner.id, "name": owner.name, "email": owner.email, "role": "owner"},
        {"account_id": gone.id, "name": "Gil Gone", "email": "", "role": None},
    ]
    assert other.owner.id not in {person["account_id"] for person in people}
