"""Plans to try the printing on, made of small activities of our own."""

import sys
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from ladder_assess.core.activities.listed_activity import Listed
from ladder_assess.core.activities.portfolio import AssessedActivity, Backing
from ladder_assess.core.placement.activity import read_activity
from ladder_assess.core.placement.assessment import Assessment, Assessor
from ladder_assess.core.plan.document import PlanDocument
from ladder_assess.core.plan.plan import Action, Trigger
from ladder_assess.core.questionnaire.definition import build
from ladder_assess.core.questionnaire.questionnaire import Questionnaire
from ladder_assess.publishing.plan.pdf import print_environment, render_plan

ROOT = Path(__file__).parents[2]
TEMPLATES = ROOT / "templates"
FONTS = ROOT / "static" / "dist" / "fonts"
HOSTILE = '</td></svg><script>alert(1)</script><img src="file:///etc/passwd">{{ 7 * 7 }} & "q"'
UNBROKEN = "W" * 5000

PANEL: dict[str, Any] = {
    "purpose": "advise",
    "decision_stage": "open",
    "information": "adequate",
    "dialogue": "ongoing",
    "response": "considered",
    "seats": "advisory",
    "selection": "organisation",
    "decision_rule": "advised",
    "override": "with_reasons",
    "budget": "organisation",
    "who_plans": "joint",
    "who_delivers": "professionals",
    "professional_role": "substantial",
    "functions": ["co_design"],
}
SHOW = {
    "purpose": "endorse",
    "decision_stage": "taken",
    "information": "none",
    "who_delivers": "joint",
}
UNSURE = {key: PANEL[key] for key in ("information", "dialogue", "seats", "decision_rule")}
ONE_PERSON = {"level": "individual", "who_plans": "joint", "who_delivers": "joint"}


@dataclass(frozen=True)
class Cited:
    """A source as the definitions' loader gives it."""

    cite: str
    short: str


def read_yaml(name: str) -> Any:
    """A definition as data."""
    return YAML(typ="safe").load(ROOT / "questionnaires" / name)


@cache
def questionnaire() -> Questionnaire:
    """The definition as released."""
    return build(read_yaml("activity-v2.yaml"))


@cache
def sources() -> dict[str, Cited]:
    """The list of sources as released."""
    listed = read_yaml("sources.yaml")["sources"]
    return {source["key"]: Cited(source["cite"], source["short"]) for source in listed}


@cache
def _assessor() -> Assessor:
    return Assessor(questionnaire())


def assessed(number: int, answers: Mapping[str, Any], **others: Any) -> AssessedActivity:
    """An activity with these answers; `others` are further keys of its record."""
    record = {"id": str(number), "name": f"Activity {number}", "answers": dict(answers), **others}
    activity = read_activity(questionnaire(), record)
    return AssessedActivity(
        number,
        _assessor().assess(activity),
        _assessor().explain(activity),
        stamp=questionnaire().stamp,
    )


def listed_of(activity: AssessedActivity) -> Listed:
    """The same as a long list has it."""
    return Listed(activity.number, activity.name, activity.placement, activity.kind)


def assess(answers: Mapping[str, Any], **others: Any) -> Assessment:
    """What the rules say of these answers."""
    return assessed(1, answers, **others).assessment


def action(number: int, **others: Any) -> Action:
    """An action on activity 1."""
    return replace(Action(number, 1, f"Do thing {number}", "In this way.", "Because."), **others)


def panel_plan() -> PlanDocument:
    """One activity, claimed and intended higher than it stands, with two actions."""
    panel = assessed(
        1,
        PANEL,
        name="Tenant panel",
        claimed_rung=7,
        intended_rung=6,
        evidence={"dialogue": "documented"},
    )
    about = {
        "description": "Tenants meet.",
        "promised": "A written reply.",
        "people_affected": "40",
    }
    backing = {"dialogue": Backing("documented", "Minutes of 2024", "https://example.org/minutes")}
    actions = (
        action(1, source="jrf-2008", trigger=Trigger("change", "seats >= minority")),
        action(2, trigger=Trigger("caution", "hand_picked"), due=date(2025, 9, 1), owner="A. Body"),
    )
    activity = replace(panel, about=about, backing=backing)
    return PlanDocument("A plan for the panel", date(2025, 5, 6), (activity,), actions)


def several_plan() -> PlanDocument:
    """A trap, a possible trap, a service to one person and hostile words; partly sample data."""
    hostile = replace(
        assessed(4, PANEL, name=HOSTILE, intended_rung=3),
        about={"description": UNBROKEN, "promised": HOSTILE, "what_changed": "word " * 1000},
        backing={
            "dialogue": Backing("documented", "long note " * 500, "javascript:alert(1)"),
            "seats": Backing("asserted", UNBROKEN, "https://" + "x" * 900),
        },
        sample=True,
    )
    activities = (assessed(1, SHOW), assessed(2, UNSURE), assessed(3, ONE_PERSON), hostile)
    actions = (
        action(1, priority="low"),
        action(2, activity=4, title=HOSTILE, do=UNBROKEN, priority="high", measure=UNBROKEN),
        action(3, activity=0, trigger=Trigger("find_out", "purpose"), owner=HOSTILE),
        action(4, trigger=Trigger("trap", "manipulation"), effort="large", who="Nobody"),
        action(5, trigger=Trigger("finding", "claimed_co_design")),
    )
    return PlanDocument(HOSTILE, date(2025, 5, 6), activities, actions)


def printed(document: PlanDocument, **others: Any) -> bytes:
    """The document as a PDF."""
    return render_plan(
        document,
        questionnaire(),
        sources(),
        environment=print_environment(TEMPLATES),
        fonts=FONTS,
        **others,
    )


if __name__ == "__main__":
    sys.stdout.buffer.write(printed(panel_plan()))
