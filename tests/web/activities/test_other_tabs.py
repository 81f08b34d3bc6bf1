"""Two tabs, in one of which the activity is moved: what is typed in the other is neither lost nor
taken for the answer to a question that nobody read there.

Tests of two people at one page once never moved the activity between the two.
"""

from itertools import product as every

import pytest

from ladder_assess.core.activities.activity_record import ActivityRecord
from ladder_assess.services.activities.save_answers import set_aside_before
from ladder_assess.services.points_of_view.agree_view import agreed_views
from tests.services.activities.test_compare_dates import noon
from tests.services.activities.test_move_to_clearer import FIRST, ONE_SURVEY
from tests.support.client import Client
from tests.support.forms import form_of
from tests.support.links import Link, Links
from tests.support.lists import fill
from tests.support.page import Page
from tests.support.site import TODAY

SURVEY = {**ONE_SURVEY, "accountability": "none"}
OTHERWISE = "moved to another version of the questions while you had this page open"


@pytest.fixture
def link(links: Links) -> Link:
    made = links.make()
    fill(
        made.product,
        made.portfolio,
        [ActivityRecord(0, "full", dict(SURVEY), stamp=FIRST)],
        noon(TODAY),
    )
    return made


def moved(client: Client, link: Link, **answers: str) -> Page:
    page = client.get(f"{link.activity()}/clearer")
    return client.answer(page, **answers)


def moved_back(client: Client, link: Link) -> Page:
    return client.answer(client.get(f"{link.activity()}/result"))


def test_answers_of_a_second_tab_at_the_clearer_page_are_saved(client: Client, link: Link) -> None:
    second = client.get(f"{link.activity()}/clearer")
    moved(client, link)
    page = client.answer(second, accountability="direct")
    said = page.words_of(".govuk-notification-banner")
    assert "It had been moved to the clearer questions already." in said
    assert "You changed: Answering to the community." in said
    assert link.record().values["accountability"] == "direct"


def test_where_both_tabs_answered_the_second_is_shown_both(client: Client, link: Link) -> None:
    second = client.get(f"{link.activity()}/clearer")
    moved(client, link, accountability="informal")
    page = client.answer(second, accountability="direct")
    assert link.record().values["accountability"] == "informal"
    assert form_of(page).values["accountability"] == ["direct"], "what was typed is there"
    assert any("Two people answered this" in text for text in page.complaints)
    assert "while you had this page open" in page.text
    page = client.answer(page)
    assert link.record().values["accountability"] == "direct"


@pytest.mark.parametrize(("item", "typed"), [
    ("response", "binding"), ("benefit", "public"),
])  # fmt: skip
def test_an_answer_to_the_earlier_wording_is_shown_with_the_new_one_first(
    client: Client, link: Link, item: str, typed: str
) -> None:
    rules = link.product.earlier[FIRST]
    asked = next(s for s in rules.questionnaire.sections if item in [i.id for i in s.items])
    address = f"{link.activity()}/questions/{asked.id}"
    open_page = client.get(address)
    moved(client, link)
    before = link.record()
    page = client.answer(open_page, "next", **{item: typed})
    assert any(OTHERWISE in text for text in page.complaints)
    assert form_of(page).values[item] == [typed]
    assert link.record() == before, "nothing is saved yet"
    newest = link.product.newest.questionnaire.items[item]
    assert newest.hint in page.text or newest.ask in page.text
    client.answer(page, "next")
    assert link.record().values[item] == typed


def test_nor_is_an_answer_that_only_the_clearer_questions_have_kept_by_the_earlier(
    client: Client, link: Link
) -> None:
    moved(client, link)
    open_page = client.get(f"{link.activity()}/questions/setting")
    assert "neither" in form_of(open_page).options("benefit")
    moved_back(client, link)
    for button in ("next", "back", "later"):
        client.answer(open_page, button, benefit="neither")
        assert "benefit" not in link.record().values
    for page in ("review", "history", "result"):
        client.get(f"{link.activity()}/{page}")


def test_what_is_kept_while_a_page_is_left_is_set_aside(client: Client, link: Link) -> None:
    open_page = client.get(f"{link.activity()}/questions/setting")
    moved(client, link)
    sent = form_of(open_page).fill(benefit="public").sent_by(None)
    client.post(f"{link.activity()}/questions/setting/autosave", sent, status=204)
    assert "benefit" not in link.record().values
    (aside,) = set_aside_before(link.product, link.portfolio, link.record(), ["benefit"], None)
    assert aside.mine == "public"


def test_where_a_question_is_the_same_in_both_its_answer_is_saved(
    client: Client, link: Link
) -> None:
    open_page = client.get(f"{link.activity()}/questions/about")
    moved(client, link)
    client.answer(open_page, "next", name="Renamed")
    assert link.record().name == "Renamed"


def test_an_agreed_view_names_the_questions_that_it_answers(client: Client, link: Link) -> None:
    """Whatever was done between showing the page and sending it."""
    address = f"{link.activity()}/views/agreed"
    for steps in every(("move", "stay"), repeat=2):
        open_page = client.get(address)
        shown = link.record().stamp
        for step in steps:
            if step == "move":
                (moved_back if link.record().stamp != FIRST else moved)(client, link)
        before = len(agreed_views(link.product, link.portfolio, 1))
        page = client.answer(open_page, reasons="We talked about it.")
        found = agreed_views(link.product, link.portfolio, 1)
        if link.record().stamp == shown:
            assert found[0].definition == shown
            continue
        assert len(found) == before
        assert any(OTHERWISE in text for text in page.complaints)
        assert form_of(page).values["reasons"] == ["We talked about it."]
        client.answer(page)
        found = agreed_views(link.product, link.portfolio, 1)
        assert found[0].definition == link.record().stamp
