"""Nobody keeps somebody else out by using a limit up: each is flooded by one person, and others on
the same network go on.
"""

import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path

import pyotp
import pytest
from flask import Flask
from flask.testing import FlaskClient

from ladder_assess.core.people.access_key import NewKey
from ladder_assess.core.people.account import Account
from ladder_assess.core.people.event import Actor
from ladder_assess.core.workshops.course import FACTS, OPEN
from ladder_assess.services.activities.start_portfolio import add_activity
from ladder_assess.services.common.limits import LIMITS, MINUTE, By, Limit
from ladder_assess.services.people.find_place import find_place, portfolio_of
from ladder_assess.services.people.keep_access_keys import make_key
from ladder_assess.services.people.reset_password import ask_to_reset
from ladder_assess.services.people.sign_in import new_code_secret
from ladder_assess.services.points_of_view.take_back_view import code_of
from ladder_assess.services.workshops.run_workshop import door_of
from ladder_assess.storage.people import accounts, mail
from ladder_assess.web.common.limits import counted, limit, network
from ladder_assess.web.workshops.phone import SETTLES
from tests.support.kept.workshops import Room
from tests.support.kept.written import written
from tests.support.links import PANEL, Links
from tests.support.membership import Organisation, People
from tests.support.people import PASSWORD
from tests.support.respondents import answer_all, ask
from tests.support.site import app_for, product_of, settings_in
from tests.support.waves import begin

HERE, THERE = "203.0.113.5", "198.51.100.%d"
GUIDE = Path("ladder_assess/guides/administrators/settings.md")
MOST, TRIES = 3, 6


@dataclass
class Browser:
    """A browser on a network, without the tokens of forms."""

    client: FlaskClient
    at: str = HERE

    def post(self, path: str, **data: object) -> int:
        where = {"REMOTE_ADDR": self.at}
        return self.client.post(path, data=data, environ_base=where).status_code

    def get(self, path: str) -> int:
        return self.client.get(path, environ_base={"REMOTE_ADDR": self.at}).status_code

    def sign_in(self, email: str, password: str = PASSWORD) -> int:
        return self.post("/sign-in", email=email, password=password)

    def forget(self) -> "Browser":
        """Signed out, and known still."""
        self.client.delete_cookie("session")
        return self


class World:
    """A site on whose network there are an organisation of two and one of one."""

    def __init__(self, app: Flask) -> None:
        self.app, self.product, self.people = app, product_of(app), People(app)
        self.ann, self.cay = self.people.person(), self.people.person()
        self.own = self.people.organisation(self.ann)
        self.ben = self.people.join(self.own)
        self.other = self.people.organisation(self.cay)
        for owner, office in ((self.ann, self.own), (self.cay, self.other)):
            place = find_place(self.product, office.id, owner.id)
            assert place is not None
            add_activity(self.product, portfolio_of(self.product, place), "full", "first")

    def new(self, at: str = HERE) -> Browser:
        return Browser(self.app.test_client(), at)

    def of(self, account: Account) -> Browser:
        return Browser(self.people.client(account).browser)

    def known(self, account: Account) -> Browser:
        """A browser in which someone signed in yesterday."""
        browser = self.new()
        assert browser.sign_in(account.email) == 302
        return browser.forget()

    def with_codes(self, account: Account) -> str:
        secret = new_code_secret()
        written(self.product.database, accounts.set_codes, account.id, secret, [])
        return secret

    def crowd(self) -> Iterator[Browser]:
        """A new browser each time, on a network of its own."""
        return (self.new(THERE % number) for number in range(250))


# What one person does over and over, and what others do meanwhile.
Does = Callable[[], int]
Flood = tuple[Does, list[Does]]


def sign_in(world: World) -> Flood:
    known, bad = world.known(world.ann), world.new()
    return lambda: bad.sign_in(world.ann.email, "wrong"), [
        lambda: known.sign_in(world.ann.email),
        lambda: world.new().sign_in(world.cay.email),
    ]


def sign_in_network(world: World) -> Flood:
    known, bad = world.known(world.ann), world.new()
    return lambda: bad.sign_in(f"{secrets.token_hex(4)}@example.org", "wrong"), [
        lambda: known.sign_in(world.ann.email),
        lambda: world.new(THERE % 1).sign_in(world.cay.email),
    ]


