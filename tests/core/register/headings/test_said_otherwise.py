"""Headings and values that say what is meant in another way than most."""

import pytest

from ladder_assess.core.register.columns import ID, NAME
from ladder_assess.core.register.days.which_day import END, START
from tests.core.register.test_guessing import ENDS, KNOWN, NAMES, STARTS, guessed, reading

SENTENCES = [f"{name}, with tea and a walk along the river afterwards" for name in NAMES]
PEOPLE = ["Dan Misleh (founder)", "Ann Webb (chair)", "Jo Bell", "Sam Fox", "Kim Lee", "Al Roe"]


@pytest.mark.parametrize("heading", ["Initiative / Organisation", "Event/host", "Project or group"])
def test_of_two_things_in_a_heading_the_first_is_taken(heading: str) -> None:
    """`Initiative / Organization` was folded, and names were taken from `Leadership`."""
    assert guessed(**{heading: NAMES, "Leadership": PEOPLE}) == {heading: NAME}


@pytest.mark.parametrize("heading", ["Date/Time", "Start / end", "Yes/no"])
def test_two_things_are_no_name_where_neither_is_one(heading: str) -> None:
    assert NAME not in dict(KNOWN.guesses(heading))


def test_colours_are_no_codes() -> None:
    colours = ["#ff9500", "#0071e3", "#af52de", "#34c759", "#ff3b30", "#5ac8fa"]
    assert ID not in guessed(Title=NAMES, colour=colours).values()
    images = [f"walk-{at:02}" for at in range(len(NAMES))]
    assert guessed(Title=NAMES, image_id=images)["image_id"] == ID


@pytest.mark.parametrize("heading", ["room", "Salle", "Raum"])
def test_a_room_is_a_place_and_names_nothing_beside_words(heading: str) -> None:
    rooms = ["North hall 1", "South hall 2", "Town hall 3", "School 4", "Gym 5", "Old mill 6"]
    assert guessed(**{heading: rooms, "first": NAMES})["first"] == NAME


@pytest.mark.parametrize(
    ("start", "end"),
    [("Fecha__Ini__Contrato", "Fecha__Fin__Contrato"), ("fec_ini", "fec_fin"),
     ("dt_inicio", "dt_fim")],
)  # fmt: skip
def test_days_may_be_shortened_in_headings(start: str, end: str) -> None:
    """`Fecha Ini` was folded beside `Fecha Fin`."""
    found = guessed(nombre=NAMES, **{start: STARTS, end: ENDS})
    assert (found[start], found[end]) == (START, END)


@pytest.mark.parametrize("heading", ["desc", "Beschreibung", "details"])
def test_few_words_on_each_name_them_where_nothing_else_does(heading: str) -> None:
    """All rows were without a name, and could not be taken."""
    assert guessed(date=STARTS, **{heading: NAMES})[heading] == NAME
    assert guessed(date=STARTS, **{heading: SENTENCES})[heading] == "description"


def test_few_words_that_rows_share_name_them_last() -> None:
    """`Info` has the same in many rows, and `Item` says more."""
    items, flags = ["Walk", "Talk", "Fair"] * 2, ["Estimated value", "Official figure"] * 3
    assert guessed(Item=items, Info=flags)["Item"] == NAME
    assert guessed(date=STARTS, desc=["Sociology?"] * 6)["desc"] == NAME


@pytest.mark.parametrize("heading", ["Remarque", "Notes", "Bemerkungen", "Uwagi"])
def test_sentences_that_were_noted_are_asked_about_where_nothing_describes(heading: str) -> None:
    assert reading(Title=NAMES, **{heading: SENTENCES}).maybe[1] == "description"
    found = reading(Title=NAMES, description=SENTENCES, **{heading: SENTENCES})
    assert found.maybe[2] == ""


@pytest.mark.parametrize(
    ("heading", "cells"),
    [("closed", ["1", "0"] * 3), ("close_year", ["2021"] * 6), ("End__Year", ["2024"] * 6)],
)
def test_years_and_figures_are_no_question_where_the_day_is_known(
    heading: str, cells: list[str]
) -> None:
    found = reading(title=NAMES, start_date=STARTS, end_date=ENDS, **{heading: cells})
    assert found.maybe[3] == ""


