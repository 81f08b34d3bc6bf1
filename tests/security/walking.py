"""Sends requests as anyone to any address of the app, and sees what they changed."""

import io
import sqlite3
import time
import zipfile
from collections.abc import Iterable, Mapping
from functools import cached_property
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unittest.mock import patch
from urllib.parse import urlsplit

from flask.testing import FlaskClient
from werkzeug.datastructures import Headers
from werkzeug.routing import Rule
from werkzeug.test import TestResponse, run_wsgi_app

from ladder_assess.core.common.media_types import MEDIA_TYPES
from ladder_assess.storage.data_protection.belonging import ORGANISATION
from ladder_assess.storage.data_protection.scopes import Scope, rows_of
from ladder_assess.storage.people import sign_ins
from ladder_assess.web.access.identity import KEY
from ladder_assess.web.common.forms import PatientToken
from tests.security.declared import ROUTES
from tests.security.offices import DRAFTED, NUMBERS, World
from tests.support.forms import forms_of
from tests.support.kept.rows_kept import Rows, read_rows
from tests.support.kept.sqlite_alone import sqlite_of
from tests.support.kept.written import written
from tests.support.page import Page
from tests.support.waves import PLACES_OF

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment

# What a request may change whoever makes it: how often things are tried, and which number is next.
SEEN = {"tried", "used_code", "sqlite_sequence"}
FORM_METHODS = ("GET", "POST")
_fresh = count(1)


class Bare(FlaskClient):
    """Keeps no cookies, and so has no need to read the address of each request once more: that
    takes longer than the answer where an address is very long.
    """

    def run_wsgi_app(
        self, environ: "WSGIEnvironment", buffered: bool = False
    ) -> tuple[Iterable[bytes], str, Headers]:
        return run_wsgi_app(self.application, environ, buffered=buffered)


