"""A register from a spreadsheet: shown first, then imported as a whole, and again by its ids."""

from io import BytesIO

import pytest
from flask import Flask
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from ladder_assess import jobs
from ladder_assess.core.activities.activity_record import (
    AGREED,
    QUICK,
    SUBMITTED,
    ActivityRecord,
    Value,
)
from ladder_assess.core.activities.portfolio import Backing
from ladder_assess.core.register.bounds import MOST_BYTES
from ladder_assess.storage.activities.activities import add_activity
from ladder_assess.storage.activities.history import changes_since
from ladder_assess.storage.people import audit
from ladder_assess.storage.register import imports as register_imports
from tests.support.client import Client
from tests.support.forms import form_of, forms_of
from tests.support.kept.written import written
from tests.support.links import PANEL, Link, Links
from tests.support.offices import make_office, signed_in_client
from tests.support.page import Page
from tests.support.registers import (
    again,
    cells,
    counts,
    discard,
    imported,
    press,
    send,
    undone,
)
from tests.support.sheets import HEADER, saved, workbook
from tests.support.site import SEAL, product_of
from tests.support.work import claimed, work

ROWS = (
    ("a", "Tenant panel", "advisory", "co_design", 6, "documented"),
    ("b", "Library", "all", None, None, None),
)
GOOD = workbook(HEADER, *ROWS)


@pytest.fixture
def link(links: Links) -> Link:
    return links.make(PANEL)


def test_what_a_register_said_stands_beside_the_questions(client: Client, links: Links) -> None:
    """She had to open her spreadsheet to answer; and the first question was the second."""
    link = links.make()
    told = "id,name,description,start_date,end_date\nE1,Bus,We asked riders.,2024-05-01,2024-07\n"
    imported(client, link.address, told.encode())
    row = client.get(link.address).words_of(".app-rows")
    assert "E1. 1 May 2024 to July 2024 No answers yet (over) 6 to 12 questions, as a rule" in row
    result = client.get(f"{link.activity()}/result").words_of("#list-says")
    asked = client.get(f"{link.activity()}/resume")
    assert asked.words_of("#progress") == "Questions 1 to 3"
    assert result == asked.words_of("#list-says")
    said = "What happens in itWe asked riders.Start1 May 2024EndJuly 2024"
    assert result == f"What your list says about it {said}"


def test_a_register_is_shown_and_then_imported(client: Client, link: Link) -> None:
    page = client.follow(client.get(link.address), "Bring a register")
    assert page.heading == "Bring a register of activities"
    page = send(client, link.address, GOOD)
    assert counts(page) == ["2 new activities"]
    assert len(link.records) == 1, "nothing is kept before someone says so"
    page = press(client, page)
    assert page.heading == "The register is imported"
    assert counts(page)[0] == "2 activities were added."
    panel = link.record(2)
    assert dict(panel.values) == {
        "name": "Tenant panel",
        "seats": "advisory",
        "functions": ("co_design",),
        "claimed_rung": "6",
    }
    assert (panel.backing["seats"].strength, panel.register_id) == ("documented", "a")
    assert panel.stamp == link.product.stamp
    client.get(f"{link.activity(2)}/result")


def test_importing_again_brings_up_to_date_by_id(client: Client, link: Link) -> None:
    imported(client, link.address, GOOD)
    page = send(client, link.address, GOOD)
    assert counts(page)[2] == "2 rows change nothing"
    assert "There is nothing to import." in page.text
    text = b"id;seats;name\nb;minority;\nc;none;Notice\na;advisory;Tenant panel\n"
    page = send(client, link.address, text, "register.csv")
    assert counts(page)[:3] == [
        "1 new activity",
        "1 activity changes",
        "1 row changes nothing",
    ]
    assert cells(page, "#changed") == [
        [
            "2",
            "b",
            "Library",
            "Seats",
            "All of the seats on the body that decides",
            "Fewer than half of the seats on the body that decides",
        ]
    ]
    press(client, page)
    assert link.record(3).values == {"name": "Library", "seats": "minority"}
    assert [d.register_id for d in link.records] == ["", "a", "b", "c"]
    (change,) = changes_since(link.product.database, link.portfolio, 3, 0)
    assert (change.key, change.before, change.after) == ("seats", "all", "minority")
    assert link.record(3).revision == change.revision == 1


