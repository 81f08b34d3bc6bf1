"""Numbers of boxes as they are keyed, and what counts where two times differ."""

import pytest

from ladder_assess.core.campaigns.keyed import (
    AGAIN,
    BEGUN,
    ONCE,
    TWICE,
    KeyedSheet,
    box_numbers,
    chosen,
    kept,
    value_of,
)
from ladder_assess.core.questionnaire.questionnaire import Item, Option

OPTIONS = tuple(Option(each, each) for each in ("a", "b", "c"))
ONE = Item("one", "One?", "one", options=OPTIONS)
MANY = Item("many", "Many?", "many", options=OPTIONS)


@pytest.mark.parametrize(
    ("item", "typed", "value"),
    [
        (ONE, "", None),
        (ONE, " 2 ", "b"),
        (MANY, "3 1", ("a", "c")),
        (MANY, "3,1;3", ("a", "c")),
        (MANY, " , ", None),
    ],
)
def test_numbers_are_those_of_the_boxes(item: Item, typed: str, value: object) -> None:
    assert value_of(item, typed) == value
    assert value_of(item, box_numbers(item, value_of(item, typed))) == value


@pytest.mark.parametrize(
    ("item", "typed"),
    [(ONE, "0"), (ONE, "4"), (ONE, "1 2"), (ONE, "x"), (MANY, "1 4"), (ONE, "-1"), (ONE, "١")],
)
def test_what_is_the_number_of_no_box_is_refused(item: Item, typed: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        value_of(item, typed)


def test_the_second_time_shows_nothing_of_the_first() -> None:
    sheet = kept(KeyedSheet(1, ""), {"one": "a"}, "Said.", whole=False)
    assert (sheet.state, sheet.under_way) == (BEGUN, {"one": "a"})
    sheet = kept(sheet, {"one": "a", "many": ("b",)}, "Said.", whole=True)
    assert (sheet.state, sheet.under_way) == (ONCE, {})
    sheet = kept(sheet, {"one": "b"}, "", whole=False)
    assert (sheet.state, sheet.under_way, sheet.comment) == (AGAIN, {"one": "b"}, "Said.")
    sheet = kept(sheet, {"one": "b"}, "", whole=True)
    assert (sheet.state, set(sheet.differs), sheet.settled) == (TWICE, {"one", "many"}, False)


def test_of_what_differs_the_chosen_one_counts() -> None:
    sheet = KeyedSheet(1, "", TWICE, {"one": "a", "many": ("b",)}, {"one": "b"})
    assert chosen(sheet, [ONE, MANY], {"one": True}) == {"one": "b", "many": ("b",)}
    assert chosen(sheet, [ONE, MANY], {"one": False, "many": True}) == {"one": "a"}


def test_keyed_alike_is_settled() -> None:
    assert KeyedSheet(1, "", TWICE, {"one": "a"}, {"one": "a"}).settled
