"""Whatever is sent to any route, nothing falls over: an odd request gets a page that says so.

Each is sent by somebody who may use the route, with the form's token not asked of them, so that it
is read as far as any can be. An error of the product itself is raised here, and has its trace.
"""

import re
from collections.abc import Iterator
from itertools import product
from unittest.mock import patch

import pytest
from werkzeug.datastructures import MultiDict
from wtforms.fields import SelectChoice
from wtforms.validators import Length

from ladder_assess.web.common.fields import Choice, Count, Day, Line, SeveralChoices
from ladder_assess.web.common.forms import Form, PatientToken
from tests.security.odd_requests import ODD, Odd, odd_bodies, odd_forms, odd_queries
from tests.security.walking import Walker
from tests.soak.odd_routes import VISITOR, WEB, Route, names_read, usable_routes

# Clocks and ids that a form has checked against those it offers are no texts of strangers.
READ_BY_HAND = re.compile(
    r"\.is(?:digit|decimal|numeric)\(|type=int|, int\)"
    r"|(?<![\w.])int\((?!time\.time\(\)|account|form\.(?:activity|person)\.data|value\))"
)


@pytest.fixture
def routes(walker: Walker, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Route]]:
    """Every declared route, with whoever may send its form or, where it has none, look at it."""
    monkeypatch.setitem(walker.app.config, "LIMIT_TIMES", 10**9)
    yield usable_routes(walker)
    del walker.cookies[VISITOR]
    walker.put_back()


def fallen(walker: Walker, route: Route, method: str, odd: Odd) -> str:
    """What is wrong with the answer to an odd request; empty where nothing is."""
    marks, cookie = walker.marks, walker.cookies.get(route.actor)
    headers = {**odd.headers, **({"Cookie": cookie} if cookie else {})}
    try:
        with patch.object(PatientToken, "validate_csrf_token"):
            answer = walker.browser.open(
                f"{route.address}?{odd.query}",
                method=method,
                data=odd.body,
                headers=headers,
                buffered=True,
            )
        answer.close()
        wrong = str(answer.status_code) if answer.status_code >= 500 else ""
    except Exception as error:
        wrong = f"{type(error).__name__}: {error!s:.100}"
    if walker.marks != marks:
        walker.put_back()
    return f"{route.endpoint} {method}, {odd.name}: {wrong}" if wrong else ""


def test_nothing_in_an_address_makes_a_page_fall_over(walker: Walker, routes: list[Route]) -> None:
    queries = list(odd_queries(names_read()))
    wrong = [
        fallen(walker, route, method, odd)
        for route in routes
        for method in walker.methods(route.endpoint)
        for odd in (queries if method == "GET" else queries[-1:])
    ]
    assert not any(wrong), "\n".join(filter(None, wrong))


def test_nothing_in_a_body_makes_a_page_fall_over(walker: Walker, routes: list[Route]) -> None:
    wrong = []
    for route in routes:
        if "POST" in walker.methods(route.endpoint):
            sent = walker.filled(route.endpoint, route.actor, route.address)
            odd = (*odd_bodies(), *odd_forms(sent))
            wrong += [fallen(walker, route, "POST", each) for each in odd]
    assert not any(wrong), "\n".join(filter(None, wrong))


def test_no_kind_of_field_falls_over(walker: Walker) -> None:
    """Each kind, with every odd value in every place: many are met by few of the forms above."""
    fields = {
        "day": Day("Day"),
        "count": Count("Count"),
        "choice": Choice("Choice", choices=[SelectChoice("a", "A")]),
        "several": SeveralChoices("Several", choices=[SelectChoice("a", "A")]),
        "line": Line("Line", [Length(max=10)]),
    }
    kind = type("OddForm", (Form,), fields)
    values = [value.decode("utf-8", "replace") for value in ODD.values()]
    with walker.app.test_request_context(method="POST"):
        # Three parts have a date; one of them odd, or all.
        for place, odd in product(range(4), values):
            sent = [odd if place in (at, 3) else "1" for at in range(3)]
            form = kind(formdata=MultiDict([(name, value) for name in fields for value in sent]))
            form.validate()
            assert form["day"].data is None
            assert all(str(form[name]()) for name in fields)


def test_numbers_are_read_from_texts_in_one_place_alone() -> None:
    """Neither `int` of a text nor what looks as if it asked before, such as isdigit, which is true
    of signs that `int` does not read.
    """
    wrong = [
        f"{file.relative_to(WEB)}:{number}: {line.strip()}"
        for file in WEB.rglob("*.py")
        for number, line in enumerate(file.read_text("utf-8").splitlines(), 1)
        if READ_BY_HAND.search(line) and not line.strip().startswith(("from ", "import "))
    ]
    assert not wrong
