"""Starting from a common form: its usual answers are filled in, and each is marked until saved."""

from datetime import date

import pytest

from ladder_assess.core.activities.activity_record import FULL, QUICK
from ladder_assess.core.questionnaire.questionnaire import UNKNOWN
from ladder_assess.services.activities.save_answers import save_answers
from ladder_assess.services.activities.start_portfolio import add_activity
from ladder_assess.services.common.product import Product
from ladder_assess.services.placement.assess_activity import assess_portfolio
from ladder_assess.storage.benchmarks import contributions
from ladder_assess.storage.benchmarks.contributions import Days
from tests.support.client import Client
from tests.support.forms import form_of
from tests.support.journey import fields, fill, token_of
from tests.support.links import Link
from tests.support.offices import make_office
from tests.support.page import Page
from tests.support.site import product_of

MARK = "Usual for a planning consultation: change it if it is not so for yours."
FORM = "planning-consultation"
EVIDENCE_OF_THE_FORM = 14


def started(client: Client, form: str = FORM, path: str = QUICK) -> tuple[Page, Link]:
    """The first question after choosing a common form, and the link that it is under."""
    page = client.answer(client.get(f"/start?form={form}"), path=path, name="Ours")
    return page, Link(product_of(client.app), token_of(page))


def to_review(client: Client, page: Page) -> Page:
    """Answer the pages that are asked, with don't know wherever an answer is needed, and go on
    from the result to all answers.
    """
    while "/questions/" in page.address:
        asked = {name: UNKNOWN for name in fields(page) if len(fields(page)) == 1}
        known = fill(page, {"name": "Ours", **asked})
        page = client.answer(page, "next", **known)
    return client.follow(page, "See or change the answers")


def choosing(client: Client, name: str = "Ours") -> Page:
    """The step on which a common form is chosen for a new activity."""
    return client.answer(client.get("/"), path="form", name=name)


def test_whoever_looks_for_a_form_first_names_the_activity_later(client: Client) -> None:
    """A link to look at common forms answered with a red problem."""
    page = choosing(client, "")
    assert not page.all(".govuk-error-summary")
    assert page.address.endswith("/form")
    chosen = str(page.all("button[name=arrangement]")[0]["value"])
    page = client.answer(page, arrangement=chosen)
    assert "name" in form_of(page).names, "it is asked next"
    assert client.answer(client.get("/"), path="quick", name="").all(".govuk-error-summary")


def test_every_form_can_be_chosen_on_a_page_without_scripts(
    client: Client, product: Product
) -> None:
    page = choosing(client)
    offered = form_of(page, "/form").options("arrangement")
    assert set(offered) == set(product.definitions.arrangements)
    titles = [title.text for title in page.named("h2")]
    assert titles == [
        "People are told, asked or give advice",
        "How much people decide varies",
        "People share in decisions or take them",
    ]


def test_no_form_starts_with_the_name_alone(client: Client) -> None:
    _, link = started(client, "")
    assert link.record().values == {"name": "Ours"}
    assert not link.record().prefilled


def test_a_form_that_there_is_not_is_refused(client: Client) -> None:
    sent = form_of(client.get("/start")).fill(name="Ours").sent_by(None)
    page = client.post("/start", {**sent, "arrangement": "a-form-of-ours"})
    assert page.complaints == ["Choose one of the answers shown."]
    page = choosing(client)
    form = form_of(page, "/form").fill(arrangement="youth-council")
    again = client.post(page.address, {**form.sent_by(None), "arrangement": "a-form-of-ours"})
    assert again.complaints == ["Choose one of the answers shown."]


def test_a_form_is_chosen_in_one_press_and_only_what_differs_is_asked(
    client: Client, product: Product
) -> None:
    page = choosing(client, "Ward budget")
    page = client.send(form_of(page, "/form").fill(arrangement="participatory-budgeting"))
    link = Link(product_of(client.app), token_of(page))
    usual = product.definitions.arrangements["participatory-budgeting"].answers
    assert link.record().values == {"name": "Ward budget", **usual}
    assert link.record().prefilled == set(usual)
    assert link.record().path == QUICK


