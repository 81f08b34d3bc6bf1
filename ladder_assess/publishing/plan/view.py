"""What each part of a plan shows, worked out before any page is made."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cached_property
from string import ascii_uppercase

from ladder_assess.core.activities.portfolio import AssessedActivity
from ladder_assess.core.plan.document import PlanDocument
from ladder_assess.core.plan.of_scores import by_trigger
from ladder_assess.core.plan.plan import DONE, Action, ScoreNow, Trigger
from ladder_assess.core.plan.standpoints import MOST_WITH_VIEWS
from ladder_assess.core.plan.timing import is_ahead, is_planned
from ladder_assess.core.questionnaire.questionnaire import Item, Questionnaire
from ladder_assess.publishing.charts import Speech
from ladder_assess.publishing.common.distribution import DistributionDrawing, distribution_drawing
from ladder_assess.publishing.common.words import Words, printable
from ladder_assess.publishing.instruments.conditions_view import ConditionView, condition_view
from ladder_assess.publishing.placement.activity_view import (
    NOT_SAID,
    REACHED,
    ActivityView,
    activity_view,
    fit,
)
from ladder_assess.publishing.placement.grid import GridDrawing, grid_of_many
from ladder_assess.publishing.placement.ladder import ManyDrawing, ladder_of_many
from ladder_assess.publishing.plan.contents import Entry, contents, stamps
from ladder_assess.publishing.plan.find_out import HowToFindOut, how_to_find_out
from ladder_assess.publishing.plan.meanings import Meaning, meanings, questions_of
from ladder_assess.publishing.plan.over_time import OverTimeView, over_time_view
from ladder_assess.publishing.plan.since import (
    MOST_KINDS_IN_SUMMARY,
    Changed,
    changes_since,
    says_more,
)
from ladder_assess.publishing.plan.standpoints import StandpointsView, standpoints_view
from ladder_assess.publishing.plan.two_pages import NamedActivities, below_aim, named_activities

# On the page of the summary, each with its name beside it.
MOST_ON_ONE_LADDER = 10
MOST_TOP_ACTIONS = MOST_FURTHEST = 3
# So many rows fill the second of two pages.
MOST_IN_SHORT = 9
# More lines of contents than these leave the cover; fewer have room below a title of several lines.
MOST_ON_COVER, FEW_ON_COVER = 18, 12
LONG_TITLE = 60
MOST_LOW_SCORES = 3
LONG_TEXT = 600
# A row of a table is not cut, so no part of a text may be as high as a page.
MOST_TYPED_LINES = 20
EMPTY_LINES = re.compile(r"\n\s*\n")


@dataclass(frozen=True)
class PlanView:
    """A whole plan. The drawings of several are None where there is but one or too many.

    `activities` are those that are shown, which of very many are only some of the `count` that it
    is about. `meant` says how many on the ladder that have begun have each answer of `fit`,
    `intended_ahead` how many others say which rung they are meant for, and `intended_alone` how
    many say so that have no ladder. `how_to_find_out` is of several activities: of one it stands
    with what to find out. `earlier` has the stamps of the activities that stand by the rules of
    earlier questions, by their number. Two pages name `fewer_named` activities less than usual
    where all else that stands there needs the room.
    """

    title: str
    document: PlanDocument
    activities: tuple[ActivityView, ...]
    contents: tuple[Entry, ...]
    ladders: ManyDrawing | None
    grid: GridDrawing | None
    distribution: DistributionDrawing | None
    top_actions: tuple[Action, ...]
    stamps: tuple[str, ...]
    conditions: tuple[ConditionView, ...]
    now: Mapping[Trigger, tuple[ScoreNow, ...]]
    meant: Mapping[str, int]
    intended_ahead: int
    intended_alone: int
    how_to_find_out: tuple[HowToFindOut, ...]
    earlier: Mapping[int, str]
    changes: tuple[Changed, ...] = ()
    views: tuple[StandpointsView, ...] = ()
    over_time: OverTimeView | None = None
    most_kinds: int = MOST_KINDS_IN_SUMMARY
    fewer_named: int = 0

    @property
    def count(self) -> int:
        """How many activities it is about."""
        return len(self.document.activities)

    @property
    def left_out(self) -> int:
        """How many of them are not shown."""
        return self.count - len(self.activities)

    @cached_property
    def certain(self) -> int:
        """How many that have begun stand on one rung, whatever is not known."""
        return len(_on_one_rung(_begun(self.document)))

    @property
    def unconfirmed(self) -> int:
        """How many of those have usual answers that nobody has confirmed."""
        return self.distribution.unconfirmed if self.distribution else 0

    @cached_property
    def reached_unconfirmed(self) -> int:
        """The same of those that reached the rung they were meant for."""
        every, today = self.document.activities, self.document.made_on
        usual = (each for each in every if each.unconfirmed and each.has_ladder)
        begun = (each for each in usual if not is_ahead(each, today))
        return sum(fit(each.assessment) == REACHED for each in begun)

    @property
    def reached(self) -> int:
        """How many certainly reached the rung they were meant for."""
        return self.meant[REACHED]

    @property
    def intended(self) -> int:
        """How many that have begun say which rung they were meant for."""
        return sum(self.meant.values()) - self.meant[NOT_SAID]

    @property
    def intended_at_all(self) -> bool:
        """Does any say so, of all?"""
        return bool(self.intended or self.intended_ahead)

    @property
    def in_full(self) -> bool:
        """Has each activity that is told of one by one pages of its own?"""
        return self.document.in_full

    @cached_property
    def one_by_one(self) -> tuple[ActivityView, ...]:
        """The activities that have more than a row."""
        return tuple(v for v in self.activities if v.assessed.number in self.document.one_by_one)

    @property
    def by_need(self) -> tuple[ActivityView, ...]:
        """Those that are told of, first what has not certainly reached what it was meant for, then
        what is not placed yet.
        """
        waiting = [v for v in self.activities if v.assessed.number in self.document.waiting]
        told = (*self.one_by_one, *waiting) if self.one_by_one else self.short
        return tuple(sorted(told, key=lambda view: view.fit == REACHED))

    @cached_property
    def named(self) -> NamedActivities | None:
        """Those that two pages have room to name in a table, where no drawing names them."""
        if self.count < 2 or self.ladders or self.conditions:
            return None
        return named_activities(
            self.activities,
            self.document,
            meant=self.intended_at_all,
            notes=sum(map(bool, (self.earlier, self.doubtful, self.unconfirmed, self.long_title))),
            fewer=self.fewer_named,
        )

    @cached_property
    def furthest(self) -> tuple[ActivityView, ...]:
        """The few that are furthest below what they were meant for, of those that have begun."""
        below = [view for view in self.activities if below_aim(view) and not view.ahead]
        return tuple(sorted(below, key=lambda view: -below_aim(view))[:MOST_FURTHEST])

    @cached_property
    def doubtful(self) -> int:
        """How many have answers that hardly go together, where all are shown."""
        shown = () if self.left_out else self.activities
        return sum(bool(view.assessed.explanation.contradictions) for view in shown)

    @property
    def meanings(self) -> tuple[Meaning, ...]:
        """What the names mean that stand beside activities told in short."""
        return () if self.in_full else meanings(self.one_by_one)

    @property
    def questions(self) -> tuple[Item, ...]:
        """What was asked, where answers are told in short."""
        return () if self.in_full else questions_of(self.one_by_one)

    @property
    def short(self) -> tuple[ActivityView, ...]:
        """The others, which have a row each."""
        told = self.document.one_by_one
        return tuple(v for v in self.activities if v.assessed.number not in told)

    @property
    def waiting(self) -> int:
        """How many of several activities are not placed yet."""
        return len(self.document.waiting)

    @property
    def only_waiting(self) -> bool:
        """Do all that have a row each wait for answers?"""
        return not self.left_out and self.waiting == len(self.short) > 0

    @property
    def one(self) -> ActivityView | None:
        """The only activity, where there is only one."""
        return self.activities[0] if self.count == 1 else None

    @property
    def one_name(self) -> str:
        """What the only activity is called; empty where there are several or it has no name."""
        return printable(self.one.assessed.name).strip() if self.one else ""

    @property
    def drawn(self) -> bool:
        """Has the summary a drawing?"""
        alone = self.one and self.one.ladder
        return bool(alone or (self.distribution and self.distribution.activities))

    @property
    def long_title(self) -> bool:
        """Does its title take several lines of the cover?"""
        return len(self.title) > LONG_TITLE

    @property
    def on_cover(self) -> tuple[Entry, ...]:
        """The lines of the contents that the cover has room for: without single activities and
        questionnaires where these are many.
        """
        if len(self.contents) <= (FEW_ON_COVER if self.long_title else MOST_ON_COVER):
            return self.contents
        return tuple(entry for entry in self.contents if not entry.inner)

    @property
    def first_actions(self) -> tuple[Action, ...]:
        """The open actions that two pages have room for, those that are late and urgent first."""
        return tuple(open_actions(self.document.actions, self.document.late)[: self._most_in_short])

    @cached_property
    def some_answer(self) -> bool:
        """Does any action answer a result?"""
        return any(action.trigger for action in self.document.actions)

    @property
    def _most_in_short(self) -> int:
        """One fewer where lines say what actions answer."""
        return MOST_IN_SHORT - 1 if self.some_answer else MOST_IN_SHORT

    @property
    def done_actions(self) -> tuple[Action, ...]:
        """Those that are done and that two pages have room for below the open ones."""
        done = [action for action in self.document.actions if action.status == DONE]
        return tuple(done[: self._most_in_short - len(self.first_actions)])

    @cached_property
    def all_find_out(self) -> Item | None:
        """The one question that comes first for all who wait for answers; None where they differ
        or there is but one.
        """
        firsts = [view.questions[0] for view in self.short if view.questions]
        same = len(self.short) > 1 and len(firsts) == len(self.short)
        return firsts[0] if same and len({item.id for item in firsts}) == 1 else None

    @property
    def is_unnamed(self) -> bool:
        """Is it for several activities, of a list that nobody gave a name?"""
        return self.count > 1 and not printable(self.document.title).strip()

    @property
    def open_count(self) -> int:
        """How many actions are neither done nor dropped."""
        return len(open_actions(self.document.actions, self.document.late))

    @property
    def scores_apart(self) -> bool:
        """Are there scores whose figures stand in an annex?"""
        return any(group.figures_apart for view in self.conditions for group in view.groups)

    @property
    def annexes(self) -> Mapping[str, str]:
        """The letter of each annex."""
        shown = {"answers": self.one_by_one, "scores": self.scores_apart}
        names = (name for name in ("method", "answers", "scores", "sources") if shown.get(name, 1))
        return dict(zip(names, ascii_uppercase, strict=False))

    @property
    def changes_in_full(self) -> bool:
        """Has more changed since the earlier plan than the summary names?"""
        return says_more(self.changes)

    @property
    def lowest(self) -> tuple[ScoreNow, ...]:
        """The few lowest scores, the lowest first."""
        every = (reading for readings in self.now.values() for reading in readings)
        return tuple(sorted(every, key=lambda reading: reading.score)[:MOST_LOW_SCORES])

    @property
    def mixed(self) -> bool:
        """Do some activities, but not all, hold demonstration data?"""
        return len({activity.sample for activity in self.document.activities}) > 1

    @cached_property
    def names(self) -> dict[int, str]:
        """The activities' names by their numbers."""
        return {activity.number: activity.name for activity in self.document.activities}


