"""What the preview of a register says of how it was read, and what can be read otherwise there."""

from datetime import date

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from ladder_assess.storage.activities.activities import find_activity
from tests.support.client import Client
from tests.support.forms import form_of, forms_of
from tests.support.links import Link, Links
from tests.support.page import Page
from tests.support.registers import again, cells, counts, press, send
from tests.support.sheets import saved, workbook


@pytest.fixture
def link(links: Links) -> Link:
    return links.make()


def test_titles_in_the_column_of_names_are_passed_over_and_can_be_kept(
    client: Client, link: Link
) -> None:
    """Merged ones were known, and those in one cell elsewhere: these came in as activities."""
    lines = ["Project,Ward,Cost"]
    for part in ("Parks", "Roads"):
        lines += [f"{part},,", *(f"{part} {at},North,{at}5" for at in range(4))]
    content = "\n".join([*lines, "Total,,500", "Source: the council,,"]).encode()
    page = press(client, send(client, link.address, content, "a.csv"))
    assert counts(page)[0] == "8 new activities"
    assert "They were not taken for activities: Parks; Roads" in page.one("#sections").text
    assert "Total; Source: the council" in page.one("#ends").text
    page = again_with(client, page, "titles")
    assert counts(page)[0] == "10 new activities"
    assert counts(again_with(client, page, "titles"))[0] == "8 new activities"


def test_sums_at_the_end_are_said_and_days_of_two_months_are_right(
    client: Client, link: Link
) -> None:
    """Of a public calendar four starts were a month late, said by nothing."""
    lines = ["Date,Time,Event type,Participants"]
    lines += [
        f'"Aug. {at} - Sept. 28, 2024",{at}am to {at + 1}am,Talk {at},{at}' for at in (5, 6, 9)
    ]
    page = press(client, send(client, link.address, "\n".join([*lines, ",,,20"]).encode(), "a.csv"))
    assert counts(page)[0] == "3 new activities"
    assert "It was not taken for an activity: 20" in page.one("#ends").text
    press(client, page)
    found = find_activity(link.product.database, link.portfolio, 1)
    assert found is not None
    assert (found.values["name"], found.values["start_date"]) == ("Talk 5", "2024-08-05")


def again_with(client: Client, page: Page, name: str) -> Page:
    """Press the button that has the file read again with what its form of this name says."""
    form = next(form for form in forms_of(page) if name in form.names)
    return again(client, client.send(form).address)


def test_markup_is_taken_out_of_texts_and_said(client: Client, link: Link) -> None:
    """SharePoint and web forms export descriptions as HTML: it was what people then read."""
    rows = "".join(f'Forum {at},"<p>Talks &amp; <b>walks</b></p>"\n' for at in range(3))
    content = f"Name,Description\n{rows}Hub,Ages <16\n".encode()
    page = send(client, link.address, content, "a.csv")
    if "Which column is which?" in page.text:
        assert "<p>" not in page.text
        page = press(client, page)
    assert "Markup of a web page (HTML) was taken out of 3 texts." in page.one("#markup").text
    press(client, page)
    texts = [
        record.values["description"]
        for number in range(1, 5)
        if (record := find_activity(link.product.database, link.portfolio, number))
    ]
    assert texts == ["Talks & walks"] * 3 + ["Ages <16"]


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_letters_that_an_older_program_stored_in_its_own_way_are_read_and_said(
    client: Client, link: Link, kind: str
) -> None:
    """A row was refused for each quotation mark that had come from Windows as a control."""
    rows = [
        ["Name", "Description"],
        ["Mentoring", "\x84Teamplay\x93 \x96 mentors wanted"],
        ["Caf\x8e\x99s", "Tea\x85"],
        ["Gar\x81den", "We dig"],
        ["Panel", "We talk"],
    ]
    content = "\n".join(map(",".join, rows)).encode() if kind == "csv" else workbook(*rows)
    page = send(client, link.address, content, f"a.{kind}")
    assert counts(page)[0] == "4 new activities"
    assert page.one("#letters").text.startswith("4 cells hold")
    press(client, page)
    found = (find_activity(link.product.database, link.portfolio, at) for at in (1, 2, 3))
    mentoring, cafes, garden = (record.values for record in found if record)
    assert mentoring["description"] == "„Teamplay“ – mentors wanted"
    assert (cafes["name"], cafes["description"]) == ("CafŽ™s", "Tea…")
    assert garden["name"] == "Garden", "what stands for nothing is left out"