def test_bad_rows_are_left_out_knowingly(client: Client, link: Link) -> None:
    bad = workbook(HEADER, *ROWS, ("c", "x", "bogus", "co_design;x"), ("a", "again"))
    page = send(client, link.address, bad)
    assert counts(page)[1:] == [
        "1 row waits for you to say what a word in it means",
        "1 row is wrong",
    ]
    assert [row[:3] for row in cells(page, "#wrong")] == [
        ["4", "c", "seats"],
        ["functions", "“co_design;x” is not one of the answers. Type one of these: Planning; "
         "Setting priorities; Paying or raising money; Designing; Managing; Doing the work; "
         "Checking how well it works; None of these; Don't know."],
        ["5", "a", "id"],
    ]  # fmt: skip
    assert "and leave the rest out" in page.text
    page = client.answer(page, leave_out=[])
    assert "Use the button that leaves them out" in page.complaints[0]
    assert not work(client.app)
    assert len(link.records) == 1
    page = press(client, page, leave_out=["yes"])
    assert counts(page) == [
        "2 activities were added.",
        "2 rows were left out.",
    ]
    assert [row[0] for row in cells(page, "#wrong")][::2] == ["4", "5"], "it says which"
    assert [d.register_id for d in link.records] == ["", "a", "b"]


def test_all_that_is_wrong_can_be_taken_away_as_a_file(client: Client, link: Link) -> None:
    rows = [(f"r{n}", f"Activity {n}", "bogus" if n % 2 else "all") for n in range(130)]
    page = send(client, link.address, workbook(HEADER, *rows))
    assert len(cells(page, "#wrong")) == 5
    found = client.browser.get(page.link("Download all that is wrong")).text.splitlines()
    assert found[0].lstrip("\ufeff") == "row,id,column,what"
    assert len(found) == 66
    assert found[1].startswith("3,r1,seats,")
    page = client.follow(page, "Show them all: 65 rows wait")
    assert len(cells(page, "#wrong")) == 50
    page = client.follow(page, "Next")
    assert cells(page, "#wrong")[-1][:2] == ["131", "r129"]


def test_nothing_is_imported_where_someone_was_quicker(client: Client, link: Link) -> None:
    mine = send(client, link.address, GOOD)
    colleague_adds(link)
    page = press(client, mine)
    assert "so nothing was imported" in page.text
    assert counts(page)[:3] == [
        "1 new activity",
        "0 activities change",
        "1 row changes nothing",
    ]
    assert len(link.records) == 2
    press(client, page)
    assert len(link.records) == 3


def colleague_adds(link: Link) -> None:
    """Someone adds the first of the rows while they are being looked at."""
    values: dict[str, Value] = {"name": "Tenant panel", "seats": "advisory", "claimed_rung": "6"}
    values |= {"functions": ("co_design",)}
    backing = {"seats": Backing("documented")}
    record = ActivityRecord(0, QUICK, values, backing, register_id="a")
    written(link.product.database, add_activity, link.portfolio, record, "a colleague")


def test_an_import_of_what_was_changed_meanwhile_is_shown_again(client: Client, link: Link) -> None:
    imported(client, link.address, GOOD)
    page = send(client, link.address, b"id,seats\nb,none\n", "a.csv")
    client.answer(client.get(f"{link.activity(3)}/questions/about"), name="Library of the town")
    page = press(client, page)
    assert "so nothing was imported" in page.text
    assert link.record(3).values["seats"] == "all"
    press(client, page)
    assert link.record(3).values == {"name": "Library of the town", "seats": "none"}


def test_a_button_that_is_pressed_twice_imports_once(client: Client, link: Link) -> None:
    page = send(client, link.address, GOOD)
    form = form_of(page)
    client.send(form)
    client.send(form)
    work(client.app)
    assert len(link.records) == 3


def test_texts_of_several_columns_are_joined(client: Client, links: Links) -> None:
    """The most telling column was left out, as another had been taken for what happens."""
    link = links.make()
    file = (
        b"Code,Activity,What we did,Cost,Lead officer\nE1,Panel,We met,300,Ann Lee\nE2,Bus,,20,\n"
    )
    page = send(client, link.address, file, "council.csv")
    assert "their texts are joined" in page.words_of("#joined")
    page = press(client, page, column_2="description", column_4="description")
    press(client, page)
    assert link.records[0].values["description"] == "What we did: We met.\n\nLead officer: Ann Lee"
    assert "description" not in link.records[1].values
    again_ = send(client, link.address, file, "council.csv")
    assert counts(again_)[2] == "2 rows change nothing", "and nobody is asked again"


def test_what_was_read_of_a_new_row_can_be_checked(client: Client, links: Links) -> None:
    file = b"Code,Activity,Start,End,People\nE1,Panel,Autumn 2025,,1240\nE2,Bus,,,\n"
    page = send(client, links.make().address, file, "council.csv")
    page = press(client, page, column_4="people_took_part")
    first, second = cells(page, "#new")
    assert first[2] == "PanelStart: Autumn 2025. People who took part: 1,240"
    assert second[2] == "Bus"


