"""How often the same may be tried: enough for people, too little for guessing.

No limit lets one person keep another out: LIMITS says for each whom it is counted for and why.
"""

import time
from dataclasses import dataclass
from enum import StrEnum

from ladder_assess.services.common.product import Product
from ladder_assess.storage.common.jobs import count_turns

MINUTE = 60
HOUR = 60 * MINUTE


class By(StrEnum):
    """Whom tries are counted for. A network is an IPv4 address or the first half of an IPv6 one."""

    ACCOUNT = "who is signed in"
    ACCOUNT_AND_ADDRESS = "who is signed in, and the address that they write to"
    KNOWS = "whose password was right"
    SIGN_IN = "the browser that is signed in"
    WORK = "who is signed in and their organisation, or the private link"
    PERSON = "who is signed in or was so in this browser; else the network"
    TRIED_HERE = "who is tried, and the browser if it signed in as them before; else the network"
    TRIED = "who is tried, in browsers that never signed in as them"
    LINK = "what is answered, and the network"
    BROWSER = "the browser"
    NETWORK = "the network"
    KEY = "the key of a program"


@dataclass(frozen=True)
class Limit:
    """At most `most` tries in `seconds` of what it `counts`, `by` whom; `spares` says why nobody
    keeps somebody else out by using it up. All three are words of the administrator's guide.
    """

    most: int
    seconds: int
    by: By
    counts: str
    spares: str


_KNOWN = "a browser that signed in to the account before is not counted"
_ITSELF = "a browser that signed in to the account before is counted for itself"
_OWN = "counted for oneself alone"
_OWN_KEY = "other keys are not counted"

