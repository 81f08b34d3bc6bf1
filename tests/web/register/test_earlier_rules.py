"""An export of what earlier questions were answered with, brought in again: never without a word.

Exports were once imported in tests under the newest questions alone.
"""

import pytest

from ladder_assess.core.activities.activity_record import ActivityRecord
from ladder_assess.services.activities.move_back import move_back
from ladder_assess.services.activities.move_to_clearer import count_offers, move
from tests.services.activities.test_compare_dates import noon
from tests.services.activities.test_move_to_clearer import BY, DECIDING, FIRST
from tests.support.client import Client
from tests.support.links import PANEL, Link, Links
from tests.support.lists import fill
from tests.support.registers import counts, press, send
from tests.support.site import TODAY

ENDINGS = ("csv", "xlsx")


@pytest.fixture
def link(links: Links) -> Link:
    made = links.make()
    given = [
        ActivityRecord(0, "full", dict(answers), stamp=FIRST, register_id=f"a-{at}")
        for at, answers in enumerate((PANEL, DECIDING))
    ]
    fill(made.product, made.portfolio, given, noon(TODAY))
    return made


def exported(client: Client, link: Link, ending: str) -> bytes:
    return client.browser.get(f"{link.address}/register/activities.{ending}").get_data()


@pytest.mark.parametrize("ending", ["csv"])
def test_into_a_new_list_each_row_keeps_the_rules_that_it_names(
    client: Client, links: Links, link: Link, ending: str
) -> None:
    move(link.product, link.portfolio, 2, {}, link.record(2).revision, BY)
    file = exported(client, link, ending)
    other = links.make()
    page = send(client, other.address, file, f"register.{ending}")
    assert counts(page)[0] == "2 new activities"
    assert page.words_of("#earlier").startswith("One row says")
    said = [row.text for row in page.all("#new tr") if "Answered by the earlier" in row.text]
    assert len(said) == 1
    assert "activity-v1" in said[0]
    assert "It is kept under them" in said[0]
    press(client, page)
    assert [record.stamp for record in other.records] == [d.stamp for d in link.records]
    assert [dict(d.values) for d in other.records] == [dict(d.values) for d in link.records]
    assert count_offers(other.product, other.portfolio) == 1
    assert exported(client, other, "csv") == exported(client, link, "csv")
    client.get(f"{other.activity(1)}/history")


def test_into_the_list_where_it_was_moved_since_it_says_so(client: Client, link: Link) -> None:
    file = exported(client, link, "csv")
    move(link.product, link.portfolio, 1, {"seats": "none"}, link.record().revision, BY)
    page = send(client, link.address, file, "register.csv")
    assert counts(page)[1] == "1 activity changes"
    assert page.words_of("#earlier").startswith("One row says")
    (said,) = [row.text for row in page.all("#changed tr") if "Answered by the earlier" in row.text]
    label = link.product.definitions.questionnaire.items["seats"].label
    assert f"may read differently, so check them first: {label}." in said
    assert link.record().values["seats"] == "none", "nothing is imported yet"
    press(client, page)
    assert link.record().stamp == link.product.stamp
    for shown in ("history", "review", "result"):
        client.get(f"{link.activity()}/{shown}")


def test_where_it_is_under_the_same_rules_there_is_nothing_to_say(
    client: Client, link: Link
) -> None:
    file = exported(client, link, "csv")
    move(link.product, link.portfolio, 1, {"seats": "none"}, link.record().revision, BY)
    move_back(link.product, link.portfolio, 1, BY)
    page = send(client, link.address, file, "register.csv")
    assert not page.all("#earlier")
    assert counts(page)[1] == "0 activities change"


def test_a_row_with_an_answer_that_its_rules_lack_answers_the_questions_of_now(
    client: Client, links: Links
) -> None:
    link = links.make()
    file = (
        b"id,name,benefit,result.rules\nx,Notice,neither,activity-v1\ny,Vote,public,activity-v9\n"
    )
    page = send(client, link.address, file, "register.csv")
    (said,) = [row.text for row in page.all("#new tr") if "Answered by the earlier" in row.text]
    assert "It is kept under them" not in said
    press(client, page)
    assert [record.stamp for record in link.records] == [link.product.stamp] * 2


def test_the_column_that_names_the_rules_is_not_said_to_be_left_out(
    client: Client, links: Links, link: Link
) -> None:
    """It was listed with what is not read. The tests above looked at rows alone."""
    page = send(client, links.make().address, exported(client, link, "csv"), "register.csv")
    said = page.words_of("#reading")
    assert "“result.rules” says by which version" in said
    assert "result.rules" not in page.words_of("#left-out")
    assert "no such version" not in said


def test_a_version_that_there_is_not_is_named(client: Client, links: Links) -> None:
    """It was passed over without a word: the row above was looked at only for what it became."""
    file = b"id,name,result.rules\nx,Notice,activity-v9\ny,Vote,<b>\nz,Walk,activity-v2\n"
    page = send(client, links.make().address, file, "register.csv")
    assert "no such version as “activity-v9”, “<b>”" in page.words_of("#rules")
    assert counts(page)[0] == "3 new activities"


def test_what_is_to_look_at_after_an_import_is_answers_alone(client: Client, links: Links) -> None:
    """Under “Answers that hardly go together” stood which version each row answers."""
    head = b"id,name,seats,decision_rule,result.rules\n"
    file = head + b"a,Panel,advisory,organisation,activity-v1\n"
    page = send(client, links.make().address, file, "register.csv")
    assert len(page.all("#new tbody tr")) == 2, "the row, and what to look at in it"
    done = press(client, page)
    assert "Answered by the earlier" not in done.words_of("#to-look-at")
    assert "hardly go together" in done.words_of("#to-look-at")
