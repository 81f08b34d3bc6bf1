"""What the other columns of a file, and the values, say of a heading: that another language, the
form that was filled in (see filled_in), or a place is meant.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from itertools import islice

from ladder_assess.core.register.days.which_day import DATES, apart, which_day
from ladder_assess.core.register.headings.column_names_elsewhere import plainly
from ladder_assess.core.register.headings.filled_in import are_teams, of_the_form
from ladder_assess.core.register.headings.values_say import ValuesSay

# For each heading the columns that it may mean, with how near it comes.
Near = list[list[tuple[str, float]]]
ENGLISH = frozenset(("en", "eng", "english"))
CODES = (
    "en|eng|cy|cym|ga|gd|fr|es|ca|eu|gl|pt|it|de|nl|pl|cs|sk|sl|hr|ro|hu|sv|da|nb|fi|et|lt|lv|el|ar"
)
LANGUAGES = "english|welsh|cymraeg|irish|gaeilge|french|français|spanish|español|català|castellano"
OF_A_LANGUAGE = re.compile(
    rf"(?P<rest>.*\w)(?:\s*[/_.:\[(-]\s*(?P<code>{CODES})(?:[-_][a-z]{{2}})?|"
    rf"\s*[-/_.:\[(\s]\s*(?P<named>{LANGUAGES}))\s*[)\]]?",
    re.IGNORECASE,
)
# No heading that says more is one in a language.
LONGEST = 200
PUT_BEFORE = re.compile(r"^\s*(?:properties|attributes|fields|record|node)[./:](?=\w)", re.I)
SERVICE, LEAD = "service_area", "lead_officer"
# Headings of one word or two that may be of a team or a body as well.
WHO_LEADS = frozenset(("lead", "leads", "officer", "officers", "owner", "owners", "led by"))
# A region in some languages, and who does something in others.
REGION_OR_SERVICE = frozenset(("departamento", "departement", "dipartimento"))
DEPARTMENT = frozenset(("department", "dept", "departments", "division"))
TEAM = frozenset(("team", "teams", "equipe", "equipo", "lead"))
SMALLER_PLACES = frozenset(
    (
        "municipality", "municipio", "municipios", "municipality name", "commune", "comune",
        "province", "provincia", "comuna", "vereda", "prefecture", "canton", "nom commune",
    )
)  # fmt: skip
# How words begin that name what a public body does, or a part of it.
SERVICES = re.compile(
    r"\b(?:hous|plan|health|social|care|educ|school|child|adult|famil|transport|highw|road|street|"
    r"park|leisure|cultur|librar|environ|waste|communit|neighbo|safe|polic|financ|resourc|custom|"
    r"corporat|digital|legal|democra|regenerat|econom|place$|people$|public|servic|departm|direct|"
    r"office|team|unit|engineer|works|water|energ|sport|youth|museum|fire|licens|secretar|direcc|"
    r"direç|oficin|salud|saúde|obra|haciend|planea|urban|viviend|habita|movilid|mobil|deport|"
    r"esport|ambient|gerenc|minist|institut|agen[cç]|voirie|santé|logement|jeuness|propret|amt$|"
    r"dezernat|referat|fachbereich|communic|human|govern|strateg|polít|desarroll|develop)",
    re.IGNORECASE,
)
# What a place is called by, beside the names of countries.
PLACES = re.compile(
    r"(?:north|south|east|west|central|northern|southern|eastern|western|midlands|london|scotland|"
    r"wales|england|northern ireland|(?:north|south|east|west)[ -](?:east|west|england|midlands)|"
    r"yorkshire(?: and the humber)?|.*(?:shire|borough| county| district| region| ward| city))",
    re.IGNORECASE,
)
# Of a heading beneath which both days of an activity stand in one cell.
PERIODS = frozenset(
    ("period", "dates", "timescale", "timeframe", "when", "duration", "span", "window", "term")
)
A_THIRD, HALF = 1 / 3, 1 / 2
# Values of a column that are looked at.
LOOKED_AT = 300


def without_language(heading: str) -> str:
    """A heading without the language that it names at its end, as in `title/en`, and without what a
    program puts before all, as in `properties.title`.
    """
    heading = PUT_BEFORE.sub("", heading)
    found = _of_a_language(heading)
    return found["rest"] if found else heading


def _of_a_language(heading: str) -> re.Match[str] | None:
    return OF_A_LANGUAGE.fullmatch(heading.strip()) if len(heading) <= LONGEST else None


def told_apart(headings: Sequence[str], near: Near, evidence: ValuesSay | None) -> Near:
    """What headings may mean, without what the others and the values speak against."""
    none = {*_other_languages(headings, evidence), *of_the_form(headings)}
    not_so = {
        SERVICE: {*_of_places(headings, evidence)},
        LEAD: {*_of_no_people(headings, evidence)},
    }
    near = _exact_days_first(headings, near, evidence)
    return [
        []
        if at in none
        else [(name, close) for name, close in pairs if at not in not_so.get(name, ())]
        for at, pairs in enumerate(near)
    ]


def _exact_days_first(headings: Sequence[str], near: Near, evidence: ValuesSay | None) -> Near:
    """The same without a column of dates for what is called a period, where another heading says
    that day by a word of its own and has days beneath it.
    """
    form = of_the_form(headings)
    places = [at for at in range(len(headings)) if at not in form]
    days = places if evidence is None else filter(evidence.has_days, places)
    said = {name for at in days for name, _ in near[at] if name == which_day(headings[at])}
    spans = [not PERIODS.isdisjoint(apart(heading).split()) for heading in headings]
    return [
        [(name, close) for name, close in pairs if not (span and name in said & DATES)]
        for span, pairs in zip(spans, near, strict=True)
    ]


def _other_languages(headings: Sequence[str], evidence: ValuesSay | None) -> Iterator[int]:
    """The places of headings that another says in English or, where none does, before them."""
    twins: dict[str, list[tuple[int, int]]] = {}
    for at, heading in enumerate(headings):
        found = _of_a_language(heading)
        language = (found["code"] or found["named"]).casefold() if found else ""
        rank = 0 if language in ENGLISH else 1 if not language else 2
        bare = 3 * (evidence is not None and evidence.is_bare(at))
        twins.setdefault(apart(found["rest"] if found else heading), []).append((rank + bare, at))
    for same in twins.values():
        if len(same) > 1 and any(rank % 3 != 1 for rank, _ in same):
            yield from (at for _, at in sorted(same)[1:])


def _of_places(headings: Sequence[str], evidence: ValuesSay | None) -> Iterator[int]:
    """The places of headings that may be those of a service, and whose values are regions or
    people.
    """
    folded = [plainly(apart(heading)) for heading in headings]
    for at, text in enumerate(folded):
        words = set(text.split())
        values = evidence.values(at) if evidence is not None else {}
        if not values or not words & (REGION_OR_SERVICE | DEPARTMENT | TEAM):
            continue
        unlike = _share(values, SERVICES.search) < A_THIRD
        if unlike and are_teams(values):
            yield at
        within = words & REGION_OR_SERVICE or SMALLER_PLACES & {*folded}
        if (within and unlike) or _share(values, _is_place) >= HALF:
            yield at


def _of_no_people(headings: Sequence[str], evidence: ValuesSay | None) -> Iterator[int]:
    """The places of headings that say in a word who leads, and have no names of people beneath."""
    for at, heading in enumerate(headings):
        bare = apart(heading) in WHO_LEADS
        if bare and evidence is not None and not are_teams(evidence.values(at)):
            yield at


def _share(values: Mapping[str, int], test: Callable[[str], object]) -> float:
    some = list(islice(values, LOOKED_AT))
    return sum(bool(test(text)) for text in some) / len(some)


def _is_place(text: str) -> bool:
    return bool(PLACES.fullmatch(text.strip())) or text.strip().casefold() in _countries()


@cache
def _countries() -> frozenset[str]:
    # Imported here: it loads all that it knows of the language.
    from babel import Locale

    return frozenset(name.casefold() for name in Locale("en").territories.values())
