"""What a site administrator still has to set, what each means for those who use the site, and how
it is mended. It says what is set, and shows no value.
"""

from collections.abc import Iterable
from typing import NamedTuple

from flask import render_template

from ladder_assess.settings import Settings
from ladder_assess.web.common.legal import settings
from ladder_assess.web.common.request import View
from ladder_assess.web.people.administration import blueprint

ADDRESS = "LADDER_ADDRESS=https://ladder.example.org"


class SetUp(NamedTuple):
    """One thing to set, by its name in the template: is it done, None where the site cannot know;
    and the lines that do it, with values to put one's own in place of.
    """

    name: str
    done: bool | None
    lines: tuple[str, ...]


def set_up(of: Settings) -> tuple[SetUp, ...]:
    """Everything there is to set, what is missing first."""
    found = (
        SetUp("operator", bool(of.operator), ("LADDER_OPERATOR='Riverside Council'",)),
        SetUp("contact", bool(of.contact), ("LADDER_CONTACT=help@example.org",)),
        SetUp("address", of.has_address, (ADDRESS,)),
        SetUp(
            "tls",
            of.is_over_tls,
            (ADDRESS, "LADDER_SECURE_COOKIES=1", "LADDER_PROXIES=1"),
        ),
        SetUp(
            "mail",
            bool(of.smtp_host),
            ("LADDER_SMTP_HOST=mail.example.org", "LADDER_SMTP_FROM=ladder@example.org"),
        ),
        SetUp("backups", bool(of.backups) or None, ("LADDER_BACKUPS=/another/disk/ladder",)),
    )
    return tuple(sorted(found, key=lambda each: {False: 0, None: 1, True: 2}[each.done]))


def not_set(found: Iterable[SetUp]) -> int:
    """How many things are known not to be set."""
    return sum(each.done is False for each in found)


@blueprint.app_template_global()
def count_not_set() -> int:
    """How many things an administrator of this site has still to set."""
    return not_set(set_up(settings()))


@blueprint.get("/setup")
def setup() -> View:
    """What is set and what is not."""
    found = set_up(settings())
    missing = not_set(found)
    return render_template("people/administration/setup.html", found=found, missing=missing)
