"""Takes an activity a step further: handed in, sent back, agreed, or opened again."""

from dataclasses import dataclass, replace

from ladder_assess.core.activities.draft import Draft
from ladder_assess.core.activities.history import Author, Comment
from ladder_assess.core.activities.portfolio import Portfolio
from ladder_assess.core.activities.workflow import (
    AGREE_TO,
    REOPEN,
    REQUEST_CHANGES,
    SUBMIT,
    Step,
    after,
)
from ladder_assess.core.people.event import Event
from ladder_assess.services.common.product import Product
from ladder_assess.services.people.tell_people import (
    Notice,
    tell,
    who_must_act,
    whom_a_remark_concerns,
)
from ladder_assess.storage.activities import activities, history
from ladder_assess.storage.people import audit

EVENTS = {
    SUBMIT: "activity_submitted",
    REQUEST_CHANGES: "changes_requested",
    AGREE_TO: "activity_agreed",
    REOPEN: "activity_reopened",
}


class ChangedSince(ValueError):
    """The activity is not any more as it was when someone read it and agreed."""


@dataclass(frozen=True)
class Taken:
    """How a step is taken: by whom, with a note or none, having seen which revision.

    `request` is the form's own id: the same again leaves no second note. `notice` is sent to those
    who must act next and `remark` to the others whom the note concerns, if they want such messages.
    """

    author: Author
    note: str = ""
    seen: int = 0
    request: str = ""
    notice: Notice | None = None
    remark: Notice | None = None


def take_step(
    product: Product, organisation: int, portfolio: Portfolio, number: int, step: Step, taken: Taken
) -> Draft | None:
    """Take a step; None when there is no such activity.

    Raises NotNow where its state does not allow it, and ChangedSince where the step stands for the
    answers as they were seen and these are others now.
    """
    author = taken.author

    def change(draft: Draft) -> Draft:
        state = after(draft.state, step)
        if step.as_seen and draft.revision != taken.seen:
            raise ChangedSince(number)
        if taken.note:
            note = Comment("", taken.note, author.when, author.account)
            connection = product.database.reading
            history.put_comment(connection, portfolio, number, note, taken.request)
        return replace(draft, state=state)

    draft = activities.change_activity(product.database, portfolio, number, change, author)
    if draft is not None:
        event = Event(author.when, EVENTS[step.id], {"activity": number}, author.account)
        audit.note(product.database, organisation, event)
        _tell(product, organisation, portfolio, draft, taken)
    return draft


def _tell(
    product: Product, organisation: int, portfolio: Portfolio, draft: Draft, taken: Taken
) -> None:
    waiting: list[int] = []
    if taken.notice is not None:
        waiting = who_must_act(product, organisation, draft)
        tell(product, organisation, waiting, taken.notice, by=taken.author.account)
    if taken.note and taken.remark is not None:
        concerned = set(whom_a_remark_concerns(product, organisation, portfolio, draft))
        others = concerned - set(waiting)
        tell(product, organisation, others, taken.remark, by=taken.author.account)
