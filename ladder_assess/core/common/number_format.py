"""Numbers as a spreadsheet shows them: `00000` makes 00123 of 123, `0%` makes 50% of 0.5.

The format codes are those of ECMA-376, part 1, 18.8.31. What a code says beyond digits, literals,
grouping and percent (fractions, exponents, conditions) is not followed: the number stands for
itself. So it does where nothing or a mark alone is shown, as a dash for 0.
"""

import re
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from itertools import accumulate, pairwise
from typing import NamedTuple

GENERAL = "General"
# Codes that a file names by number alone; those for dates lie within DATES.
BUILT_IN = {
    0: GENERAL, 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%",
    11: "0.00E+00", 12: "# ?/?", 13: "# ??/??", 37: "#,##0;-#,##0", 38: "#,##0;-#,##0",
    39: "#,##0.00;-#,##0.00", 40: "#,##0.00;-#,##0.00", 49: "@",
}  # fmt: skip
DATES = frozenset((*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)))
# Spreadsheets count with fifteen digits; what a file has beyond them is noise.
DIGITS = 15
LONGEST_CODE = 255
# A literal in quotation marks, behind a backslash, or as wide as something (`_x`, `*x`).
LITERAL = re.compile(r'"([^"]*)"|\\(.)|[_*](.)')
BRACKETS = re.compile(r"\[([^\]]*)\]")
ELAPSED = re.compile(r"h+|m+|s+", re.IGNORECASE)
RUN = re.compile(r"[0#?]+")
NUMBER = re.compile(r"[0#?][0#?,]*(?:\.[0#?]*)?|\.[0#?]+")
# What a code may hold beside digits to be followed.
PLAIN = re.compile(r"[\s\-+()/:£$€%.,'&]*")


class _Section(NamedTuple):
    """A part of a code: what stands before and behind the digits, and how many there are. `apart`
    are literals among them, each with how many digits are behind it.
    """

    before: str
    after: str
    whole: int
    least: int
    most: int
    grouped: bool
    scale: int
    apart: tuple[tuple[str, int], ...] = ()


def is_date_format(code: str) -> bool:
    """Does a code show days or times? `[h]:mm` counts hours and is one too."""
    bare = LITERAL.sub("", code[:LONGEST_CODE].split(";")[0])
    if any(ELAPSED.fullmatch(found) for found in BRACKETS.findall(bare)):
        return True
    bare = BRACKETS.sub("", bare)
    if bare.strip().casefold() == "general":
        return False
    return bool(re.search("[dmyhs]", bare, re.IGNORECASE))


def shown_number(value: float, code: str = GENERAL) -> str:
    """A number as the code shows it; where the code is not followed, its shortest digits."""
    section = _section(code, value)
    if section is None:
        return plain_number(value)
    if isinstance(section, str):
        return section
    exact = Decimal(f"{abs(value):.{DIGITS}g}").scaleb(section.scale)
    if exact >= 10**DIGITS:
        return plain_number(value)
    digits = str(exact.quantize(Decimal(1).scaleb(-section.most), ROUND_HALF_UP))
    whole, _, part = digits.partition(".")
    whole = whole.lstrip("0").zfill(section.whole)
    while len(part) > section.least and part.endswith("0"):
        part = part[:-1]
    if section.grouped:
        whole = _grouped(whole)
    for literal, behind in section.apart:
        at = max(len(whole) - behind, 0)
        whole = whole[:at] + literal + whole[at:]
    shown = whole + (f".{part}" if part else "")
    if not shown:
        return plain_number(value)
    minus = "-" if value < 0 and len(_sections(code)) < 2 and shown.strip("0.,") else ""
    return f"{minus}{section.before}{shown}{section.after}".strip()


def plain_number(value: float) -> str:
    """A number without a format: whole ones in full, others with at most fifteen digits."""
    if value == int(value) and abs(value) < 1e21:
        return str(int(value))
    return f"{value:.{DIGITS}g}"


