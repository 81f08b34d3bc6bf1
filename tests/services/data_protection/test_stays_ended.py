"""A restore in the ways an attacker tried: twice, on a new machine, after time has run out, and
with addresses that went from one account to another.

The tests of going back went back once, ended everything by hand, and changed passwords alone.
"""

import secrets
import shutil
from pathlib import Path

import pytest

from ladder_assess.core.benchmarks.schedule import Lost, may_have_been_drawn, months_on, rests
from ladder_assess.core.campaigns.course import state_at
from ladder_assess.core.people.access import OWNER
from ladder_assess.core.people.access_key import NewKey
from ladder_assess.core.people.event import Actor
from ladder_assess.services.campaigns import pilot_campaign
from ladder_assess.services.campaigns.draft_campaign import find_campaign
from ladder_assess.services.campaigns.keep_contacts import remove_contact
from ladder_assess.services.campaigns.read_comments import redact_words
from ladder_assess.services.common.product import Product
from ladder_assess.services.data_protection.erase_everything import erase_account
from ladder_assess.services.data_protection.go_back import Folders, go_back
from ladder_assess.services.people.keep_access_keys import (
    find_key,
    list_keys,
    make_key,
    revoke_key,
)
from ladder_assess.storage.activities.portfolios import digest
from ladder_assess.storage.benchmarks import draws
from ladder_assess.storage.campaigns import comments, pilots
from ladder_assess.storage.campaigns.links import add_link, find_link
from ladder_assess.storage.common import places
from ladder_assess.storage.instruments.waves import find_wave
from ladder_assess.storage.people import organisations
from tests.benchmarks.population import ASSESSMENTS, populate
from tests.services.benchmarks.peers import POLICY, draw
from tests.services.data_protection.test_go_back import backed_up, gone_back, home_of, opened
from tests.support.filled import NOW
from tests.support.kept.written import written
from tests.support.offices import Office, make_office, make_person
from tests.support.site import TODAY
from tests.support.waves import begin, everything, hear, link_of, pilot_of, send, try_out

pytestmark = pytest.mark.thorough

SURVEY = "officer-survey"


@pytest.fixture
def office(own: Product) -> Office:
    return make_office(own)


def run(product: Product, statement: str, *values: object) -> None:
    with product.database.writing() as connection:
        connection.execute(statement, values)


def row(product: Product, statement: str) -> tuple[object, ...]:
    return tuple(product.database.reading.execute(statement).fetchone() or ())


def waiting(product: Product) -> list[int]:
    place = product.database.waiting
    return sorted(len(places.read(file)) for file in place.iterdir()) if place.is_dir() else []


def lost_and_restored(product: Product, backup: Path) -> Product:
    """The machine is lost, and a new one goes back to the backup."""
    home = home_of(product)
    product.database.close()
    shutil.rmtree(home)
    go_back(Folders(backup, home, "ladder.sqlite3"), opened, TODAY, NOW)
    return opened(home)


def test_words_that_were_taken_out_of_a_comment_do_not_come_back(
    own: Product, office: Office, tmp_path: Path
) -> None:
    first, second = hear(own, office.portfolio, "Una Quisling was kind", "Nobody wrote back")
    backup = backed_up(own, tmp_path)
    named = first if "Una" in first.text else second
    wave = find_wave(own.database, office.portfolio, "enablers", 1)
    assert wave is not None
    assert redact_words(own, office.portfolio, wave, named.id, "Una Quisling", Actor())
    own = gone_back(own, backup)[1]
    kept = comments.list_comments(own.database, office.portfolio, wave)
    assert {each.text for each in kept} == {"[…] was kind", "Nobody wrote back"}
    assert not [f for f in home_of(own).rglob("*") if f.is_file() and b"Quisling" in f.read_bytes()]


