"""Files that show an answer: added, fetched safely, refused, gone when erased."""

from io import BytesIO

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from ladder_assess.core.activities.evidence import EvidenceFile
from ladder_assess.core.people.consent import Consent
from ladder_assess.core.people.event import Event
from ladder_assess.services.common.product import Product
from ladder_assess.storage.activities import evidence_files
from ladder_assess.storage.contents.places import contents_of
from ladder_assess.storage.people import audit, consent
from tests.support.client import Client
from tests.support.forms import form_of
from tests.support.links import PANEL, SHOW, Link, Links
from tests.support.offices import Office, make_office, make_person, signed_in_client
from tests.support.site import TODAY, product_of, sealed

PDF = b"%PDF-1.7 minutes"


def send(
    client: Client, address: str, name: str, content: bytes, *, agree: str = "yes", token: str = ""
) -> TestResponse:
    """Send a file by the page's form; put together here, because the client spools long ones."""
    token = token or form_of(client.get(address)).values["csrf_token"][0]
    parts = (
        b'Content-Disposition: form-data; name="csrf_token"\r\n\r\n' + token.encode(),
        *([b'Content-Disposition: form-data; name="agree"\r\n\r\n' + agree.encode()] * bool(agree)),
        b'Content-Disposition: form-data; name="file"; filename="' + name.encode() + b'"\r\n'
        b"Content-Type: application/octet-stream\r\n\r\n" + content,
    )
    body = b"".join(b"--edge\r\n" + part + b"\r\n" for part in parts) + b"--edge--\r\n"
    return client.browser.post(
        address, data=body, content_type="multipart/form-data; boundary=edge"
    )


def kept(link: Link, number: int = 1) -> list[EvidenceFile]:
    return evidence_files.of_activity(link.product.database, link.portfolio, number)


@pytest.fixture
def link(links: Links) -> Link:
    return links.make(PANEL, SHOW)


@pytest.mark.usefixtures("place")
def test_a_file_is_added_and_fetched(client: Client, link: Link) -> None:
    page = client.follow(client.get(f"{link.activity()}/result"), "Add files that show it")
    assert "up to 10 MB" in page.text
    assert send(client, page.address, "../Minutes of May.pdf", PDF).status_code == 302
    page = client.get(page.address)
    response = client.browser.get(page.link("Minutes of May.pdf"))
    assert response.data == PDF
    assert response.mimetype == "application/pdf"
    assert response.headers["Content-Disposition"].startswith("attachment; ")
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in " ".join(response.headers.getlist("Content-Security-Policy"))
    assert "no-store" in response.headers["Cache-Control"]


def test_contents_lie_outside_what_is_served_under_a_name_of_their_own(
    app: Flask, client: Client, link: Link
) -> None:
    send(client, f"{link.activity()}/files", "minutes.pdf", PDF)
    (file,) = kept(link)
    path = app.config["SETTINGS"].instance / "uploads" / file.stored_as
    assert "minutes" not in path.name
    assert path.stat().st_mode & 0o077 == 0
    assert path.parent.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("page.html", b"<!doctype html>", "cannot take this file"),
        ("minutes.pdf", b"MZ\x90\0", "cannot take this file"),
        ("minutes.pdf", b"", "empty"),
        ("", b"", "Choose a file."),
        ("long.txt", b"a" * (10 * 1024 * 1024 + 1), "too large. It can be up to 10 MB"),
        ("longer.txt", b"a" * (11 * 1024 * 1024), "too large. It can be up to 10 MB"),
    ],
)
def test_what_cannot_be_taken_is_said(
    client: Client, link: Link, name: str, content: bytes, said: str
) -> None:
    response = send(client, f"{link.activity()}/files", name, content)
    assert response.status_code in (200, 413)
    assert said in response.get_data(as_text=True)
    assert not kept(link)


@pytest.mark.usefixtures("place")
def test_a_file_that_just_fits_is_kept(client: Client, link: Link) -> None:
    send(client, f"{link.activity()}/files", "long.txt", b"a" * (10 * 1024 * 1024))
    assert [file.size for file in kept(link)] == [10 * 1024 * 1024]


def test_no_other_page_takes_that_much(client: Client, link: Link) -> None:
    for address in (f"{link.address}/title", f"{link.activity()}/files/{sealed(1)}/remove"):
        data = {"title": "a" * (300 * 1024)}
        assert client.browser.post(address, data=data).status_code in (404, 413)