def test_what_was_removed_and_comes_again_can_be_put_back(client: Client, links: Links) -> None:
    """It was told of as new, with no word of its answers, which were kept."""
    link = links.make()
    imported(client, link.address, GOOD)
    assert not send(client, link.address, GOOD).all("#brought-back")
    client.answer(client.get(f"{link.activity(2)}/remove"))
    page = send(client, link.address, GOOD)
    told = page.words_of("#brought-back")
    assert told.startswith("One new activity was in your list and has been removed.")
    assert "Library: until " in told


def test_the_columns_of_a_file_are_named_once(client: Client, link: Link) -> None:
    file = b"Ref No.,Activity title,Seats for people,Cost\n1,Panel,All,300\n2,Bus talk,none,\n"
    page = send(client, link.address, file, "council.csv")
    assert page.heading == "Which column is which?"
    assert "It starts with: 300" in page.text
    form = form_of(page)
    assert form.values["column_1"] == ["name"], "a guess"
    assert form.values["column_3"] == [""]
    page = client.answer(page, column_0="name", column_2="seats")
    (complaint,) = page.complaints
    assert "Both of these are “Name”: Column “Ref No.”, Column “Activity title”." in complaint
    page = press(client, page, column_0="id", column_1="name")
    assert counts(page)[0] == "2 new activities"
    assert "Left out: Cost" in page.text
    press(client, page)
    assert link.record(2).values == {"name": "Panel", "seats": "all"}
    page = send(client, link.address, file.replace(b"Panel", b"Tenant panel"), "council.csv")
    assert counts(page)[1] == "1 activity changes", "nothing is asked again"
    page = client.follow(page, "Change which column is which")
    assert form_of(page).values["column_0"] == ["id"]
    known = page.words_of("main .govuk-details__summary")
    assert "3 columns that we know: " in known, "what is left out is not among them"
    assert "1 column that we leave out" in known
    page = press(client, page, column_3="what_changed")
    assert ["What changed", "Not answered", "300"] in [row[-3:] for row in cells(page, "#changed")]


def test_a_column_without_a_name_is_asked_about_wherever_it_begins(
    client: Client, link: Link
) -> None:
    """Two with a thousand values from row 515 on were called empty, and left out without a word;
    seven that were empty counted among the columns that we know.
    """
    rows = "".join(f"{at},Event {at},,{'Hall' if at > 400 else ''}, ,\n" for at in range(450))
    page = send(client, link.address, f"ref,Title,,,,Start\n{rows}".encode(), "events.csv")
    form = form_of(page)
    assert [label.text for label in page.all("#spare label")] == ["Column “D”"]
    assert not page.all("#column_2, #column_4"), "there is nothing to say of these"
    assert (form.values["column_2"], form.values["column_4"]) == ([""], [""])
    assert "that we know: Start" in page.text
    page = press(client, page)
    assert counts(page)[0] == "450 new activities"
    assert "Left out: D" in page.text


def test_columns_full_of_values_can_be_left_out(client: Client, link: Link) -> None:
    """In seven of twelve real files such a column stood, and reading them again failed."""
    rows = "".join(f"{at},Event {at},Phase {at},{at * 7} m\n" for at in range(1, 9))
    page = send(client, link.address, f"ref,Title,Phase,Area\n{rows}".encode(), "events.csv")
    assert {form_of(page).values[f"column_{at}"][0] for at in (2, 3)} == {""}
    page = press(client, page)
    assert counts(page)[0] == "8 new activities"
    assert "Left out: Phase, Area" in page.text


def test_a_file_without_ids_goes_by_names_unasked(client: Client, link: Link) -> None:
    """Two activities of one name are two: the old test held that the second was refused."""
    content = b"name,seats\nPanel,all\nPanel,none\nForum,all\nPanel,minority\n"
    page = send(client, link.address, content, "a.csv")
    assert counts(page) == ["4 new activities"]
    # A column of codes said each name once more, wherever one of them stood twice.
    assert "Your own number or code" not in page.one("#new").text
    shown = [row[1].replace("Told apart as", " Told apart as") for row in cells(page, "#new")]
    assert shown == [
        "Panel",
        "Panel Told apart as “Panel (2)”.",
        "Forum",
        "Panel Told apart as “Panel (3)”.",
    ]
    assert "2 rows have a name that a row above has too" in page.one("#doubles").text
    assert "The name of an activity serves as its number or code." in page.text
    press(client, page)
    page = send(client, link.address, content, "a.csv")
    assert counts(page)[2] == "4 rows change nothing"


