"""The rules of a definition read together, so that an activity's answers are gone through once."""

from collections.abc import Iterator

from ladder_assess.core.placement.placement import CHAIN, placing_conditions
from ladder_assess.core.placement.typology import KIND, RUNG
from ladder_assess.core.questionnaire.answers import Reader
from ladder_assess.core.questionnaire.conditions import Condition
from ladder_assess.core.questionnaire.questionnaire import Item, Option, Questionnaire, Rule


def rule_reader(questionnaire: Questionnaire) -> Reader:
    """One reader for every gate, trap, caution and table of a definition."""
    derived = {
        CHAIN: _rung_item(CHAIN, questionnaire),
        RUNG: _rung_item(RUNG, questionnaire),
        KIND: _kind_item(questionnaire.typology.kinds),
    }
    typology = questionnaire.typology
    conditions = (
        *placing_conditions(questionnaire),
        *_whens(questionnaire.cautions),
        *_whens(typology.kinds),
        *_whens(typology.roles),
        *_whens(typology.findings),
        *_whens(typology.crossings),
    )
    return Reader(conditions, {**questionnaire.coded, **derived}, derived=derived)


def _whens(rows: tuple[Rule, ...]) -> Iterator[Condition]:
    return (row.when for row in rows if row.when)


def _rung_item(name: str, questionnaire: Questionnaire) -> Item:
    """A rung as something that conditions can read, so that `chain >= 6` is an ordinary atom."""
    options = tuple(Option(str(rung.number), rung.name) for rung in questionnaire.rungs)
    return Item(id=name, ask="", answer="one", ordered=True, options=options)


def _kind_item(kinds: tuple[Rule, ...]) -> Item:
    options = tuple(Option(kind.id, kind.name) for kind in kinds)
    return Item(id=KIND, ask="", answer="one", options=options)
