"""What spreadsheets call their columns, and texts for them: no cell may start what a spreadsheet
would work out as a formula.
"""

ACTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
# As many columns as the widest spreadsheet program has.
LAST_COLUMN = 16_384


def plain_cell(value: object) -> object:
    """A value as a spreadsheet shall show it: a text that would act stands behind an apostrophe."""
    if isinstance(value, str) and _acts(value):
        return f"'{value}"
    return "" if value is None else value


def typed_cell(text: str) -> str:
    """What `plain_cell` was given, whatever it was: the apostrophe is taken away again."""
    return text[1:] if text.startswith("'") and _acts(text) else text


def _acts(text: str) -> bool:
    """Would it act, or would it once apostrophes before it were taken for those of `plain_cell`?"""
    return text.lstrip("'").lstrip(" \u00a0").startswith(ACTS)


def column_name(place: int) -> str:
    """What a spreadsheet calls the column at a place (from 0), such as `AB`."""
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def column_place(letters: str) -> int:
    """The place (from 0) of a column that is called `AB`; ValueError where no sheet has it."""
    place = 0
    for letter in letters:
        place = place * 26 + ord(letter) - ord("A") + 1
        if not "A" <= letter <= "Z" or place > LAST_COLUMN:
            raise ValueError(letters)
    if not place:
        raise ValueError(letters)
    return place - 1
