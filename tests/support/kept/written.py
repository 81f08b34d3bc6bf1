"""Writes to a database in a transaction of its own, as a use case of one step does."""

from collections.abc import Callable
from typing import Concatenate, ParamSpec, TypeVar

from ladder_assess.storage.common.database import Database, Writing

Given = ParamSpec("Given")
Found = TypeVar("Found")


def written(
    database: Database,
    write: Callable[Concatenate[Writing, Given], Found],
    *given: Given.args,
    **named: Given.kwargs,
) -> Found:
    """What a function of storage returns that writes."""
    with database.writing() as connection:
        return write(connection, *given, **named)


def erased(
    database: Database,
    erase: Callable[Concatenate[Writing, Given], Found],
    *given: Given.args,
    **named: Given.kwargs,
) -> Found:
    """The same for what leaves nothing behind in the files."""
    with database.erasing() as connection:
        return erase(connection, *given, **named)
