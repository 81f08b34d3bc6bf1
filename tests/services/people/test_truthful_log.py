"""The log holds what happened: whatever is done again, by a second press, another tab or a page
that was read before, changes nothing more and is put on record no second time.
"""

from contextlib import suppress
from dataclasses import replace

import pytest

from ladder_assess.core.people.access import CONTRIBUTOR, OWNER
from ladder_assess.core.people.event import Event
from ladder_assess.core.points_of_view.views import AgreedView
from ladder_assess.services.activities.move_to_clearer import move_unaffected
from ladder_assess.services.campaigns.ask_people import answers_in
from ladder_assess.services.common.product import Product
from ladder_assess.services.data_protection import erase_everything, export_everything
from ladder_assess.services.people import keep_sign_in, manage_people
from ladder_assess.services.people import turn_codes_on as codes
from ladder_assess.services.people.confirm_organisation import decide
from ladder_assess.services.people.find_place import find_place
from ladder_assess.services.points_of_view.agree_view import agree
from ladder_assess.services.points_of_view.ask_for_views import view_of
from ladder_assess.services.points_of_view.take_back_view import take_back_by_name
from ladder_assess.web.data_protection.audit_words import EVENTS
from tests.support.filled import NOW
from tests.support.kept.logged import TOLD, WHEN, Scene
from tests.support.kept.logged_once import ONCE, codes_turned_off, removed, role_changed
from tests.support.site import TODAY
from tests.support.waves import begin

AGAIN = "each time it is done, something new is done"
JOB = "done by a job that takes what waits, once"
# What has no second time to test, each with its reason.
NOT_ONCE = {
    "activities_moved": "none are left to be moved the second time: see the test below",
    "answers_taken": AGAIN,
    "audit_exported": AGAIN,
    "backup_gone_back_to": AGAIN,
    "clock_not_believed": "once a day: see tests/services/data_protection/test_believe_clock.py",
    "clock_set_back": "once: see tests/services/data_protection/test_believe_clock.py",
    "codes_turned_on": AGAIN,
    "comments_taken": AGAIN,
    "draws_kept": "no figures are left to keep: see tests/services/benchmarks/test_keep_draws.py",
    "link_read": AGAIN,
    "message_read": AGAIN,
    "open_data_made": AGAIN,
    "organisation_exported": "each file that is taken is another: see the test below",
    "owner_appointed": AGAIN,
    "page_published": "what is published is the page of that moment",
    "password_changed": AGAIN,
    "person_invited": AGAIN,
    "personal_data_exported": AGAIN,
    "portfolio_erased": "the link that leads to it opens nothing any more",
    "provider_linked": AGAIN,
    "publication": JOB,
    "recovery_codes_renewed": AGAIN,
    "register_import_undone": JOB,
    "register_imported": JOB,
    "retention_applied": "says that it was looked, whatever was found",
    "sign_in_failed": AGAIN,
    "signed_in": AGAIN,
}


@pytest.fixture
def scene(own: Product) -> Scene:
    return Scene(own)


def entries(scene: Scene, event: str) -> int:
    count = "SELECT count(*) FROM audit WHERE event = ?"
    found: int = scene.product.database.reading.execute(count, (event,)).fetchone()[0]
    return found


def test_every_event_is_done_twice_or_has_a_reason() -> None:
    assert ONCE.keys() | NOT_ONCE.keys() == EVENTS.keys()
    assert not ONCE.keys() & NOT_ONCE.keys()


@pytest.mark.parametrize("event", ONCE)
def test_what_is_done_again_is_put_on_record_once(scene: Scene, event: str) -> None:
    does = ONCE[event](scene)
    before = entries(scene, event)
    does()
    once = entries(scene, event)
    assert once > before, "there is no such entry"
    for _ in range(2):
        # Some say with words that there is nothing to do any more.
        with suppress(ValueError, LookupError):
            does()
    assert entries(scene, event) == once


def test_what_is_not_there_is_not_put_on_record(scene: Scene) -> None:
    asked = answers_in(begin(scene.product, scene.list))
    for question, group in ((view_of(1), "provider"), (asked, "")):
        scene.links(question, group)[1]()
    for question, group in ((view_of(77), "provider"), (asked, "")):
        scene.links(question, group)[0]()
    said = AgreedView({}, "because", TODAY.isoformat())
    agree(scene.product, scene.list, 77, said, "r", scene.by)
    take_back_by_name(scene.product, scene.list, 1, scene.by)
    decide(scene.product, scene.owner, scene.office.id, None, WHEN, seen=scene.seal)
    codes.turn_codes_off(scene.product, scene.editor, TOLD)
    keep_sign_in.end_everywhere(scene.product, scene.editor)
    move_unaffected(scene.product, scene.list, scene.author, scene.by)
    count = "SELECT event FROM audit"
    assert [row["event"] for row in scene.product.database.reading.execute(count)] == []


def test_whoever_was_removed_does_not_come_back(scene: Scene) -> None:
    """By a page that was open in another tab."""
    before = scene.place
    removed(scene)()
    after = replace(before, role=OWNER)
    assert not manage_people.change_place(scene.product, scene.owner, before, after, NOW)
    assert find_place(scene.product, scene.office.id, scene.editor.id) is None
    assert entries(scene, "role_changed") == 0


def test_a_change_of_role_that_was_overtaken_changes_nothing(scene: Scene) -> None:
    before = scene.place
    role_changed(scene)()
    after = replace(before, role=OWNER)
    assert not manage_people.change_place(scene.product, scene.owner, before, after, NOW)
    assert scene.place.role == CONTRIBUTOR


def test_new_recovery_codes_turn_nothing_on_again(scene: Scene) -> None:
    from ladder_assess.storage.people.accounts import account_by_id

    codes_turned_off(scene)
    on = account_by_id(scene.product.database, scene.editor.id)
    assert on is not None
    codes.turn_codes_off(scene.product, on, TOLD)
    assert codes.renew_recovery_codes(scene.product, on, TOLD) == []
    off = account_by_id(scene.product.database, scene.editor.id)
    assert off is not None
    assert not off.code_secret


def test_a_file_that_could_not_be_made_was_not_taken(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_given: object, **_named: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("zipfile.ZipFile", full)
    entry = Event(NOW, "organisation_exported", {}, scene.owner.id)
    with pytest.raises(OSError, match="No space"):
        export_everything.export_everything(
            scene.product, erase_everything.of_organisation(scene.office.id), "2026", entry
        )
    assert entries(scene, "organisation_exported") == 0
