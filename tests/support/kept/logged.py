"""An organisation in which everything is done that the log tells of, once or over and over."""

from collections.abc import Callable

from ladder_assess.core.activities.history import Author
from ladder_assess.core.activities.workflow import STEPS
from ladder_assess.core.campaigns.bounces import bounces_of
from ladder_assess.core.campaigns.mailing import INVITATION
from ladder_assess.core.campaigns.message import Draft
from ladder_assess.core.instruments.wave import NewWave
from ladder_assess.core.people.access import EDITOR, Membership
from ladder_assess.core.people.event import Actor
from ladder_assess.core.points_of_view.views import AgreedView
from ladder_assess.core.workshops.course import OPEN, REVEAL
from ladder_assess.core.workshops.exercise import CASE, OWN, Exercise, Typed
from ladder_assess.services.activities.load_sample import case_records
from ladder_assess.services.activities.review_work import Taken, take_step
from ladder_assess.services.activities.start_exercise import start_exercise
from ladder_assess.services.campaigns import keep_contacts
from ladder_assess.services.campaigns.invite_contacts import Message, list_mailings, start_mailing
from ladder_assess.services.campaigns.note_bounces import note_bounces
from ladder_assess.services.common.product import Product
from ladder_assess.services.instruments.answer_instrument import hand_in, save_page
from ladder_assess.services.instruments.open_wave import open_wave, remove_wave
from ladder_assess.services.people import keep_sign_in
from ladder_assess.services.people.confirm_organisation import decide, find_waiting
from ladder_assess.services.people.find_place import find_place
from ladder_assess.services.people.keep_sign_in import Device
from ladder_assess.services.plan.ask_for_document import ask_for_document
from ladder_assess.services.points_of_view import take_over
from ladder_assess.services.points_of_view.agree_view import agree
from ladder_assess.services.points_of_view.ask_group import Question, close_link, open_link
from ladder_assess.services.points_of_view.take_back_view import take_back_by_name
from ladder_assess.services.points_of_view.take_over import Deciding, Seen
from ladder_assess.services.workshops.open_workshop import hand_over_workshop, open_workshop
from ladder_assess.services.workshops.run_workshop import delete_workshop
from ladder_assess.services.workshops.take_results import (
    drop_room_view,
    room_views_of,
    take_result,
)
from ladder_assess.storage.instruments.waves import list_waves
from ladder_assess.storage.people import sign_ins
from tests.support.filled import NOW
from tests.support.kept.contacts import confirm, invitees, sent_list
from tests.support.kept.workshops import Room
from tests.support.links import PANEL
from tests.support.offices import Office, make_office, make_person
from tests.support.respondents import answer_all, ask
from tests.support.site import TODAY
from tests.support.waves import begin, everything

TOLD = ("Something was changed", "If it was not you, say so.")
WHEN = (TODAY, NOW)
Does = Callable[[], object]


class Scene:
    """An organisation with an owner, an editor and two activities."""

    def __init__(self, product: Product) -> None:
        self.product = product
        self.office: Office = make_office(self.product)
        self.owner, self.editor = self.office.owner, make_person(self.product, "Eve")
        self.office.take_on(self.editor, EDITOR)
        self.office.describe(PANEL, PANEL)
        self.list = self.office.portfolio
        self.by = Actor(self.owner.id, self.office.id, NOW)
        self.author = Author(self.owner.id, "", NOW)

    @property
    def place(self) -> Membership:
        found = find_place(self.product, self.office.id, self.editor.id)
        assert found is not None
        return found

    @property
    def seal(self) -> str:
        """That of the organisation as the site's administrator sees it."""
        found = find_waiting(self.product, self.office.id)
        assert found is not None
        return found.seal

    def device(self, name: str = "one") -> int:
        """A device of the editor that is signed in; its number."""
        keep_sign_in.begin(self.product, self.editor, Device(name, "", NOW), None)
        return sign_ins.of_account(self.product.database, self.editor.id)[0].id

    def links(self, asked: Question, group: str) -> tuple[Does, Does]:
        opened = lambda: open_link(self.product, self.list, asked, group, self.by, "again")  # noqa: E731
        return opened, lambda: close_link(self.product, self.list, asked, group, self.by)

    def wave(self, answered_by: str, request: str) -> int:
        new = NewWave("principles", False, answered_by, "")
        return open_wave(self.product, self.list, new, self.by, TODAY, request)

    def step(self, *names: str) -> Does:
        """The last of these steps, after the others."""

        def take(name: str) -> None:
            taken = Taken(self.author, "Why", _revision(self), name)
            take_step(self.product, self.office.id, self.list, 1, STEPS[name], taken)

        for name in names[:-1]:
            take(name)
        return lambda: take(names[-1])


def _revision(scene: Scene) -> int:
    from ladder_assess.storage.activities.activities import find_activity

    record = find_activity(scene.product.database, scene.list, 1)
    assert record is not None
    return record.revision


