"""Text for a spreadsheet: no cell may start what a spreadsheet would work out as a formula."""

ACTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


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
