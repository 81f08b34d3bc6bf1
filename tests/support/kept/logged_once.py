"""Everything that is put on record once: a table of events, each with what is done."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from io import BytesIO

from ladder_assess.core.instruments.wave import ORGANISATION
from ladder_assess.core.people.access import CONTRIBUTOR
from ladder_assess.core.people.access_key import NewKey
from ladder_assess.core.people.organisation import Profile
from ladder_assess.core.points_of_view.taking_over import KEPT, TAKEN
from ladder_assess.services.activities.assign_work import assign
from ladder_assess.services.activities.keep_evidence import (
    Allowed,
    Sent,
    keep_evidence,
    list_evidence,
    remove_evidence,
)
from ladder_assess.services.activities.put_back_activity import (
    erase_removed_activity,
    put_back_activity,
)
from ladder_assess.services.activities.remove_activity import remove_activity
from ladder_assess.services.activities.take_in_portfolio import take_in_portfolio
from ladder_assess.services.campaigns.ask_people import answers_in
from ladder_assess.services.campaigns.invite_contacts import pause_mailing, resume_mailing
from ladder_assess.services.data_protection import erase_everything
from ladder_assess.services.people import keep_sign_in, manage_people, tell_people
from ladder_assess.services.people import turn_codes_on as codes
from ladder_assess.services.people.find_place import find_place
from ladder_assess.services.people.invite_person import Invited, Place, accept, invite, withdraw
from ladder_assess.services.people.keep_access_keys import list_keys, make_key, revoke_key
from ladder_assess.services.people.keep_organisation import change_profile, make_organisation
from ladder_assess.services.people.keep_sign_in import Device
from ladder_assess.services.people.open_account import (
    ask_to_confirm,
    make_administrator,
    open_account,
)
from ladder_assess.services.people.remove_organisation import (
    ASKED,
    every_organisation,
    remove_organisation,
)
from ladder_assess.services.people.reset_password import ask_to_reset, reset_password
from ladder_assess.services.people.sign_in import check_code
from ladder_assess.services.plan.publish_page import take_down_page
from ladder_assess.services.points_of_view.ask_for_views import view_of
from ladder_assess.storage.people import sign_ins, tickets
from tests.support.filled import NOW
from tests.support.kept.logged import (
    TOLD,
    WHEN,
    Does,
    Scene,
    bounces_noted,
    contacts_added,
    contacts_removed,
    decided,
    exercise_started,
    made,
    mailing_started,
    mailing_stepped,
    room_view_removed,
    room_view_taken,
    view_agreed,
    view_decided,
    view_withdrawn,
    wave_handed_in,
    wave_removed,
    workshop_deleted,
    workshop_started,
    workshop_taken_in,
)
from tests.support.kept.logged_campaigns import CAMPAIGNS
from tests.support.links import PANEL, Links
from tests.support.offices import make_person
from tests.support.people import PASSWORD
from tests.support.public_pages import PUBLIC, publish
from tests.support.site import TODAY
from tests.support.waves import begin


def removed(s: Scene) -> Does:
    before = s.place
    return lambda: manage_people.let_go(s.product, s.owner, before, NOW)


def left(s: Scene) -> Does:
    before = s.place
    return lambda: manage_people.let_go(s.product, s.editor, before, NOW)


def role_changed(s: Scene) -> Does:
    before = s.place
    after = replace(before, role=CONTRIBUTOR)
    return lambda: manage_people.change_place(s.product, s.owner, before, after, NOW)


def profile_changed(s: Scene) -> Does:
    said = ("Another name", Profile("other", "England"))
    return lambda: change_profile(s.product, s.owner, s.office.id, said, NOW)


def organisation_made(s: Scene) -> Does:
    said = ("New", Profile("charity", "england"))
    return lambda: make_organisation(s.product, s.editor, said, "again", WHEN)


def organisation_removed(s: Scene) -> Does:
    row = next(r for r in every_organisation(s.product) if r.organisation.id == s.office.id)
    return lambda: remove_organisation(s.product, s.editor, row, ASKED, WHEN)


def file_added(s: Scene) -> Does:
    def add() -> object:
        sent = Sent("a.txt", BytesIO(b"A file"), TODAY, s.owner.id, 1, s.office.id, NOW)
        return keep_evidence(s.product, s.list, 1, sent, Allowed(1000, 9, 9000))

    return add


def file_removed(s: Scene) -> Does:
    file_added(s)()
    number = list_evidence(s.product, s.list, 1)[0].id
    return lambda: remove_evidence(s.product, s.list, 1, number, s.by, TODAY)


def page_taken_down(s: Scene) -> Does:
    publish(s.product, s.list, PUBLIC)
    return lambda: take_down_page(s.product, s.list, s.by, TODAY)


def invited(s: Scene, email: str = "ivo@example.org") -> tuple[str, int]:
    letter = Invited(email, Place(CONTRIBUTOR))
    token = invite(s.product, s.owner, s.office.id, letter, NOW)
    return token, tickets.invitations(s.product.database, s.office.id, NOW)[0].id


def invitation_withdrawn(s: Scene) -> Does:
    number = invited(s)[1]
    return lambda: withdraw(s.product, s.owner, s.office.id, number, NOW)


def person_joined(s: Scene) -> Does:
    ivo = make_person(s.product, "Ivo")
    token = invited(s, ivo.email)[0]
    return lambda: accept(s.product, ivo, token, NOW)


def codes_turned_off(s: Scene) -> Does:
    codes.turn_codes_on(s.product, s.editor, "A" * 32, Device("t", "", NOW), TOLD)
    return lambda: codes.turn_codes_off(s.product, s.editor, TOLD)


def recovery_code_used(s: Scene) -> Does:
    kept = codes.turn_codes_on(s.product, s.editor, "A" * 32, Device("t", "", NOW), TOLD)
    return lambda: check_code(s.product, s.editor, kept[0])


def signed_out(s: Scene) -> Does:
    s.device()
    found = sign_ins.of_account(s.product.database, s.editor.id)[0]
    return lambda: keep_sign_in.end(s.product, found)


def device_signed_out(s: Scene) -> Does:
    number = s.device()
    return lambda: keep_sign_in.end_device(s.product, s.editor, number)


def signed_out_everywhere(s: Scene) -> Does:
    s.device()
    return lambda: keep_sign_in.end_everywhere(s.product, s.editor)


def account_opened(s: Scene) -> Does:
    ask_to_confirm(s.product, "new@example.org", "confirm")
    return lambda: open_account(s.product, "confirm", "New", PASSWORD, TODAY)


def password_reset(s: Scene) -> Does:
    ask_to_reset(s.product, s.editor.email, "reset")
    return lambda: reset_password(s.product, "reset", PASSWORD, TOLD)


def notices_turned_off(s: Scene) -> Does:
    tell_people.turn_on(s.product, s.editor, 1, TODAY)
    return lambda: tell_people.turn_off(s.product, s.editor, TODAY)


def portfolio_taken_in(s: Scene) -> Does:
    link = Links(s.product).make(PANEL).portfolio
    own = find_place(s.product, s.office.id, s.owner.id)
    assert own is not None
    return lambda: take_in_portfolio(s.product, link, own, NOW)


def closed(of: Callable[[Scene], tuple[Does, Does]]) -> Callable[[Scene], Does]:
    def close(s: Scene) -> Does:
        opens, closes = of(s)
        opens()
        return closes

    return close


def view_links(s: Scene) -> tuple[Does, Does]:
    return s.links(view_of(1), "provider")


def wave_links(s: Scene) -> tuple[Does, Does]:
    return s.links(answers_in(begin(s.product, s.list, respondents=True)), "")


def aside(does: Callable[..., bool], when: object) -> Callable[[Scene], Does]:
    """What is done with an activity that was removed."""

    def act(s: Scene) -> Does:
        remove_activity(s.product, s.list, 1, s.by, *WHEN)
        return lambda: does(s.product, s.list, 1, s.by, when)

    return act


A_KEY = NewKey("A dashboard", True, 30)


def access_key_revoked(s: Scene) -> Does:
    make_key(s.product, A_KEY, "a request", s.by)
    (key,) = list_keys(s.product, s.office.id)
    return lambda: revoke_key(s.product, key, s.by)


ONCE: Mapping[str, Callable[[Scene], Does]] = {
    "access_key_made": lambda s: lambda: make_key(s.product, A_KEY, "again", s.by),
    "access_key_revoked": access_key_revoked,
    "account_erased": lambda s: lambda: erase_everything.erase_account(s.product, s.editor, *WHEN),
    "account_opened": account_opened,
    "activity_agreed": lambda s: s.step("submit", "agree"),
    "activity_assigned": lambda s: (
        lambda: assign(s.product, s.office.id, s.list, 1, s.editor.id, s.author)
    ),
    "activity_erased": aside(erase_removed_activity, TODAY),
    "activity_put_back": aside(put_back_activity, NOW),
    "activity_removed": lambda s: lambda: remove_activity(s.product, s.list, 1, s.by, *WHEN),
    "activity_reopened": lambda s: s.step("submit", "agree", "reopen"),
    "activity_submitted": lambda s: s.step("submit"),
    **CAMPAIGNS,
    "changes_requested": lambda s: s.step("submit", "request_changes"),
    "codes_turned_off": codes_turned_off,
    "confirmation_taken_back": decided(True, None),
    "device_signed_out": device_signed_out,
    "exercise_started": exercise_started,
    "file_added": file_added,
    "file_removed": file_removed,
    "invitation_withdrawn": invitation_withdrawn,
    "made_administrator": lambda s: lambda: make_administrator(s.product, s.editor.email),
    "notices_turned_off": notices_turned_off,
    "notices_turned_on": lambda s: lambda: tell_people.turn_on(s.product, s.editor, 1, TODAY),
    "organisation_confirmed": decided(True),
    "organisation_erased": lambda s: (
        lambda: erase_everything.erase_organisation(s.product, s.office.id, *WHEN)
    ),
    "organisation_made": organisation_made,
    "organisation_refused": decided(True, False),
    "organisation_removed": organisation_removed,
    "page_taken_down": page_taken_down,
    "password_reset": password_reset,
    "person_joined": person_joined,
    "person_left": left,
    "person_removed": removed,
    "plan_docx_made": made("docx"),
    "plan_figures_made": made("figures"),
    "plan_pdf_made": made("pdf"),
    "portfolio_taken_in": portfolio_taken_in,
    "profile_changed": profile_changed,
    "recovery_code_used": recovery_code_used,
    "register_made": made("register"),
    "role_changed": role_changed,
    "signed_out": signed_out,
    "signed_out_everywhere": signed_out_everywhere,
    "view_agreed": view_agreed,
    "view_not_taken_over": view_decided(KEPT),
    "view_put_back": view_decided(TAKEN, then_put_back=True),
    "view_taken_over": view_decided(TAKEN),
    "view_link_closed": closed(view_links),
    "view_link_opened": lambda s: view_links(s)[0],
    "view_withdrawn": view_withdrawn,
    "wave_handed_in": wave_handed_in,
    "wave_link_closed": closed(wave_links),
    "wave_link_opened": lambda s: wave_links(s)[0],
    "wave_opened": lambda s: lambda: s.wave(ORGANISATION, "again"),
    "wave_removed": wave_removed,
    "room_view_removed": room_view_removed,
    "room_view_taken": room_view_taken,
    "workshop_deleted": workshop_deleted,
    "workshop_started": workshop_started,
    "workshop_taken_in": workshop_taken_in,
    "bounces_noted": bounces_noted,
    "contacts_added": contacts_added,
    "mailing_paused": mailing_stepped(pause_mailing),
    "mailing_resumed": mailing_stepped(pause_mailing, resume_mailing),
    "mailing_started": mailing_started,
    "contacts_removed": contacts_removed,
}
