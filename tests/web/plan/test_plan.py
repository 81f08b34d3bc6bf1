"""The plan: proposals that each answer a finding, picked, reworded, ordered, owned and dated."""

import re
from datetime import date

import pytest

from ladder_assess.core.plan.priority import (
    MANY_PEOPLE,
    PARTS,
    SOME_GAP,
    SOME_PEOPLE,
    WIDE_GAP,
)
from ladder_assess.services.placement.assess_activity import assess_portfolio
from ladder_assess.services.plan.write_plan import proposals_for
from ladder_assess.storage.plan.plans import list_actions
from tests.support.client import Client
from tests.support.forms import PageForm, form_of
from tests.support.links import CONTROL, ONE_PERSON, PANEL, Link, Links
from tests.support.page import Page
from tests.support.site import sealed

HOSTILE = "O'Brien-Ŵynne <b>bold</b> & Co"


@pytest.fixture
def link(links: Links) -> Link:
    return links.make(PANEL, {**PANEL, "name": "Youth council"})


def picks_of(page: Page) -> PageForm:
    """The form with the proposals."""
    return next(f for f in [form_of(page, "/plan")] if "picks" in f.names)


def pick(client: Client, link: Link, *places: int) -> Page:
    """Tick some of the proposals, by their place on the page."""
    page = client.get(f"{link.address}/plan")
    form = picks_of(page)
    offered = form.options("picks")
    return client.send(form.fill(picks=[offered[place] for place in places]))


def titles(page: Page) -> list[str]:
    return [h.text.partition(". ")[2] for h in page.all("#actions li h3")]


def test_what_is_in_the_plan_for_another_activity_says_so(client: Client, link: Link) -> None:
    """After a second register the same was proposed anew, with no word of the first."""
    told = "is in the plan already, for other activities."
    page = client.get(f"{link.address}/plan")
    assert told not in page.text
    form = picks_of(page)
    singles = [value for value in form.options("picks") if value.startswith("1:")]
    page = client.send(form.fill(picks=singles[:1]))
    assert f"“{titles(page)[0]}” {told}" in page.text


def test_every_proposal_answers_something(client: Client, link: Link) -> None:
    page = client.get(f"{link.address}/plan?by=activity")
    activities = assess_portfolio(link.product, link.portfolio)
    wanted = [p.recommendation for a in activities for p in proposals_for(link.product, a)]
    shown = [e.text for e in page.all("#proposals .govuk-checkboxes__label")]
    assert shown == [recommendation.title for recommendation in wanted]
    answers = [e.text for e in page.all("#proposals .govuk-checkboxes__hint")]
    kinds = ("” up, to “", "” is not known yet.", "The result carries a caution: “")
    assert all(any(kind in text for text in answers) for kind in kinds)
    for recommendation in wanted:
        assert recommendation.do in page.text
        assert recommendation.why in page.text
        assert recommendation.who in page.text
        assert recommendation.measure in page.text


def test_the_page_says_how_a_priority_is_worked_out(client: Client, link: Link) -> None:
    page = client.get(f"{link.address}/plan")
    said = page.words_of("#proposals")
    assert "The third at the top comes first, the third at the bottom comes later." in said
    assert PARTS == 3, "as the page says"
    assert f"{SOME_PEOPLE} count 2, and {MANY_PEOPLE:,} or the whole organisation count 3" in said
    assert (SOME_GAP, WIDE_GAP) == (1, 2), "as the page says"
    folded = [e.text for e in page.all("#proposals .app-proposal details")]
    assert all(re.search("(First|Next|Later): .*one or two rungs below", text) for text in folded)


