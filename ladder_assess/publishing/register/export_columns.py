"""The columns of a register that is exported: what each says, and its cell for an activity.

Those that an import takes stand under its names, so that a register can be exported, mended and
imported again. What came of them, and where the work stands, begins with `result.`.
"""

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import NamedTuple

from ladder_assess.core.placement.placement import Interval
from ladder_assess.core.questionnaire.questionnaire import NONE_OF_THESE, UNKNOWN, Questionnaire
from ladder_assess.core.register import columns as register_columns
from ladder_assess.core.register.export import RESULT, Entry
from ladder_assess.publishing.charts import Speech

Cell = str | int | None
Cells = Iterator[tuple[str, str, Callable[[Entry], Cell]]]
Said = Callable[[str], str]


class ExportColumn(NamedTuple):
    """A column's name, what it says, and its cell for an activity; None leaves the cell empty."""

    name: str
    says: str
    cell: Callable[[Entry], Cell]


def export_columns(questionnaire: Questionnaire, speech: Speech) -> tuple[ExportColumn, ...]:
    """Every column of a register, in order; what they say is in the reader's language.

    What few activities have stands last, so that most rows are short.
    """
    _ = speech.gettext
    imported = [
        _imported(column, speech)
        for column in register_columns.register_columns(questionnaire).values()
    ]
    last = {i.id for i in questionnaire.items.values() if i.id not in questionnaire.coded}
    last -= {register_columns.NAME, "claimed_rung", "intended_rung"}
    rare = [column for column in imported if column.name in last or _is_written(column.name)]
    results: list[tuple[str, str, Callable[[Entry], Cell]]] = [
        *((name, says, partial(_on_ladder, cell)) for name, says, cell in _of_ladder(_)),
        *_of_typology(_),
        *_of_work(_),
    ]
    return (
        *(column for column in imported if column not in rare),
        *(ExportColumn(RESULT + name, says, cell) for name, says, cell in results),
        *rare,
    )


def _is_written(name: str) -> bool:
    return name.startswith(("note.", "link."))


def _imported(column: register_columns.RegisterColumn, speech: Speech) -> ExportColumn:
    """A column that an import takes."""
    _ = speech.gettext
    if column.item is None:
        return ExportColumn(
            column.name, _("The id in the register"), lambda e: e.record.register_id
        )
    asks, item = _(column.item.ask), column.item.id
    if not column.part:
        return ExportColumn(column.name, asks, partial(_value, item))
    says = {
        "strength": _("How sure the answer is: %(question)s", question=asks),
        "note": _("The note behind the answer: %(question)s", question=asks),
        "link": _("The link behind the answer: %(question)s", question=asks),
    }
    return ExportColumn(column.name, says[column.part], partial(_backing, item, column.part))


def _value(item: str, entry: Entry) -> Cell:
    value = entry.record.values.get(item)
    return value if isinstance(value, str | None) else ";".join(value) or NONE_OF_THESE


def _backing(item: str, part: str, entry: Entry) -> Cell:
    """A part of what stands behind an answer that is known; None where it was not said."""
    known = entry.record.values.get(item, UNKNOWN) != UNKNOWN
    found = entry.record.backing.get(item)
    return str(getattr(found, part)) if known and found else None


def _on_ladder(cell: Callable[[Entry], Cell], entry: Entry) -> Cell:
    """Nothing for a service to one person, which has no ladder."""
    return cell(entry) if entry.assessed.assessment.has_ladder else None


