"""Messages to the contacts of a wave: who still has to get one, and how far each mailing is.

A row of what is to be handed over goes once that is done. Whether a link was used is read where
storage.campaigns.used_links writes it, five and more at a time, and what stands in memory alone is
not asked: whom no reminder goes to would tell whose the waiting answer is.

Those who ask are not told either whose link was used: in all that they see, a reminder goes to
everybody who was invited, in an order of chance, and whoever is known to have answered counts as
one who got it. Were they left out of a number, removing a contact would show whether it falls.
"""

import json
import secrets
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from ladder_assess.core.activities.portfolio import Portfolio
from ladder_assess.core.campaigns.course import OVER, Course, standing
from ladder_assess.core.campaigns.mailing import INVITATION, Mailing, closing_words
from ladder_assess.core.campaigns.message import Draft
from ladder_assess.core.instruments.wave import Wave
from ladder_assess.storage.activities.portfolios import digest
from ladder_assess.storage.common.database import Database, Writing, queries
from ladder_assess.storage.engines.engine import Connection, Row


@dataclass(frozen=True)
class NewMailing:
    """A message to many, or a trial of it to its writer alone (`trial_to`)."""

    kind: str
    draft: Draft
    account: int | None
    day: date
    request: str
    trial_to: str = ""


@dataclass(frozen=True)
class Preparing:
    """A mailing of an organisation's wave that is prepared for contacts with ids up to one."""

    id: int
    kind: str
    prepared: int
    wave: int
    organisation: int


@dataclass(frozen=True)
class Delivery:
    """A message to hand over to one person, for the `tries`th time. `skip` where they are to get
    none: they asked for no more mail, or no answers are taken any more; `answered` where they need
    none.
    """

    mailing: int
    contact: int
    tries: int
    kind: str
    draft: Draft
    address: str
    name: str
    fields: Mapping[str, str]
    request: str
    sign: str
    organisation: int
    organisation_name: str
    closes: str
    skip: bool
    answered: bool


@dataclass(frozen=True)
class Trial:
    """A message that its writer sends to themselves first."""

    mailing: int
    tries: int
    draft: Draft
    to: str
    organisation: int
    organisation_name: str
    closes: str


def _key(portfolio: Portfolio, wave: Wave) -> dict[str, int]:
    return {"portfolio": portfolio.id, "wave": wave.id}


def start(
    connection: Writing, portfolio: Portfolio, wave: Wave, organisation: int, new: NewMailing
) -> int | None:
    """Start a mailing to all whom it is for, who are prepared for it later (`prepare_some`);
    returns how many those are, None and nothing done where another one of the wave is under way or
    it is for nobody.
    """
    key, many, trial = _key(portfolio, wave), 1, bool(new.trial_to)
    if not trial:
        many = queries.count_to_write_to(
            connection, **key, kind=new.kind, organisation=organisation
        )
    started = many and queries.insert_mailing(
        connection,
        **key,
        account=new.account,
        request=new.request,
        kind=new.kind,
        trial_to=new.trial_to,
        subject=new.draft.subject,
        body=new.draft.body,
        day=new.day.isoformat(),
        total=0 if trial else many,
        prepared=None if trial else 0,
    )
    return int(many) if started else None


def to_prepare(connection: Connection) -> Preparing | None:
    """A mailing whose contacts are not all prepared yet."""
    row = queries.mailing_to_prepare(connection)
    return None if row is None else Preparing(**row)


def prepare_some(
    connection: Writing, wanted: Preparing, most: int, token_of: Callable[[str], str]
) -> None:
    """Give at most so many more contacts what they need for a mailing: a link that works once,
    under the latest of their group, and a delivery to whom the mailing is for. Those that have a
    link keep it. `token_of` works a token out from a contact's random request.
    """
    scope = {"wave": wanted.wave, "after": wanted.prepared}
    rows = list(queries.contacts_to_prepare(connection, **scope, most=most))
    for form in sorted({row["form"] for row in rows}):
        of_form = [row for row in rows if row["form"] == form]
        _give_links(connection, wanted.wave, form, of_form, token_of)
    if rows:
        about = {"mailing": wanted.id, "kind": wanted.kind, "organisation": wanted.organisation}
        last = rows[-1]["id"]
        queries.insert_deliveries(connection, **scope, **about, last=last)
        queries.note_prepared(connection, mailing=wanted.id, prepared=last)
    if len(rows) < most:
        queries.end_preparing(connection, mailing=wanted.id)
        queries.finish_mailing(connection, mailing=wanted.id)


def _give_links(
    connection: Writing,
    wave: int,
    form: str,
    contacts: list[Row],
    token_of: Callable[[str], str],
) -> None:
    request = queries.latest_link_of_form(connection, wave=wave, form=form)
    if request is None:
        # Of a group that had nobody when the mailing was started: the next one is theirs too.
        return
    kept = [{"contact": row["id"], "request": request} for row in contacts if row["link_digest"]]
    if kept:
        queries.move_contact_links(connection, kept)
    made = [
        (row["id"], row["request"] or secrets.token_hex(16))
        for row in contacts
        if not row["link_digest"]
    ]
    rows = [
        {"contact": contact, "request": own, "link_digest": digest(token_of(own))}
        for contact, own in made
    ]
    if rows:
        queries.put_contact_link(connection, rows)
        once = sorted(row["link_digest"] for row in rows)
        links = [{"request": request, "token_digest": each} for each in once]
        queries.insert_links_once(connection, links)
    count_links(connection, request)


