"""Private links as their owners left them: one of every kind of thing that a page can show."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from ladder_assess.core.activities.activity_record import FULL, QUICK, Value
from ladder_assess.core.activities.portfolio import Backing, Portfolio
from ladder_assess.core.plan.made_document import (
    DOCX,
    DONE,
    FAILED,
    FIGURES,
    FULL_PDF,
    PDF,
    REGISTER,
    REGISTER_TEXT,
    SHORT_DOCX,
    SHORT_PDF,
    TABLES,
    WORKING,
    DocumentJob,
)
from ladder_assess.core.plan.plan import Action
from ladder_assess.core.plan.public_page import SHOWS, Choices, Told
from ladder_assess.services.activities.load_sample import add_cases
from ladder_assess.services.activities.save_answers import save_answers
from ladder_assess.services.activities.start_portfolio import add_activity, start_portfolio
from ladder_assess.services.common.product import Product, open_product
from ladder_assess.services.placement.assess_activity import assess_portfolio
from ladder_assess.services.plan.write_plan import pick
from ladder_assess.settings import Settings
from ladder_assess.storage.activities.portfolios import open_portfolio, rename_portfolio
from ladder_assess.storage.plan import documents, plans, public_pages
from tests.support.kept.proposed import open_proposals, save_backing
from tests.support.kept.written import written
from tests.support.public_pages import publish

DAY = date(2026, 5, 4)
UNBROKEN = "W" * 200
HOSTILE = "O'Brien-Ŵynne <b>" + "x" * 120 + "</b> & “Sons”"

PANEL: Mapping[str, Value] = {
    "name": "Riverside tenant panel",
    "description": "Twelve tenants meet the repairs team every month.",
    "claimed_rung": "6",
    "intended_rung": "6",
    "promised": "You said, we did: a written reply to each point.",
    "level": "group",
    "who_plans": "joint",
    "who_delivers": "professionals",
    "professional_role": "substantial",
    "functions": ("co_planning", "co_design"),
    "purpose": "advise",
    "decision_stage": "open",
    "information": "adequate",
    "dialogue": "ongoing",
    "response": "unknown",
    "seats": "advisory",
    "selection": "organisation",
    "decision_rule": "unknown",
    "claimed_labels": ("co_production", "co_design"),
}
SHOW: Mapping[str, Value] = {
    "name": HOSTILE,
    "claimed_rung": "4",
    "intended_rung": "4",
    "level": "collective",
    "who_delivers": "joint",
    "purpose": "endorse",
    "decision_stage": "taken",
    "information": "none",
    "dialogue": "one_off",
    "response": "none",
    "seats": "none",
    "decision_rule": "organisation",
}
ONE_PERSON: Mapping[str, Value] = {
    "name": "Personal budget",
    "level": "individual",
    "who_plans": "joint",
    "who_delivers": "joint",
    "professional_role": "substantial",
    "functions": ("co_planning",),
}
UNNAMED: Mapping[str, Value] = {}
WIDE: Mapping[str, Value] = {
    "name": UNBROKEN,
    "description": UNBROKEN * 5,
    "promised": UNBROKEN * 5,
}

REGISTERS = (REGISTER, REGISTER_TEXT)


@dataclass(frozen=True)
class World:
    """The private links, each as the start of its addresses."""

    one: str
    several: str
    many: str
    empty: str
    waiting: str
    failed: str
    done: str
    broken: str
    public: str
    gone: str


class Maker:
    """Makes private links in an installation, straight through the services."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.product: Product = open_product(*settings.site)

    def link(self, name: str, *activities: Mapping[str, Value], path: str = FULL) -> str:
        """A private link with these activities; returns the start of its addresses."""
        token = start_portfolio(self.product, f"journey-{name}", DAY)
        for place, values in enumerate(activities, start=1):
            portfolio = self.portfolio(f"/p/{token}")
            number = add_activity(self.product, portfolio, path, f"activity-{place}")
            save_answers(self.product, portfolio, number, dict(values))
        return f"/p/{token}"

    def portfolio(self, link: str) -> Portfolio:
        """What a private link opens."""
        found = open_portfolio(self.product.database, link.removeprefix("/p/"))
        assert found is not None
        return found

    def back(self, link: str) -> None:
        """Say what stands behind two answers of the first activity."""
        backing = {
            "dialogue": Backing("documented", "Minutes of 2024", "https://example.org/minutes"),
            "seats": Backing("confirmed_by_participants"),
        }
        save_backing(self.product, self.portfolio(link), 1, backing)

    def plan(self, link: str, most: int, *own: Action) -> None:
        """Take up the first `most` proposals and add actions of one's own."""
        portfolio = self.portfolio(link)
        activities = assess_portfolio(self.product, portfolio)
        proposed = open_proposals(self.product, activities, ())
        keys = [((p.number,), x.recommendation.id) for p in proposed for x in p.proposals]
        pick(self.product, portfolio, proposed, keys[:most])
        for place, action in enumerate(own):
            written(self.product.database, plans.add_action, portfolio, action, f"own-{place}")

    def files(self, link: str, state: str, steps: Mapping[str, str] | None = None) -> None:
        """One file of each kind that was asked for and has come so far; no worker knows of it."""
        for kind in (PDF, DOCX, FULL_PDF, SHORT_PDF, SHORT_DOCX, FIGURES, TABLES, *REGISTERS):
            self._file(link, kind, state, (steps or {}).get(kind, "MemoryError"))

    def _file(self, link: str, kind: str, state: str, step: str) -> None:
        portfolio, database = self.portfolio(link), self.product.database
        chosen = {1} if kind in REGISTERS else None
        asked = written(
            database, documents.ask_for_document, portfolio, DAY, kind=kind, chosen=chosen
        )
        wanted = DocumentJob(portfolio, asked, DAY, kind=kind)
        if state == DONE:
            written(database, documents.finish_document, wanted, b"%PDF-")
        else:
            written(database, documents.note_progress, wanted, state, step)
        with database.writing() as connection:
            connection.execute("DELETE FROM job WHERE subject = ?", (asked,))

    def public_page(self, link: str) -> str:
        """Publish a page about the plan of a link, with hostile texts; returns its address."""
        portfolio, database = self.portfolio(link), self.product.database
        shown = [action.id for action in plans.list_actions(database, portfolio)]
        choices = Choices(HOSTILE[:150], f"{HOSTILE}\n{UNBROKEN}", UNBROKEN, frozenset(SHOWS))
        for action in shown:
            written(
                database,
                public_pages.tell,
                portfolio,
                action,
                Told(True, f"{HOSTILE}\n{UNBROKEN}", True),
            )
        return f"/public/{publish(self.product, portfolio, choices, shown[1:])}"

    def taken_down(self, link: str) -> str:
        """The same, taken down again."""
        address = self.public_page(link)
        written(self.product.database, public_pages.take_down, self.portfolio(link), DAY)
        return address

    def spoil(self, link: str) -> None:
        """Damage what is kept of a link's activities, so that showing them fails."""
        with self.product.database.writing() as connection:
            spoilt = "UPDATE activity SET document = '{}' WHERE portfolio_id = ?"
            connection.execute(spoilt, (self.portfolio(link).id,))