def test_the_most_urgent_is_proposed_first(client: Client, links: Links) -> None:
    known = {"decision_rule": "advised", "people_affected": "50", "selection": "not_applicable"}
    link = links.make({**PANEL, **known})
    hints = [e.text for e in client.get(f"{link.address}/plan").all(".govuk-checkboxes__hint")]
    words = [re.findall("When: (first|next|later)", hint)[0] for hint in hints]
    assert words == sorted(words, key=["first", "next", "later"].index)
    assert words.count("first") == max(1, len(words) // 3)


def test_what_is_picked_becomes_actions(client: Client, link: Link) -> None:
    before = client.get(f"{link.address}/plan")
    offered = [e.text for e in before.all("#proposals .govuk-checkboxes__label")]
    page = pick(client, link, 1, 0)
    assert titles(page) == offered[:2]
    left = [e.text for e in page.all("#proposals .govuk-checkboxes__label")]
    assert sorted(left) == sorted(offered[2:]), "others may be suggested first now"


def test_picking_twice_adds_nothing(client: Client, link: Link) -> None:
    page = client.get(f"{link.address}/plan")
    form = picks_of(page)
    sent = form.fill(picks=form.options("picks")[:2]).sent_by(None)
    client.post(page.address, sent)
    again = client.post(page.address, sent)
    assert len(list_actions(link.product.database, link.portfolio)) == 2
    assert not again.complaints, "what is wanted is there already"


def test_picking_nothing_changes_nothing_and_says_so(client: Client, link: Link) -> None:
    """The page once came back without a word: what was looked at were the actions alone."""
    page = client.get(f"{link.address}/plan")
    again = client.send(picks_of(page))
    assert titles(again) == []
    assert again.complaints == ["Tick at least one action to put into the plan."]


def test_an_action_is_reworded_owned_and_dated(client: Client, link: Link) -> None:
    page = client.follow(pick(client, link, 0), "Change action 1")
    assert page.heading == "Change the action"
    assert "Why:" in page.text
    page = client.answer(
        page,
        title=HOSTILE,
        do="First this.\nThen that.",
        owner="Council & tenants",
        starts=["1", "2", "2027"],
        due=["1", "3", "2027"],
        priority="high",
        measure="It is done.",
    )
    assert titles(page) == [HOSTILE]
    shown = page.words_of("#actions")
    assert "Owner: Council & tenants. Starts: 1 February 2027. Due: 1 March 2027." in shown
    assert "First, as you set it. Worked out, it would be “First”: " in shown
    (action,) = list_actions(link.product.database, link.portfolio)
    assert action.do == "First this.\nThen that."
    assert action.trigger is not None
    again = client.follow(page, "Change action 1")
    assert form_of(again).values["due"] == ["01", "03", "2027"]
    assert form_of(again).values["measure"] == ["It is done."]


def test_a_bad_date_is_said_and_everything_kept(client: Client, link: Link) -> None:
    page = client.follow(pick(client, link, 0), "Change action 1")
    for typed in (["31", "2", "2027"], ["a", "", ""], ["1", "1", "27"], ["1", "1", "9" * 5000]):
        wrong = client.answer(page, title="Reworded", do="In my words", due=typed)
        assert len(wrong.complaints) == 1
        assert "for example" in wrong.complaints[0]
        assert form_of(wrong).values["due"] == typed
        assert form_of(wrong).values["title"] == ["Reworded"]
        assert form_of(wrong).values["do"] == ["In my words"]


@pytest.mark.parametrize("month", ["3", "03", "March", "mar", "Mar.", "MARCH", "Mawrth"])
def test_a_month_is_typed_in_figures_or_by_its_name(client: Client, link: Link, month: str) -> None:
    page = client.get(f"{link.address}/plan/actions/new")
    client.answer(page, title="Ask", due=["1", month, "2027"])
    (action,) = list_actions(link.product.database, link.portfolio)
    assert action.due == date(2027, 3, 1)


def test_limits_are_said_before_and_after(client: Client, link: Link) -> None:
    page = client.get(f"{link.address}/plan/actions/new")
    for limit in ("150 characters", "1000 characters", "100 characters"):
        assert limit in page.text
    page = client.answer(page, title="t" * 151, do="d" * 1001, owner="o" * 101, measure="m" * 1001)
    assert len(page.complaints) == 4
    for limit in ("150", "1000", "100"):
        assert any(f"{limit} characters" in complaint for complaint in page.complaints)
    assert form_of(page).values["do"] == ["d" * 1001]


def test_blanks_are_no_action(client: Client, link: Link) -> None:
    page = client.get(f"{link.address}/plan/actions/new")
    for nothing in ("", "   "):
        assert client.answer(page, title=nothing).complaints == ["Enter what the action is."]


def test_an_action_of_ones_own(client: Client, link: Link) -> None:
    page = client.follow(client.get(f"{link.address}/plan"), "Add your own action")
    assert form_of(page).options("activity") == ["0", "1", "2"]
    sent = form_of(page).fill(title="Bake a cake", activity="2").sent_by(None)
    client.post(page.address, sent)
    page = client.post(page.address, sent)
    assert titles(page) == ["Bake a cake"], "once, although it was sent twice"
    assert "2. Youth council" in page.words_of("#actions")
    assert "Your own action" in page.words_of("#actions")


def test_an_action_needs_a_title(client: Client, link: Link) -> None:
    page = client.answer(client.get(f"{link.address}/plan/actions/new"), do="Something")
    assert len(page.complaints) == 1
    assert form_of(page).values["do"] == ["Something"]


def test_actions_are_moved_and_taken_out(client: Client, link: Link) -> None:
    page = pick(client, link, 0, 1, 2)
    first, second, third = titles(page)
    page = client.send(form_of(page, "/down"))
    assert titles(page) == [second, first, third]
    up = [f for f in page.named("form") if "/up?" in f.get("action", "")]
    page = client.send(PageForm(page, up[-1]))
    assert titles(page) == [second, third, first]
    page = client.send(form_of(page, "/remove"))
    assert titles(page) == [third, first]
    assert second in page.words_of("#proposals"), "it can be picked again"


def test_the_ends_of_the_list_stay_where_they_are(client: Client, link: Link) -> None:
    page = pick(client, link, 0, 1)
    before = titles(page)
    actions = list_actions(link.product.database, link.portfolio)
    token = {"csrf_token": form_of(page).values["csrf_token"]}
    client.post(f"{link.address}/plan/actions/{sealed(actions[0].id)}/up", token)
    page = client.post(f"{link.address}/plan/actions/{sealed(actions[-1].id)}/down", token)
    assert titles(page) == before


def test_nobody_is_pushed_to_climb(client: Client, links: Links) -> None:
    link = links.make({**PANEL, "decision_rule": "advised", "intended_rung": "5"})
    hints = client.get(f"{link.address}/plan").words_of("#proposals .govuk-checkboxes__hint")
    assert "” up, " not in hints
    assert "not known yet" not in hints
    assert "The result carries a caution: “The organisation chose who sits”." in hints


def test_that_nobody_said_what_rung_is_meant_stands_once(client: Client, links: Links) -> None:
    """It stood on every proposal."""
    unsaid = "Where nobody has said which rung an activity is meant for"
    without = {key: value for key, value in PANEL.items() if key != "intended_rung"}
    page = client.get(f"{links.make(without).address}/plan")
    assert page.words_of("#proposals").count(unsaid) == 1
    assert "rung is given" not in page.words_of("#proposals")
    assert unsaid not in client.get(f"{links.make(PANEL).address}/plan").text


def test_a_step_up_is_told_from_what_to_what(client: Client, links: Links) -> None:
    """It read “A step up: What seats do people have? Fewer than half …”."""
    page = client.get(f"{links.make({**PANEL, 'decision_rule': 'advised'}).address}/plan")
    hints = page.words_of("#proposals .govuk-checkboxes__hint")
    assert (
        "It takes “Seats” up, from “Any number of seats on a body that only advises” to "
        "“Fewer than half of the seats on the body that decides”."
    ) in hints
    unknown = client.get(f"{links.make(PANEL).address}/plan").words_of("#proposals")
    step = "It takes “How decisions are made” up, to “The organisation decides, after advice"
    assert step in unknown


def test_what_nothing_places_is_given_no_step_up(client: Client, links: Links) -> None:
    """“Tell people what is happening” stood beside “find out what they are told”, nine times."""
    link = links.make({"name": "Bus forum", "purpose": "listen"}, {"name": "Panel"})
    said = client.get(f"{link.address}/plan").words_of("#proposals")
    assert "a step up" not in said
    assert "is not known yet." in said


def test_one_persons_service_is_given_no_step_up(client: Client, links: Links) -> None:
    page = client.get(f"{links.make({**ONE_PERSON, 'replaces_service': 'yes'}).address}/plan")
    hints = page.words_of("#proposals .govuk-checkboxes__hint")
    assert "The result carries a caution: “It takes the place of a paid service”." in hints
    assert "” up, " not in hints


def test_what_need_not_climb_has_a_plan_all_the_same(client: Client, links: Links) -> None:
    """It once had none, and said that nothing is proposed; that is said once all is taken up."""
    page = client.get(f"{links.make(CONTROL).address}/plan")
    assert "Tell people what they were promised, and keep to it" in page.text
    assert "lead to no more proposals" not in page.text
    form = picks_of(page)
    assert "lead to no more proposals" in client.send(form.fill(picks=form.options("picks"))).text


def test_a_removed_activity_takes_its_actions_along(client: Client, link: Link) -> None:
    pick(client, link, 0, -1)
    client.answer(client.get(f"{link.activity(2)}/remove"))
    assert [a.activity for a in list_actions(link.product.database, link.portfolio)] == [1]


def test_an_old_form_keeps_what_was_ticked(client: Client, link: Link) -> None:
    page = client.get(f"{link.address}/plan")
    client.forget()
    form = picks_of(page)
    wanted = form.options("picks")[1:3]
    page = client.send(form.fill(picks=wanted))
    assert "What you typed is still here" in page.complaints[0]
    assert picks_of(page).values["picks"] == wanted
    assert len(titles(client.send(picks_of(page)))) == 2


def test_five_at_most_are_suggested_first_and_the_others_stand_by_what_they_improve(
    client: Client, link: Link
) -> None:
    page = client.get(f"{link.address}/plan")
    few = page.one("#suggested").named("input")
    assert 1 <= len(few) <= 5
    every = picks_of(page).options("picks")
    by_activity = picks_of(client.get(f"{link.address}/plan?by=activity")).options("picks")
    assert sorted(every) == sorted(by_activity), "each stands once"
    hints = page.one("#suggested").text
    assert hints.count("Usually done by:") == len(few)
    assert "Later:" not in hints
    goals = page.all("details[id^='goal-']")
    assert sum(len(goal.named("input")) for goal in goals) == len(every) - len(few)


def test_proposals_and_actions_are_found_by_words(client: Client, link: Link) -> None:
    address = f"{link.address}/plan"
    found = client.get(f"{address}?q=LAST+word")
    labels = [e.text for e in found.all("#proposals .govuk-checkboxes__label")]
    assert labels
    assert len(labels) < len(client.get(address).all("#proposals .govuk-checkboxes__label"))
    assert found.one("#q").get("value") == "LAST word"
    none = client.get(f"{address}?q=zebra")
    assert "Nothing that you chose to see is proposed." in none.text


def test_how_much_work_is_chosen_and_by_whom_is_seen_at_a_glance(
    client: Client, link: Link
) -> None:
    page = pick(client, link, 0, 1)
    work = page.words_of("#work")
    assert "Still to do:" in work
    assert "2 have no owner yet." in work
    assert "Usually done by:" in page.words_of("#actions")


def test_the_plan_says_for_which_activities_it_only_asks(client: Client, links: Links) -> None:
    link = links.make(PANEL, {"name": "Library volunteers"}, ONE_PERSON)
    page = client.get(f"{link.address}/plan")
    said = page.words_of("#unanswered")
    assert "One activity has no answers yet, so no change is proposed for it" in said
    assert page.one("#unanswered").named("a")[0]["href"] == f"{link.activity(2)}/resume"
    assert not client.get(f"{links.make(PANEL).address}/plan").all("#unanswered")


def test_what_is_over_is_told_of_all_beside_the_box_and_of_some_with_how_to_do_it(
    client: Client, links: Links
) -> None:
    """It stood at each proposal for many, and a plan was 5,500 px long on a phone."""
    over, open_ = {"name": "Old", "end_date": "2025-03-01"}, {"name": "New"}
    link = links.make(*({**open_, "status": "Live"} for _ in range(6)), over)
    page = client.get(f"{link.address}/plan")
    assert "Over already" in page.text
    hints = [hint.text for hint in page.all(".govuk-checkboxes__hint")]
    assert hints
    assert not any("Over already" in hint for hint in hints)
    link = links.make(*(over for _ in range(7)))
    hints = [h.text for h in client.get(f"{link.address}/plan").all(".govuk-checkboxes__hint")]
    assert any("All of these are over" in hint for hint in hints)
