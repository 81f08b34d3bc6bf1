"""A plan of many activities: narrowed, told by what is advised, ticked over several pages."""

import pytest

from ladder_assess.core.activities.activity_record import FULL, ActivityRecord
from ladder_assess.core.plan.document import MOST_ONE_BY_ONE
from ladder_assess.core.plan.filter import MOST_SINGLES, SEVERAL_ACTIVITIES
from ladder_assess.core.plan.goals import MOST_SUGGESTED
from ladder_assess.services.placement.assess_activity import assess_portfolio
from ladder_assess.storage.plan.plans import list_actions
from ladder_assess.web.plan.asked import MANY_ACTIVITIES, MOST_TO_CHOOSE_FROM
from ladder_assess.web.plan.page import MOST_ADVISED, MOST_LINES, MOST_PROPOSED
from ladder_assess.web.plan.picks import in_an_address
from tests.support.client import Client
from tests.support.forms import PageForm, form_of
from tests.support.kept.proposed import open_proposals
from tests.support.links import PANEL, SHOW, Link, Links
from tests.support.lists import fill
from tests.support.page import Page

MANY = MANY_ACTIVITIES + 4
VERY_MANY = MOST_TO_CHOOSE_FROM + 2


@pytest.fixture
def link(links: Links) -> Link:
    """One launch day in Parks among many panels in Housing."""
    panels = [{**PANEL, "name": f"Panel {n}", "service_area": "Housing"} for n in range(1, MANY)]
    return links.make(*panels, {**SHOW, "service_area": "Parks", "intended_rung": "6"})


@pytest.fixture
def few(links: Links) -> Link:
    return links.make(PANEL, PANEL, PANEL, PANEL)


def open_plan(client: Client, link: Link, asked: str = "") -> Page:
    return client.get(f"{link.address}/plan{asked}")


def picks_of(page: Page) -> PageForm:
    return next(f for f in [form_of(page, "/plan")] if "picks" in f.names)


def offered(page: Page) -> list[str]:
    return [box["value"] for box in page.all("#proposals .govuk-checkboxes__input")]


def legends(page: Page) -> list[str]:
    return [e.text for e in page.all("#proposals legend")]


def actions(link: Link) -> list[tuple[str, tuple[int, ...]]]:
    found = list_actions(link.product.database, link.portfolio)
    return [(action.recommendation, action.activities) for action in found]


def every_pair(link: Link) -> set[str]:
    activities = assess_portfolio(link.product, link.portfolio)
    found = open_proposals(link.product, activities, ())
    return {value for each in found for value in each.values}


def test_many_activities_are_told_by_what_is_advised(client: Client, link: Link) -> None:
    page = open_plan(client, link)
    titles = legends(page)
    assert len(titles) <= MOST_ADVISED
    assert "Let others than the organisation choose who sits there" in titles
    assert f"One action for all {MANY - 1} activities" in page.text
    by_activity = open_plan(client, link, "?by=activity")
    assert legends(by_activity)[0] == "1. Panel 1"
    assert len(legends(by_activity)) == MOST_PROPOSED


def test_of_much_that_is_advised_five_stand_open_and_the_others_are_closed(
    client: Client, link: Link
) -> None:
    page = open_plan(client, link)
    said = page.words_of("#proposals")
    assert said.index("Suggested first") < said.index(legends(page)[0])
    closed = page.all("#proposals details.app-goal")
    assert len(closed) == len(legends(page)) - MOST_SUGGESTED
    assert not [part for part in closed if "open" in part]
    found = open_plan(client, link, "?q=seats")
    assert not found.all("#proposals details.app-goal"), "what is searched for is not closed"


def test_what_is_suggested_first_is_spread_and_says_nothing_twice(
    client: Client, few: Link, links: Links
) -> None:
    """All five were for the first activity of the list."""
    titles = [box.text for box in open_plan(client, few).all("#suggested .govuk-checkboxes__label")]
    assert 1 < len(titles) == len(set(titles)) <= MOST_SUGGESTED
    different = links.make(PANEL, {**SHOW, "intended_rung": "6"})
    words = open_plan(client, different).words_of("#suggested")
    assert "For: 1." in words
    assert "For: 2." in words


