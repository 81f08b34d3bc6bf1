"""What each part of a plan shows, worked out before any page is made."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from ladder_assess.core.activity import ASSERTED, EVIDENCE_STRENGTHS
from ladder_assess.core.assessment import Assessment
from ladder_assess.core.plan import DONE, DROPPED, PRIORITIES, Action, Reading, Trigger, content
from ladder_assess.core.plan_document import PlanDocument
from ladder_assess.core.plan_of_scores import by_trigger
from ladder_assess.core.portfolio import AssessedActivity
from ladder_assess.core.questionnaire import Item, Questionnaire
from ladder_assess.core.reasons import UNDECIDED, UNMET, RungReason
from ladder_assess.core.strand import readings
from ladder_assess.publishing.charts import Speech
from ladder_assess.publishing.conditions_view import ConditionView, condition_view
from ladder_assess.publishing.drawing import (
    DistributionDrawing,
    GridDrawing,
    LadderDrawing,
    ManyDrawing,
    distribution_drawing,
    grid_drawing,
    grid_of_many,
    ladder_drawing,
    ladder_of_many,
)
from ladder_assess.publishing.plan_contents import Entry, contents, printable, stamps
from ladder_assess.publishing.words import Finding, Words

NOT_SAID, REACHED, NOT_REACHED, UNSURE = "not_said", "reached", "not_reached", "unsure"
MOST_ON_ONE_LADDER = 20
MOST_TOP_ACTIONS = 5
MOST_LOW_SCORES = 3
LONG_TEXT = 600
TOLD_ABOVE = ("name", "description")


@dataclass(frozen=True)
class Answered:
    """One coded item with the answer given and what stands behind it."""

    item: Item
    texts: tuple[str, ...]
    known: bool
    strength: str
    note: str
    link: str


@dataclass(frozen=True)
class ActivityView:
    """One activity's pages. `ladder`, `reasons` and `above` are empty at individual level.

    `reasons` run up to the rung above, which `above` is: the first that is certainly not reached.
    `recorded` is what gates nothing, by item.
    """

    assessed: AssessedActivity
    grid: GridDrawing
    ladder: LadderDrawing | None
    fit: str
    reasons: tuple[RungReason, ...]
    above: RungReason | None
    traps: tuple[Finding, ...]
    cautions: tuple[Finding, ...]
    findings: tuple[Finding, ...]
    answers: tuple[Answered, ...]
    strengths: dict[str, int]
    recorded: tuple[tuple[Item, str], ...]

    @property
    def assessment(self) -> Assessment:
        """What the rules say of it."""
        return self.assessed.assessment

    @property
    def lacking(self) -> RungReason | None:
        """The rung above with only those of its gates that are unmet or not known."""
        if self.above is None:
            return None
        gates = tuple(gate for gate in self.above.gates if gate.state in (UNMET, UNDECIDED))
        return self.above._replace(gates=gates)


@dataclass(frozen=True)
class PlanView:
    """A whole plan. The drawings of several are None where there is but one or too many.

    `activities` are those that are shown, which of very many are only some of the `count` that it
    is about. `meant` says how many have each of the answers of `fit`.
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
    now: Mapping[Trigger, tuple[Reading, ...]]
    meant: Mapping[str, int]

    @property
    def count(self) -> int:
        """How many activities it is about."""
        return len(self.document.activities)

    @property
    def left_out(self) -> int:
        """How many of them are not shown."""
        return self.count - len(self.activities)

    @property
    def reached(self) -> int:
        """How many certainly reached the rung they were meant for."""
        return self.meant[REACHED]

    @property
    def intended(self) -> int:
        """How many say which rung they were meant for."""
        return self.count - self.meant[NOT_SAID]

    @property
    def full(self) -> tuple[ActivityView, ...]:
        """The activities with pages of their own."""
        return tuple(v for v in self.activities if v.assessed.number in self.document.in_full)

    @property
    def short(self) -> tuple[ActivityView, ...]:
        """The others, which have a row each."""
        return tuple(v for v in self.activities if v.assessed.number not in self.document.in_full)

    @property
    def one(self) -> ActivityView | None:
        """The only activity, where there is only one."""
        return self.activities[0] if self.count == 1 else None

    @property
    def lowest(self) -> tuple[Reading, ...]:
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
) -> PlanView:
    """Everything that the plan's templates need; `speech` gives charts their words."""
    definition = words.questionnaire
    views = tuple(activity_view(activity, words) for activity in document.listed)
    on_ladder = [view for view in views if view.ladder]
    conditions = tuple(
        condition_view(number, strand, speech or Speech())
        for number, strand in enumerate(document.strands, start=1)
    )
    several = len(document.activities) > 1
    drawn = several and not document.very_many and 0 < len(on_ladder) <= MOST_ON_ONE_LADDER
    return PlanView(
        title=printable(document.title).strip() or gettext("Improvement plan"),
        document=document,
        activities=views,
        contents=tuple(contents(document, conditions, gettext)),
        ladders=ladder_of_many(definition, document.activities) if drawn else None,
        grid=grid_of_many(definition, document.activities) if several else None,
        distribution=_distribution(definition, document) if several else None,
        top_actions=top_actions(document.actions),
        stamps=tuple(dict.fromkeys(stamps(document))),
        conditions=conditions,
        now=by_trigger(readings(document.strands)),
        meant=Counter(fit(activity.assessment) for activity in document.activities),
    )


