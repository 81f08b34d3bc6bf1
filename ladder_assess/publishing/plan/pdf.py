"""The improvement plan as a PDF that everyone can read: tagged, titled, the same each time.

What people typed is set apart from our own sentences, so that each runs in its own direction.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from functools import lru_cache
from gettext import NullTranslations
from html import unescape
from pathlib import Path

from jinja2 import Environment

from ladder_assess.core.instruments.instrument import Instrument
from ladder_assess.core.plan.document import PlanDocument
from ladder_assess.core.plan.plan import Action
from ladder_assess.core.questionnaire.questionnaire import Questionnaire
from ladder_assess.publishing.charts import Speech
from ladder_assess.publishing.common.directions import unmarked
from ladder_assess.publishing.common.typefaces import drawable
from ladder_assess.publishing.common.words import Sources, Words, told_in
from ladder_assess.publishing.files.pdf_ua import page_count
from ladder_assess.publishing.files.printed import (
    FILE,
    PAGES,
    TAGS,
    day_in_words,
    printing,
    ready_for_print,
    style_of,
    tagged_pdf,
)
from ladder_assess.publishing.files.sheets import Cell
from ladder_assess.publishing.plan.answered import in_short, said_of
from ladder_assess.publishing.plan.reasons import priority_of_action, priority_word
from ladder_assess.publishing.plan.two_pages import MOST_NAMED
from ladder_assess.publishing.plan.view import PlanView, parts, plan_view
from ladder_assess.publishing.points_of_view.points_of_view import group_names

Instruments = Mapping[str, Instrument]
PAGE, SHORT_PAGE = "plan/print/plan.html", "plan/print/short_edition.html"
STEPS = ("words", PAGES, FILE, TAGS)
# Where all that else stands on two pages needs their room, they name so many activities
# fewer, until no third is left.
TWO_PAGES, NAMED_LESS = 2, 4


@lru_cache(8)
def print_environment(
    templates: Path, translations: NullTranslations | None = None, locale: str = "en_GB"
) -> Environment:
    """Templates made ready for a plan in print. The same ones for the same translations, as each is
    compiled once in an environment: not to be changed.

    Beside what all print has, `parts` and `sentences` cut a long text, `priority` says how urgent
    an action is, `group` what those are called who gave their view.
    """
    environment = printing(templates, translations or NullTranslations(), locale)
    speech: Speech = environment.globals["speech"]  # type: ignore[assignment]
    environment.filters["parts"] = parts
    environment.filters["sentences"] = told_in
    environment.filters["cell"] = lambda cell: cell_in_words(cell, locale)
    environment.filters["group"] = group_names(speech).__getitem__
    environment.filters["priority"] = lambda action: priority_of_action(action, speech)
    environment.filters["priority_word"] = lambda level: priority_word(level, speech)
    return environment


def render_plan(
    document: PlanDocument,
    questionnaire: Questionnaire,
    sources: Sources,
    *,
    environment: Environment,
    fonts: Path,
    progress: Callable[[str], None] | None = None,
    instruments: Instruments | None = None,
    earlier: Iterable[Questionnaire] = (),
    short: bool = False,
) -> bytes:
    """The plan as PDF/UA-1, or its edition on two pages where it is to be `short`.

    `earlier` are older versions of the questionnaire, for what was answered by them.
    `instruments` name what actions answer, beside those that the document holds scores of.
    `environment` comes from `print_environment`; `fonts` is the directory of the typeface as the
    build leaves it. `progress` is called with each of STEPS as it begins. Raises FileNotFoundError
    for a font that is missing.
    """
    tell = progress or (lambda step: None)
    tell("words")
    page = SHORT_PAGE if short else PAGE
    about = (document, questionnaire, sources, environment, instruments, page)
    earlier = tuple(earlier)

    def pdf(fewer: int = 0) -> bytes:
        html, view = plan_html(*about, earlier=earlier, fewer_named=fewer)
        if not drawable(fonts, unescape(html)):
            html, view = plan_html(*about, {"drawable": False}, earlier, fewer)
        return tagged_pdf(
            html,
            plan_style(environment),
            fonts,
            title=view.title,
            lang=str(environment.globals["lang"]),
            made_on=document.made_on,
            link_names={entry.anchor: unmarked(entry.title) for entry in view.contents},
            tell=tell,
        )

    made = pdf()
    for fewer in range(NAMED_LESS, MOST_NAMED + 1, NAMED_LESS) if short else ():
        if page_count(made) <= TWO_PAGES:
            break
        made = pdf(fewer)
    return made


def plan_html(
    document: PlanDocument,
    questionnaire: Questionnaire,
    sources: Sources,
    environment: Environment,
    instruments: Instruments | None = None,
    page: str = PAGE,
    behind: Mapping[str, object] | None = None,
    earlier: Iterable[Questionnaire] = (),
    fewer_named: int = 0,
) -> tuple[str, PlanView]:
    """The plan as one page of HTML, and what it was made from. `page` is its template, and `behind`
    what that shows besides the plan; two pages name so many fewer activities than usual.
    """
    words = Words(questionnaire, sources, {**(instruments or {}), **_answered(document)}, earlier)
    speech: Speech = environment.globals["speech"]  # type: ignore[assignment]
    locale = str(environment.globals["lang"]).replace("-", "_")
    said = environment.filters["said"]
    view = plan_view(document, words, said, speech, locale, fewer_named=fewer_named)
    keys = {*_keys_of_rules(questionnaire), *(action.source for action in document.actions)}
    keys |= {key for strand in document.strands for key in _keys_of_scores(strand.instrument)}
    keys |= {key for action in document.actions for key in _keys_of_well(action, words)}
    shown = {
        "plan": view,
        "words": words,
        "cited": words.cited(keys),
        "short": page.endswith("short_edition.html"),
        "drawable": True,
        "reason": lambda action: said_of(action, words, speech, locale, document.made_on),
        "in_short": lambda action: in_short(action, words, speech, locale, document.made_on),
    }
    html = environment.get_template(page).render({**shown, **(behind or {})})
    return ready_for_print(html), view


def cell_in_words(cell: Cell, locale: str) -> str:
    """A cell of a sheet as a page shows it."""
    if isinstance(cell, date):
        return day_in_words(cell, locale)
    return "" if cell is None else f"{cell:g}" if isinstance(cell, float) else str(cell)


def plan_style(environment: Environment) -> str:
    """The plan's stylesheet."""
    return style_of(environment, "plan/print/plan.css")


def _keys_of_rules(questionnaire: Questionnaire) -> Iterator[str]:
    tables = questionnaire.typology
    yield from (gate.source for rung in questionnaire.chain for gate in rung.gates)
    rules = (*questionnaire.traps, *questionnaire.cautions, *tables.kinds, *tables.roles)
    yield from (rule.source for rule in (*rules, *tables.findings, *tables.crossings))
    yield from (cell.source for cell in tables.cells)
    yield from (group.source for group in tables.functions)


def _keys_of_well(action: Action, words: Words) -> Iterator[str]:
    well = words.done_well(action.trigger)
    if well:
        yield well.source
        yield from (well.example.source,) if well.example else ()


def _answered(document: PlanDocument) -> dict[str, Instrument]:
    return {strand.instrument.id: strand.instrument for strand in document.strands}


def _keys_of_scores(instrument: Instrument) -> Iterator[str]:
    yield from (item.source for item in instrument.items.values() if item.source)
    yield from (dimension.source for dimension in instrument.dimensions)
    yield from (row.source for row in instrument.published)
    if instrument.classification:
        yield from (kind.source for kind in instrument.classification.types)
