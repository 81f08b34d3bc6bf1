"""What a word of a register most likely means, to be looked at by whoever sent it."""

import re
from collections.abc import Iterator, Mapping
from functools import cache

from ladder_assess.core.questionnaire.questionnaire import Questionnaire
from ladder_assess.core.register.cells import LEFT_EMPTY
from ladder_assess.core.register.columns import RegisterColumn, fold
from ladder_assess.core.register.meanings.everyday_words import ALONE, ANSWERS, DONE
from ladder_assess.core.register.meanings.said import OPEN, answers_of

# So many first letters of a word are those of a rung's name: Consult, and Consultation.
BEGINS = 5
# A rung with its number, and out of how many.
NUMBERED = re.compile(r"(?:level|step|stage|rung|stand)? ?([0-8])(?: (?:of|out of) 8| 8)?")
# What turns the words right behind it into their opposite; and an answer that both sides give,
# whatever else is named.
DENIED = re.compile(r"\b(?:not|no|never|without|nobody|t)(?: \w+){1,2}")
JOINT = frozenset(("joint", "shared"))
# Whoever decides does so after what a body or group of people advised.
BODY = r"(?:panel|group|forum|board|committee|assembly|jury|residents|tenants)"
ADVICE = r"(?:advice|recommendations?)"
ADVISED = re.compile(
    rf"\b(?:after|on|following|with)(?: \w+){{0,2}} (?:{BODY}(?: s)? {ADVICE}|"
    rf"{ADVICE} (?:of|from|by)(?: \w+){{0,2}} {BODY})\b"
)
# Whoever decides is named beside somebody else.
WITH_OURS = re.compile(r"(.+) (?:with|and|alongside) (?:the )?(?:officers?|staff|council)\b")
# A longer text tells of something, and what words of it mean is told by nobody.
BRIEF = 6


class LikelyAnswers:
    """Proposes what the words of a register mean, by what rungs are called and what people say."""

    def __init__(self, questionnaire: Questionnaire) -> None:
        self._rungs = {
            str(rung.number): [fold(name) for name in (rung.name, rung.plain) if name]
            for rung in questionnaire.rungs
        }

    def answer(self, column: RegisterColumn, text: str) -> str:
        """The answer that a text stands for, whole or by one of its words; OPEN where nothing is
        near, or several are; LEFT_EMPTY where it says that something was done, and not what was
        owed. Of two rungs that it names the lower: nobody is to be flattered.
        """
        folded = fold(text)
        offered = (*answers_of(column), DONE)
        is_rung = column.item is not None and column.item.answer == "rung"
        if is_rung and (numbered := NUMBERED.fullmatch(folded)):
            return numbered[1]
        words = _everyday(column.name)
        if whole := words.get(folded, ""):
            return _answer(whole) if whole in offered else OPEN
        if "advised" in offered and ADVISED.search(DENIED.sub(" ", folded)):
            return "advised"
        if is_rung and (near := self._begins_alike(folded)):
            return near
        found = {*self._named(folded, words, is_rung=is_rung)} & {*offered}
        if is_rung:
            return min(found, default=OPEN)
        others = WITH_OURS.match(folded)
        if found == {"organisation"} and others and not [*self._named(others[1], words)]:
            # Friends groups with officers: whether one or both decide is told by nobody.
            return OPEN
        both = found & JOINT
        return _answer((both or found).pop()) if len(found) == 1 or both else OPEN

    def fits(self, column: RegisterColumn, text: str) -> bool:
        """Is a text a few words that most likely are an answer?"""
        return len(text.split()) <= BRIEF and self.answer(column, text) != OPEN

    def _named(
        self, folded: str, words: Mapping[str, str], *, is_rung: bool = False
    ) -> Iterator[str]:
        spoken = f" {DENIED.sub(' ', folded)} "
        told = (word for word in words if word not in ALONE and f" {word} " in spoken)
        yield from (words[word] for word in told)
        if is_rung:
            for number, names in self._rungs.items():
                if any(f" {name} " in spoken for name in names):
                    yield number

    def _begins_alike(self, word: str) -> str:
        """The rung whose name of one word begins as a single word does; empty for none or two."""
        if " " in word or len(word) < BEGINS:
            return ""
        near = [
            number
            for number, names in self._rungs.items()
            if any(" " not in name and name[:BEGINS] == word[:BEGINS] for name in names)
        ]
        return near[0] if len(near) == 1 else ""


def _answer(found: str) -> str:
    return LEFT_EMPTY if found == DONE else found


@cache
def _everyday(column: str) -> Mapping[str, str]:
    """The answers of a column by the words of every day; none that stands for two."""
    found: dict[str, str] = {}
    for answer, words in ANSWERS.get(column, {}).items():
        for word in words:
            found[fold(word)] = answer if found.get(fold(word), answer) == answer else ""
    return {word: answer for word, answer in found.items() if answer}
