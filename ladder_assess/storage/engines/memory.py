"""What a site knows that no file may tell, and forgets when it ends.

Beside what is kept it would say who answered what: by which links answers came that wait, how long
somebody took, at which table they sit.
"""

import json
from collections.abc import Collection, Mapping
from typing import Any

from ladder_assess.storage.engines.engine import Connection


class OwnMemory:
    """That of this process alone, as one serves the pages."""

    def __init__(self) -> None:
        # By kind, whose, and name.
        self._notes: dict[str, dict[str, dict[str, Any]]] = {}

    def put(self, connection: Connection, kind: str, whose: str, name: str, said: Any) -> None:
        """Note something."""
        self._notes.setdefault(kind, {}).setdefault(whose, {})[name] = said

    def of(self, connection: Connection, kind: str, whose: str) -> dict[str, Any]:
        """All notes of somebody."""
        return dict(self._notes.get(kind, {}).get(whose, {}))

    def many(self, connection: Connection, kind: str, whose: str) -> int:
        """How many there are."""
        return len(self._notes.get(kind, {}).get(whose, {}))

    def find(self, connection: Connection, kind: str, name: str) -> Any:
        """What is noted under a name."""
        every = list(self._notes.get(kind, {}).values())
        return next((notes[name] for notes in every if name in notes), None)

    def forget(self, connection: Connection, kind: str, whose: str, names: Collection[str]) -> None:
        """Forget some."""
        notes = self._notes.get(kind, {}).get(whose, {})
        for name in names:
            notes.pop(name, None)
        if not notes:
            self._notes.get(kind, {}).pop(whose, None)

    def forget_first(self, connection: Connection, kind: str, most: int) -> None:
        """Forget those of the first where there are more."""
        every = self._notes.get(kind, {})
        while len(every) > most:
            every.pop(next(iter(every)), None)

    def leave(self) -> None:
        """Nobody else knows it."""


def whose(group: Mapping[str, Any]) -> str:
    """A group of people, by the columns that name it, as whose notes are."""
    return json.dumps(list(group.values()))
