"""What no page offers is refused, said plainly, and costs nothing that was typed."""

import pytest

from ladder_assess.services.common.product import Product
from tests.support.client import Client
from tests.support.forms import form_of
from tests.support.links import PANEL, Link, Links
from tests.support.page import Page

LONG = {"name": 200, "description": 2000, "service_area": 200, "legal_basis": 500}


@pytest.fixture
def link(links: Links) -> Link:
    return links.make({"name": "A panel"})


def send(client: Client, link: Link, section: str, **sent: str | list[str]) -> Page:
    """Send a page with values that a browser would not let anyone choose."""
    page = client.get(f"{link.activity()}/questions/{section}")
    return client.post(page.address, {**form_of(page).sent_by("next"), **sent})


@pytest.mark.parametrize(
    "value", ["bogus", "co_design", " ", "ALL", "unknown ", "none;all", "\x00"]
)
def test_an_unknown_option_is_refused(client: Client, link: Link, value: str) -> None:
    page = send(client, link, "at_the_table", seats=value, selection="by_lot")
    assert page.complaints == ["Choose one of the answers shown."]
    assert form_of(page).values["selection"] == ["by_lot"]
    assert "seats" not in link.record().values


@pytest.mark.parametrize(
    "values",
    [
        ["co_design", "bogus"],
        ["bogus"],
        ["unknown", "co_design"],
        ["none", "co_design"],
        ["none", "unknown"],
        ["", "bogus"],
        ["", "unknown", "co_design"],
        [" ", "none", "co_design"],
    ],
)
def test_answers_that_do_not_go_together_are_refused(
    client: Client, link: Link, values: list[str]
) -> None:
    page = send(client, link, "who", functions=values, level="group")
    assert len(page.complaints) == 1
    assert form_of(page).values["level"] == ["group"]
    assert link.record().values == {"name": "A panel"}


def test_several_values_for_one_answer_are_refused(client: Client, link: Link) -> None:
    page = send(client, link, "at_the_table", seats=["none", "all"])
    assert page.complaints == ["Give one answer, not several."]
    page = send(client, link, "about", name=["One", "Two"])
    assert page.complaints == ["Give one answer, not several."]
    assert link.record().values == {"name": "A panel"}


@pytest.mark.parametrize("name", ["seats", "bogus", "<b>bold</b>", "name ", "x" * 5000, "submit"])
def test_what_was_not_asked_is_refused(client: Client, link: Link, name: str) -> None:
    page = send(client, link, "about", **{name: "all", "description": "Typed"})
    assert "This page does not ask for" in page.complaints[0]
    assert len(page.complaints[0]) < 200
    assert not page.named("b")
    assert form_of(page).values["description"] == ["Typed"]
    assert link.record().values == {"name": "A panel"}


@pytest.mark.parametrize(("name", "limit"), LONG.items())
def test_limits_are_on_the_page_and_in_the_message(
    client: Client, link: Link, name: str, limit: int
) -> None:
    page = client.get(f"{link.activity()}/questions/about")
    field = page.one(f"#{name}")
    hints = [page.one(f"#{i}").text for i in field.get("aria-describedby").split()]
    assert any(f"{limit} characters" in hint for hint in hints)
    page = send(client, link, "about", **{name: "é" * limit})
    assert not page.complaints
    page = send(client, link, "about", **{name: "é" * (limit + 1)})
    assert page.complaints == [f"Shorten this to {limit} characters or fewer."]
    assert form_of(page).values[name] == ["é" * (limit + 1)]


def test_a_line_break_counts_as_one_character(client: Client, link: Link) -> None:
    page = send(client, link, "about", description="line\r\n" * 400)
    assert not page.complaints
    assert len(str(link.record().values["description"])) == 1999


def test_what_an_older_program_stored_in_its_own_way_is_read_as_it_showed_it(
    client: Client, link: Link
) -> None:
    """Pasted from there, quotation marks were refused as characters that cannot be shown."""
    page = send(
        client, link, "about", name="\x84Teamplay\x93", description="Tea \x96 and\x9d talk\x85"
    )
    assert not page.complaints
    values = link.record().values
    assert (values["name"], values["description"]) == ("„Teamplay“", "Tea – and talk…")


@pytest.mark.parametrize("control", ["\x00", "\x07", "\x1b[31m", "\x7f", "\x1f"])
def test_characters_that_cannot_be_shown_are_refused(
    client: Client, link: Link, control: str
) -> None:
    for section, name in (("about", "name"), ("about", "description"), ("claim", "promised")):
        page = send(client, link, section, **{name: f"a{control}b"})
        assert page.complaints == ["Take out the characters that cannot be shown."]
    assert link.record().values == {"name": "A panel"}


