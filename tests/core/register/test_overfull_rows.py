"""Rows with something beneath no heading: wrong, or taken without it where somebody says so."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ladder_assess.core.register.columns import ID, NAME, register_columns
from ladder_assess.core.register.flaws import BadRow, Flaw
from ladder_assess.core.register.rows.facts import RowRules
from ladder_assess.core.register.rows.reader import RowReader
from ladder_assess.core.register.rows.seen import RowsSeen
from tests.support.command import rules

QUESTIONNAIRE = rules().definitions.questionnaire
COLUMNS = register_columns(QUESTIONNAIRE)
REST = st.dictionaries(st.integers(2, 9), st.just(Flaw("beyond", "F", "see Anne")), max_size=4)


def reader(*, without_rest: bool) -> RowReader:
    columns = (COLUMNS[ID], COLUMNS[NAME])
    return RowReader(QUESTIONNAIRE, ("id", "name"), columns, RowRules(without_rest=without_rest))


@given(rest=REST, without_rest=st.booleans())
def test_a_row_is_taken_without_what_stands_beneath_no_heading(
    rest: dict[int, Flaw], *, without_rest: bool
) -> None:
    seen, found = RowsSeen(), reader(without_rest=without_rest)
    if rest and not without_rest:
        with pytest.raises(BadRow) as bad:
            found.read(["a", "Panel"], rest)
        seen.refuse(bad.value.flaws, named=True)
        assert (seen.overfull, seen.mendable, seen.cut) == (1, 0, 0)
        return
    assert found.read(["a", "Panel"], rest).facts[NAME] == "Panel"
    seen.leave_empty("2", found)
    assert (seen.cut, seen.cut_at) == (bool(rest), ["2"] * bool(rest))
    found.read(["b", "Forum"], {})
    assert not found.has_rest, "it is said of one row alone"


@given(REST.filter(bool))
def test_what_else_is_wrong_stays_so(rest: dict[int, Flaw]) -> None:
    other = {1: Flaw("formula", "name")}
    for without_rest, many in ((True, 1), (False, 1 + len(rest))):
        with pytest.raises(BadRow) as bad:
            reader(without_rest=without_rest).read(["a", "x"], rest | other)
        assert len(bad.value.flaws) == many
        seen = RowsSeen()
        seen.refuse(bad.value.flaws, named=True)
        assert not seen.overfull
