"""What each part of the report of a campaign shows, worked out before any page is made.

All figures are those that the page of the campaign shows, by the same code.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import groupby
from string import ascii_uppercase

from ladder_assess.core.campaigns.cross_table import FORMS
from ladder_assess.core.campaigns.moments import local
from ladder_assess.core.campaigns.report import Asked
from ladder_assess.core.instruments.comparison import NOT_CLEAR
from ladder_assess.core.instruments.group_scores import GroupResult, Then, Told
from ladder_assess.core.instruments.instrument import Dimension, Instrument, InstrumentItem
from ladder_assess.core.plan.of_scores import Advice
from ladder_assess.core.plan.strand import Round, Strand
from ladder_assess.publishing.campaigns.margins_text import margins_text
from ladder_assess.publishing.charts import Speech
from ladder_assess.publishing.instruments.condition_words import only_for
from ladder_assess.publishing.instruments.conditions_view import (
    ConditionView,
    GroupView,
    ScoreRow,
    condition_view,
)
from ladder_assess.publishing.instruments.lowest_topics import Lowest, lowest_topics
from ladder_assess.publishing.instruments.wave_charts import Charts, WaveCharts

MOST_MOVED, MOST_THEN = 3, 4
PROFILE, STAGES = "profile", "stages"


@dataclass(frozen=True)
class Reported:
    """What a report is made of: who asked whom, the results with those of the campaigns before, the
    oldest first, what is advised of low scores, and its day.
    """

    asked: Asked
    strand: Strand
    advice: Advice
    day: date


@dataclass(frozen=True)
class Answered:
    """How many of a group answered: in fives, 0 where fewer than five did. `invited` and `target`
    are 0 where nobody was invited, or no number was hoped for.
    """

    name: str
    answered: int
    invited: int
    target: int


@dataclass(frozen=True)
class TopicView:
    """A topic with what each group says of it."""

    dimension: Dimension
    rows: tuple[tuple[GroupView, ScoreRow], ...]

    @property
    def compared(self) -> bool:
        """Was there a campaign before with a score of the same?"""
        return any(row.before is not None for _, row in self.rows)


@dataclass(frozen=True)
class Moved:
    """A score that is not what it was the time before, and whose it is."""

    group: GroupView
    row: ScoreRow


@dataclass(frozen=True)
class ReportView:
    """A whole report. `names` are those of each group (its form); `contents` are the anchors of its
    parts with their titles, `annexes` the letters of those that are one, by anchor.
    """

    reported: Reported
    title: str
    names: Mapping[str, str]
    condition: ConditionView
    lowest: Lowest
    charts: Charts
    contents: tuple[tuple[str, str], ...]
    weighed_by: tuple[str, ...]
    annexes: Mapping[str, str]
    speech: Speech
    most_then: int = MOST_THEN

    @property
    def instrument(self) -> Instrument:
        return self.reported.strand.instrument

    @property
    def latest(self) -> Round:
        """The results that it is about."""
        latest = self.reported.strand.latest
        if latest is None:
            raise ValueError("expected a campaign with something to show")
        return latest

    @property
    def results(self) -> Mapping[str, GroupResult]:
        """What each group said, by its form."""
        return self.latest.groups

    @cached_property
    def answered(self) -> tuple[Answered, ...]:
        """How many of each group answered."""
        asked = self.reported.asked
        settings = asked.campaign.settings
        alone = settings.target if len(self.names) == 1 else None
        return tuple(
            Answered(
                name,
                self.results[form].answered if form in self.results else 0,
                asked.invited.get(form, 0),
                settings.targets.get(form) or alone or 0,
            )
            for form, name in self.names.items()
        )

    @cached_property
    def all_answered(self) -> Answered:
        """The same of all together: those of groups that are shown."""
        asked = self.reported.asked
        settings = asked.campaign.settings
        target = settings.target or sum(settings.targets.values())
        answered = sum(each.answered for each in self.answered)
        return Answered("", answered, sum(asked.invited.values()), target)

    @property
    def topics(self) -> tuple[TopicView, ...]:
        """Each topic, in the order of the questionnaire."""
        rows = {
            dimension.id: tuple(
                (group, row)
                for group in self.condition.groups
                for row in group.rows
                if row.dimension.id == dimension.id
            )
            for dimension in self.instrument.dimensions
        }
        return tuple(TopicView(d, rows[d.id]) for d in self.instrument.dimensions if rows[d.id])

    @property
    def compared(self) -> bool:
        """Was there a campaign before that has scores too?"""
        return any(group.compared for group in self.condition.groups)

    @cached_property
    def moved(self) -> tuple[Moved, ...]:
        """The scores that moved most since the campaign before, the furthest first."""
        found = (Moved(group, row) for group in self.condition.groups for row in group.rows)
        by_far = sorted(found, key=lambda each: -abs(each.row.change or 0))
        return tuple(each for each in by_far if each.row.change)[:MOST_MOVED]

    @property
    def then(self) -> tuple[tuple[GroupView, tuple[Then, ...]], ...]:
        """Each group that can be set beside 2013, with what was published of then."""
        return tuple((group, group.then) for group in self.condition.groups if group.then)

    @cached_property
    def differs(self) -> tuple[Then, ...]:
        """What differs from 2013 by more than chance, the furthest first."""
        rows = (row for _, then in self.then for row in then)
        clear = [row for row in rows if row.difference.statement != NOT_CLEAR]
        return tuple(sorted(clear, key=lambda row: -_how_far(row)))

    @property
    def compared_with_2013(self) -> int:
        """How many figures stand beside those of 2013."""
        return sum(len(then) for _, then in self.then)

    @property
    def drawn(self) -> tuple[str, ...]:
        """The names of the pictures, in their order."""
        return tuple(name for name in (PROFILE, STAGES) if name in self.charts)

    @property
    def questions_first(self) -> bool:
        """Are the answers to single questions all that there is?"""
        return not self.instrument.dimensions

    def told(self, item: str) -> list[tuple[str, Told]]:
        """What is told of a question, by the name of each group that answered it."""
        return [
            (self.names[form], of.told[item])
            for form, of in self.results.items()
            if item in of.told
        ]

    @property
    def period(self) -> tuple[date, date | None]:
        """From which day to which answers were taken; without an end where it was still open."""
        settings = self.reported.asked.campaign.settings
        opened = date.fromisoformat(self.latest.wave.opened_on)
        if settings.opens_at is not None:
            opened = local(settings.opens_at, settings.zone).date()
        if settings.closes_at is None:
            return opened, None
        return opened, local(settings.closes_at, settings.zone).date()

    @property
    def limits(self) -> Iterator[tuple[str, str, int]]:
        """The answers and questions of which no more than so many were wanted."""
        for item, wanted in self.reported.asked.campaign.settings.quotas.items():
            for option, most in wanted.items():
                if item == FORMS:
                    yield self.names.get(option, option), "", most
                elif item in self.instrument.items:
                    of = self.instrument.items[item]
                    texts = {each.id: each.text for each in of.options}
                    yield texts.get(option, option), of.label or of.ask, most

    def only_for(self, item: InstrumentItem) -> str:
        """Of whom a question is asked; nothing where everybody is."""
        return only_for(item, self.instrument, self.speech)

    @property
    def hidden(self) -> tuple[str, ...]:
        """Names of groups of which nothing may be shown."""
        return tuple(each.name for each in self.answered if not each.answered)

    @property
    def questions(self) -> Iterator[tuple[str, list[list[InstrumentItem]]]]:
        """Every question that was asked, section by section; those with the same answers, one after
        the other, stand together.
        """
        asked = {item.id: item for item in self.instrument.asked(short=self.latest.wave.short)}
        for section in self.instrument.sections:
            items = [asked[item.id] for item in section.items if item.id in asked]
            if items:
                yield section.title, [list(run) for _, run in groupby(items, key=_answers)]


def _answers(item: InstrumentItem) -> tuple[str, ...]:
    """What tells questions apart that are not set out in one table."""
    if item.answer == "many" or item.poles:
        return (item.id,)
    return tuple(option.text for option in item.options)


def _how_far(row: Then) -> float:
    return abs(row.difference.difference.low + row.difference.difference.high)


def report_view(reported: Reported, speech: Speech) -> ReportView:
    """What a report shows."""
    strand, asked = reported.strand, reported.asked
    instrument = strand.instrument
    everyone = speech.gettext("Everyone who was asked")
    names = {form.id: speech.gettext(form.name) for form in instrument.forms} or {"": everyone}
    groups = strand.latest.groups if strand.latest else {}
    shown = {form: names[form] for form in groups}
    then = any(group.then for group in groups.values())
    weighed = asked.weighed
    topics = bool(instrument.dimensions)
    contents = tuple(_contents(speech, topics=topics, then=then, weighed=weighed is not None))
    annexes = [key for key, _ in contents if key not in ("summary", "topics", "then", "weighed")]
    if not instrument.dimensions:
        annexes.remove("questions")
    return ReportView(
        reported=reported,
        title=asked.campaign.settings.title or speech.gettext(instrument.title),
        names=names,
        condition=condition_view(1, strand, speech),
        lowest=lowest_topics(instrument, None, groups, reported.advice),
        charts=WaveCharts(instrument, speech).groups(groups, shown) if groups else {},
        contents=contents,
        weighed_by=tuple(margins_text(instrument, weighed.margins, speech)) if weighed else (),
        annexes=dict(zip(annexes, ascii_uppercase, strict=False)),
        speech=speech,
    )


def _contents(
    speech: Speech, *, topics: bool, then: bool, weighed: bool
) -> Iterator[tuple[str, str]]:
    questions = ("questions", speech.gettext("Question by question"))
    yield "summary", speech.gettext("Summary")
    if topics:
        yield "topics", speech.gettext("Results by topic")
    if then:
        yield "then", speech.gettext("Beside the survey of 2013")
    if weighed:
        yield "weighed", speech.gettext("Weighed results")
    if not topics:
        yield questions
    yield "method", speech.gettext("Method, its limits and sources")
    if topics:
        yield questions
