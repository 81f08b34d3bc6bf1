"""What a plan says of advice for activities that are over or have not begun."""

from dataclasses import replace
from datetime import date

from ladder_assess.core.plan.document import PlanDocument
from ladder_assess.core.plan.plan import (
    CHANGE,
    DONE,
    FIND_OUT,
    Action,
    ReasonNow,
    ReasonToday,
    Trigger,
)
from ladder_assess.core.plan.priority import INTENDED, Gap, Reach, Weighed
from ladder_assess.core.plan.reason_now import HOLDS
from ladder_assess.publishing.charts import Speech
from ladder_assess.publishing.common.words import Words
from ladder_assess.publishing.plan.find_out import find_out_sheet
from ladder_assess.publishing.plan.pdf import PAGE, SHORT_PAGE, plan_html, print_environment
from ladder_assess.publishing.plan.reasons import why_so_urgent
from ladder_assess.publishing.plan.timing import MOST_NUMBERS, Lasting, asides_of, when_to
from ladder_assess.publishing.plan.workbook_now import by_rung_sheet
from tests.publishing.plans import (
    ONE_PERSON,
    PANEL,
    TEMPLATES,
    UNSURE,
    assessed,
    questionnaire,
    sources,
)

TODAY = date(2026, 11, 30)
ASK = Trigger(CHANGE, "decision_stage >= options_fixed")
FIND = Trigger(FIND_OUT, "decision_stage")


def test_each_activity_that_is_over_is_named() -> None:
    waste, centre = Lasting(2, "2025-03", "2025-06"), Lasting(6, "2024", "")
    said = when_to(ASK, [waste, centre], TODAY, Speech())
    assert said == "Over already: 2. There, this is for the next time."
    assert when_to(ASK, [waste], TODAY, Speech()).startswith("It is over")
    assert when_to(ASK, [waste, waste], TODAY, Speech()).startswith("All of these are over")
    assert when_to(ASK, [centre], TODAY, Speech()) == ""
    budget = Lasting(12, "2027-01", "")
    assert "not begun" in when_to(FIND, [budget], TODAY, Speech())
    many = [waste] * (MOST_NUMBERS + 1)
    assert "9 activities" in when_to(ASK, [*many, centre], TODAY, Speech())


def test_names_stand_where_nothing_says_whose_a_number_is() -> None:
    """“Over already: 4” said nothing to whoever looked at names."""
    park = Lasting(2, "2025-03", "2025-06", "Park")
    bus = park._replace(number=3, name="Bus lanes")
    centre = Lasting(6, "2024-05", "2027", "Centre")
    said = when_to(ASK, [park, bus, centre], TODAY, Speech())
    assert said == "Over already: “Park” and “Bus lanes”. There, this is for the next time."
    assert "Over already: 4 activities." in when_to(ASK, [park] * 4 + [centre], TODAY, Speech())


def test_an_action_keeps_the_doubt_that_its_proposal_had() -> None:
    """“Of one of them it may be there already” was lost once it was chosen."""
    each = (ReasonNow(HOLDS, ended="2025-06-30"), ReasonNow(HOLDS, unsure=True))
    action = Action(1, 0, "Ask", "", covers=(2, 6), trigger=ASK, reason=ReasonToday(each))
    said = asides_of(action, TODAY, Speech())
    assert said.startswith("Of one of them it may be there already: the answer is not known. Over")
    assert asides_of(replace(action, status=DONE), TODAY, Speech()) == ""
    assert "may be there" in asides_of(action, None, Speech())


def test_where_one_is_known_exactly_it_is_not_said_that_it_may_be() -> None:
    gap = Gap(INTENDED, 3, 3, below=2, exact=1, exact_size=1)
    said = why_so_urgent(Weighed(gap, Reach(None, False, 2, 0), "medium"), Speech())
    assert said.startswith(
        "1 of these stands one rung below what was intended, 1 more may stand up to three rungs"
    )


def test_what_has_not_begun_is_in_no_count_of_rungs() -> None:
    """“Of 5 with an intended rung, 3 certainly reached it” counted one that begins in March."""
    begun, planned = (assessed(n, PANEL, intended_rung=1) for n in (1, 2))
    planned = replace(planned, about={"start_date": "2027-03"})
    document = PlanDocument("Both", TODAY, (begun, planned), ())
    for page in (PAGE, SHORT_PAGE):
        html, _ = plan_html(
            document, questionnaire(), sources(), print_environment(TEMPLATES), page=page
        )
        said = " ".join(html.split())
        assert "2 activities, 1 of them with a place on the ladder." in said
        assert "One is placed as planned but has not begun, so no rung is counted" in said
        assert "The one with an intended rung certainly reached it. One more has not begun." in said
    rows = by_rung_sheet(document, Words(questionnaire(), sources()), Speech()).rows
    assert [row[2:] for row in rows if any(row[2:])] == [(1, 0, 1)]
    none = replace(document, activities=(planned, replace(planned, number=3)))
    html, _ = plan_html(none, questionnaire(), sources(), print_environment(TEMPLATES))
    said = " ".join(html.split())
    assert "2 activities, none yet with a certain place on the ladder." in said
    assert "None that says which rung it was meant to be on has begun." in said


def test_what_has_no_ladder_is_in_no_count_of_rungs_and_said_beside_it() -> None:
    """A plan said “Of 4 with an intended rung”, the page to print “Of 3”, of the same list."""
    one, alone = assessed(1, PANEL, intended_rung=1), assessed(2, ONE_PERSON, intended_rung=7)
    document = PlanDocument("Both", TODAY, (one, one, alone), ())
    for page in (PAGE, SHORT_PAGE):
        html, _ = plan_html(
            document, questionnaire(), sources(), print_environment(TEMPLATES), page=page
        )
        said = " ".join(html.split())
        assert "Of 2 with an intended rung, 2 certainly reached it. One more is for one" in said


def test_what_stands_higher_is_not_told_to_be_what_it_was_meant_to_be() -> None:
    """It said both, of one on rung 8 that was meant for 6 and of one that had not begun."""
    answers = {key: PANEL[key] for key in PANEL if key != "response"}
    same, begun, later = (assessed(1, answers, intended_rung=rung) for rung in (5, 1, 1))
    begun = replace(begun, about={"end_date": "2027-01"})
    later = replace(later, about={"start_date": "2027-03", "end_date": "2027-09"})
    for each, said, expected in (
        (same, "It is what it was meant to be.", 0),
        (begun, "It stands higher than it was meant to.", 1),
        (later, "As planned, it would reach what it is meant for.", 2),
    ):
        for activities in ((each,), (each, assessed(9, PANEL))):
            document = PlanDocument("Plan", TODAY, activities, ())
            html, _ = plan_html(document, questionnaire(), sources(), print_environment(TEMPLATES))
            assert said in html
            assert ("It is what it was meant to be." in html) == (each is same)
            assert html.count("Expected") == expected


def test_a_spreadsheet_has_nobody_ask_those_who_do_not_sit_there_yet() -> None:
    """“Ask two of those who sit there” stood beside an assembly of next March."""
    words = Words(questionnaire(), sources())
    begun = assessed(1, UNSURE)
    for each, settle in ((begun, False), (replace(begun, about={"start_date": "2027-03"}), True)):
        rows = find_out_sheet((each,), words, Speech(), TODAY).rows
        assert rows
        assert all(("settle this now" in str(row[2])) == settle for row in rows)
        assert not (settle and any(row[4] for row in rows))
