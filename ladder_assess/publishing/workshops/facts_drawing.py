"""How far people agree on each fact of a vote by the facts. The template `workshops/facts.html`
shows it.
"""

from dataclasses import dataclass

from ladder_assess.core.questionnaire.questionnaire import UNKNOWN, Questionnaire
from ladder_assess.core.workshops.record import PlacedAccount
from ladder_assess.core.workshops.tally import FactCount, Tally

WHOLE = 100
# Such a part of those who know a fact have to say the same of it for a room to agree.
MOST = 0.75


@dataclass(frozen=True)
class FactRow:
    """A fact: what it is called, the answer that most gave and how many did, of how many who know;
    every answer that was given, with how many gave it; and how many did not know. `told` is what
    the account itself answers, and `says` the sentence by which; empty while the room is not to
    know, and where that is not told.
    """

    label: str
    answer: str
    people: int
    known: int
    answers: tuple[tuple[str, int], ...]
    unsure: int
    told: str = ""
    says: str = ""

    @property
    def length(self) -> float:
        """How long the bar is of those who agree, of a hundred."""
        return WHOLE * self.people / self.known

    @property
    def differs(self) -> bool:
        """Does the account answer it otherwise than most?"""
        return bool(self.told) and self.told != self.answer

    @property
    def agreed(self) -> bool:
        """Do most say the same?"""
        return self.people >= MOST * self.known


@dataclass(frozen=True)
class FactsDrawing:
    """The facts of a vote that five people or more knew, in the order of the questions; how many
    rungs the answers lead to, and how many the room had picked where it voted on these too.
    """

    rows: tuple[FactRow, ...]
    led_to: int
    picked: int

    @property
    def sentences(self) -> frozenset[str]:
        """The sentences that stand beside facts."""
        return frozenset(row.says for row in self.rows if row.says)

    @property
    def agreed(self) -> int:
        """On how many of them most say the same."""
        return sum(row.agreed for row in self.rows)


def facts_drawing(
    questionnaire: Questionnaire, rounds: tuple[Tally, ...], told: PlacedAccount | None = None
) -> FactsDrawing | None:
    """The last of some rounds that was voted by the facts; None where none was. A fact that is not
    asked any more is left out. `told` is the account where the room may know what it answers.
    """
    by_facts = [tally for tally in rounds if tally.by_facts]
    if not by_facts:
        return None
    found = (_row(questionnaire, fact, told) for fact in by_facts[-1].facts or ())
    picked = [len(tally.rated) for tally in rounds if not tally.by_facts]
    rows = tuple(filter(None, found))
    return FactsDrawing(rows, len(by_facts[-1].rated), picked[-1] if picked else 0)


def _row(
    questionnaire: Questionnaire, fact: FactCount, told: PlacedAccount | None
) -> FactRow | None:
    item = questionnaire.items.get(fact.item)
    if item is None or not {option for option, _ in fact.given} <= {*item.option_ids, UNKNOWN}:
        return None
    texts = {option.id: option.text for option in item.options}
    counted = [(texts[option], many) for option, many in fact.given if option in texts and many]
    most, people = max(counted, key=lambda each: each[1])
    unsure = dict(fact.given).get(UNKNOWN, 0)
    answers, shows = (told.account.answers, told.account.shows) if told else ({}, ())
    answer = texts.get(str(answers.get(fact.item)), "")
    says = next((each.says for each in shows if fact.item in each.items), "")
    return FactRow(item.label, most, people, fact.known, tuple(counted), unsure, answer, says)
