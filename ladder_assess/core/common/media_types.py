"""What files are called on the network (IANA media types), by the ending of their names."""

from collections.abc import Mapping

MEDIA_TYPES: Mapping[str, str] = {
    "csv": "text/csv",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "ics": "text/calendar",
    "jpg": "image/jpeg",
    "json": "application/json",
    "jsonl": "application/jsonl",
    "odt": "application/vnd.oasis.opendocument.text",
    "sav": "application/x-spss-sav",
    "pdf": "application/pdf",
    "png": "image/png",
    "sqlite": "application/vnd.sqlite3",
    "svg": "image/svg+xml",
    "txt": "text/plain",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "zip": "application/zip",
}


def media_type_of(name: str) -> str:
    """That of a file with this name. Raises KeyError for an ending that no file here has."""
    return MEDIA_TYPES[name.rpartition(".")[2]]
