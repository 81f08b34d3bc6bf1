"""Error pages: what happened and what to do, never a trace."""

from flask import Flask, current_app, g, render_template, request
from werkzeug.exceptions import HTTPException, TooManyRequests

PAGES = {400, 403, 404, 405, 413, 429, 500}


def init_app(app: Flask) -> None:
    """Answer every error with a page of its own or, where it has none, a general one."""
    app.register_error_handler(HTTPException, show_error)


def show_error(error: HTTPException) -> tuple[str, int, dict[str, str]]:
    """The page for an HTTP error."""
    code = error.code or 500
    # The page's name and not its address, which may hold a secret.
    current_app.logger.warning("%.20s %s: %s", request.method, request.endpoint or "no page", code)
    page = code if code in PAGES else 400 if code < 500 else 500
    headers = {}
    if isinstance(error, TooManyRequests):
        headers["Retry-After"] = str(error.retry_after)
    if page == 500:
        # Whoever it is, asking the database again may fail again.
        g.setdefault("account", None)
    return render_template(f"common/errors/{page}.html"), code, headers