def test_without_a_name_or_number_nothing_is_read(client: Client, link: Link) -> None:
    page = send(client, link.address, b"seats,Cost\nall,1\nnone,2\n", "a.csv")
    page = client.answer(page)
    assert "Choose which column has the names of the activities" in page.complaints[0]


def test_the_error_of_a_missing_name_stands_where_names_most_likely_are(
    client: Client, link: Link
) -> None:
    """It stood on the first column, and the one with the names was folded away: the old test looked
    at its words alone.
    """
    rows = "".join(f"{at}.5,{name}\n" for at in range(9) for name in ("Radio", "Door to door"))
    page = send(client, link.address, f"Kosten,Aktion\n{rows}".encode(), "a.csv")
    assert "Many rows share a text here." in page.text
    page = client.answer(page, column_1="")
    assert page.one(".govuk-error-summary a")["href"] == "#column_1"
    assert page.all("#spare") == []
    page = press(client, page, column_1="name")
    assert counts(page)[0] == "18 new activities"


def test_what_somebody_would_look_for_is_in_sight(client: Client, link: Link) -> None:
    """Of real files: what was known or left out stood in a folded part, and nobody saw it there."""
    header = "name,Identifier,Our ref no,Planned start,Maximum participants,Cost,Start"
    days = [f"2024-05-{at:02}" for at in range(1, 7)]
    rows = "".join(f"Event {d},X-{d},R{d},{d},{d[-1]}0,{d[-1]}5,{d}\n" for d in days)
    page = send(client, link.address, f"{header}\n{rows}".encode(), "events.csv")
    values = form_of(page).values
    assert [values[f"column_{at}"][0] for at in range(6)] == ["name", "id", "", "", "", ""]
    folded = [field["id"] for fold in page.all("details") for field in fold.named("select")]
    assert folded == ["column_5", "column_6"]
    for words in ("Start", "People who took part"):
        assert f"We would leave it out, but it might be “{words}”." in page.text
    assert "It might be “Your own number or code”. We would leave it out, because" in page.text


def test_a_number_that_rows_share_is_in_sight(client: Client, link: Link) -> None:
    rows = "".join(f"Event {at},{at // 2}\n" for at in range(9))
    page = send(client, link.address, f"Title,URN\n{rows}".encode(), "events.csv")
    assert form_of(page).values["column_1"] == [""]
    assert not page.all("#spare")
    assert "not every row has its own" in page.text


def test_a_file_that_was_not_imported_can_be_thrown_away(client: Client, link: Link) -> None:
    page = send(client, link.address, GOOD)
    address = page.address
    page = discard(client, page)
    assert "The file is thrown away." in page.text
    client.get(address, status=404)


def test_what_is_not_finished_is_found_again(client: Client, link: Link) -> None:
    page = send(client, link.address, GOOD)
    found = client.follow(client.get(f"{link.address}/import"), "Go on with it")
    assert found.address == page.address
    press(client, found)
    assert "Go on with it" not in client.get(f"{link.address}/import").text


def test_the_next_file_takes_the_place_of_one_that_waits(client: Client, link: Link) -> None:
    first = send(client, link.address, GOOD).address
    second = send(client, link.address, GOOD).address
    client.get(first, status=404)
    client.get(second)


def test_which_of_day_and_month_comes_first_is_asked_with_values_and_remembered(
    client: Client, link: Link
) -> None:
    text = b"id,name,start_date\na,x,1/2/2024\nb,y,3/4/2024\nc,z,5/6/2024\n"
    page = send(client, link.address, text, "a.csv")
    assert "It has 1/2/2024; 3/4/2024; 5/6/2024." in page.text
    page = client.answer(page)
    assert "Choose which comes first." in page.text
    page = press(client, page, order_2="month")
    assert "read with the month first" in page.text
    press(client, page)
    assert [d.values["start_date"] for d in link.records[1:3]] == ["2024-01-02", "2024-03-04"]
    assert "3 rows change nothing" in send(client, link.address, text, "a.csv").text


def test_days_without_a_year_are_read_in_the_year_that_is_asked_for(
    client: Client, link: Link
) -> None:
    """Chosen as the start, all rows were wrong, and one button left their days empty."""
    text = b"id,name,Datum\na,x,02.01.\nb,y,04.01.\nc,z,Sa 15.01.\n"
    page = send(client, link.address, text, "a.csv")
    assert "Which year are the days in “Datum” in?" in page.text
    assert "It has: 02.01.; 04.01.; Sa 15.01." in page.text
    page = press(client, page, column_2="start_date")
    assert "Enter a year with four digits, for example 2024." in page.text
    page = press(client, page, column_2="start_date", order_2="2023")
    press(client, page)
    days = [record.values["start_date"] for record in link.records[1:4]]
    assert days == ["2023-01-02", "2023-01-04", "2023-01-15"]
    assert "3 rows change nothing" in send(client, link.address, text, "a.csv").text
    later = text.replace(b"02.01.", b"03.01.")
    assert "Which year are the days in" in send(client, link.address, later, "b.csv").text


