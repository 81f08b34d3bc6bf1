"""Pages of HTML laid out for print, with nothing at hand but one stylesheet and our typefaces.

The renderer has no access to files or to the network: what it may use is handed over under names
of our own.
"""

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ladder_assess.publishing.common.directions import START, unmarked
from ladder_assess.publishing.common.typefaces import (
    MARKED,
    OWN_FAMILY,
    WORD,
    Typeface,
    face_of,
    for_word,
    needed,
    stack,
)
from ladder_assess.publishing.files.outlines import outlined_drawings

if TYPE_CHECKING:
    from weasyprint import Document

OWN = "own:"
# How styles ask for our typeface.
IN_STYLES = f'"{OWN_FAMILY}",'
_WORD = re.compile(f"{WORD.pattern} ?")
# A space at the end of a text, for which a line has no room, makes the renderer break that line at
# the first place that it finds in the text; within the part behind it, it does no harm, and at the
# end of a block it is not needed.
_SPACE_BEFORE = re.compile(r'(?<!\s)\s+(<span (?:class="(?:second|source)"|style="[^"]*")>)')
_SPACE_AT_END = re.compile(r"(?<!\s)\s+(</(?:p|li|h[1-3]|t[dh])>)")
# What is no text of a page: drawings, its title, and tags.
_ASIDE = re.compile(r"(<svg\b.*?</svg>|<title\b.*?</title>|<[^>]*>)", re.DOTALL)


def lay_out(html: str, style: str, fonts: Path) -> "Document":
    """The pages of some HTML. `fonts` is the directory of the typefaces as the build leaves it;
    those that the letters need are used. Raises FileNotFoundError where they are not there.
    """
    # Imported here: it takes most of a second, and few commands print.
    from weasyprint import CSS, HTML
    from weasyprint.text.fonts import FontConfiguration

    from ladder_assess.publishing.files.fetching import OwnFiles

    html = outlined_drawings(html, fonts)
    faces = needed(fonts, unescape(html + style))
    html = _SPACE_BEFORE.sub(r"\1 ", _SPACE_AT_END.sub(r"\1", _marks_on_letters(html, faces)))
    files = dict(_files(faces))
    fetcher = OwnFiles(files)
    typeface = FontConfiguration()
    names = stack(faces[1:])
    if names:
        style = style.replace(IN_STYLES, f"{IN_STYLES} {names},")
    sheet = CSS(string=_font_faces(faces) + style, url_fetcher=fetcher, font_config=typeface)
    page = HTML(string=html, url_fetcher=fetcher, base_url=OWN)
    return page.render(stylesheets=[sheet], font_config=typeface)


def _marks_on_letters(html: str, faces: tuple[Typeface, ...]) -> str:
    """A page whose words with marks on their letters are set in a typeface that places those: the
    renderer looks for a letter and for its mark apart. A whole word with the space behind it, for
    readers take what is cut within one for two, and overlook a space that stands alone.
    """
    if not MARKED.search(html):
        return html
    parts = _ASIDE.split(html)
    for at in range(0, len(parts), 2):
        # The renderer orders letters from both sides within one piece alone: there, order goes
        # before the place of a mark.
        if START not in parts[at]:
            parts[at] = _WORD.sub(lambda word: _set_word(word[0], faces), parts[at])
    return "".join(parts)


def _set_word(word: str, faces: tuple[Typeface, ...]) -> str:
    ordered = for_word(word, faces)
    if ordered[0] is not faces[0]:
        return _set_in(ordered, word)
    return MARKED.sub(lambda marked: _set_letter(marked[0], faces), word)


def _set_letter(marked: str, faces: tuple[Typeface, ...]) -> str:
    face = face_of(marked, faces)
    alone = all(face_of(letter, faces) is face for letter in marked)
    return marked if alone else _set_in((face,), marked)


def _set_in(faces: tuple[Typeface, ...], text: str) -> str:
    names = ", ".join(f"'{face.family}'" for face in faces)
    return f'<span style="font-family:{names}">{text}</span>'


def tagged_texts(document: "Document") -> list[list[str]]:
    """For each page what its structure holds, in its order: the text of each piece, empty for a
    drawing. Texts are without our marks of direction.
    """
    return [list(_texts_of(page._page_box, margins=False)) for page in document.pages]


def margin_texts(document: "Document") -> list[list[str]]:
    """For each page the text of each piece in its margins, which no structure holds."""
    return [list(_texts_of(page._page_box, margins=True)) for page in document.pages]


def _texts_of(page: Any, margins: bool) -> Iterator[str]:
    from weasyprint.formatting_structure import boxes

    for box in page.children:
        if isinstance(box, boxes.MarginBox) is margins:
            yield from _texts(box)


def _texts(box: Any) -> Iterator[str]:
    from weasyprint.formatting_structure import boxes
    from weasyprint.layout.absolute import AbsolutePlaceholder

    if isinstance(box, AbsolutePlaceholder):
        box = box._box
    if isinstance(box, boxes.TextBox):
        yield unmarked(box.text)
    elif isinstance(box, boxes.ReplacedBox):
        yield ""
    elif isinstance(box, boxes.ParentBox):
        for child in box.children:
            yield from _texts(child)


def _files(faces: tuple[Typeface, ...]) -> Iterator[tuple[str, bytes]]:
    for face in faces:
        for weight in face.files:
            yield f"{OWN}{_name(face, weight)}", face.prepared(weight)


def _font_faces(faces: tuple[Typeface, ...]) -> str:
    return "".join(
        f'@font-face{{font-family:"{face.family}";font-style:normal;'
        f"font-weight:{weight};src:url({OWN}{_name(face, weight)})}}\n"
        for face in faces
        for weight in face.files
    )


def _name(face: Typeface, weight: int) -> str:
    return f"{face.family.replace(' ', '-')}-{weight}"