def plan_view(
    document: PlanDocument,
    words: Words,
    gettext: Callable[[str], str],
    speech: Speech | None = None,
    locale: str = "en_GB",
    *,
    fewer_named: int = 0,
) -> PlanView:
    """Everything that the plan's templates need; `speech` gives charts their words, and two pages
    name `fewer_named` activities less than usual.
    """
    definition = words.questionnaire
    views = tuple(activity_view(activity, words, document.made_on) for activity in document.listed)
    on_ladder = [view for view in views if view.ladder]
    conditions = tuple(
        condition_view(number, strand, speech or Speech())
        for number, strand in enumerate(document.strands, start=1)
    )
    several = len(document.activities) > 1
    how = how_to_find_out(document.listed, words, document.made_on) if several else ()
    drawn = several and not document.very_many and 0 < len(on_ladder) <= MOST_ON_ONE_LADDER
    placed = [each for each in document.activities if each.number not in document.waiting]
    ahead = [each for each in document.activities if is_ahead(each, document.made_on)]
    not_begun = {each.number for each in ahead}
    changed = changes_since(document.since, speech or Speech(), locale) if document.since else ()
    dates = over_time_view(document.over_time, words, speech or Speech(), locale)
    return PlanView(
        title=_title(document, gettext),
        document=document,
        activities=views,
        contents=tuple(
            contents(
                document, conditions, gettext, how=bool(how), changes=changed, dates=bool(dates)
            )
        ),
        changes=changed,
        over_time=dates,
        views=tuple(standpoints_view(told, words) for told in document.views[:MOST_WITH_VIEWS]),
        ladders=ladder_of_many(definition, placed) if drawn and placed else None,
        grid=grid_of_many(definition, document.activities) if several else None,
        distribution=_distribution(definition, document) if several else None,
        top_actions=top_actions(document.actions, document.late),
        stamps=tuple(dict.fromkeys(stamps(document))),
        conditions=conditions,
        now=by_trigger(document.scores),
        meant=Counter(
            fit(each.assessment)
            for each in document.activities
            if each.has_ladder and each.number not in not_begun
        ),
        intended_ahead=sum(each.has_ladder and each.intended is not None for each in ahead),
        intended_alone=sum(
            not each.has_ladder and each.intended is not None for each in document.activities
        ),
        how_to_find_out=how,
        earlier={a.number: a.stamp for a in document.activities if words.is_earlier(a.stamp)},
        fewer_named=fewer_named,
    )


