"""Moving from the first questions to the clearer ones, on pages and in files."""

from dataclasses import replace
from datetime import timedelta

from ladder_assess.core.activities.activity_record import AGREED, ActivityRecord
from ladder_assess.storage.activities.activities import change_activity
from tests.services.activities.test_compare_dates import noon
from tests.services.activities.test_move_to_clearer import (
    DECIDING,
    FIRST,
    ONE_SURVEY,
)
from tests.support.client import Client
from tests.support.forms import form_of
from tests.support.kept.written import written
from tests.support.links import PANEL, Answers, Link, Links
from tests.support.lists import fill
from tests.support.site import TODAY

SETTLED: Answers = {**ONE_SURVEY, "name": "Notice", "response": "binding"}
MONTH_AGO = TODAY - timedelta(30)


def described_first(links: Links, *answers: Answers) -> Link:
    link = links.make()
    made = [ActivityRecord(0, "full", dict(each), stamp=FIRST) for each in answers]
    fill(link.product, link.portfolio, made, noon(MONTH_AGO))
    return link


def test_an_activity_is_moved_answer_by_answer(client: Client, links: Links) -> None:
    link = described_first(links, {**ONE_SURVEY, "accountability": "none"})
    result = client.get(f"{link.activity()}/result")
    assert "2 of its answers may read differently" in result.words_of("#clearer")
    assert "Placed by version 1 of the rules" in result.text
    page = client.follow(result, "Look at them, and move to the clearer questions")
    said = [block.text for block in page.all(".app-clearer__says")]
    assert len(said) == 2
    assert "What is always done now counts as owed" in said[0]
    moved = client.answer(page, response="considered", accountability="direct")
    assert moved.address == f"{link.activity()}/result"
    assert "By the rules of now, with the same answers: rung 4" in moved.text
    assert "Placed by version 2 (November 2026) of the rules" in moved.text
    assert not moved.all("#clearer")
    assert link.record(1).values["accountability"] == "direct"
    history = client.get(f"{link.activity()}/history")
    (row,) = [r.text for r in history.all("tbody tr") if "Moved to other questions" in r.text]
    assert "The questions of version 1 The questions of version 2 (November 2026)" in row
    assert "activity-v" not in history.text


def test_its_answers_are_filled_in_as_they_are(client: Client, links: Links) -> None:
    link = described_first(links, ONE_SURVEY)
    page = client.get(f"{link.activity()}/clearer")
    (chosen,) = [i["value"] for i in page.all("input[name=response]") if "checked" in i.attributes]
    assert chosen == "considered"
    assert link.record(1).stamp == FIRST, "looking at it changes nothing"
    moved = client.answer(page, response="considered")
    assert "changed" not in moved.words_of(".govuk-notification-banner")
    assert dict(link.record(1).values) == dict(ONE_SURVEY)


def test_what_rules_and_answers_changed_is_said_apart(client: Client, links: Links) -> None:
    link = described_first(links, DECIDING)
    page = client.get(f"{link.activity()}/clearer")
    assert (
        "It stands now: rung 5. By the rules of now, the same answers stand: rung 8." in page.text
    )
    moved = client.answer(page, override="freely", **{
        name: value for name, value in DECIDING.items() if isinstance(value, str)
        and name != "override" and page.all(f"input[name={name}]")
    })  # fmt: skip
    said = moved.words_of(".govuk-notification-banner")
    assert "Before: rung 5." in said
    assert "with the same answers: rung 8" in said
    assert "With the answers that you changed: rung 5." in said


def test_each_rule_that_makes_a_difference_is_said(client: Client, links: Links) -> None:
    """Also where only the kind changes, which no place tells of."""
    link = described_first(links, DECIDING, {**SETTLED, "functions": ()})
    deciding = client.get(f"{link.activity()}/clearer").words_of("#rules")
    assert (
        "What rung 6 needs has changed. Before: People needed complete information, in time and "
        "usable. Now: People need that, unless it is the community that decides. Why: Whoever "
        "decides can ask for what they need to know. By these answers it is met. Before, it was "
        "not met."
    ) in deciding
    assert "caution now that was not there before: “Power without the facts”" in deciding
    page = client.get(f"{link.activity(2)}/clearer")
    kind = page.words_of("#rules")
    assert "The rule for the kind “Professional provision” has changed. Before: What" in kind
    assert "was “Professional provision” and is “Participation only” now" in kind
    assert "clearer" not in deciding + kind, "a rule that changed is not called clearer"
    moved = client.answer(page)
    assert "another kind: Participation only" in moved.words_of(".govuk-notification-banner")
    table = client.get(f"{link.address}/clearer").words_of("tbody")
    assert "rung 8. The rule for rung 6 has changed. A new caution: Power without" in table


