"""What the kinds, traps, cautions and findings of a plan mean: each once, however many activities
it stands beside.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ladder_assess.core.questionnaire.questionnaire import Item
from ladder_assess.publishing.placement.activity_view import ActivityView

KIND, CELL, TRAP, POSSIBLE_TRAP, CAUTION, FINDING, POSSIBLE_FINDING = SORTS = (
    "kind", "cell", "trap", "possible_trap", "caution", "finding", "possible_finding",
)  # fmt: skip


class Meaning(NamedTuple):
    """What a name means, of which of SORTS it is, and the numbers of the activities beside which it
    stands.
    """

    sort: str
    name: str
    text: str
    source: str
    activities: tuple[int, ...]


def meanings(views: Iterable[ActivityView]) -> tuple[Meaning, ...]:
    """Every name that stands beside one of these activities, sort by sort; of a sort, what most
    have comes first.
    """
    of: dict[tuple[str, str, str, str], list[int]] = {}
    for view in views:
        for named in dict.fromkeys(_of(view)):
            of.setdefault(named, []).append(view.assessed.number)
    found = [Meaning(*named, tuple(numbers)) for named, numbers in of.items()]
    return tuple(sorted(found, key=lambda each: (SORTS.index(each.sort), -len(each.activities))))


def questions_of(views: Iterable[ActivityView]) -> tuple[Item, ...]:
    """Every question that one of these activities answers, once for each way of asking it."""
    found = {
        (answered.item.label, answered.item.ask): answered.item
        for view in views
        for answered in view.answers
        if answered.known
    }
    return tuple(found.values())


def _of(view: ActivityView) -> Iterator[tuple[str, str, str, str]]:
    words, kind = view.words, view.assessment.type
    if rule := words.kind(kind.kind):
        yield KIND, rule.name, rule.text, rule.source
    if cell := words.cell(kind.cell):
        yield CELL, cell.name, cell.line, cell.source
    for trap in view.traps:
        yield TRAP if trap.certain else POSSIBLE_TRAP, trap.name, trap.text, trap.source
    for caution in view.cautions:
        yield CAUTION, caution.name, caution.text, caution.source
    for found in view.findings:
        yield FINDING if found.certain else POSSIBLE_FINDING, found.name, found.text, found.source
