"""What a phone alone keeps of the last rooms that it was in.

In a cookie that lasts a day, also where its browser is closed and whatever the clock here says, or
it would vote twice: the seats by which it votes and when it took those that are new, the tables at
which it stands, and the names that were chosen on it. In its session: what it picked in the
exercise under way.
"""

from collections.abc import Sequence
from typing import Any

from flask import after_this_request, current_app, g, request, session
from itsdangerous import BadData, URLSafeSerializer
from werkzeug.wrappers import Response

from ladder_assess.core.workshops.course import is_unseen
from ladder_assess.core.workshops.workshop import Workshop
from ladder_assess.web.access.identity import now

ROOMS, A_DAY = "rooms", 24 * 3600
SEATS, SINCE, TABLES, NAMES, PICKED = "seats", "since", "tables", "names", "picked"
MOST_ROOMS = 3
# A phone that shows its seat again after so many seconds keeps its cookies: that is no new one.
SETTLES = 10
# A round of votes by its number, and the choices picked in it, the best first; by the facts, the
# lowest rung that answers lead to and the highest.
Picked = tuple[int, Sequence[int]]


def seat_in(room: str) -> str:
    """The seat of this phone in a room; empty where it has none."""
    seat: str = _kept().get(SEATS, {}).get(room, "")
    return seat


def is_new(room: str) -> bool:
    """Has it shown its seat in a room only just now? Then it may be one that forgets its cookies,
    and takes another seat for each vote.
    """
    since = _since(room)
    return since is not None and abs(now() - since) < SETTLES


def settles(room: str) -> bool:
    """Is its seat new no more from here on? True once a seat; whatever the clock here says."""
    settled = _since(room) is not None and not is_new(room)
    if settled:
        _keep(SINCE, room, None)
    return settled


def _since(room: str) -> int | None:
    since: int | None = _kept().get(SINCE, {}).get(room)
    return since


def table_in(room: str) -> int:
    """The table at which it said to be; 0 for none."""
    table: int = _kept().get(TABLES, {}).get(room, 0)
    return table


def name_in(room: str) -> str:
    """The name that was chosen on it; empty for none."""
    name: str = _kept().get(NAMES, {}).get(room, "")
    return name


def keep_seat(room: str, seat: str) -> None:
    """Hold a seat in a room, the latest room last."""
    _keep(SEATS, room, seat)
    _keep(SINCE, room, now())


def keep_table(room: str, table: int) -> None:
    """Hold a table in the same way."""
    _keep(TABLES, room, table)


def keep_name(room: str, name: str) -> None:
    """Hold a name in the same way; an empty one is none."""
    if name or name_in(room):
        _keep(NAMES, room, name)


def _keep(kind: str, room: str, value: str | int | None) -> None:
    kept = _kept()
    others = [pair for pair in kept.get(kind, {}).items() if pair[0] != room]
    g.rooms = {**kept, kind: dict([*others, (room, value)][-MOST_ROOMS:])}
    written = _signs().dumps(g.rooms)

    @after_this_request
    def hold(response: Response) -> Response:
        response.set_cookie(
            ROOMS, written, max_age=A_DAY, httponly=True, samesite="Lax",
            secure=bool(current_app.config["SESSION_COOKIE_SECURE"]),
        )  # fmt: skip
        return response


def _kept() -> dict[str, dict[str, Any]]:
    if ROOMS not in g:
        try:
            g.rooms = _signs().loads(request.cookies.get(ROOMS, ""))
        except BadData:
            g.rooms = {}
    found: dict[str, dict[str, Any]] = g.rooms
    return found


def _signs() -> URLSafeSerializer:
    # Without a time: where the clock here is set in mid-vote, everyone would get another seat.
    return URLSafeSerializer(str(current_app.secret_key), salt=ROOMS)


def keep_picked(found: Workshop, picks: Sequence[int]) -> None:
    """Remember what was picked in the round under way, in the place of what was before; no `picks`
    are none.
    """
    course = found.course
    kept = [pair for pair in _picked(found) if pair[0] != course.round]
    rounds = [*kept, (course.round, list(picks))] if picks else kept
    session[PICKED] = [found.code, course.exercise, rounds]


def forget_picked(found: Workshop) -> None:
    """Remember nothing of the round under way, where the votes of it were thrown away."""
    if any(number == found.course.round for number, _ in _picked(found)):
        keep_picked(found, ())


def picked_in(found: Workshop) -> tuple[Picked, ...]:
    """What this phone picked in each round of the exercise under way, once votes may be seen."""
    return () if is_unseen(found.course) else _picked(found)


def _picked(found: Workshop) -> tuple[Picked, ...]:
    room, exercise, rounds = session.get(PICKED, ("", 0, ()))
    here = (room, exercise) == (found.code, found.course.exercise)
    return tuple((number, tuple(picks)) for number, picks in rounds) if here else ()
