"""Takes an activity a step further: handed in, sent back, agreed, or opened again."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from ladder_assess.core.activities.activity_record import ActivityRecord
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
from ladder_assess.core.people.event import Actor
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
) -> ActivityRecord | None:
    """Take a step; None when there is no such activity.

    Raises NotNow where its state does not allow it, and ChangedSince where the step stands for the
    answers as they were seen and these are others now.
    """
    author, by = taken.author, Actor(taken.author.account, organisation, taken.author.when)

    def change(record: ActivityRecord) -> ActivityRecord:
        state = after(record.state, step)
        if step.as_seen and record.revision != taken.seen:
            raise ChangedSince(number)
        return replace(record, state=state)

    with product.database.writing() as connection:
        record = activities.change_activity(connection, portfolio, number, change, author)
        if record is not None:
            if taken.note:
                note = Comment("", taken.note, author.when, author.account)
                history.add_comment(connection, portfolio, number, note, taken.request)
            audit.record(connection, by, True, EVENTS[step.id], activity=number)
            for accounts, notice in _notices(product, organisation, portfolio, record, taken):
                tell(product, connection, by, accounts, notice)
    return record


def _notices(
    product: Product, organisation: int, portfolio: Portfolio, record: ActivityRecord, taken: Taken
) -> Iterator[tuple[Iterable[int], Notice]]:
    """Which accounts are told what, nobody twice."""
    waiting: list[int] = []
    if taken.notice is not None:
        waiting = who_must_act(product, organisation, record)
        yield waiting, taken.notice
    if taken.note and taken.remark is not None:
        concerned = whom_a_remark_concerns(product, organisation, portfolio, record)
        yield set(concerned) - set(waiting), taken.remark