def test_of_five_activities_each_action_stands_once(client: Client, links: Links) -> None:
    """Of fourteen there were seventy-six actions, the same fourteen times."""
    several = [{**PANEL, "name": f"Panel {n}"} for n in range(SEVERAL_ACTIVITIES + 1)]
    page = open_plan(client, links.make(*several))
    assert len(legends(page)) == len(set(legends(page)))
    assert f"One action for all {SEVERAL_ACTIVITIES + 1} activities" in page.text
    assert "Choose single activities" in page.text


def test_a_step_that_may_be_taken_already_says_so_before_all_are_picked(
    client: Client, links: Links
) -> None:
    """It stood with each activity alone, behind one action for all of them."""
    open_ones = [{**PANEL, "name": f"Panel {n}"} for n in range(SEVERAL_ACTIVITIES)]
    every = "It may be there already: the answers are not known."
    page = open_plan(client, links.make(*open_ones, PANEL))
    assert every in page.words_of("#proposals")
    known = {**PANEL, "decision_rule": "organisation"}
    some = open_plan(client, links.make(*open_ones, known)).words_of("#proposals")
    assert f"Of {SEVERAL_ACTIVITIES} of them it may be there already" in some


def test_few_activities_are_told_one_by_one(client: Client, few: Link) -> None:
    assert legends(open_plan(client, few))[0] == "Suggested first"
    assert legends(open_plan(client, few, "?by=activity"))[0] == "1. Riverside tenant panel"


@pytest.mark.parametrize("by", ["advice", "activity"])
def test_no_proposal_is_lost_between_the_pages(client: Client, link: Link, by: str) -> None:
    found: set[str] = set()
    for number in range(1, 9):
        found |= set(offered(open_plan(client, link, f"?by={by}&page={number}")))
    single = {value for value in found if value.split(":")[0].isdigit()}
    assert single == every_pair(link)


def test_one_action_for_all_of_them(client: Client, link: Link) -> None:
    page = open_plan(client, link)
    several = next(v for v in offered(page) if v.startswith(f"1-{MANY - 1}:"))
    page = client.send(picks_of(page).fill(picks=[several]), "pick")
    assert actions(link) == [(several.split(":")[1], tuple(range(1, MANY)))]
    assert f"For {MANY - 1} activities" in page.words_of("#actions")
    assert f"{MANY - 1}. Panel {MANY - 1}" in page.words_of("#actions")
    assert several not in offered(page)
    assert f"7:{several.split(':')[1]}" not in offered(open_plan(client, link, "?by=activity"))


def test_single_ones_can_be_ticked_under_what_is_advised(client: Client, link: Link) -> None:
    page = open_plan(client, link)
    several = next(v for v in offered(page) if v.startswith(f"1-{MANY - 1}:"))
    wanted = several.split(":")[1]
    client.send(picks_of(page).fill(picks=[f"3:{wanted}", f"5:{wanted}"]), "pick")
    assert actions(link) == [(wanted, (3,)), (wanted, (5,))]


def test_ticks_stay_while_other_pages_are_looked_at(client: Client, link: Link) -> None:
    first = open_plan(client, link, "?by=activity")
    one = offered(first)[0]
    second = client.send(picks_of(first).fill(picks=[one]), "page-2")
    assert "One more is ticked that is not shown here." in second.text
    assert one not in offered(second)
    other = offered(second)[0]
    form = picks_of(second)
    back = client.send(form.fill(picks=[*form.values["picks"], other]), "page-1")
    assert picks_of(back).values["picks"] == [other, one], "one hidden, one ticked"
    page = client.send(picks_of(back), "pick")
    assert len(actions(link)) == 2
    assert page.named("select")[0]["name"] == "by"
    assert legends(page)[0] == "1. Panel 1", "it goes on where it was"


def test_ticks_stay_while_something_else_is_shown(client: Client, link: Link) -> None:
    page = open_plan(client, link, "?by=activity")
    one = offered(page)[0]
    page = client.send(picks_of(page).fill(picks=[one], service="Parks"), "show")
    assert legends(page) == [f"{MANY}. Launch day"]
    assert "One more is ticked that is not shown here." in page.text
    client.send(picks_of(page), "pick")
    assert actions(link) == [(one.split(":")[1], (1,))]


