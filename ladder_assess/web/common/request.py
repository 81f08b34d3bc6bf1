"""What views and templates share: the product, the scope, assets and words."""

import json
import secrets
from collections.abc import Callable
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any
from zlib import compress
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_time
from flask import Flask, current_app, flash, g, request, session, url_for
from flask_babel import get_locale, gettext
from markupsafe import Markup
from werkzeug.wrappers import Response

from ladder_assess.core.common.clock import uk, zone_time
from ladder_assess.core.common.finding import MOST_LETTERS
from ladder_assess.core.common.legible import legible
from ladder_assess.core.common.part_dates import first_day, in_words, pattern_of
from ladder_assess.core.common.rounding import whole
from ladder_assess.core.common.shortening import shortened
from ladder_assess.publishing.common.narrow_table import narrow_table
from ladder_assess.publishing.common.words import Words
from ladder_assess.services.common.product import Product

STATIC = "/static"
# What waits to be said on the next page, where Flask keeps it: each of so many characters, and of
# several so many bytes as a cookie has them.
WAITING = "_flashes"
LONGEST_SAID, MOST_WAITING = 1_000, 2_000


def init_app(app: Flask) -> None:
    """Give templates the assets, the words of the definition and the day in words."""
    app.jinja_env.globals.update(asset=asset, page_language=page_language, words=words)
    app.jinja_env.globals.update(most_letters=MOST_LETTERS, link_to_share=link_to_share)
    app.jinja_env.filters.update(said=said, day=day, whole=whole, narrow_table=_narrow_table)


def product() -> Product:
    """The definitions, rules and database of this app."""
    opened: Product = current_app.extensions["ladder_assess"]
    return opened


def words() -> Words:
    """What the ids of the definition are called: of the version by which the activity that the
    request is about is described, else of the newest.
    """
    return newest_words().of(g.get("stamp", ""))


def newest_words() -> Words:
    """What the ids of the newest version are called."""
    newest: Words = current_app.extensions["ladder_assess_words"]
    return newest


def _narrow_table(table: Markup) -> Markup:
    """A table of ours, in which all that was typed is escaped, for a phone too."""
    return Markup(narrow_table(str(table)))  # noqa: S704


def today() -> date:
    """The day that new things are dated with."""
    clock: Callable[[], date] = current_app.config["TODAY"]
    return clock()


def searched_for() -> str:
    """The words that the address searches for, no more of them than a search looks at."""
    return legible(request.args.get("q", "")).strip()[:MOST_LETTERS]


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


def mailed_link(endpoint: str, **values: Any) -> str:
    """The address of a page for a message: under the address that the site is set up with, because
    the one in a request can be made up by whoever sends it.
    """
    return str(current_app.config["SITE_ADDRESS"]) + url_for(endpoint, **values)


def link_to_share(endpoint: str, **values: Any) -> str:
    """The address of a page for others to open, also from paper: under the address that the site is
    set up with, as what stands in front of it may ask by a name of its own; where none is set, as
    this page was asked for.
    """
    if current_app.config["SETTINGS"].has_address:
        return mailed_link(endpoint, **values)
    return url_for(endpoint, **values, _external=True)


def said(text: str) -> str:
    """A text of a definition in the reader's language."""
    return gettext(text) if text else ""


def day(when: date | str) -> str:
    """A date in words, or the month or year of which no more is known."""
    text = when if isinstance(when, str) else when.isoformat()
    if named := in_words(text):
        return said(named[0]) % {"year": named[1]}
    return format_date(first_day(text), pattern_of(text), locale=get_locale() or "en_GB")


def moment(seconds: int, zone: ZoneInfo | None = None) -> str:
    """A time in words, as clocks in a zone show it, the United Kingdom's where none is given;
    `seconds` since 1970.
    """
    when = zone_time(seconds, zone or uk())
    names = {(0, 0): gettext("midnight"), (12, 0): gettext("midday")}
    # In English, am and pm are in small letters here; elsewhere as their language has it.
    locale = "en_GB" if page_language() == "en" else get_locale()
    clock = names.get((when.hour, when.minute)) or format_time(when, "h:mma", when.tzinfo, locale)
    return f"{day(when.date())}, {clock}"


def done(what: str) -> None:
    """Say at the top of the next page what was done; for what that page does not show itself."""
    _say(what, "message")


def point_out(what: str) -> None:
    """Say at the top of the next page why nothing was done."""
    _say(what, "problem")


def advise(what: str) -> None:
    """Say at the top of the next page what somebody can find out, and how."""
    _say(what, "hint")


def _say(what: str, kind: str) -> None:
    """Have the next page say something. What waits to be said is in a cookie, of which browsers
    keep no more than 4,096 bytes: what was said first goes first, and nothing is too long.
    """
    flash(shortened(str(what), LONGEST_SAID), kind)
    waiting = session[WAITING]
    while len(waiting) > 1 and len(compress(json.dumps(waiting).encode())) > MOST_WAITING:
        waiting = waiting[1:]
    session[WAITING] = waiting


def pressed() -> str:
    """Which button sent the form: `next`, `back` or `later`."""
    go: str = request.form.get("go", "next")
    return go if go in ("next", "back", "later") else "next"


View = str | Response | tuple[str, int]
