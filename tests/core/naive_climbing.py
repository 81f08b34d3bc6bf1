"""Climbing, narrowing and stability, written a second time by hand (method/ladder.md)."""

from tests.core.naive import (
    EVIDENCE,
    ORDERED,
    PLACE,
    PURPOSES,
    Answer,
    Answers,
    asserts,
    rung,
    traps,
)

GATES: dict[int, tuple[tuple[tuple[str, str], ...], ...]] = {
    3: (
        (
            ("information", "selective"),
            ("dialogue", "one_off"),
            ("decision_rule", "community_within_limits"),
        ),
    ),
    4: (
        (("dialogue", "one_off"), ("decision_rule", "community_within_limits")),
        (("decision_stage", "options_fixed"),),
    ),
    5: (
        (("seats", "advisory"),),
        (("decision_rule", "advised"), ("seats", "minority")),
    ),
    6: (
        (("information", "adequate"), ("decision_rule", "community_within_limits")),
        (("dialogue", "ongoing"), ("decision_rule", "community_within_limits")),
        (("decision_stage", "open"),),
        (("seats", "minority"),),
        (("decision_rule", "joint"),),
        (("override", "by_negotiation"),),
        (("ground_rules", "agreed"), ("decision_rule", "community_within_limits")),
    ),
    7: (
        (("decision_rule", "community_within_limits"), ("override", "never")),
        (("seats", "majority"), ("override", "never")),
        (("budget", "delegated"), ("override", "never")),
        (("accountability", "informal"),),
    ),
    8: (
        (("decision_rule", "community"),),
        (("seats", "majority"),),
        (("budget", "own"),),
        (("management", "community_supported"),),
    ),
}
LEAVING = {
    "manipulation": (("decision_stage", "options_fixed"), ("information", "adequate")),
    "therapy": (("response", "reported_back"),),
}


def start(known: Answers) -> dict[str, Answer]:
    """Where climbing starts (section 1.4): the weakest option, and a purpose of listening."""
    weakest = {item: options[0] for item, options in ORDERED.items()}
    return {**weakest, "purpose": "listen", **known}


def gates(number: int, version: int) -> tuple[tuple[tuple[str, str], ...], ...]:
    """The gates of a rung; in version 1, no gate of information had another way through."""
    if version == 1 and number == 6:
        return (GATES[6][0][:1], *GATES[6][1:])
    return GATES[number]


def climb(known: Answers, version: int = 2) -> tuple[int, int, dict[str, str]] | None:
    """Target, rung reached and changes in the order of section 1.1; None on rung 8."""
    now = start(known)
    target = max(rung(now, version) + 1, 3)
    if target > 8:
        return None
    asked = [
        gate[0]
        for number in range(3, target + 1)
        for gate in gates(number, version)
        if not any(asserts(now, item, option) for item, option in gate)
    ]
    for trap in traps(now, version):
        asked += [(item, o) for item, o in LEAVING[trap] if not asserts(now, item, o)]
    changes: dict[str, str] = {}
    for item in ORDERED:
        options = [option for asked_item, option in asked if asked_item == item]
        if options:
            changes[item] = max(options, key=PLACE[item].__getitem__)
    return target, rung({**now, **changes}, version), changes


def width(known: Answers, version: int = 2) -> int:
    """How far the interval spans: the ends are those of the weakest and strongest completions."""
    low, high = ends(known, version)
    return high - low


def ends(known: Answers, version: int = 2) -> tuple[int, int]:
    """The lowest and highest rung over all completions.

    Stronger options never lower the rung, so the ends of the ordered items are enough (which
    test_placement shows); every purpose is gone through.
    """
    purposes = [known["purpose"]] if "purpose" in known else list(PURPOSES)
    weakest = {item: options[0] for item, options in ORDERED.items()}
    strongest = {item: options[-1] for item, options in ORDERED.items()}
    low = min(rung({**weakest, **known, "purpose": purpose}, version) for purpose in purposes)
    high = max(rung({**strongest, **known, "purpose": purpose}, version) for purpose in purposes)
    return low, high


def narrowing(known: Answers, version: int = 2) -> tuple[str, ...]:
    """What to find out first (section 1.3)."""
    means = []
    for place, (item, options) in enumerate(EVIDENCE.items()):
        if item not in known:
            total = sum(width({**known, item: option}, version) for option in options)
            if total < width(known, version) * len(options):
                means.append((total / len(options), place, item))
    return tuple(item for _, _, item in sorted(means)[:3])


def rests_on(known: Answers, version: int = 2) -> tuple[str, ...]:
    """The known ordered items of which one step up or down moves an end (section 1.3)."""
    now = ends(known, version)
    found = []
    for item, options in ORDERED.items():
        if item in known:
            at = PLACE[item][str(known[item])]
            steps = [options[k] for k in (at - 1, at + 1) if 0 <= k < len(options)]
            if any(ends({**known, item: step}, version) != now for step in steps):
                found.append(item)
    return tuple(found)
