"""Our drawings as pixels, in our own typefaces, for programs that cannot show their lines."""

import re
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp
from weakref import finalize

from ladder_assess.publishing.common.typefaces import OWN_FAMILY, Typeface, typefaces
from ladder_assess.publishing.files.outlines import outlined

# For each millimetre that it is wide on paper: 150 to the inch, which prints without steps.
PIXELS_A_MILLIMETRE = 6
MOST_KEPT = 128
_TITLE = re.compile(r"<title\b.*?</title>", re.DOTALL)
_NAMES = re.compile(r' (?:role|aria-labelledby|class|focusable)="[^"]*"')


class Folder:
    """Typefaces as files, which is how a drawing program reads them, as long as this lives."""

    def __init__(self) -> None:
        self._at = mkdtemp(prefix="typefaces-")
        finalize(self, rmtree, self._at, ignore_errors=True)

    def files(self, faces: Iterable[Typeface]) -> list[str]:
        """The files of some typefaces, written where they are not there (systems clear away
        temporary files that lie for long).
        """
        return [str(self._file(face, weight)) for face in faces for weight in face.files]

    def _file(self, face: Typeface, weight: int) -> Path:
        file = Path(self._at, f"{face.family}-{weight}")
        if not file.exists():
            file.parent.mkdir(exist_ok=True)
            file.write_bytes(face.prepared(weight))
        return file


@lru_cache(maxsize=1)
def folder() -> Folder:
    """Where the typefaces of this process lie."""
    return Folder()


def bare(svg: str) -> str:
    """A drawing without the words that tell what it shows: a document says them beside it, and
    drawings that look alike are then alike.
    """
    return _NAMES.sub("", _TITLE.sub("", svg, count=1))


@lru_cache(maxsize=MOST_KEPT)
def pixels(svg: str, width: int, fonts: Path) -> bytes:
    """A drawing as PNG, `width` millimetres wide, in the typefaces that the build left in `fonts`.
    The last ones are kept: many look alike. Raises FileNotFoundError where they are not there.
    """
    from resvg_py import svg_to_bytes

    own = typefaces(fonts)[:1]
    return bytes(
        svg_to_bytes(
            svg_string=outlined(svg, fonts),
            width=width * PIXELS_A_MILLIMETRE,
            skip_system_fonts=True,
            font_files=folder().files(own),
            font_family=OWN_FAMILY,
            sans_serif_family=OWN_FAMILY,
        )
    )
