"""An adversary who holds copies of the whole instance folder, made while a room votes and after.

Twelve phones vote in a mixed order, twice, and some change their minds. Whoever holds a copy finds
at most the votes of the round under way, under keys that name nobody, where the file has them in
the order of these keys; and once a round is shown, no trace of any of its votes but how many people
picked each rung.
"""

import random
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask

from ladder_assess.core.workshops.course import AGAIN, EXPLAIN, FACTS, NEXT, OPEN, REVEAL
from ladder_assess.core.workshops.people import HIDE, REMOVE
from ladder_assess.services.common.product import Product
from ladder_assess.services.data_protection.apply_retention import apply_retention
from ladder_assess.services.workshops import cast_vote as casting
from ladder_assess.services.workshops.cast_vote import cast_vote, voter
from ladder_assess.services.workshops.keep_people import come_in, people_in, person_at, treat
from ladder_assess.services.workshops.vote_by_facts import answer_fact, said_of
from ladder_assess.storage.data_protection.personal_data import BY_NAME
from ladder_assess.storage.workshops.workshops import Picked, votes_by_voter
from tests.support.kept.workshops import Room
from tests.support.site import TODAY, product_of

SEATS = [f"seat {number}" for number in range(12)]


def folder(product: Product) -> dict[str, bytes]:
    """Every file of the instance folder."""
    top: Path = product.database.path.parent
    return {str(p.relative_to(top)): p.read_bytes() for p in top.rglob("*") if p.is_file()}


def trail(room: Room, order: random.Random) -> tuple[list[str], list[dict[str, bytes]]]:
    """Let everybody vote in a mixed order, a third of them twice; the keys of their votes and a
    copy of the folder after each.
    """
    voting = [*SEATS, *order.sample(SEATS, 4)]
    order.shuffle(voting)
    copies = []
    for seat in voting:
        assert cast_vote(room.product, room.now, seat, order.randrange(9))
        copies.append(folder(room.product))
    return [voter(room.product, room.now, seat) for seat in SEATS], copies


def in_order_of_keys(file: bytes, voters: list[str]) -> bool:
    """Do the votes that are there lie in the file itself by their keys, each of them once? A query
    gives them so wherever they lie: the first test of this asked that, and saw no order of arrival.
    """
    there = [key.encode() for key in sorted(voters) if key.encode() in file]
    places = [file.index(key) for key in there]
    return places == sorted(places, reverse=True) and all(file.count(key) == 1 for key in there)


def test_nobody_tells_from_the_folder_who_voted_what(own_app: Flask) -> None:
    order, product = random.Random(5), product_of(own_app)
    room = Room(product, "a room under watch")
    room.move(OPEN)
    first, copies = trail(room, order)
    for copy in copies:
        assert not copy.get("ladder.sqlite3-wal"), "the log tells in which order they came"
        assert not any(seat.encode() in content for content in copy.values() for seat in SEATS)
        assert in_order_of_keys(copy["ladder.sqlite3"], first)
    room.move(REVEAL)
    after = folder(product)
    assert not any(key.encode() in content for content in after.values() for key in first)
    room.move(EXPLAIN, AGAIN)
    second, _ = trail(room, order)
    assert not set(first) & set(second), "two votes of one phone can be joined"
    room.move(REVEAL)
    after = folder(product)
    keys = [*first, *second]
    assert not any(key.encode() in content for content in after.values() for key in keys)


def test_nobody_tells_from_the_folder_who_answered_what_of_the_facts(own_app: Flask) -> None:
    """Each answer writes all of them anew in the order of their keys, each vote as long as another,
    and once they are shown only how many gave each answer is there.
    """
    order, product = random.Random(5), product_of(own_app)
    room = Room(product, "facts under watch").move(FACTS)
    keys = [voter(product, room.now, seat) for seat in SEATS]
    left = dict.fromkeys(SEATS, room.now.course.by_facts)
    while any(left.values()):
        seat = order.choice([seat for seat, more in left.items() if more])
        asked = said_of(product, room.now, seat).next
        left[seat] = asked is not None
        if asked is None:
            continue
        assert answer_fact(product, room.now, seat, asked.id, order.choice(asked.option_ids))
        copy = folder(product)
        assert not copy.get("ladder.sqlite3-wal")
        assert in_order_of_keys(copy["ladder.sqlite3"], keys)
        rows = product.database.reading.execute("SELECT length(picks) AS long FROM workshop_vote")
        assert len({row["long"] for row in rows.fetchall()}) == 1
    room.move(REVEAL)
    after = folder(product)
    assert not any(key.encode() in content for content in after.values() for key in keys)


