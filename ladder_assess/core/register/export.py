"""A register given back: what its import takes, and beside that all that the pages show."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from ladder_assess.core.activities.activity_record import ActivityRecord
from ladder_assess.core.activities.portfolio import AssessedActivity
from ladder_assess.core.common.whole_number import whole_number
from ladder_assess.core.questionnaire.questionnaire import UNKNOWN, Questionnaire

# What an import passes over: it follows from the rest, or is where the work stands.
RESULT = "result."
CLAIMS = ("claimed_rung", "intended_rung")
NOTE, LINK, COMMENT, AGREED_VIEW, FILE = "note", "link", "comment", "agreed_view", "file"


@dataclass(frozen=True)
class Remark:
    """What somebody wrote or added beside an answer or, where `item` is empty, the whole activity.

    `kind` is one of those above. `by` and `on` (a day or a moment, ISO 8601, UTC) may be empty.
    """

    kind: str
    item: str
    text: str
    by: str = ""
    on: str = ""


@dataclass(frozen=True)
class Entry:
    """One activity of a register. `assess` says what the rules make of it, which not every file
    asks; `assigned_to` is the name of whoever has it to do.
    """

    record: ActivityRecord
    assess: Callable[[], AssessedActivity]
    assigned_to: str = ""
    remarks: tuple[Remark, ...] = ()

    @cached_property
    def assessed(self) -> AssessedActivity:
        """What the rules make of it."""
        return self.assess()


def with_ids(records: Iterable[ActivityRecord], tag: str) -> Iterator[ActivityRecord]:
    """The same, each with the id by which a register knows it.

    Those that came from no register have one of their number and of their list's `tag`, which no
    other list has: so a register never finds an activity of another list by its number.
    """
    for record in records:
        own = f"{_start(tag)}{record.number}"
        yield record if record.register_id else replace(record, register_id=own)


def number_in(identity: str, tag: str) -> int | None:
    """The number in an id that `with_ids` made for this list; None in every other."""
    digits = identity.removeprefix(_start(tag))
    return whole_number(digits) if digits != identity else None


def _start(tag: str) -> str:
    return f"list-{tag}-"


def answers_of(
    questionnaire: Questionnaire, record: ActivityRecord
) -> dict[str, str | tuple[str, ...]]:
    """The answers that rules read, `unknown` among them, in the order of the questionnaire."""
    return {item: record.values[item] for item in questionnaire.coded if item in record.values}


def strengths_of(questionnaire: Questionnaire, record: ActivityRecord) -> dict[str, str]:
    """How sure each known answer is, where that was said."""
    return {
        item: record.backing[item].strength
        for item, answer in answers_of(questionnaire, record).items()
        if answer != UNKNOWN and item in record.backing
    }


def about_of(
    questionnaire: Questionnaire, record: ActivityRecord
) -> dict[str, str | tuple[str, ...]]:
    """What is recorded beside the evidence and gates nothing, less the name and the claims."""
    apart = {"name", *CLAIMS, *questionnaire.coded}
    return {
        i: record.values[i] for i in questionnaire.items if i in record.values and i not in apart
    }


def backing_remarks(record: ActivityRecord) -> Iterator[Remark]:
    """The notes and links behind answers."""
    for item, backing in record.backing.items():
        if backing.note:
            yield Remark(NOTE, item, backing.note)
        if backing.link:
            yield Remark(LINK, item, backing.link)
