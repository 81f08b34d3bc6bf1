"""Files that are made for a page's reader, to keep under a name."""

from collections.abc import Iterable
from datetime import date

from werkzeug.wrappers import Response

from ladder_assess.core.common.media_types import media_type_of


def file_out(
    content: str | bytes | Iterable[str] | Iterable[bytes], name: str, day: date | None = None
) -> Response:
    """A file to keep under a name, whose ending says of what type it is; piece by piece where the
    content comes in pieces. `day` is that of which it tells, where another day may tell otherwise:
    its name then says it.
    """
    name = dated(name, day) if day else name
    response = Response(content, mimetype=media_type_of(name))
    response.headers.set("Content-Disposition", "attachment", filename=name)
    return response


def dated(name: str, day: date) -> str:
    """The name of a file with its day before the ending, so that two days' files stay apart."""
    stem, _dot, ending = name.rpartition(".")
    return f"{stem}-{day.isoformat()}.{ending}"
