"""What people call the columns of a register in Welsh and in other languages of Europe. Such a
heading is a guess, and its values decide: `data` is a day in Italian and anything in English.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from types import MappingProxyType

from ladder_assess.core.register.days.which_day import OF, YEAR, apart, fold, is_of_the_record
from ladder_assess.core.register.headings.column_names import BESIDE, HARDLY, PLACES
from ladder_assess.core.register.headings.column_names_farther import (
    FARTHER,
    NAMING_FARTHER,
    named_by_sign,
)

ELSEWHERE = {
    "name": (
        "enw", "teitl", "gweithgaredd", "prosiect", "digwyddiad", "ymgynghoriad", "nom",
        "titre", "intitule", "projet", "evenement", "activite", "manifestation", "concertation",
        "nombre", "titulo", "proyecto", "actividad", "evento", "propuesta", "iniciativa",
        "consulta", "titolo", "nome", "progetto", "attivita", "iniziativa", "projeto",
        "atividade", "proposta", "titel", "bezeichnung", "projekt", "projektname",
        "projekttitel", "veranstaltung", "vorhaben", "naam", "activiteit", "projectnaam",
        "nazwa", "tytul", "nazev", "akce", "namn", "aktivitet", "rubrik", "benamning", "nimi",
        "hanke", "denominacion", "designacao", "designacao do projeto", "demanda", "vorschlag",
        "actividades", "atividades", "activites", "aktivitaten", "massnahme", "massnahmen",
        "accion", "acciones", "azione", "azioni", "acao", "acoes", "activiteiten", "dzialanie",
        "dzialania", "gweithgareddau",
        "denominazione", "navn", "tittel", "projecte", "activitat",
    ),
    "description": (
        "a propos", "acerca de", "sobre", "sobre o evento", "sobre el evento",
        "uber die veranstaltung", "crynodeb", "cynnwys", "manylion", "inhalt", "inhalte",
        "worum geht es", "zusammenfassung", "erlauterung", "contenu",
        "contenido", "details", "conteudo", "contenuto", "contingut", "detalle", "detalles",
        "detalhes", "dettagli",
        "resumo", "resum", "sintesi", "toelichting", "inhoud", "samenvatting", "sammanfattning",
        "innehall", "innhold", "indhold", "omtale", "om arrangementet", "anotace", "obsah",
        "streszczenie", "tresc", "sisalto", "tiivistelma",
        "disgrifiad", "descriptif", "resume", "descripcion", "resumen", "descrizione",
        "descricao", "beschreibung", "kurzbeschreibung", "omschrijving", "beschrijving", "opis",
        "opis skrocony", "opis projektu", "descripcion del proyecto", "description du projet",
        "descripcion de la propuesta", "descricao do projeto", "descricao da proposta",
        "projektbeschreibung", "descripcio", "popis", "beskrivning", "beskrivelse", "kuvaus",
    ),
    "start_date": (
        "dyddiad", "dyddiad cychwyn", "dyddiad dechrau", "date de debut", "date debut", "debut",
        "date d ouverture", "date ouverture", "fecha", "fecha inicio", "fecha de inicio",
        "inicio", "data", "data inizio", "data di inizio", "inizio", "data inicio",
        "data de inicio", "datum", "beginn", "startdatum", "anfangsdatum", "datum von", "von",
        "dia", "jour", "giorno", "tag", "dag", "termin", "dat", "dal", "du", "van", "fra", "fran",
        "od",
        "fecha de apertura", "fecha de celebracion", "data de abertura", "data de realizacao",
        "begindatum", "data rozpoczecia", "datum zahajeni", "dato", "startdato",
    ),
    "end_date": (
        "dyddiad gorffen", "dyddiad diwedd", "dyddiad cau", "date de fin", "date fin", "fin",
        "date de cloture", "date cloture", "fecha fin", "fecha de fin", "fecha final",
        "fecha de cierre", "fecha termino", "data fine", "data di fine", "data fim",
        "data de fim", "enddatum", "ende", "datum bis", "bis", "einddatum", "slutdatum",
        "data termino", "data de termino", "data do termino", "fecha de termino", "data final",
        "fecha de finalizacion", "fecha finalizacion", "data de encerramento",
        "data zakonczenia", "datum ukonceni", "sluttdato", "slutdato", "al", "au", "jusqu au",
        "fino al", "tot", "tot en met", "t m", "til", "til dato", "till datum", "do", "bis zum",
        "hasta el", "ate", "fi", "data fi", "data de fi", "loppupaiva",
    ),
    "people_took_part": (
        "nifer y cyfranogwyr", "nombre de participants", "participantes",
        "numero de participantes", "nb participants", "nb de participants", "asistentes",
        "numero de asistentes", "liczba uczestnikow", "anzahl teilnehmer", "anzahl teilnehmende",
        "partecipanti", "teilnehmer", "teilnehmerzahl", "deelnemers",
        "deltagare", "deltakere",
    ),
    "service_area": (
        "adran", "fachbereich", "dezernat", "amt", "departamento", "dipartimento", "departement",
        "secretaria", "concejalia", "orgao", "orgao responsavel", "wydzial", "direction pilote",
        "gwasanaeth", "dienststelle", "zustandiges amt", "zustandige stelle", "service pilote",
        "service responsable", "direction responsable", "direccion responsable",
        "area responsable", "unidad responsable", "unidade", "unidade responsavel", "settore",
        "ufficio", "assessorato", "afdeling", "dienst", "avdelning", "avdeling", "jednostka",
        "utvar", "yksikko", "toimiala", "dependencia", "dependencia responsable", "of responsable",
        "oficina responsable", "oficina", "entidad responsable", "ansvarig enhet",
        "ansvarig avdelning", "ansvarig forvaltning", "ansvarig namnd", "ansvarlig enhet",
        "ansvarlig avdeling", "ansvarlig afdeling", "ansvarlig forvaltning",
    ),
    "id": (
        "cyfeirnod", "rhif", "identifiant", "numero", "identificador", "codigo", "codice",
        "identifiant projet", "identifiant du projet", "numer", "nr projektu", "numer projektu",
        "lp", "expediente", "folio", "cod", "lfd nr", "num", "nummer", "kennung", "kod", "cislo",
    ),
}  # fmt: skip
# The first word of what something is called, before whose name it is: nombre del proyecto.
NAMING = frozenset(
    (
        "enw", "teitl", "nom", "titre", "intitule", "nombre", "titulo", "titolo", "nome", "naam",
        "nazwa", "nazev", "titel", "bezeichnung", "denominacion", "denominazione", "denominacio",
        "designacao", "titol", "tittel", "tytul", "navn", "namn",
    )
)  # fmt: skip
# Behind the name of English too: Name der Veranstaltung.
GERMAN_OF = frozenset(("der", "des", "vom"))
# The first word of what is described, before what that is: descripción de la iniciativa.
DESCRIBING = frozenset(
    (
        "description",
        "summary",
        "overview",
        "outline",
        *(t for t in ELSEWHERE["description"] if " " not in t),
    )
)
# What else is described: where it is, of which kind, or what it costs.
DESCRIBED_BESIDE = frozenset(
    (
        "ubicacion", "localizacion", "localizacao", "localisation", "localizzazione", "direccion",
        "endereco", "indirizzo", "adresse", "adres", "lokalizacji", "lokalizacja", "standort",
        "standorts", "zona", "municipio", "municipi", "categoria", "categorie",
        "kategorie", "kategorii", "tipo", "type", "typ", "typu", "clase", "estado", "etat",
        "statut", "status", "stato", "presupuesto", "budget", "orcamento", "bilancio", "kosten",
        "coste", "costo", "meta", "metas", "indicador", "indicateur", "indicatore", "campo",
        "codigo", "code", "codice", "kod", "location", "place", "venue", "site", "area", "address",
        "category", "cost", "costs", "funding", "responses", "feedback", "results", "findings",
        "where",
        "outcomes", "figures", "statistics", "map", "target", "targets", "indicator", "outcome",
    )
)  # fmt: skip
# What meets, in words that name no activity by themselves.
MEETINGS = frozenset(
    (
        "reunion", "reuniones", "reunions", "reuniao", "reunioes", "riunione", "incontro", "sesion",
        "sessao", "sessione", "seduta", "seance", "seances", "sitzung", "treffen", "termin",
        "vergadering", "bijeenkomst", "sessio", "encuentro", "encontro", "rencontre", "atelier",
        "taller", "oficina", "audiencia", "audience", "debat", "debate", "spotkania", "wydarzenia",
        "posiedzenia", "zebrania", "jednani", "mote", "moten", "kokous", "cyfarfod", "encuesta",
        "event", "events", "meeting", "meetings", "session", "sessions", "activity", "hearing",
        "workshop", "consultation", "assembly", "project", "engagement", "survey", "enquete",
    )
)  # fmt: skip
# What stands beside a word for a day and says nothing of which: how it is written, or its time.
FORMATS = frozenset(
    (
        "iso", "iso8601", "utc", "gmt", "local", "text", "txt", "string", "str", "formatted",
        "format", "yyyy", "yy", "mm", "dd", "yyyymmdd", "ddmmyyyy", "jj", "aaaa", "tt", "jjjj",
        "time", "hora", "heure", "uhrzeit", "tijd", "ora", "godzina", "day", "full",
    )
)  # fmt: skip
LITTLE = frozenset(
    (
        "de", "del", "della", "dell", "dello", "do", "da", "di", "du", "des", "d", "la", "le", "l",
        "el", "il", "lo", "les", "las", "los", "der", "die", "das", "den", "van", "het", "the",
        "of", "y", "e", "et", "und", "en", "i", "a", "o", "y", "and",
    )
)  # fmt: skip
# What a day is called, and how a heading says that it is the first or the last.
DAY_WORDS = frozenset(
    ("data", "date", "fecha", "datum", "dato", "dyddiad", "dia", "pvm", "fec", "fch", "dt")
)
BEGIN_OR_END = {
    "start_date": frozenset(
        (
            "cychwyn", "dechrau", "debut", "ouverture", "lancement", "inicio", "apertura",
            "comienzo", "inizio", "avvio", "inici", "abertura", "lancamento", "beginn",
            "alku", "anfang", "begin", "aanvang", "comeco", "desde", "depuis", "seit", "vanaf",
            "eroffnung", "auftakt", "demarrage",
            "commencement", "oppstart", "opstart", "rozpoczecie", "poczatek",
            "rozpoczecia", "zahajeni", "startu", "zacatku",
            "zaciatku", "pocatku", "pocetka", "zacetka", "konani", "konania", "ini", "inic",
        )
    ),
    "end_date": frozenset(
        (
            "gorffen", "diwedd", "cau", "fin", "cloture", "fermeture", "cierre", "termino",
            "finalizacion", "fine", "chiusura", "scadenza", "termine", "fim", "encerramento",
            "finalizado", "limite", "hasta", "jusqu", "conclusion", "conclusao", "conclusione",
            "terme", "echeance", "achevement",
            "ende", "abschluss", "schluss", "einde", "sluiting", "afloop", "afslutning",
            "avslutning", "loppu", "zakonczenie", "koniec", "konec", "zakonczenia",
            "ukonceni", "ukoncenia", "dokonceni",
            "finalitzacio",
        )
    ),
}  # fmt: skip
# Words of a heading below which both days of an activity stand in one.
SPANS = frozenset(
    (
        "dates", "period", "timescale", "timeframe", "fechas", "periode", "periodo", "zeitraum",
        "laufzeit", "looptijd", "okres", "projektperiode", "projektperiod", "prosjektperiode",
    )
)  # fmt: skip
# Words that say both days together alone.
FROM_TO = (
    {"from", "to"}, {"desde", "hasta"}, {"du", "au"}, {"dal", "al"}, {"van", "tot"}, {"od", "do"},
    {"fra", "til"}, {"fran", "till"}, {"alku", "loppu"},
)  # fmt: skip
# A day behind what it is of, in one word: Abschlussdatum.
COMPOUND = re.compile(r"(?<=\w{3})(?=(?:datum|dato)\b)")
# Those that stand first in a heading without a word for a day.
FIRST_WORDS = frozenset(("debut", "inicio", "inizio", "beginn", "anfang", "fin", "fim", "ende"))
# Behind what begins and ends then: Beteiligung von, Beteiligung bis.
FROM = frozenset(("von", "ab", "du", "dal", "van", "vanaf", "fra", "fran", "od", "desde", "depuis"))
UNTIL = frozenset(("bis", "au", "al", "tot", "til", "till", "do", "hasta", "ate", "jusqu"))
# What is called a code beside what has it, and a number behind that, in one word or apart.
CODE_WORDS = frozenset(
    (
        "codigo", "codice", "code", "codi", "kod", "kode", "kennung", "kennziffer", "identifiant",
        "identificador", "identificativo", "cyfeirnod", "folio", "expediente", "aktenzeichen",
        "sifra", "referencia", "reference", "referentie", "referenz", "riferimento",
    )
)  # fmt: skip
NUMBER_OF = re.compile(r"(\w*?)(?:nummer|nr)")
NUMBERS_OF_ANOTHER = frozenset(
    (
        "telefon", "tel", "handy", "mobil", "fax", "haus", "konto", "zimmer", "raum", "post",
        "kunden", "steuer", "rechnungs", "huis", "rekening", "mobiltelefon", "organisations",
    )
)  # fmt: skip
# Words of another language that are English as well.
ENGLISH_TOO = frozenset(("data", "arrangement", "concertation", "slut", "fin", "bis", "amt", "num"))
SEVERAL = 2
# Letters whose bars are no marks on them.
BARRED = str.maketrans("øłđ", "old")
# Whatever else has a name or a number.
OF_ANOTHER = frozenset(
    (
        "sefydliad", "swyddog", "ward", "organisme", "organisation", "association",
        "beneficiaire", "responsable", "utilisateur", "lieu", "commune", "quartier", "porteur",
        "organizacion", "entidad", "beneficiario", "usuario", "lugar", "barrio", "distrito",
        "organizzazione", "ente", "richiedente", "luogo", "comune", "antragsteller", "verein",
        "ort", "orts", "ortes", "vereins", "tragers", "gemeinde", "stadtteils", "bezirks",
        "antragstellers", "ansprechpartners", "ansprechperson", "person", "organizacji",
        "zadatele", "promotor", "promotora", "promoteur", "proponente",
        "proponentes", "solicitante", "representante", "contacto", "contato", "contatto",
        "contact", "kontakt", "ansprechpartner", "autor", "autora", "auteur", "autore", "referent",
        "referente", "responsabile", "responsavel", "profesional", "coordinador", "coordinadora",
        "coordenador", "coordinateur", "persona", "personne", "pessoa", "usager", "persoon",
        "empresa", "entreprise", "azienda", "firma", "archivo", "fichier", "arquivo", "datei",
    )
)  # fmt: skip
# Who answers for something: an office, as often as a person.
RESPONSIBLE = frozenset(
    ("ansvarig", "ansvarlig", "verantwortlich", "zustandig", "verantwoordelijk", "vastuutaho")
)
# Words beside which a name is a person's: Apellidos y nombre.
PEOPLE = frozenset(
    (
        "apellido", "apellidos", "cognome", "prenom", "prenoms", "vorname", "nachname", "familien",
        "voornaam", "achternaam", "imie", "nazwisko", "fornamn", "efternamn", "fornavn",
        "efternavn", "etternavn", "sobrenome", "apelido", "llinatges", "cognoms",
    )
)  # fmt: skip


def elsewhere(heading: str, exact: float, by_its_start: float) -> Iterator[tuple[str, float]]:
    """The columns that a heading of another language may mean, each with how near it comes."""
    plain = plainly(apart(heading))
    for text in (plain, plainly(heading)):
        if name := _by_heading().get(text):
            yield name, exact
            return
    if plain in RESPONSIBLE:
        yield "service_area", by_its_start
    first, *rest = plain.split() or [""]
    if name := _day_elsewhere(first, rest):
        yield name, by_its_start
    naming = first in NAMING | NAMING_FARTHER or (first == "name" and GERMAN_OF & {*rest[:1]})
    if (rest and naming and not OF_ANOTHER & set(rest)) or named_by_sign(plain):
        yield "name", by_its_start
    elif rest and rest[-1] in NAMING | NAMING_FARTHER and not PLACES & {first, *rest}:
        yield "name", HARDLY if (OF_ANOTHER | PEOPLE) & {first, *rest} else by_its_start
    if _code_elsewhere([first, *rest]):
        yield "id", by_its_start
    if rest and first in DESCRIBING and not (OF_ANOTHER | DESCRIBED_BESIDE) & set(rest):
        yield "description", by_its_start


def _code_elsewhere(words: Sequence[str]) -> bool:
    """Do words call something a code, before or behind what has it: Código del proyecto, Antragsnr?
    A number stands behind it alone: numero de votos counts.
    """
    number = NUMBER_OF.fullmatch(words[-1])
    numbered = number and number[1] not in NUMBERS_OF_ANOTHER and (number[1] or len(words) > 1)
    coded = len(words) > 1 and CODE_WORDS & {words[0], words[-1]}
    another = (OF_ANOTHER | PEOPLE | PLACES | DESCRIBED_BESIDE | NAMING | {"name"}) - CODE_WORDS
    return bool(coded or numbered) and another.isdisjoint(words)


def is_elsewhere(headings: Iterable[str]) -> bool:
    """Are several headings of another language than English? In all of these days stand before
    months.
    """
    plain = (plainly(apart(heading)) for heading in headings)
    named = NAMING | NAMING_FARTHER
    found = (t for t in plain if t in _by_heading() or (" " in t and t.split()[0] in named))
    return len({*found} - ENGLISH_TOO) >= SEVERAL


@cache
def _by_heading() -> Mapping[str, str]:
    """What columns are called, without the marks on its letters. What says two things means what
    it says nearer to here.
    """
    both = (FARTHER, ELSEWHERE)
    found = {plainly(t): name for names in both for name, texts in names.items() for t in texts}
    return MappingProxyType(found)


def words_for_activities() -> frozenset[str]:
    """What an activity is called in other languages, by a word that names nothing else."""
    return frozenset(text for text in ELSEWHERE["name"] if " " not in text) - NAMING


def _day_elsewhere(first: str, rest: Sequence[str]) -> str:
    """The column of dates that a heading means by a word for a day before one for a start or an
    end, whatever else it says: dataInizioRaccolta; or by one beside which it says no more than
    whose day it is or how it is written: fecha_iso. Empty for none, and where it says both.
    """
    first, *rest = COMPOUND.sub(" ", " ".join((first, *rest))).split() or [""]
    words = {first, *rest}
    words |= {word.removesuffix("s") for word in words} if DAY_WORDS & {*rest} else set()
    found = [name for name, says in BEGIN_OR_END.items() if words & says]
    named = first in DAY_WORDS or first in FIRST_WORDS or {*rest[-1:]} & DAY_WORDS
    if len(found) == 1 and (named or not rest):
        return found[0]
    if len(rest) == 1 and rest[0] in FROM | UNTIL and not BESIDE & words:
        return "start_date" if rest[0] in FROM else "end_date"
    beside = words - DAY_WORDS
    says_no_more = beside <= FORMATS | LITTLE | MEETINGS | words_for_activities()
    return "start_date" if len(words) > len(beside) and rest and says_no_more else ""


def is_of_both_days(heading: str) -> bool:
    """Does a heading say that the first and the last day stand below it in one: Start and end?"""
    words = {*plainly(apart(heading)).split()} - DAY_WORDS
    said = {_by_heading().get(word) for word in words}
    both = all(name in said or words & (OF[name] | says) for name, says in BEGIN_OR_END.items())
    another = is_of_the_record(heading) or words & (BESIDE - YEAR)
    both = both or any(pair <= words for pair in FROM_TO)
    return (both or bool(SPANS & words)) and not another


def plainly(text: str) -> str:
    """A text, folded, without the marks on its letters."""
    apart = unicodedata.normalize("NFD", fold(text).translate(BARRED))
    return "".join(c for c in apart if not unicodedata.combining(c))
