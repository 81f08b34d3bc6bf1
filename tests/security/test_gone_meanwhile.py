"""What a request is about may go while it waits or is at work: it is told so, and meets no error.

The older tests took rights away meanwhile, and never the round or the activity itself: whoever sent
the settings of a draft that a colleague removed just then met an error.
"""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from unittest.mock import patch

import pytest

from ladder_assess.storage.common.database import Database, Writing
from tests.security.declared import ROUTES
from tests.security.test_scope import sender
from tests.security.walking import Walker
from tests.support.kept.sqlite_alone import sqlite_of

# What goes, and what addresses about it hold.
THINGS = (("wave", "wave"), ("activity", "number"), ("plan_action", "action_id"))
# Later statements of a page that read something.
STATEMENTS = 12


def routes_about(walker: Walker, held: str, method: str) -> Iterator[str]:
    for endpoint in ROUTES:
        if held in walker.rules[endpoint].arguments and method in walker.methods(endpoint):
            yield endpoint


def remove(walker: Walker, thing: str) -> None:
    """As somebody else does it, in a transaction of their own."""
    with closing(sqlite3.connect(walker.database.path)) as others:
        others.execute("PRAGMA foreign_keys = ON")
        others.execute(f"DELETE FROM {thing}")
        others.commit()


def answered(ask: Callable[[], int]) -> str:
    """What is wrong with an answer, if anything is."""
    try:
        status = ask()
    except Exception as error:  # whatever it is, somebody would meet it
        return repr(error)
    return "" if status < 500 else str(status)


@contextmanager
def before_the_first_transaction(happens: Callable[[], None]) -> Iterator[None]:
    writing, before = Database.writing, [happens]

    @contextmanager
    def later(database: Database) -> Iterator[Writing]:
        while before:
            before.pop()()
        with writing(database) as connection:
            yield connection

    with patch.object(Database, "writing", later):
        yield


@pytest.mark.parametrize(("thing", "held"), THINGS)
def test_a_form_about_what_has_gone_meets_no_error(walker: Walker, thing: str, held: str) -> None:
    wrong, sent = [], 0
    for endpoint in routes_about(walker, held, "POST"):
        actor, address = sender(endpoint), walker.address(endpoint)
        data = walker.filled(endpoint, actor, address)
        walker.put_back()
        with before_the_first_transaction(lambda: remove(walker, thing)):
            found = answered(lambda: walker.unprotected(actor, address, data).status_code)  # noqa: B023
        walker.put_back()
        wrong += [f"{endpoint}: {found}"] if found else []
        sent += 1
    assert sent > 2
    assert wrong == []


@pytest.mark.parametrize(("thing", "held"), [THINGS[0], THINGS[2]])
def test_a_page_about_what_goes_as_it_is_made_meets_no_error(
    walker: Walker, thing: str, held: str
) -> None:
    wrong, connection = [], walker.database.reading
    about = [*routes_about(walker, held, "GET"), "plan.taken_out", "questionnaires.index"]
    for endpoint in about:
        actor, address = sender(endpoint), walker.address(endpoint)
        for last in range(1, STATEMENTS + 1):
            read = [0]

            def count(statement: str) -> None:
                read[0] += statement.lstrip()[:6].upper() == "SELECT"  # noqa: B023
                if read[0] == last:  # noqa: B023
                    read[0] = last + STATEMENTS  # noqa: B023
                    remove(walker, thing)

            sqlite_of(connection).set_trace_callback(count)
            found = answered(lambda: walker.ask(actor, "GET", address).status_code)  # noqa: B023
            sqlite_of(connection).set_trace_callback(None)
            if read[0] < last:
                break
            walker.put_back()
            wrong += [f"{endpoint}, statement {last}: {found}"] if found else []
    assert wrong == []
