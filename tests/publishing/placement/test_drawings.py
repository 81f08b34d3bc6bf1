"""The ladder, the grid and the distribution: where marks stand, and that words say it all."""

import re
from html import unescape
from itertools import pairwise
from typing import Any
from xml.etree import ElementTree

import pytest
from uharfbuzz import Buffer, Font, shape

from ladder_assess.publishing.common.distribution import distribution_drawing
from ladder_assess.publishing.common.shapes import Box, hatched
from ladder_assess.publishing.common.typefaces import shaper, typefaces
from ladder_assess.publishing.files.outlines import BOLD
from ladder_assess.publishing.placement.grid import grid_drawing, grid_of_many
from ladder_assess.publishing.placement.ladder import height_of, ladder_drawing, ladder_of_many
from ladder_assess.publishing.plan.pdf import print_environment
from tests.publishing.plans import (
    FONTS,
    HOSTILE,
    ONE_PERSON,
    PANEL,
    SHOW,
    TEMPLATES,
    UNSURE,
    assess,
    assessed,
    questionnaire,
)

SVG = "{http://www.w3.org/2000/svg}"
# Of the names of bands.
SIZE = 13


def drawn(macro: str, drawing: object, file: str = "ladder", *, whole: bool = False) -> str:
    template = print_environment(TEMPLATES).from_string(
        f"{{% from 'components/{file}.svg' import {macro} %}}{{{{ {macro}(d, 'it', whole) }}}}"
    )
    return template.render(d=drawing, whole=whole).strip()


def words_of(svg: str) -> str:
    root = ElementTree.fromstring(svg)
    return " ".join((root.findtext(f"{SVG}title") or "", root.findtext(f"{SVG}desc") or ""))


def test_rungs_climb_evenly() -> None:
    heights = [height_of(rung) for rung in range(1, 9)]
    gaps = {low - high for low, high in pairwise(heights)}
    assert len(gaps) == 1
    assert gaps.pop() > 0
    assert height_of(0) > height_of(1)


def test_certain_placement_is_a_disc_on_its_rung() -> None:
    drawing = ladder_drawing(questionnaire(), assess(PANEL))
    assert drawing.placed.width == drawing.placed.height
    assert drawing.placed.middle.y == height_of(5)
    assert drawing.unsure is None


def test_interval_is_a_bar_over_its_rungs() -> None:
    drawing = ladder_drawing(questionnaire(), assess({**SHOW, "purpose": "listen"}))
    placement = drawing.assessment.placement
    assert placement.low < placement.high
    assert drawing.placed.y < height_of(placement.high)
    assert drawing.placed.bottom > height_of(placement.low)


def test_possible_trap_hatches_what_it_alone_brings() -> None:
    drawing = ladder_drawing(questionnaire(), assess(UNSURE))
    assert drawing.unsure is not None
    assert drawing.unsure.bottom > drawing.placed.bottom
    assert drawing.unsure.hatch
    assert "unsure" in dict(drawing.key)


def test_claim_is_joined_to_the_placement() -> None:
    drawing = ladder_drawing(questionnaire(), assess(PANEL, claimed_rung=8))
    assert drawing.claimed is not None
    assert drawing.claimed.at.y == height_of(8)
    assert drawing.claimed.line.startswith(f"M80 {height_of(5):g}H")
    level = ladder_drawing(questionnaire(), assess(PANEL, claimed_rung=5))
    assert level.claimed is not None
    assert "V" not in level.claimed.line


def test_key_explains_only_what_is_drawn() -> None:
    plain = ladder_drawing(questionnaire(), assess(PANEL))
    assert [mark for mark, _ in plain.key] == ["placed"]
    assert plain.documented is None
    backed = assess(PANEL, claimed_rung=1, intended_rung=0, evidence={"seats": "documented"})
    full = ladder_drawing(questionnaire(), backed)
    assert [mark for mark, _ in full.key] == ["placed", "documented", "claimed", "intended"]
    assert full.key[-1][1] < full.frame.height


def test_ladder_in_words() -> None:
    backing = {"evidence": {"response": "documented"}}
    assessment = assess(PANEL, name="Panel", claimed_rung=7, intended_rung=0, **backing)
    words = words_of(drawn("ladder", ladder_drawing(questionnaire(), assessment)))
    for part in (
        "Panel on the ladder",
        "eight rungs in three bands",
        "Placed by the facts: rung 5, A seat at the table (Placation).",
        "Placed by documented answers alone: somewhere from off the ladder, to rung 8",
        "Claimed: rung 7, The main say (Delegated power).",
        "Intended: off the ladder.",
    ):
        assert part in words


