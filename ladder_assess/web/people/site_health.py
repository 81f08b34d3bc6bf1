"""Whether the site is alive and ready, for whatever watches it: a proxy, a container, a monitor.

Neither tells anything of who uses the site, and neither opens a session.
"""

from flask import Blueprint, Response

from ladder_assess.services.data_protection.check_site import why_not_ready
from ladder_assess.web.common.legal import settings
from ladder_assess.web.common.request import product

blueprint = Blueprint("site_health", __name__)


def _plain(words: str, status: int = 200) -> Response:
    """A line for programs. It is true for now alone."""
    answer = Response(f"{words}\n", status, mimetype="text/plain")
    answer.headers["Cache-Control"] = "no-store"
    return answer


@blueprint.get("/health")
def alive() -> Response:
    """It answers; nothing else is looked at."""
    return _plain("alive")


@blueprint.get("/ready")
def ready() -> Response:
    """It can keep what people send. Where it cannot, 503 and why."""
    why = why_not_ready(product(), settings().free_space)
    return _plain(f"not ready: {why}", 503) if why else _plain("ready")
