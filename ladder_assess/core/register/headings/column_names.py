"""What people often call the columns of a register, and which words of a heading say that another
thing is meant: who holds or pays for an activity, or what was planned and need not have come.
"""

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from difflib import SequenceMatcher

from ladder_assess.core.activities.status import STATUS
from ladder_assess.core.register.days.which_day import (
    DATES,
    FOUNDED,
    YEAR,
    apart,
    fold,
    is_of_a_year,
    is_of_the_record,
    is_the_other,
    may_be_years,
)

__all__ = ["DATES", "apart", "fold", "is_of_the_record"]

ID, NAME, TOOK_PART = "id", "name", "people_took_part"
DESCRIPTION, SERVICE, LEAD = "description", "service_area", "lead_officer"
# Names of people, and words for how far something is: taken only where a heading says just that.
TO_THE_LETTER = frozenset((LEAD, STATUS))
# Of a column that is left out.
LEFT_OUT = ""
OFTEN = {
    ID: (
        "ref", "ref no", "ref number", "reference", "reference no", "reference number", "code",
        "number", "no", "nr", "key", "id no", "id number", "unique id", "unique identifier",
        "unique reference", "unique reference number", "identifier", "urn", "uid", "uuid",
        "activity id", "activity code", "activity number", "activity ref", "project id",
        "project ref", "project reference", "project number", "project code", "case id",
        "case number", "case ref", "event id", "record id", "record number", "grant ref",
    ),
    NAME: (
        "title", "activity", "activity name", "activity title", "name of activity", "project",
        "project name", "project title", "scheme", "scheme name", "initiative", "event name",
        "event title", "programme name", "consultation", "consultation name",
        "consultation title", "case name", "case title", "charity name", "group name",
        "service name", "event", "case", "workshop", "meeting", "session", "campaign", "petition",
        "petition title", "subject", "proposal", "programme", "opportunity", "request title",
        "activities", "actions",
    ),
    "description": (
        "desc", "detail", "details", "overview", "summary", "abstract", "text", "body",
        "synopsis", "what happened", "about", "about it", "about the event", "about this event",
        "about the activity", "about this activity", "blurb", "what is it", "info", "event info",
        "activity details", "event details", "project details", "how we engaged",
        "how people were engaged", "how we consulted", "how we involved people", "method",
        "methods", "methods used", "engagement method", "engagement methods",
        "consultation method", "what we did", "what we have done", "what we do", "what we will do",
        "what we are doing", "what are we doing",
        "what did we do", "what you did", "what they did", "what was done", "what is done",
        "what took place", "what was involved", "what it involved", "what is involved",
    ),
    "service_area": (
        "department", "dept", "directorate", "division", "team", "portfolio", "lead department",
        "responsible department", "lead service", "lead directorate", "business unit",
        "responsible office", "office responsible", "responsible team", "responsible service",
    ),
    LEAD: (
        "lead", "officer", "lead name", "lead person", "lead contact", "lead member of staff",
        "lead manager", "project lead", "project officer", "project manager", "activity lead",
        "engagement lead", "engagement officer", "consultation lead", "programme manager",
        "responsible officer", "officer responsible", "responsible person", "person responsible",
        "accountable officer", "case officer", "contact officer", "named officer", "led by",
        "officer lead", "officer name", "owner", "activity owner", "project owner", "sro",
        "senior responsible owner", "senior responsible officer", "senior officer",
    ),
    STATUS: (
        "activity status", "current status", "project status", "consultation status",
        "status of activity", "status of project", "event status", "state", "stage",
        "current stage", "project stage", "progress", "phase", "live or closed", "open or closed",
        "open closed", "live closed", "live", "statws",
    ),
    "start_date": (
        "start date", "start", "started", "started on", "date", "from", "from date", "date from",
        "begins", "actual start", "actual start date", "date started", "event date", "opened",
        "first day", "first date", "starts on", "begins on", "day",
        "held", "held on", "date held", "held date", "when", "dates", "period", "timescale",
        "timeframe", "date time", "date and time", "event dates", "meeting date", "activity date",
        "date of activity", "date of event", "date of meeting", "consultation dates",
        "consultation period", "planned dates start date",
    ),
    "end_date": (
        "end date", "end", "ended", "ended on", "until", "until date", "date until", "to",
        "last day", "last date", "final day", "final date", "up to", "till", "through", "thru",
        "ends on", "over by", "runs until", "closes on", "date closed", "date finished",
        "to date", "date to", "finish", "finished", "actual end", "actual end date", "date ended",
        "closed", "closing date", "planned dates end date",
    ),
    "claimed_rung": (
        "claimed", "rung claimed", "rung", "our rung", "current rung", "level of engagement",
        "level of participation", "level of involvement", "engagement level", "involvement level",
        "participation level", "degree of participation", "type of engagement", "engagement type",
        "type of participation", "depth of engagement", "ladder", "ladder level", "spectrum",
    ),
    "intended_rung": ("intended", "meant for rung", "target rung", "rung aimed at", "aim"),
    "decision_rule": (
        "who decided", "who decides", "decided by", "decision maker", "decision makers",
        "decision taken by", "decision made by", "final decision by", "decision rule",
    ),
    "what_changed": (
        "what was decided", "what was agreed", "what happened as a result", "what came of it",
        "outcome", "outcomes", "result", "results", "outcome of engagement",
        "outcome of consultation", "result of consultation", "results of consultation",
    ),
    "response": (
        "feedback", "feedback given", "feedback provided", "fed back", "feedback to participants",
        "feedback to residents", "reported back", "you said we did", "told people what happened",
        "people told what happened", "told people what came of it", "told what happened",
    ),
    "dialogue": (
        "how involved", "how engaged", "how were people involved", "two way", "dialogue",
        "how consulted",
    ),
    "decision_stage": ("decision stage", "stage of decision", "when involved", "stage involved"),
    "selection": ("how recruited", "recruitment", "how chosen", "how selected", "who chose them"),
    "budget": ("budget holder", "who controls the money", "who holds the budget", "budget control"),
    "management": ("run by", "who runs it", "managed by", "who manages it"),
    "initiator": ("initiated by", "started by", "who started it"),
    "information": ("information given", "information provided"),
    "resources": ("support given", "support for participants"),
    "people_affected": ("reach", "population", "number affected", "residents affected"),
    TOOK_PART: (
        "participants", "attendance", "attendees", "number of participants", "number participants",
        "no of participants", "respondents", "number of respondents", "no of respondents",
        "total participants", "number engaged", "people engaged", "attended", "actual participants",
        "number attended", "people attended", "turnout", "headcount", "head count", "footfall",
        "number present", "no present", "number attending", "nos attending", "attendee count",
        "attendees count", "audience size", "number taking part", "number who took part",
        "people taking part", "taking part", "number of people", "no of people", "how many people",
    ),
}  # fmt: skip
# The last word of a heading that is an id, a name or a description of whatever stands before it.
ENDS = {
    ID: frozenset(("id", "identifier", "urn", "ref", "reference", "number", "no", "code")),
    NAME: frozenset(("name", "title")),
    "description": frozenset(("description", "summary")),
}
# What ends a heading that may be of the service, whoever's it is: Funding Org:Department.
DEPARTMENTS = frozenset(("department", "dept", "directorate"))
OF_A_FUNDER = frozenset(("funder", "funding", "org", "organisation", "organization", "budget"))
# Words of a heading that is a code, and no name.
OF_CODES = ENDS[ID] - {"number", "no"}
# Words of a heading that is a name in short, which is shown where there is one in full.
IN_SHORT = frozenset(("code", "short", "slug", "abbreviated", "internal", "machine"))
# Whoever or whatever else has a name or a number.
OF_ANOTHER = frozenset(
    (
        "recipient", "grantor", "grantee", "donor", "awardee", "funder", "funding", "org",
        "organisation", "organization", "contact",
        "manager", "officer", "owner", "author", "lead", "first", "last", "family", "user", "file",
        "leader", "leaders", "leadership",
        "sheet", "ward", "street", "company", "telephone", "phone", "tel", "mobile", "fax",
        "post", "postal", "zip", "account", "bank", "cost", "budget", "applicant",
        "fee", "fees", "price", "prices", "partner",
        "supplier", "provider", "person", "middle", "country", "region", "fund", "job", "role",
        "position", "type", "category", "kind", "class", "status", "tag", "filename",
        "speaker", "facilitator", "chair", "chairperson", "presenter", "moderator", "trainer",
        "tutor", "instructor", "organiser", "organizer", "host", "hosts", "organisers",
        "organizers", "coorganisers",
    )
)  # fmt: skip
# Parts of an activity, and what comes of it, that have a title beside its name.
PARTS = frozenset(("panel", "report", "paper", "document", "chapter", "article", "page"))
# Where an activity is: what has such a name is one where nothing else has a name.
PLACES = frozenset(
    (
        "neighbourhood", "neighborhood", "district", "ward", "area", "location", "street", "road",
        "borough", "locality", "county", "city", "town", "village", "municipality", "parish",
        "place", "venue", "address", "quartier", "arrondissement", "commune", "ville", "rue",
        "lieu", "barrio", "distrito", "municipio", "localidad", "calle", "lugar", "zona", "bairro",
        "quartiere", "comune", "luogo", "stadtteil", "bezirk", "ort", "wijk", "buurt",
        "ciudad", "provincia", "cidade", "citta", "standort", "plaats", "miejsce", "miasto",
        "misto", "sted", "plats", "paikka", "lleoliad", "room", "rooms", "hall", "sala", "salle",
        "salon", "raum", "saal", "zaal", "aula", "lokale",
    )
)  # fmt: skip
# What is told of a place behind its word, and not of an activity.
DETAILS = frozenset(("detail", "details", "info", "information"))
# What leads to an activity or to somebody, and names none.
ADDRESSES = frozenset(
    (
        "address", "addresses", "postcode", "direccion", "direcciones", "domicilio", "adresse",
        "adresses", "endereco", "morada", "indirizzo", "indirizzi", "anschrift", "adres", "adresa",
        "adreca", "adress", "osoite", "cyfeiriad", "helbidea", "url", "link", "links", "enlace",
        "lien", "website", "webseite", "email", "mail", "correo", "courriel", "telefono", "telefon",
    )
)  # fmt: skip
# What groups or shows activities, or is a file, and names none.
LABELS = frozenset(
    (
        "tag", "tags", "hashtag", "hashtags", "keyword", "keywords", "label", "labels", "topics",
        "themes", "categories", "subjects", "etiqueta", "etiquetas", "etiquettes", "motscles",
        "schlagwort", "schlagworte", "schlagworter", "stichworte", "stichworter", "trefwoorden",
        "emneord", "nyckelord", "image", "images", "img", "photo", "photos", "picture", "pictures",
        "pic", "logo", "icon", "icone", "icono", "cover", "banner", "poster", "flyer", "thumbnail",
        "thumb", "foto", "fotos", "imagen", "imagenes", "imagem", "imagens", "immagine", "bild",
        "bilder", "afbeelding", "bilde", "billede", "obrazek", "affiche", "cartel", "file", "files",
        "filename", "fichier", "archivo", "arquivo", "datei", "bestand", "pdf", "video", "videos",
        "audio", "slides", "colour", "color", "couleur", "farbe", "language", "languages", "lang",
        "langue", "idioma", "lingua", "sprache", "taal",
    )
)  # fmt: skip
# What activities are put together by; spelt much as a scheme is, which is one.
THEMES = frozenset(("theme", "themed", "themes"))
# What ends a heading of times of day.
TIMES = frozenset(
    (
        "time", "times", "hour", "hours", "timing", "timings", "heure", "heures", "horaire",
        "horaires", "hora", "horas", "horario", "horarios", "uhrzeit", "uhrzeiten", "orario",
        "orari", "tijd", "tijden", "tijdstip", "godzina", "godziny", "amser", "tid", "tider",
        "tidspunkt", "klokkeslaet", "klokkeslæt", "klockslag", "klokkeslett", "starttid", "sluttid",
        "zeit", "zeiten", "ora", "ore", "ura", "cas", "čas", "kello", "klo", "kellonaika", "aika",
    )
)  # fmt: skip
# What is wanted of activities, several of which have one of them.
AIMS = frozenset(
    (
        "aim", "aims", "objective", "objectives", "goal", "goals", "purpose", "purposes", "outcome",
        "outcomes", "target", "targets", "objetivo", "objetivos", "objectif", "objectifs",
        "obiettivo", "obiettivi", "ziel", "ziele", "zielsetzung", "doel", "doelen", "meta", "metas",
        "finalidad", "proposito", "propósito", "cel", "cele", "nod", "nodau", "amcan", "amcanion",
    )
)  # fmt: skip
# What somebody noted of an activity: it can be anything.
NOTED = frozenset(
    (
        "notes", "note", "remarks", "remark", "comments", "comment", "remarques", "remarque",
        "commentaire", "commentaires", "observations", "bemerkung", "bemerkungen", "anmerkung",
        "anmerkungen", "hinweise", "observaciones", "notas", "observacoes", "observações", "note",
        "osservazioni", "opmerking", "opmerkingen", "bemaerkninger", "bemærkninger", "merknader",
        "anmarkningar", "anmärkningar", "uwagi", "poznamka", "poznámka", "poznamky", "huomautukset",
        "nodiadau", "sylwadau",
    )
)  # fmt: skip
# What was planned, could be, or is a share of something: not what came of it.
PLANNED = frozenset(
    (
        "minimum", "min", "maximum", "max", "target", "targeted", "expected", "planned", "plan",
        "estimated", "estimate", "forecast", "projected", "anticipated", "proposed", "intended",
        "scheduled", "budgeted", "previsao", "previsto", "prevista", "prevision", "prevu", "prevue",
        "geplant", "gepland", "goal", "quota", "invited", "capacity", "places", "required",
        "booked", "bookings",
        "percentage", "percent", "share", "rate", "average", "per", "cost",
    )
)  # fmt: skip
# 360Giving, by which funders in Britain publish, has no other dates of an activity.
OF_A_STANDARD = frozenset(("planned dates start date", "planned dates end date"))
# What really came of it, whatever stands behind.
ACTUAL = "actual"
CAME = frozenset(("people_took_part", "people_affected", "start_date", "end_date"))
# When something was done before or after an activity, or a year of accounts goes.
BESIDE = frozenset(
    (
        "award", "awarded", "registration", "registered", "review", "payment", "decision",
        "inscripcion", "inscripción", "inscripciones", "inscription", "inscriptions", "iscrizione",
        "iscrizioni", "anmeldung", "inscricao", "inscrição", "inscricoes", "inscrições",
        "financial", "fiscal", "accounting", "accounts", "year", "tax",
    )
)  # fmt: skip
# Whom an activity serves, who need not have taken part: asked about, unless it is indirectly.
SERVED = frozenset(
    (
        "beneficiaries", "beneficiarios", "beneficiaires", "bénéficiaires", "beneficiari",
        "beneficiados", "beneficiadas", "beneficiários", "begünstigte", "begunstigden",
        "beneficjenci",
    )
)  # fmt: skip
# Of a column whose numbers count or measure something, and tell no activity from others.
OF_MEASURES = frozenset(
    (
        "nb", "nombre", "total", "totals", "count", "counts", "sum", "amount", "cost", "costs",
        "budget", "price", "value", "vote", "votes", "voters", "visits", "visitors", "views",
        "signatures", "responses", "respondents", "attendees", "participants", "supports",
        "supporters", "registrations", "followers", "comments", "population", "size", "area",
        "latitude",
        "longitude", "lat", "lon", "lng", "easting", "northing", "phone", "telephone", "postcode",
        "zip", "year", "age", "score", "percent", "share", "hours", "days", "minutes", "votos",
        "voix", "stimmen", "kosten", "montant", "valor", "importe", "presupuesto", "koszt",
        "coste", "custo", "apoyos",
    )
)  # fmt: skip
# Columns that count people, and the words of a heading that say that something is counted: what is
# counted has to be alike.
OF_PEOPLE = frozenset(("people_took_part", "people_affected"))
DATE = frozenset(("date",))
COUNTING = frozenset(
    ("number", "numbers", "no", "nr", "num", "nb", "of", "total", "count", "how", "many", "the")
)
# So much alike have two texts to be for one to be a guess of the other.
ALIKE = 0.72
# Of money that somebody turns over, in a heading: size of revenue is no audience.
MONEY = frozenset(("revenue", "turnover", "income", "sales", "profit", "spend", "spending"))
# And so much, or as many first letters, for one that takes any text, so that no value
# speaks against it: a series is no service, and a subscription no description.
NEARLY_ALIKE, BEGINS_ALIKE = 0.88, 5
# In a heading of so few letters one more or less is another word: tid is Danish for time, no id.
FEW_LETTERS = 4
ANY_TEXT = frozenset((SERVICE, DESCRIPTION))
# Notes and links of an answer are hardly ever meant by a heading that only comes near.
SURELY_A_PART = 0.85
# How near a heading comes to what columns are called: exactly, by its last word alone, so that it
# is worth showing, with its words against it; and what a likeness of texts counts for.
EXACT, BY_ITS_END, LIKE, HARDLY, NEAR = 1.0, 0.8, 0.75, 0.3, 0.9
IN_BRIEF = 0.76
# A question says more than its last word: (please give a number) is no id.
AS_A_QUESTION = 0.82
# Of a title that another word stands before: hardly anything but a part has one, and ten grants
# can have the same.
TITLED, TITLE = 0.85, "title"


