"""The outbox: messages that wait to be sent, each forgotten once it has been."""

from dataclasses import dataclass

from ladder_assess.core.people.account import plain_email
from ladder_assess.storage.common.database import Database, Writing, queries

WAITING, FAILED = "waiting", "failed"


@dataclass(frozen=True)
class Message:
    """A message in plain text. `kind` says what for (confirm, reset, invitation, notice…).

    `problem` names what went wrong at the last try; `made` is in seconds since 1970.
    """

    id: int
    recipient: str
    subject: str
    body: str
    kind: str
    state: str
    tries: int
    problem: str
    made: int


def put(
    connection: Writing,
    *,
    recipient: str,
    subject: str,
    body: str,
    kind: str,
    now: int,
    ticket: int | None = None,
) -> int:
    """Put a message into the outbox; returns its id. `ticket` is the id of the one whose link is in
    it.
    """
    row = queries.insert_message(
        connection,
        recipient=plain_email(recipient),
        subject=subject,
        body=body,
        kind=kind,
        now=now,
        ticket=ticket,
    )
    return int(row["id"])


def claim(connection: Writing, now: int, again: int) -> Message | None:
    """The message to send next, which nobody else is given until `again`; None when none waits."""
    row = queries.claim_message(connection, now=now, again=again)
    return None if row is None else Message(**row)


def is_due(database: Database, now: int) -> bool:
    """Is there a message that nobody is sending and that may be sent now? Only reads."""
    return bool(queries.count_due_messages(database.reading, now=now))


def put_off(connection: Writing, message: int, problem: str, due: int) -> None:
    """Try a message again later."""
    queries.put_off_message(connection, message=message, problem=problem, due=due)


def give_up(connection: Writing, message: int, problem: str) -> None:
    """Try a message no more."""
    queries.fail_message(connection, message=message, problem=problem)


def forget(connection: Writing, message: int) -> None:
    """Forget a message: it was sent, or its links were handed on."""
    queries.forget_message(connection, message=message)


def all_messages(database: Database) -> list[Message]:
    """Everything in the outbox, the newest first: for the site administrator and for tests."""
    return [Message(**row) for row in queries.list_messages(database.reading)]


def find_message(database: Database, message: int) -> Message | None:
    """A message that is still in the outbox."""
    row = queries.find_message(database.reading, message=message)
    return None if row is None else Message(**row)


def forget_old(connection: Writing, made_before: int) -> None:
    """Forget what has lain in the outbox since before a moment."""
    queries.forget_old_messages(connection, made_before=made_before)
