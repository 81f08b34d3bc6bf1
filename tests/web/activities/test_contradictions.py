"""Two answers that can hardly both be right: asked once, shown again, and never in the way."""

from ladder_assess.core.activities.activity_record import ActivityRecord, as_activity
from ladder_assess.services.common.product import Product
from tests.support.client import Client
from tests.support.forms import form_of
from tests.support.links import ONE_PERSON, PANEL, Links
from tests.support.page import Page

ASK = "people sit on a body that gives advice, or the organisation decides without such advice?"
HEAD = "Two answers that hardly go together"
# Advisory seats are in it already; the second answer makes the pair.
SECOND = {"decision_rule": "organisation"}


def asks_of(page: Page) -> list[str]:
    return [banner.text for banner in page.all(".govuk-notification-banner") if HEAD in banner.text]


def after_the_second(client: Client, links: Links, button: str = "next") -> tuple[str, Page]:
    address = links.make(PANEL).activity()
    page = client.get(f"{address}/questions/deciding")
    return address, client.answer(page, button, **SECOND)


def test_it_is_asked_once_when_the_second_answer_is_given(client: Client, links: Links) -> None:
    address, page = after_the_second(client, links)
    (asked,) = asks_of(page)
    assert ASK in asked
    assert asked.count("?") == 1, "one sentence"
    assert asks_of(client.get(page.address)) == []
    again = client.get(f"{address}/questions/deciding")
    assert asks_of(client.answer(again, "next", **SECOND)) == [], "nothing new was said"


def test_where_an_answer_is_changed_its_own_radio_takes_the_focus(
    client: Client, links: Links
) -> None:
    """Space on another radio would change the answer before anything is read."""
    _, page = after_the_second(client, links)
    to = [link["href"] for link in page.all("#just-made li a")]
    places = [(client.get(address), address.partition("#")[2]) for address in to]
    shown = [page.one(f"#{place}") for page, place in places if place]
    assert shown
    assert all("checked" in radio for radio in shown)


# With the organisation alone deciding, each of these makes a pair of its own.
MANY = {**PANEL, "response": "binding", "override": "never", "purpose": "decide", "budget": "own"}


def test_several_stand_in_one_banner_which_takes_the_focus(
    client: Client, links: Links, product: Product
) -> None:
    address = links.make(MANY).activity()
    page = client.answer(client.get(f"{address}/questions/deciding"), "next", **SECOND)
    (banner,) = page.all(".govuk-notification-banner")
    assert banner["role"] == "alert"
    assert banner["data-module"] == "govuk-notification-banner"
    assert page.title.startswith("Please check: ")
    assert len(page.all("#just-made li")) == 3
    rules = product.newest
    before, after = (
        as_activity(rules.questionnaire, ActivityRecord(1, "full", {**MANY, **more})).answers
        for more in ({}, SECOND)
    )
    made = rules.assessor.contradictions.made_by(before, after)
    assert len(made) > 4
    more = len(made) - 3
    assert f"And {more} more on the review page" in banner.text
    review = client.follow(page, "more on the review page")
    assert len(review.all("#contradictions li")) >= len(made)
    assert not review.title.startswith("Please check: "), "it was asked already"


def test_the_last_question_of_the_quick_path_asks_on_the_review_page(
    client: Client, links: Links
) -> None:
    """And the next question, of whichever activity, does not."""
    address = links.make(PANEL).activity()
    change = client.get(f"{address}/questions/deciding?from=review")
    review = client.answer(change, "next", **SECOND)
    assert review.address.startswith(f"{address}/review")
    (asked,) = asks_of(review)
    assert ASK in asked
    assert review.title.startswith("Please check: ")
    assert asks_of(client.get(f"{address}/questions/budget")) == []


