"""How far the import of a register has come, and what was found in its file."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from ladder_assess.core.register.columns import LEFT_OUT, Reading
from ladder_assess.core.register.flaws import Flaw

WAITING, READING, ASKING, SHOWN = "waiting", "reading", "asking", "shown"
SAVING, DONE, UNDOING, UNDONE, FAILED = "saving", "done", "undoing", "undone", "failed"
STATES = (WAITING, READING, ASKING, SHOWN, SAVING, DONE, UNDOING, UNDONE, FAILED)
# What the worker has to do something about, and what people have to.
AT_WORK = (WAITING, READING, SAVING, UNDOING)
DAYS_TO_UNDO = 30
A_DAY = 24 * 60 * 60


@dataclass(frozen=True)
class Findings:
    """What was found in a file. `columns` has the column of each heading: empty where it is left
    out, None where someone has to say. `chosen` is what someone said, by place.

    `again` says that the list has changed since it was last shown; `flaw` why nothing can be read,
    and `line` where. `counts` are rows by kind, `remarked` those with a remark.
    """

    headings: tuple[str, ...] = ()
    columns: tuple[str | None, ...] = ()
    guesses: tuple[str, ...] = ()
    examples: tuple[tuple[str, ...], ...] = ()
    chosen: tuple[str, ...] | None = None
    id_from_name: bool = False
    header_row: int = 1
    sheet: str = ""
    others: tuple[str, ...] = ()
    encoding: str = ""
    words: tuple[str, ...] = ()
    counts: Mapping[str, int] = field(default_factory=dict)
    remarked: int = 0
    again: bool = False
    flaw: Flaw | None = None
    line: int = 0
    error: str = ""

    @property
    def reading(self) -> Reading:
        """How the columns are read."""
        return Reading(self.headings, self.columns, self.guesses, self.id_from_name)

    @property
    def left_out(self) -> tuple[str, ...]:
        """The headings of columns that are left out."""
        both = zip(self.headings, self.columns, strict=True)
        return tuple(heading for heading, column in both if heading and column == LEFT_OUT)

    def count(self, kind: str) -> int:
        """How many rows there are of a kind."""
        return self.counts.get(kind, 0)

    def as_data(self) -> dict[str, Any]:
        """Ready for JSON, without what is as it always begins."""
        return {key: value for key, value in asdict(self).items() if value != vars(NOTHING)[key]}


NOTHING = Findings()


def findings_from(data: Mapping[str, Any]) -> Findings:
    """What `as_data` made, once it has been JSON."""
    plain: dict[str, Any] = {key: tuple(v) if isinstance(v, list) else v for key, v in data.items()}
    found = Findings(**plain)
    return replace(
        found,
        examples=tuple(tuple(texts) for texts in found.examples),
        flaw=Flaw(*found.flaw) if found.flaw else None,
    )


@dataclass(frozen=True)
class RegisterImport:
    """An import: when it was sent or, once it is done, imported; `done` counts the rows so far."""

    id: int
    name: str
    state: str
    happened: int
    done: int
    findings: Findings

    @property
    def undo_until(self) -> int:
        """The second since 1970 until which it can be undone."""
        return self.happened + DAYS_TO_UNDO * A_DAY

    def can_be_undone(self, now: int) -> bool:
        """Can it be undone now?"""
        return self.state == DONE and now < self.undo_until


@dataclass(frozen=True)
class ShownRow:
    """A row as a page shows it. `changes` are facts, each with what it was and what it becomes;
    `flaws` what is wrong; `after` is the activity's answer document after it. `remarks` ask which
    of two answers is right that can hardly both be.
    """

    line: int
    kind: str
    id: str
    name: str
    number: int
    changes: Sequence[tuple[str, Any, Any]] = ()
    flaws: Sequence[Flaw] = ()
    after: Mapping[str, Any] | None = None
    remarks: Sequence[str] = ()
