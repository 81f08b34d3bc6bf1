"""What is printed for a workshop without phones: the ladder as a poster, a card for each story and
each talk, sheets to tally votes on and one of the facts to mark, and what the rules say for whoever
runs it.
"""

from datetime import date
from pathlib import Path

from jinja2 import Environment

from ladder_assess.core.questionnaire.questionnaire import Questionnaire
from ladder_assess.core.workshops.exercise import ON_THE_LADDER
from ladder_assess.core.workshops.record import Pack
from ladder_assess.publishing.charts import Speech
from ladder_assess.publishing.common.words import Words
from ladder_assess.publishing.files.printed import printed_pdf, ready_for_print
from ladder_assess.publishing.placement.activity_view import activity_view

STYLES = ("plan/print/plan.css", "workshops/print/workshop.css", "workshops/print/pack.css")


def pack_pdf(pack: Pack, words: Words, day: date, environment: Environment, fonts: Path) -> bytes:
    """The pack as PDF/UA-1, dated with a day. The poster's page is an A3, all others are A4."""
    speech: Speech = environment.globals["speech"]  # type: ignore[assignment]
    title = pack.workshop.title or speech.gettext("Workshop")
    return printed_pdf(
        pack_html(pack, words, environment, title),
        environment,
        STYLES,
        fonts,
        title=title,
        made_on=day,
    )


def pack_html(pack: Pack, words: Words, environment: Environment, title: str) -> str:
    """The pack as one page of HTML. Nothing before its last pages says what the rules say."""
    template = environment.get_template("workshops/print/pack.html")
    cards = list(enumerate(pack.accounts, start=1))
    tallied = [each for each in cards if each[1].ballot]
    placed = any(each.exercise.kind in ON_THE_LADDER for each in pack.accounts)
    facts = words.questionnaire.evidence if placed else ()
    rungs = tuple(reversed(words.questionnaire.rungs))
    keys = [(number, each, activity_view(each.assessed, words)) for number, each in pack.keys]
    shown = {"title": title, "rungs": rungs, "bands": _bands(words.questionnaire), "words": words}
    parts = {"cards": cards, "tallied": tallied, "facts": facts, "keys": keys}
    return ready_for_print(template.render(shown, **parts))


def _bands(questionnaire: Questionnaire) -> dict[int, tuple[str, int]]:
    """By the highest rung of each band, its name and how many rungs it has."""
    found = {}
    for band in questionnaire.bands:
        numbers = [rung.number for rung in questionnaire.rungs if rung.band == band.id]
        found[max(numbers)] = (band.name, len(numbers))
    return found
