"""Decides who may open which page of an organisation: here, and nowhere else.

Strangers are told that there is no such page; its people, where they may not open it, that they may
not. `permissions` says what each page needs, `core.people.access` who holds that. It is asked again
as the transaction of a request begins, because a right can be taken away while a request waits or
is at work; so can the sign-in that the request came with be ended.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial

from flask import Flask, abort, g, has_request_context, request

from ladder_assess.core.activities.activity_record import ActivityRecord
from ladder_assess.core.people.access import ONLY_ASSIGNED, TRAIN, Membership
from ladder_assess.core.people.account import Account
from ladder_assess.services.activities.open_portfolio import find_activity
from ladder_assess.services.common.product import ask_before_writing
from ladder_assess.services.people.find_place import find_place
from ladder_assess.web.access.permissions import NEEDS, OF_EXERCISES
from ladder_assess.web.common.request import product

READING = ("GET", "HEAD", "OPTIONS")


def init_app(app: Flask) -> None:
    """Let nobody write once what let them in holds no more."""
    with app.app_context():
        ask_before_writing(product(), _ask_again)


def let_write_while(ask: Callable[[], object]) -> None:
    """Have this asked as the transaction of the request begins: it aborts where whoever asks may
    not be here any more.
    """
    g.ask_again = ask


def let_write_while_signed_in(ask: Callable[[], object]) -> None:
    """The same of the sign-in, without which whoever asks would not have come here."""
    g.ask_signed_in = ask


def let_write_while_there(find: Callable[[], object]) -> None:
    """The same of what the address is about, which `find` finds: 404 where it has gone by then."""
    g.setdefault("finds", []).append(find)


@contextmanager
def beside_the_use_case() -> Iterator[None]:
    """Write without being asked, such as when a device was seen: it stays to be asked."""
    g.beside = True
    try:
        yield
    finally:
        del g.beside


def _ask_again() -> None:
    """A use case is one transaction: what follows it clears up, also where it took the right away
    itself, as erasing an organisation does.
    """
    if not has_request_context() or "beside" in g:
        return
    for name in ("ask_signed_in", "ask_again"):
        ask = g.pop(name, None)
        if ask is not None:
            ask()
    if not all(find() for find in g.pop("finds", ())):
        abort(404)


def place_in(organisation: int, account: Account) -> Membership:
    """The place of whoever asks, which the rest of the request may rely on; 404 to strangers."""
    g.membership = find_place(product(), organisation, account.id) or abort(404)
    found: Membership = g.membership
    return found


def refuse_unless_granted(place: Membership, record: ActivityRecord | None = None) -> None:
    """Answer 403 to someone who may not do here what they ask for. `record` is the activity that
    the address is about, if any.
    """
    _refuse(place, record)
    let_write_while(partial(_refuse_now, place, record))


def _refuse_now(place: Membership, record: ActivityRecord | None) -> None:
    """The same, by the place that they have by now and who the activity is assigned to by now."""
    now = find_place(product(), place.organisation, place.account) or abort(404)
    if record is not None and now.role in ONLY_ASSIGNED:
        record = find_activity(product(), g.portfolio, record.number) or abort(404)
    _refuse(now, record)


def _refuse(place: Membership, record: ActivityRecord | None) -> None:
    look, send = NEEDS.get(request.endpoint or "", (None, None))
    needed = look if request.method in READING else send
    if needed is None or not (_may(place, needed, record) or _trains(place, record)):
        abort(403)


def _may(place: Membership, needed: str, record: ActivityRecord | None) -> bool:
    """Is this granted for the activity of this address, or at all where there is none?"""
    assigned = record is None or record.assigned_to == place.account
    return place.may(needed, assigned=assigned)


def _trains(place: Membership, record: ActivityRecord | None) -> bool:
    """Does a trainer come to an exercise, to do what trainers do with them?"""
    of_exercises = request.endpoint in OF_EXERCISES and place.may(TRAIN)
    return of_exercises and record is not None and record.exercise