def _distribution(definition: Questionnaire, document: PlanDocument) -> DistributionDrawing:
    return distribution_drawing(definition, (a.assessment for a in document.activities))


def parts(text: str, most: int = LONG_TEXT) -> tuple[str, ...]:
    """A text in parts of at most so many characters, cut between words where there are any."""
    rest = text.strip()
    cut: list[str] = []
    while len(rest) > most:
        space = rest.rfind(" ", 0, most)
        end = space if space > most // 2 else most
        cut.append(rest[:end])
        rest = rest[end:].lstrip()
    return (*cut, rest) if rest else tuple(cut)


def top_actions(actions: tuple[Action, ...]) -> tuple[Action, ...]:
    """The few open actions of the highest priority, in the order of the plan."""
    rank = {priority: place for place, priority in enumerate(PRIORITIES)}
    still = (action for action in actions if action.status not in (DONE, DROPPED))
    ordered = sorted(still, key=lambda action: rank[action.ranked])
    return tuple(ordered[:MOST_TOP_ACTIONS])


def activity_view(activity: AssessedActivity, words: Words) -> ActivityView:
    """What one activity's pages show."""
    assessment = activity.assessment
    on_ladder = assessment.has_ladder
    above = _rung_above(activity) if on_ladder else None
    answers = tuple(_answered(item, activity, words) for item in words.questionnaire.coded.values())
    return ActivityView(
        assessed=activity,
        grid=grid_drawing(words.questionnaire, assessment),
        ladder=ladder_drawing(words.questionnaire, assessment) if on_ladder else None,
        fit=fit(assessment),
        reasons=_reasons_up_to(activity, above) if on_ladder else (),
        above=above,
        traps=tuple(_traps(activity, words)) if on_ladder else (),
        cautions=tuple(words.caution(c, assessment.activity.answers) for c in assessment.cautions),
        findings=tuple(_findings(activity, words)),
        answers=answers,
        strengths=_strengths(answers),
        recorded=tuple(_recorded(activity, words)),
    )


def fit(assessment: Assessment) -> str:
    """Does the placement reach the rung that the activity was meant for?"""
    intended = assessment.activity.intended
    if intended is None:
        return NOT_SAID
    if content(assessment):
        return REACHED
    return UNSURE if assessment.placement.high >= intended else NOT_REACHED


def _rung_above(activity: AssessedActivity) -> RungReason | None:
    """The first rung that no completion reaches; None at the top and where a trap holds."""
    placement = activity.assessment.placement
    if placement.trap:
        return None
    return next(
        (r for r in activity.explanation.reasons if r.rung > placement.otherwise.high), None
    )


def _reasons_up_to(activity: AssessedActivity, above: RungReason | None) -> tuple[RungReason, ...]:
    reasons = activity.explanation.reasons
    return reasons if above is None else tuple(r for r in reasons if r.rung <= above.rung)


def _traps(activity: AssessedActivity, words: Words) -> Iterator[Finding]:
    placement = activity.assessment.placement
    if placement.trap:
        yield words.trap(placement.trap, certain=True)
    for trap in placement.possible_traps:
        yield words.trap(trap, certain=False)


def _findings(activity: AssessedActivity, words: Words) -> Iterator[Finding]:
    for finding in activity.assessment.type.rhetoric:
        yield words.finding(finding)
    if activity.assessment.has_ladder:
        for crossing in activity.explanation.crossings:
            yield words.crossing(crossing.id, certain=crossing.certain)


def _answered(item: Item, activity: AssessedActivity, words: Words) -> Answered:
    facts = activity.assessment.activity
    answer = facts.answers.get(item.id)
    backing = activity.backing.get(item.id)
    strength = facts.evidence.get(item.id) or (backing.strength if backing else ASSERTED)
    return Answered(
        item=item,
        texts=tuple(option.text for option in words.options(item.id, answer)),
        known=answer is not None,
        strength=strength,
        note=backing.note if backing else "",
        link=backing.link if backing else "",
    )


def _recorded(activity: AssessedActivity, words: Words) -> Iterator[tuple[Item, str]]:
    for item in words.questionnaire.of_part("about", "context"):
        text = activity.about.get(item.id, "").strip()
        if text and item.id not in TOLD_ABOVE:
            yield item, text


def _strengths(answers: tuple[Answered, ...]) -> dict[str, int]:
    """How many answers have each strength, strongest first, and how many are not known."""
    counts = Counter(answer.strength if answer.known else "unknown" for answer in answers)
    return {strength: counts[strength] for strength in (*reversed(EVIDENCE_STRENGTHS), "unknown")}