def sign_in_email(world: World) -> Flood:
    known, crowd = world.known(world.ann), world.crowd()
    return lambda: next(crowd).sign_in(world.ann.email, "wrong"), [
        lambda: known.sign_in(world.ann.email)
    ]


def way_in(world: World) -> Flood:
    """Somebody knows the password, but not the codes: the browser that its owner knows goes on.

    What is counted here asks nobody to wait: it sends no more messages.
    """
    known = world.known(world.ann)
    with world.app.test_request_context("/"):
        for _ in range(LIMITS["sign_in_email"].most):
            counted("sign_in_email", world.ann.email)
    crowd = world.crowd()
    return lambda: next(crowd).sign_in(world.ann.email), [lambda: known.sign_in(world.ann.email)]


def sign_in_elsewhere(world: World) -> Flood:
    """Nobody answers there: those who get through are told so (400)."""
    known, bad = world.known(world.ann), world.new()
    return lambda: bad.get("/sign-in/elsewhere"), [
        lambda: int(known.get("/sign-in/elsewhere") == 429),
        lambda: int(known.get("/sign-in/back") == 429),
    ]


def code(world: World) -> Flood:
    secret = world.with_codes(world.ann)
    known, bad = world.new(), world.new()
    for browser in (known, bad):
        browser.sign_in(world.ann.email)
    assert known.post("/sign-in/code", code=pyotp.TOTP(secret).now()) == 302
    return lambda: bad.post("/sign-in/code", code="000000"), [
        lambda: known.forget().sign_in(world.ann.email),
        # The page is shown again, as this code was used.
        lambda: known.post("/sign-in/code", code=pyotp.TOTP(secret).now()),
    ]


def code_account(world: World) -> Flood:
    secret = world.with_codes(world.ann)
    known, crowd = world.new(), world.crowd()
    known.sign_in(world.ann.email)
    assert known.post("/sign-in/code", code=pyotp.TOTP(secret).now()) == 302

    def tried() -> int:
        bad = next(crowd)
        bad.sign_in(world.ann.email)
        return bad.post("/sign-in/code", code="000000")

    return tried, [
        lambda: known.forget().sign_in(world.ann.email),
        lambda: known.post("/sign-in/code", code=pyotp.TOTP(secret).now()),
    ]


def own_password(world: World) -> Flood:
    """Somebody has found a browser that is signed in."""
    bad, own, new = world.of(world.ann), world.of(world.ann), "maple drum kettle sparrow"
    return lambda: bad.post("/account/password", current="wrong", password=new), [
        lambda: own.post("/account/password", current="wrong", password=new)
    ]


def own_code(world: World) -> Flood:
    bad, own = world.of(world.ann), world.of(world.ann)
    return lambda: bad.post("/account/codes", code="000000", password=PASSWORD), [
        lambda: own.post("/account/codes", code="000000", password=PASSWORD)
    ]


def asked(browser: Browser, email: str) -> int:
    return browser.post("/account/reset", email=email)


def mail_(world: World) -> Flood:
    known, bad = world.known(world.ann), world.new()
    return lambda: asked(bad, world.ann.email), [
        lambda: asked(known, world.ann.email),
        lambda: asked(world.new(), world.cay.email),
    ]


def sent(world: World, browser: Browser, email: str) -> int:
    """0 where a message was sent."""

    def messages() -> int:
        found = mail.all_messages(world.product.database)
        return len([m for m in found if m.recipient == email and m.kind == "reset"])

    before = messages()
    return int(asked(browser, email) != 302 or messages() == before)


def mail_network(world: World) -> Flood:
    known, bad = world.known(world.ann), world.new()
    return lambda: bad.post("/account/new", email=f"{secrets.token_hex(4)}@example.org"), [
        lambda: sent(world, known, world.ann.email),
        lambda: sent(world, world.new(), world.cay.email),
        # Whoever has no account hears the same.
        lambda: asked(world.new(), "nobody@example.org"),
    ]


def mail_email(world: World) -> Flood:
    known, crowd = world.known(world.ann), world.crowd()
    return lambda: asked(next(crowd), world.ann.email), [lambda: asked(known, world.ann.email)]


def invited(world: World, by: Browser, office: Organisation, email: str = "") -> int:
    to = email or f"{secrets.token_hex(4)}@example.org"
    return by.post(f"{office.address}/people/invite", email=to, role="viewer")


