"""Every route × method × role × organisation (one's own, another, none): who comes in, and that
nothing changes for those who do not.
"""

from collections.abc import Iterator

import pytest

from ladder_assess.core.people.access import Membership
from ladder_assess.storage.people import organisations
from tests.security.declared import (
    ACCOUNT,
    ADMINISTRATOR,
    HALF,
    KEY,
    LINK,
    LINK_AND_ACCOUNT,
    LIST,
    ORGANISATION,
    ORGANISATION_LIST,
    PUBLIC,
    ROUTES,
    TOKEN,
)
from tests.security.offices import ACTORS, ROLE_OF, ROLES
from tests.security.walking import Walker, outcome
from tests.support.kept.written import written

BY_LINK = {LINK, LINK_AND_ACCOUNT}
OF_ONE = {LIST, ORGANISATION_LIST, ORGANISATION} | BY_LINK
SCOPES = ("own", "other", "none")
NO_ORGANISATION = 987654
# That a site administrator has read a message is put on record.
LEAVES_A_NOTE = {"account.message"}
# A site administrator sees the name of every organisation.
NAMES_ALL = {"administration.index", "peers.queue"}
# Leads those who are signed in to the page where they can sign in again.
SIGNS_OUT = {"account.sign_out_everywhere"}
# The last owner cannot leave.
SENDERS = {"people.leave": "editor"}
# What an owner has published.
FOR_EVERYONE = {"published.show"}
SHOWN, SIGN_IN, REFUSED, HIDDEN = "shown", "sign in", "refused", "hidden"


def test_every_route_is_declared(walker: Walker) -> None:
    assert set(walker.rules) == set(ROUTES)


def test_what_is_declared_for_a_form_has_one(walker: Walker) -> None:
    """Nobody is said to look at what only takes forms, or the other way round."""
    wrong = [
        endpoint
        for endpoint, declared in ROUTES.items()
        if declared.to in OF_ONE - BY_LINK
        and (bool(declared.look), bool(declared.send))
        != tuple(method in walker.methods(endpoint) for method in ("GET", "POST"))
    ]
    assert not wrong


def expected(endpoint: str, method: str, actor: str, scope: str) -> set[str]:
    """What the declaration says that an actor is answered."""
    declared = ROUTES[endpoint]
    if declared.to == PUBLIC:
        # A provider of sign-in elsewhere is not set up here.
        return {SHOWN} if endpoint not in ("account.elsewhere", "account.back") else {HIDDEN}
    if declared.to in (HALF, KEY):
        return {SIGN_IN}
    if declared.to == TOKEN:
        return {HIDDEN}
    if actor == "anonymous":
        return {SIGN_IN}
    if declared.to == ACCOUNT:
        return {SIGN_IN} if endpoint in SIGNS_OUT and method == "POST" else {SHOWN}
    if declared.to == ADMINISTRATOR:
        return {SHOWN} if actor == "administrator" else {REFUSED}
    if scope != "own" or actor not in ROLES:
        return {HIDDEN}
    roles = declared.look if method == "GET" else declared.send
    if not {actor, ROLE_OF.get(actor, actor)} & roles:
        return {REFUSED, HIDDEN} if actor == "unassigned" else {REFUSED}
    return {SHOWN}


def expected_of(walker: Walker, endpoint: str, method: str, actor: str, scope: str) -> set[str]:
    found = expected(endpoint, method, actor, scope)
    about_one = "number" in walker.rules[endpoint].arguments
    if actor == "unassigned" and about_one and found == {SHOWN}:
        # Not even that there is such an activity.
        return {HIDDEN}
    return found


def scopes_of(endpoint: str) -> tuple[str, ...]:
    return SCOPES if ROUTES[endpoint].to in OF_ONE else ("own",)


def address(walker: Walker, endpoint: str, scope: str) -> str:
    """Where a route is in one's own organisation, in another or in none."""
    if scope == "own":
        return walker.address(endpoint)
    if scope == "other":
        return walker.address(endpoint, **walker.world.other.values)
    return walker.address(endpoint, token=f"o{NO_ORGANISATION}", organisation=NO_ORGANISATION)


def steps(walker: Walker, method: str) -> Iterator[tuple[str, str, str, str, set[str]]]:
    for endpoint in ROUTES:
        if method in walker.methods(endpoint):
            for scope in scopes_of(endpoint):
                to = address(walker, endpoint, scope)
                for actor in ACTORS:
                    yield (
                        endpoint,
                        scope,
                        to,
                        actor,
                        expected_of(walker, endpoint, method, actor, scope),
                    )


def test_every_page_is_shown_to_those_alone_who_may_look(walker: Walker) -> None:
    wrong, marks = [], walker.marks
    for endpoint, scope, to, actor, wanted in steps(walker, "GET"):
        response = walker.ask(actor, "GET", to)
        found = outcome(response)
        if found not in wanted:
            wrong.append(f"{endpoint} GET {actor} of {scope}: {found}, not {wanted}")
        if walker.world.other.mark in response.text and endpoint not in NAMES_ALL:
            wrong.append(f"{endpoint} GET {actor} of {scope}: shows what is another's")
        if endpoint in LEAVES_A_NOTE:
            walker.put_back()
        elif walker.marks != marks and walker.changed():
            wrong.append(f"{endpoint} GET {actor} of {scope}: changed {walker.changed()}")
            walker.put_back()
        marks = walker.marks
    assert not wrong, "\n".join(wrong)


