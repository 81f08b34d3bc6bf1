"""The work on an activity in an organisation: given, handed in, sent back, agreed, opened again."""

from dataclasses import dataclass

import pytest
from flask import Flask

from ladder_assess.core.activities.activity_record import (
    AGREED,
    CHANGES,
    DRAFT,
    STATES,
    SUBMITTED,
    ActivityRecord,
)
from ladder_assess.core.activities.workflow import STEPS
from ladder_assess.core.people.account import Account
from ladder_assess.storage.activities.activities import find_activity
from ladder_assess.storage.people import audit
from ladder_assess.web.access.permissions import NEEDS
from ladder_assess.web.access.scope import ORGANISATION_ONLY
from tests.support.client import Client
from tests.support.forms import form_of
from tests.support.links import PANEL, Links
from tests.support.offices import Office, make_office, make_person, signed_in_client
from tests.support.page import Page
from tests.support.site import product_of

TOKEN_ONLY = (
    "assign",
    "submit",
    "request-changes",
    "agree",
    "reopen",
    "comments",
    "comments/seats",
)


@dataclass
class Team:
    """An organisation with one activity, and a browser for each of its people."""

    app: Flask
    office: Office
    people: dict[str, Account]

    @property
    def activity(self) -> str:
        return f"{self.office.list}/activities/1"

    def client(self, role: str) -> Client:
        return signed_in_client(self.app, self.people[role])

    def record(self) -> ActivityRecord:
        found = find_activity(self.office.product.database, self.office.portfolio, 1)
        assert found is not None
        return found

    def give(self, role: str) -> None:
        """Assign the activity to whoever has this role, as its owner."""
        client = self.client("owner")
        page = client.get(f"{self.activity}/assign")
        client.answer(page, person=str(self.people[role].id))

    def take(self, role: str, step: str, **fields: str) -> Page:
        """Go to a step's page and press its button."""
        client = self.client(role)
        return client.answer(client.get(f"{self.activity}/{step}"), **fields)

    def work(self) -> str:
        """What the answers say of how far the work on them is."""
        return self.client("owner").get(f"{self.activity}/review").words_of("#work")

    def bring_to(self, state: str) -> None:
        """Take the steps that lead to a state."""
        steps = {
            DRAFT: (),
            SUBMITTED: ("submit",),
            CHANGES: ("submit", "request-changes"),
            AGREED: ("submit", "agree"),
        }
        for step in steps[state]:
            self.take("editor", step, **({"note": "Why?"} if step == "request-changes" else {}))
        assert self.record().state == state


@pytest.fixture
def team(app: Flask) -> Team:
    product = product_of(app)
    office = make_office(product)
    people = {"owner": office.owner}
    for name, role in (("Eve Editor", "editor"), ("Cy Contributor", "contributor"),
                       ("Vi Viewer", "viewer")):  # fmt: skip
        people[role] = make_person(product, name)
        office.take_on(people[role], role)
    office.describe(PANEL)
    return Team(app, office, people)


def test_work_goes_from_draft_to_agreed_with_a_round_of_changes(team: Team) -> None:
    team.give("contributor")
    assert team.record().assigned_to == team.people["contributor"].id
    mine = team.client("contributor")
    page = mine.get(f"{team.activity}/review")
    assert "Draft Assigned to Cy Contributor." in page.text
    page = mine.answer(mine.follow(page, "Submit for agreement"), note="Please look at the seats.")
    assert page.address == team.office.address, "what else waits comes next"
    assert "“Riverside tenant panel” is submitted." in page.text
    assert "You have described all that was given to you." in page.text
    assert "Submitted" in team.work()
    page = team.take("editor", "request-changes", note="Who chose the people?")
    assert "is sent back, with your comment." in page.text
    assert "Changes requested" in team.work()
    assert "2 comments" in team.work()
    page = mine.follow(mine.get(f"{team.activity}/review"), "2 comments")
    assert "Eve Editor" in page.text
    assert "Who chose the people?" in page.text
    mine.answer(mine.get(f"{team.activity}/questions/at_the_table"), selection="by_lot")
    team.take("contributor", "submit")
    page = team.take("editor", "agree")
    assert "“Riverside tenant panel” is agreed." in page.text
    assert "Agreed" in team.work()
    page = team.client("owner").get(f"{team.activity}/history")
    rows = [row.text for row in page.all("tbody tr")]
    assert "Eve Editor How far the work is Submitted Agreed" in rows[0]
    assert any("Cy Contributor Selection" in row or "Cy Contributor" in row for row in rows)
    assert "Ada Owner Who works on it Nobody Cy Contributor" in rows[-1] or any(
        "Who works on it Nobody Cy Contributor" in row for row in rows
    )


def test_changes_cannot_be_requested_without_a_word(team: Team) -> None:
    team.bring_to(SUBMITTED)
    page = team.take("editor", "request-changes", note=" ")
    assert page.complaints
    assert team.record().state == SUBMITTED


