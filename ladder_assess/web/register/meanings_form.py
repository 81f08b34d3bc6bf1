"""The form by which somebody says what words of a file mean that are none of the answers."""

from collections.abc import Iterator, Mapping
from hashlib import sha256
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext
from wtforms.fields import SelectChoice

from ladder_assess.core.questionnaire.questionnaire import Questionnaire
from ladder_assess.core.register.cells import LEFT_EMPTY
from ladder_assess.core.register.columns import RegisterColumn, fold, register_columns
from ladder_assess.core.register.meanings import OPEN, Meanings, answers_of, likely_answer
from ladder_assess.core.register.state import Findings
from ladder_assess.web.common.forms import Form
from ladder_assess.web.common.request import said
from ladder_assess.web.register.columns_form import ListField
from ladder_assess.web.register.words import answer_words

# A word of a file: its place, and what it means now.
Words = Mapping[tuple[int, str], tuple[str, int]]


class MeaningField(ListField):
    """What one word of a file means."""


class MeaningsForm(Form):
    """What words of a file mean; one field for each, made by `meanings_form`."""

    # By the name of each field, its column and word; and the fields of each column, by its words.
    words: Mapping[str, tuple[str, str]] = {}
    heads: Mapping[str, list[str]] = {}

    @property
    def parts(self) -> list[tuple[str, list[MeaningField]]]:
        """The fields under what their columns are called."""
        return [(head, [self[name] for name in names]) for head, names in self.heads.items()]

    @property
    def chosen(self) -> Meanings:
        """What each word was said to mean."""
        return {key: str(self[name].data) for name, key in self.words.items()}


def meanings_form(findings: Findings, questionnaire: Questionnaire) -> MeaningsForm:
    """The form for the words of a file that are no answers, filled with what was said of them or,
    where nothing was, with what they most likely mean.
    """
    columns = register_columns(questionnaire)
    fields: dict[str, Any] = {}
    words: dict[str, tuple[str, str]] = {}
    heads: dict[str, list[str]] = {}
    for (at, word), (answer, times) in _words(findings).items():
        column = _column_at(findings, at, columns)
        if column is None:
            continue
        # Not by its place in the list: the file may have been read again meanwhile.
        name = f"word_{sha256(f'{column.name} {fold(word)}'.encode()).hexdigest()[:16]}"
        choices = [SelectChoice(OPEN, _("Choose an answer"))]
        choices += [
            SelectChoice(a, answer_words(column, a, questionnaire.rungs))
            for a in answers_of(column)
        ]
        choices.append(SelectChoice(LEFT_EMPTY, _("Leave it empty")))
        fields[name] = MeaningField(
            _("“%(word)s”", word=word),
            choices=choices,
            default=answer if answer != OPEN else likely_answer(column, word, questionnaire.rungs),
            description=ngettext("In %(num)s cell.", "In %(num)s cells.", times),
        )
        words[name] = (column.name, word)
        asks = said(column.item.ask) if column.item else ""
        head = _("Column “%(name)s”: %(question)s", name=findings.called(at), question=asks)
        heads.setdefault(head, []).append(name)
    form: MeaningsForm = type("FileMeaningsForm", (MeaningsForm,), fields)()
    form.words, form.heads = words, heads
    return form


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
