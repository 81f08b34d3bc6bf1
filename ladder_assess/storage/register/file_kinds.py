"""What a register that was sent is, by its content: what its name ends in may be wrong."""

import re

from ladder_assess.core.register.flaws import BadRegister, Flaw
from ladder_assess.storage.common.sheet_cells import Workbook
from ladder_assess.storage.common.workbook_files import LOCKED, ZIPPED, bounded, open_workbook
from ladder_assess.storage.register.text import decode
from ladder_assess.storage.register.web_tables import web_tables
from ladder_assess.storage.register.xml_2003 import xml_2003

LOOKED_AT = 4096
# Excel of 2003 wrote its workbooks as XML of this namespace.
XML_2003 = b"urn:schemas-microsoft-com:office:spreadsheet"
TABLE = re.compile(r"<table\b", re.IGNORECASE)
MARKS = b"\xef\xbb\xbf \t\r\n"
# What a text begins with that is no table.
OTHERS = (("{\\rtf", "document"), ("{", "json"), ("[{", "json"), ("%PDF", "pdf"))
WEB_ARCHIVE = re.compile(r"MIME-Version:|From: <?Saved by", re.IGNORECASE)


def workbook_of(content: bytes) -> Workbook | None:
    """The sheets of a file that has any; None for a text. Raises BadRegister for one that cannot be
    read.
    """
    if content.startswith((ZIPPED, LOCKED)):
        return open_workbook(content)
    start = content[:LOOKED_AT].lstrip(MARKS)
    if start.startswith(b"<?xml") and XML_2003 in start:
        return bounded(xml_2003(content))
    if not start.startswith(b"<") and b"<\0" not in start[:4]:
        return None
    text, _ = decode(content)
    if not TABLE.search(text):
        raise BadRegister(Flaw("web_page"))
    return bounded(web_tables(text))


def refuse_others(text: str) -> None:
    """Raise BadRegister for a text that is known to be no table, with what it is."""
    begins = text[:LOOKED_AT].lstrip()
    for start, flaw in OTHERS:
        if re.sub(r"\s", "", begins[:20]).startswith(start):
            raise BadRegister(Flaw(flaw))
    if WEB_ARCHIVE.match(begins):
        raise BadRegister(Flaw("web_archive"))
