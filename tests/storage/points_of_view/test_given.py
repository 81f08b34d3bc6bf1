"""What is kept of a point of view: the answers, the group and the day, once and for all."""

import json
import sqlite3
from datetime import timedelta

import pytest

from ladder_assess.core.points_of_view.views import AgreedView
from ladder_assess.services.common.product import Product
from ladder_assess.services.points_of_view.give_view import pages_for
from ladder_assess.storage.activities.activities import remove_activity
from ladder_assess.storage.common import answer_mix
from ladder_assess.storage.people.accounts import make_account
from ladder_assess.storage.points_of_view import agreed as agreed_store
from ladder_assess.storage.points_of_view import given as points_of_view
from ladder_assess.storage.points_of_view import links as links_store
from ladder_assess.storage.points_of_view.given import NewPage
from tests.support.kept.on_postgresql import SQLITE_ALONE
from tests.support.kept.written import erased, written
from tests.support.links import PANEL, Link, Links
from tests.support.respondents import answer_all, ask, close
from tests.support.site import TODAY

TABLES = ("view_link", "point_of_view", "point_of_view_page", "point_of_view_count", "agreed_view")


@pytest.fixture
def link(links: Links) -> Link:
    return links.make(PANEL)


def someone(product: Product, name: str) -> int:
    found = written(product.database, make_account, f"{name}@views.example", name, "-", TODAY)
    assert found is not None
    return found


def rows(product: Product, link: Link, table: str = "point_of_view") -> list[sqlite3.Row]:
    activity = "(SELECT id FROM activity WHERE portfolio_id = ?)"
    key = "activity_id"
    if table == "point_of_view_page":
        activity = f"(SELECT id FROM point_of_view WHERE activity_id IN {activity})"
        key = "view_id"
    found = product.database.reading.execute(
        f"SELECT * FROM {table} WHERE {key} IN {activity}", (link.portfolio.id,)
    )
    return list(found)


def test_of_those_who_take_part_only_answers_group_and_day_are_kept(
    product: Product, link: Link
) -> None:
    """Even where an account is handed in, which the web never does."""
    token = ask(product, link.portfolio, "service_user")
    sam = someone(product, "sam")
    for _ in range(5):
        answer_all(product, token, PANEL, voice={"say": "some"}, account=sam)
    row = rows(product, link)[0]
    assert {row["account_id"] for row in rows(product, link)} == {None}
    assert row["given_on"] == TODAY.isoformat()
    assert set(row.keys()) == {
        "id", "activity_id", "respondents", "given_on", "consent", "account_id",
    }  # fmt: skip
    page = rows(product, link, "point_of_view_page")[0]
    assert set(page.keys()) == {"view_id", "page", "definition", "series", "batch", "document"}


def test_answers_that_were_given_without_a_name_never_get_one(product: Product, link: Link) -> None:
    account = someone(product, "kim")
    for group in ("service_user", "provider"):
        for _ in range(5):
            answer_all(product, ask(product, link.portfolio, group), PANEL, pages=1)
    for change in (
        f"account_id = {account}", "given_on = '2026-05-05'", "respondents = 'policymaker'",
        "consent = 'another'", "id = 'another'",
    ):  # fmt: skip
        with pytest.raises(sqlite3.IntegrityError), product.database.writing() as connection:
            connection.execute(f"UPDATE point_of_view SET {change}")
    assert [row["account_id"] for row in rows(product, link)] == [None] * 10


def test_no_time_finer_than_a_day_and_no_account_can_be_put_in(
    product: Product, link: Link
) -> None:
    account = someone(product, "alex")
    token = ask(product, link.portfolio, "service_user")
    for _ in range(5):
        answer_all(product, token, PANEL, pages=1)
    activity = rows(product, link)[0]["activity_id"]
    for day, who in (("2026-05-04 10:15", None), ("2026-05-04", account), ("1777890000", None)):
        with pytest.raises(sqlite3.IntegrityError), product.database.writing() as connection:
            connection.execute(
                "INSERT INTO point_of_view VALUES ('x', ?, 'service_user', ?, 'c', ?)",
                (activity, day, who),
            )


def test_answers_are_added_and_never_changed(product: Product, link: Link) -> None:
    token = ask(product, link.portfolio, "provider")
    for _ in range(5):
        answer_all(product, token, PANEL, pages=1)
    with pytest.raises(sqlite3.IntegrityError), product.database.writing() as connection:
        connection.execute("UPDATE point_of_view_page SET document = '{}'")