def test_what_ends_before_it_starts_is_asked_about(client: Client, link: Link) -> None:
    """It was taken without a word."""
    rows = "Fair,2025-03-12,2024-04-03\nWalk,2025-03-12,2025-03-13\nTalk,2025-03-12,\n"
    page = send(client, link.address, f"name,start_date,end_date\n{rows}".encode(), "list.csv")
    said = page.one("#backwards").text
    assert said.startswith("1 activity ends before it starts. Are its days the wrong way round?")
    assert said.endswith("row 2 (12/3/2025 – 3/4/2024)")
    assert counts(page)[0] == "3 new activities"


def test_a_day_in_1900_is_a_number_that_lost_its_year(client: Client, link: Link) -> None:
    """A cell of 16.01 is shown as 16-Jan, and came in as a day of 1900 without a word."""
    days = (("Fair", date(1900, 1, 16)), ("Walk", date(1901, 1, 16)))
    page = send(client, link.address, workbook(("name", "start_date"), *days), "list.xlsx")
    assert counts(page)[0] == "1 new activity"
    assert "“1900-01-16” is a day in 1900, as spreadsheet programs show numbers" in page.text


def test_a_month_that_stands_once_is_said(client: Client, link: Link) -> None:
    days = "Fair,March 2026,7 March\nWalk,,8 March\nTalk,,9 March\n"
    page = press(client, send(client, link.address, f"name,Month,Date\n{days}".encode(), "a.csv"))
    assert "“Month” stands once above several days. It was read as if" in page.text


def test_a_date_before_1900_is_left_empty_and_said_by_row(client: Client, link: Link) -> None:
    """An activity that began in 1816 was refused as a whole, with all else that was known."""
    rows = "Molluscs,1816,2014\nBirds,1868-04-01,\nRivers,2009,9999-12-31\nAir,2016,2018\n"
    page = send(client, link.address, f"name,start date,end date\n{rows}".encode(), "a.csv")
    assert counts(page)[0] == "4 new activities"
    said = page.one("#far").text
    assert said.startswith("3 dates are before 1900 or after 2100.")
    assert said.endswith("row 2 (1816), row 3 (1868-04-01), row 4 (9999-12-31)")
    press(client, page)
    found = (find_activity(link.product.database, link.portfolio, at) for at in (1, 2, 3, 4))
    days = [(r.values.get("start_date"), r.values.get("end_date")) for r in found if r]
    assert days == [
        (None, "2014"),
        (None, None),
        ("2009", None),
        ("2016", "2018"),
    ]


def test_rows_with_a_name_and_no_number_go_by_the_name(client: Client, link: Link) -> None:
    """Five rows of ninety had no number yet, and were wrong until somebody said otherwise."""
    numbered = "".join(f"R{at},Forum {at},all\n" for at in range(9))
    rows = f"id,name,seats\n{numbered},Hub,all\n,Panel,all\n,Panel,none\n,,all\n,R3,all\n"
    page = send(client, link.address, rows.encode(), "a.csv")
    assert counts(page)[0] == "12 new activities"
    assert page.one("#unnumbered").text.startswith("3 rows have no number or code.")
    page = again_with(client, page, "names")
    assert counts(page)[0] == "9 new activities"
    assert page.one("#unnumbered").text.startswith("4 rows are wrong only because they have a name")
    press(client, again_with(client, page, "names"), leave_out="yes")
    found = [find_activity(link.product.database, link.portfolio, at) for at in range(10, 13)]
    assert [record.register_id for record in found if record] == ["Hub", "Panel", "Panel (2)"]


def test_a_column_of_codes_is_taken_where_rows_lack_one_and_its_page_says_so(
    client: Client, link: Link
) -> None:
    """It was left out where two rows of a register of 28 had no code yet."""
    coded = "".join(f"ENG-{at},Forum {at},Parks\n" for at in range(9))
    page = send(client, link.address, f"Ref,Activity,Dept\n{coded},Hub,Parks\n".encode(), "a.csv")
    assert form_of(page).values["column_0"] == ["id"]
    assert "1 row has nothing here: it goes by its name." in page.text
    page = press(client, page)
    assert counts(page)[0] == "10 new activities"
    assert page.one("#unnumbered").text.startswith("1 row has no number or code.")


