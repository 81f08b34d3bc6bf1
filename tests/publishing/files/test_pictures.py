"""Drawings as pixels: as wide as they are asked for, and in our own typeface."""

import struct
from pathlib import Path

import pytest

from ladder_assess.publishing.files.pictures import PIXELS_A_MILLIMETRE, bare, pixels, typeface
from ladder_assess.publishing.plan.pdf import font_paths
from tests.publishing.plans import FONTS

TYPEFACE = tuple(font_paths(FONTS))
START = '<svg xmlns="http://www.w3.org/2000/svg" class="a" role="img" viewBox="0 0 100 20">'
WORDS = f'{START}<title id="t">Said</title><text y="15" font-family="%s">Ŵ or W</text></svg>'
NOTHING = f"{START}</svg>"


def drawn(svg: str) -> bytes:
    pixels.cache_clear()
    return pixels(bare(svg), 50, TYPEFACE)


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
    for file in typeface(TYPEFACE).files:
        Path(file).unlink()
    assert drawn(WORDS % "Atkinson Hyperlegible") == before


@pytest.mark.parametrize("name", ["One", "Two &lt;title&gt; &#34; class=&#34;x"])
def test_what_a_drawing_is_called_is_not_in_it(name: str) -> None:
    svg = f'{START}<title id="t" data-name="{name}">{name}</title><path d="M0 0"/></svg>'
    assert bare(svg) == (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 20"><path d="M0 0"/></svg>'
    )
