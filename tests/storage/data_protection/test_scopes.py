"""Export holds every row of a scope and nobody else's; erasure leaves none and a tombstone."""

import csv
import json
import zipfile
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO, StringIO
from threading import Barrier

import pytest

from ladder_assess.core.common.spreadsheet_cells import plain_cell
from ladder_assess.core.people.account import Account
from ladder_assess.core.people.event import Actor, Event
from ladder_assess.services.activities.keep_evidence import Sent, keep_evidence
from ladder_assess.services.activities.take_in_portfolio import take_in_portfolio
from ladder_assess.services.common.product import Product
from ladder_assess.services.data_protection.erase_everything import (
    OnlyOwner,
    digest_of,
    erase_account,
    erase_organisation,
    erase_portfolio,
    of_account,
    of_organisation,
    of_portfolio,
)
from ladder_assess.services.data_protection.export_everything import export_everything
from ladder_assess.services.people.open_account import open_from_elsewhere
from ladder_assess.storage.activities import evidence_files
from ladder_assess.storage.data_protection.belonging import Exempt
from ladder_assess.storage.data_protection.personal_data import TABLES
from ladder_assess.storage.data_protection.scopes import Scope, rows_of
from ladder_assess.storage.people import audit, consent, sign_ins, tickets
from ladder_assess.storage.people.organisations import find_membership
from ladder_assess.storage.people.tickets import Ticket
from tests.support.filled import ALLOWED, NOW, PDF, fill, fill_office
from tests.support.kept.contacts import invitees
from tests.support.kept.written import written
from tests.support.links import PANEL, SHOW, Links
from tests.support.offices import make_office, make_person
from tests.support.site import TODAY
from tests.support.waves import begin


def counts(product: Product, scope: Scope) -> Mapping[str, int]:
    """How many rows of each table belong to a scope."""
    found = {}
    for table in TABLES:
        rows = table.of(scope.kind)
        if not isinstance(rows, Exempt):
            found[table.name] = product.database.reading.execute(
                f"SELECT count(*) FROM {table.name} WHERE {rows.where}", scope.parameters
            ).fetchone()[0]
    return found


def unzip(product: Product, scope: Scope) -> dict[str, bytes]:
    with (
        export_everything(product, scope, "2026-05-04") as file,
        zipfile.ZipFile(file) as archive,
    ):
        return {name: archive.read(name) for name in archive.namelist()}


def test_an_export_holds_every_row_of_the_organisation_and_no_other(own: Product) -> None:
    office, other = fill_office(make_office(own)), fill_office(make_office(own, "Other"))
    files = unzip(own, of_organisation(office.id))
    scope = of_organisation(office.id)
    hidden = {t.name for t in TABLES if getattr(t.of(scope.kind), "hidden", "")}
    for table, count in counts(own, scope).items():
        assert (f"{table}.json" in files) == (table not in hidden), table
        if table not in hidden:
            assert len(json.loads(files[f"{table}.json"])) == count, table
            rows = list(csv.DictReader(StringIO(files[f"{table}.csv"].decode("utf-8-sig"))))
            assert len(rows) == count, table
    assert files["files/1/1 minutes.pdf"] == PDF
    assert files["plans/1.pdf"] == PDF
    everything = b"".join(files.values()).decode("utf-8", "replace")
    assert "Riverside tenant panel" in everything
    assert "A remark of the office" in everything
    assert f'"id": {other.id},' not in files["organisation.json"].decode()
    for secret in ('"token_digest"', '"stored_as"', '"password"', '"code_secret"'):
        assert secret not in everything


def test_single_views_are_not_exported(own: Product) -> None:
    office = fill_office(make_office(own))
    files = unzip(own, of_organisation(office.id))
    assert not [name for name in files if name.startswith("point_of_view")]


def test_an_export_of_a_person_holds_what_names_them(own: Product) -> None:
    office = fill_office(make_office(own))
    written(own.database, sign_ins.start, office.owner.id, "token", "A phone", NOW)
    written(own.database, consent.give, "notices", 1, TODAY, account=office.owner.id)
    files = unzip(own, of_account(office.owner))
    assert json.loads(files["account.json"])[0]["email"] == office.owner.email
    assert json.loads(files["sign_in.json"])[0]["device"] == "A phone"
    assert json.loads(files["membership.json"])[0]["role"] == "owner"
    assert len(json.loads(files["consent.json"])) == 1
    assert json.loads(files["comment.json"])[0]["text"] == "A remark of the office"
    assert "activity.csv" in files
    assert not json.loads(files["activity.json"])


