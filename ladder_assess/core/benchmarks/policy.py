"""What protects the organisations that are compared: every threshold, in one place.

The rules stand in method/benchmarks.md.

Each may be changed towards more protection and never towards less. Without a policy, or with one
that cannot be read, nothing is drawn and nothing is shown.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields

MORE, FEWER = "or more", "or less"


@dataclass(frozen=True)
class Policy:
    """How many it takes, how much chance there is, and how often and how long anything counts.

    `group` and `narrow_group`: organisations in a group, and in an area or a size band; `outside`:
    in a sector, or everyone, beside each group in it that is drawn too; `activities`: of certain
    rung behind a median; `questions`: answered behind a topic; `odds` and `narrow_odds`:
    the greatest epsilon of a quartile, in hundredths; `spread`: epsilon times the size of the
    group, at most; `months_between`: calendar months from one draw of a figure to the next;
    `draws_of_answer`, `months_of_answer`: in how many draws of one figure an answer counts, and for
    how long; `months_shown`: how long a draw is shown; `days_old`: how old an organisation must be;
    `open_data`: the least count in published data.
    """

    group: int = 10
    narrow_group: int = 20
    outside: int = 10
    activities: int = 3
    questions: int = 4
    odds: int = 200
    narrow_odds: int = 100
    spread: int = 100
    months_between: int = 6
    draws_of_answer: int = 4
    months_of_answer: int = 24
    months_shown: int = 12
    days_old: int = 30
    open_data: int = 10

    def __post_init__(self) -> None:
        for field in fields(self):
            value, policy = getattr(self, field.name), getattr(Policy, field.name)
            towards = TOWARDS[field.name]
            weaker = type(value) is int and (value < policy if towards == MORE else value > policy)
            if type(value) is not int or weaker or value < 1:
                raise ValueError(f"{field.name}: expected {policy} {towards}, found {value!r}")

    def least(self, *, narrow: bool) -> int:
        """How many organisations a figure takes; `narrow`: of an area or a size band."""
        return self.narrow_group if narrow else self.group

    def most_odds(self, *, narrow: bool) -> int:
        """The greatest epsilon of a quartile, in hundredths."""
        return self.narrow_odds if narrow else self.odds


# Which way each protects more.
TOWARDS: Mapping[str, str] = {
    "group": MORE,
    "narrow_group": MORE,
    "outside": MORE,
    "activities": MORE,
    "questions": MORE,
    "odds": FEWER,
    "narrow_odds": FEWER,
    "spread": FEWER,
    "months_between": MORE,
    "draws_of_answer": FEWER,
    "months_of_answer": FEWER,
    "months_shown": FEWER,
    "days_old": MORE,
    "open_data": MORE,
}


def read_policy(said: Mapping[str, object] | None) -> Policy | None:
    """The policy with what is `said` in place of its own values.

    None, so that nothing is drawn or shown, where nothing can be read or anything said is unknown,
    is no whole number, or protects less.
    """
    if said is None:
        return None
    try:
        return Policy(**said)  # type: ignore[arg-type]
    except (TypeError, ValueError):
        return None
