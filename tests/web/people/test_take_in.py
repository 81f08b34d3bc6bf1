"""A private link's activities are taken into an organisation."""

import pytest
from flask import Flask

from ladder_assess.core.activities.portfolio import Backing, Portfolio
from ladder_assess.core.people.access import CONTRIBUTOR, EDITOR, VIEWER
from ladder_assess.core.people.account import Account
from ladder_assess.core.plan.filter import Proposed
from ladder_assess.core.plan.plan import Action, ScoreNow
from ladder_assess.services.activities.take_in_portfolio import take_in_portfolio
from ladder_assess.services.placement.assess_activity import assess_portfolio
from ladder_assess.services.plan.write_plan import pick
from ladder_assess.storage.activities import activities
from ladder_assess.storage.common.database import Writing
from ladder_assess.storage.people import audit, organisations
from ladder_assess.storage.people import take_in as take_in_
from ladder_assess.storage.plan import plans
from tests.support.client import Client
from tests.support.kept.proposed import open_proposals, save_backing
from tests.support.kept.written import written
from tests.support.links import PANEL, SHOW, Link, Links
from tests.support.membership import Organisation, People


@pytest.fixture
def people(app: Flask) -> People:
    return People(app)


@pytest.fixture
def owner(people: People) -> Account:
    return people.person()


@pytest.fixture
def river(people: People, owner: Account) -> Organisation:
    return people.organisation(owner)


def portfolio_of(people: People, river: Organisation, account: Account) -> Portfolio:
    membership = organisations.find_membership(people.product.database, river.id, account.id)
    assert membership is not None
    return organisations.portfolio_of(people.product.database, membership)


def take_in(client: Client, link: Link) -> None:
    page = client.follow(client.get(link.address), "Take these activities into an organisation")
    client.answer(page)


def opened(link: Link) -> tuple[Proposed, ...]:
    return open_proposals(link.product, assess_portfolio(link.product, link.portfolio), ())


def first_proposal(link: Link) -> tuple[int, str]:
    found = opened(link)
    return found[0].number, found[0].proposals[0].recommendation.id


def test_of_two_organisations_at_once_one_takes_it_in_and_the_other_is_told(
    people: People, links: Links, owner: Account, river: Organisation
) -> None:
    """Each took some activities at a time, and kept what it had."""
    other = people.person("Another Owner", "another.owner@example.org")
    office, link = people.organisation(other), links.make(PANEL, PANEL)
    product = people.product
    into = portfolio_of(people, river, owner)
    written(product.database, take_in_some, link.portfolio, into)
    client = people.client(other)
    page = client.answer(client.get(f"{link.address}/take-in"))
    assert "Another organisation has begun to take these in." in page.text
    assert not activities.list_kept(product.database, portfolio_of(people, office, other))
    take_in(people.client(owner), link)
    assert len(activities.list_kept(product.database, into)) == 2


def take_in_some(connection: Writing, source: Portfolio, into: Portfolio) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(take_in_, "AT_ONCE", 1)
        assert take_in_.take_in(connection, source, into) == (take_in_.Moved(1, 0), True)


def test_an_action_for_several_activities_stays_for_them(
    people: People, links: Links, owner: Account, river: Organisation
) -> None:
    client, database = people.client(owner), people.product.database
    take_in(client, links.make(SHOW))
    link = links.make(PANEL, PANEL)
    several = Action(0, 0, "For both", "", covers=(1, 2))
    written(database, plans.add_action, link.portfolio, several, "both")
    take_in(client, link)
    (action,) = plans.list_actions(database, portfolio_of(people, river, owner))
    assert action.covers == (2, 3), "they have new numbers there"


def test_activities_and_plan_move_with_their_notes(
    people: People, links: Links, owner: Account, river: Organisation
) -> None:
    client, database = people.client(owner), people.product.database
    take_in(client, links.make(SHOW))
    link = links.make(PANEL, SHOW)
    note = Backing("documented", "Minutes of May")
    save_backing(people.product, link.portfolio, 1, {"seats": note})
    key = first_proposal(link)
    pick(people.product, link.portfolio, opened(link), [((key[0],), key[1])])
    written(database, plans.add_action, link.portfolio, Action(0, 2, "Own", ""), "own")
    written(database, plans.add_action, link.portfolio, Action(0, 0, "For all", ""), "all")

    page = client.get(f"{link.address}/take-in")
    assert "2 activities move" in page.text
    assert "the private link opens nothing any more" in page.text
    page = client.answer(page, organisation=str(river.id))
    assert page.address == river.portfolio
    here = portfolio_of(people, river, owner)
    records = activities.list_activities(database, here)
    assert [(d.number, d.name) for d in records] == [
        (1, "Launch day"), (2, "Riverside tenant panel"), (3, "Launch day"),
    ]  # fmt: skip
    assert records[1].backing["seats"] == note
    actions = plans.list_actions(database, here)
    assert [(a.activity, a.title) for a in actions][1:] == [(3, "Own"), (0, "For all")]
    assert (actions[0].activity, actions[0].recommendation) == (key[0] + 1, key[1])
    event = audit.of_organisation(database, river.id, newest=1)[0]
    assert event.event == "portfolio_taken_in"
    assert event.details == {"activities": 2, "actions": 3}


