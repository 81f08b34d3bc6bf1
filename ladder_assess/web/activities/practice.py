"""The practice library: published cases and common forms, with placement and source; and stories
to place for oneself.
"""

from itertools import groupby

from flask import Blueprint, abort, redirect, render_template, request, url_for

from ladder_assess.core.activities.arrangement import Arrangement
from ladder_assess.core.activities.practice import WorkedCase
from ladder_assess.core.activities.vignettes import Vignette
from ladder_assess.core.common.alphabet import Place, in_alphabet
from ladder_assess.core.common.finding import finds
from ladder_assess.publishing.placement.activity_view import activity_view
from ladder_assess.services.activities.consult_practice import (
    PlacedEntry,
    common_forms,
    explain_case,
    explain_form,
    explain_vignette,
    practice_cases,
)
from ladder_assess.services.activities.start_portfolio import start_portfolio, start_with_cases
from ladder_assess.web.access.known_browser import whoever
from ladder_assess.web.access.membership import start_address
from ladder_assess.web.common.forms import RequestForm
from ladder_assess.web.common.limits import limit
from ladder_assess.web.common.request import (
    View,
    new_request_id,
    product,
    said,
    searched_for,
    today,
    words,
)

blueprint = Blueprint("practice", __name__, url_prefix="/practice")
NO_RUNG = "none"


@blueprint.get("")
def index() -> View:
    """All published cases and common forms, or those searched for, by the rung that they reach."""
    wanted = searched_for()
    cases = sorted(practice_cases(product()), key=lambda c: (*_highest_first(c), _called(c.case)))
    forms = sorted(common_forms(product()), key=_highest_first)
    return render_template(
        "activities/practice/index.html",
        wanted=wanted,
        total=len(cases) + len(forms),
        cases=[each for each in cases if finds(wanted, *_said_of_case(each.case))],
        forms=[each for each in forms if finds(wanted, *_said_of_form(each.arrangement))],
    )


def _called(case: WorkedCase) -> Place:
    return in_alphabet(case.activity)


def _said_of_case(case: WorkedCase) -> tuple[str, ...]:
    return case.activity, case.organisation, words().short(case.source)


def _said_of_form(form: Arrangement) -> tuple[str, ...]:
    return said(form.name), said(form.line), words().short(form.source)


def _highest_first(entry: PlacedEntry) -> tuple[int, int]:
    placement = entry.assessment.placement
    return -placement.high, -placement.low


@blueprint.get("/<case_id>")
def show(case_id: str) -> View:
    """One published case: how its source was coded, where that places it, and why."""
    found = explain_case(product(), case_id) or abort(404)
    case, assessed = found
    return render_template(
        "activities/practice/show.html",
        case=case,
        view=activity_view(assessed, words()),
        source=product().definitions.sources[case.source],
    )


@blueprint.get("/forms/<arrangement_id>")
def arrangement(arrangement_id: str) -> View:
    """One common form: its usual answers, where they lead, what varies and why that matters."""
    form, assessed = explain_form(product(), arrangement_id) or abort(404)
    return render_template(
        "activities/practice/arrangement.html",
        form=form,
        view=activity_view(assessed, words()),
        source=product().definitions.sources[form.source],
        start=start_address(form=form.id),
    )


@blueprint.get("/stories")
def stories() -> View:
    """Invented activities to place for oneself, by what they are about, in an order that tells
    nothing of their rungs.
    """
    return render_template("activities/practice/stories.html", themes=stories_by_theme())


@blueprint.get("/stories/<story_id>")
def story(story_id: str) -> View:
    """One of them; and once its reader has chosen a rung, which is kept nowhere, where the rules
    place it and the sentences that decide.
    """
    chosen = request.args.get("rung", "")
    found = explain_vignette(product(), story_id, rungs_to_choose().get(chosen)) or abort(404)
    vignette, assessed = found
    return render_template(
        "activities/practice/story.html",
        story=vignette,
        chosen=chosen if chosen in rungs_to_choose() else "",
        view=activity_view(assessed, words()),
        following=_after(vignette),
    )


def rungs_to_choose() -> dict[str, int | None]:
    """What can be chosen for a story, as forms name it; None is for no rung."""
    return {NO_RUNG: None, **{str(rung.number): rung.number for rung in words().rungs}}


def stories_listed() -> list[Vignette]:
    """All of them, in the order in which they are listed."""
    vignettes = product().definitions.vignettes.values()
    return sorted(vignettes, key=lambda e: (in_alphabet(said(e.theme)), in_alphabet(said(e.title))))


def stories_by_theme() -> list[tuple[str, list[Vignette]]]:
    """The same, under what they are about."""
    themes = groupby(stories_listed(), key=lambda each: said(each.theme))
    return [(name, list(found)) for name, found in themes]


def _after(vignette: Vignette) -> Vignette:
    """The next one in the list; after the last one the first."""
    listed = stories_listed()
    return listed[(listed.index(vignette) + 1) % len(listed)]


@blueprint.route("/keep", methods=["GET", "POST"])
def keep() -> View:
    """Make a private link that keeps how far off one is, over time."""
    form = RequestForm(data={"request_id": new_request_id()})
    if form.validate_on_submit():
        limit("start", whoever())
        token = start_portfolio(product(), form.request_id.data, today())
        return redirect(url_for("self_study.show", token=token))
    return render_template("activities/practice/keep.html", form=form)


@blueprint.route("/copy", methods=["GET", "POST"])
def copy() -> View:
    """Copy the cases to a private link of one's own, to try things out on."""
    form = RequestForm(data={"request_id": new_request_id()})
    if form.validate_on_submit():
        limit("start", whoever())
        token = start_with_cases(product(), form.request_id.data, today())
        return redirect(url_for("portfolio.show", token=token))
    return render_template("activities/practice/copy.html", form=form)
