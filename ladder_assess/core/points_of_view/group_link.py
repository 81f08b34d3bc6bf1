"""Links by which a group of people is asked: for their view of an activity, or in a round."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class LinkState:
    """A group's link: the request of the one that is open, or that one was and is closed."""

    request: str = ""
    closed: bool = False


@dataclass(frozen=True)
class ViewLink:
    """What a respondent's link opens: whose view of which activity it asks for. `about` tells of a
    published case, in an exercise, what the respondents need to know; otherwise it is empty.
    `definition` names the version of the questions that the activity is described by.
    """

    activity: int
    group: str
    closed: bool
    name: str
    organisation: int | None
    asked_by: str
    about: str = ""
    definition: str = ""


@dataclass(frozen=True)
class GroupLink:
    """A group's link as it is shown: its token while it is open; `closed` where there was one that
    is open no more.
    """

    token: str
    closed: bool


def states_of(links: Iterable[tuple[str, str, bool]]) -> dict[str, LinkState]:
    """The state of each group's link, from all that it ever had, the oldest first: each with the
    group, the request that it was made with, and whether it is closed.
    """
    return {group: LinkState("" if closed else request, closed) for group, request, closed in links}
