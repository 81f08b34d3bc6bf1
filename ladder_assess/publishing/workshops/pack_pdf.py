"""What is printed for a workshop without phones: the ladder as a poster, a card for each story, and
sheets to tally votes on.
"""

from datetime import date
from pathlib import Path

from jinja2 import Environment

from ladder_assess.core.questionnaire.questionnaire import Questionnaire
from ladder_assess.core.workshops.exercise import RANK
from ladder_assess.core.workshops.record import Pack
from ladder_assess.publishing.charts import Speech
from ladder_assess.publishing.files.printed import ready_for_print, style_of, tagged_pdf

STYLES = ("plan/print/plan.css", "workshops/print/workshop.css", "workshops/print/pack.css")


def pack_pdf(
    pack: Pack, questionnaire: Questionnaire, day: date, environment: Environment, fonts: Path
) -> bytes:
    """The pack as PDF/UA-1, dated with a day. The poster's page is an A3, all others are A4."""
    speech: Speech = environment.globals["speech"]  # type: ignore[assignment]
    title = pack.workshop.title or speech.gettext("Workshop")
    return tagged_pdf(
        pack_html(pack, questionnaire, environment, title),
        "".join(style_of(environment, name) for name in STYLES),
        fonts,
        title=title,
        lang=str(environment.globals["lang"]),
        made_on=day,
    )


def pack_html(
    pack: Pack, questionnaire: Questionnaire, environment: Environment, title: str
) -> str:
    """The pack as one page of HTML. Nothing in it says what the rules say."""
    template = environment.get_template("workshops/print/pack.html")
    numbered = list(enumerate(pack.accounts, start=1))
    # What is only talked about has nothing to read where nothing was written below its title.
    cards = [each for each in numbered if each[1].ballot or each[1].paragraphs]
    tallied = [each for each in cards if each[1].ballot and each[1].exercise.kind != RANK]
    rungs = tuple(reversed(questionnaire.rungs))
    shown = {"pack": pack, "title": title, "rungs": rungs, "cards": cards, "tallied": tallied}
    return ready_for_print(template.render(shown))
