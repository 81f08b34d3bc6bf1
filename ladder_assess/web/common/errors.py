"""Error pages: what happened and what to do, never a trace. The log has that, but no address."""

from types import TracebackType

from flask import Flask, current_app, g, render_template, request
from werkzeug.exceptions import HTTPException, TooManyRequests
from werkzeug.wrappers import Response

from ladder_assess.web.common.problems import asked_by_program, problem

PAGES = {400, 403, 404, 405, 413, 429, 500}


def init_app(app: Flask) -> None:
    """Answer every error with a page of its own or, where it has none, a general one."""
    app.register_error_handler(HTTPException, show_error)
    app.log_exception = log_exception  # type: ignore[method-assign]


def log_exception(
    exc_info: tuple[type, BaseException, TracebackType] | tuple[None, None, None],
) -> None:
    """Log what went wrong, with its trace."""
    current_app.logger.error("Exception on %s", _page(), exc_info=exc_info)


def _page() -> str:
    """What was asked for: the page's name and not its address, which may hold a secret, and as much
    of the method as any real one has.
    """
    return f"{request.method:.20} {request.endpoint or 'no page'}"


def show_error(error: HTTPException) -> Response | tuple[str, int, dict[str, str]]:
    """The page for an HTTP error; what a program asks for is answered to a program."""
    code = error.code or 500
    current_app.logger.warning("%s: %s", _page(), code)
    if asked_by_program():
        return problem(error)
    page = code if code in PAGES else 400 if code < 500 else 500
    headers = {}
    if isinstance(error, TooManyRequests):
        headers["Retry-After"] = str(error.retry_after)
    if page == 500:
        # Whoever it is, asking the database again may fail again.
        g.setdefault("account", None)
    return render_template(f"common/errors/{page}.html"), code, headers
