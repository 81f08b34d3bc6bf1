"""Files that are made for a page's reader, to keep under a name."""

from collections.abc import Iterable

from werkzeug.wrappers import Response

from ladder_assess.core.common.media_types import media_type_of


def file_out(content: str | bytes | Iterable[str] | Iterable[bytes], name: str) -> Response:
    """A file to keep under a name, whose ending says of what type it is; piece by piece where the
    content comes in pieces.
    """
    response = Response(content, mimetype=media_type_of(name))
    response.headers.set("Content-Disposition", "attachment", filename=name)
    return response
