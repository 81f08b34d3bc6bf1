"""Links by which a group of people is asked: for their view of an activity, or in a round."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class LinkState:
    """A group's link: the request of the one that is open, or that one was and is closed. `many`
    where it is so many links instead that each work once.
    """

    request: str = ""
    closed: bool = False
    many: int = 0


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
    is open no more. `many` where there are so many links instead that each work once.
    """

    token: str
    closed: bool
    many: int = 0


def states_of(links: Iterable[tuple[str, str, bool, int]]) -> dict[str, LinkState]:
    """The state of each group's link, from all that it ever had, the oldest first: each with the
    group, the request that it was made with, whether it is closed, and its `many`.
    """
    return {
        group: LinkState("", closed=True) if closed else LinkState(request, many=many)
        for group, request, closed, many in links
    }
