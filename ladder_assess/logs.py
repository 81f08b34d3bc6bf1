"""What the log says, as lines for people or as JSON for programs, each with the request that it
belongs to: a number drawn for it alone, which tells nothing of who asked.
"""

import json
import logging
import secrets
import sys
from contextvars import ContextVar
from typing import TYPE_CHECKING

from ladder_assess.core.common.clock import written
from ladder_assess.settings import JSON, TEXT

if TYPE_CHECKING:
    from flask import Flask, Response

FORM = "%(asctime)s %(levelname)s %(message)s"
NUMBER = "X-Request-Id"
_request: ContextVar[str] = ContextVar("request", default="")


class InOurTime(logging.Formatter):
    """Says moments as pages and files do, wherever the machine thinks it is."""

    def formatTime(  # noqa: N802  (logging's own name)
        self, record: logging.LogRecord, datefmt: str | None = None
    ) -> str:
        """The time in the UK."""
        return written(record.created)


class Lines(InOurTime):
    """When, how grave and what, and of which request."""

    def __init__(self) -> None:
        super().__init__(FORM)

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802  (logging's own name)
        """The line itself; a trace follows it."""
        of = f" (request {_request.get()})" if _request.get() else ""
        return super().formatMessage(record) + of


class Objects(InOurTime):
    """The same as an object on a line, a trace in it."""

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        said = {
            "time": self.formatTime(record),
            "level": record.levelname,
            "message": record.getMessage(),
            "process": record.processName,
        }
        if _request.get():
            said["request"] = _request.get()
        if record.exc_info:
            said["trace"] = self.formatException(record.exc_info)
        return json.dumps(said, ensure_ascii=False)


def start_logging(form: str = TEXT) -> None:
    """Let the log say on standard error what is to be known."""
    told = logging.StreamHandler(sys.stderr)
    told.setFormatter(Objects() if form == JSON else Lines())
    logging.basicConfig(level=logging.INFO, handlers=[told])


def number_requests(app: "Flask") -> None:
    """Give each request a number, which its answer and what the log says of it carry."""

    def begin() -> None:
        _request.set(secrets.token_hex(8))

    def tell(response: "Response") -> "Response":
        response.headers[NUMBER] = _request.get()
        return response

    def forget(_: BaseException | None) -> None:
        _request.set("")

    # Before all others, as these may refuse it.
    app.before_request_funcs.setdefault(None, []).insert(0, begin)
    app.after_request(tell)
    app.teardown_request(forget)
