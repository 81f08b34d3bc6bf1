"""Lists turned on their side: the names of the columns stand one below another."""

from collections.abc import Sequence

from ladder_assess.core.register.columns import NAME, Headings

# So many names make a list, and so large a share of the first column has to be names. More rows
# than there are columns to have are none that were turned.
FEWEST, SHARE, MOST_ROWS = 3, 0.5, 150
FEW = 5


def names_below(first: Sequence[str], headings: Sequence[str], known: Headings) -> tuple[str, ...]:
    """Some of the names of columns that stand in the first column of a list, one below another,
    where it is turned on its side; nothing for other lists. `first` has what stands there, with the
    heading.
    """
    texts = [text.strip() for text in first if text.strip()]
    if len(texts) > MOST_ROWS:
        return ()
    meant = {text: column for text in texts if (column := known.surely(text))}
    across = {column for heading in headings if (column := known.surely(heading))}
    columns = {*meant.values()}
    if NAME not in columns or len(columns) < max(FEWEST, 2 * len(across)):
        return ()
    return tuple(meant)[:FEW] if len(meant) >= SHARE * len(texts) else ()
