"""Days of a column of dates: one alone, or the first or last of several, as in 15-16 March 2024 and
in Q3 2019.
"""

import re
from datetime import date

from ladder_assess.core.activities.status import stage_of
from ladder_assess.core.register.days.asides import (
    APART,
    ARTICLE,
    LONGEST,
    has_time,
    without_asides,
)
from ladder_assess.core.register.days.dates import (
    A_YEAR,
    DAY_FIRST,
    IN_WORDS,
    LETTERS,
    MONTH_FIRST,
    YEAR_FIRST,
    ReadDay,
    month_in,
    read_day,
)
from ladder_assess.core.register.days.month_names import weekdays_before
from ladder_assess.core.register.days.periods import FINANCIAL, NAMED, YEAR, period_of
from ladder_assess.core.register.days.which_day import fold

# What people write in other languages where there is nothing, or where it does not apply.
NOTHING_ELSEWHERE = frozenset(
    (
        "brak", "brak danych", "nie dotyczy", "nie ma", "keine", "keiner", "kein", "keines",
        "keine angabe", "keine angaben", "keine daten", "k a", "nicht bekannt", "entfällt",
        "nicht zutreffend", "aucun", "aucune", "néant", "non renseigné", "non renseignée",
        "non disponible", "sans objet", "non applicable", "ninguno", "ninguna", "no aplica",
        "n d", "no disponible", "sin datos", "sin información", "sin especificar", "nessuno",
        "nessuna", "non disponibile", "non applicabile", "non previsto", "nenhum", "nenhuma",
        "não se aplica", "não disponível", "sem dados", "sem informação", "нет", "нет данных",
        "не указано", "немає", "немає даних", "ingen", "inga", "ingen uppgift", "ikke oplyst",
        "ikke relevant", "ej angivet", "uppgift saknas", "geen", "niet bekend",
        "niet van toepassing", "n v t", "nvt", "žádné", "žádný", "žádná", "není",
        "neuvedeno", "nie je", "žiadne", "nincs",
        "nincs adat", "ei tietoa", "ei ole", "nu este cazul", "niciunul", "няма", "yok", "καμία",
        "cap", "dim", "なし", "없음", "无", "無", "لا يوجد", "אין",
    )
)  # fmt: skip
# What people write for a day that there is none of yet.
NO_DAY = NOTHING_ELSEWHERE | frozenset(
    (
        "ongoing", "on going", "current", "present", "to date", "continuous", "continuing",
        "rolling", "open", "open ended", "various", "asap", "not yet", "date tbc", "date tbd",
        "dates tbc", "unknown", "not known", "don t know", "n k", "nk", "none", "no end date",
        "no end", "no start date", "tba", "to be announced", "to be determined", "to be decided",
        "to be agreed", "in progress", "still running", "until further notice", "now", "today",
        "daily", "weekly", "fortnightly", "monthly", "quarterly", "termly", "annually", "yearly",
        "all year", "every week", "every month", "every year", "regularly",
        "anytime", "any time", "varies", "varying",
        "active", "undated", "not dated", "indefinite", "permanent", "inconnu", "en cours",
        "nd", "n d", "s d", "no date yet", "cancelled", "canceled", "postponed", "coming soon",
        "non daté", "sans date", "à définir", "à confirmer", "annulé", "reporté", "sin fecha",
        "por definir", "por confirmar", "cancelado", "aplazado", "senza data", "da definire",
        "da confermare", "annullato", "rinviato", "ohne datum", "kein datum", "noch offen",
        "abgesagt", "geen datum", "nog te bepalen", "sem data", "a definir", "a confirmar",
        "desconocido", "en curso", "actualidad", "sconosciuto", "in corso", "unbekannt", "laufend",
        "onbekend", "lopend", "desconhecido", "em curso", "em andamento",
    )
)  # fmt: skip
DIGIT, WORDS_OF_A_STAGE = re.compile(r"\d"), 3
SEVERAL = re.compile(r"[,;/]| or ")
BEFORE = re.compile(
    r"^(?:from|between|dal|du|del?|des|des?de|entre|vo[nm]|zwischen|van|tussen|od|mezi|fra|från|"
    r"mellan|mellom|o|rhwng|les?|tra) "
)
DAY = r"(\d{1,2})(?:st|nd|rd|th|er|º)?\.?"
DAY_ALONE = re.compile(DAY)
DAY_AND_MONTH = re.compile(rf"{DAY}(?: of)?[-/. ]*({LETTERS})\.?|{LETTERS}\.?")
NUMBERS_ALONE = re.compile(r"(\d{1,2})(\. |[./-])(\d{1,2})\.?")
# Before the last of several days: the others in 3, 4 and 5 May.
MORE_DAYS = re.compile(r"(?<=\d)(?:st|nd|rd|th|\.)?(?:, ?\d{1,2}(?:st|nd|rd|th|\.)?)+$")
WIDE_APART = re.compile(r" [-–—] ")
LAST_DAY = re.compile(r"(?:\d{1,2}[-/.])?\d{1,2}\.?")
DAY_OF_A_YEAR = re.compile(r"\d{1,2}[-/. ]\d{4}\b")
MONTH_AND_DAY = re.compile(rf"({LETTERS})[-/. ]*{DAY}")


