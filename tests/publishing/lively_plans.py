"""Plans as lively as those that people make: long names, Welsh and Arabic, owners, late dates."""

from dataclasses import replace
from datetime import date, timedelta

from ladder_assess.core.activities.portfolio import AssessedActivity, Backing
from ladder_assess.core.plan.document import PlanDocument
from ladder_assess.core.plan.plan import Action, Trigger
from tests.publishing.plans import ONE_PERSON, PANEL, SHOW, UNSURE, action, assessed

MADE_ON = date(2026, 5, 6)
LONG = (
    "The panel of tenants, leaseholders and people on the waiting list who meet about repairs, "
    "heating and the new homes by the river"
)
NAMES = (
    "Riverside tenant panel", "Fforwm Cymunedol Dyffryn Nantlle a’r Cyffiniau", LONG[:120],
    "مجلس الحي لذوي الإعاقة", "The O’Neill library, run by volunteers", "Parks <b>and</b> gardens",
    "Budget", "Consultation on bus routes 14, 14A and 27, autumn round",
)  # fmt: skip
CONSULTED = {
    "purpose": "listen", "decision_stage": "open", "information": "selective",
    "dialogue": "one_off", "response": "none", "seats": "none", "decision_rule": "organisation",
    "who_plans": "professionals", "who_delivers": "joint", "functions": ["co_performing"],
    "professional_role": "substantial", "claimed_labels": ["co_production"],
}  # fmt: skip
CONTROL = {
    "purpose": "enable", "decision_stage": "unframed", "information": "commissioned",
    "dialogue": "ongoing", "response": "binding", "seats": "all", "selection": "community",
    "decision_rule": "community", "override": "never", "ground_rules": "agreed_and_written",
    "budget": "own", "management": "community", "accountability": "formal",
    "resources": "funded", "who_plans": "community", "who_delivers": "community",
    "professional_role": "support", "functions": ["co_managing"],
}  # fmt: skip
KINDS = (PANEL, CONSULTED, UNSURE, CONTROL, SHOW, ONE_PERSON)
OWNERS = ("Siân Ellis-Rhys", "Head of Neighbourhoods and Customer Experience", "", "فاطمة العلي")
TITLES = (
    "Give people two seats on the group that decides, and say so in its terms of reference",
    "Say back what came of it",
    "Ask those who never come what would make it easier: times, places, interpreters, child care, "
    "and a first step that is not a meeting",
    "Write down who decides",
)
DO = (
    "Agree with the group how many seats there are, for how long, and who chooses them. Put it "
    "into the terms of reference, and tell everyone who took part last year before it starts."
)
WHY = (
    "People who sit on a body that only advises can be heard and still be declined. A share of "
    "the seats makes the difference between being asked and deciding together."
)
TRIGGERS = (
    Trigger("change", "seats >= minority"), Trigger("caution", "hand_picked"),
    Trigger("find_out", "response"), None,
)  # fmt: skip
STATES = ("not_started", "under_way", "not_started", "done", "dropped")


def lively_activity(number: int) -> AssessedActivity:
    """An activity as people describe it, another for each number."""
    name = NAMES[(number - 1) % len(NAMES)]
    round_ = (number - 1) // len(NAMES)
    made = assessed(
        number,
        KINDS[(number - 1) % len(KINDS)],
        name=f"{name} {round_ + 1}" if round_ else name,
        claimed_rung=(number * 3) % 9,
        **({"intended_rung": 6} if number % 4 else {}),
        evidence={"dialogue": "documented"} if number % 2 else {},
    )
    about = {
        "description": f"{LONG}. They meet every month, in the evening, with food.",
        "promised": "A written reply to everyone within six weeks.",
        "people_affected": f"{number * 140}",
    }
    backing = {
        "dialogue": Backing("documented", "Minutes of 2025, page 4", "https://example.org/minutes")
    }
    return replace(made, about=about if number % 3 else {}, backing=backing)


def lively_action(number: int, activities: int) -> Action:
    """An action as people write it, another for each number."""
    due = MADE_ON + timedelta(days=30 * (number % 9) - 60) if number % 3 else None
    return action(
        number,
        activity=(number - 1) % activities + 1,
        title=TITLES[number % len(TITLES)],
        do=DO if number % 2 else DO[:60],
        why=WHY,
        measure="Two seats are filled by May, and minutes show that they voted.",
        owner=OWNERS[number % len(OWNERS)],
        due=due,
        status=STATES[number % len(STATES)],
        effort=("small", "medium", "large")[number % 3],
        who="Whoever runs the group",
        notes="Talked about on 4 April; the chair agrees." if number % 5 == 0 else "",
        source="jrf-2008",
        trigger=TRIGGERS[number % len(TRIGGERS)],
    )


def lively_plan(activities: int, actions: int) -> PlanDocument:
    """A plan of so many activities and actions."""
    return PlanDocument(
        "Working with people in Northshire, 2026 to 2028",
        MADE_ON,
        tuple(lively_activity(number) for number in range(1, activities + 1)),
        tuple(lively_action(number, activities) for number in range(1, actions + 1)),
        organisation="Northshire County Council",
        author="Siân Ellis-Rhys",
    )
