"""What an organisation can look at while it has no peers: published cases, common forms, 2013."""

from dataclasses import dataclass

from ladder_assess.core.instruments.instrument import Published
from ladder_assess.core.placement.activity import read_activity
from ladder_assess.core.placement.assessment import Assessment
from ladder_assess.services.activities.consult_practice import practice_cases
from ladder_assess.services.common.product import Rules


@dataclass(frozen=True)
class ReferencePoints:
    """Points to measure by that are nobody's peers: the worked cases and the arrangements, each
    placed by the rules, and every percentage that was published of the 2013 survey.
    """

    cases: tuple[Assessment, ...]
    arrangements: tuple[Assessment, ...]
    published: tuple[Published, ...]


def reference_points(rules: Rules) -> ReferencePoints:
    """The reference points that the definitions hold."""
    definitions = rules.definitions
    forms = (
        read_activity(definitions.questionnaire, form.record)
        for form in definitions.arrangements.values()
    )
    return ReferencePoints(
        tuple(case.assessment for case in practice_cases(rules)),
        tuple(map(rules.assessor.assess, forms)),
        tuple(row for each in definitions.instruments.values() for row in each.published),
    )