def _of_ladder(_: Said) -> Cells:
    yield "low", _("The lowest rung that it may stand on"), lambda e: _placed(e).low
    yield "high", _("The highest rung that it may stand on"), lambda e: _placed(e).high
    yield "trap", _("The trap that it is in"), lambda e: e.assessed.assessment.placement.trap
    possible = _("The traps that it may be in")
    yield (
        "possible_traps",
        possible,
        lambda e: _some(e.assessed.assessment.placement.possible_traps),
    )
    low = _("The lowest rung if it is in no trap")
    yield "otherwise_low", low, lambda e: e.assessed.assessment.placement.otherwise.low
    high = _("The highest rung if it is in no trap")
    yield "otherwise_high", high, lambda e: e.assessed.assessment.placement.otherwise.high
    low = _("The lowest rung by the answers that a document or participants back")
    yield "documented_low", low, lambda e: e.assessed.assessment.documented.low
    high = _("The highest rung by the answers that a document or participants back")
    yield "documented_high", high, lambda e: e.assessed.assessment.documented.high
    yield "cautions", _("Cautions"), lambda e: _some(e.assessed.assessment.cautions)
    low = _(
        "At least so many rungs lie between the claim and its place (minus: the claim is lower)"
    )
    yield "claimed_gap_low", low, lambda e: _gap(e, "low")
    high = _(
        "At most so many rungs lie between the claim and its place (minus: the claim is lower)"
    )
    yield "claimed_gap_high", high, lambda e: _gap(e, "high")
    yield "next_rung", _("The next rung up"), lambda e: _next(e, "target")
    yield "next_reaches", _("The rung that the changes lead to"), lambda e: _next(e, "reaches")
    yield "next_changes", _("What would move it up: question, answer now, answer then"), _changes
    yield (
        "rests_on",
        _("The answers that it rests on"),
        lambda e: _some(e.assessed.explanation.rests_on),
    )
    first = _("What to find out first")
    yield "find_out_first", first, lambda e: _some(e.assessed.explanation.narrowing)
    doubts = _("Pairs of answers that hardly go together")
    yield "contradictions", doubts, _contradictions
    crossed = _("Findings from rung and kind together (a question mark means possibly)")
    yield "crossings", crossed, _crossings


def _of_typology(_: Said) -> Cells:
    yield "kind", _("What kind it is"), lambda e: e.assessed.assessment.type.kind
    cell = _("Who plans it and who delivers it")
    yield "cell", cell, lambda e: e.assessed.assessment.type.cell
    before = _("What people do before it is delivered")
    yield "co_commissioning", before, lambda e: _functions(e, "co_commissioning")
    after = _("What people do as it is delivered, and after")
    yield "co_delivery", after, lambda e: _functions(e, "co_delivery")
    yield "citizen_role", _("The part that people play"), lambda e: e.assessed.assessment.type.role
    rhetoric = _("Where it is called something that it is not")
    yield "rhetoric", rhetoric, lambda e: _some(e.assessed.assessment.type.rhetoric)


def _of_work(_: Said) -> Cells:
    yield "number", _("Its number in the list"), lambda e: e.record.number
    yield "state", _("How far the work on it is"), lambda e: e.record.state
    yield "assigned_to", _("Who it is assigned to"), lambda e: e.assigned_to
    sample = _("Is it sample data?")
    yield "sample", sample, lambda e: "yes" if e.record.sample else "no"
    yield (
        "started_from",
        _("The common form that it was started from"),
        lambda e: e.record.arrangement,
    )
    usual = _("The usual answers that nobody has confirmed")
    yield "unconfirmed", usual, lambda e: _some(e.assessed.unconfirmed)
    yield "rules", _("The version of the rules that it was answered by"), lambda e: e.record.stamp


def _contradictions(entry: Entry) -> str:
    return _some(each.id for each in entry.assessed.explanation.contradictions)


def _some(ids: Iterable[str]) -> str:
    return ";".join(ids)


def _placed(entry: Entry) -> Interval:
    return entry.assessed.assessment.placement.interval


def _gap(entry: Entry, end: str) -> Cell:
    gap = entry.assessed.assessment.claimed_gap
    return None if gap is None else int(getattr(gap, end))


def _next(entry: Entry, end: str) -> Cell:
    climb = entry.assessed.assessment.climb
    return None if climb is None else int(getattr(climb, end))


def _changes(entry: Entry) -> Cell:
    climb = entry.assessed.assessment.climb
    changes = climb.changes if climb else ()
    return ";".join(f"{c.item}: {c.before or UNKNOWN} > {c.after}" for c in changes)


def _crossings(entry: Entry) -> Cell:
    found = entry.assessed.explanation.crossings
    return _some(c.id if c.certain else f"{c.id}?" for c in found)


def _functions(entry: Entry, group: str) -> Cell:
    return _some((entry.assessed.assessment.type.functions or {}).get(group, ()))
