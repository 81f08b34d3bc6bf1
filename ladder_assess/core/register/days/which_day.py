"""Which day of an activity a heading means by the words in it: the start, the end, or neither."""

import re
import unicodedata
from collections.abc import Iterator

START, END = "start_date", "end_date"
DATES = frozenset((START, END))
WORDS = re.compile(r"[^\W_]+")
# When a group or place began. That of an activity goes before it, where both stand there.
FOUNDED = frozenset(("established", "founded", "founding", "inception"))
HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
# Two words of a heading that stand without a space or a capital letter between: ENDDATE, datefin,
# and with what activities are called.
ACTIVITY_WORDS = (
    "event|activity|project|placement|opportunity|session|meeting|workshop|consultation|case|"
    "record|programme|program|proposal|initiative|campaign|survey|petition|course|grant|request"
)
RUN_TOGETHER = re.compile(
    r"\b(?:(start|begin|end|finish|close|closing)(dates?|time|day|month|year)"
    r"|(date|data|fecha)(start|begin|end|debut|début|fin|inicio|início|inizio|fine|fim)"
    rf"|({ACTIVITY_WORDS})(id|ref|no|number|code|name|title|type|date|status|description))\b"
)
OF = {
    START: frozenset(
        (
            "start", "starts", "started", "starting", "begin", "begins", "began", "beginning",
            "open", "opens", "opened", "opening", "launch", "launches", "launched", "from",
            "commence", "commences", "commenced", "commencement", *FOUNDED,
        )
    ),
    END: frozenset(
        (
            "end", "ends", "ended", "ending", "close", "closes", "closed", "closing", "closure",
            "finish", "finishes", "finished", "until", "deadline", "complete", "completed",
            "completion", "expiry", "expires", "expired", "concluded",
        )
    ),
}  # fmt: skip
# When an activity was made known: it begins then where another heading says when it ends.
MADE_KNOWN = frozenset(
    ("posted", "posting", "published", "publication", "publish", "issued", "announced")
)
# When something was done to the record of an activity, or to somebody.
OF_THE_RECORD = frozenset(
    (
        "modified", "modification", "updated", "update", "created", "creation", "uploaded",
        "entered", "edited", "changed", "amended", "logged", "scrape", "scraped", "crawled",
        "retrieved", "fetched", "accessed", "downloaded", "extracted", "exported", "imported",
        "creacion", "creación", "creation", "création", "criacao", "criação", "erstellt",
        "erstellung", "actualizacion", "actualización", "actualizado", "modificacion",
        "modificación", "atualizacao", "atualização", "aktualisierung", "aktualizacji",
        "verified", "checked", "utworzenia", "refreshed", "synced", "timestamp", "birth", "maj",
    )
)  # fmt: skip


YEAR = frozenset(("year", "years", "yr"))
# The same, and in other languages.
A_YEAR = YEAR | frozenset(
    (
        "año", "años", "ano", "anos", "anno", "anni", "année", "annee", "années", "annees", "an",
        "jahr", "jahre", "jaar", "år", "rok", "roky", "lata", "vuosi", "any", "blwyddyn", "év",
        "godina", "год", "рік", "年", "年度", "연도",
    )
)  # fmt: skip
# What may be a time of day as well as years.
WHEN = frozenset(
    (
        "time",
        "times",
        "when",
        "term",
        "zeit",
        "temps",
        "tiempo",
        "tempo",
        "tijd",
        "tid",
        "horizonte",
    )
)
# Words of a heading that is a day and nothing else, so that a year alone is one there.
OF_A_DAY = frozenset(("date", "dates", "launched", *FOUNDED))
# Accounts have an end of a year; activities have a year of their end.
YEAR_END = re.compile(r"\b(?:year|years|yr) (?:end|ends|ended|ending)\b")


def fold(text: str) -> str:
    """A text without what people type differently: case, spaces, punctuation, underscores."""
    return " ".join(WORDS.findall(unicodedata.normalize("NFKC", text).casefold()))


def apart(heading: str) -> str:
    """A heading, folded, with words apart that a capital letter parts, as in AuthorityName, or that
    are run together and say which day, or that an activity has it: PLACEMENTID.
    """
    return RUN_TOGETHER.sub(r"\1\3\5 \2\4\6", fold(HUMP.sub(" ", heading)))


def which_day(heading: str) -> str:
    """The column of dates whose words a heading has; empty where it has none, or those of both."""
    words = set(apart(heading).split())
    found = [name for name, says in OF.items() if words & says]
    return found[0] if len(found) == 1 else ""


def is_of_a_year(heading: str) -> bool:
    """Does a heading say in which year something began or ended?"""
    folded = apart(heading)
    says = bool(YEAR & set(folded.split())) and not YEAR_END.search(folded)
    return says and bool(which_day(heading))


def is_a_year(heading: str) -> bool:
    """Does a heading say that years stand below it?"""
    return bool(A_YEAR & set(apart(heading).split())) and not is_of_the_record(heading)


def says_when(heading: str) -> bool:
    """Does a heading say that years stand below it, or when something is?"""
    return is_a_year(heading) or fold(heading) in WHEN


def is_founded(heading: str) -> bool:
    """Does a heading say when something was founded, whatever was done with it since?"""
    return bool(FOUNDED & set(apart(heading).split()))


def may_be_years(heading: str) -> bool:
    """Does a heading say of a start or end that it is a day, so that a year alone can be one?"""
    return bool(OF_A_DAY & set(apart(heading).split())) and bool(which_day(heading))


def by_its_words(heading: str, near: float, surely: float) -> Iterator[tuple[str, float]]:
    """The column of dates that a heading means by a word before or after others; `surely` where
    that is a year's, so that years alone are days there.
    """
    if name := which_day(heading):
        yield name, surely if is_of_a_year(heading) else near


def is_the_other(heading: str, name: str) -> bool:
    """Does a heading say of a column of dates that the other one is meant?"""
    return name in DATES and which_day(heading) in DATES - {name}


def is_made_known(heading: str) -> bool:
    """Does a heading say when an activity was made known, and not its record changed?"""
    words = set(apart(heading).split())
    return bool(MADE_KNOWN & words) and not OF_THE_RECORD & words


def is_of_the_record(heading: str) -> bool:
    """Does a heading say when something was done to the record, or to somebody? The end of what was
    posted is none of these.
    """
    words = set(apart(heading).split())
    return bool(OF_THE_RECORD & words) or (bool(MADE_KNOWN & words) and not which_day(heading))
