"""What the pages of one activity show, worked out before any page is made."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from ladder_assess.core.activities.portfolio import AssessedActivity, not_placed
from ladder_assess.core.placement.activity import ASSERTED, EVIDENCE_STRENGTHS
from ladder_assess.core.placement.assessment import Assessment
from ladder_assess.core.placement.reasons import (
    RungReason,
    answers_to_trap,
    despite_which,
    held_back_by,
)
from ladder_assess.core.plan.plan import content, to_find_out
from ladder_assess.core.plan.timing import AHEAD, OVER, ends_later, phase
from ladder_assess.core.questionnaire.answers import Answer
from ladder_assess.core.questionnaire.questionnaire import Item, Rule
from ladder_assess.publishing.common.words import Finding, Words
from ladder_assess.publishing.placement.grid import GridDrawing, grid_drawing
from ladder_assess.publishing.placement.ladder import LadderDrawing, ladder_drawing

NOT_SAID, REACHED, NOT_REACHED, UNSURE = "not_said", "reached", "not_reached", "unsure"
RESPONSE, TOLD_BACK = "response", "reported_back"
TOLD_ABOVE = ("name", "description")
# What is not counted but expected until an activity has begun, and of that its end until it comes.
EXPECTED = ("start_date", "end_date", "people_took_part", "people_affected")
END = EXPECTED[1:2]


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
    `recorded` is what gates nothing, by item. `words` are those of the questions that it answered.
    It is `ahead` where it has not begun on the day that is told of, and `over` where it has ended;
    it `ends_later` where its end is still to come.
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
    words: Words
    ahead: bool = False
    over: bool = False
    ends_later: bool = False

    @property
    def assessment(self) -> Assessment:
        """What the rules say of it."""
        return self.assessed.assessment

    @property
    def questions(self) -> tuple[Item, ...]:
        """What to find out first."""
        return open_questions(self.assessed, self.words)

    @property
    def not_placed(self) -> bool:
        """May it stand on any rung still?"""
        return not_placed(self.assessed, len(self.words.rungs))

    @property
    def expected(self) -> tuple[str, ...]:
        """What is not counted but expected, as it has not begun or not ended."""
        return EXPECTED if self.ahead else END if self.ends_later else ()

    @property
    def nothing_open(self) -> bool:
        """Do the answers rule out every trap and caution that does not hold?"""
        possible = self.assessment.placement.possible_traps
        return not possible and not self.assessed.explanation.open_cautions

    @property
    def undocumented(self) -> bool:
        """Does its place rest on answers that nothing is said to stand behind?"""
        return self.assessment.documented != self.assessment.placement.interval

    @property
    def told_back(self) -> bool:
        """Is it known that people are told what came of what they said?"""
        asked = self.words.questionnaire.coded[RESPONSE]
        answer = self.assessment.activity.answers.get(RESPONSE)
        return isinstance(answer, str) and asked.rank[answer] >= asked.rank[TOLD_BACK]

    @property
    def lacking(self) -> RungReason | None:
        """The rung above with only those of its gates that are unmet or not known."""
        return None if self.above is None else self.above.lacking

    def held_back(self, reason: RungReason) -> RungReason | None:
        """What below a rung keeps it from being reached, or leaves that open."""
        return held_back_by(self.assessed.explanation.reasons, reason.rung)

    @cached_property
    def trapped_by(self) -> dict[str, Answer]:
        """The answers by which a trap holds for certain, without those that speak against it; none
        where none does.
        """
        rule, asked = self._trap, self.words.questionnaire
        named = answers_to_trap(asked, rule, self.assessment.activity.answers) if rule else {}
        against, _besides = self.despite
        return {item: answer for item, answer in named.items() if item not in against}

    @cached_property
    def despite(self) -> tuple[dict[str, Answer], RungReason | None]:
        """The answers that speak against that trap, and what keeps them from counting."""
        rule, asked = self._trap, self.words.questionnaire
        return despite_which(asked, rule, self.assessment.activity.answers) if rule else ({}, None)

    @property
    def _trap(self) -> Rule | None:
        trap = self.assessment.placement.trap
        return next((each for each in self.words.questionnaire.traps if each.id == trap), None)


def activity_view(
    activity: AssessedActivity, words: Words, today: date | None = None
) -> ActivityView:
    """What one activity's pages show, in the words of the questions that it answered; `today` says
    whether it has begun or ended, where that matters.
    """
    words = words.of(activity.stamp)
    assessment = activity.assessment
    on_ladder = assessment.has_ladder
    above = _rung_above(activity) if on_ladder else None
    answers = tuple(_answered(item, activity, words) for item in words.questionnaire.coded.values())
    when = phase(activity.started, activity.ended, today, activity.status) if today else ""
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
        words=words,
        ahead=when == AHEAD,
        over=when == OVER,
        ends_later=today is not None and ends_later(activity.ended, today),
    )


def open_questions(activity: AssessedActivity, words: Words) -> tuple[Item, ...]:
    """What to find out first about an activity, in the words of the questions that it answered."""
    asked = words.of(activity.stamp)
    unknown = to_find_out(activity.assessment, activity.explanation)
    return tuple(asked.item(item) for item in unknown)


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
