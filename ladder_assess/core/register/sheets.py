"""Which sheet of a workbook looks most like a list of activities, and several read as one."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log2

from ladder_assess.core.register.columns import Headings
from ladder_assess.core.register.headings.column_names import ID, LEFT_OUT, NAME, apart

# Rows of a sheet that are looked at, and headings of it.
MOST_LOOKED_AT, MOST_HEADINGS = 100, 60
# What a list is often called, and what stands beside one.
LISTS = frozenset(
    (
        "activities", "activity", "register", "list", "data", "projects", "events", "assemblies",
        "cases", "consultations", "engagement", "grants", "all", "datos", "données", "donnees",
        "daten", "dati", "dados", "gegevens", "dane", "lista", "liste", "lijst", "listado",
        "actividades", "activités", "activites", "attività", "atividades", "activiteiten",
        "proyectos", "projets", "progetti", "projetos", "projekte", "eventos", "eventi",
        "veranstaltungen", "termine",
    )
)  # fmt: skip
BESIDE_A_LIST = frozenset(
    (
        "metadata", "meta", "readme", "read", "notes", "guidance", "guide", "about", "help",
        "lookup", "lookups", "lists", "codes", "codelist", "options", "description", "dictionary",
        "definitions", "glossary", "cover", "contents", "instructions", "summary", "pivot",
        "validation", "dropdown", "dropdowns", "todo", "template", "key", "archive", "chart",
        "dashboard", "view", "instrucciones", "instruções", "istruzioni", "anleitung", "hinweise",
        "leyenda", "légende", "legende", "legend", "resumen", "résumé", "resumo", "riepilogo",
        "übersicht", "vista", "panel", "tablero",
    )
)  # fmt: skip
MORE, LESS = 1.5, 0.3
# Where another looks so nearly as much like a list, someone is asked.
NEARLY = 0.6
# Between the titles of sheets that are read together, as spreadsheet programs allow it in none, and
# more rows than any sheet has.
BETWEEN, ROWS_OF_A_SHEET = "*", 10**8
Count = Callable[[Sequence[str]], int]
Rows = Sequence[Sequence[str]]


@dataclass(frozen=True)
class ChosenSheet:
    """The sheet that looks most like a list, and the others that look nearly as much like one."""

    title: str
    near: tuple[str, ...] = ()

    @property
    def is_open(self) -> bool:
        """Has someone to say which of them is the list?"""
        return bool(self.near)


def choose_sheet(tops: Mapping[str, tuple[int, Rows]], known: Headings) -> ChosenSheet:
    """Of some sheets, each with the place of its header and its first rows, the likeliest list; the
    first of several that are as likely. `tops` is not empty.
    """
    like = {title: likeness(title, rows, at, known) for title, (at, rows) in tops.items()}
    best, *others = sorted(like, key=lambda title: -like[title])
    return ChosenSheet(best, tuple(o for o in others if like[o] >= NEARLY * like[best] > 0))


def likeness(title: str, rows: Rows, header: int, known: Headings) -> float:
    """How much a sheet looks like a list of activities: by how many rows it has with several cells,
    by what its headings are or may be, and a little by what it is called.
    """
    if not rows:
        return 0
    headings = [text for text in rows[header][:MOST_HEADINGS] if text.strip()]
    full = sum(sum(bool(t.strip()) for t in row) > 1 for row in rows[header + 1 :])
    columns = {known.column(heading) or known.guess(heading) for heading in headings} - {LEFT_OUT}
    worth = 1 + 0.3 * min(len(columns), 6) + (NAME in columns) + 0.5 * (ID in columns)
    words = set(apart(title).split())
    called = LESS if stands_beside(title) else MORE if words & LISTS else 1
    return log2(1 + full) * worth * called


def stands_beside(title: str) -> bool:
    """Is a sheet called what stands beside a list?"""
    return not BESIDE_A_LIST.isdisjoint(apart(title).split())


def as_one(titles: Iterable[str]) -> str:
    """What several sheets that are read together are called, as one."""
    return BETWEEN.join(titles)


def each_of(sheet: str) -> tuple[str, ...]:
    """The sheets that were read, by what they are called as one."""
    return tuple(sheet.split(BETWEEN))


def row_of(at: int, number: int) -> int:
    """The number of a row of a sheet, by its place (from 0) among those that are read together."""
    return at * ROWS_OF_A_SHEET + number


def row_words(number: int, titles: Sequence[str]) -> str:
    """A row as a spreadsheet program numbers it, with its sheet where several were read."""
    at, row = divmod(number, ROWS_OF_A_SHEET)
    return f"{row} ({titles[at]})" if at < len(titles) and len(titles) > 1 else str(number)