def count_links(connection: Writing, request: str) -> None:
    """Note by how many links that work once a group is asked; one at least, so that its own opens
    nothing.
    """
    queries.count_links_once(connection, request=request)


def count_recipients(
    database: Database, portfolio: Portfolio, wave: Wave, organisation: int, kind: str
) -> int:
    """How many people a mailing of a kind would go to."""
    key = _key(portfolio, wave)
    found = queries.count_to_write_to(database.reading, **key, kind=kind, organisation=organisation)
    return int(found)


def list_mailings(database: Database, portfolio: Portfolio, wave: Wave) -> list[Mailing]:
    """The mailings of a wave, the newest first."""
    rows = queries.list_mailings(database.reading, **_key(portfolio, wave))
    return [Mailing(**dict(row)) for row in rows]


def last_draft(database: Database, portfolio: Portfolio, wave: Wave, kind: str) -> Draft | None:
    """The texts of the last mailing of a kind."""
    row = queries.last_texts_of_mailing(database.reading, **_key(portfolio, wave), kind=kind)
    return None if row is None else Draft(row["subject"], row["body"])


def step(
    connection: Writing, portfolio: Portfolio, wave: Wave, mailing: int, before: str, after: str
) -> bool:
    """Pause a mailing or go on with it; says whether it was in the state before."""
    key = _key(portfolio, wave)
    moved = queries.step_mailing(connection, **key, mailing=mailing, before=before, after=after)
    return bool(moved)


def are_due(database: Database, now: int) -> bool:
    """Is there a message to many that may be handed over now? Only reads."""
    return bool(queries.count_due_mailings(database.reading, now=now))


def claim(connection: Writing, now: int, again: int) -> Delivery | Trial | None:
    """What to hand over next, which nobody else is given until `again`; None when none is due."""
    row = queries.claim_trial(connection, now=now, again=again)
    if row is not None:
        of = queries.organisation_of_mailing(connection, mailing=row["id"])
        draft = Draft(row["subject"], row["body"])
        closes = closing_words(of["closes_at"], of["zone"])
        return Trial(row["id"], row["tries"], draft, row["trial_to"], of["id"], of["name"], closes)
    found = queries.find_due_delivery(connection, now=now)
    if found is None:
        return None
    key = {"mailing": found["mailing_id"], "contact": found["contact_id"]}
    tries = queries.claim_delivery(connection, **key, again=again)["tries"]
    return _delivery(queries.find_delivery(connection, **key), key, tries, now)


def _delivery(row: Any, key: Mapping[str, int], tries: int, now: int) -> Delivery:
    course = Course(row["campaign_state"], row["opens_at"], row["closes_at"])
    over = standing(course, now) == OVER
    skip = over or row["unsubscribed"] or row["closed"] is None or row["closed"]
    return Delivery(
        key["mailing"],
        key["contact"],
        tries,
        row["kind"],
        Draft(row["subject"], row["body"]),
        row["address"],
        row["name"],
        json.loads(row["fields"]),
        row["request"],
        row["sign"],
        row["organisation"],
        row["organisation_name"],
        closing_words(row["closes_at"], row["zone"]),
        bool(skip),
        bool(row["used"]),
    )


def note_sent(connection: Writing, delivery: Delivery, day: date) -> None:
    """A message was handed over, or needs not be: nothing of it is left to do."""
    _end(connection, delivery, sent=1)
    queries.note_on_contact(connection, contact=delivery.contact, problem="")
    if delivery.kind == INVITATION:
        queries.note_invited(connection, contact=delivery.contact, day=day.isoformat())


def note_left_out(connection: Writing, delivery: Delivery) -> None:
    """Somebody is to get no message any more."""
    _end(connection, delivery, left_out=1)


def note_refused(connection: Writing, delivery: Delivery, problem: str) -> None:
    """An address takes no message, and is not tried any more."""
    _end(connection, delivery, refused=1)
    queries.note_on_contact(connection, contact=delivery.contact, problem=f"refused {problem}")


def _end(connection: Writing, delivery: Delivery, **counted: int) -> None:
    queries.drop_delivery(connection, mailing=delivery.mailing, contact=delivery.contact)
    counts = {"sent": 0, "refused": 0, "left_out": 0, **counted}
    queries.count_on_mailing(connection, mailing=delivery.mailing, **counts)
    queries.finish_mailing(connection, mailing=delivery.mailing)


def put_off(connection: Writing, delivery: Delivery, problem: str, due: int) -> None:
    """Try one address again later."""
    key = {"mailing": delivery.mailing, "contact": delivery.contact}
    queries.put_off_delivery(connection, **key, due=due, tries=delivery.tries)
    queries.note_on_contact(connection, contact=delivery.contact, problem=f"later {problem}")


def give_back(connection: Writing, delivery: Delivery) -> None:
    """Let a message be handed over as if this try had not been."""
    key = {"mailing": delivery.mailing, "contact": delivery.contact}
    queries.put_off_delivery(connection, **key, due=0, tries=delivery.tries - 1)


def wait_for_server(
    connection: Writing, mailing: int, problem: str, now: int, waits: Iterable[int]
) -> None:
    """Ask the mail server again later for a mailing, each time after a longer wait of `waits`."""
    tries = queries.count_tries_of_mailing(connection, mailing=mailing)
    longest = list(waits)
    wait = longest[min(tries, len(longest)) - 1]
    queries.put_off_mailing(connection, mailing=mailing, problem=problem, due=now + wait)


def drop_trial(connection: Writing, trial: Trial) -> None:
    """A trial was handed over, or will never be."""
    queries.drop_trial(connection, mailing=trial.mailing)