def test_what_was_understood_of_how_far_activities_are_is_said_and_counts(
    client: Client, link: Link
) -> None:
    """A column called Status was left out, and “Planned for May 2027” made its row wrong."""
    rows = (
        "Hub,Planned,Planned for May 2027\nFair,Not started,\nTalks,Live,2025\nPanel,Live,\n"
        "Walks,Closed,\nVote,On hold,Started September 2025\n"
    )
    page = send(client, link.address, f"Name,Status,When\n{rows}".encode(), "a.csv")
    page = press(client, page) if "Which column is which?" in page.text else page
    assert counts(page) == ["6 new activities"]
    said = [item.text for item in page.one("#statuses").named("li")]
    assert said == [
        "Not begun: 2 (Planned, Not started)",
        "Going on: 2 (Live)",
        "Over: 1 (Closed)",
        "Not understood, so their dates decide: 1 (On hold)",
    ]
    press(client, page)
    listed = client.get(link.address)
    told = [row.text for row in listed.all("ul.app-rows > li")]
    assert ["(over)" in text for text in told[-6:]] == [False] * 4 + [True, False]
    assert "Status: On hold" in told[-1]
    ahead = client.get(f"{link.activity(2)}/questions/dialogue")
    assert "planned" in ahead.text


def test_rows_with_fewer_cells_than_the_others_are_named(client: Client, link: Link) -> None:
    """With one tab too few the address of a page came in as what happens, and nothing said so."""
    full = [f"Forum {at}\tParks\tWe talk about {at}\tyes" for at in range(12)]
    lines = ["Name\tDepartment\tDescription\tTold", *full, "Hub\tWe meet\tno", "Bus\tRoads\tGo"]
    page = send(client, link.address, "\n".join([*lines, *full[:9]]).encode(), "a.tsv")
    if "Which column is which?" in page.text:
        page = press(client, page)
    assert page.one("#short").text.endswith("Check them: rows 14, 15")
    # Where many rows leave out what is empty at their end, nothing is odd.
    page = send(client, link.address, "\n".join([*lines, "Zoo", "Sea"]).encode(), "b.tsv")
    assert not page.all("#short")
    # No row of a workbook says where it ends.
    rows = [line.split("\t") for line in lines]
    assert not send(client, link.address, workbook(*rows, ["Zoo"])).all("#short")


def test_dates_of_several_days_are_said(client: Client, link: Link) -> None:
    """Each was a wrong row, although anybody can read it."""
    rows = "".join(f"Forum {at},{at}-{at + 2} March 2024\n" for at in range(1, 6))
    page = send(client, link.address, f"Name,Date\n{rows}Hub,9 April 2024\n".encode(), "a.csv")
    page = press(client, page) if "Which column is which?" in page.text else page
    assert counts(page)[0] == "6 new activities"
    assert "5 dates name several days." in page.one("#spans").text


def test_what_stands_twice_and_is_nothing_of_ours_is_no_question(
    client: Client, link: Link
) -> None:
    """Two columns called Donor were both asked about, each to be left out."""
    rows = "".join(f"Forum {at},Town,Trust\n" for at in range(4))
    page = send(client, link.address, f"Title,Donor,Donor\n{rows}".encode(), "a.csv")
    assert page.one("#spare").text.count("“Donor”") == 2
    rows = "".join(f"Forum {at},all,none\n" for at in range(4))
    page = send(client, link.address, f"Title,seats,seats\n{rows}".encode(), "b.csv")
    assert page.all("#spare") == []


def test_a_year_alone_and_what_goes_on_make_no_row_wrong(client: Client, link: Link) -> None:
    """Where most of a column were days, `2019` and `Ongoing` had their rows refused."""
    rows = "".join(f"Forum {at},{at + 12}/3/2024,{at + 12}/4/2024\n" for at in range(1, 8))
    content = f"Name,Start date,End date\n{rows}Hub,2019,Ongoing\nPanel,2018,2020\n".encode()
    page = send(client, link.address, content, "a.csv")
    page = press(client, page) if "Which column is which?" in page.text else page
    assert counts(page)[0] == "9 new activities"
    assert not page.all("#wrong")
    assert "3 dates give only a year." in page.one("#years").text
    assert "Ongoing (1 cell)" in page.one("#reading").text
    press(client, page)
    found = [find_activity(link.product.database, link.portfolio, number) for number in (8, 9)]
    assert [record.values.get("start_date") for record in found if record] == [
        "2019",
        "2018",
    ]
    assert [record.values.get("end_date") for record in found if record] == [None, "2020"]


