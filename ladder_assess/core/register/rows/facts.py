"""What a row of a register says, and what all of them had in them."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from ladder_assess.core.activities.activity_record import Value
from ladder_assess.core.register.meanings.said import NO_MEANINGS, Meanings
from ladder_assess.core.register.stand_in import NONE

DESCRIPTION = "description"


@dataclass(frozen=True)
class RowRules:
    """How the rows of a file are to be read, as somebody said or as it was found.

    With `id_from_name` the name of an activity serves as its id, with `names_serve` that of a row
    without an id. `orders` says by place which of day and month comes first: see days.dates. With
    `lenient` a date or number that cannot be read is left empty, with `without_words` a word whose
    meaning nobody has said, with `without_rest` what stands
    beneath no heading is left out; what has no name is called by what stands at the place
    `called_by`, points part thousands at the places `pointed`, and `means` is what words mean that
    are no answers.
    """

    id_from_name: bool = False
    orders: tuple[str, ...] = ()
    lenient: bool = False
    without_words: bool = False
    names_serve: bool = False
    without_rest: bool = False
    called_by: int = NONE
    pointed: frozenset[int] = frozenset()
    means: Meanings = field(default_factory=lambda: NO_MEANINGS)


@dataclass(frozen=True)
class RowFacts:
    """What a row says: its id and, by key (see core.history), every fact that is not left empty.

    `whole_name` is a name that had to be shortened, as far as a description has room for it, where
    nothing else describes the activity.
    `by_name` says that there is no id and the name serves as one. `as_written` has, by key, what
    stands in cells that were left empty, or read as about so many.
    """

    id: str
    facts: Mapping[str, Value]
    whole_name: str = ""
    by_name: bool = False
    as_written: Mapping[str, str] = field(default_factory=dict)


@dataclass
class Met:
    """What the rows that were read had in them, counted over all: `nulls` are cells that count as
    empty, by what stands there; `months` and `periods` (by kind) days of which only that is given,
    `spans` such of several days and `both` those of which both ends were taken; `long_names` and
    `long_texts` what was too long for an activity and was shortened; `rough` numbers of about so
    many, `about` days with a word such as onwards; `merged_down` cells that stand for those below
    them too; `marked_up` texts that markup was taken out of; `called` rows that were called by
    another of their cells; `not_owed` words on what came of it that were left out, as the community
    decides; `left_open` words whose meaning nobody has said and that were left empty; `statuses`
    words for how far an activity is.
    """

    nulls: Counter[str] = field(default_factory=Counter)
    months: int = 0
    periods: Counter[str] = field(default_factory=Counter)
    spans: int = 0
    both: int = 0
    long_names: int = 0
    long_texts: int = 0
    rough: int = 0
    merged_down: int = 0
    about: int = 0
    marked_up: int = 0
    called: int = 0
    not_owed: int = 0
    left_open: int = 0
    statuses: Counter[str] = field(default_factory=Counter)
