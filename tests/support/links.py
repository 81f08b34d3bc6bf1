"""Private links with answers in them, and answers to put there."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import count

from ladder_assess.core.activities.activity_record import FULL, ActivityRecord, Value
from ladder_assess.core.activities.portfolio import Portfolio
from ladder_assess.services.activities.save_answers import save_answers
from ladder_assess.services.activities.start_portfolio import add_activity, start_portfolio
from ladder_assess.services.common.product import Product
from ladder_assess.storage.activities.activities import find_activity, list_activities
from ladder_assess.storage.activities.portfolios import open_portfolio
from tests.support.site import TODAY

Answers = Mapping[str, Value]
_fresh = count(1)

PANEL: Answers = {
    "name": "Riverside tenant panel",
    "description": "Twelve tenants meet the repairs team every month.",
    "claimed_rung": "6",
    "intended_rung": "6",
    "level": "group",
    "who_plans": "joint",
    "who_delivers": "professionals",
    "professional_role": "substantial",
    "functions": ("co_design",),
    "purpose": "advise",
    "decision_stage": "open",
    "information": "adequate",
    "dialogue": "ongoing",
    "response": "considered",
    "seats": "advisory",
    "selection": "organisation",
    "decision_rule": "unknown",
    "override": "with_reasons",
    "ground_rules": "set_by_organisation",
    "budget": "organisation",
    "management": "organisation",
    "accountability": "informal",
    "resources": "some",
    "claimed_labels": ("co_design",),
}
SHOW: Answers = {
    "name": "Launch day",
    "level": "collective",
    "purpose": "endorse",
    "decision_stage": "taken",
    "information": "none",
}
ONE_PERSON: Answers = {
    "name": "Personal budget",
    "level": "individual",
    "who_plans": "community",
    "who_delivers": "community",
    "professional_role": "support",
    "functions": ("co_planning", "co_performing"),
}
CONTROL: Answers = {
    "name": "Community land trust",
    "intended_rung": "8",
    "level": "collective",
    "who_plans": "community",
    "who_delivers": "community",
    "professional_role": "support",
    "functions": ("co_managing",),
    "purpose": "enable",
    "decision_stage": "unframed",
    "information": "commissioned",
    "dialogue": "ongoing",
    "response": "binding",
    "seats": "all",
    "selection": "community",
    "decision_rule": "community",
    "override": "never",
    "ground_rules": "agreed_and_written",
    "budget": "own",
    "management": "community",
    "accountability": "formal",
    "resources": "funded",
}


@dataclass(frozen=True)
class Link:
    """A private link: the start of its addresses, and what it opens."""

    product: Product
    token: str

    @property
    def address(self) -> str:
        return f"/p/{self.token}"

    @property
    def portfolio(self) -> Portfolio:
        found = open_portfolio(self.product.database, self.token)
        assert found is not None
        return found

    @property
    def records(self) -> list[ActivityRecord]:
        return list_activities(self.product.database, self.portfolio)

    def record(self, number: int = 1) -> ActivityRecord:
        found = find_activity(self.product.database, self.portfolio, number)
        assert found is not None
        return found

    def activity(self, number: int = 1) -> str:
        """The start of an activity's addresses."""
        return f"{self.address}/activities/{number}"


class Links:
    """Makes private links straight through the services."""

    def __init__(self, product: Product) -> None:
        self.product = product

    def make(self, *activities: Answers, path: str = FULL) -> Link:
        """A private link whose activities have these answers."""
        name = f"test-link-{next(_fresh)}"
        link = Link(self.product, start_portfolio(self.product, name, TODAY))
        for place, values in enumerate(activities, start=1):
            number = add_activity(self.product, link.portfolio, path, f"activity-{place}")
            save_answers(self.product, link.portfolio, number, dict(values))
        return link
