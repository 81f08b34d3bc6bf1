"""What a respondent does from page to page."""

from collections.abc import Mapping

from ladder_assess.core.activities.activity_record import QUICK, Value
from tests.support.client import Client
from tests.support.forms import form_of
from tests.support.page import Page

# What an activity is called until it is called something else.
NAME = "An activity"


def start(client: Client, path: str = QUICK, name: str = NAME) -> Page:
    """From the start page to the first question after the name of a new activity."""
    return client.answer(client.get("/start"), path=path, name=name)


def token_of(page: Page) -> str:
    """The private link's token in a page's address."""
    return page.address.split("/")[2]


def fields(page: Page) -> list[str]:
    """The questions that a page asks."""
    return [name for name in form_of(page).names if name not in ("csrf_token", "page-shown")]


def fill(page: Page, answers: Mapping[str, Value]) -> dict[str, str | list[str]]:
    """What a page's fields are filled with, of answers that are known."""
    known = {name: answers[name] for name in fields(page) if name in answers}
    return {name: v if isinstance(v, str) else list(v) for name, v in known.items()}


def answer_all(client: Client, page: Page, answers: Mapping[str, Value]) -> tuple[Page, list[str]]:
    """Answer page after page until nothing is asked any more: the page then, and all asked. The
    quick path ends at the result, the full path where the answers are to be checked.
    """
    asked: list[str] = []
    while "/questions/" in page.address:
        asked += fields(page)
        page = client.answer(page, "next", **fill(page, answers))
    return page, asked
