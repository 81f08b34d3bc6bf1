"""The plan takes up what questionnaires say: low scores are answered beside the activities."""

import re
from io import BytesIO

import pytest
from flask import Flask
from openpyxl import load_workbook

from ladder_assess.core.activities.activity_record import FULL
from ladder_assess.core.activities.history import Comment
from ladder_assess.core.plan.plan import DIMENSION, Trigger
from ladder_assess.services.activities.start_portfolio import add_activity
from ladder_assess.services.benchmarks.review_conditions import scores_now
from ladder_assess.services.plan.gather_plan import gather_figures, gather_plan
from ladder_assess.storage.activities import history
from ladder_assess.storage.people import organisations
from ladder_assess.storage.plan.plans import list_actions
from tests.services.benchmarks.peers import POLICY, count_in, draw
from tests.support.client import Client
from tests.support.forms import form_of
from tests.support.kept.written import written
from tests.support.links import PANEL, Link, Links
from tests.support.membership import People
from tests.support.page import Page
from tests.support.site import TODAY
from tests.support.waves import begin, everything, finish, link_of, send

FOR = "For: The organisation "
SENIOR = Trigger(DIMENSION, "enablers.senior_support")


@pytest.fixture
def link(links: Links) -> Link:
    return links.make(PANEL)


@pytest.fixture
def people(own_app: Flask) -> People:
    """People in an installation of their own, whose releases hold nobody else."""
    return People(own_app)


def answer(link: Link, instrument: str, low: tuple[str, ...] = (), subject: str = "") -> None:
    """Everything answered as well as can be, but some dimensions as badly as can be."""
    wave = begin(link.product, link.portfolio, instrument, subject=subject)
    items = link.product.definitions.instruments[instrument].items.values()
    said = {
        item.id: item.option_ids[0 if (item.dimension in low) != item.reverse else -1]
        for item in items
        if item.dimension
    }
    finish(link.product, link.portfolio, wave, **said)


def proposed(page: Page) -> list[str]:
    """What is proposed to the organisation, each with what it answers."""
    hints = [e.text for e in page.all("#proposals [id^='pick-0-'].govuk-hint")]
    return [re.split(" When:", hint)[0].removeprefix(FOR) for hint in hints]


def test_a_low_score_is_answered_with_the_score_itself(client: Client, link: Link) -> None:
    answer(link, "enablers", ("senior_support",))
    page = client.get(f"{link.address}/plan")
    assert proposed(page) == ["The score for “Support from the top” is 0 of 100."] * 2
    hints = page.all("#proposals [id^='pick-0-'].govuk-hint")
    assert all(hint.text.startswith(FOR) for hint in hints)
    told = client.get(f"{link.address}/plan?by=activity")
    assert "The organisation" in [e.text.strip() for e in told.all("#proposals legend")]


def test_nothing_is_pushed_where_the_scores_are_fine(client: Client, link: Link) -> None:
    assert proposed(client.get(f"{link.address}/plan")) == []
    for instrument in ("enablers", "principles", "orientation"):
        answer(link, instrument)
    assert proposed(client.get(f"{link.address}/plan")) == []


def test_what_is_not_known_proposes_nothing(client: Client, link: Link) -> None:
    wave = begin(link.product, link.portfolio, "enablers")
    unknown = dict.fromkeys(everything(link.product, wave, 0), "unknown")
    finish(link.product, link.portfolio, wave, **unknown)
    assert proposed(client.get(f"{link.address}/plan")) == []


def test_neither_end_of_an_orientation_is_advised_on(client: Client, link: Link) -> None:
    answer(link, "orientation", ("transformative",))
    assert proposed(client.get(f"{link.address}/plan")) == []


def test_the_latest_round_decides(client: Client, link: Link) -> None:
    answer(link, "enablers", ("senior_support",))
    answer(link, "enablers", ("culture",))
    answered = {text.partition(" is ")[0] for text in proposed(client.get(f"{link.address}/plan"))}
    assert answered == {"The score for “How we do things here”"}


def test_each_partnership_has_its_own_score(client: Client, link: Link) -> None:
    answer(link, "partnership", ("capture",), "Harbour")
    answer(link, "partnership", (), "Market")
    (text,) = proposed(client.get(f"{link.address}/plan"))
    assert text.endswith("0 of 100 (Harbour).")


def test_fewer_than_five_respondents_propose_nothing(client: Client, link: Link) -> None:
    product, portfolio = link.product, link.portfolio
    wave = begin(product, portfolio, "enablers", respondents=True)
    token = link_of(product, portfolio, wave)
    said = {
        item.id: item.option_ids[-1 if item.reverse else 0]
        for item in product.definitions.instruments["enablers"].items.values()
    }
    for _ in range(4):
        send(product, token, said)
    assert proposed(client.get(f"{link.address}/plan")) == []
    send(product, token, said)
    assert "0 of 100" in proposed(client.get(f"{link.address}/plan"))[0]