def nearness(folded: str, text: str, name: str) -> float:
    """How near a folded heading comes to what a column is called, from 0 to 1.

    That both are dates says nothing of which: held and sent are not the end. Nor says it that
    both are counted: comments are no respondents. A lead time names nobody.
    """
    if folded == text:
        return EXACT
    if name in TO_THE_LETTER:
        return 0
    if len(folded) <= FEW_LETTERS and folded.rstrip("s") != text.rstrip("s"):
        return 0
    if name in DATES and not _rest_is_alike(folded, text, DATE):
        return 0
    if name in OF_PEOPLE and not _rest_is_alike(folded, text, COUNTING):
        return 0
    alike = SequenceMatcher(None, folded, text).ratio()
    half = max(BEGINS_ALIKE, (len(folded) + 1) // 2)
    begins = folded[:half] == text[:half]
    return 0 if name in ANY_TEXT and alike < NEARLY_ALIKE and not begins else NEAR * alike


def _rest_is_alike(folded: str, text: str, less: AbstractSet[str]) -> bool:
    """Are two texts alike without some words, as far as both have others?"""
    one, other = (" ".join(w for w in t.split() if w not in less) for t in (folded, text))
    return not one or not other or SequenceMatcher(None, one, other).ratio() >= ALIKE


def by_their_end(folded: str) -> Iterator[tuple[str, float]]:
    """What a heading is by its last word alone, or by how many came or were served; and how near it
    is.
    """
    *before, last = folded.split() or [""]
    if ACTUAL in before[:1] and any(f" {said} " in f" {folded} " for said in OFTEN[TOOK_PART]):
        yield TOOK_PART, BY_ITS_END
    if SERVED & {*before, last} and not PLANNED & {*before} and "indire" not in folded:
        yield TOOK_PART, HARDLY
    if last in DEPARTMENTS and before and not (OF_ANOTHER - OF_A_FUNDER) & {*before}:
        yield "service_area", HARDLY
    for name, ends in ENDS.items():
        if before and last in ends:
            less = IN_SHORT | PARTS if last == TITLE else IN_SHORT
            short = name == NAME and less & {*before}
            yield name, IN_BRIEF if short else TITLED if last == TITLE else BY_ITS_END


def is_of_a_place(heading: str) -> bool:
    """Is a heading the name of the place that an activity is in, as in NeighborhoodName?"""
    *before, last = apart(heading).split() or [""]
    named = last in ENDS[NAME] and before and before[-1] in PLACES
    return bool(named) or (last in PLACES and bool(before) and before[0] in ENDS[NAME])


def is_a_time(heading: str) -> bool:
    """Does a heading say that times of day stand below it, as in Time and Session time?"""
    return bool(TIMES & {*apart(heading).split()[-1:]})


def tempered(folded: str, name: str, near: float) -> float:
    """How near a heading comes to a column, less where its words say that another thing is meant.

    0 where they leave no doubt.
    """
    words = set(folded.split())
    if folded in OF_A_STANDARD:
        return near
    part_of_another = "." in name and near < SURELY_A_PART
    if part_of_another or (name in DATES and is_of_the_record(folded)):
        return 0
    if name == NAME and (is_a_time(folded) or folded in THEMES):
        return 0
    if is_the_other(folded, name) or (name in OF_PEOPLE and may_be_years(folded)):
        return 0
    if name in OF_PEOPLE and words & MONEY:
        return 0
    another = (name in ENDS or (name in DATES and FOUNDED & words)) and words & OF_ANOTHER
    another = another or (name == "description" and words & PLACES and words & DETAILS)
    planned = name in CAME and words & PLANNED
    beside = name in DATES and words & (BESIDE - YEAR if is_of_a_year(folded) else BESIDE)
    # That texts look alike says nothing where the words say another thing: event status, details.
    if another and (HARDLY < near < BY_ITS_END or folded.split()[-1] in OF_ANOTHER):
        return 0
    return min(near, HARDLY) if another or planned or beside else near
