"""Where views differ, what figures rest on, and what an agreed view changed."""

from hypothesis import given
from hypothesis import strategies as st

from ladder_assess.core.placement.placement import Interval
from ladder_assess.core.points_of_view.views import GROUPS, Comparison, GroupView, Spread
from ladder_assess.core.points_of_view.what_views_say import (
    agreed_changes,
    rests_on,
    typical,
    where_views_differ,
)
from ladder_assess.core.questionnaire.questionnaire import UNKNOWN, Item, Option

OPTIONS = ("none", "some", "most", "all")
CHOICES = tuple(map(Option, OPTIONS, OPTIONS))
ITEMS = [Item(f"i{place}", "?", "one", ordered=place > 1, options=CHOICES) for place in range(4)]
ANSWERS = st.sampled_from([*OPTIONS, UNKNOWN])
OWN = st.fixed_dictionaries({item.id: ANSWERS for item in ITEMS})
COUNTS = st.lists(st.integers(0, 6), min_size=5, max_size=5).filter(lambda c: sum(c[:-1]) >= 5)


@st.composite
def comparisons(draw: st.DrawFn) -> Comparison:
    """Up to three groups, each with some of the items."""
    groups = {}
    for group in draw(st.sets(st.sampled_from(GROUPS))):
        shown = draw(st.sets(st.sampled_from(range(len(ITEMS)))))
        spreads = {ITEMS[i].id: Spread(ITEMS[i], group, tuple(draw(COUNTS))) for i in shown}
        groups[group] = GroupView(group, 5, Interval(1, 1), spreads)
    return Comparison(groups, {}, ())


@given(comparisons(), OWN)
def test_an_item_is_left_out_where_one_answer_would_do_for_all(
    comparison: Comparison, own: dict[str, str]
) -> None:
    differ = {each.item.id for each in where_views_differ(comparison, own, ITEMS)}
    for item in ITEMS:
        said = [v.spreads[item.id] for v in comparison.groups.values() if item.id in v.spreads]
        alike = any(
            own[item.id] == option and all(option in typical(spread) for spread in said)
            for option in OPTIONS
        )
        assert (item.id in differ) == (bool(said) and not alike)


@given(comparisons(), OWN)
def test_what_each_side_says_is_told_with_how_many_it_rests_on(
    comparison: Comparison, own: dict[str, str]
) -> None:
    for each in where_views_differ(comparison, own, ITEMS):
        assert each.own == (own[each.item.id] if own[each.item.id] in OPTIONS else "")
        assert each.groups.keys() == each.answers.keys()
        assert all(number >= 5 for number in each.answers.values())
        assert all(set(said) <= set(OPTIONS) and said for said in each.groups.values())


@given(comparisons())
def test_a_placement_rests_on_no_more_than_answered_any_question(comparison: Comparison) -> None:
    for view in comparison.groups.values():
        known = sorted(spread.known for spread in view.spreads.values())
        assert rests_on(view) == ((known[0], known[-1]) if known else (0, 0))


@given(st.sampled_from(ITEMS), COUNTS)
def test_at_least_half_answer_on_either_side_of_what_stands_for_a_group(
    item: Item, counts: list[int]
) -> None:
    spread = Spread(item, "provider", tuple(counts))
    found = typical(spread)
    if not item.ordered:
        most = max(spread.counts[:-1])
        assert all(spread.counts[item.rank[option]] == most for option in found)
        return
    low, high = item.rank[found[0]], item.rank[found[-1]]
    assert 2 * sum(spread.counts[: high + 1]) >= spread.known
    assert 2 * sum(spread.counts[low:-1]) >= spread.known


@given(OWN, OWN)
def test_what_is_changed_is_what_is_not_the_same(own: dict[str, str], said: dict[str, str]) -> None:
    assert agreed_changes(own, own, ITEMS) == ()
    changed = {each.item.id for each in agreed_changes(said, own, ITEMS)}
    assert changed == {item.id for item in ITEMS if said[item.id] != own[item.id]}
