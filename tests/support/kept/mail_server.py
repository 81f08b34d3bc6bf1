"""A real mail server for tests: it takes, refuses, puts off or breaks off, address by address."""

import asyncio
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any

from ladder_assess.services.people.send_mail import NO_TLS, Post

HERE = "127.0.0.1"


@dataclass
class Box:
    """What a mail server was handed. `says` gives its answer to an address at each try (from 1),
    empty where it takes it; `breaks_off` whether it closes the connection once it has the message,
    before (False) or after (True) it has kept it, None where it does not; `takes` how many seconds
    it looks into a message.
    """

    says: Callable[[str, int], str] = lambda address, tries: ""
    breaks_off: Callable[[str, int], bool | None] = lambda address, tries: None
    takes: Callable[[str], float] = lambda address: 0.0
    taken: list[tuple[str, bytes]] = field(default_factory=list)
    asked: Counter[str] = field(default_factory=Counter)
    connections: int = 0

    async def handle_EHLO(  # noqa: N802  (the server's own name)
        self, server: Any, session: Any, envelope: Any, hostname: str, responses: list[str]
    ) -> list[str]:
        self.connections += 1
        session.host_name = hostname
        return responses

    async def handle_RCPT(  # noqa: N802
        self, server: Any, session: Any, envelope: Any, address: str, options: list[str]
    ) -> str:
        self.asked[address] += 1
        answer = self.says(address, self.asked[address])
        if answer:
            return answer
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        (address,) = envelope.rcpt_tos
        await asyncio.sleep(self.takes(address))
        cut = self.breaks_off(address, self.asked[address])
        if cut is not False:
            self.taken.append((address, envelope.content))
        if cut is not None:
            server.transport.abort()
        return "250 OK"

    @property
    def addresses(self) -> Counter[str]:
        """How often each address was written to."""
        return Counter(address for address, _ in self.taken)

    def message(self, address: str) -> EmailMessage:
        """The last message to an address."""
        content = next(content for to, content in reversed(self.taken) if to == address)
        return message_from_bytes(content, policy=default)

    def link(self, address: str) -> str:
        """The token of the link in the last message to an address."""
        text = next(self.message(address).iter_parts()).get_content()
        return str(re.findall(r"/q/(\w+)", text)[0])


def post_to(port: int) -> Post:
    """How to reach a server on this machine."""
    return Post(HERE, port, "Ladder Assess <site@example.org>", security=NO_TLS)
