"""A trainer's exercise: a published case that people of an organisation give their views on."""

from flask import Blueprint, abort, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms.fields import SelectChoice
from wtforms.validators import InputRequired

from ladder_assess.core.activities.practice import WorkedCase
from ladder_assess.services.activities.start_exercise import start_exercise
from ladder_assess.web.access.scope import actor, portfolio, scope
from ladder_assess.web.common.fields import Choice
from ladder_assess.web.common.forms import RequestForm
from ladder_assess.web.common.request import View, done, new_request_id, product

blueprint = Blueprint("exercise", __name__, url_prefix="/p/<token:token>/exercise")
scope(blueprint)


class ExerciseForm(RequestForm):
    """Which published case people are to place."""

    case = Choice(
        _l("Which published case?"),
        [InputRequired(message=_l("Choose a published case."))],
        choices=[],
        legend={"classes": "govuk-fieldset__legend--m"},
    )

    def offer(self, cases: tuple[WorkedCase, ...]) -> None:
        """Offer the cases of the practice library."""
        self.case.choices = [
            SelectChoice(case.id, f"{case.activity}, {case.organisation}") for case in cases
        ]


@blueprint.route("", methods=["GET", "POST"])
def start() -> View:
    """Choose a case; it is copied into the list as sample data, and its views page opens."""
    form = ExerciseForm(data={"request_id": new_request_id()})
    form.offer(product().definitions.cases)
    if form.validate_on_submit():
        chosen = form.case.data, form.request_id.data
        number = start_exercise(product(), portfolio(), *chosen, actor())
        number = number or abort(404)
        done(_("The exercise is ready. Make a link for the people who take part."))
        return redirect(url_for("points_of_view.show", number=number, _anchor="ask"))
    return render_template("activities/exercise/start.html", form=form)
