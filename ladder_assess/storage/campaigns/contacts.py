"""Contacts of a wave, the lists of them that were sent, and who asked for no more mail."""

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from ladder_assess.core.activities.portfolio import Portfolio
from ladder_assess.core.campaigns.contact_list import ContactImport, KeptContact, SentList
from ladder_assess.core.campaigns.contacts import Contact
from ladder_assess.core.instruments.wave import Wave
from ladder_assess.storage.common import jobs
from ladder_assess.storage.common.database import Database, Writing, queries

# Different words of contacts that are looked through for their names.
LOOKED_THROUGH = 1000


@dataclass(frozen=True)
class ImportJob:
    """A list that waits to be read: of which round of which organisation."""

    id: int
    portfolio: Portfolio
    organisation: int | None
    wave: int
    instrument: str
    form: str
    name: str
    content: bytes


def _key(portfolio: Portfolio, wave: Wave | int) -> dict[str, int]:
    return {"portfolio": portfolio.id, "wave": wave if isinstance(wave, int) else wave.id}


def add_import(
    connection: Writing, portfolio: Portfolio, wave: Wave, sent: SentList, request: str
) -> int:
    """Keep a list to be read in the background, in place of an earlier one of the wave that nobody
    has taken; the same `request` again adds nothing. Returns its id.
    """
    key = _key(portfolio, wave)
    sending = {"name": sent.name, "form": sent.form, "content": sent.content}
    by = {"account": sent.account, "request": request, "happened": sent.when}
    added = queries.insert_contact_import(connection, **key, **by, **sending)
    found = int(queries.contact_import_by_request(connection, **key, request=request))
    queries.drop_other_contact_imports(connection, **key, keep=found)
    if added:
        jobs.put(connection, jobs.CONTACTS, found)
    return found


def find_import(
    database: Database, portfolio: Portfolio, wave: Wave, sent: int
) -> ContactImport | None:
    """A list that was sent; None where it is not there, or not any more."""
    row = queries.find_contact_import(database.reading, **_key(portfolio, wave), list=sent)
    if row is None:
        return None
    found = json.loads(row["document"])
    return ContactImport(row["id"], row["name"], row["state"], row["form"], found)


def open_import(database: Database, portfolio: Portfolio, wave: Wave) -> int | None:
    """The list that somebody sent and nobody has taken yet."""
    found: int | None = queries.open_contact_import(database.reading, **_key(portfolio, wave))
    return found


def wanted_import(database: Database, sent: int) -> ImportJob | None:
    """A list that waits to be read; None where there is nothing to do."""
    row = queries.wanted_contact_import(database.reading, list=sent)
    if row is None:
        return None
    portfolio = Portfolio(row["portfolio"], row["title"], bool(row["sample"]))
    return ImportJob(
        row["id"], portfolio, row["organisation"], row["wave"], row["instrument"],
        row["form"], row["name"], bytes(row["content"] or b""),
    )  # fmt: skip


def finish_import(
    connection: Writing, wanted: ImportJob, state: str, found: Mapping[str, Any], people: str = "[]"
) -> None:
    """Keep what was found in a list, with the people as `as_text` has them, and forget the file."""
    queries.finish_contact_import(
        connection,
        **_key(wanted.portfolio, wanted.wave),
        list=wanted.id,
        state=state,
        document=json.dumps(found, ensure_ascii=False),
        people=people,
    )


def as_text(people: Iterable[Contact]) -> str:
    """Who can be taken from a list, as that is kept."""
    rows = [[c.form, c.address, c.key, c.name, dict(c.fields)] for c in people]
    return json.dumps(rows, ensure_ascii=False)


def people_of(database: Database, portfolio: Portfolio, wave: Wave, sent: int) -> list[Contact]:
    """Who can be taken from a list; nobody where it was taken before."""
    text = queries.people_of_contact_import(database.reading, **_key(portfolio, wave), list=sent)
    return [
        Contact(address, key, name, form, fields)
        for form, address, key, name, fields in json.loads(text or "[]")
    ]


def drop_import(connection: Writing, portfolio: Portfolio, wave: Wave, sent: int) -> bool:
    """Forget a list; says whether it was there."""
    return bool(queries.drop_contact_import(connection, **_key(portfolio, wave), list=sent))


