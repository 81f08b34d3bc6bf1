"""What stands beside a day and says nothing of which it is: a time, and how sure it is."""

import re

from ladder_assess.core.register.days.other_scripts import without_weekday_sign

# A longer text is none that names a day.
LONGEST = 80
BESIDE = re.compile(
    r"^(?:from|since|starting|starts|w/c|wc|week commencing|week beginning|(?:the )?week of|"
    r"approx\.?|circa|c\.|early|mid|late|(?:the )?(?:end|start|beginning|middle) of|ab|seit|depuis|"
    r"planned(?: for| to (?:start|begin)(?: in)?)?|due(?: in| to (?:start|begin)(?: in)?)?|"
    r"expected(?: in)?|proposed(?: for)?|scheduled(?: for)?|provisionally|provisional|tb[cd]:?|"
    r"to (?:start|begin)(?: in)?|starts in|started(?: in)?|begun(?: in)?|began(?: in)?|begins in|"
    r"launched(?: in)?|launches(?: in)?|live since|open since|running since|ongoing since|"
    r"ongoing from|in progress since|under way since|in|"
    r"desde|début|fin|mi|ende|anfang|mitte|finales de|principios de|mediados de|a partir de|vanaf|"
    r"eind|begin|inizio|metà|fine|dès(?: le| la)?|à partir d[eu]|a partir del?)[ -]"
)
# What stands before a day in some languages and says nothing: le 24 février 2024.
ARTICLE = re.compile(r"^(?:on|the|le|el|il|o|am|den|dne|dnia|w dniu|op|dia|día) (?=[^\W_])")
AFTER = re.compile(
    r" ?(?:onwards?|tbc|\(?(?:tbc|provisional|approx\.?|est\.?|estimated|expected|planned)\)?"
    r"|\([^\W\d_][^()\d]{1,30}\)|\*+)$"
)
# What was the last day that something went on, in a column of days on which something is.
ENDED = re.compile(
    r"^(?:complete|completed|closed|ended|finished|concluded|over|stopped|cancelled|canceled)"
    r"(?: since| in| on)? (?=[^\W_])"
)
# What a program put round what it took for a text.
QUOTED = re.compile(r"""^(["'“”„«‘’])(.+)["'“”»‘’]$""")
# What goes on: 2019 - present.
NO_END = (
    r"ongoing|on-going|present|current|now|date|today|still running|until further notice|en cours|"
    r"aujourd['’]hui|présent|actualidad|presente|la fecha|hoy|heute|jetzt|laufend|dato|heden|nu|"
    r"oggi|in corso|hoje|atual|em curso"
)
UNENDED = re.compile(
    rf"(?: ?[-–—/,(]| to| until| till| bis| à| hasta| a| tot| do| até) ?"
    rf"(?:{NO_END}|tb[cd]|\.\.\.|\?)\)?$"
    rf"| (?:{NO_END})$| ?[-–—…]$"
)
HOUR = r"\d{1,2}(?:[:.h]\d{2})? ?(?:[ap]\.?m\.?|hrs|horas|hs|hod\.?|h\.?|uhr|uur|noon)?"
# What says in several languages that a time follows.
OCLOCK = (
    r"at|from|between|time|von|um|ab|à|a las?|a les|às|alle|dalle|ore|om|kl\.?|klo|o godz\.?|"
    r"godz\.?|horas?|hour|uhrzeit|v|de|des|dès|das|desde|entre|van|vanaf|od|dalle ore|fra|från|"
    r"de las?|von|zwischen|o|rhwng"
)
SURE_HOUR = r"\d{1,2}(?:[:.h]\d{2}|(?:[:.h]\d{2})? ?(?:[ap]\.?m\.?|hrs|h\.?|uhr|uur))"
# Between the hours at which something begins and ends, behind an hour that is surely one.
UNTIL = (
    r"[-–]|to|until|till|and|bis|und|à|et|al?|a las?|hasta|y|e|alle|alle ore|às|até|tot|en|do|til|"
    r"till|og|och|tan|i"
)
TIME = re.compile(
    r"(?<![ ,;@(–—-])[ ,;@(–—-]+"
    rf"(?:(?:(?:{OCLOCK}):? )?{HOUR}(?: ?(?:[-–]|to|until|till|bis) ?(?:{HOUR}|late))?"
    rf"|(?:(?:{OCLOCK}):? {HOUR}|{SURE_HOUR}) ?(?:{UNTIL}) ?{HOUR})\)?$"
)
# Behind a year, a time with a point as well: 10-12-2020 11.30.
POINTED_TIME = re.compile(r"(?<=\d{4})[ ,]+(?:[01]?\d|2[0-3])\.[0-5]\d$")
# What tells an hour from a year.
CLOCK = re.compile(
    r"\d ?[ap]\.?m|\d[:h]\d|\d ?h\b|uhr|hrs|uur|ore|kl\.|klo|godz|hora|\d hs\b|\d hod"
)
# Before the day, as in 10am, 3 May 2024.
TIME_BEFORE = re.compile(rf"^{HOUR}(?: ?(?:{UNTIL}) ?{SURE_HOUR})?(?:, ?| [-–—] | )(?=[^\W_])")
# Between the first and the last of several days.
APART = re.compile(
    r" ?[-–—&/;] ?|,? (?=\d{1,2}([./-])\d{1,2}\1\d{2,4})"
    r"|, ?(?=\d{4}-\d{1,2}-\d{1,2}|\d{1,2}(?:st|nd|rd|th|\.)? [^\W\d_]{3,12} \d{4})"
    r"| (?:to|until|till|through|thru|and|i|al|au|à|ao|bis|e|et|a|y|und|hasta|até|jusqu['’]au|tot|"
    r"t/m|en|do|til|og|och) "
)


def has_time(text: str) -> bool:
    """Does a time of day stand behind what a text says?"""
    time = TIME.search(" ".join(text.casefold().split())[:LONGEST])
    return bool(time and CLOCK.search(time[0]))


def says_more(text: str) -> bool:
    """Does a text say that a day is not the only one, or not sure, as in `3 May 2024 onwards`?"""
    plain = ARTICLE.sub("", " ".join(text.casefold().split())[:LONGEST])
    return bool(BESIDE.search(plain) or AFTER.search(plain) or UNENDED.search(plain))


def since_ended(text: str) -> str:
    """When something ended, of a text such as `Closed March 2026`; empty for others."""
    plain = " ".join(text.casefold().split())[:LONGEST]
    found = ENDED.match(plain)
    return plain[found.end() :] if found else ""


def is_unended(text: str) -> bool:
    """Does a text say that something goes on from a day, as in `2019 - present` and `2019 -`?"""
    return bool(UNENDED.search(" ".join(text.casefold().split())[:LONGEST]))


def without_asides(text: str) -> str:
    """A text in small letters without a time of day behind it and words that say how sure it is."""
    plain = " ".join(text.casefold().split())
    if len(plain) > LONGEST:
        return text
    bare = without_weekday_sign(QUOTED.sub(r"\2", plain))
    time = TIME.search(bare)
    rest = bare[: time.start()] if time and CLOCK.search(time[0]) else bare
    rest = POINTED_TIME.sub("", rest)
    if (before := TIME_BEFORE.search(rest)) and CLOCK.search(before[0]):
        rest = rest[before.end() :]
    rest = AFTER.sub("", BESIDE.sub("", ARTICLE.sub("", UNENDED.sub("", rest))))
    return rest if rest and rest != plain else text
