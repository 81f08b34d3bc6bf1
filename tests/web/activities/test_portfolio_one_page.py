"""One page to print: the same facts as the list, in as many rows however long it is."""

from tests.support.client import Client
from tests.support.links import CONTROL, ONE_PERSON, PANEL, SHOW, Links
from tests.support.lists import fill, invented
from tests.web.activities.test_portfolio_charts import WORKERS


def test_it_says_what_the_list_adds_up_to(client: Client, links: Links) -> None:
    link = links.make(PANEL, WORKERS, CONTROL, ONE_PERSON, SHOW)
    page = client.follow(client.get(link.address), "One page to print")
    words = page.words_of(".app-sheet")
    assert "This page is about 5 activities. 1 of them is for one person and has no rung." in words
    assert "(rung 6 or higher) in 1. Below rung 6: 3." in words
    assert "it is not certain" not in words
    assert "For certain, people do some or all of the work and have little say in 1." in words
    made = "2 are certain to be co-production, 1 of them with a whole community."
    assert made in words
    assert "Made with Ladder Assess on 4 May 2026" in words
    assert len(page.all(".app-sheet__cell--marked")) == 1
    assert "2. Litter picks" in page.one("#sheet-took-part-desc").text
    cautions = dict(zip(*(map(str, (e.text for e in page.all(f".app-sheet__cautions {part}")))
                          for part in ("dt", "dd")), strict=True))  # fmt: skip
    assert "1" in cautions.values()


def test_it_names_traps_and_answers_that_hardly_go_together(client: Client, links: Links) -> None:
    """“None follows from the answers given” stood beneath an activity that was in a trap."""
    link = links.make(SHOW, {**CONTROL, "response": "none"}, PANEL)
    sheet = client.get(f"{link.address}/picture").words_of(".app-sheet")
    assert "Trap: Manipulation1" in sheet
    assert "Answers that hardly go together: Community land trust1" in sheet
    assert "None follows" not in sheet
    said = client.get(f"{links.make(SHOW).address}/picture").words_of(".app-sheet")
    assert "Trap: Manipulation1" in said


def test_it_is_about_what_is_asked_for_and_says_so(client: Client, links: Links) -> None:
    link = links.make(PANEL, CONTROL, ONE_PERSON)
    page = client.get(f"{link.address}/picture?rung=8")
    assert "Rung: 8. The community in charge. Shown: 1 of 3." in page.words_of(".app-sheet")
    assert "about 1 activity." in page.words_of(".app-sheet")


def test_a_long_list_takes_no_more_room(client: Client, links: Links) -> None:
    link = links.make()
    fill(link.product, link.portfolio, invented(link.product.definitions.questionnaire, 217))
    page = client.get(f"{link.address}/picture")
    assert "about 217 activities" in page.text
    assert page.one("#sheet-took-part-desc").text.count("People affected:") == 4
    assert len(page.all(".app-sheet__grid tbody tr")) == 9


def test_an_empty_list_and_a_single_activity_have_a_page(client: Client, links: Links) -> None:
    assert "no activity on this page" in client.get(f"{links.make().address}/picture").text
    assert "about 1 activity" in client.get(f"{links.make(PANEL).address}/picture").text
    assert "None of them has a rung" in client.get(f"{links.make(ONE_PERSON).address}/picture").text


def test_it_says_that_it_holds_nothing_and_counts_no_noughts(client: Client, links: Links) -> None:
    """“This page is about 0 activities. People do some of the work … in 0.”"""
    empty = client.get(f"{links.make().address}/picture")
    assert empty.words_of(".app-sheet__words") == "There is no activity on this page."
    one = client.get(f"{links.make(CONTROL).address}/picture")
    said = one.words_of(".app-sheet__words")
    assert "(rung 6 or higher) in 1." in said
    assert "No activity is certain to have people do" in said
    assert "Below rung 6" not in said
    assert "none" not in said
    assert " 0" not in one.words_of(".app-sheet__words")


