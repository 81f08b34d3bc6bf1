"""The plan as a document to edit, read back: all that the PDF says, in real structures."""

from dataclasses import replace
from datetime import date
from functools import cache
from gettext import NullTranslations
from io import BytesIO
from itertools import pairwise
from typing import Any
from zipfile import ZipFile

import pytest
from docx import Document
from jinja2 import ChoiceLoader, DictLoader

from ladder_assess.core.plan.document import PlanDocument, PlanFigures, Remark, Worked
from ladder_assess.core.plan.edits import Edit
from ladder_assess.publishing.files.docx_gallery import set_aside
from ladder_assess.publishing.files.docx_page import BLOCKS
from ladder_assess.publishing.files.page_tree import Element, page_tree
from ladder_assess.publishing.files.wordml import FEW_ROWS, LINE
from ladder_assess.publishing.plan.docx import LISTED_LEVELS, PAGE, document_environment, plan_docx
from ladder_assess.publishing.plan.pdf import plan_html, print_environment
from tests.publishing.condition_plans import conditions_plan
from tests.publishing.plans import (
    FONTS,
    HOSTILE,
    TEMPLATES,
    UNBROKEN,
    action,
    panel_plan,
    questionnaire,
    several_plan,
    sources,
)

DAY = date(2025, 4, 2)
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
INLINE = {"span", "strong", "a", "br"}
TABLE = {"table", "thead", "tbody", "tr", "th", "td"}
PLANS = [panel_plan(), several_plan(), conditions_plan()]
every_plan = pytest.mark.parametrize("plan", PLANS, ids=["one", "hostile", "scores"])


@cache
def environment() -> Any:
    return document_environment(print_environment(TEMPLATES))


def made(plan: PlanDocument, **others: Any) -> bytes:
    return plan_docx(
        PlanFigures(plan, **others), questionnaire(), sources(),
        environment=environment(), fonts=FONTS,
    )  # fmt: skip


def read(plan: PlanDocument, **others: Any) -> Any:
    return Document(BytesIO(made(plan, **others)))


def text_of(element: Any) -> str:
    """What a paragraph says, with a space where a line ends."""
    return "".join(
        " " if e.tag == f"{W}br" else e.text or "" for e in element.iter(f"{W}t", f"{W}br")
    )


def paragraphs(document: Any) -> list[tuple[str, str]]:
    """The style and the text of every paragraph, those in tables too."""
    found = document.element.body.iter(f"{W}p")
    return [(p.find(f"{W}pPr/{W}pStyle").get(f"{W}val"), text_of(p)) for p in found]


def together(text: str) -> str:
    return " ".join(text.split())


def texts(document: Any) -> str:
    return together(" ".join(text for _, text in paragraphs(document)))


def page(plan: PlanDocument) -> list[Element]:
    """The parts of the page that the PDF is printed from, without those of its margins."""
    html, _ = plan_html(plan, questionnaire(), sources(), print_environment(TEMPLATES))
    (body,) = page_tree(set_aside(html)).all("body")
    return [part for part in body.elements if "running" not in part.kinds]


def parts(element: Element) -> list[str]:
    """Each text in an element by itself."""
    return [
        together(text)
        for child in element.children
        for text in ([child] if isinstance(child, str) else parts(child))
    ]


def kinds_in(element: Element) -> set[str]:
    """What elements stand in it."""
    return {tag for child in element.elements for tag in {child.tag, *kinds_in(child)}}


@pytest.mark.parametrize("plan", [panel_plan(), conditions_plan()], ids=["one", "scores"])
def test_it_says_all_that_the_pdf_says(plan: PlanDocument) -> None:
    said = texts(read(plan)).casefold()
    for section in page(plan):
        # The PDF has one table of actions, the document a heading and a table for each.
        own = "actions" in section.kinds
        heads = [text for head in section.all("thead") for text in parts(head)] if own else []
        for text in parts(section):
            assert text in heads or text.casefold().strip(".,: …") in said


def test_nothing_is_cut_short() -> None:
    said = texts(read(several_plan()))
    for text in (HOSTILE, UNBROKEN, "word " * 1000, "long note " * 500, "https://" + "x" * 900):
        assert together(text) in said
    assert "…" not in said


