"""Quotas: how many answers a campaign wants at most of people who gave an answer to a question.

What is counted is what is told of each group (core.instruments.group_counts), and nothing else:
answers go in as five at a time, and of who is just answering nobody learns what they said, not even
from a quota that is full. So it may be passed by as many as wait to be counted, fewer than five in
a batch and fewer than five in the figure of each group, and by those who began before it was full.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from ladder_assess.core.activities.activity_record import Value
from ladder_assess.core.activities.pages import Page
from ladder_assess.core.campaigns.cross_table import FORMS, choices
from ladder_assess.core.instruments.group_counts import GroupCounts
from ladder_assess.core.instruments.instrument import Instrument
from ladder_assess.core.points_of_view.fives import FEWEST_ANSWERS

# Of a question (or FORMS), the most answers of those who gave each of its answers.
Quotas = Mapping[str, Mapping[str, int]]
# Fewer are told of nobody, so that nobody would know when it is full.
LEAST = FEWEST_ANSWERS


@dataclass(frozen=True)
class Quota:
    """Of those who gave an option of an item, how many answers are wanted at `most`, and `counted`
    so far.
    """

    item: str
    option: str
    most: int
    counted: int

    @property
    def left(self) -> int:
        return max(0, self.most - self.counted)

    @property
    def full(self) -> bool:
        return not self.left


def standings(quotas: Quotas, counts: Mapping[str, GroupCounts]) -> list[Quota]:
    """How far each quota is, by what is counted of each group (its form)."""
    return [
        Quota(item, option, most, _counted(item, option, counts))
        for item, wanted in quotas.items()
        for option, most in wanted.items()
    ]


def _counted(item: str, option: str, counts: Mapping[str, GroupCounts]) -> int:
    if item == FORMS:
        return counts[option].people if option in counts else 0
    return sum(of.shown[item][option] for of in counts.values() if item in of.shown)


def turned_away(
    quotas: Quotas, counts: Mapping[str, GroupCounts], form: str, values: Mapping[str, Value]
) -> bool:
    """Is enough known of the group of somebody who has answered this so far? Not to be asked of
    who has begun: whoever said anything beside what quotas go by goes on.
    """
    if set(values) - set(quotas):
        return False
    said = {FORMS: form, **values}
    return any(e.full and said.get(e.item) == e.option for e in standings(quotas, counts))


@lru_cache(64)
def asked_first(pages: tuple[Page, ...], items: frozenset[str]) -> tuple[Page, ...]:
    """Pages of questions with those of quotas first, on pages of their own: nobody answers others
    in vain.
    """
    first, later = list[Page](), list[Page]()
    for page in pages:
        own = tuple(item for item in page.items if item.id in items)
        others = tuple(item for item in page.items if item.id not in items)
        if own:
            first.append(replace(page, id=f"{page.id}-first" if others else page.id, items=own))
        if others:
            later.append(replace(page, items=others) if own else page)
    return (*first, *later)


def of_quotas(instrument: Instrument, *, short: bool) -> dict[str, tuple[str, ...]]:
    """The answers of each question that a quota can go by, with FORMS where there are any: of those
    that everybody is asked, as they come first.
    """
    groups = {FORMS: instrument.form_ids} if instrument.forms else {}
    every = (item for item in choices(instrument, short=short) if item.when is None)
    asked = {item.id: item.option_ids for item in every}
    return groups | asked


def cannot_fill(instrument: Instrument, quotas: Quotas, *, short: bool) -> list[tuple[str, str]]:
    """The quotas, by question and answer, that nobody can fill: the questionnaire does not ask for
    them, or not any more.
    """
    there = of_quotas(instrument, short=short)
    return [
        (item, option)
        for item, wanted in quotas.items()
        for option in wanted
        if option not in there.get(item, ())
    ]


def too_few(
    instrument: Instrument, quotas: Quotas, target: int | None, *, short: bool
) -> list[str]:
    """The questions of which every answer has a quota, and all of them together are fewer than the
    answers that are hoped for.
    """
    there = of_quotas(instrument, short=short)
    return [
        item
        for item, wanted in quotas.items()
        if set(there.get(item, ())) == set(wanted) and sum(wanted.values()) < (target or 0)
    ]


def is_lowered(before: Quotas, after: Quotas) -> bool:
    """Is anything else but higher? While people answer, quotas are only raised."""
    if {item: set(wanted) for item, wanted in before.items()} != {
        item: set(wanted) for item, wanted in after.items()
    }:
        return True
    return any(after[i][o] < most for i, wanted in before.items() for o, most in wanted.items())
