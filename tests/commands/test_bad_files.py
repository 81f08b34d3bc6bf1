"""A file of something else is not told of line by line to its end."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ladder_assess.core.questionnaire import record
from ladder_assess.storage.instruments import score_tables
from tests.support.command import place, run

FEW = 20
GOOD = {"id": "a", "answers": {}}


@pytest.fixture(scope="module", autouse=True)
def few() -> Iterator[None]:
    """The bound in small, so that a file beyond it is short."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(record, "MOST_REJECTED", FEW)
        patch.setattr(score_tables, "MOST_REJECTED", FEW)
        yield


def test_a_file_of_something_else_is_left_with_words() -> None:
    made = place(*["{}"] * (FEW + 500))
    assert made.code == 1
    lines = {int(error.split()[1].rstrip(":")) for error in made.errors}
    assert max(lines) == FEW
    last = made.errors[-1]
    assert last.startswith(f"line {FEW}: line: expected another file: {FEW} of the first {FEW}")
    assert last.endswith("so the rest was not read")


@given(st.lists(st.booleans(), max_size=3 * FEW))
def test_whatever_is_good_is_placed_until_hardly_a_line_is(good: list[bool]) -> None:
    """Each line is placed or told of, in order, up to where the rest is left, and that is said."""
    made = place(*[GOOD if fine else "{}" for fine in good])
    bad = [at for at, fine in enumerate(good) if not fine]
    ends = [
        at + 1
        for at in bad
        if bad.index(at) + 1 >= FEW and bad.index(at) + 1 > 9 * good[:at].count(True)
    ]
    read = ends[0] if ends else len(good)
    assert len(made.ids) == good[:read].count(True)
    told = {int(error.split()[1].rstrip(":")) for error in made.errors}
    assert told == {at + 1 for at in bad if at < read}
    assert ("was not read" in "".join(made.errors[-1:])) == bool(ends)
    assert made.code == bool(bad)


def test_a_long_register_with_slips_in_it_is_read_to_its_end() -> None:
    lines = [GOOD] * 10 + ["{}"] * (2 * FEW) + [GOOD] * 5
    made = place(*lines)
    assert len(made.ids) == 15
    assert "was not read" not in "".join(made.errors)


def test_a_table_of_something_else_is_left_with_words() -> None:
    made = run("reliability", "-", given=b"a,b\n" + b"x,1\n" * (FEW + 500))
    assert made.code == 1
    assert len(made.errors) == FEW + 1
    assert f"{FEW} of the first {FEW} lines cannot be read" in made.errors[-1]
