"""Columns and cells of a register: whatever people call them, and however they type an answer."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ladder_assess.core.activities.activity_record import Value
from ladder_assess.core.activities.history import facts
from ladder_assess.core.questionnaire.questionnaire import NONE_OF_THESE, UNKNOWN, Rung
from ladder_assess.core.register.cells import accepted_texts
from ladder_assess.core.register.columns import ID, LEFT_OUT, Headings, fold, register_columns
from ladder_assess.core.register.flaws import BadRow, Flaw
from ladder_assess.core.register.headings.column_names import (
    CAME,
    HARDLY,
    OF_PEOPLE,
    OFTEN,
    PLANNED,
)
from ladder_assess.core.register.importing import plan_row
from ladder_assess.core.register.reading import read_headings
from ladder_assess.core.register.rows.facts import RowFacts
from ladder_assess.core.register.rows.reader import RowReader
from tests.support.command import rules

QUESTIONNAIRE = rules().definitions.questionnaire
COLUMNS = register_columns(QUESTIONNAIRE)
KNOWN = Headings(COLUMNS)
CHOSEN = [item for item in QUESTIONNAIRE.items.values() if item.options]


def typed(text: str, way: int) -> str:
    """The same text as people type it."""
    ways = (text, text.upper(), text.replace("_", " "), f"  {text}.", text.replace(" ", "\u00a0"))
    return ways[way % len(ways)]


def read(**cells: str) -> dict[str, Value]:
    columns = [COLUMNS[name.replace("__", ".")] for name in cells]
    reader = RowReader(QUESTIONNAIRE, [column.name for column in columns], columns)
    return dict(reader.read(list(cells.values()), {}).facts)


def flaws(**cells: str) -> list[str]:
    with pytest.raises(BadRow) as bad:
        read(**cells)
    return [flaw.id for flaw in bad.value.flaws]


def test_every_column_is_found_by_its_name_however_it_is_typed() -> None:
    for name in COLUMNS:
        for way in range(5):
            assert KNOWN.column(typed(name, way)) == name


def test_every_item_is_found_by_what_it_is_called_and_what_it_asks() -> None:
    for item in QUESTIONNAIRE.items.values():
        assert KNOWN.column(item.label) == item.id
        assert KNOWN.column(item.ask) == item.id


@pytest.mark.parametrize(
    ("heading", "column"),
    [
        ("Ref.", ID),
        ("Title of the activity", "name"),
        ("Dept", "service_area"),
        ("Started on", "start_date"),
        ("Meant for rung", "intended_rung"),
        ("Participants", "people_took_part"),
        ("Cost centre", LEFT_OUT),
    ],
)
def test_what_people_often_call_a_column_is_guessed_and_asked(heading: str, column: str) -> None:
    assert KNOWN.column(heading) is None
    assert KNOWN.guess(heading) == column


def test_every_answer_is_read_by_its_id_and_its_text() -> None:
    for item in CHOSEN:
        for option in item.options:
            for text in (option.id, option.text):
                for way in range(5):
                    value = read(id="a", **{item.id: typed(text, way)})[item.id]
                    assert value == ((option.id,) if item.answer == "many" else option.id)
        assert read(id="a", **{item.id: "Don’t know"})[item.id] == UNKNOWN


def test_no_two_answers_to_an_item_look_the_same() -> None:
    for item in CHOSEN:
        for text in {fold(t) for o in item.options for t in (o.id, o.text)}:
            meant = [o.id for o in item.options if text in (fold(o.id), fold(o.text))]
            assert len(meant) == 1
            assert accepted_texts(item)[text] == meant[0]


def test_whoever_typed_no_answer_is_told_answers_in_words_and_each_of_them_is_read() -> None:
    """It named ids that no page shows, such as `community_within_limits`."""
    for item in CHOSEN:
        with pytest.raises(BadRow) as bad:
            read(id="a", **{item.id: "no such answer"})
        (flaw,) = bad.value.flaws
        shown = flaw.wanted.splitlines()
        assert [text for text in shown if "_" in text] == []
        given_for = [read(id="a", **{item.id: text})[item.id] for text in shown]
        several = item.answer == "many"
        ids = [(i,) if several else i for i in item.option_ids]
        assert given_for == [*ids, *([()] if several else []), UNKNOWN]


@given(st.data())
def test_several_answers_are_read_however_they_stand_apart(data: st.DataObject) -> None:
    item = data.draw(st.sampled_from([item for item in CHOSEN if item.answer == "many"]))
    options = data.draw(st.lists(st.sampled_from(item.options), min_size=1, unique=True))
    between = data.draw(st.sampled_from([";", "; ", "\n", " ;\n", ", "]))
    texts = [data.draw(st.sampled_from([option.id, option.text])) for option in options]
    wanted = tuple(o for o in item.option_ids if o in {option.id for option in options})
    assert read(id="a", **{item.id: between.join(texts)})[item.id] == wanted
    assert read(id="a", **{item.id: NONE_OF_THESE})[item.id] == ()


@pytest.mark.parametrize("rung", QUESTIONNAIRE.rungs, ids=lambda rung: str(rung.number))
def test_a_rung_is_read_by_its_number_and_its_names(rung: Rung) -> None:
    number, name = str(rung.number), rung.name
    for text in (number, f"{number}.0", f"Rung {number}", name.upper(), f"{number}. {name}"):
        assert read(id="a", claimed_rung=text)["claimed_rung"] == number
    assert flaws(id="a", claimed_rung="9") == ["rung"]


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)))
def test_a_date_is_read_in_every_form_that_is_named(day: date) -> None:
    for form in ("%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y", "%d %B %Y"):
        assert read(id="a", start_date=day.strftime(form))["start_date"] == day.isoformat()


def test_what_is_wrong_is_said_of_its_column_all_at_once() -> None:
    assert flaws(id="a", seats="x", people_affected="many", start_date="1/13/2024") == [
        "option",
        "number",
        "date",
    ]
    assert flaws(seats="x") == ["option", "required"]
    assert flaws(id="a", note__seats="x" * 1001, link__seats="www") == ["too_long", "link"]


def test_a_link_may_start_with_large_letters() -> None:
    said = read(id="a", link__seats="HTTPS://EXAMPLE.ORG")
    assert said["seats-link"] == "HTTPS://EXAMPLE.ORG"


def test_an_empty_cell_says_nothing() -> None:
    assert read(id="a", seats=" \u00a0\u200b ", name="") == {}


def test_what_a_file_has_wrong_counts_where_the_column_is_read() -> None:
    columns = [COLUMNS["id"], None, COLUMNS["start_date"]]
    reader = RowReader(QUESTIONNAIRE, ["id", "Cost", "start_date"], columns)
    cells = ["a", "", "2026-02-01"]
    wrong = {1: Flaw("error", "Cost"), 2: Flaw("is_date", "start_date", "2026-02-01")}
    assert reader.read(cells, wrong).facts == {"start_date": "2026-02-01"}
    with pytest.raises(BadRow):
        reader.read(cells, {0: Flaw("is_date", "id", "2026-02-01")})


@pytest.mark.parametrize(
    ("heading", "column"),
    [
        ("Ref.", "id"),
        ("Title of activity", "name"),
        ("Rung claimed", "claimed_rung"),
        ("Purposes", "purpose"),
        ("Seat", "seats"),
        ("Decission stage", "decision_stage"),
        ("Cost (£)", LEFT_OUT),
        ("Ward councillor", LEFT_OUT),
        # Of twelve real registers: each of these was missed, or taken for what it is not.
        ("Identifier", ID),
        ("URN", ID),
        ("unique_id", ID),
        ("Commitment Unique Identifier", ID),
        ("Reference number", ID),
        ("Charity name", "name"),
        ("AuthorityName", "name"),
        ("Commitment Title", "name"),
        ("number_participants", "people_took_part"),
        ("from_date", "start_date"),
        ("until_date", "end_date"),
        ("Held date", "start_date"),
        ("Sent date", LEFT_OUT),
        ("Minimum Participants", LEFT_OUT),
        ("Target participants", LEFT_OUT),
        ("Expected attendance", LEFT_OUT),
        ("Planned start date", LEFT_OUT),
        ("Planned end", LEFT_OUT),
        ("Planned Dates:Start Date", "start_date"),
        ("Planned Dates:End Date", "end_date"),
        ("number_of_booked_participants", LEFT_OUT),
        ("actual_audience_size_number_of_participants_in_person", "people_took_part"),
        ("Award Date", LEFT_OUT),
        ("Last modified", LEFT_OUT),
        ("Recipient Org:Name", LEFT_OUT),
        ("Contact phone number", LEFT_OUT),
    ],
)
def test_what_a_heading_may_mean_is_guessed_and_never_taken_for_granted(
    heading: str, column: str
) -> None:
    assert KNOWN.column(heading) is None
    assert KNOWN.guess(heading) == column


@pytest.mark.thorough
@pytest.mark.parametrize("word", sorted(PLANNED))
@pytest.mark.parametrize("column", sorted(CAME))
def test_what_was_planned_is_never_taken_for_what_came(word: str, column: str) -> None:
    """`Minimum Participants` was imported as how many took part."""
    for called in (*OFTEN[column], QUESTIONNAIRE.items[column].label):
        for heading in (f"{word} {called}", f"{called} ({word})"):
            assert KNOWN.guess(heading) != column, heading


def test_the_nearest_heading_is_taken_wherever_it_stands() -> None:
    """The first that came near was: `Theme` for the name, before `Title` was looked at."""
    headings = ("Theme name", "Ref number of ward", "Title", "Reference number")
    reading = read_headings(headings, KNOWN, filled=[True] * 4)
    assert reading.guesses == ("", "", "name", "id")
    assert reading.maybe[0] == "name"


def test_what_someone_said_is_remembered() -> None:
    known = Headings(COLUMNS, {fold("Cost (£)"): LEFT_OUT, fold("Ref."): ID, "gone": "no such"})
    reading = read_headings(("ref", "COST £", "Seats"), known, filled=(True, True, True))
    assert reading.columns == (ID, LEFT_OUT, "seats")
    assert reading.settled
    assert known.column("gone") is None


def test_results_of_an_export_are_passed_over() -> None:
    assert KNOWN.column("result.placement.low") == LEFT_OUT


def test_notes_and_links_are_read_with_the_answer_they_stand_behind() -> None:
    said = read(id="a", seats="all", note__seats="As minuted.", link__seats="https://example.org")
    after = plan_row(RowFacts("a", said), [], "v1", "id").after
    assert facts(after)["seats-note"] == "As minuted."
    assert facts(after)["seats-link"] == "https://example.org"


@pytest.mark.parametrize(
    "counted",
    [
        "comments", "votes", "supports", "views", "downloads", "documents", "events",
        "opinions", "projects", "proposals", "attachments",
        "sessions", "answers", "endorsements", "followers", "pages", "meetings", "statements",
    ],
)  # fmt: skip
def test_what_is_counted_decides_whether_people_are(counted: str) -> None:
    """`Number of Comments` came in as who took part, as it looks like `number of respondents`."""
    for heading in (
        f"Number of {counted}", f"No. of {counted}", f"Total {counted}", f"number_{counted}",
        f"{counted} count", f"How many {counted}", f"numberOf{counted.title()}", counted,
    ):  # fmt: skip
        assert not OF_PEOPLE & {name for name, _ in KNOWN.guesses(heading)}, heading


@pytest.mark.parametrize(
    "counted",
    [
        "feedback", "submissions", "contributions", "volunteers", "Beiträge", "aportaciones",
        "bénévoles", "volontari",
    ],
)  # fmt: skip
def test_what_people_gave_may_count_them(counted: str) -> None:
    """`total_feedback` of a consultation was left out unasked; one may give it several times."""
    for heading in (counted, f"Total {counted}", f"Number of {counted}", f"{counted} received"):
        assert ("people_took_part", HARDLY) in KNOWN.guesses(heading), heading
        assert KNOWN.guess(heading) != "people_took_part", heading


@pytest.mark.parametrize("heading", ["Number of participant", "No. respondants"])
def test_people_who_are_counted_are_people_whatever_the_pen_slipped(heading: str) -> None:
    assert KNOWN.guess(heading) == "people_took_part"