def add_contacts(
    connection: Writing,
    portfolio: Portfolio,
    wave: Wave,
    signed: Iterable[tuple[Contact, str]],
    day: date,
) -> int:
    """Add people, each with the digest of their mailbox; who is there already or asked for no more
    mail is left out. Returns how many were added.
    """
    key = _key(portfolio, wave)
    rows = [
        {**key, "form": c.form, "address": c.address, "mailbox": c.key, "sign": sign,
         "name": c.name, "fields": json.dumps(dict(c.fields), ensure_ascii=False),
         "added_on": day.isoformat()}
        for c, sign in signed
    ]  # fmt: skip
    return int(queries.insert_contacts(connection, rows)) if rows else 0


def count(database: Database, portfolio: Portfolio, wave: Wave) -> int:
    """How many contacts a wave has."""
    return int(queries.count_contacts(database.reading, **_key(portfolio, wave)))


def mailboxes(database: Database, portfolio: Portfolio, wave: Wave | int) -> frozenset[str]:
    """The keys of those who are contacts of a wave."""
    rows = queries.mailboxes_of_contacts(database.reading, **_key(portfolio, wave))
    return frozenset(row["mailbox"] for row in rows)


def list_contacts(
    database: Database, portfolio: Portfolio, wave: Wave, most: int, skip: int
) -> list[KeptContact]:
    """Contacts in the order of their addresses, at most so many."""
    rows = queries.list_contacts(database.reading, **_key(portfolio, wave), most=most, skip=skip)
    return [_contact(row) for row in rows]


def find_contact(
    database: Database, portfolio: Portfolio, wave: Wave, contact: int
) -> KeptContact | None:
    """One contact of a wave; None where there is none such."""
    row = queries.find_contact(database.reading, **_key(portfolio, wave), contact=contact)
    return None if row is None else _contact(row)


def _contact(row: Any) -> KeptContact:
    return KeptContact(
        row["id"],
        row["form"],
        row["address"],
        row["name"],
        json.loads(row["fields"]),
        bool(row["unsubscribed"]),
        row["problem"],
        row["invited_on"],
    )


def field_names(database: Database, portfolio: Portfolio, wave: Wave) -> list[str]:
    """The further words that contacts have for messages, by name."""
    rows = queries.fields_of_contacts(
        database.reading, **_key(portfolio, wave), most=LOOKED_THROUGH
    )
    return sorted({name for row in rows for name in json.loads(row["fields"])})


def count_by_form(database: Database, portfolio: Portfolio, wave: Wave) -> dict[str, int]:
    """How many contacts each group has."""
    rows = queries.contacts_by_form(database.reading, **_key(portfolio, wave))
    return {row["form"]: row["contacts"] for row in rows}


def remove_contact(connection: Writing, portfolio: Portfolio, wave: Wave, contact: int) -> bool:
    """Remove one contact and its link; says whether it was there."""
    key = {**_key(portfolio, wave), "contact": contact}
    queries.drop_link_of_contact(connection, **key)
    return bool(queries.delete_contact(connection, **key))


def remove_contacts(connection: Writing, portfolio: Portfolio, wave: Wave, most: int) -> int:
    """Remove contacts of a wave, at most so many, and their links; returns how many."""
    scope = {**_key(portfolio, wave), "most": most}
    queries.drop_links_of_contacts(connection, **scope)
    return int(queries.delete_contacts(connection, **scope))


def note_bounce(
    connection: Writing, portfolio: Portfolio, wave: Wave, mailbox: str, status: str
) -> bool:
    """Note that mail to a mailbox came back, for good; says whether that is new of a contact."""
    problem = f"refused back {status}".strip()
    key = _key(portfolio, wave)
    return bool(queries.note_bounce(connection, **key, mailbox=mailbox, problem=problem))


def unsubscribed(database: Database, organisation: int) -> Collection[str]:
    """The digests of those who asked an organisation for no more mail."""
    rows = queries.signs_of_unsubscribed(database.reading, organisation=organisation)
    return frozenset(row["sign"] for row in rows)


def unsubscribe(connection: Writing, organisation: int, sign: str) -> bool:
    """Note that somebody asked for no more mail; says whether that is new."""
    return bool(queries.put_unsubscribed(connection, organisation=organisation, sign=sign))
