"""The result page says where an activity stands, why, how sure that is and what would change it."""

import re
from typing import Any

import pytest

from ladder_assess.core.activities.activity_record import Value
from ladder_assess.core.placement.activity import read_activity
from ladder_assess.core.questionnaire.questionnaire import Questionnaire
from ladder_assess.services.common.product import Product
from tests.core.placement.test_worked_cases import CASES
from tests.support.client import Client
from tests.support.links import CONTROL, PANEL, SHOW, Answers, Links
from tests.support.page import Page


def result_of(client: Client, links: Links, answers: Answers) -> Page:
    return client.get(f"{links.make(answers).activity()}/result")


def answers_of(definition: Questionnaire, case: dict[str, Any]) -> Answers:
    answers = read_activity(definition, {"id": "1", "answers": case["answers"]}).answers
    claims = ("claimed_rung", "intended_rung")
    claimed: dict[str, Value] = {key: str(case[key]) for key in claims if key in case}
    return {"name": case["activity"], **answers, **claimed}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_a_published_case(
    client: Client, links: Links, product: Product, case: dict[str, Any]
) -> None:
    definition = product.definitions.questionnaire
    expected = case["expected"]
    page = result_of(client, links, answers_of(definition, case))
    assert page.heading == case["activity"]
    if case["answers"]["level"] == "individual":
        assert "This is a service to one person" in page.text
        return
    assert placed(definition, expected["placement"]) in page.text
    labels = [definition.items[item].label for item in expected["rests_on"]]
    assert [li.text for li in page.all("#sure > ul > li")] == labels
    asks = [definition.items[item].ask for item in expected["narrowing"]]
    assert [li.text.partition("?")[0] + "?" for li in page.all("#sure > ol > li")] == asks
    steps = expected["next"]["changes"] if expected["next"] else []
    assert len(page.all("#up > ul")[0].named("strong")) == len(steps)


def placed(definition: Questionnaire, placement: dict[str, Any]) -> str:
    if placement["low"] == placement["high"]:
        rung = definition.rungs[placement["low"]]
        return f"it stands on rung {rung.number}: {rung.plain} ({rung.name})"
    low = f"rung {placement['low']}" if placement["low"] else "off the ladder"
    if placement["low"] < 2 and placement["high"] == 8:
        return f"it is not placed yet, and may stand anywhere from {low} to rung 8"
    return f"it stands somewhere from {low} to rung {placement['high']}"


def test_what_has_not_begun_is_told_as_planned(client: Client, links: Links) -> None:
    link = links.make({**PANEL, "name": "Bus", "start_date": "2099-spring"}, PANEL)
    answer = client.get(f"{link.activity()}/result").words_of("#answer")
    assert answer.startswith("It has not begun. As planned, it would stand ")
    assert client.get(link.address).text.count("(planned)") == 1
    assert "(planned)" in client.get(f"{link.address}/picture").text
    there = {**CONTROL, "start_date": "2099-03", "intended_rung": "6", "claimed_rung": "8"}
    told = client.get(f"{links.make(there).activity()}/result").text
    assert "As planned, it would be there." in told
    assert "The facts say the same." not in told
    assert "Nothing: as planned, it would stand on the highest rung." in told
    panel = {**PANEL, "start_date": "2099-03", "intended_rung": "1"}
    told = client.get(f"{links.make(panel).activity()}/result").text
    assert "As planned, it would reach what it is meant for, so the plan proposes no climb." in told


def test_what_is_over_is_told_in_the_past(client: Client, links: Links) -> None:
    link = links.make({**PANEL, "end_date": "2020-03", "intended_rung": "4"})
    page = client.get(f"{link.activity()}/result")
    told = "It was where it was meant to be, or above: by the facts known, it stood somewhere from "
    assert page.words_of("#answer").startswith(told)
    assert "It need not go higher." not in page.text


def test_every_gate_is_given_with_its_state_answers_and_source(
    client: Client, links: Links, product: Product
) -> None:
    page = result_of(client, links, PANEL)
    gates = [gate for rung in product.definitions.questionnaire.chain for gate in rung.gates]
    assert len(page.all("#reasons .app-reason")) == len(gates)
    assert len(page.all("#reasons .app-reason__source")) == len(gates)
    states = {mark.text for mark in page.all("#reasons .app-state")}
    assert states == {"Met", "Not met", "Not known"}
    reasons = page.words_of("#reasons")
    assert "Seats: “Any number of seats on a body that only advises”" in reasons
    assert "How decisions are made: not known" in reasons


