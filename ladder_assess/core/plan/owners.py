"""Who would own actions that have no owner: whoever leads the activities that they are for."""

from collections.abc import Iterable, Mapping, Sequence

from ladder_assess.core.plan.plan import Action

# More names than these are told by what they are.
MOST_TOGETHER = 3
BETWEEN = "; "


def owners_by_lead(
    actions: Iterable[Action], leads: Mapping[int, str], longest: int, several: str
) -> dict[int, str]:
    """The owner that each open action without one would have, by its id; `leads` has who leads each
    activity, and `several` stands for more of them than are named, or than `longest` signs hold.
    """
    named = {
        action.id: list(dict.fromkeys(filter(None, (leads.get(n, "") for n in action.activities))))
        for action in actions
        if action.open and not action.owner
    }
    return {of: _owner(names, longest, several) for of, names in named.items() if names}


def _owner(names: Sequence[str], longest: int, several: str) -> str:
    together = BETWEEN.join(names)
    return together if len(names) <= MOST_TOGETHER and len(together) <= longest else several
