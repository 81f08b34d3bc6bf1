"""Finds organisations that have the same name, register entry or an owner in common."""

from collections.abc import Iterable
from dataclasses import dataclass

from ladder_assess.services.data_protection.remember_refusal import Refusals, signs_of
from ladder_assess.storage.people.confirmations import Asked

# Of others that are alike, so many are named.
MOST_ALIKE = 10
Key = tuple[str, str | int]


@dataclass(frozen=True)
class Alike:
    """Another organisation with something in common: its name, and whether it was refused."""

    name: str
    refused: bool


class FindAlike:
    """Looks once at everything `among` which others are to be found. One that was refused is also
    found by what it was then, whatever it says of itself since.
    """

    def __init__(self, among: Iterable[Asked], refusals: Refusals) -> None:
        self._secret = refusals.secret
        self._firsts: dict[Key, dict[int, Alike]] = {}
        self._same: dict[Key, dict[int, Alike]] = {}
        for each in among:
            of = each.organisation
            refused = each.decision is not None and not each.decision.confirmed
            for key in self._keys(each):
                self._same.setdefault(key, {})[of.id] = Alike(of.name, refused)
            for key in refusals.standing.get(of.id, ()):
                self._same.setdefault(key, {})[of.id] = Alike(of.name, True)

    def others(self, of: Asked) -> tuple[Alike, ...]:
        """The first MOST_ALIKE of them, those that were refused before all others."""
        found: dict[int, Alike] = {}
        for key in self._keys(of):
            found |= self._first(key)
        found.pop(of.organisation.id, None)
        return tuple(sorted(found.values(), key=lambda each: not each.refused)[:MOST_ALIKE])

    def _first(self, key: Key) -> dict[int, Alike]:
        """So many of those that have something in common as are named at most, sorted once."""
        if key not in self._firsts:
            rows = sorted(self._same.get(key, {}).items(), key=lambda row: not row[1].refused)
            self._firsts[key] = dict(rows[: MOST_ALIKE + 1])
        return self._firsts[key]

    def _keys(self, of: Asked) -> Iterable[Key]:
        yield from (("sign", sign) for sign in signs_of(self._secret, of.organisation))
        yield from (("owner", owner.account) for owner in of.owners)
