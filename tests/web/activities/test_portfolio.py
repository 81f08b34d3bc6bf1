"""Several activities under one link: list, distribution, grid, name, and taking one out."""

from tests.support.client import Client
from tests.support.links import CONTROL, ONE_PERSON, PANEL, SHOW, Links
from tests.support.page import Element, Page


def test_each_activity_is_listed_with_its_rung_and_what_was_meant(
    client: Client, links: Links
) -> None:
    page = client.get(links.make(PANEL, SHOW, ONE_PERSON, CONTROL, {}).address)
    rows = [row.text for row in page.all(".app-rows > li")]
    assert len(rows) == 5
    assert rows[0].startswith("1. Riverside tenant panel Believed to be on rung 6 Rung 4 to 5")
    assert "One answer is not known" in rows[0]
    assert "Meant for 6 1 below" in rows[0]
    assert rows[1].startswith("2. Launch day Rung 1: A show of support")
    assert "One person’s service: no ladder" in rows[2]
    assert "Rung 8: The community in charge" in rows[3]
    assert rows[4].startswith("5. An activity without a name No answers yet")
    leads = [row.named("a")[0]["href"].rsplit("/", 1)[-1] for row in page.all(".app-rows > li")]
    assert leads == ["result", "result", "result", "result", "resume"]
    assert "3 to 9 questions, as a rule" in rows[4]
    assert not any("question" in row for row in rows[:4]), "what cannot move it is not asked for"


def test_a_list_of_which_nothing_is_known_says_so_and_draws_nothing(
    client: Client, links: Links
) -> None:
    link = links.make({"name": "Tenant panel"}, {"name": "Bus forum", "purpose": "listen"})
    page = client.get(link.address)
    row = page.all(".app-rows > li")[1]
    assert "Not placed yet" in row.text
    assert row.named("a")[0]["href"].endswith("/resume"), "nothing stands on its result yet"
    assert "Go on with the one that matters most" in page.words_of("#none-placed")
    pictures = client.get(f"{link.address}/pictures")
    assert "None of these activities is placed yet" in pictures.words_of("#none-placed")
    assert not pictures.all("#distribution, #grid")
    link = links.make(PANEL, {"name": "Bus forum", "purpose": "listen"})
    assert not client.get(link.address).all("#none-placed")
    assert client.get(f"{link.address}/pictures").all("#distribution")


def main_buttons(page: Page) -> list[Element]:
    every = page.all("a.govuk-button")
    return [each for each in every if "secondary" not in each.get("class")]


def test_a_list_without_a_certain_place_says_where_to_start(client: Client, links: Links) -> None:
    """Its main button made a plan, which then proposed only to find out."""
    known = {"decision_rule": "organisation", "response": "none"}
    link = links.make({"name": "Bus forum", **known}, {"name": "Tenant panel", **known})
    page = client.get(link.address)
    assert "Start with “Bus forum”" in page.words_of("#start-here")
    (main,) = main_buttons(page)
    assert main.text == "Answer the first questions"
    assert "/activities/1/" in client.get(main["href"]).address
    placed = client.get(links.make(SHOW, {"name": "Bus forum", **known}).address)
    assert not placed.all("#start-here")
    some = client.get(links.make(SHOW, {"name": "Bus forum"}).address)
    assert some.words_of("#not-placed") == "One of these is not placed yet."
    assert some.words_of("#go-on") == "Go on with “Bus forum”"
    assert "/activities/2/" in client.get(some.one("#go-on")["href"]).address
    (main,) = main_buttons(placed)
    assert main.text == "Make an improvement plan"


def test_what_stands_on_each_rung_is_counted_and_led_to(client: Client, links: Links) -> None:
    """What is open could not be shown, and counted as possible on each rung it was in the way."""
    later = {**CONTROL, "start_date": "2999-03"}
    link = links.make(PANEL, SHOW, CONTROL, later, {"name": "Bus forum"}, ONE_PERSON)
    counted = {a.text: a["href"] for a in client.get(link.address).all("#spread a")}
    led = {text: [row.text[0] for row in client.get(to).all(".app-rows > li")]
           for text, to in counted.items()}  # fmt: skip
    assert led == {
        "1 Rung 1: A show of support": ["2"],
        "1? Rung 4: Asking for views": ["1"],
        "1? Rung 5: A seat at the table": ["1"],
        "1 Rung 8: The community in charge": ["3"],
        "1 As planned": ["4"],
        "1 Not placed yet": ["5"],
    }
    assert not client.get(links.make({"name": "Bus"}, {"name": "Rent"}).address).all("#spread")


