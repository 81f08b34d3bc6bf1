"""Two organisations full of everything that can be kept, and people of every role and right."""

import io
import time
import zipfile
from dataclasses import dataclass, field
from typing import Any

from flask import Flask

from ladder_assess.core.activities.activity_record import AGREED, SUBMITTED
from ladder_assess.core.activities.history import Author
from ladder_assess.core.activities.portfolio import Portfolio
from ladder_assess.core.people.access import SURVEY_MANAGER, TRAINER, Membership
from ladder_assess.core.people.access_key import NewKey
from ladder_assess.core.people.account import Account
from ladder_assess.core.people.event import Actor
from ladder_assess.core.plan.made_document import FULL_PDF, PDF, SHORT_PDF
from ladder_assess.core.plan.plan import Action
from ladder_assess.core.plan.public_page import SHOWS, Choices
from ladder_assess.core.points_of_view.taking_over import TAKEN
from ladder_assess.core.points_of_view.views import AgreedView
from ladder_assess.core.register.state import SentRegister
from ladder_assess.core.workshops.course import OPEN
from ladder_assess.core.workshops.exercise import OWN, Exercise, Typed
from ladder_assess.core.workshops.room_view import RoomView
from ladder_assess.services.activities.assign_work import assign
from ladder_assess.services.activities.comment_on_answer import Said, comment
from ladder_assess.services.activities.keep_evidence import Allowed, Sent, keep_evidence
from ladder_assess.services.activities.remove_activity import remove_activity
from ladder_assess.services.activities.save_answers import save_answers
from ladder_assess.services.activities.start_portfolio import add_activity
from ladder_assess.services.common.product import Product
from ladder_assess.services.people import invite_person
from ladder_assess.services.people.keep_access_keys import list_keys, make_key
from ladder_assess.services.people.tell_people import Notice
from ladder_assess.services.plan.write_plan import take_out
from ladder_assess.services.points_of_view.agree_view import agree
from ladder_assess.services.points_of_view.take_over import Deciding, Seen, decide
from ladder_assess.services.register import import_register
from ladder_assess.services.register.read_register import choose_columns, send_register
from ladder_assess.storage.activities.activities import find_activity
from ladder_assess.storage.campaigns.comments import list_comments
from ladder_assess.storage.instruments.waves import find_wave
from ladder_assess.storage.people import consent, mail, organisations, sign_ins, tickets
from ladder_assess.storage.people.accounts import account_by_id, set_administrator, set_codes
from ladder_assess.storage.plan import plans
from ladder_assess.storage.workshops import room_views
from ladder_assess.web.activities.made_files import MADE
from tests.support.filled import finished
from tests.support.kept.contacts import furnish_contacts
from tests.support.kept.workshops import SHOWN, Room
from tests.support.kept.written import written
from tests.support.links import PANEL, Link, Links
from tests.support.membership import People
from tests.support.public_pages import publish
from tests.support.respondents import answer_all, ask, close
from tests.support.site import TODAY, product_of
from tests.support.waves import PLACES, furnish

# Each activity has a state that a step can start from; the second organisation has more. The
# last of each came from a register, and after it one was removed.
DRAFTED, HANDED_IN, DONE, ONLY_THE_OTHERS = 1, 2, 3, 6
ROLES = ("owner", "editor", "contributor", "unassigned", "viewer", "surveyor", "trainer")
RIGHTS = {"surveyor": (SURVEY_MANAGER,), "trainer": (TRAINER,)}
ROLE_OF = {"unassigned": "contributor", "surveyor": "viewer", "trainer": "viewer"}
# Whose policymakers' link is closed, so that it can be opened.
CLOSED = HANDED_IN
NUMBERS = {
    "points_of_view.link": CLOSED,
    "workflow.request_changes": HANDED_IN,
    "workflow.agree": HANDED_IN,
    "workflow.reopen": DONE,
}


@dataclass
class Office:
    """An organisation. Every text in it holds its `mark`, so that none goes elsewhere unseen."""

    product: Product
    mark: str
    id: int
    people: dict[str, Account]
    colleague: Account
    values: dict[str, Any] = field(default_factory=dict)

    @property
    def portfolio(self) -> Portfolio:
        place = Membership(self.id, self.people["owner"].id, "owner")
        return organisations.portfolio_of(self.product.database, place)


