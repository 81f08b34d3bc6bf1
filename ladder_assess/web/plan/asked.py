"""What a page of the plan is asked to show: which proposals and actions, put together how, which
part of them. It stands in the address, so that it can be kept and sent on, and in the form of the
proposals, so that nothing ticked is lost when something else is shown.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from flask_babel import gettext as _

from ladder_assess.core.activities.filter import services_of
from ladder_assess.core.activities.portfolio import InPlan
from ladder_assess.core.common.finding import MOST_LETTERS
from ladder_assess.core.common.whole_number import whole_number
from ladder_assess.core.plan.filter import (
    ARRANGEMENTS,
    BY_ACTIVITY,
    BY_ADVICE,
    BY_GOAL,
    OWN,
    SEVERAL_ACTIVITIES,
    PlanWanted,
)
from ladder_assess.core.plan.plan import (
    CAUTION,
    CHANGE,
    CONTRADICTION,
    CROSSING,
    DIMENSION,
    FIND_OUT,
    FINDING,
    KEEP,
    PRIORITIES,
    TRAP,
)
from ladder_assess.web.plan.words import PRIORITY_WORDS

# With more activities than these, nobody is offered the whole by what it improves.
MANY_ACTIVITIES = 20
NAMES = ("q", "by", "activity", "priority", "kind", "service")
BY = "by"
PAGE, ACTIONS_PAGE, SINCE = "page", "actions", "since"
MOST_PAGES = 9999
# No list to choose from is longer: twenty thousand lines are a megabyte, and nobody reads them.
MOST_TO_CHOOSE_FROM = 300


class Select(NamedTuple):
    """A list to choose one from: what it is called, what it offers, and what is chosen of it. One
    of very many is `typed`, by its number; `words` are typed to be searched for.
    """

    name: str
    label: str
    offered: Mapping[str, str]
    chosen: str
    typed: bool = False
    words: bool = False


@dataclass(frozen=True)
class Asked:
    """What is asked for."""

    selects: tuple[Select, ...]
    page: int
    actions_page: int
    since: str

    @property
    def chosen(self) -> dict[str, str]:
        """What is chosen of each list."""
        return {select.name: select.chosen for select in self.selects}

    @property
    def by(self) -> str:
        """How proposals are put together; one of ARRANGEMENTS."""
        return self.chosen[BY]

    @property
    def by_advice(self) -> bool:
        """Are proposals put together by what is advised?"""
        return self.by == BY_ADVICE

    @property
    def wanted(self) -> PlanWanted:
        """Which proposals and actions are shown."""
        chosen = self.chosen
        number = chosen["activity"]
        return PlanWanted(
            whole_number(number),
            chosen["priority"],
            chosen["kind"],
            chosen["service"],
            " ".join(chosen["q"].split()),
        )

    @property
    def args(self) -> dict[str, Any]:
        """The parts of an address that ask for the same, without what is so anyway."""
        found: dict[str, Any] = {select.name: select.chosen for select in self.selects}
        (put,) = (select for select in self.selects if select.name == BY)
        if put.chosen == next(iter(put.offered)):
            del found[BY]
        found |= {SINCE: self.since}
        return {name: value for name, value in found.items() if value}

    def args_of(self, page: int = 1, actions_page: int = 1) -> dict[str, Any]:
        """The same for one page of the proposals, or of the actions."""
        pages = {PAGE: page, ACTIONS_PAGE: actions_page}
        return {**self.args, **{name: number for name, number in pages.items() if number > 1}}


def asked_for(source: Mapping[str, str], activities: Sequence[InPlan]) -> Asked:
    """What an address or a form asks for; what it cannot mean asks for nothing."""
    selects = tuple(
        Select(name, label, offered, _one_of(source.get(name, "").strip(), offered), typed)
        for name, label, offered, typed in _offered(activities)
    )
    selects = (_search(source.get("q", "")), *selects)
    page, actions_page = (_page(source.get(name, "")) for name in (PAGE, ACTIONS_PAGE))
    return Asked(selects, page, actions_page, source.get(SINCE, "")[:10])


def passed_on(source: Mapping[str, str]) -> dict[str, str]:
    """What an address asks for, as it stands there, to lead back to the same."""
    return {name: source[name] for name in (*NAMES, SINCE, PAGE, ACTIONS_PAGE) if source.get(name)}


def _search(words: str) -> Select:
    label = _("Search for words, such as “budget” or “chair”")
    return Select("q", label, {}, words.strip()[:MOST_LETTERS], words=True)


def _one_of(value: str, offered: Mapping[str, str]) -> str:
    return value if value in offered else next(iter(offered))


def _page(text: str) -> int:
    return min(whole_number(text) or 1, MOST_PAGES)


def _offered(activities: Sequence[InPlan]) -> list[tuple[str, str, dict[str, str], bool]]:
    put = {
        BY_GOAL: _("By what it improves"),
        BY_ACTIVITY: _("By activity"),
        BY_ADVICE: _("By what is advised, for several at once"),
    }
    # A page of all proposals for very many activities is one that no browser opens with ease.
    many = len(activities) > MANY_ACTIVITIES
    first = BY_ADVICE if len(activities) > SEVERAL_ACTIVITIES else BY_GOAL
    offered = [key for key in ARRANGEMENTS if not (many and key == BY_GOAL)]
    orders = {key: put[key] for key in sorted(offered, key=lambda key: key != first)}
    numbers = {"0": _("The organisation, or all activities")}
    numbers |= {str(a.number): f"{a.number}. {a.name}" for a in activities}
    services = services_of(activities, MOST_TO_CHOOSE_FROM)
    priorities = {priority: str(PRIORITY_WORDS[priority]) for priority in PRIORITIES}
    return [
        ("by", _("How proposals are put together"), orders, False),
        ("activity", _("Activity"), _any(numbers), len(activities) > MOST_TO_CHOOSE_FROM),
        ("priority", _("Priority"), _any(priorities), False),
        ("kind", _("What it answers"), _any(_kinds()), False),
        ("service", _("Service"), _any({service: service for service in services}), False),
    ]


def _kinds() -> dict[str, str]:
    return {
        TRAP: _("A trap"),
        CHANGE: _("A step up"),
        FIND_OUT: _("Something not known yet"),
        CONTRADICTION: _("Two answers that hardly go together"),
        CAUTION: _("A caution"),
        FINDING: _("A finding about its name"),
        CROSSING: _("A finding about work without a say"),
        KEEP: _("Keeping it as it is"),
        DIMENSION: _("A low score"),
        OWN: _("Your own action"),
    }


def _any(offered: dict[str, str]) -> dict[str, str]:
    return {"": _("Any"), **offered}
