"""How far people who gave their views on the activities of a list agree, question by question."""

from flask import render_template

from ladder_assess.core.points_of_view.agreement_on_views import FEWEST_ACTIVITIES
from ladder_assess.core.points_of_view.fives import FEWEST_ANSWERS
from ladder_assess.services.points_of_view.compare_views import agreement_by_question
from ladder_assess.web.access.scope import portfolio
from ladder_assess.web.activities.portfolio import blueprint
from ladder_assess.web.common.paging import paged
from ladder_assess.web.common.request import View, product, words


@blueprint.get("/agreement")
def agreement() -> View:
    """Agreement on the placement and on each question, with how sure each figure is, and how far
    apart people are about each activity.
    """
    found = agreement_by_question(product(), portfolio())
    return render_template(
        "points_of_view/points_of_view/agreement.html",
        portfolio=portfolio(),
        found=found.together,
        activities=paged(found.activities),
        earlier=found.earlier,
        rungs=words().rungs,
        fewest=FEWEST_ANSWERS,
        fewest_activities=FEWEST_ACTIVITIES,
    )