def test_an_agreed_activity_is_closed_until_it_is_opened_again(team: Team) -> None:
    editor = team.client("editor")
    open_page = editor.get(f"{team.activity}/questions/at_the_table")
    backing = editor.get(f"{team.activity}/evidence?answers=all")
    review = editor.get(f"{team.activity}/review")
    team.bring_to(AGREED)
    before = team.record()
    page = editor.answer(open_page, seats="all")
    assert "has been agreed, so this was not saved" in page.complaints[0]
    assert form_of(page).values["seats"] == ["all"], "what was typed is still there"
    page = editor.answer(backing, **{"seats-note": "Minutes"})
    assert "has been agreed" in page.complaints[0]
    assert form_of(page).values["seats-note"] == ["Minutes"]
    editor.send(form_of(review, "/path"))
    editor.post(open_page.address + "/autosave", form_of(open_page).fill(seats="all").values,
                status=204)  # fmt: skip
    now = team.record()
    assert (now.values, now.backing, now.path) == (before.values, before.backing, before.path)
    for address in ("questions/at_the_table", "evidence", "assign"):
        page = editor.get(f"{team.activity}/{address}")
        assert page.address.endswith(("/review", "/result")), address
    assert not [a for a in page.links if a["href"].endswith("/questions/at_the_table")]
    page = team.take("editor", "reopen")
    assert "Draft" in page.one("#work").text
    page = editor.get(f"{team.activity}/questions/at_the_table")
    assert form_of(page).values["seats"] == ["all"], "what was set aside waits"
    editor.answer(page)
    assert team.record().values["seats"] == "all"


def test_what_changed_since_it_was_read_is_not_agreed_unread(team: Team) -> None:
    team.bring_to(SUBMITTED)
    editor, owner = team.client("editor"), team.client("owner")
    open_page = editor.get(f"{team.activity}/agree")
    owner.answer(owner.get(f"{team.activity}/questions/at_the_table"), seats="all")
    page = editor.answer(open_page, note="Fine")
    assert "was changed while you had this page open" in page.complaints[0]
    assert form_of(page).values["note"] == ["Fine"]
    assert team.record().state == SUBMITTED
    editor.answer(page)
    assert team.record().state == AGREED


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("role", ["owner", "editor", "contributor", "viewer"])
def test_each_step_is_there_for_whom_and_when_it_should_be(
    team: Team, role: str, step: str, state: str
) -> None:
    team.give("contributor")
    team.bring_to(state)
    client = team.client(role)
    address = f"{team.activity}/{step.replace('_', '-')}"
    allowed = role in ("owner", "editor") or (role == "contributor" and step == "submit")
    offered = [a["href"] for a in client.get(f"{team.activity}/review").links]
    assert (address in offered) == (allowed and state in STEPS[step].before)
    if not allowed:
        client.get(address, status=403)
        client.post(address, {"note": "x"}, status=403)
    elif state not in STEPS[step].before:
        assert client.get(address).address.endswith("/review")
    assert team.record().state == state


def test_pressing_twice_takes_one_step_and_leaves_one_comment(team: Team) -> None:
    client = team.client("editor")
    page = client.get(f"{team.activity}/submit")
    sent = form_of(page).fill(note="Done").sent_by(None)
    for where in (team.office.address, f"{team.activity}/review"):
        assert client.post(page.address, sent).address == where
    assert team.record().state == SUBMITTED
    page = client.get(f"{team.activity}/comments")
    assert page.text.count("Done") == 1


def test_work_is_given_only_to_those_who_can_do_it(team: Team) -> None:
    client = team.client("editor")
    page = client.get(f"{team.activity}/assign")
    outsider = make_person(team.office.product, "Out Sider")
    able = {str(team.people[role].id) for role in ("owner", "editor", "contributor")}
    assert set(form_of(page).options("person")) == {*able, "0"}
    for wrong in (outsider.id, team.people["viewer"].id, 999999, "x", ""):
        sent: dict[str, str | list[str]] = {**form_of(page).sent_by(None), "person": str(wrong)}
        assert client.post(page.address, sent).complaints
    assert team.record().assigned_to is None
    client.answer(page, person=str(team.people["editor"].id))
    page = client.get(f"{team.activity}/assign")
    client.answer(page, person="0")
    assert team.record().assigned_to is None


def test_a_contributor_sees_and_changes_only_what_is_assigned(team: Team) -> None:
    team.office.describe({"name": "Another activity"})
    mine = team.client("contributor")
    assert "No activity is assigned to you yet" in mine.get(team.office.list).text
    team.give("contributor")
    page = mine.get(team.office.list)
    assert "Riverside tenant panel" in page.text
    assert "Another activity" not in page.text
    mine.follow(page, "Go on")
    other = f"{team.office.list}/activities/2"
    for path in ("review", "result", "history", "comments", "comments/seats", "questions/about"):
        assert mine.browser.get(f"{other}/{path}").status_code in (403, 404), path
        mine.get(f"{team.activity}/{path}")
    team.give("editor")
    assert mine.browser.get(f"{team.activity}/review").status_code in (403, 404)