def test_a_month_or_year_alone_is_kept_shown_and_given_back_as_such(
    client: Client, link: Link
) -> None:
    """“2025” was 1 January 2025 on the page and in each file that was made of it."""
    content = b"Id,Name,Start date,End date\nP1,Panel,2025,Mar 2026\nF2,Forum,1 Sep 2025,2025\n"
    page = press(client, send(client, link.address, content, "a.csv"))
    press(client, page)
    assert [dates_of(link, number) for number in (1, 2)] == [
        ("2025", "2026-03"), ("2025-09-01", "2025"),
    ]  # fmt: skip
    shown = client.get(f"{link.activity()}/review").text
    assert "March 2026" in shown
    assert "1 March 2026" not in shown
    assert "1 January 2025" not in shown
    for ending in ("csv", "xlsx"):
        made = client.browser.get(f"{link.address}/register/activities.{ending}").get_data()
        assert counts(send(client, link.address, made, f"b.{ending}"))[1] == "0 activities change"
    asked = form_of(client.get(f"{link.activity()}/questions/about"))
    assert asked.values["end_date"] == ["", "03", "2026"]
    client.send(asked.fill(start_date=["", "5", "2024"]), "next")
    assert dates_of(link, 1) == ("2024-05", "2026-03")


@pytest.mark.parametrize("times", [2, 3, 7])
def test_rows_that_say_the_same_are_counted_and_can_be_kept(
    client: Client, link: Link, times: int
) -> None:
    """The guide said that they are read once; where names served they came in as activities."""
    content = ("Project,Ward\n" + "Forum,North\n" * times + "Forum,South\n").encode()
    page = press(client, send(client, link.address, content, "a.csv"))
    assert counts(page)[0] == "2 new activities"
    many = "1 row says" if times == 2 else f"{times - 1} rows say"
    assert f"{many} the same as one above" in page.one("#equal").text
    page = again_with(client, page, "equal")
    assert counts(page)[0] == f"{times + 1} new activities"
    assert counts(again_with(client, page, "equal"))[0] == "2 new activities"


def test_rows_that_are_the_same_do_not_speak_against_a_code(client: Client, link: Link) -> None:
    """A code of each initiative was left out unasked, for two rows that were there twice."""
    twice = "Coffee,37900\nWalk,38013\n"
    rows = f"{twice}Pick,38663\nTalk,38107\nMeeting,44564\n{twice}"
    content = f"Name,Initiative code\n{rows}".encode()
    page = press(client, send(client, link.address, content, "a.csv"))
    assert counts(page)[0] == "5 new activities"
    assert "2 rows say the same as one above" in page.text
    assert "37900" in page.text


def test_cells_that_are_missing_at_the_end_of_a_row_make_no_other(
    client: Client, link: Link
) -> None:
    page = press(client, send(client, link.address, b"Project,Ward\nA,\nA\nB,N\n", "a.csv"))
    assert counts(page)[0] == "2 new activities"


def test_sheets_without_anything_are_no_question(client: Client, link: Link) -> None:
    """Excel of old made three sheets, and two of them were offered as the list."""
    book = Workbook()
    sheet = book.active
    sheet.append(("id", "name"))
    sheet.append(("a", "Forum"))
    blank = book.create_sheet("Activities")
    book.create_sheet("Sheet3")
    blank["C4"] = "  "
    page = send(client, link.address, saved(book))
    assert counts(page)[0] == "1 new activity"
    assert "Sheet3" not in page.text
    # What holds anything is said, whatever it is.
    blank["A1"] = "A note"
    blank.title = "About"
    page = send(client, link.address, saved(book))
    assert "The sheet “About” was not read." in page.text


DAYS_AND_PERIODS = """Project,Date
A,2019 Q3
B,Q1 2020/21
C,Winter 2019
D,2019-20
E,2018
F,3 May - 4 June 2021
"""


def test_periods_are_read_at_the_fineness_that_they_have_and_said(
    client: Client, link: Link
) -> None:
    """None of them was a date: the whole column was left out."""
    page = press(client, send(client, link.address, DAYS_AND_PERIODS.encode(), "a.csv"))
    assert "2 dates give only a quarter" in page.one("#parts").text
    assert "1 date gives only a financial year" in page.one("#financial").text
    assert "1 date gives only a year" in page.one("#years").text
    assert "1 date gives only the winter of a year" in page.text
    assert "both were taken" in page.one("#spans").text
    press(client, page)
    found = [dates_of(link, number) for number in range(1, 7)]
    assert found == [
        ("2019-Q3", None), ("2020-04-01", None), ("2019-winter", None), ("2019-04-01", None),
        ("2018", None), ("2021-05-03", "2021-06-04"),
    ]  # fmt: skip
    assert "3rd quarter 2019" in client.get(f"{link.address}/activities/1/review").text
    assert "Winter 2019" in client.get(f"{link.address}/activities/3/review").text
    page = client.answer(client.get(f"{link.address}/activities/3/questions/about?from=review"))
    assert dates_of(link, 3)[0] == "2019-winter", "what is saved again stays as it was"


