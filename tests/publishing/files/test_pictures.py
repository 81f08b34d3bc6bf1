"""Drawings as pixels: as wide as they are asked for, and in our own typeface."""

import re
import struct
from pathlib import Path

import pytest

from ladder_assess.publishing.common.directions import isolated
from ladder_assess.publishing.common.typefaces import typefaces
from ladder_assess.publishing.files.outlines import outlined
from ladder_assess.publishing.files.pictures import PIXELS_A_MILLIMETRE, bare, folder, pixels
from tests.publishing.plans import FONTS
from tests.publishing.scripts import NAMES

START = '<svg xmlns="http://www.w3.org/2000/svg" class="a" role="img" viewBox="0 0 100 20">'
WORDS = f'{START}<title id="t">Said</title><text y="15" font-family="%s">V or W</text></svg>'
NOTHING = f"{START}</svg>"


def drawn(svg: str) -> bytes:
    pixels.cache_clear()
    return pixels(bare(svg), 50, FONTS)


def test_a_drawing_is_as_wide_as_asked_for() -> None:
    made = drawn(NOTHING)
    assert made.startswith(b"\x89PNG")
    assert struct.unpack(">II", made[16:24]) == (50 * PIXELS_A_MILLIMETRE, 60)


def test_words_are_in_our_typeface_whatever_else_a_system_has() -> None:
    own = drawn(WORDS % "Atkinson Hyperlegible")
    assert own != drawn(NOTHING)
    assert own == drawn(WORDS % "Nowhere, sans-serif")


def test_a_typeface_that_was_cleared_away_is_made_again() -> None:
    before = drawn(WORDS % "Atkinson Hyperlegible")
    for file in folder().files(typefaces(FONTS)[:1]):
        Path(file).unlink()
    assert drawn(WORDS % "Atkinson Hyperlegible") == before


@pytest.mark.parametrize("name", ["One", "Two &lt;title&gt; &#34; class=&#34;x"])
def test_what_a_drawing_is_called_is_not_in_it(name: str) -> None:
    svg = f'{START}<title id="t" data-name="{name}">{name}</title><path d="M0 0"/></svg>'
    assert bare(svg) == (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 20"><path d="M0 0"/></svg>'
    )


def test_a_drawing_in_our_own_letters_stays_as_it_is() -> None:
    plain = WORDS % "Atkinson Hyperlegible"
    assert outlined(plain, FONTS) == plain


def texts(*said: str, look: str = "") -> str:
    each = "".join(f'<text x="4" y="15" {look}>{text}</text>' for text in said)
    return f'{START}<g font-size="9" fill="#123">{each}</g></svg>'


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
def test_a_name_in_any_script_is_drawn_as_lines_alike_for_all_that_see_it(name: str) -> None:
    drawing = outlined(texts(isolated(name)), FONTS)
    assert "<text" not in drawing
    assert drawing.count("<path") >= 1
    # What it looks like no longer hangs on the typefaces that a program has.
    assert drawn(drawing) == drawn(drawing.replace("<svg ", '<svg font-family="Nowhere" '))


def test_names_that_differ_are_drawn_differently() -> None:
    seen = {outlined(texts(isolated(name)), FONTS) for name in NAMES.values()}
    assert len(seen) == len(NAMES)


def test_lines_stand_where_the_text_stood() -> None:
    def across(look: str) -> list[float]:
        drawing = outlined(texts("Ж", look=look), FONTS)
        return [float(place) for place in re.findall(r"translate\(([-\d.]+)", drawing)]

    (start,), (middle,), (end,) = map(across, ("", 'text-anchor="middle"', 'text-anchor="end"'))
    assert start == 4
    assert middle == pytest.approx((start + end) / 2, abs=0.02)
    assert end < middle < start
    (wide,) = across('text-anchor="end" font-size="18"')
    assert 4 - wide == pytest.approx(2 * (4 - end), abs=0.02)


def test_a_drawing_keeps_its_look_and_what_else_it_says() -> None:
    drawing = outlined(texts("Ж", "plain", look='fill="#abc" transform="rotate(9)"'), FONTS)
    assert re.search(r'<g fill="#abc" transform="rotate\(9\)"><path', drawing)
    assert ">plain</text>" in drawing
    assert 'xmlns="http://www.w3.org/2000/svg"' in drawing


def test_what_people_typed_is_never_markup_in_a_drawing() -> None:
    drawing = outlined(texts("Ж &lt;script&gt; &amp;"), FONTS)
    assert "script" not in drawing
