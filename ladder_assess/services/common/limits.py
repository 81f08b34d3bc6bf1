"""How often the same may be tried: enough for people, too little for guessing."""

import time
from dataclasses import dataclass

from ladder_assess.services.common.product import Product

MINUTE = 60
HOUR = 60 * MINUTE


@dataclass(frozen=True)
class Limit:
    """At most `most` tries in `seconds`."""

    most: int
    seconds: int


# Many people of one council may share an address on the network, so those limits are wide.
LIMITS = {
    # An address and a place on the network, or a browser that signed in before: a person who
    # mistypes. Then a whole place on the network. Then whoever tries one address from many places:
    # this keeps out no browser that signed in before, and asks a new one for a mailed link as well.
    "sign_in": Limit(10, 15 * MINUTE),
    "sign_in_network": Limit(300, 15 * MINUTE),
    "sign_in_email": Limit(100, HOUR),
    # Such links: whoever gets them sent has the right password.
    "way_in": Limit(5, HOUR),
    # Codes of one account: as for passwords.
    "code": Limit(10, 15 * MINUTE),
    "code_account": Limit(100, HOUR),
    # Messages to one address that one place asks for; one place; one address, whoever asks.
    "mail": Limit(5, HOUR),
    "mail_network": Limit(60, HOUR),
    "mail_email": Limit(20, HOUR),
    # Links that are used or made up, and private links that are started.
    "ticket": Limit(60, 15 * MINUTE),
    "link": Limit(600, HOUR),
    # Links that open nothing. Those that do are too many to guess; this keeps the trying down.
    "guess": Limit(600, HOUR),
    # Views given by a link: a hall of people with one address on the network.
    "view": Limit(600, HOUR),
    # Codes that take answers back: nobody has many.
    "view_code": Limit(30, 15 * MINUTE),
    "upload": Limit(100, HOUR),
    # Public pages: each may be put right often, and nobody fills the site with them.
    "publish": Limit(60, HOUR),
}


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
