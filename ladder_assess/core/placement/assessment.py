"""Everything the rules say about one activity, side by side and never averaged.

The rule stands in method/ladder.md.
"""

from functools import cached_property
from typing import NamedTuple

from ladder_assess.core.placement import climbing
from ladder_assess.core.placement.activity import INDIVIDUAL, Activity
from ladder_assess.core.placement.climbing import Climb
from ladder_assess.core.placement.contradictions import Contradictions
from ladder_assess.core.placement.open_cautions import OpenCautions
from ladder_assess.core.placement.placement import Interval, Placement, Placer
from ladder_assess.core.placement.reasons import RungReason, reasons
from ladder_assess.core.placement.rules import rule_reader
from ladder_assess.core.placement.typology import Crossing, Type, Typologist
from ladder_assess.core.questionnaire.answers import OneByOne
from ladder_assess.core.questionnaire.questionnaire import Contradiction, Questionnaire


class Assessment(NamedTuple):
    """What the product says of one activity, without its reasons."""

    activity: Activity
    placement: Placement
    documented: Interval
    cautions: tuple[str, ...]
    climb: Climb | None
    claimed_gap: Interval | None
    type: Type

    @property
    def has_ladder(self) -> bool:
        """A service to one person has a typology but no rung (method/ladder.md)."""
        return self.activity.answers.get("level") != INDIVIDUAL


class Explanation(NamedTuple):
    """Why: what the placement rests on, what to find out first, every gate, crossings; the answers
    that contradict each other; the items whose answers would have to change with the steps up; and
    the unknown ones that could rule out a caution, and the cautions that nothing rules out yet.
    """

    rests_on: tuple[str, ...]
    narrowing: tuple[str, ...]
    reasons: tuple[RungReason, ...]
    crossings: tuple[Crossing, ...]
    contradictions: tuple[Contradiction, ...] = ()
    also_changing: tuple[str, ...] = ()
    of_cautions: tuple[str, ...] = ()
    open_cautions: tuple[str, ...] = ()


class Findings(NamedTuple):
    """What of the explanation is answered by recommendations."""

    narrowing: tuple[str, ...]
    crossings: tuple[Crossing, ...]
    contradictions: tuple[Contradiction, ...] = ()
    of_cautions: tuple[str, ...] = ()


class Assessor:
    """The rules of one definition, made ready to assess many activities."""

    def __init__(self, questionnaire: Questionnaire) -> None:
        self.questionnaire = questionnaire
        self.reader = rule_reader(questionnaire)
        self.placer = Placer(questionnaire, self.reader)
        self.typologist = Typologist(questionnaire, self.reader)

    @cached_property
    def contradictions(self) -> Contradictions:
        """Reads which answers contradict each other; not ready from the start, as files of many
        activities need none of it.
        """
        return Contradictions(self.questionnaire)

    @cached_property
    def open_cautions(self) -> OpenCautions:
        """Reads which cautions nothing rules out yet; not ready from the start, for the same."""
        return OpenCautions(self.questionnaire, self.reader)

    @cached_property
    def one_by_one(self) -> OneByOne:
        """Asks for single conditions on the answers."""
        return OneByOne(self.questionnaire.coded)

    @cached_property
    def _undocumented(self) -> Interval:
        return self.placer.interval({})

    def assess(self, activity: Activity) -> Assessment:
        """Place one activity, read its typology and say what would move it up."""
        answers = activity.answers
        bits = self.reader.read(answers)
        placement = self.placer.place_read(bits)
        return Assessment(
            activity=activity,
            placement=placement,
            documented=self._documented(activity, placement),
            cautions=self.placer.cautions_read(bits),
            climb=climbing.climb(self.placer, answers, bits),
            claimed_gap=_gap(activity.claimed, placement),
            type=self.typologist.read(answers, bits),
        )

    def _documented(self, activity: Activity, placement: Placement) -> Interval:
        documented = activity.documented
        if not documented:
            return self._undocumented
        if len(documented) == len(activity.answers):
            return placement.interval
        return self.placer.interval(documented)

    def findings(self, activity: Activity) -> Findings:
        """What recommendations answer, without the rest of the reasons."""
        answers = activity.answers
        return Findings(
            narrowing=climbing.narrowing(self.placer, answers),
            crossings=self.typologist.cross(answers, self.placer.interval(answers)),
            contradictions=self.contradictions.among(answers),
            of_cautions=self.open_cautions.to_find_out(answers),
        )

    def rests_on_one(self, activity: Activity) -> bool:
        """Does the placement rest on a single answer?"""
        return len(climbing.rests_on(self.placer, activity.answers)) == 1

    def explain(self, activity: Activity) -> Explanation:
        """The reasons behind the placement of one activity."""
        answers = activity.answers
        up = climbing.climb(self.placer, answers)
        steps = {change.item: change.after for change in up.changes} if up else {}
        return Explanation(
            rests_on=climbing.rests_on(self.placer, answers),
            narrowing=climbing.narrowing(self.placer, answers),
            reasons=reasons(self.questionnaire, answers),
            crossings=self.typologist.cross(answers, self.placer.interval(answers)),
            contradictions=self.contradictions.among(answers),
            also_changing=self.contradictions.also_changing(answers, steps),
            of_cautions=self.open_cautions.to_find_out(answers),
            open_cautions=self.open_cautions.among(answers),
        )


def _gap(claimed: int | None, placement: Placement) -> Interval | None:
    """How far the claim stands above the placement, in rungs (below it where negative)."""
    if claimed is None:
        return None
    return Interval(claimed - placement.high, claimed - placement.low)