def dates_of(link: Link, number: int) -> tuple[object, object]:
    record = find_activity(link.product.database, link.portfolio, number)
    assert record is not None
    return record.values.get("start_date"), record.values.get("end_date")


@pytest.mark.parametrize(
    ("header", "row", "wanted"),
    [
        ("Project,Start date,End date", "A,3-5 May 2021,", ("2021-05-03", None)),
        ("Project,End date", "A,3-5 May 2021", ("2021-05-03", "2021-05-05")),
        ("Project,Start date", "A,3-5 May 2021", ("2021-05-03", "2021-05-05")),
    ],
)
def test_several_days_say_both_ends_where_no_other_column_does(
    client: Client, link: Link, header: str, row: str, wanted: tuple[str, str]
) -> None:
    content = f"{header}\n{row}\nB,7 May 2021{',8 May 2021' * (header.count(',') - 1)}\n"
    page = press(client, send(client, link.address, content.encode(), "a.csv"))
    press(client, page)
    assert dates_of(link, 1) == wanted


HEADLESS = "".join(f"A-{at},Forum {at},{at + 12}/2/2024\n" for at in range(1, 9)).encode()


def test_a_list_without_a_heading_loses_no_activity(client: Client, link: Link) -> None:
    """The first was taken for the heading: that was said, and the file had to be mended."""
    page = send(client, link.address, HEADLESS, "a.csv")
    assert "It says: A-1; Forum 1; 13/2/2024" in page.text
    page = press(client, page)
    assert counts(page)[0] == "8 new activities"
    assert "row 1 was taken for an activity" in page.one("#headless").text
    assert "Days in “C” were read with the day first" in page.text
    # Whoever knows better says so, and the columns stay as they were chosen.
    page = press(client, client.follow(page, "Say what row 1 is"), heading="heading")
    assert counts(page)[0] == "7 new activities"
    assert not page.all("#headless")
    press(client, page)
    record = find_activity(link.product.database, link.portfolio, 7)
    assert record is not None
    assert (record.name, record.values["start_date"]) == ("Forum 8", "2024-02-20")
    page = send(client, link.address, b"what,when\n" + HEADLESS, "b.csv")
    assert not page.all("#headless")


def test_where_nothing_says_what_the_first_row_is_it_is_asked(client: Client, link: Link) -> None:
    rows = "".join(f"Forum {at} of all,Zz{at} yy\n" for at in range(1, 7))
    page = send(client, link.address, f"Qwx,Vbn\n{rows}".encode(), "a.csv")
    assert "Is row 1 the heading of your list?" in page.text
    assert counts(press(client, page))[0] == "6 new activities"
    page = send(client, link.address, f"Qwx,Vbn\n{rows}".encode(), "a.csv")
    if page.heading == "Which column is which?":
        page = press(client, page, heading="activity")
        assert counts(page)[0] == "7 new activities"


def test_numbers_that_are_about_so_many_are_read_and_said(client: Client, link: Link) -> None:
    content = b"Project,Attendees\nA,12\nB,about 30\nC,45 people\nD,7\n"
    page = press(client, send(client, link.address, content, "a.csv"))
    assert counts(page)[0] == "4 new activities"
    assert "2 numbers are given as “about” so many" in page.one("#rough").text


def merged_down(sheet: Worksheet) -> None:
    sheet.merge_cells("A2:A3")
    sheet.merge_cells("D4:D5")


SHARED = (
    ("Department", "Activity", "Date", "Seats"),
    ("Housing", "Forum", date(2021, 3, 1), "all"),
    ("", "Panel", date(2021, 3, 2), "all"),
    ("Parks", "Walk", date(2021, 3, 3), "all"),
    ("Parks", "Talk", date(2021, 3, 4), ""),
)


