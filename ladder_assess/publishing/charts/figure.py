"""Plotly's figure of a chart: the same picture, drawn by the browser, that answers the pointer.

Figures have the coordinates of the drawing, so that the one lies exactly over the other: whoever
shows a figure multiplies its sizes by the width of the picture over that of the drawing.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from typing import Any

from ladder_assess.publishing.charts import look
from ladder_assess.publishing.charts.scene import Bar, Label, Line, Scene

ANCHORS = {"start": "left", "middle": "center", "end": "right"}
LABELS = {"plain": look.INK, "strong": look.INK, "soft": look.INK_SOFT}
BEHIND = {"grid": look.RULE, "axis": look.RULE_STRONG}
BEFORE = {"middle": look.INK}
STROKES = BEHIND | BEFORE

# What differs between those that look alike: a text, and numbers for where they stand.
OWN: Mapping[str, Mapping[str, str | int]] = {
    "annotations": {"text": "", "x": 0, "y": 0},
    "shapes": {"x0": 0, "y0": 0, "x1": 0, "y1": 0},
}

Trace = dict[str, Any]


@dataclass(frozen=True)
class Axis:
    """Two places of the drawing, `start` and `end`, and the values that stand there."""

    start: float
    end: float
    at_start: float
    at_end: float

    def value(self, place: float) -> float:
        """The value at a place of the drawing."""
        share = (place - self.start) / (self.end - self.start)
        return self.at_start + share * (self.at_end - self.at_start)


ACROSS = Axis(look.LEFT, look.RIGHT, 0, 100)
AS_DRAWN = Axis(0, 1, 0, 1)


@dataclass(frozen=True)
class Plot:
    """What a figure plots: its traces, and how values lie on the drawing."""

    traces: tuple[Trace, ...]
    x: Axis = ACROSS
    y: Axis = AS_DRAWN


def bars(
    name: str,
    rows: Sequence[tuple[float, float, float, str]],
    fill: str,
    edge: str = look.INK,
    **marker: Any,
) -> Trace:
    """Bars that lie: each from, to, the y of its middle, and what it says."""
    return {
        "type": "bar",
        "orientation": "h",
        "name": plain(name),
        "base": [low for low, _, _, _ in rows],
        "x": [high - low for low, high, _, _ in rows],
        "y": [y for _, _, y, _ in rows],
        "width": look.BAR,
        "marker": {"color": fill, "line": {"color": edge, "width": 1}, **marker},
        "hoverinfo": "text",
        "hovertext": [plain(said) for _, _, _, said in rows],
    }


def pattern(colour: str, paper: str) -> dict[str, Any]:
    """Slanted lines, as the drawing has them."""
    return {"shape": "/", "fgcolor": colour, "bgcolor": paper, "size": 5, "solidity": 0.25}


def marks(
    name: str, rows: Sequence[tuple[float, float | None, str]], symbol: str, **others: Any
) -> Trace:
    """Marks: each x, y and what it says. `others` add to the trace, `marker` to its marker."""
    marker = {"symbol": symbol, "color": look.INK, "size": 12, **others.pop("marker", {})}
    return {
        "type": "scatter",
        "mode": "markers",
        "name": plain(name),
        "x": [x for x, _, _ in rows],
        "y": [y for _, y, _ in rows],
        "marker": marker,
        "hoverinfo": "text",
        "hovertext": [plain(said) for _, _, said in rows],
        **others,
    }


def plain(text: str) -> str:
    """A text in which Plotly finds no mark-up of its own."""
    return escape(text, quote=False)


def figure_of(scene: Scene, plot: Plot) -> dict[str, Any]:
    """The figure as data for the browser. Raises ValueError for what Plotly does not know."""
    found: dict[str, Any] = json.loads(_checked(json.dumps([plot.traces, _layout(scene, plot)])))
    return found


@lru_cache(256)
def _checked(asked: str) -> str:
    """A figure as Plotly writes it. Checking takes long, and the same page is asked for again and
    again. Labels and shapes that look alike are checked together: there are many and few looks.
    """
    # Imported here: print and the command line never need it.
    from plotly.graph_objects import Figure

    traces, layout = json.loads(asked)
    looks = {part: [_look_of(part, one) for one in layout[part]] for part in OWN}
    alike = {part: list(dict.fromkeys(found)) for part, found in looks.items()}
    shown = {part: list(map(json.loads, found)) for part, found in alike.items()}
    figure = Figure(data=traces, layout={**layout, **shown})
    written = json.loads(figure.to_json(validate=False))
    for part, own in OWN.items():
        ways = dict(zip(alike[part], written["layout"].get(part, ()), strict=True))
        if ways:
            written["layout"][part] = [
                {**ways[look], **{name: one[name] for name in own}}
                for look, one in zip(looks[part], layout[part], strict=True)
            ]
    return json.dumps(written)


def _look_of(part: str, one: Mapping[str, Any]) -> str:
    return json.dumps({**one, **OWN[part]})


def _layout(scene: Scene, plot: Plot) -> dict[str, Any]:
    axis = {"visible": False, "fixedrange": True, "zeroline": False}
    return {
        "template": {},
        "width": scene.width,
        "height": scene.height,
        "margin": {"l": 0, "r": 0, "t": 0, "b": 0, "pad": 0},
        "font": {"family": look.FAMILY, "size": look.SIZE, "color": look.INK},
        "paper_bgcolor": look.PAPER,
        "plot_bgcolor": look.PAPER,
        "barmode": "overlay",
        "dragmode": False,
        "hovermode": "closest",
        "hoverlabel": {"bgcolor": look.INK, "font": {"color": look.PAPER, "size": look.SIZE}},
        "xaxis": {**axis, "range": [plot.x.value(0), plot.x.value(scene.width)]},
        "yaxis": {**axis, "range": [plot.y.value(scene.height), plot.y.value(0)]},
        "showlegend": bool(scene.key),
        "legend": _legend(scene),
        "annotations": [_annotation(label, scene) for label in scene.labels],
        "shapes": list(_shapes(scene)),
    }


def _legend(scene: Scene) -> dict[str, Any]:
    return {
        "x": 0,
        "xanchor": "left",
        "y": 1 - (scene.bottom + look.KEY_GAP) / scene.height,
        "yanchor": "top",
        "bgcolor": "rgba(0,0,0,0)",
        "traceorder": "normal",
        "itemclick": False,
        "itemdoubleclick": False,
    }


def _annotation(label: Label, scene: Scene) -> dict[str, Any]:
    return {
        "text": plain(label.text),
        "x": label.at.x / scene.width,
        "y": 1 - (label.at.y - look.RISE_TO_BASELINE) / scene.height,
        "xref": "paper",
        "yref": "paper",
        "xanchor": ANCHORS[label.anchor],
        "yanchor": "middle",
        "showarrow": False,
        "borderpad": 0,
        # Mark-up such as <b> becomes a style attribute, which our policy refuses.
        "font": {"color": LABELS[label.style], "weight": 700 if label.style == "strong" else 400},
    }


def _shapes(scene: Scene) -> list[dict[str, Any]]:
    """What measures nothing: empty scales, lines and axes behind the marks, a middle before."""
    found = []
    for drawn in scene.marks:
        if isinstance(drawn, Line) and drawn.style in STROKES:
            first, last = drawn.points[0], drawn.points[-1]
            corners = (first.x, first.y, last.x, last.y)
            line = {"color": STROKES[drawn.style], "width": 1, "dash": drawn.dash}
            layer = "above" if drawn.style in BEFORE else "below"
            found.append(_shape("line", corners, scene, line=line, layer=layer))
        elif isinstance(drawn, Bar) and drawn.style == "strip":
            box = drawn.box
            line = {"color": look.RULE_STRONG, "width": 1}
            corners = (box.x, box.y, box.right, box.bottom)
            found.append(_shape("rect", corners, scene, line=line, fillcolor=look.PAPER))
    return found


def _shape(
    kind: str, corners: tuple[float, float, float, float], scene: Scene, **others: Any
) -> dict[str, Any]:
    x0, y0, x1, y1 = corners
    return {
        "type": kind,
        "xref": "paper",
        "yref": "paper",
        "layer": "below",
        "x0": x0 / scene.width,
        "x1": x1 / scene.width,
        "y0": 1 - y0 / scene.height,
        "y1": 1 - y1 / scene.height,
        **others,
    }
