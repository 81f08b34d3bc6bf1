"""Which column is which, by headings and by what stands beneath them, in tables as people keep."""

from collections.abc import Sequence
from datetime import date

import pytest

from ladder_assess.core.register.columns import ID, NAME, Headings, register_columns
from ladder_assess.core.register.days.dates import ASK, ReadDay
from ladder_assess.core.register.days.serials import BY_SECONDS, day_by_seconds
from ladder_assess.core.register.days.which_day import END, MADE_KNOWN, OF, OF_THE_RECORD, START
from ladder_assess.core.register.evidence import Evidence, values_of
from ladder_assess.core.register.reading import ColumnReading, read_headings
from tests.support.command import rules

QUESTIONNAIRE = rules().definitions.questionnaire
COLUMNS = register_columns(QUESTIONNAIRE)
KNOWN = Headings(COLUMNS)
NAMES = [f"Consultation on {x}" for x in ("parks", "bins", "buses", "libraries", "play", "trees")]
STARTS = [f"2024-0{month}-15" for month in range(1, 7)]
ENDS = [f"2024-0{month}-20" for month in range(2, 8)]


def reading(**columns: Sequence[str]) -> ColumnReading:
    """How a file with these columns is read; `__` stands for a space in a heading."""
    headings = [heading.replace("__", " ") for heading in columns]
    values = [values_of(cells) for cells in columns.values()]
    evidence = Evidence(QUESTIONNAIRE, COLUMNS, values)
    return read_headings(headings, KNOWN, filled=[bool(v) for v in values], evidence=evidence)


def guessed(**columns: Sequence[str]) -> dict[str, str]:
    """What each column is taken for, of those that are."""
    found = reading(**columns)
    both = zip(columns, found.columns, found.guesses, strict=True)
    return {heading: column or guess for heading, column, guess in both if column or guess}


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("start_date", "end_date"),
        ("consultation_start_date", "consultation_end_date"),
        ("Project__start", "Project__end"),
        ("Start__of__consultation", "End__of__consultation"),
        ("Date__of__Posting", "End__of__Posting"),
        ("Opening__date", "Closing__date"),
        ("Launch__date", "Close__date"),
        ("Date__published", "Deadline"),
        ("From", "To"),
    ],
)
def test_both_days_are_taken_by_a_word_among_others(start: str, end: str) -> None:
    """The words had to be all of a heading, or near it: `Project end` was offered as the start."""
    found = guessed(title=NAMES, **{start: STARTS, end: ENDS})
    assert (found[start], found[end]) == (START, END)
    turned = guessed(title=NAMES, **{end: ENDS, start: STARTS})
    assert (turned[start], turned[end]) == (START, END)


@pytest.mark.parametrize("word", sorted(OF[END]))
def test_an_end_is_never_offered_as_the_start(word: str) -> None:
    for heading in (word, f"Project__{word}", f"Date__{word}", f"{word}__of__the__scheme"):
        found = reading(Title=NAMES, **{heading: ENDS})
        assert START not in {*found.columns, *found.guesses, *found.maybe}, heading


@pytest.mark.parametrize("word", sorted(OF_THE_RECORD | MADE_KNOWN))
def test_days_of_the_record_are_not_offered(word: str) -> None:
    started = [f"Start__{word}"] if word in OF_THE_RECORD else []
    for heading in (word, f"{word}__at", f"Last__{word}__date", *started):
        found = reading(Title=NAMES, **{heading: STARTS})
        assert not {START, END} & {*found.columns, *found.guesses, *found.maybe}, heading


@pytest.mark.parametrize(
    "heading",
    ["Told people what happened?", "Were residents told what was decided", "Fed back"],
)
def test_whether_people_were_told_is_what_was_owed_to_them(heading: str) -> None:
    """Its Y and N were “What happens in it”."""
    found = guessed(Title=NAMES, **{heading: ["Y", "N", "Y", "Yes", "N", "Y"]})
    assert found[heading] == "response"


@pytest.mark.parametrize("heading", ["Opening__hours", "Start", "Closing__balance", "End__user"])
def test_what_is_no_day_is_not_taken_for_one(heading: str) -> None:
    assert heading not in guessed(Title=NAMES, **{heading: ["about ten"] * 6})


@pytest.mark.parametrize("heading", ["FOIR", "Reference", "Case__id", "Unique__id"])
@pytest.mark.parametrize("empty", [6, 15, 30, 36])
def test_an_id_stands_in_nearly_every_row(heading: str, empty: int) -> None:
    """Only how much of what was there differs was looked at: 69 of 5,462 rows made an id."""
    ids = [""] * empty + [f"{1000 + at}" for at in range(36 - empty)]
    names = [f"{name} {at}" for at, name in enumerate(NAMES * 6)]
    assert guessed(Title=names, **{heading: ids}) == {"Title": NAME}


@pytest.mark.parametrize("empty", [0, 1, 3])
def test_an_id_that_few_rows_are_without_is_one(empty: int) -> None:
    ids = [f"R{at}" for at in range(36 - empty)] + [""] * empty
    assert guessed(Title=NAMES * 6, Reference=ids)["Reference"] == ID


@pytest.mark.parametrize(
    "heading", ["Title", "Request__Title", "Petition__title", "Regulation__title"]
)
def test_titles_may_repeat(heading: str) -> None:
    """Of `Title` alone that was known; any other was left out where some were alike."""
    found = guessed(**{heading: NAMES * 4, "Status": ["Valid"] * 24})
    assert found == {heading: NAME}


@pytest.mark.parametrize(
    "heading", ["Event", "Case", "Petition", "Workshop", "Programme", "Subject", "Campaign"]
)
def test_a_column_of_texts_with_a_naming_word_is_the_name(heading: str) -> None:
    """`Event` and `Case` came near `Event id` and `Case id`, and no activity had a name."""
    for texts in (NAMES, [f"Coffee {at}" for at in range(6)]):
        found = guessed(**{heading: texts, "Date": STARTS, "Venue": ["Hall"] * 6})
        assert found == {heading: NAME, "Date": START}


def test_a_column_of_codes_is_the_id_whatever_it_is_called() -> None:
    found = guessed(Case=[f"C-{at}" for at in range(6)], Matter=NAMES)
    assert found == {"Case": ID, "Matter": NAME}