def test_the_old_wording_stands_beside_the_new(client: Client, links: Links) -> None:
    link = described_first(links, {**PANEL, "benefit": "public"})
    first, newest = link.product.earlier[FIRST].questionnaire, link.product.newest.questionnaire
    page = client.get(f"{link.activity()}/clearer")
    blocks = page.all(".app-clearer")
    assert len(blocks) == 7
    for block in blocks:
        item = block.named("input")[0]["name"]
        was, now = first.items[item], newest.items[item]
        (folded,) = block.named("details")
        assert was.hint == now.hint or f"“{was.hint}”" in folded.text
        assert now.hint in folded.text
        assert "Clearer now:" in block.text.replace(folded.text, "")
    assert "There was no answer “Neither of them”." in page.text
    assert (
        "The answer “Training, expenses, a meal or help in kind” was “Training, expenses or help"
    ) in page.text


def test_answers_are_folded_below_what_was_said_and_open_where_nothing_was(
    client: Client, links: Links
) -> None:
    page = client.get(f"{described_first(links, PANEL).activity()}/clearer")
    seats = next(b for b in page.all(".app-clearer") if "What seats do people" in b.text)
    said = seats.text.replace(seats.named("details")[0].text, "")
    assert "Your answer: “Any number of seats on a body that only advises”" in said
    assert not [d for b in page.all(".app-clearer") for d in b.named("details") if "open" in d]
    sent = {**form_of(page).sent_by(None), "seats": ["a made-up answer"]}
    bad = client.post(page.address, sent)
    (opened,) = [d for b in bad.all(".app-clearer") for d in b.named("details") if "open" in d]
    assert opened.named("input")[0]["name"] == "seats"


def test_what_could_change_the_rung_stands_apart_from_what_is_for_the_record(
    client: Client, links: Links
) -> None:
    link = described_first(links, {**PANEL, "benefit": "public"}, {**SETTLED, "benefit": "both"})
    page = client.get(f"{link.activity()}/clearer")
    rung, record = ({i["name"] for i in page.all(f"#{part} input")} for part in ("rung", "record"))
    questions = set(link.product.definitions.questionnaire.items)
    assert rung & questions == {"decision_stage", "seats", "override"}
    assert record & questions == {"response", "resources", "who_plans", "benefit"}
    assert "3 answers could change the rung" in page.words_of("#rung")
    alone = client.get(f"{link.activity(2)}/clearer")
    assert not alone.all("#rung")
    assert "1 answer is for the record" in alone.words_of("#record")


def test_who_does_not_know_is_told_how_to_find_out(client: Client, links: Links) -> None:
    link = described_first(links, {**ONE_SURVEY, "accountability": "none"})
    how = link.product.definitions.questionnaire.items["accountability"].find_out
    assert how
    assert how in client.get(f"{link.activity()}/clearer").text


def test_the_answers_that_were_changed_are_named(client: Client, links: Links) -> None:
    link = described_first(links, {**ONE_SURVEY, "accountability": "none"})
    page = client.get(f"{link.activity()}/clearer")
    moved = client.answer(page, response="considered", accountability="direct")
    said = moved.words_of(".govuk-notification-banner")
    assert "You changed: Answering to the community." in said


def test_an_activity_is_moved_back_with_one_button(client: Client, links: Links) -> None:
    link = described_first(links, {**ONE_SURVEY, "accountability": "none"})
    before = link.record(1)
    page = client.get(f"{link.activity()}/clearer")
    moved = client.answer(page, response="considered", accountability="direct")
    assert "Survey" in moved.words_of("#way-back button"), "the button says which activity"
    client.answer(client.get(f"{link.activity()}/questions/money"), "next", budget="shared")
    back = client.answer(client.get(f"{link.activity()}/result"))
    assert back.address == f"{link.activity()}/result"
    assert "described by the earlier questions again" in back.text
    assert "Placed by version 1 of the rules" in back.text
    after = link.record(1)
    assert after.stamp == FIRST
    assert after.values == {**before.values, "budget": "shared"}, "what was answered since stays"
    assert not back.all("#way-back")
    assert back.all("#clearer"), "it can be moved again"