def test_days_without_a_year_name_nothing() -> None:
    days = [f"Jueves, {day} de junio" for day in range(7, 13)]
    assert guessed(Cuando=days, Que=NAMES)["Que"] == NAME


@pytest.mark.parametrize(
    ("heading", "column"),
    [
        ("Inhalt", "description"), ("Worum geht es", "description"),
        ("Détails", "description"), ("Contenuto", "description"), ("Toelichting", "description"),
        ("Sammanfattning", "description"), ("Omtale", "description"), ("Anotace", "description"),
        ("Sisältö", "description"), ("Crynodeb", "description"), ("Resumo", "description"),
        ("Dienststelle", "service_area"), ("Settore", "service_area"),
        ("Afdeling", "service_area"), ("Avdelning", "service_area"),
        ("Wydział", "service_area"), ("Útvar", "service_area"), ("Yksikkö", "service_area"),
        ("Gwasanaeth", "service_area"), ("Unidade", "service_area"),
        ("Fréquentation", "people_took_part"), ("Presenze", "people_took_part"),
        ("Opkomst", "people_took_part"), ("Oppmøte", "people_took_part"),
        ("Návštěvnost", "people_took_part"), ("Nifer a fynychodd", "people_took_part"),
        ("Responses", "people_took_part"),
    ],
)  # fmt: skip
def test_plain_words_of_other_languages_are_known(heading: str, column: str) -> None:
    """They were folded beneath what is left out, and nobody was asked."""
    cells = {
        "description": SENTENCES,
        "service_area": ["Parks", "Roads", "Housing"] * 2,
        "people_took_part": ["12", "35", "8", "120", "40", "9"],
    }
    assert guessed(Title=NAMES, Start=STARTS, **{heading: cells[column]})[heading] == column


@pytest.mark.parametrize(
    ("start", "end"),
    [("Dal", "Al"), ("Van", "Tot en met"), ("Fra", "Til"), ("Od", "Do"), ("Du", "Au"),
     ("Beteiligung__von", "Beteiligung__bis"), ("Datum", "Jusqu'au"), ("Dato", "Til__dato"),
     ("Data", "Fino__al"), ("Päivämäärä", "Loppupäivä")],
)  # fmt: skip
def test_days_are_told_by_a_word_for_from_and_to(start: str, end: str) -> None:
    found = guessed(Title=NAMES, **{start: STARTS, end: ENDS})
    assert (found[start], found[end]) == (START, END)


def test_until_when_people_register_is_no_end() -> None:
    assert END not in guessed(Titel=NAMES, Datum=STARTS, Anmeldung__bis=ENDS).values()


@pytest.mark.parametrize("called", ["jour", "Jour ", "day", "date", "Datum ", "dag "])
def test_of_two_days_called_alike_but_for_a_number_the_first_is_the_start(called: str) -> None:
    """`jour2` was offered as the start beside `jour1`, which was folded."""
    first, second = (f"{called}{number}".replace(" ", "__") for number in (1, 2))
    found = guessed(titre=NAMES, **{first: STARTS, second: ENDS})
    assert (found[first], found[second]) == (START, END)
    three = guessed(titre=NAMES, jour1=STARTS, jour2=ENDS, jour3=ENDS)
    assert END not in three.values(), "nobody knows which of several ends it"
    days = ["3", "14", "25", "6", "9", "28"]
    assert START not in guessed(titre=NAMES, jour1=days, jour2=days).values()


@pytest.mark.parametrize("heading", ["Ansvarig", "Ansvarlig", "Verantwortlich"])
def test_who_answers_for_it_is_asked_about_and_names_nothing(heading: str) -> None:
    """`Ansvarig` was folded beside a title, and taken for the names beside `Vad`."""
    offices = ["Parks", "Housing", "Roads", "Parks", "Leisure", "Roads"]
    assert guessed(Titel=NAMES, **{heading: offices})[heading] == "service_area"
    found = guessed(**{heading: PEOPLE, "Vad": NAMES})
    assert found["Vad"] == NAME
