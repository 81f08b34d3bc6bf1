"""Points of view and the agreed view are in the plan, wherever it is read, and nothing of a few.

They were on pages of their own alone: a plan that went to a committee said nothing of them.
"""

from io import BytesIO
from typing import Any

import pytest
from docx import Document
from openpyxl import load_workbook

from ladder_assess.core.activities.history import NOBODY
from ladder_assess.core.people.event import Actor
from ladder_assess.core.plan.document import PlanFigures
from ladder_assess.core.plan.made_document import SHORT_PDF
from ladder_assess.core.points_of_view.taking_over import KEPT, TAKEN
from ladder_assess.core.points_of_view.views import AgreedView
from ladder_assess.core.workshops.room_view import RoomView
from ladder_assess.core.workshops.tally import Tally
from ladder_assess.publishing.charts import Speech
from ladder_assess.publishing.common.words import Words
from ladder_assess.publishing.plan.docx import document_environment, plan_docx
from ladder_assess.publishing.plan.pdf import plan_html, print_environment
from ladder_assess.publishing.plan.workbook import plan_workbook
from ladder_assess.services.common.product import Product
from ladder_assess.services.plan.ask_for_document import ask_for_document
from ladder_assess.services.plan.gather_plan import gather_figures, gather_plan
from ladder_assess.services.points_of_view.agree_view import agree
from ladder_assess.services.points_of_view.take_over import Deciding, Seen, decide
from ladder_assess.storage.plan import documents
from ladder_assess.storage.workshops import room_views
from tests.publishing.plans import FONTS, TEMPLATES
from tests.support.client import Client
from tests.support.kept.written import written as keep
from tests.support.links import PANEL, Link, Links
from tests.support.offices import make_office
from tests.support.respondents import answer_all, ask
from tests.support.site import TODAY

OTHERWISE = {**PANEL, "response": "none", "dialogue": "one_off"}
REASONS = "Nobody was answered."
SHEETS = ("Points of view", "Where views differ")


@pytest.fixture
def link(links: Links) -> Link:
    return links.make(PANEL)


def answer(product: Product, link: Link, group: str, people: int) -> None:
    for _ in range(people):
        answer_all(product, ask(product, link.portfolio, group), OTHERWISE, voice={"say": "lot"})


def agreed(product: Product, link: Link) -> None:
    view = AgreedView({**PANEL, "response": "none"}, REASONS, TODAY.isoformat())
    agree(product, link.portfolio, 1, view, "once", Actor())


def told(product: Product, link: Link) -> dict[str, str]:
    """What the plan says as PDF, as a document to edit and as a spreadsheet."""
    figures = gather_figures(product, link.portfolio, TODAY)
    of = (product.definitions.questionnaire, product.definitions.sources)
    printing = print_environment(TEMPLATES)
    html, _ = plan_html(figures.plan, *of, printing)
    return {"pdf": html, "docx": written(figures, of, printing), "xlsx": sheets(figures, of)}


def written(figures: PlanFigures, of: Any, printing: Any) -> str:
    environment = document_environment(printing)
    made = plan_docx(figures, *of, environment=environment, fonts=FONTS)
    body = Document(BytesIO(made)).element.body
    return "".join(run.text or "" for run in body.iter() if run.tag.endswith("}t"))


def sheets(figures: PlanFigures, of: Any) -> str:
    book = load_workbook(BytesIO(plan_workbook(figures, Words(*of), Speech())))
    rows = (row for name in SHEETS if name in book for row in book[name].values)
    return "\n".join(" ".join(map(str, row)) for row in rows)


def test_of_four_nothing_is_said_anywhere(client: Client, link: Link, product: Product) -> None:
    answer(product, link, "service_user", 4)
    for form, text in told(product, link).items():
        assert "People who took part" not in text, form
    assert "took part" not in client.get(f"{link.address}/plan").text


def test_a_group_of_four_stands_beside_one_of_five_without_a_figure(
    link: Link, product: Product
) -> None:
    answer(product, link, "provider", 5)
    answer(product, link, "service_user", 4)
    (shown,) = gather_plan(product, link.portfolio, TODAY).views
    assert set(shown.comparison.groups) == {"provider"}
    assert not shown.comparison.voice
    texts = told(product, link)
    for form in ("pdf", "docx"):
        assert (
            "fewer than five of each have answered: People who make policy; People who took"
            in (texts[form])
        )
        assert "How much say" not in texts[form]
    rows = [row for row in texts["xlsx"].splitlines() if not row.startswith("No.")]
    assert any("People who provide it" in row for row in rows)
    assert not any("People who took part" in row for row in rows)


