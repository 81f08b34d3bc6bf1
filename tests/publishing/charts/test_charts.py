"""Charts: figures and drawings say the same, in words too, whatever the contents are."""

import csv
import io
import json
import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any
from unittest.mock import patch
from xml.etree import ElementTree

import pytest
from plotly.graph_objects import Figure

from ladder_assess.publishing.charts import (
    Contents,
    Speech,
    Trend,
    chart_of,
    csv_of,
    figure,
    look,
)
from ladder_assess.publishing.charts.scene import Bar, Label, Line, Mark
from ladder_assess.publishing.charts.speech import brief
from tests.publishing.chart_contents import EMPTY, EVERY, HOSTILE, LOOP, OPTIONS, drawn
from tests.support.pseudo import OPEN, Pseudo

SVG = "{http://www.w3.org/2000/svg}"
MARKS = {*look.MARKS, "circle-open", "diamond-open"}
CHARTS = [*EVERY.items(), *((f"no {name}", contents) for name, contents in EMPTY.items())]
every_chart = pytest.mark.parametrize(
    "contents", [contents for _, contents in CHARTS], ids=[name for name, _ in CHARTS]
)
plotted = pytest.mark.parametrize("kind", sorted(EVERY.keys() - {"loop", "beside", "rung_beside"}))


def numbers_in(contents: Any) -> Iterator[float]:
    """Every number that some contents hold, but for what says how to show them."""
    if is_dataclass(contents):
        for field in fields(contents):
            if field.name not in ("new_rules", "top", "differs"):
                yield from numbers_in(getattr(contents, field.name))
    elif isinstance(contents, tuple):
        for part in contents:
            yield from numbers_in(part)
    elif isinstance(contents, int | float) and not isinstance(contents, bool):
        yield contents


@every_chart
def test_drawing_is_well_formed_and_keeps_to_a_strict_policy(contents: Contents) -> None:
    root = ElementTree.fromstring(drawn(chart_of("A chart", contents)))
    assert root.get("role") == "img"
    ids = [element.get("id") for element in root.iter() if element.get("id")]
    assert (root.get("aria-labelledby") or "").split() == ids
    for element in root.iter():
        assert element.tag not in (f"{SVG}style", f"{SVG}script", f"{SVG}foreignObject")
        assert not any(name == "style" or name.startswith("on") for name in element.attrib)


@every_chart
def test_text_alternative_names_every_number(contents: Contents) -> None:
    digits = contents.digits if isinstance(contents, Trend) else 0
    for whole in (False, True):
        root = ElementTree.fromstring(drawn(chart_of("A chart", contents), whole=whole))
        title, desc = root.findtext(f"{SVG}title") or "", root.findtext(f"{SVG}desc") or ""
        assert title.startswith("A chart")
        assert bool(desc) != whole
        said = set(re.findall(r"\d+(?:\.\d+)?", title + desc))
        assert {brief(number, digits) for number in numbers_in(contents)} <= said


@every_chart
def test_every_mark_lies_within_the_drawing(contents: Contents) -> None:
    scene = chart_of("A chart", contents).scene
    for mark in scene.marks:
        points = {
            Label: lambda m: [m.at],
            Mark: lambda m: [m.at],
            Line: lambda m: list(m.points),
            Bar: lambda m: [m.box, m.box.middle],
        }[type(mark)](mark)
        for point in points:
            assert 0 <= point.x <= scene.width
            assert 0 <= point.y <= scene.height
        if isinstance(mark, Bar):
            assert mark.box.right <= scene.width
            assert mark.box.bottom <= scene.bottom


@pytest.mark.parametrize("kind", sorted(EVERY))
def test_no_two_lines_of_text_share_a_place(kind: str) -> None:
    labels = chart_of(kind, EVERY[kind]).scene.labels
    places = [(label.at, label.anchor) for label in labels]
    assert len(set(places)) == len(places)


@plotted
def test_figure_is_complete_and_holds_no_nonsense(kind: str) -> None:
    made = chart_of(kind, EVERY[kind])
    figure = made.figure
    assert figure is not None
    text = json.dumps(figure, allow_nan=False)
    assert "NaN" not in text
    assert figure["data"]
    assert all(trace["name"] for trace in figure["data"])
    layout = figure["layout"]
    assert (layout["width"], layout["height"]) == (made.scene.width, made.scene.height)
    assert [note["text"] for note in layout["annotations"]] == [
        label.text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        for label in made.scene.labels
    ]
    # Nothing on it takes the keyboard, a drag or a pinch away from the page.
    assert layout["dragmode"] is False
    assert layout["xaxis"]["fixedrange"]
    assert layout["yaxis"]["fixedrange"]


