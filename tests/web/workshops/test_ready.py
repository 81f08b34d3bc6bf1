"""Ready agendas hold what the guide for facilitators tells by the clock, and fill their time."""

import re
from typing import NamedTuple

import pytest

from ladder_assess.core.workshops.exercise import RANK, TALK, VIGNETTE
from ladder_assess.core.workshops.workshop import AGENDAS, MINUTES_EACH
from ladder_assess.services.common.consult_guides import FOLDER
from ladder_assess.services.common.product import Product
from ladder_assess.services.workshops.run_workshop import find_workshop
from tests.support.client import Client


class Row(NamedTuple):
    """A row of the guide's table: from when to when, and what happens then."""

    start: int
    end: int
    what: str


def rows(minutes: int) -> list[Row]:
    """The table of an agenda in the guide."""
    found = (FOLDER / "users" / "workshops.md").read_text("utf-8")
    _before, _heading, after = found.partition(f"## The {minutes} minutes")
    table = after.partition("\n## ")[0]
    cells = re.findall(r"^\| (\d+) to (\d+) \| ([^|]+) \|", table, re.MULTILINE)
    return [Row(int(start), int(end), what) for start, end, what in cells]


def length(minutes: int, *words: str) -> int:
    """For how long something of these words happens."""
    return sum(r.end - r.start for r in rows(minutes) if any(word in r.what for word in words))


@pytest.mark.parametrize("minutes", AGENDAS)
def test_the_guide_tells_a_ready_agenda_by_the_clock(minutes: int) -> None:
    ready, told = AGENDAS[minutes], rows(minutes)
    assert [row.start for row in told] == [0, *(row.end for row in told[:-1])]
    assert told[-1].end == minutes
    assert length(minutes, "welcome") == ready.arriving
    assert length(minutes, "story", "stories") == ready.stories * MINUTES_EACH
    assert length(minutes, "which change first") == ready.ordering
    assert length(minutes, "talk", "differently") - ready.ordering == ready.talking
    assert length(minutes, "thanks") == ready.ending


@pytest.mark.parametrize("minutes", AGENDAS)
def test_a_ready_agenda_is_that(client: Client, product: Product, minutes: int) -> None:
    page = client.answer(client.get("/workshops/new"), "Start", agenda=str(minutes))
    room, ready = find_workshop(product, page.address.split("/")[2]), AGENDAS[minutes]
    assert room
    kinds = [each.kind for each in room.exercises]
    assert kinds == [VIGNETTE] * ready.stories + [RANK] * bool(ready.ordering) + [TALK]
    talk = room.exercises[-1].typed
    assert talk
    assert talk.minutes == ready.talking