def is_no_day(text: str) -> bool:
    """Is a text what people write for a day that there is none of yet, or several such?"""
    parts = SEVERAL.split(text.casefold())
    if fold(text) in NO_DAY or all(fold(part) in NO_DAY for part in parts):
        return True
    # How far something is: `Not started`, and not `Planned for May 2027`.
    return bool(stage_of(text)) and not DIGIT.search(text) and len(text.split()) <= WORDS_OF_A_STAGE


def read_in_column(text: str, order: str, *, last_of_month: bool = False) -> ReadDay | None:
    """The day that a text of a column names, which a known order decides. What that order makes no
    day of is read in the other: it can mean no other day. Of a span it is the first day, or with
    `last_of_month` the last.
    """
    found = read_day(text, order, last_of_month=last_of_month)
    other = {DAY_FIRST: MONTH_FIRST, MONTH_FIRST: DAY_FIRST}.get(order)
    found = found or (read_day(text, other, last_of_month=last_of_month) if other else None)
    if order == FINANCIAL and (years := year_alone(text, order, last_of_year=last_of_month)):
        return years
    found = found or _of_span(text, order, last=last_of_month)
    found = found or _of_period(text, last=last_of_month)
    if found is None and (plain := without_asides(text)) != text:
        found = read_in_column(plain, order, last_of_month=last_of_month)
        # What has a time is a day: May 15, 6pm is none of 2015.
        is_day = not (found and found.month_alone and has_time(text)) or A_YEAR.search(plain)
        return found if is_day else None
    return found


def year_alone(text: str, order: str = "", *, last_of_year: bool = False) -> ReadDay | None:
    """The first day of a year, or its last, where a text is that alone, or several."""
    financial = order == FINANCIAL
    found = period_of(text, financial=financial)
    found = found or period_of(without_asides(text), financial=financial)
    if found is None or found.kind in NAMED:
        return None
    several = found.kind == YEAR and found.first.year < found.last.year
    day = found.last if last_of_year else found.first
    return ReadDay(day, is_span=several, period="" if several else found.kind)


def _of_period(text: str, *, last: bool) -> ReadDay | None:
    """The first or last day of a part of a year, which words tell from other texts."""
    found = period_of(text)
    if found is None or found.kind not in NAMED:
        return None
    return ReadDay(found.last if last else found.first, period=found.kind)


def _of_span(text: str, order: str, *, last: bool) -> ReadDay | None:
    """The first or last day of a span; None where the text is none, or ends before it begins."""
    whole = " ".join(text.casefold().split())
    plain = BEFORE.sub("", whole)
    if len(plain) > LONGEST:
        return None
    if plain != whole and _is_month_with_day(whole):
        return None
    for apart in APART.finditer(plain):
        first, rest = plain[: apart.start()], ARTICLE.sub("", plain[apart.end() :])
        if " " not in apart[0] and WIDE_APART.search(rest):
            # The first mark in Jul-21 - Sep-23 parts no days.
            continue
        first = _of_no_weekday(ARTICLE.sub("", first), rest)
        end = _end(first, rest, order, last=last)
        begin = _beginning(first, end, order) if end else None
        if end and begin and begin <= end.day:
            return ReadDay(end.day if last else begin, is_span=True)
    return None


