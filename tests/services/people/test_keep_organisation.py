"""How many organisations an account may make, also when it asks for many at once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

from ladder_assess.core.people.account import Account
from ladder_assess.core.people.organisation import Profile
from ladder_assess.services.common.product import Product
from ladder_assess.services.data_protection.apply_retention import apply_retention
from ladder_assess.services.data_protection.erase_everything import erase_organisation
from ladder_assess.services.people.keep_organisation import (
    MADE_IN,
    MOST_MADE,
    TooManyMade,
    make_organisation,
)
from ladder_assess.storage.people import organisations
from tests.support.filled import NOW
from tests.support.offices import make_person
from tests.support.site import TODAY

PROFILE = Profile(kind="charity", nation="england", region="london", size="small", services=())


def is_made(own: Product, account: Account, request: str, day: date = TODAY) -> bool:
    try:
        make_organisation(own, account, ("One of many", PROFILE), request, (day, NOW))
    except TooManyMade:
        return False
    return True


def test_of_many_that_are_asked_for_at_once_no_more_are_made_than_may_be(own: Product) -> None:
    account = make_person(own, "Ann")
    with ThreadPoolExecutor(12) as threads:
        made = list(threads.map(lambda n: is_made(own, account, f"r{n}"), range(12)))
    assert sum(made) == MOST_MADE
    assert not is_made(own, account, "one more")
    assert is_made(own, make_person(own, "Bob"), "another person's")


def test_the_same_request_again_and_a_later_month_are_not_refused(own: Product) -> None:
    account = make_person(own, "Ann")
    assert all(is_made(own, account, f"r{n}") for n in range(MOST_MADE))
    assert is_made(own, account, "r1")
    assert is_made(own, account, "later", TODAY + timedelta(days=MADE_IN + 1))


def test_those_that_are_erased_count_as_made(own: Product) -> None:
    """The older tests erased none, and only those that are there were counted."""
    account = make_person(own, "Ann")
    for each in range(MOST_MADE):
        assert is_made(own, account, f"r{each}")
        found = organisations.organisations_of(own.database, account.id)
        erase_organisation(own, found[0][0].id, TODAY, NOW)
    assert not is_made(own, account, "one more")
    assert is_made(own, account, "later", TODAY + timedelta(days=MADE_IN + 1))


def test_that_they_were_made_is_not_kept_for_longer_than_it_counts(own: Product) -> None:
    account = make_person(own, "Ann")
    midnight = (TODAY - date(1970, 1, 1)).days * 24 * 3600
    is_made(own, account, "r")
    for days, left in ((MADE_IN + 1, 1), (MADE_IN + 2, 0)):
        apply_retention(own, {}, TODAY, midnight + days * 24 * 3600)
        rows = own.database.reading.execute("SELECT count(*) FROM organisation_made").fetchone()
        assert rows[0] == left