def test_in_print_the_title_says_it_all() -> None:
    drawing = ladder_drawing(questionnaire(), assess(PANEL))
    apart, whole = drawn("ladder", drawing), drawn("ladder", drawing, whole=True)
    assert "<desc" not in whole
    title = ElementTree.fromstring(whole).findtext(f"{SVG}title") or ""
    assert words_of(apart).split("ladder ", 1)[1] in title


def test_bands_differ_by_more_than_colour() -> None:
    bands = ladder_drawing(questionnaire(), assess(PANEL)).frame.bands
    patterns = [(bool(band.box.hatch), band.solid) for band in bands]
    assert patterns == [(False, False), (True, False), (False, True)]


def test_no_name_of_a_band_is_longer_than_its_bracket() -> None:
    """It ran into the next one, on every page with a ladder and in print."""
    font = shaper(typefaces(FONTS)[0], BOLD)
    for bracket in ladder_drawing(questionnaire(), assess(PANEL)).frame.bands:
        lines = bracket.lines(bracket.band.name)
        assert "".join(lines).replace(" ", "") == bracket.band.name.replace(" ", "")
        for line in lines:
            assert length(font, line) * SIZE <= bracket.box.height, line


def length(font: Font, text: str) -> float:
    """How far a text reaches, in its size."""
    buffer = Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    shape(font, buffer)
    return float(sum(place.x_advance for place in buffer.glyph_positions) / font.face.upem)


@pytest.mark.parametrize("macro", ["ladder", "ladders", "grid", "grids", "distribution"])
def test_drawings_keep_to_a_strict_policy(macro: str) -> None:
    several = [assessed(n, answers) for n, answers in enumerate((PANEL, SHOW, UNSURE), 1)]
    one = several[0].assessment
    svg = {
        "ladder": lambda: drawn("ladder", ladder_drawing(questionnaire(), one)),
        "ladders": lambda: drawn("ladders", ladder_of_many(questionnaire(), several)),
        "grid": lambda: drawn("grid", grid_drawing(questionnaire(), one), "grid"),
        "grids": lambda: drawn("grid", grid_of_many(questionnaire(), several), "grid"),
        "distribution": lambda: drawn(
            "distribution", distribution_drawing(questionnaire(), [one]), "distribution"
        ),
    }[macro]()
    root = ElementTree.fromstring(svg)
    assert root.get("role") == "img"
    labels = (root.get("aria-labelledby") or "").split()
    ids = [element.get("id") for element in root.iter() if element.get("id")]
    assert labels == ids
    for element in root.iter():
        assert element.tag != f"{SVG}style"
        assert not any(name == "style" or name.startswith("on") for name in element.attrib)
    assert len(re.sub(r"\s+", " ", svg)) < 16_000


def test_hostile_name_stays_text() -> None:
    svg = drawn("ladder", ladder_drawing(questionnaire(), assess(PANEL, name=HOSTILE)))
    assert "<script" not in svg
    assert HOSTILE in unescape(svg)


def test_many_marks_never_overlap() -> None:
    kinds: tuple[dict[str, Any], ...] = (PANEL, SHOW, UNSURE, {}, {**PANEL, "seats": "none"})
    activities = [assessed(n, kinds[n % len(kinds)]) for n in range(1, 21)]
    drawing = ladder_of_many(questionnaire(), activities)
    assert [mark.number for mark in drawing.marks] == list(range(1, 21))
    boxes = [mark.box for mark in drawing.marks]
    for place, one in enumerate(boxes):
        assert drawing.frame.left < one.x
        assert one.right < drawing.frame.right
        for other in boxes[place + 1 :]:
            apart = one.right <= other.x or other.right <= one.x
            assert apart or one.bottom <= other.y or other.bottom <= one.y
    words = words_of(drawn("ladders", drawing))
    assert all(f"{n}, Activity {n}:" in words for n in range(1, 21))


