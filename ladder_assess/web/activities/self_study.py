"""Practice stories under a private link: placed for oneself, and how far off one was. An
organisation has none of it: its people would see each other's.
"""

from flask import Blueprint, abort, redirect, render_template, url_for
from wtforms import HiddenField

from ladder_assess.core.activities.calibration import (
    calibrated,
    latest,
    next_story,
    then_and_now,
)
from ladder_assess.publishing.activities.calibration import days_drawn
from ladder_assess.publishing.placement.activity_view import activity_view
from ladder_assess.services.activities.consult_practice import explain_vignette
from ladder_assess.services.activities.study_alone import place_story, stories_placed
from ladder_assess.web.access.scope import portfolio, scope
from ladder_assess.web.activities.practice import (
    NO_RUNG,
    rungs_to_choose,
    stories_by_theme,
    stories_listed,
)
from ladder_assess.web.common.forms import Form
from ladder_assess.web.common.request import View, link_to_share, product, today, words

blueprint = Blueprint("self_study", __name__, url_prefix="/p/<token:token>/stories")
scope(blueprint)


class ChoiceForm(Form):
    """The rung that somebody chooses, by pressing one of many buttons."""

    rung = HiddenField()


@blueprint.get("")
def show() -> View:
    """All stories, how far off one was in each, and what that comes to by day."""
    placed = stories_placed(product(), portfolio())
    return render_template(
        "activities/self_study/show.html",
        themes=stories_by_theme(),
        latest=latest(placed),
        all=calibrated(placed),
        then_and_now=then_and_now(placed),
        days=days_drawn(placed),
        following=_following(),
        link=link_to_share("self_study.show"),
    )


@blueprint.route("/<story_id>", methods=["GET", "POST"])
def story(story_id: str) -> View:
    """A story to place; and once it was placed today, where the rules place it and why."""
    if story_id not in product().definitions.vignettes:
        abort(404)
    form, rungs = ChoiceForm(), rungs_to_choose()
    if form.validate_on_submit() and form.rung.data in rungs:
        place_story(product(), portfolio(), story_id, rungs[form.rung.data], today())
        return redirect(url_for("self_study.story", story_id=story_id, _anchor="placed"))
    placed = latest(stories_placed(product(), portfolio())).get(story_id)
    told = placed if placed and placed.day == today() else None
    found = explain_vignette(product(), story_id, told.chosen if told else None) or abort(404)
    vignette, assessed = found
    return render_template(
        "activities/practice/story.html",
        kept=True,
        form=form,
        story=vignette,
        chosen=(NO_RUNG if told.chosen is None else str(told.chosen)) if told else "",
        view=activity_view(assessed, words()),
        following=product().definitions.vignettes[_following()],
    )


def _following() -> str:
    placed = stories_placed(product(), portfolio())
    return next_story([each.id for each in stories_listed()], placed)
