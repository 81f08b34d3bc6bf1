"""The workshops that an organisation keeps: those who train in it start and find them here."""

from flask import redirect, render_template, url_for

from ladder_assess.core.people.event import Actor
from ladder_assess.services.workshops.list_workshops import list_workshops
from ladder_assess.web.access.identity import now
from ladder_assess.web.access.membership import me, my_place, this_organisation
from ladder_assess.web.common.request import View, product
from ladder_assess.web.people.organisation import blueprint
from ladder_assess.web.workshops.workshops import fresh_form, started

__all__ = ["blueprint"]


@blueprint.get("/<number:organisation>/workshops")
def workshops() -> View:
    """Every workshop of the organisation, each with its way in."""
    return render_template(
        "people/organisation/workshops.html",
        organisation=this_organisation(),
        kept=list_workshops(product(), my_place()),
    )


@blueprint.route("/<number:organisation>/workshops/new", methods=["GET", "POST"])
def start_workshop() -> View:
    """Start a workshop that the organisation keeps."""
    form = fresh_form()
    form.offer_keepers({})
    if form.validate_on_submit():
        keeper = Actor(me().id, my_place().organisation, now())
        return redirect(url_for("workshop.show", token=started(form, keeper)))
    back = (url_for("organisation.workshops"), this_organisation().name)
    return render_template("workshops/workshops/new.html", form=form, back=back)
