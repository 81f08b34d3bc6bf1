"""An action says what it answered when chosen, and whether that still holds, on pages and in files.

The tests of pages asked for "Trap: Manipulation" where the trap held: none looked at an action
again after the answers had changed, so a reason could stay when it was no longer true.
"""

import csv
import io
import re
from datetime import UTC, date, datetime
from html import unescape
from typing import Any

import pypdfium2
import pytest
from docx import Document
from flask import Flask
from icalendar import Calendar
from openpyxl import load_workbook

from ladder_assess.core.activities.history import Author
from ladder_assess.core.plan.made_document import DOCX, SHORT_DOCX, SHORT_PDF
from ladder_assess.core.plan.plan import Action, Trigger
from ladder_assess.publishing.plan.pdf import plan_html, print_environment
from ladder_assess.services.activities.save_answers import save_answers
from ladder_assess.services.plan.gather_plan import gather_plan
from ladder_assess.settings import CHECKOUT
from ladder_assess.storage.plan.plans import add_action, list_actions
from tests.support.client import Client
from tests.support.kept.written import written
from tests.support.links import PANEL, SHOW, Answers, Link, Links
from tests.support.site import TODAY, product_of
from tests.support.work import made_file
from tests.web.plan.test_plan import pick

CHOSEN = int(datetime(2026, 4, 1, 9, tzinfo=UTC).timestamp())
ANSWERED = int(datetime(2026, 4, 20, 23, 30, tzinfo=UTC).timestamp())
ON = "21 April 2026"
# What keeps the directions of what was typed apart in print.
UNMARKED = dict.fromkeys(map(ord, "\u2066\u2067\u2068\u2069"))
TRAP = Trigger("trap", "manipulation")
WHY = "When it was chosen, on 1 April 2026, it was a way out of a trap: “Manipulation”."
STILL, LEFT = "This still holds.", f"Met: this has not been so since {ON}."


def put(link: Link, trigger: Trigger | None, *numbers: int, chosen: int = CHOSEN) -> None:
    covers = numbers if len(numbers) > 1 else ()
    action = Action(
        0, 0 if covers else numbers[0], "Do it", "", due=date(2027, 1, 1), covers=covers,
        trigger=trigger, chosen=chosen,
    )  # fmt: skip
    written(link.product.database, add_action, link.portfolio, action, f"{trigger}-{numbers}")


def say(link: Link, number: int, **values: Any) -> None:
    save_answers(link.product, link.portfolio, number, values, Author(when=ANSWERED))


def on_page(client: Client, link: Link) -> str:
    return client.get(f"{link.address}/plan").words_of("#actions")


def test_a_trap_that_the_activity_has_left(client: Client, links: Links) -> None:
    link = links.make(SHOW)
    put(link, TRAP, 1)
    assert WHY in on_page(client, link)
    assert STILL in on_page(client, link)
    say(link, 1, decision_stage="open", information="adequate")
    assert LEFT in on_page(client, link)
    assert STILL not in on_page(client, link)
    changed = client.follow(client.get(f"{link.address}/plan"), "Change action 1")
    assert LEFT in changed.text
    say(link, 1, decision_stage="taken")
    assert STILL in on_page(client, link), "it is in the trap again"


def test_a_way_out_is_shown_of_a_trap_that_is_sure_to_be_there(
    client: Client, links: Links
) -> None:
    """A leaflet whose purpose nobody had told was shown a way out of Therapy."""
    shown = client.get(f"{links.make({'purpose': 'endorse'}).address}/plan").words_of("#proposals")
    assert "way out of a trap" not in shown
    assert "is not known yet" in shown, "whether it holds is found out first"
    shown = client.get(f"{links.make(SHOW).address}/plan").words_of("#proposals")
    assert "It is a way out of a trap: “Manipulation”." in shown


