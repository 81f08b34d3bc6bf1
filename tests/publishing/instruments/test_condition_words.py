"""Of whom a question is asked, in words that anybody can check against the answers."""

import pytest

from ladder_assess.core.instruments.instrument import InstrumentItem
from ladder_assess.core.questionnaire.conditions import parse
from ladder_assess.core.questionnaire.questionnaire import Option
from ladder_assess.publishing.charts import Speech
from ladder_assess.publishing.instruments.condition_words import answers_in_words


def item(name: str, *options: str, answer: str = "one") -> InstrumentItem:
    offered = tuple(Option(option, option.capitalize()) for option in options)
    return InstrumentItem(name, "", answer, ordered=answer == "one", options=offered)


ITEMS = {
    "say": item("say", "none", "some", "much", "all"),
    "who": item("who", "staff", "users"),
    "ways": item("ways", "talks", "letters", answer="many"),
}


@pytest.mark.parametrize(
    ("when", "words"),
    [
        ("say is much", "“Much” to say"),
        ("say >= some", "“Some”, “Much” or “All” to say"),
        ({"not": "say >= much"}, "“None” or “Some” to say"),
        ({"any": ["say is none", "say is all"]}, "“None” or “All” to say"),
        ({"all": ["say >= much", "who is staff"]}, "“Much” or “All” to say, and “Staff” to who"),
        ({"not": {"any": ["say >= some", "who is staff"]}}, "“None” to say, and “Users” to who"),
        ({"any": ["ways is talks", "ways is letters"]}, "“Talks” or “Letters” to ways"),
        ({"not": "ways is talks"}, "anything but “Talks” to ways"),
        (
            {"any": ["ways is talks", {"all": ["who is staff", "say is all"]}]},
            "“Talks” to ways, or (“Staff” to who, and “All” to say)",
        ),
        ({"all": ["who is staff", {"any": ["who is staff", "say is all"]}]}, "“Staff” to who"),
        ({"all": ["who is staff", {"all": ["say is all"]}]}, "“Staff” to who, and “All” to say"),
    ],
)
def test_a_condition_is_said_by_the_answers_that_meet_it(when: object, words: str) -> None:
    assert answers_in_words(parse(when), ITEMS, Speech(), lambda item: item.id) == words
