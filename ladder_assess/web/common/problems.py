"""What is wrong, for a program: plain words in the shape that programs know (problem details)."""

import json
from http import HTTPStatus

from flask import Response, request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.exceptions import HTTPException, TooManyRequests

API = "/api/"
WORDS = {
    400: _l("Something that was asked for is wrong."),
    401: _l("There is no key that works."),
    403: _l("The key may not read this."),
    404: _l("There is nothing at this address."),
    405: _l("This can only be read."),
    429: _l("Too much was asked for. Wait for as many seconds as Retry-After says."),
}


def asked_by_program() -> bool:
    """Is the answer read by a program?"""
    return request.path.startswith(API)


def problem(error: HTTPException) -> Response:
    """The answer to a program for an HTTP error, in words of ours alone."""
    code = error.code or 500
    general = WORDS.get(code, _("This site could not do it. Try again later."))
    own = error.description if error.description != type(error).description else None
    said = {
        "type": "about:blank",
        "title": HTTPStatus(code).phrase,
        "status": code,
        "detail": str(own or general),
    }
    response = Response(
        json.dumps(said, ensure_ascii=False), code, mimetype="application/problem+json"
    )
    if isinstance(error, TooManyRequests):
        response.headers["Retry-After"] = str(error.retry_after)
    for name, value in error.get_headers():
        if name in ("WWW-Authenticate", "Allow"):
            response.headers.add(name, value)
    return response