def test_what_nothing_places_is_counted_apart_and_on_no_rung(client: Client, links: Links) -> None:
    """Nine activities without a fact that places them were possible on each rung from 0 to 8."""
    open_ones = [{"name": f"Forum {n}", "purpose": "listen"} for n in range(3)]
    link = links.make(CONTROL, *open_ones)
    words = client.get(f"{link.address}/picture").words_of(".app-sheet")
    assert "This page is about 4 activities. 3 of them are not placed yet." in words
    assert "(rung 6 or higher) in 1." in words
    assert "it is not certain" not in words
    assert "Not placed yet: 3." in words
    assert "Possibly there: 3" not in words
    assert "3 possible" not in words
    assert "3?" not in words
    pictures = client.get(f"{link.address}/pictures")
    assert pictures.words_of("#not-placed").startswith("3 activities are not placed yet.")
    assert "At least half of them stand on rung 8" in pictures.text
    link = links.make(CONTROL, ONE_PERSON)
    assert not client.get(f"{link.address}/pictures").all("#not-placed")


def test_it_names_what_matters_most_first(client: Client, links: Links) -> None:
    """It named no activity, nor how many are what they were meant to be."""
    below = {**PANEL, "name": "Below", "intended_rung": "8"}
    there = {**CONTROL, "name": "There", "intended_rung": "6"}
    page = client.get(f"{links.make({'name': 'Open'}, there, below).address}/picture")
    assert "Of 2 with an intended rung, 1 certainly reached it." in page.text
    assert "Furthest below what was meant: “Below” (" in page.words_of(".app-sheet__words")
    page = client.get(f"{links.make({'name': 'Open'}, {**SHOW, 'name': 'Show'}).address}/picture")
    rows = [row.text for row in page.all(".app-sheet__named tbody tr")]
    assert [row[:4] for row in rows] == ["Show", "Open"]
    assert (
        "For whom the co-production is"
        not in client.get(f"{links.make({'name': 'Open'}, {'name': 'Shut'}).address}/picture").text
    )


def test_what_has_no_ladder_is_said_beside_each_count(client: Client, links: Links) -> None:
    """“Somebody said of 3”, above four rows, and an intended rung for what has none."""
    there, alone = {**CONTROL, "claimed_rung": "8"}, {"intended_rung": "7", "claimed_rung": "7"}
    page = client.get(f"{links.make(there, {**ONE_PERSON, **alone}).address}/picture")
    said = page.words_of(".app-sheet__words")
    more = "One more is for one person, and has no rung."
    assert f"Of 1 with an intended rung, 1 certainly reached it. {more}" in said
    assert f"where they believe it to stand: 1 on rung 6 or higher. {more}" in said


def test_what_has_not_begun_is_in_no_count_of_rungs(client: Client, links: Links) -> None:
    """“Of 5 with an intended rung, 3 certainly reached it” counted one that begins in March."""
    there = {**CONTROL, "name": "There", "intended_rung": "6"}
    later = {**there, "name": "Later", "start_date": "2999-03"}
    page = client.get(f"{links.make(there, later).address}/picture")
    said = page.words_of(".app-sheet__words")
    assert "1 of them is placed as planned but has not begun, so no rung is counted for it." in said
    assert "Of 1 with an intended rung, 1 certainly reached it. One more has not begun." in said
    assert "(rung 6 or higher) in 1." in said
    assert "As planned: 1" in page.words_of(".app-sheet")
    pictures = client.get(f"{links.make(there, later).address}/pictures")
    assert pictures.words_of("#planned").startswith("1 activity is placed as planned")
    assert (
        "8. The community in charge. Certainly: 1"
        in pictures.one("#picture-distribution-desc").text
    )
    assert not client.get(f"{links.make(there, there).address}/pictures").all("#planned")
    said = client.get(f"{links.make(later).address}/picture").words_of(".app-sheet__words")
    assert "None that says which rung it was meant to be on has begun." in said
    assert "certainly reached" not in said
    assert "(rung 6 or higher)" not in said
