"""What was read of a register in a way that someone should know of."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any


@dataclass(frozen=True)
class Notes:
    """What was read in a way that someone should know of.

    `nulls` are texts taken for empty, each with how often; `months` days of which only the month
    was given; `nameless` new activities without a name; `named_alike` those whose name is in the
    list already, and `names` some of them; `alike` how many new ids may be meant for one of the
    list, and `pairs` some of them, new and known; `doubles` rows whose name an earlier row has too,
    where names find activities again, and `doubled` some of these names; `repeats` rows that say in
    every cell what an earlier one says, and were read once; `earlier` new and changed ones that say
    that they answer an earlier version of the questions; `long_names` and `long_texts` rows whose
    name or description was too long and was shortened; `bare` rows that have something in one cell
    alone, and no name, which were passed over, and `bare_texts` some of what stands there;
    `strange_rules` versions of the questions that rows name and that there are not; `marked_up`
    texts that markup was taken out of; `sections` rows that have a name alone and stand above
    groups of others as titles do, and `section_texts` some of these; `ends` rows that end a list,
    as a total or a source does, and `end_texts` some of these; `spans` dates of several days, of
    which the first or the last was taken, `both` those of which the other end was taken too, and
    `years`, `parts`, `winters` and `financial` such of which only a period was given (see periods),
    and `by_number` and `by_seconds` such that are numbers as programs keep days;
    `rough` numbers that are given as about so many, `about` days with a word
    such as onwards; `merged_down` cells over several rows, by row;
    `waiting` rows that only wait for somebody to say what their words mean;
    `mendable` rows that are wrong for dates and numbers alone that cannot be read, and `unread`
    such as were left empty, and `unread_at` the rows of some of them, each with what stands there;
    `missing` activities of the list that are not in the file, and `missing_at` some of them, each
    with its number and name; `far` dates that are not kept, as they are before 1900 or after 2100,
    and `far_at` the rows of some of them, each with what stands there, and `backwards` and
    `backwards_at` the same of rows that end before they start, and `ranges`
    and `ranges_at` the same of numbers from so many to so many; `unnumbered` rows that are
    wrong only as they have a name and no id, and `by_name` such whose name serves; `uncalled` rows
    that are wrong only as they have no name, `call_by` the heading of what they can be called by,
    and `called` such as were; `not_owed` rows whose word on what came of it was left out, as the
    community decides; `overfull`
    rows that are wrong only for what stands beneath no heading, `cut` such as were taken without
    it and `cut_at` some of these; `rest` such as are whole without it, and `rest_at` some of these,
    each with what stands there; `told_again` rows that are wrong only as one above has the same id
    and name, and `earlier_rows` such as were left out as another is later; `strange` the
    most frequent words that are none of the answers, with their place and how often, `strangers`
    how many there are, and `meant` those that were read as somebody said, with what they mean;
    `left_open` how many words were left empty as nobody has said what they mean; `statuses` the
    most frequent words for how far an activity is.
    """

    nulls: tuple[tuple[str, int], ...] = ()
    months: int = 0
    nameless: int = 0
    named_alike: int = 0
    names: tuple[str, ...] = ()
    alike: int = 0
    pairs: tuple[tuple[str, str], ...] = ()
    doubles: int = 0
    doubled: tuple[str, ...] = ()
    repeats: int = 0
    earlier: int = 0
    long_names: int = 0
    long_texts: int = 0
    bare: int = 0
    bare_texts: tuple[str, ...] = ()
    strange_rules: tuple[str, ...] = ()
    marked_up: int = 0
    sections: int = 0
    section_texts: tuple[str, ...] = ()
    ends: int = 0
    end_texts: tuple[str, ...] = ()
    spans: int = 0
    years: int = 0
    both: int = 0
    parts: int = 0
    winters: int = 0
    financial: int = 0
    by_number: int = 0
    by_seconds: int = 0
    rough: int = 0
    about: int = 0
    merged_down: int = 0
    mendable: int = 0
    waiting: int = 0
    unread: int = 0
    unread_at: tuple[tuple[str, str], ...] = ()
    missing: int = 0
    missing_at: tuple[tuple[int, str], ...] = ()
    unnumbered: int = 0
    uncalled: int = 0
    call_by: str = ""
    called: int = 0
    not_owed: int = 0
    left_open: int = 0
    overfull: int = 0
    told_again: int = 0
    earlier_rows: int = 0
    cut: int = 0
    cut_at: tuple[str, ...] = ()
    by_name: int = 0
    backwards: int = 0
    backwards_at: tuple[tuple[str, str], ...] = ()
    far: int = 0
    far_at: tuple[tuple[str, str], ...] = ()
    rest: int = 0
    rest_at: tuple[tuple[str, str], ...] = ()
    ranges: int = 0
    ranges_at: tuple[tuple[str, str], ...] = ()
    strange: tuple[tuple[int, str, int], ...] = ()
    strangers: int = 0
    meant: tuple[tuple[int, str, str, int], ...] = ()
    statuses: tuple[tuple[str, int], ...] = ()


NO_NOTES = Notes()
KNOWN = frozenset(field.name for field in fields(Notes))

LISTED = ("names", "doubled", "bare_texts", "strange_rules", "section_texts", "end_texts", "cut_at")
OF_ROWS = ("backwards_at", "far_at", "ranges_at", "rest_at", "unread_at")
IN_PARTS = (*OF_ROWS, "nulls", "pairs", "missing_at", "strange", "meant", "statuses")


def notes_from(data: Mapping[str, Any]) -> Notes:
    """The notes that were kept as JSON."""
    names = {key: tuple(data.get(key, ())) for key in LISTED}
    pairs = {key: tuple(map(tuple, data.get(key, ()))) for key in IN_PARTS}
    known = {key: value for key, value in data.items() if key in KNOWN}
    return Notes(**{**known, **names, **pairs})
