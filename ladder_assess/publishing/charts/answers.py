"""One answer to each statement, as bars to both sides of a middle: the stronger, the longer."""

from ladder_assess.publishing.charts import look
from ladder_assess.publishing.charts.agreement import (
    COLOURS,
    FILLS,
    MIDDLE,
    X,
    bar_of,
    key_of,
    names_of,
    trace_of,
    x_of,
)
from ladder_assess.publishing.charts.chart import Parts
from ladder_assess.publishing.charts.contents_agreement import Answers, AnswersRow
from ladder_assess.publishing.charts.figure import Plot
from ladder_assess.publishing.charts.scene import Drawn, Label, Row, Scene, rows_of, upright
from ladder_assess.publishing.charts.speech import Speech
from ladder_assess.publishing.charts.table import Cell, Table, table
from ladder_assess.publishing.common.shapes import Box, Point

# Where the bar of each option runs, from the middle. That of the middle one is there to be seen.
RUNS = ((-100.0, 0.0), (-50.0, 0.0), (-8.0, 8.0), (0.0, 50.0), (0.0, 100.0))
NEITHER = 3


def answers(contents: Answers, speech: Speech) -> Parts:
    """The chart of one answer each."""
    places, bottom = rows_of([row.statement for row in contents.rows], [""] * len(contents.rows))
    drawn = list(zip(contents.rows, places, strict=True))
    front = tuple(mark for row, place in drawn for mark in _marks(row, place, speech))
    names = names_of(contents.options, speech)
    scene = Scene(front, bottom + 4, key_of(names))
    traces = tuple(
        trace_of(option, names[option], _bars(contents, drawn, option))
        for option in range(len(RUNS))
    )
    summary, figures = _summary(contents, speech), _table(contents, speech)
    return Parts("answers", summary, figures, scene, Plot(traces, X))


def _marks(row: AnswersRow, place: Row, speech: Speech) -> list[Drawn]:
    drawn: list[Drawn] = list(place.labels)
    if row.place is None:
        at = Point(MIDDLE, place.middle + look.RISE_TO_BASELINE)
        return [*drawn, Label(speech.gettext("Not known"), at, "middle", "soft")]
    low, high = (x_of(end) for end in RUNS[row.place - 1])
    box = Box(low, place.middle - look.BAR / 2, high - low, look.BAR)
    drawn.append(bar_of(box, FILLS[row.place - 1], COLOURS[row.place - 1]))
    return [*drawn, upright(MIDDLE, place.middle, look.BAR + 8, "middle")]


def _bars(
    contents: Answers, drawn: list[tuple[AnswersRow, Row]], option: int
) -> list[tuple[float, float, float, str]]:
    said = contents.options[option]
    own = [(row, place) for row, place in drawn if row.place == option + 1]
    return [(*RUNS[option], place.middle, f"{row.statement} {said}") for row, place in own]


def _table(contents: Answers, speech: Speech) -> Table:
    head = (
        speech.gettext("Statement"),
        speech.gettext("Your answer"),
        speech.gettext("Place on the scale, from 1 to 5"),
    )
    rows: list[tuple[Cell, ...]] = [
        (row.statement, None, None)
        if row.place is None
        else (row.statement, contents.options[row.place - 1], row.place)
        for row in contents.rows
    ]
    return table(speech, head, rows)


def _summary(contents: Answers, speech: Speech) -> str:
    there = [row.place for row in contents.rows if row.place is not None]
    if not there:
        return speech.gettext("None of these statements has an answer other than “Don’t know”.")
    return speech.gettext(
        "Statements that you agree with: %(favour)s; that you disagree with: %(against)s; "
        "in between: %(neither)s.",
        favour=sum(place > NEITHER for place in there),
        against=sum(place < NEITHER for place in there),
        neither=there.count(NEITHER),
    )