@pytest.mark.parametrize("lost", [False, True])
def test_the_same_backup_twice_lets_nothing_wait_that_was_in_a_five(
    own: Product, office: Office, tmp_path: Path, *, lost: bool
) -> None:
    """The second time they waited again: five with an insider's beside them told one answer."""
    wave = begin(own, office.portfolio, SURVEY, respondents=True)
    token = link_of(own, office.portfolio, wave)
    for place in range(9):
        send(own, token, everything(own, wave, place % 4))
    backup = backed_up(own, tmp_path)
    assert waiting(own) == [4]
    send(own, token, everything(own, wave, 0))
    for _ in range(2):
        own = lost_and_restored(own, backup) if lost else gone_back(own, backup)[1]
        assert sum(waiting(own)) == 0
    own.database.close()


def test_what_still_waited_waits_on(own: Product, office: Office, tmp_path: Path) -> None:
    wave = begin(own, office.portfolio, SURVEY, respondents=True)
    token = link_of(own, office.portfolio, wave)
    for place in range(8):
        send(own, token, everything(own, wave, place % 4))
    backup = backed_up(own, tmp_path)
    send(own, token, everything(own, wave, 0))
    for _ in range(2):
        own = gone_back(own, backup)[1]
        assert waiting(own) == [3]
    own.database.close()


def test_a_campaign_that_ran_out_is_over(own: Product, office: Office, tmp_path: Path) -> None:
    """Its last day had been brought forward, and nobody closed it."""
    wave = begin(own, office.portfolio, SURVEY, respondents=True)
    backup = backed_up(own, tmp_path)
    run(own, "UPDATE campaign SET closes_at = ?", NOW - 60)
    _, again = gone_back(own, backup)
    campaign = find_campaign(again, office.portfolio, wave)
    assert campaign
    assert state_at(campaign.course, NOW) == "closed"
    again.database.close()


def test_an_address_that_went_to_another_account_takes_nothing_along(
    own: Product, office: Office, tmp_path: Path
) -> None:
    """The row of whoever had it since was passed over: their old password opened the account."""
    alice, gone, one, other = (make_person(own, n) for n in ("Alice", "Desk", "One", "Other"))
    run(own, "UPDATE account SET administrator = 1, password = 'leaked' WHERE id = ?", alice.id)
    backup = backed_up(own, tmp_path)
    erase_account(own, gone, TODAY, NOW)
    new = "UPDATE account SET email = ?, administrator = 0, password = 'new' WHERE id = ?"
    run(own, new, gone.email, alice.id)
    run(own, "UPDATE account SET email = 'between@x.example' WHERE id = ?", one.id)
    run(own, "UPDATE account SET email = ? WHERE id = ?", one.email, other.id)
    run(own, "UPDATE account SET email = ? WHERE id = ?", other.email, one.id)
    people = "SELECT group_concat(id || email || password || administrator) FROM account"
    before = row(own, people)
    _, again = gone_back(own, backup)
    assert row(again, people) == before
    again.database.close()


def test_the_link_of_a_removed_contact_and_a_pilot_stay_gone(
    own: Product, office: Office, tmp_path: Path
) -> None:
    by = Actor(office.owner.id, office.id, NOW)
    wave = begin(own, office.portfolio, SURVEY, respondents=True)
    draft = begin(own, office.portfolio, SURVEY, respondents=True, draft=True)
    other = begin(own, office.portfolio, SURVEY, respondents=True, draft=True)
    tokens = [f"token-{n}" for n in range(3)]
    with own.database.writing() as connection:
        add_link(connection, office.portfolio, wave.id, "", "mailed", "the token", tokens)
        for token in tokens:
            connection.execute(
                "INSERT INTO contact (wave_id, address, mailbox, sign, name, added_on, request, "
                "link_digest) VALUES (?, ?, ?, ?, 'P', '2026-05-04', ?, ?)",
                (wave.id, *([f"{token}@x.example"] * 2), token, token, digest(token)),
            )
    pilot = pilot_of(own, office.portfolio, draft)[""]
    thrown = pilot_of(own, office.portfolio, other)[""]
    for each in (pilot, thrown):
        try_out(own, each, everything(own, draft, 1))
    backup = backed_up(own, tmp_path)
    contact = row(own, "SELECT id FROM contact WHERE request = 'token-1'")[0]
    assert isinstance(contact, int)
    assert remove_contact(own, office.portfolio, wave, contact, by)
    run(own, "UPDATE wave_link_once SET used = 1 WHERE token_digest = ?", digest("token-2"))
    pilot_campaign.throw_pilot_away(own, office.portfolio, other, by)
    run(own, "DELETE FROM wave WHERE id = ?", draft.id)
    _, again = gone_back(own, backup)
    assert find_link(again.database, tokens[0])
    assert not find_link(again.database, tokens[1])
    used = "SELECT used FROM wave_link_once WHERE token_digest = "
    assert row(again, f"{used}'{digest('token-2')}'") == (1,)
    assert not any(pilots.find_link(again.database, each) for each in (pilot, thrown))
    assert row(again, "SELECT count(*) FROM pilot_visit") == (0,)
    again.database.close()