def invitation(world: World) -> Flood:
    bad, same, other = world.of(world.ann), world.of(world.ben), world.of(world.cay)
    return lambda: invited(world, bad, world.own), [
        lambda: invited(world, same, world.own),
        lambda: invited(world, other, world.other),
    ]


def mailing(world: World) -> Flood:
    for owner, office in ((world.ann, world.own), (world.cay, world.other)):
        place = find_place(world.product, office.id, owner.id)
        assert place is not None
        begin(world.product, portfolio_of(world.product, place), respondents=True)

    def tries(browser: Browser, office: Organisation) -> int:
        there = f"{office.portfolio}/questionnaires/principles/rounds/1/contacts/write/invitation"
        return browser.post(
            there, subject="Please", body="{link}", request_id="a-request", go="test"
        )

    bad, same, other = world.of(world.ann), world.of(world.ben), world.of(world.cay)
    return lambda: tries(bad, world.own), [
        lambda: tries(same, world.own),
        lambda: tries(other, world.other),
    ]


def invitation_address(world: World) -> Flood:
    bad, same, other = world.of(world.ann), world.of(world.ben), world.of(world.cay)
    return lambda: invited(world, bad, world.own, "new@example.org"), [
        lambda: invited(world, same, world.own, "new@example.org"),
        lambda: invited(world, other, world.other, "new@example.org"),
    ]


def ticket(world: World) -> Flood:
    ask_to_reset(world.product, world.ann.email, "a good one")
    bad = world.new()
    return lambda: bad.get("/account/reset/made-up"), [
        lambda: world.new().get("/account/reset/a%20good%20one")
    ]


def guess(world: World) -> Flood:
    link, bad = Links(world.product).make(PANEL), world.new()
    return lambda: bad.get("/p/" + "a" * 32), [lambda: world.new().get(link.address)]


def room(world: World) -> Flood:
    """Right codes count as well: whoever guesses learns nothing from a limit on wrong ones."""
    found, bad, sits = Room(world.product, "a room").now, world.new(), world.new()
    code, door = found.code, door_of(world.product, found)
    assert sits.get(f"/w/{code}") == 200
    return lambda: bad.get(f"/w/CDFGHJ?door={door}") and world.new().get(f"/w/{code}"), [
        lambda: sits.get(f"/w/{code}"),
        # Who types the code of the room that the phone is in.
        lambda: sits.post("/join", code=code) - 302,
        # A newcomer on the same network who scans the code on the screen.
        lambda: world.new().get(f"/w/{code}?door={door}"),
        lambda: world.new().get(f"/w/{code}/screen?door={door}"),
    ]


def room_browser(world: World) -> Flood:
    """One guesser among forty phones behind one address, who type the code of the room."""
    found, bad = Room(world.product, "a room").now, world.new()
    return lambda: bad.post("/join", code="CDFGHJ"), [
        lambda: world.new().post("/join", code=found.code)
    ]


def view_code(world: World) -> Flood:
    link, bad = Links(world.product).make(PANEL), world.new()
    view = answer_all(world.product, ask(world.product, link.portfolio, "provider"), PANEL)
    return lambda: bad.post("/take-back", code="aaaa-bbbb-cccc-dddd"), [
        lambda: world.new().post("/take-back", code=code_of(world.product, view)) - 302
    ]


def start(world: World) -> Flood:
    def begun(browser: Browser) -> int:
        return browser.post("/practice/copy", request_id=secrets.token_hex(8))

    bad, signed_in, known = world.new(), world.of(world.cay), world.known(world.ann)
    return lambda: begun(bad), [lambda: begun(signed_in), lambda: begun(known)]


def work(path: str, **data: str) -> Callable[[World], Flood]:
    """What is done within an organisation: by others there, by those of another, by a link."""

    def flood(world: World) -> Flood:
        def done(who: Account, office: Organisation) -> Does:
            browser = world.of(who)
            return lambda: sent_to(browser, office.portfolio)

        def sent_to(browser: Browser, list_: str) -> int:
            file = {"file": (BytesIO(b"A file"), "a.txt")} if path.endswith("files") else {}
            return browser.post(f"{list_}{path}", **data, **file)

        link = Links(world.product).make(PANEL)
        return done(world.ann, world.own), [
            done(world.ben, world.own),
            done(world.cay, world.other),
            lambda: sent_to(world.new(), link.address),
        ]

    return flood


