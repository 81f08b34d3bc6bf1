"""Which place contents lie in: what LADDER_UPLOADS names, or the instance folder."""

import re
from functools import cache
from pathlib import Path

from ladder_assess.storage.common.database import Database
from ladder_assess.storage.common.instance import known_by
from ladder_assess.storage.contents.contents import FOLDER, Contents
from ladder_assess.storage.contents.folder import Folder

S3 = re.compile(r"s3://(?P<bucket>[a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:/(?P<prefix>[\w./-]*))?")


def contents_of(database: Database) -> Contents:
    """The place of a site."""
    return contents_at(database.uploads, database.path.parent)


def contents_at(uploads: str, instance: Path) -> Contents:
    """The place that a setting names for the site of an instance folder; in that where it names
    none.
    """
    if not uploads:
        return Folder(instance / FOLDER, is_beside=True)
    found = S3.fullmatch(uploads)
    if found is None:
        return Folder(Path(uploads), is_beside=False, site=known_by(instance))
    return _bucket(found["bucket"], (found["prefix"] or "").strip("/"), known_by(instance))


@cache
def _bucket(bucket: str, prefix: str, site: str) -> Contents:
    # Its library is loaded where it is needed alone.
    from ladder_assess.storage.contents.bucket import Bucket

    return Bucket(bucket, prefix, site)


def is_place(uploads: str) -> bool:
    """Can a setting name a place: a folder by its whole path, or a bucket with a prefix?"""
    return bool(S3.fullmatch(uploads)) if "://" in uploads else Path(uploads).is_absolute()


def carry(names: list[str], source: Contents, target: Contents) -> None:
    """Copy contents from one place to another, under the same names."""
    for name in names:
        content = source.read(name)
        if content is not None:
            target.put(name, content)
