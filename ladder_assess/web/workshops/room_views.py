"""How workshops placed an activity: taken away from its points of view again."""

from flask import abort, redirect, url_for
from flask_babel import gettext as _
from wtforms import HiddenField

from ladder_assess.services.workshops.take_results import drop_room_view
from ladder_assess.web.access.scope import actor, portfolio, record_or_404
from ladder_assess.web.common.forms import Form
from ladder_assess.web.common.request import View, done, product
from ladder_assess.web.points_of_view.points_of_view import blueprint

__all__ = ["blueprint"]


class RoomViewForm(Form):
    """The exercise that a view came by."""

    source = HiddenField()


@blueprint.post("/workshops/remove")
def drop_room(number: int) -> View:
    """Take away how a workshop placed the activity."""
    record_or_404(number)
    form = RoomViewForm()
    if not form.validate_on_submit():
        abort(400)
    if drop_room_view(product(), portfolio(), number, form.source.data or "", actor()):
        done(_("It is taken away. What people voted can still be seen in the workshop."))
    return redirect(url_for("points_of_view.show", number=number))
