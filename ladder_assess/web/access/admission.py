"""Decides who may open which page of an organisation: here, and nowhere else.

Strangers are told that there is no such page; its people, where they may not open it, that they may
not. `permissions` says what each page needs, `core.people.access` who holds that.
"""

from flask import abort, g, request

from ladder_assess.core.activities.activity_record import ActivityRecord
from ladder_assess.core.people.access import TRAIN, Membership
from ladder_assess.core.people.account import Account
from ladder_assess.services.people.find_place import find_place
from ladder_assess.web.access.permissions import NEEDS, OF_EXERCISES
from ladder_assess.web.common.request import product

READING = ("GET", "HEAD", "OPTIONS")


def place_in(organisation: int, account: Account) -> Membership:
    """The place of whoever asks, which the rest of the request may rely on; 404 to strangers."""
    g.membership = find_place(product(), organisation, account.id) or abort(404)
    found: Membership = g.membership
    return found


def refuse_unless_granted(place: Membership, record: ActivityRecord | None = None) -> None:
    """Answer 403 to someone who may not do here what they ask for. `record` is the activity that
    the address is about, if any.
    """
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
