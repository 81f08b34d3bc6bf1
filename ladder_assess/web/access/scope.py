"""Opens the portfolio of an address for those who may see it, and for nobody else.

There are three ways in: a private link's token, which may do everything; the sample, which everyone
may read; and an organisation's number, for its people, as far as their roles allow.
"""

from datetime import date, timedelta
from functools import partial
from typing import Any

from flask import Blueprint, Flask, abort, current_app, g, request

from ladder_assess.core.activities.activity_record import ActivityRecord
from ladder_assess.core.activities.portfolio import Portfolio
from ladder_assess.core.common.whole_number import whole_number
from ladder_assess.core.people.access import READ_ASSIGNED, Membership
from ladder_assess.core.people.event import Actor
from ladder_assess.services.activities.open_portfolio import (
    find_activity,
    has_activity,
    open_link,
    use_link,
)
from ladder_assess.services.common.room import has_room
from ladder_assess.services.people.find_place import portfolio_of
from ladder_assess.web.access.admission import (
    READING,
    let_write_while,
    let_write_while_there,
    place_in,
    refuse_unless_granted,
)
from ladder_assess.web.access.identity import ask_to_sign_in, let_in, now, signed_in
from ladder_assess.web.common.converters import ORGANISATION
from ladder_assess.web.common.errors import NoRoom
from ladder_assess.web.common.limits import limit
from ladder_assess.web.common.request import View, product, today

# All that anyone may see of the sample portfolio; whatever is added is closed until named here.
SAMPLE_PAGES = {
    "portfolio.show",
    "portfolio.picture",
    "portfolio.one_page",
    "portfolio.pictures",
    "activity.result",
    "activity.review",
    "plan.show",
}
# What only the people of an organisation have: a private link is one person's, and has no roles.
ORGANISATION_ONLY = {
    "workflow.assign",
    "workflow.submit",
    "workflow.request_changes",
    "workflow.agree",
    "workflow.reopen",
    "workflow.comments",
    "workflow.item_comments",
    "exercise.start",
    "compare.index",
    "compare.show",
    "compare.then",
    "compare.history",
    "compare.picture",
    "compare.history_picture",
    "compare.statistics",
    "points_of_view.drop_room",
}
# Pages of these blueprints all are.
OF_ORGANISATIONS = {"contacts"}
# What takes up no room, or gives some back.
MAKES_ROOM = {"own_list.export", "own_list.erase", "removed.erase", "take_in.show"}
# Whoever opens a private link in this last part of its time is warned.
LATE_DAYS = 60


def init_app(app: Flask) -> None:
    """Let templates ask what whoever reads them may do."""
    app.jinja_env.globals.update(
        may=may,
        organisation_number=organisation_number,
        kept_until=kept_until,
        late_opening=late_opening,
        link_period=link_period,
    )


def scope(blueprint: Blueprint) -> None:
    """Open the portfolio of every address of a blueprint, or answer that there is no such page."""

    @blueprint.url_value_preprocessor
    def find(_endpoint: str | None, values: dict[str, Any] | None) -> None:
        g.token = (values or {}).pop("token")
        g.number = (values or {}).get("number")

    @blueprint.before_request
    def open_scope() -> View | None:
        number = organisation_number()
        if number is not None:
            return _open_organisation(number)
        _open_link()
        return None

    @blueprint.url_defaults
    def keep_token(_endpoint: str, values: dict[str, Any]) -> None:
        if "token" in g:
            values.setdefault("token", g.token)


def _is_of_organisations() -> bool:
    return request.endpoint in ORGANISATION_ONLY or request.blueprint in OF_ORGANISATIONS


def organisation_number() -> int | None:
    """The number of the organisation whose pages these are; None under a private link."""
    token: str = g.get("token", "")
    return (
        whole_number(token.removeprefix(ORGANISATION)) if token.startswith(ORGANISATION) else None
    )


def _open_link() -> None:
    found = open_link(product(), g.token)
    if found is None:
        limit("guess")
    if found is None or _is_of_organisations():
        abort(404)
    if found.sample and not (request.method in READING and request.endpoint in SAMPLE_PAGES):
        abort(403)
    if request.method not in READING and request.endpoint not in MAKES_ROOM:
        _ensure_room()
    g.by_link = found
    use_link(product(), found, today())
    g.portfolio = found
    let_write_while(partial(_leads_there, found.id))


def _ensure_room() -> None:
    if not has_room(product(), current_app.config["SETTINGS"].free_space):
        raise NoRoom


def _leads_there(portfolio_id: int) -> None:
    """Does the private link still lead where it led? It was erased or taken in meanwhile else."""
    found = open_link(product(), g.token)
    if found is None or found.id != portfolio_id:
        abort(404)


def _open_organisation(number: int) -> View | None:
    account = let_in()
    if account is None:
        return ask_to_sign_in()
    place = place_in(number, account)
    g.portfolio = portfolio_of(product(), place)
    refuse_unless_granted(place, _record())
    return None


def _record() -> ActivityRecord | None:
    if g.number is None:
        return None
    return find_activity(product(), g.portfolio, g.number)


def link_period() -> int:
    """For how many days a private link is kept after it was last opened; 0 until it is erased."""
    period: int = current_app.config["SETTINGS"].keep_lists
    return period


def kept_until() -> date | None:
    """The last day on which what this private link opens is kept if nobody opens it again; None
    where it is kept until someone erases it.
    """
    linked = organisation_number() is None and not portfolio().sample
    return today() + timedelta(days=link_period()) if link_period() and linked else None


def late_opening() -> tuple[date, date] | None:
    """When the private link of this page had last been opened, and the day that would have been its
    last: on the page that opens it late, so that whoever comes so seldom learns of it.
    """
    opened: Portfolio | None = g.get("by_link")
    return _late(opened) if opened else None


def _late(opened: Portfolio) -> tuple[date, date] | None:
    period = link_period()
    if not period or opened.sample or not opened.last_used:
        return None
    last_used = date.fromisoformat(opened.last_used)
    last_day = last_used + timedelta(days=period)
    warned = timedelta(days=min(LATE_DAYS, period // 4))
    return (last_used, last_day) if today() > last_day - warned else None


def portfolio() -> Portfolio:
    """The portfolio that this request has opened."""
    found: Portfolio = g.portfolio
    return found


def actor() -> Actor:
    """Who asks, for the log of what is done."""
    membership: Membership | None = g.get("membership")
    return Actor(membership.account if membership else None, organisation_number(), now())


def worker() -> str:
    """Whose work this is, where it is counted how often something is done: their own in this
    organisation, or that of the private link.
    """
    account = signed_in() if organisation_number() is not None else None
    return f"{account.id if account else ''} {portfolio().id}"


def record_or_404(number: int) -> ActivityRecord:
    """An activity of this request's portfolio, in whose words the page speaks."""
    record = find_activity(product(), portfolio(), number)
    if record is None:
        abort(404)
    let_write_while_there(partial(has_activity, product(), portfolio(), number))
    g.stamp = record.stamp
    return record


def may(permission: str, assigned_to: int | None = None) -> bool:
    """May whoever asks do this here? `assigned_to` is that of the activity it is about.

    Under a private link everything is allowed; of the sample, looking alone.
    """
    membership: Membership | None = g.get("membership")
    if membership is not None:
        return membership.may(permission, assigned=assigned_to in (None, membership.account))
    return permission == READ_ASSIGNED or not portfolio().sample