def view_withdrawn(s: Scene) -> Does:
    token = ask(s.product, s.list, "provider")
    answer_all(s.product, token, PANEL, account=s.owner.id)
    return lambda: take_back_by_name(s.product, s.list, 1, s.by)


def view_agreed(s: Scene) -> Does:
    said = AgreedView({}, "because", TODAY.isoformat())
    return lambda: agree(s.product, s.list, 1, said, "again", s.by)


def view_decided(decision: str, then_put_back: bool = False) -> Callable[[Scene], Does]:
    """A decision about an agreed view, or putting back what it changed."""

    def last(s: Scene) -> Does:
        said = AgreedView({"seats": "minority"}, "because", TODAY.isoformat())
        agree(s.product, s.list, 1, said, "again", s.by)
        who = Deciding(s.author, s.by, TODAY)

        def does() -> object:
            seen = Seen(_revision(s), 1)
            return take_over.decide(s.product, s.list, 1, decision, seen, who)

        if not then_put_back:
            return does
        does()
        return lambda: take_over.put_back(s.product, s.list, 1, who)

    return last


def wave_handed_in(s: Scene) -> Does:
    wave = begin(s.product, s.list)
    save_page(s.product, s.list, wave, dict(everything(s.product, wave, 2)), 0)
    return lambda: hand_in(s.product, s.list, wave, TODAY, s.by)


def contacts_added(s: Scene) -> Does:
    wave = begin(s.product, s.list, respondents=True)
    sent = sent_list(s.product, s.list, wave, "ada@example.org", "again")
    return lambda: keep_contacts.take_list(s.product, s.list, wave, sent, TODAY, s.by)


def contacts_removed(s: Scene) -> Does:
    wave = begin(s.product, s.list, respondents=True)
    invitees(s.product, s.list, wave, "ada@example.org", s.by)
    return lambda: keep_contacts.remove_contacts(s.product, s.list, wave, s.by)


def bounces_noted(s: Scene) -> Does:
    wave = begin(s.product, s.list, respondents=True)
    invitees(s.product, s.list, wave, "ada@example.org", s.by)
    found = bounces_of("ada@example.org 5.1.1")
    return lambda: note_bounces(s.product, s.list, wave, found, s.by)


def mailing_started(s: Scene) -> Does:
    confirm(s.product, s.office.id)
    wave = begin(s.product, s.list, respondents=True)
    invitees(s.product, s.list, wave, "\n".join(f"p{at}@example.org" for at in range(10)), s.by)
    message = Message(INVITATION, Draft("Please", "{link}"), s.by, "again")
    return lambda: start_mailing(s.product, s.list, wave, message, TODAY)


def mailing_stepped(*steps: Callable[..., bool]) -> Callable[[Scene], Does]:
    """The last of these steps with a message that is on its way, after the others."""

    def act(s: Scene) -> Does:
        mailing_started(s)()
        wave = list_waves(s.product.database, s.list)[-1]
        number = list_mailings(s.product, s.list, wave)[0].id
        for step in steps[:-1]:
            step(s.product, s.list, wave, number, s.by)
        return lambda: steps[-1](s.product, s.list, wave, number, s.by)

    return act


def wave_removed(s: Scene) -> Does:
    wave = begin(s.product, s.list)
    return lambda: remove_wave(s.product, s.list, wave, s.by)


def exercise_started(s: Scene) -> Does:
    case = next(case for _, case in case_records(s.product))
    return lambda: start_exercise(s.product, s.list, case, "again", s.by)


def workshop_started(s: Scene) -> Does:
    chosen = [Exercise(CASE, case.id) for case in s.product.definitions.cases[:2]]
    return lambda: open_workshop(s.product, "again", "Team day", chosen, TODAY, s.by)


def workshop_taken_in(s: Scene) -> Does:
    room = Room(s.product, "taken in").now
    return lambda: hand_over_workshop(s.product, room, s.by)


def workshop_deleted(s: Scene) -> Does:
    room = Room(s.product, "deleted", keeper=s.by).now
    return lambda: delete_workshop(s.product, room, NOW)


def room_view_taken(s: Scene) -> Does:
    exercise = Exercise(OWN, typed=Typed("Our forum", "It advises."))
    room = Room(s.product, "taken", exercise, keeper=s.by).move(OPEN, 6, REVEAL)
    return lambda: take_result(s.product, s.list, room.now, 1, s.by)


def room_view_removed(s: Scene) -> Does:
    number = room_view_taken(s)()
    assert isinstance(number, int)
    source = room_views_of(s.product, s.list, number)[0].source
    return lambda: drop_room_view(s.product, s.list, number, source, s.by)


def made(kind: str) -> Callable[[Scene], Does]:
    return lambda s: lambda: ask_for_document(s.product, s.list, kind, s.by, TODAY)


def decided(*said: bool | None) -> Callable[[Scene], Does]:
    def last(s: Scene) -> Does:
        for each in said[:-1]:
            decide(s.product, s.owner, s.office.id, each, WHEN, seen=s.seal)
        return lambda: decide(s.product, s.owner, s.office.id, said[-1], WHEN, seen=s.seal)

    return last
