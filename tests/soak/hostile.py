"""Hostile input, drawn by Hypothesis: requests to every route with every form, and files for every
parser. Never an error of the product itself, over 300 MiB or over 2 s of the processor for one.

Nothing is shrunk and no first fault ends it: what is wrong is counted by what it is, each with the
bytes of one case, so that one run tells all that it has met.
"""

import json
import logging
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from unittest.mock import patch
from urllib.parse import quote_from_bytes

from argon2 import PasswordHasher
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from ladder_assess.services.people import sign_in
from ladder_assess.web.common.forms import PatientToken
from tests.security.odd_requests import BORDER, ODD
from tests.security.offices import make_world
from tests.security.walking import Walker
from tests.soak.cost import Cost, measured
from tests.soak.hostile_files import FILES
from tests.soak.odd_routes import Route, names_read, usable_routes
from tests.soak.report import Row
from tests.support.site import app_for, product_of, settings_in

MOST_SECONDS, MOST_MEMORY = 2.0, 300.0
FORM, PARTS, JSON, RAW = "application/x-www-form-urlencoded", "multipart/form-data", "json", "raw"
LONG = (b"x", b"9", b"(", b" ", b"\n", b"\xe2\x80\xae", b"=?", b"<a>", b"1-", b"a@")
VALUES = st.one_of(
    st.sampled_from(list(ODD.values())),
    st.binary(max_size=60),
    st.text(max_size=60).map(lambda text: text.encode("utf-8", "surrogatepass")),
    st.integers(-(10**30), 10**30).map(lambda number: b"%d" % number),
    st.tuples(st.sampled_from(LONG), st.sampled_from((100, 3000, 60_000))).map(
        lambda each: each[0] * (each[1] // len(each[0]))
    ),
    st.dates().map(lambda day: day.isoformat().encode()),
)


@dataclass
class Found:
    """What a run has met: how many cases, what was wrong and how often, and the dearest."""

    cases: int = 0
    wrong: Counter[str] = field(default_factory=Counter)
    first: dict[str, str] = field(default_factory=dict)
    seconds: tuple[float, str] = (0.0, "")
    memory: tuple[float, str] = (0.0, "")

    def note(self, what: str, problem: str, cost: Cost, case: str) -> None:
        """One case more, about something, and what was wrong with it."""
        self.cases += 1
        self.seconds = max(self.seconds, (cost.seconds, what))
        self.memory = max(self.memory, (cost.memory, what))
        for said in (
            problem,
            f"{cost.seconds:.1f} s of the processor" if cost.seconds > MOST_SECONDS else "",
            f"{cost.memory:,.0f} MiB" if cost.memory > MOST_MEMORY else "",
        ):
            if said:
                kind = f"{what}: {said}"
                self.wrong[kind] += 1
                self.first.setdefault(kind, case)

    def row(self, name: str) -> Row:
        """What is told of it."""
        wrong = [
            f"{kind} ({times} times, first {self.first[kind]:.600})"
            for kind, times in self.wrong.most_common()
        ]
        told = (
            f"dearest {self.seconds[0]:.2f} s ({self.seconds[1]}), "
            f"{self.memory[0]:,.0f} MiB ({self.memory[1]})"
        )
        return Row(name, self.cases, wrong, told)


def drawn(
    strategy: st.SearchStrategy[Any], cases: int, start: int, do: Callable[[Any], None]
) -> None:
    """Do something with as many examples of a strategy, the same from the same start."""

    @seed(start)
    @settings(
        max_examples=cases,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(strategy)
    def one(example: Any) -> None:
        do(example)

    one()


@contextmanager
def furnished() -> Iterator[Walker]:
    """A world with everything in it, and somebody who may use each of its routes."""
    cheap = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    with tempfile.TemporaryDirectory() as directory, patch.object(sign_in, "HASHER", cheap):
        app = app_for(settings_in(Path(directory)))
        app.config["LIMIT_TIMES"] = 10**9
        # What is refused is no news here.
        app.logger.setLevel(logging.ERROR)
        yield Walker(make_world(app))
        product_of(app).database.close()


def attack_routes(cases: int, start: int) -> Row:
    """Send as many requests to routes drawn among all."""
    found = Found()
    with furnished() as walker:
        routes, names = usable_routes(walker), names_read()
        forms = {
            route.endpoint: walker.filled(route.endpoint, route.actor, route.address)
            for route in routes
            if "POST" in walker.methods(route.endpoint)
        }
        drawn(requests(routes, names, forms), cases, start, lambda sent: _send(walker, sent, found))
    return found.row("hostile requests")


@dataclass(frozen=True)
class Sent:
    """A request to a route."""

    route: Route
    method: str
    query: str
    kind: str
    body: bytes


@st.composite
def requests(
    draw: st.DrawFn, routes: Sequence[Route], names: Sequence[str], forms: Mapping[str, Any]
) -> Sent:
    """A request to any route: its own form with much of it changed, or anything else."""
    route = draw(st.sampled_from(routes))
    form = forms.get(route.endpoint)
    query = _encoded(draw(_pairs(names, {}))) if draw(st.booleans()) else ""
    if form is None or draw(st.integers(0, 9)) == 0:
        return Sent(route, "GET", query, "", b"")
    kind = draw(st.sampled_from((FORM, FORM, PARTS, JSON, RAW)))
    pairs = draw(_pairs([*form, *names[:5]], form))
    if kind == FORM:
        return Sent(route, "POST", query, FORM, _encoded(pairs).encode())
    if kind == PARTS:
        file = draw(st.sampled_from(sorted(FILES))), draw(st.sampled_from(("file", *form)))
        return Sent(route, "POST", query, f"{PARTS}; boundary={BORDER}", _parts(pairs, *file))
    if kind == JSON:
        deep = draw(st.sampled_from((b"[" * 100_000, b'{"a":' * 50_000, json.dumps([1]).encode())))
        return Sent(route, "POST", query, "application/json", deep)
    other = draw(st.sampled_from(("text/plain", "application/xml", "x" * 3000, PARTS, "")))
    return Sent(route, "POST", query, other, draw(st.binary(max_size=400)))


def _pairs(
    names: Sequence[str], form: Mapping[str, Any]
) -> st.SearchStrategy[list[tuple[str, bytes]]]:
    """The fields of a form as they are, and odd ones, in any order, some of them twice."""
    own = [(name, _bytes(value)) for name, value in form.items()]
    named = st.sampled_from(list(names)) if names else st.just("x")
    odd = st.tuples(st.one_of(named, st.text(max_size=8)), VALUES)
    kept = st.lists(st.sampled_from(own), max_size=len(own), unique=True) if own else st.just([])
    return st.tuples(st.one_of(st.just(own), kept), st.lists(odd, max_size=5)).map(
        lambda both: [*both[0], *both[1]]
    )


def _bytes(value: Any) -> bytes:
    value = value[0] if isinstance(value, list) and value else value
    return value if isinstance(value, bytes) else str(value or "").encode()


def _encoded(pairs: Sequence[tuple[str, bytes]]) -> str:
    return "&".join(
        f"{quote_from_bytes(name.encode('utf-8', 'surrogatepass'))}={quote_from_bytes(value)}"
        for name, value in pairs
    )


def _parts(pairs: Sequence[tuple[str, bytes]], file: str, field_name: str) -> bytes:
    """A form in parts, one of them a file that is made to hurt."""
    parts = [
        b'--%s\r\nContent-Disposition: form-data; name="%s"\r\n\r\n%s\r\n'
        % (BORDER.encode(), name.encode("utf-8", "replace").replace(b'"', b""), value)
        for name, value in pairs
        if name != field_name
    ]
    parts.append(
        b'--%s\r\nContent-Disposition: form-data; name="%s"; filename="%s"\r\n\r\n%s\r\n'
        % (BORDER.encode(), field_name.encode(), file.encode(), FILES[file])
    )
    return b"".join(parts) + b"--%s--\r\n" % BORDER.encode()


def _send(walker: Walker, sent: Sent, found: Found) -> None:
    """Send one request, and put back what it has changed."""
    marks, cookie = walker.marks, walker.cookies.get(sent.route.actor)
    headers = {"Content-Type": sent.kind} if sent.kind else {}
    headers |= {"Cookie": cookie} if cookie else {}
    problem = ""
    with measured() as cost, patch.object(PatientToken, "validate_csrf_token"):
        try:
            answer = walker.browser.open(
                f"{sent.route.address}?{sent.query}",
                method=sent.method,
                data=sent.body,
                headers=headers,
                buffered=True,
            )
            answer.close()
            problem = str(answer.status_code) if answer.status_code in (500, 501, 502) else ""
        except Exception as error:
            problem = f"{type(error).__name__}: {error!s:.100} {where(error)}"
    if walker.marks != marks:
        walker.put_back()
    what = f"{sent.method} {sent.route.endpoint}"
    found.note(what, problem, cost, f"?{sent.query} {sent.kind} {sent.body!r:.400}")


def where(error: BaseException) -> str:
    """The last line of the product's own on the way to an error."""
    at, line = error.__traceback__, ""
    while at is not None:
        file = at.tb_frame.f_code.co_filename
        if "ladder_assess" in file:
            line = f"{Path(file).name}:{at.tb_lineno}"
        at = at.tb_next
    return line