def test_nobody_tells_from_the_folder_who_of_those_with_names_voted_what(own_app: Flask) -> None:
    """Everybody chooses a name, one is hidden and one taken out in mid-vote by somebody who holds
    copies of before and after: no file has a name, no vote comes, goes or changes by it, and what
    is kept of the two is no key of any vote.
    """
    order, product = random.Random(5), product_of(own_app)
    room = Room(product, "names under watch")
    names = {seat: f"Zacharias {number}" for number, seat in enumerate(SEATS)}
    copies = []
    for seat, name in order.sample(sorted(names.items()), len(names)):
        come_in(product, room.now, seat, name)
        copies.append(folder(product))
    room.move(OPEN)
    keys, voting = trail(room, order)
    before = dict(votes_in(room))
    for seat, step in ((SEATS[3], HIDE), (SEATS[7], REMOVE)):
        assert treat(product, room.now, person_at(product, room.now, seat), step)
        copies.append(folder(product))
    assert dict(votes_in(room)) == before
    assert not cast_vote(product, room.now, SEATS[7], 1), "whoever is out votes no more"
    kept = {
        row["person"]
        for row in product.database.reading.execute("SELECT person FROM workshop_person")
    }
    assert len(kept) == 2
    assert not kept & set(keys)
    room.move(REVEAL)
    copies = [*copies, *voting, folder(product)]
    said = [name.encode() for name in names.values()]
    assert not any(name in file for copy in copies for file in copy.values() for name in said)
    room.move(NEXT, NEXT)
    assert people_in(product, room.now) == ()
    come_in(product, room.now, SEATS[0], "Zacharias")
    assert people_in(product, room.now) == (), "it is over"


def votes_in(room: Room) -> dict[str, Picked]:
    """The votes of the round under way."""
    return votes_by_voter(room.product.database.reading, room.now)


def test_nothing_that_is_kept_of_a_workshop_has_a_moment_or_a_person(own_app: Flask) -> None:
    """By its columns: days alone, and no address, name or account. `ends` is when a talk of the
    whole room ends, in which nobody votes.
    """
    product = product_of(own_app)
    kept = {
        table: {
            row["name"]
            for row in product.database.reading.execute(f"PRAGMA table_info({table})").fetchall()
        }
        for table in BY_NAME
        if table.startswith("workshop")
    }
    assert kept == {
        "workshop": {
            "id", "request", "token_digest", "code", "title", "agenda", "exercise", "round",
            "phase", "ends", "by_facts", "revision", "made_on", "day_set", "last_used",
            "organisation_id",
        },
        "workshop_vote": {"workshop_id", "voter", "picks"},
        "workshop_person": {"workshop_id", "person", "state"},
        "workshop_tally": {
            "workshop_id", "exercise", "round", "counts", "points", "facts", "tables", "beside",
        },
        "workshop_file": {"id", "workshop_id", "kind", "state", "made_on", "content"},
    }  # fmt: skip


def test_votes_of_a_round_that_was_left_go_the_day_after_the_next(own_app: Flask) -> None:
    product = product_of(own_app)
    Room(product, "a room that was left").move(OPEN, 6)

    def left() -> int:
        rows = product.database.reading.execute("SELECT 1 FROM workshop_vote").fetchall()
        return len(rows)

    for days, votes in ((0, 6), (1, 6), (2, 0)):
        day = TODAY + timedelta(days=days)
        noon = int(datetime(day.year, day.month, day.day, 12, tzinfo=UTC).timestamp())
        apply_retention(product, {}, day, noon)
        assert left() == votes


def test_a_room_takes_no_more_votes_than_are_written_in_a_moment(
    own_app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All votes are written at each: one stranger could have thousands of seats."""
    room = Room(product_of(own_app), "a full room").move(OPEN)
    monkeypatch.setattr(casting, "MOST_VOTERS", 3)
    for seat in SEATS[:3]:
        assert cast_vote(room.product, room.now, seat, 1)
    with pytest.raises(casting.RoomIsFull):
        cast_vote(room.product, room.now, SEATS[3], 1)
    assert cast_vote(room.product, room.now, SEATS[0], 2), "who has voted may think again"
