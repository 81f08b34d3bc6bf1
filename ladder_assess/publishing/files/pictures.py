"""Our drawings as pixels, in our own typeface, for programs that cannot show their lines."""

import re
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp
from weakref import finalize

FAMILY = "Atkinson Hyperlegible"
# For each millimetre that it is wide on paper: 150 to the inch, which prints without steps.
PIXELS_A_MILLIMETRE = 6
MOST_KEPT = 128
_TITLE = re.compile(r"<title\b.*?</title>", re.DOTALL)
_NAMES = re.compile(r' (?:role|aria-labelledby|class|focusable)="[^"]*"')


class Typeface:
    """The typeface of our pages in the form that a drawing program reads, as long as this lives."""

    def __init__(self, compressed: Sequence[Path]) -> None:
        # Imported here: few requests draw.
        from fontTools.ttLib import TTFont

        folder = mkdtemp(prefix="typeface-")
        finalize(self, rmtree, folder, ignore_errors=True)
        self.files = []
        for path in compressed:
            font = TTFont(path)
            font.flavor = None
            self.files.append(str(Path(folder, f"{path.stem}.ttf")))
            font.save(self.files[-1])

    @property
    def there(self) -> bool:
        """Is it still there? Systems clear away temporary files that lie for long."""
        return all(Path(file).exists() for file in self.files)


@lru_cache(maxsize=1)
def _made_ready(compressed: tuple[Path, ...]) -> Typeface:
    return Typeface(compressed)


def typeface(compressed: tuple[Path, ...]) -> Typeface:
    """The typeface from its compressed files (WOFF2), made ready once and again when it is gone."""
    made = _made_ready(compressed)
    if not made.there:
        _made_ready.cache_clear()
        made = _made_ready(compressed)
    return made


def bare(svg: str) -> str:
    """A drawing without the words that tell what it shows: a document says them beside it, and
    drawings that look alike are then alike.
    """
    return _NAMES.sub("", _TITLE.sub("", svg, count=1))


@lru_cache(maxsize=MOST_KEPT)
def pixels(svg: str, width: int, fonts: tuple[Path, ...]) -> bytes:
    """A drawing as PNG, `width` millimetres wide. The last ones are kept: many look alike."""
    from resvg_py import svg_to_bytes

    return bytes(
        svg_to_bytes(
            svg_string=svg,
            width=width * PIXELS_A_MILLIMETRE,
            skip_system_fonts=True,
            font_files=typeface(fonts).files,
            font_family=FAMILY,
            sans_serif_family=FAMILY,
        )
    )
