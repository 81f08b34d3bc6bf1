"""Proposals ticked on a page that was open while one of them went: the others are taken.

Ticks that mean nothing were once all that tests sent beside good ones; those that had meant
something were refused with them.
"""

from itertools import product as every

import pytest

from ladder_assess.core.people.event import Actor
from ladder_assess.services.activities.remove_activity import remove_activity
from ladder_assess.services.activities.save_answers import save_answers
from ladder_assess.storage.plan.plans import list_actions
from tests.support.client import Client
from tests.support.forms import PageForm, form_of
from tests.support.links import PANEL, Link, Links
from tests.support.page import Page
from tests.support.site import TODAY


@pytest.fixture
def link(links: Links) -> Link:
    return links.make(PANEL, {**PANEL, "name": "Youth council"})


def picks_of(page: Page) -> PageForm:
    return next(f for f in [form_of(page, "/plan")] if "picks" in f.names)


def open_plan(client: Client, link: Link, by: str) -> Page:
    return client.get(f"{link.address}/plan?by={by}")


def actions(link: Link) -> dict[str, tuple[int, ...]]:
    found = list_actions(link.product.database, link.portfolio)
    return {f"{at} {a.recommendation}": a.activities for at, a in enumerate(found)}


def taken(link: Link) -> set[tuple[int, str]]:
    return {(n, k.split(" ")[1]) for k, numbers in actions(link).items() for n in numbers}


@pytest.mark.parametrize("by", ["activity", "advice"])
def test_those_that_still_hold_are_taken_and_the_others_named(
    client: Client, link: Link, by: str
) -> None:
    page = open_plan(client, link, by)
    form = picks_of(page)
    values = form.options("picks")
    save_answers(link.product, link.portfolio, 1, {"selection": "community"})
    still = set(picks_of(open_plan(client, link, by)).options("picks"))
    assert set(values) != still, "something has gone"
    done = client.send(form.fill(picks=values))
    assert not done.complaints
    said = done.text
    assert "not proposed any more" in said
    assert "for Riverside tenant panel" in said
    assert "What else you ticked is in the plan." in said
    assert not picks_left(client, link), "all that is still proposed was taken"


def picks_left(client: Client, link: Link) -> list[str]:
    page = open_plan(client, link, "activity")
    return [box["value"] for box in page.all("#proposals .govuk-checkboxes__input")]


def test_where_all_have_gone_nothing_is_taken_and_that_is_said(client: Client, link: Link) -> None:
    page = open_plan(client, link, "activity")
    before = set(picks_of(page).options("picks"))
    save_answers(link.product, link.portfolio, 1, {"selection": "community"})
    gone = before - set(picks_of(open_plan(client, link, "activity")).options("picks"))
    assert gone
    done = client.send(picks_of(page).fill(picks=sorted(gone)))
    assert "not proposed any more" in done.text
    assert "What else you ticked" not in done.text
    assert not taken(link)


@pytest.mark.parametrize("number", [1, 2])
def test_of_an_activity_that_was_removed_it_is_said_too(
    client: Client, link: Link, number: int
) -> None:
    page = open_plan(client, link, "activity")
    remove_activity(link.product, link.portfolio, number, Actor(), TODAY, 0)
    form = picks_of(page)
    done = client.send(form.fill(picks=form.options("picks")))
    assert "for an activity that is not in the list any more" in done.text
    assert {n for n, _ in taken(link)} == {3 - number}


def test_what_never_was_proposed_is_refused_with_all_that_is_beside_it(
    client: Client, link: Link
) -> None:
    page = open_plan(client, link, "activity")
    good = picks_of(page).options("picks")[0]
    wanted = good.split(":")[1]
    for made_up, beside in every((f"9:{wanted}", "1:bogus", f"a:{wanted}"), ([], [good])):
        sent = {**picks_of(page).sent_by(None), "picks": [made_up, *beside]}
        answer = client.post(page.address, sent)
        assert answer.complaints == ["Choose only from the proposals shown."], made_up
    assert not taken(link)
