"""What stands beside a day and says nothing of which it is: a time, and how sure it is."""

import re

# A longer text is none that names a day.
LONGEST = 80
BESIDE = re.compile(
    r"^(?:from|since|starting|starts|on|w/c|wc|week commencing|week beginning|approx\.?|circa|c\.|"
    r"early|mid|late|ab|seit|depuis|desde)[ -]"
)
AFTER = re.compile(
    r" ?(?:onwards?|tbc|\(?(?:tbc|provisional|approx\.?|est\.?|estimated|expected|planned)\)?)$"
)
HOUR = r"\d{1,2}(?:[:.h]\d{2})? ?(?:[ap]\.?m\.?|hrs|horas|hs|hod\.?|h\.?|uhr|uur|noon)?"
# What says in several languages that a time follows.
OCLOCK = (
    r"at|from|time|von|um|ab|à|a las?|a les|às|alle|dalle|ore|om|kl\.?|klo|o godz\.?|godz\.?|"
    r"horas?|hour|uhrzeit|v"
)
TIME = re.compile(
    rf"[ ,;@(–—-]+(?:(?:{OCLOCK}):? )?{HOUR}"
    rf"(?: ?(?:[-–]|to|until|till|bis) ?(?:{HOUR}|late))?\)?$"
)
# What tells an hour from a year.
CLOCK = re.compile(
    r"\d ?[ap]\.?m|\d[:h]\d|\d ?h\b|uhr|hrs|uur|ore|kl\.|klo|godz|hora|\d hs\b|\d hod"
)
# Between the first and the last of several days.
APART = re.compile(
    r" ?[-–—&/;] ?|,? (?=\d{1,2}([./-])\d{1,2}\1\d{2,4})"
    r"| (?:to|until|till|through|and|i|al|au|bis|e|et|a|y|und|tot|do) "
)


def has_time(text: str) -> bool:
    """Does a time of day stand behind what a text says?"""
    time = TIME.search(" ".join(text.casefold().split())[:LONGEST])
    return bool(time and CLOCK.search(time[0]))


def says_more(text: str) -> bool:
    """Does a text say that a day is not the only one, or not sure, as in `3 May 2024 onwards`?"""
    plain = " ".join(text.casefold().split())[:LONGEST].removeprefix("on ")
    return bool(BESIDE.search(plain) or AFTER.search(plain))


def without_asides(text: str) -> str:
    """A text in small letters without a time of day behind it and words that say how sure it is."""
    plain = " ".join(text.casefold().split())
    if len(plain) > LONGEST:
        return text
    time = TIME.search(plain)
    rest = plain[: time.start()] if time and CLOCK.search(time[0]) else plain
    rest = AFTER.sub("", BESIDE.sub("", rest))
    return rest if rest and rest != plain else text
