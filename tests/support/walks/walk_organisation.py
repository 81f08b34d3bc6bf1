"""Where every page about organisations is found, for whom, and what people typed on them."""

import time
from collections.abc import Iterator
from dataclasses import dataclass

from flask import Flask

from ladder_assess.core.people.access import EDITOR, SURVEY_MANAGER
from ladder_assess.core.people.access_key import NewKey
from ladder_assess.core.people.account import Account
from ladder_assess.core.people.event import Actor
from ladder_assess.core.workshops.course import NEXT
from ladder_assess.services.people import invite_person
from ladder_assess.services.people.invite_person import Invited, Place
from ladder_assess.services.people.keep_access_keys import list_keys, make_key
from ladder_assess.storage.activities.portfolios import digest
from ladder_assess.storage.people import accounts, tickets
from ladder_assess.web.common.seal import NAME as SEAL
from tests.support.kept.workshops import OWNED, SHOWN, Room
from tests.support.kept.written import written
from tests.support.links import PANEL, Links
from tests.support.membership import Organisation, People

NOUNS = {"organisation", "people", "invitation", "take_in", "administration", "exercise", "peers"}
NAME = "O'Brien-Ŵynne <b> & “Sons”"
Stop = tuple[str, str]


@dataclass
class Walk:
    """An organisation with two people, one of them also site administrator, and one invited."""

    app: Flask

    def __post_init__(self) -> None:
        self.people = People(self.app)
        database = self.people.product.database
        self.owner: Account = self.people.person(NAME)
        written(database, accounts.set_administrator, self.owner.id, True)
        # Codes that work in place of those of a generator, each once.
        self.recovery = [f"recovery {n}" for n in range(10)]
        kept = [digest(code.replace(" ", "")) for code in self.recovery]
        written(database, accounts.set_codes, self.owner.id, "A" * 32, kept)
        self.organisation: Organisation = self.people.organisation(self.owner, NAME)
        self.other = self.people.join(self.organisation, EDITOR, SURVEY_MANAGER)
        self.guest = self.people.person("Guest")
        now = int(time.time())
        place = Place(EDITOR, frozenset({SURVEY_MANAGER}))
        self.ticket = invite_person.invite(
            self.people.product,
            self.owner,
            self.organisation.id,
            Invited("a@example.org", place),
            now,
        )
        self.ticket_id = tickets.invitations(database, self.organisation.id, now)[0].id
        self.ownerless: Organisation = self.people.organisation(self.guest, NAME)
        with database.writing() as connection:
            connection.execute(
                "DELETE FROM membership WHERE organisation_id = ?", (self.ownerless.id,)
            )
        self.link = Links(self.people.product).make(PANEL)
        by = Actor(self.owner.id, self.organisation.id)
        named = f"walk {self.organisation.id}"
        self.room = Room(self.people.product, named, OWNED, OWNED, keeper=by)
        self.room.move(*SHOWN, NEXT)
        key = NewKey(NAME, True, 30)
        make_key(self.people.product, key, "key of the walk", Actor(*self.place, now))
        (self.key,) = list_keys(self.people.product, self.organisation.id)

    @property
    def place(self) -> tuple[int, int]:
        """The owner, and their organisation."""
        return self.owner.id, self.organisation.id

    @property
    def typed(self) -> list[str]:
        """What no translation knows: names, addresses, codes."""
        people = (self.owner, self.other, self.guest)
        found = [text for person in people for text in (person.name, person.email)]
        register = ["Adur District Council", "ADU, E07000223", "adur", "a@example.org"]
        rows = self.people.product.database.reading.execute("SELECT name FROM organisation")
        cases = self.people.product.definitions.cases
        named = [f"{case.activity}, {case.organisation}" for case in cases]
        room = ["Team day, 4 May 2026", "Team day", "Our forum"]
        return [*found, *register, *named, *room, NAME, *(row["name"] for row in rows)]

    def stops(self) -> Iterator[Stop]:
        """Pages for the owner."""
        start, other = self.organisation.address, self.other.id
        # The secret of the site that is walked, which need not be that of other tests.
        seal = self.app.extensions[SEAL]
        yield "organisation.index", "/organisations"
        yield "organisation.new", "/organisations/new"
        yield "organisation.new", "/organisations/new?q=adur"
        yield "organisation.new", "/organisations/new?q=nowhere"
        yield "organisation.details", "/organisations/new/details"
        yield "organisation.details", "/organisations/new/details?authority=ADU"
        yield "organisation.show", start
        yield "organisation.settings", f"{start}/settings"
        yield "organisation.workshops", f"{start}/workshops"
        yield "organisation.start_workshop", f"{start}/workshops/new"
        kept = f"{start}/workshops/{self.room.now.code}"
        yield "organisation.workshop_activity", f"{kept}/activity"
        yield "organisation.workshop_activity", f"{kept}/activity?q=nowhere"
        yield "organisation.workshop_results", f"{kept}/results"
        yield "workshop.agenda", f"/workshops/{self.room.token}/agenda"
        yield "workshop.record", f"/workshops/{self.room.token}/record"
        yield "organisation.keys", f"{start}/keys"
        yield "organisation.new_key", f"{start}/keys/new"
        yield "organisation.revoke_key", f"{start}/keys/{seal.close(self.key.id)}/revoke"
        yield "organisation.profile", f"{start}/profile"
        yield "organisation.profile", f"{start}/profile?authority=ADU"
        yield "organisation.authority", f"{start}/authority"
        yield "people.show", f"{start}/people"
        yield "people.invite", f"{start}/people/invite"
        yield "people.change", f"{start}/people/{seal.close(other)}"
        yield "people.remove", f"{start}/people/{seal.close(other)}/remove"
        yield "people.leave", f"{start}/leave"
        yield "people.withdraw", f"{start}/invitations/{seal.close(self.ticket_id)}/withdraw"
        yield "invitation.show", f"/invitation/{self.ticket}"
        yield "take_in.show", f"{self.link.address}/take-in"
        yield "exercise.start", f"{self.organisation.portfolio}/exercise"
        yield "administration.index", "/administration/organisations"
        yield "administration.setup", "/administration/setup"
        yield "peers.draws", "/administration/peers"
        yield "peers.queue", "/administration/peers/organisations"
        yield (
            "peers.organisation",
            f"/administration/peers/organisations/{self.organisation.id}",
        )
        yield (
            "administration.appoint",
            f"/administration/organisations/{self.organisation.id}/owner",
        )
        yield "administration.appoint", f"/administration/organisations/{self.ownerless.id}/owner"
        yield (
            "administration.remove",
            f"/administration/organisations/{self.organisation.id}/remove",
        )

    def of_guest(self) -> Iterator[Stop]:
        """Pages that look otherwise for someone who belongs to nothing."""
        yield "organisation.index", "/organisations"
        yield "invitation.show", f"/invitation/{self.ticket}"
        yield "take_in.show", f"{self.link.address}/take-in"

    def fragments(self) -> Iterator[Stop]:
        """What is part of a page."""
        yield "organisation.authorities", "/organisations/authorities?q=adur"