class Walker:
    """Walks one world, which it can put back as it was."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.app = world.app
        self.database = world.product.database
        self.browser = Bare(world.app, world.app.response_class, use_cookies=False)
        self.cookies: dict[str, str] = {}
        for actor in (*world.own.people, "outsider", "administrator", "other owner"):
            self._sign_in(actor)
        self.kept = sqlite3.connect(":memory:", check_same_thread=False)
        sqlite_of(self.database.reading).backup(self.kept)
        self._as_kept = self._changes
        self.files = {p: p.read_bytes() for p in self._folder.rglob("*") if p.is_file()}
        self.whole = self.digest()
        self.others = self.rows_of_other()

    @property
    def _folder(self) -> Path:
        return self.database.path.parent / "uploads"

    def _sign_in(self, actor: str) -> None:
        account = self.world.account(actor)
        assert account is not None
        token = f"sign-in of a walk {next(_fresh)}"
        written(self.database, sign_ins.start, account.id, token, actor, int(time.time()))
        sign = self.app.session_interface.get_signing_serializer(self.app)  # type: ignore[attr-defined]
        self.cookies[actor] = f"session={sign.dumps({KEY: token})}"

    @cached_property
    def rules(self) -> dict[str, Rule]:
        """Every route of the app by its endpoint; each has one."""
        found = {rule.endpoint: rule for rule in self.app.url_map.iter_rules()}
        assert len(found) == len(list(self.app.url_map.iter_rules()))
        return found

    def methods(self, endpoint: str) -> list[str]:
        """Those of GET and POST that a route takes; it takes no others that could change things."""
        taken = self.rules[endpoint].methods or set()
        assert taken <= {"GET", "POST", "HEAD", "OPTIONS"}, endpoint
        return [method for method in FORM_METHODS if method in taken]

    def address(self, endpoint: str, **values: Any) -> str:
        """Where a route is; what is not given is the own organisation's."""
        own = {"number": NUMBERS.get(endpoint, DRAFTED)} | self.world.own.values
        own |= PLACES_OF.get(endpoint, {}) | self.world.own.values.get(endpoint, {})
        trial = "twenty-readings.jsonl"
        name = {"home.trial_file": trial, "guides.show": "files"}.get(endpoint, "")
        known = {"reader": "users", "name": name} | self.world.values | own | values
        rule = self.rules[endpoint]
        wanted = {name: known[name] for name in rule.arguments}
        return self.app.url_map.bind("localhost").build(endpoint, wanted)

    def ask(
        self, actor: str, method: str, address: str, data: Mapping[str, Any] | None = None
    ) -> TestResponse:
        """What someone is answered."""
        cookie = self.cookies.get(actor)
        headers = {"Cookie": cookie} if cookie else {}
        sent = {
            name: (io.BytesIO(value), "of-the-walk.txt") if isinstance(value, bytes) else value
            for name, value in (data or {}).items()
        }
        response = self.browser.open(
            address, method=method, data=sent, headers=headers, buffered=True
        )
        response.close()
        if response.mimetype in (MEDIA_TYPES["docx"], MEDIA_TYPES["xlsx"], MEDIA_TYPES["zip"]):
            response.set_data(_texts_of(response.data))
        return response

    def unprotected(
        self, actor: str, address: str, data: Mapping[str, Any] | None = None
    ) -> TestResponse:
        """What someone is answered who sends a form, with no token asked of them: so nothing but
        their rights keeps them from it.
        """
        with patch.object(PatientToken, "validate_csrf_token"):
            return self.ask(actor, "POST", address, data)

    def filled(self, endpoint: str, actor: str, address: str) -> dict[str, Any]:
        """What a page's own form holds when someone has filled it in as is declared."""
        held: dict[str, Any] = {}
        if "GET" in self.methods(endpoint):
            page = Page(address, 200, {}, self.ask(actor, "GET", address).text)
            for form in forms_of(page) if page.html else []:
                held |= {name: value for name, value in form.values.items() if any(value)}
                if "picks" in form.names:
                    held["picks"] = form.options("picks")[:1]
        held.pop("csrf_token", None)
        return held | dict(ROUTES[endpoint].data)

    def digest(self) -> Rows:
        """What each table holds, but for what any request may change."""
        return read_rows(self.database, SEEN)

    def changed(self) -> list[str]:
        """The tables that differ from how they were kept, and what is amiss with files."""
        now = self.digest()
        found = [name for name in now if now[name] != self.whole[name]]
        if any(not path.is_file() for path in self.files):
            found.append("a file has gone")
        if len(self.files) != len([p for p in self._folder.rglob("*") if p.is_file()]):
            found.append("there are more files or fewer")
        return found

    def rows_of_other(self) -> list[tuple[str, list[tuple[object, ...]]]]:
        """Everything that is kept of the other organisation."""
        found = rows_of(self.database, Scope(ORGANISATION, self.world.other.id))
        return [(each.table, [tuple(row.values()) for row in each.rows]) for each in found]

    def put_back(self) -> None:
        """Make the database and the files what they were. To copy a database back takes longer
        than to ask whether anything was written.
        """
        if self._changes != self._as_kept:
            self.kept.backup(sqlite_of(self.database.reading))
            self._as_kept = self._changes
        for path, content in self.files.items():
            if not path.is_file():
                path.write_bytes(content)
        for path in self._folder.rglob("*"):
            if path.is_file() and path not in self.files:
                path.unlink()

    @property
    def _changes(self) -> tuple[int, int]:
        """Another with every row that is changed, over this connection or any other one."""
        (others,) = self.database.reading.execute("PRAGMA data_version").fetchone()
        return self.marks, others

    @property
    def marks(self) -> int:
        """Grows with every row that is changed."""
        return sqlite_of(self.database.reading).total_changes


def outcome(response: TestResponse) -> str:
    """In a word: shown, sign in, refused, hidden or odd."""
    if response.status_code in (301, 302, 303, 307, 308):
        to = urlsplit(response.headers["Location"])
        assert to.netloc in ("", "localhost"), to
        return "sign in" if to.path == "/sign-in" else "shown"
    known = {
        401: "sign in",
        403: "refused",
        404: "hidden",
        200: "shown",
        204: "shown",
        400: "shown",
    }
    return known.get(response.status_code, f"odd: {response.status_code}")


def _texts_of(content: bytes) -> bytes:
    """What stands in a spreadsheet, a document or packed tables, whose parts are compressed."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        whole = b"".join(archive.read(name) for name in archive.namelist())
    # Pictures among the parts are no text.
    return whole.decode("utf-8", "replace").encode()
