"""Pages that a group of people opens by its link: the token stands in every address of them."""

from collections.abc import Callable
from typing import Any, Protocol

from flask import Blueprint, abort, g, render_template

from ladder_assess.storage.common.database import Database
from ladder_assess.web.common.limits import limit
from ladder_assess.web.common.request import View, product

GONE = 410


class Link(Protocol):
    """What a token opens, as long as it is not closed."""

    @property
    def closed(self) -> bool: ...


def by_link(
    blueprint: Blueprint, find_link: Callable[[Database, str], Link | None], closed_page: str
) -> None:
    """Find what is asked by the link of each address (`g.link`); say so where it was closed."""

    @blueprint.url_value_preprocessor
    def find(_endpoint: str | None, values: dict[str, Any] | None) -> None:
        g.token = (values or {}).pop("token")

    @blueprint.url_defaults
    def keep_token(_endpoint: str, values: dict[str, Any]) -> None:
        if "token" in g:
            values.setdefault("token", g.token)

    @blueprint.before_request
    def open_link() -> View | None:
        found = find_link(product().database, g.token)
        if found is None:
            limit("guess")
            abort(404)
        g.link = found
        if found.closed:
            return render_template(closed_page, link=found), GONE
        return None
