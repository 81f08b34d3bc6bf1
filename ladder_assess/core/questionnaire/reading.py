"""Reads the answers of a record, whatever asks for them: an activity or an instrument."""

from collections.abc import Iterator, Mapping

from ladder_assess.core.questionnaire.answers import Answer
from ladder_assess.core.questionnaire.questionnaire import UNKNOWN, Accepted, Item
from ladder_assess.core.questionnaire.record import Problem


def read_answers(
    items: Mapping[str, Item], accepted: Accepted, data: object, problems: list[Problem]
) -> dict[str, Answer]:
    """The known answers to some items; what is wrong is added to `problems`."""
    answers: dict[str, Answer] = {}
    if not isinstance(data, dict):
        problems.append(Problem("answers", "expected an object of items and their answers"))
        return answers
    for item_id, value in data.items():
        known: Answer | None
        try:
            known = accepted[item_id][value]
        except (KeyError, TypeError):  # a list cannot be looked up
            known = _read_other(items, item_id, value, problems)
        if known is not None:
            answers[item_id] = known
    return answers


def _read_other(
    items: Mapping[str, Item], item_id: str, value: object, problems: list[Problem]
) -> tuple[str, ...] | None:
    """What is not simply one of the accepted answers: several answers, or something wrong."""
    item = items.get(item_id)
    if item is None:
        problems.append(Problem(str(item_id), "expected an item of the questionnaire"))
    elif item.answer == "many":
        return _read_many(item, value, problems)
    else:
        problems.append(Problem(item_id, _one_of(item)))
    return None


def _one_of(item: Item) -> str:
    return f"expected one of {', '.join(item.option_ids)} or {UNKNOWN}"


def _read_many(item: Item, value: object, problems: list[Problem]) -> tuple[str, ...] | None:
    """The chosen options in the definition's order; None when unknown or not in order."""
    if isinstance(value, list):
        if value == [UNKNOWN]:
            return None
        chosen = tuple([option for option in item.option_ids if option in value])
        if len(chosen) == len(value):
            return chosen
    problems.extend(Problem(item.id, text) for text in _problems_of_many(item, value))
    return None


def _problems_of_many(item: Item, value: object) -> Iterator[str]:
    if not isinstance(value, list) or not all(isinstance(v, str) for v in value):
        yield f"expected a list of any of {', '.join(item.option_ids)}, or {UNKNOWN}"
        return
    if any(v not in item.rank and v != UNKNOWN for v in value):
        yield f"expected only {', '.join(item.option_ids)}"
    if UNKNOWN in value:
        yield f"expected {UNKNOWN} alone or values, not both"
    if len(set(value)) < len(value):
        yield "expected each value once"
