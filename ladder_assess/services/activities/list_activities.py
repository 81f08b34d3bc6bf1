"""Lists the activities of a portfolio with where each stands and what is proposed for it, however
many there are.

What the rules say of an activity depends on what is kept of it alone, so it is remembered by a
digest of that, in this process. Nothing needs to be told when something changes: what has changed
has another digest.

The digest is of content alone, and organisations share what is remembered. Nothing of one shows in
another for it: only who holds a content can ask for its digest, which is worked out each time from
the row that is read under the scope of its portfolio, and what is remembered under it says nothing
but what follows from that content and the rules. Two contents with one digest of 128 bits are not
to be found for a content that somebody else wrote.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import islice
from weakref import WeakKeyDictionary

from ladder_assess.core.activities.activity_record import ActivityRecord, as_activity, is_answered
from ladder_assess.core.activities.listed_activity import Listed, listed
from ladder_assess.core.activities.portfolio import Portfolio
from ladder_assess.core.placement.assessment import Assessor
from ladder_assess.core.plan.filter import Proposed
from ladder_assess.core.plan.plan import (
    CROSSING,
    TRAP,
    Library,
    Proposal,
    Trigger,
    propose,
)
from ladder_assess.core.plan.timing import OVER, phase_of
from ladder_assess.core.plan.weighing import weigh_proposals
from ladder_assess.services.common.patience import begin, does_one_wait, go_on
from ladder_assess.services.common.product import Product, Ruleset
from ladder_assess.storage.activities.activities import (
    KeptActivity,
    count_by_definition,
    find_activity,
    list_kept,
)

# Activities that are looked through for the next one to answer.
LOOKED_THROUGH = 30
# Two of the longest lists: 700 bytes each, and 800 more once a plan has asked, so 75 megabytes.
MOST_REMEMBERED = 50_000
# A list of more is never put off: what is remembered of it may be forgotten for others meanwhile,
# and is not remembered at all while another one needs the room to come to its end.
MOST_PUT_OFF = MOST_REMEMBERED // 2
# The share of its time that may be over where all that is proposed is put together next.
BEFORE_RANKING = 0.3


class Remembered:
    """What the rules say of one content: what a list shows and, once a plan has asked for it, what
    is proposed.
    """

    __slots__ = ("listed", "proposals")

    def __init__(self, listed: Listed) -> None:
        self.listed = listed
        self.proposals: tuple[Proposal, ...] | None = None


_remembered: WeakKeyDictionary[Assessor, dict[bytes, Remembered]] = WeakKeyDictionary()


@dataclass(frozen=True)
class ActivityList:
    """Every activity of a portfolio, by number. `counted` leaves exercises out."""

    activities: tuple[Listed, ...]
    kept: Mapping[int, KeptActivity]
    remembered: tuple[Remembered, ...]

    @property
    def counted(self) -> list[Listed]:
        """Those that figures, pictures and the plan are about."""
        return without_exercises(self.activities)

    def record(self, number: int) -> ActivityRecord:
        """One of them, as it was described."""
        return self.kept[number].read()

    def is_proposed(self, number: int, trigger: Trigger) -> bool:
        """Is it known already that something is proposed to one of them because of this, for sure?

        A trap or a crossing is proposed also where it may hold.
        """
        proposals = self._by_number[number].proposals or ()
        return trigger.kind not in (TRAP, CROSSING) and any(
            proposal.recommendation.answers == trigger for proposal in proposals
        )

    def may_be_there(self, number: int, trigger: Trigger) -> bool:
        """Is a step up proposed to one of them that may be taken already, as nobody knows it?"""
        return any(
            proposal.change is not None and proposal.change.before is None
            for proposal in self._by_number[number].proposals or ()
            if proposal.recommendation.answers == trigger
        )

    def listed(self, number: int) -> Listed:
        """One of them, as a list shows it."""
        return self._by_number[number].listed

    @cached_property
    def _by_number(self) -> dict[int, Remembered]:
        return {each.listed.number: each for each in self.remembered}


def list_activities(
    product: Product, portfolio: Portfolio, by: Ruleset | None = None
) -> ActivityList:
    """The activities of a portfolio that may be seen: each as the rules that it is described by
    have it, or all `by` the same ones, to be measured alike. Raises NotReady.
    """
    begin(portfolio.id)
    kept = list_kept(product.database, portfolio)
    puts_off = len(kept) <= MOST_PUT_OFF
    found = tuple(
        _remember((by or product.of(each.stamp)).assessor, each, puts_off=puts_off) for each in kept
    )
    activities = tuple(each.listed for each in found)
    return ActivityList(activities, {each.number: each for each in kept}, found)


def count_activities(product: Product, portfolio: Portfolio) -> int:
    """How many activities a portfolio has, exercises too, without reading any."""
    return sum(count_by_definition(product.database, portfolio).values())


def next_waiting(
    product: Product, portfolio: Portfolio, record: ActivityRecord, today: date
) -> ActivityRecord | None:
    """The next activity that a register brought and that has no answers yet, where one that it
    brought is done with: of the LOOKED_THROUGH behind it, or else before it. What is over comes
    when no other waits.
    """
    after, first = record.number + 1, max(1, record.number - LOOKED_THROUGH)
    numbers = (*range(after, after + LOOKED_THROUGH), *range(first, record.number))
    over = None
    for number in numbers if record.register_id else ():
        found = find_activity(product.database, portfolio, number)
        if not found or not found.register_id or found.exercise:
            continue
        if is_answered(product.of(found.stamp).questionnaire, found):
            continue
        if phase_of(found, today) != OVER:
            return found
        over = over or found
    return over


def without_exercises(activities: Iterable[Listed]) -> list[Listed]:
    """The activities that are nobody's exercise."""
    return [activity for activity in activities if not activity.exercise]


