"""An activity as it is being described: the answers so far and what stands behind them."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from ladder_assess.core.activities.portfolio import Backing
from ladder_assess.core.common.whole_number import whole_number
from ladder_assess.core.placement.activity import LEVEL, Activity
from ladder_assess.core.questionnaire.answers import Answer
from ladder_assess.core.questionnaire.questionnaire import UNKNOWN, Questionnaire

QUICK, FULL = "quick", "full"
PATHS = (QUICK, FULL)
DRAFT, SUBMITTED, CHANGES, AGREED = "draft", "submitted", "changes", "agreed"
STATES = (DRAFT, SUBMITTED, CHANGES, AGREED)

# Words and no code of one's own, which has digits or is short.
WORDS = re.compile(r"\D*[^\W\d_]{3}\D*")

Value = str | tuple[str, ...]


@dataclass(frozen=True)
class ActivityRecord:
    """Everything said about one activity, as it was said.

    `values` holds the answer to each item answered, in the order first answered: an option's id,
    `unknown`, a tuple of ids, or the text of a text, number (digits) or date (ISO 8601).
    `assigned_to` is the account of whoever has it to do; `state` is one of STATES; `revision`
    counts the changes to it. An `exercise` is sample data that a trainer has put before people.
    `prefilled` are the items whose usual answers for an activity of the form `arrangement` were
    filled in, and that nobody has confirmed yet. `register_id` is the id of the row of a register
    that it was imported from, and `as_written` what its cells say of items that could not be read,
    or only as about so many. It `has_asides` where something that was typed could not be saved.
    """

    number: int
    path: str
    values: Mapping[str, Value] = field(default_factory=dict)
    backing: Mapping[str, Backing] = field(default_factory=dict)
    sample: bool = False
    stamp: str = ""
    assigned_to: int | None = None
    state: str = DRAFT
    revision: int = 0
    exercise: bool = False
    arrangement: str = ""
    prefilled: frozenset[str] = frozenset()
    register_id: str = ""
    as_written: Mapping[str, str] = field(default_factory=dict)
    has_asides: bool = False

    @property
    def name(self) -> str:
        """What the activity is called; empty until that has been said."""
        return str(self.values.get("name", ""))

    @property
    def code(self) -> str:
        """The number or code of one's own that a register gave it; empty where a name served."""
        words = WORDS.fullmatch(self.register_id) or self.name.startswith(self.register_id)
        return "" if words else self.register_id

    def with_values(self, changes: Mapping[str, Value | None]) -> "ActivityRecord":
        """The same with some answers changed; None takes an answer away.

        What is changed was looked at, so it counts as confirmed.
        """
        values = {**self.values, **changes}
        changed = {k for k, v in changes.items() if v != self.values.get(k)}
        return replace(
            self,
            values={k: v for k, v in values.items() if v is not None},
            prefilled=self.prefilled - changed,
            as_written={k: text for k, text in self.as_written.items() if k not in changed},
        )

    def confirmed(self, items: Collection[str]) -> "ActivityRecord":
        """The same with the answers to some items, which somebody has seen and saved, confirmed."""
        left = self.prefilled.difference(items)
        return self if left == self.prefilled else replace(self, prefilled=left)

    @property
    def unread(self) -> dict[str, str]:
        """What cells of a register say of items that nobody has answered since."""
        return {item: text for item, text in self.as_written.items() if item not in self.values}

    def has_said(self, item: str) -> bool:
        """Has somebody answered this item, or confirmed the answer that was filled in?"""
        return item in self.values and item not in self.prefilled

    def as_data(self) -> dict[str, Any]:
        """The answer document as it is kept, ready for JSON: values, backing and, where there was
        one, the form that it was started from with what is not confirmed yet, or its row's id.
        """
        data: dict[str, Any] = {
            "values": dict(self.values),
            "backing": {item: vars(backing) for item, backing in self.backing.items()},
        }
        if self.arrangement:
            data |= {"arrangement": self.arrangement, "prefilled": sorted(self.prefilled)}
        if self.register_id:
            data["register_id"] = self.register_id
        if self.as_written:
            data["as_written"] = dict(self.as_written)
        return data


def record_from_data(
    data: Mapping[str, Any], number: int, path: str, **state: Any
) -> ActivityRecord:
    """The record that a kept answer document describes; `state` is the rest of its fields."""
    values = {k: tuple(v) if isinstance(v, list) else v for k, v in data["values"].items()}
    backing = {item: Backing(**entry) for item, entry in data["backing"].items()}
    return ActivityRecord(
        number,
        path,
        values,
        backing,
        arrangement=data.get("arrangement", ""),
        prefilled=frozenset(data.get("prefilled", ())),
        register_id=data.get("register_id", ""),
        as_written=data.get("as_written", {}),
        **state,
    )


def as_activity(questionnaire: Questionnaire, record: ActivityRecord) -> Activity:
    """What the rules read of a record: its known answers, their strength, the rungs claimed."""
    answers = known_answers(questionnaire, record)
    strengths = {item: record.backing[item].strength for item in answers if item in record.backing}
    return Activity(
        id=str(record.number),
        answers=answers,
        evidence=strengths,
        name=record.name,
        claimed=_rung(record, "claimed_rung"),
        intended=_rung(record, "intended_rung"),
    )


def known_answers(questionnaire: Questionnaire, record: ActivityRecord) -> dict[str, Answer]:
    """Its answers that are known. One that this version of the questions does not offer is not."""
    values = record.values
    return {
        name: values[name]
        for name, item in questionnaire.coded.items()
        if name in values and item.offers(values[name])
    }


def is_answered(questionnaire: Questionnaire, record: ActivityRecord) -> bool:
    """Has any question been answered, if only by don't know, that says how the activity works? What
    it is called, for whom it is and which rung it is believed to be on do not.
    """
    return any(item in record.values for item in questionnaire.coded if item != LEVEL)


def _rung(record: ActivityRecord, item: str) -> int | None:
    value = record.values.get(item, UNKNOWN)
    return whole_number(value) if isinstance(value, str) else None
