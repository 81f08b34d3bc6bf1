"""Asking for views, giving them without an account, and setting them side by side."""

import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from importlib import import_module

import pytest
from flask import Flask

from ladder_assess.core.activities.portfolio import Portfolio
from ladder_assess.core.people.consent_texts import ANONYMOUS_ANSWERS, NAMED_ANSWERS
from ladder_assess.core.points_of_view.fives import GivenPage
from ladder_assess.services.common.limits import LIMITS
from ladder_assess.services.common.product import Product
from ladder_assess.services.points_of_view.agree_view import agreed_views
from ladder_assess.storage.common.database import Database
from ladder_assess.storage.people import audit
from ladder_assess.storage.points_of_view import given as points_of_view
from ladder_assess.web.access.admission import let_write_while
from tests.support.client import Client
from tests.support.forms import form_of
from tests.support.links import ONE_PERSON, PANEL, Link, Links
from tests.support.offices import Office, make_office, make_person, signed_in_client
from tests.support.page import Page
from tests.support.respondents import answer_all, ask

OTHERWISE = {**PANEL, "response": "none", "dialogue": "one_off"}
GROUPS = ("provider", "policymaker", "service_user")


@pytest.fixture
def link(links: Links) -> Link:
    return links.make(PANEL)


def address_of(page: Page) -> str:
    """The respondents' address on a page, as a path."""
    return re.sub("^https?://[^/]+", "", page.one("#view-link")["value"])


def pages_kept(product: Product, link: Link) -> list[GivenPage]:
    return points_of_view.list_pages(product.database, link.portfolio, 1)


def begin(client: Client, address: str) -> Page:
    return client.answer(client.get(address), "I agree, start")


def test_a_link_is_made_shown_as_a_code_and_closed(client: Client, link: Link, app: Flask) -> None:
    address = f"{link.activity()}/views/links/service_user"
    page = client.answer(client.get(address), "Make a link")
    respondents = address_of(page)
    assert "QR code of the link" in page.html
    message = page.one("#view-message").text
    assert "What is your view of “Riverside tenant panel”?" in message
    assert message.endswith(respondents), "the whole text can be pasted"
    assert respondents in page.text
    assert Client(app).get(respondents).heading == "Give your view"
    page = client.answer(page, "Close the link")
    assert "Take down what you have printed" in page.text, "what to do next"
    page.link("Read what people said")
    closed = Client(app).get(respondents, status=410)
    assert closed.heading == "This link is closed"
    Client(app).post(f"{respondents}/questions/taking_part", {"say": "some"}, status=410)
    again = client.answer(client.get(address), "Make a new link")
    assert address_of(again) != respondents


def test_a_new_link_to_the_same_group_does_not_count_afresh(
    client: Client, link: Link, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever owned a link could close it and open another each time that its limit was reached."""
    monkeypatch.setitem(LIMITS, "view", replace(LIMITS["view"], most=2))
    monkeypatch.setitem(app.config, "LIMIT_TIMES", 1)
    address = f"{link.activity()}/views/links/service_user"
    for number, words in enumerate(("Make a link", "Make a new link")):
        page = client.answer(client.get(address), words)
        begin(Client(app), address_of(page))
        if not number:
            client.answer(page, "Close the link")
    third = Client(app)
    third.send(form_of(third.get(address_of(page))), "I agree, start", status=429)


def test_what_was_answered_is_read_once_for_each_five(
    client: Client, link: Link, product: Product, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of 190,000 pages each reading took the processor for four seconds, at each look."""
    read: list[Portfolio] = []
    first = points_of_view.list_pages

    def noted(database: Database, portfolio: Portfolio, number: int) -> list[GivenPage]:
        read.append(portfolio)
        return first(database, portfolio, number)

    token = ask(product, link.portfolio, "provider")
    for _ in range(5):
        answer_all(product, token, PANEL)
    monkeypatch.setattr(points_of_view, "list_pages", noted)
    for more in range(2):
        for page in ("/views", "/views/agreed", "/result"):
            client.get(f"{link.activity()}{page}")
        assert len(read) == 1 + more
        for _ in range(5):
            answer_all(product, token, PANEL)


@pytest.mark.parametrize(
    ("group", "purpose"), [("service_user", ANONYMOUS_ANSWERS), ("provider", NAMED_ANSWERS)]
)
def test_what_counts_is_said_in_a_few_lines_and_the_whole_text_stands_beneath(
    client: Client, link: Link, product: Product, group: str, purpose: str
) -> None:
    start = client.get(f"/v/{ask(product, link.portfolio, group)}")
    text = product.definitions.consent.purposes[purpose]
    for sentence in (*text.text, text.withdraw):
        assert sentence in start.one("details#consent").text
    assert text.agree in start.words_of("main strong")
    assert 30 < len(start.words_of("#in-short").split()) < 80


def test_someone_who_took_part_answers_and_may_say_more(
    client: Client, link: Link, product: Product
) -> None:
    start = client.get(f"/v/{ask(product, link.portfolio, 'service_user')}")
    assert "anonymous-answers-v" not in start.text
    assert "we cannot take them out" in start.one("details#consent").text
    assert "We do not ask who you are." in start.words_of("#in-short")
    page = client.answer(start, "I agree, start")
    assert page.heading == "What taking part was like"
    page = client.answer(page, say="some", purpose="listen")
    assert page.heading == "Thank you"
    assert len(pages_kept(product, link)) == 1
    page = client.follow(page, "Answer more questions")
    assert "purpose" not in form_of(page).names
    page = client.answer(page, "stop here", decision_stage="open")
    assert page.heading == "Thank you"
    kept = pages_kept(product, link)
    assert len({page.view for page in kept}) == len(kept) == 2, "nothing joins them"
    assert [page.values.get("decision_stage") for page in kept if page.page != "taking_part"] == [
        "open"
    ]


def test_nothing_answered_is_no_view(client: Client, link: Link, product: Product) -> None:
    page = begin(client, f"/v/{ask(product, link.portfolio, 'service_user')}")
    page = client.answer(page)
    assert page.complaints
    assert pages_kept(product, link) == []


def test_pressing_twice_makes_one_response(client: Client, link: Link, product: Product) -> None:
    page = begin(client, f"/v/{ask(product, link.portfolio, 'service_user')}")
    form = form_of(page).fill(say="some")
    sent = form.sent_by(None)
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(lambda _: client.browser.post(form.address, data=sent), range(2)))
    client.post(form.address, sent)
    assert len(pages_kept(product, link)) == 1


