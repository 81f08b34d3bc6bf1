"""Tables of margins, as CSV or a workbook: small ones, which are read while somebody waits."""

from io import BytesIO
from zipfile import BadZipFile

from ladder_assess.core.campaigns.brought import Line
from ladder_assess.core.campaigns.weights.margins import MOST_LINES
from ladder_assess.core.register.flaws import BadRegister
from ladder_assess.storage.campaigns.answer_table import Unreadable, read_table
from ladder_assess.storage.common.packed_parts import MOST_PARTS, open_zipped
from ladder_assess.storage.common.workbook_files import ZIPPED, open_workbook

# In bytes: a workbook of a thousand lines unpacks to a tenth of it.
MOST_UNPACKED = 4 * 1024 * 1024


def read_margin_table(content: bytes) -> tuple[list[str], list[Line]]:
    """The heading and the rows that have something in them, each with its line. Of a workbook those
    of the first sheet in sight. Raises Unreadable.
    """
    if not content.startswith(ZIPPED):
        return read_table(content)
    try:
        with open_zipped(BytesIO(content), MOST_PARTS) as parts:
            if sum(part.file_size for part in parts.infolist()) > MOST_UNPACKED:
                raise Unreadable(1, large=True)
        lines = _lines(content)
    except (BadRegister, BadZipFile):
        raise Unreadable from None
    if not lines:
        raise Unreadable
    (_, header), *rows = lines
    return list(header), rows


def _lines(content: bytes) -> list[Line]:
    """Raises BadRegister."""
    book = open_workbook(content)
    title = next((title for title, in_sight in book.names() if in_sight), "")
    found = list[Line]()
    for row in book.sheet(title).rows:
        if row.number > MOST_LINES + 1:
            raise Unreadable(row.number, large=True)
        if any(map(str.strip, row.texts)):
            found.append((row.number, row.texts))
    return found
