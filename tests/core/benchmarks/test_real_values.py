"""What is promised of benchmarks holds of every indicator with the values that it can have.

The older test takes scores for smooth. A share of one activity is 0 or 100 and a topic of one
question has five values: whoever owned all others named those rightly in three of four cases.
"""

import numpy as np
import pytest

from ladder_assess.core.benchmarks.indicators import MEDIAN_RUNG, is_drawn
from ladder_assess.core.benchmarks.policy import Policy
from ladder_assess.core.instruments.instrument import POINTS
from ladder_assess.services.common.product import Product
from tests.core.benchmarks.real_values import (
    name_a_value,
    name_one_of_many,
    share_values,
    topic_values,
)

pytestmark = pytest.mark.thorough

TRIALS, SEED = 2_000, 5
MOST, NARROW = Policy.odds / 100, Policy.narrow_odds / 100
GROUPS = [(10, (MOST,) * 4), (20, (MOST,) * 4 + (NARROW,) * 8)]


def steps_of_topics(product: Product) -> set[int]:
    """In how many steps the score of a topic can go from 0 to 100, of all that may be drawn."""
    return {
        (POINTS - 1) * answered
        for instrument in product.definitions.instruments.values()
        for form in ("", *instrument.form_ids)
        for items in instrument.scored(form).values()
        for answered in range(Policy.questions, len(items) + 1)
    }


def test_every_topic_that_may_be_drawn_holds_what_is_promised(product: Product) -> None:
    steps = steps_of_topics(product)
    fewest = (POINTS - 1) * Policy.questions
    assert min(steps) == fewest
    # Scores of more steps than there are bands lie in all of them: one stands for the rest.
    kinds = {tuple(topic_values(number).places): topic_values(number) for number in sorted(steps)}
    assert 2 <= len(kinds) <= 3
    for of in (*kinds.values(), topic_values(fewest, evenly=True)):
        for organisations, draws in GROUPS:
            random = np.random.default_rng(SEED)
            found = name_a_value(of, organisations, draws, random, TRIALS)
            assert found.right <= 0.33, (len(of.places), organisations)
            assert found.sure <= 0.01
            assert found.right > of.often.max(), "it is an attack"


@pytest.mark.parametrize("questions", [1, 2])
def test_a_topic_of_fewer_questions_would_not(questions: int) -> None:
    of = topic_values((POINTS - 1) * questions)
    found = name_a_value(of, *GROUPS[0], np.random.default_rng(SEED), TRIALS)
    assert found.right > 0.45


def test_nor_would_a_share_of_few_activities() -> None:
    for activities in (1, 2, 3):
        of = share_values(activities)
        found = name_a_value(of, *GROUPS[0], np.random.default_rng(SEED), TRIALS)
        assert found.right > 0.6
        assert found.sure > 0.1


def test_of_activities_one_figure_alone_is_drawn(product: Product) -> None:
    """So what is found of rungs by itself is found of all that is drawn of activities."""
    named = [band.id for band in product.definitions.questionnaire.bands]
    of_activities = [f"activity.{name}" for name in (*named, "collective", "median_rung")]
    assert [name for name in of_activities if is_drawn(name)] == [MEDIAN_RUNG]


def test_topics_that_go_together_tell_little_more_of_each_other() -> None:
    """Half of the variance in common, sixteen topics, as many as an instrument has. The page says
    what comes of it: about two in five.
    """
    for organisations, draws in GROUPS:
        random = np.random.default_rng(SEED)
        found = name_one_of_many(16, 0.5, organisations, draws, random, 300)
        assert found.right <= 0.42
        assert found.sure <= 0.02
