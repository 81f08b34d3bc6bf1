"""What stands in the way of reading or writing, in words: where, what, and what to do."""

import errno
from pathlib import Path

from ladder_assess.core.common.disk import OutOfReach
from ladder_assess.storage.engines import sqlite
from ladder_assess.storage.engines.engine import FULL, NOT_OURS, DatabaseError, NotOnPostgreSQL
from ladder_assess.storage.migrations import HalfMoved, NewerDatabase

TO_DO = {
    errno.ENOSPC: FULL,
    errno.EDQUOT: "The disk is full for this user. Free some space and try again.",
    errno.EROFS: "That disk can only be read. Use another folder.",
    errno.EACCES: NOT_OURS,
    errno.EPERM: NOT_OURS,
    errno.ENOENT: "Make the folder first, or use another one.",
    errno.EEXIST: "Something else stands in its place. Use another folder.",
    errno.ENOTDIR: "Part of that path is no folder. Use another one.",
    errno.EISDIR: "That is a folder, and a file is needed.",
    errno.EBUSY: "It is a mount of its own, or in use. Use a folder in it.",
    errno.EMFILE: "Too many files are open. Raise the limit (ulimit -n) and try again.",
}
PANGO = "pango"


def obstacle(error: BaseException, database: Path | str) -> str:
    """What an error says of the machine it happened on, for whoever can mend that; empty where it
    says nothing of it, and so is a mistake of the product itself.
    """
    if isinstance(error, HalfMoved):
        return (
            f"The database {database} holds a part of what is being moved to it. "
            "Run ladder-assess move again: it goes on where it was cut short."
        )
    if isinstance(error, NewerDatabase):
        return (
            f"The database {database} was used by a later version of Ladder Assess ({error}). "
            "Install that version, or put back a copy from before."
        )
    if isinstance(error, NotOnPostgreSQL | OutOfReach):
        return str(error)
    if isinstance(error, DatabaseError):
        to_do = getattr(error, "to_do", "") or sqlite.to_do(error)
        return f"The database {database} cannot be used: {error}. {to_do}" if to_do else ""
    return _of_the_system(error) if isinstance(error, OSError) else ""


def is_full(error: BaseException | None) -> bool:
    """Does an error say that the disk has no room?"""
    if isinstance(error, OSError):
        return error.errno in (errno.ENOSPC, errno.EDQUOT)
    return isinstance(error, DatabaseError) and sqlite.to_do(error) == FULL


def _of_the_system(error: OSError) -> str:
    if PANGO in str(error).casefold():
        return (
            "Pango is missing, which sets the text of a PDF. Run make install in the checkout, or "
            "install what Debian calls libpango-1.0-0 and libpangoft2-1.0-0."
        )
    if isinstance(error, FileNotFoundError) and error.errno is None:
        return f"Something is missing: {error}."
    to_do = TO_DO.get(error.errno or 0)
    if to_do is None:
        return ""
    named = error.filename2 or error.filename
    where = f"{named} cannot be used" if named else "Something cannot be read or written"
    return f"{where}: {error.strerror}. {to_do}"