def test_what_sides_say_and_agreed_on_is_in_every_form(
    client: Client, link: Link, product: Product
) -> None:
    answer(product, link, "service_user", 5)
    before = client.get(f"{link.address}/plan")
    assert "The sides differ on 2 questions. Nothing is agreed on yet." in before.text
    agreed(product, link)
    for form, text in told(product, link).items():
        assert "People who took part" in text, form
        assert REASONS in text, form
    texts = told(product, link)
    assert "app-drawing--ladder" in texts["pdf"][texts["pdf"].index('id="views"') :]
    for form in ("pdf", "docx"):
        assert "agreed “Nothing”, own answer “It must be considered”" in texts[form]
        assert "5 answers" in texts[form]
    page = client.get(f"{link.address}/plan")
    assert "Agreed on" in page.words_of("#views")
    assert page.link(link.record().name).endswith("/views")


def test_every_form_says_what_the_organisation_did_with_what_was_agreed(
    client: Client, link: Link, product: Product
) -> None:
    agreed(product, link)
    undecided = told(product, link)
    for decision, printed, in_sheet in (
        (KEPT, "The organisation decided on", "Own answers kept, as decided on"),
        (TAKEN, "The organisation took it into its own answers on", "Taken into its own answers"),
    ):
        who = Deciding(NOBODY, Actor(), TODAY)
        seen = Seen(link.record().revision, 1)
        assert decide(product, link.portfolio, 1, decision, seen, who)
        for form, text in told(product, link).items():
            words = in_sheet if form == "xlsx" else printed
            assert words in text, form
            assert words not in undecided[form]
            assert ("not decided yet" in undecided[form].lower()) or form != "xlsx"
    assert "has not decided yet whether" in undecided["pdf"]
    assert "Taken into your own answers on" in client.get(f"{link.address}/plan").text


def test_the_cover_names_the_organisation_and_whoever_asked(product: Product) -> None:
    office = make_office(product, "Harbour Council")
    by = Actor(office.owner.id, office.id, 1)
    number = ask_for_document(product, office.portfolio, SHORT_PDF, by, TODAY)
    wanted = documents.wanted_document(product.database, number)
    assert wanted is not None
    assert wanted.author == office.owner.name
    plan = gather_plan(product, wanted.portfolio, TODAY, author=wanted.author)
    assert (plan.organisation, plan.author) == ("Harbour Council", office.owner.name)


def room(product: Product, link: Link, *counts: int, title: str = "Staff <day>") -> None:
    view = RoomView(f"1 {title}", title, TODAY, (Tally(counts),))
    keep(product.database, room_views.put, link.portfolio, 1, view)


def test_what_a_room_made_of_it_is_told_with_its_spread(
    client: Client, link: Link, product: Product
) -> None:
    room(product, link, 0, 1, 0, 2, 5, 0, 0, 3, 0)
    found = told(product, link)
    for text in (found["pdf"], found["docx"]):
        assert text.count("11 people voted on where it stands.") == 1
        assert "fewer than five of each have answered" not in text
    assert "In the workshop “Staff &lt;day&gt;”, 4 May 2026:" in found["pdf"]
    assert "rung 4, Asking for views (Consultation): 5 people." in found["pdf"]
    assert "A workshop, 2026-05-04 1 7 11 11" in found["xlsx"]
    page = client.get(f"{link.address}/plan").words_of("#views")
    assert "“Staff <day>”, 4 May 2026: 11 people voted." in page
    assert "Rung 7: 3, Rung 4: 5, Rung 3: 2, Rung 1: 1." in page


def test_a_room_stands_beside_what_the_sides_say(link: Link, product: Product) -> None:
    answer(product, link, "service_user", 5)
    for title in ("", "First", "Second"):
        room(product, link, 5, 0, 0, 0, 0, 0, 0, 0, 1, title=title)
    found = told(product, link)
    assert found["pdf"].count("6 people voted on where it stands.") == 2, "the latest two"
    assert "fewer than five of each have answered" in found["pdf"]
    assert found["xlsx"].count("A workshop, 2026-05-04 0 8 6 6") == 3