def test_comments_stand_beside_their_question(team: Team) -> None:
    client = team.client("editor")
    page = client.get(f"{team.activity}/review")
    page = client.follow(page, "Comment on seats")
    assert page.heading == "Comments: Seats"
    page = client.answer(page, text="Is this <b>all</b> of them?\nReally?")
    assert "Is this <b>all</b> of them?" in page.text
    assert "Eve Editor" in page.text
    assert client.answer(page, text="").complaints
    assert client.answer(page, text="x" * 2001).complaints
    page = client.get(f"{team.activity}/review")
    assert "1 comment on seats" in page.one("#answer-seats").text
    page = client.get(f"{team.activity}/comments")
    assert "Seats" in page.text
    client.answer(page, text="As a whole")
    viewer = team.client("viewer")
    page = viewer.get(f"{team.activity}/comments")
    assert "As a whole" in page.text
    assert not page.named("form"), "viewers read"
    viewer.post(page.address, {"text": "x"}, status=403)
    client.get(f"{team.activity}/comments/nothing", status=404)


def test_a_comment_must_say_something(team: Team) -> None:
    client = team.client("editor")
    page = client.get(f"{team.activity}/comments")
    for nothing in ("", "  "):
        assert client.answer(page, text=nothing).complaints == ["Enter your comment."]


def test_a_comment_sent_twice_stands_once(team: Team) -> None:
    client = team.client("editor")
    page = client.get(f"{team.activity}/comments/seats")
    sent = form_of(page).fill(text="Once only").sent_by(None)
    client.post(page.address, sent)
    assert client.post(page.address, sent).text.count("Once only") == 1


def test_the_history_has_pages_and_words(team: Team) -> None:
    client = team.client("editor")
    for place in range(60):
        client.answer(client.get(f"{team.activity}/questions/about"), name=f"Name {place}",
                      description=f"Line {place}")  # fmt: skip
    page = client.get(f"{team.activity}/history")
    assert len(page.all("tbody tr")) == 100
    assert "Name 58 Name 59" in page.text
    page = client.follow(page, "Older changes")
    assert "Riverside tenant panel" in page.text
    assert "Newest changes" in page.text
    for before in ("x", "-1", "0", "9" * 40, "1e9"):
        client.get(f"{team.activity}/history?before={before}")


def test_a_private_link_has_a_history_without_names_and_no_roles(
    client: Client, links: Links
) -> None:
    link = links.make(PANEL)
    page = client.get(f"{link.activity()}/questions/at_the_table")
    client.answer(page, seats="all")
    page = client.follow(client.get(f"{link.activity()}/review"), "What was changed")
    assert "Seats" in page.all("tbody tr")[0].text
    assert "Who" not in [head.text for head in page.all("thead th")]
    assert not client.get(f"{link.activity()}/review").all("#work")
    for path in TOKEN_ONLY:
        client.get(f"{link.activity()}/{path}", status=404)
        client.post(f"{link.activity()}/{path}", {"note": "x"}, status=404)


def test_the_audit_log_says_who_did_what_and_no_answer(team: Team) -> None:
    team.give("editor")
    team.bring_to(CHANGES)
    team.take("editor", "submit")
    team.take("editor", "agree")
    team.take("editor", "reopen")
    events = audit.of_organisation(team.office.product.database, team.office.id)
    mine = [e for e in events if "activity" in e.details]
    assert [e.event for e in reversed(mine)] == [
        "activity_assigned", "activity_submitted", "changes_requested", "activity_submitted",
        "activity_agreed", "activity_reopened",
    ]  # fmt: skip
    assert mine[0].account == team.people["editor"].id
    assert all(set(e.details) <= {"activity", "assigned_to"} for e in mine)


def test_the_list_says_how_far_each_activity_is(team: Team) -> None:
    team.give("contributor")
    team.bring_to(SUBMITTED)
    (row,) = team.client("viewer").get(team.office.list).all(".app-rows > li")
    assert "Submitted" in row.text
    assert "Assigned to Cy Contributor" in row.text
    assert "Go on" not in row.text


def test_every_step_s_page_needs_what_the_step_does() -> None:
    for step in STEPS.values():
        assert NEEDS[f"workflow.{step.id}"] == (step.needs, step.needs)
        assert f"workflow.{step.id}" in ORGANISATION_ONLY


def test_every_page_of_the_work_is_as_it_should_be(app: Flask, team: Team) -> None:
    """In each state, for each who may see it: the client checks what it is shown."""
    rules = [r for r in app.url_map.iter_rules() if r.endpoint.startswith("workflow.")]
    client = team.client("owner")
    team.give("contributor")
    client.answer(client.get(f"{team.activity}/comments/seats"), text="W" * 2000)
    for state in STATES:
        for step in {"draft": (), "submitted": ("submit",), "changes": ("request-changes",)}.get(
            state, ("submit", "agree")
        ):
            team.take("editor", step, **({"note": "Why?"} if step == "request-changes" else {}))
        for rule in rules:
            values = {"token": f"o{team.office.id}", "number": 1, "item_id": "seats"}
            wanted = {name: values[name] for name in rule.arguments}
            client.get(app.url_map.bind("localhost").build(rule.endpoint, wanted))
        for person in team.people:
            for path in ("", "/activities/1/review", "/activities/1/result"):
                team.client(person).get(team.office.list + path)
