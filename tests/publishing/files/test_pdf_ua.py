"""The plan can be read by everyone: PDF/UA-1, by a checker and by looking into the file."""

from itertools import pairwise
from pathlib import Path

import pdfua
import pikepdf
from pikepdf import Pdf

from ladder_assess.publishing.files.pdf_ua import structure
from tests.publishing.plans import HOSTILE


def of_kind(pdf: Pdf, kind: str) -> list[pikepdf.Dictionary]:
    return [element for element, _ in structure(pdf) if str(element.S) == kind]


def test_checker_finds_nothing(pdf_bytes: bytes, tmp_path: Path) -> None:
    file = tmp_path / "plan.pdf"
    file.write_bytes(pdf_bytes)
    report = pdfua.validate(str(file))
    assert [f"{f.rule_id}: {f.message}" for f in report.findings] == []
    assert report.exit_code == 0


def test_file_says_what_it_is(pdf: Pdf) -> None:
    root = pdf.Root
    assert root.MarkInfo.Marked
    assert str(root.Lang) == "en-GB"
    assert root.ViewerPreferences.DisplayDocTitle
    title = str(pdf.docinfo["/Title"])
    assert title in ("A plan for the panel", HOSTILE)
    with pdf.open_metadata() as meta:
        assert meta["pdfuaid:part"] == "1"
        assert meta["dc:title"] == title


def test_every_drawing_has_words(pdf: Pdf) -> None:
    figures = of_kind(pdf, "/Figure")
    assert len(figures) >= 2, "of one activity the ladder, drawn once, and its kind"
    for figure in figures:
        assert len(str(figure.Alt)) > 60
        left, bottom, right, top = (float(edge) for edge in figure.A.BBox)
        width, height = (float(edge) for edge in figure.Pg.MediaBox[2:])
        assert 0 <= left < right <= width
        assert 0 <= bottom < top <= height


def test_table_headers_have_a_scope(pdf: Pdf) -> None:
    headers = of_kind(pdf, "/TH")
    assert {str(header.A.Scope) for header in headers} == {"/Column", "/Row"}
    for element, path in structure(pdf):
        if str(element.S) == "/TH":
            assert str(element.A.Scope) == ("/Column" if "/THead" in path else "/Row")


def test_headings_do_not_skip_a_level(pdf: Pdf) -> None:
    levels = [int(str(e.S)[2]) for e, _ in structure(pdf) if str(e.S) in ("/H1", "/H2", "/H3")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_content_is_either_tagged_or_an_artifact(pdf: Pdf) -> None:
    held: set[tuple[object, object]] = {
        (element.Pg.objgen, kid)
        for element, _ in structure(pdf)
        for kid in element.get("/K", pikepdf.Array())
        if isinstance(kid, int)
    }
    for page in pdf.pages:
        depth = 0
        for step in pikepdf.parse_content_stream(page):
            operator = str(step.operator)
            if operator in ("BDC", "BMC"):
                depth += 1
                if str(step.operands[0]) != "/Artifact":
                    assert (page.objgen, step.operands[1]["/MCID"]) in held
            elif operator == "EMC":
                depth -= 1
            elif operator in ("Tj", "TJ", "S", "f", "B"):
                assert depth > 0


def test_running_header_and_page_number_are_artifacts(panel_pdf: bytes, tmp_path: Path) -> None:
    file = tmp_path / "plan.pdf"
    file.write_bytes(panel_pdf)
    with pikepdf.open(file) as pdf:
        for page in list(pdf.pages)[1:]:
            steps = pikepdf.parse_content_stream(page)
            starts = [step.operands for step in steps if str(step.operator) == "BDC"]
            kinds = {str(named[1].get("/Type")) for named in starts if named[0] == "/Artifact"}
            assert "/Pagination" in kinds


def test_links_say_where_they_lead(pdf: Pdf) -> None:
    links = [a for page in pdf.pages for a in page.get("/Annots", pikepdf.Array())]
    assert len(links) >= 5
    names = {str(link.Contents) for link in links}
    assert {"Summary", "Actions", "Method and its limits", "Sources"} <= names
    assert all("/A" not in link for link in links), "no link leaves the file"


def test_outline_leads_to_every_part(pdf: Pdf) -> None:
    with pdf.open_outline() as outline:
        (cover,) = outline.root
        titles = [str(item.title) for item in cover.children]
    assert titles[1:3] == ["Summary", "Actions"]
    annexes = ["Method and its limits", "The answers, and what stands behind them",
               "The scores in figures", "Sources"]  # fmt: skip
    scored = "The conditions for taking part" in titles
    assert [t for t in titles if t in annexes] == [
        a for a in annexes if scored or "scores" not in a
    ]
    assert titles[-1] == "Sources"
