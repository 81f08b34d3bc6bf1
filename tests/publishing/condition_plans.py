"""Plans with questionnaires in them: answered as a whole, by groups, and by too few to be shown."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import cache

from ladder_assess.core.activities.activity_record import Value
from ladder_assess.core.benchmarks.draw import Quartiles
from ladder_assess.core.benchmarks.scale import SCORE
from ladder_assess.core.benchmarks.shown import Figure, PeerFigure, peer_figure
from ladder_assess.core.instruments.definition import build_instrument
from ladder_assess.core.instruments.group_scores import group_result
from ladder_assess.core.instruments.instrument import Instrument
from ladder_assess.core.instruments.scoring import Scorer
from ladder_assess.core.instruments.wave import ORGANISATION, RESPONDENTS, HandedIn, Wave, response
from ladder_assess.core.plan.document import PlanDocument
from ladder_assess.core.plan.of_scores import by_trigger
from ladder_assess.core.plan.plan import DIMENSION, Trigger
from ladder_assess.core.plan.reason_now import reason_of_scores
from ladder_assess.core.plan.strand import Round, Strand, StrandPeers
from ladder_assess.core.points_of_view.fives import GivenPage
from tests.publishing.plans import HOSTILE, action, panel_plan, read_yaml

# Advice is given on scores below that.
BELOW = 50


def drawn(organisations: int, *bands: int) -> PeerFigure:
    """A figure of peers as it was drawn."""
    return peer_figure(Figure(organisations, Quartiles(*bands), date(2025, 4, 1)), SCORE, None)


PEERS = StrandPeers("county councils", drawn(20, 7, 9, 12))
FULL_PEERS = StrandPeers("county councils", drawn(25, 6, 9, 13))


@cache
def instrument(identity: str) -> Instrument:
    """An instrument as released."""
    return build_instrument(read_yaml(f"{identity}-v1.yaml"))


def answers(of: Instrument, place: int, **other: Value) -> dict[str, Value]:
    """The option at a place for each question, or the last one."""
    found: dict[str, Value] = {}
    for item in of.items.values():
        option = item.option_ids[min(place, len(item.option_ids) - 1)]
        found[item.id] = (option,) if item.answer == "many" else option
    return found | other


def own_round(identity: str, number: int, values: Mapping[str, Value], subject: str = "") -> Round:
    """A round that an organisation has handed in."""
    of = instrument(identity)
    wave = Wave(number, identity, number, False, ORGANISATION, subject, "2025-03-01")
    scores = Scorer(of).score(response(of, values))
    return Round(wave, HandedIn(number, 1, "2025-03-02", values), scores, {}, (1,))


def asked_round(identity: str, number: int, people: Mapping[str, int], subject: str = "") -> Round:
    """A round that so many people of each group have answered."""
    of = instrument(identity)
    wave = Wave(number, identity, number, False, RESPONDENTS, subject, "2025-03-01")
    groups = {}
    for form, count in people.items():
        given = [
            GivenPage(f"{n}", form, "", n // 5, answers(of, (n + number) % 5)) for n in range(count)
        ]
        found = group_result(of, form, given, short=False)
        if found is not None:
            groups[form] = found
    return Round(wave, None, None, groups, (1,))


def enablers_twice() -> Strand:
    """Two rounds of the enablers: some topics not scored, beside peers of whom some are hidden."""
    of = instrument("enablers")
    culture = {item.id: "unknown" for item in of.items.values() if item.dimension == "culture"}
    rounds = (
        own_round("enablers", 1, answers(of, 1)),
        own_round("enablers", 2, answers(of, 3, **culture)),
    )
    peers = {"senior_support": FULL_PEERS, "resources": PEERS}
    return Strand(of, rounds, peers=peers)


def conditions_plan() -> PlanDocument:
    """A plan with a strand of every sort, and actions that answer scores."""
    partnership = instrument("partnership")
    facts = {"lead": "local_authority", "role": "reforms", "scope": "frontline"}
    harbour = own_round("partnership", 1, answers(partnership, 2, **facts), HOSTILE)
    orientation = instrument("orientation")
    strands = (
        enablers_twice(),
        Strand(partnership, (harbour,)),
        Strand(
            instrument("engagement-process"),
            (
                asked_round("engagement-process", 1, {"service_user": 5}, "Buses"),
                asked_round(
                    "engagement-process", 2, {"service_user": 10, "policymaker": 4}, "Buses"
                ),
            ),
        ),
        Strand(instrument("officer-survey"), (asked_round("officer-survey", 1, {"": 6}),)),
        Strand(orientation, (own_round("orientation", 1, answers(orientation, 4)),), sample=True),
        Strand(
            instrument("principles"),
            (),
            waiting=Wave(9, "principles", 3, True, RESPONDENTS, "", "2025-03-01"),
        ),
    )
    actions = (
        action(1, activity=0, trigger=Trigger(DIMENSION, "enablers.senior_support")),
        action(2, activity=0, trigger=Trigger(DIMENSION, "principles.staff")),
        action(3),
    )
    made = panel_plan()
    plan = PlanDocument(made.title, date(2025, 5, 6), made.activities, actions, strands)
    now = by_trigger(plan.scores)
    looked_at = (
        replace(each, reason=reason_of_scores(BELOW, now.get(each.trigger, ())))
        if each.trigger
        else each
        for each in actions
    )
    return replace(plan, actions=tuple(looked_at))