def test_it_says_why_not_the_rung_above(client: Client, links: Links) -> None:
    page = result_of(client, links, {**PANEL, "decision_rule": "advised"})
    (above,) = [d for d in page.all("#reasons details") if "open" in d]
    assert "Why not this rung, the next one up" in above.text
    assert above.text.startswith("6. Deciding together (Partnership): the facts do not show it")


def test_a_rung_that_something_lower_down_stops_names_what(client: Client, links: Links) -> None:
    """All that rung 8 takes is there; the page said that the facts show it."""
    answers = {**PANEL, "decision_rule": "community", "seats": "all", "budget": "own",
               "management": "community", "decision_stage": "taken", "override": "never",
               "accountability": "formal"}  # fmt: skip
    page = result_of(client, links, answers)
    (highest,) = [d for d in page.all("#reasons details") if d.text.startswith("8.")]
    assert "the facts do not show it" in highest.text
    assert "a fact lower down stops it: 4. Views can only matter" in highest.text
    assert "“Already taken”" in highest.text
    unsure = result_of(client, links, {**answers, "decision_stage": "unknown"})
    (highest,) = [d for d in unsure.all("#reasons details") if d.text.startswith("8.")]
    assert "(Citizen control): not known" in highest.text
    assert "not known lower down decides about it too: 4. Views can only matter" in highest.text


def test_where_a_trap_holds_the_answers_that_make_it_are_named(
    client: Client, links: Links
) -> None:
    reasons = result_of(client, links, SHOW).words_of("#reasons")
    assert "these answers keep it low, whatever else is so. Purpose: “Show support" in reasons


def test_a_certain_trap_and_a_possible_one_are_told_apart(client: Client, links: Links) -> None:
    certain = result_of(client, links, SHOW)
    assert "By these answers, the activity was mainly there to show support" in certain.text
    possible = result_of(client, links, {**PANEL, "purpose": "unknown", "information": "selective"})
    findings = possible.words_of("#findings")
    assert "Manipulation possible" in findings
    assert "This does not say that it is so." in findings
    assert "Without it, the facts give: rung" in findings


def test_the_claim_and_what_was_meant_stand_beside_the_placement(
    client: Client, links: Links
) -> None:
    page = result_of(client, links, {**PANEL, "decision_rule": "advised"})
    assert "It was believed to be on rung 6: Deciding together (Partnership)." in page.text
    assert "The facts place it lower. That is common, and worth talking about." in page.text
    assert "It was meant for rung" in page.words_of("#answer")
    drawn = page.one("#ladder-desc").text
    assert "Claimed: rung 6" in drawn
    assert "Intended: rung 6" in drawn


@pytest.mark.parametrize(
    ("intended", "begins"),
    [
        ("5", "It is where it was meant to be: by the facts, it stands on rung 5"),
        ("6", "It was meant for rung 6, and by the facts it stands on rung 5"),
        ("3", "It was meant for rung 3, and stands higher: by the facts, it stands on rung 5"),
        ("unknown", "By the facts, it stands on rung 5"),
    ],
)
def test_the_answer_is_one_sentence_and_says_first_whether_it_fits(
    client: Client, links: Links, intended: str, begins: str
) -> None:
    answers = {**PANEL, "decision_rule": "advised", "intended_rung": intended}
    page = result_of(client, links, answers)
    assert page.words_of("#answer").startswith(begins)
    assert page.words_of("#answer").count(". ") == 0


def test_what_may_stand_above_what_was_meant_is_not_said_to_be_there(
    client: Client, links: Links
) -> None:
    answers = {**PANEL, "decision_rule": "unknown", "override": "unknown", "intended_rung": "4"}
    page = result_of(client, links, answers)
    said = "It is where it was meant to be, or above: by the facts known, it stands somewhere from"
    assert page.words_of("#answer").startswith(f"{said} rung 4 to rung")


def test_the_answer_comes_first_then_what_to_do_then_why(client: Client, links: Links) -> None:
    page = result_of(client, links, PANEL)
    order = [section["id"] for section in page.all("#answer, section[id]")]
    assert order[:2] == ["answer", "next"]
    assert order.index("reasons") < order.index("sure") < order.index("up")
    assert "Make an improvement plan" in page.words_of("#next")
    assert page.all("#next a[href='#private-link']"), "the link itself parts no result from its why"
    assert page.all("#private-link")