def test_it_blocks_nothing_and_the_answers_stay(
    client: Client, links: Links, product: Product
) -> None:
    address, page = after_the_second(client, links)
    assert page.address == f"{address}/questions/money"
    review = client.get(f"{address}/review")
    (kept,) = review.all("#answer-decision_rule .govuk-summary-list__value")
    text = product.definitions.questionnaire.items["decision_rule"].option("organisation").text
    assert kept.text.startswith(text)


def test_it_is_not_asked_of_someone_who_leaves(client: Client, links: Links) -> None:
    address, _ = after_the_second(client, links, "later")
    assert asks_of(client.get(f"{address}/questions/budget")) == []


def test_each_answer_can_be_changed_and_one_comes_back(client: Client, links: Links) -> None:
    address, page = after_the_second(client, links)
    change = client.follow(page, "Change “Seats”")
    assert change.address.startswith(f"{address}/questions/at_the_table")
    back = client.answer(change, "next", seats="none")
    assert back.address == page.address
    assert ASK not in client.get(f"{address}/review").text


def test_the_review_the_result_and_the_plan_show_it(client: Client, links: Links) -> None:
    address, _ = after_the_second(client, links)
    assert ASK in client.get(f"{address}/review").words_of("#contradictions")
    assert ASK in client.get(f"{address}/result").words_of("#sure #contradictions")
    plan = client.get(f"{address.partition('/activities')[0]}/plan")
    assert "Find out whether the organisation decides after the body’s advice" in plan.text


def test_the_result_says_its_answer_first_and_names_the_pair_once(
    client: Client, links: Links
) -> None:
    address = links.make(PANEL).activity()
    form = form_of(client.get(f"{address}/questions/deciding")).fill(**SECOND)
    client.browser.post(form.address, data=form.sent_by("next"))
    page = client.get(f"{address}/result")
    assert page.title.startswith("Please check: "), "the last answer made the pair"
    assert asks_of(page) == []
    assert page.text.count(ASK) == 1
    order = [element["id"] for element in page.having("id")]
    assert order.index("answer") < order.index("less-sure") < order.index("contradictions")
    assert page.one("#less-sure a")["href"] == "#contradictions"
    assert not client.get(f"{links.make(PANEL).activity()}/result").all("#less-sure")


def test_a_service_to_one_person_is_asked_of_who_does_what_alone(
    client: Client, links: Links
) -> None:
    odd = {**ONE_PERSON, "functions": (), "seats": "none", "selection": "by_lot"}
    page = client.get(f"{links.make(odd).activity()}/result")
    assert "they take part in none of the tasks?" in page.words_of("#contradictions")
    assert "somebody chose the people" not in page.text


def test_what_decides_the_placement_says_how_to_find_out(client: Client, links: Links) -> None:
    address = links.make(PANEL).activity()
    page = client.get(f"{address}/questions/information")
    assert "do people get them before the meeting, and can they read them?" in page.text
    assert "How you could find out" not in client.get(f"{address}/questions/resources").text


def test_what_a_range_rests_on_is_not_all_that_decides(client: Client, links: Links) -> None:
    said = client.get(f"{links.make(PANEL).activity()}/result").words_of("#sure")
    assert "What is not known decides as well" in said
    assert "The placement rests on" not in said


def test_few_examples_are_shown_and_all_of_them_one_link_away(client: Client, links: Links) -> None:
    page = client.get(f"{links.make(PANEL).activity()}/result")
    examples = [a for a in page.all("#up a") if "/practice/" in a["href"]]
    assert len(examples) == 3
    assert client.follow(page, "See all cases and common forms").address == "/practice"


def test_what_to_find_out_first_says_how(client: Client, links: Links, product: Product) -> None:
    how = product.definitions.questionnaire.items["decision_rule"].find_out
    address = links.make(PANEL).activity()
    assert how in client.get(f"{address}/result").words_of("#sure ol")
    review = client.get(f"{address}/review")
    assert how in review.words_of("#answer-decision_rule .govuk-hint")
    assert how not in client.get(f"{links.make({**PANEL, **SECOND}).activity()}/review").text
