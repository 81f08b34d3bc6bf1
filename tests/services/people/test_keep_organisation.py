"""How many organisations an account may make, also when it asks for many at once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest
from flask import Flask

from ladder_assess.core.people.account import Account
from ladder_assess.core.people.organisation import Profile
from ladder_assess.services.common.product import Product
from ladder_assess.services.people.keep_organisation import (
    MADE_IN,
    MOST_MADE,
    TooManyMade,
    make_organisation,
)
from tests.support.filled import NOW
from tests.support.offices import make_person
from tests.support.site import TODAY, product_of

PROFILE = Profile(kind="charity", nation="england", region="london", size="small", services=())


@pytest.fixture
def own(own_app: Flask) -> Product:
    return product_of(own_app)


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