def _is_month_with_day(text: str) -> bool:
    """Does a text begin with a month and a day? In des 1-2000 and mar 1-2000 these are December and
    March, whatever else they are in other languages, and the number behind them is no month.
    """
    word, _, behind = text.partition(" ")
    return bool(DAY_OF_A_YEAR.match(behind) and month_in(word.rstrip(".")))


def _of_no_weekday(first: str, rest: str) -> str:
    """The first of several days without days of the week before it. What is a month as well, as
    `mar` is, is one unless the last is written day first, with its own day of the week: where
    nothing tells which is meant, nothing is left.
    """
    if _is_month_with_day(first):
        return first
    found = MONTH_AND_DAY.fullmatch(first)
    if not found or not month_in(found[1]):
        return first if DAY_AND_MONTH.fullmatch(first) else weekdays_before().sub("", first)
    plain = weekdays_before().sub("", first)
    last = weekdays_before().sub("", rest)
    if plain == first or not IN_WORDS.fullmatch(last):
        return first
    return plain if last != rest else ""


def _end(first: str, rest: str, order: str, *, last: bool) -> ReadDay | None:
    """The last of several days, of which the month or the year may stand with the first alone."""
    text, year = rest, A_YEAR.search(first)
    plain = _of_no_weekday(rest, "")
    if year and not A_YEAR.search(rest) and read_day(f"{plain} {year[0]}"):
        # In August 24, 2024 - September 28 that is a day, and no month of 2028.
        begun = read_day(first, order)
        text = f"{plain} {year[0]}" if begun and not begun.month_alone else rest
    elif YEAR_FIRST.fullmatch(first) and LAST_DAY.fullmatch(rest):
        # In 2013.3.15-16 the year and the month stand once, before both, or the year alone.
        text = _as_begun(first, rest)
    elif found := MONTH_AND_DAY.fullmatch(MORE_DAYS.sub("", first)):
        # In March 15-16, 2024 the month stands once, before both.
        text = rest if read_day(rest, order) else f"{found[1]} {plain}"
    return read_day(text, order, last_of_month=last) or _of_period(rest, last=last)


def _as_begun(first: str, rest: str) -> str:
    """The last of several days, of which the year or month stands with the first alone."""
    parts = re.split(r"[-/. ]+", first.rstrip("."))
    ends = re.split(r"[-/. ]+", rest.rstrip("."))
    return "-".join((*parts[: len(parts) - len(ends)], *ends))


def _beginning(first: str, end: ReadDay, order: str) -> date | None:
    """The day that a span begins, of which the month and year may stand with its end alone."""
    first = MORE_DAYS.sub("", first)
    if found := DAY_ALONE.fullmatch(first):
        number = int(found[1])
        within = 1 <= number <= end.day.day and not end.month_alone
        return end.day.replace(day=number) if within else None
    if found := NUMBERS_ALONE.fullmatch(first):
        begun = read_day(f"{found[1]}{found[2]}{found[3]}{found[2]}{end.day.year}", order)
        return begun.day if begun and not end.month_alone else None
    by_month = MONTH_AND_DAY.fullmatch(first)
    if by_month and month_in(by_month[1]) and not (end.month_alone and "-" in first):
        # Jul 21 - Sep 23 may be days of no year as well as months; Jul-21 - Sep-23 are months.
        begun = read_day(f"{by_month[1]} {by_month[2]}, {end.day.year}")
        return begun.day if begun and not end.month_alone else None
    shared = DAY_AND_MONTH.fullmatch(first)
    begun = read_day(f"{first} {end.day.year}" if shared else first, order)
    begun = begun or _of_period(first, last=False)
    if begun is None and end.period:
        begun = _of_period(f"{first} {end.day.year}", last=False)
    if begun is None and SEVERAL.search(first):
        # Of several days that are all written out, the first of all begins.
        whole = first if A_YEAR.search(first) else f"{first} {end.day.year}"
        begun = _of_span(whole, order, last=False)
    return begun.day if begun else None
