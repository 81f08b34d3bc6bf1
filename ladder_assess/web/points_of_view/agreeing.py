"""The answers to a question on which sides differ, each with who gave it, to agree on one."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from flask_babel import gettext as _
from flask_babel import ngettext

from ladder_assess.core.points_of_view.what_views_say import ItemViews
from ladder_assess.core.questionnaire.questionnaire import UNKNOWN


class Offer(NamedTuple):
    """An answer to choose: its value and label, whether it is chosen, and in few words who gave it
    or, where nobody did, what it takes in.
    """

    value: str
    label: str
    chosen: bool
    hint: str


class Offers(NamedTuple):
    """Answers that some side gave or that hold so far, and the `others`."""

    given: tuple[Offer, ...]
    others: tuple[Offer, ...]


def offers_of(field: Any, each: ItemViews, groups: Mapping[str, str]) -> Offers:
    """What a field offers, by what each side says to its question."""
    given: list[Offer] = []
    others: list[Offer] = []
    for choice in field.iter_choices():
        who = _who(choice.value, each, groups)
        label, chosen = str(choice.label), bool(choice.selected)
        hint = who or str(field.hints.get(choice.value, ""))
        (given if who or chosen else others).append(Offer(choice.value, label, chosen, hint))
    return Offers(tuple(given), tuple(others))


def _who(answer: str, each: ItemViews, groups: Mapping[str, str]) -> str:
    """Who gave an answer: the organisation, and groups with how many answers each rests on."""
    given = each.own or (UNKNOWN if each.said else None)
    own = [str(_("Your own answer"))] if answer == given else []
    said = (
        f"{groups[group]}: " + ngettext("%(num)s answer", "%(num)s answers", each.answers[group])
        for group, options in each.groups.items()
        if answer in options
    )
    return "; ".join([*own, *said])
