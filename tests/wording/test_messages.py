"""What the product says of one is said as of one."""

import re

import pytest

from tests.wording.messages import PLACE, TEXTS, Message, messages

# One, then a word in the plural, with at most one word between.
NO_PLURAL = "was|is|has|as|this|its|less|across"
ONE_OF_MANY = re.compile(rf"(?<![\d.,] )\b1 (?:[a-z]+ )?(?!(?:{NO_PLURAL})\b)[a-z-]+s\b")
LIMIT = "a bound that is set above one"
SEVERAL = "said of two or more alone"
FEW_ARE_NAMED = "one topic is named, and told of by itself"
QUESTIONS = "no questionnaire has only one question"
A_NAME = "a number that names something, not how many"
# Messages that look wrong with one in them, by a part that no other has, and why none ever has it.
NEVER_ONE = {
    "%(length)s minutes": LIMIT,
    "For %(days)s days from now": LIMIT,
    "There are %(most)s keys already": LIMIT,
    "%(answered)s answers, counted in fives": "a report is made from five answers on",
    "The largest group here has %(most)s answers": "it is a multiple of five",
    "%(stories)s stories, and time to talk": LIMIT,
    "%(stories)s stories, changes to put in order": LIMIT,
    "A comment may have at most %(most)s themes.": LIMIT,
    "A theme may have at most %(most)s characters.": LIMIT,
    "A campaign has at most %(most)s contacts.": LIMIT,
    "Each may have at most %(most)s letters.": LIMIT,
    "This activity has %(most)s files already": LIMIT,
    "All %(number)s topics have the same score": FEW_ARE_NAMED,
    "%(number)s of %(scored)s topics share the lowest score": FEW_ARE_NAMED,
    "Then come %(number)s topics that share a score": FEW_ARE_NAMED,
    "At most %(limit)d characters.": LIMIT,
    "can still send answers for %(minutes)s minutes": LIMIT,
    "They show the %(shown)s most urgent of": LIMIT,
    "The first %(shown)s of %(all)s activities with": LIMIT,
    "Shorten this to %(max)d characters": LIMIT,
    "in the last %(days)s days, and cannot add more": LIMIT,
    "works for %(days)s days and only once": LIMIT,
    "A cell has more than %(wanted)s characters": LIMIT,
    "A row has more than %(wanted)s characters": LIMIT,
    "The file has more than %(wanted)s sheets": LIMIT,
    "The sheet has more than %(wanted)s characters": LIMIT,
    "There are more than %(wanted)s cells": LIMIT,
    "There are more than %(wanted)s rows": LIMIT,
    "It can have up to %(wanted)s characters": LIMIT,
    "An activity can have up to %(most)s files": LIMIT,
    "up to %(most)s rows": LIMIT,
    "The middle rung counts from %(activities)s activities": LIMIT,
    "organisations count when they are %(days)s days old": LIMIT,
    "or %(narrow)s where it is narrowed to an area or a size": LIMIT,
    "It takes %(fewest)s officers": LIMIT,
    "it takes %(fewest)s activities": LIMIT,
    "About %(number)s organisations": LIMIT,
    "over %(number)s activities": LIMIT,
    "once %(activities)s activities have each": LIMIT,
    "The newest %(most)s entries are shown": LIMIT,
    "at most %(told)s in half a page": LIMIT,
    "the first %(shown)s of %(total)s rows": LIMIT,
    "%(number)s answers are counted here": "answers count from five on",
    "%(low)s to %(high)s answers": "answers count from five on",
    "in %(steps)s short steps": "every group is asked in several steps",
    "%(count)s activities": SEVERAL,
    "%(number)s of %(all)s activities": SEVERAL,
    "%(told)s of %(all)s activities": SEVERAL,
    "One of the %(all)s activities": SEVERAL,
    "%(num)s of the %(all)s actions is not shown": SEVERAL,
    "All %(count)s actions": SEVERAL,
    "This plan holds %(count)s actions": SEVERAL,
    "of %(all)s proposals are shown": "the choice is offered for long lists alone",
    "%(versions)s versions of the questions": SEVERAL,
    "of %(questions)s questions": QUESTIONS,
    "of %(items)s questions": QUESTIONS,
    "%(questions)s questions": QUESTIONS,
    "%(number)s questions": QUESTIONS,
    "about %(minutes)s minutes": "two minutes are the least",
    "whose owners have addresses": "the owners are many, not the organisation",
    "What rung %(rung)s needs": A_NAME,
    "Row %(row)s says what kind": A_NAME,
}  # fmt: skip


def test_one_is_told_as_one() -> None:
    """“Waits; tried 1 times” and “1 of 1 activities are shown” were on pages."""
    wrong = [
        f"{message.source}: {message.said(1)}"
        for message in messages()
        # One with a form of its own was written for one.
        if message.more is None
        and ONE_OF_MANY.search(message.said(1))
        and not any(part in message.one for part in NEVER_ONE)
    ]
    assert not wrong, "\n".join(["use ngettext, or say in NEVER_ONE why it is never one:", *wrong])


def test_a_score_is_told_by_what_it_is_and_never_by_what_it_lacks() -> None:
    """“Lacks 100 of 100” was said of a topic with the score 0."""
    lacking = re.compile(r"\b(?:lack|short of|missing|away from)\w*\b.*\b(?:100|%\(score)", re.I)
    assert not [message for message in messages() if lacking.search(message.said(100))]
    assert lacking.search("lacks 100 of 100")


def test_what_is_said_to_be_never_one_is_said_somewhere() -> None:
    every = [message.one for message in messages()]
    assert [part for part in NEVER_ONE if not any(part in text for text in every)] == []


def test_every_text_is_put_into_a_message() -> None:
    used = {name for message in messages() for name in message.places}
    assert sorted(set(TEXTS) - used) == []


def test_what_is_spoken_of_a_number_has_its_place() -> None:
    """Pages put a number in as `num`, charts and files as `number`: a plan took one for the other
    and could not be shown.
    """
    spoken = [m for m in messages() if m.source.startswith("ladder_assess/publishing")]
    assert [m.one for m in spoken if "num" in m.places] == []
    assert [m for m in spoken if "number" in m.places]


def test_both_forms_of_a_message_have_the_same_places() -> None:
    """A form that lacks one would say nothing of it; the number itself may go where it is one."""
    for message in messages():
        if message.more is not None:
            one, more = (set(PLACE.findall(text)) for text in (message.one, message.more))
            assert one <= more, message
            assert len(more - one) <= 1, message


@pytest.mark.parametrize("count", [0, 1, 2, 40])
def test_the_number_stands_in_what_is_said_of_many(count: int) -> None:
    message = Message("here", "One activity.", "%(num)s activities.")
    assert message.said(count) == ("One activity." if count == 1 else f"{count} activities.")


@pytest.mark.parametrize(
    ("text", "wrong"),
    [("1 activities", True), ("1 of 1 rows", True), ("1 was moved", False), ("11 rows", False)],
)
def test_one_with_a_plural_is_found(text: str, wrong: bool) -> None:
    assert bool(ONE_OF_MANY.search(text)) is wrong