def test_the_same_page_again_changes_nothing(product: Product, link: Link) -> None:
    token = ask(product, link.portfolio, "provider")
    found = links_store.find_link(product.database, token)
    assert found is not None
    for who in ("one", "two", "three", "four", "five"):
        for purpose in ("listen", "decide", "decide"):
            new = NewPage(who, "purpose", "activity-v1", {"purpose": purpose}, TODAY, "c")
            assert points_of_view.add_page(product.database, token, found, new)
            if who == "five":
                assert len(rows(product, link, "point_of_view_page")) == 5
    pages = rows(product, link, "point_of_view_page")
    assert [json.loads(page["document"]) for page in pages] == [{"purpose": "listen"}] * 5
    assert [row["given"] for row in rows(product, link, "point_of_view_count")] == [5]


@SQLITE_ALONE
def test_rows_do_not_tell_the_order_in_which_they_came(product: Product, link: Link) -> None:
    token = ask(product, link.portfolio, "service_user")
    views = [answer_all(product, token, {}, voice={"say": "some"}, pages=1) for _ in range(12)]
    kept = [row["id"] for row in rows(product, link)]
    assert kept == sorted(kept)
    assert not set(views) & set(kept)
    for table in ("point_of_view", "point_of_view_page"):
        with pytest.raises(sqlite3.OperationalError, match="rowid"):
            product.database.reading.execute(f"SELECT rowid FROM {table}")


def first_batches(product: Product, link: Link) -> list[int]:
    """The batches of the first page that are kept of a link's activity."""
    pages = points_of_view.list_pages(product.database, link.portfolio, 1)
    first = pages_for(product, "provider")[0].id
    return sorted(page.batch for page in pages if page.page == first)


def test_batches_are_of_five_and_are_never_filled_again(product: Product, link: Link) -> None:
    token = ask(product, link.portfolio, "provider")
    accounts = [someone(product, f"robin{number}") for number in range(6)]
    for account in accounts[:5]:
        answer_all(product, token, PANEL, account=account)
    erased(product.database, points_of_view.withdraw, link.portfolio, 1, accounts[2])
    answer_all(product, token, PANEL, account=accounts[5])
    assert first_batches(product, link) == [0, 0, 0, 0, 1]


def test_a_place_that_was_never_shown_is_given_to_someone_else(
    product: Product, link: Link
) -> None:
    token = ask(product, link.portfolio, "provider")
    accounts = [someone(product, f"jo{number}") for number in range(6)]
    for account in accounts[:4]:
        answer_all(product, token, PANEL, account=account)
    erased(product.database, points_of_view.withdraw, link.portfolio, 1, accounts[0])
    for account in accounts[4:]:
        answer_all(product, token, PANEL, account=account)
    assert first_batches(product, link) == [0] * 5
    assert {row["given"] for row in rows(product, link, "point_of_view_count")} == {5}


def test_a_five_is_never_of_two_kinds(product: Product, link: Link) -> None:
    """Neither of names and none, nor of two versions of the questions; the wordings that its people
    agreed to stand there together, and so does the day.
    """
    token = ask(product, link.portfolio, "provider")
    found = links_store.find_link(product.database, token)
    assert found is not None
    account = someone(product, "kim-named")
    for number in range(40):
        new = NewPage(
            f"{number}", "purpose", f"activity-v{1 + number % 2}", {"purpose": "listen"},
            TODAY + timedelta(number), f"c-{number % 3}", account if number % 5 == 4 else None,
        )  # fmt: skip
        assert points_of_view.add_page(product.database, token, found, new)
    kinds: dict[tuple[str, int], set[tuple[object, ...]]] = {}
    held = list(product.database.reading.execute(
        "SELECT series, batch, given_on, definition, consent, account_id FROM point_of_view "
        "JOIN point_of_view_page ON view_id = id WHERE activity_id = ?", (found.activity,)
    ))  # fmt: skip
    for row in held:
        if row["account_id"] is None:
            kinds.setdefault((row["series"], row["batch"]), set()).add(tuple(row)[2:])
        else:
            assert row["series"].endswith(" named")
    assert len(kinds) == 6
    assert all(len(each) == 1 for each in kinds.values())
    assert any(row["consent"] == "c-0 c-1 c-2" for row in held)
    for row in rows(product, link, "point_of_view_count"):
        for each in answer_mix.waiting(product.database, row["waits_in"]):
            assert set(each) == {"id", "document"}


