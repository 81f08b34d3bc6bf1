"""Activities are moved from the first questions to the newest; nothing is said anew for anyone."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from ladder_assess.core.activities.activity_record import AGREED, ActivityRecord
from ladder_assess.core.activities.history import MOVED, Author
from ladder_assess.core.activities.two_dates import (
    BY_BOTH,
    DOWN,
    PRACTICE,
    READING,
    SAME,
    UP,
    Dated,
)
from ladder_assess.core.activities.two_dates import RULES as RULED
from ladder_assess.core.activities.workflow import Agreed
from ladder_assess.core.people.event import Actor
from ladder_assess.services.activities.list_activities import list_activities
from ladder_assess.services.activities.move_back import move_back
from ladder_assess.services.activities.move_to_clearer import (
    count_offers,
    move,
    move_unaffected,
    offer,
    offers,
)
from ladder_assess.storage.activities.activities import change_activity
from ladder_assess.storage.activities.activities import list_activities as records
from ladder_assess.storage.activities.history import changes_since
from tests.services.activities.test_compare_dates import compared, noon, say
from tests.support.kept.written import written
from tests.support.links import CONTROL, PANEL, Answers, Link, Links
from tests.support.lists import fill, invented

FIRST = "activity-v1"
BEFORE, MOVED_ON = date(2026, 1, 10), date(2026, 3, 1)
LATER = date(2026, 4, 1)
BY = Author(when=noon(MOVED_ON))
ONE_SURVEY: Answers = {
    "name": "Survey", "level": "collective", "who_plans": "professionals",
    "who_delivers": "professionals", "professional_role": "substantial", "purpose": "listen",
    "decision_stage": "open", "dialogue": "one_off", "response": "considered", "seats": "none",
    "decision_rule": "organisation", "override": "freely", "budget": "organisation",
    "management": "organisation", "accountability": "direct", "resources": "none",
}  # fmt: skip
# The council leaves it open what people knew: by the first rules that bars them from rung 6.
DECIDING = {**CONTROL, "information": "selective"}


def described_first(link: Link, *answers: Answers) -> list[int]:
    """Activities described by the first questions; their numbers."""
    given = [ActivityRecord(0, "full", dict(each)) for each in answers]
    fill(link.product, link.portfolio, [replace(d, stamp=FIRST) for d in given], noon(BEFORE))
    return [record.number for record in records(link.product.database, link.portfolio)]


def forty(link: Link) -> None:
    made = invented(link.product.earlier[FIRST].questionnaire, 40)
    fill(link.product, link.portfolio, [replace(d, stamp=FIRST) for d in made], noon(BEFORE))


def kept(link: Link) -> Iterator[ActivityRecord]:
    yield from records(link.product.database, link.portfolio)


def move_all(link: Link) -> None:
    """Look through each with answers to look at, and leave them; the others at once."""
    unaffected = sum(not found.clearer for found in offers(link.product, link.portfolio))
    assert move_unaffected(link.product, link.portfolio, BY, Actor()) == unaffected
    for found in list(offers(link.product, link.portfolio)):
        sent = {row.item: found.record.values[row.item] for row in found.clearer}
        number, seen = found.record.number, found.record.revision
        assert move(link.product, link.portfolio, number, sent, seen, BY)


def test_what_was_described_first_keeps_its_placement(links: Links) -> None:
    link = links.make()
    forty(link)
    first = link.product.earlier[FIRST]
    listed = list_activities(link.product, link.portfolio).activities
    by_first = list_activities(link.product, link.portfolio, by=first).activities
    by_newest = list_activities(link.product, link.portfolio, by=link.product.newest).activities
    assert listed == by_first
    assert [a.placement for a in listed] != [a.placement for a in by_newest]


def test_forty_activities_are_moved_and_no_answer_with_them(links: Links) -> None:
    link = links.make()
    forty(link)
    before = {record.number: record for record in kept(link)}
    assert count_offers(link.product, link.portfolio) == 40
    move_all(link)
    assert count_offers(link.product, link.portfolio) == 0
    for record in kept(link):
        assert record.stamp == link.product.stamp
        assert record.values == before[record.number].values
        assert record.backing == before[record.number].backing
        changes = changes_since(link.product.database, link.portfolio, record.number, 0)
        assert [(c.key, c.before, c.after) for c in changes] == [(MOVED, FIRST, link.product.stamp)]


def test_compared_over_time_the_rules_stand_apart_from_practice(links: Links) -> None:
    link = links.make()
    forty(link)
    first = {a.number: a for a in list_activities(link.product, link.portfolio).activities}
    move_all(link)
    found = compared(link, BEFORE, LATER)
    assert len(found) == 40
    for number, dated in found.items():
        assert dated.then == first[number], "as it stood by the rules of then"
        assert PRACTICE not in dated.causes, "nothing was answered in between"
        assert dated.read_anew is None, "nor read anew"
        assert (dated.parts[RULED] == SAME) == (
            (first[number].placement.interval, first[number].kind)
            == (dated.now.placement.interval, dated.now.kind)  # type: ignore[union-attr]
            or not first[number].has_ladder
        )
    assert any(dated.causes == (RULED,) for dated in found.values())
    assert not any(dated.was_moved for dated in compared(link, MOVED_ON, LATER).values())


def places(dated: Dated) -> list[tuple[int, int] | None]:
    return [stage and tuple(stage.placement.interval) for stage in dated.stages]  # type: ignore[misc]


def test_rules_answers_read_anew_and_practice_are_told_apart(links: Links) -> None:
    """What was read anew in a move once counted as a change in practice."""
    link = links.make()
    (number,) = described_first(link, DECIDING)
    sent = {"override": "freely"}
    found = offer(link.product, next(kept(link)))
    assert found is not None
    move(link.product, link.portfolio, number, sent, found.record.revision, BY)
    dated = compared(link, BEFORE, LATER)[number]
    assert places(dated) == [(5, 5), (8, 8), (5, 5), (5, 5)]
    assert dated.parts == {RULED: UP, READING: DOWN, PRACTICE: SAME}
    assert dated.outcome == BY_BOTH
    say(link, number, LATER, override="never")
    dated = compared(link, BEFORE, LATER)[number]
    assert places(dated) == [(5, 5), (8, 8), (5, 5), (8, 8)]
    assert dated.parts == {RULED: UP, READING: DOWN, PRACTICE: UP}
    since = compared(link, MOVED_ON, LATER)[number]
    assert since.causes == (PRACTICE,), "what came after the move is practice alone"


def test_what_was_moved_back_in_between_has_neither_rules_nor_reading(links: Links) -> None:
    link = links.make()
    (number,) = described_first(link, DECIDING)
    revision = next(kept(link)).revision
    move(link.product, link.portfolio, number, {"override": "freely"}, revision, BY)
    move_back(link.product, link.portfolio, number, replace(BY, when=noon(LATER)))
    dated = compared(link, BEFORE, LATER)[number]
    assert (dated.was_moved, dated.causes) == (False, ())


@pytest.mark.parametrize(
    ("answers", "items"),
    [
        (PANEL, ["decision_stage", "override", "response", "resources", "seats", "who_plans"]),
        (ONE_SURVEY, ["response"]),
        ({**ONE_SURVEY, "accountability": "none"}, ["response", "accountability"]),
        ({**ONE_SURVEY, "response": "unknown", "benefit": "public"}, ["benefit"]),
        ({**ONE_SURVEY, "response": "binding", "initiator": "community"}, []),
    ],
)
def test_only_answers_that_may_read_differently_are_to_be_looked_at(
    links: Links, answers: Answers, items: list[str]
) -> None:
    link = links.make()
    described_first(link, answers)
    found = offer(link.product, next(kept(link)))
    assert found is not None
    assert sorted(row.item for row in found.clearer) == sorted(items)


def test_where_someone_else_changed_the_same_answer_it_is_not_moved_yet(links: Links) -> None:
    link = links.make()
    (number,) = described_first(link, PANEL)
    seen = next(kept(link)).revision
    written(
        link.product.database,
        change_activity,
        link.portfolio,
        number,
        lambda d: d.with_values({"response": "binding"}),
        Author(page="other", when=noon(BEFORE)),
    )
    saved = move(
        link.product, link.portfolio, number, {"response": "none"}, seen, replace(BY, page="mine")
    )
    assert saved is not None
    assert saved.meanwhile
    assert next(kept(link)).stamp == FIRST


def test_what_is_agreed_stays_as_it_was_agreed(links: Links) -> None:
    link = links.make()
    (number,) = described_first(link, {**ONE_SURVEY, "response": "binding"})
    store = link.product.database
    written(store, change_activity, link.portfolio, number, lambda d: replace(d, state=AGREED))
    assert move_unaffected(link.product, link.portfolio, BY, Actor()) == 0
    with pytest.raises(Agreed):
        move(link.product, link.portfolio, number, {}, next(kept(link)).revision, BY)
    assert next(kept(link)).stamp == FIRST
