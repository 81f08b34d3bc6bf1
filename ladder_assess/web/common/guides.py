"""Guides: how to use it, how it works, how to run it, how to change it."""

from flask import Blueprint, abort, current_app, render_template, url_for
from flask_babel import gettext
from markupsafe import Markup
from werkzeug.routing import Rule

from ladder_assess.publishing.common.guide_page import guide_page
from ladder_assess.services.common.consult_guides import consult_guides
from ladder_assess.web.common.request import View

blueprint = Blueprint("guides", __name__, url_prefix="/guides")


@blueprint.get("")
def index() -> View:
    """Every guide, by whom it is for."""
    return render_template("common/guides/index.html", guides=consult_guides().values())


@blueprint.get("/addresses")
def addresses() -> View:
    """Every address of the site, how it can be asked, and what it shows."""
    rules = sorted(current_app.url_map.iter_rules(), key=lambda rule: (rule.rule, rule.endpoint))
    return render_template("common/guides/addresses.html", rows=[_row(rule) for rule in rules])


@blueprint.get("/<reader>/<name>")
def show(reader: str, name: str) -> View:
    """One guide."""
    guide = consult_guides().get((reader, name))
    if guide is None:
        abort(404)
    page = guide_page(guide, gettext, _address)
    # The parser shows HTML within a guide as text, so what comes out is our own markup alone.
    return render_template("common/guides/show.html", page=page, body=Markup(page.html))  # noqa: S704


def _row(rule: Rule) -> tuple[str, str, str]:
    methods = ", ".join(sorted((rule.methods or set()) & {"GET", "POST", "PUT", "DELETE"}))
    view = current_app.view_functions[rule.endpoint]
    return rule.rule, methods, (view.__doc__ or "").partition("\n\n")[0]


def _address(reader: str, name: str) -> str:
    return url_for("guides.show", reader=reader, name=name)
