"""Nobody is led to another site: every redirect of every route stays here."""

from urllib.parse import quote, urlsplit

import pytest

from ladder_assess.web.access.identity import own_address
from tests.security.declared import ROUTES
from tests.security.walking import Walker
from tests.support.client import Client
from tests.support.people import PASSWORD, make_person
from tests.support.site import product_of

AWAY = (
    "https://evil.example",
    "//evil.example",
    "///evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "/\t/evil.example",
    "/\n/evil.example",
    "\t//evil.example",
    " //evil.example",
    "http:evil.example",
    "javascript:alert(1)",
    "data:text/html,x",
    "evil.example",
    "//localhost@evil.example",
    "/%0d%0aLocation:%20//evil.example\r\n",
    "",
)
NAMES = ("to", "next", "url", "from", "return", "redirect", "authority", "q", "before", "answers")


@pytest.mark.parametrize("address", AWAY)
def test_what_leads_away_is_no_address_of_ours(address: str) -> None:
    assert own_address(address) is None


@pytest.mark.parametrize("address", ["/", "/p/o1/plan", "/account?x=//evil.example", "/a/%2F%2Fb"])
def test_what_stays_here_is(address: str) -> None:
    assert own_address(address) == address


def _stays(location: str) -> bool:
    """As a browser would read it: it takes a backslash for a slash and leaves out control marks."""
    read = "".join(c for c in location if c > "\x1f").replace("\\", "/").strip()
    return not urlsplit(read).netloc and not urlsplit(read).scheme


def test_no_parameter_of_any_route_leads_away(walker: Walker) -> None:
    """Not for anyone, by any name that such parameters have."""
    found = 0
    for endpoint in ROUTES:
        for away in AWAY[:6]:
            query = "&".join(f"{name}={quote(away)}" for name in NAMES)
            address = f"{walker.address(endpoint)}?{query}"
            for actor in ("anonymous", "owner"):
                for method in walker.methods(endpoint):
                    response = walker.ask(actor, method, address)
                    if "Location" in response.headers:
                        found += 1
                        assert _stays(response.headers["Location"]), (endpoint, away)
        walker.put_back()
    assert found > len(ROUTES)


def test_every_redirect_of_every_form_stays_here(walker: Walker) -> None:
    for endpoint in ROUTES:
        if "POST" in walker.methods(endpoint):
            for actor in ("owner", "outsider", "anonymous"):
                data = dict(ROUTES[endpoint].data)
                response = walker.unprotected(actor, walker.address(endpoint), data)
                assert _stays(response.headers.get("Location", "/")), endpoint
                walker.put_back()


@pytest.mark.parametrize("away", AWAY)
def test_signing_in_leads_nobody_away(client: Client, away: str) -> None:
    """The one page that takes an address to go to."""
    person = make_person(product_of(client.app))
    page = client.get(f"/sign-in?to={quote(away)}")
    page = client.answer(page, email=person.email, password=PASSWORD)
    assert page.address == "/organisations", "where whoever has none yet adds one"