def test_where_nothing_names_activities_a_column_of_words_does() -> None:
    words = ["Bins", "Parks", "Buses", "Trees", "Play", "Roads"]
    found = guessed(Ref=list("123456"), Matter=words, Status=["Valid"] * 6)
    assert found == {"Ref": ID, "Matter": NAME}
    left = guessed(Ref=list("123456"), Officer=words, Status=["Valid"] * 6)
    assert left == {"Ref": ID}


def test_codes_alone_that_are_called_activities_are_their_names() -> None:
    assert (
        guessed(Activity=[f"A{at}" for at in range(6)], Frequency=list("113212"))["Activity"]
        == NAME
    )


def test_few_values_that_are_no_days_are_not_taken_for_the_end() -> None:
    cells = ["Is there enough to use it?", "Yes", "", "", "", ""]
    assert guessed(Title=NAMES, Is__it__finished=cells) == {"Title": NAME}
    assert guessed(Title=NAMES, Work__finished=["", "2024-05-01", "", "", "", ""]) == {
        "Title": NAME,
        "Work__finished": END,
    }


@pytest.mark.parametrize("heading", ["Series", "Serial", "Serves", "Subscription", "Prescription"])
def test_a_word_that_only_looks_like_another_takes_no_text(heading: str) -> None:
    """Any text can be a service or a description: `Series` was taken for the service."""
    assert guessed(Title=NAMES, **{heading: ["Talks", "Walks", "Both"] * 2}) == {"Title": NAME}


@pytest.mark.parametrize("heading", ["Service", "Sevice area", "Services", "Depts", "Departement"])
def test_a_slip_of_the_pen_is_still_a_service(heading: str) -> None:
    found = guessed(Title=NAMES, **{heading.replace(" ", "__"): ["Parks", "Roads", "Bins"] * 2})
    assert found[heading.replace(" ", "__")] == "service_area"


@pytest.mark.parametrize(
    "heading", ["Descripció", "Descrizione", "Detail", "Details", "Overview", "Event__details"]
)
def test_what_happens_is_found_under_other_names(heading: str) -> None:
    found = guessed(Subject=NAMES, **{heading: [f"{name}: come along" for name in NAMES]})
    assert found == {"Subject": NAME, heading: "description"}


def test_a_code_by_its_last_word_that_rows_share_is_offered_and_not_taken() -> None:
    """Of a real list 207 rows were wrong, for a code that began anew in each of its parts."""
    names = [f"{name} {at}" for at, name in enumerate(NAMES * 50)]
    codes = [f"K-{at % 295}" for at in range(300)]
    assert guessed(title=names, new_id=codes) == {"title": NAME}
    assert reading(title=names, new_id=codes).maybe == ("", ID)
    assert guessed(title=names, new_id=[f"K-{at}" for at in range(300)])["new_id"] == ID
    # That some rows have none yet says nothing against the others.
    some = [f"K-{at}" if at % 50 else "" for at in range(300)]
    assert guessed(title=names, new_id=some)["new_id"] == ID
    # Of what is called an id and nothing else, a few that repeat are told as wrong.
    assert guessed(title=names, Reference=codes)["Reference"] == ID


@pytest.mark.parametrize("heading", ["Ref", "No.", "Code"])
def test_numbers_of_parts_are_ids_and_measures_are_none(heading: str) -> None:
    """1.1, 1.2 and so on were taken for measures, also where the column is called `Ref`."""
    parts = [f"{part}.{at}" for part in (1, 2) for at in (1, 2, 3)]
    assert guessed(Title=NAMES, **{heading: parts})[heading] == ID
    both = ["1", "1.1", "1.2", "2", "2.1", "3"]
    assert guessed(Title=NAMES, **{heading: both})[heading] == ID
    for measures in (["1.25", "3.40", "0.5", "12.75", "8.10", "9.99"], ["1.1", "1.2"] * 3):
        assert heading not in guessed(Title=NAMES, **{heading: measures})


def test_beside_a_name_few_others_are_offered() -> None:
    """Of a register of works six columns with names of artists were, beside `Title`."""
    artists = {f"Artist{at}_Name": [f"{who} {at}" for who in NAMES] for at in range(3)}
    found = reading(Title=NAMES, Recipient__Name=[f"{who} Ltd" for who in NAMES], **artists)
    assert found.guesses[0] == NAME
    assert found.maybe == ("", "", NAME, "", "")
    # Where nothing else is called a name, whoever holds it is better than none.
    assert guessed(Recipient__Name=NAMES, Amount=list("123456"))["Recipient__Name"] == NAME


@pytest.mark.parametrize("text", ["(51.3{}, -2.6{})", "{0}1/0{0}/2024", "+44 1225 47{}", "£{}00"])
def test_what_has_no_letters_is_no_name(text: str) -> None:
    """Places on a map were taken for the names of works in the street."""
    cells = [text.format(at, at) for at in range(1, 7)]
    assert NAME not in reading(Location=cells, Ward=list("123456")).guesses


def test_what_tells_few_rows_apart_is_no_id() -> None:
    """The places of three rows on a page, 1 to 3, were their codes."""
    assert "sort" not in guessed(name=NAMES[:3], sort=list("321"))
    assert guessed(name=NAMES, zz=list("321465"))["zz"] == ID


def test_a_reference_of_something_is_no_name_whatever_stands_there() -> None:
    """Of a real list of grants `referenceDecision` was the name, for it had words in it."""
    refs = [f"Decision of the council no {at}" for at in range(1, 7)]
    for heading in ("referenceDecision", "Ref of decision", "Code of scheme"):
        found = guessed(**{heading.replace(" ", "__"): refs, "objet": NAMES})
        assert found["objet"] == NAME


def test_few_rows_have_each_their_own_code_or_it_is_none() -> None:
    codes = [f"3{at}" for at in (1, 2, 3, 4, 5, 1)]
    assert "idHolder" not in guessed(Title=NAMES, idHolder=codes)


def test_short_figures_are_no_ids_unless_they_count_the_rows() -> None:
    """Of a list of gardens the numbers of the areas that they lie in were."""
    assert "Area" not in guessed(Title=NAMES, Area=["58", "115", "66", "210", "7", "98"])
    for codes in (list("213465"), ["1023", "2044", "1201", "9000", "4711", "1300"]):
        assert guessed(Title=NAMES, Zz=codes)["Zz"] == ID


