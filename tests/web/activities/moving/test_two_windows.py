"""An activity is moved in one window, and its answers are read anew in another that was open.

What the second window changed once counted as practice, and stayed where it was moved back.
"""

from datetime import date, timedelta

import pytest

from ladder_assess.core.activities.history import READ_ANEW, Author
from ladder_assess.core.activities.two_dates import BY_READING, PRACTICE, READING, RULES
from ladder_assess.services.activities.move_back import move_back
from ladder_assess.services.activities.move_to_clearer import move
from ladder_assess.services.activities.save_answers import save_answers
from ladder_assess.services.benchmarks.follow_placements import read_anew_on
from ladder_assess.storage.activities.history import changes_since
from tests.services.activities.test_compare_dates import compared, noon
from tests.services.activities.test_move_to_clearer import (
    BY,
    DECIDING,
    FIRST,
    LATER,
    MOVED_ON,
    described_first,
)
from tests.support.client import Client
from tests.support.links import Link, Links
from tests.web.activities.moving.test_dates_of_moved import file_of
from tests.web.plan.test_plan_over_time import give_out, plan_of

DAY_AFTER = MOVED_ON + timedelta(1)
ANEW = {"override": "freely"}


def keys_of(link: Link) -> list[str]:
    return [change.key for change in changes_since(link.product.database, link.portfolio, 1, 0)]


@pytest.fixture
def link(links: Links) -> Link:
    made = links.make()
    described_first(made, DECIDING)
    return made


def moved_and_then_sent(link: Link, sent_on: date = MOVED_ON) -> None:
    """One window moves it and changes nothing; the other, which was open, sends what it read."""
    seen = link.record().revision
    assert move(link.product, link.portfolio, 1, {}, seen, BY)
    late = Author(page="second", when=noon(sent_on))
    assert move(link.product, link.portfolio, 1, ANEW, seen, late)
    assert link.record().values["override"] == "freely"


def test_what_the_second_window_changed_was_read_anew(link: Link) -> None:
    moved_and_then_sent(link)
    dated = compared(link, MOVED_ON - timedelta(1), LATER)[1]
    assert dated.causes == (RULES, READING)
    assert read_anew_on(link.product, link.portfolio, link.record()) == [MOVED_ON]
    assert keys_of(link).count(READ_ANEW) == 1


def test_also_where_it_was_moved_before_the_first_date(client: Client, link: Link) -> None:
    moved_and_then_sent(link, DAY_AFTER)
    dated = compared(link, MOVED_ON, LATER)[1]
    assert (dated.causes, dated.outcome, dated.was_moved) == ((READING,), BY_READING, False)
    first = MOVED_ON.strftime("first=%d&first=%m&first=%Y")
    page = client.get(f"{link.address}/over-time?{first}")
    assert "Answers of 1 activity were read anew in between" in page.words_of("#read-anew")
    assert "1 was changed only by the move to other questions" in page.words_of("#compared")
    assert "moved to other questions in between" not in page.text
    head, row = file_of(client, page, "changed")
    cells = dict(zip(head, row, strict=True))
    assert cells["What changed it"] == "Answers read anew when moved, alone"
    assert page.words_of("#rungs-read-anew")
    assert not page.all("#rungs-by-rules")


def test_a_plan_that_was_given_out_in_between_says_so(client: Client, link: Link) -> None:
    seen = link.record().revision
    assert move(link.product, link.portfolio, 1, {}, seen, BY)
    give_out(link, MOVED_ON)
    assert move(link.product, link.portfolio, 1, ANEW, seen, Author(page="second", when=BY.when))
    dates = plan_of(link).over_time
    assert dates is not None
    assert [each.causes for each in dates.activities] == [(READING,)]
    page = client.get(f"{link.address}/plan")
    assert "answers were read anew for a move to other questions" in page.words_of("#over-time")
    assert "because answers were read anew when it was moved" in page.text
    assert "because its facts changed" not in page.text


def test_it_is_practice_where_it_was_answered_otherwise(link: Link) -> None:
    seen = link.record().revision
    assert move(link.product, link.portfolio, 1, {}, seen, BY)
    save_answers(link.product, link.portfolio, 1, ANEW, BY)
    assert compared(link, MOVED_ON - timedelta(1), LATER)[1].causes == (RULES, PRACTICE)
    assert READ_ANEW not in keys_of(link)


def test_moved_back_it_is_as_it_was_before_the_move(link: Link) -> None:
    moved_and_then_sent(link)
    save_answers(link.product, link.portfolio, 1, {"budget": "shared"}, BY)
    assert move_back(link.product, link.portfolio, 1, BY)
    assert link.record().values == {**DECIDING, "budget": "shared"}


def test_a_second_window_that_changes_nothing_leaves_no_mark(link: Link) -> None:
    seen = link.record().revision
    for _ in range(2):
        move(link.product, link.portfolio, 1, {"override": DECIDING["override"]}, seen, BY)
    assert READ_ANEW not in keys_of(link)


def test_by_pages(client: Client, link: Link) -> None:
    first, second = (client.get(f"{link.activity()}/clearer") for _ in range(2))
    client.answer(first)
    client.answer(second, override="freely")
    assert link.record().values["override"] == "freely"
    assert keys_of(link).count(READ_ANEW) == 1
    history = client.get(f"{link.activity()}/history")
    (row,) = [r.text for r in history.all("tbody tr") if "read anew for the move" in r.text]
    assert "The questions of version 2" in row


def test_what_was_never_moved_cannot_be_read_anew(links: Links) -> None:
    """No page offers it; whoever sends the form of one all the same changes an answer."""
    link = links.make(DECIDING)
    seen = link.record().revision
    assert move(link.product, link.portfolio, 1, ANEW, seen, BY)
    assert link.record().values["override"] == "freely"
    assert READ_ANEW not in keys_of(link)


def test_what_is_saved_before_two_answers_are_settled_was_read_anew_too(link: Link) -> None:
    """The rest of the page was saved at once, and the move came later: it counted as practice."""
    seen = link.record().revision
    save_answers(link.product, link.portfolio, 1, {"resources": "none"}, Author(page="other"))
    sent = {**ANEW, "resources": "some"}
    by = Author(page="mine", when=BY.when)
    saved = move(link.product, link.portfolio, 1, sent, seen, by)
    assert saved is not None
    assert [found.key for found in saved.meanwhile] == ["resources"]
    assert link.record().stamp == FIRST
    assert link.record().values["override"] == "freely"
    assert move(link.product, link.portfolio, 1, sent, link.record().revision, by)
    dated = compared(link, MOVED_ON - timedelta(1), LATER)[1]
    assert dated.causes == (RULES, READING)
