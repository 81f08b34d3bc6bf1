"""How much of a request is taken in as it arrives, and what takes in the rest."""

from io import BytesIO

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
