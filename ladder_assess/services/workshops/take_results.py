"""Takes what a room made of an organisation's own activities into its list, as points of view."""

from ladder_assess.core.activities.activity_record import QUICK, ActivityRecord
from ladder_assess.core.activities.portfolio import Portfolio
from ladder_assess.core.people.event import Actor
from ladder_assess.core.workshops.record import Played
from ladder_assess.core.workshops.room_view import RoomResult, RoomView
from ladder_assess.core.workshops.workshop import Workshop
from ladder_assess.services.common.product import Product
from ladder_assess.services.workshops.read_workshop import played_in
from ladder_assess.storage.activities import activities
from ladder_assess.storage.common.database import Writing
from ladder_assess.storage.people import audit
from ladder_assess.storage.workshops import room_views, workshops


def own_results(
    product: Product, portfolio: Portfolio, workshop: Workshop
) -> tuple[RoomResult, ...]:
    """What a room made of activities of its own, of those that five voted on or more."""
    own = (each for each in played_in(product, workshop) if each.own)
    return tuple(_result(product, portfolio, workshop, each) for each in own)


def _result(
    product: Product, portfolio: Portfolio, workshop: Workshop, played: Played
) -> RoomResult:
    view = _view(workshop, played)
    at = room_views.where(product.database, portfolio, view.source)
    typed = played.exercise.typed
    number = at or (typed.number if typed else 0)
    listed = activities.find_activity(product.database, portfolio, number)
    kept = room_views.list_views(product.database, portfolio, number)
    return RoomResult(played, listed, any(each.rounds == view.rounds for each in kept if at))


def _view(workshop: Workshop, played: Played) -> RoomView:
    source = f"{workshop.id} {played.number}"
    return RoomView(source, workshop.title, workshop.made_on, played.rounds)


def take_result(
    product: Product, portfolio: Portfolio, workshop: Workshop, number: int, by: Actor
) -> int | None:
    """Keep what an exercise came to beside its activity, or beside a draft of it where it is in no
    list; returns the number of that. None, and nothing done, where there is nothing to take.
    """
    with product.database.writing() as connection:
        now = workshops.reread(connection, workshop)
        found = own_results(product, portfolio, now) if now else ()
        result = next((each for each in found if each.played.number == number), None)
        if now is None or result is None:
            return None
        view = _view(now, result.played)
        at = result.listed.number if result.listed else None
        at = at or _draft(connection, product, portfolio, result.played, view.source, by)
        changed = room_views.put(connection, portfolio, at, view)
        audit.record(connection, by, changed, "room_view_taken", activity=at)
    return at


def _draft(
    connection: Writing,
    product: Product,
    portfolio: Portfolio,
    played: Played,
    source: str,
    by: Actor,
) -> int:
    """A draft of an activity that was typed in, of which nothing is answered."""
    typed = played.exercise.typed
    assert typed is not None
    said = {"name": typed.title, "description": typed.text}
    values = {item: text for item, text in said.items() if text}
    record = ActivityRecord(0, QUICK, values, stamp=product.stamp)
    return activities.add_activity(connection, portfolio, record, f"workshop {source}", by.when)


def room_views_of(product: Product, portfolio: Portfolio, number: int) -> tuple[RoomView, ...]:
    """How rooms placed an activity, the latest first."""
    return room_views.list_views(product.database, portfolio, number)


def drop_room_view(
    product: Product, portfolio: Portfolio, number: int, source: str, by: Actor
) -> bool:
    """Take away how a room placed an activity. False, and nothing done, where it has gone."""
    with product.database.erasing() as connection:
        gone = room_views.drop(connection, portfolio, number, source)
        audit.record(connection, by, gone, "room_view_removed", activity=number)
    return gone
