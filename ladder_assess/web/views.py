"""What views and templates share: the product, the scope, assets and words."""

import json
import secrets
from collections.abc import Callable
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from babel.dates import format_date
from flask import Blueprint, Flask, abort, current_app, g, request
from flask_babel import get_locale, gettext
from werkzeug.wrappers import Response

from ladder_assess.core.draft import Draft
from ladder_assess.publishing.words import Words
from ladder_assess.services.product import Product
from ladder_assess.storage import activities
from ladder_assess.storage.portfolios import Portfolio, open_portfolio

STATIC = "/static"
# All that anyone may see of the sample portfolio; whatever is added is closed until named here.
SAMPLE_PAGES = {"portfolio.show", "activity.result", "activity.review", "plan.show"}
READING = ("GET", "HEAD", "OPTIONS")


def init_app(app: Flask) -> None:
    """Give templates the assets, the words of the definition and the day in words."""
    app.jinja_env.globals.update(asset=asset, page_language=page_language, words=words)
    app.jinja_env.filters.update(said=said, day=day)


def product() -> Product:
    """The definitions, rules and database of this app."""
    opened: Product = current_app.extensions["ladder_assess"]
    return opened


def words() -> Words:
    """What the ids of the definition are called."""
    found: Words = current_app.extensions["ladder_assess_words"]
    return found


def today() -> date:
    """The day that new things are dated with."""
    clock: Callable[[], date] = current_app.config["TODAY"]
    return clock()


def new_request_id() -> str:
    """A form's own random id: pressing its button twice does its work once."""
    return secrets.token_urlsafe(16)


@lru_cache(4)
def _manifest(dist: Path) -> dict[str, str]:
    found: dict[str, str] = json.loads((dist / "manifest.json").read_text("utf-8"))
    return found


def asset(name: str) -> str:
    """The address of a built file, which changes when its content does."""
    return f"{STATIC}/{_manifest(current_app.config['DIST'])[name]}"


def page_language() -> str:
    """The language of the page, for its `lang` attribute."""
    return str(get_locale() or "en").replace("_", "-")


def said(text: str) -> str:
    """A text of a definition in the reader's language."""
    return gettext(text) if text else ""


def day(when: date | str) -> str:
    """A date in words."""
    value = date.fromisoformat(when) if isinstance(when, str) else when
    return format_date(value, "d MMMM y", locale=get_locale() or "en_GB")


def scope(blueprint: Blueprint) -> None:
    """Open the portfolio of every address of a blueprint, or answer that there is no such page.

    The sample portfolio can be read by everyone and changed by nobody.
    """

    @blueprint.url_value_preprocessor
    def find(_endpoint: str | None, values: dict[str, Any] | None) -> None:
        g.token = (values or {}).pop("token")

    @blueprint.before_request
    def open_scope() -> None:
        found = open_portfolio(product().database, g.token)
        if found is None:
            abort(404)
        reads = request.method in READING and request.endpoint in SAMPLE_PAGES
        if found.sample and not reads:
            abort(403)
        g.portfolio = found

    @blueprint.url_defaults
    def keep_token(_endpoint: str, values: dict[str, Any]) -> None:
        if "token" in g:
            values.setdefault("token", g.token)


def portfolio() -> Portfolio:
    """The portfolio that this request's private link opens."""
    found: Portfolio = g.portfolio
    return found


def draft_or_404(number: int) -> Draft:
    """An activity of this request's portfolio."""
    draft = activities.find_activity(product().database, portfolio(), number)
    if draft is None:
        abort(404)
    return draft


def pressed() -> str:
    """Which button sent the form: `next`, `back` or `later`."""
    go: str = request.form.get("go", "next")
    return go if go in ("next", "back", "later") else "next"


View = str | Response | tuple[str, int]
