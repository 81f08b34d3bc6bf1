"""Reads XML of which nothing is known, piece by piece: no entities, and no piece without end.

Why not a library of spreadsheets: openpyxl checks far more than it has to read, refuses workbooks
that open everywhere and takes four times as long; calamine asks for memory by what a file says of
its own size, so that two cells in far corners end the process, and knows neither hidden rows nor
the formats of numbers. Expat reads nothing that is not there.
"""

from collections.abc import Callable, Iterator
from typing import IO
from xml.parsers import expat

CHUNK = 64 * 1024
# A name or an attribute that takes more than this is none.
LONGEST_MARK = 1024 * 1024
# Spreadsheets nest some ten elements, and each takes memory until it ends.
DEEPEST = 200

Start = Callable[[str, dict[str, str]], None]
End = Callable[[str], None]


class BadXml(ValueError):
    """What is read is no XML, or none that is to be read."""


def xml_parser(start: Start, end: End) -> expat.XMLParserType:
    """A parser that says where elements start, with their attributes, and end.

    Names come with the prefix that they have in the file: see `local`.
    """
    depth = 0

    def deeper(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > DEEPEST:
            raise BadXml("elements within elements without end")
        start(name, attributes)

    def up(name: str) -> None:
        nonlocal depth
        depth -= 1
        end(name)

    return quick_parser(deeper, up)


def quick_parser(start: Start, end: End) -> expat.XMLParserType:
    """The same for whoever counts themselves, in `start` and `end`, that no more than DEEPEST
    elements are within each other: a call more for each mark of a long sheet takes a tenth longer.
    """
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.buffer_size = CHUNK
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.StartDoctypeDeclHandler = _refuse
    return parser


def _refuse(*_: object) -> None:
    raise BadXml("a document type, which could hold entities that grow without end")


def feed(parser: expat.XMLParserType, stream: IO[bytes]) -> Iterator[None]:
    """Parse a stream to its end, with a pause after every piece. Raises BadXml."""
    read = 0
    try:
        while chunk := stream.read(CHUNK):
            read += len(chunk)
            parser.Parse(chunk, False)
            if read - parser.CurrentByteIndex > LONGEST_MARK:
                raise BadXml("a mark without an end")
            yield
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise BadXml(str(error)) from None
    yield


def parse_all(stream: IO[bytes], start: Start, end: End) -> None:
    """Parse a stream to its end at once. Raises BadXml."""
    for _ in feed(xml_parser(start, end), stream):
        pass


def local(name: str) -> str:
    """A name without its prefix."""
    return name.rpartition(":")[2]
