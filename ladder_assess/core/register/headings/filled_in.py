"""What programs for forms write beside the answers: when someone filled one in, and who."""

import re
from collections.abc import Mapping, Sequence
from itertools import islice

from ladder_assess.core.register.days.which_day import apart, fold
from ladder_assess.core.register.headings.column_names_elsewhere import plainly

# Where one of these stands, the days are those of filling in.
OF_A_FORM = frozenset(
    (
        "completion time", "ip address", "ipaddress", "respondent id", "respondentid",
        "collector id", "collectorid", "response id", "responseid", "recordeddate",
        "recorded date", "submit date utc", "network id",
    )
)  # fmt: skip
FILLED_IN = frozenset(
    (
        "start time", "completion time", "start date", "end date", "startdate", "enddate",
        "start date utc", "submit date utc", "date submitted", "recorded date",
    )
)  # fmt: skip
# In other languages both have to stand there: they begin and end an event as well.
BEGUN_AND_SENT = (
    ("heure de debut", "heure de fin"),
    ("hora de inicio", "hora de finalizacion"),
    ("hora de inicio", "hora de conclusao"),
    ("ora di inizio", "ora di completamento"),
    ("startzeit", "fertigstellungszeit"),
    ("begintijd", "tijd van voltooien"),
    ("godzina rozpoczecia", "godzina ukonczenia"),
    ("starttid", "slutforandetid"),
    ("amser cychwyn", "amser cwblhau"),
)
# The address of whoever filled in a form.
ADDRESSES = frozenset(
    (
        "email", "e mail", "mail", "email address", "e mail address", "your email", "username",
        "adresse de messagerie", "courriel", "adresse e mail", "adresse email", "adresse mail",
        "adresse electronique", "correo", "correo electronico", "direccion de correo electronico",
        "direccion de correo", "posta elettronica", "indirizzo email", "indirizzo e mail",
        "e mail adresse", "emailadres", "e mailadres", "endereco de email", "endereco de e mail",
        "adres e mail", "e post", "e postadress", "epost", "e bost", "cyfeiriad e bost",
    )
)  # fmt: skip
# What their name stands beneath, and that of an activity where there is no other.
NAMES = frozenset(
    ("name", "nom", "nombre", "nome", "naam", "nazwa", "namn", "navn", "nimi", "nazev", "enw")
)
WORD_OF_A_NAME = re.compile(r"[^\W\d_][\w'’.-]*,?")
PARTICLES = frozenset(("da", "de", "del", "den", "der", "di", "dos", "la", "van", "von", "y"))
FEWEST, MOST = 2, 5
TITLE = re.compile(r"[^\W\d_]{2,}\.")
BETWEEN = re.compile(r" ?[,;/&\n]\s*")
LOOKED_AT, HALF = 300, 0.5


def of_the_form(headings: Sequence[str]) -> list[int]:
    """The places of headings that are days of filling in a form."""
    folded = [apart(heading) for heading in headings]
    of_a_form = OF_A_FORM & {*folded, *map(fold, headings)}
    plain = [plainly(text) for text in folded]
    pairs = {text for pair in BEGUN_AND_SENT if {*pair} <= {*plain} for text in pair}
    pairs = pairs if ADDRESSES & {*plain} else set()
    return [
        at
        for at, text in enumerate(folded)
        if (of_a_form and text in FILLED_IN) or plain[at] in pairs
    ]


def names_beside_an_address(headings: Sequence[str]) -> list[int]:
    """The places of bare names beside which the address of a person stands."""
    plain = [plainly(apart(heading)) for heading in headings]
    near = {at + step for at, text in enumerate(plain) if text in ADDRESSES for step in (-1, 1)}
    return [at for at, text in enumerate(plain) if text in NAMES and at in near]


def are_people(values: Mapping[str, int]) -> bool:
    """Do most values look like the names of people?"""
    some = list(islice(values, LOOKED_AT))
    return sum(map(_is_person, some)) > HALF * len(some)


def are_teams(values: Mapping[str, int]) -> bool:
    """Do most values name several people, or one?"""
    some = list(islice(values, LOOKED_AT))
    return sum(all(map(_is_person, BETWEEN.split(text))) for text in some) > HALF * len(some)


def _is_person(text: str) -> bool:
    """Is a text the name of somebody, with a title such as Dr. or without?"""
    words = [word for word in text.split() if word not in PARTICLES and not TITLE.fullmatch(word)]
    named = all(WORD_OF_A_NAME.fullmatch(word) and word[0].isupper() for word in words)
    return named and FEWEST <= len(words) <= MOST
