"""How much of a request is taken in as it arrives, what takes the rest, and how one is refused."""

import logging
from io import BytesIO

from flask_babel import lazy_gettext as _l

# A request this many times too long is refused at its head; a shorter one is passed over, so that
# its sender can read a page that says why.
FAR_TOO_LONG = 16
# What stands between the chunks of a body, in bytes: it is gathered anew with each piece that
# comes, at a cost that grows with its square. Browsers send no chunks; proxies write a few digits.
LONGEST_FRAMING = 4096


class PassedOver:
    """Takes the body of a request that is too long, and keeps none of it."""

    def append(self, data: bytes) -> None: ...

    def __len__(self) -> int:
        return 0

    def getfile(self) -> BytesIO:
        return BytesIO()

    def close(self) -> None: ...


class WithoutAddress(logging.Filter):
    """Takes the address of a request out of what waitress logs: it may hold a secret."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Change what is to be logged; all of it is."""
        before, serving, _address = str(record.msg).partition(" while serving ")
        if serving:
            record.msg = f"{before}{serving}a request"
        return True


logging.getLogger("waitress").addFilter(WithoutAddress())


class Refused:
    """What is said to a connection that is ended, in plain text: a page would need a thread."""

    code, reason = 400, "Bad Request"

    def __init__(self, body: str) -> None:
        self.body = body

    def to_response(self, ident: str | None = None) -> tuple[str, list[tuple[str, str]], bytes]:
        words = f"{self.body}\n".encode()
        head = [("Content-Type", "text/plain; charset=utf-8"), ("Content-Length", str(len(words)))]
        return f"{self.code} {self.reason}", head, words


class TooSlow(Refused):
    """A request that does not arrive."""

    code, reason = 408, "Request Timeout"


class TooMuch(Refused):
    """A request for which there is no room now."""

    code, reason = 503, "Service Unavailable"


# In the language of the site: that of the reader is known to a page alone.
TOO_SLOW = _l(
    "What you sent did not arrive in full, so nothing was saved. "
    "Check your connection, go back and send it again."
)
TOO_MUCH = _l(
    "Too much is being sent to this site at once, so nothing was saved. "
    "Wait a minute, go back and send it again."
)
TOO_MANY = _l(
    "Many are using this site just now, and this page takes long to make. Nothing was changed. "
    "Wait a minute, then open it again."
)
TOO_LONG = _l(
    "This took far too long and was broken off. It may not have been saved: "
    "go back and look before you send it again, and tell whoever runs this site."
)
