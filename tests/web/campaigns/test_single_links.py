"""A group is asked by links that each work once, where whoever asks chooses that.

What the files tell of such links is asked by tests/security/test_instance_folder.py.
"""

import re
from urllib.parse import urlsplit

import pytest
from flask import Flask

from ladder_assess.core.instruments.wave import Wave
from ladder_assess.services.campaigns.open_single_links import FEWEST, MOST
from ladder_assess.services.common.product import Product
from ladder_assess.storage.campaigns import anonymous_answers
from tests.support.client import Client
from tests.support.forms import form_of, forms_of
from tests.support.links import PANEL, Link, Links
from tests.support.page import Page
from tests.support.waves import begin

ASK = "questionnaires/engagement-process/rounds/1/links/service_user"
MAKE = "Make links that work once"


@pytest.fixture
def link(links: Links) -> Link:
    return links.make(PANEL)


@pytest.fixture
def wave(product: Product, link: Link) -> Wave:
    return begin(product, link.portfolio, "engagement-process", respondents=True, subject="Buses")


def made(client: Client, link: Link, many: str, status: int = 200) -> Page:
    forms = forms_of(client.get(f"{link.address}/{ASK}"))
    form = next(form for form in forms if "many" in form.names)
    return client.send(form.fill(many=many), MAKE, status=status)


def addresses_on(page: Page) -> list[str]:
    found = re.findall(r"https?://\S+?/q/\w+", page.one("#links-once").text)
    return [urlsplit(address).path for address in found]


def check_page(client: Client, address: str) -> Page:
    """All questions left out but one, up to the last look."""
    page = client.answer(client.get(address), "I agree, start")
    first = next(name for name in form_of(page).names if name != "csrf_token")
    return client.answer(page, "Stop here", **{first: "agree"})


def kept(product: Product, link: Link, wave: Wave) -> int:
    return len(anonymous_answers.list_views(product.database, link.portfolio, wave))


def test_links_are_listed_to_print_and_as_a_file(client: Client, link: Link, wave: Wave) -> None:
    page = made(client, link, str(FEWEST))
    addresses = addresses_on(page)
    assert len(set(addresses)) == FEWEST
    with client.browser.get(f"{link.address}/{ASK}?as=csv") as file:
        assert file.mimetype == "text/csv"
        rows = file.get_data(as_text=True).splitlines()
    assert [urlsplit(row).path for row in rows[1:]] == addresses
    assert addresses_on(client.get(f"{link.address}/{ASK}")) == addresses
    assert "The link is open." in client.get(f"{link.address}/{ASK.partition('/links')[0]}").text


def test_links_stand_on_slips_to_cut_out_each_with_a_code(
    client: Client, link: Link, wave: Wave
) -> None:
    page = made(client, link, "50")
    addresses = addresses_on(page)
    assert not page.one("#links-once").text.startswith("QR")
    slips = client.follow(page, "Slips to print and cut out, each with a code")
    found = slips.all("#slips > li")
    assert len(found) == 48
    assert "Slips 1 to 48 of 50." in slips.text
    for address, slip in zip(addresses, found, strict=False):
        assert slip.text.count(address) == 1
        assert "works once" in slip.text
        assert "Buses" in slip.text
        assert len(slip.named("svg")) == 1
    rest = client.follow(slips, "Next page")
    assert [s.text.count(a) for s, a in zip(rest.all("#slips > li"), addresses[48:], strict=True)]


OUTSIDE, NO_NUMBER = f"from {FEWEST} to {MOST}", "Enter a whole number in digits"


@pytest.mark.parametrize(
    ("many", "said"),
    [
        ("", OUTSIDE),
        (str(FEWEST - 1), OUTSIDE),
        (str(MOST + 1), OUTSIDE),
        ("-12", NO_NUMBER),
        ("ten", NO_NUMBER),
        ("1" * 5000, NO_NUMBER),
    ],
)
def test_another_number_is_refused_with_words(
    client: Client, link: Link, wave: Wave, many: str, said: str
) -> None:
    page = made(client, link, many, status=422)
    assert said in page.one(".govuk-error-summary").text
    assert page.one("#many")["value"] == many
    assert not page.all("#links-once")


def test_each_takes_one_answer_and_says_so_before_and_after(
    app: Flask, client: Client, link: Link, wave: Wave, product: Product
) -> None:
    address, other = addresses_on(made(client, link, str(FEWEST)))[:2]
    one, two = Client(app), Client(app)
    assert "works once" in one.get(address).one("#once").text
    mine, second = check_page(one, address), check_page(two, address)
    thanks = one.answer(mine, "Send my answers")
    assert thanks.heading == "Thank you"
    refused = two.send(form_of(second), "Send my answers", status=410)
    assert refused.heading == "This link was used before"
    assert kept(product, link, wave) == 1
    three = Client(app)
    three.answer(check_page(three, other), "Send my answers")
    assert kept(product, link, wave) == 2
    client.answer(client.get(f"{link.address}/{ASK}"), "Close the links")
    for each in (address, other):
        assert Client(app).get(each, status=410).heading == "This link is closed"


def test_a_shared_link_says_nothing_of_working_once(
    app: Flask, client: Client, link: Link, wave: Wave
) -> None:
    page = client.answer(client.get(f"{link.address}/{ASK}"), "Make a link")
    address = urlsplit(str(page.one("#view-link")["value"])).path
    assert not Client(app).get(address).all("#once")
