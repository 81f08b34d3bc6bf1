"""A mailing: one message to many people of a round, and how far it is."""

from dataclasses import dataclass

from ladder_assess.core.campaigns.moments import UK, local, typed_time

INVITATION, REMINDER, TRIAL = "invitation", "reminder", "trial"
SENDING, PAUSED, DONE = "sending", "paused", "done"


def closing_words(closes_at: int | None, zone: str) -> str:
    """Until when answers are taken, as a message says it: 5pm on 31 March 2026, with the time zone
    where that is not the one of the UK; empty where there is no last day.
    """
    if closes_at is None:
        return ""
    shown = local(closes_at, zone)
    where = "" if zone == UK else f" ({zone})"
    return f"{typed_time(shown.time())} on {shown.day} {shown:%B} {shown.year}{where}"


@dataclass(frozen=True)
class Mailing:
    """How far a mailing is: of `total` people so many were `sent` it (or, by a reminder, are known
    to have answered), were `refused` by their mail server, or `left_out` as they asked for no more
    mail or the round closed meanwhile; to so many it is handed over `again` later. `problem` says
    why the site's own mail server takes nothing, until `due`.
    """

    id: int
    kind: str
    subject: str
    state: str
    started_on: str
    total: int
    sent: int
    refused: int
    left_out: int
    problem: str
    due: int
    again: int

    @property
    def waiting(self) -> int:
        """How many people are still to get it."""
        return self.total - self.sent - self.refused - self.left_out
