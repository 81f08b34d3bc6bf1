"""Ids that are the same, and those that may be."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ladder_assess.core.register import identity
from ladder_assess.core.register.identity import NamesAsIds, alike_key, id_key, known_ids

UNSEEN = ("\u200b", "\u200d", "\u200e", "\u2060", "\ufeff", "\u00ad", "\u202a", "\ufe0f")


@example("0000000 \x1e0", 8, "\u200b")
@given(st.text(max_size=20), st.integers(0, 20), st.sampled_from(UNSEEN))
def test_how_letters_are_stored_makes_no_difference(text: str, at: int, mark: str) -> None:
    wanted = id_key(text)
    assert id_key(unicodedata.normalize("NFD", text)) == id_key(unicodedata.normalize("NFC", text))
    assert (
        id_key(text[:at] + mark + text[at:])
        == id_key(unicodedata.normalize("NFC", text))
        == (id_key(unicodedata.normalize("NFC", wanted)))
    )


@pytest.mark.parametrize(
    "pair",
    [("001", "1"), ("A1", "a1"), ("A-0007", "A\u20130007"), ("A-0007", "A-7"), ("A 7", "a-07"),
     ("A\u20117", "A-7"), ("０１", "1")],
)  # fmt: skip
def test_what_was_lost_on_the_way_is_offered_and_never_taken_for_granted(
    pair: tuple[str, str],
) -> None:
    first, second = pair
    assert id_key(first) != id_key(second)
    assert alike_key(first) == alike_key(second)
    known = known_ids([(first, 1)])
    assert known.numbers_of(second) == []
    assert known.offer(second, ()) == first
    assert known.offer(second, {id_key(first)}) == "", "it is spoken for"


@pytest.mark.parametrize("pair", [("A1", "A10"), ("10", "1"), ("A-1-2", "A-12"), ("1.5", "15")])
def test_what_differs_in_what_is_read_is_not_alike(pair: tuple[str, str]) -> None:
    assert alike_key(pair[0]) != alike_key(pair[1])


def test_where_two_may_be_meant_neither_is_offered() -> None:
    assert known_ids([("001", 1), ("01", 2)]).offer("1", ()) == ""


@given(st.lists(st.sampled_from(("Panel", "Panel (2)", "Panel (3)", "Forum", "x" * 200))))
def test_names_that_stand_again_each_make_an_id_of_their_own(names: list[str]) -> None:
    made = NamesAsIds(names)
    ids = [made.next_of(name) for name in names]
    assert len(set(ids)) == len(ids)
    assert set(names) <= set(ids)
    assert max(map(len, ids), default=0) <= 200
    again = NamesAsIds(names)
    assert [again.next_of(name) for name in names] == ids


def test_long_names_that_differ_at_their_ends_take_no_longer_than_others(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Numbered, they are the same: searched for anew each time, 24,000 took 15 minutes."""
    tried = 0
    number = identity._numbered

    def counted(name: str, at: int) -> str:
        nonlocal tried
        tried += 1
        return number(name, at)

    monkeypatch.setattr(identity, "_numbered", counted)
    names = [f"{'x' * 192}{at:08}" for at in range(2_000)] * 2
    made = NamesAsIds(names)
    assert len({made.next_of(name) for name in names}) == len(names)
    assert tried <= 2 * len(names)
