"""Opens the pages about an organisation for its people, as far as their roles allow."""

from typing import Any

from flask import Blueprint, Response, abort, current_app, g, request, url_for

from ladder_assess.core.people.access import EDIT, Membership
from ladder_assess.core.people.account import Account
from ladder_assess.core.people.organisation import Organisation
from ladder_assess.services.people.find_place import find_organisation, organisations_of
from ladder_assess.web.access.admission import place_in, refuse_unless_granted
from ladder_assess.web.access.identity import (
    ask_to_sign_in,
    let_in,
    only_administrators,
    signed_in,
)
from ladder_assess.web.access.permissions import ADMINISTRATOR, SIGNED_IN
from ladder_assess.web.common.request import View, product


def for_people(blueprint: Blueprint) -> None:
    """Ask whoever comes to a page of a blueprint to sign in. Where the address names an
    organisation, only those of its people come in who hold what NEEDS says.
    """

    @blueprint.url_value_preprocessor
    def find(_endpoint: str | None, values: dict[str, Any] | None) -> None:
        g.organisation_id = (values or {}).pop("organisation", None)

    @blueprint.before_request
    def admit() -> View | None:
        account = let_in()
        if account is None:
            return ask_to_sign_in()
        if g.organisation_id is None:
            return _open_to_all()
        refuse_unless_granted(place_in(g.organisation_id, account))
        return None

    @blueprint.url_defaults
    def keep_organisation(endpoint: str, values: dict[str, Any]) -> None:
        named = current_app.url_map.is_endpoint_expecting(endpoint, "organisation")
        if named and g.get("organisation_id") is not None:
            values.setdefault("organisation", g.organisation_id)

    @blueprint.after_request
    def keep_nowhere(response: Response) -> Response:
        response.headers["Cache-Control"] = "no-store"
        response.headers["X-Robots-Tag"] = "noindex, nofollow"
        return response


def _open_to_all() -> View | None:
    """Let people see a page that belongs to no single organisation, if it is for them."""
    if request.endpoint in ADMINISTRATOR:
        return only_administrators()
    return None if request.endpoint in SIGNED_IN else abort(403)


def own_home(account: Account) -> str | None:
    """Where someone is at home: their organisation, the list of them, or None without one."""
    mine = organisations_of(product(), account.id)
    if not mine:
        return None
    if len(mine) > 1:
        return url_for("organisation.index")
    return url_for("organisation.show", organisation=mine[0][0].id)


def start_address(form: str | None = None) -> str:
    """Where an activity is begun, from a common form if one is named: in the organisation that
    whoever is signed in may add to, at the list of these where there are several, or else under a
    private link.
    """
    account = signed_in()
    mine = organisations_of(product(), account.id) if account else []
    able = [organisation for organisation, place in mine if place.may(EDIT)]
    if len(able) > 1:
        return url_for("organisation.index")
    if able:
        return url_for("portfolio.add", token=f"o{able[0].id}", form=form)
    return url_for("home.start", form=form)


def me() -> Account:
    """The account of this request, on pages that nobody else comes to."""
    account = signed_in()
    assert account is not None
    return account


def my_place() -> Membership:
    """The place that whoever asks has in the organisation of the address."""
    found: Membership = g.membership
    return found


def this_organisation() -> Organisation:
    """The organisation of the address."""
    found = find_organisation(product(), my_place().organisation)
    return found or abort(404)
