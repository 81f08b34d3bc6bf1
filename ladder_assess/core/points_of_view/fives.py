"""What of a group's answers may be shown: fives of them, so that no two looks tell of a few people.

Answers come in pages. Those of a group to a page are shown five at a time: a batch counts once five
have given it. Within a batch some leave questions out, so the figures of a question take batches in
one by one and show them, as a chunk, once five more have known the answer. So no figure is ever
about fewer than five, and comparing a figure with an earlier one tells of nobody or of five at
least. Nothing is ever added up over groups.

The same holds when someone takes their answers back. Their batch is one short, so the chunk that it
stood in goes from the figures at once, and for good: were the place filled again, or the others
moved to another batch, the figures before and after would differ by one or two people alone. Only a
batch that was never full gives the place to someone else, because no figure ever held it.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from operator import attrgetter
from typing import Any, TypeVar

from ladder_assess.core.activities.activity_record import Value
from ladder_assess.core.questionnaire.questionnaire import UNKNOWN

# Policy (method/benchmarks.md): it may be raised, never lowered.
FEWEST_ANSWERS = 5


@dataclass(frozen=True, slots=True)
class GivenPage:
    """What someone answered on one page, known as `view`. `batch` counts in fives, for its group,
    page and series: answers of which everybody could tell that they are of two kinds, such as those
    to two versions of the questions, never stand in one batch.
    """

    view: str
    group: str
    page: str
    batch: int
    values: Mapping[str, Value]
    series: str = field(default="", kw_only=True)


Given = TypeVar("Given", bound=GivenPage)
T = TypeVar("T")


_batch_of = attrgetter("group", "page", "series", "batch")


def published(pages: Iterable[Given]) -> tuple[Given, ...]:
    """The pages that may be shown: those of full batches."""
    batches: defaultdict[Any, list[Given]] = defaultdict(list)
    for page in pages:
        batches[_batch_of(page)].append(page)
    full = (batch for batch in batches.values() if len(batch) >= FEWEST_ANSWERS)
    return tuple(chain.from_iterable(full))


def count_published(pages: Iterable[GivenPage]) -> dict[tuple[str, str], int]:
    """How many of these there are of each group and page."""
    found: dict[tuple[str, str], int] = {}
    for (group, page, _, _), many in Counter(map(_batch_of, pages)).items():
        if many >= FEWEST_ANSWERS:
            found[group, page] = found.get((group, page), 0) + many
    return found


def series_of(pages: Iterable[GivenPage]) -> Iterator[list[list[GivenPage]]]:
    """The batches of each page and series by number; one that was all taken back is empty."""
    found: dict[tuple[str, str], dict[int, list[GivenPage]]] = {}
    for page in pages:
        key = page.page, page.series
        if key not in found:
            found[key] = defaultdict(list)
        found[key][page.batch].append(page)
    for batches in found.values():
        yield [batches.get(number, []) for number in range(max(batches) + 1)]


def _is_known(value: Value) -> bool:
    return value != UNKNOWN


class _Known(dict[Value, bool]):
    """Which values are known; each is asked about once."""

    def __init__(self, is_known: Callable[[Value], bool]) -> None:
        super().__init__()
        self.is_known = is_known

    def __missing__(self, value: Value) -> bool:
        self[value] = found = self.is_known(value)
        return found


def answers_in_chunks(
    batches: Iterable[Sequence[GivenPage]],
    item: str,
    is_known: Callable[[Value], bool] = _is_known,
) -> list[Value]:
    """The answers to an item, those not known too, in all chunks of which nobody took theirs back.

    How many of those who did had known the answer is not kept, so `known` holds every number that a
    chunk may have come to. It has surely ended where each of them makes it five.
    """
    fives, knows = list(batches), _Known(is_known)
    values = [page.values.get(item, UNKNOWN) for batch in fives for page in batch]
    counted = [knows[value] for value in values]
    shown: list[Value] = []
    known, whole, begin, end = {0}, True, 0, 0
    for batch in fives:
        here, gone = sum(counted[end : end + len(batch)]), max(FEWEST_ANSWERS - len(batch), 0)
        end += len(batch)
        whole = whole and not gone
        came = {before + here + more for before in known for more in range(gone + 1)}
        if min(came) >= FEWEST_ANSWERS:
            shown += values[begin:end] if whole else []
            begin, whole, came = end, True, {0}
        known = {number if number < FEWEST_ANSWERS else 0 for number in came}
    return shown


def chunks(batches: Iterable[Sequence[T]], fewest: int = FEWEST_ANSWERS) -> Iterator[list[T]]:
    """Batches joined until five more values have come, or more; what still waits is left out. Each
    holds what a figure could count of it, such as the answers other than don't know. Where a figure
    tells more, `fewest` is more than five.
    """
    waiting: list[T] = []
    for batch in batches:
        waiting += batch
        if len(waiting) >= fewest:
            yield waiting
            waiting = []


def in_fives(batches: Iterable[Sequence[T]], fewest: int = FEWEST_ANSWERS) -> list[T]:
    """What of some batches may be shown: all up to the last by which five more had come."""
    return list(chain.from_iterable(chunks(batches, fewest)))