def test_few_values_that_cannot_be_read_are_not_taken_for_answers() -> None:
    """`faction` came near what people take part in, and both rows that had one were wrong."""
    assert guessed(Title=NAMES, faction=["Greens", "Reds", "", "", "", ""]) == {"Title": NAME}


@pytest.mark.parametrize("heading", ["URN", "Reference", "Project__id"])
def test_where_many_rows_share_an_id_names_serve(heading: str) -> None:
    """Of a real list 824 rows of 11,140 were wrong, for grants that were paid in parts."""
    names = [f"{name} {at}" for at, name in enumerate(NAMES * 50)]
    codes = [f"{10_000 + at % 285}" for at in range(300)]
    found = reading(Title=names, **{heading: codes})
    assert (found.guesses[0], found.guesses[1], found.maybe[1]) == (NAME, "", ID)


def test_a_column_for_codes_that_are_still_to_come_is_nothing_to_be_asked_about() -> None:
    """It was said of an empty column that most of it does not fit its name."""
    found = reading(ID=[""] * 6, name=NAMES)
    assert (found.columns, found.against) == (("", NAME), ())
    # A file without any row is an empty template, and its columns are what they say.
    assert reading(ID=[], name=[]).columns == (ID, NAME)


@pytest.mark.parametrize("times", [30, 300])
def test_names_that_nearly_all_rows_share_are_names_where_nothing_else_is(times: int) -> None:
    """106 kinds of activity in 7,849 rows were none, and the file could not be read: tests had no
    column of names in which fewer than one in ten differed.
    """
    kinds = ["Listening", "Door to door", "Radio"] * times
    towns = [f"Town of {NAMES[at % 6]} {at % 9}" for at in range(3 * times)]
    found = guessed(Town=towns, ACTIVITY=kinds, Language=["English", "Waray"] * (3 * times // 2))
    assert found == {"ACTIVITY": NAME}
    # Where no heading says it, the words that differ most are, so that something can be read.
    assert guessed(titolo=towns, lingua=kinds) == {"titolo": NAME}
    # With an id the file can be read, and a few words of many rows are no names.
    ids = [f"R{at}" for at in range(3 * times)]
    assert guessed(Ref=ids, lingua=kinds) == {"Ref": ID}
    assert guessed(Ref=ids, Event=kinds) == {"Ref": ID, "Event": NAME}


@pytest.mark.parametrize("days", [["25", "9"], ["25", "9", "14", "30"]])
def test_days_of_a_month_are_no_dates(days: list[str]) -> None:
    """Of two values under an exact heading nothing was concluded, and each was a wrong row."""
    cells = days + [""] * (6 - len(days))
    assert guessed(Name=NAMES, Date=cells) == {"Name": NAME}


def test_who_holds_something_names_it_where_nothing_else_does_and_it_has_an_id() -> None:
    """Of 3,644 grants only the recipient has a name, and each stood there as one without."""
    ids = [f"{1000 + at}" for at in range(60)]
    found = guessed(Grant__ID=ids, to=[f"{NAMES[at % 6]} {at % 9}" for at in range(60)])
    assert found == {"Grant__ID": ID, "to": NAME}


@pytest.mark.parametrize("heading", ["Project__Type__Name", "Category__name", "Status__name"])
def test_the_name_of_a_kind_is_no_name_of_an_activity(heading: str) -> None:
    found = guessed(**{heading: ["ROADS", "BRIDGES"] * 6, "Budget__line": NAMES + NAMES[::-1]})
    assert found == {"Budget__line": NAME}


@pytest.mark.parametrize(
    ("headings", "columns"),
    [
        (("Teitl", "Dyddiad cychwyn", "Dyddiad cau"), (NAME, START, END)),
        (("Titre du projet", "Date de début", "Date de fin"), (NAME, START, END)),
        (("Nombre del proyecto", "Fecha inicio", "Fecha fin"), (NAME, START, END)),
        (("titolo", "data", "data fine"), (NAME, START, END)),
        (("Bezeichnung", "Beginn", "Ende"), (NAME, START, END)),
    ],
)
def test_headings_of_other_languages_are_guessed(
    headings: tuple[str, ...], columns: tuple[str, ...]
) -> None:
    values = (NAMES, STARTS, ENDS)
    found = reading(**dict(zip((h.replace(" ", "__") for h in headings), values, strict=True)))
    assert found.guesses == columns


@pytest.mark.parametrize("heading", ["data", "bis", "fin", "inicio", "datum"])
def test_words_that_are_days_elsewhere_are_none_without_days(heading: str) -> None:
    assert heading not in guessed(Title=NAMES, **{heading: ["Parks", "Bins", "Roads"] * 2})
    # Whoever is named is none either.
    assert "Nombre__del__usuario" not in guessed(Title=NAMES, Nombre__del__usuario=NAMES[::-1])


def test_an_id_that_some_rows_alone_have_is_offered_and_not_questioned() -> None:
    """It was said not to fit its name, beneath which there was nothing to be seen."""
    ids = [f"{at}" if at % 3 == 0 else "" for at in range(36)]
    found = reading(ID=ids, Title=[f"{name} {at}" for at, name in enumerate(NAMES * 6)])
    assert (found.against, found.maybe, found.guesses) == ((), (ID, ""), ("", NAME))


@pytest.mark.parametrize("times", [["10h30", "11h", "12h", "14h00"], ["9:00", "9:30", "10:15"]])
def test_times_of_day_are_no_ids(times: list[str]) -> None:
    """Of a timetable each had its own, and was taken for the code of what began then."""
    times = [f"{at}h" for at in range(15, 15 + 6 - len(times))] + times
    assert guessed(__=times, Title=NAMES) == {"Title": NAME}


@pytest.mark.parametrize("short", ["code_name", "short_name", "slug_name"])
def test_of_two_names_the_one_in_full_is_taken(short: str) -> None:
    """The first of the two was taken, whatever stood before its last word."""
    words = [name.split()[-1] for name in NAMES]
    for columns in ({short: words, "full_name": NAMES}, {"full_name": NAMES, short: words}):
        assert guessed(**columns, start_date=STARTS)["full_name"] == NAME


def test_what_is_called_a_date_names_no_activity() -> None:
    """Times beside the days could not be read, so the cells were words, and names."""
    days = [f"{day}, some time in the evening of the day" for day in STARTS]
    found = guessed(date=days, meeting=["Council", "Planning", "Council"] * 2)
    assert found.get("date") != NAME


def test_years_alone_are_days_where_a_heading_says_so() -> None:
    """They are read as days when chosen, and spoke against the very same column before."""
    years = [str(year) for year in range(2012, 2018)]
    found = reading(name=NAMES, start_date=years, end_date=years)
    assert found.columns[1:] == (START, END)
    assert not found.against
    assert START not in guessed(name=NAMES, pages=years).values()


def test_a_summary_is_what_happens_in_it() -> None:
    told = [f"We asked people what they would change about {name}, and why." for name in NAMES]
    assert guessed(title=NAMES, summary=told)["summary"] == "description"


@pytest.mark.parametrize("nothing", ["Unknown", "Ongoing", "Current", "TBC", "n/a", "?", "TBA"])
@pytest.mark.parametrize("heading", ["end date", "End", "Date__closed", "data__fine"])
def test_what_stands_for_no_day_speaks_against_no_column_of_days(
    nothing: str, heading: str
) -> None:
    """Of three ends that were not known, and one that was, the column of ends was left out."""
    ends = [ENDS[0], ENDS[1], *[nothing] * 4]
    assert guessed(name=NAMES, start_date=STARTS, **{heading: ends})[heading] == END


def test_the_order_of_few_days_among_many_that_are_not_known_is_asked_for() -> None:
    days = values_of(["1/2/2020", "3/4/2020", *["Unknown"] * 9])
    assert Evidence(QUESTIONNAIRE, COLUMNS, [days]).order(0) == ASK


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("Start__year", "End__year"),
        ("Year__started", "Year__finished"),
        ("startYear", "endYear"),
        ("Year__of__launch", "Closing__year"),
    ],
)
def test_the_year_of_a_start_or_end_is_one_where_years_stand_there(start: str, end: str) -> None:
    """The word was taken for one of accounts alone, and every date of 300 projects was left out."""
    years = [str(year) for year in range(2009, 2015)]
    found = guessed(title=NAMES, **{start: years, end: years[::-1]})
    assert (found[start], found[end]) == (START, END)
    numbers = guessed(title=NAMES, **{start: ["1", "2", "3"] * 2, end: ["4", "5", "6"] * 2})
    assert numbers == {"title": NAME}