def test_what_was_never_moved_has_no_way_back(client: Client, links: Links) -> None:
    link = links.make(ONE_SURVEY)
    assert not client.get(f"{link.activity()}/result").all("#way-back")


def test_until_then_it_is_asked_and_read_as_it_was(client: Client, links: Links) -> None:
    link = described_first(links, ONE_SURVEY)
    page = client.get(f"{link.activity()}/questions/setting")
    assert not page.all("input[name=benefit][value=neither]")
    assert "Choose who gains most in practice." in page.text
    client.answer(page, "next", benefit="public")
    assert link.record(1).stamp == FIRST


def test_those_with_nothing_to_look_at_are_moved_at_once(client: Client, links: Links) -> None:
    link = described_first(links, ONE_SURVEY, SETTLED, {**SETTLED, "name": "Agreed"})
    written(
        link.product.database,
        change_activity,
        link.portfolio,
        3,
        lambda d: replace(d, state=AGREED),
    )
    show = client.get(link.address)
    assert "3 activities here are described by the earlier ones" in show.words_of("#clearer")
    page = client.follow(show, "See what became clearer")
    table = [[cell.text for cell in row.named("th", "td")] for row in page.all("tbody tr")]
    assert [row[1] for row in table] == ["1", "None", "Agreed: open it again first"]
    assert table[1][3].startswith("rung 4. Another kind: Participation only")
    done = client.answer(page)
    assert "1 activity was moved." in done.text
    assert [record.stamp for record in link.records] == [FIRST, link.product.stamp, FIRST]
    agreed = client.browser.get(f"{link.activity(3)}/clearer")
    assert agreed.status_code == 302


def test_one_after_the_other_is_moved_without_going_back_to_the_list(
    client: Client, links: Links
) -> None:
    """Forty were once moved by four pages each: no test went from one to the next."""
    named = [{**ONE_SURVEY, "name": name} for name in ("Bus", "Park", "Pool", "Bin")]
    link = described_first(links, *named)
    agree = lambda d: replace(d, state=AGREED)  # noqa: E731
    written(link.product.database, change_activity, link.portfolio, 3, agree)
    page = client.get(f"{link.activity(2)}/clearer")
    assert "3 more activities of this list" in page.words_of("#others")
    page = client.answer(page, "the-next", response="considered")
    assert page.address == f"{link.activity(4)}/clearer", "what is agreed is passed over"
    assert "“Park”: It is described by the clearer questions" in page.words_of("main")
    page = client.answer(page, "the-next", response="binding")
    assert page.address == f"{link.activity(1)}/clearer", "after the last comes the first"
    assert "You changed: Response to views." in page.words_of("main")
    page = client.answer(page, "the-next", response="considered")
    assert page.address == f"{link.address}/clearer", "there is no other that can be moved"
    assert "“Bus”: " in page.words_of("main")
    newest = link.product.stamp
    assert [record.stamp for record in link.records] == [newest, newest, FIRST, newest]
    assert link.record(4).values["response"] == "binding"


def test_a_move_says_how_many_are_left_and_leads_to_the_next(client: Client, links: Links) -> None:
    link = described_first(links, *({**ONE_SURVEY, "name": name} for name in ("Bus", "Park")))
    moved = client.answer(client.get(f"{link.activity()}/clearer"), response="considered")
    assert moved.address == f"{link.activity()}/result"
    assert "One activity of this list is left to move" in moved.words_of("#left")
    page = client.follow(moved, "Go on to the next one")
    assert page.address == f"{link.activity(2)}/clearer"
    last = client.answer(page, response="considered")
    assert not last.all("#left")
    for after in ("1", "9", "x", "9" * 99, ""):
        page = client.get(f"{link.address}/clearer?after={after}", follow=True)
        assert page.address.split("?")[0] == f"{link.address}/clearer"


def test_the_only_one_has_no_next(client: Client, links: Links) -> None:
    page = client.get(f"{described_first(links, ONE_SURVEY).activity()}/clearer")
    assert not page.all("#others")
    assert not page.all("button[value=the-next]")