def test_questions_come_after_consent(client: Client, link: Link, product: Product) -> None:
    start = f"/v/{ask(product, link.portfolio, 'provider')}"
    page = client.get(f"{start}/questions/voice")
    assert page.heading == "Give your view"
    client.get(f"{start}/questions/nowhere", status=404)
    client.get("/v/" + "a" * 32, status=404)
    client.get("/v/o1", status=404)


def test_two_people_on_one_phone_are_two_views(
    client: Client, link: Link, product: Product
) -> None:
    start = f"/v/{ask(product, link.portfolio, 'service_user')}"
    for say in ("some", "none"):
        client.answer(begin(client, start), say=say)
    assert len({page.view for page in pages_kept(product, link)}) == 2


def test_every_page_of_every_group_can_be_walked(
    client: Client, link: Link, product: Product
) -> None:
    for group in GROUPS:
        page = begin(client, f"/v/{ask(product, link.portfolio, group)}")
        steps = 0
        while page.heading != "Thank you" or "Answer more questions" in page.text:
            if page.heading == "Thank you":
                page = client.follow(page, "Answer more questions")
            form = form_of(page)
            first = next(name for name in form.names if name != "csrf_token")
            page = client.send(form.fill(**{first: form.options(first)[0]}))
            steps += 1
        assert steps == (7 if group == "service_user" else 6)


@pytest.mark.parametrize("activity", [PANEL, ONE_PERSON, {}])
def test_the_page_shows_nothing_of_four(
    client: Client, links: Links, product: Product, activity: dict[str, str]
) -> None:
    link = links.make(activity)
    before = client.get(f"{link.activity()}/views").text
    assert before.count("no link is open") == 3
    tokens = [ask(product, link.portfolio, group) for group in GROUPS]
    unanswered = client.get(f"{link.activity()}/views").text
    assert unanswered.count("the link is open") == 3
    for token in tokens:
        for _ in range(4):
            answer_all(product, token, PANEL, voice={"say": "lot"})
    assert client.get(f"{link.activity()}/views").text == unanswered