@pytest.mark.parametrize("heading", ["Financial__year__start", "Year__end", "Tax__year__started"])
def test_years_of_accounts_are_no_days_of_activities(heading: str) -> None:
    years = [str(year) for year in range(2009, 2015)]
    assert heading not in guessed(title=NAMES, **{heading: years})


@pytest.mark.parametrize("period", ["consultation_period", "Dates", "Timescale", "When__held"])
def test_exact_days_go_before_a_period(period: str) -> None:
    """The first and last day were read from the text of a span, beside columns that hold them."""
    spans = [f"{start} - {end}" for start, end in zip(STARTS, ENDS, strict=True)]
    exact = {"consultation_start_date": STARTS, "consultation_end_date": ENDS}
    for columns in ({period: spans, **exact}, {**exact, period: spans}):
        found = reading(title=NAMES, **columns)
        taken = dict(zip(("title", *columns), found.guesses, strict=True))
        assert (taken["consultation_start_date"], taken["consultation_end_date"]) == (START, END)
        assert (taken[period], found.maybe[1 + [*columns].index(period)]) == ("", "")
    # With an end alone beside it, the period says the start.
    assert guessed(title=NAMES, consultation_period=spans, end_date=ENDS) == {
        "title": NAME,
        "consultation_period": START,
        "end_date": END,
    }


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("dataInizioRaccolta", "dataFineRaccolta"),
        ("fechaInicioPropuesta", "fechaFinPropuesta"),
        ("dateDebutConcertation", "dateFinConcertation"),
        ("data_inizio_raccolta", "data_fine_raccolta"),
        ("Fecha__de__inicio__de__la__consulta", "Fecha__de__cierre__de__la__consulta"),
        ("Beginn__der__Beteiligung", "Ende__der__Beteiligung"),
        ("Datum__Beginn__Beteiligung", "Datum__Ende__Beteiligung"),
        ("DataDeInícioDaConsulta", "DataDeEncerramentoDaConsulta"),
        ("dyddiadDechrauYmgynghori", "dyddiadCauYmgynghori"),
    ],
)
def test_a_start_and_end_with_other_words_of_another_language_are_taken_where_days_stand(
    start: str, end: str
) -> None:
    """Headings in camelCase were looked up as one word, and such with one word more not at all."""
    found = guessed(titolo=NAMES, **{start: STARTS, end: ENDS})
    assert (found[start], found[end]) == (START, END)
    words = ["open", "closed", "to come"] * 2
    assert not {start, end} & {*guessed(titolo=NAMES, **{start: words, end: words})}


@pytest.mark.parametrize(
    "heading", ["fechaCreacion", "dataGazzetta", "Fecha__inicio__inscripciones", "Datum__erstellt"]
)
def test_other_days_of_another_language_are_no_start(heading: str) -> None:
    assert heading not in guessed(titolo=NAMES, **{heading: STARTS})


@pytest.mark.parametrize("activity", ["ACTIVIDADES", "Activities", "Maßnahme", "Zq"])
@pytest.mark.parametrize("aim", ["OBJETIVO__ESPECÍFICO", "Goal", "Objectives", "Ziel"])
def test_what_is_done_names_an_activity_before_what_is_wanted(activity: str, aim: str) -> None:
    aims = [f"Plan of how {name} can be reached" for name in NAMES]
    assert guessed(**{aim: aims, activity: NAMES})[activity] == NAME
    # Where there is nothing else an aim is better than no name.
    assert guessed(**{aim: aims})[aim] == NAME


@pytest.mark.parametrize(
    "place",
    ["NeighborhoodName", "District__title", "Ward__name", "Name__of__area", "location_name"],
)
@pytest.mark.parametrize("name", ["GardenName", "Garden__title", "plot_name"])
def test_the_name_of_a_place_names_an_activity_where_nothing_else_does(
    place: str, name: str
) -> None:
    """Of a list of gardens the corners of streets were their names, for these stood first."""
    places = [f"{at}th Avenue and Pine Street" for at in range(1, 7)]
    for columns in ({place: places, name: NAMES}, {name: NAMES, place: places}):
        found = guessed(**columns)
        assert found[name] == NAME
        assert place not in found
    for columns in ({place: places}, {place: places, name: ["12"] * 6}):
        assert guessed(**columns)[place] == NAME


