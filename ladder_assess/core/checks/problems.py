"""What can be wrong with a definition: a named problem with its place in the data."""

from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from enum import StrEnum
from typing import Any, NamedTuple

Path = tuple[str | int, ...]


class Name(StrEnum):
    """Every problem that a definition can have. Other programs may rely on these words."""

    # A file that cannot be read
    NOT_UTF_8 = "not-utf-8"
    EMPTY_FILE = "empty-file"
    TAB = "tab"
    NOT_YAML = "not-yaml"
    NOT_JSON = "not-json"
    DIRECTIVE = "directive"
    SEVERAL_DOCUMENTS = "several-documents"
    TOO_DEEP = "too-deep"
    ANCHOR = "anchor"
    CUSTOM_TAG = "custom-tag"
    KEY_NOT_TEXT = "key-not-text"
    DUPLICATE_KEY = "duplicate-key"
    # Shape
    MISSING = "missing"
    UNEXPECTED = "unexpected"
    NOT_ALLOWED_HERE = "not-allowed-here"
    WRONG_TYPE = "wrong-type"
    WRONG_VALUE = "wrong-value"
    WRONG_NUMBER = "wrong-number"
    BAD_ID = "bad-id"
    BAD_SOURCE = "bad-source"
    BAD_TEXT = "bad-text"
    TOO_LONG = "too-long"
    OUT_OF_RANGE = "out-of-range"
    REPEATED = "repeated"
    WRONG_SHAPE = "wrong-shape"
    # Names and what they refer to
    DUPLICATE_ID = "duplicate-id"
    RESERVED_ID = "reserved-id"
    MISSING_ITEM = "missing-item"
    NOT_A_CHOICE = "not-a-choice"
    MISSING_WHEN_UNKNOWN = "missing-when-unknown"
    UNEXPECTED_WHEN_UNKNOWN = "unexpected-when-unknown"
    CLAIM_AFTER_EVIDENCE = "claim-after-evidence"
    RUNGS_OUT_OF_ORDER = "rungs-out-of-order"
    UNKNOWN_BAND = "unknown-band"
    UNKNOWN_SOURCE = "unknown-source"
    UNKNOWN_SCALE = "unknown-scale"
    UNUSED_SCALE = "unused-scale"
    # Instruments
    MISNAMED_FILE = "misnamed-file"
    UNKNOWN_DIMENSION = "unknown-dimension"
    UNUSED_DIMENSION = "unused-dimension"
    TOO_FEW_ITEMS = "too-few-items"
    NOT_SCORABLE = "not-scorable"
    UNKNOWN_FORM = "unknown-form"
    UNUSED_FORM = "unused-form"
    UNKNOWN_GROUP = "unknown-group"
    UNUSED_GROUP = "unused-group"
    LOOP_LEAVES_OUT = "loop-leaves-out"
    SHORT_FORM_UNEXPLAINED = "short-form-unexplained"
    SHORT_FORM_EMPTY = "short-form-empty"
    SHORT_FORM_SIZE = "short-form-size"
    SHORT_FORM_GAP = "short-form-gap"
    NOT_A_FACT = "not-a-fact"
    TYPE_INCOMPLETE = "type-incomplete"
    TYPE_TWICE = "type-twice"
    COUNTS_EVERYTHING = "counts-everything"
    # Of whom something is asked
    NOT_EARLIER = "not-earlier"
    WHEN_IN_A_LOOP = "when-in-a-loop"
    SPLIT_DIMENSION = "split-dimension"
    NOTHING_FOR_EVERYBODY = "nothing-for-everybody"
    NEVER_ASKED = "never-asked"
    # Wording
    HARD_TO_READ = "hard-to-read"
    TOO_MANY_WORDS = "too-many-words"
    TWO_IDEAS = "two-ideas"
    DOUBLE_NEGATIVE = "double-negative"
    UNUSED_EXCEPTION = "unused-exception"
    # Conditions
    UNREADABLE_CONDITION = "unreadable-condition"
    NOT_A_COMPARISON = "not-a-comparison"
    UNKNOWN_ITEM = "unknown-item"
    UNKNOWN_OPTION = "unknown-option"
    UNORDERED_COMPARISON = "unordered-comparison"
    ALWAYS_TRUE = "always-true"
    NOT_EVIDENCE = "not-evidence"
    # Tables
    CELL_MISSING = "cell-missing"
    CELL_TWICE = "cell-twice"
    UNGROUPED_FUNCTION = "ungrouped-function"
    FUNCTION_TWICE = "function-twice"
    ROW_AFTER_THE_LAST = "row-after-the-last"
    NO_LAST_ROW = "no-last-row"
    NEVER_REACHED = "never-reached"
    NEVER_HOLDS = "never-holds"
    # Contradictions, and what reads differently
    NOT_A_PAIR = "not-a-pair"
    NOT_ONE_QUESTION = "not-one-question"
    UNKNOWN_ARRANGEMENT = "unknown-arrangement"
    UNEXPLAINED_CONTRADICTION = "unexplained-contradiction"
    NO_SUCH_CONTRADICTION = "no-such-contradiction"
    MISSING_FIND_OUT = "missing-find-out"
    UNKNOWN_VERSION = "unknown-version"
    UNKNOWN_RULE = "unknown-rule"
    # The ladder
    REVERSED_SCALE = "reversed-scale"
    TRAP_ON_THE_CHAIN = "trap-on-the-chain"
    TRAP_NOT_LEFT = "trap-not-left"
    LEAVE_TOO_STRONG = "leave-too-strong"
    CLIMB_FALLS_SHORT = "climb-falls-short"
    IDLE_CHANGE = "idle-change"
    NOT_MONOTONE = "not-monotone"
    UNREACHABLE_RUNG = "unreachable-rung"
    DEAD_GATE = "dead-gate"
    DEAD_ALTERNATIVE = "dead-alternative"
    TOO_MANY_CLASSES = "too-many-classes"
    # Recommendations and worked cases
    UNKNOWN_TRIGGER = "unknown-trigger"
    DUPLICATE_TRIGGER = "duplicate-trigger"
    MISSING_RECOMMENDATION = "missing-recommendation"
    UNREACHABLE_RECOMMENDATION = "unreachable-recommendation"
    NEITHER_IS_BETTER = "neither-is-better"
    UNKNOWN_RECOMMENDATION = "unknown-recommendation"
    ORDER_IN_A_LOOP = "order-in-a-loop"
    FACTS_NOT_FIRST = "facts-not-first"
    ORDER_BROKEN = "order-broken"
    UNKNOWN_CASE = "unknown-case"
    BAD_CASE = "bad-case"
    # Arrangements
    VARIES_TWICE = "varies-twice"
    NEITHER_USUAL_NOR_VARYING = "neither-usual-nor-varying"
    UNEXPECTED_PLACEMENT = "unexpected-placement"
    RUNG_WITHOUT_ARRANGEMENT = "rung-without-arrangement"
    # Vignettes
    TOO_FEW_WORDS = "too-few-words"
    NOT_QUOTED = "not-quoted"
    NOT_SHOWN = "not-shown"
    DECIDES_NOTHING = "decides-nothing"
    GIVES_AWAY = "gives-away"
    REAL_NAME = "real-name"
    NOT_COVERED = "not-covered"
    # What was read beside its source
    NOT_READ = "not-read"
    READS_NOTHING = "reads-nothing"
    # Consent texts
    MISSING_PURPOSE = "missing-purpose"
    UNKNOWN_PURPOSE = "unknown-purpose"