def test_views_stand_side_by_side(client: Client, link: Link, product: Product) -> None:
    for group, values in (("provider", PANEL), ("service_user", OTHERWISE)):
        for _ in range(5):
            token = ask(product, link.portfolio, group)
            answer_all(product, token, values, voice={"say": "little", "purpose": "advise"})
    page = client.get(f"{link.activity()}/views")
    assert "A little: 5." in page.text
    differences = page.one("#differences").text
    assert "“People who provide it” and “People who took part” differ most on:" in differences
    assert "Response to views" in differences
    assert "Your side: “It must be considered”." in differences
    assert "People who took part: “Nothing”." in differences
    assert "This stands beside the ladder" in page.text
    for line in page.all("nav[aria-label='On this page'] a"):
        assert page.all(line["href"]), line["href"]
    folded = {part["id"] for part in page.all("#items details .govuk-details__text")}
    for line in page.all("#differences a"):
        assert line["href"][1:] in folded, "a link opens what is closed where it leads into it"
    drawing = page.named("svg")
    titles = [child.text for svg in drawing for child in svg.children if child.name == "desc"]
    assert any("By your own answers: somewhere from rung 4" in text for text in titles)
    assert any("By people who took part: " in text for text in titles), titles
    assert "5 answers" in page.words_of("#groups")
    assert not any("A little" in text and "ladder" in text for text in titles)


def test_what_to_do_first_comes_first_and_the_own_placement_is_drawn_from_the_start(
    client: Client, link: Link, product: Product
) -> None:
    address = f"{link.activity()}/views"

    def first(then: str = "The views in one picture") -> str:
        page = client.get(address)
        heads = [head.text for head in page.named("h2")]
        assert heads[:2] == ["What to do next", then]
        assert "By your own answers: somewhere from rung 4" in page.text
        return page.words_of("#next")

    assert "Ask those on the other side" in first()
    for group in ("provider", "service_user"):
        ask(product, link.portfolio, group)
    assert "Send the links" in first()
    for _ in range(5):
        answer_all(product, ask(product, link.portfolio, "provider"), PANEL)
    # What the organisation does not know a group does.
    assert "On one question the sides give" in first() or "Ask another" in first()
    for _ in range(5):
        answer_all(product, ask(product, link.portfolio, "service_user"), OTHERWISE)
    assert "the sides give different answers" in first()
    client.answer(client.get(f"{address}/agreed"), reasons="We talked.")
    assert "You have agreed on a view." in first("What was agreed on")
    assert client.follow(client.get(address), "See it in the plan").heading == "Improvement plan"


def test_what_was_never_asked_is_nobodys_answer(
    client: Client, links: Links, product: Product
) -> None:
    """“Don’t know” was said to be the organisation's own answer to what the quick path had not
    asked: the activities of the older tests had every answer.
    """
    few = {key: value for key, value in PANEL.items() if key != "response"}
    link = links.make({**few, "seats": "unknown"})
    for group in ("provider", "service_user"):
        for _ in range(5):
            answer_all(product, ask(product, link.portfolio, group), PANEL)
    page = client.get(f"{link.activity()}/views")
    assert "On 2 of these you have not answered yet, or said “Don’t know”" in page.words_of("#next")
    result = client.get(f"{link.activity()}/result").words_of("#next")
    assert "People who took part place it here: somewhere from rung 2, " in result
    assert "Points of view: see where the sides differ" in result
    agreed = client.get(f"{link.activity()}/views/agreed")
    said = [each.text for each in agreed.all(".govuk-radios__hint") if "Your own" in each.text]
    assert said == ["Your own answer"], "to the one that was asked"


def test_an_agreed_view_asks_only_where_views_differ_and_says_what_it_changed(
    client: Client, link: Link, product: Product
) -> None:
    for group, values in (("provider", PANEL), ("service_user", OTHERWISE)):
        for _ in range(5):
            answer_all(product, ask(product, link.portfolio, group), values)
    page = client.get(f"{link.activity()}/views/agreed")
    asked = {name for name in form_of(page).names if name in PANEL}
    assert asked == {"dialogue", "response"}
    assert "Nothing People who took part: 5 answers" in page.text
    assert "It must be considered Your own answer; People who provide it: 5 answers" in page.text
    inside = [e for d in page.all("details") for e in d.named("input")]
    folded = {e["value"] for e in inside if e["name"] == "response"}
    assert folded == {"reported_back", "binding", "unknown"}, "what somebody gave is shown"
    every = client.follow(page, "Ask every question")
    assert {"dialogue", "response", "seats"} < set(form_of(every).names)
    page = client.answer(page, response="none", reasons="Nobody was answered.")
    changed = page.words_of("#changed")
    assert "On one question it says otherwise than your own answers" in changed
    assert "Response to views: agreed “Nothing”, your own answer “It must be considered”" in changed
    assert "Your own answers" in changed
    (agreed,) = agreed_views(product, link.portfolio, 1)
    evidence = product.newest.questionnaire.evidence
    own = {item.id: link.record().values.get(item.id, "unknown") for item in evidence}
    assert agreed.values == {**own, "response": "none"}