def test_days_without_a_year_may_be_left_out(client: Client, link: Link) -> None:
    text = b"id,name,Date\na,x,January 5\nb,y,January 16\nc,z,January 7\n"
    page = send(client, link.address, text, "a.csv")
    page = press(client, page, column_2="")
    press(client, page)
    assert all("start_date" not in record.values for record in link.records[1:4])


def test_ids_that_lost_something_on_the_way_are_offered_as_the_same(
    client: Client, link: Link
) -> None:
    imported(client, link.address, b"id,name\n001,Panel\nA-2,Forum\nCafe\xcc\x81,Talk\n", "a.csv")
    changed = "id,name\n1,Panel of ward one\na\u20112,Forum\nCaf\u00e9,Talk\n9,Forum\n".encode()
    page = send(client, link.address, changed, "b.csv")
    assert counts(page)[:3] == [
        "3 new activities",
        "0 activities change",
        "1 row changes nothing",
    ]
    said = page.one("#alike").text
    assert "2 of the new ones have a number or code much like one in your list" in said
    assert "“1” in the file, “001” in your list" in said
    assert "2 of the new ones have a name that is in the list already" in page.text
    page = _again(client, page)
    assert counts(page)[:3] == [
        "1 new activity",
        "1 activity changes",
        "2 rows change nothing",
    ]
    press(client, page)
    assert [record.register_id for record in link.records[1:]] == ["001", "A-2", "Caf\u00e9", "9"]


def test_new_activities_without_a_name_are_said_first(client: Client, link: Link) -> None:
    page = send(client, link.address, b"id,seats\na,all\nb,none\n", "a.csv")
    assert "2 new activities would have no name." in page.one("#nameless").text
    page = client.follow(page, "Say which column holds the names")
    assert "No column is taken for the names of the activities." in page.text


def test_what_is_hidden_is_said_and_chosen(client: Client, link: Link) -> None:
    def hide(sheet: Worksheet) -> None:
        sheet.row_dimensions[3].hidden = True

    rows = (("id", "name"), ("a", "Panel"), ("b", "Forum"))
    page = send(client, link.address, workbook(*rows, change=hide))
    assert "1 row is hidden in your spreadsheet" in page.text
    assert "Choose whether to read the hidden rows." in client.answer(page).text
    page = press(client, page, hidden="leave")
    assert counts(page)[0] == "1 new activity"
    assert "1 hidden row was left out." in page.text


def test_a_joined_day_is_said_and_imported(client: Client, link: Link) -> None:
    """Day, month and year were left out without a word."""
    rows = "".join(f"r{at},Forum {at},{at},June,2020,{at}0\n" for at in range(1, 9))
    content = f"id,name,Held_Day,Held_Month,Held_Year,Cost\n{rows}".encode()
    page = send(client, link.address, content, "split.csv")
    assert "We made this date of several columns of your file." in page.text
    page = press(client, page)
    assert counts(page)[0] == "8 new activities"
    assert "“Held_Day”, “Held_Month”, “Held_Year” were read together as one date." in page.text
    assert "Left out: Cost " in page.text
    press(client, page)
    page = send(client, link.address, content.replace(b"2020", b"2021", 1), "split.csv")
    assert counts(page)[1:] == ["1 activity changes", "7 rows change nothing"]
    assert "2020" in page.one("#changed").text


def two_lists() -> bytes:
    book = Workbook()
    for sheet, names in ((book.active, ("Panel", "Forum")), (book.create_sheet("North"), ("Hub",))):
        sheet.append(("What", "Ref", "Cost", "Town", *["Seen"][: len(names) - 1]))
        for at, name in enumerate(names):
            sheet.append((name, f"{name}-{at}", at, "Hull"))
    return saved(book)


def test_the_sheet_is_said_and_chosen_where_columns_are(client: Client, link: Link) -> None:
    """Which sheet was read stood on the preview alone, after its columns had been named."""
    page = send(client, link.address, two_lists())
    assert page.heading == "Which column is which?"
    assert "Several look like one. What you see here is “Sheet”." in page.text
    values = form_of(page).values
    assert values["sheet"] == ["Sheet"]
    # What somebody has chosen for a heading holds on the other sheet, whatever else is open.
    page = client.answer(page, "Read this sheet")
    assert form_of(page).values["sheet"] == ["Sheet"]
    page = press(client, page, column_3="service_area", sheet="North")
    values = form_of(page).values
    assert (values["sheet"], values["column_3"]) == (["North"], ["service_area"])
    page = press(client, page)
    assert counts(page)[0] == "1 new activity"
    assert "Only the sheet “North” was read." in page.text