def make_office(app: Flask, mark: str, activities: int) -> Office:
    """An organisation with everything in it, and `activities` activities."""
    people, product = People(app), product_of(app)
    owner = people.person(f"{mark} owner")
    made = people.organisation(owner, f"{mark} office")
    roles = {"owner": owner}
    for role in ROLES[1:]:
        roles[role] = people.join(made, ROLE_OF.get(role, role), *RIGHTS.get(role, ()))
    office = Office(product, mark, made.id, roles, people.join(made, "viewer"))
    for number in range(1, activities + 1):
        _fill(office, number)
    _plan(office)
    removed = {"number": _remove_one(office)}
    office.values |= {"removed.put_back": removed, "removed.erase": removed}
    office.values["wave token"] = furnish(product, office.portfolio, rounds=activities)
    heard = find_wave(product.database, office.portfolio, "enablers", 1)
    assert heard is not None
    said = list_comments(product.database, office.portfolio, heard)
    office.values["questionnaires.comment"] = {"comment": said[0].id}
    office.values["workshop"] = Room(product, f"{mark} workshop").move(OPEN)
    kept = {"room": _keep_workshop(office, owner)}
    office.values |= {f"organisation.workshop_{name}": kept for name in ("activity", "results")}
    office.values["workshop.add"] = {"kind": "own"}
    for name in ("make_pdf", "pdf_progress", "pdf_state", "pdf"):
        office.values[f"workshop.{name}"] = {"kind": "record"}
    by = Actor(owner.id, office.id)
    key = NewKey(f"{mark} key", True, 30)
    make_key(product, key, f"{mark}-key", Actor(owner.id, office.id, int(time.time())))
    office.values["key_id"] = list_keys(product, made.id)[0].id
    office.values |= furnish_contacts(product, office.portfolio, mark, by)
    return office


def _keep_workshop(office: Office, owner: Account) -> str:
    """The code of a workshop that it keeps, of which what came of it can be taken over; there is
    something of that kind to take away beside the first activity.
    """
    typed = Typed(f"{office.mark} forum", office.mark)
    exercise, by = Exercise(OWN, typed=typed), Actor(owner.id, office.id)
    room = Room(office.product, f"{office.mark} kept", exercise, keeper=by).move(*SHOWN)
    view = RoomView("of the walk", office.mark, TODAY, room.rounds)
    written(office.product.database, room_views.put, office.portfolio, DRAFTED, view)
    return room.now.code


def _fill(office: Office, number: int) -> None:
    product, portfolio, mark = office.product, office.portfolio, office.mark
    assert add_activity(product, portfolio, "full", f"{mark}-{number}") == number
    said = {
        **PANEL,
        "name": f"{mark} activity {number}",
        "description": mark,
        "lead_officer": f"{mark} lead",
    }
    save_answers(product, portfolio, number, said)
    author = Author(office.people["owner"].id, "", int(time.time()))
    assign(product, office.id, portfolio, number, office.people["contributor"].id, author)
    said_of_it = Said("purpose", f"{mark} remark", author, f"{mark}-remark", Notice("", ""))
    comment(product, office.id, portfolio, number, said_of_it)
    sent = Sent(f"{mark}.txt", io.BytesIO(f"{mark} file {number}".encode()), TODAY, author.account)
    kept = keep_evidence(product, portfolio, number, sent, Allowed(1000, 10, 10_000))
    office.values.setdefault("file_id", kept)
    for group in ("provider", "policymaker", "service_user"):
        token = ask(product, portfolio, group, number)
        answer_all(product, token, PANEL, pages=1)
        office.values.setdefault(f"{group} token", token)
    _agree(office, number, author)
    if number == CLOSED:
        close(product, portfolio, "policymaker", number)
    state = {HANDED_IN: SUBMITTED, DONE: AGREED}.get(number)
    if state:
        with product.database.writing() as connection:
            connection.execute(
                "UPDATE activity SET state = ? WHERE portfolio_id = ? AND number = ?",
                (state, portfolio.id, number),
            )


def _agree(office: Office, number: int, author: Author) -> None:
    """A view that was taken over, of which one answer has been changed again since."""
    product, portfolio, by = office.product, office.portfolio, Actor(author.account, office.id)
    view = AgreedView(
        {**PANEL, "response": "none", "seats": "minority"}, office.mark, TODAY.isoformat()
    )
    agree(product, portfolio, number, view, f"{office.mark}-{number}", by)
    found = find_activity(product.database, portfolio, number)
    assert found is not None
    who = Deciding(author, by, TODAY)
    assert decide(product, portfolio, number, TAKEN, Seen(found.revision, 1), who)
    save_answers(product, portfolio, number, {"response": "considered"}, author)


def _plan(office: Office) -> None:
    product, portfolio, mark = office.product, office.portfolio, office.mark
    database, owner = product.database, office.people["owner"]
    # The second is the one that can be moved up.
    for at in (1, 2):
        action = Action(0, 1, f"{mark} action {at}", mark)
        office.values["action_id"] = written(
            database, plans.add_action, portfolio, action, f"own-{at}"
        )
    out = written(database, plans.add_action, portfolio, Action(0, 1, f"{mark} out", mark), "out")
    take_out(product, portfolio, out, "", TODAY, int(time.time()))
    aside = {"action_id": out}
    office.values |= {"plan.put_back": aside, "plan.erase_taken": aside}
    for kind, made in MADE.items():
        document = finished(product, portfolio, kind, _content(kind, mark))
        office.values |= {"document_id": document, made.fetch: {"document_id": document}}
    office.values |= _registers(office)
    told = Choices(f"{mark} page", mark, f"{mark}@example.org", frozenset(SHOWS))
    office.values["address"] = publish(product, portfolio, told, [office.values["action_id"]])
    place = invite_person.Place("viewer")
    invited = f"{mark}@example.org"
    invitation = invite_person.Invited(invited, place)
    token = invite_person.invite(product, owner, office.id, invitation, int(time.time()))
    office.values |= {
        "invitation": token,
        "ticket_id": tickets.invitations(database, office.id, int(time.time()))[-1].id,
        "account_id": office.colleague.id,
        "token": f"o{office.id}",
        "organisation": office.id,
        "organisation_id": office.id,
    }