def list_proposals(product: Product, found: ActivityList) -> Iterator[Proposed]:
    """What is proposed for each of them but for exercises, as services.write_plan.proposals_for has
    it, the most urgent first. Raises NotReady.
    """
    library = product.definitions.library
    puts_off, worked = len(found.remembered) <= MOST_PUT_OFF, False
    for each in found.remembered:
        if each.listed.exercise:
            continue
        if each.proposals is None:
            worked = puts_off
            if puts_off:
                go_on()
            record = found.record(each.listed.number)
            assessor = product.of(record.stamp).assessor
            each.proposals = _proposals(assessor, library, record, each.listed)
        yield Proposed(each.listed, each.proposals)
    if worked:
        go_on(BEFORE_RANKING)


def _remember(assessor: Assessor, kept: KeptActivity, *, puts_off: bool) -> Remembered:
    known = _remembered.setdefault(assessor, {})
    key = kept.fingerprint
    found = known.get(key)
    if found is None:
        if puts_off:
            go_on()
        found = Remembered(listed(assessor, kept.read()))
        if puts_off or not does_one_wait():
            if len(known) >= MOST_REMEMBERED:
                for earlier in list(islice(known, MOST_PUT_OFF)):
                    del known[earlier]
            known[key] = found
    return found


def _proposals(
    assessor: Assessor, library: Library, record: ActivityRecord, activity: Listed
) -> tuple[Proposal, ...]:
    described = as_activity(assessor.questionnaire, record)
    answered = propose(library, assessor.assess(described), assessor.findings(described))
    single = activity.intended is not None and assessor.rests_on_one(described)
    return weigh_proposals(answered, activity, single=single)


def rests_on_one(product: Product, found: ActivityList, number: int) -> bool:
    """Does the place of one of them rest on a single answer?"""
    record = found.record(number)
    assessor = product.of(record.stamp).assessor
    return assessor.rests_on_one(as_activity(assessor.questionnaire, record))
