"""Where every page of the app is found: the addresses of a walk that leaves none out."""

from collections.abc import Iterator

from flask import Flask

from ladder_assess.services.load_sample import SAMPLE_TOKEN
from ladder_assess.services.product import Product
from ladder_assess.storage import activities, documents, plans
from ladder_assess.storage.portfolios import Portfolio, open_portfolio
from tests.journeys.world import World, make_world
from tests.support.site import product_of

Stop = tuple[str, str]


class Walk:
    """The stops of a walk, each an endpoint and an address."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.product: Product = product_of(app)
        self.world: World = make_world(app.extensions["ladder_assess_jobs"].settings)

    def public(self) -> Iterator[Stop]:
        """Pages that need no link."""
        yield from (
            ("home.index", "/"),
            ("home.start", "/start"),
            ("home.method", "/how-it-works"),
            ("home.help", "/help"),
            ("home.glossary", "/glossary"),
            ("practice.index", "/practice"),
            ("practice.copy", "/practice/copy"),
        )
        for case in self.product.definitions.cases:
            yield "practice.show", f"/practice/{case.id}"

    def private(self) -> Iterator[Stop]:
        """Pages behind links in every state that a page can show, and those of the sample."""
        world = self.world
        for link in (world.one, world.several, world.many, world.empty):
            yield from self._of_link(link)
        for link in (world.one, world.several):
            yield from self._of_questions(link)
        for link in (world.waiting, world.failed):
            yield from self._of_document(link)
        yield from self._of_sample()

    def all(self) -> list[Stop]:
        return [*self.public(), *self.private()]

    def _portfolio(self, link: str) -> Portfolio:
        found = open_portfolio(self.product.database, link.removeprefix("/p/"))
        assert found is not None
        return found

    def _numbers(self, link: str) -> list[int]:
        portfolio = self._portfolio(link)
        return [d.number for d in activities.list_activities(self.product.database, portfolio)]

    def _of_link(self, link: str) -> Iterator[Stop]:
        yield "portfolio.show", link
        yield "portfolio.add", f"{link}/add"
        yield "portfolio.title", f"{link}/title"
        yield "plan.show", f"{link}/plan"
        yield "plan.own_action", f"{link}/plan/actions/new"
        for action in plans.list_actions(self.product.database, self._portfolio(link)):
            yield "plan.action", f"{link}/plan/actions/{action.id}"
        for number in self._numbers(link):
            start = f"{link}/activities/{number}"
            yield "activity.resume", f"{start}/resume"
            yield "activity.review", f"{start}/review"
            yield "activity.result", f"{start}/result"
            yield "activity.evidence", f"{start}/evidence"
            yield "activity.evidence", f"{start}/evidence?answers=all"
            yield "activity.remove", f"{start}/remove"

    def _of_questions(self, link: str) -> Iterator[Stop]:
        paths = self.product.paths
        for number in self._numbers(link)[:2]:
            for page in (*paths.sections, *paths.singles):
                yield "activity.question", f"{link}/activities/{number}/questions/{page}"
            yield (
                "activity.question",
                f"{link}/activities/{number}/questions/{page}?from=review",
            )

    def _of_document(self, link: str) -> Iterator[Stop]:
        yield "plan.pdf_progress", f"{link}/plan/pdf"
        yield "plan.pdf_state", f"{link}/plan/pdf/state"
        found = documents.latest_document(self.product.database, self._portfolio(link))
        assert found is not None
        yield "plan.pdf", f"{link}/plan/pdf/{found.id}"

    def _of_sample(self) -> Iterator[Stop]:
        link = f"/p/{SAMPLE_TOKEN}"
        yield "portfolio.show", link
        yield "plan.show", f"{link}/plan"
        for number in self._numbers(link)[:2]:
            yield "activity.result", f"{link}/activities/{number}/result"
            yield "activity.review", f"{link}/activities/{number}/review"
