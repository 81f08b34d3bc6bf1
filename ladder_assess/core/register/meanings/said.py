"""What somebody said that the words of their file mean, where these are none of the answers."""

from collections import Counter
from collections.abc import Mapping, Sequence

from ladder_assess.core.questionnaire.questionnaire import NONE_OF_THESE
from ladder_assess.core.register.cells import LEFT_EMPTY, strange_parts
from ladder_assess.core.register.columns import RegisterColumn, fold

# Under this, with a column and a word of it, what the word means is remembered.
MEANS = "means: "
# What is remembered where nobody says what a word means, any more.
OPEN = "?"
# A longer text is no answer, in whatever words. So many are asked about, the most frequent first,
# and so many kept apart while a file is read.
LONGEST, MOST, MOST_APART = 500, 60, 2000
# By column and word, folded: the answer, or LEFT_EMPTY.
Meanings = Mapping[tuple[str, str], str]
NO_MEANINGS: Meanings = {}


def meaning_key(column: str, word: str) -> str:
    """Under what is remembered what a word means in a column."""
    return f"{MEANS}{column}\n{fold(word)}"


def answers_of(column: RegisterColumn) -> tuple[str, ...]:
    """The answers that a word can mean in a column; none where it holds no choice."""
    if column.item is None or column.part:
        return ()
    if column.item.answer == "rung":
        return tuple(map(str, range(9)))
    if column.item.answer not in ("one", "many"):
        return ()
    none = (NONE_OF_THESE,) if column.item.answer == "many" else ()
    return (*column.item.option_ids, *none)


def meanings_from(remembered: Mapping[str, str], columns: Mapping[str, RegisterColumn]) -> Meanings:
    """What words mean, of what is remembered of a list: as far as there are such answers still."""
    found = {}
    for key, answer in remembered.items():
        column, _, word = key.removeprefix(MEANS).partition("\n")
        if not key.startswith(MEANS) or column not in columns or answer == OPEN:
            continue
        if answer == LEFT_EMPTY or answer in answers_of(columns[column]):
            found[column, word] = answer
    return found


class AnswersMet:
    """Counts the words of a file that are no answers, by place: `strange` those of which nobody
    said what they mean, and `meant` the others.
    """

    def __init__(
        self,
        columns: Sequence[RegisterColumn | None],
        rungs: Mapping[str, str],
        said: Meanings,
    ) -> None:
        self._columns, self._rungs, self._said = columns, rungs, said
        self._coded = [bool(column and answers_of(column)) for column in columns]
        # By place and word, folded; and how each was spelled first.
        self.strange: Counter[tuple[int, str]] = Counter()
        self.meant: Counter[tuple[int, str]] = Counter()
        self._spelled: dict[tuple[int, str], str] = {}

    def means(self, place: int) -> dict[str, str]:
        """What words mean in a column, by word."""
        column = self._columns[place]
        name = column.name if column and self._coded[place] else ""
        return {word: answer for (of, word), answer in self._said.items() if of == name}

    def note(self, place: int, text: str) -> bool:
        """Count what is no answer in a cell; did somebody say what any of it means?"""
        column, said = self._columns[place], False
        for part in self._strange_parts(place, text):
            met = place, fold(part)
            said |= (known := column is not None and (column.name, fold(part)) in self._said)
            counts = self.meant if known else self.strange
            if len(part) <= LONGEST and (met in counts or len(counts) < MOST_APART):
                counts[met] += 1
                self._spelled.setdefault(met, part)
        return said

    def asks(self, place: int, text: str) -> bool:
        """Is what is no answer in a cell asked about, so that the cell only waits for that?"""
        return any((place, fold(part)) in self.strange for part in self._strange_parts(place, text))

    def _strange_parts(self, place: int, text: str) -> list[str]:
        column = self._columns[place]
        return strange_parts(column, text, self._rungs) if column and self._coded[place] else []

    def strange_words(self) -> tuple[tuple[int, str, int], ...]:
        """The most frequent words of which nobody said what they mean: where, and how often."""
        most = self.strange.most_common(MOST)
        return tuple((met[0], self._spelled[met], times) for met, times in most)

    def meant_words(self) -> tuple[tuple[int, str, str, int], ...]:
        """The words that were read as somebody said: where, what they mean, and how often."""
        return tuple(
            (at, self._spelled[at, word], self._said[column.name, word], times)
            for (at, word), times in self.meant.most_common(MOST)
            if (column := self._columns[at])
        )
