"""How often each answer to each question was given by a group: all that its figures are made of.

The figures of a question take full batches in one by one, and show what has come only once five
more have known the answer (see points_of_view.fives). So nothing but what is shown and what waits
has to be kept of any number of answers.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from ladder_assess.core.activities.activity_record import Value
from ladder_assess.core.points_of_view.fives import FEWEST_ANSWERS
from ladder_assess.core.questionnaire.questionnaire import UNKNOWN

# In the place of an option: how many people knew the answer. Who may choose several is one of them.
KNOWN = ""


@dataclass(frozen=True, order=True)
class Count:
    """How often an option of an item was given: in what is `shown`, and in what `waits`."""

    item: str
    option: str
    shown: int
    waits: int


def _counters() -> defaultdict[str, Counter[str]]:
    return defaultdict(Counter)


@dataclass
class GroupCounts:
    """What people of a group, in full batches, gave: by item and option. `days` says how many came
    on each day.
    """

    days: Counter[str] = field(default_factory=Counter)
    shown: defaultdict[str, Counter[str]] = field(default_factory=_counters)
    waits: defaultdict[str, Counter[str]] = field(default_factory=_counters)

    @property
    def people(self) -> int:
        """How many there are."""
        return self.days.total()

    def take_in(self, batch: Sequence[Mapping[str, Value]], day: str = "") -> None:
        """One more full batch, the answers of each of its people, that went in on a day."""
        self.days[day] += len(batch)
        known = [(i, v) for values in batch for i, v in values.items() if v != UNKNOWN]
        for item, value in known:
            chosen = {value} if isinstance(value, str) else set(value)
            self.waits[item].update(chosen | {KNOWN})
        for item in {item for item, _ in known}:
            if self.waits[item][KNOWN] >= FEWEST_ANSWERS:
                self.shown[item] += self.waits.pop(item)

    def each(self) -> Iterator[Count]:
        """Every count, by item and option; without an item those of people by day."""
        for day in sorted(self.days):
            yield Count("", day, self.days[day], 0)
        for item in sorted({*self.shown, *self.waits}):
            shown, waits = self.shown.get(item, Counter()), self.waits.get(item, Counter())
            for option in sorted({*shown, *waits}):
                yield Count(item, option, shown[option], waits[option])

    @staticmethod
    def of(counts: Iterable[Count]) -> "GroupCounts":
        """What `each` gave."""
        found = GroupCounts()
        for count in counts:
            if count.item:
                found.shown[count.item][count.option] = count.shown
                found.waits[count.item][count.option] = count.waits
            else:
                found.days[count.option] = count.shown
        return found