def test_what_was_said_and_changed_and_answered_stands_behind_it() -> None:
    remark = Remark(1, "dialogue", "A. Body", DAY, "Not so.\nAsk again.")
    edit = Edit("owner", "", "B. Body", 1, name="A. Body")
    document = read(
        conditions_plan(), remarks=(remark,), changes=(Worked(1, "Do thing 1", DAY, edit),)
    )
    said = texts(document)
    heads = [text for style, text in paragraphs(document) if style == "Heading1"]
    assert heads[-7:] == [
        "Changes to actions", "Comments", "Method and its limits",
        "The answers, and what stands behind them", "The scores in figures", "Sources",
        "Questionnaire answers",
    ]  # fmt: skip
    assert "Not so. Ask again." in said
    assert "2 April 2025" in said
    for item in conditions_plan().strands[0].instrument.asked():
        assert item.ask in said


@every_plan
def test_headings_lead_down_step_by_step(plan: PlanDocument) -> None:
    styles = [style for style, _ in paragraphs(read(plan))]
    assert styles.count("Title") == 1
    levels = [int(style[-1]) for style in styles if style.startswith("Heading")]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


@every_plan
def test_no_paragraph_is_there_for_its_space(plan: PlanDocument) -> None:
    body = read(plan).element.body
    for paragraph in body.iterchildren(f"{W}p"):
        assert text_of(paragraph).strip() or paragraph.findall(f".//{W}drawing")
    kinds = [child.tag for child in body]
    assert (f"{W}tbl", f"{W}tbl") not in [*pairwise(kinds)], "two tables would become one"


@every_plan
def test_the_list_of_contents_is_a_field_that_is_already_filled(plan: PlanDocument) -> None:
    document = read(plan)
    said = paragraphs(document)
    listed = [text for style, text in said if style.startswith("TOC") and style[-1].isdigit()]
    heads = [f"Heading{level}" for level in range(1, LISTED_LEVELS + 1)]
    assert listed == [text for style, text in said if style in heads]
    (instruction,) = [e.text for e in document.element.iter(f"{W}instrText") if "TOC" in e.text]
    assert f'TOC \\o "1-{LISTED_LEVELS}"' in instruction


@every_plan
def test_every_link_leads_somewhere_in_the_document(plan: PlanDocument) -> None:
    body = read(plan).element.body
    names = [mark.get(f"{W}name") for mark in body.iter(f"{W}bookmarkStart")]
    anchors = {link.get(f"{W}anchor") for link in body.iter(f"{W}hyperlink")}
    assert len(names) == len(set(names))
    assert anchors
    assert anchors <= set(names)