def own_action(**others: Any) -> Action:
    """An action that a user wrote."""
    wording: dict[str, Any] = {"title": UNBROKEN[:150], "do": HOSTILE, "owner": UNBROKEN[:100]}
    return Action(id=0, activity=0, **{**wording, "due": DAY, "priority": "high", **others}, why="")


def make_world(settings: Settings) -> World:
    """Every private link that the pages under test belong to."""
    make = Maker(settings)
    several = make.link("several", PANEL, SHOW, ONE_PERSON, UNNAMED, WIDE)
    make.plan(several, 4, own_action())
    world = World(
        one=make.link("one", PANEL, path=QUICK),
        several=several,
        many=make.link("many"),
        empty=make.link("empty"),
        waiting=make.link("waiting", PANEL),
        failed=make.link("failed", PANEL),
        done=make.link("done", PANEL),
        broken=make.link("broken", PANEL),
        public=make.public_page(several),
        gone=make.taken_down(make.link("gone", PANEL)),
    )
    make.back(world.one)
    written(make.product.database, rename_portfolio, make.portfolio(world.several), UNBROKEN)
    written(make.product.database, add_cases, make.product, make.portfolio(world.many))
    steps = {
        PDF: "pages",
        DOCX: "text",
        FULL_PDF: "tags",
        SHORT_PDF: "file",
        SHORT_DOCX: "text",
        FIGURES: "text",
        TABLES: "text",
        REGISTER: "250",
        REGISTER_TEXT: "250",
    }
    make.files(world.waiting, WORKING, steps)
    make.files(world.failed, FAILED)
    make.files(world.done, DONE)
    make.spoil(world.broken)
    make.product.database.close()
    return world
