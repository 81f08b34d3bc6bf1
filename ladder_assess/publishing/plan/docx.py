"""The plan as a document to edit (DOCX): what the PDF says in its order, and the records behind it.

It is made from the plan's templates, so a sentence that is added to them stands in both. Styles,
lists and tables are real ones; the list of contents and the numbers of pages are fields.
"""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any

from jinja2 import Environment
from markupsafe import Markup

from ladder_assess.core.instruments.instrument import Instrument
from ladder_assess.core.plan.document import PlanFigures
from ladder_assess.core.questionnaire.questionnaire import Questionnaire
from ladder_assess.publishing.charts import Speech
from ladder_assess.publishing.common.words import Sources, Words, narrowed, told_in
from ladder_assess.publishing.files import docx_package, wordml
from ladder_assess.publishing.files.docx_embedding import embed_typefaces
from ladder_assess.publishing.files.docx_gallery import (
    TALLEST,
    TALLEST_OF_SHORT,
    Gallery,
    set_aside,
)
from ladder_assess.publishing.files.docx_page import CONTENTS, Body, body_of
from ladder_assess.publishing.files.page_tree import page_tree
from ladder_assess.publishing.files.printed import moment
from ladder_assess.publishing.files.sentences import typed
from ladder_assess.publishing.files.wordml import LINE, Span
from ladder_assess.publishing.plan.pdf import plan_html
from ladder_assess.publishing.plan.records import answers, records

PAGE, SHORT_PAGE = "plan/document/document.html", "plan/document/short_edition.html"
LISTED_LEVELS = 2


@lru_cache(8)
def document_environment(printing: Environment, *, short: bool = False) -> Environment:
    """The environment of print without its cuts: a document that flows has room for every text,
    and keeps the lines in which it was typed. One that is to be `short` keeps the cuts.
    """
    flowing = printing.overlay(finalize=_lines_kept)
    if short:
        # By how wide a text is: nothing clips a document that somebody edits.
        cut = {
            "truncate": lambda text, most, *_: narrowed(text, most),
            "sentences": lambda text, most: told_in(text, most, narrowed),
        }
        flowing.filters = {**printing.filters, **cut}
        return flowing
    flowing.filters = {
        **printing.filters,
        "truncate": lambda text, *cut: text,
        "parts": lambda text, *most: (text.strip(),) if text.strip() else (),
    }
    return flowing


def plan_docx(
    figures: PlanFigures,
    questionnaire: Questionnaire,
    sources: Sources,
    *,
    environment: Environment,
    fonts: Path,
    instruments: Mapping[str, Instrument] | None = None,
    earlier: Iterable[Questionnaire] = (),
    short: bool = False,
) -> bytes:
    """The plan as DOCX. `environment` comes from `document_environment`, which has to know as well
    whether it is to be `short`; the rest is as for `render_plan`. Raises FileNotFoundError for a
    font that is missing.
    """
    plan = figures.plan
    speech: Speech = environment.globals["speech"]  # type: ignore[assignment]
    earlier = tuple(earlier)
    words = Words(questionnaire, sources, earlier=earlier)
    behind = (
        {}
        if short
        else {
            "told": figures.told,
            "records": records(figures, words, speech),
            "answers": answers(figures, speech),
        }
    )
    page = SHORT_PAGE if short else PAGE
    html, view = plan_html(
        plan, questionnaire, sources, environment, instruments, page, behind, earlier
    )
    document = docx_package.new_document(environment, short=short)
    gallery = Gallery(document, fonts, speech, TALLEST_OF_SHORT if short else TALLEST)
    body = body_of(page_tree(set_aside(html)), gallery.draw)
    if not short:
        body.parts[body.parts.index(CONTENTS)] = _contents(body)
    docx_package.put(document, body.parts)
    docx_package.number(document, environment, body.numbered)
    docx_package.set_up_pages(document, view.title, speech, sample=plan.sample)
    language = str(environment.globals["lang"])
    docx_package.describe(document, view.title, moment(plan.made_on), language)
    embed_typefaces(document, fonts)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _lines_kept(value: Any) -> Any:
    """What a template puts in: the ends of lines of plain text stay, those of templates do not."""
    if isinstance(value, str) and not isinstance(value, Markup):
        return typed(value.replace("\r\n", "\n").replace("\n", LINE))
    return value


def _contents(body: Body) -> str:
    """The list of contents: a field that a word processor brings up to date, and adds the pages to
    when it does; until then it leads to each heading without them.
    """
    listed = [heading for heading in body.headings if heading.level <= LISTED_LEVELS]
    parts = [wordml.told([Span(body.contents_heading)], "TOCHeading")]
    for at, heading in enumerate(listed):
        start = wordml.begins(f'TOC \\o "1-{LISTED_LEVELS}" \\h \\z \\u') if at == 0 else ""
        entry = wordml.run(Span(heading.text, anchor=heading.anchor))
        end = wordml.ends() if at == len(listed) - 1 else ""
        parts.append(wordml.paragraph(start + entry + end, f"TOC{heading.level}"))
    return (
        "<w:sdt><w:sdtPr><w:docPartObj>"
        '<w:docPartGallery w:val="Table of Contents"/><w:docPartUnique/></w:docPartObj></w:sdtPr>'
        f"<w:sdtContent>{''.join(parts)}</w:sdtContent></w:sdt>"
    )