@every_plan
def test_fields_begin_and_end(plan: PlanDocument) -> None:
    document = read(plan)
    for part in (document.element.body, document.sections[0].footer.part.element):
        kinds = [mark.get(f"{W}fldCharType") for mark in part.iter(f"{W}fldChar")]
        assert kinds
        assert {kinds.count(kind) for kind in ("begin", "separate", "end")} == {len(kinds) // 3}


@every_plan
def test_every_table_has_a_head_a_name_and_the_width_of_the_page(plan: PlanDocument) -> None:
    for table in read(plan).element.body.iter(f"{W}tbl"):
        rows = table.findall(f"{W}tr")
        heads = [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows]
        assert heads == [True] + [False] * (len(rows) - 1)
        assert table.find(f"{W}tblPr/{W}tblCaption").get(f"{W}val").strip()
        widths = [int(column.get(f"{W}w")) for column in table.findall(f"{W}tblGrid/{W}gridCol")]
        assert abs(sum(widths) - 9638) <= len(widths)
        for row in rows:
            spans = row.findall(f"{W}tc/{W}tcPr/{W}gridSpan")
            across = sum(int(span.get(f"{W}val")) - 1 for span in spans)
            assert len(row.findall(f"{W}tc")) + across == len(widths)


def test_a_short_table_stands_on_one_page() -> None:
    for table in read(conditions_plan()).element.body.iter(f"{W}tbl"):
        *others, last = table.findall(f"{W}tr")
        kept = [p.find(f"{W}pPr/{W}keepNext") is not None for r in others for p in r.iter(f"{W}p")]
        assert all(kept) or len(others) >= FEW_ROWS
        assert not any(p.find(f"{W}pPr/{W}keepNext") is not None for p in last.iter(f"{W}p"))


@every_plan
def test_every_drawing_says_what_it_shows_and_has_lines_and_pixels(plan: PlanDocument) -> None:
    document = read(plan)
    drawings = [e for e in document.element.body.iter() if e.tag.endswith("}docPr")]
    captions = [text for style, text in paragraphs(document) if style == "Caption"]
    assert len(drawings) == len(captions) > 0
    for at, (drawing, caption) in enumerate(zip(drawings, captions, strict=True), start=1):
        assert len(drawing.get("descr")) > 20
        assert together(caption) == together(f"Figure {at}. {drawing.get('title')}")
    assert len({drawing.get("id") for drawing in drawings}) == len(drawings)
    for blip in (e for e in document.element.body.iter() if e.tag.endswith("}blip")):
        (lines,) = (e for e in blip.iter() if e.tag.endswith("}svgBlip"))
        kinds = [next(v for k, v in e.items() if k.endswith("}embed")) for e in (blip, lines)]
        pixels, vector = (document.part.related_parts[kind].blob for kind in kinds)
        assert pixels.startswith(b"\x89PNG")
        assert vector.startswith(b"<svg")


def test_drawings_that_look_alike_are_kept_once() -> None:
    plan = panel_plan()
    twin = replace(plan.activities[0], number=2)
    names = ZipFile(BytesIO(made(replace(plan, activities=(plan.activities[0], twin))))).namelist()
    assert len([name for name in names if name.endswith(".svg")]) == 3, (
        "one ladder; all on the ladder and in the grid"
    )


def test_only_known_styles_are_used() -> None:
    for plan in PLANS:
        document = read(plan)
        known = {style.style_id for style in document.styles}
        used = {
            e.get(f"{W}val")
            for e in document.element.body.iter(f"{W}pStyle", f"{W}rStyle", f"{W}tblStyle")
        }
        assert used <= known


def test_lists_with_numbers_begin_anew() -> None:
    steps = "plan/print/summary_page/first_actions.html"
    text = environment().loader.get_source(environment(), steps)[0]
    with_numbers = DictLoader({steps: text.replace("<ul", "<ol").replace("</ul>", "</ol>")})
    loader = ChoiceLoader([with_numbers, environment().loader])
    content = plan_docx(
        PlanFigures(several_plan()), questionnaire(), sources(),
        environment=environment().overlay(loader=loader, cache_size=50), fonts=FONTS,
    )  # fmt: skip
    document = Document(BytesIO(content))
    numbered = {
        p.find(f"{W}pPr/{W}numPr/{W}numId").get(f"{W}val")
        for p in document.element.body.iter(f"{W}p")
        if p.find(f"{W}pPr/{W}pStyle").get(f"{W}val") == "ListNumber"
    }
    kept = document.part.numbering_part.element
    for one in numbered:
        (own,) = (n for n in kept.iter(f"{W}num") if n.get(f"{W}numId") == one)
        assert own.find(f"{W}lvlOverride/{W}startOverride").get(f"{W}val") == "1"
    assert numbered


def test_the_writer_knows_every_element_of_the_plan() -> None:
    for plan in PLANS:
        html, _ = plan_html(
            plan, questionnaire(), sources(), environment(), page=PAGE,
            behind={"records": (), "answers": (), "told": {a.id: "Done." for a in plan.actions}},
        )  # fmt: skip
        (body,) = page_tree(set_aside(html)).all("body")
        assert kinds_in(body) <= BLOCKS | INLINE | TABLE


def test_it_is_called_what_the_plan_is_called() -> None:
    document = read(panel_plan())
    facts = document.core_properties
    assert (facts.title, facts.language, facts.author) == ("A plan for the panel", "en-GB", "")
    assert facts.created.date() == date(2025, 5, 6)
    assert document.styles.element.find(f".//{W}lang").get(f"{W}val") == "en-GB"
    assert text_of(document.sections[0].header.part.element) == "A plan for the panel"
    assert text_of(document.sections[0].footer.part.element) == "Page 1 of 1"
    names = ZipFile(BytesIO(made(panel_plan()))).namelist()
    assert not [name for name in names if "thumbnail" in name or name == "docProps/app.xml"]


def test_nothing_in_it_acts_or_reaches_out() -> None:
    plan = several_plan()
    odd = action(
        9, title='=HYPERLINK("https://x.example")', do="{ INCLUDETEXT c:\\x }", notes=HOSTILE
    )
    document = read(replace(plan, actions=(*plan.actions, odd)))
    told = {e.text.split()[0] for e in document.element.iter(f"{W}instrText")}
    assert told == {"TOC", "SEQ"}
    for part in document.part.package.iter_parts():
        assert not [r for r in part.rels.values() if r.is_external]


def test_what_no_document_can_hold_is_written_all_the_same() -> None:
    odd = "a\x00b\x1b\ud800c\ufffe" + "last"
    said = texts(read(replace(panel_plan(), title=odd, actions=(action(1, notes=odd, do=odd),))))
    assert said.count("last") >= 3


def test_lines_stay_lines_and_what_runs_from_the_right_does() -> None:
    plan = replace(panel_plan(), actions=(action(1, do="One\r\n\r\nTwo"),))
    document = read(plan)
    assert "One\n\nTwo" in [p.text for p in document.paragraphs]
    assert LINE not in document.element.xml
    plan = replace(plan, actions=(action(1, do="שלום"),))
    (told,) = (p for p in read(plan).paragraphs if p.text == "שלום")
    assert told._p.find(f"{W}pPr/{W}bidi") is not None
    assert told._p.find(f"{W}r/{W}rPr/{W}rtl") is not None


def test_a_long_title_stands_on_its_cover_in_full() -> None:
    document = read(replace(panel_plan(), title="T" * 900))
    assert "T" * 900 in texts(document)
    assert len(document.core_properties.title) == 255


def test_an_empty_plan_makes_a_document() -> None:
    plan = replace(several_plan(), activities=(), actions=(), title="")
    document = read(plan)
    assert document.core_properties.title == "A plan without a name"
    assert "This plan holds no activities." in texts(document)


class Quoting(NullTranslations):
    """Puts what it translates between quotation marks."""

    def gettext(self, message: str) -> str:
        return f"«{message}»"

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return f"«{msgid1 if n == 1 else msgid2}»"


def test_its_own_words_are_translated() -> None:
    spoken = document_environment(print_environment(TEMPLATES, Quoting()))
    remark = Remark(1, "dialogue", "A. Body", DAY, "Not so.")
    content = plan_docx(
        PlanFigures(conditions_plan(), (remark,)), questionnaire(), sources(),
        environment=spoken, fonts=FONTS,
    )  # fmt: skip
    document = Document(BytesIO(content))
    own = ("Heading1", "TOCHeading", "TableHead", "Caption", "Subtitle")
    said = [text for style, text in paragraphs(document) if style in own]
    assert len(said) > 50
    assert not [text for text in said if not text.startswith("«")]
    assert text_of(document.sections[0].footer.part.element) == "«Page 1 of 1»"


def test_print_keeps_its_own_cuts() -> None:
    printing = print_environment(TEMPLATES)
    document_environment(printing)
    assert (
        printing.from_string("{{ 'a' * 9|int }}{{ text|truncate(3, true, '…', 0) }}")
        .render(text="abcdef")
        .endswith("ab…")
    )


def test_each_language_and_edition_has_templates_of_its_own_and_the_same_ones_again() -> None:
    printing, spoken = print_environment(TEMPLATES), print_environment(TEMPLATES, Quoting())
    assert print_environment(TEMPLATES) is printing is not spoken
    assert document_environment(printing) is document_environment(printing)
    assert (
        len({document_environment(e, short=s) for e in (printing, spoken) for s in (True, False)})
        == 4
    )
    text = "{{ _('Yes') }}"
    assert printing.from_string(text).render() == "Yes"
    assert spoken.from_string(text).render() == "«Yes»"


@pytest.mark.parametrize(
    ("name", "face"),
    [
        ("বাংলা", "Noto Sans Bengali"),
        ("ਪੰਜਾਬੀ ਸਭਾ", "Noto Sans Gurmukhi"),
        ("தமிழ்", "Noto Sans Tamil"),
        ("हिन्दी", "Noto Sans Devanagari"),
        ("ગુજરાતી", "Noto Sans Gujarati"),
        ("社區會議", "Noto Sans S Chinese"),
        ("주민", "Malgun Gothic"),
        ("🌳👩\u200d🌾", "Noto Emoji"),
    ],
)
def test_letters_that_its_typeface_lacks_ask_for_one_that_has_them(name: str, face: str) -> None:
    """Arial alone was asked for, which has no letter of these."""
    plan = replace(panel_plan(), actions=(action(1, do=f"Parc Ŵyn {name} (2) Алла"),))
    asked: dict[str, set[str]] = {}
    for run in read(plan).element.body.iter(f"{W}r"):
        fonts = run.find(f"{W}rPr/{W}rFonts")
        asked.setdefault(text_of(run), set()).update(() if fonts is None else fonts.attrib.values())
    assert asked.pop(name) == {face}
    assert "Parc Ŵyn " in asked
    assert " (2) Алла" in asked
    assert not any(asked.values()), "what Arial has stays with it"
