"""Takes a file as the register of local authorities, and looks authorities up in it."""

from functools import lru_cache
from pathlib import Path
from typing import BinaryIO, NamedTuple

from ladder_assess.core.benchmarks.organisation import Authority, matching
from ladder_assess.storage.common.database import Database
from ladder_assess.storage.people import authorities as register
from ladder_assess.storage.people.authorities import SOURCE, BadRegister

__all__ = [
    "SOURCE",
    "BadRegister",
    "Changes",
    "authority_with",
    "fill_register",
    "find_authorities",
    "update_register",
]


class Changes(NamedTuple):
    """How many authorities there are now, how many of them are new, and how many have gone."""

    all: int
    new: int
    gone: int


def update_register(database: Database, stream: BinaryIO) -> Changes:
    """Put a file's current authorities in place of the register. Raises BadRegister, and changes
    nothing, where the file cannot be used.
    """
    authorities = register.read_authorities(stream)
    after = {authority.code for authority in authorities}
    with database.writing() as connection:
        before = {authority.code for authority in register.list_authorities(database)}
        register.replace_authorities(connection, authorities)
    return Changes(len(after), len(after - before), len(before - after))


def fill_register(database: Database, questionnaires: Path) -> None:
    """Take the built-in file where the register is still empty; one that was taken since stays."""
    if not register.count_authorities(database):
        with open(questionnaires / register.FILE, "rb") as stream:
            update_register(database, stream)


@lru_cache(1)
def _built_in(questionnaires: Path) -> frozenset[Authority]:
    with open(questionnaires / register.FILE, "rb") as stream:
        return frozenset(register.read_authorities(stream))


def is_built_in(database: Database, questionnaires: Path) -> bool:
    """Is the register still the one that comes with the product, and so its source's?"""
    return frozenset(register.list_authorities(database)) == _built_in(questionnaires)


def authority_with(database: Database, code: str) -> Authority | None:
    """The authority with this code, where the register has it."""
    return register.find_authority(database, code)


def find_authorities(database: Database, typed: str) -> list[Authority]:
    """The authorities that someone may mean by what was typed."""
    return matching(register.list_authorities(database), typed)