def test_a_sheet_is_asked_for_once(client: Client, link: Link) -> None:
    """What was said of columns was remembered, and of which sheet is the list it was not."""
    page = send(client, link.address, two_lists())
    page = press(client, press(client, page, sheet="North"))
    press(client, page)
    page = send(client, link.address, two_lists())
    assert page.heading == "What this register would change"
    assert "Only the sheet “North” was read." in page.text
    assert counts(page)[2] == "1 row changes nothing"
    book = Workbook()
    for sheet in (book.active, book.create_sheet("South")):
        sheet.append(("What", "Ref", "Cost", "Town"))
        sheet.append(("Panel", "P-1", 1, "Hull"))
    page = send(client, link.address, saved(book))
    assert page.heading == "Which column is which?", "of other sheets nobody has said anything"


def test_a_sheet_that_cannot_be_read_gives_way_to_another(client: Client, link: Link) -> None:
    def merge(sheet: Worksheet) -> None:
        sheet.merge_cells("B1:C1")
        sheet.parent.create_sheet("Other").append(("id", "name"))
        sheet.parent["Other"].append(("x", "Panel"))

    page = send(client, link.address, workbook(HEADER, *ROWS, change=merge))
    assert page.heading == "Which sheet is the list?"
    assert "Unmerge them" in page.text
    page = client.answer(page)
    assert page.heading == "Which sheet is the list?"
    page = press(client, page, sheet="Other")
    assert counts(page)[0] == "1 new activity"


def test_another_sheet_can_be_read_instead(client: Client, link: Link) -> None:
    book = Workbook()
    for row in (("id", "name"), ("a", "Panel")):
        book.active.append(row)
    other = book.create_sheet("Old")
    for row in (("id", "name"), ("b", "Forum"), ("c", "Board")):
        other.append(row)
    other.sheet_state = "hidden"
    page = send(client, link.address, saved(book))
    assert "The sheet “Old” is hidden and was not read." in page.text
    page = _again(client, page)
    assert counts(page)[0] == "2 new activities"


def _again(client: Client, page: Page) -> Page:
    """Press the button that has the file read again, and do that."""
    (form,) = (form for form in forms_of(page) if form.address.endswith("/again"))
    return again(client, client.send(form).address)


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (b"", "a.csv", "nothing in this file"),
        (GOOD[:900], "a.xlsx", "cut short or damaged"),
        (b"\xd0\xcf\x11\xe0" + bytes(99), "a.xls", "older kind of spreadsheet"),
        (b'{"id": "a", "answers": {}}', "a.jsonl", "This is JSON"),
    ],
)
def test_what_cannot_be_read_is_said(
    client: Client, link: Link, content: bytes, name: str, said: str
) -> None:
    page = send(client, link.address, content, name)
    assert said in page.text
    assert "Choose another file" in page.text
    assert len(link.records) == 1


def test_a_file_with_a_header_alone_is_said(client: Client, link: Link) -> None:
    page = send(client, link.address, b"id,seats\n", "a.csv")
    assert "There are no activities in this file" in page.text


def test_a_file_that_is_too_large_is_said(client: Client, link: Link) -> None:
    address = f"{link.address}/import"
    token = form_of(client.get(address)).values["csrf_token"][0]
    # Put together here, because the client spools long ones.
    part = b'--edge\r\nContent-Disposition: form-data; name="%s"\r\n\r\n%s\r\n'
    long = bytes(MOST_BYTES + 200_000)
    body = part % (b"csrf_token", token.encode()) + part % (b'file"; filename="a.csv', long)
    response = client.browser.post(
        address, data=body + b"--edge--\r\n", content_type="multipart/form-data; boundary=edge"
    )
    assert response.status_code == 413
    assert "up to 32 MB" in response.text


@pytest.mark.parametrize(("state", "said"), [(AGREED, "agreed"), (SUBMITTED, "handed in")])
def test_what_was_handed_in_or_agreed_is_left_as_it_is(app: Flask, state: str, said: str) -> None:
    office = make_office(product_of(app))
    client = signed_in_client(app, office.owner)
    imported(client, office.list, GOOD)
    with office.product.database.writing() as connection:
        connection.execute(
            "UPDATE activity SET state = ? WHERE portfolio_id = ? AND number = 1",
            (state, office.portfolio.id),
        )
    page = send(client, office.list, workbook(HEADER, ("a", "Other"), ("b", "Other")))
    assert said in cells(page, "#wrong")[0][3]
    press(client, page, leave_out=["yes"])
    assert "Tenant panel" in client.get(office.list).text


