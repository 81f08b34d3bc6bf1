"""Text for a spreadsheet: no cell may start what a spreadsheet would work out as a formula."""

ACTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def plain_cell(value: object) -> object:
    """A value as a spreadsheet shall show it: a text that would act stands behind an apostrophe."""
    if isinstance(value, str) and value.lstrip(" \u00a0").startswith(ACTS):
        return f"'{value}"
    return "" if value is None else value
