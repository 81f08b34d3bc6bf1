"""The quick path: asks what can still change the placement, most telling first (method/ladder.md).

It stops when nothing that has not been asked can move either end of the interval, whatever the
answers and even if they are unknown. So it always ends at the placement of the full path.
"""

from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache

from ladder_assess.core.placement.climbing import narrowing_widths
from ladder_assess.core.placement.placement import Interval, Placer
from ladder_assess.core.questionnaire.answers import Answer, Answers
from ladder_assess.core.questionnaire.questionnaire import Item

Answered = tuple[tuple[str, Answer], ...]
# So many questions are looked ahead: further, a page would take a tenth of a second to be counted.
NEAR = 3


class QuickPath:
    """The order of questions for one definition."""

    def __init__(self, placer: Placer) -> None:
        self.placer = placer
        self._remembered = lru_cache(1 << 14)(self._next)

    def next_question(self, answers: Answers, asked: Collection[str]) -> str | None:
        """The evidence item to ask next; None when nothing can change the placement any more.

        `asked` are the items asked so far, those answered with `unknown` among them.
        """
        evidence = self.placer.questionnaire.evidence
        known = tuple((i.id, answers[i.id]) for i in evidence if i.id in answers)
        left = frozenset(i.id for i in evidence if i.id not in asked and i.id not in answers)
        return self._remembered(known, left)

    def _next(self, known: Answered, left: frozenset[str]) -> str | None:
        answers = dict(known)
        now = self.placer.interval(answers)
        items = [item for item in self.placer.questionnaire.evidence if item.id in left]
        if not self._can_change(answers, items, now):
            return None
        widths = narrowing_widths(self.placer, answers)
        telling = [item for item in items if widths[item.id] < now.width]
        if telling:
            return min(telling, key=lambda item: widths[item.id]).id
        return self._needed(answers, items, now)[0].id

    def most_left(self, answers: Answers, asked: Collection[str], most: int = NEAR) -> int | None:
        """How many more questions there can be, whatever the answers; None where they may be more
        than `most`. It falls with each question that is asked, at least by that one.
        """
        item = self.next_question(answers, asked)
        if item is None or not most:
            return None if item else 0
        left = 0
        for answer in (None, *self.placer.questionnaire.items[item].option_ids):
            said = answers if answer is None else {**answers, item: answer}
            after = self.most_left(said, (*asked, item), most - 1)
            if after is None:
                return None
            left = max(left, 1 + after)
        return left

    def usually_left(
        self, answers: Answers, asked: Collection[str], cases: Iterable[Answers]
    ) -> Interval:
        """How few and how many more questions it takes where all that is open is as it is in one of
        the published cases.
        """
        counts = [self._count(answers, asked, case) for case in cases]
        return Interval(min(counts), max(counts))

    def _count(self, answers: Answers, asked: Collection[str], case: Answers) -> int:
        said, done = dict(answers), list(asked)
        while (item := self.next_question(said, done)) is not None:
            done.append(item)
            if item in case and self.placer.questionnaire.items[item].offers(case[item]):
                said[item] = case[item]
        return len(done) - len(asked)

    def _can_change(self, answers: Answers, items: list[Item], now: Interval) -> bool:
        return any(interval != now for interval in self._extremes(answers, items))

    def _extremes(self, answers: Answers, items: list[Item]) -> Iterator[Interval]:
        """The intervals at the corners: because placing is monotone, all others lie between."""
        ordered = [item for item in items if item.ordered]
        weakest = {item.id: item.option_ids[0] for item in ordered}
        strongest = {item.id: item.option_ids[-1] for item in ordered}
        for way in self._ways([item for item in items if not item.ordered]):
            for end in (weakest, strongest):
                yield self.placer.interval({**answers, **way, **end})

    def _ways(self, items: list[Item]) -> Iterator[dict[str, Answer]]:
        if not items:
            yield {}
            return
        for way in self._ways(items[1:]):
            yield way
            for option in items[0].option_ids:
                yield {**way, items[0].id: option}

    def _needed(self, answers: Answers, items: list[Item], now: Interval) -> list[Item]:
        """A smallest set of items that together change an end where no single one does."""
        needed = list(items)
        for item in items:
            without = [other for other in needed if other is not item]
            if self._can_change(answers, without, now):
                needed = without
        return needed