@pytest.mark.parametrize(
    ("answers", "trigger", "then", "words"),
    [
        (PANEL, Trigger("find_out", "decision_rule"), {"decision_rule": "advised"},
         f"Met: this was answered on {ON}."),
        (PANEL, Trigger("caution", "hand_picked"), {"selection": "by_lot"}, LEFT),
        (PANEL, Trigger("caution", "hand_picked"), {"selection": "unknown"},
         "This may still hold: too little is known to say."),
        (PANEL, Trigger("change", "seats >= minority"), {"seats": "equal"},
         f"Met: the step was taken, by the answers of {ON}."),
        (PANEL, Trigger("change", "seats >= minority"), {"level": "individual"},
         "No longer so: this is now a service to one person, which has no rung. "
         f"That changed on {ON}."),
        ({**SHOW, "dialogue": "none"}, Trigger("change", "dialogue >= one_off"),
         {"decision_rule": "community"},
         f"No longer needed: other answers meet what this step was for. That changed on {ON}."),
        (PANEL, Trigger("trap", "gone"), {"purpose": "listen"},
         "No longer so, because the rules changed and not the answers."),
    ],
)  # fmt: skip
def test_what_became_of_it(
    client: Client, links: Links, answers: Answers, trigger: Trigger, then: Any, words: str
) -> None:
    link = links.make(answers)
    put(link, trigger, 1)
    say(link, 1, **then)
    assert words in on_page(client, link)


def test_of_several_activities_it_says_how_many(client: Client, links: Links) -> None:
    link = links.make(SHOW, SHOW, SHOW)
    put(link, TRAP, 1, 2, 3)
    say(link, 2, decision_stage="open", information="adequate")
    said = on_page(client, link)
    assert "This still holds, or may, for 2 of 3 activities. 1 has met it." in said
    assert f"The last did on {ON}." in said


def test_an_older_action_says_no_more_than_is_known(client: Client, links: Links) -> None:
    link = links.make({**SHOW, "decision_stage": "open", "information": "adequate"})
    put(link, TRAP, 1, chosen=0)
    said = on_page(client, link)
    assert "When it was chosen, it was a way out of a trap: “Manipulation”." in said
    assert "Met: this is no longer so." in said


def test_picking_notes_the_day(client: Client, links: Links) -> None:
    link = links.make(PANEL)
    page = client.get(f"{link.address}/plan")
    pick(client, link, 0)
    (action,) = list_actions(link.product.database, link.portfolio)
    assert action.chosen_on is not None
    assert page.status == 200


def test_an_action_of_ones_own_answers_nothing(client: Client, links: Links) -> None:
    link = links.make(SHOW)
    put(link, None, 1)
    said = on_page(client, link)
    assert "Your own action" in said
    assert "When it was chosen" not in said
    assert "holds" not in said


def test_every_file_says_the_same(app: Flask, client: Client, links: Links) -> None:
    link = links.make(SHOW)
    put(link, TRAP, 1)
    say(link, 1, decision_stage="open", information="adequate")
    start = f"{link.address}/plan"
    got = client.browser.get(f"{start}/actions.csv").data.decode("utf-8-sig")
    (row,) = csv.DictReader(io.StringIO(got, newline=""))
    wanted = ("Trap: Manipulation", "2026-04-01", LEFT)
    assert (row["What it answers"], row["Chosen on"], row["How that is today"]) == wanted
    book = load_workbook(io.BytesIO(client.browser.get(f"{start}/figures.xlsx").data))
    told = dict(
        zip(*([cell.value for cell in r] for r in book["Actions"].iter_rows()), strict=True)
    )
    assert told["How that is today"] == LEFT
    assert told["Chosen on"].date() == date(2026, 4, 1)
    rules = product_of(app).definitions
    plan = gather_plan(product_of(app), link.portfolio, TODAY)
    html, _ = plan_html(
        plan, rules.questionnaire, rules.sources, print_environment(CHECKOUT / "templates")
    )
    text = " ".join(unescape(re.sub("<[^>]+>", " ", html)).translate(UNMARKED).split())
    assert f"{WHY} {LEFT}" in text
    calendar: Any = Calendar.from_ical(client.browser.get(f"{start}/reminders.ics").data)
    (event,) = calendar.walk("VEVENT")
    assert f"{WHY} {LEFT}" in str(event["description"])
    assert str(event["summary"]) == f"Due: Do it ({SHOW['name']})"
    document = Document(io.BytesIO(made_file(app, link.portfolio, DOCX)))
    lines = [paragraph.text for paragraph in document.paragraphs]
    assert WHY in lines
    assert LEFT in lines
    # The two pages have a line for it.
    brief = "Trap: Manipulation. Met on 21 Apr 2026."
    short = Document(io.BytesIO(made_file(app, link.portfolio, SHORT_DOCX)))
    cells = [cell.text for table in short.tables for row in table.rows for cell in row.cells]
    assert any(brief in text for text in cells)
    pages = pypdfium2.PdfDocument(made_file(app, link.portfolio, SHORT_PDF))
    assert brief in " ".join(" ".join(p.get_textpage().get_text_bounded() for p in pages).split())
