"""Pages that put several messages in a row: an organisation's first page, a round's results, points
of view, what came of a workshop, and the summary of a plan in print.
"""

from collections.abc import Iterator
from datetime import timedelta
from functools import cache

from flask import Flask
from jinja2 import Environment

from ladder_assess.core.plan.plan import Action
from ladder_assess.publishing.plan.pdf import PAGE, SHORT_PAGE, plan_html, print_environment
from ladder_assess.services.common.product import Product
from ladder_assess.services.plan.gather_plan import gather_figures
from ladder_assess.settings import CHECKOUT
from ladder_assess.storage.plan import plans
from tests.support.client import Client
from tests.support.kept.workshops import STATES as ROOMS
from tests.support.kept.workshops import Room
from tests.support.kept.written import written
from tests.support.links import PANEL, SHOW, Link, Links
from tests.support.offices import Office, make_office, signed_in_client
from tests.support.page import Element, Page
from tests.support.respondents import answer_all, ask
from tests.support.site import TODAY, product_of
from tests.support.waves import answer_rounds, begin, everything, finish, link_of, send

# What a home is, by how much there is; late and due actions on days before and after today.
HOMES = {"nothing": (), "one activity": (PANEL,), "two activities": (PANEL, SHOW)}
DAYS = {"one activity": (-3,), "two activities": (-9, -3, 5, 20)}
OTHERWISE = {**PANEL, "response": "none", "dialogue": "one_off"}
PEOPLE = 5


def together(app: Flask) -> Iterator[tuple[str, Element]]:
    """Each page by its name: the part of it that is read."""
    client = Client(app)
    for of in (_homes, _rounds, _views, _workshops):
        for name, page in of(app, client):
            yield name, page.one("main")


def _homes(app: Flask, _client: Client) -> Iterator[tuple[str, Page]]:
    product = product_of(app)
    for name, activities in HOMES.items():
        office = make_office(product, "Riverside Trust")
        office.describe(*activities)
        owner = signed_in_client(app, office.owner)
        _fill(product, office, owner, name)
        yield f"home: {name}", owner.get(office.address)


def _fill(product: Product, office: Office, owner: Client, name: str) -> None:
    """Actions, a round, and from two activities on a second round and an agreed view."""
    for place, days in enumerate(DAYS.get(name, ())):
        due = TODAY + timedelta(days=days)
        action = Action(id=0, activity=0, title="Publish the minutes", do="It", due=due)
        written(product.database, plans.add_action, office.portfolio, action, f"{name}{place}")
    rounds = len(HOMES[name])
    for place in range(rounds):
        finish(product, office.portfolio, begin(product, office.portfolio), 3 - place)
    if rounds > 1:
        wave = begin(product, office.portfolio, "principles", respondents=True, subject="Buses")
        token = link_of(product, office.portfolio, wave)
        for place in range(PEOPLE):
            send(product, token, everything(product, wave, place))
        agreed = owner.get(f"{office.list}/activities/1/views/agreed")
        owner.answer(agreed, seats="equal", reasons="We talked.")


def _rounds(app: Flask, client: Client) -> Iterator[tuple[str, Page]]:
    product = product_of(app)
    link = Links(product).make()
    for wave in answer_rounds(product, link.portfolio):
        page = client.get(f"{link.address}/questionnaires/{wave.instrument}/rounds/{wave.number}")
        yield f"round: {wave.instrument}, {'own' if wave.own else 'people'}", page


def _views(app: Flask, client: Client) -> Iterator[tuple[str, Page]]:
    product = product_of(app)
    link = Links(product).make(PANEL)
    yield "points of view: nobody asked", client.get(f"{link.activity()}/views")
    for group, values in (("provider", PANEL), ("service_user", OTHERWISE)):
        token = ask(product, link.portfolio, group)
        for _one in range(PEOPLE):
            answer_all(product, token, values, voice={"say": "some"})
        yield f"points of view: {group} too", client.get(f"{link.activity()}/views")
    agreed = client.get(f"{link.activity()}/views/agreed?questions=all")
    page = client.answer(agreed, seats="equal", reasons="We talked.")
    yield "points of view: agreed", page


def _workshops(app: Flask, client: Client) -> Iterator[tuple[str, Page]]:
    for name in ("begun", "explained", "over"):
        room = Room(product_of(app), f"read {name}").move(*ROOMS[name])
        yield f"workshop: {name}", client.get(f"/workshops/{room.token}")
        yield f"what came of it: {name}", client.get(f"/workshops/{room.token}/record")


@cache
def _printing() -> Environment:
    return print_environment(CHECKOUT / "templates")


def summaries(link: Link) -> Iterator[tuple[str, Element]]:
    """The second page of a plan in print, and its edition on two pages."""
    plan = gather_figures(link.product, link.portfolio, TODAY).plan
    rules = link.product.definitions
    for name, edition, part in (
        ("summary", PAGE, "section.summary"), ("two pages", SHORT_PAGE, "body"),
    ):  # fmt: skip
        html, _view = plan_html(
            plan, rules.questionnaire, rules.sources, _printing(), rules.instruments, page=edition
        )
        yield name, Page("", 200, {}, html).one(part)
