"""A pilot: what a draft's questions do to those who try them, before anybody is asked.

Nothing of it counts anywhere else, and all of it goes when the campaign opens. What people answer
and how long they take is told five at a time, as of a campaign (core.instruments.group_scores); at
which page they stop is told once five have begun.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from types import MappingProxyType

from ladder_assess.core.activities.activity_record import Value
from ladder_assess.core.activities.pages import Page
from ladder_assess.core.campaigns.quota import Quotas, asked_first
from ladder_assess.core.common.rounding import whole
from ladder_assess.core.instruments.asked_pages import asked_pages
from ladder_assess.core.instruments.group_scores import GroupResult, group_result
from ladder_assess.core.instruments.instrument import Instrument
from ladder_assess.core.instruments.wave import GivenResponse, pages
from ladder_assess.core.points_of_view.fives import FEWEST_ANSWERS, in_fives, published

# Where somebody is who has left the last page of questions and not sent anything.
CHECK = "check"


@dataclass(frozen=True)
class Visit:
    """Somebody who began. `seconds` are those spent on each page that they have left; `values` are
    None until they have sent, and `batch` counts in fives those who have.
    """

    id: str
    form: str
    version: int
    seconds: Mapping[str, int]
    values: Mapping[str, Value] | None = None
    batch: int = 0


@dataclass(frozen=True)
class PageCount:
    """How many came to a page (or CHECK), how many of these stopped there, and how many came no
    further and sent all the same. `seconds` is the median of those who sent, None where fewer than
    five did.
    """

    page: str
    came: int
    stopped: int
    sent: int
    seconds: int | None


@dataclass(frozen=True)
class PilotResult:
    """What may be shown of a group's pilot. `pages` are empty while fewer than five have begun;
    `figures` and `seconds`, the median of all, are None while fewer than five have sent.
    """

    form: str
    begun: int
    pages: tuple[PageCount, ...]
    seconds: int | None
    figures: GroupResult | None


def pilot_result(
    instrument: Instrument,
    form: str,
    visits: Iterable[Visit],
    *,
    short: bool,
    quotas: Quotas = MappingProxyType({}),
) -> PilotResult:
    """What a group's pilot comes to; what `quotas` go by was asked first."""
    own = [visit for visit in visits if visit.form == form]
    asked = asked_first(pages(instrument, form, short=short), frozenset(quotas))
    given = [
        GivenResponse(visit.id, form, "", visit.batch, visit.values, visit.version)
        for visit in own
        if visit.values is not None
    ]
    batches: dict[tuple[int, str], list[Mapping[str, int]]] = {}
    seconds = {visit.id: visit.seconds for visit in own}
    for each in sorted(published(given), key=lambda each: (each.batch, each.series)):
        batches.setdefault((each.batch, each.series), []).append(seconds[each.view])
    timed = list(batches.values())
    return PilotResult(
        form=form,
        begun=len(own),
        pages=_pages(instrument, asked, own, timed) if len(own) >= FEWEST_ANSWERS else (),
        seconds=_median([sum(each.values()) for batch in timed for each in batch]),
        figures=group_result(instrument, form, given, short=short),
    )


def _pages(
    instrument: Instrument,
    asked: Sequence[Page],
    visits: Sequence[Visit],
    timed: Sequence[Sequence[Mapping[str, int]]],
) -> tuple[PageCount, ...]:
    names = [*(page.id for page in asked), CHECK]
    of_some = {page.id for page in asked if len(asked_pages(instrument, [page], {})) == 0}
    furthest = [_furthest(_names_of(instrument, asked, visit), visit) for visit in visits]
    both = list(zip(furthest, visits, strict=True))
    found, left = [], len(visits)
    for name in names:
        stopped = sum(at == name and visit.values is None for at, visit in both)
        sent = furthest.count(name) - stopped
        came = left
        if name in of_some:
            came = sum(at == name or name in visit.seconds for at, visit in both)
        took = in_fives([each[name] for each in batch if name in each] for batch in timed)
        found.append(PageCount(name, came, stopped, sent, _median(took)))
        left -= stopped + sent
    return tuple(found)


def _names_of(instrument: Instrument, asked: Sequence[Page], visit: Visit) -> list[str]:
    """The pages that somebody was asked; all of whom it is not known, as they sent nothing."""
    own = asked if visit.values is None else asked_pages(instrument, asked, visit.values)
    return [*(page.id for page in own), CHECK]


def _furthest(names: Sequence[str], visit: Visit) -> str:
    """The last page that somebody came to: the one after the last that they left, but
    for those who stopped at a page and sent what they had.
    """
    left = max((at for at, name in enumerate(names) if name in visit.seconds), default=-1)
    at = left if visit.values is not None and left + 2 < len(names) else left + 1
    return names[min(max(at, 0), len(names) - 1)]


def _median(seconds: Sequence[int]) -> int | None:
    return whole(median(seconds)) if len(seconds) >= FEWEST_ANSWERS else None
