"""Headings that count people in other languages: Personenzahl, nombre de personnes, liczba osób."""

import re
from collections.abc import Iterator

from ladder_assess.core.register.days.which_day import apart
from ladder_assess.core.register.headings.column_names import OFTEN, TOOK_PART
from ladder_assess.core.register.headings.column_names_elsewhere import plainly

# People who come to something, in the plural, without the marks on their letters.
PEOPLE = (
    r"(?:personen|teilnehmer(?: ?innen)?|teilnehmenden?|besucher(?: ?innen)?|gaste|"
    r"besuchenden?|anwesenden?|zuschauer(?: ?innen)?|tn|personnes|participants|participantes|"
    r"visiteurs|spectateurs|presents|personas|asistentes|concurrentes|visitantes|pessoas|presentes|persone|"
    r"partecipanti|presenti|visitatori|spettatori|persones|assistents|mensen|deelnemers|bezoekers|"
    r"aanwezigen|personer|deltag(?:ar|er)e|deltakere|besokare|besokende|besogende|fremmodte|"
    r"oppmotte|narvarande|osob|osoby|uczestnikow|uczestnicy|ucastniku|ucastnikov|ucastnici|"
    r"navstevniku|navstevnikov|osallistujia|osallistujat|kavijoita|kavijat|henkiloita|pobl|"
    r"bobl|[fm]ynychwyr|cyfranogwyr|gyfranogwyr|visitors|guests|people|persons|pax)"
)
NUMBER_OF = (
    r"(?:anzahl|zahl|nombre|nb|nbr|nbre|numero|num|no|nr|n|cantidad|total|quantidade|qtd|qtde|"
    r"antal|antall|aantal|liczba|ilosc|pocet|cet|nifer|number|count|nombre total|total number|"
    r"gesamtzahl|numero total)"
)
LITTLE = r"(?:der|die|de|des|d|del|di|dei|degli|da|dos|das|do|las|los|les|y|o|a|av|af|van|of|the)"
# One word says it: Personenzahl, deltagerantal, osallistujamäärä.
IN_ONE_WORD = (
    r"(?:(?:personen|teilnehmer|teilnehmenden|besucher|gaste|zuschauer)(?:zahl|zahlen|anzahl)|"
    r"(?:deltager|deltagar|deltaker|deelnemers|bezoekers|besoks|besokar|besogs|person|personen)"
    r"(?:aantal|antall?|tall?)|(?:osallistuja|kavija|henkilo)(?:maara|luku)|frekwencja|ucast|"
    r"frequentation|affluence|presenze|affluenza|asistencia|assistencia|afluencia|presencas|opkomst|"
    r"oppmote|fremmode|narvaro|navstevnost|publico|[a-z]+ a (?:fynychodd|gymerodd ran))"
)
# Each of which is somebody's.
RESPONSES = r"(?:(?:(?:total|number|no|count) (?:of )?)?responses(?: received)?|responses? count)"
# What was sent in, and who helped: each need not be somebody's who took part.
GIVEN = (
    r"(?:feedbacks?|submissions|contributions|volunteers|beitrage|einsendungen|freiwillige|"
    r"benevoles|contribuciones|aportes|aportaciones|voluntari[oa]s|contribuicoes|contributi|"
    r"volontari|bijdragen|reacties|vrijwilligers|wolontariuszy|dobrovolniku|frivillig[ae])"
)
RECEIVED = r"(?:received|count|total|made|submitted|recues|recibid[oa]s|recebidas|ricevuti)"
BEHIND = (
    r"(?:count|zahl|presente?s|presenti|total|gesamt|insgesamt|anwesend|asistentes|participants|"
    r"participantes|totaux|totales|totali)"
)
MANY = re.compile(
    rf"(?:(?:{NUMBER_OF} )?(?:{LITTLE} )*{PEOPLE}(?: {BEHIND})?|"
    rf"(?:{NUMBER_OF} )?{IN_ONE_WORD}|{RESPONSES})"
)
HAVE_GIVEN = re.compile(rf"(?:(?:{NUMBER_OF}|totale) )?(?:{LITTLE} )*{GIVEN}(?: {RECEIVED})?")
# Who were to come, and need not have.
TO_COME = re.compile(
    r"\b(?:max\w*|min\w*|erwartet\w*|angemeldet\w*|geplant\w*|prevu\w*|previst\w*|inscrit\w*|"
    r"attendu\w*|esperad\w*|attes\w*|iscritt\w*|verwacht\w*|aangemeld\w*|forvent\w*|pameldt\w*|"
    r"tilmeldt\w*|anmald\w*|zgloszon\w*|prihlasen\w*|ilmoittautu\w*|disgwyl\w*|estim(?:ad|at|e)\w*|geschatz\w*|"
    r"geschat\w*|stimat\w*|szacun\w*|expected|anticipated|projected|odhad\w*)\b"
)


def counts_people(heading: str, near: float, hardly: float) -> Iterator[tuple[str, float]]:
    """The column of those who took part, where a heading counts people in whatever language, and
    how near it comes: `hardly` where these were to come and need not have, or where what they gave
    is counted.
    """
    plain = plainly(apart(heading))
    rest = " ".join(TO_COME.sub("", plain).split())
    to_come = rest != plain and (bool(MANY.fullmatch(rest)) or rest in OFTEN[TOOK_PART])
    if MANY.fullmatch(plain):
        yield TOOK_PART, near
    elif to_come or HAVE_GIVEN.fullmatch(plain):
        yield TOOK_PART, hardly
