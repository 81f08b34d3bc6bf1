"""What is shown of how far items go together: of thirty who answered all, and thirty at a time.

Until the figures were attacked, these tests asked for steps of five people, as counts have: they
could not see that figures of how answers go together tell more than counts do.
"""

import random
from dataclasses import replace
from pathlib import Path

import pytest

from ladder_assess.core.common.reliability import FEWEST_RESPONDENTS, consistency
from ladder_assess.core.instruments.group_reliability import group_consistency
from ladder_assess.core.points_of_view.fives import FEWEST_ANSWERS, GivenPage
from ladder_assess.settings import CHECKOUT
from ladder_assess.storage.questionnaire.definitions import load_instrument

ENABLERS = load_instrument(Path(CHECKOUT) / "questionnaires", "enablers")
PROCESS = load_instrument(Path(CHECKOUT) / "questionnaires", "engagement-process")


def answers(chance: random.Random, blanks: float = 0.0) -> dict[str, str]:
    """One person's answers, which lean the same way whichever end an item counts from."""
    leaning = chance.randint(0, 4)
    found = {}
    for item in ENABLERS.items.values():
        if item.dimension and chance.random() >= blanks:
            place = min(4, max(0, leaning + chance.choice((-1, 0, 0, 1))))
            found[item.id] = item.option_ids[4 - place if item.reverse else place]
    return found


def people(number: int, blanks: float = 0.0, seed: int = 1) -> list[GivenPage]:
    chance = random.Random(seed)
    return [
        GivenPage(f"{n}", "", "", n // FEWEST_ANSWERS, answers(chance, blanks))
        for n in range(number)
    ]


def test_the_figures_are_those_of_the_points() -> None:
    given = people(40)
    found = group_consistency(ENABLERS, "", given, short=False)
    given = given[:30]
    for dimension, items in ENABLERS.scored().items():
        columns = {i.id: [float(i.points(str(p.values[i.id]))) for p in given] for i in items}
        assert found[dimension] == consistency(columns)
        alpha = found[dimension].alpha
        assert alpha is not None
        assert alpha > 0.7, "items that lean the same way go together, reversed ones too"


@pytest.mark.parametrize("number", [0, 4, 29, 30, 34, 59, 60, 64])
def test_fewer_than_thirty_show_nothing(number: int) -> None:
    for of in group_consistency(ENABLERS, "", people(number), short=False).values():
        assert of.n == number - number % FEWEST_RESPONDENTS
        shown = of.n >= FEWEST_RESPONDENTS
        assert (of.alpha is not None) is shown
        assert bool(of.reasons) is not shown
        assert any(v is not None for v in of.item_rest.values()) is shown


@pytest.mark.thorough
def test_figures_move_by_thirty_people_at_least() -> None:
    """However often someone looks, nobody's answers can be told from what has changed."""
    given = people(75, blanks=0.02)
    seen: dict[str, int] = {}
    for number in range(0, len(given) + 1, FEWEST_ANSWERS):
        found = group_consistency(ENABLERS, "", given[:number], short=False)
        for dimension, of in found.items():
            before = seen.get(dimension, 0)
            assert of.n == before or of.n - before >= FEWEST_RESPONDENTS
            seen[dimension] = of.n
    assert max(seen.values()) >= 2 * FEWEST_RESPONDENTS


def figures(given: list[GivenPage]) -> tuple[object, ...]:
    found = group_consistency(ENABLERS, "", given, short=False)["openness"]
    return (found.alpha, found.omega_total, *found.item_rest.values())


@pytest.mark.parametrize("few", range(FEWEST_ANSWERS + 1))
def test_nothing_is_told_where_a_question_sets_a_few_apart(few: int) -> None:
    """Where one of thirty answers otherwise than all, a figure is that person's other answers."""
    item, *_others = (i for i in ENABLERS.items.values() if i.dimension == "openness")
    given = [
        replace(page, values={**page.values, item.id: item.option_ids[4 * (n < few)]})
        for n, page in enumerate(people(30))
    ]
    shown = any(figure is not None for figure in figures(given))
    assert shown is (few in (0, FEWEST_ANSWERS))


@pytest.mark.parametrize("turned", range(1, FEWEST_ANSWERS))
def test_who_of_five_gave_which_answers_together_changes_nothing(turned: int) -> None:
    """Five come after the figures were shown, and each question is answered by these five as often
    in each way: whatever goes together in one person, the figures are the same.
    """
    everybody = people(FEWEST_RESPONDENTS + FEWEST_ANSWERS)
    item, *_others = (i for i in ENABLERS.items.values() if i.dimension == "openness")
    last = everybody[-FEWEST_ANSWERS:]
    mixed = [
        replace(page, values={**page.values, item.id: last[n - turned].values[item.id]})
        for n, page in enumerate(last)
    ]
    assert figures(everybody) == figures([*everybody[:-FEWEST_ANSWERS], *mixed])


def test_each_form_has_the_items_that_it_asks() -> None:
    for form in PROCESS.form_ids:
        found = group_consistency(PROCESS, form, (), short=False)
        asked = PROCESS.scored(form)
        assert {d: of.items for d, of in found.items()} == {
            d: len(items) for d, items in asked.items() if items
        }