def test_nothing_joins_the_pages_of_a_person(product: Product, link: Link) -> None:
    """No text that is longer than a word stands with two pages of the same person alone."""
    token = ask(product, link.portfolio, "service_user")
    for _ in range(7):
        answer_all(product, token, PANEL, voice={"say": "some"})
    pages = points_of_view.list_pages(product.database, link.portfolio, 1)
    assert len({page.view for page in pages}) == len(pages) > 7
    kept = [tuple(row) for table in ("point_of_view", "point_of_view_page")
            for row in rows(product, link, table)]  # fmt: skip
    for page in pages:
        assert sum(page.view in row for row in kept) in (0, 2), "its two rows, or it waits"


def test_a_named_view_can_be_taken_back_by_its_owner_alone(product: Product, link: Link) -> None:
    token = ask(product, link.portfolio, "policymaker")
    one, other = someone(product, "pat"), someone(product, "chris")
    answer_all(product, token, PANEL, account=one)
    answer_all(product, token, PANEL, account=other)
    answer_all(product, token, PANEL)
    assert points_of_view.has_view(product.database, link.portfolio, 1, one)
    erased(product.database, points_of_view.withdraw, link.portfolio, 1, one)
    assert not points_of_view.has_view(product.database, link.portfolio, 1, one)
    assert {row["account_id"] for row in rows(product, link)} == {other}
    left = points_of_view.list_pages(product.database, link.portfolio, 1)
    first = pages_for(product, "policymaker")[0].id
    assert sum(page.page == first for page in left) == 2


def test_an_account_that_goes_leaves_its_answers_without_a_name(
    product: Product, link: Link
) -> None:
    account = someone(product, "gone")
    token = ask(product, link.portfolio, "provider")
    answer_all(product, token, PANEL, account=account, pages=1)
    with product.database.writing() as connection:
        connection.execute("DELETE FROM account WHERE id = ?", (account,))
    assert [row["account_id"] for row in rows(product, link)] == [None]


def test_a_closed_link_takes_nothing(product: Product, link: Link) -> None:
    token = ask(product, link.portfolio, "provider")
    found = links_store.find_link(product.database, token)
    assert found is not None
    close(product, link.portfolio, "provider")
    new = NewPage("late", "purpose", "activity-v1", {"purpose": "listen"}, TODAY, "c")
    assert not points_of_view.add_page(product.database, token, found, new)
    assert rows(product, link) == []
    assert ask(product, link.portfolio, "provider") != token


def test_asking_twice_makes_one_link(product: Product, link: Link) -> None:
    assert ask(product, link.portfolio, "provider") == ask(product, link.portfolio, "provider")
    assert len(rows(product, link, "view_link")) == 1


def test_views_are_reached_through_their_portfolio_alone(
    product: Product, link: Link, links: Links
) -> None:
    other = links.make(PANEL)
    answer_all(product, ask(product, link.portfolio, "provider"), PANEL)
    assert points_of_view.list_pages(product.database, other.portfolio, 1) == []
    assert links_store.links(product.database, other.portfolio, 1) == {}
    written(product.database, links_store.close_link, other.portfolio, 1, "provider", 0)
    assert not links_store.links(product.database, link.portfolio, 1)["provider"].closed


def test_agreed_views_stay_and_the_newest_comes_first(product: Product, link: Link) -> None:
    before = rows(product, link)
    for place, reasons in enumerate(("First.", "Second.", "Second.")):
        agreed = AgreedView({"purpose": "listen"}, reasons, TODAY.isoformat())
        request = f"agreed-{min(place, 1)}"
        written(product.database, agreed_store.add_agreed, link.portfolio, 1, agreed, request, None)
    found = agreed_store.list_agreed(product.database, link.portfolio, 1)
    assert [view.reasons for view in found] == ["Second.", "First."]
    assert rows(product, link) == before


def test_all_goes_with_the_activity(product: Product, link: Link) -> None:
    place = answer_mix.folder(product.database)
    before = set(place.iterdir()) if place.is_dir() else set()
    answer_all(product, ask(product, link.portfolio, "provider"), PANEL)
    agreed = AgreedView({"purpose": "listen"}, "Because.", TODAY.isoformat())
    written(product.database, agreed_store.add_agreed, link.portfolio, 1, agreed, "agreed", None)
    waiting = set(place.iterdir()) - before
    assert waiting
    written(product.database, remove_activity, link.portfolio, 1)
    answer_mix.sweep(product.database)
    assert all(rows(product, link, table) == [] for table in TABLES)
    assert not waiting & set(place.iterdir())
