"""A list at two dates, checked against what was noted at the time."""

from datetime import date, timedelta
from random import Random

from ladder_assess.core.activities.activity_record import Value
from ladder_assess.core.activities.history import Author
from ladder_assess.core.activities.listed_activity import Listed
from ladder_assess.core.activities.two_dates import APPEARED, Dated
from ladder_assess.services.activities.compare_dates import compare_dates, noted_since
from ladder_assess.services.activities.list_activities import list_activities
from ladder_assess.services.activities.start_portfolio import add_activity
from ladder_assess.storage.activities.activities import change_activity, remove_activity
from tests.support.kept.written import written
from tests.support.links import CONTROL, PANEL, SHOW, Link, Links
from tests.support.lists import fill, invented

DAY = 24 * 60 * 60
START = date(2026, 1, 1)


def noon(day: date) -> int:
    return (day - date(1970, 1, 1)).days * DAY + DAY // 2


def later(days: int) -> date:
    return START + timedelta(days)


def say(link: Link, number: int, day: date, **values: Value | None) -> None:
    author = Author(when=noon(day))
    store = link.product.database
    written(store, change_activity, link.portfolio, number, lambda d: d.with_values(values), author)


def add(link: Link, day: date) -> int:
    name = f"added {day}"
    return add_activity(link.product, link.portfolio, "full", name, when=noon(day))


def now(link: Link) -> dict[int, Listed]:
    found = list_activities(link.product, link.portfolio).activities
    return {each.number: each for each in found if each.described}


def compared(link: Link, first: date, second: date) -> dict[int, Dated]:
    found = compare_dates(link.product, link.portfolio, first, second)
    return {each.latest.number: each for each in found.activities}


def test_every_day_is_found_again_as_it_was(links: Links) -> None:
    """Forty days of chance changes, each pair of days beside what was kept of them at the time."""
    link, chance = links.make(), Random(5)
    coded = link.product.definitions.questionnaire.coded
    kept: list[dict[int, Listed]] = []
    for day in range(40):
        if day % 8 == 0:
            add(link, later(day))
        for _ in range(4):
            number = chance.randint(1, day // 8 + 1)
            item = chance.choice(list(coded.values()))
            option = chance.choice([None, "unknown", *item.option_ids])
            several = item.answer == "many" and option in item.option_ids
            value: Value | None = (str(option),) if several else option
            say(link, number, later(day), name=f"Day {day}", **{item.id: value})
        kept.append(now(link))
    for first, second in ((0, 39), (3, 20), (15, 16), (30, 38)):
        found = compared(link, later(first), later(second))
        then = {n: each.then for n, each in found.items() if each.then}
        later_on = {n: each.now for n, each in found.items() if each.now}
        assert then == kept[first]
        assert later_on == kept[second]


def test_what_was_imported_is_new_on_its_day(links: Links) -> None:
    link = links.make()
    fill(link.product, link.portfolio, invented(link.product.definitions.questionnaire, 3),
         noon(later(10)))  # fmt: skip
    assert not compared(link, later(0), later(9))
    found = compared(link, later(0), later(10))
    assert [each.outcome for each in found.values()] == [APPEARED] * 3
    assert all(each.then for each in compared(link, later(10), later(11)).values())
    assert noted_since(link.product, link.portfolio) == later(10)


def test_what_is_not_known_is_said(links: Links) -> None:
    link = links.make(PANEL, SHOW, CONTROL)
    assert noted_since(link.product, link.portfolio) is None
    add(link, later(5))
    say(link, 4, later(5), name="A new one")
    written(link.product.database, remove_activity, link.portfolio, 2)
    found = compare_dates(link.product, link.portfolio, later(0), later(9))
    assert (len(found.activities), found.unnoted, found.removed) == (3, 2, 1)


def test_an_activity_of_which_nothing_is_said_is_not_there(links: Links) -> None:
    link = links.make()
    add(link, later(1))
    assert not compared(link, later(2), later(3))


def test_the_first_day_with_something_to_compare_is_found(links: Links) -> None:
    """As looking at every day in turn finds it, wherever the comparison begins and ends."""
    link = links.make()
    for day in (3, 5, 8):
        add(link, later(day))
    say(link, 2, later(6), name="Said later")
    say(link, 2, later(7), name=None)
    say(link, 3, later(9), name="Said last")
    say(link, 2, later(11), name="Said again")
    known = {day: compare_dates(link.product, link.portfolio, later(day - 1), later(day))
             for day in range(15)}  # fmt: skip
    there = [day for day, found in known.items() if any(each.now for each in found.activities)]
    for first in range(14):
        for second in range(first + 1, 15):
            found = compare_dates(link.product, link.portfolio, later(first), later(second))
            began = next((day for day in there if first < day <= second), None)
            wanted = later(began) if began and first not in there and second in there else None
            assert found.began == wanted, (first, second)