def test_the_same_file_is_kept_once_and_only_so_many(
    app: Flask, client: Client, link: Link
) -> None:
    most = app.config["MOST_FILES"]
    address = f"{link.activity()}/files"
    send(client, address, "same.txt", b"same")
    send(client, address, "same again.txt", b"same")
    assert len(kept(link)) == 1
    for number in range(1, most):
        send(client, address, "n.txt", f"number {number}".encode())
    response = send(client, address, "more.txt", b"one more")
    assert f"{most} files already" in response.get_data(as_text=True)
    assert len(kept(link)) == most


def test_the_files_of_a_list_have_room_in_all_and_no_more(
    own_app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another activity gives no more room, another list does, and what is removed makes some."""
    monkeypatch.setitem(own_app.config, "LIST_SPACE", 1024 * 1024)
    client, links = Client(own_app), Links(product_of(own_app))
    link, other = links.make(PANEL, PANEL), links.make(PANEL)
    first, second = (f"{link.activity(number)}/files" for number in (1, 2))
    send(client, first, "one.txt", b"1" * 600_000)
    refused = send(client, second, "two.txt", b"2" * 600_000).get_data(as_text=True)
    assert "The files of this list would take more than 1 MB in all" in refused
    assert len(kept(link)) == 1
    send(client, f"{other.activity()}/files", "two.txt", b"2" * 600_000)
    assert len(kept(other)) == 1
    client.answer(client.follow(client.get(first), "Remove one.txt"))
    send(client, second, "two.txt", b"2" * 600_000)
    assert not kept(link)
    page = client.get(second)
    assert "two.txt" in page.text


@pytest.mark.usefixtures("place")
def test_a_file_goes_when_removed_and_when_its_activity_does(
    client: Client, link: Link, product: Product
) -> None:
    send(client, f"{link.activity()}/files", "one.txt", b"one")
    send(client, f"{link.activity()}/files", "two.txt", b"two")
    one, two = kept(link)
    page = client.follow(client.get(f"{link.activity()}/files"), "Remove one.txt")
    assert "one.txt" in page.text
    client.answer(page)
    assert evidence_files.read(product.database, one) is None
    client.answer(client.get(f"{link.activity()}/remove"))
    assert evidence_files.read(product.database, two) == b"two", "it can be put back"
    client.answer(client.get(f"{link.address}/removed/1/erase"))
    assert evidence_files.read(product.database, two) is None


@pytest.mark.usefixtures("place")
def test_files_of_another_link_or_activity_are_not_there(
    client: Client, link: Link, links: Links
) -> None:
    send(client, f"{link.activity()}/files", "one.txt", b"one")
    (file,) = kept(link)
    other = links.make(PANEL)
    for address in (f"{other.activity()}/files", f"{link.activity(2)}/files"):
        client.get(f"{address}/{file.id}", status=404)
        client.get(f"{address}/{file.id}/remove", status=404)
    assert kept(link) == [file]


@pytest.mark.usefixtures("place")
def test_a_sweep_takes_only_what_nobody_names(client: Client, link: Link) -> None:
    """Nor what bears no name of ours, as the place may be that of others too."""
    send(client, f"{link.activity()}/files", "one.txt", b"one")
    database = link.product.database
    contents = contents_of(database)
    stray, others = "0" * 32, "somebody's.txt"
    for name in (stray, others):
        contents.put(name, b"left behind")
    with contents.drafted(BytesIO(b"being written")) as draft:
        assert evidence_files.sweep(database, TODAY) == 1
        assert contents.read(stray) is None
        draft.keep()
    assert contents.read(draft.name) == b"being written"
    assert evidence_files.sweep(database, TODAY) == 1, "no row came to name it"
    contents.erase([others])
    assert {file.stored_as for file in kept(link)} <= set(contents.lying())


def test_in_an_organisation_roles_decide(app: Flask, product: Product) -> None:
    office = make_office(product)
    office.describe(PANEL, SHOW)
    viewer, contributor = make_person(product, "Vi Viewer"), make_person(product, "Con Tributor")
    office.take_on(viewer, "viewer")
    office.take_on(contributor, "contributor")
    address = f"{office.list}/activities/1/files"
    assert send(signed_in_client(app, office.owner), address, "a.txt", b"a").status_code == 302
    looking = signed_in_client(app, viewer)
    page = looking.get(address)
    assert not page.all("main form")
    assert looking.browser.get(page.link("a.txt")).data == b"a"
    looking.browser.post(address, data={})
    assert looking.browser.post(address, data={}).status_code == 403
    unassigned = signed_in_client(app, contributor).browser.get(address)
    assert unassigned.status_code in (403, 404)
    signed_in_client(app, make_person(product, "Out Sider")).get(address, status=404)


def consents(product: Product) -> list[Consent]:
    """What was consented to when adding files, without the reference."""
    rows = product.database.reading.execute(
        "SELECT reference FROM consent WHERE purpose = 'evidence_file' ORDER BY id"
    ).fetchall()
    found = [consent.find(product.database, row["reference"]) for row in rows]
    return [one for one in found if one is not None]


def events(office: Office) -> list[Event]:
    """What the audit log says of files, the oldest first."""
    found = audit.of_organisation(office.product.database, office.id)
    return [event for event in reversed(found) if event.event.startswith("file_")]


def set_state(office: Office, state: str) -> None:
    with office.product.database.writing() as connection:
        connection.execute(
            "UPDATE activity SET state = ? WHERE portfolio_id = ?", (state, office.portfolio.id)
        )


def test_nothing_is_kept_without_the_word_of_whoever_adds_it(client: Client, link: Link) -> None:
    address = f"{link.activity()}/files"
    assert "I may share this file" in client.get(address).text
    before = len(consents(link.product))
    for agree in ("", "no"):
        response = send(client, address, "a.txt", b"a", agree=agree)
        assert response.status_code == 200
        assert "There is a problem" in response.get_data(as_text=True)
    assert not kept(link)
    send(client, address, "a.html", b"<p>")
    assert len(consents(link.product)) == before
    for _ in range(2):
        assert send(client, address, "a.txt", b"a").status_code == 302
    (given,) = consents(link.product)[before:]
    version = link.product.definitions.consent.version
    assert (given.version, given.given_on) == (version, TODAY.isoformat())
    assert (given.account_id, given.organisation_id) == (None, None)


@pytest.mark.usefixtures("place")
def test_an_organisation_has_files_on_record(app: Flask, product: Product) -> None:
    office = make_office(product)
    office.describe(PANEL)
    client = signed_in_client(app, office.owner)
    address = f"{office.list}/activities/1/files"
    send(client, address, "Secret minutes.txt", b"what was said")
    given = consents(product)[-1]
    assert (given.account_id, given.organisation_id) == (office.owner.id, office.id)
    assert not given.withdrawn_on
    remove = client.follow(client.get(address), "Remove Secret minutes.txt")
    client.answer(remove)
    assert consents(product)[-1].withdrawn_on == TODAY.isoformat()
    client.post(remove.address, {}, status=404)
    assert [(e.event, dict(e.details), e.account) for e in events(office)] == [
        (event, {"activity": 1}, office.owner.id) for event in ("file_added", "file_removed")
    ]
    assert all(event.happened for event in events(office))
    page = client.get("/account/data")
    assert "taken back on 4 May 2026" in page.one("#consents").text
    assert not page.all("#consents form")


def test_the_files_of_an_agreed_activity_stay_as_they_are(app: Flask, product: Product) -> None:
    office = make_office(product)
    office.describe(PANEL)
    client = signed_in_client(app, office.owner)
    address = f"{office.list}/activities/1/files"
    send(client, address, "a.txt", b"a")
    page = client.get(address)
    token = form_of(page).values["csrf_token"][0]
    remove = client.follow(page, "Remove a.txt")
    set_state(office, "agreed")
    page = client.get(address)
    assert "has been agreed. Files can be added or removed once it is opened again" in page.text
    assert not page.all("main form")
    assert "Remove" not in page.one("#files").text
    assert client.get(remove.address).address == address
    assert client.answer(remove).address == address
    response = send(client, address, "b.txt", b"b", token=token)
    assert "has been agreed, so the file was not added" in response.get_data(as_text=True)
    files = evidence_files.of_activity(product.database, office.portfolio, 1)
    assert [file.name for file in files] == ["a.txt"]
    assert [event.event for event in events(office)] == ["file_added"]
    set_state(office, "draft")
    assert send(client, address, "b.txt", b"b").status_code == 302