def test_a_page_that_asked_less_changes_nothing_else_whatever_came_meanwhile(
    client: Client, link: Link, product: Product
) -> None:
    """What differs may grow while the page is open; what it did not ask is not taken for empty."""
    for group, values in (("provider", PANEL), ("policymaker", {**PANEL, "seats": "equal"})):
        for _ in range(5):
            answer_all(product, ask(product, link.portfolio, group), values)
    page = client.get(f"{link.activity()}/views/agreed")
    assert "response" not in form_of(page).names
    for _ in range(5):
        answer_all(product, ask(product, link.portfolio, "service_user"), OTHERWISE)
    client.answer(page, seats="advisory", reasons="As it is.")
    (agreed,) = agreed_views(product, link.portfolio, 1)
    assert agreed.values["response"] == PANEL["response"]
    assert agreed.values["seats"] == "advisory"


def test_an_agreed_view_needs_reasons_and_the_single_ones_stay(
    client: Client, link: Link, product: Product
) -> None:
    answer_all(product, ask(product, link.portfolio, "provider"), PANEL)
    before = pages_kept(product, link)
    page = client.get(f"{link.activity()}/views/agreed")
    assert "those that you gave about the activity" in page.text
    page = client.answer(page, response="reported_back")
    assert page.complaints == ["Enter why you agreed on this."]
    page = client.answer(page, response="reported_back", reasons="The minutes show it.")
    assert "The minutes show it." in page.text
    assert "Agreed: " in page.text
    assert pages_kept(product, link) == before
    assert link.record().values["response"] == "considered"
    again = client.get(f"{link.activity()}/views/agreed")
    assert form_of(again).values["response"] == ["reported_back"]
    assert "those that you agreed on last" in again.text


def four_more(product: Product, portfolio: Portfolio, group: str) -> None:
    """So many as make a batch full with one before: it is in the database then."""
    for _ in range(4):
        answer_all(product, ask(product, portfolio, group), PANEL, voice={"say": "some"}, pages=1)


def test_where_those_who_took_part_gave_no_facts_it_is_said_why(
    client: Client, link: Link, product: Product
) -> None:
    four_more(product, link.portfolio, "service_user")
    token = ask(product, link.portfolio, "service_user")
    answer_all(product, token, PANEL, voice={"say": "some"}, pages=1)
    page = client.get(f"{link.activity()}/views")
    assert "Their own nine questions come first" in page.words_of("#groups")


# In an organisation


@pytest.fixture
def office(product: Product) -> Office:
    made = make_office(product)
    made.describe(PANEL)
    return made


def test_a_provider_who_is_signed_in_may_put_their_name_and_take_it_back(
    app: Flask, office: Office, product: Product
) -> None:
    client = signed_in_client(app, office.owner)
    page = begin(client, f"/v/{ask(product, office.portfolio, 'provider')}")
    name = next(n for n in form_of(page).names if n not in ("csrf_token", "naming"))
    choice = form_of(page).options(name)[0]
    client.answer(page, "stop here", naming="named", **{name: choice})
    assert points_of_view.has_view(product.database, office.portfolio, 1, office.owner.id)
    page = client.get(f"{office.list}/activities/1/views")
    page = client.send(form_of(page, "withdraw"))
    assert "Your own answers" not in page.text
    assert points_of_view.list_pages(product.database, office.portfolio, 1) == []


def test_nobody_puts_their_name_who_was_removed_meanwhile(
    app: Flask, office: Office, product: Product, monkeypatch: pytest.MonkeyPatch
) -> None:
    colleague = make_person(product)
    office.take_on(colleague, "viewer")
    client = signed_in_client(app, colleague)
    page = begin(client, f"/v/{ask(product, office.portfolio, 'provider')}")
    name = next(n for n in form_of(page).names if n not in ("csrf_token", "naming"))
    portfolio = office.portfolio

    def removed(ask: Callable[[], object]) -> None:
        let_write_while(ask)
        remove = "DELETE FROM membership WHERE account_id = ?"
        product.database.reading.execute(remove, (colleague.id,))

    pages = import_module("ladder_assess.web.points_of_view.voice")
    monkeypatch.setattr(pages, "let_write_while", removed)
    sent = form_of(page).fill(**{name: form_of(page).options(name)[0]}, naming="named")
    client.post(page.address, sent.sent_by("stop here"), status=403)
    assert points_of_view.list_pages(product.database, portfolio, 1) == []


