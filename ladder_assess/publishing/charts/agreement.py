"""Answers to statements as bars to both sides of a middle line: against left, in favour right."""

from ladder_assess.core.common.rounding import whole
from ladder_assess.publishing.charts import look
from ladder_assess.publishing.charts.chart import Parts
from ladder_assess.publishing.charts.contents_agreement import Agreement, AgreementRow
from ladder_assess.publishing.charts.figure import Axis, Plot, bars, pattern
from ladder_assess.publishing.charts.scene import (
    Bar,
    Drawn,
    KeyLine,
    Label,
    Row,
    Scene,
    rows_of,
    upright,
)
from ladder_assess.publishing.charts.speech import Speech
from ladder_assess.publishing.charts.table import Cell, Table, table
from ladder_assess.publishing.common.shapes import Box, Point, hatched

START, MIDDLE, END = 50.0, 170.0, 290.0
X = Axis(START, END, -100, 100)
# Which of the five is solid, hatched or empty: as strong as the answer, on either side alike.
FILLS = ("solid", "hatched", "hollow", "hatched", "solid")
COLOURS = (look.AGAINST, look.AGAINST, look.INK_SOFT, look.FAVOUR, look.FAVOUR)
AGAINST, NEITHER, FOR = slice(0, 2), 2, slice(3, 5)


def agreement(contents: Agreement, speech: Speech) -> Parts:
    """The chart of answers on a scale of agreement."""
    places, bottom = rows_of([row.statement for row in contents.rows], [""] * len(contents.rows))
    drawn = list(zip(contents.rows, places, strict=True))
    front = (mark for row, place in drawn for mark in _marks(row, place, speech))
    names = names_of(contents.options, speech)
    scene = Scene(tuple(front), bottom + 4, key_of(names))
    traces = tuple(
        trace_of(place, name, _bars(contents, drawn, place)) for place, name in enumerate(names)
    )
    summary, figures = _summary(contents, speech), _table(contents, speech)
    return Parts("agreement", summary, figures, scene, Plot(traces, X))


def spans(shares: tuple[float, ...]) -> list[tuple[float, float]]:
    """Where each option's bar runs, in percent from the middle, which halves the middle option."""
    start = -sum(shares[AGAINST]) - shares[NEITHER] / 2
    found = []
    for share in shares:
        found.append((start, start + share))
        start += share
    return found


def _marks(row: AgreementRow, place: Row, speech: Speech) -> list[Drawn]:
    drawn: list[Drawn] = list(place.labels)
    y = place.middle + look.RISE_TO_BASELINE
    if row.shares is None:
        text = speech.gettext("Not shown: too few answers")
        return [*drawn, Label(text, Point(MIDDLE, y), "middle", "soft")]
    for fill, colour, (low, high) in zip(FILLS, COLOURS, spans(row.shares), strict=True):
        if high > low:
            left, right = x_of(low), x_of(high)
            box = Box(left, place.middle - look.BAR / 2, right - left, look.BAR)
            drawn.append(bar_of(box, fill, colour))
    drawn.append(upright(MIDDLE, place.middle, look.BAR + 8, "middle"))
    against, favour = sum(row.shares[AGAINST]), sum(row.shares[FOR])
    drawn.append(Label(f"{whole(against)}%", Point(look.LEFT - 4, y), "start", "strong"))
    drawn.append(Label(f"{whole(favour)}%", Point(look.RIGHT + 4, y), "end", "strong"))
    return drawn


def x_of(value: float) -> float:
    """The x of a value from -100 to 100."""
    return MIDDLE + value / 100 * (END - MIDDLE)


def bar_of(box: Box, fill: str, colour: str) -> Bar:
    """A bar filled as one of FILLS."""
    if fill == "hatched":
        return Bar(hatched(box), "hollow", colour=colour)
    return Bar(box, fill, colour=colour)


def key_of(names: tuple[str, ...]) -> tuple[KeyLine, ...]:
    """The key of the five options by their names."""
    box = Box(-12, -7, 24, look.BAR)
    return tuple(
        KeyLine((bar_of(box, fill, colour),), name)
        for fill, colour, name in zip(FILLS, COLOURS, names, strict=True)
    )


def names_of(options: tuple[str, ...], speech: Speech) -> tuple[str, ...]:
    """The options with their side: a fill stands for two of them, which the side tells apart."""
    left, right = speech.gettext("%(option)s (left)"), speech.gettext("%(option)s (right)")
    sides = (left, left, "%(option)s", right, right)
    return tuple(side % {"option": option} for side, option in zip(sides, options, strict=True))


def _bars(
    contents: Agreement, drawn: list[tuple[AgreementRow, Row]], option: int
) -> list[tuple[float, float, float, str]]:
    rows = []
    for row, place in drawn:
        if row.shares is not None and row.counts is not None:
            low, high = spans(row.shares)[option]
            said = f"{contents.options[option]}: {whole(row.shares[option])}%"
            rows.append((low, high, place.middle, said))
    return rows


def trace_of(
    option: int, name: str, rows: list[tuple[float, float, float, str]]
) -> dict[str, object]:
    """Plotly's bars of one option: from, to, the y of the middle and what each says."""
    fill, colour = FILLS[option], COLOURS[option]
    trace = bars(name, rows, colour if fill == "solid" else look.PAPER, edge=colour)
    if fill == "hatched":
        trace["marker"]["pattern"] = pattern(colour, look.PAPER)
    return trace


def _table(contents: Agreement, speech: Speech) -> Table:
    counted = any(row.unknown is not None for row in contents.rows)
    head = (
        speech.gettext("Statement"),
        *contents.options,
        *([speech.gettext("Do not know")] if counted else ()),
        speech.gettext("Against, in percent"),
        speech.gettext("In favour, in percent"),
    )
    rows: list[tuple[Cell, ...]] = []
    for row in contents.rows:
        counts: tuple[Cell, ...] = row.counts or (None,) * len(contents.options)
        unknown = (row.unknown if row.counts is not None else None,) if counted else ()
        sides = (sum(row.shares[AGAINST]), sum(row.shares[FOR])) if row.shares else (None, None)
        rows.append((row.statement, *counts, *unknown, *sides))
    return table(speech, head, rows, speech.gettext("Not shown: too few answers"))


def _summary(contents: Agreement, speech: Speech) -> str:
    favour = {row.statement: sum(row.shares[FOR]) for row in contents.rows if row.shares}
    if not favour:
        return speech.gettext("No answers can be shown yet: too few people have answered.")
    most, least = max(favour.values()), min(favour.values())
    if most == least:
        return speech.gettext("For each statement, %(share)s%% agree.", share=whole(most))
    return speech.gettext(
        "Most agree, %(most)s%%, with: %(first)s. Fewest agree, %(least)s%%, with: %(last)s.",
        most=whole(most),
        first=next(name for name, share in favour.items() if share == most).rstrip("."),
        least=whole(least),
        last=next(name for name, share in favour.items() if share == least).rstrip("."),
    )
