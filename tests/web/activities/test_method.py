"""The page on how it works says what was tried, on whom, with all figures, and what was not."""

from dataclasses import replace

from flask import Flask

from ladder_assess.core.activities.trials import TrialItem
from ladder_assess.services.common.product import Product
from tests.support.client import Client
from tests.support.site import product_of


def test_it_says_what_was_tried_and_by_whom(client: Client, product: Product) -> None:
    page = client.get("/how-it-works")
    assert "The readers were language models, not people." in page.text
    trials = product.definitions.tried.trials
    assert len(trials) > 1
    cells = {cell.text for cell in page.all("table td")}
    for trial in trials:
        for figure in trial.figures:
            assert figure.says in page.text
            assert figure.value in cells
            assert not trial.read_again_by or (figure.again or "–") in cells
    for says in product.definitions.tried.not_tried:
        assert says in page.words_of("#not-tried ~ ul")


def test_it_says_what_puts_an_activity_on_a_trap(client: Client, product: Product) -> None:
    said = client.get("/how-it-works").text
    for trap in product.definitions.questionnaire.traps:
        assert " ".join(trap.text.split()) in " ".join(said.split())
        assert trap.possible not in said


def test_the_numbers_of_a_group_of_peers_are_those_of_this_installation(client: Client) -> None:
    said = " ".join(client.get("/how-it-works").text.split())
    assert "nothing else. A group needs 10 organisations, one of an area or a size 20." in said


def test_agreement_by_question_is_shown_where_it_was_measured(own_app: Flask) -> None:
    client, product = Client(own_app), product_of(own_app)
    trial = product.definitions.tried.trials[0]
    assert not trial.items
    alone = client.get("/how-it-works").text.split(trial.title)[1].split("Twenty")[0]
    assert "question by question" not in alone
    measured = replace(trial, items=(TrialItem("seats", alpha="0.91"),))
    found = replace(product.definitions.tried, trials=(measured,))
    own_app.extensions["ladder_assess"] = replace(
        product, definitions=replace(product.definitions, tried=found)
    )
    page = client.get("/how-it-works")
    assert "question by question" in page.text
    assert "0.91" in page.text
