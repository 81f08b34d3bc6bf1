"""What the other columns of a file say of a heading, in registers as other programs write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ladder_assess.core.register.columns import ID, NAME
from ladder_assess.core.register.headings.asked import asked_for
from ladder_assess.core.register.headings.beside import without_language
from ladder_assess.core.register.headings.second_row import says_kinds
from tests.core.register.test_guessing import ENDS, KNOWN, NAMES, STARTS, guessed, reading

DESCRIPTIONS = [f"{name}, with a long text about what happens in it" for name in NAMES]
PLACES = ["Antioquia", "Boyacá", "Antioquia", "Nariño", "Boyacá", "Cauca"]
SERVICES = ["Housing", "Parks", "Housing", "Public health", "Parks", "Libraries"]
SECRETARIES = [f"Secretaría de {x}" for x in ("Salud", "Obras", "Salud", "Cultura", "Obras", "TIC")]


@pytest.mark.parametrize(
    "tagged",
    ["title/en", "title/ca", "Title (Welsh)", "title_fr", "Title [es]", "Title - English",
     "title:pt-br", "Title Cymraeg"],
)  # fmt: skip
def test_a_language_behind_a_heading_is_passed_over(tagged: str) -> None:
    assert without_language(tagged).casefold() == "title"
    assert KNOWN.guess(tagged) == NAME


@pytest.mark.parametrize("heading", ["Ref no", "Open", "Garden", "Date de fin", "Plan", "en"])
def test_what_only_ends_like_one_stays(heading: str) -> None:
    assert without_language(heading) == heading


@given(st.permutations(["ca", "en", "es"]))
def test_of_several_languages_english_is_taken_and_the_others_are_no_question(
    languages: list[str],
) -> None:
    """Of an export of a platform the title in Catalan was the name, the English one a question."""
    columns = {f"title/{code}": [f"{name} {code}" for name in NAMES] for code in languages}
    columns |= {f"body/{code}": DESCRIPTIONS for code in languages}
    found = reading(**columns)
    assert guessed(**columns) == {"title/en": NAME, "body/en": "description"}
    assert not any(found.maybe)


def test_without_english_the_first_of_them_is_taken() -> None:
    assert guessed(**{"titre/fr": NAMES, "titre/nl": NAMES}) == {"titre/fr": NAME}
    bare = ["", *NAMES[1:]]
    assert guessed(**{"title/en": [""] * 6, "title/fr": bare}) == {"title/fr": NAME}


def test_the_days_of_filling_in_a_form_are_no_days_of_activities() -> None:
    """Of answers to a form: the start was when somebody opened it, and all were without a name."""
    form = {"ID": list("123456"), "Start time": STARTS, "Completion time": ENDS, "Name": [""] * 6}
    asked = {"Name of activity": NAMES, "Date of activity": ENDS}
    assert guessed(**form, **asked) == {
        "ID": ID,
        "Name of activity": NAME,
        "Date of activity": "start_date",
    }
    assert guessed(**{"Title": NAMES, "Start time": STARTS, "End time": ENDS}) == {
        "Title": NAME,
        "Start time": "start_date",
        "End time": "end_date",
    }


@pytest.mark.parametrize(
    ("heading", "column"),
    [
        ("What is the name of the engagement activity you are reporting on?", NAME),
        ("When did it take place?", "start_date"),
        ("When did the project end?", "end_date"),
        ("How many people took part in total (please give a number)?", "people_took_part"),
        ("Which team or service ran it?", "service_area"),
        ("Please describe what you did and what happened in your own words", "description"),
    ],
)
def test_questions_of_a_form_are_headings(heading: str, column: str) -> None:
    assert [name for name, _ in asked_for(heading, 1.0)] == [column]
    assert KNOWN.guess(heading) == column


@pytest.mark.parametrize(
    "heading",
    ["How many people did you invite to the event?", "Who described it?", "Name of the officer",
     "When", "How would you rate the number of events?", "Which ward is it in?"],
)  # fmt: skip
def test_other_questions_are_none(heading: str) -> None:
    assert not list(asked_for(heading, 1.0))


@pytest.mark.parametrize("heading", ["Departamento", "Département", "Dipartimento"])
def test_a_region_is_no_service(heading: str) -> None:
    assert heading not in guessed(Title=NAMES, **{heading: PLACES})
    assert guessed(Title=NAMES, **{heading: SECRETARIES})[heading] == "service_area"


def test_an_english_department_is_a_service_unless_its_values_or_places_beside_it_say_not() -> None:
    assert guessed(Title=NAMES, Department=SERVICES)["Department"] == "service_area"
    # Names of services that nobody else knows are services.
    assert guessed(Title=NAMES, Department=["CYPS", "ASC"] * 3)["Department"] == "service_area"
    assert "Department" not in guessed(Title=NAMES, Department=["North", "South East"] * 3)
    assert "Department" not in guessed(Title=NAMES, Department=["Peru", "Chile"] * 3)
    lima = {"Department": PLACES, "Municipality": PLACES}
    assert "Department" not in guessed(Title=NAMES, **lima)
    parks = {"Department": SERVICES, "Municipality": PLACES}
    assert guessed(Title=NAMES, **parks)["Department"] == "service_area"


@pytest.mark.parametrize("heading", ["Nb votes", "Total visits", "Stimmen", "Signatures", "Zz"])
def test_what_is_counted_is_no_id(heading: str) -> None:
    """Votes and visits that happened to differ in every row were taken for codes."""
    votes = ["2772", "545", "8976", "13", "1805", "90"]
    assert heading not in guessed(Title=NAMES, **{heading: votes})
    codes = [f"P{vote}" for vote in votes]
    assert guessed(Title=NAMES, Zz=codes) == {"Title": NAME, "Zz": ID}


@pytest.mark.parametrize(
    "value", ["https://x.example/{}", "www.example/{}", "plan_{}.pdf", "1.2{}E+10", "{}E+12"]
)
def test_addresses_files_and_numbers_cut_short_are_no_ids(value: str) -> None:
    assert "Zz" not in guessed(Title=NAMES, Zz=[value.format(at) for at in range(1, 7)])


def test_where_an_id_is_sure_the_numbers_of_others_are_no_question() -> None:
    columns = {"id": list("123456"), "author/id": list("789123"), "reference": list("ABCDEF")}
    found = reading(**columns, title=NAMES)
    assert not any(found.maybe)


@pytest.mark.parametrize("heading", ["Purpose", "Budget", "Response", "Level"])
def test_a_word_of_everybody_s_above_what_is_no_answer_is_no_question(heading: str) -> None:
    """Four headings of one list were each asked about, and none was meant."""
    other = ["£500", "To gather views", "Good", "Local"] * 2
    found = reading(Title=NAMES, **{heading: other[:6]})
    assert found.against == ()
    # Where answers stand elsewhere, or one of them is one, it may be meant.
    found = reading(Title=NAMES, Seats=["all"] * 6, **{heading: other[:6]})
    assert found.against == (2,)


def test_one_value_that_is_an_answer_makes_it_a_question() -> None:
    found = reading(Title=NAMES, Purpose=["inform", "£500", "To gather", "Good", "x y", "z"])
    assert found.against == (1,)


def test_the_days_of_a_survey_are_no_days_of_activities_though_they_are_called_so() -> None:
    """`Start Date` of an export of answers was certain: it is when somebody opened the form."""
    form = {"Respondent ID": list("123456"), "Start Date": STARTS, "IP Address": ["1.2.3.4"] * 6}
    asked = {"What is the title of your project?": NAMES, "When did it start?": ENDS}
    found = guessed(**form, **asked)
    assert "Start Date" not in found
    assert found["When did it start?"] == "start_date"
    assert guessed(Title=NAMES, **{"Start Date": STARTS})["Start Date"] == "start_date"


@pytest.mark.parametrize("going_on", ["Ongoing", "current", "To date"])
@given(many=st.integers(0, 6))
def test_what_goes_on_speaks_against_no_column_of_days(going_on: str, many: int) -> None:
    """Where most opportunities had no end yet, their column was questioned and left out."""
    cells = [going_on] * many + ENDS[many:]
    found = reading(**{"Title": NAMES, "Start Date": STARTS, "End Date": cells})
    assert found.against == ()
    assert found.columns[2] == "end_date"
    assert guessed(Title=NAMES, Status=[going_on] * 6).get("Status", "status") == "status"


@pytest.mark.parametrize("heading", ["properties.title", "attributes.TITLE", "fields/Title"])
def test_what_a_program_puts_before_all_names_is_passed_over(heading: str) -> None:
    assert guessed(**{heading: NAMES, "properties.department": SERVICES}) == {
        heading: NAME,
        "properties.department": "service_area",
    }


def test_of_several_days_one_is_a_question() -> None:
    found = reading(Title=NAMES, Received=STARTS, Answered=ENDS, Checked=ENDS)
    assert sum(map(bool, found.maybe)) == 1


@pytest.mark.parametrize("heading", ["Event Status", "Event type", "Project kind"])
def test_what_looks_like_details_and_says_another_thing_is_no_question(heading: str) -> None:
    found = reading(**{"Event Name": NAMES, heading: [f"State {at}" for at in range(6)]})
    assert not any(found.maybe)


def test_codes_that_a_spreadsheet_cut_short_are_no_question() -> None:
    cut = ["1.23E+10", "1.23E+10", "1.24E+10", "1.23E+10", "1.24E+10", "1.25E+10"]
    assert not any(reading(**{"Event ID": cut, "Event name": NAMES}).maybe)


def test_numbers_that_begin_somewhere_count_no_rows() -> None:
    """Of six meetings each had another number of residents, and these were the codes."""
    present = ["14", "12", "17", "13", "11", "16"]
    assert "Residents present" not in guessed(Title=NAMES, **{"Residents present": present})
    assert guessed(Title=NAMES, Zz=list("012345"))["Zz"] == ID


@pytest.mark.parametrize(
    ("cells", "says"),
    [
        (["Text", "Date", "Currency", "Number"], True),
        (["", "dd/mm/yyyy", "£", ""], True),
        (['{"ImportId":"startDate"}', '{"ImportId":"QID1_TEXT"}'], True),
        (["Free text", "Yes/No", "Our own"], True),
        (["Forum", "12/03/2020", "£", "4"], False),
        (["Date", "", "", ""], False),
        (["Text of the plan", "List", "Open", "4"], False),
        (["", "", ""], False),
    ],
)
def test_a_row_of_kinds_is_no_activity(cells: list[str], says: bool) -> None:
    """Below the headings stood what each column holds, and the row was wrong."""
    assert says_kinds(cells) == says


def test_beside_a_description_no_other_text_is_a_question() -> None:
    found = reading(Title=NAMES, Summary=DESCRIPTIONS, Text=[text * 2 for text in DESCRIPTIONS])
    assert "description" in found.guesses
    assert not any(found.maybe)
