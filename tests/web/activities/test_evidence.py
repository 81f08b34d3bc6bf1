"""What stands behind answers: asked for those that the placement rests on, possible for all."""

import pytest

from tests.support.client import Client
from tests.support.forms import form_of
from tests.support.journey import fields
from tests.support.links import PANEL, Answers, Links

DECIDED = {**PANEL, "decision_rule": "advised"}


def test_it_asks_about_what_the_placement_rests_on(client: Client, links: Links) -> None:
    link = links.make(DECIDED)
    result = client.get(f"{link.activity()}/result")
    page = client.follow(result, "Say what stands behind these answers")
    asked = {name.partition("-")[0] for name in fields(page)}
    assessor = link.product.assessor
    from ladder_assess.core.activities.activity_record import as_activity

    rests_on = assessor.explain(as_activity(assessor.questionnaire, link.record())).rests_on
    assert asked == set(rests_on)
    assert asked


def test_documented_answers_narrow_the_documented_placement(client: Client, links: Links) -> None:
    link = links.make(DECIDED)
    result = client.get(f"{link.activity()}/result")
    assert "Nobody has said yet that an answer is written down or confirmed." in result.text
    page = client.get(f"{link.activity()}/evidence?answers=all")
    form = form_of(page)
    strengths = {name: "documented" for name in form.names if name.endswith("-strength")}
    note = {"seats-note": "Terms of\nreference", "seats-link": "https://example.org/terms?a=1&b=2"}
    result = client.send(form.fill(**strengths, **note))
    assert "it stands on the same place. This is the documented placement." in result.text
    assert link.record().backing["seats"].note == "Terms of\nreference"
    page = client.get(f"{link.activity()}/evidence?answers=all")
    assert form_of(page).values["seats-link"] == ["https://example.org/terms?a=1&b=2"]


def test_a_bad_link_is_said_and_kept(client: Client, links: Links) -> None:
    link = links.make(DECIDED)
    page = client.get(f"{link.activity()}/evidence?answers=all")
    page = client.answer(page, **{"seats-link": "javascript:alert(1)", "seats-note": "n" * 1001})
    assert len(page.complaints) == 2
    assert form_of(page).values["seats-link"] == ["javascript:alert(1)"]
    assert form_of(page).values["seats-note"] == ["n" * 1001]
    assert not link.record().backing


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ({}, "No answer is known yet"),
        ({"name": "A panel"}, "No answer is known yet"),
        ({"level": "group", "dialogue": "ongoing"}, "What is not known decides"),
        ({**DECIDED, "level": "individual"}, "This is a service to one person"),
    ],
)
def test_where_nothing_is_to_be_backed_it_says_only_what_is_known(
    client: Client, links: Links, answers: Answers, said: str
) -> None:
    """It said of an activity of which nothing is known that its place rests on no answer."""
    link = links.make(answers)
    page = client.get(f"{link.activity()}/evidence")
    assert said in page.text
    assert "rests on no single answer" not in page.text
    assert not page.all("form input[type=radio]")