def _grouped(whole: str) -> str:
    first = len(whole) % 3
    parts = [whole[:first]] if first else []
    return ",".join(parts + [whole[at : at + 3] for at in range(first, len(whole), 3)])


@lru_cache(1000)
def _sections(code: str) -> tuple[_Section | str | None, ...]:
    parts = _split(code[:LONGEST_CODE])
    return tuple(_parse(part) for part in parts)


def _section(code: str, value: float) -> _Section | str | None:
    """The part of a code for a number: the first, or those for less than nothing and for nothing"""
    sections = _sections(code)
    if value < 0 and len(sections) > 1:
        return sections[1]
    if value == 0 and len(sections) > 2:
        return sections[2]
    return sections[0]


def _split(code: str) -> list[str]:
    """The parts of a code between semicolons, those in literals left out of account."""
    parts, start = [], 0
    at = 0
    while at < len(code):
        found = LITERAL.match(code, at)
        if found:
            at = found.end()
            continue
        if code[at] == ";":
            parts.append(code[start:at])
            start = at + 1
        at += 1
    return [*parts, code[start:]]


def _parse(part: str) -> _Section | str | None:
    """A part of a code, or the words that it shows for any number (`"Yes";;"No"`); None where it
    asks for more than is followed.
    """
    if is_date_format(part):
        return None
    masked = _masked(part)
    found = NUMBER.search(masked)
    if not found:
        words = (_literal(part) or "").strip()
        return words if any(map(str.isalnum, words)) else None
    runs = [*RUN.finditer(masked)]
    if len(runs) > 1 and not set(",.%/") & set(masked):
        return _parted(part, runs)
    before, after = part[: found.start()], part[found.end() :]
    sides = [_literal(before), _literal(after)]
    if None in sides:
        return None
    digits = found[0].rstrip(",")
    whole, _, decimals = digits.partition(".")
    zeros = whole.replace(",", "")
    return _Section(
        str(sides[0]),
        str(sides[1]),
        whole=len(zeros.lstrip("#?")),
        least=decimals.count("0"),
        # No more than can be told apart.
        most=min(len(decimals), DIGITS - 3),
        grouped="," in whole,
        scale=2 * masked.count("%") - 3 * (len(found[0]) - len(digits)),
    )


def _parted(part: str, runs: list[re.Match[str]]) -> _Section | None:
    """Digits with literals among them, as in `000-0000`."""
    literals = [_literal(part[one.end() : two.start()]) for one, two in pairwise(runs)]
    before, after = _literal(part[: runs[0].start()]), _literal(part[runs[-1].end() :])
    if before is None or after is None or None in literals:
        return None
    digits = "".join(run[0] for run in runs)
    if "#" in digits and not "".join(map(str, literals)).strip():
        return None  # Thousands with a space between: the number itself is read.
    behind = accumulate(len(run[0]) for run in reversed(runs[1:]))
    apart = tuple(zip(map(str, literals), [*behind][::-1], strict=True))
    return _Section(before, after, len(digits.lstrip("#?")), 0, 0, False, 0, apart)


def _masked(part: str) -> str:
    """The same with its literals blotted out, each sign where it was."""
    hidden = LITERAL.sub(lambda found: "\0" * len(found[0]), part)
    return BRACKETS.sub(lambda found: "\0" * len(found[0]), hidden)


def _literal(side: str) -> str | None:
    """What one side of the digits shows; None where it is more than literals and a currency."""
    if "[" in side:
        if any(not b.startswith("$") and not b.isalpha() for b in BRACKETS.findall(side)):
            return None
        side = BRACKETS.sub(lambda found: found[1][1:].partition("-")[0], side)
    said = LITERAL.sub("", side)
    if not PLAIN.fullmatch(said):
        return None
    return LITERAL.sub(lambda found: found[1] or found[2] or "", side)
