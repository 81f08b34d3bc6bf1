"""Saves what a page was answered with, what stands behind answers, and notes who changed what."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from ladder_assess.core.activities.activity_record import ActivityRecord, Value
from ladder_assess.core.activities.history import (
    MOVED,
    NOBODY,
    Author,
    Change,
    Facts,
    Meanwhile,
    facts,
    meanwhile,
    with_facts,
)
from ladder_assess.core.activities.portfolio import Portfolio
from ladder_assess.core.activities.workflow import ensure_open
from ladder_assess.services.activities.questions_shown import ensure_same_questions
from ladder_assess.services.common.product import Product
from ladder_assess.storage.activities import activities, history
from ladder_assess.storage.activities.history import Aside
from ladder_assess.storage.common.database import Writing


@dataclass(frozen=True)
class Saved:
    """An activity after a page was saved, and what others had changed of that page meanwhile.

    What is in a clash was not saved; it is set aside until its writer decides.
    """

    record: ActivityRecord
    meanwhile: tuple[Meanwhile, ...] = ()


def save_page(
    product: Product,
    portfolio: Portfolio,
    number: int,
    sent: Facts,
    seen: int,
    author: Author,
    *,
    confirms: bool = False,
    to: str = "",
) -> Saved | None:
    """Save a page that was shown with revision `seen`; None when there is no such activity.

    Where it `confirms`, what it sends was meant and not only left as it was filled in. Nothing that
    someone else changed since is overwritten. `to` names the version of the questions that the
    activity is described by from now on, unless someone else changed the same answers meanwhile:
    the page shows its questions. Where it was moved there already, or is not for that reason, what
    is changed is marked as read anew all the same. Raises Agreed where nothing may be changed, and
    AskedOtherwise where the page showed questions that the activity does not have any more.
    """
    found: list[Meanwhile] = []
    before: list[ActivityRecord] = []

    with product.database.writing() as connection:

        def change(record: ActivityRecord) -> ActivityRecord:
            before.append(record)
            ensure_open(record.state)
            if not to:
                ensure_same_questions(product, portfolio, record, sent, seen)
            found.extend(_meanwhile(product, portfolio, record, sent, seen, author))
            clashing = {m.key for m in found if m.clash}
            if record.has_asides:
                waiting = {a.key for a in history.asides_of(product.database, portfolio, number)}
                settled = waiting & (sent.keys() - clashing)
                history.settle(connection, portfolio, number, settled, author.account, seen)
            left = {m.key for m in found}
            saved = with_facts(record, {k: v for k, v in sent.items() if k not in left})
            saved = saved.confirmed(sent.keys() - left) if confirms else saved
            saved = replace(saved, stamp=to) if to and not found else saved
            clashes = [m for m in found if m.clash]
            return _set_aside(connection, portfolio, saved, clashes, author) if clashes else saved

        record = activities.change_activity(connection, portfolio, number, change, author)
        if to and record and _read_anew(product, portfolio, before[0], record, to):
            history.mark_read_anew(connection, portfolio, record, to, author)
    return None if record is None else Saved(record, tuple(found))


def _read_anew(
    product: Product, portfolio: Portfolio, before: ActivityRecord, after: ActivityRecord, to: str
) -> bool:
    """Were answers changed on the page of a move that does not move it: as it was moved before
    that, or is not yet, since two people answered one of them?
    """
    if before.stamp != after.stamp or before.values == after.values:
        return False
    moved = history.latest_change(product.database, portfolio, after.number, MOVED)
    return before.stamp != to or moved is not None


def keep_unsaved(
    product: Product, portfolio: Portfolio, number: int, sent: Facts, author: Author
) -> None:
    """Set aside what an agreed activity does not take, for whenever it is opened again."""
    with product.database.writing() as connection:

        def change(record: ActivityRecord) -> ActivityRecord:
            kept = facts(record)
            lost = [Meanwhile(k, None, v, None, True) for k, v in sent.items() if v != kept.get(k)]
            return _set_aside(connection, portfolio, record, lost, author) if lost else record

        activities.change_activity(connection, portfolio, number, change, author)


def set_aside_before(
    product: Product,
    portfolio: Portfolio,
    record: ActivityRecord,
    keys: Iterable[str],
    account: int | None,
) -> tuple[Meanwhile, ...]:
    """What was once typed into a page and could not be saved, with what was changed instead.

    An account gets back what it typed itself, as a clash to decide. Under a private link, where
    nobody knows who it was, what is kept stands and the other answer is told.
    """
    if not record.has_asides:
        return ()
    asides = {
        a.key: a
        for a in history.asides_of(product.database, portfolio, record.number)
        if a.account == account
    }
    kept = facts(record) if asides else {}
    return tuple(
        Meanwhile(
            key,
            _theirs(product, portfolio, record, key),
            asides[key].value,
            kept.get(key),
            clash=account is not None,
        )
        for key in keys
        if key in asides and asides[key].value != kept.get(key)
    )


def _theirs(
    product: Product, portfolio: Portfolio, record: ActivityRecord, key: str
) -> Change | None:
    changes = history.changes_since(product.database, portfolio, record.number, 0)
    return next((c for c in reversed(changes) if c.key == key), None)


def _meanwhile(
    product: Product,
    portfolio: Portfolio,
    record: ActivityRecord,
    sent: Facts,
    seen: int,
    author: Author,
) -> tuple[Meanwhile, ...]:
    if record.revision == seen:
        return ()
    changes = history.changes_since(product.database, portfolio, record.number, seen)
    return meanwhile(sent, facts(record), changes, author)


def _set_aside(
    connection: Writing,
    portfolio: Portfolio,
    record: ActivityRecord,
    lost: list[Meanwhile],
    author: Author,
) -> ActivityRecord:
    """Set answers aside and count that as a change, so that only who has seen it can settle it."""
    revision = record.revision + 1
    asides = [Aside(m.key, m.mine, author.account, revision) for m in lost]
    history.set_aside(connection, portfolio, record.number, asides)
    return replace(record, revision=revision)


def save_answers(
    product: Product,
    portfolio: Portfolio,
    number: int,
    values: Mapping[str, Value | None],
    author: Author = NOBODY,
) -> ActivityRecord | None:
    """Save some answers, whatever they were before; None when there is no such activity."""
    return _change(product, portfolio, number, lambda record: record.with_values(values), author)


def change_path(
    product: Product, portfolio: Portfolio, number: int, path: str
) -> ActivityRecord | None:
    """Go on by the quick or the full path, keeping every answer. Raises Agreed as saving does."""

    def change(record: ActivityRecord) -> ActivityRecord:
        ensure_open(record.state)
        return replace(record, path=path)

    return _change(product, portfolio, number, change)


def _change(
    product: Product,
    portfolio: Portfolio,
    number: int,
    change: Callable[[ActivityRecord], ActivityRecord],
    author: Author = NOBODY,
) -> ActivityRecord | None:
    with product.database.writing() as connection:
        return activities.change_activity(connection, portfolio, number, change, author)
