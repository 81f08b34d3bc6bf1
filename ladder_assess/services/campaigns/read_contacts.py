"""Reads a list of contacts that somebody sent: who can be taken, and what else is wrong."""

import hmac
from base64 import b32encode
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from ladder_assess.core.campaigns.contact_list import FAILED, SHOWN
from ladder_assess.core.campaigns.contacts import (
    COLUMNS,
    MOST_CONTACTS,
    ContactFlaw,
    ContactList,
    Groups,
    Line,
    folded,
    read_contacts,
    typed_lines,
    with_headings,
)
from ladder_assess.core.instruments.instrument import Instrument
from ladder_assess.core.register.columns import Headings, RegisterColumn, fold
from ladder_assess.core.register.flaws import BadRegister, Flaw
from ladder_assess.services.common.product import Product
from ladder_assess.storage.campaigns import contacts
from ladder_assess.storage.campaigns.contacts import ImportJob
from ladder_assess.storage.register.table import TableRow
from ladder_assess.storage.register.tables import read_table
from ladder_assess.storage.register.text import decode

SIGN_BYTES = 16
# What a list is called that was typed, so that a page can say so in the reader's language.
TYPED = ""
# A file whose columns cannot be told is read line by line where it is a text.
LINE_BY_LINE = ("no_header", "no_address_column")


def sign_of(secret: str, organisation: int, key: str) -> str:
    """The digest by which one organisation knows a mailbox again that wants no more mail: nobody
    who does not hold the installation's secret can tell from it whose it is.
    """
    text = f"unsubscribed:{organisation}:{key}"
    mac = hmac.digest(secret.encode(), text.encode(), "sha256")
    return b32encode(mac[:SIGN_BYTES]).decode().lower().rstrip("=")


def groups_of(instrument: Instrument, otherwise: str) -> Groups:
    """The groups of a round, by their ids and names."""
    ids = {folded(form.id): form.id for form in instrument.forms}
    ids |= {folded(form.name): form.id for form in instrument.forms}
    return Groups(ids, otherwise if otherwise in instrument.form_ids else "")


def read_contact_list(product: Product, sent: int) -> None:
    """Read a list that waits, and keep what is in it for whoever sent it to look at. Nobody becomes
    a contact by that.
    """
    wanted = contacts.wanted_import(product.database, sent)
    if wanted is None:
        return
    try:
        found = _read(product, wanted)
        result = (SHOWN, _as_data(found), contacts.as_text(found.contacts))
    except BadRegister as bad:
        result = (FAILED, {"flaw": list(bad.flaw), "line": bad.row}, contacts.as_text(()))
    with product.database.writing() as connection:
        contacts.finish_import(connection, wanted, *result)


def give_up_contact_list(product: Product, sent: int, problem: str) -> None:
    """Note beside a list that it could not be read, and why, for its page."""
    wanted = contacts.wanted_import(product.database, sent)
    if wanted is not None:
        with product.database.writing() as connection:
            contacts.finish_import(connection, wanted, FAILED, {"error": problem})


def _read(product: Product, wanted: ImportJob) -> ContactList:
    headings, lines = _table(wanted)
    if len(lines) > MOST_CONTACTS:
        raise BadRegister(Flaw("too_many_rows", wanted=f"{MOST_CONTACTS:,}"))
    instrument = product.definitions.instruments[wanted.instrument]
    return read_contacts(
        headings,
        lines,
        groups_of(instrument, wanted.form),
        contacts.mailboxes(product.database, wanted.portfolio, wanted.wave),
        _refuses(product, wanted.organisation),
    )


def _refuses(product: Product, organisation: int | None) -> Callable[[str], bool]:
    if organisation is None:
        return lambda _: False
    signs = contacts.unsubscribed(product.database, organisation)
    return lambda key: bool(signs) and sign_of(product.secret, organisation, key) in signs


def _table(wanted: ImportJob) -> tuple[Sequence[str], list[Line]]:
    """The names of the columns of a list, and its rows. Raises BadRegister."""
    if wanted.name == TYPED:
        return typed_lines(wanted.content.decode())
    columns = {column: RegisterColumn(column, None) for column in set(COLUMNS.values())}
    called = {fold(text): column for text, column in COLUMNS.items()}
    try:
        table = read_table(wanted.content, Headings(columns, called))
        rows = [_line(row) for row in table.rows]
        headed = with_headings(table.headings, table.row, rows)
        if headed is None:
            raise BadRegister(Flaw("no_address_column"), table.row)
    except BadRegister as bad:
        if bad.flaw.id not in LINE_BY_LINE or b"\0" in wanted.content[:4096]:
            raise
        headings, typed = typed_lines(decode(wanted.content)[0])
        if not any("@" in text for line in typed for text in line.cells):
            raise bad from None
        return headings, typed
    return headed[0], list(headed[1])


def _line(row: TableRow) -> Line:
    wrong = {at: ContactFlaw(flaw.id, flaw.column, flaw.found) for at, flaw in row.wrong.items()}
    return Line(row.number, row.cells, wrong)


def _as_data(found: ContactList) -> Mapping[str, Any]:
    """What a page says of a list, ready for JSON; the people themselves are kept beside it."""
    said = replace(found, contacts=())
    return {
        "good": len(found.contacts),
        "wrong": said.wrong,
        "twice": said.twice,
        "known": said.known,
        "unsubscribed": said.unsubscribed,
        "fields": said.fields,
    }
