"""What several raters' readings say together, as text to read in a terminal."""

from collections.abc import Iterable, Iterator, Sequence

from ladder_assess.core.common.agreement import Agreed
from ladder_assess.core.points_of_view.raters import CaseSpread, RatersCompared

HEAD = ("", "n", "measure", "alpha", "95 % interval", "pairs")
SPREAD_HEAD = ("activity", "rungs", "raters differ on")
WIDEST = 10
MOST_TEXT = 40
NOTES = """n: activities that two raters or more answered. pairs: of raters of one activity.
alpha: Krippendorff's; 1 is full agreement, 0 no more than chance.
95 % interval: from 1,000 bootstrap samples of activities (fewer of more than 2,000 activities);
not given below five."""
NO_PAIRS = "No activity was answered by two raters: there is nothing to compare."
UNPLACED = "leave every rung open and are no rating of the placement"


def as_table(compared: RatersCompared) -> str:
    """The figures by question, then the activities whose readings lie furthest apart; where no two
    readings are of one activity, a sentence that says so.
    """
    said = (
        f"{_count(len(compared.raters), 'rater')}, {_count(len(compared.cases), 'activity')}, "
        f"{_count(compared.readings, 'reading')}"
    )
    if not compared.paired:
        return f"{said}\n\n{NO_PAIRS}\n"
    parts = [said, "\n".join(_aligned([HEAD, *_figures(compared)])), NOTES]
    if compared.unplaced:
        parts.append(f"{_count(compared.unplaced, 'reading')} {UNPLACED}.")
    wide = _widest(compared.cases)
    if wide:
        rows = [(_shown(case.case), _rungs(case), ", ".join(case.differ)) for case in wide]
        parts.append("Furthest apart\n" + "\n".join(_aligned([SPREAD_HEAD, *rows])))
    return "\n\n".join(parts) + "\n"


def _count(count: int, noun: str) -> str:
    many = noun[:-1] + "ies" if noun.endswith("y") else noun + "s"
    return f"{count:,} {noun if count == 1 else many}"


def _figures(compared: RatersCompared) -> Iterator[tuple[str, ...]]:
    yield _row("placement: middle", compared.placement)
    yield _row("placement: lowest rung", compared.low)
    yield _row("placement: highest rung", compared.high)
    yield _row("kind", compared.kind)
    for item in compared.items:
        yield _row(item.item, item.agreed)


def _row(name: str, found: Agreed) -> tuple[str, ...]:
    alpha = "all the same" if found.alike else _two_places(found.alpha)
    limits = "-" if found.low is None else f"{_two_places(found.low)} to {_two_places(found.high)}"
    return name, f"{found.cases:,}", found.metric, alpha, limits, f"{found.pairs:,}"


def _two_places(figure: float | None) -> str:
    """Never "-0.00"."""
    return "-" if figure is None else f"{round(figure, 2) + 0:.2f}"


def _widest(cases: Iterable[CaseSpread]) -> list[CaseSpread]:
    """At most ten, those on which raters agree left out."""
    apart = [case for case in cases if case.differ and case.rungs]
    return sorted(apart, key=_how_far)[:WIDEST]


def _how_far(case: CaseSpread) -> tuple[int, int]:
    """Sorts the widest range of rungs first, then the most questions."""
    return -(case.rungs.width if case.rungs else 0), -len(case.differ)


def _rungs(case: CaseSpread) -> str:
    rungs = case.rungs
    if rungs is None:
        return "-"
    return f"{rungs.low} to {rungs.high}" if rungs.width else str(rungs.low)


def _shown(text: str) -> str:
    """What came from a file, so that it cannot act on a terminal."""
    safe = "".join(c if c.isprintable() else "?" for c in text)
    return safe if len(safe) <= MOST_TEXT else f"{safe[: MOST_TEXT - 1]}…"


def _aligned(rows: Sequence[tuple[str, ...]]) -> Iterator[str]:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        yield "  ".join(cells).rstrip()
