"""Every script has a typeface, and a text gets those that it needs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ladder_assess.publishing.common.typefaces import (
    OWN_FAMILY,
    UNDRAWN,
    needed,
    runs,
    typefaces,
)
from tests.publishing.plans import FONTS
from tests.publishing.scripts import NAMES, opened

ALL = typefaces(FONTS)
SIGNS = "“”‘’–—…•½€£™→←≥≤≠✓✗☐★№₹৳"


def test_each_file_is_a_family_of_its_own() -> None:
    """The renderer draws one file's letters with the other's where two are called the same."""
    assert len({face.family for face in ALL}) == len(ALL)
    for face in ALL:
        for weight in face.files:
            names = opened(face.prepared(weight))["name"]
            assert (names.getDebugName(1), names.getDebugName(16)) == (face.family, None)


@pytest.mark.parametrize("name", [*NAMES.values(), SIGNS], ids=[*NAMES, "signs"])
def test_every_letter_of_every_script_has_a_typeface(name: str) -> None:
    have = frozenset[int]().union(*(face.letters for face in needed(FONTS, name)))
    assert {letter for letter in name if ord(letter) not in have | UNDRAWN} == set()


def test_the_plain_case_needs_our_own_alone() -> None:
    plain = "".join(map(chr, range(0x20, 0x17F)))[:0xDF] + "“”‘’–—…•½"
    assert [face.family for face in needed(FONTS, plain)] == [OWN_FAMILY]


@pytest.mark.parametrize("charset", ["gb2312", "big5"])
def test_chinese_is_complete(charset: str) -> None:
    first, last = range(0xA1, 0xFF), [*range(0x40, 0x7F), *range(0xA1, 0xFF)]
    pairs = (bytes([a, b]) for a in first for b in last)
    letters = {letter for pair in pairs for letter in pair.decode(charset, "ignore")}
    han = {ord(letter) for letter in letters if "\u4e00" <= letter <= "\u9fff"}
    assert len(han) > 6000
    assert han <= ALL[-1].letters


@given(st.text(st.sampled_from("".join(NAMES.values()))))
def test_cutting_a_text_loses_nothing(text: str) -> None:
    assert "".join(part for _, part in runs(text, ALL)) == text


def test_a_mark_stays_with_its_letter() -> None:
    assert [part for _, part in runs("पि x", ALL)] == ["पि ", "x"]