# Where tries are counted by several limits, the narrow ones come first, and what one of them
# refuses is counted by no other.
LIMITS = {
    "sign_in": Limit(10, 15 * MINUTE, By.TRIED_HERE, "passwords of an address", _ITSELF),
    "sign_in_network": Limit(300, 15 * MINUTE, By.NETWORK, "passwords of any address", _KNOWN),
    "sign_in_email": Limit(
        100, HOUR, By.TRIED, "passwords of an address, from many places",
        "a browser that signed in before is not counted; in a new one the right password has a "
        "link sent, which leads past this",
    ),
    "way_in": Limit(
        5, HOUR, By.KNOWS, "such links", "it takes the right password to have one sent"
    ),
    "sign_in_elsewhere": Limit(
        300, 15 * MINUTE, By.PERSON, "ways to a provider of sign-in and back",
        "who signed in before is counted for themselves",
    ),
    "code": Limit(10, 15 * MINUTE, By.TRIED_HERE, "codes of an account", _ITSELF),
    "code_account": Limit(
        100, HOUR, By.TRIED, "codes of an account, from many places",
        "a browser that signed in before is not counted; in a new one such a link leads past this",
    ),
    "own_password": Limit(10, 15 * MINUTE, By.SIGN_IN, "passwords asked for again", _OWN),
    "own_code": Limit(10, 15 * MINUTE, By.SIGN_IN, "first codes of a new generator", _OWN),
    "mail": Limit(5, HOUR, By.TRIED_HERE, "links asked for by mail, to an address", _ITSELF),
    "mail_network": Limit(
        60, HOUR, By.NETWORK, "links asked for by mail, to any address",
        "who has an account is sent a link for a new password all the same",
    ),
    "mail_email": Limit(
        20, HOUR, By.TRIED, "links asked for by mail, to an address, from many places",
        "the links that were sent are all good",
    ),
    "invitation": Limit(60, HOUR, By.ACCOUNT, "invitations", _OWN),
    "invitation_address": Limit(
        5, HOUR, By.ACCOUNT_AND_ADDRESS, "invitations to an address", _OWN
    ),
    "own_link": Limit(5, HOUR, By.WORK, "private links sent to oneself", _OWN),
    "own_link_network": Limit(
        60, HOUR, By.NETWORK, "private links sent to oneself, of any list",
        "the link stands on the page as well",
    ),
    "ticket": Limit(
        60, 15 * MINUTE, By.NETWORK, "mailed links that open nothing",
        "links that do are not counted",
    ),
    "guess": Limit(
        600, HOUR, By.NETWORK, "private links and pages that are not there",
        "those that are there are not counted",
    ),
    "room_browser": Limit(
        60, 15 * MINUTE, By.BROWSER, "codes of rooms typed in a browser, right or wrong", _OWN
    ),
    "room": Limit(
        1500, 15 * MINUTE, By.NETWORK, "codes of rooms typed, right or wrong",
        "far more than a hall of people needs; who scans the code on the screen, and a phone that"
        " is in a room, are not counted",
    ),
    "view_code": Limit(
        30, 15 * MINUTE, By.NETWORK, "wrong codes that take answers back",
        "right ones are not counted",
    ),
    "start": Limit(
        600, HOUR, By.PERSON, "private links begun",
        "who signed in before is counted for themselves; links that are there stay open",
    ),
    "link": Limit(600, HOUR, By.WORK, "links for groups opened", _OWN),
    "view": Limit(
        6000, HOUR, By.LINK, "answers begun by the links of a group to one activity or round",
        "far more than a hall of people needs; what others ask and other networks are not counted",
    ),
    "vote": Limit(
        20000, HOUR, By.LINK, "votes of phones that have just come into a room",
        "one that has been there for ten seconds is counted for itself; other rooms and other"
        " networks are not counted",
    ),
    "fact": Limit(
        100000, HOUR, By.LINK, "answers to facts of phones that have just come into a room",
        "one that has been there for ten seconds is counted for itself; other rooms and other"
        " networks are not counted",
    ),
    "own_vote": Limit(600, HOUR, By.BROWSER, "votes of any other phone in a room", _OWN),
    "own_fact": Limit(3000, HOUR, By.BROWSER, "answers to facts of any other phone", _OWN),
    "mailing": Limit(60, HOUR, By.ACCOUNT, "messages to contacts tried or started", _OWN),
    "api": Limit(600, 15 * MINUTE, By.KEY, "requests of a program", _OWN_KEY),
    "api_rows": Limit(60, HOUR, By.KEY, "rows of a campaign taken by a program", _OWN_KEY),
    "upload": Limit(100, HOUR, By.WORK, "files sent", _OWN),
    "file": Limit(100, HOUR, By.WORK, "files asked for that take long to make", _OWN),
    "register": Limit(
        200, HOUR, By.NETWORK, "registers sent under private links",
        "what is sent in an organisation is not counted",
    ),
    "publish": Limit(60, HOUR, By.WORK, "public pages published", _OWN),
}  # fmt: skip


def wait_in_turn(product: Product, key: str) -> None:
    """Let what `key` has done in the background from here on wait behind the first of others: how
    many it asked for within the hour is counted as tries are.
    """

    def turn() -> int:
        now = int(time.time())
        return product.tries.count(f"turn:{key}", now - now % HOUR + HOUR, now)

    count_turns(turn)


def out_of_turn() -> None:
    """What this thread has done in the background from here on is nobody's."""
    count_turns(int)


def wait_for(product: Product, kind: str, key: str, *, times: int = 1) -> int:
    """Count a try and return how many seconds to wait before another: 0 when this one may go on.

    `kind` is one of LIMITS, `key` whom it is counted for; `times` multiplies what is allowed.
    """
    limit = LIMITS[kind]
    now = int(time.time())
    until = now - now % limit.seconds + limit.seconds
    tried = product.tries.count(f"{kind}:{key}", until, now)
    return 0 if tried <= limit.most * times else until - now


def start_afresh(product: Product, kind: str, key: str) -> None:
    """Forget the tries so far: the last one succeeded."""
    product.tries.forget(f"{kind}:{key}")
