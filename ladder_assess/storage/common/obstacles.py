"""What stands in the way of reading or writing, in words: where, what, and what to do."""

import errno
import sqlite3
from pathlib import Path

from ladder_assess.storage.migrations import NewerDatabase

TO_DO = {
    errno.ENOSPC: "The disk is full. Free some space and try again.",
    errno.EDQUOT: "The disk is full for this user. Free some space and try again.",
    errno.EROFS: "That disk can only be read. Use another folder.",
    errno.EACCES: "Give it to the user who runs this, or use another folder.",
    errno.EPERM: "Give it to the user who runs this, or use another folder.",
    errno.ENOENT: "Make the folder first, or use another one.",
    errno.EEXIST: "Something else stands in its place. Use another folder.",
    errno.ENOTDIR: "Part of that path is no folder. Use another one.",
    errno.EISDIR: "That is a folder, and a file is needed.",
    errno.EMFILE: "Too many files are open. Raise the limit (ulimit -n) and try again.",
}
# What SQLite says, the beginning of it in its own words, and what to do.
OF_THE_DATABASE = {
    sqlite3.SQLITE_FULL: TO_DO[errno.ENOSPC],
    sqlite3.SQLITE_READONLY: "It can only be read. Give it, its folder and the files beside it to "
    "the user who runs this.",
    sqlite3.SQLITE_CANTOPEN: "Its folder is missing, or closed to the user who runs this.",
    sqlite3.SQLITE_PERM: TO_DO[errno.EACCES],
    sqlite3.SQLITE_IOERR: "The disk may be full or broken. Look at it and try again.",
    sqlite3.SQLITE_BUSY: "Another program holds it. Stop that one and try again.",
    sqlite3.SQLITE_LOCKED: "Another program holds it. Stop that one and try again.",
    sqlite3.SQLITE_NOTADB: "The file is no database. Put back a copy of it.",
    sqlite3.SQLITE_CORRUPT: "The file is damaged. Put back a copy of it.",
}
PRIMARY = 0xFF
PANGO = "pango"


def obstacle(error: BaseException, database: Path) -> str:
    """What an error says of the machine it happened on, for whoever can mend that; empty where it
    says nothing of it, and so is a mistake of the product itself.
    """
    if isinstance(error, NewerDatabase):
        return (
            f"{database} was used by a later version of Ladder Assess ({error}). "
            "Install that version, or put back a copy from before."
        )
    if isinstance(error, sqlite3.Error):
        to_do = OF_THE_DATABASE.get(getattr(error, "sqlite_errorcode", -1) & PRIMARY)
        return f"The database {database} cannot be used: {error}. {to_do}" if to_do else ""
    return _of_the_system(error) if isinstance(error, OSError) else ""


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
