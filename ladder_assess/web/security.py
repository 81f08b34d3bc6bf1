"""Headers that every response carries, and what a request may not be."""

from flask import Flask, Response, request

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
PRIVATE = "/p/"


def init_app(app: Flask) -> None:
    """Put the headers on every response."""
    app.after_request(add_headers)


def add_headers(response: Response) -> Response:
    """Private pages are kept by nobody but the reader's own browser, and never indexed."""
    response.headers.extend(HEADERS)
    if request.path.startswith(PRIVATE):
        response.headers["X-Robots-Tag"] = "noindex, nofollow"
        if "Cache-Control" not in response.headers:
            response.headers["Cache-Control"] = "private, no-cache"
    return response
