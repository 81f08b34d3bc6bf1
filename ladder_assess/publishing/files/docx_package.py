"""What a DOCX has around its body: styles, settings, pages, margins and what it says of itself."""

import re
from datetime import datetime
from typing import TYPE_CHECKING, Any

from jinja2 import Environment

from ladder_assess.publishing.charts import Speech
from ladder_assess.publishing.common.directions import unmarked
from ladder_assess.publishing.common.words import shortened
from ladder_assess.publishing.files import wordml
from ladder_assess.publishing.files.wordml import Span

if TYPE_CHECKING:
    from docx.document import Document

TEMPLATES = "plan/document"
A4 = (210, 297)
MARGIN = 20
# The library takes no longer ones.
LONGEST_TITLE = 255
_FIELD = re.compile(r"\{(\w+)\}")


def new_document(environment: Environment, *, short: bool = False) -> "Document":
    """An empty document with our own styles and settings, and nothing of the library's template.
    One that is to be `short` has smaller headings, which begin no page.
    """
    # Imported here: few requests ask for a document.
    from docx import Document

    document = Document()
    fill(document.styles.element, environment, "styles", short=short)
    fill(document.settings.element, environment, "settings")
    unwanted = ("thumbnail", "stylesWithEffects", "customXml", "extended-properties")
    for relations in (document.part.package.rels, document.part.rels):
        for key in [k for k, r in relations.items() if r.reltype.endswith(unwanted)]:
            relations.pop(key)
    return document


def fill(element: Any, environment: Environment, name: str, **values: object) -> None:
    """Put what a template says in place of what a part of the document holds."""
    from docx.oxml import parse_xml

    template = environment.get_template(f"{TEMPLATES}/{name}.xml")
    element[:] = list(parse_xml(template.render(**values).strip()))


def put(document: "Document", parts: list[str]) -> None:
    """Set the body; what says how its pages are stays at its end."""
    from docx.oxml import parse_xml

    body = document.element.body
    # Texts have become runs of one direction; what programs say of tables and drawings is plain.
    written = parse_xml(f"<w:body {wordml.NAMESPACES}>{unmarked(''.join(parts))}</w:body>")
    body[:] = [*written, body.sectPr]


def number(document: "Document", environment: Environment, lists: int) -> None:
    """Give each of so many lists numbers of its own."""
    fill(document.part.numbering_part.element, environment, "numbering", numbered=lists)


def set_up_pages(document: "Document", title: str, speech: Speech, *, sample: bool) -> None:
    """A4, with the title over every page but the cover, and the page's number under it."""
    from docx.shared import Mm

    section = document.sections[0]
    section.page_width, section.page_height = (Mm(length) for length in A4)
    section.left_margin = section.right_margin = Mm(MARGIN)
    section.top_margin = section.bottom_margin = Mm(MARGIN)
    section.different_first_page_header_footer = True
    mark = [Span("\t"), Span(speech.gettext("Sample data"), "SampleMark")] if sample else []
    _story(section.header, wordml.told([Span(shortened(title)), *mark], "Header"))
    text = speech.gettext("Page %(page)s of %(pages)s", page="{PAGE}", pages="{NUMPAGES}")
    parts = enumerate(_FIELD.split(text))
    content = "".join(wordml.field(p) if at % 2 else wordml.run(Span(p)) for at, p in parts)
    _story(section.footer, wordml.paragraph(content, "Footer"))


def _story(story: Any, content: str) -> None:
    """Set what stands in the margin of every page."""
    from docx.oxml import parse_xml

    story.is_linked_to_previous = False
    story.part.element[:] = parse_xml(f"<w:hdr {wordml.NAMESPACES}>{content}</w:hdr>")


def describe(document: "Document", title: str, when: datetime, language: str) -> None:
    """Say what the document is called, in which language it is and when it was made."""
    facts = document.core_properties
    facts.title, facts.language = title[:LONGEST_TITLE], language
    facts.author = facts.comments = facts.last_modified_by = ""
    facts.created = facts.modified = when
