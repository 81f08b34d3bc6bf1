"""What the pages that compare say: of peers, of 2013, of versions, of reliability."""

from dataclasses import replace

import pytest
from flask import Flask

from ladder_assess.core.activities.activity_record import ActivityRecord
from ladder_assess.core.points_of_view.agreement_on_views import FEWEST_ACTIVITIES
from ladder_assess.core.points_of_view.fives import FEWEST_ANSWERS
from ladder_assess.services.common.product import Product
from tests.support.client import Client
from tests.support.links import PANEL, Links
from tests.support.lists import fill
from tests.support.offices import Office, make_office, make_person, signed_in_client
from tests.support.page import Page
from tests.support.respondents import answer_all, ask
from tests.support.site import product_of
from tests.support.versions import items_of, turned
from tests.support.walks.walk_compare import ask_many, describe
from tests.support.waves import begin, everything, finish, link_of, send


@pytest.fixture
def office(product: Product) -> Office:
    return make_office(product)


@pytest.fixture
def owner(app: Flask, office: Office) -> Client:
    return signed_in_client(app, office.owner)


def compare(client: Client, office: Office, page: str = "") -> Page:
    return client.get(f"{office.list}/compare{page}")


def survey(product: Product, office: Office, answers: int) -> None:
    wave = begin(product, office.portfolio, "officer-survey", respondents=True)
    token = link_of(product, office.portfolio, wave)
    for _ in range(answers):
        send(product, token, everything(product, wave, 0))


def test_without_peers_the_page_still_says_something(owner: Client, office: Office) -> None:
    page = owner.follow(owner.get(office.list), "How do we compare with others")
    assert "There is nobody to compare with yet." in page.text
    assert "once 10 organisations have answered" in page.text
    assert "Not shown yet" in page.one("#groups").text
    assert "somebody has to confirm" in page.one("#counting").text
    assert "That you take part is not secret." in page.one("#find-out").text
    reference = page.one("#reference").text
    for words in ("These are not your peers", "Published cases by rung", "Common forms by rung",
                  "16 in all", "33.3% (less than)"):  # fmt: skip
        assert words in reference, words
    owner.follow(page, "Read the published cases")


def test_officers_are_set_beside_2013_once_five_have_answered(
    owner: Client, office: Office, product: Product
) -> None:
    survey(product, office, 4)
    page = compare(owner, office, "/2013")
    assert "It takes 5 officers" in page.text
    assert "Difference in points" not in page.text
    assert "33.3% (less than)" in page.text, "what was published stands there from the start"
    owner.get(f"{office.list}/compare/2013/pictures/then.csv", status=404)
    survey(product, office, 9)
    page = owner.follow(compare(owner, office), "What officers say")
    row = next(r.text for r in page.one("#then").named("tr") if "(almost)" in r.text)
    assert "5 people" in row, "nine have answered, and five are counted"
    assert "95% range: " in row
    assert "Loose: compare with care" in page.text
    assert "Fewer than in 2013, and chance does not explain it." in page.text
    assert "No clear difference: it may be chance." in page.text


def test_a_private_link_has_no_peers(client: Client, links: Links) -> None:
    link = links.make(PANEL)
    client.get(f"{link.address}/compare", status=404)
    client.get(f"{link.address}/compare/activity", status=404)


def test_an_activity_is_followed(owner: Client, office: Office, product: Product) -> None:
    describe(product, office.portfolio, office.owner.id)
    page = owner.follow(compare(owner, office), "The activities on the ladder")
    assert "Activities in each band over time" in page.text
    page = owner.follow(page, "Riverside tenant panel")
    assert "Lowest rung went up from 4 to 6." in page.text
    personal = compare(owner, office, "/activities/4")
    assert "One person’s service: no ladder" in personal.text
    owner.get(f"{office.list}/compare/activities/4/pictures/history.csv", status=404)
    owner.get(f"{office.list}/compare/activities/99", status=404)


def test_a_new_version_is_told_from_a_new_practice(own_app: Flask) -> None:
    """Two made-up versions: in the second, the questions on democracy count the other way."""
    product = product_of(own_app)
    office = make_office(product)
    finish(product, office.portfolio, begin(product, office.portfolio), 1)
    older = product.definitions.instruments["principles"]
    newer = turned(older, items_of(older, "democracy"))
    instruments = {**product.definitions.instruments, "principles": newer}
    definitions = replace(
        product.definitions, instruments=instruments, earlier={older.stamp: older}
    )
    own_app.extensions["ladder_assess"] = later = replace(product, definitions=definitions)
    finish(later, office.portfolio, begin(later, office.portfolio), 2)
    page = compare(signed_in_client(own_app, office.owner), office, "/principles")
    assert "From round 1 to round 2" in page.text
    assert "The questionnaire changed on the way" in page.text
    rows = {r.named("th")[0].text: [c.text for c in r.named("td")]
            for r in page.one("#trend").named("tr") if len(r.named("td")) == 5}  # fmt: skip
    then, anew, now, rule, practice = map(float, rows["Answering to elected members"])
    assert rule == pytest.approx(anew - then, abs=0.11)
    assert practice == pytest.approx(now - anew, abs=0.11)
    assert rule != 0
    assert float(rows["Clear lines between roles"][3]) == 0


