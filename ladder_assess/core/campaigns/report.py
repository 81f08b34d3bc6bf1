"""What the report of a campaign says beside its results: who asked, whom, and when."""

from collections.abc import Mapping
from dataclasses import dataclass

from ladder_assess.core.campaigns.campaign import Campaign
from ladder_assess.core.campaigns.weights.weighted_groups import WeightedGroups

# Files of a campaign that are made in the background.
REPORT, CODEBOOK, PAPER = FILES = ("report", "codebook", "paper")


@dataclass(frozen=True)
class Asked:
    """A campaign with the name of who asked in it, and how many contacts each group (its form) has,
    where people were invited. `weighed` are its groups and `before` those of the campaign before
    it, where margins are kept with them.
    """

    campaign: Campaign
    asked_by: str
    invited: Mapping[str, int]
    weighed: WeightedGroups | None = None
    before: WeightedGroups | None = None
