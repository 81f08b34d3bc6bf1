"""Those who ask see the same of their contacts whoever of them has answered.

The older tests looked at what each page said of somebody. What told was a number: how many a
reminder would go to. It fell by one where a contact was removed who had not answered, and stayed
where one was removed who had. So here two sites are worked with alike, on which others answered:
no page may differ.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller

from ladder_assess.jobs import send_invitations
from tests.processes.running import free_port
from tests.support.client import Client
from tests.support.kept.contacts import confirm
from tests.support.kept.mail_server import HERE, Box
from tests.support.offices import make_office, signed_in_client
from tests.support.page import Page
from tests.support.site import app_for, product_of, settings_in
from tests.support.waves import begin, everything, send

CONTACTS = "questionnaires/principles/rounds/1/contacts"
INVITED = 14
# Somebody who has answered on one of the sites, on the other, and on none.
REMOVED = ("p02@example.org", "p07@example.org", "p12@example.org")


@pytest.fixture
def box() -> Iterator[tuple[Box, int]]:
    box = Box()
    controller = Controller(box, hostname=HERE, port=free_port())
    controller.start()
    yield box, controller.port
    controller.stop()


class Asking:
    """Somebody who invites, looks at every page after each step, and removes people."""

    def __init__(self, folder: Path, box: tuple[Box, int]) -> None:
        self.box, port = box
        self.settings = settings_in(
            folder, smtp_host=HERE, smtp_port=port, smtp_from="site@example.org",
            smtp_tls="none", site_address="https://ladder.example", invitations_a_minute=60_000,
        )  # fmt: skip
        self.app = app_for(self.settings)
        self.product = product_of(self.app)
        self.office = make_office(self.product)
        self.wave = begin(
            self.product, self.office.portfolio, "principles", respondents=True, short=True
        )
        confirm(self.product, self.office.id)
        self.owner: Client = signed_in_client(self.app, self.office.owner)
        self.seen: list[str] = []
        typed = "\n".join(f"p{at:02d}@example.org, Person {at}" for at in range(INVITED))
        self.owner.answer(self.owner.answer(self.page("add"), typed=typed))

    def page(self, name: str = "") -> Page:
        return self.owner.get(f"{self.office.list}/{CONTACTS}/{name}".rstrip("/"))

    def look(self) -> None:
        links = f"{self.office.list}/questionnaires/principles/rounds/1"
        for address in (f"{links}/links/all", links):
            self.seen.append(self.owner.get(address).text)
        self.seen += [self.page(name).text for name in ("", "write/reminder", "write/invitation")]
        with self.product.database.writing() as connection:
            rows = connection.execute("SELECT event, details FROM audit ORDER BY id").fetchall()
        self.seen.append(str([tuple(row) for row in rows]))

    def write(self, kind: str, button: str) -> None:
        self.owner.answer(self.page(f"write/{kind}"), button)
        self.look()
        send_invitations(self.settings, self.product, 0)
        self.look()

    def remove(self, address: str) -> None:
        page = self.owner.follow(self.page(), f"Remove {address}")
        self.owner.answer(page)
        self.look()


def seen_where(folder: Path, box: tuple[Box, int], answered: range) -> tuple[list[str], set[str]]:
    """What somebody sees who asks, and who was written to again, where these have answered."""
    asking = Asking(folder, box)
    asking.write("invitation", f"Send it to {INVITED} people")
    values = dict(list(everything(asking.product, asking.wave, 1).items())[:3])
    for at in answered:
        send(asking.product, asking.box.link(f"p{at:02d}@example.org"), values)
    asking.look()
    asking.box.taken.clear()
    asking.remove(REMOVED[0])
    asking.write("reminder", "Send the reminder")
    for address in REMOVED[1:]:
        asking.remove(address)
    asking.write("reminder", "Send the reminder")
    asking.product.database.close()
    return asking.seen, set(asking.box.addresses)


def test_no_page_tells_whether_somebody_answered(tmp_path: Path, box: tuple[Box, int]) -> None:
    seen, reminded = seen_where(tmp_path / "one", box, range(5))
    box[0].taken.clear()
    otherwise, reminded_otherwise = seen_where(tmp_path / "other", box, range(5, 10))
    assert "p03@example.org" not in reminded
    assert "p03@example.org" in reminded_otherwise
    assert seen == otherwise
    assert "13 people" in "".join(seen)
