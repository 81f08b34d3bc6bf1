"""Voting by the facts on a phone: one question at a time, each answered by one press."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from flask import redirect, url_for
from flask_babel import gettext as _
from wtforms import HiddenField

from ladder_assess.core.questionnaire.questionnaire import UNKNOWN, Item, Questionnaire
from ladder_assess.core.workshops.course import takes_votes
from ladder_assess.core.workshops.facts import FactsSaid
from ladder_assess.core.workshops.workshop import Workshop
from ladder_assess.services.workshops.cast_vote import RoomIsFull
from ladder_assess.services.workshops.vote_by_facts import answer_fact, said_of, take_back_fact
from ladder_assess.web.common.forms import Form
from ladder_assess.web.common.item_fields import pressed_choice
from ladder_assess.web.common.limits import limit_facts
from ladder_assess.web.common.request import View, point_out, product
from ladder_assess.web.workshops.phone import is_new, keep_picked

BACK = "back"


@dataclass(frozen=True)
class FactsPage:
    """What somebody has said so far, and the form for the next question or to go back by. `left` is
    how many more questions there can be after this one, None where that is not known.
    """

    said: FactsSaid
    form: Any
    left: int | None

    @property
    def number(self) -> int:
        """How many questions this is."""
        return len(self.said.said) + 1


class SentForm(Form):
    """What a phone sends: for which question of which round, and the answer, or the way back."""

    at = HiddenField()
    answer = HiddenField()
    go = HiddenField()


@lru_cache(64)
def _form_of(item: Item | None, questionnaire: Questionnaire) -> type[Form]:
    asked = {"answer": pressed_choice(item, questionnaire)} if item else {}
    return type("FactForm", (Form,), {**asked, "at": HiddenField()})


def facts_page(found: Workshop, seat: str, place: str) -> FactsPage:
    """The question that somebody is at; `place` names the exercise and its round."""
    said = said_of(product(), found, seat)
    item = said.next
    at = f"{place} {item.id if item else ''}"
    form = _form_of(item, product().definitions.questionnaire)(formdata=None, data={"at": at})
    return FactsPage(said, form, _left(said))


def _left(said: FactsSaid) -> int | None:
    if said.next is None:
        return None
    known = {item: option for item, option in said.said.items() if option != UNKNOWN}
    most = product().paths.quick.most_left(known, said.said)
    return None if most is None else most - 1


def votes_by_facts(found: Workshop) -> bool:
    """Does the room vote by the facts now?"""
    return found.course.by_facts and takes_votes(found.course, len(found.exercises))


def take_answer(found: Workshop, seat: str, place: str) -> View:
    """Keep what a phone sends; a page of another round asked for something else."""
    form = SentForm()
    if form.validate_on_submit():
        limit_facts(found.code, "" if is_new(found.code) else seat)
        seen, _space, item = (form.at.data or "").partition(" ")
        try:
            if seen == place and _kept(found, seat, item, form):
                said = said_of(product(), found, seat)
                keep_picked(found, (said.rungs.low, said.rungs.high) if said.is_vote else ())
            else:
                point_out(_("That answer came too late, or was to another question. Look again."))
        except RoomIsFull as full:
            point_out(why_full(full))
    return redirect(url_for("room.show", room=found.code))


def why_full(full: RoomIsFull) -> str:
    """Why what a phone sent does not count, and what to do."""
    if full.soon:
        return str(_("Very many people have voted. Wait ten seconds, and vote again."))
    return str(_("This room is full: as many people have voted as can. It does not count."))


def _kept(found: Workshop, seat: str, item: str, form: SentForm) -> bool:
    if form.go.data == BACK:
        return take_back_fact(product(), found, seat)
    new = is_new(found.code)
    return answer_fact(product(), found, seat, item, form.answer.data or "", new=new)
