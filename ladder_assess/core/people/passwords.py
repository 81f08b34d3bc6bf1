"""What makes a password good enough: long, and not among those that are tried first."""

import re
import unicodedata

SHORTEST, LONGEST = 12, 128
TOO_SHORT, TOO_LONG, COMMON, ABOUT_YOU = "too_short", "too_long", "common", "about_you"
TELLING = 4

# Words and runs of keys that, with digits or marks around them or repeated, are tried first.
COMMON_PARTS = (
    "password", "passw0rd", "p@ssw0rd", "p@ssword", "passwort", "passphrase", "letmein", "welcome",
    "iloveyou", "sunshine", "princess", "football", "baseball", "liverpool", "arsenal", "chelsea",
    "superman", "batman", "starwars", "pokemon", "monkey", "dragon", "shadow", "master", "michael",
    "charlie", "jordan", "whatever", "trustno1", "changeme", "default", "administrator", "admin",
    "secret", "login", "guest", "hello", "council", "england", "scotland", "wales", "london",
    "manchester", "ladder assess", "ladderassess", "ladder", "assess", "user", "test", "temp",
    "summer", "winter", "spring", "autumn", "monday", "friday", "january", "december",
    "qwertyuiop", "qwerty", "asdfghjkl", "asdfgh", "zxcvbnm", "zxcvbn", "qazwsxedc", "qazwsx",
    "1qaz2wsx3edc4rfv", "1qaz2wsx3edc", "1qaz2wsx", "1q2w3e4r5t6y", "1q2w3e4r5t", "1q2w3e4r",
    "q1w2e3r4t5y6", "q1w2e3r4", "abc123", "abcdefghijkl", "abcdefgh", "abcdef", "abcd",
    "the", "this", "is", "my", "a", "one", "two", "three", "four", "five", "six",
)  # fmt: skip
PHRASES = frozenset(
    {
        "correcthorsebatterystaple", "tobeornottobe", "nevergonnagiveyouup", "maytheforcebewithyou",
        "thequickbrownfox", "thequickbrownfoxjumps", "opensesame", "gotohellgotohell",
        "mypasswordis", "thisismypassword", "iloveyouforever", "iloveyousomuch", "ihatepasswords",
        "idontknowmypassword", "unbelievable", "jesuschrist1", "manchesterunited", "leedsunited123",
        "tottenhamhotspur", "newcastleunited", "blink182blink182", "metallica666",
        "godisgoodallthetime",
    }
)  # fmt: skip
_PARTS = re.compile("|".join(re.escape(p) for p in sorted(COMMON_PARTS, key=len, reverse=True)))
_RUNS = ("01234567890123456789", "98765432109876543210", "abcdefghijklmnopqrstuvwxyz")


def plain(password: str) -> str:
    """A password as it is hashed: the same letters are the same, however a keyboard sends them."""
    return unicodedata.normalize("NFKC", password)


def problem(password: str, *about: str) -> str | None:
    """What is wrong with a new password, as one of this module's words; None when nothing is.

    `about` is what anyone may know of the person, such as name and e-mail address. Any letters,
    digits, marks and spaces will do, in any mixture.
    """
    text = plain(password)
    if len(text) < SHORTEST:
        return TOO_SHORT
    if len(text) > LONGEST:
        return TOO_LONG
    if _is_common(text.casefold()):
        return COMMON
    return ABOUT_YOU if _is_about(text.casefold(), about) else None


def _is_common(text: str) -> bool:
    letters = re.sub(r"[\s\-_.]", "", text)
    plain_sight = letters in PHRASES or _runs(letters) or _repeats(letters)
    if plain_sight or len(set(letters)) < TELLING:
        return True
    rest = _PARTS.sub("", letters)
    return rest != letters and not re.search("[^0-9!?.*#@$£%&+=]", rest)


def _repeats(text: str) -> bool:
    """Is it a few characters over and over?"""
    return any(
        len({text[at : at + size] for at in range(0, len(text) - len(text) % size, size)}) == 1
        for size in (1, 2, 3, 4)
        if len(text) >= 3 * size
    )


def _runs(text: str) -> bool:
    return any(text[:SHORTEST] in run * 2 for run in _RUNS)


def _is_about(text: str, about: tuple[str, ...]) -> bool:
    """Is it little more than what is known of the person?"""
    rest = text
    for known in about:
        whole = known.casefold()
        for part in sorted({whole, *re.split(r"[\s@._\-]+", whole)}, key=len, reverse=True):
            if len(part) >= TELLING:
                rest = rest.replace(part, "")
    return rest != text and len(re.sub(r"[\W_\d]", "", rest)) < TELLING
