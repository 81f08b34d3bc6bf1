"""Votes by the facts: each person answers the questions that can still move the placement, one at a
time, and the rung that follows by the rules is their vote. So a room sees whether it differs on
facts, or on labels alone.

Such a vote is a number for each fact, in the order of the questions, however many were asked: all
are as long as each other, and nobody's is longer than that.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ladder_assess.core.activities.quick_path import QuickPath
from ladder_assess.core.placement.placement import Interval
from ladder_assess.core.points_of_view.fives import FEWEST_ANSWERS
from ladder_assess.core.questionnaire.questionnaire import UNKNOWN, Item
from ladder_assess.core.workshops.sheets import BLANK, Sheet
from ladder_assess.core.workshops.tally import RUNGS, FactCount, Tally

NOT_ASKED, NOT_KNOWN, FIRST_OPTION = range(3)
Numbers = Sequence[int]


@dataclass(frozen=True)
class FactsSaid:
    """What somebody has answered so far, each an option or UNKNOWN, in the order in which it was
    asked; what is asked next, None where nothing can move the placement any more; and where what
    was answered stands by the rules.
    """

    said: Mapping[str, str]
    next: Item | None
    rungs: Interval

    @property
    def is_vote(self) -> bool:
        """Has everything been answered that counts?"""
        return self.next is None


class FactsBallot:
    """How people vote by the facts, under one version of the rules."""

    def __init__(self, path: QuickPath) -> None:
        self.path = path
        self.items = path.placer.questionnaire.evidence

    def read(self, numbers: Numbers) -> FactsSaid:
        """What somebody has said, by the numbers that are kept of it; nothing where these are of
        other questions.
        """
        kept = self._options(numbers)
        said: dict[str, str] = {}
        while (item := self.path.next_question(_known(said), said)) in kept and item is not None:
            said[item] = kept[item]
        here = self.path.placer.interval(_known(said))
        return FactsSaid(said, next((i for i in self.items if i.id == item), None), here)

    def answered(self, numbers: Numbers, item: str, option: str) -> tuple[int, ...]:
        """The same with one more answer, or another one to what was asked before; what is not asked
        any more then is forgotten. Raises ValueError for what was not asked, or is no answer.
        """
        before = self.read(numbers)
        asked = {*before.said, before.next.id if before.next else ""}
        offered = {i.id: (UNKNOWN, *i.option_ids) for i in self.items if i.id in asked}
        if option not in offered.get(item, ()):
            raise ValueError(f"{option} of {item} is no answer that was asked for")
        after = self._numbers({**before.said, item: option})
        return self._numbers(self.read(after).said)

    def on_paper(self, sheet: Sheet) -> tuple[int, ...]:
        """The vote of somebody who answered all facts on a sheet: those alone count that they would
        have been asked for.
        """
        kept = (number + NOT_KNOWN if number != BLANK else NOT_KNOWN for number in sheet)
        return self._numbers(self.read(tuple(kept)).said)

    def back(self, numbers: Numbers) -> tuple[int, ...]:
        """The same without the last answer."""
        said = self.read(numbers).said
        return self._numbers(dict(list(said.items())[:-1]))

    def deciding(self, answers: Mapping[str, object]) -> frozenset[str]:
        """The facts that whoever knows them all is asked for: those that decide the placement."""
        known = {i.id: str(answers[i.id]) for i in self.items if i.id in answers}
        said: dict[str, str] = {}
        while (item := self.path.next_question(_known(said), said)) is not None:
            said[item] = known.get(item, UNKNOWN)
        return frozenset(said) & frozenset(known)

    def tally(self, votes: Iterable[Numbers]) -> Tally | None:
        """The votes of a round, of those who have answered all that counts; None of fewer than
        five. Of facts that fewer than five knew nothing is told.
        """
        read = (self.read(numbers) for numbers in votes)
        whole = [each for each in read if each.is_vote]
        if len(whole) < FEWEST_ANSWERS:
            return None
        certain = Counter(each.rungs.low for each in whole if not each.rungs.width)
        counts = tuple(certain[rung] for rung in RUNGS)
        facts = (self._count(item, [each.said for each in whole]) for item in self.items)
        told = tuple(each for each in facts if each.known >= FEWEST_ANSWERS)
        return Tally(counts, facts=told, left_open=len(whole) - sum(counts))

    def _count(self, item: Item, said: Sequence[Mapping[str, str]]) -> FactCount:
        given = Counter(each[item.id] for each in said if item.id in each)
        return FactCount(item.id, tuple((o, given[o]) for o in (*item.option_ids, UNKNOWN)))

    def _options(self, numbers: Numbers) -> dict[str, str]:
        if len(numbers) != len(self.items):
            return {}
        answers = [("", UNKNOWN, *item.option_ids) for item in self.items]
        pairs = zip(self.items, answers, numbers, strict=True)
        # Another version of the questions may have had more answers.
        return {i.id: o[n] for i, o, n in pairs if NOT_ASKED < n < len(o)}

    def _numbers(self, said: Mapping[str, str]) -> tuple[int, ...]:
        return tuple(
            ("", UNKNOWN, *item.option_ids).index(said.get(item.id, "")) for item in self.items
        )


def _known(said: Mapping[str, str]) -> dict[str, str]:
    return {item: option for item, option in said.items() if option != UNKNOWN}
