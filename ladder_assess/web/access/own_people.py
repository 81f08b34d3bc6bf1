"""Those who ask do not answer for those they ask: not from a browser that is signed in to them."""

from flask import Blueprint, g, render_template

from ladder_assess.services.people.keep_organisation import belongs_to
from ladder_assess.web.access.identity import signed_in
from ladder_assess.web.common.request import View, product

# The group whose answers nobody of the asking organisation gives.
SERVICE_USERS = "service_user"


def refuse_own_people(blueprint: Blueprint, group_field: str) -> None:
    """Show a page that says what to do instead, where the answers of people who use a service are
    asked for and the browser is signed in to the organisation that asks. `group_field` names the
    field of the link (`g.link`) that holds the group.
    """

    @blueprint.before_request
    def refuse() -> View | None:
        link, account = g.get("link"), signed_in()
        if link is None or account is None or getattr(link, group_field) != SERVICE_USERS:
            return None
        if link.organisation is None or not belongs_to(product(), link.organisation, account.id):
            return None
        return render_template("access/own_people.html", link=link), 403
