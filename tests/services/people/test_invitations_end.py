"""An invitation ends with its author's right to give it, for good, and the log says what happened.

The older tests opened a link while its author might not invite. None gave the right back: then the
link worked again, and all the while the owners saw it among those that had not been answered yet.
"""

from collections.abc import Callable
from dataclasses import replace

import pytest
from flask import Flask

from ladder_assess.core.people.access import EDITOR, OWNER, VIEWER, Membership
from ladder_assess.core.people.account import Account
from ladder_assess.services.common.product import Product
from ladder_assess.services.people import invite_person, manage_people
from ladder_assess.services.people.appoint_owner import appoint_owner
from ladder_assess.services.people.find_place import find_place
from ladder_assess.services.people.invite_person import Invited, Place
from ladder_assess.services.people.remove_organisation import every_organisation
from ladder_assess.storage.people import audit, organisations
from tests.support.filled import NOW
from tests.support.kept.written import written
from tests.support.membership import Organisation, People

Loses = Callable[[Product, Account, Membership], None]


@pytest.fixture
def people(app: Flask) -> People:
    return People(app)


def _demoted(product: Product, by: Account, place: Membership) -> None:
    after = Membership(place.organisation, place.account, EDITOR)
    assert manage_people.change_place(product, by, place, after, NOW)


def _removed(product: Product, by: Account, place: Membership) -> None:
    manage_people.let_go(product, by, place, NOW)


def _leaves(product: Product, by: Account, place: Membership) -> None:
    manage_people.let_go(product, replace(by, id=place.account), place, NOW)


def events(product: Product, river: Organisation) -> list[str]:
    return [event.event for event in audit.of_organisation(product.database, river.id)]


@pytest.mark.parametrize("loses", [_demoted, _removed, _leaves])
def test_it_stays_ended_when_its_author_may_invite_again(loses: Loses, people: People) -> None:
    product, owner, author = people.product, people.person("Ola"), people.person("Una")
    river = people.organisation(owner)
    invited = [people.person("Mo"), people.person("Lu")]
    mine = Membership(river.id, author.id, OWNER)
    written(product.database, organisations.set_membership, mine)
    tokens = [
        invite_person.invite(product, author, river.id, Invited(who.email, Place(OWNER)), NOW)
        for who in invited
    ]
    other = invite_person.invite(
        product, owner, river.id, Invited("a@b.example", Place(VIEWER)), NOW
    )
    before = events(product, river).count("invitation_withdrawn")
    loses(product, owner, mine)
    assert events(product, river).count("invitation_withdrawn") == before + len(tokens)
    for again in (False, True):
        if again:
            written(product.database, organisations.set_membership, mine)
        shown = invite_person.open_invitations(product, river.id, NOW)
        assert [ticket.email for ticket in shown] == ["a@b.example"]
        for who, token in zip(invited, tokens, strict=True):
            assert invite_person.accept(product, who, token, NOW) is None
            assert find_place(product, river.id, who.id) is None
    assert invite_person.open_invitation(product, other, NOW) is not None


def test_whoever_takes_over_did_not_join_where_they_belonged(people: People) -> None:
    product, owner, colleague = people.product, people.person("Ola"), people.person("Una")
    river, site = people.organisation(owner), replace(people.person("Site"), administrator=True)
    written(
        product.database, organisations.set_membership, Membership(river.id, colleague.id, VIEWER)
    )
    with product.database.writing() as connection:
        connection.execute("DELETE FROM membership WHERE account_id = ?", (owner.id,))
        connection.execute("UPDATE account SET administrator = 1 WHERE id = ?", (site.id,))
    row = next(r for r in every_organisation(product) if r.organisation.id == river.id)
    token = appoint_owner(product, site, row, colleague.email, NOW)
    assert invite_person.accept(product, colleague, token, NOW) == river.id
    place = find_place(product, river.id, colleague.id)
    assert place is not None
    assert place.role == OWNER
    last = audit.of_organisation(product.database, river.id, newest=1)[0]
    assert (last.event, last.details["role"]) == ("role_changed", [VIEWER, OWNER])