def asked_of_plotly(kind: str) -> tuple[Any, Any]:
    """The traces and the layout of a chart as Plotly is asked for them."""
    with patch.object(figure, "_checked", return_value="{}") as asked:
        assert chart_of(kind, EVERY[kind]).figure == {}
    traces, layout = json.loads(asked.call_args.args[0])
    return traces, layout


@plotted
def test_figure_is_what_plotly_makes_of_it_whole(kind: str) -> None:
    """Labels and shapes that look alike are checked together, to the same bytes."""
    traces, layout = asked_of_plotly(kind)
    whole = Figure(data=traces, layout=layout).to_json(validate=False)
    made = chart_of(kind, EVERY[kind]).figure
    assert json.dumps(made) == json.dumps(json.loads(whole))


@pytest.mark.parametrize(
    ("part", "wrong"),
    [("annotations", {"valign": "bogus"}), ("annotations", {"bogus": 1}), ("shapes", {"x2": 1})],
)
def test_what_plotly_does_not_know_is_refused_wherever_it_stands(
    part: str, wrong: dict[str, Any]
) -> None:
    traces, layout = asked_of_plotly("profile")
    layout[part][-1] |= wrong
    with pytest.raises(ValueError, match=next(iter(wrong))):
        figure._checked(json.dumps([traces, layout]))


@plotted
def test_key_of_the_drawing_and_of_the_figure_agree(kind: str) -> None:
    made = chart_of(kind, EVERY[kind])
    assert made.figure is not None
    names = [trace["name"] for trace in made.figure["data"]]
    assert set(names) == {line.text for line in made.scene.key}
    assert len(names) == len(set(names))


@plotted
def test_figure_stands_where_the_drawing_does(kind: str) -> None:
    """Each mark of a trace has one of the drawing at the same place."""
    made = chart_of(kind, EVERY[kind])
    assert made.figure is not None
    layout = made.figure["layout"]
    (left, right), (low, high) = layout["xaxis"]["range"], layout["yaxis"]["range"]
    held = sorted((m.at.x, m.at.y) for m in made.scene.marks if isinstance(m, Mark))
    found = []
    for trace in made.figure["data"]:
        if (
            trace["type"] == "scatter"
            and trace.get("marker", {"symbol": "line"})["symbol"] in MARKS
        ):
            for x, y in zip(trace["x"], trace["y"], strict=True):
                if y is not None:
                    across = (x - left) / (right - left) * layout["width"]
                    down = (high - y) / (high - low) * layout["height"]
                    found.append((across, down))
    assert len(found) == len(held)
    for (across, down), (x, y) in zip(sorted(found), held, strict=True):
        assert (across, down) == (pytest.approx(x, abs=0.01), pytest.approx(y, abs=0.01))


def test_the_loop_is_a_drawing_alone() -> None:
    assert chart_of("Loop", LOOP).figure is None


def test_mark_up_in_a_name_stays_text() -> None:
    made = chart_of("Profile", EVERY["profile"])
    assert made.figure is not None
    said = json.dumps(made.figure)
    assert "<b>" not in said
    assert "<b>" not in drawn(made)
    assert HOSTILE in (ElementTree.fromstring(drawn(made)).findtext(f"{SVG}desc") or "")


def test_csv_keeps_values_and_neutralises_cells() -> None:
    rows = list(
        csv.reader(io.StringIO(csv_of(chart_of("P", EVERY["profile"]).table).decode("utf-8-sig")))
    )
    assert rows[1][:5] == ["Support from the top", "81.25", "40", "55", "70"]
    assert rows[4][1] == ""
    assert rows[6][0] == f"'{HOSTILE}"
    assert len({len(row) for row in rows}) == 1


@every_chart
def test_every_word_is_translated(contents: Contents) -> None:
    made = chart_of("A chart", contents, Speech(Pseudo()))
    assert made.summary == "" or made.summary.startswith(OPEN)
    parts, lines = getattr(contents, "parts", ()), getattr(contents, "lines", ())
    dates, groups = getattr(contents, "dates", ()), getattr(contents, "groups", ())
    plain = {*OPTIONS, *parts, *dates, *groups, *(line.name for line in lines)}
    assert all(head in plain or head.startswith(OPEN) for head in made.table.head)
    assert all(line.text in plain or OPEN in line.text for line in made.scene.key)
