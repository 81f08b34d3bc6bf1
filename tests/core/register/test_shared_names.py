"""What names an activity where the name of something larger stands beside it, and what describes
it in other languages.
"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ladder_assess.core.register.columns import NAME
from ladder_assess.core.register.headings.column_names import HARDLY
from ladder_assess.core.register.headings.column_names_elsewhere import (
    DESCRIBED_BESIDE,
    DESCRIBING,
    OF_ANOTHER,
)
from tests.core.register.test_guessing import KNOWN, guessed

LARGER = ("Project", "Programme", "Proyecto", "Projet", "Projekt", "Progetto", "Prosiect", "Title")
OWN = (
    "Initiative__name", "Activity__title", "Name__of__event", "Nombre__de__la__iniciativa",
    "Nom__de__l__activité", "Titel__der__Veranstaltung", "Nome__da__proposta", "Actividad",
    "Name__der__Massnahme", "Denominación__del__proyecto",
)  # fmt: skip
DESCRIPTION = "description"
ROWS = 24


def texts(many: int, what: str, *, empty: int = 0) -> list[str]:
    """So many texts over the rows, the last of which may be empty."""
    return [
        "" if at >= ROWS - empty else f"{what} number {at % many} for everybody"
        for at in range(ROWS)
    ]


@given(
    larger=st.sampled_from(LARGER),
    own=st.sampled_from(OWN),
    projects=st.integers(3, ROWS // 2 - 1),
    empty=st.integers(0, 4),
    turned=st.booleans(),
)
def test_its_own_name_is_taken_before_that_of_what_it_is_part_of(
    larger: str, own: str, projects: int, empty: int, *, turned: bool
) -> None:
    """A workbook of a city had its 23 initiatives called after their ten projects."""
    both = {larger: texts(projects, "Project"), own: texts(ROWS, "Initiative", empty=empty)}
    found = guessed(**(dict(reversed(both.items())) if turned else both))
    assert found.get(own) == NAME
    assert larger not in found


@given(larger=st.sampled_from(LARGER), projects=st.integers(3, ROWS // 2 - 1))
@pytest.mark.parametrize("other", ["Venue__name", "Name__of__ward", "Image__name", "File__title"])
def test_what_names_another_thing_takes_no_name_away(
    other: str, larger: str, projects: int
) -> None:
    found = guessed(**{larger: texts(projects, "Project"), other: texts(ROWS, "Thing")})
    assert found.get(larger) == NAME


@given(
    place=st.sampled_from(["Neighbourhood__name", "District__Name", "Name__of__ward"]),
    own=st.sampled_from(["Wish", "Pomysł", "Wunsch", "Zadanie", "Idee"]),
    places=st.integers(3, ROWS - 4),
    turned=st.booleans(),
)
def test_a_place_of_several_gives_way_to_what_looks_like_names(
    place: str, own: str, places: int, *, turned: bool
) -> None:
    both = {place: texts(places, "Northern quarter"), own: texts(ROWS, "A swing")}
    found = guessed(**(dict(reversed(both.items())) if turned else both))
    assert (found.get(own), place in found) == (NAME, False)
    unlike = {place: texts(places, "Northern quarter"), own: ["12"] * ROWS}
    assert guessed(**unlike) == {place: NAME}
    each_its_own = {place: texts(ROWS, "Street"), own: texts(ROWS, "A swing")}
    assert guessed(**each_its_own)[place] == NAME


@pytest.mark.parametrize("other", ["Applicant", "Contact", "Objective", "Owner__of__it"])
def test_a_place_gives_way_to_no_other_thing(other: str) -> None:
    people = texts(ROWS, "Anne O'Dea")
    found = guessed(District__name=texts(ROWS - 5, "Northern quarter"), **{other: people})
    assert found["District__name"] == NAME


@pytest.mark.parametrize("who", sorted(OF_ANOTHER))
def test_whoever_brought_it_forward_is_no_name_of_it(who: str) -> None:
    for heading in (f"Nombre {who}", f"nom du {who} 1", f"Nome {who}/a 2"):
        assert dict(KNOWN.guesses(heading)).get(NAME, 0) <= HARDLY, heading


@pytest.mark.parametrize("who", ["Vereins", "Trägers", "Stadtteils", "Antragstellers", "Ortes"])
def test_nor_is_it_in_german(who: str) -> None:
    assert dict(KNOWN.guesses(f"Name des {who}")).get(NAME, 0) <= HARDLY


@pytest.mark.parametrize("word", sorted(DESCRIBING))
@pytest.mark.parametrize("of", ["de la iniciativa", "du projet", "des vorhabens", "iniziativa"])
def test_what_is_described_in_another_language_is_what_happens_in_it(word: str, of: str) -> None:
    heading = f"{word} {of}".replace(" ", "__")
    assert guessed(Title=texts(ROWS, "Title"), **{heading: texts(ROWS, "Some words")}) == {
        "Title": NAME,
        heading: DESCRIPTION,
    }


@pytest.mark.parametrize("beside", sorted(DESCRIBED_BESIDE | OF_ANOTHER))
def test_what_says_where_or_of_which_kind_describes_no_activity(beside: str) -> None:
    for word in DESCRIBING:
        found = dict(KNOWN.guesses(f"{word} de la {beside}"))
        assert found.get(DESCRIPTION, 0) <= HARDLY, (word, found)


NAMED = ("Workshop__name", "meeting_name", "gathering__name", "meta_name", "Walk__name")


@pytest.mark.parametrize("named", NAMED)
@pytest.mark.parametrize(
    "title",
    [
        "Facilitator__title", "chair_title", "speaker_1_title", "Job__title", "contact_title",
        "Speaker__job__title", "panel_title", "report_title",
    ],
)  # fmt: skip
def test_a_title_of_a_person_or_of_a_part_is_no_name_beside_one(named: str, title: str) -> None:
    """Meetings were called Professor and Founder."""
    own, other = texts(ROWS, "Walk"), texts(ROWS, "Professor")
    for columns in ({named: own, title: other}, {title: other, named: own}):
        found = guessed(**columns)
        assert (found.get(named), found.get(title)) == (NAME, None)


@pytest.mark.parametrize("named", NAMED)
@pytest.mark.parametrize("title", ["panel_title", "Grant__title", "Talk__title", "Title"])
def test_a_title_in_few_rows_is_no_name_beside_one_in_most(named: str, title: str) -> None:
    """Of 20 meetings 18 came in without a name: a title of two was filled in as theirs."""
    own, few = texts(ROWS, "Walk", empty=3), texts(ROWS, "Panel", empty=ROWS - 2)
    for columns in ({named: own, title: few}, {title: few, named: own}):
        found = guessed(**columns)
        assert (found.get(named), found.get(title)) == (NAME, None)
    # With few gaps a title of its own goes before, and alone it is a name with many.
    for less in (texts(ROWS, "Grant", empty=5), few):
        assert guessed(Grant__title=less)["Grant__title"] == NAME
    assert guessed(Grant__title=texts(ROWS, "Grant", empty=5), **{named: own}) == {
        "Grant__title": NAME
    }
