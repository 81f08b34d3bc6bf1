"""A value beside its peers: the half of the group in the middle as a band, and one's own mark."""

from ladder_assess.publishing.charts import look
from ladder_assess.publishing.charts.bounds import TOP
from ladder_assess.publishing.charts.chart import Parts
from ladder_assess.publishing.charts.contents import Beside
from ladder_assess.publishing.charts.scene import (
    Bar,
    Drawn,
    KeyLine,
    Mark,
    Scene,
    across,
    scale,
    upright,
)
from ladder_assess.publishing.charts.speech import Speech, brief
from ladder_assess.publishing.charts.table import Cell, table
from ladder_assess.publishing.common.shapes import Box, Point, hatched

HEIGHT, MIDDLE = 20.0, 16.0
# How far a mark of one's own reaches out of the band.
BOTTOM = MIDDLE + HEIGHT / 2 + 4


def beside(contents: Beside, speech: Speech) -> Parts:
    """The chart of one indicator in one peer group."""
    scene = Scene(tuple(_marks(contents)), BOTTOM + 20, _key(contents, speech))
    rows: list[tuple[Cell, ...]] = [
        (contents.name, contents.own, *contents.lower, *contents.median, *contents.upper,
         contents.organisations, contents.drawn_on)
    ]  # fmt: skip
    figures = table(speech, _head(speech), rows, digits=1)
    return Parts("beside", _summary(contents, speech), figures, scene)


def _head(speech: Speech) -> tuple[str, ...]:
    return (
        speech.gettext("Topic"),
        speech.gettext("You"),
        speech.gettext("Lower quarter ends from"),
        speech.gettext("Lower quarter ends to"),
        speech.gettext("Middle of the group, from"),
        speech.gettext("Middle of the group, to"),
        speech.gettext("Upper quarter starts from"),
        speech.gettext("Upper quarter starts to"),
        speech.gettext("Organisations in the group, about"),
        speech.gettext("Drawn on"),
    )


def _marks(of: Beside) -> list[Drawn]:
    x = _Across(of)
    strip = Bar(Box(across(0), MIDDLE - HEIGHT / 2, across(100) - across(0), HEIGHT), "strip")
    half = Bar(hatched(x.box(of.lower[0], of.upper[1])), "peers")
    middle = Bar(x.box(*of.median), "box")
    ticks = range(9) if of.top < TOP else (0, 25, 50, 75, 100)
    grid = [upright(x.at(tick), MIDDLE, HEIGHT, "grid") for tick in ticks]
    drawn: list[Drawn] = [
        *scale(BOTTOM, [(100 * tick / of.top, f"{tick}") for tick in ticks]),
        strip, *grid, half, middle,
    ]  # fmt: skip
    if of.own is not None:
        drawn.append(Mark(Point(x.at(of.own), MIDDLE), size=14))
    return drawn


class _Across:
    """Where values lie on a scale from 0 to the top; a band is as wide as the values in it."""

    def __init__(self, of: Beside) -> None:
        self.top = of.top

    def at(self, value: float) -> float:
        return across(100 * min(value, self.top) / self.top)

    def box(self, low: float, high: float) -> Box:
        # A rung is a point of the scale, and is drawn half a rung to either side.
        half = 0.0 if self.top >= TOP else 0.4
        left = self.at(max(low - half, 0))
        right = self.at(high + half if half else high + 1.0)
        return Box(left, MIDDLE - HEIGHT / 2, right - left, HEIGHT)


def _key(of: Beside, speech: Speech) -> tuple[KeyLine, ...]:
    band = Bar(hatched(Box(-12, -7, 24, look.BAR)), "peers")
    middle = Bar(Box(-6, -7, 12, look.BAR), "box")
    key = [
        KeyLine((band,), speech.gettext("Half of the group")),
        KeyLine((middle,), speech.gettext("Middle of the group (median)")),
    ]
    if of.own is not None:
        key.append(KeyLine((Mark(Point(0, 0)),), speech.gettext("You")))
    return tuple(key) if of.keyed else ()


def _summary(of: Beside, speech: Speech) -> str:
    """Half of them lie between two bands, and the middle in a third."""
    said = [
        speech.gettext(
            "Half of the group lies between %(lower)s and %(upper)s; the middle is %(median)s.",
            lower=band_words(of.lower),
            upper=band_words(of.upper),
            median=band_words(of.median),
        )
    ]
    if of.own is not None:
        said.append(speech.gettext("You: %(score)s.", score=brief(of.own, 0)))
    return " ".join(said)


def band_words(band: tuple[int, int]) -> str:
    """A band as it is shown: 35–39, or one rung."""
    low, high = band
    return f"{low}" if low == high else f"{low}–{high}"
