"""What trials may refer to: versions of the questions that there are, and their items."""

from collections.abc import Collection, Iterator, Mapping

from ladder_assess.core.checks.items import items_of_part
from ladder_assess.core.checks.meaning import duplicates
from ladder_assess.core.checks.problems import Name, Problem, entries, perhaps, within


def trial_problems(
    data: object, questionnaire: object, versions: Collection[str]
) -> Iterator[Problem]:
    """What is wrong with the meaning of a file of trials. `versions` are the stamps there are."""
    yield from duplicates(data, "trials")
    for path, trial in entries(data, "trials"):
        for key in ("questions", "read_again_by", "fitted_to"):
            stamp = trial.get(key)
            if isinstance(stamp, str) and stamp not in versions:
                message = f"no version is called `{stamp}`{perhaps(stamp, versions)}"
                yield Problem(Name.UNKNOWN_VERSION, (*path, key), message)
        for below, figure in within(path, trial, "figures"):
            if "again" in figure and "read_again_by" not in trial:
                message = "say by which version, under `read_again_by`"
                yield Problem(Name.UNKNOWN_VERSION, (*below, "again"), message)
        known = items_of_part(questionnaire, "evidence", "typology")
        for below, row in within(path, trial, "items"):
            item = row.get("item")
            if isinstance(item, str) and isinstance(questionnaire, Mapping) and item not in known:
                message = f"no item of the facts is called `{item}`{perhaps(item, known)}"
                yield Problem(Name.UNKNOWN_ITEM, (*below, "item"), message)
