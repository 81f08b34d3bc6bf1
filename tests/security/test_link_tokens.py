"""Every token in an address: what it opens, and that no other text opens anything."""

import hashlib
import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from ladder_assess.storage.campaigns import links as wave_links
from ladder_assess.storage.people import tickets
from ladder_assess.storage.people.tickets import CONFIRM, INVITATION, RESET, Ticket
from tests.security.declared import LINK, LINK_AND_ACCOUNT, LIST, ORGANISATION_LIST, ROUTES, TOKEN
from tests.security.offices import ACTORS
from tests.security.walking import Walker, outcome
from tests.support.kept.workshops import Room
from tests.support.kept.written import written
from tests.support.links import PANEL, Links
from tests.support.respondents import close

SHOWN, HIDDEN, SIGN_IN = "shown", "hidden", "sign in"
BEHIND_A_LINK = {LIST, ORGANISATION_LIST, LINK, LINK_AND_ACCOUNT}
OF_GROUPS = ("voice.start", "voice.page", "voice.thanks")
OF_ROUNDS = (
    "respond.start",
    "respond.question",
    "respond.check",
    "respond.comment",
    "respond.thanks",
)
OF_TICKETS = {
    "account.confirm": CONFIRM,
    "account.reset_with": RESET,
    "invitation.show": INVITATION,
}
OF_WORKSHOPS = (
    "workshop.show",
    "workshop.now",
    "workshop.move",
    "workshop.anew",
    "workshop.screen",
    "workshop.sheet",
    "workshop.record",
    "workshop.delete",
    "workshop.agenda",
    "workshop.paper",
    "workshop.paper_facts",
    "workshop.people",
    "workshop.keep",
    "workshop.add",
    "workshop.make_pdf",
    "workshop.pdf_progress",
    "workshop.pdf_state",
    "workshop.pdf",
    "workshop.csv",
)
LATER = 24 * 60 * 60


@pytest.fixture(autouse=True)
def _as_it_was(walker: Walker) -> Iterator[None]:
    walker.put_back()
    yield
    walker.put_back()


def behind_links(walker: Walker) -> Iterator[tuple[str, str]]:
    """Every route that a private link's token stands in, with each of its methods."""
    for endpoint, declared in ROUTES.items():
        if declared.to in BEHIND_A_LINK:
            for method in walker.methods(endpoint):
                yield endpoint, method


def sent(walker: Walker, actor: str, endpoint: str, method: str, to: str) -> str:
    """What comes of asking, or of sending a form that no token of the form protects."""
    data = dict(ROUTES[endpoint].data)
    found = walker.ask(actor, "GET", to) if method == "GET" else walker.unprotected(actor, to, data)
    return outcome(found)


def test_every_route_with_a_token_is_walked_here(walker: Walker) -> None:
    named = {e for e, rule in walker.rules.items() if {"token", "ticket"} & set(rule.arguments)}
    walked = {endpoint for endpoint, _ in behind_links(walker)} | {
        *OF_GROUPS,
        *OF_ROUNDS,
        *OF_TICKETS,
        *OF_WORKSHOPS,
    }
    assert named == walked
    assert {e for e, d in ROUTES.items() if d.to == TOKEN} == {
        *OF_GROUPS, *OF_ROUNDS, *OF_TICKETS, *OF_WORKSHOPS,
        # By a code that everyone in the room reads off the screen.
        "room.show", "room.now", "room.sit_at", "room.call_me", "room.screen", "room.screen_now",
        # Its code is in a message alone, and opens no list.
        "unsubscribe.show",
    }  # fmt: skip


def useless(walker: Walker) -> dict[str, str]:
    """Texts of a token's form that open no list, each with what it is."""
    own, link = walker.world.own, walker.world.link
    turned = link.token[:-1] + ("a" if link.token[-1] != "a" else "b")
    return {
        "never given": "a" * 32,
        "one letter off": turned,
        "turned round": link.token[::-1],
        "a group's": own.values["provider token"],
        "a round's": own.values["wave token"],
        "an organisation that is none": "o4294967295",
        "a digest": hashlib.sha256(link.token.encode())
        .hexdigest()[:32]
        .translate(str.maketrans("0189", "abcd")),
    }


