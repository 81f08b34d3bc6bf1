"""An adversary who holds copies of the whole instance folder, where people were invited by mail.

Each of twenty-four people has an invitation, and the folder holds their address, what their link is
worked out from and the secret: so whoever holds it knows whose each link is. Twenty of them answer
in a mixed order, some are reminded in between, and a copy of the folder is made after each answer
and each reminder. As in test_instance_folder, no table is read: had the same answers come by the
links of others of the same five, no byte of any copy would be another, nor would another message
have left. So five answers are those of five people, and no copy says more. What waits was not sent
by anybody that the folder knows of.
"""

import random
import secrets
import shutil
import time
from collections.abc import Callable
from datetime import date
from itertools import count
from pathlib import Path

import pytest

from ladder_assess.core.campaigns.mailing import INVITATION, REMINDER
from ladder_assess.core.campaigns.message import Draft
from ladder_assess.core.instruments.wave import Wave
from ladder_assess.core.people.event import Actor
from ladder_assess.core.points_of_view.fives import FEWEST_ANSWERS
from ladder_assess.jobs import below_messages
from ladder_assess.services.campaigns import invite_contacts as inviting
from ladder_assess.services.campaigns import send_invitations
from ladder_assess.services.campaigns.courier import Courier, Envelope
from ladder_assess.services.campaigns.mail_tokens import invitation_token
from ladder_assess.services.campaigns.send_invitations import Sending
from ladder_assess.services.common.product import Product
from ladder_assess.services.people.send_mail import Post
from ladder_assess.storage.campaigns import anonymous_answers
from ladder_assess.storage.campaigns.anonymous_answers import NewView
from ladder_assess.storage.common import answer_mix
from ladder_assess.storage.common.database import engine_of
from ladder_assess.storage.instruments import waves
from tests.security.test_instance_folder import files_of
from tests.support.kept.contacts import confirm, invitees
from tests.support.offices import Office, make_office
from tests.support.site import SECRET, TODAY, app_for, product_of, settings_in
from tests.support.waves import begin

INVITED, RESPONDENTS = 24, 20
# After so many answers those who are not known to have answered are reminded.
REMINDED_AFTER = (7, 15)
NOW = 1_777_900_000
NOWHERE = Post("127.0.0.1", 9, "site@example.org")


class Place:
    """A copy of the folder at work, with what has left it by mail."""

    def __init__(self, prepared: Path, folder: Path, office: Office) -> None:
        shutil.copytree(prepared, folder)
        self.folder = folder
        settings = settings_in(folder.parent / "settings" / folder.name)
        product = product_of(app_for(settings))
        product.database.close()
        product.database.path = folder / "ladder.sqlite3"
        product.database.engine = engine_of(product.database.path, "")
        self.product: Product = product
        self.portfolio = office.portfolio
        self.by = Actor(office.owner.id, office.id, 1)
        self.left: list[tuple[str, str]] = []

    @property
    def wave(self) -> Wave:
        found = waves.find_wave(self.product.database, self.portfolio, "principles", 1)
        assert found is not None
        return found

    def write(self, kind: str, key: str) -> None:
        """Send a message to all whom it is for."""
        message = inviting.Message(kind, Draft("Please", "{link}"), self.by, key)
        assert inviting.start_mailing(self.product, self.portfolio, self.wave, message, TODAY)
        sending = Sending(
            NOWHERE, "https://ladder.example", 60, TODAY, below_messages, lambda _: None
        )
        while send_invitations.send_invitations(self.product, sending):
            pass
        self.product.database.empty_log()

    def answer(self, person: int, by: int, day: date) -> None:
        """Somebody sends their answers by the link of an invitation."""
        row = self.product.database.reading.execute(
            "SELECT request FROM contact WHERE name = ?", (f"Person {by}",)
        ).fetchone()
        token = invitation_token(SECRET, row["request"])
        said = {"item": "agree", "comment": "x" * (person * 37 % 300)}
        who, consent = f"browser-of-{person:02d}", "questionnaire-answers-v2"
        new = NewView(who, 1, said, day, consent, pace=person % 4)
        assert anonymous_answers.add_view(self.product.database, token, new, NOW)


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Office]:
    """A folder in which everybody is a contact and nobody was written to."""
    settings = settings_in(tmp_path_factory.mktemp("invited"))
    product = product_of(app_for(settings))
    office = make_office(product)
    confirm(product, office.id)
    wave = begin(product, office.portfolio, "principles", respondents=True, short=True)
    typed = "\n".join(f"p{at:02d}@example.org, Person {at}" for at in range(INVITED))
    invitees(product, office.portfolio, wave, typed, Actor(office.owner.id, office.id, 1))
    product.database.reading.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    product.database.close()
    return settings.instance, office


