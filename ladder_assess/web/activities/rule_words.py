"""What rules of another version make of the same answers, rule by rule in plain words."""

from collections.abc import Iterator, Sequence

from flask_babel import gettext as _
from flask_babel import lazy_gettext

from ladder_assess.core.placement.changed_rules import (
    CAUTION,
    CERTAIN,
    GATE,
    KIND,
    TRAP,
    ChangedRule,
    what_changed,
)
from ladder_assess.publishing.common.words import Words
from ladder_assess.web.common.request import said

# What the answers make of a gate now, and what they made of it.
NOW = {
    "met": lazy_gettext("By these answers it is met."),
    "unmet": lazy_gettext("By these answers it is not met."),
    "undecided": lazy_gettext("By these answers it is not known yet."),
}
BEFORE = {
    "met": lazy_gettext("Before, it was met."),
    "unmet": lazy_gettext("Before, it was not met."),
    "undecided": lazy_gettext("Before, it was not known."),
}
HOLDS = {
    "certain": lazy_gettext("By these answers it applies."),
    "possible": lazy_gettext("By these answers it may apply."),
    "no": lazy_gettext("By these answers it does not apply."),
}
HELD = {
    "certain": lazy_gettext("Before, it applied."),
    "possible": lazy_gettext("Before, it could apply."),
    "no": lazy_gettext("Before, it did not apply."),
}


def rule_sentences(changed: Sequence[ChangedRule], words: Words) -> list[list[str]]:
    """Of each rule that it changed, what it was, what it is and why, and what it makes and made of
    the answers, a line each.
    """
    return [list(_sentences(each, words)) for each in changed]


def rule_names(changed: Sequence[ChangedRule], words: Words) -> list[str]:
    """The same rules, each in a few words."""
    return [_name(each, words) for each in changed]


def _sentences(rule: ChangedRule, words: Words) -> Iterator[str]:
    told = what_changed(words.questionnaire, rule)
    yield _heading(rule, told.id if told else rule.id, words)
    if told is not None:
        yield str(_("Before: %(text)s", text=said(told.before)))
        yield str(_("Now: %(text)s", text=said(told.now)))
        yield str(_("Why: %(text)s", text=said(told.why)))
    yield from _made_of_it(rule, words)


def _heading(rule: ChangedRule, changed: str, words: Words) -> str:
    """`changed` is the id of the rule that changed: of kinds, another can come out than its own."""
    if rule.about == GATE:
        return str(_("What rung %(rung)s needs has changed.", rung=rule.id))
    names = {TRAP: _trap_name, CAUTION: _caution_name}
    name = names[rule.about](rule, words) if rule.about in names else kind_name(changed, words)
    if rule.about == KIND:
        return str(_("The rule for the kind “%(name)s” has changed.", name=name))
    return str(_("The rule for “%(name)s” has changed.", name=name))


def _made_of_it(rule: ChangedRule, words: Words) -> Iterator[str]:
    if rule.about == GATE:
        yield f"{NOW[rule.after]} {BEFORE[rule.before]}"
    elif rule.about == TRAP:
        yield f"{HOLDS[rule.after]} {HELD[rule.before]}"
    elif rule.about == CAUTION:
        yield _caution(rule, words)
    else:
        was, now = kind_name(rule.before, words), kind_name(rule.after, words)
        yield str(_("So it was “%(before)s” and is “%(after)s” now.", before=was, after=now))


def _caution(rule: ChangedRule, words: Words) -> str:
    name = _caution_name(rule, words)
    if rule.after == CERTAIN:
        return str(_("There is a caution now that was not there before: “%(name)s”.", name=name))
    return str(_("A caution falls away: “%(name)s”.", name=name))


def _name(rule: ChangedRule, words: Words) -> str:
    if rule.about == GATE:
        return str(_("the rule for rung %(rung)s has changed", rung=rule.id))
    if rule.about == TRAP:
        return str(_("the rule for “%(name)s” has changed", name=_trap_name(rule, words)))
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
