"""What one version of the questions and rules says of an earlier one."""

from dataclasses import dataclass

from ladder_assess.core.questionnaire.conditions import Condition


@dataclass(frozen=True)
class Clearer:
    """What an earlier version left open about an item. `may_matter` says for which answers."""

    item: str
    says: str
    may_matter: Condition | None = None


@dataclass(frozen=True)
class RuleThen:
    """A rule that makes something else of the same answers than an earlier version: what it was,
    what it is now and why. `about` is gate, trap, caution or kind; of a gate, `id` is its rung and
    `item` what it looks at.
    """

    about: str
    id: str
    before: str
    now: str
    why: str
    item: str = ""
