"""How long each use case keeps others from saving, where there is as much as there can be.

What is done between the start of a transaction and its end is in seconds of the processor, so that
other work of the machine does not count; by the clock it is told beside. The target: nothing keeps
the write lock for longer than a quarter of a second. Run it with `make bench`, or some of it with
`python -m tests.benchmarks.bench_locks contacts register`.
"""

import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from ladder_assess.core.activities.history import Author
from ladder_assess.core.activities.portfolio import Portfolio
from ladder_assess.core.campaigns.contact_list import SentList
from ladder_assess.core.campaigns.mailing import INVITATION
from ladder_assess.core.campaigns.message import Draft
from ladder_assess.core.instruments.wave import Wave
from ladder_assess.core.people.event import Actor
from ladder_assess.core.questionnaire.questionnaire import Questionnaire
from ladder_assess.core.register.columns import register_columns
from ladder_assess.core.register.state import SentRegister
from ladder_assess.services.activities.take_in_portfolio import take_in_portfolio
from ladder_assess.services.campaigns import keep_contacts, send_invitations
from ladder_assess.services.campaigns.invite_contacts import Message, start_mailing
from ladder_assess.services.common.product import Product
from ladder_assess.services.data_protection.apply_retention import apply_retention
from ladder_assess.services.data_protection.erase_everything import (
    erase_account,
    erase_organisation,
)
from ladder_assess.services.register import import_register as importing
from ladder_assess.services.register.read_register import send_register
from ladder_assess.storage.common.database import Database, Writing
from ladder_assess.storage.people import organisations
from tests.benchmarks.bench_import import as_csv, rows_of
from tests.benchmarks.figures import note
from tests.support.kept.chosen_engine import on_the_engine
from tests.support.kept.contacts import confirm
from tests.support.links import Links
from tests.support.offices import Office, make_office
from tests.support.site import TODAY, app_for, product_of, settings_in
from tests.support.waves import begin

PEOPLE = 50_000
LONGEST = 0.25
DRAFT = Draft("About {organisation}", "Dear {name},\n\n{link}")
LATER = int(time.time()) + 90 * 24 * 60 * 60


class Locks:
    """How long transactions hold the write lock: in seconds of the processor, and by the clock."""

    def __init__(self) -> None:
        self.held: list[tuple[float, float]] = []
        self.met = True

    @contextmanager
    def watched(self) -> Iterator[None]:
        writing = Database.writing

        @contextmanager
        def timed(database: Database) -> Iterator[Writing]:
            began = time.thread_time(), time.monotonic()
            with writing(database) as connection:
                yield connection
            self.held.append((time.thread_time() - began[0], time.monotonic() - began[1]))

        Database.writing = timed  # type: ignore[method-assign, assignment]
        try:
            yield
        finally:
            Database.writing = writing  # type: ignore[method-assign]

    def during(self, what: str, do: Callable[[], object]) -> None:
        """Do something, and say how long the longest of its transactions was."""
        self.held.clear()
        do()
        work, clock = (max(each) for each in zip(*self.held, strict=True))
        self.met = note(f"longest transaction: {what}", work, "s of work", LONGEST) and self.met
        print(f"  {what:<40}{work:>8.3f} s{clock:>8.3f} s{len(self.held):>8} transactions")


def campaign(product: Product) -> tuple[Office, Wave]:
    office = make_office(product)
    confirm(product, office.id)
    return office, begin(product, office.portfolio, respondents=True, short=True)


