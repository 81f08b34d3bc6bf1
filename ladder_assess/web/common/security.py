"""Headers that every response carries, and what a request may not be."""

import time
from collections.abc import MutableMapping
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from flask import Flask, Request, Response, abort, current_app, render_template, request
from flask.globals import request_ctx
from flask.sessions import SecureCookieSessionInterface
from itsdangerous import SignatureExpired, TimestampSigner, URLSafeTimedSerializer
from werkzeug.exceptions import BadRequest

if TYPE_CHECKING:
    from ladder_assess.settings import Settings

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    # A private link is a secret: no page may tell another site where it was.
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
FILE_HEADERS = ("X-Content-Type-Options", "Referrer-Policy", "Cross-Origin-Resource-Policy")
# A year: whoever came once over TLS comes over TLS.
ONLY_TLS = "max-age=31536000; includeSubDomains"
PRIVATE = ("/p/", "/api/", "/v/", "/q/", "/w/", "/workshops/", "/unsubscribe/")
# Where the next person at the computer could go back to what somebody answered, or an organisation
# keeps.
KEPT_BY_NOBODY = ("/p/o", "/api/", "/q/", "/v/", "/w/")
LOOKING = ("GET", "HEAD", "OPTIONS")
# What a browser says of a request that a page of this site, or the person alone, has made.
FROM_HERE = ("same-origin", "none")
# How a browser sends a form; without fields and a button's name, it may name no kind at all.
FORMS = ("application/x-www-form-urlencoded", "multipart/form-data", "")
THIS_MACHINE = ("localhost", "127.0.0.1", "::1")


def cookies(settings: "Settings") -> dict[str, str | bool]:
    """How the session's cookie is kept from scripts, from other sites and, over TLS, from
    neighbours under the same domain, who could otherwise put one of their own in its place.
    """
    return {
        "SESSION_COOKIE_NAME": "__Host-session" if settings.secure_cookies else "session",
        "SESSION_COOKIE_SECURE": settings.secure_cookies,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_PATH": "/",
    }


class NamedParts(Request):
    """A request in which every part of a form has a name: what has none could be told nobody."""

    def _load_form_data(self) -> None:
        super()._load_form_data()
        if None in self.form or None in self.files:
            raise BadRequest


class AnyClock(TimestampSigner):
    """Takes what was signed before the clock was set back as signed just now: whoever was answering
    then would lose what they said.
    """

    def unsign(self, *given: Any, **named: Any) -> Any:
        """What was signed, where nobody changed it and it is not too old."""
        try:
            return super().unsign(*given, **named)
        except SignatureExpired as expired:
            if not is_ahead(expired):
                raise
            return (expired.payload, expired.date_signed)


def is_ahead(error: BaseException | None) -> bool:
    """Is what was refused signed later than it is now?"""
    signed = error.date_signed if isinstance(error, SignatureExpired) else None
    return signed is not None and signed.timestamp() > time.time()


class OneSigner(SecureCookieSessionInterface):
    """What signs the sessions of an app, made once: Flask makes it anew for every request."""

    def __init__(self, app: Flask) -> None:
        self._signs = super().get_signing_serializer(app)
        if self._signs is not None:
            self._signs.signer = AnyClock

    def get_signing_serializer(self, app: Flask) -> URLSafeTimedSerializer | None:
        """What signs and reads them; None without a secret."""
        return self._signs


def init_app(app: Flask) -> None:
    """Check where requests go and come from, and put the headers on every response."""
    app.request_class = NamedParts
    app.session_interface = OneSigner(app)
    app.config["HOSTS"] = hosts(app.config["SETTINGS"])
    app.before_request(check_host)
    app.before_request(check_origin)
    app.before_request(check_kind)
    app.after_request(add_headers)


def hosts(settings: "Settings") -> frozenset[str]:
    """The names that this site answers to: those of the settings, or else its own and this
    machine's.
    """
    own = urlsplit(settings.site_address).hostname or ""
    named = settings.hosts or (own, settings.host, *THIS_MACHINE)
    return frozenset(name.casefold().strip("[]") for name in named if name)


def check_host() -> tuple[str, int] | None:
    """Refuse a request to a name that is not this site's: links would be made up of it."""
    name = urlsplit(f"//{request.host}").hostname if request.host else None
    if name in current_app.config["HOSTS"]:
        return None
    if request_ctx.url_adapter is None:
        # A name that can be none at all: the page's own links need one.
        request_ctx.url_adapter = current_app.url_map.bind("localhost")
    return render_template("common/errors/host.html"), 400


def check_origin() -> None:
    """Refuse a form that another site's page has sent.

    Pages here send no referrer, so that a browser gives their own forms the origin `null`: those
    rest on Sec-Fetch-Site and, as all do, on the form's token.
    """
    if request.method in LOOKING:
        return
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None and site not in FROM_HERE:
        abort(403)
    origin = request.headers.get("Origin", "null")
    if origin != "null" and urlsplit(origin).netloc.casefold() not in _own_origins():
        abort(403)


def check_kind() -> None:
    """Refuse what is sent in any other way than a form's: nothing here reads it."""
    if request.method not in LOOKING and request.mimetype not in FORMS:
        abort(400)


def _own_origins() -> tuple[str, str]:
    """The host as the request names it and, where a proxy has changed that, as the settings do."""
    return request.host.casefold(), urlsplit(current_app.config["SITE_ADDRESS"]).netloc.casefold()


def add_headers(response: Response) -> Response:
    """Private pages are kept by nobody but the reader's own browser, and never indexed; some
    (KEPT_BY_NOBODY) not even there. Every other page says who is signed in or holds a form of its
    reader alone, and so is no cache's between, unless it says otherwise.
    """
    path, wanted = request.path, dict(HEADERS)
    if current_app.config["SESSION_COOKIE_SECURE"]:
        wanted["Strict-Transport-Security"] = ONLY_TLS
    if path.startswith(PRIVATE):
        wanted["X-Robots-Tag"] = "noindex, nofollow"
    kept = "no-store" if path.startswith(KEPT_BY_NOBODY) else "no-cache"
    wanted["Cache-Control"] = f"private, {kept}"
    # Not by `setdefault`, which looks through all of them twice for each.
    there = {name.casefold() for name in response.headers.keys()}  # noqa: SIM118
    for name, value in wanted.items():
        if name.casefold() not in there:
            response.headers.add(name, value)
    return response


def add_file_headers(headers: MutableMapping[str, str], _path: Path | str, _url: str) -> None:
    """What styles, scripts and fonts carry, which no view has made."""
    for name in FILE_HEADERS:
        headers[name] = HEADERS[name]