@pytest.mark.parametrize(
    ("answers", "rung", "example"),
    [
        ({**PANEL, "decision_rule": "advised"}, 5, "/practice/refuge-service-users-forum"),
        (CONTROL, 8, "/practice/forms/community-benefit-society"),
        (SHOW, 1, "/practice/stories/depot-postcards"),
    ],
)
def test_a_rung_says_what_good_looks_like_with_an_example(
    client: Client, links: Links, product: Product, answers: Answers, rung: int, example: str
) -> None:
    page = result_of(client, links, answers)
    well = product.definitions.questionnaire.rungs[rung].well
    assert well
    assert well in page.words_of("#well")
    assert [a["href"] for a in page.all("#well a")] == [example]


def test_every_rung_and_a_service_to_one_person_say_it_with_an_example(
    client: Client, links: Links, product: Product
) -> None:
    """By a practice story of each; those on the lowest rungs have no published case."""
    rungs = {rung.number: rung.well for rung in product.definitions.questionnaire.rungs}
    assert all(rungs.values())
    stories = product.definitions.vignettes.values()
    assert {story.rung for story in stories} == {*rungs, None}
    for story in {story.rung: story for story in stories}.values():
        page = result_of(client, links, {"name": story.title, **story.answers})
        said = "plan it and do it together" if story.rung is None else rungs[story.rung]
        assert said in page.words_of("#well")
        assert len(page.all("#well a")) == 1


@pytest.mark.parametrize(
    "answers",
    [
        {**PANEL, "decision_rule": "unknown", "seats": "unknown"},
        {"name": "Little known", "level": "group", "purpose": "deliver"},
    ],
)
def test_a_range_says_what_good_looks_like_on_each_of_its_rungs_and_on_no_other(
    client: Client, links: Links, product: Product, answers: Answers
) -> None:
    page = result_of(client, links, answers)
    said = page.words_of("main").replace("off the ladder", "rung 0")
    low, high = (int(n) for n in re.findall(r"from rung (\d) to rung (\d)", said)[0])
    assert low < high
    assert len(page.all("details#well a")) == high - low + 1
    told = page.words_of("details#well")
    for rung in product.definitions.questionnaire.rungs:
        assert (bool(rung.well) and rung.well in told) == (low <= rung.number <= high)


def test_nothing_is_drawn_of_what_is_documented_until_something_is(
    client: Client, links: Links
) -> None:
    page = result_of(client, links, PANEL)
    assert "documented" not in page.words_of("#ladder-desc")
    assert "documented" not in page.words_of("main")
    backed = links.make(PANEL)
    evidence = client.get(f"{backed.activity()}/evidence?answers=all")
    result = client.answer(evidence, None, **{"seats-strength": "documented"})
    assert "Placed by documented answers alone" in result.words_of("#ladder-desc")
    assert "This is the documented placement." in result.words_of("#sure")


@pytest.mark.parametrize("answers", [PANEL, SHOW, CONTROL, {}])
def test_no_word_of_the_trade_stands_without_its_plain_words(
    client: Client, links: Links, answers: Answers
) -> None:
    shown = result_of(client, links, answers).words_of("main").lower()
    assert not re.findall(r"\bgates?\b|\bfindings?\b|documented placement", shown)


def test_with_the_intended_rung_reached_nobody_is_pushed(client: Client, links: Links) -> None:
    page = result_of(client, links, {**PANEL, "decision_rule": "advised", "intended_rung": "5"})
    assert "It need not go higher." in page.text
    assert "It has reached what it was meant for, so the plan proposes no climb." in page.text


def test_on_the_highest_rung_nothing_moves_it_up(client: Client, links: Links) -> None:
    page = result_of(client, links, CONTROL)
    assert "Nothing: it stands on the highest rung." in page.text
    assert "it stands on rung 8: The community in charge (Citizen control)" in page.text


def test_cases_at_the_next_rung_are_named_as_standing_there_or_maybe(
    client: Client, links: Links, product: Product
) -> None:
    page = result_of(client, links, {**PANEL, "decision_rule": "organisation"})
    found = {
        a["href"].removeprefix("/practice/"): item.text.rpartition("(")[2]
        for item in page.all("#up li")
        for a in item.named("a")
    }
    wanted = {}
    for case in CASES:
        at = case["expected"]["placement"]
        if at["low"] == at["high"] == 5:
            wanted[case["id"]] = "stands on rung 5)"
        elif at["low"] <= 5 <= at["high"] and case["answers"]["level"] != "individual":
            wanted[case["id"]] = "may stand on rung 5: its report leaves that open)"
    for form in product.definitions.arrangements.values():
        if form.expected == (5, 5):
            wanted[f"forms/{form.id}"] = "common form, not a case: usually stands on rung 5)"
        elif form.expected.low <= 5 <= form.expected.high:
            wanted[f"forms/{form.id}"] = "common form, not a case: may stand on rung 5)"
    assert found.items() <= wanted.items()
    certain = sum(said == "stands on rung 5)" for said in wanted.values())
    assert len(found) == 3
    assert sum(s == "stands on rung 5)" for s in found.values()) == min(certain, 3)
    assert "See all cases and common forms" in page.one("#up").text


