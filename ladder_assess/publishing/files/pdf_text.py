"""What a PDF reads out where its letters do not say it themselves.

The renderer notes one text for each shape of a letter. Where shapes depend on their neighbours
(Arabic, the scripts of India, emoji made of several) that is not what was written: such pieces get
their text beside them (`ActualText`), which readers and searches then take.
"""

import unicodedata
from collections.abc import Iterator, Sequence

from pikepdf import Array, Dictionary, Name, Object, Operator, Pdf, String
from pikepdf import ContentStreamInstruction as Step

from ladder_assess.publishing.common.directions import unmarked

# Scripts of India, and letters of Latin with two marks, such as those of Vietnamese; there, beyond
# the first plane and in Arabic letters join or are drawn in parts.
JOINED = frozenset((*range(0x0900, 0x0E00), *range(0x1E00, 0x1F00)))
BEYOND = 0x10000
ARABIC = "AL"


def depends_on_neighbours(text: str) -> bool:
    """Does a text hold letters whose shapes depend on those beside them?"""
    return not text.isascii() and any(map(_depends, text))


def _depends(letter: str) -> bool:
    return (
        ord(letter) in JOINED
        or ord(letter) >= BEYOND
        or unicodedata.category(letter) in ("Mn", "Mc", "Me", "Cf")
        or unicodedata.bidirectional(letter) == ARABIC
    )


def beside(pdf: Pdf, texts: Sequence[Sequence[str]]) -> dict[int, dict[int, str]]:
    """For each page, the texts to put beside its marked content, by that content's number.

    `texts` are what the structure of each page holds, in its order (`layout.tagged_texts`). Raises
    ValueError where the structure holds something else.
    """
    if not any(depends_on_neighbours(text) for page in texts for text in page):
        return {}
    numbers: dict[object, int] = {page.objgen: number for number, page in enumerate(pdf.pages)}
    held: dict[int, list[int]] = {number: [] for number in numbers.values()}
    for element in pdf.Root.StructTreeRoot.K:
        for page, mcid in _marked(element):
            held[numbers[page.objgen]].append(mcid)
    return {
        number: {
            mcid: text
            for mcid, text in zip(held[number], page, strict=True)
            if depends_on_neighbours(text)
        }
        for number, page in enumerate(texts)
    }


def _marked(element: Object) -> Iterator[tuple[Object, int]]:
    """The marked content within an element, in the order of reading, each with its page."""
    for kid in element.get("/K", Array()):
        if isinstance(kid, int):
            yield element.Pg, kid
        elif isinstance(kid, Dictionary) and "/S" in kid:
            yield from _marked(kid)


def with_text(text: str, step: Step | None = None, mcid: int = -1) -> Step:
    """The start of some marked content with its text beside it: of what a step starts and the
    structure holds under a number, or of what is in no structure.
    """
    properties = Dictionary(ActualText=String(text))
    if step is not None:
        properties.MCID = mcid
    return Step([step.operands[0] if step else Name.Span, properties], Operator("BDC"))


def without_gaps(step: Step) -> Step:
    """A line of text without its empty pieces: common viewers then lose the way back after a mark,
    and all that follows on the line stands too far to the right.
    """
    (pieces,) = step.operands
    kept = [piece for piece in pieces if not isinstance(piece, String) or bytes(piece)]
    return step if len(kept) == len(pieces) else Step([Array(kept)], step.operator)


def plain_outline(pdf: Pdf) -> None:
    """Take marks of direction out of the outline, which viewers show in type of their own."""
    with pdf.open_outline() as outline:
        waiting = list(outline.root)
        while waiting:
            item = waiting.pop()
            item.title = unmarked(item.title)
            waiting.extend(item.children)