def test_what_is_found_has_an_address_that_keeps_the_ticks(client: Client, link: Link) -> None:
    """It was shown in answer to a form: there was nothing to reload, to keep or to go back to."""
    page = open_plan(client, link, "?by=activity")
    one, other = offered(page)[:2]
    page = client.send(picks_of(page).fill(picks=[one, other], service="Parks"), "show")
    assert page.address.startswith(f"{link.address}/plan?by=activity&service=Parks&picks=")
    again = client.get(page.address)
    assert picks_of(again).values["picks"] == [one, other]
    assert "2 more are ticked that are not shown here." in again.text
    everything = client.send(picks_of(again), "all")
    assert picks_of(everything).values["picks"] == [one, other]
    assert "service=" not in everything.address
    client.send(picks_of(everything), "pick")
    assert len(actions(link)) == 2


def test_a_search_that_finds_nothing_keeps_the_ticks(client: Client, link: Link) -> None:
    page = open_plan(client, link)
    one = offered(page)[0]
    page = client.send(picks_of(page).fill(picks=[one], q="zzz"), "show")
    assert "Nothing that you chose to see is proposed." in page.text
    assert "One more is ticked that is not shown here." in page.text
    page = client.follow(page, "Show them all")
    assert picks_of(page).values["picks"] == [one]


def test_enter_in_the_search_searches(client: Client, link: Link) -> None:
    """It put what was ticked into the plan."""
    page = open_plan(client, link)
    page = client.send(picks_of(page).fill(picks=[offered(page)[0]], q="decide"))
    assert not actions(link)
    assert page.one("#q")["value"] == "decide"


def test_more_ticks_than_an_address_holds_are_kept_too(client: Client, link: Link) -> None:
    page = open_plan(client, link, "?by=activity")
    ticks = offered(page)
    assert not in_an_address(ticks)
    page = client.send(picks_of(page).fill(picks=ticks, service="Parks"), "show")
    assert page.address == f"{link.address}/plan"
    assert sorted(picks_of(page).values["picks"]) == sorted(ticks)


def test_an_address_ticks_only_what_is_proposed(client: Client, link: Link) -> None:
    page = open_plan(client, link, "?picks=1:nothing-such&picks=%3Cb%3E&picks=")
    assert "picks" not in picks_of(page).values
    assert not actions(link)


def test_without_ticks_what_is_shown_stands_in_the_address(client: Client, link: Link) -> None:
    page = open_plan(client, link)
    page = client.send(picks_of(page).fill(service="Parks", by="activity"), "show")
    assert page.address.endswith("/plan?by=activity&service=Parks")


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ("service=Parks", {MANY}),
        ("activity=2", {2}),
        ("kind=trap", {MANY}),
        ("kind=trap&activity=2", set()),
        ("priority=high&service=Parks", {MANY}),
        ("service=Nowhere&kind=nothing&priority=urgent&activity=x&by=z", None),
    ],
)
def test_the_plan_is_narrowed(
    client: Client, link: Link, asked: str, shown: set[int] | None
) -> None:
    page = open_plan(client, link, f"?by=activity&{asked}")
    numbers = {int(value.split(":")[0]) for value in offered(page)}
    if shown is None:
        assert numbers == set(range(1, MOST_PROPOSED + 1)), "what means nothing asks for nothing"
    else:
        assert numbers == shown
    assert bool(shown) or shown is None or "Nothing that you chose to see is proposed." in page.text


def test_what_is_not_proposed_cannot_be_ticked(client: Client, few: Link) -> None:
    page = open_plan(client, few)
    sent = picks_of(page).sent_by(None)
    wanted = offered(page)[0].split(":")[1]
    for made_up in (
        f"9:{wanted}",
        "1:bogus",
        f"a:{wanted}",
        "",
        f"--:{wanted}",
        "1:../..",
        "1" * 99,
    ):
        answer = client.post(page.address, {**sent, "picks": [made_up]})
        assert answer.complaints == ["Choose only from the proposals shown."], made_up
    assert actions(few) == []


def test_what_the_pdf_leaves_to_the_spreadsheet_is_said(
    client: Client, links: Links, few: Link
) -> None:
    assert "The others have a row each" not in open_plan(client, few).text
    many = links.make(*[{"name": "Notice", "purpose": "inform"}] * (MOST_ONE_BY_ONE + 1))
    assert "The others have a row each" in open_plan(client, many).text