class Problem(NamedTuple):
    """Something wrong with a definition; `path` leads to the value from the top of its file."""

    name: Name
    path: Path
    message: str


def entries(data: object, *keys: str) -> Iterator[tuple[Path, Mapping[str, Any]]]:
    """The objects in the list under some keys, each with its path.

    Anything that is not what it should be is passed over: the shape pass reports it.
    """
    for key in keys:
        data = data.get(key) if isinstance(data, Mapping) else None
    if isinstance(data, list):
        for place, entry in enumerate(data):
            if isinstance(entry, Mapping):
                yield (*keys, place), entry


def within(path: Path, data: object, key: str) -> Iterator[tuple[Path, Mapping[str, Any]]]:
    """The objects in a list below an object that stands at a path."""
    for below, entry in entries(data, key):
        yield (*path, *below), entry


def texts(data: Mapping[str, Any], key: str) -> Iterator[tuple[int, str]]:
    """The texts in a list, each with its place."""
    values = data.get(key)
    for place, value in enumerate(values if isinstance(values, list) else ()):
        if isinstance(value, str):
            yield place, value


def perhaps(wrong: object, known: Iterable[object]) -> str:
    """A hint at what may have been meant, or nothing."""
    words = [word for word in known if isinstance(word, str)]
    close = get_close_matches(str(wrong), words, n=1)
    return f"; did you mean `{close[0]}`?" if close else ""
