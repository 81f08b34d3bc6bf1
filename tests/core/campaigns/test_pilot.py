"""What may be shown of a pilot, by its properties over visits of every kind."""

from collections.abc import Sequence
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from ladder_assess.core.activities.activity_record import Value
from ladder_assess.core.campaigns.pilot import CHECK, Visit, pilot_result
from ladder_assess.core.instruments.instrument import InstrumentItem
from ladder_assess.core.instruments.wave import pages
from ladder_assess.core.points_of_view.fives import FEWEST_ANSWERS
from ladder_assess.settings import CHECKOUT
from ladder_assess.storage.questionnaire.definitions import load

SURVEY = load(CHECKOUT / "questionnaires").instruments["engagement-process"]
FORM = SURVEY.form_ids[0]
PAGES = [page.id for page in pages(SURVEY, FORM)]
ITEMS = {item.id: item for item in SURVEY.asked(FORM)}
SOME_PAGES = st.sets(st.sampled_from(PAGES))
SOME_ITEMS = st.sets(st.sampled_from(sorted(ITEMS)), min_size=1)
ANSWERED = st.booleans()


def _first(item: InstrumentItem) -> Value:
    option = item.option_ids[0]
    return (option,) if item.answer == "many" else option


@st.composite
def visits(draw: st.DrawFn) -> list[Visit]:
    """People who began; those who sent are numbered in fives as they come."""
    found: list[Visit] = []
    sent = 0
    for number in range(draw(st.integers(0, 17))):
        left = sorted(draw(SOME_PAGES))
        seconds = {page: draw(st.integers(0, 900)) for page in left}
        values: dict[str, Value] | None = None
        answered = draw(ANSWERED)
        if left and answered:
            items = sorted(draw(SOME_ITEMS))
            values = {item: _first(ITEMS[item]) for item in items}
        found.append(Visit(f"v{number}", FORM, 1, seconds, values, sent // FEWEST_ANSWERS))
        sent += values is not None
    return found


def sent_of(found: Sequence[Visit]) -> int:
    return sum(visit.values is not None for visit in found)


@given(visits())
def test_everybody_stands_once_where_they_came_to(found: list[Visit]) -> None:
    result = pilot_result(SURVEY, FORM, found, short=False)
    assert result.begun == len(found)
    if len(found) < FEWEST_ANSWERS:
        assert result.pages == ()
        return
    assert [page.page for page in result.pages] == [*PAGES, CHECK]
    came = [page.came for page in result.pages]
    assert came[0] == len(found)
    assert came == sorted(came, reverse=True)
    assert sum(page.sent for page in result.pages) == sent_of(found)
    assert sum(page.stopped + page.sent for page in result.pages) == len(found)


@given(visits())
def test_nothing_is_told_of_fewer_than_five_who_sent(found: list[Visit]) -> None:
    result = pilot_result(SURVEY, FORM, found, short=False)
    if sent_of(found) < FEWEST_ANSWERS:
        assert result.figures is None
        assert result.seconds is None
        assert all(page.seconds is None for page in result.pages)
    else:
        assert result.figures is not None
        assert result.figures.answered == sent_of(found) // FEWEST_ANSWERS * FEWEST_ANSWERS
        assert all(told.people >= FEWEST_ANSWERS for told in result.figures.told.values())


@given(visits(), st.randoms(use_true_random=False))
def test_the_order_of_visits_tells_nothing(found: list[Visit], chance: Random) -> None:
    mixed = list(found)
    chance.shuffle(mixed)
    one = pilot_result(SURVEY, FORM, found, short=False)
    assert one == pilot_result(SURVEY, FORM, mixed, short=False)


@given(visits())
def test_a_batch_that_is_not_full_moves_no_figure_and_no_time(found: list[Visit]) -> None:
    full = sent_of(found) // FEWEST_ANSWERS
    whole = [v for v in found if v.values is None or v.batch < full]
    one = pilot_result(SURVEY, FORM, found, short=False)
    other = pilot_result(SURVEY, FORM, whole, short=False)
    assert (one.figures, one.seconds) == (other.figures, other.seconds)
    if other.pages:
        assert [p.seconds for p in one.pages] == [p.seconds for p in other.pages]


@given(visits())
def test_other_groups_are_left_aside(found: list[Visit]) -> None:
    result = pilot_result(SURVEY, "nobody's", found, short=False)
    assert (result.begun, result.pages, result.figures) == (0, (), None)