def _remove_one(office: Office) -> int:
    """The number of an activity that was removed and can be put back."""
    number = add_activity(office.product, office.portfolio, "full", f"{office.mark}-removed")
    said = {**PANEL, "name": f"{office.mark} removed", "description": office.mark}
    save_answers(office.product, office.portfolio, number, said)
    by = Actor(office.people["owner"].id, office.id, int(time.time()))
    remove_activity(office.product, office.portfolio, number, by, TODAY, by.when)
    return number


def _content(kind: str, mark: str) -> bytes:
    """A finished file with a text in it; all but PDFs are packed."""
    if kind in (PDF, SHORT_PDF, FULL_PDF):
        return b"%PDF-1.7 " + mark.encode()
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr("text.xml", mark)
    return out.getvalue()


def _registers(office: Office) -> dict[str, Any]:
    """A register that was imported, and one that was read and waits for that."""
    imported = _register(office, f"id,name\nr0,{office.mark} row\n")
    product, when = office.product, int(time.time())
    found = import_register.find_import(product, office.portfolio, imported)
    assert found is not None
    import_register.ask_to_save(product, office.portfolio, found, leave_out=False)
    import_register.work_on_register(product, imported, when)
    rows = f"id,name,seats,{office.mark} notes\nr1,{office.mark} row,all,\nr2,,bogus,\n"
    shown = _register(office, rows, ("id", "name", "seats", ""))
    return {"import_id": shown, "register_import.undo": {"import_id": imported}}


def _register(office: Office, rows: str, columns: tuple[str, ...] = ("id", "name")) -> int:
    product, portfolio, when = office.product, office.portfolio, int(time.time())
    author = Author(office.people["owner"].id, "", when)
    sent = SentRegister(f"{office.mark}.csv", rows.encode(), author)
    register = send_register(product, portfolio, sent, rows[:60])
    import_register.work_on_register(product, register, when)
    choose_columns(product, portfolio, register, columns, id_from_name=False)
    import_register.work_on_register(product, register, when)
    return register


@dataclass
class World:
    """Two organisations, a private link, and people who belong to neither."""

    app: Flask
    own: Office
    other: Office
    link: Link
    outsider: Account
    administrator: Account
    values: dict[str, Any] = field(default_factory=dict)

    @property
    def product(self) -> Product:
        return product_of(self.app)

    def account(self, actor: str) -> Account | None:
        """Who acts; None for someone who is not signed in."""
        if actor == "other owner":
            return self.other.people["owner"]
        strangers = {"outsider": self.outsider, "administrator": self.administrator}
        return strangers.get(actor) or self.own.people.get(actor)


def _letter(product: Product) -> int:
    return written(
        product.database,
        mail.put,
        recipient="someone@example.org",
        subject="Hello",
        body="A letter",
        kind="notice",
        now=int(time.time()),
    )


ACTORS = (*ROLES, "outsider", "administrator", "anonymous")


def make_world(app: Flask) -> World:
    """Everything that the walks go through."""
    people, product = People(app), product_of(app)
    database = product.database
    own = make_office(app, "Alder", DONE)
    other = make_office(app, "Birch", ONLY_THE_OTHERS)
    link = Links(product).make(PANEL, PANEL)
    furnish(product, link.portfolio)
    outsider = people.person("Out Sider")
    administrator = people.person("Site Keeper")
    written(database, set_administrator, administrator.id, True)
    written(database, set_codes, administrator.id, "A" * 32, [])
    found = account_by_id(database, administrator.id)
    assert found is not None
    written(
        database, sign_ins.start, outsider.id, "another device", "A telephone", int(time.time())
    )
    device = sign_ins.of_account(database, outsider.id)[0].id
    values = PLACES | {
        "page_id": "purpose",
        "item_id": "purpose",
        "group": "provider",
        "kind": "csv",
        "direction": "up",
        "which": "new",
        "case_id": product.definitions.cases[0].id,
        "arrangement_id": next(iter(product.definitions.arrangements)),
        "story_id": next(iter(product.definitions.vignettes)),
        "message_id": _letter(product),
        "reference": written(database, consent.give, "news", 1, TODAY, account=outsider.id),
        "device": device,
        "ticket": "a-ticket-that-was-never-given",
        "room": "a-room-that-was-never-opened",
    }
    return World(app, own, other, link, outsider, found, values)