def test_the_link_opens_nothing_afterwards(
    people: People, client: Client, links: Links, owner: Account, river: Organisation
) -> None:
    link = links.make(PANEL)
    take_in(people.client(owner), link)
    for address in (link.address, f"{link.activity()}/result", f"{link.address}/plan"):
        client.get(address, status=404)


def test_a_proposal_that_was_picked_is_not_picked_twice(
    people: People, links: Links, owner: Account, river: Organisation
) -> None:
    client, product = people.client(owner), people.product
    take_in(client, links.make(SHOW))
    link = links.make(PANEL)
    key = first_proposal(link)
    pick(product, link.portfolio, opened(link), [((key[0],), key[1])])
    take_in(client, link)
    here = portfolio_of(people, river, owner)
    still = open_proposals(product, assess_portfolio(product, here), ())
    pick(product, here, still, [((2,), key[1])])
    assert len(plans.list_actions(product.database, here)) == 1


def test_it_happens_once(people: People, links: Links, owner: Account, river: Organisation) -> None:
    link = links.make(PANEL)
    membership = organisations.find_membership(people.product.database, river.id, owner.id)
    assert membership is not None
    source = link.portfolio
    assert take_in_portfolio(people.product, source, membership, 1) == (1, 0)
    assert take_in_portfolio(people.product, source, membership, 1) is None


def test_an_organisation_s_own_portfolio_and_the_sample_stay(
    people: People, links: Links, owner: Account, river: Organisation
) -> None:
    other = people.person()
    sea = people.organisation(other, "Sea")
    take_in(people.client(other), links.make(PANEL))
    membership = organisations.find_membership(people.product.database, river.id, owner.id)
    assert membership is not None
    theirs = portfolio_of(people, sea, other)
    assert take_in_portfolio(people.product, theirs, membership, 1) is None
    client = people.client(owner)
    client.get(f"{river.portfolio}/take-in", status=403)
    client.get("/p/sample/take-in", status=403)


@pytest.mark.parametrize("role", [VIEWER, CONTRIBUTOR])
def test_who_may_not_add_activities_is_not_offered_it(
    people: People, links: Links, river: Organisation, role: str
) -> None:
    client = people.client(people.join(river, role))
    link = links.make(PANEL)
    assert not client.get(link.address).has_link("Take these")
    assert "you are of none" in client.get(f"{link.address}/take-in").text


def test_only_one_s_own_organisations_are_offered(
    people: People, links: Links, owner: Account, river: Organisation
) -> None:
    sea = people.organisation(people.person(), "Sea")
    client = people.client(people.join(river, EDITOR))
    page = client.get(f"{links.make(PANEL).address}/take-in")
    assert "River Trust" in page.text
    assert "Sea" not in page.words_of("form")
    token = page.one('input[name="csrf_token"]')["value"]
    sent = {"csrf_token": token, "organisation": str(sea.id)}
    assert client.post(page.address, sent).complaints == ["Choose one of the answers shown."]


def test_without_an_account_it_is_not_offered(client: Client, links: Links) -> None:
    link = links.make(PANEL)
    assert not client.get(link.address).has_link("Take these")
    page = client.get(f"{link.address}/take-in")
    assert page.address == f"/sign-in?to={link.address}/take-in"


def test_files_move_with_their_activity(
    people: People, links: Links, owner: Account, river: Organisation
) -> None:
    client, database = people.client(owner), people.product.database
    take_in(client, links.make(SHOW))
    link = links.make(PANEL)
    with database.writing() as connection:
        connection.execute(
            "INSERT INTO evidence_file (portfolio_id, activity, stored_as, name, kind, size,"
            " digest, added_on) VALUES (?, 1, 'moving', 'a.pdf', 'pdf', 9, 'd', '2026-05-04')",
            (link.portfolio.id,),
        )
    take_in(client, link)
    row = database.reading.execute(
        "SELECT portfolio_id, activity FROM evidence_file WHERE stored_as = 'moving'"
    ).fetchone()
    assert tuple(row) == (portfolio_of(people, river, owner).id, 2)


def test_what_both_picked_for_the_organisation_stands_twice(
    people: People, links: Links, owner: Account, river: Organisation
) -> None:
    """Each may have been reworded, so neither may be lost."""
    product, link = people.product, links.make(PANEL)
    here = portfolio_of(people, river, owner)
    low = [ScoreNow("enablers.senior_support", "Support", 10, "", "", 1)]
    advice = product.definitions.advice["enablers.senior_support"][0].id
    for portfolio in (here, link.portfolio):
        assert pick(product, portfolio, open_proposals(product, (), (), low), [((0,), advice)]) == 1
    take_in(people.client(owner), link)
    assert [(a.activity, a.recommendation) for a in plans.list_actions(product.database, here)] == [
        (0, advice),
        (0, advice),
    ]
