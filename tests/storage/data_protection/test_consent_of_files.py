"""A file names the consent that it was added with, which is taken back as the file goes."""

from datetime import date, timedelta
from io import BytesIO

import pytest

from ladder_assess.core.people.consent import Consent
from ladder_assess.core.people.event import Actor
from ladder_assess.services.activities.keep_evidence import Sent, keep_evidence, remove_evidence
from ladder_assess.services.common.product import Product
from ladder_assess.services.data_protection.apply_retention import apply_retention
from ladder_assess.services.data_protection.erase_everything import erase_account, erase_portfolio
from ladder_assess.storage import migrations
from ladder_assess.storage.activities import evidence_files
from ladder_assess.storage.activities.activities import remove_activity
from ladder_assess.storage.people import consent
from tests.support.filled import ALLOWED, NOW
from tests.support.kept.written import written
from tests.support.links import PANEL, Link, Links
from tests.support.offices import make_person
from tests.support.site import TODAY

LATER = TODAY + timedelta(days=9)
NOBODY = Actor()


@pytest.fixture
def link(own: Product) -> Link:
    return Links(own).make(PANEL)


def add(link: Link, text: str, by: int | None = None) -> int:
    sent = Sent("a.txt", BytesIO(text.encode()), TODAY, by)
    return keep_evidence(link.product, link.portfolio, 1, sent, ALLOWED)


def named(product: Product, file: int) -> str:
    """The reference that a file names."""
    row = product.database.reading.execute(
        "SELECT consent FROM evidence_file WHERE id = ?", (file,)
    ).fetchone()
    return str(row["consent"])


def given(product: Product, reference: str) -> Consent:
    found = consent.find(product.database, reference)
    assert found is not None
    return found


def test_each_file_names_its_own_consent(own: Product, link: Link) -> None:
    first, second = (add(link, text) for text in ("one", "two"))
    assert add(link, "one") == first
    references = [named(own, file) for file in (first, second)]
    assert len(set(references)) == 2
    for reference in references:
        assert given(own, reference).purpose == "evidence_file"
        assert not given(own, reference).withdrawn_on


def test_removing_a_file_takes_its_consent_back_and_no_other(own: Product, link: Link) -> None:
    gone, stays = (add(link, text) for text in ("one", "two"))
    references = [named(own, file) for file in (gone, stays)]
    remove_evidence(own, link.portfolio, 1, gone, NOBODY, LATER)
    remove_evidence(own, link.portfolio, 1, gone, NOBODY, LATER + timedelta(days=1))
    found = [given(own, reference).withdrawn_on for reference in references]
    assert found == [LATER.isoformat(), ""]


def test_it_is_taken_back_with_all_that_a_file_goes_with(own: Product) -> None:
    links = Links(own)
    with_activity, with_link = links.make(PANEL), links.make(PANEL)
    references = [named(own, add(link, "one")) for link in (with_activity, with_link)]
    written(own.database, remove_activity, with_activity.portfolio, 1)
    evidence_files.sweep(own.database, LATER)
    assert given(own, references[0]).withdrawn_on == LATER.isoformat()
    assert not given(own, references[1]).withdrawn_on
    erase_portfolio(own, with_link.portfolio, TODAY, NOW)
    assert given(own, references[1]).withdrawn_on == TODAY.isoformat()


def test_a_file_past_its_time_takes_it_along_and_later_it_goes_too(
    own: Product, link: Link
) -> None:
    reference = named(own, add(link, "one"))
    periods = {"keep_files": 5, "keep_audit": 20}
    apply_retention(own, periods, LATER, NOW)
    assert given(own, reference).withdrawn_on == LATER.isoformat()
    assert apply_retention(own, periods, LATER + timedelta(days=20), NOW)["consent"] == 0
    assert apply_retention(own, periods, LATER + timedelta(days=21), NOW)["consent"] == 1
    assert consent.find(own.database, reference) is None


def test_whoever_is_erased_leaves_the_consents_of_files_that_stay(own: Product, link: Link) -> None:
    """Without their name, as the file itself; whatever else they agreed to is taken back."""
    person = make_person(own)
    file = add(link, "one", person.id)
    notices = written(own.database, consent.give, "notices", 1, TODAY, account=person.id)
    erase_account(own, person, LATER, NOW)
    kept = given(own, named(own, file))
    assert (kept.account_id, kept.withdrawn_on) == (None, "")
    taken_back = given(own, notices)
    assert (taken_back.account_id, taken_back.withdrawn_on) == (None, LATER.isoformat())


def test_files_that_were_there_before_are_given_theirs(own: Product, link: Link) -> None:
    """As many of a person and a day as there are of both; what is left over has lost its file."""
    person = make_person(own).id
    files = [add(link, "one", person), add(link, "two", person), add(link, "three")]
    references = [named(own, file) for file in files]
    gone = written(own.database, consent.give, "evidence_file", 1, TODAY)
    early = written(
        own.database, consent.give, "evidence_file", 1, date(2026, 1, 1), account=person
    )
    (join,) = (
        statement
        for statement in (migrations.HERE / "0013_consent_of_files.sql").read_text().split(";\n")
        if "UPDATE evidence_file" in statement
    )
    with own.database.writing() as connection:
        connection.execute("UPDATE evidence_file SET consent = NULL")
        connection.execute(join)
    assert [named(own, file) for file in files] == references
    evidence_files.sweep(own.database, LATER)
    assert not any(given(own, reference).withdrawn_on for reference in references)
    assert all(given(own, reference).withdrawn_on for reference in (gone, early))


def test_it_is_not_taken_back_while_the_file_is_kept(own: Product, link: Link) -> None:
    """Otherwise it would seem to have gone, and everyone could still open it."""
    person = make_person(own).id
    file = add(link, "one", person)
    reference = named(own, file)
    assert not written(own.database, consent.withdraw, reference, person, LATER)
    assert not given(own, reference).withdrawn_on
    assert [one.file for one in consent.of_account(own.database, person)] == ["a.txt"]
