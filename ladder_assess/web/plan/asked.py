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
from ladder_assess.core.common.whole_number import whole_number
from ladder_assess.core.plan.filter import (
    ARRANGEMENTS,
    BY_ACTIVITY,
    BY_ADVICE,
    OWN,
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

# With more activities than these, proposals are put together by what is advised.
MANY_ACTIVITIES = 20
NAMES = ("by", "activity", "priority", "kind", "service")
PAGE, ACTIONS_PAGE, SINCE = "page", "actions", "since"
MOST_PAGES = 9999
# No list to choose from is longer: twenty thousand lines are a megabyte, and nobody reads them.
MOST_TO_CHOOSE_FROM = 300


class Select(NamedTuple):
    """A list to choose one from: what it is called, what it offers, and what is chosen of it. One
    of very many is `typed`, by its number.
    """

    name: str
    label: str
    offered: Mapping[str, str]
    chosen: str
    typed: bool = False


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
    def by_advice(self) -> bool:
        """Are proposals put together by what is advised?"""
        return self.chosen["by"] == BY_ADVICE

    @property
    def wanted(self) -> PlanWanted:
        """Which proposals and actions are shown."""
        chosen = self.chosen
        number = chosen["activity"]
        return PlanWanted(
            whole_number(number), chosen["priority"], chosen["kind"], chosen["service"]
        )

    @property
    def args(self) -> dict[str, Any]:
        """The parts of an address that ask for the same, without what is so anyway."""
        found: dict[str, Any] = {select.name: select.chosen for select in self.selects}
        if found["by"] == next(iter(self.selects[0].offered)):
            del found["by"]
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
    page, actions_page = (_page(source.get(name, "")) for name in (PAGE, ACTIONS_PAGE))
    return Asked(selects, page, actions_page, source.get(SINCE, "")[:10])


def _one_of(value: str, offered: Mapping[str, str]) -> str:
    return value if value in offered else next(iter(offered))


def _page(text: str) -> int:
    return min(whole_number(text) or 1, MOST_PAGES)


def _offered(activities: Sequence[InPlan]) -> list[tuple[str, str, dict[str, str], bool]]:
    put = {BY_ACTIVITY: _("By activity"), BY_ADVICE: _("By what is advised, for several at once")}
    first = BY_ADVICE if len(activities) > MANY_ACTIVITIES else BY_ACTIVITY
    orders = {key: put[key] for key in sorted(ARRANGEMENTS, key=lambda key: key != first)}
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
