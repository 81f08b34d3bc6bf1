"""Splits the change between rounds where the questionnaire changed on the way."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from ladder_assess.core.instruments.rescoring import Answered, SplitChange, split_change
from ladder_assess.core.plan.strand import Round, Strand
from ladder_assess.services.common.product import Rules


@dataclass(frozen=True)
class Split:
    """The change from one round to the next, by dimension."""

    before: Round
    after: Round
    dimensions: Mapping[str, SplitChange]


def new_rules(strand: Strand) -> tuple[int, ...]:
    """The places of the rounds from which a newer questionnaire counts."""
    versions = [max(each.versions, default=0) for each in strand.rounds]
    return tuple(n + 1 for n, (one, next_) in enumerate(pairwise(versions)) if next_ > one)


def split_changes(rules: Rules, strand: Strand) -> Iterator[Split]:
    """Each change to the next round where the older one was answered under an older version that
    is still at hand. Groups of respondents have none: scored twice, a group's figures could tell
    of the few whose answers only one of the two rules counts.
    """
    for before, after in pairwise(strand.rounds):
        if before.handed_in is None or after.handed_in is None:
            continue
        older = rules.definitions.earlier.get(f"{strand.instrument.id}-v{before.handed_in.version}")
        if older is None or after.handed_in.version == before.handed_in.version:
            continue
        earlier = Answered(before.handed_in.values, before.wave.short)
        later = Answered(after.handed_in.values, after.wave.short)
        found = split_change(older, strand.instrument, earlier, later)
        yield Split(before, after, found)