def test_what_is_picked_is_an_action_of_the_organisation(client: Client, link: Link) -> None:
    answer(link, "enablers", ("senior_support",))
    page = client.get(f"{link.address}/plan")
    form = form_of(page, "/plan")
    page = client.send(form.fill(picks=[p for p in form.options("picks") if p[:2] == "0:"][:1]))
    (action,) = list_actions(link.product.database, link.portfolio)
    assert (action.activity, action.trigger) == (0, SENIOR)
    assert "For the organisation" in page.text
    then = "the score for “Support from the top” was 0 of 100 (round 1)."
    assert then in page.text
    assert len(proposed(page)) == 1
    assert then in client.follow(page, "Change action 1").text
    answer(link, "enablers")
    now = client.get(f"{link.address}/plan").words_of("#actions")
    assert then in now, "as it was when chosen"
    assert "Met: now it is 100 of 100 (round 2)." in now


def test_scores_of_groups_say_whose_they_are(link: Link) -> None:
    product, portfolio = link.product, link.portfolio
    wave = begin(product, portfolio, "engagement-process", respondents=True, subject="Buses")
    token = link_of(product, portfolio, wave, "service_user")
    for _ in range(5):
        send(product, token, everything(product, wave, 0, "service_user"))
    found = scores_now(product, portfolio)
    assert {(r.subject, r.wave) for r in found} == {("Buses", 1)}
    assert {r.group for r in found} == {
        form.name
        for form in product.definitions.instruments["engagement-process"].forms
        if form.id == "service_user"
    }


def sheet_names(client: Client, link: Link) -> list[str]:
    page = client.get(f"{link.address}/plan")
    response = client.browser.get(page.link("All the figures as a spreadsheet (XLSX)"))
    assert response.status_code == 200
    assert "improvement-plan-2026-05-04.xlsx" in response.headers["Content-Disposition"]
    assert "private" in response.headers["Cache-Control"]
    names: list[str] = load_workbook(BytesIO(response.data)).sheetnames
    return names


def test_the_figures_are_a_download_beside_the_pdf(client: Client, link: Link) -> None:
    places = ["About", "Activities", "To find out", "Answers"]
    assert sheet_names(client, link) == places
    answer(link, "enablers", ("senior_support",))
    scores = ["Scores now", "Scores", "Questionnaire answers"]
    assert sheet_names(client, link) == [*places, *scores]


def test_questionnaires_alone_make_a_plan(client: Client, links: Links) -> None:
    link = links.make()
    assert not client.get(f"{link.address}/plan").all("#pdf")
    answer(link, "enablers")
    assert client.get(f"{link.address}/plan").all("#pdf")
    assert sheet_names(client, link)[0] == "About"


def test_the_plan_to_print_holds_every_round(link: Link) -> None:
    answer(link, "enablers", ("senior_support",))
    answer(link, "enablers")
    plan = gather_plan(link.product, link.portfolio, TODAY)
    (strand,) = plan.strands
    scores = [each.scores()["senior_support"] for each in strand.rounds]
    assert scores == [0, 100]
    assert strand.peers == {}, "a private link has no peers"


def test_remarks_reach_the_spreadsheet(people: People) -> None:
    owner = people.person("Ann Owner")
    organisation = people.organisation(owner)
    membership = organisations.find_membership(people.product.database, organisation.id, owner.id)
    assert membership is not None
    portfolio = organisations.portfolio_of(people.product.database, membership)
    number = add_activity(people.product, portfolio, FULL, "activity-of-a-test")
    written(
        people.product.database,
        history.add_comment,
        portfolio,
        number,
        Comment("seats", "=Is that so?", 1_777_852_800, owner.id),
        "remark-of-a-test",
    )
    (remark,) = gather_figures(people.product, portfolio, TODAY).remarks
    assert (remark.activity, remark.item, remark.who) == (number, "seats", "Ann Owner")
    assert (remark.text, remark.on.isoformat()) == ("=Is that so?", "2026-05-04")


def test_peers_stand_in_the_plan_once_they_are_drawn(people: People) -> None:
    product = people.product
    portfolios = []
    for place in range(12):
        owner = people.person()
        organisation = people.organisation(owner, f"Trust {place}")
        membership = organisations.find_membership(product.database, organisation.id, owner.id)
        assert membership is not None
        portfolio = organisations.portfolio_of(product.database, membership)
        finish(product, portfolio, begin(product, portfolio, "enablers"), place % 5)
        portfolios.append(portfolio)
        count_in(product, organisation.id)
    assert gather_plan(product, portfolios[0], TODAY, POLICY).strands[0].peers == {}
    draw(product)
    (strand,) = gather_plan(product, portfolios[0], TODAY, POLICY).strands
    peers = strand.peers["senior_support"]
    assert peers.figure.organisations == 10
    assert peers.figure.lower <= peers.figure.median <= peers.figure.upper
    assert peers.figure.drawn_on == TODAY
    assert gather_plan(product, portfolios[0], TODAY).strands[0].peers == {}, "it fails closed"
