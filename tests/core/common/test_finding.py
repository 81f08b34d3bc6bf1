"""Whatever people type differently, the same is found; and only what holds every word."""

import unicodedata
from collections.abc import Callable
from random import Random
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ladder_assess.core.common.finding import HYPHENS, MOST_LETTERS, finds, plain_words

WORDS = st.lists(st.text("abcxyzßøéñłİ0123", min_size=1, max_size=6), min_size=1, max_size=6)
Form = Literal["NFC", "NFD", "NFKC", "NFKD"]
FORMS: st.SearchStrategy[Form] = st.sampled_from(["NFC", "NFD", "NFKC", "NFKD"])


@given(
    WORDS,
    st.randoms(),
    st.sampled_from([str.upper, str.lower, str.title, str.casefold]),
    st.sampled_from([" ", "-", ", ", "\u00a0", " – ", "/"]),
    FORMS,
)
def test_case_accents_gaps_and_order_make_no_difference(
    words: list[str], random: Random, cased: Callable[[str], str], gap: str, form: Form
) -> None:
    text = " ".join(words)
    other = list(words)
    random.shuffle(other)
    typed = unicodedata.normalize(form, cased(gap.join(other)))
    plain = "".join(c for c in unicodedata.normalize("NFD", typed) if not unicodedata.combining(c))
    assert finds(typed, text)
    assert finds(plain, text)
    assert finds(text, typed)


@given(st.text(max_size=MOST_LETTERS), st.text().filter(lambda text: not HYPHENS.search(text)))
def test_what_is_found_holds_every_word_and_nothing_else_does(wanted: str, text: str) -> None:
    said = " ".join(plain_words(text))
    assert finds(wanted, text) == all(word in said for word in plain_words(wanted))


@given(WORDS, st.sampled_from(["-", "\u2010", "\u2011"]), FORMS)
def test_a_hyphen_makes_no_difference(words: list[str], hyphen: str, form: Form) -> None:
    ways = [unicodedata.normalize(form, between.join(words)) for between in ("", hyphen)]
    assert all(finds(typed, f"a {text} b") for typed in ways for text in ways)


@given(st.text(), st.text())
def test_each_of_several_texts_is_looked_at(one: str, other: str) -> None:
    typed = f"{one[:50]} {other[:49]}"
    assert finds(typed, one, other)
    assert finds(typed, other, one)


@pytest.mark.parametrize(
    ("wanted", "text"),
    [
        ("cafe", "Café"),
        ("CAFÉ", "cafe"),
        ("lodz", "Łódź"),
        ("orsted", "Ørsted"),
        ("strasse", "Straße"),
        ("young peoples", "Young People’s Council"),
        ("council youth", "Youth council"),
        ("arts and heritage", "Arts & heritage"),
        ("co production", "Co-production"),
        ("coproduction", "Co-production"),
        ("co-design", "Codesign"),
        ("ﬁre", "Fire"),
        ("", "anything"),
        ("?!", "anything"),
    ],
)
def test_what_is_found(wanted: str, text: str) -> None:
    assert finds(wanted, text)


@pytest.mark.parametrize(
    ("wanted", "text"), [("youth parks", "Youth council"), ("a", ""), ("9", "8")]
)
def test_what_is_not_found(wanted: str, text: str) -> None:
    assert not finds(wanted, text)