def test_no_other_text_opens_a_list(walker: Walker) -> None:
    """Not for anyone: being signed in, even as the site's administrator, helps nobody."""
    wrong = []
    for endpoint, method in behind_links(walker):
        for name, token in useless(walker).items():
            for actor in ("anonymous", "owner", "administrator"):
                if name.startswith("an organisation") and actor == "anonymous":
                    continue
                found = sent(walker, actor, endpoint, method, walker.address(endpoint, token=token))
                if found != HIDDEN:
                    wrong.append(f"{endpoint} {method} {actor} with what is {name}: {found}")
    assert not wrong, "\n".join(wrong)
    assert not walker.changed()


def test_what_is_kept_of_a_token_opens_nothing(walker: Walker) -> None:
    """Whoever reads the database finds digests, and these are no addresses."""
    rows = walker.database.reading.execute("SELECT token_digest FROM portfolio").fetchall()
    for table in ("view_link", "wave_link"):
        rows += walker.database.reading.execute(f"SELECT token_digest FROM {table}").fetchall()
    for (digest,) in rows:
        for start in ("/p/", "/v/", "/q/"):
            assert walker.ask("anonymous", "GET", start + digest).status_code == 404


def test_a_private_link_does_everything_but_what_needs_people(walker: Walker) -> None:
    """Whoever has it, signed in or not. What is about roles is not there."""
    link = walker.world.link
    for endpoint, method in behind_links(walker):
        to, declared = walker.address(endpoint, token=link.token), ROUTES[endpoint]
        for actor in ACTORS:
            found = sent(walker, actor, endpoint, method, to)
            if declared.to == ORGANISATION_LIST:
                assert found == HIDDEN, (endpoint, method, actor)
            elif declared.to == LINK_AND_ACCOUNT and actor == "anonymous":
                assert found == SIGN_IN, (endpoint, method, actor)
            else:
                # What is not there, such as a file with this number, is hidden; nobody is refused.
                assert found in (SHOWN, HIDDEN), (endpoint, method, actor, found)
            if method == "POST":
                walker.put_back()


def test_a_private_link_reaches_nothing_of_another_or_of_an_organisation(walker: Walker) -> None:
    """Numbers that others' things have are not there, and nothing of theirs changes."""
    other = Links(walker.world.product).make({**PANEL, "name": "Cedar"}, PANEL, PANEL)
    before = _rows_of(walker, other.portfolio.id), _rows_of(walker, walker.world.own.portfolio.id)
    link, numbers = walker.world.link, {"file_id", "action_id", "document_id"}
    for endpoint, method in behind_links(walker):
        for name in numbers & set(walker.rules[endpoint].arguments):
            to = walker.address(endpoint, token=link.token)
            found = sent(walker, "anonymous", endpoint, method, to)
            assert found == HIDDEN, (endpoint, method, name)
        if "number" in walker.rules[endpoint].arguments:
            to = walker.address(endpoint, token=link.token, number=3)
            assert sent(walker, "anonymous", endpoint, method, to) == HIDDEN, (endpoint, method)
    for endpoint, _ in behind_links(walker):
        text = walker.ask("anonymous", "GET", walker.address(endpoint, token=link.token)).text
        assert not re.search("Cedar|Alder|Birch", text), endpoint
    after = _rows_of(walker, other.portfolio.id), _rows_of(walker, walker.world.own.portfolio.id)
    assert after == before


def _rows_of(walker: Walker, portfolio: int) -> list[list[tuple[object, ...]]]:
    tables = ("activity", "plan_action", "plan_document", "evidence_file", "instrument_response")
    return [
        [
            tuple(row)
            for row in walker.database.reading.execute(
                f"SELECT * FROM {table} WHERE portfolio_id = ?",
                (portfolio,),
            )
        ]
        for table in tables
    ]


@pytest.mark.parametrize("group", ["provider", "policymaker", "service_user"])
def test_a_groups_link_takes_answers_and_shows_none(walker: Walker, group: str) -> None:
    """Neither the organisation's own answers nor those of anyone else."""
    token = walker.world.own.values[f"{group} token"]
    for endpoint in OF_GROUPS:
        to = walker.address(endpoint, token=token)
        for actor in ACTORS:
            text = walker.ask(actor, "GET", to).text
            assert "Alder remark" not in text
            assert "Alder action" not in text
    assert outcome(walker.ask("anonymous", "GET", f"/v/{token}")) == SHOWN
    for endpoint, method in behind_links(walker):
        to = walker.address(endpoint, token=token)
        assert sent(walker, "anonymous", endpoint, method, to) == HIDDEN, endpoint


