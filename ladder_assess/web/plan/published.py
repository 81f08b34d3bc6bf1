"""The public page about a plan, for everyone: no cookie, no script, nothing private in it."""

from flask import Blueprint, abort, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from ladder_assess.core.plan.public_page import PublicPage, address_in
from ladder_assess.services.plan.publish_page import find_published
from ladder_assess.web.common.limits import limit
from ladder_assess.web.common.request import View, product
from ladder_assess.web.plan.public_page import named, shown_with

blueprint = Blueprint("published", __name__, url_prefix="/public")

GONE = 410


@blueprint.get("/<address>")
def show(address: str) -> View:
    """A published page; in words, that there was one, where it was taken down."""
    found = find_published(product(), address_in(address))
    if found is None:
        limit("guess")
        abort(404)
    if found.page is None:
        return _not_listed(make_response(render_template("plan/public_page/gone.html"), GONE))
    wanted = named(found.page.title, found.address)
    if address != wanted:
        return _not_listed(redirect(url_for("published.show", address=wanted)))
    return _answer(found.page)


def _answer(page: PublicPage) -> Response:
    """The page for any cache to keep, if it asks each time whether that is still the page: it may
    be taken down at any moment.
    """
    text = render_template("plan/public_page/page.html", **shown_with(page))
    response = make_response(text)
    response.add_etag()
    response.headers["Cache-Control"] = "public, no-cache"
    return (response if page.search else _not_listed(response)).make_conditional(request)


def _not_listed(response: Response) -> Response:
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    response.headers.setdefault("Cache-Control", "public, no-cache")
    return response