def test_a_project_of_a_place_has_a_name_of_its_own() -> None:
    for heading in ("District__project__name", "Location__and__title", "Area__garden__name"):
        assert guessed(**{heading: NAMES, "Plot__name": NAMES[::-1]})[heading] == NAME


@pytest.mark.parametrize("empty", [3, 5, 8])
def test_names_in_each_row_go_before_such_with_gaps_and_repeats(empty: int) -> None:
    full = [f"{name} {at}" for at, name in enumerate(NAMES * 4)]
    some = [*full[: 24 - empty - 4], *full[:4], *[""] * empty]
    for columns in (
        {"Plot__name": some, "Garden__name": full},
        {"Garden__name": full, "Plot__name": some},
    ):
        assert guessed(**columns)["Garden__name"] == NAME
    # Gaps alone say nothing, nor does it when names repeat: the first is taken as before.
    gaps, repeats = [*full[:20], *[""] * 4], [*full[:20], *full[:4]]
    for first in (gaps, repeats):
        assert guessed(Plot__name=first, Garden__name=full)["Plot__name"] == NAME
    # By its own word a title with gaps goes before a name by its last word.
    assert guessed(Plot__name=full, Title=some)["Title"] == NAME


@pytest.mark.parametrize(
    "heading",
    [
        "DateEstablished", "Date__launched", "LaunchDate", "dateFounded", "Established", "Founded",
        "Launched", "Year__established", "Established__on",
    ],
)  # fmt: skip
def test_years_are_days_beneath_what_is_called_a_date_of_a_beginning(heading: str) -> None:
    """Of a list of gardens the years in which each was laid out were left out."""
    years = [str(year) for year in range(1974, 1980)]
    for values in (years, STARTS, [*years[:5], ""]):
        assert guessed(title=NAMES, **{heading: values}) == {"title": NAME, heading: START}
    for nothing in ([str(at) for at in range(1, 7)], ["12,500"] * 6, ["yes", "no"] * 3):
        assert guessed(title=NAMES, **{heading: nothing}) == {"title": NAME}


@pytest.mark.parametrize("founded", ["Established", "DateFounded", "Founded"])
@pytest.mark.parametrize("start", ["Start__date", "consultation_start_date", "Project__start"])
def test_an_activity_begins_on_its_own_day_and_not_when_its_group_was_founded(
    founded: str, start: str
) -> None:
    years = [str(year) for year in range(1974, 1980)]
    for columns in ({founded: years, start: STARTS}, {start: STARTS, founded: years}):
        assert guessed(title=NAMES, **columns) == {"title": NAME, start: START}
    for heading in ("Organisation__established", "Date__company__founded"):
        assert heading not in guessed(title=NAMES, **{heading: years})
    assert founded not in guessed(title=NAMES, **{founded: years, start: STARTS, "end": ENDS})


@pytest.mark.parametrize(
    "heading", ["Homes__started", "Places__opened", "Opening", "Projects__closed"]
)
def test_numbers_like_years_are_no_days_where_no_heading_says_day(heading: str) -> None:
    counts = ["1990", "1991", "1992"] * 2
    assert heading not in guessed(title=NAMES, **{heading: counts})


@pytest.mark.parametrize(
    "heading",
    [
        "fecha_iso", "date_iso", "Date__(UTC)", "fecha_evento", "Data__da__reunião", "data_hora",
        "Date__de__l’atelier", "Datum__der__Sitzung", "Fecha__de__la__actividad", "event_date_utc",
        "Date__de__la__séance", "Data__spotkania", "DataEvento", "date_time_local",
    ],
)  # fmt: skip
def test_a_word_for_a_day_and_how_it_is_written_or_of_what_is_the_start(heading: str) -> None:
    """`fecha_iso`, with nothing but days beneath, was left out of a list of events."""
    found = guessed(titulo=NAMES, **{heading: STARTS})
    assert found == {"titulo": NAME, heading: START}
    assert heading not in guessed(titulo=NAMES, **{heading: NAMES[::-1]})


@pytest.mark.parametrize(
    "heading", ["fecha_alta", "Date__de__naissance", "data_atualização", "Datum__der__Rechnung"]
)
def test_a_word_for_a_day_with_a_stranger_beside_it_is_none(heading: str) -> None:
    assert START not in guessed(titulo=NAMES, **{heading: STARTS}).values()


@pytest.mark.parametrize(
    "heading",
    [
        "Description__pour__les__habitants",
        "Description__for__residents",
        "Descripción__corta",
        "Summary__of__the__event",
        "Overview__of__engagement",
        "Outline__of__project",
    ],
)
def test_what_is_described_in_other_words_is_what_happens_in_it(heading: str) -> None:
    """Of a form in French the description was left out, and nobody asked about it."""
    long = [f"{name}, with a long text about what happens in it" for name in NAMES]
    assert guessed(title=NAMES, **{heading: long})[heading] == "description"
    for other in ("Description__of__location", "Summary__of__feedback"):
        assert "description" not in guessed(title=NAMES, **{other: long}).values()


@pytest.mark.parametrize("days", [1, 2])
def test_some_days_beneath_an_exact_heading_are_looked_at(days: int) -> None:
    """A column called `event_date` was folded away, as most of it named no day and year."""
    texts = ["all of May", "Mar. 24, 10am", "every week", "by invitation", "see the poster"]
    found = reading(title=NAMES, event_date=[*STARTS[:days], *texts][:6])
    assert found.maybe[1] == START
    assert not reading(title=NAMES, event_date=[*texts, "tbc"]).maybe[1]


def test_numbers_are_days_beneath_a_heading_that_says_so_alone() -> None:
    numbers = [str(45292 + at) for at in range(6)]
    assert guessed(Title=NAMES, Start__date=numbers)["Start__date"] == START
    assert START not in guessed(Title=NAMES, Postcode=numbers, Votes=numbers).values()
    assert guessed(Title=NAMES, Ref=numbers)["Ref"] == ID


@pytest.mark.parametrize("word", ["true", "FALSE", "yes", '{weather: "NA", u10: "1.2"}', "[a, b]"])
def test_what_a_program_keeps_for_itself_names_no_activity(word: str) -> None:
    """Of a list without names the weather, as a program keeps it, was one."""
    words = [word.replace("1", str(at)) for at in range(6)]
    assert guessed(date=STARTS, other=words) == {"date": START}


