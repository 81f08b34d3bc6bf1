"""Headings that count people by a word for one of them, and services behind whose they are."""

import pytest

from ladder_assess.core.register.headings.counted_people import in_plural
from tests.core.register.test_guessing import NAMES, reading

COUNTS = ["12", "35", "8", "120", "40", "9"]
SERVICES = ["Parks", "Roads", "Housing"] * 2


@pytest.mark.parametrize(
    ("one", "several"),
    [
        ("Total Beneficiaire", "Total beneficiaires"),
        ("Total bénéficiaire", "Total bénéficiaires"),
        ("Total beneficiary", "Total beneficiaries"),
        ("Nombre de bénéficiaire", "Nombre de bénéficiaires"),
        ("Nombre de participant", "Nombre de participants"),
        ("Nb participant", "Nb participants"),
        ("Number of participant", "Number of participants"),
        ("Total participant", "Total participants"),
        ("No. of attendee", "No. of attendees"),
        ("Number of respondent", "Number of respondents"),
        ("Total beneficiario", "Total beneficiarios"),
    ],
)
def test_one_who_is_counted_means_what_several_do(one: str, several: str) -> None:
    """`Total Beneficiaire` was folded beneath what is left out, and the plural asked about."""
    found, other = (reading(title=NAMES, **{text: COUNTS}) for text in (one, several))
    assert (found.guesses, found.maybe) == (other.guesses, other.maybe)
    assert "people_took_part" in {found.guesses[1], found.maybe[1]}


@pytest.mark.parametrize(
    "heading",
    ["Beneficiary", "Beneficiary name", "Nombre del participante", "Nombre beneficiario",
     "Total participant hours", "Participant number", "Total beneficiary organisations"],
)  # fmt: skip
def test_one_who_is_not_counted_is_left_as_it_is(heading: str) -> None:
    assert in_plural(heading) == heading


@pytest.mark.parametrize("heading", ["Funding Org:Department", "Council department", "Grant dept"])
def test_a_department_behind_whose_it_is_may_be_the_service(heading: str) -> None:
    assert reading(title=NAMES, **{heading: SERVICES}).maybe == ("", "service_area")
    both = reading(title=NAMES, **{heading: SERVICES, "Department": SERVICES})
    assert (both.guesses, both.maybe) == (("name", "", "service_area"), ("", "", ""))


@pytest.mark.parametrize("heading", ["Recipient Org:Department", "Applicant department"])
def test_a_department_of_another_is_not_asked_about(heading: str) -> None:
    assert reading(title=NAMES, **{heading: SERVICES}).maybe == ("", "")


@pytest.mark.parametrize(
    "heading",
    ["Personenzahl", "Personenanzahl", "Anzahl Personen", "Anzahl der Personen", "Teilnehmende",
     "Teilnehmer*innen", "Besucher", "Besucherzahl", "Besucher:innen", "TN", "Anzahl TN",
     "Nombre de personnes", "Nb de personnes présentes", "N° participants", "Número de personas",
     "Nº de asistentes", "Personas", "Numero di persone", "Número de pessoas", "Antal personer",
     "Antal besökare", "Deltagarantal", "Besøkende", "Aantal personen", "Deelnemersaantal",
     "Liczba osób", "Počet osob", "Osallistujamäärä", "Nifer y bobl", "Visitors",
     "Number of visitors", "Number of responses", "Responses received"],
)  # fmt: skip
def test_people_are_counted_in_other_languages(heading: str) -> None:
    """`Personenzahl` was folded beneath what is left out, and `Number of people` taken."""
    found = reading(title=NAMES, **{heading: COUNTS})
    assert found.guesses[1] == "people_took_part"


@pytest.mark.parametrize(
    "heading", ["max. Teilnehmer", "Angemeldete Personen", "erwartete Teilnehmerzahl"]
)
def test_people_who_were_to_come_are_asked_about_and_not_taken(heading: str) -> None:
    """Who was expected need not have come."""
    found = reading(title=NAMES, **{heading: COUNTS})
    assert (found.guesses[1], found.maybe[1]) == ("", "people_took_part")


@pytest.mark.parametrize(
    "heading", ["Kontaktperson", "Personal", "Personen pro Gruppe", "Plätze", "Nombre", "Wohnungen"]
)
def test_what_counts_no_people_is_not_taken_for_them(heading: str) -> None:
    """A part of the word says nothing."""
    found = reading(title=NAMES, **{heading: COUNTS})
    assert "people_took_part" not in {found.guesses[1], found.maybe[1]}
