"""A client that reads as a respondent does, and checks every page that it is shown."""

from collections.abc import Mapping
from urllib.parse import urljoin, urlsplit

from flask import Flask
from werkzeug.test import TestResponse

from tests.support.checks import faults
from tests.support.forms import PageForm, form_of
from tests.support.page import Page

MOST_REDIRECTS = 5
Data = Mapping[str, str] | Mapping[str, list[str]] | Mapping[str, str | list[str]]


class Client:
    """One browser without scripts: it keeps its cookie, follows redirects and checks every page."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.browser = app.test_client()

    def get(self, address: str, *, status: int = 200, follow: bool = True) -> Page:
        """A page. After a redirect, unless it should not `follow`, the page that it leads to."""
        return self._arrive(address, self._read(address), status, follow)

    def post(
        self, address: str, data: Data | None = None, *, status: int = 200, follow: bool = True
    ) -> Page:
        """What comes of sending a form; it must end on a page that is as it should be."""
        path = self._path(address)
        response = self.browser.post(path, data=data or {})
        return self._arrive(path, response, status, follow)

    def send(self, form: PageForm, button: str | None = None, *, status: int = 200) -> Page:
        """Press a button of a filled-in form; without one, Enter."""
        return self.post(form.address, form.sent_by(button), status=status)

    def answer(self, page: Page, button: str | None = None, /, **fields: str | list[str]) -> Page:
        """Fill in the first form of a page and press its button; what it held goes along."""
        return self.send(form_of(page).fill(**fields), button)

    def follow(self, page: Page, text: str) -> Page:
        """Follow the link with this text in it."""
        return self.get(page.link(text))

    def forget(self) -> None:
        """Become another browser, or the same one the next day: the cookie has gone."""
        self.browser = self.app.test_client()

    def _read(self, address: str) -> TestResponse:
        """What comes at last, where a page asks for itself again."""
        response = self.browser.get(self._path(address))
        while "Refresh" in response.headers:
            response = self.browser.get(self._path(address))
        return response

    def _path(self, address: str) -> str:
        parts = urlsplit(address)
        return parts.path + (f"?{parts.query}" if parts.query else "")

    def _arrive(self, address: str, response: TestResponse, status: int, follow: bool) -> Page:
        address = self._path(address)
        fragment = ""
        for _ in range(MOST_REDIRECTS):
            if not (follow and response.status_code in (302, 303)):
                break
            address = urljoin(address, response.headers["Location"])
            fragment = urlsplit(address).fragment
            response = self._read(address)
        page = Page(address.split("#")[0], response.status_code, dict(response.headers), "")
        if response.mimetype == "text/html":
            page = Page(page.address, page.status, page.headers, response.get_data(as_text=True))
        assert page.status == status, f"{page.address}: {page.status}, {page.html[-600:]}"
        if page.html and status not in (302, 303):
            self._check(page, fragment)
        return page

    def _check(self, page: Page, fragment: str) -> None:
        wrong = faults(page) if page.html.lstrip().startswith("<!DOCTYPE") else ["not a page"]
        if fragment and fragment not in [e["id"] for e in page.having("id")]:
            wrong.append(f"there is nothing at #{fragment}")
        wrong += self._dead_links(page)
        assert not wrong, f"{page.address}\n" + "\n".join(wrong)

    def _dead_links(self, page: Page) -> list[str]:
        """Links and forms that lead to no address of the site, or take no request of their kind."""
        routes = self.app.url_map.bind("localhost")
        wanted = [(a["href"], "GET") for a in page.links if not a["href"].startswith("#")]
        wanted += [(f["action"], f["method"].upper()) for f in page.named("form") if "action" in f]
        own = [(urlsplit(urljoin(page.address, to)), method) for to, method in wanted]
        return [
            f"{method} {to.path} leads nowhere"
            for to, method in own
            if not (to.netloc or to.scheme) and not routes.test(to.path, method)
        ]
