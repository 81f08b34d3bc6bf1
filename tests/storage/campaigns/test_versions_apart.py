"""Answers to two versions of a questionnaire never make five together.

Every older test had answers of one version: those of two waited apart, and were put into one five
only as they were read. So three who had answered the old questions and two who had answered the new
ones were shown, and then one more at a time.
"""

import random
from itertools import pairwise

import pytest

from ladder_assess.core.instruments.group_reliability import group_consistency
from ladder_assess.core.instruments.group_scores import GroupResult
from ladder_assess.core.instruments.wave import Wave
from ladder_assess.core.points_of_view.fives import FEWEST_ANSWERS, published
from ladder_assess.services.common.product import Product
from ladder_assess.services.instruments.score_wave import score_wave
from ladder_assess.storage.campaigns import anonymous_answers
from ladder_assess.storage.campaigns.anonymous_answers import NewView, add_view
from tests.support.links import PANEL, Link, Links
from tests.support.site import TODAY
from tests.support.waves import begin, everything, link_of


@pytest.fixture
def link(links: Links) -> Link:
    return links.make(PANEL)


@pytest.fixture
def wave(product: Product, link: Link) -> Wave:
    return begin(product, link.portfolio, "principles", respondents=True)


@pytest.mark.parametrize("seed", range(4))
def test_two_looks_differ_by_five_who_answered_the_same_questions(
    seed: int, product: Product, link: Link, wave: Wave
) -> None:
    token, chance = link_of(product, link.portfolio, wave), random.Random(seed)
    looks: list[GroupResult | None] = [None]
    for n in range(18):
        values = everything(product, wave, chance.randrange(5))
        new = NewView(
            f"{seed} {n}", chance.choice((1, 2)), values, TODAY, "questionnaire-answers-v4"
        )
        assert add_view(product.database, token, new, 1)
        given = anonymous_answers.list_views(product.database, link.portfolio, wave)
        full = [sum(g.version == v for g in given) // FEWEST_ANSWERS for v in (1, 2)]
        assert len(published(given)) == FEWEST_ANSWERS * sum(full)
        looks.append(score_wave(product, link.portfolio, wave).groups.get(""))
        assert (looks[-1].answered if looks[-1] else 0) == FEWEST_ANSWERS * sum(full)
        instrument = product.definitions.instruments["principles"]
        related = group_consistency(instrument, "", given, short=False)
        assert all(dimension.n == 0 for dimension in related.values())
    for before, after in pairwise(looks):
        told = {key: of.people for key, of in before.told.items()} if before else {}
        for key, of in after.told.items() if after else ():
            assert of.people - told.get(key, 0) in (0, FEWEST_ANSWERS)
            assert of.people != told.get(key) or (before and of == before.told[key])
