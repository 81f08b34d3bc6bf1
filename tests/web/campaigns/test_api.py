"""What programs read of campaigns: what the pages show and no more, by a key that works alone.

Each answer is held against the document that describes it.
"""

import gzip
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import pytest
from flask import Flask
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]
from werkzeug.test import TestResponse

from ladder_assess.core.activities.portfolio import Portfolio
from ladder_assess.core.instruments.wave import Wave
from ladder_assess.core.people.access import EDITOR, VIEWER, Membership
from ladder_assess.core.people.access_key import A_DAY, PREFIX, NewKey
from ladder_assess.core.people.account import Account
from ladder_assess.core.people.event import Actor
from ladder_assess.services.campaigns.read_comments import redact_words
from ladder_assess.services.common.limits import LIMITS
from ladder_assess.services.common.product import Product
from ladder_assess.services.people.find_place import find_place, portfolio_of
from ladder_assess.services.people.keep_access_keys import list_keys, make_key, revoke_key
from ladder_assess.services.people.manage_people import let_go
from ladder_assess.storage.instruments.waves import find_wave
from ladder_assess.storage.people import audit, organisations
from tests.support.kept.clock import Clock
from tests.support.kept.written import written
from tests.support.membership import Organisation, People
from tests.support.site import product_of
from tests.support.waves import begin, everything, hear, link_of, send

API = "/api/v1"
OPENAPI = f"{API}/openapi.json"
READS = ("", "/results", "/codebook", "/answers.jsonl", "/answers.csv")
ODD = ("", "0", "-1", "1e9", "101", "None", "9" * 30, "é", "%00", "1 OR 1=1", "../..", "٣")


@dataclass
class Office:
    """An organisation that has campaigns, and programs that ask for them."""

    app: Flask
    product: Product
    people: People
    made: Organisation
    account: Account

    @property
    def id(self) -> int:
        return self.made.id

    @property
    def owner(self) -> int:
        return self.account.id

    @property
    def place(self) -> Membership:
        found = find_place(self.product, self.id, self.owner)
        assert found is not None
        return found

    @property
    def list(self) -> Portfolio:
        return portfolio_of(self.product, self.place)

    def key(self, *, rows: bool = True, days: int = 30, by: int | None = None) -> str:
        now = self.app.config["NOW"]()
        made = Actor(by or self.owner, self.id, now)
        request = f"a-request-{len(list_keys(self.product, self.id))}-{rows}"
        return make_key(self.product, NewKey("A dashboard", rows, days), request, made)

    def ask(self, path: str, key: str | None, **headers: str) -> TestResponse:
        """What a program is answered, which the document has described."""
        sent = {"Authorization": f"Bearer {key}"} if key is not None else {}
        at = path if path.startswith("/") else f"{API}/{path}"
        response = self.app.test_client().get(at, headers=sent | headers)
        assert "Set-Cookie" not in response.headers
        if not path.startswith(OPENAPI):
            hold(self.document, at, response)
        return response

    @property
    def document(self) -> dict[str, Any]:
        found: dict[str, Any] = self.app.test_client().get(OPENAPI).json or {}
        return found

    def answered(self, people: int, wave: Wave | None = None, **how: Any) -> Wave:
        """A campaign that so many have answered, each in their own way."""
        found = wave or begin(self.product, self.list, respondents=True, **how)
        form = next(iter(self.product.definitions.instruments[found.instrument].form_ids), "")
        token = link_of(self.product, self.list, found, form)
        for number in range(people):
            send(self.product, token, everything(self.product, found, number % 5, form))
        return found


def hold(document: dict[str, Any], path: str, response: TestResponse) -> None:
    """Is this an answer that the document describes?"""
    name = path.removeprefix(API).partition("?")[0]
    name = re.sub(r"^/campaigns/[^/]+", "/campaigns/{campaign}", name)
    told = document["paths"][name]["get"]["responses"][str(response.status_code)]
    if "$ref" in told:
        told = document["components"]["responses"][told["$ref"].rpartition("/")[2]]
    if response.status_code == 304:
        assert response.data == b""
        return
    packed = response.headers.get("Content-Encoding") == "gzip"
    content = gzip.decompress(response.data) if packed else response.data
    assert response.mimetype in told["content"], (path, response.status_code)
    schema = told["content"][response.mimetype]["schema"]
    if (response.mimetype or "").endswith("json"):
        whole = schema | {"components": document["components"]}
        errors = Draft202012Validator(whole).iter_errors(json.loads(content))
        assert [error.message for error in errors] == [], path
    for header in told.get("headers", {}):
        assert header in response.headers, (path, header)


