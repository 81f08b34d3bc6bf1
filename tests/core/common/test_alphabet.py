"""Names are listed where whoever looks for one expects it."""

import unicodedata
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from ladder_assess.core.common.alphabet import in_alphabet

NAMES = [
    "2 meetings", "10 meetings", "Ångström Street", "cafe", "Café", "Cafés", "eel", "Élan",
    "“Open door”", "ward 1", "Ward 02", "Ward 10", "Ward 10a", "Ynys Môn", "Zoo", "!", "",
]  # fmt: skip


def test_accents_case_marks_and_figures_stand_where_people_look() -> None:
    shuffled = NAMES[::-1]
    shuffled.sort(key=in_alphabet)
    assert shuffled == ["!", *(name for name in NAMES if name not in ("!", "")), ""]


@given(st.integers(0, 10**30), st.integers(0, 10**30), st.sampled_from(["", "Ward ", "é"]))
def test_figures_stand_by_how_large_they_are(one: int, other: int, before: str) -> None:
    keys = [in_alphabet(f"{before}{number}") for number in sorted((one, other))]
    assert keys == sorted(keys)


@given(st.lists(st.text()))
def test_every_text_has_its_place(texts: list[str]) -> None:
    ordered = sorted(texts, key=in_alphabet)
    assert all(in_alphabet(a) <= in_alphabet(b) for a, b in pairwise(ordered))


@given(st.text("abc éÉñ12 -’", max_size=12))
def test_no_accent_and_no_case_moves_a_name(text: str) -> None:
    plain = "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
    assert in_alphabet(plain.upper())[1] == in_alphabet(text.lower())[1]