def test_nobody_who_left_has_work_again(own: Product, office: Office, tmp_path: Path) -> None:
    left = make_person(own, "Left")
    office.take_on(left, OWNER)
    office.describe({})
    run(own, "UPDATE activity SET assigned_to = ?", left.id)
    backup = backed_up(own, tmp_path)
    written(own.database, organisations.end_membership, office.id, left.id)
    run(own, "UPDATE activity SET assigned_to = NULL")
    _, again = gone_back(own, backup)
    assert row(again, "SELECT assigned_to FROM activity") == (None,)
    again.database.close()


@pytest.mark.parametrize("lost", [False, True])
def test_no_form_makes_a_key_that_was_revoked(
    own: Product, office: Office, tmp_path: Path, *, lost: bool
) -> None:
    """What makes keys differ was read from the log, which went back with the backup."""
    by, new = Actor(office.owner.id, office.id, NOW), NewKey("A dashboard", rows=True, days=365)
    request = secrets.token_hex(8)
    key = make_key(own, new, request, by)
    backup = backed_up(own, tmp_path)
    revoke_key(own, list_keys(own, office.id)[0], by)
    again = lost_and_restored(own, backup) if lost else gone_back(own, backup)[1]
    assert not find_key(again, key, NOW)
    assert make_key(again, new, request, by) != key
    assert not find_key(again, key, NOW)
    again.database.close()


def test_on_a_new_machine_no_figure_is_drawn_once_more(own: Product, tmp_path: Path) -> None:
    """Ninety-four figures of the same answers were drawn twice, eighty-one of them otherwise."""
    populate(own, 40 * ASSESSMENTS)
    backup = backed_up(own, tmp_path)
    assert draw(own, TODAY, seed=1)
    again = lost_and_restored(own, backup)
    for months in range(POLICY.months_between):
        draw(again, months_on(TODAY, months), seed=2)
        assert not draws.everything(again.database).draws
    later = months_on(TODAY, POLICY.months_between)
    assert draw(again, later, seed=3)
    # Gone back to once more, with the site there: what was noted is kept.
    kept = backed_up(again, tmp_path)
    found = draws.lost(again.database, later)
    assert [each.until for each in found] == [TODAY]
    _, again = gone_back(again, kept)
    assert draws.lost(again.database, later) == found
    again.database.close()


def test_each_figure_counts_as_drawn_as_often_as_it_may_have_been() -> None:
    lost = [Lost(months_on(TODAY, -13), TODAY)]
    days = [TODAY, months_on(TODAY, -6), months_on(TODAY, -12)]
    assert may_have_been_drawn(lost, POLICY) == days
    assert len(may_have_been_drawn([Lost(None, TODAY)], POLICY)) == POLICY.draws_of_answer
    assert may_have_been_drawn([Lost(TODAY, TODAY)], POLICY) == [TODAY]
    assert rests(lost, months_on(TODAY, 5), POLICY)
    assert not rests(lost, months_on(TODAY, 6), POLICY)
