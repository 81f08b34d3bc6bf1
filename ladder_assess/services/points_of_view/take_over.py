"""Takes what was agreed on into an organisation's own answers, keeps those, or puts them back."""

from datetime import date
from typing import NamedTuple

from ladder_assess.core.activities.activity_record import ActivityRecord
from ladder_assess.core.activities.history import Author, Change, with_facts
from ladder_assess.core.activities.listed_activity import Listed
from ladder_assess.core.activities.portfolio import Portfolio
from ladder_assess.core.activities.workflow import ensure_open
from ladder_assess.core.people.event import Actor
from ladder_assess.core.points_of_view.taking_over import TAKEN, as_before, taken_over
from ladder_assess.core.points_of_view.views import AgreedView
from ladder_assess.core.points_of_view.what_views_say import agreed_changes
from ladder_assess.services.activities.list_activities import ActivityList
from ladder_assess.services.common.product import Product
from ladder_assess.services.points_of_view.agree_view import agreed_views
from ladder_assess.storage.activities import activities, history
from ladder_assess.storage.people import audit
from ladder_assess.storage.points_of_view import agreed as agreed_store


class Seen(NamedTuple):
    """What a page showed: the revision of the activity, and how many agreed views there were."""

    revision: int
    views: int


class Deciding(NamedTuple):
    """Who decides, and on which day."""

    author: Author
    by: Actor
    on: date


def decide(
    product: Product, portfolio: Portfolio, number: int, decision: str, seen: Seen, who: Deciding
) -> bool:
    """Take the view that holds into the organisation's own answers, or decide to keep those.

    False, and nothing is changed, where the activity or the view is another than the page showed,
    or answers other questions; true, and nothing is changed, where it was decided so already.
    Raises Agreed where answers may not be changed.
    """
    found: list[AgreedView] = []
    done: list[AgreedView] = []
    with product.database.writing() as connection:

        def change(record: ActivityRecord) -> ActivityRecord:
            views = agreed_views(product, portfolio, number)
            asked = product.of(record.stamp).questionnaire
            same = bool(views) and views[0].definition in ("", asked.stamp)
            if not same or seen != (record.revision, len(views)):
                return record
            if decision == TAKEN:
                ensure_open(record.state)
            changes = agreed_changes(views[0].values, record.values, asked.evidence)
            again = views[0].decision == decision and not (decision == TAKEN and changes)
            (done if again else found).append(views[0])
            if again:
                return record
            return taken_over(record, changes) if decision == TAKEN else record

        now = activities.change_activity(connection, portfolio, number, change, who.author)
        if found and now:
            at = now.revision if decision == TAKEN else 0
            day = who.on.isoformat()
            agreed_store.decide(connection, portfolio, number, decision, day, at)
        event = "view_taken_over" if decision == TAKEN else "view_not_taken_over"
        audit.record(connection, who.by, bool(found), event, activity=number)
    return bool(found or done)


def undecided(product: Product, found: ActivityList, portfolio: Portfolio) -> tuple[Listed, ...]:
    """The activities of a list on which a view was agreed that says otherwise than their own
    answers, and nothing was decided about it; exercises left out.
    """
    views = agreed_store.undecided(product.database, portfolio)
    waiting = []
    for activity in found.counted:
        view = views.get(activity.number)
        asked = product.of(activity.stamp).questionnaire
        if view and view.definition in ("", asked.stamp):
            own = found.record(activity.number).values
            if agreed_changes(view.values, own, asked.evidence):
                waiting.append(activity)
    return tuple(waiting)


def changes_taken(product: Product, portfolio: Portfolio, number: int) -> list[Change]:
    """What taking over the view that holds changed; nothing where it was not taken over."""
    views = agreed_views(product, portfolio, number)
    if not views or views[0].decision != TAKEN:
        return []
    at = views[0].taken_at
    since = history.changes_since(product.database, portfolio, number, at - 1)
    return [change for change in since if change.revision == at]


def put_back(product: Product, portfolio: Portfolio, number: int, who: Deciding) -> bool:
    """Put the own answers back as they were before they were taken over; what was answered
    otherwise since stays. False where nothing was taken over. Raises Agreed where answers may not
    be changed.
    """
    found: list[Change] = []
    with product.database.writing() as connection:

        def change(record: ActivityRecord) -> ActivityRecord:
            found.extend(changes_taken(product, portfolio, number))
            if not found:
                return record
            ensure_open(record.state)
            return with_facts(record, as_before(record, found))

        activities.change_activity(connection, portfolio, number, change, who.author)
        if found:
            agreed_store.decide(connection, portfolio, number, "")
        audit.record(connection, who.by, bool(found), "view_put_back", activity=number)
    return bool(found)
