"""What a site administrator still has to set, what each means for those who use the site, and how
it is mended. It says what is set, and shows no value.
"""

from typing import NamedTuple
from urllib.parse import urlsplit

from flask import render_template

from ladder_assess.settings import Settings
from ladder_assess.web.common.legal import settings
from ladder_assess.web.common.request import View
from ladder_assess.web.people.administration import blueprint


class SetUp(NamedTuple):
    """One thing to set, by its name in the template: is it done, None where the site cannot know;
    and the settings that do it.
    """

    name: str
    done: bool | None
    by: tuple[str, ...]


def set_up(of: Settings) -> tuple[SetUp, ...]:
    """Everything there is to set, what is missing first."""
    address = urlsplit(of.site_address)
    found = (
        SetUp("operator", bool(of.operator), ("LADDER_OPERATOR",)),
        SetUp("contact", bool(of.contact), ("LADDER_CONTACT",)),
        SetUp("address", of.has_address, ("LADDER_ADDRESS",)),
        SetUp(
            "tls",
            address.scheme == "https" and of.secure_cookies,
            ("LADDER_ADDRESS", "LADDER_SECURE_COOKIES", "LADDER_PROXIES"),
        ),
        SetUp("mail", bool(of.smtp_host), ("LADDER_SMTP_HOST", "LADDER_SMTP_FROM")),
        SetUp("backups", None, ()),
    )
    return tuple(sorted(found, key=lambda each: {False: 0, None: 1, True: 2}[each.done]))


@blueprint.get("/setup")
def setup() -> View:
    """What is set and what is not."""
    found = set_up(settings())
    missing = sum(each.done is False for each in found)
    return render_template("people/administration/setup.html", found=found, missing=missing)
