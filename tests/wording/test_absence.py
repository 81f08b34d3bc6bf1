"""No message speaks of what is not there without it being known of what it speaks."""

from collections import Counter

import pytest

from tests.wording.absence import (
    ROOMS,
    WHAT_TO_WRITE,
    declared,
    key,
    said_of_answers,
    speaks_of_absence,
    unaccounted,
)
from tests.wording.messages import Message, messages

ROOM = "templates/activities/activity/result.html"


def test_every_message_that_speaks_of_absence_is_declared() -> None:
    """A list that was read out of the templates once would not notice a new sentence."""
    found = [f"  {message.source}: {message.one}" for message in unaccounted(messages())]
    assert not found, WHAT_TO_WRITE.format(found="\n".join(found))


def test_what_is_declared_is_said_and_speaks_of_absence() -> None:
    """A line of a message that was reworded would let another one through some day."""
    rooms = tuple(declared().rooms)
    outside = [message for message in messages() if not message.source.startswith(rooms)]
    needed = {
        key(message)
        for message in outside
        if speaks_of_absence(message) and not said_of_answers(message)
    }
    listed = [line for lines in declared().messages.values() for line in lines]
    assert [line for line in listed if line not in needed] == []
    assert [line for line, times in Counter(listed).items() if times > 1] == []


def test_every_room_is_there_and_shows_nothing_of_what_was_answered() -> None:
    sources = {message.source for message in messages()}
    assert [room for room in declared().rooms if not any(s.startswith(room) for s in sources)] == []
    assert ROOMS not in declared().messages


@pytest.mark.parametrize(
    ("source", "text", "found"),
    [
        (ROOM, "Nobody was told what came of it.", True),
        (ROOM, "It lacks a promise.", True),
        (ROOM, "They weren’t asked.", True),
        (ROOM, "None", True),
        (ROOM, "Nothing: it stands on the highest rung.", False),
        (ROOM, "Not known", False),
        (ROOM, "People decide together.", False),
        ("templates/people/account/show.html", "You have no password.", False),
    ],
)
def test_a_new_message_that_speaks_of_absence_is_found(source: str, text: str, found: bool) -> None:
    message = Message(source, text, None)
    assert list(unaccounted([message])) == [message] * found