@pytest.mark.parametrize("heading", ["Turnout", "Headcount", "No.__present", "Audience__size"])
def test_whoever_came_took_part(heading: str) -> None:
    counted = ["12", "35", "8", "120", "40", "9"]
    assert guessed(title=NAMES, **{heading: counted})[heading] == "people_took_part"
    assert heading not in guessed(title=NAMES, **{heading: NAMES[::-1]})


@pytest.mark.parametrize(
    "heading", ["Year(s) of project", "Year", "Rok", "Año", "Financial year", "ProjectYear"]
)
def test_years_are_asked_about_where_nothing_else_tells_when(heading: str) -> None:
    """They were folded among what nobody is likely to want: our years stood beneath a start."""
    years = ["2019", "2020", "2020", "2021", "2021-2023", "2022"]
    assert reading(title=NAMES, **{heading: years}).maybe[1] == START
    assert not reading(title=NAMES, **{heading: years}, start=STARTS).maybe[1]
    assert not reading(title=NAMES, **{heading: ["1", "2", "3", "4", "5", "6"]}).maybe[1]
    assert not reading(title=NAMES, seats__built=years).maybe[1], "any number may look like one"


@pytest.mark.parametrize("heading", ["Purpose", "event_purpose", "Objective", "Objectives"])
def test_what_activities_are_for_in_sentences_is_asked_about(heading: str) -> None:
    """Of a heading that is an answer of ours, and stood over free text, nothing was asked."""
    texts = [f"We bring people together to talk about what to do with {name}" for name in NAMES]
    found = reading(title=NAMES, **{heading: texts})
    assert (found.guesses[1], found.maybe[1]) == ("", "description")
    assert reading(title=NAMES, description=texts[::-1], **{heading: texts}).maybe[2] == ""
    few = ["inform", "consult", "inform", "collaborate", "inform", "consult"]
    assert reading(title=NAMES, **{heading: few}).maybe[1] != "description"


def test_seconds_since_1970_are_days_beneath_a_heading_of_days() -> None:
    """Our numbers for days were a spreadsheet's."""
    seconds = [f"17{at}9123456" for at in range(6)]
    thousandths = [f"{text}000" for text in seconds]
    assert guessed(title=NAMES, start=seconds, end=thousandths)["start"] == START
    assert guessed(title=NAMES, event_start=thousandths)["event_start"] == START
    assert START not in guessed(title=NAMES, phone=seconds).values()
    assert day_by_seconds("1719705600") == ReadDay(date(2024, 6, 30), period=BY_SECONDS)
    # Half past eleven at night in summer time is half past twelve of the next day.
    assert day_by_seconds("1719786600000") == ReadDay(date(2024, 6, 30), period=BY_SECONDS)
    assert day_by_seconds("1719788400") == ReadDay(date(2024, 7, 1), period=BY_SECONDS)
    assert day_by_seconds("2024070112") is None, "an hour of a day, as some write it"


@pytest.mark.parametrize(
    "heading",
    ["Beneficiaries", "Number__of__beneficiaries", "Beneficiarios__directos", "Bénéficiaires"],
)
def test_whom_activities_serve_is_asked_about_as_who_took_part(heading: str) -> None:
    """They were folded beneath what is left out, and may have been there or not."""
    counts = ["12", "35", "8", "120", "40", "9"]
    found = reading(title=NAMES, **{heading: counts})
    assert (found.guesses, found.maybe) == (("name", ""), ("", "people_took_part"))
    others = ((heading, NAMES), (f"Target__{heading}", counts), (f"{heading}__indirectos", counts))
    for other, cells in others:
        assert not any(reading(title=NAMES, **{other: cells}).maybe), other


@pytest.mark.parametrize(
    "heading",
    [
        "Start__and__end", "Project__start__and__end", "Start/end", "Prosjekt__start__og__slutt",
        "Project__dates", "Project__period", "Début__et__fin", "Beginn__und__Ende", "From__-__to",
        "Start__date__/__end__date", "Prosjektperiode",
    ],
)  # fmt: skip
@pytest.mark.parametrize(
    "spans",
    [
        ["2021 - 2022", "2020", "2019 - 2023", "2018 - 2020", "2022", "2017 - 2019"],
        ["2021–22", "2020", "2019–23", "2018–20", "2022", "2017–19"],
        ["2021-2022", "2020-2022", "2019-2023", "2018-2020", "2022-2024", "2017-2019"],
        ["2021 - 2022", "2020", "12 March 2021", "Ukjent", "2020 - 2021", ""],
    ],
)
def test_both_days_in_one_are_taken_as_the_start(heading: str, spans: list[str]) -> None:
    """Spans of years were folded beneath “Start and end”, and codes beneath “Project dates”."""
    for columns in ({"title": NAMES, heading: spans}, {heading: spans, "title": NAMES}):
        found = reading(**columns)
        place = [*columns].index(heading)
        assert (found.guesses[place], found.maybe[place]) == (START, "")
    beside = reading(title=NAMES, **{heading: spans}, start=STARTS)
    assert (beside.guesses[1], beside.maybe[1]) == ("", "")
    assert guessed(title=NAMES, **{heading: ["1", "2", "3", "4", "5", "6"]}) == {"title": NAME}
    unlike = reading(title=NAMES, **{heading: NAMES[::-1]})
    assert START not in (unlike.guesses[1], unlike.maybe[1])


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("STARTDATE", "ENDDATE"), ("startdate", "enddate"), ("Startdate", "Enddate"),
        ("event_startdate", "event_enddate"), ("DATESTART", "DATEEND"), ("datedebut", "datefin"),
        ("fechainicio", "fechafin"), ("STARTDATO", "SLUTTDATO"), ("startdatum", "slutdatum"),
    ],
)  # fmt: skip
def test_headings_of_days_that_are_run_together_are_both_taken(start: str, end: str) -> None:
    """`STARTDATE` was the start, and `ENDDATE` beside it was folded."""
    for columns in ({start: STARTS, end: ENDS}, {end: ENDS, start: STARTS}):
        found = guessed(title=NAMES, **columns)
        assert (found[start], found[end]) == (START, END)


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("INICIO", "TERMINO"), ("Inicio", "Finalización"), ("Inicio", "Cierre"),
        ("Início", "Encerramento"), ("Inizio", "Fine"), ("Inizio", "Termine"), ("Début", "Terme"),
        ("Anfang", "Ende"), ("Beginn", "Schluss"), ("Startdatum", "Schlussdatum"),
        ("Beginndatum", "Abschlussdatum"), ("Desde", "Hasta"), ("First__day", "Last__day"),
        ("Start", "Till"), ("Start", "Up__to"), ("Fecha__inicio", "Fecha__límite"),
        ("Alku", "Loppu"),
    ],
)  # fmt: skip
def test_one_word_for_the_start_or_the_end_is_enough(start: str, end: str) -> None:
    """`TERMINO` beside `INICIO` was folded, and two hundred ends of a calendar were lost."""
    for columns in ({start: STARTS, end: ENDS}, {end: ENDS, start: STARTS}):
        found = guessed(title=NAMES, **columns)
        assert (found.get(start), found.get(end)) == (START, END)


