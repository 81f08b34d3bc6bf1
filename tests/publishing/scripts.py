"""A name in each script that people are written to in, and what a PDF draws."""

from collections.abc import Iterator
from functools import cache, lru_cache
from io import BytesIO
from itertools import groupby
from typing import Any

import pikepdf
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.ttLib import TTFont

NAMES = {
    "welsh": "Tŷ Gŵyr a Chŵn",
    "polish": "Zażółć gęślą jaźń",
    "romanian": "Ștefan Țânțar",
    "czech": "Štefan Žižka",
    "turkish": "Iğdır İş Kuruluşu",
    "vietnamese": "Nguyễn Thị Hường Đặng",
    "maori": "Ngā Tūmanako kōrero",
    "yoruba": "Ẹgbẹ́ àwọn ará ìlú",
    "igbo": "Ọ́nụ́ Ụ́mụ̀",
    "lithuanian": "Žą̃sė̃",
    "marks": "x̄ n̈ ɛ̃ J̌",
    "stressed": "замо́к ё́",
    "greek": "Συμβούλιο Πολιτών",
    "ukrainian": "Рада мешканців Ґонта",
    "serbian": "Савет Ђорђа Њ",
    "arabic": "مجلس السكان المحليين",
    "urdu": "رہائشیوں کی کونسل ٹاؤن",
    "hebrew": "מועצת התושבים",
    "pointed": "שָׁלוֹם",
    "bengali": "বাসিন্দা পরিষদ ক্ষ্ম",
    "devanagari": "निवासी परिषद् क्षत्रिय श्रि",
    "gurmukhi": "ਨਿਵਾਸੀ ਪ੍ਰੀਸ਼ਦ",
    "gujarati": "રહેવાસી પરિષદ શ્રી",
    "tamil": "குடியிருப்பாளர் மன்றம் ஸ்ரீ",
    "malayalam": "താമസക്കാരുടെ സമിതി",
    "kannada": "ನಿವಾಸಿಗಳ ಮಂಡಳಿ ಶ್ರೀ",
    "telugu": "నివాసితుల మండలి శ్రీ",
    "sinhala": "පදිංචිකරුවන්ගේ සභාව",
    "thai": "สภาผู้อยู่อาศัย น้ำทุ่ง",
    "khmer": "ក្រុមប្រឹក្សាអ្នករស់នៅ",
    "burmese": "ရပ်ကွက် ကောင်စီ",
    "georgian": "მოსახლეთა საბჭო",
    "armenian": "Բնակիչների խորհուրդ",
    "amharic": "የነዋሪዎች ምክር ቤት",
    "japanese": "住民の会 カフェ",
    "simplified": "居民委员会王小明",
    "traditional": "居民委員會倫敦華人",
    "emoji": "🏡 👩‍👩‍👧 👍🏽 🇬🇧 ❤️",
}
Outline = tuple[Any, ...]


class Drawn:
    """What the pages of a PDF draw as text: outlines, whatever the text layer says of them."""

    def __init__(self, content: bytes) -> None:
        self.pdf = pikepdf.open(BytesIO(content))
        self._fonts: dict[Any, TTFont] = {}

    @property
    def families(self) -> set[str]:
        """The typefaces in the file, each with its weight."""
        found = (o for o in self.pdf.objects if isinstance(o, pikepdf.Dictionary))
        names = (str(o.FontName) for o in found if o.get("/Type") == "/FontDescriptor")
        return {name.partition("+")[2] for name in names}

    def lines(self, page: int) -> Iterator[tuple[str, list[Outline]]]:
        """The same for each line of text: all that is put beside its pieces, and all outlines."""
        for _, pieces in groupby(self._pieces(page), key=lambda piece: piece[0]):
            said, outlines = "", list[Outline]()
            for _, beside, drawn in pieces:
                said, outlines = said + beside, outlines + drawn
            yield said, outlines

    def outlines(self, page: int) -> list[Outline]:
        """The outlines on a page in the order in which they are drawn, without empty ones."""
        return [outline for piece in self._pieces(page) for outline in piece[2]]

    def _pieces(self, page: int) -> Iterator[tuple[float, str, list[Outline]]]:
        """Each piece of text on a page: how far down it stands, what is put beside it (ActualText),
        and its outlines.
        """
        down, said, font, outlines = 0.0, "", None, list[Outline]()
        for step in pikepdf.parse_content_stream(self.pdf.pages[page]):
            match str(step.operator):
                case "BDC":
                    said = str(step.operands[1].get("/ActualText", ""))
                case "Tm":
                    down = round(float(step.operands[5]), 2)
                case "Tf":
                    font = self._font(page, str(step.operands[0]))
                case "TJ":
                    outlines += self._outlines(font, step.operands[0])
                case "EMC" if outlines:
                    yield down, said, outlines
                    said, outlines = "", []

    def _font(self, page: int, name: str) -> TTFont:
        described = self.pdf.pages[page].Resources.Font[name].DescendantFonts[0].FontDescriptor
        file = described["/FontFile2" if "/FontFile2" in described else "/FontFile3"]
        if file.objgen not in self._fonts:
            self._fonts[file.objgen] = TTFont(BytesIO(file.read_bytes()))
        return self._fonts[file.objgen]

    def _outlines(self, font: TTFont, pieces: Any) -> Iterator[Outline]:
        for piece in pieces:
            if isinstance(piece, pikepdf.String):
                codes = bytes(piece)
                for at in range(0, len(codes), 2):
                    drawn = outline(font, font.getGlyphName(int.from_bytes(codes[at : at + 2])))
                    if drawn:
                        yield drawn


@lru_cache(20_000)
def outline(font: TTFont, glyph: str) -> Outline:
    """The lines of a letter; none for a space."""
    glyphs = letters_of(font)
    pen = DecomposingRecordingPen(glyphs)
    glyphs[glyph].draw(pen)
    return tuple((step, tuple(points)) for step, points in pen.value)


@lru_cache(20)
def letters_of(font: TTFont) -> Any:
    """What draws the letters of a typeface."""
    return font.getGlyphSet()


@cache
def opened(content: bytes) -> TTFont:
    """A typeface, from its file."""
    return TTFont(BytesIO(content))
