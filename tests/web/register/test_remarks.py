"""What an import says of rows that can be taken in: answers that hardly go together, and answers
that the first version of the questions does not offer.
"""

from dataclasses import replace

from ladder_assess.storage.activities.activities import change_activity
from tests.support.client import Client
from tests.support.kept.written import written
from tests.support.links import PANEL, Links
from tests.support.registers import counts, press, send

ODD = b"id,name,seats,decision_rule\na,Panel,advisory,organisation\nb,Board,equal,joint\n"
ASK = "people sit on a body that gives advice, or the organisation decides without such advice?"


def test_rows_with_answers_that_hardly_go_together_are_remarked_on(
    client: Client, links: Links
) -> None:
    page = send(client, links.make(PANEL).address, ODD, "register.csv")
    assert counts(page)[0] == "2 new activities"
    assert page.words_of("#remarked").startswith("One activity has answers that hardly go together")
    remarks = [row.text for row in page.all("#new tr") if "hardly go together" in row.text]
    assert len(remarks) == 1
    assert ASK in remarks[0]
    assert remarks[0].startswith("2"), "the row as the spreadsheet numbers it"
    done = press(client, page)
    assert done.heading == "The register is imported"
    again = [row.text for row in done.all("#to-look-at tr") if "hardly go together" in row.text]
    assert len(again) == 1
    assert ASK in again[0]
    listed = client.follow(done, "See your activities")
    marked = [row.text for row in listed.all(".app-rows li") if "answers to look at" in row.text]
    assert len(marked) == 1
    assert "Panel" in marked[0]
    review = client.follow(listed, "Two answers to look at")
    assert ASK in review.words_of("#contradictions")


def test_the_address_of_an_import_that_was_replaced_says_so(client: Client, links: Links) -> None:
    link = links.make(PANEL)
    first = send(client, link.address, ODD, "register.csv")
    send(client, link.address, ODD, "register.csv")
    gone = client.browser.get(first.address)
    assert gone.status_code == 404
    assert "This import is not here any more" in gone.text
    assert f"{link.address}/import" in gone.text


def test_a_register_without_such_answers_has_no_remark(client: Client, links: Links) -> None:
    page = send(client, links.make(PANEL).address, b"id,name\nc,Notice\n", "register.csv")
    assert not page.all("#remarked")
    assert "hardly go together" not in page.text


def test_what_the_first_questions_do_not_offer_is_not_dropped(client: Client, links: Links) -> None:
    link = links.make(PANEL)
    press(client, send(client, link.address, b"id,name\nx,Notice\n", "register.csv"))
    written(
        link.product.database,
        change_activity,
        link.portfolio,
        2,
        lambda d: replace(d, stamp="activity-v1"),
    )
    text = b"id,benefit,initiator\nx,neither,public_body\n"
    page = send(client, link.address, text, "register.csv")
    assert "1 row is wrong" in counts(page)
    assert "does not offer “neither”" in page.words_of("#wrong")
    assert "public_body" not in page.words_of("#wrong")