def test_another_address_that_ends_the_same_is_someone_else(own: Product) -> None:
    person, other = make_person(own, "Anna"), make_person(own, "Joanna")
    email = f"jo{person.email}"
    written(own.database, audit.put, None, Event(NOW, "invited", {"email": email}, other.id))
    written(own.database, audit.put, None, Event(NOW, "invited", {"email": person.email}, other.id))
    assert len(json.loads(unzip(own, of_account(person))["audit.json"])) == 1
    erase_account(own, person, TODAY, NOW)
    left = "\n".join(own.database.reading.iterdump())
    assert email in left
    assert f'"{person.email}"' not in left


def test_a_contact_is_theirs_however_the_domain_of_their_address_is_written(own: Product) -> None:
    """A provider of sign-in may give an address in letters; contacts go by its mailbox."""
    office = make_office(own)
    wave = begin(own, office.portfolio, respondents=True)
    typed = "Anna@MÜNCHEN.example\nanna@munchen.example"
    invitees(own, office.portfolio, wave, typed, Actor(office.owner.id, office.id, NOW))
    anna = open_from_elsewhere(own, "anna@münchen.example", "Anna", "of a provider", TODAY)
    assert anna is not None
    scope = of_account(anna)
    (found,) = [each for each in rows_of(own.database, scope) if each.table == "contact"]
    assert [row["address"] for row in found.rows] == ["Anna@münchen.example"]
    erase_account(own, anna, TODAY, NOW)
    left = own.database.reading.execute("SELECT address FROM contact").fetchall()
    assert [row["address"] for row in left] == ["anna@munchen.example"]


@pytest.mark.usefixtures("place")
def test_erasing_an_organisation_leaves_nothing_but_a_tombstone(own: Product) -> None:
    office, other = fill_office(make_office(own)), fill_office(make_office(own, "Other Ltd"))
    before = counts(own, of_organisation(other.id))
    scope = of_organisation(office.id)
    assert {"evidence_file", "plan_document", "comment", "point_of_view_page", "ticket"} <= {
        table for table, count in counts(own, scope).items() if count
    }
    erase_organisation(own, office.id, TODAY, NOW)
    assert not any(counts(own, scope).values())
    assert counts(own, of_organisation(other.id)) == before
    (stone,) = own.database.reading.execute("SELECT kind, erased_on, digest FROM tombstone")
    assert stone["kind"] == "organisation"
    assert stone["erased_on"] == TODAY.isoformat()
    assert stone["digest"] == digest_of(own.secret, scope)
    # One content is left: the other organisation's.
    assert len(evidence_files.lying(own.database)) == 1
    left = "\n".join(own.database.reading.iterdump())
    assert "Riverside Council" not in left


def test_what_was_erased_cannot_be_read_from_the_disk(own: Product) -> None:
    office = fill_office(make_office(own, "A name that is found nowhere else"))
    erase_organisation(own, office.id, TODAY, NOW)
    for file in own.database.path.parent.rglob("*"):
        if file.is_file():
            assert b"found nowhere else" not in file.read_bytes(), file
            assert PDF not in file.read_bytes(), file


def test_erasing_a_person_keeps_the_work_without_the_name(own: Product) -> None:
    office = fill_office(make_office(own))
    person = make_person(own, "Bea Leaver")
    office.take_on(person, "editor")
    written(own.database, sign_ins.start, person.id, "token", "A phone", NOW)
    written(own.database, tickets.issue, Ticket("reset", person.email, NOW + 60), "reset")
    written(own.database, audit.put, office.id, Event(NOW, "signed_in", {}, person.id))
    with own.database.writing() as connection:
        connection.execute("UPDATE comment SET account_id = ?", (person.id,))
        connection.execute("UPDATE activity SET assigned_to = ?", (person.id,))
    erase_account(own, person, TODAY, NOW)
    assert not any(counts(own, of_account(person)).values())
    left = "\n".join(own.database.reading.iterdump())
    assert "Bea Leaver" not in left
    assert person.email not in left
    assert "A remark of the office" in left
    assert sign_ins.find(own.database, "token") is None
    events = audit.of_organisation(own.database, office.id)
    (signed,) = [event for event in events if event.event == "signed_in"]
    assert signed.account is not None
    assert signed.account < 0
    # Whoever gets the same number next is not taken for the one who left.
    assert make_person(own, "Cy Next").id != signed.account


