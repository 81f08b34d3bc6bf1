"""What the parts of instruments and waves are called on pages."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from ladder_assess.core.instruments.instrument import Instrument
from ladder_assess.core.instruments.wave import ORGANISATION, RESPONDENTS, Wave

ALL = "all"
WAY_WORDS = {
    ORGANISATION: _l("Your organisation, once, as a whole"),
    RESPONDENTS: _l("Several people, each on their own"),
}
WAY_HINTS = {
    ORGANISATION: _l("Answer together, or let one person answer for all. You can stop and go on."),
    RESPONDENTS: _l(
        "You send a link. Nobody needs an account and nobody gives a name. "
        "You see results once five people have answered."
    ),
}
FULL, SHORT = "full", "short"
COUNTS, ROWS = "counts", "rows"
READING_WORDS = {
    COUNTS: _l("How many gave each answer"),
    ROWS: _l("Also what each person answered, as a row without a name"),
}
READING_HINTS = {
    COUNTS: _l("This protects people best. Choose it unless you need rows for other programs."),
    ROWS: _l(
        "You can take the rows to a spreadsheet or a program for statistics. "
        "People are told so before they answer. It cannot be changed once the round is open."
    ),
}
BY_LINKS, ELSEWHERE = "links", "elsewhere"
ORIGIN_WORDS = {
    BY_LINKS: _l("From links that you send"),
    ELSEWHERE: _l("They were collected elsewhere: you key them in, or bring a file"),
}
ORIGIN_HINTS = {
    ELSEWHERE: _l("On paper, for example. Results and files say so. Nobody can answer by a link."),
}
SUBJECT_WORDS = {
    "partnership": _l("Which partnership is it about?"),
    "process": _l("Which service is it about?"),
}
EVERYONE = _l("Everyone you ask")


def number_name(wave: Wave) -> str:
    """What a round is called by its number: a campaign where people answer it by links."""
    if wave.own:
        return str(_("Round %(number)s", number=wave.number))
    return str(_("Campaign %(number)s", number=wave.number))


def form_name(instrument: Instrument, form: str) -> str:
    """What a group of respondents is called."""
    names = {each.id: each.name for each in instrument.forms}
    return _(names[form]) if form in names else str(EVERYONE)