@pytest.fixture
def very_many(links: Links) -> Link:
    """More than can be chosen from a list: all alike, but for one in Parks."""
    link = links.make()
    records = [
        ActivityRecord(0, FULL, {**PANEL, "name": f"Panel {n}"}) for n in range(1, VERY_MANY)
    ]
    last = ActivityRecord(0, FULL, {**SHOW, "service_area": "Parks", "intended_rung": "6"})
    fill(link.product, link.portfolio, [*records, last])
    return link


def test_of_very_many_the_number_is_typed(client: Client, very_many: Link) -> None:
    page = open_plan(client, very_many)
    field = page.one("#activity")
    assert (field.name, field["inputmode"]) == ("input", "numeric")
    assert page.one("#activity-hint").text.startswith("Enter its number in your list")
    page = client.send(picks_of(page).fill(activity=f" {VERY_MANY} ", by="activity"), "show")
    assert legends(page) == [f"{VERY_MANY}. Launch day"]
    assert page.one("#activity")["value"] == str(VERY_MANY)
    nobody = open_plan(client, very_many, f"?activity={VERY_MANY + 1}")
    assert nobody.one("#activity")["value"] == "", "what means nothing asks for nothing"


def test_of_very_many_a_few_are_offered_one_by_one(client: Client, very_many: Link) -> None:
    page = open_plan(client, very_many)
    several = next(v for v in offered(page) if v.startswith(f"1-{VERY_MANY - 1}:"))
    wanted = several.split(":")[1]
    single = [v for v in offered(page) if v.endswith(f":{wanted}") and v != several]
    assert single == [f"{n}:{wanted}" for n in range(1, MOST_SINGLES + 1)]
    left = VERY_MANY - 1 - MOST_SINGLES
    assert f"{left} more activities are not listed here" in page.words_of("#proposals")
    assert len(page.html) < 500_000
    hidden = f"{MOST_SINGLES + 5}:{wanted}"
    page = client.send(picks_of(page).fill(picks=[several]), "pick")
    assert actions(very_many) == [(wanted, tuple(range(1, VERY_MANY)))]
    assert f"And {VERY_MANY - 1 - MOST_LINES} more" in page.words_of("#actions")
    assert hidden not in page.html


def test_a_tick_on_another_page_is_kept_where_it_is_not_listed(
    client: Client, very_many: Link
) -> None:
    page = open_plan(client, very_many, f"?by=activity&activity={VERY_MANY - 1}")
    one = offered(page)[0]
    page = client.send(picks_of(page).fill(picks=[one], activity="", by="advice"), "show")
    assert "One more is ticked that is not shown here." in page.text
    client.send(picks_of(page), "pick")
    assert actions(very_many) == [(one.split(":")[1], (VERY_MANY - 1,))]


def test_an_action_of_ones_own_is_for_a_number_that_is_typed(
    client: Client, very_many: Link
) -> None:
    page = client.get(f"{very_many.address}/plan/actions/new")
    assert page.one("#activity").name == "input"
    form = form_of(page, "/plan/actions/new")
    for wrong in (str(VERY_MANY + 1), "abc", "-1"):
        answer = client.send(form.fill(title="Ask", activity=wrong))
        assert answer.complaints == ["Enter the number of an activity in your list, or 0."]
        assert answer.one("#activity")["value"] == wrong, "nothing typed is lost"
    client.send(form.fill(title="Ask", activity=f"{VERY_MANY} "))
    assert actions(very_many) == [("", (VERY_MANY,))]


def test_the_page_says_that_of_very_many_the_pdf_holds_some(
    client: Client, very_many: Link
) -> None:
    said = open_plan(client, very_many).words_of("#pdf")
    assert "it lists only those with actions" in said
    assert "every activity with its placement" not in said
    assert "The others have a row each" not in said


def test_the_page_stays_light(client: Client, link: Link) -> None:
    """Each page holds a part; what two hundred activities weigh is that of twenty."""
    assert len(open_plan(client, link, "?by=activity").html) < 400_000
    assert len(open_plan(client, link).html) < 400_000