def register(world: World) -> Flood:
    """Under a new private link each time."""
    made, inside = Links(world.product), world.of(world.ann)

    def sent(browser: Browser, list_: str) -> int:
        file = {"file": (BytesIO(b"name\nOne\n"), "a.csv")}
        return browser.post(f"{list_}/import", request_id=secrets.token_hex(8), **file)

    other = world.new(THERE % 1)
    return lambda: sent(world.new(), made.make(PANEL).address), [
        lambda: sent(inside, world.own.portfolio),
        lambda: sent(other, made.make(PANEL).address),
    ]


def sent_link(world: World, browser: Browser, link: str) -> int:
    world.app.config["SENDS_MAIL"] = True
    return browser.post(f"{link}/data/send", email="me@example.org")


def own_link(world: World) -> Flood:
    one, two = (Links(world.product).make(PANEL).address for _ in "ab")
    bad, other = world.new(), world.new()
    return lambda: sent_link(world, bad, one), [lambda: sent_link(world, other, two)]


def own_link_network(world: World) -> Flood:
    made, other = Links(world.product), world.new(THERE % 1)
    return lambda: sent_link(world, world.new(), made.make(PANEL).address), [
        lambda: sent_link(world, other, made.make(PANEL).address)
    ]


def view(world: World) -> Flood:
    link = Links(world.product).make(PANEL)
    one, two = (ask(world.product, link.portfolio, group) for group in ("provider", "policymaker"))
    bad = world.new()
    return lambda: bad.post(f"/v/{one}"), [
        lambda: world.new().post(f"/v/{two}"),
        lambda: world.new(THERE % 1).post(f"/v/{one}"),
    ]


def vote(move: str, **said: str) -> Callable[[World], Flood]:
    def flood(world: World) -> Flood:
        one, two = (Room(world.product, name).move(move) for name in ("one", "two"))
        bad = world.new()
        return lambda: bad.post(f"/w/{one.now.code}", **said), [
            lambda: world.new().post(f"/w/{two.now.code}", **said),
            lambda: world.new(THERE % 1).post(f"/w/{one.now.code}", **said),
        ]

    return flood


def in_the_room(move: str, **said: str) -> Callable[[World], Flood]:
    """What a phone sends that has been in the room for a while: by two of them."""

    def flood(world: World) -> Flood:
        room, begun = Room(world.product, "one").move(move), world.app.config["NOW"]()
        phones = [world.new(), world.new()]
        for phone in phones:
            phone.get(f"/w/{room.now.code}")
        world.app.config["NOW"] = lambda: begun + SETTLES
        bad, good = (lambda p=p: p.post(f"/w/{room.now.code}", **said) for p in phones)
        return bad, [good]

    return flood


def program(path: str) -> Callable[[World], Flood]:
    """What a program asks for by a key: by another key of the same person, and of others."""

    def flood(world: World) -> Flood:
        def asks(who: Account, office: Organisation, name: str) -> Does:
            by = Actor(who.id, office.id, int(world.app.config["NOW"]()))
            key = make_key(world.product, NewKey(name, True, 30), f"key {name}", by)
            sent = {"Authorization": f"Bearer {key}"}
            address = f"/api/v1/campaigns{path}"
            return lambda: world.app.test_client().get(address, headers=sent).status_code

        for owner, office in ((world.ann, world.own), (world.cay, world.other)):
            place = find_place(world.product, office.id, owner.id)
            assert place is not None
            own = portfolio_of(world.product, place)
            begin(world.product, own, respondents=True, by_row=True)
        return asks(world.ann, world.own, "bad"), [
            asks(world.ann, world.own, "good"),
            asks(world.ben, world.own, "third"),
            asks(world.cay, world.other, "fourth"),
        ]

    return flood


