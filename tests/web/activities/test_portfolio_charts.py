"""What a list adds up to: pictures with words, figures and files, of the activities asked for."""

import csv
import io

from tests.support.client import Client
from tests.support.links import CONTROL, ONE_PERSON, PANEL, SHOW, Links

WORKERS = {
    **SHOW,
    "name": "Litter picks",
    "purpose": "deliver",
    "information": "adequate",
    "dialogue": "none",
    "decision_rule": "organisation",
    "who_plans": "professionals",
    "who_delivers": "joint",
    "functions": ("co_performing",),
    "professional_role": "substantial",
    "people_affected": "2000",
    "people_took_part": "30",
}


def rows(client: Client, address: str) -> list[list[str]]:
    found = client.browser.get(address)
    assert found.status_code == 200
    return list(csv.reader(io.StringIO(found.get_data().decode("utf-8-sig"))))


def test_labour_without_power_is_marked(client: Client, links: Links) -> None:
    link = links.make(PANEL, WORKERS, CONTROL, ONE_PERSON)
    page = client.get(f"{link.address}/pictures")
    assert "Labour without power" in page.words_of("#grid")
    head, *cells = rows(client, f"{link.address}/pictures/grid.csv")
    assert head == ["Rung and kind", "Certainly", "Possibly", "Labour without power"]
    marked = [row for row in cells if row[3] != "0"]
    assert [row[1:] for row in marked] == [["1", "0", "1"]]
    assert "Co-production" in marked[0][0]
    assert sum(int(row[1]) for row in cells) == 2, "the panel is in doubt, and one has no ladder"


def test_who_took_part_stands_beside_who_is_affected(client: Client, links: Links) -> None:
    link = links.make(PANEL, WORKERS, CONTROL)
    page = client.get(f"{link.address}/pictures")
    assert "Fewer than one in ten took part: 2. Litter picks." in page.words_of("#took-part")
    assert "Those that do not say both: 2." in page.words_of("#took-part")
    assert rows(client, f"{link.address}/pictures/took-part.csv")[1] == [
        "2. Litter picks", "2000", "30", "1.5",
    ]  # fmt: skip


def test_co_production_is_told_apart_by_whom_it_is_for(client: Client, links: Links) -> None:
    link = links.make(PANEL, WORKERS)
    assert "2 in all" in client.get(f"{link.address}/pictures").words_of("#collective")
    cells = dict(rows(client, f"{link.address}/pictures/collective.csv")[1:])
    assert cells["A whole community"] == "1"
    assert sum(map(int, cells.values())) == 2


def test_files_are_of_what_the_address_asks_for(client: Client, links: Links) -> None:
    link = links.make(PANEL, WORKERS, CONTROL)
    page = client.get(f"{link.address}/pictures?rung=8")
    assert not page.all("#grid"), "one activity alone is no distribution"
    page = client.get(f"{link.address}/pictures?kind=co_production")
    (address,) = [a["href"] for a in page.links if "pictures/grid.csv" in a["href"]]
    assert "kind=co_production" in address
    assert all("Co-production" in row[0] for row in rows(client, address)[1:])
    drawing = client.browser.get(address.replace(".csv", ".svg"))
    assert drawing.mimetype == "image/svg+xml"


def test_a_picture_that_is_not_there_is_not_found(client: Client, links: Links) -> None:
    link = links.make(PANEL, CONTROL)
    for name in ("grid.png", "bogus.csv", "took-part.csv"):
        client.get(f"{link.address}/pictures/{name}", status=404)
    assert not client.get(f"{links.make(PANEL).address}/pictures").all(
        "#grid, #took-part, #collective"
    )


CONSULT = {"claimed_rung": "4", "dialogue": "one_off"}


def test_where_no_kind_is_known_none_is_drawn(client: Client, links: Links) -> None:
    """A register without kinds was drawn as nine boxes of “fourteen perhaps”."""
    link = links.make({**CONSULT, "name": "Rent talk"}, {**CONSULT, "name": "Bus talk"})
    page = client.get(f"{link.address}/pictures")
    assert not page.all("#grid, #rung-by-kind")
    client.get(f"{link.address}/pictures/grid.csv", status=404)
    assert not client.get(f"{link.address}/picture").all(".app-sheet__grid")
    known = client.get(f"{links.make(SHOW, WORKERS).address}/pictures")
    heads = [head.text for head in known.all("#rung-by-kind thead th")]
    assert heads == ["Rung", "Co-production", "Not known"], "no column is empty"


def test_what_is_believed_is_shown_wherever_the_list_is(client: Client, links: Links) -> None:
    """What a register said of its activities was nowhere once it was imported."""
    link = links.make({**CONSULT, "name": "Rent talk"}, {**CONSULT, "claimed_rung": "7"}, CONTROL)
    assert "Believed to be on rung 4" in client.get(link.address).text
    page = client.get(f"{link.address}/pictures")
    assert "2 in all" in page.words_of("#believed")
    told = {row[0]: row[1] for row in rows(client, f"{link.address}/pictures/believed.csv")[1:]}
    assert sorted(told.values()) == ["0"] * 7 + ["1"] * 2
    shown = client.get(f"{link.address}/picture")
    assert len(shown.all("#believed dt")) == 2
    sheet = shown.words_of(".app-sheet")
    assert "Somebody said of 2 where they believe them to stand: 1 on rung 6 or higher." in sheet
    without = client.get(f"{links.make(CONTROL, SHOW).address}/pictures")
    assert not without.all("#believed")