def test_a_closed_or_unknown_groups_link_takes_nothing(walker: Walker) -> None:
    own, link = walker.world.own, walker.world.link
    token = own.values["provider token"]
    close(walker.world.product, own.portfolio, "provider")
    before = walker.digest()
    for endpoint in OF_GROUPS:
        for method in walker.methods(endpoint):
            for text in (token, link.token, "a" * 32, f"o{own.id}", "sample"):
                wanted = 410 if text == token else 404
                to = walker.address(endpoint, token=text)
                answer = (
                    walker.ask("anonymous", "GET", to)
                    if method == "GET"
                    else walker.unprotected("anonymous", to)
                )
                assert answer.status_code == wanted, (endpoint, method, text)
    assert walker.digest() == before


def test_a_rounds_link_takes_answers_and_shows_none(walker: Walker) -> None:
    """Not even to those who may see the results elsewhere."""
    token = walker.world.own.values["wave token"]
    for endpoint in OF_ROUNDS:
        for actor in ACTORS:
            text = walker.ask(actor, "GET", walker.address(endpoint, token=token)).text
            assert "Alder activity" not in text
    for endpoint, method in behind_links(walker):
        to = walker.address(endpoint, token=token)
        assert sent(walker, "anonymous", endpoint, method, to) == HIDDEN, endpoint
    for start in ("/p/", "/v/"):
        assert walker.ask("anonymous", "GET", start + token).status_code == 404


def test_a_workshops_link_opens_nothing_else_and_no_other_text_opens_it(walker: Walker) -> None:
    """Nor does the code of the room, which everyone in it knows."""
    own, link = walker.world.own, walker.world.link
    room: Room = own.values["workshop"]
    for endpoint, method in behind_links(walker):
        to = walker.address(endpoint, token=room.token)
        assert sent(walker, "anonymous", endpoint, method, to) == HIDDEN, endpoint
    before = walker.digest()
    others = (link.token, own.values["wave token"], "a" * 32, room.now.code, f"o{own.id}")
    for endpoint in OF_WORKSHOPS:
        for method in walker.methods(endpoint):
            for text in others:
                to = walker.address(endpoint, token=room.token).replace(room.token, text)
                answer = (
                    walker.ask("owner", "GET", to)
                    if method == "GET"
                    else walker.unprotected("owner", to)
                )
                assert answer.status_code == 404, (endpoint, method, text)
    assert walker.digest() == before


def test_a_room_shows_no_way_to_run_it(walker: Walker) -> None:
    """The token of whoever runs a workshop stands on none of its people's pages."""
    room: Room = walker.world.own.values["workshop"]
    for endpoint in ("room.show", "room.now"):
        text = walker.ask("anonymous", "GET", walker.address(endpoint, room=room.now.code)).text
        assert "Where does it stand?" in text
        assert room.token not in text


def test_a_closed_or_unknown_rounds_link_takes_nothing(walker: Walker) -> None:
    own, link = walker.world.own, walker.world.link
    token = own.values["wave token"]
    found = wave_links.find_link(walker.database, token)
    assert found is not None
    written(walker.database, wave_links.close_link, own.portfolio, found.wave.id, found.form, 0)
    before = walker.digest()
    for endpoint in OF_ROUNDS:
        for method in walker.methods(endpoint):
            for text in (token, own.values["provider token"], link.token, "a" * 32, f"o{own.id}"):
                to = walker.address(endpoint, token=text)
                wanted = 410 if text == token else 404
                answer = (
                    walker.ask("anonymous", "GET", to)
                    if method == "GET"
                    else walker.unprotected("anonymous", to)
                )
                assert answer.status_code == wanted, (endpoint, method, text)
    assert walker.digest() == before


