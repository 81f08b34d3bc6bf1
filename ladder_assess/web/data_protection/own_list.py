"""Everything behind a private link: to take away, or to erase."""

from flask import Blueprint, abort, redirect, render_template, url_for
from werkzeug.wrappers import Response

from ladder_assess.services.data_protection.erase_everything import erase_portfolio, of_portfolio
from ladder_assess.web.access.identity import now
from ladder_assess.web.access.scope import organisation_number, portfolio, scope
from ladder_assess.web.common.forms import Form
from ladder_assess.web.common.request import View, product, today
from ladder_assess.web.data_protection.data_protection import as_zip

blueprint = Blueprint("own_list", __name__, url_prefix="/p/<token:token>/data")
scope(blueprint)


@blueprint.before_request
def only_links() -> None:
    """An organisation's list is exported and erased with the organisation."""
    if organisation_number() is not None:
        abort(404)


@blueprint.get("")
def show() -> View:
    """What can be done with everything behind the link."""
    return render_template("data_protection/own_list/show.html", form=Form())


@blueprint.post("/export")
def export() -> View:
    """Everything behind the link, as a zip."""
    if not Form().validate_on_submit():
        abort(400)
    response: Response = as_zip(of_portfolio(portfolio()), "my-list")
    response.headers["Cache-Control"] = "private, no-store"
    return response


@blueprint.route("/erase", methods=["GET", "POST"])
def erase() -> View:
    """Ask, then erase everything behind the link, and so the link."""
    form = Form()
    if form.validate_on_submit():
        erase_portfolio(product(), portfolio(), today(), now())
        return redirect(url_for("legal.erased"))
    return render_template("data_protection/own_list/erase.html", form=form)
