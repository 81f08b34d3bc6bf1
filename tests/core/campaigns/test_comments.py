"""Comments: found by words and themes, and words taken out of them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ladder_assess.core.campaigns.comments import (
    TAKEN_OUT,
    Comment,
    Wanted,
    count_themes,
    found,
    themes_in,
    without,
)

SAID = [
    Comment("a", "user", "Nobody wrote back to me.", themes=("answering back", "Time")),
    Comment("b", "provider", "Éire: meet where people are.", themes=("Time",)),
    Comment("c", "user", "[…]", 1),
]


@pytest.mark.parametrize(
    ("wanted", "ids"),
    [
        (Wanted(), "abc"),
        (Wanted("wrote"), "a"),
        (Wanted("eire"), "b"),
        (Wanted("time"), "ab"),
        (Wanted("wrote where"), ""),
        (Wanted(theme="Time"), "ab"),
        (Wanted(theme="Time", form="user"), "a"),
        (Wanted(form="user"), "ac"),
    ],
)
def test_comments_are_found_by_words_theme_and_group(wanted: Wanted, ids: str) -> None:
    assert "".join(each.id for each in found(SAID, wanted)) == ids


def test_themes_are_counted_in_the_order_of_the_alphabet() -> None:
    assert list(count_themes(SAID).items()) == [("answering back", 1), ("Time", 2)]
    assert count_themes([]) == {}


@pytest.mark.parametrize(
    ("typed", "themes"),
    [
        ("", ()),
        (" , ,", ()),
        ("time, money", ("Time", "money")),
        ("TIME,time,  Time ", ("Time",)),
        ("Where  we\tmeet", ("Where we meet",)),
        ("!, ?", ("!", "?")),
    ],
)
def test_themes_are_split_at_commas_and_known_ones_stay_as_they_were(
    typed: str, themes: tuple[str, ...]
) -> None:
    assert themes_in(typed, ["Time"]) == themes


@pytest.mark.parametrize(
    ("text", "words", "left"),
    [
        ("Ask Ann Lee. Ann Lee knows.", "ann lee", "Ask […]. […] knows."),
        ("Ask Ann\nLee.", "Ann Lee", "Ask […]."),
        ("Ann, not Anna or joann", "ann", "[…], not Anna or joann"),
        ("Call 0123 (4.5)!", "(4.5)!", "Call 0123 […]"),
        ("Ça va, Zoë?", "ZOË", "Ça va, […]?"),
        (r"a \1 b", r"\1", "a […] b"),
    ],
)
def test_words_are_taken_out_wherever_they_stand(text: str, words: str, left: str) -> None:
    assert without(text, words) == left


@pytest.mark.parametrize("words", ["", "  ", "Bob", "Le", "nn L"])
def test_what_does_not_stand_there_is_not_taken_out(words: str) -> None:
    assert without("Ask Ann Lee.", words) is None


@given(st.text(max_size=60), st.text(min_size=1, max_size=6))
def test_after_taking_words_out_they_do_not_stand_there_any_more(text: str, words: str) -> None:
    left = without(text, words)
    if left is not None and TAKEN_OUT.casefold().find(words.strip().casefold()) < 0:
        again = without(left, words)
        assert again is None or TAKEN_OUT in words
