"""Error pages: what happened and what to do, never a trace. The log has that, but no address."""

from math import inf
from types import TracebackType

from flask import Flask, current_app, g, render_template, request
from werkzeug.exceptions import (
    HTTPException,
    InternalServerError,
    ServiceUnavailable,
    TooManyRequests,
)
from werkzeug.wrappers import Response

from ladder_assess.services.common.obstacles import is_full, obstacle
from ladder_assess.services.common.patience import NotReady, work_for
from ladder_assess.web.common.problems import asked_by_program, problem
from ladder_assess.web.common.request import product

READING = ("GET", "HEAD")
PAGES = {400, 403, 404, 405, 413, 429, 500, 503, 507}
# After so many seconds what stands in the way of saving may have gone.
COME_BACK = 60


class NoRoom(HTTPException):
    """The disk has too little room left for what is sent."""

    code = 507


def init_app(app: Flask) -> None:
    """Answer every error with a page of its own or, where it has none, a general one."""
    app.before_request(_be_patient)
    app.after_request(_be_done)
    app.teardown_request(lambda _: work_for(inf))
    app.register_error_handler(HTTPException, show_error)
    app.register_error_handler(NotReady, show_not_ready)
    app.log_exception = log_exception  # type: ignore[method-assign]


def log_exception(
    exc_info: tuple[type, BaseException, TracebackType] | tuple[None, None, None],
) -> None:
    """Log what stands in the way and what to do, or else what went wrong, with its trace."""
    in_the_way = obstacle(product(), exc_info[1])
    if in_the_way:
        current_app.logger.error("%s: %s", _page(), in_the_way)
    else:
        current_app.logger.error("Exception on %s", _page(), exc_info=exc_info)


def _page() -> str:
    """What was asked for: the page's name and not its address, which may hold a secret, and as much
    of the method as any real one has.
    """
    return f"{request.method:.20} {request.endpoint or 'no page'}"


def _be_patient() -> None:
    """What is only looked at can be put off and asked for again; what is sent cannot."""
    seconds: float = current_app.config["PATIENCE"]
    work_for(seconds if request.method in READING else inf)


def _be_done(response: Response) -> Response:
    """What is sent piece by piece is not put off once it has begun."""
    work_for(inf)
    return response


def show_not_ready(_: NotReady) -> tuple[str, int, dict[str, str]]:
    """The page that stands in for one of a long list until that can be made: it asks again. For a
    file it says by its code that this is none, or programs would keep the page as the file.
    """
    again = {"Refresh": "1", "Cache-Control": "no-store"}
    is_file = "." in request.path.rpartition("/")[2]
    if is_file:
        again["Retry-After"] = "1"
    return render_template("common/errors/not_ready.html"), 503 if is_file else 202, again


def show_error(error: HTTPException) -> Response | tuple[str, int, dict[str, str]]:
    """The page for an HTTP error; what a program asks for is answered to a program."""
    told = _as_told(error)
    code = told.code or 500
    current_app.logger.warning("%s: %s", _page(), code)
    if asked_by_program():
        return problem(told)
    page = code if code in PAGES else 400 if code < 500 else 500
    headers = {}
    if isinstance(told, TooManyRequests):
        headers["Retry-After"] = str(told.retry_after)
    if isinstance(told, ServiceUnavailable):
        headers["Retry-After"] = str(COME_BACK)
    if isinstance(error, InternalServerError):
        # Whoever it is, asking the database again may fail again.
        g.setdefault("account", None)
    return render_template(f"common/errors/{page}.html"), code, headers


def _as_told(error: HTTPException) -> HTTPException:
    """An error as people are told of it: where the machine stands in the way, whoever sent
    something is told that it was not saved.
    """
    cause = error.original_exception if isinstance(error, InternalServerError) else None
    if not obstacle(product(), cause):
        return error
    return NoRoom() if is_full(cause) and request.method not in READING else ServiceUnavailable()
