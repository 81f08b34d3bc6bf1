"""A chart as a page shows it: title, words, figures, drawing and what the browser makes of it."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from ladder_assess.publishing.charts.figure import Plot, figure_of
from ladder_assess.publishing.charts.scene import Scene
from ladder_assess.publishing.charts.table import Table


@dataclass(frozen=True)
class Parts:
    """What one kind of chart makes of its contents. Without a plot, the drawing is the chart."""

    kind: str
    summary: str
    table: Table
    scene: Scene
    plot: Plot | None = None


@dataclass(frozen=True)
class Chart:
    """One chart. `summary` is a paragraph; the drawing's text alternative names every figure."""

    title: str
    parts: Parts

    @property
    def kind(self) -> str:
        """Which of the kinds it is: profile, beside, trend and so on."""
        return self.parts.kind

    @property
    def summary(self) -> str:
        """What it shows, in a few sentences."""
        return self.parts.summary

    @property
    def table(self) -> Table:
        """The figures behind it."""
        return self.parts.table

    @property
    def scene(self) -> Scene:
        """Its drawing."""
        return self.parts.scene

    @property
    def words(self) -> str:
        """Everything that the picture says."""
        return f"{self.summary} {self.table.spoken}".strip()

    @cached_property
    def figure(self) -> dict[str, Any] | None:
        """Plotly's figure, where the chart has one."""
        return figure_of(self.scene, self.parts.plot) if self.parts.plot else None
