"""Takes what a private link opens into an organisation."""

from flask import Blueprint, Flask, abort, redirect, render_template, url_for
from flask_babel import gettext as _

from ladder_assess.services.activities.put_back_activity import list_removed
from ladder_assess.services.activities.take_in_portfolio import (
    GoesElsewhere,
    count_activities,
    may_take_in,
    take_in_portfolio,
)
from ladder_assess.web.access.identity import ask_to_sign_in, let_in, now, signed_in
from ladder_assess.web.access.scope import organisation_number, portfolio, scope
from ladder_assess.web.common.converters import ORGANISATION
from ladder_assess.web.common.request import View, product
from ladder_assess.web.people.organisation_forms import TakeInForm

blueprint = Blueprint("take_in", __name__, url_prefix="/p/<token:token>/take-in")
scope(blueprint)


def init_app(app: Flask) -> None:
    """Let templates ask whether the reader could take these activities into an organisation."""
    app.jinja_env.globals.update(can_take_in=can_take_in)


def can_take_in() -> bool:
    """Is this a private link, opened by someone who may add activities to an organisation?"""
    account = signed_in()
    if account is None or portfolio().sample or organisation_number() is not None:
        return False
    return bool(may_take_in(product(), account.id))


@blueprint.route("", methods=["GET", "POST"])
def show() -> View:
    """Choose the organisation. Afterwards the private link opens nothing any more."""
    account = let_in()
    if account is None:
        return ask_to_sign_in()
    mine = may_take_in(product(), account.id)
    form = TakeInForm(data={"organisation": str(mine[0][0].id) if len(mine) == 1 else ""})
    form.offer(mine)
    if form.validate_on_submit():
        places = {str(organisation.id): place for organisation, place in mine}
        place = places[form.organisation.data]
        try:
            take_in_portfolio(product(), portfolio(), place, now()) or abort(404)
            return redirect(url_for("portfolio.show", token=f"{ORGANISATION}{place.organisation}"))
        except GoesElsewhere:
            form.organisation.errors = [
                _("Another organisation has begun to take these in. Ask whoever else has the link.")
            ]
    return render_template(
        "people/organisation/take_in.html",
        form=form,
        mine=mine,
        count=count_activities(product(), portfolio()),
        removed=list_removed(product(), portfolio(), now()),
    )
