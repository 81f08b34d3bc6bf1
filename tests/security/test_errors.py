"""What goes wrong is said on a page of its own: no trace, no hint, nothing lost."""

from typing import Any

import pytest
from flask import Flask, request

from tests.support.client import Client
from tests.support.links import PANEL, Links
from tests.support.offices import make_office, signed_in_client
from tests.support.site import app_for, product_of, sealed, settings_in

MEBIBYTE = 1024 * 1024
# No method is longer than that of WebDAV.
LONGEST_METHOD = 20
GUESSED = "a" * 32
NOT_A_TOKEN = ("a" * 31, "A" * 32, "a" * 33, "1" * 32, "a" * 31 + "%00", "..%2f..%2fetc", "sampl")
BEHIND = (
    "", "/add", "/title", "/plan", "/plan/pdf", "/plan/actions/new", f"/plan/actions/{sealed(1)}",
    "/activities/1/result", "/activities/1/review", "/activities/1/questions/about",
    "/activities/1/evidence", "/activities/1/resume", "/activities/1/remove",
    "/activities/99999999999999999999/result", "/activities/x/result", "/nowhere",
)  # fmt: skip


def test_a_link_that_opens_nothing_gives_no_hint(client: Client, links: Links) -> None:
    """Whether a link was never given, is no link at all or leads past what is there: one answer."""
    link = links.make(PANEL)
    bodies = {
        client.get(f"/p/{token}{path}", status=404).html
        for token in (GUESSED, *NOT_A_TOKEN)
        for path in BEHIND
    }
    within = (
        "/activities/2/result", "/activities/0/result", f"/plan/actions/{sealed(1)}", "/plan/pdf",
        "/activities/1/questions/nowhere", f"/plan/pdf/{sealed(1)}", "/plan/pdf/1", "/nowhere",
    )  # fmt: skip
    bodies |= {client.get(link.address + path, status=404).html for path in within}
    bodies.add(client.get("/nowhere", status=404).html)
    assert len(bodies) == 1


def test_someone_signed_in_is_not_told_of_private_links(app: Flask) -> None:
    office = make_office(product_of(app))
    client = signed_in_client(app, office.owner)
    for address, status in (("/nowhere", 404), (f"{office.list}/activities/7/review", 404)):
        page = client.get(address, status=status)
        assert "private link" not in page.text
        page.link("Go to your organisations")
    assert "private link" in Client(app).get("/nowhere", status=404).text


def test_numbers_of_another_link_are_not_there(client: Client, links: Links) -> None:
    links.make(PANEL, PANEL, PANEL)
    link = links.make(PANEL)
    client.get(f"{link.activity(2)}/result", status=404)


def test_a_number_too_large_for_the_database_is_not_there(client: Client, links: Links) -> None:
    link = links.make(PANEL)
    for number in ("9" * 18, "9" * 19, "9" * 40, "9" * 5000):
        for path in ("activities/{}/result", "plan/actions/{}", "plan/pdf/{}"):
            client.get(f"{link.address}/{path.format(number)}", status=404)


def test_a_request_of_the_wrong_kind_has_a_page(client: Client, links: Links) -> None:
    link = links.make(PANEL)
    page = client.get(f"{link.activity()}/path", status=405)
    assert page.heading == "This address cannot be used in that way"
    client.post(f"{link.activity()}/result", status=405)
    client.post("/", status=405)
    for method in ("PUT", "DELETE", "PATCH"):
        assert client.browser.open("/start", method=method).status_code == 405


def test_a_post_of_fifty_megabytes_is_refused_with_a_page(client: Client, links: Links) -> None:
    link = links.make(PANEL)
    for address in (f"{link.activity()}/questions/about", "/start", f"{link.address}/title"):
        page = client.post(address, {"name": "x" * (50 * MEBIBYTE)}, status=413)
        assert "Answers that you saved before are safe." in page.text
    assert link.record().name == PANEL["name"]


@pytest.mark.parametrize("kind", ["multipart/form-data; boundary=x", "application/json", "", "a/b"])
def test_a_post_of_another_kind_changes_nothing(client: Client, links: Links, kind: str) -> None:
    link = links.make(PANEL)
    address = f"{link.activity()}/questions/about"
    response = client.browser.post(address, data=b"x" * 1000, content_type=kind)
    assert response.status_code in (200, 400)
    assert link.record().name == PANEL["name"]


def test_a_post_of_many_parts_is_refused_with_a_page(client: Client, links: Links) -> None:
    link = links.make(PANEL)
    part = "--x\r\nContent-Disposition: form-data; name=a\r\n\r\nb\r\n"
    kind = "multipart/form-data; boundary=x"
    response = client.browser.post(
        f"{link.address}/title", data=part * 1500 + "--x--", content_type=kind
    )
    assert response.status_code == 413
    assert "Traceback" not in response.text
    many = {f"f{n}": "x" for n in range(20_000)}
    assert client.browser.post(f"{link.address}/title", data=many).status_code in (200, 413)


