"""The improvement plan as a PDF that everyone can read: tagged, titled, the same each time.

The renderer has no access to files or to the network. What it may use, two weights of our own
typeface and one stylesheet, is read beforehand and handed over under names of our own.
"""

import os
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, date, datetime, time
from gettext import NullTranslations
from pathlib import Path
from typing import TYPE_CHECKING

from babel.dates import format_date
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from ladder_assess.core.instruments.instrument import Instrument
from ladder_assess.core.plan.document import PlanDocument
from ladder_assess.core.questionnaire.questionnaire import Questionnaire
from ladder_assess.publishing.charts import Speech
from ladder_assess.publishing.common.words import Sources, Words
from ladder_assess.publishing.files import pdf_ua
from ladder_assess.publishing.files.sheets import Cell
from ladder_assess.publishing.plan.reasons import priority_of_action
from ladder_assess.publishing.plan.since import changes_since
from ladder_assess.publishing.plan.view import PlanView, parts, plan_view

if TYPE_CHECKING:
    from weasyprint import Document

Instruments = Mapping[str, Instrument]
STEPS = ("words", "pages", "file", "tags")
SUBSETS = {
    "latin": (
        "U+0000-00FF, U+0131, U+0152-0153, U+02BB-02BC, U+02C6, U+02DA, U+02DC, U+0304, U+0308, "
        "U+0329, U+2000-206F, U+20AC, U+2122, U+2191, U+2193, U+2212, U+2215, U+FEFF, U+FFFD"
    ),
    "latin-ext": (
        "U+0100-02BA, U+02BD-02C5, U+02C7-02CC, U+02CE-02D7, U+02DD-02FF, U+1D00-1DBF, "
        "U+1E00-1E9F, U+1EF2-1EFF, U+2020, U+20A0-20AB, U+20AD-20C0, U+2113, U+2C60-2C7F, "
        "U+A720-A7FF"
    ),
}
WEIGHTS = (400, 700)
OWN = "own:"


def print_environment(
    templates: Path, translations: NullTranslations | None = None, locale: str = "en_GB"
) -> Environment:
    """Templates made ready for print: everything escaped, texts translated, dates in words.

    `said` translates a text of a definition, `day` writes a date, `parts` cuts a long text,
    `priority` says how urgent an action is and `changes` what has changed since an earlier plan.
    """
    spoken = translations or NullTranslations()
    environment = Environment(
        loader=FileSystemLoader(templates),
        autoescape=True,
        extensions=["jinja2.ext.i18n"],
        undefined=StrictUndefined,
    )
    environment.install_gettext_translations(spoken, newstyle=True)  # type: ignore[attr-defined]
    environment.filters["said"] = lambda text: spoken.gettext(text) if text else ""
    environment.filters["day"] = lambda day: day_in_words(day, locale)
    environment.filters["parts"] = parts
    environment.filters["cell"] = lambda cell: cell_in_words(cell, locale)
    speech = Speech(spoken)
    environment.filters["priority"] = lambda action: priority_of_action(action, speech)
    environment.filters["changes"] = lambda since: changes_since(since, speech, locale)
    environment.globals["speech"] = speech
    environment.globals["lang"] = locale.replace("_", "-")
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
) -> bytes:
    """The plan as PDF/UA-1.

    `instruments` name what actions answer, beside those that the document holds scores of.
    `environment` comes from `print_environment`; `fonts` is the directory of the typeface as the
    build leaves it. `progress` is called with each of STEPS as it begins. Raises FileNotFoundError
    for a font that is missing.
    """
    tell = progress or (lambda step: None)
    tell("words")
    html, view = plan_html(document, questionnaire, sources, environment, instruments)
    tell("pages")
    pages = lay_out(html, plan_style(environment), fonts)
    tell("file")
    made: bytes = pages.write_pdf(pdf_variant="pdf/ua-1")
    tell("tags")
    return pdf_ua.finish(
        made,
        title=view.title,
        lang=str(environment.globals["lang"]),
        moment=moment(document.made_on),
        link_names={entry.anchor: entry.title for entry in view.contents},
    )


