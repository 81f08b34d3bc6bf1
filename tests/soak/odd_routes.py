"""Every route as somebody uses it who may, and every name that its address may carry."""

import re
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ladder_assess.services.people.open_account import ask_to_confirm
from ladder_assess.services.people.reset_password import ask_to_reset
from ladder_assess.services.people.sign_in import mark_of
from ladder_assess.settings import PACKAGE
from ladder_assess.web.campaigns.respond import KEY as ANSWERING
from ladder_assess.web.people.account import HALF as HALF_SIGNED_IN
from ladder_assess.web.points_of_view.voice import KEY as GIVING
from tests.security.declared import HALF, LINK, LINK_AND_ACCOUNT, ROUTES, TOKEN
from tests.security.test_scope import sender
from tests.security.walking import Walker
from tests.support.kept.workshops import Room

WEB = PACKAGE / "web"
READ = re.compile(r'(?:args|values|form)\.get(?:list)?\(\s*"(\w+)"')
# Read under a name that stands elsewhere.
ALSO_READ = {"activity", "actions", "by", "first", "kind", "page", "priority", "second", "service",
             "since", "until", "rung", "caution", "sort", "held", "number", "again"}  # fmt: skip
VISITOR = "visitor"
NEW, FORGOTTEN = "a-new-account", "a-forgotten-password"


@dataclass(frozen=True)
class Route:
    """A route as somebody uses it who may."""

    endpoint: str
    address: str
    actor: str


def usable_routes(walker: Walker) -> list[Route]:
    """Every declared route, with whoever may send its form or, where it has none, look at it."""
    walker.put_back()
    own = walker.world.own
    ask_to_confirm(walker.world.product, "new@example.org", NEW)
    ask_to_reset(walker.world.product, own.people["viewer"].email, FORGOTTEN)
    link, answers = own.values["provider token"], own.values["wave token"]
    half = {"account": own.people["viewer"].id, "mark": mark_of(own.people["viewer"]), "to": "/",
            "began": int(time.time())}  # fmt: skip
    session = {
        HALF_SIGNED_IN: half,
        GIVING: {"link": link, "id": "somebody-who-answers", "consent": "a-consent"},
        ANSWERING: {answers: {"id": "somebody-who-answers", "consent": "c", "answers": ""}},
    }
    sign = walker.app.session_interface.get_signing_serializer(walker.app)  # type: ignore[attr-defined]
    walker.cookies[VISITOR] = f"session={sign.dumps(session)}"
    voice, respond = {"token": link, "page_id": "taking_part"}, {"token": answers}
    workshop: Room = own.values["workshop"]
    run, join = {"token": workshop.token}, {"room": workshop.now.code}
    given: Mapping[str, dict[str, Any]] = {
        **{name: run for name in ROUTES if name.startswith("workshop.")},
        **{name: join for name in ROUTES if name.startswith("room.")},
        **{name: voice for name in ROUTES if name.startswith("voice.")},
        **{name: respond for name in ROUTES if name.startswith("respond.")},
        **{name: {"token": walker.world.link.token} for name in ROUTES if _by_link(name)},
        "account.confirm": {"ticket": NEW},
        "account.reset_with": {"ticket": FORGOTTEN},
        "invitation.show": {"ticket": own.values["invitation"]},
    }
    return [
        Route(name, walker.address(name, **given.get(name, {})), _actor(name)) for name in ROUTES
    ]


def _by_link(endpoint: str) -> bool:
    return ROUTES[endpoint].to in (LINK, LINK_AND_ACCOUNT)


def _actor(endpoint: str) -> str:
    by_token = ROUTES[endpoint].to in (TOKEN, HALF) and not endpoint.startswith("invitation.")
    return VISITOR if by_token else sender(endpoint)


def names_read() -> list[str]:
    """Every name under which the address of some page is read."""
    found = {n for file in WEB.rglob("*.py") for n in READ.findall(file.read_text("utf-8"))}
    return sorted(found | ALSO_READ)
