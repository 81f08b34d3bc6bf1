"""A list narrowed and put in order by what stands in the address."""

from urllib.parse import parse_qs, urlencode

from ladder_assess.core.common.finding import MOST_LETTERS
from tests.support.client import Client
from tests.support.links import CONTROL, ONE_PERSON, PANEL, SHOW, Link, Links
from tests.support.page import Page


def shown(page: Page) -> list[str]:
    return [row.text[0] for row in page.all(".app-rows > li")]


def a_link(links: Links) -> Link:
    housing = {"service_area": "Housing", "start_date": "2020-05-01", "end_date": "2021-01-31"}
    return links.make(
        {**PANEL, **housing},
        {**SHOW, "service_area": " housing ", "start_date": "2023-01-01"},
        {**ONE_PERSON, "service_area": "Care"},
        CONTROL,
    )


def test_each_choice_narrows_the_list(client: Client, links: Links) -> None:
    address = a_link(links).address
    for asked, expected in {
        "": "1234",
        "service=Housing": "12",
        "service=Care": "3",
        "rung=8": "4",
        "rung=5": "1",
        "rung=none": "3",
        "kind=co_production": "1",
        "kind=unclassified": "2",
        "caution=hand_picked": "1",
        "since=2021": "12",
        "since=2022": "2",
        "until=2022": "1",
        "since=2022&until=2022": "",
        "until=4/2020": "",
        "until=1/5/2020": "1",
        "since=1/2021": "12",
        "since=1/2/2021": "2",
        "service=Housing&rung=1": "2",
        "q=housing": "12",
        "q=HOUSING+trust": "",
        "q=trust+L%C3%A1nd": "4",
        "q=housing&rung=1": "2",
    }.items():
        page = client.get(f"{address}?{asked}")
        assert "".join(shown(page)) == expected, asked
        said = f"Shown: {len(expected)} of 4." in page.text
        assert said == bool(asked)
        assert bool(page.all("#narrowed")) == bool(asked)
        assert ("No activity fits" in page.text) == (not expected)
        assert not asked or page.link("Show all") == address
        assert [page.one("#q")["value"]] == parse_qs(asked).get("q", [""])


def test_the_order_is_chosen_and_what_is_not_said_comes_last(client: Client, links: Links) -> None:
    address = a_link(links).address
    for order, expected in {
        "number": "1234",
        "name": "4231",
        "service": "3124",
        "rung": "2143",
        "date": "1234",
    }.items():
        assert "".join(shown(client.get(f"{address}?sort={order}"))) == expected, order
    assert shown(client.get(f"{address}?sort=kind"))[-1] == "2"


def test_the_pictures_are_about_what_is_shown(client: Client, links: Links) -> None:
    page = client.get(f"{a_link(links).address}/pictures?service=Housing")
    words = page.one("#picture-distribution-desc").text
    assert "8. The community in charge. Certainly: 0; Possibly: 0." in words
    assert "1. A show of support. Certainly: 1" in words
    assert "Community land trust" not in page.words_of("#rung-by-kind")


def test_what_cannot_be_asked_is_said_and_kept(client: Client, links: Links) -> None:
    address = a_link(links).address
    for asked, said in {
        "since=20": "Enter a year, a month or a day",
        "until=31/2/2024": "Enter a year, a month or a day",
        "since=2022&until=2021": "not before the first",
        "rung=9": "Choose something from the list",
        "service=Fire": "Choose something from the list",
        "sort=size": "Choose something from the list",
    }.items():
        page = client.get(f"{address}?{asked}")
        assert said in page.complaints[0], asked
        assert "".join(shown(page)) == "1234"
    page = client.get(f"{address}?since=soon")
    assert page.one("#since")["value"] == "soon"


def test_what_narrows_is_said_in_words(client: Client, links: Links) -> None:
    page = client.get(f"{a_link(links).address}?service=Housing&rung=1&since=2022&sort=name")
    words = page.words_of("#narrowed")
    for said in ("Service: Housing", "Rung: 1. A show of support", "at or after: 2022"):
        assert said in words
    assert "Order" not in words


def test_one_activity_needs_no_choice(client: Client, links: Links) -> None:
    assert not client.get(links.make(PANEL).address).all("#filter")
    assert client.get(a_link(links).address).all("#filter")


def test_a_search_goes_on_over_pages_and_pictures(client: Client, links: Links) -> None:
    link = links.make(*[{**PANEL, "name": f"Panel {n}"} for n in range(60)], CONTROL)
    page = client.get(f"{link.address}?q=panel")
    assert "Shown: 60 of 61." in page.words_of("#narrowed")
    page = client.get(page.link("Next"))
    assert (len(shown(page)), page.one("#q")["value"]) == (10, "panel")
    for way in ("See them in pictures", "One page to print", "Compare two dates"):
        assert page.link(way).endswith("?q=panel"), way
        assert client.get(page.link(way)).one("form[role=search] #q")["value"] == "panel"


def test_removing_one_leads_back_to_what_was_asked_for(client: Client, links: Links) -> None:
    link = links.make(*[{**PANEL, "name": f"Panel {n}"} for n in range(60)], CONTROL)
    page = client.follow(client.get(f"{link.address}?q=panel&sort=name&page=2"), "Remove activity")
    for way in ("Keep it", "Your activities"):
        assert page.link(way).endswith("?q=panel&sort=name&page=2"), way
    page = client.answer(page)
    assert (page.one("#q")["value"], len(shown(page))) == ("panel", 9)


def test_of_what_the_list_has_no_longer_nothing_is_asked(client: Client, links: Links) -> None:
    page = client.get(f"{a_link(links).address}?service=Care")
    page = client.answer(client.follow(page, "Remove activity"))
    assert not page.complaints
    assert "".join(shown(page)) == "124"


def test_whatever_is_searched_for_is_shown_as_it_was_typed(client: Client, links: Links) -> None:
    address = a_link(links).address
    for typed in ('"><script>alert(1)</script>', "{7 * 7}", "100% (num)", "x" * 200):
        page = client.get(f"{address}?{urlencode({'q': typed})}")
        assert page.one("#q")["value"] == typed[:MOST_LETTERS]
        assert typed[:MOST_LETTERS] in page.words_of("#narrowed")
        assert not shown(page)