def test_the_last_owner_cannot_be_erased(own: Product) -> None:
    office = make_office(own)
    with pytest.raises(OnlyOwner):
        erase_account(own, office.owner, TODAY, NOW)
    office.take_on(make_person(own, "Second"), "owner")
    erase_account(own, office.owner, TODAY, NOW)


@pytest.mark.usefixtures("place")
def test_a_private_link_is_exported_and_erased(own: Product) -> None:
    link = Links(own).make(PANEL, SHOW)
    portfolio = link.portfolio
    fill(own, portfolio)
    files = unzip(own, of_portfolio(portfolio))
    assert len(json.loads(files["activity.json"])) == 2
    assert files["plans/1.pdf"] == PDF
    erase_portfolio(own, portfolio, TODAY, NOW)
    assert not any(counts(own, of_portfolio(portfolio)).values())
    assert not evidence_files.lying(own.database)


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "  =1", "＝1"])
def test_no_cell_is_a_formula(text: str) -> None:
    assert str(plain_cell(text)).startswith("'")
    assert plain_cell("1-2") == "1-2"
    assert plain_cell(-1) == -1
    assert plain_cell(None) == ""


def test_a_formula_that_was_typed_is_text_in_the_export(own: Product) -> None:
    office = make_office(own, "=cmd|' /C calc'!A0")
    files = unzip(own, of_organisation(office.id))
    assert json.loads(files["organisation.json"])[0]["name"] == "=cmd|' /C calc'!A0"
    (row,) = csv.DictReader(StringIO(files["organisation.csv"].decode("utf-8-sig")))
    assert row["name"] == "'=cmd|' /C calc'!A0"


def test_whoever_added_a_file_takes_it_away_and_nobody_elses(own: Product) -> None:
    office, person = make_office(own), make_person(own)
    office.describe(PANEL)
    for text, by in (("the first", person.id), ("another's", office.owner.id)):
        sent = Sent(f"{text}.txt", BytesIO(text.encode()), TODAY, by)
        keep_evidence(own, office.portfolio, 1, sent, ALLOWED)
    files = unzip(own, of_account(person))
    assert [name for name in files if name.startswith("files/")] == ["files/1/1 the first.txt"]
    assert files["files/1/1 the first.txt"] == b"the first"
    assert b"files that this person added" in files["READ ME.txt"]
    assert b"plans/" not in files["READ ME.txt"]


def test_the_consents_of_files_are_exported_with_them(own: Product) -> None:
    """Also of those that were added under a private link."""
    link = Links(own).make(PANEL)
    fill(own, link.portfolio)
    files = unzip(own, of_portfolio(link.portfolio))
    (consented,) = json.loads(files["consent.json"])
    assert json.loads(files["evidence_file.json"])[0]["consent"] == consented["reference"]
    office = make_office(own)
    membership = find_membership(own.database, office.id, office.owner.id)
    assert membership is not None
    assert take_in_portfolio(own, link.portfolio, membership, NOW)
    files = unzip(own, of_organisation(office.id))
    assert json.loads(files["consent.json"]) == [consented]


def test_what_was_typed_is_exported_as_it_was_typed(own: Product) -> None:
    """Even where it looks like JSON, which a remark never is."""
    office = fill_office(make_office(own, "[1, 2]"))
    with own.database.writing() as connection:
        connection.execute("UPDATE comment SET text = ?", ('{"a": 1}',))
    files = unzip(own, of_organisation(office.id))
    assert json.loads(files["organisation.json"])[0]["name"] == "[1, 2]"
    assert json.loads(files["comment.json"])[0]["text"] == '{"a": 1}'
    changes = [c for c in json.loads(files["change.json"]) if c["happened"] == 1]
    assert {(change["before"], change["after"]) for change in changes} == {(1, 2)}
    assert json.loads(files["activity.json"])[0]["document"]["values"]["purpose"]


def test_two_owners_who_leave_at_once_do_not_leave_nobody(own: Product) -> None:
    office, other = make_office(own), make_person(own, "Second")
    office.take_on(other, "owner")
    together = Barrier(2)

    def leave(person: Account) -> bool:
        together.wait()
        try:
            erase_account(own, person, TODAY, NOW)
        except OnlyOwner:
            return False
        finally:
            own.database.close()
        return True

    with ThreadPoolExecutor(2) as pool:
        left = list(pool.map(leave, (office.owner, other)))
    assert sorted(left) == [False, True]
