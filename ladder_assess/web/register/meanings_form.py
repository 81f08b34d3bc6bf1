"""The form by which somebody says what words of a file mean that are none of the answers."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from hashlib import sha256
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext
from wtforms.fields import SelectChoice

from ladder_assess.core.questionnaire.questionnaire import Questionnaire, Rung
from ladder_assess.core.register.cells import LEFT_EMPTY
from ladder_assess.core.register.columns import RegisterColumn, fold, register_columns
from ladder_assess.core.register.meanings.likely import BRIEF, LikelyAnswers
from ladder_assess.core.register.meanings.said import OPEN, Meanings, answers_of
from ladder_assess.core.register.state import Findings
from ladder_assess.web.common.forms import Form
from ladder_assess.web.common.request import said
from ladder_assess.web.register.columns_form import ListField
from ladder_assess.web.register.words import answer_words

# A word of a file: its place, and what it means now.
Words = Mapping[tuple[int, str], tuple[str, int]]


class MeaningField(ListField):
    """What one word of a file means."""

    @property
    def meaning(self) -> str:
        """What is chosen, in words."""
        return next((str(c.label) for c in self.choices if c.value == self.data), "")

    @property
    def is_empty(self) -> bool:
        """Is nothing taken from the word?"""
        return bool(self.data == LEFT_EMPTY)


# Fields, and what their column is called.
Part = tuple[str, list[MeaningField]]


class MeaningsForm(Form):
    """What words of a file mean; one field for each, made by `meanings_form`."""

    # By the name of each field, its column and word; and the fields of each column, by its words.
    words: Mapping[str, tuple[str, str]] = {}
    heads: Mapping[str, list[str]] = {}
    # Those that nobody has said, and that we filled in; and those that somebody said before.
    proposed: frozenset[str] = frozenset()
    remembered: frozenset[str] = frozenset()

    @property
    def open_parts(self) -> list[Part]:
        """The fields that somebody has to choose, under what their columns are called."""
        return self._parts(lambda name: name not in self.proposed | self.remembered)

    @property
    def remembered_parts(self) -> list[Part]:
        """Those that are as somebody said before."""
        return self._parts(lambda name: name in self.remembered)

    @property
    def proposed_parts(self) -> list[Part]:
        """Those that we filled in, to be checked."""
        return self._parts(lambda name: name in self.proposed)

    def _parts(self, wanted: Callable[[str], bool]) -> list[Part]:
        parts = ((h, [self[n] for n in names if wanted(n)]) for h, names in self.heads.items())
        return [(head, fields) for head, fields in parts if fields]

    @property
    def chosen(self) -> Meanings:
        """What each word was said to mean."""
        return {key: str(self[name].data) for name, key in self.words.items()}


def meanings_form(findings: Findings, questionnaire: Questionnaire) -> MeaningsForm:
    """The form for the words of a file that are no answers, filled with what was said of them or,
    where nothing was, with what they most likely mean.
    """
    columns, likely = register_columns(questionnaire), LikelyAnswers(questionnaire)
    fields: dict[str, Any] = {}
    words: dict[str, tuple[str, str]] = {}
    heads: dict[str, list[str]] = {}
    proposed: set[str] = set()
    remembered: set[str] = set()
    for (at, word), (said_before, times) in _words(findings).items():
        column = _column_at(findings, at, columns)
        if column is None:
            continue
        # Not by its place in the list: the file may have been read again meanwhile.
        name = f"word_{sha256(f'{column.name} {fold(word)}'.encode()).hexdigest()[:16]}"
        filled = said_before if said_before != OPEN else _filled_in(likely, column, word)
        if said_before != OPEN:
            remembered.add(name)
        elif filled != OPEN:
            proposed.add(name)
        fields[name] = MeaningField(
            _("“%(word)s”", word=word),
            choices=_choices(column, questionnaire.rungs),
            default=filled,
            description=ngettext("In %(num)s cell.", "In %(num)s cells.", times),
        )
        words[name] = (column.name, word)
        asks = said(column.item.ask) if column.item else ""
        head = _("Column “%(name)s”: %(question)s", name=findings.called(at), question=asks)
        heads.setdefault(head, []).append(name)
    form: MeaningsForm = type("FileMeaningsForm", (MeaningsForm,), fields)()
    form.words, form.heads = words, heads
    form.proposed, form.remembered = frozenset(proposed), frozenset(remembered)
    return form


def _filled_in(likely: LikelyAnswers, column: RegisterColumn, word: str) -> str:
    """What a word most likely means. Nobody can choose for a sentence that names no answer: then
    nothing is taken from it.
    """
    answer = likely.answer(column, word)
    return LEFT_EMPTY if answer == OPEN and len(word.split()) > BRIEF else answer


def _choices(column: RegisterColumn, rungs: Sequence[Rung]) -> list[SelectChoice]:
    answers = [SelectChoice(a, answer_words(column, a, rungs)) for a in answers_of(column)]
    return [
        SelectChoice(OPEN, _("Choose an answer")),
        *answers,
        SelectChoice(LEFT_EMPTY, _("Leave it empty")),
    ]


def meant_words(findings: Findings, questionnaire: Questionnaire) -> list[tuple[str, str]]:
    """The words that were read as somebody said, each with its answer, empty for none."""
    columns = register_columns(questionnaire)
    return [
        (word, answer and answer_words(column, answer, questionnaire.rungs))
        for at, word, answer, _times in findings.notes.meant
        if (column := _column_at(findings, at, columns))
    ]


def _words(findings: Findings) -> Words:
    return dict(_each(findings))


def _each(findings: Findings) -> Iterator[tuple[tuple[int, str], tuple[str, int]]]:
    for at, word, times in findings.notes.strange:
        yield (at, word), (OPEN, times)
    for at, word, answer, times in findings.notes.meant:
        yield (at, word), (answer, times)


def _column_at(
    findings: Findings, at: int, columns: Mapping[str, RegisterColumn]
) -> RegisterColumn | None:
    name = findings.columns[at] if at < len(findings.columns) else None
    return columns.get(name or "")
