"""No page or file says of a questionnaire what was not answered: scores, sorts, stages, advice.

Every instrument is answered in part, at random, by an organisation as a whole and by people each on
their own, and all that is said of it is held against what was answered.
"""

import random
from collections.abc import Iterator
from functools import cache

import pytest

from ladder_assess.core.instruments.instrument import Instrument
from ladder_assess.publishing.charts import Speech
from ladder_assess.publishing.common.words import Words
from ladder_assess.publishing.plan.pdf import plan_html
from ladder_assess.publishing.plan.workbook import plan_sheets
from ladder_assess.services.plan.gather_plan import gather_figures
from tests.support.page import Page
from tests.support.site import TODAY
from tests.support.waves import begin, everything, finish, link_of, send
from tests.wording.messages import messages
from tests.wording.not_asked_scores import (
    SAYINGS_OF_SCORES,
    Answers,
    Round,
    SayingOfScores,
    sayings_of_scores_in,
)
from tests.wording.test_not_asked import editions, site

INSTRUMENTS = (
    "enablers", "principles", "engagement-process", "officer-survey", "orientation", "partnership",
)  # fmt: skip
# How much is answered, from nothing to all, and whether by people.
SHARES = (0.0, 0.3, 0.5, 0.8, 1.0)
WAYS = [(of, share, people) for of in INSTRUMENTS for share in SHARES for people in (False, True)]
PEOPLE = 5


def instrument(identity: str) -> Instrument:
    return site()[1].product.definitions.instruments[identity]


def drawn(values: Answers, share: float, source: random.Random) -> dict[str, str]:
    """Some of what could be answered, each at random; the rest is not known."""
    of = {item.id: item for each in map(instrument, INSTRUMENTS) for item in each.items.values()}
    said = {}
    for item, value in values.items():
        options = of[item].option_ids if item in of else ()
        answered = source.random() < share and isinstance(value, str)
        said[item] = source.choice(options) if answered and options else "unknown"
    return {k: v for k, v in said.items() if isinstance(values[k], str)}


@cache
def told(identity: str, share: float, people: bool) -> tuple[tuple[Round, ...], tuple[str, ...]]:
    """What was answered, and all that pages and files say of it."""
    client, links = site()
    product, link = links.product, links.make()
    of, source = instrument(identity), random.Random(f"{identity} {share} {people}")
    wave = begin(product, link.portfolio, identity, respondents=people, subject="Buses")
    rounds: list[Round] = []
    advice = product.definitions.advice
    for form in of.form_ids or ("",) if people else ():
        token, given = link_of(product, link.portfolio, wave, form), []
        for _one in range(PEOPLE):
            given.append(drawn(everything(product, wave, 2, form), share, source))
            send(product, token, given[-1])
        rounds.append(Round(of, advice, None, tuple(given), form))
    if not people:
        said = drawn(everything(product, wave, 2), share, source)
        finish(product, link.portfolio, wave, 2, **said)
        rounds.append(Round(of, advice, {**said}))
    page = client.get(f"{link.address}/questionnaires/{identity}/rounds/{wave.number}")
    figures = gather_figures(product, link.portfolio, TODAY)
    definitions = product.definitions
    texts = [page.one("main").text]
    for environment, _edition in editions()[:2]:
        html, _view = plan_html(
            figures.plan, definitions.questionnaire, definitions.sources, environment,
            definitions.instruments,
        )  # fmt: skip
        texts.append(Page("", 200, {}, html).root.text)
    words = Words(definitions.questionnaire, definitions.sources, definitions.instruments)
    _title, sheets = plan_sheets(figures, words, Speech())
    texts += [
        " | ".join(str(cell) for row in sheet.rows for cell in row if cell is not None)
        for sheet in sheets
    ]
    return tuple(rounds), tuple(texts)


def untrue(rounds: tuple[Round, ...], texts: tuple[str, ...]) -> Iterator[str]:
    for text in texts:
        for saying, found in sayings_of_scores_in(text):
            if not any(saying.true(each, found) for each in rounds):
                yield saying.name


@pytest.mark.parametrize(("identity", "share", "people"), WAYS)
def test_what_is_said_of_a_questionnaire_is_so(identity: str, share: float, people: bool) -> None:
    rounds, texts = told(identity, share, people)
    assert sorted(set(untrue(rounds, texts))) == []


@pytest.mark.parametrize("saying", SAYINGS_OF_SCORES, ids=lambda saying: saying.name)
def test_each_sentence_about_scores_is_said_of_some_round(saying: SayingOfScores) -> None:
    """One that nothing provokes is refuted by nothing."""
    assert any(saying.message in message.one for message in messages())
    texts = (text for way in WAYS for text in told(*way)[1])
    assert any(found is saying for text in texts for found, _ in sayings_of_scores_in(text))