def plan_html(
    document: PlanDocument,
    questionnaire: Questionnaire,
    sources: Sources,
    environment: Environment,
    instruments: Instruments | None = None,
    page: str = "plan/print/plan.html",
    behind: Mapping[str, object] | None = None,
) -> tuple[str, PlanView]:
    """The plan as one page of HTML, and what it was made from. `page` is its template, and `behind`
    what that shows besides the plan.
    """
    words = Words(questionnaire, sources, {**(instruments or {}), **_answered(document)})
    speech: Speech = environment.globals["speech"]  # type: ignore[assignment]
    view = plan_view(document, words, environment.filters["said"], speech)
    keys = {*_keys_of_rules(questionnaire), *(action.source for action in document.actions)}
    keys |= {key for strand in document.strands for key in _keys_of_scores(strand.instrument)}
    template = environment.get_template(page)
    html = template.render(plan=view, words=words, cited=words.cited(keys), **(behind or {}))
    # Half a character, as JSON can hold it, would stop the renderer.
    return html.encode("utf-8", "replace").decode(), view


def day_in_words(day: date | str, locale: str) -> str:
    """A date as one says it; a text that is no date stays as it is."""
    if isinstance(day, str):
        try:
            day = date.fromisoformat(day)
        except ValueError:
            return str(day)
    written: str = format_date(day, "d MMMM y", locale)
    return written


def cell_in_words(cell: Cell, locale: str) -> str:
    """A cell of a sheet as a page shows it."""
    if isinstance(cell, date):
        return day_in_words(cell, locale)
    return "" if cell is None else f"{cell:g}" if isinstance(cell, float) else str(cell)


def plan_style(environment: Environment) -> str:
    """The plan's stylesheet. It lies with the plan's templates, for no browser ever reads it."""
    if environment.loader is None:
        raise ValueError("expected an environment with a loader")
    return environment.loader.get_source(environment, "plan/print/plan.css")[0]


def moment(made_on: date) -> datetime:
    """When the file says it was made: SOURCE_DATE_EPOCH if set, otherwise the plan's own day."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if epoch:
        return datetime.fromtimestamp(int(epoch), UTC)
    return datetime.combine(made_on, time(), UTC)


def _keys_of_rules(questionnaire: Questionnaire) -> Iterator[str]:
    tables = questionnaire.typology
    yield from (gate.source for rung in questionnaire.chain for gate in rung.gates)
    rules = (*questionnaire.traps, *questionnaire.cautions, *tables.kinds, *tables.roles)
    yield from (rule.source for rule in (*rules, *tables.findings, *tables.crossings))
    yield from (cell.source for cell in tables.cells)
    yield from (group.source for group in tables.functions)


def _answered(document: PlanDocument) -> dict[str, Instrument]:
    return {strand.instrument.id: strand.instrument for strand in document.strands}


def _keys_of_scores(instrument: Instrument) -> Iterator[str]:
    yield from (item.source for item in instrument.items.values() if item.source)
    yield from (dimension.source for dimension in instrument.dimensions)
    yield from (row.source for row in instrument.published)
    if instrument.classification:
        yield from (kind.source for kind in instrument.classification.types)


def lay_out(html: str, style: str, fonts: Path) -> "Document":
    """The pages of some HTML, with nothing at hand but our stylesheet and typeface."""
    # Imported here: it takes most of a second, and few commands print.
    from weasyprint import CSS, HTML
    from weasyprint.text.fonts import FontConfiguration

    from ladder_assess.publishing.files.fetching import OwnFiles

    files = dict(_font_files(fonts))
    fetcher = OwnFiles({name: path.read_bytes() for name, path in files.items()})
    typeface = FontConfiguration()
    sheet = CSS(string=_font_faces() + style, url_fetcher=fetcher, font_config=typeface)
    page = HTML(string=html, url_fetcher=fetcher, base_url=OWN)
    return page.render(stylesheets=[sheet], font_config=typeface)


def font_paths(fonts: Path) -> Iterator[Path]:
    """The files of the typeface, by SUBSETS and WEIGHTS. Raises FileNotFoundError for a missing
    one.
    """
    for subset in SUBSETS:
        for weight in WEIGHTS:
            start = f"atkinson-hyperlegible-{subset}-{weight}-normal"
            found = sorted(fonts.glob(f"{start}.*woff2"))
            if not found:
                raise FileNotFoundError(f"{start}.woff2 is not in {fonts}")
            yield found[0]


def _font_files(fonts: Path) -> Iterator[tuple[str, Path]]:
    names = (f"{OWN}{subset}-{weight}" for subset in SUBSETS for weight in WEIGHTS)
    return zip(names, font_paths(fonts), strict=True)


def _font_faces() -> str:
    return "".join(
        '@font-face{font-family:"Atkinson Hyperlegible";font-style:normal;'
        f"font-weight:{weight};src:url({OWN}{subset}-{weight}) format('woff2');"
        f"unicode-range:{span}}}\n"
        for subset, span in SUBSETS.items()
        for weight in WEIGHTS
    )
