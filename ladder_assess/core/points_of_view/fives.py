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

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import TypeVar

from ladder_assess.core.activities.activity_record import Value
from ladder_assess.core.questionnaire.questionnaire import UNKNOWN

# Policy (method/benchmarks.md): it may be raised, never lowered.
FEWEST_ANSWERS = 5


@dataclass(frozen=True)
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


def published(pages: Iterable[Given]) -> tuple[Given, ...]:
    """The pages that may be shown: those of full batches."""
    batches: dict[tuple[str, str, str, int], list[Given]] = {}
    for page in pages:
        batches.setdefault((page.group, page.page, page.series, page.batch), []).append(page)
    full = (batch for batch in batches.values() if len(batch) >= FEWEST_ANSWERS)
    return tuple(page for batch in full for page in batch)


def series_of(pages: Iterable[GivenPage]) -> Iterator[list[list[GivenPage]]]:
    """The batches of each page and series by number; one that was all taken back is empty."""
    found: dict[tuple[str, str], dict[int, list[GivenPage]]] = {}
    for page in pages:
        batches = found.setdefault((page.page, page.series), {})
        batches.setdefault(page.batch, []).append(page)
    for batches in found.values():
        yield [batches.get(number, []) for number in range(max(batches) + 1)]


def _is_known(value: Value) -> bool:
    return value != UNKNOWN


def answers_in_chunks(
    batches: Iterable[Sequence[GivenPage]],
    item: str,
    is_known: Callable[[Value], bool] = _is_known,
) -> list[Value]:
    """The answers to an item, those not known too, in all chunks of which nobody took theirs back.

    How many of those who did had known the answer is not kept, so `known` holds every number that a
    chunk may have come to. It has surely ended where each of them makes it five.
    """
    shown: list[Value] = []
    chunk: list[Value] = []
    known, whole = {0}, True
    for batch in batches:
        values = [page.values.get(item, UNKNOWN) for page in batch]
        here, gone = sum(map(is_known, values)), max(FEWEST_ANSWERS - len(batch), 0)
        chunk += values
        whole = whole and not gone
        came = {before + here + more for before in known for more in range(gone + 1)}
        if min(came) >= FEWEST_ANSWERS:
            shown += chunk if whole else []
            chunk, whole, came = [], True, {0}
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