def test_no_ladder_at_individual_level() -> None:
    activities = [assessed(1, ONE_PERSON), assessed(2, PANEL)]
    assert [m.number for m in ladder_of_many(questionnaire(), activities).marks] == [2]
    assert ladder_of_many(questionnaire(), []).marks == ()
    assert distribution_drawing(questionnaire(), [activities[0].assessment]).activities == 0
    listens = assess({"purpose": "listen"})
    drawing = distribution_drawing(questionnaire(), [assess(PANEL), listens, listens])
    assert (drawing.activities, drawing.not_placed) == (1, 2), "it may stand on any rung"
    anywhere = listens._replace(placement=listens.placement._replace(low=1))
    on_all_rungs = distribution_drawing(questionnaire(), [assess(PANEL), anywhere])
    assert on_all_rungs.not_placed == 1, "that it is not off the ladder gives it no rung"
    assert drawing.median == assess(PANEL).placement.interval
    assert "Not placed yet: 2." in words_of(drawn("distribution", drawing, "distribution"))


def test_grid_stands_in_its_cell() -> None:
    drawing = grid_drawing(questionnaire(), assess(PANEL))
    assert [c.cell.id for c in drawing.cells if c.here] == ["co_planned_provision"]
    assert "Co-planned provision: Professionals and people plan" in words_of(
        drawn("grid", drawing, "grid")
    )


def test_grid_hatches_the_cells_that_are_left() -> None:
    drawing = grid_drawing(questionnaire(), assess(SHOW))
    possible = [c.cell.id for c in drawing.cells if c.possible]
    assert len(possible) == 3
    assert "full_co_production" in possible
    assert "It may be one of these:" in words_of(drawn("grid", drawing, "grid"))
    assert not any(c.possible for c in grid_drawing(questionnaire(), assess({})).cells)


def test_grid_of_many_holds_every_number_in_its_cell() -> None:
    activities = [assessed(n, PANEL if n < 20 else {}) for n in range(1, 21)]
    drawing = grid_of_many(questionnaire(), activities)
    cell = next(c for c in drawing.cells if c.cell.id == "co_planned_provision")
    assert [a.number for a in drawing.unplaced] == [20]
    for disc in drawing.discs:
        assert cell.box.x < disc.at.x < cell.box.right
        assert cell.box.y + 9 < disc.at.y < cell.box.bottom - 9
    assert "20, Activity 20: not known." in words_of(drawn("grid", drawing, "grid"))


def test_grid_of_very_many_counts_them() -> None:
    activities = [assessed(n, PANEL if n % 3 else {}) for n in range(1, 218)]
    drawing = grid_of_many(questionnaire(), activities)
    svg = drawn("grid", drawing, "grid")
    assert not drawing.discs
    assert sum(cell.count for cell in drawing.cells) + len(drawing.unplaced) == 217
    assert "Co-planned provision: 145." in words_of(svg)
    assert "Not known: 72." in words_of(svg)
    assert ">145</text>" in svg


def test_distribution_counts_certain_and_possible() -> None:
    several = [
        assess(PANEL),
        assess(PANEL),
        assess({**PANEL, "purpose": "listen", "seats": "none"}),
    ]
    drawing = distribution_drawing(questionnaire(), [*several, assess(UNSURE)])
    assert [bar.rung.number for bar in drawing.bars] == [8, 7, 6, 5, 4, 3, 2, 1, 0]
    fifth = next(bar for bar in drawing.bars if bar.rung.number == 5)
    assert fifth.count.certain == 2
    assert fifth.certain is not None
    assert fifth.possible is not None
    assert fifth.possible.hatch
    assert max(bar.end for bar in drawing.bars) < drawing.width
    assert "On rung 5, A seat at the table (Placation): 2 certain, 1 possible." in words_of(
        drawn("distribution", drawing, "distribution")
    )


def test_distribution_of_nothing() -> None:
    drawing = distribution_drawing(questionnaire(), [])
    assert drawing.median is None
    assert "No activity stands" in words_of(drawn("distribution", drawing, "distribution"))


def test_hatching_stays_inside() -> None:
    box = hatched(Box(10, 20, 20, 60), rounded=True)
    numbers = [float(n) for n in re.findall(r"[\d.]+", box.hatch)]
    points = list(zip(numbers[::2], numbers[1::2], strict=True))
    assert len(points) > 10
    for x, y in points:
        down = min(max(y, 30), 70)
        assert (x - 20) ** 2 + (y - down) ** 2 <= 10.01**2
