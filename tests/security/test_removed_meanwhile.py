"""Whoever loses a right while their request waits or is at work changes nothing by it.

The older tests took the right away before they sent anything: rights were looked at when a request
began, and what was sent by somebody removed a moment later was saved all the same.
"""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from unittest.mock import patch

import pytest

from ladder_assess.core.people.account import Account
from ladder_assess.web.access import admission, identity, scope
from tests.security.declared import (
    ADMINISTRATOR,
    HALF,
    LIST,
    ORGANISATION,
    ORGANISATION_LIST,
    PUBLIC,
    ROUTES,
    TOKEN,
)
from tests.security.test_scope import sender
from tests.security.walking import Walker, outcome

OF_PEOPLE = {LIST, ORGANISATION_LIST, ORGANISATION}
REMOVED = "DELETE FROM membership WHERE account_id = ?"
DEMOTED = "UPDATE membership SET role = 'viewer', rights = '' WHERE account_id = ?"
# What takes nothing but reading is left to somebody who may still read.
FOR_READERS = {"plan.make_editable", "plan.make_short_editable", "register_export.make",
               "register_export.make_text",
               "plan.make_figures", "plan.make_tables", "people.leave",
               "points_of_view.withdraw"}  # fmt: skip
SIGNED_OUT = "DELETE FROM sign_in WHERE account_id = ?"
# Whoever comes here needs no account, or has not signed in yet.
FOR_ANYBODY = {PUBLIC, TOKEN, HALF}
STEPPED_DOWN = "UPDATE account SET administrator = 0 WHERE id = ?"
TAKEN_IN = "UPDATE portfolio SET token_digest = 'of nothing' WHERE id = ?"


@contextmanager
def once_let_in(happens: Callable[[], object]) -> Iterator[None]:
    """Let something happen as soon as a request was let in, before it does anything."""
    let = admission.let_write_while

    def let_in(ask: Callable[[], object]) -> None:
        let(ask)
        happens()

    with (
        patch.object(admission, "let_write_while", let_in),
        patch.object(identity, "let_write_while", let_in),
        patch.object(scope, "let_write_while", let_in),
    ):
        yield


@contextmanager
def once_known(happens: Callable[[], object]) -> Iterator[None]:
    """Let something happen as soon as it was found who asks."""
    find = identity._find_account

    def found() -> Account | None:
        account = find()
        happens()
        return account

    with patch.object(identity, "_find_account", found):
        yield


def sent_meanwhile(
    walker: Walker,
    endpoint: str,
    statement: str,
    subject: int,
    then: Callable[[Callable[[], object]], AbstractContextManager[None]] = once_let_in,
    **values: str,
) -> str:
    """What is wrong when somebody sends a form and this becomes so meanwhile."""
    walker.put_back()
    actor, address = sender(endpoint), walker.address(endpoint, **values)
    data = walker.filled(endpoint, actor, address)
    walker.put_back()

    def happens() -> None:
        walker.database.reading.execute(statement, (subject,))

    happens()
    expected, files = walker.digest(), [name for name in walker.changed() if "file" in name]
    walker.put_back()
    with then(happens):
        found = outcome(walker.unprotected(actor, address, data))
    now = walker.digest()
    changed = [name for name in now if now[name] != expected[name]]
    changed += [name for name in walker.changed() if "file" in name and name not in files]
    return f"{endpoint}: {found}, changed {changed}" if changed else ""


@pytest.mark.parametrize("statement", [REMOVED, DEMOTED])
def test_nothing_is_saved_by_whoever_lost_their_place_meanwhile(
    walker: Walker, statement: str
) -> None:
    wrong = []
    for endpoint, declared in ROUTES.items():
        if declared.to not in OF_PEOPLE or "POST" not in walker.methods(endpoint):
            continue
        if statement == DEMOTED and endpoint in FOR_READERS:
            continue
        account = walker.world.account(sender(endpoint))
        assert account is not None
        wrong.append(sent_meanwhile(walker, endpoint, statement, account.id))
    walker.put_back()
    assert len(wrong) > 40
    assert not any(wrong), "\n".join(filter(None, wrong))


def test_nothing_is_saved_by_whoever_was_signed_out_meanwhile(walker: Walker) -> None:
    """By pressing to sign out everywhere, or by a new password. The older tests took places away,
    and no sign-in: whoever had somebody else's saved what was under way.
    """
    wrong = []
    for endpoint, declared in ROUTES.items():
        account = walker.world.account(sender(endpoint))
        if declared.to in FOR_ANYBODY or "POST" not in walker.methods(endpoint) or not account:
            continue
        wrong.append(sent_meanwhile(walker, endpoint, SIGNED_OUT, account.id, once_known))
    walker.put_back()
    assert len(wrong) > 80
    assert not any(wrong), "\n".join(filter(None, wrong))


def test_nothing_is_saved_by_an_administrator_who_is_none_any_more(walker: Walker) -> None:
    administrator = walker.world.account("administrator")
    assert administrator is not None
    wrong = [
        sent_meanwhile(walker, endpoint, STEPPED_DOWN, administrator.id)
        for endpoint, declared in ROUTES.items()
        if declared.to == ADMINISTRATOR and "POST" in walker.methods(endpoint)
    ]
    walker.put_back()
    assert wrong
    assert not any(wrong), "\n".join(filter(None, wrong))


def test_nothing_is_saved_by_a_link_that_leads_nowhere_any_more(walker: Walker) -> None:
    token, list_ = walker.world.link.token, walker.world.link.portfolio.id
    wrong = [
        sent_meanwhile(walker, endpoint, TAKEN_IN, list_, token=token)
        for endpoint in ("portfolio.title", "portfolio.add")
    ]
    walker.put_back()
    assert not any(wrong), "\n".join(filter(None, wrong))


def test_what_is_sent_once_more_gives_nobody_a_place_back(walker: Walker) -> None:
    """Whoever made an organisation and was removed from it sent the same form again, which makes
    nothing, and was its owner. The older tests sent a form twice in a row.
    """
    wrong, sent = [], 0
    for endpoint in ROUTES:
        account = walker.world.account(sender(endpoint))
        if account is None or "POST" not in walker.methods(endpoint):
            continue
        walker.put_back()
        actor, address = sender(endpoint), walker.address(endpoint)
        data = walker.filled(endpoint, actor, address)
        walker.unprotected(actor, address, data)
        walker.database.reading.execute(REMOVED, (account.id,))
        walker.unprotected(actor, address, data)
        places = "SELECT organisation_id FROM membership WHERE account_id = ?"
        sent += 1
        if walker.database.reading.execute(places, (account.id,)).fetchone():
            wrong.append(endpoint)
    walker.put_back()
    assert sent > 60
    assert not wrong
