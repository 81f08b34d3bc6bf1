"""When a figure is drawn, how long it is shown, and which answers count in it.

The rules stand in method/benchmarks.md.

Days are those that draws are dated with. Months are calendar months: six after 31 August is the
last day of February.
"""

import calendar
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from ladder_assess.core.benchmarks.policy import Policy

MONTHS = 12
A_DAY = timedelta(days=1)


class Step(Enum):
    """What a job does with a figure."""

    WAIT = "wait"
    DRAW = "draw"
    WITHDRAW = "withdraw"


def months_on(day: date, months: int) -> date:
    """The same day so many months later, or the last of that month where it is shorter."""
    year, month = divmod(day.year * MONTHS + day.month - 1 + months, MONTHS)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


@dataclass(frozen=True)
class Run:
    """A job that drew what was due: the day it began on, and whether it came to its end."""

    began_on: date
    finished: bool


def run_is_due(today: date, latest: Run | None) -> bool:
    """Is it time for the job of this month, or to go on with one that was cut short?

    Once a month, so that nobody learns from a figure on which day the tenth organisation came. A
    clock set back to before the `latest` run draws nothing.
    """
    if latest is None:
        return True
    if today < latest.began_on:
        return False
    same_month = (today.year, today.month) == (latest.began_on.year, latest.began_on.month)
    return not (same_month and latest.finished)


@dataclass(frozen=True)
class Lost:
    """Figures may have been drawn of which nothing is known any more: after the last day of the
    draws in a backup, if there were any, until the day on which that was gone back to.
    """

    since: date | None
    until: date


def rests(lost: Iterable[Lost], today: date, policy: Policy) -> bool:
    """Is nothing drawn yet, as it may have been drawn just before a site was lost? Who kept that
    draw would have two of the same answers.
    """
    return any(today < months_on(each.until, policy.months_between) for each in lost)


def may_have_been_drawn(lost: Iterable[Lost], policy: Policy) -> list[date]:
    """The days on which any figure counts as drawn because it may have been: as often as an answer
    counts, at most.
    """
    apart = [n * policy.months_between for n in range(policy.draws_of_answer)]
    return [
        day
        for each in lost
        for day in (months_on(each.until, -months) for months in apart)
        if day == each.until or each.since is None or day > each.since
    ]


def latest_day(today: date) -> date:
    """What is dated later than this was dated by a clock that ran ahead, and counts as none. Up to
    it the clock may be set back just now: then nothing is drawn once more.
    """
    return months_on(today, MONTHS)


def is_due(drawn: date | None, today: date, policy: Policy) -> bool:
    """Was the figure never drawn, or long enough ago?"""
    return drawn is None or months_on(drawn, policy.months_between) <= today


def next_step(
    drawn: date | None,
    organisations: int,
    today: date,
    policy: Policy | None,
    *,
    narrow: bool,
) -> Step:
    """What to do with a figure last drawn on `drawn` that so many organisations have a value of."""
    if policy is None or not is_due(drawn, today, policy):
        return Step.WAIT
    if organisations >= policy.least(narrow=narrow):
        return Step.DRAW
    return Step.WAIT if drawn is None else Step.WITHDRAW


def is_shown(drawn: date, today: date, policy: Policy | None) -> bool:
    """Is a draw young enough to be shown?"""
    return policy is not None and today < months_on(drawn, policy.months_shown)


def next_draw(drawn: date, policy: Policy) -> date:
    """The day from which a figure is drawn again, if there are still enough organisations."""
    return months_on(drawn, policy.months_between)


def next_run(drawn: date, policy: Policy) -> date:
    """The first day of the month whose job draws it again: jobs run as a month begins."""
    due = next_draw(drawn, policy)
    return due if due.day == 1 else months_on(due.replace(day=1), 1)


def waits_for_new_rule(drawn: date, withdrawn: date, policy: Policy) -> bool:
    """Was a figure withdrawn before it was due, and so for how it was drawn and not for being too
    small? It comes back when it would have been drawn again.
    """
    return withdrawn < next_draw(drawn, policy)


def counts_in(given: date, draws: Iterable[date], today: date, policy: Policy) -> bool:
    """May an answer given on that day count in a draw of a figure today?

    `draws` are the days of the figure's draws so far. Those since the answer was given are counted
    whether it was in them or not, so that nothing needs to be kept of who was in which.
    """
    spent = sum(day >= given for day in draws)
    lasts = today < months_on(given, policy.months_of_answer)
    return given <= today and lasts and spent < policy.draws_of_answer


def earliest_answer(draws: Iterable[date], today: date, policy: Policy) -> date:
    """The first day on which an answer may have been given that counts in a draw today.

    `counts_in` says the same of one answer. Without draws it is the same day for every figure.
    """
    spent = sorted(draws, reverse=True)[policy.draws_of_answer - 1 :]
    first = months_on(today, -policy.months_of_answer)
    while months_on(first, policy.months_of_answer) <= today:
        first += A_DAY
    return max([first, *(day + A_DAY for day in spent[:1])])