@pytest.mark.parametrize("heading", ["dia", "jour", "Giorno", "Tag", "Day", "Termin"])
def test_a_word_for_a_day_over_days_is_the_start(heading: str) -> None:
    assert guessed(title=NAMES, **{heading: STARTS}).get(heading) == START
    numbers = ["1", "2", "30", "4", "15", "6"]
    assert START not in guessed(title=NAMES, **{heading: numbers}).values()


def test_days_that_were_planned_are_taken_where_few_others_are_known() -> None:
    """The actual start of 64 of 1,301 projects was taken, and the others had none."""
    few = [STARTS[0], "", "", "", "", ""]
    planned = {"Planned__Start__Date": STARTS, "Planned__End__Date": ENDS}
    found = guessed(title=NAMES, **planned, Actual__Start__Date=few)
    assert (found["Planned__Start__Date"], found["Planned__End__Date"]) == (START, END)
    assert "Actual__Start__Date" not in found
    assert guessed(title=NAMES, **planned).get("Planned__Start__Date") == START
    found = guessed(title=NAMES, **planned, Actual__Start__Date=STARTS)
    assert "Planned__Start__Date" not in found
    assert found["Actual__Start__Date"] == START
    assert guessed(title=NAMES, Proposed__date=STARTS)["Proposed__date"] == START


@pytest.mark.parametrize(
    "heading", ["Tags", "Tag", "Keywords", "Topics", "Labels", "Host", "Where", "Venue"]
)
def test_what_groups_or_places_activities_names_none_that_have_codes(heading: str) -> None:
    """Workshops were called “cancelled” and “SWC,stalled”, as their tags were."""
    tags = ["walks, outdoor", "books", "trees, talks", "cancelled", "walks", "books, outdoor"]
    codes = [f"A{at}" for at in range(6)]
    assert NAME not in guessed(Reference=codes, Start=STARTS, **{heading: tags}).values()


@pytest.mark.parametrize("heading", ["img_large", "Photo", "cover", "fichier", "picture__name"])
def test_the_name_of_a_file_names_no_activity(heading: str) -> None:
    files = [f"/img/bg/town {at}.jpg" for at in range(6)]
    assert NAME not in guessed(date=STARTS, **{heading: files}).values()
    assert NAME not in guessed(date=STARTS, Thing=files).values()


def test_what_leads_to_activities_names_them_where_nothing_else_does() -> None:
    slugs = [f"2018-09-1{at}-bradford-dc" for at in range(6)]
    tags = ["walks, outdoor", "books", "trees, talks", "cancelled", "walks", "books, outdoor"]
    assert guessed(slug=slugs, start=STARTS, tags=tags)["slug"] == NAME
    found = guessed(slug=slugs, title=NAMES)
    assert (found.get("slug"), found["title"]) == ("id", NAME)


@pytest.mark.parametrize("heading", ["url", "Link", "enlace"])
def test_an_address_is_no_code(heading: str) -> None:
    found = guessed(title=NAMES, **{heading: [f"./gpss2{at}" for at in range(6)]})
    assert found == {"title": NAME}


@pytest.mark.parametrize(
    "heading",
    [
        "PLACEMENTID", "eventid", "projectcode", "codigo_proyecto", "proyecto_codigo",
        "Código__de__la__actividad", "Antragsnummer", "Vorhaben__Nr.", "Référence__du__projet",
    ],
)  # fmt: skip
def test_a_code_and_what_has_it_are_one_word_or_several(heading: str) -> None:
    codes = ["101", "105", "106", "107", "110", "120"]
    assert guessed(title=NAMES, **{heading: codes})[heading] == "id"
    thousands = [f"51,{code}" for code in codes]
    assert guessed(title=NAMES, Project__Code=thousands)["Project__Code"] == "id"


@pytest.mark.parametrize(
    "heading",
    ["Telefonnummer", "codigo_postal", "codigo_municipio", "numero__de__votos", "Hausnummer"],
)
def test_nor_is_another_thing_with_a_number(heading: str) -> None:
    codes = ["101", "105", "106", "107", "110", "120"]
    assert heading not in guessed(title=NAMES, **{heading: codes})


def test_days_without_a_year_are_asked_about() -> None:
    """They were folded, and nobody was told that activities had no date."""
    days = ["5 January", "10 January", "2 February", "1 March", "3 March", "4 April"]
    assert reading(title=NAMES, Date=days).maybe[1] == START
    assert reading(title=NAMES, Date=["5/1", "20/1", "3/2", "6/6", "7/7", "8/8"]).maybe[1] == START


def test_when_something_was_checked_is_no_start() -> None:
    found = reading(title=NAMES, last_verified=STARTS)
    assert (found.guesses[1], found.maybe[1]) == ("", "")
    years = ["2024 - 2029", "2019 - 2024", "2017 - 2018", "2016", "2015 - 2017", "2014"]
    assert reading(title=NAMES, time=years).maybe[1] == START


@pytest.mark.parametrize("place", ["location", "Venue", "lieu"])
def test_what_is_called_a_title_is_one_though_all_are_alike(place: str) -> None:
    """Sixty sessions of one course were called after the halls that they were in."""
    halls = ["North hall", "South hall", "Town hall", "School", "Gym of the school", "Old mill"]
    assert guessed(title=["Karate"] * 6, start=STARTS, **{place: halls})["title"] == NAME


