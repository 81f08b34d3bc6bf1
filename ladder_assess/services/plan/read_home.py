"""Reads what an organisation's first page shows to one of its people."""

from datetime import date
from typing import NamedTuple

from ladder_assess.core.activities.activity_record import CHANGES, DRAFT, SUBMITTED
from ladder_assess.core.activities.listed_activity import Listed
from ladder_assess.core.activities.portfolio import Portfolio, median, not_placed
from ladder_assess.core.people.access import AGREE, CONTRIBUTE, READ, VIEWS, Membership
from ladder_assess.core.placement.placement import Interval
from ladder_assess.core.plan.home import (
    Counted,
    PlacesMoved,
    due_soon,
    late,
    lately,
    next_step,
    places_moved,
)
from ladder_assess.core.plan.plan import Action
from ladder_assess.core.plan.progress import Progress, progress
from ladder_assess.core.plan.strand import Strand
from ladder_assess.services.activities.compare_dates import compare_dates, noted_since
from ladder_assess.services.activities.list_activities import ActivityList, list_activities
from ladder_assess.services.benchmarks.review_conditions import review_conditions
from ladder_assess.services.common.product import Product
from ladder_assess.services.people.find_place import portfolio_of
from ladder_assess.services.points_of_view.take_over import undecided
from ladder_assess.storage.plan import plans


class Waiting(NamedTuple):
    """Activities that wait for a person: given to them to describe, handed in for them to agree to,
    with usual answers that nobody has confirmed, and with an agreed view to decide about.
    """

    assigned: tuple[Listed, ...] = ()
    review: tuple[Listed, ...] = ()
    confirm: tuple[Listed, ...] = ()
    decide: tuple[Listed, ...] = ()


class Home(NamedTuple):
    """What a person sees of their organisation first; nothing of the plan and of questionnaires
    where they may not read those. Of the activities that are `answered`, `middle` is where the one
    in the middle stands; `unanswered` is the first that is not. `places` is how they all moved
    lately, and `step` what to do next (core.plan.home).
    """

    activities: int
    answered: int
    unanswered: Listed | None
    middle: Interval | None
    places: PlacesMoved | None
    waiting: Waiting
    plan: Progress | None
    late: tuple[Action, ...]
    due: tuple[Action, ...]
    strands: tuple[Strand, ...]
    step: str

    @property
    def anything_waits(self) -> bool:
        """Does anything wait for them?"""
        return any(self.waiting) or bool(self.late or self.due)


def read_home(product: Product, place: Membership, today: date) -> Home:
    """What somebody with this place sees first."""
    portfolio = portfolio_of(product, place)
    found = list_activities(product, portfolio)
    actions: list[Action] = []
    strands: tuple[Strand, ...] = ()
    plan = places = None
    if place.may(READ):
        places = _places(product, portfolio, today)
        actions = plans.list_actions(product.database, portfolio)
        plan = progress(actions, plans.list_edits(product.database, portfolio), today)
    if place.may(VIEWS):
        strands = review_conditions(product, portfolio)
    answered = [activity for activity in found.counted if activity.answered]
    overdue, waiting = late(actions, today), _waiting(found, place)
    if place.may(AGREE):
        waiting = waiting._replace(decide=undecided(product, found, portfolio))
    counted = Counted(
        given=len(waiting.assigned),
        activities=len(found.counted),
        answered=len(answered),
        review=len(waiting.review),
        decide=len(waiting.decide),
        actions=len(actions),
        late=len(overdue),
        rounds=len(strands),
    )
    return Home(
        len(found.counted),
        len(answered),
        next((activity for activity in found.counted if not activity.answered), None),
        median(activity for activity in answered if not not_placed(activity)),
        places,
        waiting,
        plan,
        overdue,
        due_soon(actions, today),
        strands,
        next_step(counted),
    )


def _places(product: Product, portfolio: Portfolio, today: date) -> PlacesMoved | None:
    since = lately(noted_since(product, portfolio), today)
    if since is None:
        return None
    return places_moved(since, compare_dates(product, portfolio, since, today).activities)


def _waiting(found: ActivityList, place: Membership) -> Waiting:
    assigned, review, confirm = [], [], []
    for activity in found.activities:
        kept = found.kept[activity.number]
        mine = kept.assigned_to == place.account
        if mine and kept.state in (DRAFT, CHANGES) and place.may(CONTRIBUTE):
            assigned.append(activity)
        if kept.state == SUBMITTED and place.may(AGREE):
            review.append(activity)
        if kept.has_usual_answers and place.may(CONTRIBUTE, assigned=mine):
            confirm.append(activity)
    return Waiting(tuple(assigned), tuple(review), tuple(confirm))
