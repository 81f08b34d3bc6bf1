"""Asks whoever tries too often to wait, on a page that says how long."""

from flask import current_app, request
from werkzeug.exceptions import TooManyRequests

from ladder_assess.services.common.limits import start_afresh, wait_for
from ladder_assess.web.common.request import product


def limit(kind: str, key: str | int | None = None) -> None:
    """Count a try of a `kind` (see services.limits) for `key`, by default for where it comes from.

    Answers with 429 and a page when there were too many.
    """
    wait = counted(kind, network() if key is None else key)
    if wait:
        raise TooManyRequests(retry_after=wait)


def counted(kind: str, key: str | int) -> int:
    """Count a try, and give how many seconds to wait: 0 when this one may go on."""
    times: int = current_app.config["LIMIT_TIMES"]
    return wait_for(product(), kind, str(key), times=times)


def forgive(kind: str, key: str | int) -> None:
    """Start counting afresh after a success."""
    start_afresh(product(), kind, str(key))


def network() -> str:
    """Where a request comes from."""
    return request.remote_addr or ""