def test_none_of_them_goes_on_without(client: Client) -> None:
    page = client.follow(choosing(client), "None of these")
    assert page.address.endswith("/questions/before")
    assert not Link(product_of(client.app), token_of(page)).record().prefilled


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ("PANEL", {"citizens-panel", "tenant-scrutiny-panel"}),
        ("nothing like it", set()),
    ],
)
def test_the_forms_can_be_searched(client: Client, wanted: str, found: set[str]) -> None:
    page = choosing(client)
    shown = client.get(f"{page.address}?q={wanted.replace(' ', '+')}")
    offered = {b["value"] for b in shown.all("button[name=arrangement]")}
    assert found <= offered if found else not offered
    assert wanted in shown.words_of("[role=status]")
    assert len(offered) < len(form_of(page, "/form").options("arrangement"))
    assert client.follow(shown, "Show all").address == page.address


def test_a_form_is_offered_only_while_nothing_is_said_of_the_facts(client: Client) -> None:
    page = choosing(client)
    address = page.address
    page = client.answer(client.follow(page, "None of these"), "next")
    assert page.has_link("Start from a common form")
    page = client.answer(page, "next", decision_stage="open")
    assert not page.has_link("Start from a common form")
    assert "/questions/" in client.get(address).address


def test_the_practice_page_leads_to_a_start_with_the_form_chosen(client: Client) -> None:
    page = client.follow(client.get(f"/practice/forms/{FORM}"), "starting from this")
    assert form_of(page).sent_by(None)["arrangement"] == [FORM]
    page = client.answer(page, name="Ours")
    link = Link(product_of(client.app), token_of(page))
    assert link.record().arrangement == FORM


def test_an_activity_can_be_added_from_a_form_under_the_same_link(client: Client) -> None:
    _, link = started(client, "")
    page = client.answer(client.get(f"{link.address}/add"), path="form", name="Youth council")
    client.send(form_of(page, "/form").fill(arrangement="youth-council"))
    assert link.record(2).arrangement == "youth-council"


@pytest.mark.parametrize("path", [QUICK, FULL])
def test_the_usual_answers_are_there_and_only_asserted(
    client: Client, product: Product, path: str
) -> None:
    _, link = started(client, path=path)
    usual = product.definitions.arrangements[FORM].answers
    assert link.record().values == {"name": "Ours", **usual}
    assert link.record().prefilled == set(usual)
    assert not link.record().backing


def test_the_quick_path_asks_what_differs_and_lists_what_is_not_confirmed(
    client: Client, product: Product
) -> None:
    page, link = started(client, "participatory-budgeting")
    asked = []
    while "/questions/" in page.address:
        asked += fields(page)
        one = {name: UNKNOWN for name in fields(page) if len(fields(page)) == 1}
        page = client.answer(page, "next", **fill(page, {"name": "Ours", **one}))
    page = client.follow(page, "See or change the answers")
    evidence = {item.id for item in product.definitions.questionnaire.evidence}
    assert "override" in asked
    assert not evidence & set(asked) & set(link.record().prefilled)
    listed = [a["href"] for a in page.all("#unconfirmed li a")]
    assert listed == [
        f"#answer-{item.id}"
        for section in product.paths.questionnaire.sections
        for item in section.items
        if item.id in link.record().prefilled
    ]


def test_every_usual_answer_is_marked_until_its_page_is_saved(client: Client) -> None:
    page, link = started(client)
    page = to_review(client, page)
    left = set(link.record().prefilled)
    assert len(left) == page.text.count(MARK)
    result = client.follow(page, "See the result")
    assert f"{len(left)} answers were filled in as usual" in result.text
    question = client.get(f"{link.activity()}/questions/dialogue?from=review")
    assert MARK in question.text
    assert [b["value"] for b in question.all("button[aria-current]")] == ["one_off"]
    page = client.answer(question, "next", dialogue="one_off")
    assert link.record().prefilled == left - {"dialogue"}
    assert link.record().values["dialogue"] == "one_off"
    assert page.text.count(MARK) == len(left) - 1
    assert MARK not in client.get(f"{link.activity()}/questions/dialogue").text


def test_usual_answers_are_confirmed_one_after_another(client: Client) -> None:
    page, link = started(client)
    page = to_review(client, page)
    page = client.follow(page, "Check these answers one after another")
    seen = 0
    while "/questions/" in page.address:
        assert MARK in page.text
        given = {b["name"]: b["value"] for b in page.all("button[aria-current]")}
        page = client.answer(page, "next", **given)
        seen += 1
    assert seen >= EVIDENCE_OF_THE_FORM
    assert page.heading == "Check your answers"
    assert not link.record().prefilled
    assert not page.all("#unconfirmed")
    assert MARK not in page.text
    result = client.follow(page, "See the result")
    assert "were filled in as usual" not in result.text


