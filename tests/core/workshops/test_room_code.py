"""Codes can be read out, typed any way and never taken for another."""

from math import log2

from hypothesis import given
from hypothesis import strategies as st

from ladder_assess.core.workshops.room_code import (
    CHECK_LENGTH,
    DRAWN_LENGTH,
    LENGTH,
    LETTERS,
    LONGEST_TYPED,
    SEAT_LENGTH,
    new_code,
    new_seat,
    read_code,
    read_seat,
    spoken,
)

CODES = st.text(LETTERS, min_size=LENGTH, max_size=LENGTH)


@given(st.lists(st.integers(0, len(LETTERS) - 1), min_size=LENGTH, max_size=LENGTH))
def test_a_new_code_is_one_that_is_read(drawn: list[int]) -> None:
    left = iter(drawn)
    code = new_code(lambda most: next(left) % most)
    assert read_code(code) == code


@given(CODES, st.sampled_from(["{}", " {} ", "{}\n"]), st.booleans())
def test_a_code_is_read_however_it_is_typed(code: str, around: str, small: bool) -> None:
    for typed in (code, spoken(code), f"{code[:3]}-{code[3:]}", " ".join(code)):
        assert read_code(around.format(typed.lower() if small else typed)) == code


@given(CODES, st.sampled_from(["https://a.example", "a.example:8000/w"]), st.booleans())
def test_a_code_is_read_in_an_address_and_in_wide_letters(
    code: str, site: str, small: bool
) -> None:
    typed = code.lower() if small else code
    wide = "".join(chr(ord(sign) + 0xFEE0) for sign in typed)
    for path in ("", "?door=cdfghj3467", "/name", "#main"):
        assert read_code(f"{site}/w/{typed}{path}") == code
    assert read_code(wide) == code


@given(st.text(max_size=12))
def test_what_can_be_no_code_is_none(typed: str) -> None:
    code = read_code(typed)
    assert code == "" or (len(code) == LENGTH and set(code) <= set(LETTERS))


def test_the_last_room_of_a_pasted_text_counts_and_nobody_looks_through_a_long_one() -> None:
    assert read_code("a.example/w/x/w/CDF-GHJ/name") == "CDFGHJ"
    assert read_code("a" * LONGEST_TYPED + "/w/CDFGHJ") == ""
    assert read_code("C" * (LONGEST_TYPED + 1)) == ""


def test_no_letter_looks_like_another_and_no_code_is_a_word() -> None:
    assert not set("01258ILOSBZ" + "AEIOU") & set(LETTERS)
    assert len(set(LETTERS)) == len(LETTERS)


@given(st.lists(st.integers(0, len(LETTERS) - 1), min_size=SEAT_LENGTH, max_size=SEAT_LENGTH))
def test_a_seat_is_read_as_it_is_shown_and_is_no_code(drawn: list[int]) -> None:
    left = iter(drawn)
    seat = new_seat(lambda most: next(left) % most) + "".join(LETTERS[at] for at in left)
    assert len(seat) == SEAT_LENGTH == DRAWN_LENGTH + CHECK_LENGTH
    assert read_seat(spoken(seat).lower()) == seat
    assert read_code(seat) == ""
    assert read_seat(seat[:LENGTH]) == read_seat(seat[:DRAWN_LENGTH]) == ""


def test_nobody_can_try_all_seats() -> None:
    """Of 52 bits all can be tried in days, against the votes of all rounds at once."""
    assert DRAWN_LENGTH * log2(len(LETTERS)) > 80
