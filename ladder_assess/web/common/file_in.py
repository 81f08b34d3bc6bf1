"""Files that are sent to pages: how large they may be, and what is said of larger ones."""

from collections.abc import Callable, Iterable
from typing import Any

from flask import Blueprint, request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField, FileRequired
from govuk_frontend_wtf.wtforms_widgets import GovFileInput
from werkzeug.exceptions import RequestEntityTooLarge

MEBIBYTE = 1024 * 1024
# What a form needs around its file.
AROUND = 64 * 1024


def allow_a_file(blueprint: Blueprint, endpoint: str, most: Callable[[], int]) -> None:
    """Let the form of an endpoint be as long as its file: only there may a request be larger than
    forms are. `most` gives the bytes. Call it before a blueprint's other preprocessors, which may
    read the form.
    """

    @blueprint.url_value_preprocessor
    def allow(_endpoint: str | None, _values: dict[str, Any] | None) -> None:
        if request.method == "POST" and request.endpoint == endpoint:
            request.max_content_length = most() + AROUND


def refuse_too_much() -> None:
    """Before any of it is read, where the request says how long it is. Raises
    RequestEntityTooLarge, as reading it does where the request does not say.
    """
    if (request.content_length or 0) > (request.max_content_length or 0) > 0:
        raise RequestEntityTooLarge


def too_large(most: int) -> str:
    """What is said of a file that is larger than so many bytes."""
    return str(_("The file is too large. It can be up to %(limit)s MB.", limit=most // MEBIBYTE))


def disk_full() -> str:
    """What is said where the disk of the site has no room for a file."""
    return str(
        _(
            "The site has too little room left for files, so this one was not kept. Tell whoever "
            "looks after the site, and try again later."
        )
    )


def file_field(endings: Iterable[str]) -> FileField:
    """A field that one has to choose a file in; the browser offers those with these endings."""
    return FileField(
        _l("Choose a file"),
        [FileRequired(message=_l("Choose a file."))],
        widget=GovFileInput(),
        render_kw={"params": {"attributes": {"accept": ",".join(f".{each}" for each in endings)}}},
    )
