"""The rules written a second time, by hand from guides/method/ and as plainly as can be.

`version` is that of the activity questionnaire, 1 or 2.
Nothing here reads the definitions. It is slow and naive on purpose: the product is held against it.
Answers are dicts of item to option (a tuple for several); what is not known is left out.
"""

from collections.abc import Iterator, Mapping
from itertools import chain, combinations, product

Answer = str | tuple[str, ...]
Answers = Mapping[str, Answer]

ORDERED = {
    "decision_stage": ("taken", "options_fixed", "open", "unframed"),
    "information": ("none", "selective", "adequate", "commissioned"),
    "dialogue": ("none", "one_off", "ongoing"),
    "response": ("none", "considered", "reported_back", "binding"),
    "seats": ("none", "advisory", "minority", "equal", "majority", "all"),
    "selection": ("not_applicable", "organisation", "open_call", "by_lot", "community"),
    "decision_rule": ("organisation", "advised", "joint", "community_within_limits", "community"),
    "override": ("freely", "with_reasons", "by_negotiation", "never"),
    "ground_rules": ("none", "set_by_organisation", "agreed", "agreed_and_written"),
    "budget": ("organisation", "consulted", "shared", "delegated", "own"),
    "management": (
        "organisation",
        "volunteers_directed",
        "joint",
        "community_supported",
        "community",
    ),
    "accountability": ("none", "informal", "formal", "direct"),
    "resources": ("none", "some", "funded"),
}
PURPOSES = ("endorse", "remedy", "inform", "deliver", "listen", "advise", "decide", "enable")
EVIDENCE = {"purpose": PURPOSES, **ORDERED}
ASKED_FROM_PEOPLE = ("co_planning", "co_prioritising", "co_financing", "co_design")
DONE_BY_PEOPLE = ("co_managing", "co_performing", "co_assessing")
FUNCTIONS = ASKED_FROM_PEOPLE + DONE_BY_PEOPLE
LABELS = (
    "co_production",
    "co_creation",
    "co_design",
    "asset_based_working",
    "self_help",
    "consultation",
    "volunteering",
)
WHO = ("professionals", "joint", "community")
TYPOLOGY: dict[str, tuple[str, ...]] = {
    "level": ("individual", "group", "collective"),
    "who_plans": WHO,
    "who_delivers": WHO,
    "professional_role": ("none", "support", "substantial"),
    "functions": FUNCTIONS,
    "benefit": ("private", "public", "both", "neither"),
    "initiator": ("public_body", "third_sector", "community", "company"),
    "replaces_service": ("no", "partly", "yes"),
    "asset_transfer": ("no", "yes"),
    "claimed_labels": LABELS,
}
MANY = ("functions", "claimed_labels")
CELLS = {
    ("professionals", "professionals"): "traditional_provision",
    ("joint", "professionals"): "co_planned_provision",
    ("community", "professionals"): "community_commissioned_provision",
    ("professionals", "joint"): "co_delivery_of_professional_design",
    ("joint", "joint"): "full_co_production",
    ("community", "joint"): "co_delivery_little_formal_planning",
    ("professionals", "community"): "community_delivery_of_professional_plan",
    ("joint", "community"): "community_delivery_of_joint_plan",
    ("community", "community"): "self_organised_provision",
}
KIND_ITEMS = ("level", "who_plans", "who_delivers", "professional_role", "functions", "purpose")
PLACE = {item: {o: n for n, o in enumerate(options)} for item, options in ORDERED.items()}
TRAP_RUNGS = {"manipulation": 1, "therapy": 2}


def asserts(answers: Answers, item: str, option: str) -> bool:
    """Is the answer this option or a stronger one?"""
    return PLACE[item][str(answers[item])] >= PLACE[item][option]


def chain_rung(a: Answers, version: int = 2) -> int:
    """The rung by the gates alone (section 1.2); every ordered item must be answered."""

    def has(item: str, option: str) -> bool:
        return PLACE[item][a[item]] >= PLACE[item][option]  # type: ignore[index]

    community_decides = has("decision_rule", "community_within_limits")
    veto = has("override", "never")
    if not (has("information", "selective") or has("dialogue", "one_off") or community_decides):
        return 0
    if not (
        (has("dialogue", "one_off") or community_decides) and has("decision_stage", "options_fixed")
    ):
        return 3
    if not (
        has("seats", "advisory") and (has("decision_rule", "advised") or has("seats", "minority"))
    ):
        return 4
    if not (
        (has("information", "adequate") or (version > 1 and community_decides))
        and (has("dialogue", "ongoing") or community_decides)
        and has("decision_stage", "open")
        and has("seats", "minority")
        and has("decision_rule", "joint")
        and has("override", "by_negotiation")
        and (has("ground_rules", "agreed") or community_decides)
    ):
        return 5
    if not (
        (community_decides or veto)
        and (has("seats", "majority") or veto)
        and (has("budget", "delegated") or veto)
        and has("accountability", "informal")
    ):
        return 6
    if not (
        has("decision_rule", "community")
        and has("seats", "majority")
        and has("budget", "own")
        and has("management", "community_supported")
    ):
        return 7
    return 8


