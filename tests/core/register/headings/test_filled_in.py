"""Answers to a form: its own days, and whoever filled it in, are none of an activity's."""

import pytest

from ladder_assess.core.register.columns import ID, NAME
from ladder_assess.core.register.headings.filled_in import are_people
from tests.core.register.test_guessing import ENDS, NAMES, STARTS, guessed, reading

PEOPLE = ["Ana Ruiz", "Liliah HANNA", "Jo van der Berg", "Siân O’Neill", "Zoé Lê-Thi", "Ali B. Cho"]
ADDRESSES = [f"p{n}@example.org" for n in range(6)]
# What a form writes before its answers, and how the first of these asks for a name.
FORMS = (
    ("ID", "Start time", "Completion time", "Email", "Name", "Project name"),
    ("Id", "Heure de début", "Heure de fin", "Adresse de messagerie", "Nom", "Nom du projet"),
    ("Id.", "Hora de inicio", "Hora de finalización", "Correo electrónico", "Nombre",
     "Nombre del proyecto"),
    ("ID", "Startzeit", "Fertigstellungszeit", "E-Mail", "Name", "Name der Veranstaltung"),
    ("ID", "Ora di inizio", "Ora di completamento", "Posta elettronica", "Nome",
     "Nome del progetto"),
    ("Id", "Begintijd", "Tijd van voltooien", "E-mail", "Naam", "Naam van het project"),
)  # fmt: skip


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form[4])
@pytest.mark.parametrize("names", [PEOPLE, ["anonymous"] * 6])
def test_who_filled_in_a_form_is_no_activity(form: tuple[str, ...], names: list[str]) -> None:
    """Of answers in French the person was the name of each activity, and its own was left out. Our
    test of forms had nothing beneath `Name`, so that it could not see it.
    """
    cells = ([*"123456"], STARTS, ENDS, ADDRESSES, names, NAMES)
    columns = dict(zip(form, cells, strict=True))
    assert guessed(**columns) == {form[0]: ID, form[-1]: NAME}
    assert "start_date" not in reading(**columns).maybe


@pytest.mark.parametrize("email", ["Email", "E-mail address", "courriel", "Correo electrónico"])
@pytest.mark.parametrize("activity", ["Event title", "Project", "Intitulé du projet"])
def test_nor_is_a_person_beside_an_address(email: str, activity: str) -> None:
    assert guessed(Name=PEOPLE, **{email: ADDRESSES, activity: NAMES}) == {activity: NAME}
    assert guessed(**{email: ADDRESSES, "Nom": PEOPLE, activity: NAMES}) == {activity: NAME}


def test_a_name_stays_one_where_nothing_speaks_against_it() -> None:
    """Names of activities beside an address, people where no other column names an activity, and
    people without an address, who may be whom it is about.
    """
    assert guessed(Name=NAMES, Email=ADDRESSES, Project=["Parks", *["Streets"] * 5])["Name"] == NAME
    assert guessed(Name=PEOPLE, Email=ADDRESSES, Ward=[*"aabbcc"]) == {"Name": NAME}
    assert guessed(Name=PEOPLE, Project=NAMES)["Name"] == NAME


def test_people_are_told_from_activities_by_their_names() -> None:
    assert are_people(dict.fromkeys(PEOPLE, 1))
    assert not are_people(dict.fromkeys(NAMES, 1))
    assert not are_people({"Meeting 12": 1, "anonymous": 1, "Friends of the Park": 1})


def test_a_team_of_people_is_no_service() -> None:
    """Of the projects of a studio each architect by name was the service that runs it."""
    teams = [f"Ing. {one}, Dr. {two}" for one, two in zip(PEOPLE, PEOPLE[::-1], strict=True)]
    assert "Team" not in guessed(title=NAMES, Team=teams)
    services = ["Housing Options", "Parks and Leisure", "Public Health"] * 2
    assert guessed(title=NAMES, Team=services)["Team"] == "service_area"


def test_the_day_that_a_form_asks_for_is_the_start() -> None:
    """`Start time`, when somebody opened the form, kept `When did it take place?` from it."""
    form = {"Start time": STARTS, "Completion time": STARTS, "Email": ADDRESSES, "Name": [""] * 6}
    asked = {"What is the name of the event?": NAMES, "When did it take place?": ENDS}
    assert guessed(**form, **asked) == dict(zip(asked, (NAME, "start_date"), strict=True))