FLOODS: dict[str, Callable[[World], Flood]] = {
    "sign_in": sign_in,
    "sign_in_network": sign_in_network,
    "sign_in_email": sign_in_email,
    "way_in": way_in,
    "sign_in_elsewhere": sign_in_elsewhere,
    "code": code,
    "code_account": code_account,
    "own_password": own_password,
    "own_code": own_code,
    "mail": mail_,
    "mail_network": mail_network,
    "mail_email": mail_email,
    "invitation": invitation,
    "invitation_address": invitation_address,
    "own_link": own_link,
    "own_link_network": own_link_network,
    "ticket": ticket,
    "guess": guess,
    "room_browser": room_browser,
    "room": room,
    "view_code": view_code,
    "start": start,
    "link": work("/activities/1/views/links/provider"),
    "view": view,
    "vote": vote(OPEN, pick="4", at="1-1"),
    "fact": vote(FACTS, answer="open", at="1-1 decision_stage"),
    "own_vote": in_the_room(OPEN, pick="4", at="1-1"),
    "own_fact": in_the_room(FACTS, answer="open", at="1-1 decision_stage"),
    "mailing": mailing,
    "api": program(""),
    "api_rows": program("/principles-1/answers.csv"),
    "upload": work("/activities/1/files", agree="yes"),
    "file": work("/plan/pdf"),
    "register": register,
    "publish": work("/plan/page/publish"),
}


def test_every_limit_is_flooded_here() -> None:
    assert FLOODS.keys() == LIMITS.keys()


@pytest.mark.parametrize("kind", FLOODS)
def test_one_person_keeps_nobody_else_out(
    kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ladder_assess.services.common.limits.time.time", lambda: 1e9)
    elsewhere = {"oidc_issuer": "http://127.0.0.1:9", "oidc_client_id": "us"}
    app = app_for(settings_in(tmp_path, limit_times=1, **elsewhere))
    app.config["WTF_CSRF_ENABLED"] = False
    world = World(app)
    floods, others = FLOODS[kind](world)
    monkeypatch.setitem(LIMITS, kind, replace(LIMITS[kind], most=MOST))
    assert 429 in [floods() for _ in range(TRIES)], "there is no such limit"
    for other in others:
        assert other() in (0, 200, 302), "somebody else was kept out"
    assert floods() == 429, "somebody else has freed it"
    product_of(app).database.close()


@pytest.mark.parametrize("kind", ["record", "pack"])
def test_files_of_a_workshop_are_asked_for_so_often_and_no_more(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    """As soon as one was made, another could be asked for: seconds of the worker each time."""
    app = app_for(settings_in(tmp_path, limit_times=1))
    app.config["WTF_CSRF_ENABLED"] = False
    monkeypatch.setitem(LIMITS, "file", replace(LIMITS["file"], most=MOST))
    rooms = [Room(product_of(app), name) for name in ("one", "two")]
    one, two = (f"/workshops/{room.token}/{kind}/pdf" for room in rooms)
    asked = [app.test_client().post(one).status_code for _ in range(MOST + 1)]
    assert asked == [302] * MOST + [429]
    assert app.test_client().post(two).status_code == 302
    product_of(app).database.close()


def row(limit: Limit) -> str:
    period = "15 minutes" if limit.seconds == 15 * MINUTE else "an hour"
    return f"| {limit.counts} | {limit.most:,} in {period} | {limit.by} | {limit.spares} |"


def test_the_guide_says_of_each_limit_what_the_table_does() -> None:
    assert [row(known) for known in LIMITS.values()] == [
        line for line in GUIDE.read_text().splitlines() if any(f"| {by} |" in line for by in By)
    ]


@pytest.mark.parametrize(
    ("one", "two", "same"),
    [
        ("2001:db8:1:2::3", "2001:db8:1:2:ffff::1", True),
        ("2001:db8:1:2::3", "2001:db8:1:3::3", False),
        ("::ffff:192.0.2.1", "192.0.2.1", True),
        ("::ffff:192.0.2.1", "::ffff:192.0.2.2", False),
        ("fe80::1%eth0", "fe80::2", True),
        ("192.0.2.1", "192.0.2.2", False),
        ("somewhere", "elsewhere", False),
        ("", "", True),
    ],
)
def test_whoever_has_one_ipv6_address_has_its_network(
    own_app: Flask, one: str, two: str, same: bool
) -> None:
    def place(address: str) -> str:
        with own_app.test_request_context("/", environ_base={"REMOTE_ADDR": address}):
            return network()

    assert (place(one) == place(two)) is same


def test_what_is_not_counted_by_network_must_say_for_whom(own_app: Flask) -> None:
    for kind in (kind for kind, found in LIMITS.items() if found.by is not By.NETWORK):
        with own_app.test_request_context("/"), pytest.raises(TypeError):
            limit(kind)
