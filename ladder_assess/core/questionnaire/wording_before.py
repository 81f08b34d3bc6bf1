"""How an earlier version of the questions put what a later one puts otherwise."""

from typing import NamedTuple

from ladder_assess.core.questionnaire.questionnaire import Item


class WordingBefore(NamedTuple):
    """What an earlier version said of a question, each part empty where both say the same.

    `options` are answers that were worded otherwise, each as it was and as it is; `new` are answers
    that there were not.
    """

    ask: str
    hint: str
    options: tuple[tuple[str, str], ...]
    new: tuple[str, ...]


def wording_before(earlier: Item | None, later: Item) -> WordingBefore:
    """How the earlier version of a question was worded, as far as otherwise."""
    if earlier is None:
        return WordingBefore("", "", (), ())
    was = {option.id: option.text for option in earlier.options}
    both = [(was[o.id], o.text) for o in later.options if o.id in was]
    return WordingBefore(
        earlier.ask if earlier.ask != later.ask else "",
        earlier.hint if earlier.hint != later.hint else "",
        tuple((old, new) for old, new in both if old != new),
        tuple(option.text for option in later.options if option.id not in was),
    )
