"""What is shown of the values of a column, wherever in it they begin."""

from hypothesis import given, settings
from hypothesis import strategies as st

from ladder_assess.core.register.columns import Headings, register_columns
from ladder_assess.storage.register.table import EXAMPLES
from ladder_assess.storage.register.tables import SAMPLE, read_table
from tests.support.command import rules

KNOWN = Headings(register_columns(rules().definitions.questionnaire))


@settings(max_examples=25, deadline=None)
@given(first=st.integers(0, 3 * SAMPLE), many=st.integers(0, 5))
def test_values_are_seen_wherever_they_begin(first: int, many: int) -> None:
    """Two columns without a name had a thousand values from row 515 on, and were called empty."""
    rows = [
        f"{at},{f'Place {at}' if first <= at < first + many else ''},Meeting {at}"
        for at in range(first + many + 1)
    ]
    table = read_table("\n".join(["id,,name", *rows]).encode(), KNOWN)
    assert table.examples[2] == tuple(f"Meeting {at}" for at in range(min(EXAMPLES, len(rows))))
    assert table.examples[1] == tuple(f"Place {first + at}" for at in range(min(EXAMPLES, many)))
