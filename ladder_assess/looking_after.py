"""What `ladder-assess check` looks at, from the settings of this installation."""

from functools import partial
from pathlib import Path

from ladder_assess.jobs import post_of
from ladder_assess.services.data_protection.check_site import Site
from ladder_assess.services.people.send_mail import reach
from ladder_assess.serving import is_running, running_version
from ladder_assess.settings import Settings


def site_of(settings: Settings) -> Site:
    """What to look at."""
    post = post_of(settings)
    return Site(
        database=settings.database,
        postgresql=settings.postgresql,
        running=is_running(settings.instance),
        backups=Path(settings.backups) if settings.backups else None,
        unset=unset(settings),
        floor=settings.free_space,
        reach_mail=partial(reach, post) if post else None,
        uploads=settings.uploads,
        version=running_version(settings.instance),
    )


def unset(settings: Settings) -> dict[str, str]:
    """The settings that pages need and lack, each with what that means."""
    wanted = {
        "LADDER_OPERATOR": (settings.operator, "the privacy page cannot say who runs the site"),
        "LADDER_CONTACT": (settings.contact, "nobody is told whom to write to"),
        "LADDER_ADDRESS": (settings.has_address, "links in messages lead to this machine alone"),
        "LADDER_SECURE_COOKIES": (settings.is_over_tls, "others on the network can read passwords"),
    }
    return {name: why for name, (is_set, why) in wanted.items() if not is_set}
