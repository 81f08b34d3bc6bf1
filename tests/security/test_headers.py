"""What every answer carries, where requests may go and come from, and how the cookie is kept."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from ladder_assess.settings import Settings, from_environment
from ladder_assess.web.common.security import HEADERS, hosts
from tests.security.declared import ROUTES
from tests.security.walking import Walker
from tests.support.client import Client
from tests.support.site import app_for, product_of, settings_in

ELSEWHERE = "https://evil.example"
TLS = "Strict-Transport-Security"


@pytest.fixture
def secure(tmp_path: Path) -> Iterator[Flask]:
    """An installation that is served over TLS, behind a proxy that says so."""
    address = "https://ladder.example.org"
    app = app_for(settings_in(tmp_path, secure_cookies=True, site_address=address, proxies=1))
    yield app
    product_of(app).database.close()


def test_every_answer_carries_the_headers(walker: Walker) -> None:
    """Whatever is asked, by whom, and whatever comes of it."""
    for endpoint in ROUTES:
        address = walker.address(endpoint)
        for actor in ("anonymous", "owner"):
            for method in ("GET", "POST", "DELETE"):
                response = walker.ask(actor, method, address)
                for name, value in HEADERS.items():
                    found = response.headers.getlist(name)
                    own = endpoint == "upload.file" and name == "Content-Security-Policy"
                    assert found == [value] or (own and "sandbox" in found[0]), (endpoint, name)
        walker.put_back()


def test_every_page_names_its_kind_and_its_encoding(walker: Walker) -> None:
    for endpoint in ROUTES:
        response = walker.ask("owner", "GET", walker.address(endpoint))
        kind = response.headers.get("Content-Type", "")
        if (response.mimetype or "").startswith("text/"):
            assert "charset=utf-8" in kind, endpoint
        assert kind, endpoint
        walker.put_back()


def test_nothing_says_what_the_site_runs_on(walker: Walker) -> None:
    for address in ("/", "/sign-in", "/nowhere"):
        found = walker.ask("anonymous", "GET", address).headers
        assert not {"X-Powered-By", "Via"} & set(found.keys())


def test_the_policy_lets_nothing_in_from_elsewhere() -> None:
    policy = HEADERS["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert not [word for word in ("unsafe", "http", "*", "data:") if word in policy]
    for part in ("form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'"):
        assert part in policy


ANSWERED = ("/v/", "/q/", "/w/")


def test_pages_of_people_are_kept_by_no_browser(walker: Walker) -> None:
    """The next person at a shared computer could go back to them: to a page that says who was
    signed in, and to answers that were sent. The older test let respondents' pages out.
    """
    for endpoint in ROUTES:
        if "GET" in walker.methods(endpoint):
            address = walker.address(endpoint)
            signed_in = walker.ask("owner", "GET", address).headers["Cache-Control"]
            assert {"no-store", "public"} & set(signed_in.split(", ")), endpoint
            nobody = walker.ask("anonymous", "GET", address).headers["Cache-Control"]
            assert "no-store" in nobody or not address.startswith(ANSWERED), endpoint
            walker.put_back()


def test_no_cache_between_keeps_what_is_for_one_reader(walker: Walker) -> None:
    """The first page has a form whose request leads to a private list, however often it is sent:
    kept by a cache, it would have led everybody to the same one. The older test looked at pages
    behind a secret or a sign-in alone.
    """
    for endpoint in ROUTES:
        if "GET" not in walker.methods(endpoint):
            continue
        address = walker.address(endpoint)
        for actor in ("anonymous", "owner"):
            response = walker.ask(actor, "GET", address)
            kept = response.headers.get("Cache-Control", "").split(", ")
            if "public" not in kept:
                assert "no-store" in kept or {"private", "no-cache"} <= set(kept), endpoint
                continue
            assert "Set-Cookie" not in response.headers, endpoint
            assert response.data == walker.ask("other owner", "GET", address).data, endpoint
        walker.put_back()


def test_styles_and_scripts_are_read_as_what_they_are(own_app: Flask) -> None:
    client = own_app.test_client()
    page = client.get("/").text
    style = page.split('rel="stylesheet" href="')[1].split('"')[0]
    response = client.get(style)
    if response.status_code == 200:
        assert response.headers["X-Content-Type-Options"] == "nosniff"
        assert response.headers["Cross-Origin-Resource-Policy"] == "same-origin"
        assert "Access-Control-Allow-Origin" not in response.headers
    response.close()


def test_no_page_lets_another_site_read_it(walker: Walker) -> None:
    for address in ("/", "/sign-in", walker.address("portfolio.show")):
        headers = {"Origin": ELSEWHERE}
        response = walker.browser.get(address, headers=headers)
        assert not [name for name, _ in response.headers if name.startswith("Access-Control")]


def test_over_tls_a_browser_never_goes_back(secure: Flask, client: Client) -> None:
    browser = secure.test_client()
    for address in ("/", "/sign-in", "/nowhere"):
        response = browser.get(address, base_url="https://ladder.example.org")
        assert int(response.headers[TLS].split("max-age=")[1].split(";")[0]) >= 15724800
    assert TLS not in client.browser.get("/").headers


def test_over_tls_the_cookie_is_this_hosts_alone(secure: Flask) -> None:
    """With `__Host-` browsers refuse one that is not Secure, or that a neighbour has set."""
    response = secure.test_client().get("/start", base_url="https://ladder.example.org")
    name, *rest = response.headers["Set-Cookie"].split(";")
    said = {part.strip().casefold() for part in rest}
    assert name.startswith("__Host-session=")
    assert {"secure", "httponly", "samesite=lax", "path=/"} <= said
    assert not [part for part in said if part.startswith("domain")]


def test_without_tls_the_cookie_is_still_kept_from_scripts_and_sites(client: Client) -> None:
    cookie = client.browser.get("/start").headers["Set-Cookie"]
    assert cookie.startswith("session=")
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie


def test_the_cookie_holds_no_more_than_a_token(walker: Walker) -> None:
    """What is in it can be read by whoever has it: a random token, and no name or address."""
    import base64

    for cookie in walker.cookies.values():
        body = cookie.split("=", 1)[1].split(".")[0]
        said = base64.urlsafe_b64decode(body + "==")
        assert said.startswith(b'{"sign_in":"')
        assert b"@" not in said


@pytest.mark.parametrize(
    "host",
    [
        "evil.example", "evil.example:8000", "localhost.evil.example", "", 'x"><b>', "[::2]",
        # None that any machine can have: not even an address can be worked out under them.
        "e" * 9000, "e" * 64 + ".example", "e..example", ".", "e:99999999999", "e:x",
    ],
)  # fmt: skip
def test_another_host_gets_a_page_and_nothing_else(client: Client, host: str) -> None:
    for address in ("/", "/sign-in", "/nowhere", "/p/sample"):
        response = client.browser.get(address, headers={"Host": host})
        assert response.status_code == 400
        assert "This site has another address" in response.text
        assert "evil" not in response.text
        for name, value in HEADERS.items():
            assert response.headers[name] == value


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:81", "127.0.0.1:8000", "[::1]:8000"])
def test_this_machine_is_no_other_host(client: Client, host: str) -> None:
    assert client.browser.get("/", headers={"Host": host}).status_code == 200


def test_the_settings_say_which_hosts(tmp_path: Path) -> None:
    own = settings_in(tmp_path, site_address="https://ladder.example.org")
    assert hosts(own) == {"ladder.example.org", "localhost", "127.0.0.1", "::1"}
    assert hosts(settings_in(tmp_path, hosts=("a.example", "B.example"))) == {  # type: ignore[arg-type]
        "a.example",
        "b.example",
    }
    read = from_environment(
        {"LADDER_INSTANCE": str(tmp_path), "LADDER_HOSTS": "a.example, b.example c.example"}
    )
    assert read.hosts == ("a.example", "b.example", "c.example")
    assert Settings.hosts == ()


def test_a_host_that_a_proxy_is_told_is_not_believed(secure: Flask) -> None:
    response = secure.test_client().get(
        "/", base_url="https://ladder.example.org", headers={"X-Forwarded-Host": "evil.example"}
    )
    assert "evil" not in response.text


Headers = dict[str, str]


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"Origin": "http://localhost"}, 200),
        ({"Origin": "null"}, 200),
        ({"Sec-Fetch-Site": "same-origin", "Origin": "null"}, 200),
        ({"Sec-Fetch-Site": "none"}, 200),
        ({"Origin": ELSEWHERE}, 403),
        ({"Origin": "http://localhost.evil.example"}, 403),
        ({"Origin": "http://localhost:1"}, 403),
        ({"Origin": "nonsense"}, 403),
        ({"Sec-Fetch-Site": "cross-site", "Origin": "null"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Sec-Fetch-Site": "cross-site", "Origin": "http://localhost"}, 403),
    ],
)
def test_a_form_of_another_site_is_refused(client: Client, headers: Headers, status: int) -> None:
    """Here pages have no referrer, so that their own forms come from `null`."""
    response = client.browser.post("/start", data={}, headers=headers)
    assert response.status_code == status
    assert client.browser.get("/start", headers=headers).status_code == 200


def test_no_form_of_any_route_is_taken_from_another_site(walker: Walker) -> None:
    """Though its token were right."""
    from unittest.mock import patch

    from ladder_assess.web.common.forms import PatientToken

    for endpoint in ROUTES:
        if "POST" in walker.methods(endpoint):
            headers = {"Cookie": walker.cookies["owner"], "Origin": ELSEWHERE}
            with patch.object(PatientToken, "validate_csrf_token"):
                response = walker.browser.post(
                    walker.address(endpoint), data=_data(endpoint), headers=headers
                )
            assert response.status_code == 403, endpoint
            response.close()
    assert not walker.changed()


def _data(endpoint: str) -> dict[str, Any]:
    return {n: v for n, v in ROUTES[endpoint].data if isinstance(v, str)}


def test_the_sites_own_address_is_its_origin_behind_a_proxy(secure: Flask) -> None:
    """A proxy may pass on another host than the one that a browser sees."""
    headers = {"Origin": "https://ladder.example.org"}
    response = secure.test_client().post(
        "/start", base_url="http://127.0.0.1:8000", headers=headers
    )
    assert response.status_code == 200