def test_figures_on_reliability_take_thirty_people(
    owner: Client, office: Office, product: Product
) -> None:
    ask_many(product, office.portfolio, 29)
    page = compare(owner, office, "/statistics")
    assert "no topic has 30 people" in page.text
    assert "counted in fives" not in page.text, "that tells how answers go together, too"
    assert "it takes 5 activities" in page.text
    assert "Item-rest" not in [th.text for th in page.named("th")]
    ask_many(product, office.portfolio, 34)
    page = compare(owner, office, "/statistics")
    cells = [r.text for r in page.one("#enablers-2").named("tr")]
    assert any(c.startswith("Enough time 30 4 ") for c in cells)
    assert "Item-rest correlation" in page.text


def test_two_pages_say_the_same_of_agreement_on_placements(
    owner: Client, office: Office, product: Product
) -> None:
    """One said that five people were enough: all of one group, they compare with nobody."""
    place = office.portfolio
    fill(product, place, [ActivityRecord(0, "full", dict(PANEL)) for _ in range(FEWEST_ACTIVITIES)])

    def give(group: str) -> None:
        for number in range(1, FEWEST_ACTIVITIES + 1):
            token = ask(product, place, group, number)
            seats = ("none", "advisory", "minority")[number % 3]
            for _ in range(FEWEST_ANSWERS):
                answer_all(product, token, {**PANEL, "decision_rule": "advised", "seats": seats})

    give("provider")
    said = compare(owner, office, "/statistics").words_of("#agreement")
    assert "5 activities that two groups of people or more have placed" in said
    give("service_user")
    said = compare(owner, office, "/statistics").words_of("#agreement")
    rows = owner.get(f"{office.list}/agreement").all("#agreement tbody tr")
    (row,) = [r for r in rows if r.text.startswith("The placement by each group")]
    alpha, *_, activities, _ratings = (cell.text for cell in row.named("td"))
    assert f"alpha: {alpha}, over {activities} activities" in said


def test_statistics_are_for_those_who_run_surveys(
    app: Flask, office: Office, product: Product
) -> None:
    viewer = make_person(product, "Viewer")
    office.take_on(viewer, "viewer")
    client = signed_in_client(app, viewer)
    assert "How far the answers" not in compare(client, office).text
    client.get(f"{office.list}/compare/statistics", status=403)


def test_why_figures_changed_is_said(owner: Client, office: Office, product: Product) -> None:
    assert not [p for p in compare(owner, office).named("p") if p.get("id") == "ended"]
    with product.database.writing() as connection:
        connection.execute("INSERT INTO benchmark_ended (ended_on) VALUES ('2026-04-01')")
    for page in ("", "/activity", "/enablers"):
        words = compare(owner, office, page).one("#ended").text
        assert "made on 1 April 2026" in words
        assert "could tell about a single organisation" in words


def test_why_figures_are_missing_and_when_they_come_is_said(
    owner: Client, office: Office, product: Product
) -> None:
    """The older test looked for the words about exact releases alone."""
    figures = ("activity.median_rung", "2026-02-01"), ("enablers.openness", "2026-04-10")
    assert not [p for p in compare(owner, office).named("p") if p.get("id") == "anew"]
    with product.database.writing() as connection:
        for indicator, drawn_on in figures:
            connection.execute(
                "INSERT INTO benchmark_draw VALUES ('everyone', ?, ?, 10, 1, 2, 3)",
                (indicator, drawn_on),
            )
            connection.execute(
                "INSERT INTO benchmark_withdrawal (peer_group, indicator, withdrawn_on)"
                " VALUES ('everyone', ?, date(?, '+1 day'))",
                (indicator, drawn_on),
            )
    for page, when in (
        ("", "between August 2026 and November 2026"),
        ("/activity", "in August 2026"),
        ("/enablers", "in November 2026"),
    ):
        words = compare(owner, office, page).one("#anew").text
        assert "drawn by an older rule" in words
        assert f"by the new rule {when}" in words
