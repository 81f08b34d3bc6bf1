"""Two dates between which activities were moved to other questions: rules, reading and practice."""

import csv
import io
from collections.abc import Callable
from datetime import timedelta
from itertools import pairwise

from ladder_assess.core.activities.activity_record import ActivityRecord
from ladder_assess.core.activities.history import Author
from ladder_assess.core.activities.listed_activity import listed
from ladder_assess.core.placement.placement import Interval
from ladder_assess.services.activities.move_to_clearer import move, offers
from ladder_assess.services.activities.save_answers import save_answers
from tests.services.activities.test_compare_dates import noon
from tests.services.activities.test_move_to_clearer import BY, DECIDING, forty, move_all
from tests.support.client import Client
from tests.support.links import Link, Links
from tests.support.page import Page
from tests.support.site import TODAY
from tests.web.activities.moving.test_clearer import described_first


def read_one_anew(link: Link, meanwhile: Callable[[], None] = lambda: None) -> tuple[int, str]:
    """Forty described by the first questions, moved; in one of them an answer was read anew. Its
    number and name. `meanwhile` is done before they are moved.
    """
    forty(link)
    meanwhile()
    found, item, option = next(
        (found, row.item, option)
        for found in offers(link.product, link.portfolio)
        for row in found.clearer
        for option in link.product.definitions.questionnaire.items[row.item].option_ids
        if found.after.has_ladder
        and stands(link, found.record, row.item, option) != found.after.placement.interval
    )
    number = found.record.number
    sent = {row.item: found.record.values[row.item] for row in found.clearer} | {item: option}
    move(link.product, link.portfolio, number, sent, found.record.revision, BY)
    move_all(link)
    return number, found.record.name


def stands(link: Link, record: ActivityRecord, item: str, option: str) -> Interval:
    """Where an activity would stand with another answer, by the newest rules."""
    return listed(link.product.assessor, record.with_values({item: option})).placement.interval


def test_the_comparison_of_dates_splits_rules_reading_and_practice(
    client: Client, links: Links
) -> None:
    link = links.make()
    number, name = read_one_anew(link)
    page = client.get(f"{link.address}/over-time?first=1&first=2&first=2026")
    assert "40 activities were moved to other questions" in page.words_of("#compared")
    assert "0 certainly moved up, 0 certainly moved down" in page.text
    head, *rows = file_of(client, page, "changed")
    assert sum("by the rules of 4 May 2026" in column for column in head) == 4
    shown = [cell.text for cell in page.all("#changed thead th")]
    assert len(shown) == len(head), "the page names the same columns, in few words"
    assert shown[3:7] == [
        "Rung, first date", "Rung, by later rules", "Rung, read anew", "Rung, second date",
    ]  # fmt: skip
    assert "The first date is 1 February 2026, the second 4 May 2026" in page.words_of("#changed")
    told = {row[0]: row for row in rows}
    anew = told.pop(f"{number}. {name}")
    assert "nswers read anew" in anew[2]
    assert told
    assert {(row[1], row[2]) for row in told.values()} == {
        ("The rules alone changed it", "The rules alone")
    }
    exported = client.browser.get(f"{link.address}/register/activities.csv")
    assert exported.get_data(as_text=True).count("activity-v2") == 40


def test_what_was_not_moved_is_never_said_to_be_placed_by_other_rules(
    client: Client, links: Links
) -> None:
    """Every column once said “by the clearer rules”, also of activities never moved."""
    link = described_first(links, DECIDING, {**DECIDING, "name": "Not moved"})
    by = Author(when=noon(TODAY - timedelta(10)))
    move(link.product, link.portfolio, 1, {}, link.record(1).revision, by)
    save_answers(link.product, link.portfolio, 2, {"purpose": "endorse"}, by)
    page = client.get(f"{link.address}/over-time?first=5&first=4&first=2026")
    head, *rows = file_of(client, page, "changed")
    other = next(row for row in rows if row[0].startswith("2. "))
    cells = dict(zip(head, other, strict=True))
    assert [cell for column, cell in cells.items() if "by the rules of" in column] == [
        "Not moved", "Not moved",
    ]  # fmt: skip
    assert cells["What changed it"] == "Practice alone"
    assert "Those that were not moved are placed by the same rules" in page.words_of("#how-sure")


