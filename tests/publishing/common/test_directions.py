"""Names of one direction in sentences of the other: nothing lost, nothing on the wrong side."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ladder_assess.publishing.common.directions import (
    END,
    LEFT,
    START,
    as_seen,
    directed,
    embedded,
    isolated,
    runs_from_the_right,
    stretches,
    unmarked,
)

ARABIC, HEBREW = "مجلس السكان", "שלום"
LETTERS = st.text(st.sampled_from("ab 1(.-" + ARABIC + HEBREW + START + END + "\u202e"))


@given(LETTERS)
def test_nothing_is_lost_or_said_twice(text: str) -> None:
    plain = unmarked(text)
    assert "".join(part for part, _ in stretches(text)) == plain
    assert sorted("".join(part for part, _ in as_seen(text))) == sorted(plain)


@given(LETTERS)
def test_setting_apart_closes_what_it_opens_and_is_done_once(text: str) -> None:
    apart = isolated(text)
    assert apart.count(START) == apart.count(END)
    assert "\u202e" not in apart
    assert isolated(apart) == apart
    if START not in text and END not in text:
        assert unmarked(apart) == text.replace("\u202e", "")


def test_a_text_of_one_direction_stays_as_it_is() -> None:
    for text in ("", "Tenant panel (12)", "Zażółć", "居民"):
        assert isolated(text) == text
        assert not runs_from_the_right(text)


def test_what_stands_behind_a_name_stays_behind_it() -> None:
    sentence = f"{isolated(ARABIC)} 12 answers"
    assert as_seen(sentence) == [(ARABIC, True), (" 12 answers", False)]
    both = f"{isolated(ARABIC)}, {isolated(HEBREW)}."
    assert [part for part, _ in as_seen(both)] == [ARABIC, ", ", HEBREW, "."]


def test_words_and_numbers_within_a_name_run_forward_at_their_place_from_the_right() -> None:
    assert as_seen(isolated("مجلس ABC 12 شارع")) == [
        (" شارع", True), ("ABC 12", False), ("مجلس ", True),
    ]  # fmt: skip


def seen(text: str) -> str:
    """A line from its left to its right, letter by letter."""
    return "".join(part[::-1] if right else part for part, right in as_seen(text))


@pytest.mark.parametrize(
    ("text", "order"),
    [
        ("(ابج) 2024 [x]", "]x[ 2024 )جبا("),
        ("שלום (U+05E9) 12–14 abc!", "!12–14 abc )U+05E9( םולש"),
        ("שלום ab (cd) ef", "ab (cd) ef םולש"),
        ("שלום 12-14, 50%", "50% ,12-14 םולש"),
        ("ابج 12-14", "14-12 جبا"),
        ("On ابج 2024 (x) then", "On 2024 جبا (x) then"),
        ("On שלום (2024)", "On )2024( םולש"),
        ("On (ابج) 12", "On (جبا) 12"),
    ],
)
def test_a_drawing_has_the_order_that_print_and_word_processors_have(text: str, order: str) -> None:
    """By Unicode's algorithm (UAX #9), as two other programs made it. Names without brackets and
    signs could not show where those go.
    """
    assert seen(isolated(text)) == order


def test_a_word_processor_is_told_the_order_where_it_could_err() -> None:
    for plain in (ARABIC, HEBREW, f"{HEBREW} {ARABIC}"):
        assert embedded(plain) == plain
    for mixed in (f"({ARABIC}) 2024 [x]", f"{HEBREW} (U+05E9)", f"12 {HEBREW}"):
        assert embedded(mixed) == f"\u202b{mixed}\u202c\u200e"


@pytest.mark.parametrize(
    ("text", "right"),
    [
        (ARABIC, True),
        (f"12 {HEBREW}", True),
        (f"On {HEBREW}", False),
        (isolated(ARABIC), True),
        (f" {isolated(ARABIC)} ", True),
        (f"{isolated(ARABIC)} is on rung 4", False),
        (f"1. {isolated(ARABIC)}", False),
    ],
)
def test_a_paragraph_runs_as_its_own_words_do(text: str, right: bool) -> None:
    assert runs_from_the_right(text) is right


def test_only_blocks_that_hold_one_text_alone_are_turned() -> None:
    name = isolated(ARABIC)
    assert directed(f"<p>{name}</p>") == f'<p dir="rtl">{name}</p>'
    for stays in (f"<p>{name} 12</p>", f"<td>{name}</td>", f"<p>{isolated('Café ' + HEBREW)}</p>"):
        assert directed(stays) == stays
    assert directed(f'<p title="{name}">x</p>') == f'<p title="{ARABIC}">x</p>'
    assert LEFT in directed(f"<p>{name}</p>")