@pytest.fixture
def clock(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Clock:
    found = Clock()
    monkeypatch.setitem(app.config, "NOW", lambda: int(found.now))
    return found


@pytest.fixture
def office(app: Flask, clock: Clock) -> Office:
    return office_of(app)


def office_of(app: Flask) -> Office:
    people = People(app)
    owner = people.person()
    return Office(app, product_of(app), people, people.organisation(owner), owner)


def problem(response: TestResponse, code: int) -> str:
    """The sentence of a refusal."""
    assert response.status_code == code
    said: dict[str, Any] = json.loads(response.data)
    assert said["status"] == code
    assert said["detail"].endswith(".")
    return str(said["detail"])


def test_the_document_describes_every_address_and_is_itself_valid(office: Office) -> None:
    document = office.document
    ours = {
        f"/campaigns{rule.rule.partition('/campaigns')[2]}"
        for rule in office.app.url_map.iter_rules()
        if rule.endpoint.startswith("api.") and rule.endpoint != "api.document"
    }
    told = set()
    for rule in ours:
        plain = rule.replace("<campaign>", "{campaign}")
        kinds = re.search(r"<any\((.*)\):kind>", plain)
        each = kinds[1].split(", ") if kinds else [""]
        told |= {re.sub(r"<any.*>", kind, plain) for kind in each}
    assert set(document["paths"]) == told
    for schema in document["components"]["schemas"].values():
        Draft202012Validator.check_schema(schema)
    text = json.dumps(document)
    for name in re.findall(r'"#/components/(\w+)/(\w+)"', text):
        assert name[1] in document["components"][name[0]]
    assert document["servers"] == [{"url": API}]


def test_all_that_there_is_can_be_read(office: Office) -> None:
    key = office.key()
    office.answered(10, by_row=True)
    office.answered(5, instrument="engagement-process")
    office.answered(0, instrument="orientation", draft=True)
    listed = office.ask("campaigns", key).json
    assert listed is not None
    assert [each["id"] for each in listed["campaigns"]] == [
        "engagement-process-1",
        "orientation-1",
        "principles-1",
    ]
    first = listed["campaigns"][-1]
    assert (first["state"], first["answers"], first["rows"]) == ("opened", 10, True)
    assert office.ask("campaigns/principles-1", key).json == first
    for address in first["links"].values():
        assert office.ask(address, key).status_code == 200


def test_results_are_those_of_the_page(office: Office) -> None:
    key, wave = office.key(rows=False), office.answered(9)
    mine = office.people.client(office.account)
    page = f"/p/o{office.id}/questionnaires/principles/rounds/{wave.number}/results.json"
    assert office.ask("campaigns/principles-1/results", key).json == mine.browser.get(page).json


def test_what_fewer_than_five_have_answered_is_not_told(office: Office) -> None:
    key, wave = office.key(), office.answered(4, by_row=True)
    told = office.ask("campaigns/principles-1", key).json
    results = office.ask("campaigns/principles-1/results", key).json
    assert told is not None
    assert results is not None
    assert (told["answers"], results["groups"]) == (0, {})
    assert office.ask("campaigns/principles-1/answers.jsonl", key).data == b""
    office.answered(1, wave)
    told = office.ask("campaigns/principles-1", key).json
    assert told is not None
    assert told["answers"] == 5


def test_rows_are_those_of_the_page_and_put_on_record(office: Office) -> None:
    key, _wave = office.key(), office.answered(10, by_row=True)
    rows = office.ask("campaigns/principles-1/answers.jsonl", key).text.splitlines()
    assert len(rows) == 10
    head, *table = office.ask("campaigns/principles-1/answers.csv", key).text.splitlines()
    assert head.startswith("\ufeffid,short,")
    assert len(table) == 10
    log = [e for e in audit.of_organisation(office.product.database, office.id)
           if e.event == "answers_taken"]  # fmt: skip
    assert [entry.details["file"] for entry in log] == ["csv", "jsonl"]
    assert {(entry.details["key"], entry.account) for entry in log} == {
        ("A dashboard", office.owner)
    }


def test_no_rows_where_the_key_or_the_campaign_has_none(office: Office) -> None:
    office.answered(5, by_row=True)
    office.answered(5)
    results, rows = office.key(rows=False), office.key()
    for name in ("answers.csv", "answers.jsonl", "codebook"):
        assert "may not read rows" in problem(
            office.ask(f"campaigns/principles-1/{name}", results), 403
        )
        assert "not opened for rows" in problem(
            office.ask(f"campaigns/principles-2/{name}", rows), 404
        )
    told = office.ask("campaigns/principles-1", results).json
    assert told is not None
    assert set(told["links"]) == {"self", "results"}


def test_comments_are_those_of_the_page_without_what_was_taken_out(office: Office) -> None:
    key, results = office.key(), office.key(rows=False)
    (said,) = hear(office.product, office.list, "Ann Lee was kind")
    wave = find_wave(office.product.database, office.list, "enablers", 1)
    assert wave is not None
    path = "campaigns/enablers-1/comments"
    first = office.ask(f"{path}.jsonl", key)
    assert json.loads(first.data)["comment"] == "Ann Lee was kind"
    tag = {"If-None-Match": first.headers["ETag"]}
    assert office.ask(f"{path}.jsonl", key, **tag).status_code == 304
    by = Actor(office.owner, office.id)
    assert redact_words(office.product, office.list, wave, said.id, "Ann Lee", by)
    again = office.ask(f"{path}.jsonl", key, **tag)
    assert json.loads(again.data) == {
        "number": 1, "comment": "[…] was kind", "redacted": True, "themes": [],
    }  # fmt: skip
    assert "[…] was kind" in office.ask(f"{path}.csv", key).text
    told = office.ask("campaigns/enablers-1", key).json
    assert told is not None
    assert told["comments"]
    assert {"comments_csv", "comments_jsonl"} <= set(told["links"])
    assert "may not read rows" in problem(office.ask(f"{path}.csv", results), 403)
    office.answered(5)
    assert "did not ask for comments" in problem(
        office.ask("campaigns/principles-1/comments.csv", key), 404
    )
    log = audit.of_organisation(office.product.database, office.id)
    taken = [entry.details["file"] for entry in log if entry.event == "comments_taken"]
    assert taken == ["csv", "jsonl", "jsonl"]
    (entry,) = (entry for entry in log if entry.event == "comment_redacted")
    assert entry.details == {"questionnaire": "enablers", "round": 1, "whole": False}
    assert "Lee" not in str(log)


def test_nothing_is_opened_without_a_key_that_works(office: Office, clock: Clock) -> None:
    office.answered(5, by_row=True)
    late, revoked, key = office.key(days=30), office.key(rows=False), office.key()
    kept = next(each for each in list_keys(office.product, office.id) if not each.rows)
    revoke_key(office.product, kept, Actor(office.owner, office.id, int(clock.now)))
    wrong = [
        None,
        "",
        "x",
        PREFIX,
        f"{PREFIX}{'a' * 32}",
        key[:-1],
        key.upper(),
        revoked,
    ]
    for each in wrong:
        for path in ("campaigns", *(f"campaigns/principles-1{read}" for read in READS)):
            response = office.ask(path, each)
            assert "Authorization" in problem(response, 401)
            assert response.headers["WWW-Authenticate"] == "Bearer"
    assert office.ask("campaigns", late).status_code == 200
    clock.now += 30 * A_DAY
    assert office.ask("campaigns", late).status_code == 401


def test_every_answer_is_a_file_and_no_page(office: Office) -> None:
    key = office.key()
    office.answered(5, by_row=True)
    for each in (key, None):
        for path in ("campaigns", *(f"campaigns/principles-1{read}" for read in READS), OPENAPI):
            response = office.ask(path, each)
            assert response.headers["Content-Disposition"].startswith("attachment"), path
            assert response.headers["X-Content-Type-Options"] == "nosniff"


def test_no_cookie_no_address_and_no_other_way_opens_it(office: Office) -> None:
    key = office.key()
    mine = office.people.client(office.account).browser
    assert mine.get(f"{API}/campaigns").status_code == 401
    assert mine.get(f"{API}/campaigns?key={key}&access_token={key}").status_code == 401
    for said in (f"Basic {key}", f"Token {key}", key, f"Bearer{key}"):
        asked = office.app.test_client().get(f"{API}/campaigns", headers={"Authorization": said})
        assert asked.status_code == 401
    for method in ("POST", "PUT", "DELETE", "PATCH"):
        asked = office.app.test_client().open(
            f"{API}/campaigns", method=method, headers={"Authorization": f"Bearer {key}"}
        )
        assert asked.status_code == 405
        assert asked.mimetype == "application/problem+json"


def test_a_key_ends_with_the_right_of_whoever_made_it(office: Office) -> None:
    member = office.people.join(office.made, EDITOR)
    key = office.key(by=member.id)
    assert office.ask("campaigns", key).status_code == 200
    place = Membership(office.id, member.id, VIEWER)
    written(office.product.database, organisations.set_membership, place)
    assert office.ask("campaigns", key).status_code == 401


def test_a_key_goes_with_whoever_leaves_and_does_not_come_back(
    office: Office, clock: Clock
) -> None:
    member = office.people.join(office.made, EDITOR)
    key, database = office.key(by=member.id), office.product.database
    place = find_place(office.product, office.id, member.id)
    assert place is not None
    let_go(office.product, office.people.join(office.made), place, int(clock.now))
    assert list_keys(office.product, office.id) == []
    written(database, organisations.set_membership, Membership(office.id, member.id, EDITOR))
    assert office.ask("campaigns", key).status_code == 401


def test_nothing_of_another_organisation_is_told(app: Flask, office: Office) -> None:
    office.answered(5, by_row=True)
    other = office_of(app)
    key = other.key()
    assert other.ask("campaigns", key).json == {"campaigns": [], "next": None}
    for read in READS:
        found = other.ask(f"campaigns/principles-1{read}", key)
        never = other.ask(f"campaigns/principles-77{read}", key)
        assert problem(found, 404) == problem(never, 404)


def test_a_round_of_the_organisation_itself_is_no_campaign(office: Office) -> None:
    begin(office.product, office.list)
    assert office.ask("campaigns", office.key()).json == {"campaigns": [], "next": None}
    assert office.ask("campaigns/principles-1", office.key()).status_code == 404


def pages(office: Office, key: str, most: int) -> Iterator[list[str]]:
    address: str | None = f"campaigns?limit={most}"
    while address:
        page = office.ask(address, key).json
        assert page is not None
        yield [each["id"] for each in page["campaigns"]]
        address = page["next"]


def test_the_list_comes_page_by_page(office: Office) -> None:
    key = office.key()
    for _ in range(5):
        office.answered(0)
    found = list(pages(office, key, 2))
    assert [len(page) for page in found] == [2, 2, 1]
    whole = [f"principles-{number}" for number in range(1, 6)]
    assert [each for page in found for each in page] == whole
    assert list(pages(office, key, 5)) == [whole]


@pytest.mark.parametrize("value", ODD)
def test_odd_questions_are_answered_in_words(office: Office, value: str) -> None:
    key = office.key()
    office.answered(0, by_row=True)
    assert office.ask(f"campaigns?after={value}", key).status_code == 400
    assert office.ask(f"campaigns?limit={value}", key).status_code == 400
    assert "whole number from 1 to 100" in problem(office.ask(f"campaigns?limit={value}", key), 400)
    if value and "/" not in value:
        assert office.ask(f"campaigns/{value}", key).status_code == 404
        assert office.ask(f"campaigns/principles-{value}/results", key).status_code == 404


@pytest.mark.parametrize("read", READS)
def test_what_is_known_is_not_sent_again(office: Office, read: str) -> None:
    key, wave = office.key(), office.answered(5, by_row=True)
    path = f"campaigns/principles-1{read}"
    tag = office.ask(path, key).headers["ETag"]
    assert office.ask(path, key, **{"If-None-Match": tag}).status_code == 304
    packed = office.ask(path, key, **{"Accept-Encoding": "gzip"}).headers["ETag"]
    again = {"If-None-Match": packed, "Accept-Encoding": "gzip"}
    assert office.ask(path, key, **again).status_code == 304
    office.answered(5, wave)
    said = office.ask(path, key, **{"If-None-Match": tag}).status_code
    assert said == (304 if read == "/codebook" else 200)


def test_a_key_that_asks_too_often_waits_and_no_other_does(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(office.app.config, "LIMIT_TIMES", 1)
    monkeypatch.setitem(LIMITS, "api", replace(LIMITS["api"], most=3))
    key, other = office.key(), office.key(rows=False)
    assert [office.ask("campaigns", key).status_code for _ in range(4)] == [200, 200, 200, 429]
    refused = office.ask("campaigns", key)
    assert "Retry-After" in problem(refused, 429)
    assert 0 < int(refused.headers["Retry-After"]) <= LIMITS["api"].seconds
    assert office.ask("campaigns", other).status_code == 200


def test_no_key_is_kept_or_logged(office: Office, caplog: pytest.LogCaptureFixture) -> None:
    key = office.key()
    office.answered(5, by_row=True)
    with caplog.at_level("DEBUG"):
        for read in READS:
            office.ask(f"campaigns/principles-1{read}", key)
        office.ask("campaigns/nowhere-1", key)
        office.ask(f"campaigns/{key}", key)
    assert key not in caplog.text
    dumped = "\n".join(map(str, office.product.database.reading.iterdump()))
    assert key not in dumped
    assert key.removeprefix(PREFIX) not in dumped


def test_the_day_of_use_is_noted(office: Office) -> None:
    key = office.key()
    (kept,) = list_keys(office.product, office.id)
    assert kept.used_on == ""
    office.ask("campaigns", key)
    (kept,) = list_keys(office.product, office.id)
    assert kept.used_on == "2026-05-04"
