"""An activity moved to clearer questions goes back to what it was, and says what it loses."""

from ladder_assess.core.activities.activity_record import FULL, ActivityRecord
from ladder_assess.core.activities.history import MOVED, Author, Change
from ladder_assess.core.activities.way_back import find_way_back
from tests.support.command import rules

EVERY = rules().every
NEWEST, FIRST = EVERY[0], EVERY[-1]
WHEN = Author(when=1_800_000_000)
THE_MOVE = Change(MOVED, FIRST.stamp, NEWEST.stamp, WHEN, 2)
# The newest alone offers it.
ONLY_NEWEST = next(
    (item.id, option)
    for item in NEWEST.questionnaire.coded.values()
    if item.id in FIRST.questionnaire.coded and item.answer != "many"
    for option in item.option_ids
    if not FIRST.questionnaire.items[item.id].offers(option)
)


def record(**values: str) -> ActivityRecord:
    return ActivityRecord(1, FULL, values, stamp=NEWEST.stamp)


def test_what_was_never_moved_has_no_way_back() -> None:
    answered = Change("seats", None, "advisory", WHEN, 1)
    assert find_way_back(FIRST.questionnaire, record(seats="advisory"), [answered]) is None


def test_what_changed_with_the_move_goes_back_and_what_changed_since_stays() -> None:
    with_it = Change("seats", "none", "advisory", WHEN, 2)
    since = Change("dialogue", "none", "ongoing", WHEN, 3)
    way = find_way_back(
        FIRST.questionnaire,
        record(seats="advisory", dialogue="ongoing"),
        [THE_MOVE, with_it, since],
    )
    assert way is not None
    assert (way.stamp, way.moved, way.lost) == (FIRST.stamp, WHEN.when, ())
    back = way.back(record(seats="advisory", dialogue="ongoing"))
    assert back.stamp == FIRST.stamp
    assert dict(back.values) == {"seats": "none", "dialogue": "ongoing"}


def test_what_the_earlier_questions_do_not_have_is_as_it_was_and_said() -> None:
    item, option = ONLY_NEWEST
    since = Change(item, None, option, WHEN, 3)
    way = find_way_back(FIRST.questionnaire, record(**{item: option}), [THE_MOVE, since])
    assert way is not None
    assert way.lost == (item,)
    assert item not in way.back(record(**{item: option})).values
