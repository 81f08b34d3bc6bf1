"""The parts of a zipped workbook, checked before any of it is unpacked."""

import zipfile
from io import BytesIO

from ladder_assess.core.register.flaws import BadRegister, Flaw
from ladder_assess.storage.common.sheet_cells import MOST_UNPACKED

MOST_PARTS = 1000


def open_parts(content: bytes) -> zipfile.ZipFile:
    """Open an archive. Raises BadRegister for one that unpacks to too much or is not whole."""
    try:
        archive = zipfile.ZipFile(BytesIO(content))
        parts = archive.infolist()
        if any(part.flag_bits & 1 for part in parts):
            raise BadRegister(Flaw("locked"))
        if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
            raise BadRegister(Flaw("unpacks_too_large", wanted=str(MOST_UNPACKED // 1024**2)))
        # Sizes that were made up show here: no more than they say is unpacked.
        if archive.testzip() is not None:
            raise BadRegister(Flaw("damaged"))
    except BadRegister:
        raise
    # A damaged stream: the error is of the method by which it was packed.
    except Exception:
        raise BadRegister(Flaw("damaged")) from None
    return archive
