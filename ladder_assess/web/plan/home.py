"""The first page of an organisation: what waits, how the plan and the scores move, what is next."""

from collections.abc import Callable, Mapping

from flask import render_template
from flask_babel import ngettext

from ladder_assess.core.activities.two_dates import (
    APPEARED,
    BY_THE_MOVE,
    CLEARER,
    DOWN,
    PERHAPS_DOWN,
    PERHAPS_UP,
    SAME,
    UP,
)
from ladder_assess.core.plan.home import PlacesMoved, ScoresMoved, moved
from ladder_assess.core.plan.strand import Strand
from ladder_assess.publishing.instruments.lowest_topics import LowTopic, lowest_topics
from ladder_assess.services.people.find_place import portfolio_of
from ladder_assess.services.plan.read_home import read_home
from ladder_assess.web.access.membership import my_place, this_organisation
from ladder_assess.web.common.request import View, product, today
from ladder_assess.web.instruments.words import form_name
from ladder_assess.web.people.organisation import blueprint
from ladder_assess.web.plan.answered import answered_in_short

# So many of each kind of thing that waits are named; the rest are counted.
MOST_WAITING = 5


@blueprint.get("/<number:organisation>")
def show() -> View:
    """What waits for whoever comes, how far the plan is, what was found out and what comes next."""
    home = read_home(product(), my_place(), today())
    named = (*home.late[:MOST_WAITING], *home.due[:MOST_WAITING])
    return render_template(
        "people/organisation/show.html",
        organisation=this_organisation(),
        place=my_place(),
        home=home,
        answered=answered_in_short(portfolio_of(product(), my_place()), named),
        places=_places(home.places) if home.places else "",
        results=[(strand, _moved(strand), _lowest(strand)) for strand in home.strands],
        most=MOST_WAITING,
    )


def _places(places: PlacesMoved) -> str:
    """How many activities moved, each way in words, those that stand as before last."""
    said: Mapping[str, Callable[[int], str]] = {
        UP: lambda n: ngettext("one moved up", "%(num)s moved up", n),
        PERHAPS_UP: lambda n: ngettext("one may have moved up", "%(num)s may have moved up", n),
        DOWN: lambda n: ngettext("one moved down", "%(num)s moved down", n),
        PERHAPS_DOWN: lambda n: ngettext(
            "one may have moved down", "%(num)s may have moved down", n
        ),
        CLEARER: lambda n: ngettext(
            "one is known more exactly", "%(num)s are known more exactly", n
        ),
        APPEARED: lambda n: ngettext("one is new", "%(num)s are new", n),
    }
    parts = [words(places.counts[name]) for name, words in said.items() if name in places.counts]
    same = places.counts.get(SAME, 0)
    by_the_move = sum(places.counts.get(name, 0) for name in BY_THE_MOVE)
    if by_the_move:
        parts.append(
            ngettext(
                "one was changed only by the move to other questions",
                "%(num)s were changed only by the move to other questions",
                by_the_move,
            )
        )
    told = same + by_the_move + sum(places.counts.get(name, 0) for name in said)
    if other := sum(places.counts.values()) - told:
        parts.append(
            ngettext("one changed in another way", "%(num)s changed in another way", other)
        )
    if same:
        parts.append(ngettext("one stands as before", "%(num)s stand as before", same))
    return ", ".join(parts)


def _lowest(strand: Strand) -> LowTopic | None:
    """The topic with the lowest score of the latest round; none where no single one is low."""
    latest = strand.latest
    if latest is None:
        return None
    return lowest_topics(strand.instrument, latest.own, latest.groups, {}).stands_out


def _moved(strand: Strand) -> list[tuple[str, ScoresMoved]]:
    """How the scores of each group moved, by the group's name."""
    return [(form_name(strand.instrument, each.form), each) for each in moved(strand)]