def test_a_cell_over_several_rows_counts_for_each(client: Client, link: Link) -> None:
    """A department beside its activities made each of their rows wrong."""
    page = send(client, link.address, workbook(*SHARED, change=merged_down))
    page = press(client, page)
    # How people sit is an answer of each activity: nobody is placed by a neighbour's.
    assert counts(page)[0] == "2 new activities"
    assert [row[2] for row in cells(page, "#wrong")] == ["Seats", "Seats"]
    assert "2 rows have something in cells that are merged" in page.one("#merged-down").text
    press(client, page, leave_out=["yes"])
    services = [link.record(number).values["service_area"] for number in (1, 2)]
    assert services == ["Housing", "Housing"]


@pytest.mark.parametrize("title", ["", "Events of 2020\n"])
def test_another_list_below_the_first_is_said_and_not_read(
    client: Client, link: Link, title: str
) -> None:
    """Its rows were read under the headings of the first, and most were wrong."""
    first = "Title,Start,Responses\n" + "".join(f"Plan {at},{at}/2/2020,9\n" for at in (13, 14, 15))
    second = "Event,Venue,Date\n" + "".join(f"Walk {at},Hall,{at}/3/2020\n" for at in (16, 17))
    content = f"{first}\n{title}{second}".encode()
    page = press(client, send(client, link.address, content, "a.csv"))
    assert counts(page)[0] == "3 new activities"
    rows = 3 + bool(title)
    assert "Row 6 begins another list" in page.one("#other").text
    assert f"{rows} rows" in page.one("#other").text
    # A list that goes on below a gap is the same list.
    content = f"{first}\nPlan 16,16/2/2020,\n".encode()
    page = send(client, link.address, content, "b.csv")
    assert counts(page)[0] == "4 new activities"
    assert not page.all("#other")


def test_a_row_that_says_what_columns_hold_is_passed_over_and_said(
    client: Client, link: Link
) -> None:
    content = b"Project,Start,Attendees\nText,dd/mm/yyyy,Number\nA,13/2/2020,9\nB,14/2/2020,8\n"
    page = press(client, send(client, link.address, content, "a.csv"))
    assert counts(page) == ["2 new activities"]
    assert "Row 2 says what kind of thing each column holds." in page.one("#kinds").text


def test_rows_with_a_date_that_cannot_be_read_can_be_taken_without_it(
    client: Client, link: Link
) -> None:
    """Whoever could not mend the file had to leave the whole activity out."""
    content = (
        "Project,Start,Attendees,Seats\nA,13/2/2020,9,all\nB,May or June,8,all\n"
        "C,14/2/2020,a few,all\nD,15/2/2020,7,all\nE,Easter,6,nobody knows\n"
    )
    page = press(client, send(client, link.address, content.encode(), "a.csv"))
    assert counts(page)[0] == "2 new activities"
    assert "2 rows are wrong only because a date or number" in page.one("#unread").text
    page = again_with(client, page, "unread")
    assert counts(page)[0] == "4 new activities"
    # An answer that cannot be read is not left out: it would place the activity elsewhere.
    assert counts(page)[1] == "1 row waits for you to say what a word in it means"
    said = "Row 3 (B: May or June), row 4 (C: a few), row 6 (E: Easter)"
    assert f"3 dates and numbers could not be read and were left empty. {said}" in page.one(
        "#unread"
    ).text.replace(" ,", ",")
    page = again_with(client, page, "unread")
    assert counts(page)[0] == "2 new activities"
    page = press(client, again_with(client, page, "unread"), leave_out=["yes"])
    assert "Row 3 (B: May or June)" in page.one("#unread").text
    assert link.record(2).values == {"name": "B", "people_took_part": "8", "seats": "all"}


def test_rows_with_something_beneath_no_heading_can_be_taken_without_it(
    client: Client, link: Link
) -> None:
    """One remark behind a row, or one comma too many, had it refused without an offer."""
    rows: list[tuple[str, ...]] = [("id", "name", "description")]
    rows += [(f"A{at}", f"Panel {at}", "Talks") for at in range(60)]
    rows[3] = (*rows[3], "see Anne")
    rows[5] = (*rows[5], "", "twice")
    rows[7] = (f"A{'x' * 300}", "Code too long", "Talks", "and more")
    page = send(client, link.address, "\n".join(map(",".join, rows)).encode(), "a.csv")
    assert (counts(page)[0], counts(page)[-1]) == ("57 new activities", "3 rows are wrong")
    said = page.one("#overfull").text
    assert "2 rows are wrong only because something stands in them" in said
    assert "too many moves" in said
    page = again_with(client, page, "overfull")
    assert (counts(page)[0], counts(page)[-1]) == ("59 new activities", "1 row is wrong")
    said = page.one("#overfull").text
    assert "2 rows were taken without what stands in them" in said
    assert "rows 4, 6" in said
    assert counts(again_with(client, page, "overfull"))[0] == "57 new activities"


