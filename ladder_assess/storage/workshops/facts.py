"""What a round by the facts came to, as text: how many people gave each answer."""

import json
from dataclasses import replace

from ladder_assess.core.workshops.tally import FactCount, Tally


def facts_text(came: Tally) -> str:
    """The facts of a round as JSON."""
    facts = {fact.item: dict(fact.given) for fact in came.facts or ()}
    return json.dumps({"left_open": came.left_open, "facts": facts})


def with_facts(tally: Tally, text: str) -> Tally:
    """A round with its facts; as it is where it was not voted by these."""
    if not text:
        return tally
    found = json.loads(text)
    facts = (FactCount(item, tuple(given.items())) for item, given in found["facts"].items())
    return replace(tally, facts=tuple(facts), left_open=found["left_open"])