def test_service_users_and_strangers_are_never_asked_for_a_name(
    app: Flask, office: Office, product: Product
) -> None:
    stranger = make_person(product)
    for person, group in ((stranger, "service_user"), (stranger, "provider")):
        client = signed_in_client(app, person)
        page = begin(client, f"/v/{ask(product, office.portfolio, group)}")
        assert "naming" not in form_of(page).names
        name = next(n for n in form_of(page).names if n != "csrf_token")
        sent = form_of(page).fill(**{name: form_of(page).options(name)[0]}).sent_by(None)
        refused = client.post(page.address, {**sent, "naming": "named"})
        assert refused.complaints
        client.post(page.address, sent)
        four_more(product, office.portfolio, group)
    rows = product.database.reading.execute(
        "SELECT account_id FROM point_of_view JOIN activity ON activity.id = activity_id "
        "WHERE portfolio_id = ?", (office.portfolio.id,),
    )  # fmt: skip
    assert [row["account_id"] for row in rows] == [None] * 10


def test_those_who_ask_do_not_answer_for_those_they_ask(
    app: Flask, office: Office, product: Product
) -> None:
    client = signed_in_client(app, office.owner)
    address = f"/v/{ask(product, office.portfolio, 'service_user')}"
    page = client.get(address, status=403)
    assert page.heading == "You are signed in to those who ask"
    assert client.post(address, {}, status=403).heading == page.heading
    client.get(f"/v/{ask(product, office.portfolio, 'provider')}")


def test_the_log_says_what_was_done_and_no_answer(
    app: Flask, office: Office, product: Product
) -> None:
    client = signed_in_client(app, office.owner)
    start = f"{office.list}/activities/1/views"
    client.answer(client.get(f"{start}/links/provider"), "Make a link")
    client.answer(client.get(f"{start}/links/provider"), "Close the link")
    client.answer(client.get(f"{start}/agreed"), reasons="Secret reasons.")
    events = audit.of_organisation(product.database, office.id)
    assert {"view_link_opened", "view_link_closed", "view_agreed"} <= {e.event for e in events}
    assert "Secret" not in str(events)


def test_nobody_else_gets_in(app: Flask, office: Office, product: Product) -> None:
    stranger = signed_in_client(app, make_person(product))
    for path in ("", "/links/provider", "/agreed"):
        stranger.get(f"{office.list}/activities/1/views{path}", status=404)


def test_a_respondents_pages_are_kept_by_nobody_and_never_indexed(
    client: Client, link: Link, product: Product
) -> None:
    page = client.get(f"/v/{ask(product, link.portfolio, 'service_user')}")
    assert "private" in page.headers["Cache-Control"]
    assert page.headers["X-Robots-Tag"] == "noindex, nofollow"


def test_the_consent_that_was_shown_is_kept_with_the_answers(
    client: Client, link: Link, product: Product
) -> None:
    page = begin(client, f"/v/{ask(product, link.portfolio, 'service_user')}")
    client.answer(page, say="some")
    four_more(product, link.portfolio, "service_user")
    rows = product.database.reading.execute(
        "SELECT consent FROM point_of_view JOIN activity ON activity.id = activity_id "
        "WHERE portfolio_id = ?", (link.portfolio.id,),
    )  # fmt: skip
    assert {row["consent"] for row in rows} == {"anonymous-answers-v1 anonymous-answers-v6"}


def test_where_groups_answer_alike_and_oneself_otherwise_the_page_says_so(
    client: Client, links: Links
) -> None:
    """It said that views differ on some questions, and below that the groups do not differ."""
    link = links.make(PANEL)
    for group in ("provider", "service_user"):
        token = ask(link.product, link.portfolio, group)
        for _ in range(5):
            answer_all(link.product, token, OTHERWISE)
    page = client.get(f"{link.activity()}/views")
    assert "the sides give different answers" in page.words_of("#next")
    said = page.words_of("#differences")
    assert "The groups that were asked answer alike. It is your own answers that differ" in said
    assert "do not differ" not in said


def test_however_much_views_differ_only_the_three_questions_that_differ_most_are_told(
    client: Client, link: Link, product: Product
) -> None:
    """With three groups that differ on all of them, the page grew to 10,741 pixels."""
    asked = product.newest.questionnaire.evidence
    for group, place in (("provider", 0), ("policymaker", 1), ("service_user", 2)):
        told = {item.id: item.options[place].id for item in asked}
        for _ in range(5):
            answer_all(product, ask(product, link.portfolio, group), told)
    page = client.get(f"{link.activity()}/views")
    assert len(page.all("#differences details ul a")) > 10
    assert len(page.all("#differences ol a")) == 3
    assert not [part for part in page.all("details") if "open" in part]
    first = page.all("#differences ol li")[0].text
    for side in ("Your side: “", "People who provide it: “", "People who make policy: “"):
        assert side in first, "what each side says"
