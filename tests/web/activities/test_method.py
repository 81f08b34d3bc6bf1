"""The page on how it works says what was tried, on whom, with all figures, and what was not."""

from dataclasses import replace

from flask import Flask

from ladder_assess.core.activities.trials import TrialItem
from ladder_assess.services.common.product import Product
from tests.core.conftest import ROOT
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
        for says in trial.means:
            assert says in page.text
    for says in product.definitions.tried.not_tried:
        assert says in page.words_of("#not-tried ~ ul")


def test_a_version_that_was_fitted_to_the_texts_is_said_to_be(
    client: Client, product: Product
) -> None:
    """It was told of until there was a trial of that version, and true afterwards too."""
    first, second, *_ = product.definitions.tried.trials
    assert (first.fitted_to, second.fitted_to) == (first.read_again_by, "")
    before, _, after = client.get("/how-it-works").text.partition(second.title)
    assert "The clearer questions were fitted to these texts." in before.split(first.title)[-1]
    assert "were fitted to these texts" not in after


def test_the_files_of_a_trial_can_be_had_and_no_others(client: Client, product: Product) -> None:
    page = client.get("/how-it-works")
    links = [link["href"] for link in page.all("a") if "/trials/" in link["href"]]
    files = [file for trial in product.definitions.tried.trials for file in trial.files]
    assert [link.rpartition("/")[2] for link in links] == [file.name for file in files]
    for link in links:
        content = client.browser.get(link)
        assert content.status_code == 200
        assert content.data == (ROOT / "trials" / link.rpartition("/")[2]).read_bytes()
    for other in ("activity-v2.yaml", "..%2Factivity-v2.yaml", "twenty-accounts"):
        assert client.browser.get(f"/how-it-works/trials/{other}").status_code == 404


def test_its_contents_lead_to_every_heading(client: Client) -> None:
    page = client.get("/how-it-works")
    ids = [heading["id"] for heading in page.all("h2") if "id" in heading]
    links = [link["href"].removeprefix("#") for link in page.all("nav.app-contents a")]
    assert links == ids
    assert len(ids) == len(page.all("main h2"))


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
