"""Characters that no text of ours holds: what XML cannot write, and what is not a letter but acts
on a screen unseen. Forms and files that are read refuse them; what is drawn marks their place.
"""

import re

CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff]")
# The controls of direction that last until they are taken back (Unicode, UAX #9): embeddings,
# overrides and isolates. Marks that turn nothing round, which Arabic and Hebrew need, stay.
TURNS = re.compile("[\u202a-\u202e\u2066-\u2069]")

# Nobody types these: they are what is left of letters and marks of Windows-1252, byte by byte.
LEFT_OF_WINDOWS = re.compile("[\x80-\x9f]")
WINDOWS_LETTERS = {
    code: found for code in range(0x80, 0xA0) if (found := bytes([code]).decode("cp1252", "ignore"))
}
# What stands for nothing there either is left out.
READ_AS = dict.fromkeys(range(0x80, 0xA0), "") | WINDOWS_LETTERS
BYTES = {ord(letter): chr(code) for code, letter in WINDOWS_LETTERS.items()}
# What UTF-8 looks like where it was read as Windows-1252 and stored once more: a quotation mark or
# dash, and a letter whose second half stands for nothing there. Nobody writes these.
TWICE = re.compile(
    f"â[\x80€\x82‚][\x80-\xbf{''.join(WINDOWS_LETTERS.values())}]|[\xc3-\xdf][\x81\x8d\x8f\x90\x9d]"
)


def _stored_once(found: re.Match[str]) -> str:
    return found[0].translate(BYTES).encode("latin-1").decode("utf-8", "replace")


def with_windows_letters(text: str) -> str:
    """A text with the letters and marks that Windows-1252 has in place of controls that nobody
    types: quotation marks, dashes, the euro. What such a text has in UTF-8 that was stored once
    more is read as it was at first. A control that stands for nothing there carries nothing, and
    is left out.
    """
    if text.isascii() or not LEFT_OF_WINDOWS.search(text):
        return text
    return TWICE.sub(_stored_once, text).translate(READ_AS)


def legible(text: str) -> str:
    """A text with a mark in place of each character that no page or document can show."""
    return CONTROLS.sub("\ufffd", text)
