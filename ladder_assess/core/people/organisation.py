"""Organisations whose people work together, and who belongs to them."""

from dataclasses import dataclass, field

from ladder_assess.core.people.access import Membership


@dataclass(frozen=True)
class Profile:
    """What is said about an organisation. `authority` is its code in the register of local
    authorities; `size` is a band's id; the ids are those of core.benchmarks.organisation.
    """

    kind: str
    nation: str
    region: str = ""
    size: str = ""
    services: tuple[str, ...] = ()
    authority: str = ""


@dataclass(frozen=True)
class Organisation:
    """An organisation whose people work together."""

    id: int
    name: str
    profile: Profile = field(default_factory=lambda: Profile("other", ""))


@dataclass(frozen=True)
class Person:
    """Someone of an organisation, with their place in it."""

    account: int
    name: str
    email: str
    membership: Membership


@dataclass(frozen=True)
class Overview:
    """An organisation as the site administrator sees it. `made_on` is an ISO date."""

    organisation: Organisation
    made_on: str
    people: int
    owners: int


class LastOwner(ValueError):
    """An organisation must keep an owner, so the last one cannot leave or step down."""
