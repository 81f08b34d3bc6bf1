"""What each kind of chart is careful about: gaps, small groups, ties, hidden answers, colour."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ladder_assess.publishing.charts import (
    Agreement,
    AgreementRow,
    DrawnPeers,
    Grid,
    GridCell,
    GridRow,
    Loop,
    NotDrawable,
    Profile,
    ProfileRow,
    Reach,
    ReachRow,
    Share,
    Stage,
    Trend,
    TrendLine,
    chart_of,
    csv_of,
)
from ladder_assess.publishing.charts.agreement import spans
from ladder_assess.publishing.charts.scene import Bar, Line
from ladder_assess.publishing.charts.speech import Speech
from tests.publishing.chart_contents import AGREEMENT, COUNTS, EVERY, OPTIONS, RUNGS, drawn

PERCENT = st.floats(0, 100)


def test_peers_of_a_small_group_have_a_median_alone() -> None:
    row = ProfileRow("One", 40, DrawnPeers(5, 50))
    made = chart_of("Profile", Profile((row,)))
    assert made.figure is not None
    assert [trace["name"] for trace in made.figure["data"]] == [
        "Middle of the group (median)",
        "Your score",
    ]
    assert not any(isinstance(m, Bar) and m.style == "peers" for m in made.scene.marks)


def test_a_score_that_is_not_yours_is_called_what_it_is() -> None:
    made = chart_of("Profile", Profile((ProfileRow("One", 40),), "Mean score"))
    assert made.figure is not None
    assert [trace["name"] for trace in made.figure["data"]] == ["Mean score"]
    assert made.figure["data"][0]["hovertext"] == ["One. Mean score: 40"]
    assert "Mean score: 40" in made.words
    assert "Mean score" in drawn(made)
    assert "Your score" not in drawn(made) + made.words


@given(counts=st.lists(st.integers(0, 50), min_size=5, max_size=5).filter(any))
def test_diverging_bars_join_and_split_the_middle_evenly(counts: list[int]) -> None:
    row = AgreementRow("One", tuple(counts))
    assert row.shares is not None
    bars = spans(row.shares)
    assert all(one[1] == pytest.approx(after[0]) for one, after in pairwise(bars))
    assert bars[2][0] == pytest.approx(-bars[2][1])
    assert bars[4][1] - bars[0][0] == pytest.approx(100)
    assert all(-100.001 <= end <= 100.001 for bar in bars for end in bar)


def test_hidden_answers_leave_no_trace() -> None:
    hidden = Agreement(OPTIONS, (AgreementRow("Hidden", None, unknown=3),))
    made = chart_of("Agreement", hidden)
    assert made.figure is not None
    assert all(trace["x"] == [] for trace in made.figure["data"])
    assert "3" not in made.words
    assert b"3" not in csv_of(made.table)
    assert "Not shown: too few answers" in drawn(made)


@given(scores=st.lists(st.none() | st.integers(0, 100), min_size=3, max_size=6))
def test_weakest_link_is_the_lowest_or_none(scores: list[int | None]) -> None:
    """None while one has no score: it may be the weakest. The picture once called the lowest of the
    others so, beside a text that called none so, and this test took that for right.
    """
    contents = Loop(tuple(Stage(f"Stage {n}", score) for n, score in enumerate(scores)))
    there = [score for score in scores if score is not None]
    words = chart_of("L", contents).summary
    assert ("has no score" in words) == (None in scores)
    if len(set(there)) < 2 or None in scores:
        assert contents.weakest == frozenset()
        assert "The weakest link is" not in words
        assert ("No stage stands out" in words) == (None not in scores)
    else:
        assert {scores[n] for n in contents.weakest} == {min(there)}
        assert len(contents.weakest) == scores.count(min(there))
    marked = [
        m for m in chart_of("L", contents).scene.marks if getattr(m, "style", "") == "weakest"
    ]
    assert len(marked) == len(contents.weakest)


@pytest.mark.parametrize("count", [3, 4, 5, 6])
def test_stages_never_touch(count: int) -> None:
    stages = tuple(Stage(f"Capability of community and provider {n}", n) for n in range(count))
    scene = chart_of("Loop", Loop(stages)).scene
    boxes = [m.box for m in scene.marks if isinstance(m, Bar) and m.rounded]
    assert len(boxes) == count
    for place, one in enumerate(boxes):
        for other in boxes[place + 1 :]:
            aside = one.right < other.x or other.right < one.x
            assert aside or one.bottom < other.y or other.bottom < one.y
    arrows = [m for m in scene.marks if isinstance(m, Line) and m.style == "arrow"]
    assert len(arrows) == 2 * count


def test_a_gap_in_a_trend_is_no_line() -> None:
    lines = [
        mark
        for mark in chart_of(
            "Trend", Trend(("a", "b", "c", "d"), (TrendLine("One", (1, 2, None, 4)),))
        ).scene.marks
        if isinstance(mark, Line) and mark.style == "plot"
    ]
    assert [len(line.points) for line in lines] == [2]


def test_half_a_rung_is_shown_as_it_is() -> None:
    assert "Median rung: 4.5" in chart_of("Rungs", RUNGS).words


def test_strength_is_told_by_fill_and_side_by_place() -> None:
    key = chart_of("Agreement", AGREEMENT).scene.key
    fills = [(line.sample[0].style, bool(line.sample[0].box.hatch)) for line in key]  # type: ignore[union-attr]
    assert fills == [
        ("solid", False), ("hollow", True), ("hollow", False), ("hollow", True), ("solid", False),
    ]  # fmt: skip
    assert [line.text.rpartition(" ")[2] for line in key] == [
        "(left)", "(left)", "disagree", "(right)", "(right)",
    ]  # fmt: skip


def test_lines_of_a_trend_differ_without_colour() -> None:
    made = chart_of("Trend", EVERY["trend"])
    assert made.figure is not None
    lines = [trace for trace in made.figure["data"] if trace["mode"] == "lines+markers"]
    assert len({trace["marker"]["symbol"] for trace in lines}) == len(lines)
    assert len({trace["line"]["dash"] for trace in lines}) == len(lines)


@pytest.mark.parametrize("score", [-0.1, 100.1, float("nan"), float("inf")])
def test_a_score_out_of_range_is_refused(score: float) -> None:
    with pytest.raises(NotDrawable):
        ProfileRow("One", score)
    with pytest.raises(NotDrawable):
        Trend(("a",), (TrendLine("One", (score,)),))


def test_what_cannot_be_drawn_is_refused() -> None:
    with pytest.raises(NotDrawable):
        DrawnPeers(10, 50, low=60, high=70)
    with pytest.raises(NotDrawable):
        DrawnPeers(10, 50, low=40)
    with pytest.raises(NotDrawable):
        Share(50, 60, 70, 10)
    with pytest.raises(NotDrawable):
        Trend(("a", "b"), (TrendLine("One", (1,)),))
    with pytest.raises(NotDrawable):
        Trend(("a",), tuple(TrendLine(f"Line {n}", (1,)) for n in range(7)))
    with pytest.raises(NotDrawable):
        Loop((Stage("One", 1), Stage("Two", 2)))
    with pytest.raises(NotDrawable):
        Agreement(OPTIONS, (AgreementRow("One", (1, 2)),))


@given(score=PERCENT, peers=st.lists(PERCENT, min_size=3, max_size=3).map(sorted))
def test_a_profile_of_any_scores_has_a_figure_plotly_accepts(
    score: float, peers: list[float]
) -> None:
    low, median, high = peers
    made = chart_of("P", Profile((ProfileRow("One", score, DrawnPeers(10, median, low, high)),)))
    assert made.figure is not None
    band, middle, own = made.figure["data"]
    assert band["base"][0] + band["x"][0] == pytest.approx(high)
    assert middle["x"] == [median]
    assert own["x"] == [score]


def test_what_is_only_possible_never_looks_certain() -> None:
    values = [label.text for label in chart_of("C", COUNTS).scene.labels if label.style == "strong"]
    assert values == ["1?", "4+2?", "13", "0", "Hidden"]


def test_a_grid_is_drawn_by_what_is_most_worth_knowing() -> None:
    cells = (GridCell(2), GridCell(0, 1), GridCell(2, 1, 1), GridCell())
    columns = ("One", "Two", "Three", "Four")
    made = chart_of("Grid", Grid(("Sure", "Maybe", "Marked"), columns, (GridRow("R", cells),), 6))
    styles = [mark.style for mark in made.scene.marks if isinstance(mark, Bar)]
    assert sorted(styles) == ["box", "peers", "strip", "weakest"]
    assert styles[-1] == "weakest", "a thick edge stands over its neighbours"
    said = {label.text for label in made.scene.labels}
    assert {"A 2", "B 1?", "C 2+1?"} <= said
    assert made.summary == "6 in all. The fullest are “R, One” and “R, Three”, with 2 each."
    assert [row[0] for row in made.table.rows] == ["R. One", "R. Two", "R. Three"]


@pytest.mark.parametrize(
    "cell", [(-1, 0, 0), (1, 0, 2), (0, -1, 0), (1, 0, -1)], ids=lambda cell: str(cell)
)
def test_no_cell_counts_what_cannot_be(cell: tuple[int, int, int]) -> None:
    with pytest.raises(NotDrawable):
        GridCell(*cell)


def test_a_grid_has_a_cell_for_each_column_and_not_too_many() -> None:
    parts = ("Sure", "Maybe", "Marked")
    with pytest.raises(NotDrawable):
        Grid(parts, ("One",), (GridRow("R", ()),), 0)
    with pytest.raises(NotDrawable):
        Grid(parts, tuple("ABCDEFG"), (), 0)
    with pytest.raises(NotDrawable):
        ReachRow("R", -1, 0)


def test_more_people_than_are_affected_fill_the_bar_and_no_more() -> None:
    made = chart_of("Reach", Reach((ReachRow("Fair", 100, 250), ReachRow("Fog", 0, 7)), 1))
    (full,) = [m for m in made.scene.marks if isinstance(m, Bar) and m.style == "solid"]
    strip = next(m for m in made.scene.marks if isinstance(m, Bar) and m.style == "strip")
    assert full.box.width == strip.box.width
    assert [row[3] for row in made.table.rows] == [250, None]


def test_many_of_one_score_are_counted_and_where_there_are_no_peers_no_table_names_them() -> None:
    rows = tuple(ProfileRow(f"D{n}", 38.0) for n in range(15))
    alone = chart_of("Profile", Profile((*rows, ProfileRow("Best", 45.0))))
    assert "Lowest: D0, D1, D2 and 12 others, with 38." in alone.summary
    assert alone.table.head == ("Dimension", "Your score")
    best = ProfileRow("Best", 45.0, DrawnPeers(25, 40))
    beside = chart_of("Profile", Profile((*rows, best)))
    assert len(beside.table.head) == len(beside.table.rows[0]) == 6


@pytest.mark.parametrize(
    ("names", "most", "said"),
    [
        (["rung 5"], 1, ""),
        (["rung 5", "rung 6"], 1, ""),
        (["rung 5"], 2, "The fullest is “rung 5”, with 2."),
        (["rung 5", "rung 6"], 3, "The fullest are “rung 5” and “rung 6”, with 3 each."),
    ],
)
def test_the_fullest_place_is_told_where_there_is_one(
    names: list[str], most: int, said: str
) -> None:
    """A list of one activity said “Most: rung 5, with 1”."""
    assert Speech().fullest(names, most) == said