def _title(document: PlanDocument, gettext: Callable[[str], str]) -> str:
    """What stands largest on the cover: never again what stands above it."""
    alone = document.activities if len(document.activities) == 1 else ()
    names = (document.title, *(activity.name for activity in alone))
    named = (printable(name).strip() for name in names)
    several = len(document.activities)
    unnamed = gettext("A plan for %(count)s activities") % {"count": several}
    return next(filter(None, named), unnamed if several else gettext("A plan without a name"))


def _distribution(definition: Questionnaire, document: PlanDocument) -> DistributionDrawing:
    begun = _begun(document)
    unconfirmed = sum(bool(each.unconfirmed) for each in _on_one_rung(begun))
    planned = len(document.activities) - len(begun)
    return distribution_drawing(definition, begun, planned, unconfirmed)


def _on_one_rung(activities: Iterable[AssessedActivity]) -> list[AssessedActivity]:
    placed = (each for each in activities if each.has_ladder)
    return [each for each in placed if each.placement.low == each.placement.high]


def _begun(document: PlanDocument) -> list[AssessedActivity]:
    today = document.made_on
    return [each for each in document.activities if not is_planned(each, today)]


def parts(text: str, most: int = LONG_TEXT) -> tuple[str, ...]:
    """A text in parts of at most so many characters and MOST_TYPED_LINES, cut between words where
    there are any. Of several empty lines one stays.
    """
    rest = EMPTY_LINES.sub("\n\n", text.strip())
    cut: list[str] = []
    while rest:
        end = _end_of_part(rest, most)
        cut.append(rest[:end].rstrip())
        rest = rest[end:].lstrip()
    return tuple(cut)


def _end_of_part(text: str, most: int) -> int:
    lines = "\n".join(text[: most + 1].split("\n", MOST_TYPED_LINES)[:MOST_TYPED_LINES])
    if len(lines) <= most:
        return len(lines)
    space = max(text.rfind(mark, 0, most) for mark in " \n")
    return space if space > most // 2 else most


def top_actions(
    actions: tuple[Action, ...], late: AbstractSet[int] = frozenset()
) -> tuple[Action, ...]:
    """The few open actions that come first."""
    return tuple(open_actions(actions, late)[:MOST_TOP_ACTIONS])


def open_actions(actions: tuple[Action, ...], late: AbstractSet[int] = frozenset()) -> list[Action]:
    """The actions that are neither done nor dropped: those that are late, then those of the highest
    priority, and in the order of the plan.
    """
    left = (action for action in actions if action.open)
    return sorted(left, key=lambda action: (action.id not in late, action.urgency))
