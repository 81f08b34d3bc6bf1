"""A public page about a plan: what was said, what was done, what is late.

What others see is frozen on the day it is published. Its figures count every action of the plan,
shown or not, so that leaving one out makes nothing look better than it is.
"""

import hashlib
import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any, NamedTuple

from ladder_assess.core.common.web_address import is_web_address
from ladder_assess.core.plan.plan import DONE, DROPPED, NOT_STARTED, UNDER_WAY, Action
from ladder_assess.core.plan.progress import is_late

# What a publisher may choose to show of every action, beside its title and how far it is.
WHAT, ACTIVITY, DUE, OWNER, REASON = "what", "activity", "due", "owner", "reason"
SHOWS = (REASON, WHAT, ACTIVITY, DUE, OWNER)
# Until somebody chooses otherwise.
SHOWS_AT_FIRST = frozenset({REASON})
# The order of the page. What is late comes first, whatever its status.
LATE = "late"
GROUPS = (LATE, DONE, UNDER_WAY, NOT_STARTED, DROPPED)
CLOSED = (DONE, DROPPED)
# A private link, or that of whoever runs a workshop, on this site or on another: whoever reads it
# can change everything behind it.
PRIVATE_LINK = re.compile(r"/(?:p|workshops)/[a-z2-7]{32}", re.IGNORECASE)
MAIL_ADDRESS = re.compile(r"[^\s@<>\"?&%:;,]+@[^\s@<>\"?&%:;,]+\.[^\s@<>\"?&%:;,]+")
LONGEST_WORDS = 40
# Readable words, which may be any, before what a page is found by.
ADDRESS = re.compile(r"(?:[a-z0-9-]*-)?([a-z2-7]{16})")


@dataclass(frozen=True)
class Choices:
    """What a publisher has chosen. `shows` are any of SHOWS; `search` lets search engines list the
    page.
    """

    title: str = ""
    introduction: str = ""
    contact: str = ""
    shows: frozenset[str] = frozenset()
    search: bool = False


@dataclass(frozen=True)
class Told:
    """What a publisher says of one action: whether it is shown at all, what was done in words meant
    for everyone, and whether its links to evidence are shown.
    """

    shown: bool = False
    did: str = ""
    evidence: bool = False


UNTOLD = Told()


class Subject(NamedTuple):
    """An activity as the page names it; `sample` where it is demonstration data."""

    name: str
    sample: bool = False


@dataclass(frozen=True)
class PublicAction:
    """An action as everyone sees it; what was not chosen is empty. `until` is the day it is due
    while it is open, kept so that the page can say that the day has passed; `reason` says what it
    answered when it was chosen, and what had become of that on the page's day.
    """

    title: str
    status: str
    late: bool = False
    what: str = ""
    activities: tuple[str, ...] = ()
    sample: bool = False
    did: str = ""
    evidence: tuple[str, ...] = ()
    due: date | None = None
    owner: str = ""
    until: date | None = None
    reason: str = ""

    @property
    def group(self) -> str:
        """Which of GROUPS it stands in."""
        return LATE if self.late else self.status


@dataclass(frozen=True)
class Counts:
    """Actions by status, how many of each are late, and how many are open without a day."""

    by_status: Mapping[str, int]
    late: Mapping[str, int]
    undated: int = 0

    @property
    def all(self) -> int:
        return sum(self.by_status.values())

    @property
    def all_late(self) -> int:
        return sum(self.late.values())


@dataclass(frozen=True)
class PublicPage:
    """All that others see, as it was on the day `on`. `by` is the organisation that publishes it,
    empty under a private link; `hidden` are the actions that are counted but not listed.
    """

    title: str
    introduction: str
    contact: str
    by: str
    on: date
    counts: Counts
    actions: tuple[PublicAction, ...] = ()
    hidden: int = 0
    hidden_late: int = 0
    search: bool = False
    sample: bool = False

    @property
    def people(self) -> tuple[str, ...]:
        """Whom it names as owners, each once."""
        return tuple(dict.fromkeys(action.owner for action in self.actions if action.owner))

    @property
    def contact_link(self) -> str:
        """What the contact links to, where it is an e-mail or web address and nothing else."""
        if MAIL_ADDRESS.fullmatch(self.contact):
            return f"mailto:{self.contact}"
        return self.contact if is_web_address(self.contact) else ""

    @property
    def grouped(self) -> tuple[tuple[str, tuple[PublicAction, ...]], ...]:
        """Its actions in the order of GROUPS; a group of none is left out."""
        groups = ((g, tuple(a for a in self.actions if a.group == g)) for g in GROUPS)
        return tuple((group, actions) for group, actions in groups if actions)

    def passed(self, today: date) -> int:
        """How many that were not late when it was published were due before `today`."""
        return sum(has_passed(action, today) for action in self.actions)