def test_going_back_confirms_nothing_and_a_change_confirms_itself(client: Client) -> None:
    _, link = started(client)
    before = link.record().prefilled
    address = f"{link.activity()}/questions/dialogue"
    client.answer(client.get(address), "back")
    assert link.record().prefilled == before
    client.answer(client.get(address), "next", dialogue="ongoing")
    assert link.record().prefilled == before - {"dialogue"}


def test_leaving_a_page_confirms_only_what_was_changed(client: Client) -> None:
    _, link = started(client, path=FULL)
    before = link.record().prefilled
    address = f"{link.activity()}/questions/voice"
    sent = form_of(client.get(address)).fill(response="binding").sent_by(None)
    client.browser.post(f"{address}/autosave", data=sent)
    assert link.record().values["response"] == "binding"
    assert link.record().prefilled == before - {"response"}


def test_saying_what_stands_behind_an_answer_confirms_it(client: Client) -> None:
    _, link = started(client)
    before = link.record().prefilled
    page = client.get(f"{link.activity()}/evidence?answers=all")
    client.answer(page, None, **{"seats-strength": "documented"})
    assert link.record().prefilled == before - {"seats"}


def test_the_full_path_goes_on_at_the_first_page_that_nobody_has_confirmed(
    client: Client,
) -> None:
    page, link = started(client, path=FULL)
    for _ in range(2):
        page = client.answer(page, "next")
    assert link.record().values["name"] == "Ours"
    client.answer(client.get(f"{link.activity()}/questions/claim"), "next", claimed_rung="4")
    page = client.get(f"{link.activity()}/resume")
    assert page.address.endswith("/questions/who"), "filled in, and not confirmed"


@pytest.mark.parametrize("rung", [5, 6, 7, 8])
def test_a_form_is_shown_where_the_next_rung_can_be_seen(
    client: Client, product: Product, rung: int
) -> None:
    there = {
        form.name
        for form in product.definitions.arrangements.values()
        if form.expected.low <= rung <= form.expected.high
    }
    below = next(
        form for form in product.definitions.arrangements.values() if form.expected.low == rung - 1
    )
    _, link = started(client, below.id)
    result = client.get(f"{link.activity()}/result")
    shown = {a.text for a in result.all("#up a") if "/practice/forms/" in a["href"]}
    others = [a for a in result.all("#up a") if a["href"].startswith("/practice")]
    assert shown <= there
    assert len(others) == 3 + 1, "the rest is one press away"
    assert others[-1]["href"] == "/practice"


def test_the_library_lists_each_form_apart_from_the_cases(client: Client, product: Product) -> None:
    page = client.get("/practice")
    forms = [a for a in page.all("td a, th a") if "/practice/forms/" in a["href"]]
    assert {a.text for a in forms} == {f.name for f in product.definitions.arrangements.values()}
    assert page.text.count("Common form, not a case") == len(forms)


def test_a_form_says_why_what_differs_and_its_source(client: Client, product: Product) -> None:
    for form in product.definitions.arrangements.values():
        page = client.get(f"/practice/forms/{form.id}")
        assert page.heading == form.name
        assert "Common form, not a case" in page.text
        for text in (form.line, form.why, *(group.because for group in form.varies)):
            assert text in page.text
        assert product.definitions.sources[form.source].cite in page.text


def test_a_form_that_there_is_not_has_no_page(client: Client) -> None:
    client.get("/practice/forms/nowhere", status=404)


def test_what_nobody_has_confirmed_is_known_to_the_plan(client: Client, product: Product) -> None:
    _, link = started(client)
    (assessed,) = assess_portfolio(product, link.portfolio)
    assert set(assessed.unconfirmed) == link.record().prefilled


EVER = Days(date(2000, 1, 1), date(2100, 1, 1))


def test_what_nobody_has_confirmed_is_not_compared(product: Product) -> None:
    office = make_office(product)
    number = add_activity(product, office.portfolio, QUICK, "usual", FORM)
    assert dict(contributions.activities(product.database, EVER, ()))[office.id] == {}
    save_answers(product, office.portfolio, number, {"seats": "advisory"})
    assert dict(contributions.activities(product.database, EVER, ()))[office.id] == {
        "seats": "advisory"
    }