def test_an_import_is_undone(client: Client, link: Link) -> None:
    imported(client, link.address, GOOD)
    before = link.record(3)
    page = imported(client, link.address, b"id,seats,name\nb,none,\nc,all,New\n", "b.csv")
    assert "You can undo this until" in page.text
    page = client.follow(page, "Undo this import")
    assert counts(page) == [
        "1 activity that it added is removed.",
        "1 activity gets back what it said before.",
    ]
    page = press(client, page)
    assert page.heading == "The import is undone"
    assert "as they were before it" in page.text
    assert [d.register_id for d in link.records] == ["", "a", "b"]
    after = link.record(3)
    assert (after.values, after.backing) == (before.values, before.backing)
    keys = [
        (change.key, change.after)
        for change in changes_since(link.product.database, link.portfolio, 3, 0)
    ]
    assert keys == [("seats", "none"), ("seats", "all")]
    assert "Undo the last import" not in client.get(f"{link.address}/import").text


def test_undoing_leaves_what_someone_has_worked_on(client: Client, link: Link) -> None:
    imported(client, link.address, GOOD)
    rows = b"id,seats\na,none\nb,none\nc,all\nd,all\n"
    page = imported(client, link.address, rows, "b.csv")
    for number, name in ((2, "Panel of tenants"), (4, "A garden")):
        client.answer(client.get(f"{link.activity(number)}/questions/about"), name=name)
    page = client.follow(page, "Undo this import")
    assert counts(page)[2].startswith("2 activities stay as they are")
    assert [row[1] for row in cells(page, "#kept")] == ["a", "c"]
    page = press(client, page)
    assert "someone has worked on them since" in page.text
    assert [d.register_id for d in link.records] == ["", "a", "b", "c"]
    assert link.record(2).values["seats"] == "none"
    assert link.record(2).name == "Panel of tenants"
    assert link.record(3).values["seats"] == "all"
    assert link.record(4).name == "A garden"


def test_what_was_planned_for_an_activity_keeps_it(client: Client, link: Link) -> None:
    page = imported(client, link.address, GOOD)
    form = form_of(client.get(f"{link.address}/plan/actions/new"))
    client.send(form.fill(title="Ask earlier", activity="2"))
    undone(client, page)
    assert [d.register_id for d in link.records] == ["", "a"]


def test_only_the_last_import_can_be_undone(client: Client, link: Link) -> None:
    first = imported(client, link.address, GOOD)
    address = first.link("Undo this import")
    imported(client, link.address, b"id,name\nz,Other\n", "a.csv")
    client.get(address, status=404)
    assert len(link.records) == 4


def test_an_organisation_has_it_on_record(app: Flask) -> None:
    office = make_office(product_of(app))
    client = signed_in_client(app, office.owner)
    undone(client, imported(client, office.list, GOOD))
    events = audit.of_organisation(office.product.database, office.id)
    found = {event.event: event for event in events if event.event.startswith("register")}
    assert found["register_imported"].account == office.owner.id
    assert found["register_imported"].details["added"] == 2
    assert found["register_import_undone"].details["removed"] == 2
    log = client.get(f"{office.address}/audit").text
    assert "Undid the import of a register" in log


def test_the_file_is_gone_once_it_is_imported(client: Client, link: Link) -> None:
    page = imported(client, link.address, GOOD)
    row = link.product.database.reading.execute(
        "SELECT content FROM register_import WHERE id = ?",
        (SEAL.open(page.address.rpartition("/")[2]),),
    ).fetchone()
    assert row["content"] is None
    found = register_imports.last_import(link.product.database, link.portfolio)
    assert found is not None


