"""From low scores to recommendations: what an organisation can do about what holds it back.

Nothing is proposed where a score is fine or not known. What is shown decides: a score of 49.6 is
shown as 50, and so does not call for what is given below 50.
"""

from collections.abc import Iterable, Mapping

from ladder_assess.core.plan.plan import DIMENSION, Proposal, Recommendation, ScoreNow, Trigger

ORGANISATION = 0
Advice = Mapping[str, tuple[Recommendation, ...]]


def advice_by_dimension(recommendations: Iterable[Recommendation]) -> Advice:
    """The advice on each dimension, what is for the lowest scores first."""
    found: dict[str, list[Recommendation]] = {}
    for recommendation in sorted(recommendations, key=lambda r: r.below):
        found.setdefault(recommendation.answers.key, []).append(recommendation)
    return {key: tuple(each) for key, each in found.items()}


def propose_for_scores(advice: Advice, found: Iterable[ScoreNow]) -> tuple[Proposal, ...]:
    """The advice on every score that is below its bound, the lowest scores first.

    Each comes once, with all the scores that it answers, the lowest first.
    """
    low = sorted(found, key=lambda reading: (reading.score, reading))
    proposals: dict[str, Proposal] = {}
    for reading in low:
        for recommendation in advice.get(reading.key, ()):
            if recommendation.id not in proposals and reading.score < recommendation.below:
                answered = tuple(_under(low, reading.key, recommendation.below))
                place = len(proposals)
                proposals[recommendation.id] = Proposal(
                    recommendation, scores=answered, place=place
                )
    return tuple(proposals.values())


def _under(found: Iterable[ScoreNow], key: str, below: int) -> Iterable[ScoreNow]:
    return (reading for reading in found if reading.key == key and reading.score < below)


def by_trigger(found: Iterable[ScoreNow]) -> dict[Trigger, tuple[ScoreNow, ...]]:
    """How the scores that actions answer stand now, the lowest first."""
    now: dict[Trigger, list[ScoreNow]] = {}
    for reading in sorted(found, key=lambda reading: reading.score):
        now.setdefault(Trigger(DIMENSION, reading.key), []).append(reading)
    return {trigger: tuple(each) for trigger, each in now.items()}
