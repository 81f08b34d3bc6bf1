"""The proposals that are ticked on the page of the plan, to be put into it."""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from types import MappingProxyType

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import HiddenField
from wtforms.validators import ValidationError

from ladder_assess.core.common.number_runs import read_runs
from ladder_assess.core.plan.filter import Proposed
from ladder_assess.core.plan.of_scores import ORGANISATION
from ladder_assess.core.plan.plan import Action
from ladder_assess.services.plan.write_plan import Pick
from ladder_assess.web.common.fields import SeveralChoices
from ladder_assess.web.common.forms import Form
from ladder_assess.web.plan.asked import NAMES

PICK = re.compile(r"(?:[0-9][0-9.-]*|b[A-Za-z0-9_-]+):[a-z0-9-]+")


# Ticks of no more letters than these stand in an address: some proxies take no longer ones.
MOST_LETTERS_OF_TICKS = 1500
# Each activity of what is advised: among all for which it is, and by itself.
TICKED_AT_MOST = 2


def in_an_address(ticks: Iterable[str]) -> bool:
    """Is there room for these ticks in the address of the page?"""
    return sum(len(ticked) + len("&picks=") for ticked in ticks) <= MOST_LETTERS_OF_TICKS


class Picks(SeveralChoices):
    """Proposals ticked on the page of the plan, which draws the boxes itself. Each is written as
    the numbers of its activities, in runs, and what is advised: `1-3.7:publish-what-became`.
    """

    def pre_validate(self, form: "PickForm") -> None:
        ticks = self.data or ()
        if form.too_many(ticks) or not all(form.read(each) or form.gone(each) for each in ticks):
            raise ValidationError(_("Choose only from the proposals shown."))


class PickForm(Form):
    """Which proposals to put into the plan, and what the page shows of them.

    It accepts those that are `proposed`, and those that are among the actions already: a button can
    be pressed twice. What was proposed when the page was opened, and is not any more, is told
    apart: what is `advised` at all, by its id, for one of the activities that are or were `known`.
    """

    picks = Picks(_l("Proposed actions"), choices=[])
    q, by, activity, priority, kind, service = (HiddenField("") for _each in NAMES)
    since = HiddenField("")
    proposed: Iterable[Proposed] = ()
    actions: Iterable[Action] = ()
    advised: Mapping[str, str] = MappingProxyType({})
    known: Sequence[int] = ()

    @cached_property
    def open(self) -> dict[str, frozenset[int]]:
        """What can be ticked: numbers of activities by recommendation."""
        found: dict[str, set[int]] = {}
        for proposed in self.proposed:
            for each in proposed.proposals:
                found.setdefault(each.recommendation.id, set()).add(proposed.number)
        for action in self.actions:
            numbers = action.activities or (ORGANISATION,)
            found.setdefault(action.recommendation, set()).update(numbers)
        return {name: frozenset(numbers) for name, numbers in found.items()}

    @cached_property
    def _ordered(self) -> dict[str, list[int]]:
        return {name: sorted(numbers) for name, numbers in self.open.items()}

    def too_many(self, ticks: Iterable[str]) -> bool:
        """Do ticks name more activities in all than if everything was ticked, together and one by
        one? Each can name all of them.
        """
        offered = sum(map(len, self.open.values())) + len(self.advised) * len(self.known)
        left = TICKED_AT_MOST * offered
        for ticked in ticks:
            left -= sum(len(pick[0]) for pick in (self.read(ticked), self.gone(ticked)) if pick)
            if left < 0:
                return True
        return False

    def tick(self, ticks: Iterable[str]) -> None:
        """Tick what an address holds, as far as it can be ticked here or was once."""
        each_once = list(dict.fromkeys(ticks))
        if not self.too_many(each_once):
            self.picks.data = [each for each in each_once if self.read(each) or self.gone(each)]

    def read(self, pick: str) -> Pick | None:
        """What a tick means; None where it means none of the proposals."""
        recommendation = pick.partition(":")[2]
        found = _numbers(pick, self._ordered.get(recommendation, ()))
        return (found, recommendation) if found else None

    def gone(self, pick: str) -> Pick | None:
        """What a tick meant that is not proposed any more, for which activities; None for none."""
        recommendation = pick.partition(":")[2]
        if recommendation not in self.advised:
            return None
        left = self.open.get(recommendation, frozenset())
        found = tuple(n for n in _numbers(pick, self.known) if n not in left)
        return (found, recommendation) if found else None

    @property
    def missed(self) -> list[Pick]:
        """What is ticked and not proposed any more."""
        return [pick for ticked in self.picks.data or () if (pick := self.gone(ticked))]

    @property
    def picked(self) -> list[Pick]:
        """What is ticked."""
        return [pick for ticked in self.picks.data or () if (pick := self.read(ticked))]


def _numbers(pick: str, known: Sequence[int]) -> tuple[int, ...]:
    """Which of the known activities a tick is for; none where it is no tick."""
    if not PICK.fullmatch(pick):
        return ()
    try:
        return read_runs(pick.partition(":")[0], known)
    except ValueError:
        return ()


def pick_form(
    proposed: Iterable[Proposed],
    actions: Iterable[Action],
    advised: Mapping[str, str] = MappingProxyType({}),
    known: Sequence[int] = (),
) -> PickForm:
    """A form that accepts the open proposals, and tells what is gone from what never was."""
    form = PickForm()
    form.proposed, form.actions, form.advised, form.known = proposed, actions, advised, known
    return form