def traps(a: Answers, version: int = 2) -> tuple[str, ...]:
    """The traps that hold on complete answers."""
    found = []
    shown = a["decision_stage"] == "taken" or a["information"] in ("none", "selective")
    first = version == 1
    if a["purpose"] == "endorse" and shown and (first or chain_rung(a, version) < 6):
        found.append("manipulation")
    if a["purpose"] == "remedy":
        chain_ = chain_rung(a, version)
        if chain_ < 6 and (a["response"] in ("none", "considered") or chain_ < 3):
            found.append("therapy")
    return tuple(found)


def rung(a: Answers, version: int = 2) -> int:
    """The placement of complete answers."""
    found = traps(a, version)
    return TRAP_RUNGS[found[0]] if found else chain_rung(a, version)


def cautions(known: Answers, version: int = 2) -> tuple[str, ...]:
    """The cautions that hold on known answers (section 1.2)."""
    get = known.get

    def has(item: str, option: str) -> bool:
        return item in known and asserts(known, item, option)

    table = {
        "hand_picked": has("seats", "advisory") and get("selection") == "organisation",
        "power_without_means": has("decision_rule", "joint") and get("resources") == "none",
        "no_promise_to_listen": has("dialogue", "one_off")
        and get("response") == "none"
        and get("decision_rule") in ("organisation", "advised"),
        "endorse_but_shared_power": get("purpose") == "endorse" and has("decision_rule", "joint"),
        "seats_without_say": get("seats") in ("majority", "all")
        and get("decision_rule") == "organisation",
        "override_despite_shared_power": get("override") == "freely"
        and has("decision_rule", "joint"),
        "power_without_information": version > 1
        and has("decision_rule", "community_within_limits")
        and get("information") in ("none", "selective"),
        "seats_without_selection": has("seats", "advisory")
        and get("selection") == "not_applicable",
        "replaces_service": get("replaces_service") == "yes",
    }
    return tuple(caution for caution, holds in table.items() if holds)


def kind(a: Answers, version: int = 2) -> str:
    """What it is, on complete answers (section 2)."""
    role, delivers, plans = a["professional_role"], a["who_delivers"], a["who_plans"]
    by_themselves = role == "none" or (plans == "community" and role == "support")
    if delivers == "community" and by_themselves:
        return "citizen_self_help" if a["level"] == "individual" else "community_self_organisation"
    alone = plans == delivers == "professionals" and a["functions"] == ()
    if alone and (version == 1 or a["purpose"] not in ("listen", "advise", "decide", "enable")):
        return "professional_provision"
    if a["functions"] != () and role != "none" and not plans == delivers == "professionals":
        return "co_production"
    return "participation_only"


def role(a: Answers) -> str:
    """What part citizens play, on complete answers (section 2)."""
    functions = set(a["functions"])
    if a["initiator"] == "community":
        return "initiator"
    if functions & {"co_design", "co_planning", "co_prioritising"}:
        return "co_designer"
    if functions & {*DONE_BY_PEOPLE, "co_financing"}:
        return "co_implementer"
    return "none"


def over_completions(known: Answers, items: tuple[str, ...], of: object) -> str | None:
    """What every completion of some items gives, or None once two differ."""
    assert callable(of)
    each = (of({**known, **completion}) for completion in completions(known, items))
    first = next(each)
    return str(first) if all(other == first for other in each) else None


def findings(known: Answers, version: int = 2) -> tuple[str, ...]:
    """Rhetoric findings (section 2): they hold only on known answers."""
    given = over_completions(known, KIND_ITEMS, lambda a: kind(a, version))
    other = given not in (None, "co_production")
    labels = known.get("claimed_labels", ())
    lacks_design = "functions" in known and "co_design" not in known["functions"]
    table = {
        "claimed_co_production": "co_production" in labels and other,
        "claimed_co_creation": "co_creation" in labels and other,
        "claimed_co_design": "co_design" in labels and (other or lacks_design),
        "asset_transfer_as_co_creation": known.get("asset_transfer") == "yes"
        and bool({"co_production", "co_creation", "co_design"} & set(labels))
        and other,
    }
    return tuple(finding for finding, holds in table.items() if holds)


def possible(item: str) -> list[Answer]:
    """Every answer that an item can have."""
    options = {**EVIDENCE, **TYPOLOGY}[item]
    if item not in MANY:
        return list(options)
    sizes = range(len(options) + 1)
    return list(chain.from_iterable(combinations(options, size) for size in sizes))


def completions(known: Answers, items: tuple[str, ...]) -> Iterator[dict[str, Answer]]:
    """Every way to answer some items, those that are known as they are."""
    choices = [[known[item]] if item in known else possible(item) for item in items]
    for way in product(*choices):
        yield dict(zip(items, way, strict=True))
