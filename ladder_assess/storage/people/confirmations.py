"""Which organisations are confirmed to be who they say they are, and by what."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from ladder_assess.core.people.account import Account
from ladder_assess.core.people.event import Event
from ladder_assess.core.people.organisation import Organisation
from ladder_assess.storage.common.database import Database, Writing, queries
from ladder_assess.storage.engines.engine import Row
from ladder_assess.storage.people import audit
from ladder_assess.storage.people.organisations import organisation_of

ADDRESS, ADMINISTRATOR = "address", "administrator"


@dataclass(frozen=True)
class Decision:
    """Whether an organisation is confirmed, by ADDRESS or ADMINISTRATOR, since when; `asked_again`
    where it was refused and has said something else of itself since.
    """

    confirmed: bool
    how: str
    decided_on: date
    asked_again: bool = False


@dataclass(frozen=True)
class Owner:
    """An owner's account, with its address, and whether that is proven to be theirs."""

    account: int
    email: str
    proven: bool


@dataclass(frozen=True)
class Asked:
    """An organisation with what one decides by; `decision` is None until somebody does."""

    organisation: Organisation
    made_on: date
    owners: tuple[Owner, ...]
    decision: Decision | None


def list_asked(database: Database) -> list[Asked]:
    """Every organisation, the one made last first."""
    owners: dict[int, list[Owner]] = {}
    for row in queries.owners_of_all(database.reading):
        of = owners.setdefault(row["organisation_id"], [])
        of.append(Owner(row["account_id"], row["email"], bool(row["proven_by"])))
    return [
        Asked(
            organisation_of(row),
            date.fromisoformat(row["made_on"]),
            tuple(owners.get(row["id"], ())),
            None if row["how"] is None else _decision(row),
        )
        for row in queries.list_confirmations(database.reading)
    ]


def find_decision(database: Database, organisation: int) -> Decision | None:
    """What was decided about an organisation; None where nothing was."""
    row = queries.find_confirmation(database.reading, organisation=organisation)
    return None if row is None else _decision(row)


def decide(
    connection: Writing,
    organisations: Iterable[int],
    decision: Decision | None,
    event: Event,
) -> None:
    """Keep what was decided about some organisations, each with an entry in its log where it was
    otherwise before.

    None takes back what was decided: it waits again.
    """
    for organisation in organisations:
        if decision is None:
            changed = queries.forget_confirmation(connection, organisation=organisation)
        else:
            changed = queries.decide_confirmation(
                connection,
                organisation=organisation,
                confirmed=int(decision.confirmed),
                how=decision.how,
                decided_on=decision.decided_on.isoformat(),
                account=event.account,
            )
        if changed:
            audit.put(connection, organisation, event)


def confirm_undecided(
    connection: Writing, organisations: Iterable[int], decision: Decision, event: Event
) -> int:
    """Confirm those of which nothing is decided, each with an entry in its log; returns how many.
    Whatever is decided stays as it is.
    """
    confirmed = 0
    for organisation in organisations:
        if queries.confirm_undecided(
            connection,
            organisation=organisation,
            how=decision.how,
            decided_on=decision.decided_on.isoformat(),
        ):
            audit.put(connection, organisation, event)
            confirmed += 1
    return confirmed


def made_lately(connection: Writing, owner: Account, request: str, since: date) -> int:
    """How many organisations an account has made since a day, those that are erased by now
    included; none where this request has made one already, as nothing more is made then.
    """
    if queries.organisation_by_request(connection, request=f"{owner.id}:{request}"):
        return 0
    return int(queries.count_made_since(connection, account=owner.id, day=since.isoformat()))


def remember_refusal(
    connection: Writing, signs: list[str], owners: list[int], of: tuple[int, date, int]
) -> None:
    """Keep that an organisation was refused that has these digests and owners, each once. `of` is
    the organisation, the day of the refusal and until when it is kept once the organisation is
    erased, in seconds since 1970.
    """
    organisation, refused_on, until = of
    both = [(sign, None) for sign in signs] + [("", owner) for owner in owners]
    rows = [
        {
            "sign": sign,
            "account": owner,
            "refused_on": refused_on.isoformat(),
            "until": until,
            "organisation": organisation,
        }
        for sign, owner in both
    ]
    queries.remember_refusal(connection, rows)


def forget_refusal(connection: Writing, organisation: int, signs: list[str]) -> None:
    """Forget that an organisation was refused with these digests, and who owned it then."""
    rows = [{"organisation": organisation, "sign": sign} for sign in ("", *signs)]
    queries.forget_refusal(connection, rows)


def keep_refusal(connection: Writing, organisation: int, until: int) -> None:
    """Keep what is remembered of an organisation that is about to be erased, until then."""
    queries.keep_refusal(connection, organisation=organisation, until=until)


def remembered_refusals(
    database: Database,
) -> tuple[dict[str, date], dict[int, date], dict[int, frozenset[tuple[str, str | int]]]]:
    """When organisations were refused, last, that are erased by now: by digest, and by owner; and
    ("sign", digest) and ("owner", account) of each that stands, by its id.
    """
    signs: dict[str, date] = {}
    accounts: dict[int, date] = {}
    standing: dict[int, set[tuple[str, str | int]]] = {}
    for row in queries.remembered_refusals(database.reading):
        sign, account, stands_as = row["sign"], row["account_id"], row["stands_as"]
        if stands_as is not None:
            key = ("sign", sign) if account is None else ("owner", account)
            standing.setdefault(stands_as, set()).add(key)
        elif account is None:
            signs[sign] = date.fromisoformat(row["refused_on"])
        else:
            accounts[account] = date.fromisoformat(row["refused_on"])
    return signs, accounts, {of: frozenset(keys) for of, keys in standing.items()}


def _decision(row: Row) -> Decision:
    return Decision(
        bool(row["confirmed"]),
        row["how"],
        date.fromisoformat(row["decided_on"]),
        bool(row["asked_again"]),
    )