@pytest.mark.parametrize(("endpoint", "purpose"), OF_TICKETS.items())
def test_a_ticket_does_its_one_thing_once_and_before_it_runs_out(
    walker: Walker, endpoint: str, purpose: str
) -> None:
    good, late, now = "a-ticket-that-is-good", "a-ticket-that-is-late", int(time.time())
    invited = (walker.world.own.id, "viewer")
    place: tuple[int | None, str] = invited if purpose == INVITATION else (None, "")
    theirs = purpose in (RESET, INVITATION)
    email = walker.world.outsider.email if theirs else "fresh@example.org"
    for token, to, expires in ((late, "late@example.org", now - 1), (good, email, now + LATER)):
        author = walker.world.own.people["owner"].id if purpose == INVITATION else None
        ticket = Ticket(purpose, to, expires, *place, author_id=author)
        written(walker.database, tickets.issue, ticket, token)
    _opens_nothing(walker, endpoint, (late, "never-given", walker.world.link.token, good + "x"))
    for another in set(OF_TICKETS) - {endpoint}:
        _opens_nothing(walker, another, (good,))
    before, address = walker.digest(), walker.address(endpoint, ticket=good)
    assert outcome(walker.ask("outsider", "GET", address)) == SHOWN
    password = {"password": "tulip brick ferry moss"}
    data = {CONFIRM: {"name": "Fresh", **password}, RESET: password, INVITATION: {}}[purpose]
    assert outcome(walker.unprotected("outsider", address, data)) == SHOWN
    assert walker.digest() != before
    _opens_nothing(walker, endpoint, (good,), actor="anonymous")


def _opens_nothing(
    walker: Walker, endpoint: str, texts: tuple[str, ...], actor: str = "outsider"
) -> None:
    before = walker.digest()
    for text in texts:
        to = walker.address(endpoint, ticket=text)
        assert outcome(walker.ask(actor, "GET", to)) == HIDDEN, text
        assert outcome(walker.unprotected(actor, to)) == HIDDEN, text
    assert walker.digest() == before


def test_tokens_are_kept_as_digests_alone(walker: Walker) -> None:
    """No token stands in the database, in the queue of jobs or in the instance's files."""
    world = walker.world
    secret = [world.link.token, world.own.values["provider token"], world.own.values["invitation"]]
    secret.append(world.own.values["wave token"])
    secret += [cookie.split("=", 1)[1].split(".")[0] for cookie in walker.cookies.values()]
    walker.database.reading.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    folder: Path = walker.database.path.parent
    kept = b"".join(p.read_bytes() for p in folder.rglob("*") if p.is_file())
    for token in secret:
        assert token.encode() not in kept


def test_no_page_of_a_link_can_give_it_away(walker: Walker) -> None:
    """No referrer, no index, no copy in a shared cache, and nothing loaded from elsewhere."""
    link, own = walker.world.link, walker.world.own
    for endpoint in ("portfolio.show", "plan.show", "activity.result", "own_list.show"):
        _says_nothing(walker, walker.address(endpoint, token=link.token))
    for endpoint in ("voice.start", "voice.thanks"):
        _says_nothing(walker, walker.address(endpoint, token=own.values["provider token"]))
    for endpoint in ("respond.start", "respond.thanks"):
        _says_nothing(walker, walker.address(endpoint, token=own.values["wave token"]))
    _says_nothing(walker, f"/invitation/{own.values['invitation']}")


def _says_nothing(walker: Walker, address: str) -> None:
    response = walker.ask("anonymous", "GET", address)
    assert response.status_code == 200
    assert response.headers["Referrer-Policy"] == "no-referrer"
    assert "noindex" in response.headers["X-Robots-Tag"]
    kept = response.headers["Cache-Control"]
    assert "private" in kept or "no-store" in kept
    assert not re.search(r"(?:src|href)=\"(?:https?:)?//", response.text.split("<main")[0])


def test_tokens_cannot_be_guessed() -> None:
    """At least 128 random bits stand in each."""
    from ladder_assess.services.common.link_token import TOKEN_BYTES
    from ladder_assess.services.people.invite_person import TOKEN_BYTES as INVITATION_BYTES

    assert TOKEN_BYTES * 8 >= 128
    assert INVITATION_BYTES * 8 >= 128


def test_a_named_answer_stays_with_those_of_the_organisation(walker: Walker) -> None:
    """A group's link names nobody who is not of the organisation, whatever their browser sends."""
    own = walker.world.own
    to = f"/v/{own.values['provider token']}/questions/purpose"
    for actor in ("outsider", "administrator", "anonymous", "other owner"):
        assert "naming" not in walker.ask(actor, "GET", to).text
