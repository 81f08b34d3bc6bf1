"""From the first page to a placement: how many pages, clicks, words and questions that takes.

Every published case is walked as somebody would who knows what its source says: everything that is
asked is answered, with don't know where the source is silent. A click is a control to touch (a
field to type in counts as one) or a button or link to press. Words are those that a browser without
scripts shows in the page's main part, up to the page with the result: of what is folded up, the
line that unfolds it; of drawings, the words drawn.
"""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from statistics import median
from typing import Any

import pytest
from flask import Flask

from ladder_assess.core.activities.activity_record import QUICK, Value
from ladder_assess.core.questionnaire.questionnaire import UNKNOWN
from ladder_assess.settings import CHECKOUT
from tests.support.client import Client
from tests.support.forms import form_of
from tests.support.journey import fields
from tests.support.page import UNSEEN, Element, Page

FILE = CHECKOUT / "questionnaires" / "worked-cases.json"
CASES: list[dict[str, Any]] = json.loads(FILE.read_text("utf-8"))["cases"]
NOT_SHOWN = {*UNSEEN, "title", "desc"}
INLINE = {"#text", "a", "strong", "em", "span", "b", "i"}
# Half of the cases take at most the first, none takes more than the second.
MOST = {"pages": (10, 12), "clicks": (14, 17), "words": (650, 850), "questions": (10, 13)}


@dataclass
class Walked:
    """What a walk met: the pages up to the result, the controls touched, the questions asked."""

    met: list[Page] = field(default_factory=list)
    clicks: int = 0
    asked: list[str] = field(default_factory=list)

    @property
    def pages(self) -> int:
        return len(self.met)

    @property
    def questions(self) -> int:
        return len(self.asked)

    @property
    def words(self) -> int:
        return sum(words_shown(page) for page in self.met[:-1])


def words_shown(page: Page) -> int:
    (main,) = page.named("main")
    return sum(1 for word in shown(main).split() if re.search(r"\w", word))


def shown(element: Element) -> str:
    """The text of an element that can be seen."""
    if element.name == "#text":
        return element.words
    unseen = element.name in NOT_SHOWN or "hidden" in element
    if unseen or "govuk-visually-hidden" in element.get("class"):
        return ""
    folded = element.name == "details" and "open" not in element
    children = [c for c in element.children if not folded or c.name == "summary"]
    text = "".join(map(shown, children))
    return text if element.name in INLINE else f" {text} "


def known(case: Mapping[str, Any]) -> dict[str, Value]:
    """What the source of a case says, as a form takes it."""
    rungs = {k: str(case[k]) for k in ("claimed_rung", "intended_rung") if k in case}
    told = {item: answer or "none" for item, answer in case["answers"].items()}
    return {"name": case["activity"], **told, **rungs}


def walk(client: Client, answers: Mapping[str, Value]) -> Walked:
    walked = Walked()
    page = client.get("/")
    while True:
        walked.met.append(page)
        if page.address.endswith("/result"):
            return walked
        form, asked = form_of(page), [name for name in fields(page) if name in answers_to(page)]
        given = {name: answers.get(name, UNKNOWN) for name in asked}
        walked.asked += asked
        walked.clicks += sum(1 if isinstance(v, str) else len(v) for v in given.values())
        # Where the answer is a button, it has sent the form already.
        walked.clicks += 0 if asked and asked == [b["name"] for b in form.answers][:1] else 1
        said = {name: v if isinstance(v, str) else list(v) for name, v in given.items()}
        begin = {"path": QUICK} if "path" in form.names else {}
        page = client.answer(page, "next" if not begin else None, **said, **begin)


def answers_to(page: Page) -> set[str]:
    """The fields of a page that are questions about the activity."""
    return {name for name in form_of(page).names if name not in ("path", "request_id")}


@pytest.fixture(scope="module")
def walks(installation: Flask) -> dict[str, Walked]:
    return {case["id"]: walk(Client(installation), known(case)) for case in CASES}


MEASURES: dict[str, Callable[[Walked], int]] = {
    "pages": lambda walked: walked.pages,
    "clicks": lambda walked: walked.clicks,
    "words": lambda walked: walked.words,
    "questions": lambda walked: walked.questions,
}


@pytest.mark.parametrize("measure", MOST)
def test_the_first_placement_takes_little(walks: dict[str, Walked], measure: str) -> None:
    taken = {case: MEASURES[measure](walked) for case, walked in walks.items()}
    usual, most = MOST[measure]
    assert median(taken.values()) <= usual, taken
    assert max(taken.values()) <= most, taken


def test_every_case_is_walked_to_where_its_answers_place_it(walks: dict[str, Walked]) -> None:
    assert len(walks) == len(CASES) >= 15
    for case in CASES:
        walked, placement = walks[case["id"]], case["expected"]["placement"]
        assert len(walked.asked) == len(set(walked.asked)), "nothing is asked twice"
        drawn = walked.met[-1].words_of("svg desc")
        if case["answers"]["level"] != "individual":
            assert f"rung {placement['low']}," in drawn or placement["low"] == 0
            assert f"rung {placement['high']}," in drawn


def test_what_is_folded_up_or_hidden_is_not_counted_and_all_else_is() -> None:
    html = """<!DOCTYPE html><html lang=en><title>x</title><main><h1>One two</h1>
        <p>three <b>four</b>fourth</p><details><summary>five</summary>not this</details>
        <details open><summary>six</summary>seven</details><p hidden>no</p>
        <span class="govuk-visually-hidden">no</span><svg><title>no</title><text>eight</text></svg>
        <button>nine<span>th</span></button> - </main>"""
    assert words_shown(Page("/", 200, {}, html)) == 9
