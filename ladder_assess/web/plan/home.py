"""The first page of an organisation: what waits, how the plan and the scores move, what is next."""

from flask import render_template

from ladder_assess.core.plan.home import ScoresMoved, moved
from ladder_assess.core.plan.strand import Strand
from ladder_assess.services.plan.read_home import read_home
from ladder_assess.web.access.membership import my_place, this_organisation
from ladder_assess.web.common.request import View, product, today
from ladder_assess.web.instruments.words import form_name
from ladder_assess.web.people.organisation import blueprint

# So many of each kind of thing that waits are named; the rest are counted.
MOST_WAITING = 5


@blueprint.get("/<number:organisation>")
def show() -> View:
    """What waits for whoever comes, how far the plan is, what was found out and what comes next."""
    home = read_home(product(), my_place(), today())
    return render_template(
        "people/organisation/show.html",
        organisation=this_organisation(),
        place=my_place(),
        home=home,
        results=[(strand, _moved(strand)) for strand in home.strands],
        most=MOST_WAITING,
    )


def _moved(strand: Strand) -> list[tuple[str, ScoresMoved]]:
    """How the scores of each group moved, by the group's name."""
    return [(form_name(strand.instrument, each.form), each) for each in moved(strand)]