def test_a_mistake_of_ours_shows_a_page_and_no_trace(
    own_app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    own_app.config["PROPAGATE_EXCEPTIONS"] = False
    link = Links(product_of(own_app)).make(PANEL)

    def fail(*_: Any) -> None:
        raise RuntimeError("the secret is in the trace")

    monkeypatch.setattr("ladder_assess.web.activities.result.assess_record", fail)
    page = Client(own_app).get(f"{link.activity()}/result", status=500)
    assert "secret" not in page.html
    assert "Traceback" not in page.html
    assert "Answers that you saved before are safe." in page.text


def test_broken_answers_show_a_page_and_no_trace(own_app: Flask) -> None:
    own_app.config["PROPAGATE_EXCEPTIONS"] = False
    product = product_of(own_app)
    link = Links(product).make(PANEL)
    with product.database.writing() as connection:
        connection.execute("UPDATE activity SET document = 'not JSON'")
    for path in ("", "/plan", "/activities/1/result", "/activities/1/resume"):
        Client(own_app).get(link.address + path, status=500)


def test_query_strings_change_nothing(client: Client, links: Links) -> None:
    link = links.make(PANEL)
    for query in ("?answers=x", "?from=%00", "?from=review&from=x", "?%ff=%fe", "?answers=all#x"):
        client.get(f"{link.activity()}/evidence{query}")
        client.get(f"{link.activity()}/questions/about{query}")


def test_the_form_token_is_of_no_use_to_another_browser(
    client: Client, links: Links, app: Flask
) -> None:
    from tests.support.forms import form_of

    link = links.make(PANEL)
    page = client.get(f"{link.address}/title")
    sent = form_of(page).fill(title="Stolen").sent_by(None)
    other = Client(app)
    other.get("/start")
    assert other.post(page.address, sent).complaints
    assert link.portfolio.title == ""


def test_the_cookie_is_kept_from_scripts_and_other_sites(client: Client, tmp_path: Any) -> None:
    cookie = client.browser.get("/start").headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    secure = app_for(settings_in(tmp_path, secure_cookies=True))
    assert "Secure" in secure.test_client().get("/start").headers["Set-Cookie"]
    product_of(secure).database.close()


def test_pages_without_a_form_set_no_cookie(client: Client) -> None:
    for address in ("/how-it-works", "/help", "/practice", "/p/sample"):
        assert "Set-Cookie" not in client.browser.get(address).headers


def test_a_strange_host_is_not_put_into_the_private_link(client: Client, links: Links) -> None:
    link = links.make(PANEL)
    response = client.browser.get(link.address, headers={"Host": 'evil"><script>'})
    assert response.status_code in (200, 400)
    assert "<script>" not in response.text.replace("<script src", "")


def test_a_refusal_is_logged_without_its_address(
    client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    secret = "a" * 32
    client.get(f"/p/{secret}", status=404)
    client.browser.delete("/start")
    client.get("/nowhere", status=404)
    assert [r.getMessage() for r in caplog.records] == [
        "GET portfolio.show: 404",
        "DELETE no page: 405",
        "GET no page: 404",
    ]
    assert secret not in caplog.text


@pytest.mark.parametrize("length", [5, LONGEST_METHOD, LONGEST_METHOD + 1, 30_000])
def test_of_a_method_no_more_is_logged_than_any_real_one_has(
    length: int, own_app: Flask, caplog: pytest.LogCaptureFixture
) -> None:
    own_app.config["PROPAGATE_EXCEPTIONS"] = False
    own_app.before_request_funcs.setdefault(None, []).append(_fails_where_asked)
    for path in ("/help", "/nowhere", "/help?fails"):
        caplog.clear()
        own_app.test_client().open(path, method="M" * length)
        assert caplog.records, "it is logged at all"
        for record in caplog.records:
            logged = record.getMessage()
            assert logged.count("M") == min(length, LONGEST_METHOD)
            assert len(logged) < 100


@pytest.mark.parametrize("address", ["/p/{}", "/q/{}", "/v/{}", "/invitation/{}", "/{}?to={}"])
def test_no_address_is_logged_whatever_goes_wrong(
    address: str, own_app: Flask, caplog: pytest.LogCaptureFixture
) -> None:
    """It may hold the secret of a private link. The older tests looked at pages, not at the log."""
    own_app.config["PROPAGATE_EXCEPTIONS"] = False
    own_app.before_request_funcs.setdefault(None, []).append(_fails_where_asked)
    path = address.format(GUESSED, GUESSED)
    for wrong in ("", "?fails"):
        own_app.test_client().get(path if "?" in path else path + wrong)
        own_app.test_client().post(path if "?" in path else path + wrong, json=[])
    assert caplog.records
    assert GUESSED not in caplog.text


def _fails_where_asked() -> None:
    if "fails" in request.query_string.decode():
        raise ArithmeticError("on purpose")