@pytest.mark.parametrize("name", ["a.csv", "a.xlsx"])
def test_rows_whose_cells_are_in_place_are_taken_and_what_stands_behind_is_said(
    client: Client, link: Link, name: str
) -> None:
    """Remarks behind 33 rows had these refused by default: our rows had nothing by which to see
    that nothing had moved.
    """
    rows: list[tuple[str, ...]] = [("id", "name", "description", "start_date", "Zkept")]
    rows += [(f"A{at}", f"Panel {at}", "Talks", "2024-02-03", "x") for at in range(60)]
    rows[3] = (*rows[3], "see Anne")
    rows[5] = (*rows[5][:4], "", "", "twice")
    if name == "a.csv":
        rows[7] = ("A7", "Panel 7", "Talks", " and walks", "2024-02-03", "x")
        content = "\n".join(map(",".join, rows)).encode()
    else:
        content = workbook(*rows)
    page = press(client, send(client, link.address, content, name))
    moved = ["1 row is wrong"] if name == "a.csv" else []
    assert counts(page)[0] == f"{59 if moved else 60} new activities"
    assert counts(page)[-1:] == moved or not moved
    said = page.one("#rest").text
    assert said.startswith("2 rows have something where there is no name of a column above.")
    assert said.endswith("row 4 (see Anne), row 6 (twice)")
    assert not page.all("#overfull")


LOG = "id,name,people_took_part,Zstatus,timestamp\n" + "".join(
    f"A{at},Panel {at},{number},{status},2024-0{month}-01 10:00\n"
    for at in range(9)
    for number, status, month in (("20", "due", 3), (f"3{at}", "held", 5), ("25", "held", 4))
)


@pytest.mark.parametrize(("heading", "number"), [("timestamp", "34"), ("Znote", "25")])
def test_of_rows_that_tell_of_the_same_activity_the_latest_can_be_taken(
    client: Client, link: Link, heading: str, number: str
) -> None:
    """A log of a city has a row for each change, of which the oldest was kept and the others were
    refused. Where a column says when each was written that decides, and else the last row is taken.
    """
    content = f"{LOG}B,Forum,1,due,2024-03-01\nB,Council,2,due,2024-03-01\n"
    content += "".join(f"C{at},Board {at},{at},due,2024-03-01\n" for at in range(20))
    page = send(client, link.address, content.replace("timestamp", heading).encode(), "a.csv")
    page = press(client, page) if "Which column is which?" in page.text else page
    assert (counts(page)[0], counts(page)[-1]) == ("30 new activities", "19 rows are wrong")
    assert page.one("#latest").text.startswith("18 rows have the number or code and the name")
    page = again_with(client, page, "latest")
    assert (counts(page)[0], counts(page)[-1]) == ("30 new activities", "1 row is wrong")
    assert page.one("#latest").text.startswith("18 rows were left out, as later ones have")
    press(client, page, leave_out=["yes"])
    found = [record for record in link.records if record.values.get("name") == "Panel 4"]
    assert [record.values["people_took_part"] for record in found] == [number]


def test_rows_without_a_name_can_be_called_by_another_column(client: Client, link: Link) -> None:
    """Of a board's meetings 356 of 936 had no topics, which were taken for the names, and were
    refused without an offer, although the committee stood in each.
    """
    rows = [f"{at + 1}/14/2026,Board {at % 2},Bike lanes and bus stop {at}" for at in range(9)]
    rows += ["10/14/2026,Parks &amp; Trees,", "11/14/2026,Board 1,N/A", "12/14/2026,N/A,"]
    content = "\n".join(["Meeting Date,Committee,Topic(s) Covered", *rows]).encode()
    page = send(client, link.address, content, "a.csv")
    if "Which column is which?" in page.text:
        page = press(client, page)
    assert (counts(page)[0], counts(page)[-1]) == ("9 new activities", "3 rows are wrong")
    said = page.one("#uncalled").text
    assert "3 rows are wrong only because they have no name." in said
    assert "Call them by what they have under “Committee”, and take them" in said
    page = again_with(client, page, "called")
    assert (counts(page)[0], counts(page)[-1]) == ("11 new activities", "1 row is wrong")
    assert not page.all("#uncalled")
    assert "2 rows have no name. They are called by what they have" in page.one("#called").text
    assert counts(again_with(client, page, "called"))[0] == "9 new activities"
    page = again_with(client, again_with(client, page, "called"), "called")
    press(client, page, leave_out=["yes"])
    assert [d.name for d in link.records][-2:] == ["Parks & Trees", "Board 1"]


