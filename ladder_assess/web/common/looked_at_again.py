"""Parts of pages that a page asks for every two seconds: made anew only where something changed."""

import hmac
from collections.abc import Callable

from flask import make_response, request

from ladder_assess.web.common.request import View, product

# How their addresses end.
ENDINGS = ("/state", "/now")


def asked_by_itself() -> bool:
    """Does a page ask here by itself? That is no sign that anybody sits before it."""
    rule = request.url_rule
    return rule is not None and rule.rule.endswith(ENDINGS)


def unless_known(show: Callable[[], str], *told: object) -> View:
    """A part of a page, or that the browser has it (304): what is `told` by it decides.

    The tag (ETag) is a digest that nobody can work out: else it would say what no page does, such
    as how many others there are.
    """
    said = repr((request.path, told)).encode()
    tag = hmac.digest(product().secret.encode(), said, "sha256").hex()[:32]
    response = make_response("", 304) if tag in request.if_none_match else make_response(show())
    response.set_etag(tag)
    return response