def test_every_form_is_taken_from_those_alone_who_may_send(walker: Walker) -> None:
    """Sent as a page would send it, without the form's token: rights alone keep anyone out."""
    wrong, filled = [], {}
    for endpoint, scope, to, actor, wanted in steps(walker, "POST"):
        if endpoint not in filled:
            filled[endpoint] = walker.filled(
                endpoint, sender(endpoint), address(walker, endpoint, "own")
            )
            # Filling it in opens its page.
            if endpoint in LEAVES_A_NOTE:
                walker.put_back()
        wrong += [
            f"{endpoint} POST {actor} of {scope}: {problem}"
            for problem in _send(walker, endpoint, to, actor, filled[endpoint], wanted)
        ]
    walker.put_back()
    assert not wrong, "\n".join(wrong)


def sender(endpoint: str) -> str:
    """Someone who may send the form of a route."""
    kinds = {ACCOUNT: "outsider", ADMINISTRATOR: "administrator", PUBLIC: "outsider"}
    return SENDERS.get(endpoint) or kinds.get(ROUTES[endpoint].to, "owner")


def _send(
    walker: Walker, endpoint: str, to: str, actor: str, data: dict[str, object], wanted: set[str]
) -> Iterator[str]:
    marks = walker.marks
    found = outcome(walker.unprotected(actor, to, data))
    if found not in wanted:
        yield f"{found}, not {wanted}"
    changed = [] if walker.marks == marks else walker.changed()
    if found != SHOWN and changed and endpoint not in SIGNS_OUT:
        yield f"changed {changed}"
    allowed = wanted == {SHOWN} and actor == sender(endpoint)
    if allowed and not changed and not ROUTES[endpoint].idle:
        yield "changed nothing, so that this shows nothing"
    if changed:
        if walker.rows_of_other() != walker.others and ROUTES[endpoint].to in OF_ONE:
            yield "changed what is another organisation's"
        walker.put_back()


@pytest.fixture(autouse=True)
def _as_it_was(walker: Walker) -> None:
    walker.put_back()


def test_without_the_forms_token_nothing_is_done_for_anyone(walker: Walker) -> None:
    """Another site can make a browser send a form, but knows no token."""
    wrong = []
    for endpoint in ROUTES:
        if "POST" not in walker.methods(endpoint):
            continue
        actor, to = sender(endpoint), address(walker, endpoint, "own")
        marks = walker.marks
        walker.ask(actor, "POST", to, walker.filled(endpoint, actor, to))
        if walker.marks != marks and endpoint not in LEAVES_A_NOTE and walker.changed():
            wrong.append(f"{endpoint}: {walker.changed()}")
        walker.put_back()
    assert not wrong


def test_a_role_in_one_organisation_is_none_in_another(walker: Walker) -> None:
    """The owner of another, who looks on here, can do here what one who looks on can."""
    owner = walker.world.other.people["owner"]
    here = Membership(walker.world.own.id, owner.id, "viewer")
    for endpoint, declared in ROUTES.items():
        for method in walker.methods(endpoint) if declared.to in OF_ONE - BY_LINK else ():
            written(walker.database, organisations.set_membership, here)
            to, data, read = walker.address(endpoint), dict(declared.data), method == "GET"
            response = (
                walker.ask("other owner", "GET", to)
                if read
                else walker.unprotected("other owner", to, data)
            )
            wanted = SHOWN if "viewer" in (declared.look if read else declared.send) else REFUSED
            assert outcome(response) == wanted, (endpoint, method)
            walker.put_back()


def test_what_is_another_persons_cannot_be_changed_by_its_number(walker: Walker) -> None:
    for endpoint in ("account.end_device", "data_protection.withdraw"):
        to = walker.address(endpoint)
        walker.unprotected("owner", to)
        assert set(walker.changed()) <= {"audit"}
        walker.unprotected("outsider", to)
        assert set(walker.changed()) - {"audit"}
        walker.put_back()


def test_another_organisation_and_none_look_the_same(walker: Walker) -> None:
    """What is answered does not tell whether there is such an organisation."""
    for endpoint, declared in ROUTES.items():
        if declared.to in OF_ONE and "GET" in walker.methods(endpoint):
            for actor in ("owner", "outsider", "administrator", "anonymous"):
                other, none = (
                    walker.ask(actor, "GET", address(walker, endpoint, scope)).text
                    for scope in ("other", "none")
                )
                if actor != "anonymous":
                    assert other == none, endpoint


def test_a_site_administrator_sees_no_answers(walker: Walker) -> None:
    """Of an organisation, its name alone."""
    secrets = ("activity", "remark", "action", "file")
    for endpoint in ROUTES:
        if "GET" not in walker.methods(endpoint) or endpoint in FOR_EVERYONE:
            continue
        text = walker.ask("administrator", "GET", address(walker, endpoint, "own")).text
        for office in (walker.world.own, walker.world.other):
            assert not [s for s in secrets if f"{office.mark} {s}" in text], endpoint
    walker.put_back()


def test_the_sample_is_there_to_look_at_and_for_nothing_else(walker: Walker) -> None:
    from ladder_assess.services.activities.load_sample import SAMPLE_TOKEN, load_sample
    from tests.support.site import TODAY

    load_sample(walker.world.product, TODAY)
    before = walker.digest()
    for endpoint, declared in ROUTES.items():
        if declared.to not in {LIST, ORGANISATION_LIST} | BY_LINK:
            continue
        for method in walker.methods(endpoint):
            to = walker.address(endpoint, token=SAMPLE_TOKEN)
            found = outcome(
                walker.ask("outsider", "GET", to)
                if method == "GET"
                else walker.unprotected("outsider", to, dict(declared.data))
            )
            open_to_all = declared.sample and method == "GET"
            assert (found == SHOWN) == open_to_all, (endpoint, method, found)
    assert walker.digest() == before
    walker.put_back()
