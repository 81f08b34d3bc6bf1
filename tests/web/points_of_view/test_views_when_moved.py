"""What people said before an activity is moved stays where the rules that they answered place it.

Tests of points of view and tests of moving once never met: no view was there when one was moved.
"""

import pytest

from ladder_assess.core.activities.activity_record import ActivityRecord
from ladder_assess.core.activities.history import Author
from ladder_assess.core.placement.placement import Interval
from ladder_assess.services.activities.move_back import move_back
from ladder_assess.services.activities.move_to_clearer import move
from ladder_assess.services.points_of_view.compare_views import compare_views
from ladder_assess.storage.points_of_view.given import list_pages
from tests.services.activities.test_compare_dates import noon
from tests.services.activities.test_move_to_clearer import DECIDING, FIRST
from tests.support.client import Client
from tests.support.forms import form_of
from tests.support.links import PANEL, Link, Links
from tests.support.lists import fill
from tests.support.page import Page
from tests.support.respondents import answer_all, ask
from tests.support.site import TODAY

NEWEST = "activity-v2"
BY = Author(when=noon(TODAY))
# By the first rules these stand on rung 1, by the newest on rung 7.
ENDORSING = {
    **DECIDING, "purpose": "endorse", "override": "by_negotiation", "budget": "delegated",
    "decision_rule": "community_within_limits", "seats": "majority",
}  # fmt: skip


@pytest.fixture
def link(links: Links) -> Link:
    made = links.make()
    fill(
        made.product,
        made.portfolio,
        [ActivityRecord(0, "full", dict(ENDORSING), stamp=FIRST)],
        BY.when,
    )
    return made


def move_it(link: Link) -> None:
    assert move(link.product, link.portfolio, 1, {}, link.record().revision, BY)
    assert link.record().stamp == NEWEST


def move_it_back(link: Link) -> None:
    assert move_back(link.product, link.portfolio, 1, BY)


def placed(link: Link) -> list[tuple[str, str, Interval | None]]:
    found = compare_views(link.product, link.portfolio, link.record())
    views = [*found.groups.values(), *found.others]
    return [(view.group, view.definition, view.placement) for view in views]


def five(link: Link, group: str) -> None:
    token = ask(link.product, link.portfolio, group)
    for _ in range(5):
        answer_all(link.product, token, ENDORSING, voice={"say": "some", "purpose": "endorse"})


def agree(client: Client, link: Link) -> Page:
    return client.answer(client.get(f"{link.activity()}/views/agreed"), reasons="We talked.")


def test_an_agreed_view_stays_where_its_rules_place_it(client: Client, link: Link) -> None:
    assert "Agreed: rung 1" in agree(client, link).text
    move_it(link)
    page = client.get(f"{link.activity()}/views")
    assert "Agreed: rung 1" in page.text
    said = page.words_of("#agreed-before")
    assert "drawn by the rules that it was agreed under, version 1." in said
    assert "By version 2 (November 2026) of the rules, the same answers stand" in said
    assert "by version 1 of the questions" in page.words_of("#agreed")
    again = client.get(f"{link.activity()}/views/agreed")
    assert "by another version of the questions" in again.text
    move_it_back(link)
    page = client.get(f"{link.activity()}/views")
    assert "Agreed: rung 1" in page.text
    assert not page.all("#agreed-before")


@pytest.mark.parametrize("group", ["provider", "policymaker", "service_user"])
def test_each_view_is_placed_by_the_rules_it_was_answered_under(
    client: Client, link: Link, group: str
) -> None:
    before = (group, FIRST, Interval(1, 1))
    after = (group, NEWEST, Interval(7, 7))
    five(link, group)
    assert placed(link) == [before]
    move_it(link)
    assert placed(link) == [before]
    page = client.get(f"{link.activity()}/views").words_of("#groups")
    assert "Answered by version 1 of the questions." in page
    assert "By version 2 (November 2026) of the rules, the same answers stand" in page
    five(link, group)
    assert placed(link) == [after, before], "what was answered before is not lost"
    items = client.get(f"{link.activity()}/views").words_of("#items")
    assert ", version 1" in items
    move_it_back(link)
    assert placed(link) == [before, after]
    client.get(f"{link.activity()}/views")


def test_where_nothing_was_moved_no_version_is_named(client: Client, links: Links) -> None:
    made = links.make(PANEL)
    five(made, "provider")
    page = client.get(f"{made.activity()}/views")
    assert "activity-v" not in page.text


def test_who_answers_a_page_of_before_reads_the_questions_of_now_first(
    client: Client, link: Link
) -> None:
    """Where the page asks them in other words; what is worded alike is taken as it is."""
    start = client.get(f"/v/{ask(link.product, link.portfolio, 'provider')}")
    page = client.answer(start, "I agree, start")
    asked = [name for name in form_of(page).names if name in ENDORSING]
    move_it(link)
    for _ in range(12):
        if "/questions/" not in page.address:
            break
        here = {name: ENDORSING[name] for name in form_of(page).names if name in ENDORSING}
        again = client.answer(page, **{k: v for k, v in here.items() if isinstance(v, str)})
        if again.complaints:
            assert "These questions were made clearer" in again.complaints[0]
            assert all(form_of(again).values[name] == [value] for name, value in here.items())
            again = client.answer(again)
        assert not again.complaints
        page = again
    kept = list_pages(link.product.database, link.portfolio, 1)
    assert kept
    assert {page.series for page in kept} == {NEWEST}
    assert asked
