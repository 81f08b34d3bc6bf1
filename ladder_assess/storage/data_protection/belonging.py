"""The terms in which it is declared what belongs to whom: rows of a table, and why none do."""

from dataclasses import dataclass, field

ORGANISATION, ACCOUNT, PORTFOLIO = "organisation", "account", "portfolio"
SCOPES = (ORGANISATION, ACCOUNT, PORTFOLIO)


@dataclass(frozen=True)
class Rows:
    """The rows that belong to a scope. `where` may name :id, :email, :mailbox (core.people's key of
    that address) and :tombstone.

    They are deleted when the scope is erased or, where the rows are someone else's too, changed by
    `change`, which may also name :day, so that they name the person no more. Only `personal_data`
    writes these, never a request.
    """

    where: str
    change: str = ""
    # Why they are erased with the scope but not exported with it; empty where they are.
    hidden: str = ""


@dataclass(frozen=True)
class Exempt:
    """No row of this table belongs to the scope, or none is exported or erased with it: why."""

    reason: str


@dataclass(frozen=True)
class Aged:
    """Rows past their time: `kind` is a setting's name, `where` may name :day, :moment and :now."""

    kind: str
    where: str


@dataclass(frozen=True)
class Table:
    """A table: what of it belongs to each scope, and which columns nobody is ever shown."""

    name: str
    organisation: Rows | Exempt
    account: Rows | Exempt
    portfolio: Rows | Exempt
    secret: tuple[str, ...] = ()
    aged: tuple[Aged, ...] = field(default=())

    def of(self, scope: str) -> Rows | Exempt:
        """What of it belongs to one of SCOPES."""
        found: Rows | Exempt = getattr(self, scope)
        return found
