"""Lists turned on their side are told by the names of columns one below another."""

from hypothesis import given
from hypothesis import strategies as st

from ladder_assess.core.register.columns import NAME
from ladder_assess.core.register.headings.turned import FEW, MOST_ROWS, names_below
from tests.core.register.test_guessing import KNOWN

NAMES = ("Title", "Start date", "End date", "Description", "Ref", "Department", "Participants")
OTHER = ("Cost", "Venue", "Remarks")


@given(
    st.permutations(NAMES).flatmap(lambda all_: st.integers(3, 7).map(lambda n: all_[:n])),
    st.lists(st.sampled_from(OTHER), unique=True, max_size=2),
    st.integers(1, 8),
)
def test_names_of_columns_one_below_another_are_seen(
    names: list[str], others: list[str], activities: int
) -> None:
    across = [f"Panel {at}" for at in range(activities)]
    found = names_below([*names, *others], [names[0], *across], KNOWN)
    if "Title" in names:
        assert found == tuple(names[:FEW])
    else:
        assert found == ()


@given(st.permutations(NAMES), st.integers(1, 30))
def test_a_list_that_stands_upright_is_none(names: list[str], rows: int) -> None:
    first = [names[0], *(f"Panel {at}" for at in range(rows))]
    assert names_below(first, names, KNOWN) == ()


def test_words_that_are_names_of_columns_too_are_what_a_list_may_be_of() -> None:
    """A register of kinds of meetings, or a dictionary of columns, has headings of its own."""
    kinds = ["Type", *["Workshop", "Meeting", "Consultation", "Petition"] * 5]
    assert names_below(kinds, ["Type", "Ward", "Year"], KNOWN) == (), "these are all names"
    assert KNOWN.surely("Workshop") == NAME
    long = [*NAMES, *(f"Title {at}" for at in range(MOST_ROWS))]
    assert names_below(long, ["A", "B"], KNOWN) == ()
    assert names_below([], [], KNOWN) == ()
