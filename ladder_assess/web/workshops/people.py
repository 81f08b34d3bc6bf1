"""Who is in the room, for whoever runs the workshop: hide a name, or take somebody out."""

from flask import g, redirect, url_for
from flask_babel import gettext as _

from ladder_assess.core.workshops.people import LET_IN, REMOVE
from ladder_assess.core.workshops.workshop import Workshop
from ladder_assess.services.workshops.keep_people import people_in, treat
from ladder_assess.web.common.request import View, done, point_out, product
from ladder_assess.web.workshops.forms import PersonForm
from ladder_assess.web.workshops.workshop import blueprint

__all__ = ["blueprint"]


@blueprint.post("/people")
def people() -> View:
    """Hide somebody's name, take them out, or undo either."""
    found: Workshop = g.link
    form = PersonForm()
    step, _space, person = (form.treat.data or "").partition(" ")
    if not form.validate_on_submit() or not treat(product(), found, person, step):
        point_out(_("That person has gone, or somebody else has done so already."))
    elif step == REMOVE:
        done(_("They are out of the room. What they have voted so far counts."))
    elif step == LET_IN:
        done(_("They are in the room again."))
    left = "people" if people_in(product(), found) else None
    return redirect(url_for("workshop.show", _anchor=left))