def test_usual_answers_that_nobody_confirmed_are_told_in_the_list(
    client: Client, links: Links
) -> None:
    link = links.make(SHOW, {"name": "Bus survey"})
    page = client.answer(client.get(f"{link.activity(2)}/form"), arrangement="online-survey")
    page = client.get(link.address)
    assert page.words_of("#usual") == "One rests on usual answers that nobody has confirmed."
    to_confirm = page.link("usual answers to confirm")
    assert to_confirm == f"{link.activity(2)}/review#unconfirmed"


def test_the_way_on_stands_above_rows_that_are_many(client: Client, links: Links) -> None:
    """It stood below fifteen of them, 2,500 pixels down on a phone, under another number."""
    page = client.get(links.make(*({"name": f"Forum {n}"} for n in range(15))).address)
    (main,) = main_buttons(page)
    assert main.text == "Answer the first questions"
    assert page.text.index(main.text) < page.text.index("Forum 14")
    assert "ten short questions" not in page.text


def test_the_distribution_counts_certain_and_possible(client: Client, links: Links) -> None:
    page = client.get(f"{links.make(PANEL, SHOW, CONTROL, ONE_PERSON).address}/pictures")
    words = page.one("#picture-distribution-desc").text
    assert "8. The community in charge. Certainly: 1; Possibly: 0." in words
    assert "5. A seat at the table. Certainly: 0; Possibly: 1." in words
    assert "The median lies from rung 4 to rung 5" in page.text


def test_the_grid_of_rung_and_kind_links_to_each_activity(client: Client, links: Links) -> None:
    link = links.make(PANEL, CONTROL, ONE_PERSON)
    page = client.get(f"{link.address}/pictures")
    rows = page.all("#rung-by-kind tbody tr")
    assert [row.named("a") != [] for row in rows] == [
        rung in (8, 5, 4) for rung in range(8, -1, -1)
    ]
    (found,) = rows[3].named("a")
    assert found.text == "1? Riverside tenant panel (possibly)"
    assert found["href"] == f"{link.activity(1)}/result"
    assert "Personal budget" not in page.words_of("#rung-by-kind")


def test_one_activity_is_no_distribution(client: Client, links: Links) -> None:
    page = client.get(f"{links.make(PANEL).address}/pictures")
    assert not page.all("#distribution, #rung-by-kind")


def test_the_list_can_be_named(client: Client, links: Links) -> None:
    link = links.make(PANEL)
    page = client.follow(client.get(link.address), "Give this list a name")
    page = client.answer(page, title="O'Brien & <b>Sons</b>")
    assert page.heading == "O'Brien & <b>Sons</b>"
    page = client.answer(client.follow(page, "Change the name"), title="t" * 201)
    assert "200 characters" in page.complaints[0]
    assert "At most 200 characters" in page.text


def test_an_activity_is_taken_out_after_asking(client: Client, links: Links) -> None:
    link = links.make(PANEL, SHOW)
    page = client.follow(client.get(link.address), "Remove activity 2")
    assert page.heading == "Remove this activity?"
    assert "Launch day" in page.text
    page = client.answer(page)
    assert page.address == f"{link.address}?removed=2"
    assert [record.number for record in link.records] == [1]
    assert "“Launch day” is removed." in page.text
    assert not page.all('.app-rows a[href*="activities/2"]')


def test_an_activity_that_was_taken_out_never_gives_its_number_away(
    client: Client, links: Links
) -> None:
    link = links.make(PANEL, SHOW)
    client.answer(client.get(f"{link.activity(2)}/remove"))
    client.answer(client.get(f"{link.address}/add"), path="full", name="Another")
    assert [record.number for record in link.records] == [1, 3]


def test_what_was_typed_is_shown_as_it_was(client: Client, links: Links) -> None:
    name = "O'Brien-Ŵynne <b> & “Co”"
    link = links.make({**PANEL, "name": name}, {**SHOW, "name": name})
    for address in (link.address, f"{link.activity()}/result", f"{link.activity()}/review"):
        page = client.get(address)
        assert name in page.text
        assert not page.named("b")
