"""The parts of zipped files, counted before any of them is looked at, and those of a workbook
checked before any of it is unpacked.
"""

import zipfile
from io import BytesIO
from typing import BinaryIO

from ladder_assess.core.register.flaws import BadRegister, Flaw
from ladder_assess.storage.common.sheet_cells import MOST_UNPACKED

MOST_PARTS = 1000
# Each part is listed after these bytes. The end of a file says how many there are and how much room
# they take, which is what whoever made it liked.
LISTED, AT_ONCE = b"PK\x01\x02", 1024 * 1024


class TooManyParts(zipfile.BadZipFile):
    """An archive that lists more parts than are read: each takes time and memory."""


def open_zipped(content: BinaryIO, most: int) -> zipfile.ZipFile:
    """Open an archive of at most so many parts. Raises TooManyParts before the list of them is
    read, BadZipFile for what is no archive, and what that module raises else.
    """
    content.seek(0)
    many, kept = 0, b""
    while part := content.read(AT_ONCE):
        looked_at = kept + part
        many += looked_at.count(LISTED)
        kept = looked_at[1 - len(LISTED) :]
        if many > most:
            raise TooManyParts
    content.seek(0)
    return zipfile.ZipFile(content)


def open_parts(content: bytes) -> zipfile.ZipFile:
    """Open an archive. Raises BadRegister for one that unpacks to too much or is not whole."""
    try:
        archive = open_zipped(BytesIO(content), MOST_PARTS)
        parts = archive.infolist()
        if any(part.flag_bits & 1 for part in parts):
            raise BadRegister(Flaw("locked"))
        if sum(part.file_size for part in parts) > MOST_UNPACKED:
            raise TooManyParts
        # Sizes that were made up show here: no more than they say is unpacked.
        if archive.testzip() is not None:
            raise BadRegister(Flaw("damaged"))
    except BadRegister:
        raise
    except TooManyParts:
        raise BadRegister(Flaw("unpacks_too_large", wanted=str(MOST_UNPACKED // 1024**2))) from None
    # A damaged stream: the error is of the method by which it was packed.
    except Exception:
        raise BadRegister(Flaw("damaged")) from None
    return archive