def has_passed(action: PublicAction, today: date) -> bool:
    """Was its day still to come when it was published, and is it over now?"""
    return action.until is not None and not action.late and action.until < today


def public_page(
    choices: Choices,
    told: Mapping[int, Told],
    actions: Iterable[Action],
    subjects: Mapping[int, Subject],
    by: str,
    on: date,
    reasons: Mapping[int, str] | None = None,
) -> PublicPage:
    """What everyone would see if it were published on the day `on`. `told` and `reasons`, in words,
    are by the action's id, `subjects` by the activity's number.
    """
    said = reasons if reasons and REASON in choices.shows else {}
    actions = tuple(actions)
    shown = [action for action in actions if told.get(action.id, UNTOLD).shown]
    hidden = [action for action in actions if action not in shown]
    return PublicPage(
        choices.title,
        choices.introduction,
        choices.contact,
        by,
        on,
        _counts(actions, on),
        tuple(
            replace(_public(a, told[a.id], choices.shows, subjects, on), reason=said.get(a.id, ""))
            for a in shown
        ),
        len(hidden),
        sum(is_late(action, on) for action in hidden),
        choices.search,
        any(subject.sample for a in actions for subject in _about(a, subjects)),
    )


def _counts(actions: tuple[Action, ...], on: date) -> Counts:
    statuses = (DONE, UNDER_WAY, NOT_STARTED, DROPPED)
    return Counts(
        {status: sum(a.status == status for a in actions) for status in statuses},
        {s: sum(a.status == s and is_late(a, on) for a in actions) for s in statuses},
        sum(a.due is None and a.status not in CLOSED for a in actions),
    )


def _public(
    action: Action, told: Told, shows: frozenset[str], subjects: Mapping[int, Subject], on: date
) -> PublicAction:
    found = _about(action, subjects)
    return PublicAction(
        title=action.title,
        status=action.status,
        late=is_late(action, on),
        what=action.do if WHAT in shows else "",
        activities=tuple(s.name for s in found if s.name) if ACTIVITY in shows else (),
        sample=any(subject.sample for subject in found),
        did=told.did,
        evidence=tuple(filter(is_web_address, action.links)) if told.evidence else (),
        due=action.due if DUE in shows else None,
        owner=action.owner if OWNER in shows else "",
        until=None if action.status in CLOSED else action.due,
    )


def _about(action: Action, subjects: Mapping[int, Subject]) -> tuple[Subject, ...]:
    """The activities that an action is for, as far as they are still there."""
    return tuple(subjects[number] for number in action.activities if number in subjects)


def gives_away(page: PublicPage) -> tuple[str, ...]:
    """The texts of a page in which a private link stands, as they begin on it."""
    return tuple(text for text in _texts(page) if PRIVATE_LINK.search(text))


def _texts(page: PublicPage) -> Iterator[str]:
    yield from (page.by, page.title, page.introduction, page.contact)
    for action in page.actions:
        yield from (action.title, action.what, action.did, action.owner)
        yield from (*action.activities, *action.evidence)


def seal(page: PublicPage) -> str:
    """What a preview is sent back with, so that nothing is published but what was looked at."""
    text = json.dumps(as_data(page), sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def words_of(title: str) -> str:
    """A title as the readable part of an address: a-z, 0-9 and hyphens; it may be empty."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    return re.sub("[^a-z0-9]+", "-", plain)[:LONGEST_WORDS].strip("-")


def address_in(text: str) -> str:
    """What a page is found by, in the last part of its address; empty where that cannot be one."""
    found = ADDRESS.fullmatch(text)
    return found[1] if found else ""


def as_data(page: PublicPage) -> dict[str, Any]:
    """A page as JSON can hold it, days as ISO texts."""
    found = json.loads(json.dumps(asdict(page), default=date.isoformat))
    return dict(found)


def from_data(data: Mapping[str, Any]) -> PublicPage:
    """The page that `as_data` made this of."""
    return PublicPage(
        **{
            **data,
            "on": date.fromisoformat(data["on"]),
            "counts": Counts(**data["counts"]),
            "actions": tuple(_action_from(each) for each in data["actions"]),
        }
    )


def _action_from(data: Mapping[str, Any]) -> PublicAction:
    days = {key: date.fromisoformat(data[key]) if data[key] else None for key in ("due", "until")}
    return PublicAction(
        **{**data, **days, **{key: tuple(data[key]) for key in ("activities", "evidence")}}
    )


@dataclass(frozen=True)
class KeptPage:
    """A plan's public page. `revision` is 0 where nothing was chosen yet; `address` is empty until
    it was published once; `page` is None while it is not. It is `barred` where those who run the
    site have taken it down.
    """

    choices: Choices
    revision: int = 0
    address: str = ""
    page: PublicPage | None = None
    taken_down: date | None = None
    barred: bool = False


NOTHING = KeptPage(Choices())