def test_a_thousand_is_one_where_points_part_thousands(client: Client, link: Link) -> None:
    """`1.000` participants came in as one, and `1.250` was no number."""
    rows = "\n".join(f"Foro {at};{people}" for at, people in enumerate(["1.000", "850", "1.250"]))
    page = send(client, link.address, f"Título;Participantes\n{rows}\n".encode(), "a.csv")
    if "Which column is which?" in page.text:
        page = press(client, page)
    press(client, page)
    taken = [record.values["people_took_part"] for record in link.records]
    assert taken == ["1000", "850", "1250"]
    page = send(client, link.address, workbook(("Name", "Participants"), ("Hub", "12.000")))
    if "Which column is which?" in page.text:
        page = press(client, page)
    press(client, page)
    assert link.records[-1].values["people_took_part"] == "12"


def test_days_that_are_numbers_inside_a_spreadsheet_are_read_and_said(
    client: Client, link: Link
) -> None:
    """A column of nothing but these was left out, beneath `Start date`."""
    rows = [f"A{at},Forum {at},{45292 + at},{45300 + at}.75" for at in range(6)]
    content = "\n".join(["Ref,Name,Start date,End date", *rows]).encode()
    page = send(client, link.address, content, "a.csv")
    if "Which column is which?" in page.text:
        page = press(client, page)
    assert "12 dates are numbers, as spreadsheets count days" in page.one("#by-number").text
    press(client, page)
    assert link.record(1).values["start_date"] == "2024-01-01"
    assert link.record(6).values["end_date"] == "2024-01-14"


def test_a_list_turned_on_its_side_is_told_as_such(client: Client, link: Link) -> None:
    """Its first activity was asked about as if it were the name of a column."""
    rows = [
        ("Title", "Tenant panel", "Bus talk", "Park plan"),
        ("Start date", "1/3/2024", "15/4/2024", "20/5/2024"),
        ("Description", "Meets monthly", "An evening", "Six weeks of talks"),
        ("Department", "Housing", "Roads", "Parks"),
    ]
    page = send(client, link.address, workbook(*rows))
    assert "Title; Start date; Description; Department" in page.one("#turned").text
    turned = workbook(*zip(*rows, strict=True))
    page = send(client, link.address, turned)
    assert not page.all("#turned")


def test_all_that_was_taken_for_empty_is_said(client: Client, link: Link) -> None:
    """The five most frequent were, as if there had been no others."""
    texts = ["NULL", "null", "N/A", "#N/A", "nan", "?", "TBC", "-"]
    rows = "".join(f"{at},Event {at},{text}\n" for at, text in enumerate(texts))
    page = send(client, link.address, f"id,name,description\n{rows}".encode(), "a.csv")
    for text in texts:
        assert f"{text} (1 cell)" in page.one("main").text


def test_what_could_not_be_read_stays_with_its_activity_until_it_is_put_right(
    client: Client, link: Link
) -> None:
    """“31/02/2026” was left empty, and nothing said so any more once the file was imported."""
    text = (
        "Ref,Project,Start,Attendees\nA,Trial,31/02/2026,60 (+ 8 GPs)\nB,Fair,1/3/2026,about 900\n"
    )
    page = press(client, send(client, link.address, text.encode(), "a.csv"))
    press(client, again_with(client, page, "unread"))
    trial, fair = link.record(1), link.record(2)
    assert trial.unread["start_date"] == "31/02/2026"
    assert (fair.values["people_took_part"], fair.as_written) == (
        "900", {"people_took_part": "about 900"},
    )  # fmt: skip
    row = next(r for r in client.get(link.address).all(".app-rows > li") if "Trial" in r.text)
    mend = next(each for each in row.named("a") if "put “31/02/2026” right" in each.text)
    page = client.get(mend["href"])
    assert "your list says “31/02/2026”" in page.words_of("#unread-start_date")
    assert "“about 900”" in client.get(f"{link.activity(2)}/questions/before").words_of(
        "#list-says"
    )
    again_ = send(client, link.address, text.encode(), "b.csv")
    assert counts(again_)[-1] == "2 rows change nothing"
    answered = trial.with_values({"start_date": "2026-02-28"})
    assert "start_date" not in answered.unread
    assert fair.with_values({"people_took_part": "910"}).as_written == {}
