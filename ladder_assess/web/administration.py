"""What a site administrator sees and does: the organisations, never what they answered."""

from flask import Blueprint, abort, redirect, render_template, url_for
from flask_babel import gettext as _

from ladder_assess.services.remove_organisation import OWNERS_GONE, StillOwned, remove_organisation
from ladder_assess.storage.administration import overview
from ladder_assess.web.identity import now
from ladder_assess.web.membership import for_people, me
from ladder_assess.web.organisation_forms import RemovalForm
from ladder_assess.web.views import View, product, today

blueprint = Blueprint("administration", __name__, url_prefix="/administration")
for_people(blueprint)


@blueprint.get("/organisations")
def index() -> View:
    """Every organisation: its name, kind and number of people."""
    return render_template("administration/index.html", rows=overview(product().database))


@blueprint.route("/organisations/<number:organisation_id>/remove", methods=["GET", "POST"])
def remove(organisation_id: int) -> View:
    """Remove an organisation that has no owner any more, or whose owner has asked for it."""
    rows = overview(product().database)
    row = next((r for r in rows if r.organisation.id == organisation_id), None) or abort(404)
    form = RemovalForm(data={"reason": "" if row.owners else OWNERS_GONE})
    if form.validate_on_submit():
        try:
            remove_organisation(product(), me(), row, form.reason.data, (today(), now()))
        except StillOwned:
            form.reason.errors = [_("It still has an owner. Remove it only when an owner asks.")]
        else:
            return redirect(url_for("administration.index"))
    return render_template("administration/remove.html", row=row, form=form)