@pytest.mark.parametrize("said", [{}, {"name": "Survey", "level": "group", "claimed_rung": "4"}])
def test_where_nothing_is_answered_nothing_is_drawn(
    client: Client, links: Links, said: Answers
) -> None:
    page = result_of(client, links, said)
    assert page.heading == said.get("name", "An activity without a name")
    assert page.words_of("#answer") == "There are no answers yet, so nothing can be said about it."
    assert not page.all("#sure, #up, #kind")
    assert not page.one("main").named("svg")
    assert "trap" not in page.one("main").text
    assert client.follow(page, "Answer the questions").all("main form [name]")


def test_dont_know_is_an_answer_that_leaves_every_rung_open(client: Client, links: Links) -> None:
    page = result_of(client, links, {"purpose": "unknown"})
    assert "it is not placed yet, and may stand anywhere from off the ladder to rung 8" in page.text
    assert "Nobody has said which rung it was meant to be on." in page.text


def test_the_typology_stands_beside_it(client: Client, links: Links) -> None:
    words = result_of(client, links, {**PANEL, "initiator": "public_body"}).words_of("#kind")
    for word in ("Co-production", "Co-planned provision", "Designing", "Co-designer"):
        assert word in words
    planned = {**SHOW, "who_plans": "professionals"}
    assert "Not known" in result_of(client, links, planned).words_of("#kind")


def test_what_kind_it_is_is_not_drawn_while_nothing_is_said_of_it(
    client: Client, links: Links
) -> None:
    page = result_of(client, links, SHOW)
    assert "Not known" not in page.words_of("#kind")
    assert not page.all("#kind svg")
    assert page.has_link("Four questions")


def test_labour_without_power_is_said(client: Client, links: Links) -> None:
    answers = {**PANEL, "who_delivers": "community", "decision_rule": "organisation"}
    assert "Labour without power" in result_of(client, links, answers).words_of("#findings")


def test_it_says_when_more_answers_can_change_it(client: Client, links: Links) -> None:
    fewer = {k: v for k, v in PANEL.items() if k not in ("decision_rule", "seats", "claimed_rung")}
    page = result_of(client, links, fewer)
    assert "There are questions left that can change this result." in page.text
    assert client.follow(page, "Go on with the questions").address.endswith(
        "/questions/at_the_table"
    )
    without_claim = {k: v for k, v in CONTROL.items() if "rung" not in k}
    page = result_of(client, links, without_claim)
    assert "questions left" not in page.text


def test_off_the_ladder_is_said_once_and_is_what_the_answers_say(
    client: Client, links: Links
) -> None:
    """People may do all of the work there, so "nothing shows people taking part" was not true."""
    alone: Answers = {
        **PANEL,
        "purpose": "deliver",
        "information": "none",
        "dialogue": "none",
        "decision_rule": "organisation",
        "who_delivers": "community",
    }
    text = result_of(client, links, alone).text
    assert "off the ladder: people hear nothing about it and cannot answer back." in text
    said, _, rest = text.partition("cannot answer back.")[2].partition("What to do with it")
    assert rest, "the page goes on"
    assert "taking part." not in said
    assert "Labour without power" in text


def test_the_sample_asks_for_nothing_that_one_cannot_do_there(client: Client, links: Links) -> None:
    """It said “Say so first” on a page to look at, and gave itself as the example."""
    page = client.follow(client.get("/"), "See a sample result")
    assert "Nobody has said which rung it was meant to be on." in page.text
    assert "Say so first" not in page.text
    assert not page.has_link("Say which rung was meant")
    assert page.heading not in page.words_of("#well")
    own = result_of(client, links, {k: v for k, v in PANEL.items() if k != "intended_rung"})
    asked = client.follow(own, "Say which rung was meant")
    assert asked.address.endswith("/questions/before?from=result")
