"""One browser that speaks to a server over HTTP, and a person who answers a questionnaire in it."""

import re
from collections.abc import Mapping
from http.client import HTTPConnection, HTTPException
from urllib.parse import urlencode

from ladder_assess.core.activities.activity_record import Value
from tests.processes.running import HERE, PATIENCE

FORM = {"Content-Type": "application/x-www-form-urlencoded"}
TOKEN = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')


class Refused(AssertionError):
    """An answer that is neither the page that was asked for nor the way on from a form."""

    def __init__(self, address: str, status: int, said: str) -> None:
        super().__init__(address, status)
        self.status, self.page = status, said


class Browser:
    """One browser: it keeps its cookie, and asks over one connection."""

    def __init__(self, port: int) -> None:
        self.connection = HTTPConnection(HERE, port, timeout=PATIENCE)
        self.cookie = ""

    def close(self) -> None:
        """Be done."""
        self.connection.close()

    def ask(self, address: str, data: Mapping[str, object] | None = None) -> str:
        """What a page says, or where a form leads. Raises Refused for any other answer."""
        headers = {"Cookie": self.cookie, **(FORM if data is not None else {})}
        sent = None if data is None else urlencode(data, doseq=True)
        try:
            self.connection.request("GET" if data is None else "POST", address, sent, headers)
            with self.connection.getresponse() as answer:
                said = answer.read().decode()
        except (OSError, HTTPException):
            self.close()
            raise
        self.cookie = (answer.getheader("Set-Cookie") or self.cookie).partition(";")[0]
        if answer.status != (200 if data is None else 302):
            raise Refused(address, answer.status, said)
        return answer.getheader("Location") or said


def respond(
    browser: Browser, link: str, asked: list[tuple[str, list[str]]], said: Mapping[str, Value]
) -> None:
    """Somebody reads what it is about, answers page by page and sends."""
    found = TOKEN.search(browser.ask(link))
    assert found is not None
    token = {"csrf_token": found[1]}
    browser.ask(link, token)
    for page, items in asked:
        values = {item: said[item] or "none" for item in items}
        browser.ask(f"{link}/questions/{page}", {**token, **values, "go": "next"})
    assert browser.ask(f"{link}/check", token).endswith("/thanks")
