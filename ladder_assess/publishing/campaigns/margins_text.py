"""What answers are weighed by, in words."""

from ladder_assess.core.campaigns.cross_table import FORMS
from ladder_assess.core.campaigns.weights.weighting import Margins
from ladder_assess.core.instruments.instrument import Instrument
from ladder_assess.publishing.charts import Speech


def margin_name(instrument: Instrument, name: str, speech: Speech) -> str:
    """What a question that people are weighed by is called; its id where it is asked no more."""
    if name == FORMS:
        return speech.gettext("The group that they answer for")
    found = instrument.items.get(name)
    return speech.gettext(found.label or found.ask) if found else name


def margin_answers(instrument: Instrument, name: str, speech: Speech) -> list[tuple[str, str]]:
    """The answers to it, with what each is called."""
    if name == FORMS:
        return [(form.id, speech.gettext(form.name)) for form in instrument.forms]
    options = instrument.items[name].options if name in instrument.items else ()
    return [(option.id, speech.gettext(option.text)) for option in options]


def margins_text(instrument: Instrument, margins: Margins, speech: Speech) -> list[str]:
    """Each question that people are weighed by, with the percentage of each answer."""
    found = []
    for name, shares in margins.items():
        words = dict(margin_answers(instrument, name, speech))
        each = ", ".join(f"{words.get(o, o)} {share:g} %" for o, share in shares.items())
        found.append(f"{margin_name(instrument, name, speech)}: {each}")
    return found