def test_pictures_and_their_files_split_rules_from_practice_too(
    client: Client, links: Links
) -> None:
    """The test above reads one file; of the others none looked at what a column is called, so that
    re-placed figures stood under the plain date.
    """
    link = links.make()
    forty(link)
    here = f"{link.address}/over-time?first=1&first=2&first=2026"
    stood = figures(client, here)["rungs"]
    move_all(link)
    save_answers(link.product, link.portfolio, 1, {"purpose": "endorse"}, BY)
    found = figures(client, here)
    placed, later = "1 February 2026, as placed then", "1 February 2026, by later rules"
    today = "4 May 2026"
    for picture, dates in {
        "rungs": (later, today), "kinds": (later, today),
        "rungs-by-rules": (placed, later), "kinds-by-rules": (placed, later),
    }.items():  # fmt: skip
        head, *_ = found[picture]
        half = len(head) // 2
        assert all(name.startswith(dates[0]) for name in head[1 : half + 1]), head
        assert all(name.startswith(dates[1]) for name in head[half + 1 :]), head
    assert not any("anew" in picture for picture in found), "nothing was read anew"
    then = [row[:3] for row in found["rungs-by-rules"][1:]]
    assert then == [row[:3] for row in stood[1:]], "as the product said it that day"
    assert then != [[row[0], *row[3:]] for row in found["rungs-by-rules"][1:]]
    assert [[r[0], *r[3:]] for r in found["rungs-by-rules"][1:]] == [
        row[:3] for row in found["rungs"][1:]
    ]
    head, *rows = found["moves"]
    assert head == ["Name", "Activities"], "a second part would count as possible alone"
    told = {name: int(count) for name, count in rows}
    assert sum(told.values()) == 40
    alone, neither = told["The rules alone changed it"], told["As it was"]
    causes = dict(found["causes"][1:])
    assert (causes["The rules alone"], causes["Nothing"]) == (str(alone), str(neither))
    assert sum(map(int, causes.values())) == 40
    said = client.get(here).text
    assert f"{neither} stand as they did. {alone} were changed only by the move" in said


def test_pictures_show_what_answers_read_anew_changed(client: Client, links: Links) -> None:
    link = links.make()
    read_one_anew(link)
    found = figures(client, f"{link.address}/over-time?first=1&first=2&first=2026")
    by_rules, anew = "1 February 2026, by later rules", "1 February 2026, read anew"
    for what in ("rungs", "kinds"):
        chain = [found[f"{what}-by-rules"], found[f"{what}-read-anew"], found[what]]
        half = len(chain[0][0]) // 2
        for earlier, later in pairwise(chain):
            ends = {row[0]: row[half + 1 :] for row in earlier[1:]}
            begins = {row[0]: row[1 : half + 1] for row in later[1:]}
            assert all(ends[name] == begins[name] for name in ends.keys() & begins.keys())
        assert all(name.startswith(by_rules) for name in chain[1][0][1 : half + 1])
        assert all(name.startswith(anew) for name in chain[1][0][half + 1 :])
        assert all(name.startswith(anew) for name in chain[2][0][1 : half + 1])
        assert [row[1 : half + 1] for row in chain[2][1:]] == [
            row[half + 1 :] for row in chain[2][1:]
        ]


def file_of(client: Client, page: Page, name: str) -> list[list[str]]:
    """The rows of a file that a page offers."""
    (address,) = [a["href"] for a in page.links if f"/{name}.csv" in a["href"]]
    text = client.browser.get(address).get_data().decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text)))


def figures(client: Client, address: str) -> dict[str, list[list[str]]]:
    """What the file of figures of each picture on a page says."""
    page = client.get(address)
    files = [a["href"] for a in page.links if ".csv" in a["href"] and "changed" not in a["href"]]
    names = [href.split("/")[-1].split(".csv")[0] for href in files]
    return {name: file_of(client, page, name) for name in names}
