"""Two dates compared on a page, with files, and what can and cannot be known said plainly."""

import csv
import io
from datetime import date

from ladder_assess.core.activities.activity_record import Value
from tests.services.activities.test_compare_dates import add, noon, say
from tests.support.client import Client
from tests.support.links import CONTROL, ONE_PERSON, PANEL, Link, Links
from tests.support.lists import fill, invented
from tests.support.site import TODAY

JANUARY, MARCH, APRIL = date(2026, 1, 10), date(2026, 3, 2), date(2026, 4, 20)
ASKED = "first=1&first=2&first=2026"
# What has the panel certainly on a higher rung than before.
PARTNERS: dict[str, Value | None] = {
    "decision_rule": "joint",
    "override": "by_negotiation",
    "seats": "equal",
    "ground_rules": "agreed",
}


def a_list(links: Links) -> Link:
    """A panel that moved up in March, one that stayed, and one that came in April."""
    link = links.make()
    for answers in (PANEL, CONTROL, {**ONE_PERSON, "service_area": "Care"}):
        number = add(link, date(2026, 1, 1 + len(link.records)))
        say(link, number, JANUARY, **answers)
    say(link, 1, MARCH, **PARTNERS)
    number = add(link, APRIL)
    say(link, number, APRIL, name="New in spring", service_area="Parks", purpose="inform")
    return link


def rows(client: Client, address: str) -> list[list[str]]:
    found = client.browser.get(address)
    assert found.status_code == 200
    return list(csv.reader(io.StringIO(found.get_data().decode("utf-8-sig"))))


def test_what_moved_is_told_and_what_is_new(client: Client, links: Links) -> None:
    link = a_list(links)
    page = client.get(f"{link.address}/over-time?{ASKED}")
    assert "1 February 2026 and 4 May 2026" in page.text
    table = [[cell.text for cell in row.named("th", "td")] for row in page.all("#changed tbody tr")]
    assert [row[:4] for row in table] == [
        ["1. Riverside tenant panel", "Moved up", "4 to 5", "6"],
        ["4. New in spring", "New in the list", "Not there", "0 to 8"],
    ]
    assert "As it was. Activities: 2" in page.one("#picture-moves-desc").text
    assert "6. Deciding together" in page.words_of("#rungs")


def test_files_say_the_same(client: Client, links: Links) -> None:
    link = a_list(links)
    page = client.get(f"{link.address}/over-time?{ASKED}&second=1&second=4&second=2026")
    (address,) = [a["href"] for a in page.links if "changed.csv" in a["href"]]
    head, *cells = rows(client, address)
    assert head == [
        "Activity", "What became of it", "Rung on 1 February 2026", "Rung on 1 April 2026",
        "Kind on 1 February 2026", "Kind on 1 April 2026",
    ]  # fmt: skip
    assert [cell[0] for cell in cells] == ["1. Riverside tenant panel"]
    for name in ("moves", "rungs", "kinds"):
        (figures,) = [a["href"] for a in page.links if f"/{name}.csv" in a["href"]]
        assert len(rows(client, figures)) > 1
        (drawing,) = [a["href"] for a in page.links if f"/{name}.svg" in a["href"]]
        assert client.browser.get(drawing).mimetype == "image/svg+xml"


def test_the_filter_applies_to_page_and_files(client: Client, links: Links) -> None:
    link = a_list(links)
    page = client.get(f"{link.address}/over-time?{ASKED}&service=Parks")
    assert [row.text[:2] for row in page.all("#changed tbody tr")] == ["4."]
    assert "Shown: 1 of 4." in page.text
    (address,) = [a["href"] for a in page.links if "changed.csv" in a["href"]]
    assert [row[0] for row in rows(client, address)[1:]] == ["4. New in spring"]
    page = client.get(f"{link.address}/over-time?{ASKED}&caution=hand_picked&rung=8")
    assert "No activity fits" in page.text


def test_without_dates_the_last_three_months_are_shown(client: Client, links: Links) -> None:
    page = client.get(f"{a_list(links).address}/over-time")
    assert "2 February 2026 and 4 May 2026" in page.text
    assert page.one("#first-month")["value"] == "02"
    assert client.follow(page, "A year ago").text.count("4 May 2025") > 1


