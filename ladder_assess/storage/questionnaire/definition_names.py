"""Which definitions there are in `questionnaires/`, by the names of their files, and reads them."""

import re
from pathlib import Path as File

from ladder_assess.storage.common.versioned import VERSIONED
from ladder_assess.storage.common.yaml_source import Document, read_yaml

ACTIVITY = "activity"
VOICE = "participant-voice"
# In the order of method/instruments.md; any other comes after them by its name.
INSTRUMENTS = (
    "enablers",
    "principles",
    "engagement-process",
    "partnership",
    "officer-survey",
    "orientation",
    VOICE,
)
HAS_ITEMS = re.compile(rb"^(scales|sections|dimensions):", re.M)


def instrument_kind(identity: str) -> str:
    """What kind of file an instrument is, apart from all other kinds."""
    return f"instrument {identity}"


def instrument_ids(root: File) -> tuple[str, ...]:
    """The instruments in a directory: every versioned file with items but for the activities'."""
    found = {
        versioned["id"]
        for file in root.glob("*-v*.yaml")
        if (versioned := VERSIONED.fullmatch(file.stem)) and HAS_ITEMS.search(file.read_bytes())
    }
    others = sorted(found - {*INSTRUMENTS, ACTIVITY})
    return (*(identity for identity in INSTRUMENTS if identity in found), *others)


def newest(root: File, name: str) -> File:
    """The file `<name>-v<n>.yaml` with the highest version. Raises FileNotFoundError."""
    found = versions(root, name)
    if not found:
        raise FileNotFoundError(f"no {name}-v<n>.yaml in {root}")
    return found[-1]


def versions(root: File, name: str) -> list[File]:
    """Every file `<name>-v<n>.yaml`, the earliest version first."""
    numbered = {
        int(number): file
        for file in root.glob(f"{name}-v*.yaml")
        if (number := file.stem.removeprefix(f"{name}-v")).isdecimal()
    }
    return [numbered[number] for number in sorted(numbered)]


def same_version(file: File, name: str) -> Document | None:
    """What a kind of file says in the version that a file of the rules has, where there is one."""
    same = file.with_name(file.name.replace(ACTIVITY, name))
    return read_yaml(same) if same.is_file() else None


def read_instruments(root: File) -> dict[str, Document]:
    """The newest version of each instrument by its kind of file. Raises FileNotFoundError when the
    questions to those who took part, on which pages rest, are missing.
    """
    newest(root, VOICE)
    return {
        instrument_kind(identity): read_yaml(newest(root, identity))
        for identity in instrument_ids(root)
    }
