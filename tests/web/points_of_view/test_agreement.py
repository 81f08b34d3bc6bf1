"""How far people who gave their views agree, question by question, and when it is not shown."""

import krippendorff
import numpy as np
import pytest

from ladder_assess.core.activities.activity_record import ActivityRecord
from ladder_assess.core.activities.history import Author
from ladder_assess.core.points_of_view.agreement_on_views import FEWEST_ACTIVITIES
from ladder_assess.core.points_of_view.fives import FEWEST_ANSWERS
from ladder_assess.services.activities.move_to_clearer import move
from ladder_assess.services.points_of_view.compare_views import agreement_by_question
from tests.support.client import Client
from tests.support.links import PANEL, Answers, Link, Links
from tests.support.lists import fill
from tests.support.respondents import answer_all, ask

SEATS = ("none", "advisory", "minority", "equal", "majority", "all")


def answers_of(activity: int, respondent: int) -> Answers:
    """All know how often they could speak; one in five sees the seats otherwise."""
    off = respondent == 0
    return {
        **PANEL,
        "dialogue": ("none", "one_off", "ongoing")[activity % 3],
        "seats": SEATS[(activity + off) % 6],
    }


def asked(links: Links, activities: int, respondents: int) -> Link:
    link = links.make()
    fill(
        link.product,
        link.portfolio,
        [ActivityRecord(0, "full", dict(PANEL)) for _ in range(activities)],
    )
    for record in link.records:
        token = ask(link.product, link.portfolio, "provider", record.number)
        for respondent in range(respondents):
            answer_all(link.product, token, answers_of(record.number, respondent))
    return link


def rows(client: Client, link: Link) -> dict[str, list[str]]:
    page = client.get(f"{link.address}/agreement")
    found = (
        [cell.text for cell in row.named("th", "td")] for row in page.all("#agreement tbody tr")
    )
    return {name: cells for name, *cells in found}


def test_each_question_has_its_figure_and_the_widest_difference_stands_first(
    client: Client, links: Links
) -> None:
    link = asked(links, FEWEST_ACTIVITIES + 1, FEWEST_ANSWERS)
    found = rows(client, link)
    names = [name for name in found if not name.startswith("The placement")]
    assert names == ["Seats"], "what all answered alike is folded up"
    alike = client.get(f"{link.address}/agreement").words_of("#alike")
    assert "Everybody answered alike: " in alike
    assert "Answering back (answers: 30, activities: 6)" in alike
    assert float(found["Seats"][0]) < 1
    assert found["Seats"][3:] == ["6", "30"]
    table = np.array(
        [[SEATS.index(str(answers_of(n, r)["seats"])) for n in range(1, 7)] for r in range(5)],
        dtype=float,
    )
    theirs = krippendorff.alpha(reliability_data=table, level_of_measurement="ordinal")
    together = agreement_by_question(link.product, link.portfolio).together
    by_item = {on.item.id: on for on in together.items if on.item}
    assert by_item["seats"].agreed.alpha == pytest.approx(theirs)


def test_each_activity_has_its_spread_and_leads_to_its_views(client: Client, links: Links) -> None:
    """The page had figures over all activities alone, the command each one's spread."""
    link = asked(links, 2, FEWEST_ANSWERS)
    page = client.get(f"{link.address}/agreement")
    found = [[cell.text for cell in row.named("th", "td")] for row in page.all("#each tbody tr")]
    apart = [float(cells[1]) for cells in found]
    assert apart == sorted(apart, reverse=True)
    assert [cells[2] for cells in found] == ["Seats", "Seats"]
    assert {cells[5] for cells in found} == {str(FEWEST_ANSWERS * int(cells[4])) for cells in found}
    first = page.all("#each tbody th a")[0]
    assert client.get(first["href"]).heading == "Points of view"


@pytest.mark.parametrize("size", [(FEWEST_ACTIVITIES - 1, 5), (6, FEWEST_ANSWERS - 1)])
def test_nothing_is_shown_below_five_activities_or_five_people(
    client: Client, links: Links, size: tuple[int, int]
) -> None:
    link = asked(links, *size)
    assert rows(client, link) == {}
    page = client.get(f"{link.address}/agreement")
    if size[1] == FEWEST_ANSWERS:
        assert len(page.all("#each tbody tr")) == size[0], "each alone is shown, as on its page"
        return
    assert "choose “Points of view”" in page.words_of("#nothing-yet"), "it says where to begin"


def test_activities_on_which_all_agree_are_folded_up(client: Client, links: Links) -> None:
    link = links.make()
    fill(link.product, link.portfolio, [ActivityRecord(0, "full", dict(PANEL))])
    token = ask(link.product, link.portfolio, "provider", 1)
    for _ in range(FEWEST_ANSWERS):
        answer_all(link.product, token, dict(PANEL))
    page = client.get(f"{link.address}/agreement")
    assert not page.all("#each table")
    alike = page.words_of("#each-alike")
    assert alike.startswith("Everybody answered every question alike: one activity 1. ")


def test_the_list_leads_there(client: Client, links: Links) -> None:
    link = links.make(PANEL, PANEL)
    page = client.get(link.address)
    assert client.follow(page, "How far people agree about them").heading == "How far people agree"


def test_the_views_of_an_activity_lead_there(client: Client, links: Links) -> None:
    link = links.make(PANEL)
    page = client.get(f"{link.activity()}/views")
    assert not page.all("#differences"), "nobody has answered who could differ"
    assert client.follow(page, "How far people agree, question by question").heading == (
        "How far people agree"
    )


def test_it_says_of_how_many_people_answered_the_earlier_questions(
    client: Client, links: Links
) -> None:
    """It counted the activities that were not moved: with no views at all about them, and not
    those that were moved after people had given theirs.
    """
    link = links.make()
    given = [ActivityRecord(0, "full", dict(PANEL), stamp="activity-v1") for _ in range(3)]
    fill(link.product, link.portfolio, given)

    def told() -> str:
        page = client.get(f"{link.address}/agreement")
        return page.words_of("#earlier") if page.all("#earlier") else ""

    assert told() == "", "nobody gave a view on any of them"
    for number in (1, 2):
        token = ask(link.product, link.portfolio, "provider", number)
        for _ in range(FEWEST_ANSWERS):
            answer_all(link.product, token, dict(PANEL))
    assert told().startswith("About 2 activities, people answered the earlier questions.")
    move(link.product, link.portfolio, 1, {}, link.record().revision, Author(when=1))
    assert told().startswith("About 2 activities"), "what was answered is as it was"
    moved = link.record(3)
    move(link.product, link.portfolio, 3, {}, moved.revision, Author(when=1))
    token = ask(link.product, link.portfolio, "provider", 3)
    for _ in range(FEWEST_ANSWERS):
        answer_all(link.product, token, dict(PANEL))
    assert told().startswith("About 2 activities"), "the third was asked by the newest"
