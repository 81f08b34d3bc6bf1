"""What stands between the cells of a table that is kept as text."""

DELIMITERS = ",;\t"
# Of those that look alike, the first: lists within a cell have commas, and seldom semicolons.
IN_REGISTERS = ";,\t|"


def delimiter_of(header: str) -> str:
    """The one that stands most often in a header."""
    return max(DELIMITERS, key=header.count)
