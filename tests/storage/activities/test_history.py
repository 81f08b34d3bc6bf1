"""The history is kept with what it is about, only ever grows, and goes when its activity goes."""

import sqlite3
from dataclasses import replace

import pytest

from ladder_assess.core.activities.history import Author, Change, Comment
from ladder_assess.services.activities.comment_on_answer import (
    Said,
    comment,
    comments,
    count_comments,
)
from ladder_assess.services.activities.save_answers import save_answers, save_page
from ladder_assess.services.common.product import Product
from ladder_assess.services.people.tell_people import Notice
from ladder_assess.storage.activities import activities, history
from ladder_assess.storage.activities.history import LATEST
from ladder_assess.storage.people import accounts
from tests.support.kept.written import written
from tests.support.links import Link, Links
from tests.support.offices import make_office, make_person


@pytest.fixture
def link(links: Links) -> Link:
    return links.make({"name": "A panel"})


def say(link: Link, number: int, item: str, text: str, request: str, when: int = 0) -> None:
    """A remark under a private link, which has no people to tell."""
    said = Said(item, text, Author(None, "", when), request, Notice("", ""))
    comment(link.product, 0, link.portfolio, number, said)


def changes(link: Link) -> list[Change]:
    return history.changes_since(link.product.database, link.portfolio, 1, 0)


def count(product: Product, table: str) -> int:
    row = product.database.reading.execute(f"SELECT count(*) FROM {table}").fetchone()
    return int(row[0])


def test_each_change_says_from_which_value_to_which(link: Link) -> None:
    author = Author(None, "a-page", 1000)
    save_answers(
        link.product, link.portfolio, 1, {"name": "B", "functions": ("co_design",)}, author
    )
    save_answers(link.product, link.portfolio, 1, {"name": None}, author)
    found = [(c.key, c.before, c.after, c.revision) for c in changes(link)]
    assert found == [
        ("name", None, "A panel", 1),
        ("name", "A panel", "B", 2),
        ("functions", None, ("co_design",), 2),
        ("name", "B", None, 3),
    ]
    assert changes(link)[-1].author == author
    assert link.record().revision == 3


def test_what_changes_nothing_is_not_noted(link: Link) -> None:
    save_answers(link.product, link.portfolio, 1, {"name": "A panel"})
    assert len(changes(link)) == link.record().revision == 1


def test_what_is_not_kept_is_not_noted(link: Link) -> None:
    def break_off() -> None:
        with link.product.database.writing() as connection:
            record = link.record()
            row = connection.execute("SELECT id FROM activity ORDER BY id DESC").fetchone()
            history.record(connection, row[0], record, replace(record, state="agreed"), Author())
            raise RuntimeError

    with pytest.raises(RuntimeError):
        break_off()
    assert len(changes(link)) == 1


def test_nothing_rewrites_history(link: Link) -> None:
    database = link.product.database
    for column in ("before", "after", "happened", "item", "revision", "page", "activity_id"):
        with pytest.raises(sqlite3.IntegrityError), database.writing() as connection:
            connection.execute(f"UPDATE change SET {column} = NULL")


def test_another_list_with_the_same_number_has_its_own(link: Link, links: Links) -> None:
    other = links.make({"name": "Other"})
    database = link.product.database
    say(link, 1, "seats", "A remark", "request-1")
    assert [c.after for c in changes(other)] == ["Other"]
    assert not history.comments_on(database, other.portfolio, 1)
    assert not history.newest_changes(database, other.portfolio, 2, 10)
    say(other, 2, "seats", "To nobody", "request-2")
    assert not history.comments_on(database, other.portfolio, 2)


def test_the_newest_come_first_and_page_by_page(link: Link) -> None:
    for place in range(5):
        save_answers(link.product, link.portfolio, 1, {"name": str(place)})
    database = link.product.database
    first = history.newest_changes(database, link.portfolio, 1, 2, LATEST)
    then = history.newest_changes(database, link.portfolio, 1, 2, first[-1].id)
    assert [c.after for c in (*first, *then)] == ["4", "3", "2", "1"]


def test_the_same_remark_sent_twice_stands_once(link: Link) -> None:
    for _ in range(2):
        say(link, 1, "seats", "Why?", "request-1", 5)
    say(link, 1, "", "Good", "request-2", 6)
    found = comments(link.product, link.portfolio, 1)
    assert found == {"seats": [Comment("seats", "Why?", 5)], "": [Comment("", "Good", 6)]}
    assert count_comments(link.product, link.portfolio, 1) == {"seats": 1, "": 1}


def test_all_of_it_goes_with_the_activity(link: Link) -> None:
    product = link.product
    tables = ("change", "comment", "aside")
    before = {table: count(product, table) for table in tables}
    say(link, 1, "seats", "Why?", "request-1")
    save_page(product, link.portfolio, 1, {"name": "Mine"}, 0, Author(None, "late", 1))
    assert count(product, "aside") == before["aside"] + 1
    written(product.database, activities.remove_activity, link.portfolio, 1)
    assert count(product, "comment") == before["comment"]
    assert count(product, "aside") == before["aside"]
    assert count(product, "change") == before["change"] - 1


def test_a_name_goes_with_its_account_and_the_change_stays(product: Product) -> None:
    office = make_office(product)
    office.describe({"name": "A"})
    person = make_person(product, "Bo Gone")
    save_answers(product, office.portfolio, 1, {"name": "B"}, Author(person.id, "p", 1))
    found = history.newest_changes(product.database, office.portfolio, 1, 1)
    assert found[0].name == "Bo Gone"
    with product.database.writing() as connection:
        connection.execute("DELETE FROM account WHERE id = ?", (person.id,))
    assert accounts.account_by_id(product.database, person.id) is None
    found = history.newest_changes(product.database, office.portfolio, 1, 1)
    assert (found[0].name, found[0].author.account, found[0].after) == ("", None, "B")


def test_a_contributor_finds_only_their_own(product: Product) -> None:
    office = make_office(product)
    office.describe({"name": "A"}, {"name": "B"})
    person = make_person(product)
    mine = replace(office.portfolio, assigned_to=person.id)
    assert not activities.list_activities(product.database, mine)
    written(
        product.database,
        activities.change_activity,
        office.portfolio,
        2,
        lambda d: replace(d, assigned_to=person.id),
    )
    assert [d.number for d in activities.list_activities(product.database, mine)] == [2]
    assert activities.find_activity(product.database, mine, 1) is None
    assert save_answers(product, mine, 1, {"name": "Changed"}) is None
    assert save_answers(product, mine, 2, {"name": "Changed"}) is not None
