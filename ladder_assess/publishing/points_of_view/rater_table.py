"""What several raters' readings say together, as text to read in a terminal."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from ladder_assess.core.common.agreement import RaterAgreement
from ladder_assess.core.points_of_view.raters import CaseSpread, OnItem, RatersCompared
from ladder_assess.core.questionnaire.questionnaire import Item
from ladder_assess.core.questionnaire.record import Rejected

HEAD = ("", "n", "measure", "alpha", "95 % interval", "pairs", "in words")
APART_HEAD = ("", "apart", "in words")
SPREAD_HEAD = ("activity", "rungs", "open", "raters differ on")
MOST_SPREAD = 100
MOST_DIFFER = 50
MOST_TEXT = 40
MOST_REASONS = 10
MOST_LINE = 96
NOTES = """n: activities that two raters or more answered. pairs: of raters of one activity.
placement: where answers are open, a reading leaves a range of rungs. low and high are its ends, and
middle is the rung half-way between them; each is compared by itself.
alpha: Krippendorff's; 1 is full agreement, 0 no more than chance.
95 % interval: from 1,000 bootstrap samples of activities (fewer of more than 2,000 activities);
not given below five."""
APART = """Where raters differ most
apart: how far two raters of an activity are apart on the mean, from 0 to 1."""
SPREAD = """Each activity, the widest first
rungs: from the lowest to the highest that any reading leaves open.
open: how many questions some raters answer and others do not know."""
NO_PAIRS = "No activity was answered by two raters: there is nothing to compare."
UNPLACED = "leave every rung open and are no rating of the placement"


def as_table(
    compared: RatersCompared,
    items: Mapping[str, Item],
    left_out: Sequence[Rejected] = (),
    notes: Sequence[str] = (),
) -> str:
    """The figures by question, then where raters differ most, and each activity that two of them
    read, those that spread most first; where no two readings are of one activity, a sentence that
    says so. Lines that were `left_out`, as they could not be read, are counted with what was wrong.
    `items` has the questions' names, `notes` what the file holds that is not seen, such as hidden
    rows that are not among the readings.
    """
    said = (
        f"{_count(len(compared.raters), 'rater')}, {_count(len(compared.cases), 'activity')}, "
        f"{_count(compared.readings, 'reading')}"
    )
    seen = (_shown(each, MOST_LINE) for each in notes)
    parts = ["\n".join([said, *seen, *_left_out(left_out)])]
    if not compared.paired:
        return "\n\n".join([*parts, NO_PAIRS]) + "\n"
    parts += ["\n".join(_aligned([HEAD, *_figures(compared, items)])), NOTES]
    if compared.unplaced:
        parts.append(f"{_count(compared.unplaced, 'reading')} {UNPLACED}.")
    if compared.most_different:
        rows = [_apart(item, items) for item in compared.most_different]
        parts.append("\n".join([APART, *_aligned([APART_HEAD, *rows])]))
    parts.append("\n".join([SPREAD, *_spread(compared.cases)]))
    return "\n\n".join(parts) + "\n"


def _apart(found: OnItem, items: Mapping[str, Item]) -> tuple[str, ...]:
    return found.item, _two_places(found.apart), items[found.item].label


def _spread(cases: Iterable[CaseSpread]) -> Iterator[str]:
    """A line for each activity that was read twice, at most a hundred."""
    found = sorted((case for case in cases if len(case.readings) > 1), key=_how_far)
    rows = [
        (_shown(case.case), _rungs(case), str(len(case.known_to_some)), _differ(case))
        for case in found[:MOST_SPREAD]
    ]
    yield from _aligned([SPREAD_HEAD, *rows])
    if len(found) > MOST_SPREAD:
        more = _count(len(found) - MOST_SPREAD, "more activity")
        yield f"and {more}, which --json has"


def _differ(case: CaseSpread) -> str:
    return _shown(", ".join(case.differ) or "-", MOST_DIFFER)


def _left_out(rejected: Sequence[Rejected]) -> Iterator[str]:
    """How many lines are not among the readings, and what was wrong with the first of them."""
    if not rejected:
        return
    lines = f"{_count(len(rejected), 'line')} {'was' if len(rejected) == 1 else 'were'}"
    yield f"{lines} left out, as something in them could not be read:"
    for line in rejected[:MOST_REASONS]:
        why = "; ".join(f"{problem.item}: {problem.expected}" for problem in line.problems)
        yield _shown(f"  line {line.line}: {why}", MOST_LINE)
    if len(rejected) > MOST_REASONS:
        yield f"  and {_count(len(rejected) - MOST_REASONS, 'more line')}"


def _count(count: int, noun: str) -> str:
    many = noun[:-1] + "ies" if noun.endswith("y") else noun + "s"
    return f"{count:,} {noun if count == 1 else many}"


def _figures(compared: RatersCompared, items: Mapping[str, Item]) -> Iterator[tuple[str, ...]]:
    yield _row("placement.middle", compared.placement, "Middle of its rungs")
    yield _row("placement.low", compared.low, "Lowest of its rungs")
    yield _row("placement.high", compared.high, "Highest of its rungs")
    yield _row("kind", compared.kind, "Kind")
    for item in compared.items:
        yield _row(item.item, item.agreed, items[item.item].label)


def _row(name: str, found: RaterAgreement, in_words: str) -> tuple[str, ...]:
    alpha = "all the same" if found.alike else _two_places(found.alpha)
    limits = "-" if found.low is None else f"{_two_places(found.low)} to {_two_places(found.high)}"
    return name, f"{found.cases:,}", found.metric, alpha, limits, f"{found.pairs:,}", in_words


def _two_places(figure: float | None) -> str:
    """Never "-0.00"."""
    return "-" if figure is None else f"{round(figure, 2) + 0:.2f}"


def _how_far(case: CaseSpread) -> tuple[bool, int, int, int]:
    """Sorts the widest range of rungs first, then the most questions; what has none, last."""
    rungs = case.rungs
    width = rungs.width if rungs else 0
    return rungs is None, -width, -len(case.differ), -len(case.known_to_some)


def _rungs(case: CaseSpread) -> str:
    rungs = case.rungs
    if rungs is None:
        return "-"
    return f"{rungs.low} to {rungs.high}" if rungs.width else str(rungs.low)


def _shown(text: str, most: int = MOST_TEXT) -> str:
    """What came from a file, so that it cannot act on a terminal."""
    safe = "".join(c if c.isprintable() else "?" for c in text)
    return safe if len(safe) <= most else f"{safe[: most - 1]}…"


def _aligned(rows: Sequence[tuple[str, ...]]) -> Iterator[str]:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        yield "  ".join(cells).rstrip()
