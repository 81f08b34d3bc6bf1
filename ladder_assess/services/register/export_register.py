"""Gives a register back: every activity of a list, or those asked for, one after the other."""

import hmac
from base64 import b32encode
from collections.abc import Collection, Iterator, Mapping
from functools import partial

from ladder_assess.core.activities.activity_record import ActivityRecord
from ladder_assess.core.activities.portfolio import Portfolio
from ladder_assess.core.common.clock import written
from ladder_assess.core.register.export import (
    AGREED_VIEW,
    COMMENT,
    FILE,
    Entry,
    Remark,
    backing_remarks,
    number_in,
    with_ids,
)
from ladder_assess.services.common.product import Product
from ladder_assess.services.placement.assess_activity import assess_record
from ladder_assess.storage.activities import activities, evidence_files, history
from ladder_assess.storage.people import organisations
from ladder_assess.storage.points_of_view import agreed as agreed_store

TAG_LETTERS = 8


def export_register(
    product: Product,
    portfolio: Portfolio,
    wanted: Collection[int] | None = None,
    names: Mapping[int, str] | None = None,
) -> Iterator[Entry]:
    """The activities whose numbers are `wanted` (None: all), by number, exercises left out.

    However many there are, few are held in memory. `names` are those of people, by account.
    """
    records = activities.each_activity(product.database, portfolio)
    for record in with_ids(records, list_tag(product, portfolio)):
        if not record.exercise and (wanted is None or record.number in wanted):
            who = (names or {}).get(record.assigned_to or 0, "")
            remarks = tuple(_remarks(product, portfolio, record))
            yield Entry(record, partial(assess_record, product, record), who, remarks)


def numbers_without_id(product: Product, portfolio: Portfolio, identity: str) -> list[int]:
    """The number of the activity that an export gave this id, for want of one from a register."""
    number = number_in(identity, list_tag(product, portfolio))
    record = activities.find_activity(product.database, portfolio, number) if number else None
    return [record.number] if record and not (record.register_id or record.exercise) else []


def names_of(product: Product, portfolio: Portfolio) -> dict[int, str]:
    """The names of those who work on a list, by account; a private link has nobody's."""
    organisation = organisations.whose(product.database, portfolio)
    people = organisations.people_of(product.database, organisation.id) if organisation else ()
    return {person.account: person.name for person in people}


def list_tag(product: Product, portfolio: Portfolio) -> str:
    """What sets the ids of one list's activities apart from those of every other list."""
    mac = hmac.digest(product.secret.encode(), b"register:%d" % portfolio.id, "sha256")
    return b32encode(mac).decode().lower()[:TAG_LETTERS]


def _remarks(product: Product, portfolio: Portfolio, record: ActivityRecord) -> Iterator[Remark]:
    database, number = product.database, record.number
    yield from backing_remarks(record)
    for said in history.comments_on(database, portfolio, number):
        yield Remark(COMMENT, said.item, said.text, said.name, written(said.happened))
    for agreed in agreed_store.list_agreed(database, portfolio, number):
        yield Remark(AGREED_VIEW, "", agreed.reasons, agreed.by, agreed.agreed_on)
    for file in evidence_files.of_activity(database, portfolio, number):
        yield Remark(FILE, "", file.name, "", file.added_on)
