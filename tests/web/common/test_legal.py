"""Privacy, accessibility and freedom of information: found everywhere, true to the settings."""

from pathlib import Path
from shutil import copytree

import pytest
from flask import Flask

from ladder_assess.core.people.consent_texts import (
    ANONYMOUS_ANSWERS,
    NAMED_ANSWERS,
    QUESTIONNAIRE_ANSWERS,
)
from ladder_assess.settings import CHECKOUT
from ladder_assess.storage.questionnaire.definitions import InvalidDefinition, load
from tests.support.client import Client
from tests.support.site import app_for, product_of, settings_in


def test_every_page_leads_to_them(client: Client) -> None:
    for name in ("Privacy", "Accessibility", "Freedom of information"):
        page = client.follow(client.get("/"), name)
        assert page.heading.startswith(name)


def test_privacy_says_the_periods_and_whose_site_it_is(tmp_path: Path) -> None:
    others = {"operator": "Riverside Council", "contact": "data@example.org", "keep_audit": 400}
    app: Flask = app_for(settings_in(tmp_path, **others))  # type: ignore[arg-type]
    page = Client(app).get("/privacy")
    assert "Riverside Council runs this site." in page.text
    assert "data@example.org" in page.text
    assert "Kept: 400 days." in page.text
    assert "Kept: 6 years." in page.text
    product_of(app).database.close()


def test_each_consent_text_is_shown_with_its_reference(client: Client) -> None:
    page = client.get("/privacy")
    texts = load(CHECKOUT / "questionnaires").consent
    assert texts.version == 6
    for purpose in texts.purposes.values():
        assert purpose.title in page.text
        assert purpose.withdraw in page.text
        assert texts.reference(purpose.id) in page.text


@pytest.mark.parametrize("purpose", [ANONYMOUS_ANSWERS, NAMED_ANSWERS, QUESTIONNAIRE_ANSWERS])
def test_who_answers_is_told_what_those_who_ask_and_who_runs_the_machine_could_learn(
    purpose: str,
) -> None:
    """What tests of the files find is told before anybody agrees (test_instance_folder): the day of
    each copy, what is sent while somebody watches, and the fifth of five.
    """
    told = " ".join(load(CHECKOUT / "questionnaires").consent.purposes[purpose].text)
    for said in ("gave four of five", "one day for each five", "copies the files", "watch it"):
        assert said in told


def test_a_bad_text_is_named_with_its_line(tmp_path: Path) -> None:
    root = tmp_path / "questionnaires"
    copytree(CHECKOUT / "questionnaires", root)
    file = root / "consent-v6.yaml"
    good = file.read_text("utf-8")
    file.write_text(good.replace("  - id: notices", "  - id: evidence_file"))
    with pytest.raises(InvalidDefinition, match=r"consent-v6.yaml:\d+: .*evidence_file"):
        load(root)
    file.write_text(good.replace("    basis: consent", "    basis: whim"))
    with pytest.raises(InvalidDefinition):
        load(root)