@pytest.mark.parametrize("time", ["12:00pm", "10:30", "18h", "9am-5pm", "3.30 pm"])
def test_a_start_and_an_end_over_times_of_day_are_no_question(time: str) -> None:
    found = reading(name=NAMES, date=STARTS, start=[time] * 6, end=[time] * 6)
    assert (found.guesses[2:], found.maybe[2:], found.against) == (("", ""), ("", ""), ())


@pytest.mark.parametrize(
    ("heading", "column"),
    [
        ("How we engaged", "description"),
        ("Method", "description"),
        ("Engagement method", "description"),
        ("What happened as a result", "what_changed"),
        ("Outcome", "what_changed"),
        ("Results", "what_changed"),
        ("What happened", "description"),
    ],
)
def test_what_was_done_and_what_came_of_it_are_told_apart(heading: str, column: str) -> None:
    """What came of it was told as what happens in it, and how people took part as answers."""
    said = [f"Workshop {n}, then a survey of all homes" for n in range(6)]
    assert reading(**{"Title": NAMES, heading: said}).guesses == ("name", column)
    short = ["Survey", "Workshops", "Walk", "Online form", "Talks", "Drop-in"]
    assert reading(**{"Title": NAMES, heading: short}).guesses == ("name", column)


def test_what_was_decided_is_not_what_was_promised() -> None:
    """Accepted unread, outcomes were kept as promises, as both begin alike."""
    for heading in ("What__was__decided", "What__was__agreed"):
        read = reading(**{"Title": NAMES, heading: ["We kept the pool"] * 6})
        assert read.guesses == ("name", "what_changed")
    promised = reading(Title=NAMES, What__was__promised=["An answer in May"] * 6)
    assert "promised" in (promised.columns[1], promised.guesses[1])


UNREAD = [f"{day} zork 2024" for day in range(3, 9)]


@pytest.mark.parametrize("heading", ["startDate", "Start", "Date", "التاريخ", "Fecha"])
def test_a_start_that_cannot_be_read_is_asked_about_and_not_left_out_unsaid(heading: str) -> None:
    """The days of a list in Arabic were left out, and its years were asked about."""
    found = reading(name=NAMES, year=["2024"] * 6, **{heading: UNREAD})
    assert (found.guesses[2], found.maybe) == ("", ("", "", START))


def test_so_is_an_end() -> None:
    found = reading(name=NAMES, startDate=STARTS, endDate=UNREAD)
    assert (found.guesses[1:], found.maybe) == ((START, ""), ("", "", END))


@pytest.mark.parametrize(
    "heading",
    ["fee_detail", "Fee details", "Price details", "Venue details", "Event location info"],
)
@pytest.mark.parametrize("text", ["Pay {} at the door", "{},000원", "{} kr"])
def test_details_of_money_or_a_place_are_not_what_happens(heading: str, text: str) -> None:
    """The fees of courses were filled in as what happens in them."""
    assert heading not in guessed(name=NAMES, **{heading: [text.format(n) for n in range(1, 7)]})


@pytest.mark.parametrize(
    "text", ["{},000원", "₩{}", "{}000円", "{}00 元", "₺{}", "{} руб.", "{} zł", "{}Kč", "{}kr"]
)
def test_money_says_nothing_of_what_happens(text: str) -> None:
    found = guessed(name=NAMES, details=[text.format(n) for n in range(1, 7)])
    assert "details" not in found


@pytest.mark.parametrize("heading", ["Event details", "Details", "Activity details"])
def test_details_of_an_activity_are(heading: str) -> None:
    found = guessed(name=NAMES, **{heading: [f"We walk {n} miles" for n in range(1, 7)]})
    assert found[heading] == "description"


@pytest.mark.parametrize("heading", ["Initiative__code", "Codigo__iniciativa", "Case__code"])
@pytest.mark.parametrize("few", [["37900", "37900"], ["37900", ""], ["", ""]])
def test_a_code_that_few_rows_share_is_asked_about_and_one_that_they_lack_is_taken(
    heading: str, few: list[str]
) -> None:
    """It was left out unasked as soon as two rows repeated it, or had none."""
    names = [f"{name} {at}" for at, name in enumerate(NAMES * 2)]
    codes = [str(37901 + 119 * at) for at in range(10)]
    found = reading(name=names, **{heading: [*codes, *few]})
    assert (found.guesses[1], found.maybe[1]) == (("", ID) if all(few) else (ID, ""))


@pytest.mark.parametrize("heading", ["Ref", "Code", "Our__code", "Case__code", "Register__ID"])
@pytest.mark.parametrize(("rows", "without"), [(6, 1), (8, 2), (12, 2), (28, 4)])
def test_a_code_that_few_rows_lack_is_taken(heading: str, rows: int, without: int) -> None:
    """A walker's register of 28 rows, two without a code yet, left its column of codes out."""
    names = [f"{name} {at}" for at, name in enumerate(NAMES * 5)][:rows]
    codes = [f"ENG-{at:03}" if at >= without else "" for at in range(rows)]
    assert guessed(Title=names, **{heading: codes})[heading] == ID


def test_numbers_that_few_rows_lack_are_no_codes_by_the_last_word_of_a_heading() -> None:
    figures = ["1204", "14", "22", "", "87", "45", "16", "", "310", "640", "38", "25"]
    assert "Delivery__number" not in guessed(name=NAMES * 2, Delivery__number=figures)


def test_money_that_few_rows_share_is_not() -> None:
    prices = [f"£{at}" for at in range(10)]
    assert not any(reading(name=NAMES * 2, price__code=[*prices, "£1", "£2"]).maybe)


@pytest.mark.parametrize(
    "heading", ["Responsible__office", "Dependencia", "Of.__Responsable", "Oficina responsable"]
)
def test_the_office_that_is_responsible_is_the_service(heading: str) -> None:
    """Of a list from Bogotá it was left out."""
    offices = ["Planeación", "Cultura", "Salud", "Planeación", "Ambiente", "Salud"]
    assert guessed(name=NAMES, **{heading: offices})[heading] == "service_area"


@pytest.mark.parametrize(
    "heading", ["What__we__did", "What__was__done", "What__took__place", "What__did__we__do"]
)
def test_what_was_done_is_what_happens_and_not_what_changed(heading: str) -> None:
    """A plan said “What changed: Leaflet to all homes”."""
    done = [f"Leaflet to all homes and {n} drop-ins on it" for n in range(len(NAMES))]
    assert guessed(title=NAMES, **{heading: done})[heading] == "description"