@pytest.mark.parametrize(
    "typed", ["many", "-1", "1.5", "1e3", "٣", "12 people", "1,5", ",", "9" * 5000, "100000001"]
)
def test_a_number_is_a_whole_number(client: Client, link: Link, typed: str) -> None:
    page = send(client, link, "reach", people_affected=typed, what_changed="Typed")
    assert len(page.complaints) == 1
    assert page.complaints[0] in (
        "Enter a whole number in digits, for example 250.",
        "Enter a number no larger than 100000000.",
    )
    assert form_of(page).values["people_affected"] == [typed]
    assert form_of(page).values["what_changed"] == ["Typed"]


@pytest.mark.parametrize(
    ("typed", "kept"), [("0", "0"), ("1,234,567", "1234567"), (" 12 ", "12"), ("007", "7")]
)
def test_a_number_may_have_commas(client: Client, link: Link, typed: str, kept: str) -> None:
    assert not send(client, link, "reach", people_affected=typed).complaints
    assert link.record().values["people_affected"] == kept
    client.get(f"{link.activity()}/review")


@pytest.mark.parametrize(
    "typed",
    [
        ["31", "2", "2024"],
        ["1", "13", "2024"],
        ["1", "", ""],
        ["one", "two", "three"],
        ["1", "1", "24"],
        ["1", "1", "99999"],
        ["1", "1", "-2024"],
        ["2024-01-01"],
        ["1", "1", "9" * 5000],
    ],
)
def test_a_date_is_a_real_one(client: Client, link: Link, typed: list[str]) -> None:
    page = send(client, link, "about", start_date=typed, description="Typed")
    assert len(page.complaints) == 1
    assert "for example" in page.complaints[0]
    assert form_of(page).values["start_date"] == [*typed, "", ""][:3]
    assert form_of(page).values["description"] == ["Typed"]


@pytest.mark.parametrize("extra", [["1", "1", "2024", "5"], ["1", "1", "2024", "<b>"]])
def test_more_parts_than_a_date_has_are_no_error_page(
    client: Client, link: Link, extra: list[str]
) -> None:
    send(client, link, "about", start_date=extra)


@pytest.mark.parametrize(
    "typed",
    ["javascript:alert(1)", "example.org", "https://", "https://a b", 'https://a"b', "https://<b>",
     "ftp://example.org", "https://exam\x00ple.org", "https://example.org\nx"],
)  # fmt: skip
def test_a_link_is_an_address_of_the_web(client: Client, links: Links, typed: str) -> None:
    link = links.make(PANEL)
    page = client.get(f"{link.activity()}/evidence?answers=all")
    form = form_of(page)
    page = client.post(page.address, {**form.sent_by(None), "seats-link": typed})
    assert len(page.complaints) == 1
    assert not link.record().backing


def test_a_path_that_there_is_not_is_refused(client: Client, link: Link) -> None:
    page = client.get("/start")
    page = client.post(
        "/start", {**form_of(page).fill(name="A panel").sent_by(None), "path": "secret"}
    )
    assert len(page.complaints) == 1
    page = client.get("/start")
    for short in ("", "x", "y" * 65):
        wrong = client.post(
            "/start", {**form_of(page).fill(name="A panel").sent_by(None), "request_id": short}
        )
        assert len(wrong.complaints) == 1
    review = client.get(f"{link.activity()}/review")
    sent = {**form_of(review).sent_by(None), "path": ["secret"]}
    client.post(f"{link.activity()}/path", sent, status=400)
    assert link.record().path == "full"


def test_an_activity_that_there_is_not_cannot_be_planned_for(client: Client, link: Link) -> None:
    page = client.get(f"{link.address}/plan/actions/new")
    sent = form_of(page).fill(title="A title").sent_by(None)
    for number in ("7", "-1", "x", ""):
        wrong = client.post(page.address, {**sent, "activity": number})
        assert len(wrong.complaints) == 1
        assert form_of(wrong).values["title"] == ["A title"]


def test_a_proposal_that_there_is_not_is_refused(client: Client, links: Links) -> None:
    link = links.make(PANEL)
    page = client.get(f"{link.address}/plan")
    for picks in (["9:publish"], ["x"], ["1:"], ["1:ask:twice"]):
        sent = {**form_of(page, "/plan").sent_by(None), "picks": picks}
        wrong = client.post(page.address, sent)
        assert len(wrong.complaints) == 1


def test_a_name_from_hell_is_only_a_name(client: Client, product: Product) -> None:
    name = "'); DROP TABLE activity; -- <script>alert(1)</script> {{ 7*7 }} %(name)s %s &amp;"
    link = Links(product).make({**PANEL, "name": name}, {**PANEL, "name": name})
    for path in ("", "/activities/1/result", "/activities/1/review", "/plan"):
        response = client.browser.get(link.address + path)
        page = Page(link.address + path, response.status_code, {}, response.text)
        assert name in page.text
        assert not page.errors
        assert not [script for script in page.named("script") if "src" not in script]
    assert link.record().name == name
