"""A list of many activities: a page of it at a time, and pictures that stay legible."""

import csv
import io

from ladder_assess.web.activities.filter import MOST_SERVICES
from ladder_assess.web.common.paging import page_numbers
from tests.support.client import Client
from tests.support.links import Link, Links
from tests.support.lists import SERVICES, fill, invented

MANY = 217


def long_list(links: Links, count: int = MANY) -> Link:
    link = links.make()
    questionnaire = link.product.definitions.questionnaire
    fill(link.product, link.portfolio, invented(questionnaire, count))
    return link


def numbers(client: Client, address: str) -> list[int]:
    return [int(row.text.split(".")[0]) for row in client.get(address).all(".app-rows > li")]


def test_every_activity_is_on_one_page(client: Client, links: Links) -> None:
    link = long_list(links)
    page = client.get(link.address)
    assert "Activities 1 to 50 of 217" in page.text
    seen = numbers(client, link.address)
    for number in range(2, 6):
        (address,) = {a["href"] for a in page.links if a["href"].endswith(f"page={number}")} or {
            f"{link.address}?page={number}"
        }
        seen += numbers(client, address)
    assert seen == list(range(1, MANY + 1))
    assert "Activities 201 to 217 of 217" in client.get(f"{link.address}?page=5").text


def test_pages_keep_what_was_asked(client: Client, links: Links) -> None:
    link = long_list(links)
    page = client.get(f"{link.address}?rung=4&sort=name&page=2")
    following = [a["href"] for a in page.links if a.get("rel") == "prev"]
    assert following == [f"{link.address}?rung=4&sort=name"]
    (current,) = [a for a in page.links if a.get("aria-current") == "page"]
    assert current.text == "2"


def test_a_page_that_is_not_there_is_the_nearest(client: Client, links: Links) -> None:
    link = long_list(links)
    assert numbers(client, f"{link.address}?page=99")[-1] == MANY
    for asked in ("0", "-3", "first", ""):
        assert numbers(client, f"{link.address}?page={asked}")[0] == 1


def test_pages_to_offer_are_few_whatever_there_are() -> None:
    assert page_numbers(1, 1) == [1]
    assert page_numbers(1, 3) == [1, 2, 3]
    assert page_numbers(5, 400) == [1, None, 4, 5, 6, None, 400]
    for at in range(1, 12):
        offered = page_numbers(at, 11)
        told = [number for number in offered if number is not None]
        assert at in told
        assert {1, 11} <= set(told)
        assert told == sorted(set(told))


def test_many_in_a_cell_are_counted_and_led_to(client: Client, links: Links) -> None:
    link = long_list(links)
    page = client.get(f"{link.address}/pictures")
    counted = [a for a in page.all("#rung-by-kind tbody a") if "activities" in a.text]
    assert counted
    for each in counted[:3]:
        count = int(each.text.split()[0])
        assert f"Shown: {count} of 217." in client.get(each["href"]).text
    assert not [a for a in page.all("#rung-by-kind tbody tr") if len(a.named("a")) > 6 * 6]


def test_twenty_are_drawn_and_all_are_in_the_figures(client: Client, links: Links) -> None:
    link = long_list(links)
    page = client.get(f"{link.address}/pictures")
    assert "The picture shows the 20 that affect most people" in page.words_of("#took-part")
    assert page.one("#picture-took-part-desc").text.count("People affected:") == 20
    assert "first 200 of 217 rows" in page.words_of("#took-part")
    found = client.browser.get(f"{link.address}/pictures/took-part.csv")
    rows = list(csv.reader(io.StringIO(found.get_data().decode("utf-8-sig"))))
    assert len(rows) == MANY + 1
    affected = [int(row[1]) for row in rows[1:]]
    assert affected == sorted(affected, reverse=True)


def test_what_is_said_changes_at_once(client: Client, links: Links) -> None:
    """What was worked out before is remembered, and never shown for something else."""
    link = long_list(links, 2)
    page = client.get(link.address)
    before = [row.text for row in page.all(".app-rows > li")]
    client.answer(client.get(f"{link.activity(1)}/questions/about"), name="Another name")
    after = [row.text for row in client.get(link.address).all(".app-rows > li")]
    assert after[0].startswith("1. Another name")
    assert after[1] == before[1]
    other = links.make({"name": "Of another list"})
    assert "Another name" not in client.get(other.address).text


def test_of_very_many_services_the_usual_are_offered(client: Client, links: Links) -> None:
    link = links.make()
    records = invented(link.product.definitions.questionnaire, MOST_SERVICES + 9)
    named = [d.with_values({"service_area": f"Service {n}"}) for n, d in enumerate(records)]
    fill(link.product, link.portfolio, [*named, *named[-20:]])
    page = client.get(link.address)
    offered = {option.text for option in page.all("#service option")}
    assert len(offered) == MOST_SERVICES + 1
    assert {f"Service {MOST_SERVICES + 8 - n}" for n in range(20)} <= offered
    assert "The services with the most activities" in page.words_of("#filter")


def test_services_are_offered(client: Client, links: Links) -> None:
    options = [o.text for o in client.get(long_list(links).address).all("#service option")]
    assert options == ["Any", *sorted(SERVICES)]
