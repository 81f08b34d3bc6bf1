"""Pages that a group of people opens by its link: the token stands in every address of them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, abort, g, render_template, request
from flask_babel import gettext as _
from markupsafe import Markup

from ladder_assess.core.common.page_of_rows import page_of
from ladder_assess.core.common.whole_number import whole_number
from ladder_assess.core.points_of_view.group_link import GroupLink
from ladder_assess.publishing.common.qr_code import qr_code
from ladder_assess.services.common.product import Product
from ladder_assess.web.common.limits import limit
from ladder_assess.web.common.request import View, link_to_share, product

GONE = 410


def by_link(
    blueprint: Blueprint,
    find_link: Callable[[Product, str], Any],
    shut: Callable[[Any], View | None],
) -> None:
    """Find what is asked by the link of each address (`g.link`); `shut` gives what is shown instead
    where the link takes nothing, or not yet.
    """

    @blueprint.url_value_preprocessor
    def find(_endpoint: str | None, values: dict[str, Any] | None) -> None:
        g.token = (values or {}).pop("token")

    @blueprint.url_defaults
    def keep_token(_endpoint: str, values: dict[str, Any]) -> None:
        if "token" in g:
            values.setdefault("token", g.token)

    @blueprint.before_request
    def open_link() -> View | None:
        found = find_link(product(), g.token)
        if found is None:
            limit("guess")
            abort(404)
        g.link = found
        return shut(found)


def shown_link(link: GroupLink | None, endpoint: str) -> dict[str, Any]:
    """What a page shows of a group's link, which opens `endpoint`: its address and QR code while it
    is open, and whether there was one that is closed.
    """
    address = link_to_share(endpoint, token=link.token) if link and link.token else ""
    return {
        "address": address,
        "code": qr_drawn(address) if address else "",
        "closed": link is not None and link.closed,
    }


@dataclass(frozen=True)
class Sheet:
    """A link on one sheet of paper: what it is about, what it is for, and what else people must
    know of it; `back` is the page that it is printed from, and what that is called. `ends_in_token`
    is so where the address ends in letters and digits of a token, which are easily misread.
    """

    name: str
    purpose: str
    address: str
    back: tuple[str, str]
    notes: tuple[str, ...] = ()
    ends_in_token: bool = True


def printed_link(sheet: Sheet, scanned: str = "") -> View:
    """A page made for printing: the link as a code for phones and in letters, and nothing else.
    What is `scanned` may be a longer one.
    """
    code = qr_drawn(scanned or sheet.address)
    return render_template("common/printed_link/show.html", **vars(sheet), code=code)


# Slips to cut out on one page of the site: eight sheets of six.
SLIPS = 48


def printed_slips(sheet: Sheet, addresses: Sequence[str]) -> View:
    """Links of which each is for one person, each on a slip to cut out; the address of the sheet
    itself is empty.
    """
    page = page_of(addresses, whole_number(request.args.get("page")) or 1, SLIPS)
    slips = [(address, qr_drawn(address)) for address in page.rows]
    return render_template("common/printed_link/slips.html", **vars(sheet), page=page, slips=slips)


def qr_drawn(address: str) -> Markup:
    """The QR code of an address that this app has built."""
    return Markup(qr_code(address, str(_("QR code of the link"))))  # noqa: S704
