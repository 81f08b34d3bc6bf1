"""Which pages somebody is asked, with which of their questions, by what they answered so far."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import takewhile

from ladder_assess.core.activities.activity_record import Value
from ladder_assess.core.activities.pages import Page
from ladder_assess.core.instruments.asking import asking
from ladder_assess.core.instruments.instrument import Instrument, InstrumentItem


def asked_pages(
    instrument: Instrument, whole: Sequence[Page], values: Mapping[str, Value]
) -> tuple[Page, ...]:
    """Those of some pages, with those of their questions, that somebody is asked who answers so."""
    if not instrument.skips:
        return tuple(whole)
    asked = {item.id for item in asking(instrument).asked(_items(instrument, whole), values)}
    found = (_part(page, tuple(i.id for i in page.items if i.id in asked)) for page in whole)
    return tuple(page for page in found if page.items)


def _items(instrument: Instrument, whole: Sequence[Page]) -> list[InstrumentItem]:
    return [instrument.items[item.id] for page in whole for item in page.items]


@lru_cache(512)
def _part(page: Page, asked: tuple[str, ...]) -> Page:
    """A page with some of its questions; made once, as forms are made of pages."""
    if len(asked) == len(page.items):
        return page
    headed = page.headed or len(page.items) > 1
    return replace(page, items=tuple(i for i in page.items if i.id in asked), headed=headed)


def step(
    instrument: Instrument, whole: Sequence[Page], values: Mapping[str, Value], page: str
) -> tuple[int, int]:
    """Which of the pages that somebody is asked a page is, from 1, and of how many: with those
    that may still come, whatever they answer from here on. So the second number never grows.
    """
    before = _up_to(whole, page)
    at = len(asked_pages(instrument, before, values)) + 1
    if not instrument.skips:
        return at, len(whole)
    items = _items(instrument, whole)
    known = len(_items(instrument, before))
    may = {item.id for item in asking(instrument).may_be_asked(items, values, known)}
    after = whole[len(before) + 1 :]
    return at, at + sum(any(item.id in may for item in each.items) for each in after)


def page_after(whole: Sequence[Page], asked: Sequence[Page], page: str) -> Page | None:
    """The page that is asked next; None where none is."""
    return next(_later(whole, asked, page), None)


def page_before(whole: Sequence[Page], asked: Sequence[Page], page: str) -> Page | None:
    """The page that was asked before; None where none was."""
    there = {each.id: each for each in asked}
    earlier = (there[each.id] for each in _up_to(whole, page) if each.id in there)
    return next(reversed(list(earlier)), None)


def page_opened(
    whole: Sequence[Page], asked: Sequence[Page], values: Mapping[str, Value], page: str
) -> Page | None:
    """The next page with a question that not everybody is asked and that has no answer: whoever
    went back to change an answer may be asked it only now.
    """
    for each in _later(whole, asked, page):
        some = (i for i in each.items if isinstance(i, InstrumentItem) and i.when is not None)
        if any(item.id not in values for item in some):
            return each
    return None


def _up_to(whole: Sequence[Page], page: str) -> list[Page]:
    """The pages before one, whether they are asked or not."""
    return list(takewhile(lambda each: each.id != page, whole))


def _later(whole: Sequence[Page], asked: Sequence[Page], page: str) -> Iterator[Page]:
    earlier = {page, *(each.id for each in _up_to(whole, page))}
    return (each for each in asked if each.id not in earlier)