@pytest.fixture(autouse=True)
def no_mail_server(monkeypatch: pytest.MonkeyPatch) -> Callable[[Place], None]:
    """What leaves is noted, and time and chance are alike each time."""

    def alike(place: Place) -> None:
        numbers, requests = count(), count()
        monkeypatch.setattr(answer_mix, "new_name", lambda: f"{next(numbers):032x}")
        monkeypatch.setattr(secrets, "token_hex", lambda size=16: f"{next(requests):032x}")
        monkeypatch.setattr(time, "time", lambda: float(NOW))

        def note(self: Courier, envelope: Envelope) -> None:
            place.left.append((envelope.to, envelope.letter.text))

        monkeypatch.setattr(Courier, "hand_over", note)

    return alike


def run(place: Place, links: list[int]) -> list[dict[str, bytes]]:
    """Twenty answers, each by a link, with reminders in between; a copy after each step."""
    copies = []
    place.write(INVITATION, "invitation")
    for number, link in enumerate(links):
        if number in REMINDED_AFTER:
            place.write(REMINDER, f"reminder {number}")
            copies.append(files_of(place.folder))
        place.answer(number, link, date(2026, 3, 1 + number // 3))
        copies.append(files_of(place.folder))
    place.product.database.close()
    return copies


def of_others(links: list[int], upto: int, seed: int) -> list[int]:
    """The links, of each full batch those of each other; of the last by any that nobody used."""
    chance, found = random.Random(seed), []
    full = upto - upto % FEWEST_ANSWERS
    for at in range(0, full, FEWEST_ANSWERS):
        batch = links[at : at + FEWEST_ANSWERS]
        while batch == links[at : at + FEWEST_ANSWERS]:
            chance.shuffle(batch)
        found += batch
    free = [link for link in range(INVITED) if link not in found]
    chance.shuffle(free)
    return found + free[: upto - full]


@pytest.mark.parametrize(("upto", "seed"), [(20, 1), (20, 2), (19, 3), (8, 4), (14, 5)])
def test_no_copy_and_no_message_tells_by_whose_invitation_an_answer_came(
    upto: int, seed: int, world: tuple[Path, Office], tmp_path: Path,
    no_mail_server: Callable[[Place], None],
) -> None:  # fmt: skip
    prepared, office = world
    chance = random.Random(seed)
    links = chance.sample(range(INVITED), RESPONDENTS)[:upto]
    found = []
    for name, by in (("one", links), ("other", of_others(links, upto, seed))):
        place = Place(prepared, tmp_path / name, office)
        no_mail_server(place)
        found.append((run(place, by), place.left))
    (one, left), (other, left_other) = found
    assert links != of_others(links, upto, seed)
    assert len(one) == len(other) > upto
    assert [at for at in range(len(one)) if one[at] != other[at]] == []
    assert left == left_other


def test_a_reminder_goes_to_who_waits_and_not_to_five_who_are_known(
    world: tuple[Path, Office], tmp_path: Path, no_mail_server: Callable[[Place], None]
) -> None:
    prepared, office = world
    place = Place(prepared, tmp_path / "one", office)
    no_mail_server(place)
    run(place, list(range(8)))
    reminded = [to for to, _ in place.left[INVITED:]]
    assert sorted(reminded) == [f"p{at:02d}@example.org" for at in range(5, INVITED)]