def test_what_went_wrong_in_the_background_is_said(
    client: Client, link: Link, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = send(client, link.address, GOOD)

    def fail(*_args: object) -> None:
        raise MemoryError

    monkeypatch.setattr("ladder_assess.storage.activities.landing._add", fail)
    page = client.answer(page)
    work(client.app)
    page = client.get(page.address)
    assert "could not be imported" in page.text
    assert "There was not enough memory. Try again with a shorter file." in page.text
    assert len(link.records) == 1


@pytest.mark.parametrize("why", [jobs.TIME_LIMIT, jobs.ENDED])
def test_what_could_not_end_by_itself_is_said_in_words(
    why: str, client: Client, link: Link
) -> None:
    form = form_of(client.get(f"{link.address}/import"))
    data = {**form.sent_by(None), "file": (BytesIO(GOOD), "register.xlsx")}
    at = client.browser.post(f"{link.address}/import", data=data).headers["Location"]
    for _ in range(jobs.MOST_ATTEMPTS):
        job = claimed(link.product)
        assert job is not None
        jobs.fail(link.product, job, why)
    page = client.get(at)
    assert "The register could not be imported." in page.text
    assert "We tried twice" in page.text
    assert "Nothing of yours has changed." in page.text
    assert why not in page.text


def test_the_sheet_and_the_header_that_were_read_are_said(client: Client, link: Link) -> None:
    book = Workbook()
    book.active.title = "Read me"
    book.active.append(("Hello",))
    sheet = book.create_sheet("Register 2026")
    for row in (("Register of activities",), (), HEADER, *ROWS):
        sheet.append(row)
    page = send(client, link.address, saved(book))
    assert "Only the sheet “Register 2026” was read." in page.text
    assert "stand in row 3" in page.text
    assert counts(page)[0] == "2 new activities"


def test_a_register_can_come_before_any_activity(client: Client) -> None:
    first = client.post("/start/register", form_of(client.get("/"), "register").sent_by(None))
    assert "There are no activities here yet" in client.get(first.address[: -len("/import")]).text


def test_long_names_are_shortened_and_that_is_said(client: Client, link: Link) -> None:
    """A fifth of a file was wrong for names that are longer than an activity's."""
    name, text = "Consultation on the play areas of the town " * 5, "word " * 500
    file = f"id,name,description\na,{name},\nb,{name},Talks\nc,Park,{text}\nd,Play,x\n".encode()
    page = send(client, link.address, file)
    assert counts(page)[0] == "4 new activities"
    assert "2 names are longer than 200 characters." in page.text
    assert "1 text under “What happens in it” is longer than 2,000 characters." in page.text
    press(client, page)
    first, second, third = (link.record(number).values for number in (2, 3, 4))
    assert first["name"] == second["name"] == f"{name[:198].rsplit(' ', 1)[0]}…"
    assert first["description"] == name.strip()
    assert second["description"] == f"{name.strip()}\n\nTalks"
    assert str(third["description"]).endswith("word…")
    again = send(client, link.address, file)
    assert counts(again)[2] == "4 rows change nothing"


def test_titles_of_sections_are_passed_over_and_named(client: Client, link: Link) -> None:
    def merge(sheet: Worksheet) -> None:
        sheet.merge_cells("A2:F2")

    page = send(client, link.address, workbook(HEADER, ("Talks",), *ROWS, change=merge))
    assert counts(page)[0] == "2 new activities"
    assert "1 row is one text across merged cells." in page.one("#reading").text
    assert "Talks" in page.one("#reading").text


def test_names_of_columns_on_several_rows_are_said(client: Client, link: Link) -> None:
    def merge(sheet: Worksheet) -> None:
        sheet.merge_cells("A1:A2")
        sheet.merge_cells("B1:B2")

    rows = (("id", "name", "People"), (None, None, "affected"), ("a", "Hub", 9))
    page = send(client, link.address, workbook(*rows, change=merge))
    assert "The names of the columns take up rows 1 to 2." in page.one("#reading").text


def test_rows_that_are_no_activities_are_passed_over_and_named(client: Client, link: Link) -> None:
    rows = "Hub,1/2/2024\nname,start_date\n,15/2/2024\nFair,\n"
    page = send(client, link.address, f"name,start_date\n{rows}".encode())
    assert counts(page)[0] == "2 new activities"
    said = page.one("#reading").text
    assert "1 row says the names of the columns again." in said
    assert "1 row has something in one cell alone, and no name." in said
    assert "15/2/2024" in said


def test_rows_whose_quotation_marks_do_not_match_are_read_and_named(
    client: Client, link: Link
) -> None:
    text = 'id,name,seats\na,Hub,all\nb,"A "big" fair",none\nc,"Talks, walks,all\nd,Panel,all\n'
    page = send(client, link.address, text.encode())
    assert counts(page)[0] == "3 new activities"
    assert counts(page)[1] == "1 row is wrong"
    said = page.one("#reading").text
    assert "The quotation marks in 1 row do not match." in said
    assert "so check it: row 3" in said
    assert 'A "big" fair' in page.text


def test_where_names_serve_as_codes_each_is_said_once(client: Client, link: Link) -> None:
    """Each row of the preview said its name twice."""
    text = "name,seats\nHub,all\nFair,none\nTalks,some of them\n"
    page = send(client, link.address, text.encode())
    assert [cell.text for cell in page.all("#new th")] == ["Row", "Activity"]
    assert [cell.text for cell in page.all("#new td")] == ["2", "Hub", "3", "Fair"]
    assert [cell.text for cell in page.all("#wrong td")][:3] == ["4", "Talks", "seats"]
    page = send(client, link.address, GOOD)
    assert "Your own number or code" in [cell.text for cell in page.all("#new th")]
