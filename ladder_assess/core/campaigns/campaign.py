"""A campaign: what is said to those who are asked in a round, when it takes answers, and how many
are hoped for. Its round (core.instruments.wave.Wave) says which questions are asked.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace

from ladder_assess.core.campaigns.course import (
    DRAFTED,
    NOT_YET,
    OPENED,
    Course,
    standing,
    state_at,
)
from ladder_assess.core.campaigns.moments import UK
from ladder_assess.core.campaigns.quota import Quotas
from ladder_assess.core.campaigns.weights.weighting import Margins

# What may be wrong with settings: the field, and what it is.
Flaw = tuple[str, str]
PAST, BEFORE_OPENING = "past", "before_opening"


@dataclass(frozen=True)
class Settings:
    """What a campaign is set up with. `title` and `asked_by` are empty where the questionnaire's
    title and the organisation's name stand for them; `opens_at` is None for as soon as it is
    opened, `closes_at` where it stays open; `targets` are by group of respondents (its form);
    `comments`: may people say something in their own words at the end? `quotas`: of whom no more
    answers are wanted than so many.
    """

    title: str = ""
    introduction: str = ""
    asked_by: str = ""
    contact: str = ""
    zone: str = UK
    opens_at: int | None = None
    closes_at: int | None = None
    target: int | None = None
    comments: bool = False
    targets: Mapping[str, int] = field(default_factory=dict)
    quotas: Quotas = field(default_factory=dict)


# What people were told who have answered, or were asked to. Not changed once anybody could answer:
# whether somebody has is told nobody.
FIXED_ONCE_OPEN = ("title", "introduction", "asked_by", "opens_at", "comments")
# Those of a campaign that is run again in another round; its days are its own.
KEPT_FOR_THE_NEXT = (
    "title",
    "introduction",
    "asked_by",
    "contact",
    "zone",
    "target",
    "comments",
    "targets",
    "quotas",
)


@dataclass(frozen=True)
class Campaign:
    """The campaign of a round. `margins` are those by which its answers are weighed, if any."""

    state: str = DRAFTED
    settings: Settings = Settings()
    margins: Margins = field(default_factory=dict)

    @property
    def course(self) -> Course:
        """How far it is, and when it takes answers."""
        return Course(self.state, self.settings.opens_at, self.settings.closes_at)

    def taken(self, course: Course) -> "Campaign":
        """The campaign as far as it has come then."""
        opens, closes = course.opens_at, course.closes_at
        settings = replace(self.settings, opens_at=opens, closes_at=closes)
        return replace(self, state=course.state, settings=settings)


def fixed(campaign: Campaign, now: float) -> tuple[str, ...]:
    """Which settings are not changed any more: some once it is open, all once it is closed."""
    if state_at(campaign.course, now) not in (DRAFTED, OPENED):
        return tuple(each.name for each in fields(Settings))
    return () if standing(campaign.course, now) == NOT_YET else FIXED_ONCE_OPEN


def changed(campaign: Campaign, settings: Settings, now: float) -> Campaign:
    """The campaign with other settings; those that are fixed stay as they were. One that is opened
    and waits for no day opens now.
    """
    kept = {name: getattr(campaign.settings, name) for name in fixed(campaign, now)}
    after = replace(settings, **kept)
    if campaign.state == OPENED and after.opens_at is None:
        after = replace(after, opens_at=int(now))
    return replace(campaign, settings=after)


def different(one: Settings, other: Settings) -> list[str]:
    """Which settings differ."""
    names = (each.name for each in fields(Settings))
    return [name for name in names if getattr(one, name) != getattr(other, name)]


def flaws(campaign: Campaign, settings: Settings, now: float) -> list[Flaw]:
    """What is wrong with the days of other settings. A day that stays as it was is let be."""
    found, frozen = list[Flaw](), fixed(campaign, now)
    was = campaign.settings
    opens = was.opens_at if "opens_at" in frozen else settings.opens_at
    if opens is not None and opens != was.opens_at and opens <= now:
        found.append(("opens", PAST))
    closes = settings.closes_at
    if closes is None or "closes_at" in frozen:
        return found
    if closes != was.closes_at and closes <= now:
        found.append(("closes", PAST))
    elif opens is not None and closes <= opens:
        found.append(("closes", BEFORE_OPENING))
    return found


def for_the_next(campaign: Campaign) -> Settings:
    """What another round of the same starts with."""
    return Settings(**{name: getattr(campaign.settings, name) for name in KEPT_FOR_THE_NEXT})


ASKER, CONTACT, DAYS = "asker", "contact", "days"
INTRODUCTION, CLOSING, TARGET, LINKS = "introduction", "closing", "target", "links"
# Without these it cannot be opened; the others are worth a thought.
REQUIRED = (ASKER, CONTACT, DAYS)


def checklist(
    campaign: Campaign, now: float, *, named: bool, linked: bool = False
) -> dict[str, bool]:
    """What to look at before a campaign is opened, and whether it is there. `named`: has who asks a
    name, without one of the campaign's own? `linked`: does every group have a link?
    """
    settings = campaign.settings
    ends = settings.closes_at
    return {
        ASKER: named or bool(settings.asked_by),
        CONTACT: bool(settings.contact),
        DAYS: ends is None or ends > max(now, settings.opens_at or 0),
        INTRODUCTION: bool(settings.introduction),
        CLOSING: ends is not None,
        TARGET: settings.target is not None or bool(settings.targets),
        LINKS: linked,
    }


def may_open(campaign: Campaign, now: float, *, named: bool) -> bool:
    """Is all there without which it cannot be opened?"""
    found = checklist(campaign, now, named=named)
    return all(found[each] for each in REQUIRED)


def is_over(campaign: Campaign, now: float) -> bool:
    """Was it closed, or has it run out?"""
    return state_at(campaign.course, now) not in (DRAFTED, OPENED)