def test_what_cannot_be_known_is_said(client: Client, links: Links) -> None:
    begun = links.make(PANEL)
    say(begun, 1, MARCH, **PARTNERS)
    page = client.get(f"{begun.address}/over-time?first=1&first=1&first=2020")
    assert "noted since 2 March 2026" in page.words_of("#how-sure")
    link = a_list(links)
    client.answer(client.get(f"{link.activity(2)}/remove"))
    page = client.get(f"{link.address}/over-time?{ASKED}")
    assert "1 activity was removed" in page.words_of("#how-sure")
    before_all = client.get(f"{link.address}/over-time?first=1&first=1&first=2020")
    assert "1 activity was removed" in before_all.words_of("#compared")
    old = links.make(PANEL, CONTROL)
    words = client.get(f"{old.address}/over-time?{ASKED}").words_of("#how-sure")
    assert "No change has been noted yet" in words
    assert "When 2 activities were added was not noted" in words
    assert "Nothing changed" in client.get(f"{old.address}/over-time?{ASKED}").text


def test_dates_that_make_no_sense_are_refused_in_words(client: Client, links: Links) -> None:
    address = f"{a_list(links).address}/over-time"
    for asked, said in {
        "first=31&first=2&first=2026": "Enter a real date",
        "first=5&first=5&first=2026": "before today",
        "first=4&first=5&first=2026": "before today",
        f"{ASKED}&second=1&second=1&second=2026": "before the second",
        f"{ASKED}&second=1&second=1&second=2027": "not after today",
        "second=1&second=4&second=2026": "Enter the first date",
    }.items():
        page = client.get(f"{address}?{asked}")
        assert any(said in complaint for complaint in page.complaints), (asked, page.complaints)
        assert not page.all("#compared")
        assert client.browser.get(f"{address}/rungs.csv?{asked}").status_code == 404
    page = client.get(f"{address}?first=31&first=2&first=2026")
    assert page.one("#first-day")["value"] == "31"


def test_what_is_no_file_is_not_found(client: Client, links: Links) -> None:
    address = f"{a_list(links).address}/over-time"
    for name in ("bogus.csv", "changed.svg", "rungs.png"):
        client.get(f"{address}/{name}", status=404)


def test_a_date_before_all_answers_says_so_and_offers_one_that_shows_more(
    client: Client, links: Links
) -> None:
    """Every figure was “new”, and every row “not there”."""
    address = f"{a_list(links).address}/over-time"
    page = client.get(f"{address}?first=1&first=10&first=2025&purpose=inform")
    said = page.words_of("#compared")
    assert "On 1 October 2025 none of the 4 activities in this list had answers" in said
    assert not page.all("table")
    offered = client.follow(page, "Compare with 10 January 2026")
    assert "10 January 2026 and 4 May 2026" in offered.text
    assert offered.all("#changed tbody tr")
    narrow = f"{address}?first=1&first=10&first=2025&second=10&second=1&second=2026"
    assert (
        "10 January 2026 and 4 May 2026"
        in client.follow(client.get(narrow), "Compare with 10 January 2026").text
    ), "with today, as all began on the second date"
    kept = narrow.replace("second=1&", "second=3&")
    assert "10 January 2026 and 10 March 2026" in client.follow(
        client.get(kept), "Compare with 10 January 2026"
    ).text  # fmt: skip


def test_what_all_began_today_is_compared_from_tomorrow(client: Client, links: Links) -> None:
    link = links.make()
    say(link, add(link, TODAY), TODAY, **PANEL)
    page = client.get(f"{link.address}/over-time?{ASKED}")
    said = page.words_of("#compared")
    assert "On 1 February 2026 the activity in this list had no answers" in said
    assert "something to compare from tomorrow" in said
    assert not [a for a in page.links if "Compare with" in a.text]


def test_a_long_list_of_changes_is_paged(client: Client, links: Links) -> None:
    link = links.make()
    records = invented(link.product.definitions.questionnaire, 120)
    say(link, add(link, JANUARY), JANUARY, **PANEL)
    fill(link.product, link.portfolio, records, noon(TODAY))
    page = client.get(f"{link.address}/over-time?{ASKED}&page=3")
    assert "Activities 101 to 120 of 120" in page.text
    assert len(page.all("#changed tbody tr")) == 20


def test_an_empty_list_has_nothing_to_compare(client: Client, links: Links) -> None:
    assert "no activity on either date" in client.get(f"{links.make().address}/over-time").text
