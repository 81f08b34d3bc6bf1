"""Common forms of activity to start from: usual answers filled in, what varies left unknown."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from ladder_assess.core.activities.activity_record import ActivityRecord
from ladder_assess.core.placement.placement import Interval
from ladder_assess.core.questionnaire.answers import Answer


@dataclass(frozen=True, slots=True)
class Varying:
    """Items whose answers differ from one activity of a form to the next, and why that matters."""

    items: tuple[str, ...]
    because: str


@dataclass(frozen=True, slots=True)
class Arrangement:
    """A common form, not a case: nobody has said these answers of any one activity.

    `one` is what running text calls an activity of this form, `line` says what it is and `why` its
    `answers` are usual; `source` is the key of a Source. `expected` is where the answers lead.
    """

    id: str
    name: str
    one: str
    line: str
    answers: Mapping[str, Answer]
    why: str
    varies: tuple[Varying, ...]
    source: str
    expected: Interval
    trap: str | None = None

    @property
    def record(self) -> dict[str, Any]:
        """The form in the format of method/files.md, ready for `read_activity`."""
        answers = {k: v if isinstance(v, str) else list(v) for k, v in self.answers.items()}
        return {"id": self.id, "name": self.name, "answers": answers}


def begun_from(record: ActivityRecord, arrangement: Arrangement) -> ActivityRecord:
    """An activity with the usual answers of a form filled in, to be confirmed, wherever nothing has
    been answered yet.
    """
    usual = {
        item: value for item, value in arrangement.answers.items() if item not in record.values
    }
    return replace(
        record,
        values={**record.values, **usual},
        arrangement=arrangement.id,
        prefilled=record.prefilled | usual.keys(),
    )


def build_arrangements(data: Mapping[str, Any]) -> tuple[Arrangement, ...]:
    """The forms of a checked file. What it says to vary in all of them does so wherever a form has
    no usual answer and no reason of its own.
    """
    everywhere = _varying(data.get("varies", ()))
    return tuple(_arrangement(entry, everywhere) for entry in data["arrangements"])


def _varying(data: Iterable[Mapping[str, Any]]) -> tuple[Varying, ...]:
    return tuple(Varying(tuple(group["items"]), group["because"]) for group in data)


def _arrangement(data: Mapping[str, Any], everywhere: Iterable[Varying]) -> Arrangement:
    expected = data["expected"]
    texts = {key: data[key] for key in ("id", "name", "one", "line", "why", "source")}
    varies = _varying(data["varies"])
    said = {*data["answers"], *(item for group in varies for item in group.items)}
    left = (replace(g, items=tuple(i for i in g.items if i not in said)) for g in everywhere)
    return Arrangement(
        **texts,
        answers={k: v if isinstance(v, str) else tuple(v) for k, v in data["answers"].items()},
        varies=(*varies, *(group for group in left if group.items)),
        expected=Interval(expected["low"], expected["high"]),
        trap=expected.get("trap"),
    )
