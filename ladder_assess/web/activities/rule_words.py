"""What rules of another version make of the same answers, rule by rule in plain words."""

from collections.abc import Sequence

from flask_babel import gettext as _
from flask_babel import lazy_gettext

from ladder_assess.core.placement.changed_rules import (
    CAUTION,
    CERTAIN,
    GATE,
    KIND,
    TRAP,
    ChangedRule,
)
from ladder_assess.publishing.common.words import Words
from ladder_assess.web.common.request import said

NOW = {
    "met": lazy_gettext("By these answers that is met."),
    "unmet": lazy_gettext("By these answers that is not met."),
    "undecided": lazy_gettext("By these answers that is not known yet."),
}
BEFORE = {
    "met": lazy_gettext("By the earlier rule it was met."),
    "unmet": lazy_gettext("By the earlier rule it was not met."),
    "undecided": lazy_gettext("By the earlier rule it was not known."),
}
HOLDS = {
    "certain": lazy_gettext("applies"),
    "possible": lazy_gettext("may apply"),
    "no": lazy_gettext("does not apply"),
}
HELD = {
    "certain": lazy_gettext("applied"),
    "possible": lazy_gettext("could apply"),
    "no": lazy_gettext("did not apply"),
}


def rule_sentences(changed: Sequence[ChangedRule], words: Words) -> list[str]:
    """Of each rule what it says now, and what it makes of the answers now and made before."""
    return [_sentence(each, words) for each in changed]


def rule_names(changed: Sequence[ChangedRule], words: Words) -> list[str]:
    """The same rules, each in a few words."""
    return [_name(each, words) for each in changed]


def _sentence(rule: ChangedRule, words: Words) -> str:
    if rule.about == GATE and rule.gate is not None:
        needs = _(
            "What rung %(rung)s needs is clearer now: “%(needs)s”",
            rung=rule.id,
            needs=said(rule.gate.because),
        )
        return f"{needs} {NOW[rule.after]} {BEFORE[rule.before]}"
    if rule.about == TRAP:
        return str(
            _(
                "The rule for “%(name)s” is clearer now: it %(now)s here. Earlier it %(before)s.",
                name=_trap_name(rule, words),
                now=HOLDS[rule.after],
                before=HELD[rule.before],
            )
        )
    if rule.about == CAUTION:
        return _caution(rule, words)
    return str(
        _(
            "The rule for the kind is clearer now: it was “%(before)s” and is “%(after)s” now.",
            before=kind_name(rule.before, words),
            after=kind_name(rule.after, words),
        )
    )


def _caution(rule: ChangedRule, words: Words) -> str:
    name = _caution_name(rule, words)
    if rule.after == CERTAIN:
        return str(_("There is a caution now that was not there before: “%(name)s”.", name=name))
    return str(_("A caution falls away: “%(name)s”.", name=name))


def _name(rule: ChangedRule, words: Words) -> str:
    if rule.about == GATE:
        return str(_("a new rule for rung %(rung)s", rung=rule.id))
    if rule.about == TRAP:
        return str(_("a new rule for “%(name)s”", name=_trap_name(rule, words)))
    if rule.about == KIND:
        return str(_("another kind: %(kind)s", kind=kind_name(rule.after, words)))
    name = _caution_name(rule, words)
    if rule.after == CERTAIN:
        return str(_("a new caution: %(name)s", name=name))
    return str(_("no longer a caution: %(name)s", name=name))


def _trap_name(rule: ChangedRule, words: Words) -> str:
    return said(words.trap(rule.id, certain=True).name)


def _caution_name(rule: ChangedRule, words: Words) -> str:
    return said(words.caution(rule.id, {}).name)


def kind_name(kind: str, words: Words) -> str:
    """What a kind is called, also where it is not known."""
    found = words.kind(kind)
    return said(found.name) if found else str(_("Kind not known"))