def contacts(locks: Locks, product: Product) -> None:
    """A long list is sent, taken, written to and removed; and another is past its time."""
    office, wave = campaign(product)
    place, by = (product, office.portfolio, wave), Actor(office.owner.id, office.id, 1)
    typed = "".join(f"person.{at}@example.org, Person {at}\n" for at in range(PEOPLE))
    sent, message = SentList("", typed.encode(), "", None, 0), Message(INVITATION, DRAFT, by, "a")
    numbers: list[int] = []

    def send() -> None:
        numbers.append(keep_contacts.send_list(*place, sent, f"sent {len(numbers)}", free=0))

    def take() -> None:
        keep_contacts.take_list(*place, numbers[-1], TODAY, by)

    locks.during("read a list of contacts", send)
    locks.during("take it", take)
    locks.during("start a mailing", lambda: start_mailing(*place, message, TODAY))
    locks.during("prepare it", lambda: send_invitations.prepare(product))
    locks.during("remove all contacts", lambda: keep_contacts.remove_contacts(*place, by))
    send()
    take()
    old = {"keep_contacts": 1}
    locks.during("let them go by retention", lambda: apply_retention(product, old, TODAY, LATER))


def register(locks: Locks, product: Product) -> None:
    """A long register comes in, changes, is undone, taken in and erased, by somebody who leaves."""
    questionnaire = product.definitions.questionnaire
    office = make_office(product)
    author = Author(office.owner.id, "", int(time.time()))
    portfolio = Links(product).make().portfolio
    first, second = (
        as_csv(rows_of(questionnaire, changed=False)),
        as_csv(all_changed(questionnaire)),
    )

    def bring(what: str, content: bytes, request: str) -> int:
        sent = SentRegister("register.csv", content, author)
        number = send_register(product, portfolio, sent, request)
        locks.during(f"read a register, {what}", lambda: work(product, number))
        _ask(product, portfolio, number)
        locks.during(f"save it, {what}", lambda: work(product, number))
        return number

    bring("all new", first, "first")
    number = bring("all changed", second, "second")
    importing.ask_to_undo(product, portfolio, number, author.when)
    locks.during("undo it", lambda: work(product, number))
    bring("all changed", second, "third")
    place = organisations.find_membership(product.database, office.id, office.owner.id)
    assert place is not None
    locks.during(
        "take it into an organisation", lambda: take_in_portfolio(product, portfolio, place, 0)
    )
    portfolio = office.portfolio
    bring("all the same", second, "fourth")
    locks.during("let it go by retention", lambda: apply_retention(product, {}, TODAY, LATER))
    office.take_on(make_office(product, "Another").owner, "owner")
    locks.during("erase a person", lambda: erase_account(product, office.owner, TODAY, 0))
    locks.during("erase the organisation", lambda: erase_organisation(product, office.id, TODAY, 0))


def work(product: Product, number: int) -> None:
    importing.work_on_register(product, number, int(time.time()))


def _ask(product: Product, portfolio: Portfolio, number: int) -> None:
    found = importing.find_import(product, portfolio, number)
    assert found is not None
    assert importing.ask_to_save(product, portfolio, found, leave_out=True), found.state


def all_changed(questionnaire: Questionnaire) -> Iterator[list[str]]:
    """The same register with another answer to each question."""
    columns = register_columns(questionnaire)
    rows = rows_of(questionnaire, changed=True)
    head = next(rows)
    yield head
    items = [columns[name].item if name in columns else None for name in head]
    for row in rows:
        for at, item in enumerate(items):
            options = item.option_ids if item else ()
            if row[at] in options:
                row[at] = options[(options.index(row[at]) + 1) % len(options)]
        yield row


SCENES: Mapping[str, Callable[[Locks, Product], None]] = {
    "contacts": contacts,
    "register": register,
}


def main(chosen: list[str]) -> int:
    """Print the table; exit 1 where the target is missed."""
    locks = Locks()
    for name in chosen or SCENES:
        print(f"{name}: the longest transaction of each, work and by the clock")
        with tempfile.TemporaryDirectory() as place, locks.watched():
            product = product_of(app_for(settings_in(Path(place))))
            SCENES[name](locks, product)
            product.database.close()
    print(f"target: at most {LONGEST} s of work")
    return 0 if locks.met else 1


if __name__ == "__main__":
    on_the_engine()
    sys.exit(main(sys.argv[1:]))
