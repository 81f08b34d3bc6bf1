"""Pages of a long list hold all of it, each thing once."""

from hypothesis import given
from hypothesis import strategies as st

from ladder_assess.core.common.page_of_rows import page_of


@given(st.lists(st.integers(), max_size=30), st.integers(-3, 9), st.integers(1, 9))
def test_pages_hold_everything_once(items: list[int], at: int, most: int) -> None:
    page = page_of(items, at, most)
    assert 1 <= page.at <= page.of
    assert [i for n in range(1, page.of + 1) for i in page_of(items, n, most).rows] == items
    assert page.total == len(items)
    assert len(page.rows) <= most
    assert list(page.rows) == items[page.first - 1 : page.last]
