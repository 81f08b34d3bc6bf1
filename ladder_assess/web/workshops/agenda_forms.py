"""Forms for what a workshop does: one for each kind of exercise that can be added."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField
from wtforms.fields import SelectChoice
from wtforms.validators import InputRequired, NumberRange, ValidationError

from ladder_assess.core.workshops.ballot import RANKED
from ladder_assess.core.workshops.exercise import (
    DIMENSION,
    FEWEST_CHOICES,
    LONGEST_CHOICE,
    LONGEST_TEXT,
    LONGEST_TITLE,
    MOST_CHOICES,
    MOST_MINUTES,
    OWN,
    POLL,
    QUESTION,
    RANK,
    TALK,
    Exercise,
    Typed,
    read_exercise,
)
from ladder_assess.core.workshops.record import Account
from ladder_assess.core.workshops.workshop import LONGEST_TITLE as MOST_IN_TITLE
from ladder_assess.web.common.fields import Count, OneOf, SeveralChoices, text_field
from ladder_assess.web.common.forms import Form
from ladder_assess.web.common.request import said
from ladder_assess.web.workshops.forms import day_field

LIBRARY = "library"
LONGEST_LIST = MOST_CHOICES * (LONGEST_CHOICE + 2)


def _one_a_line(fewest: int) -> Any:
    return _l(
        "One a line, at least %(fewest)s and at most %(most)s.", fewest=fewest, most=MOST_CHOICES
    )


class EditForm(Form):
    """A change of the agenda: the button that was pressed, such as `up 3`, and the revision that
    its page showed.
    """

    edit = HiddenField()
    revision = HiddenField()


class TitleForm(Form):
    """What the workshop is called, and when it is."""

    title = text_field(
        _l("What is the workshop called? (optional)"),
        _l("Everyone in the room sees it."),
        MOST_IN_TITLE,
        required=False,
        lines=False,
    )
    day = day_field()


class LibraryForm(Form):
    """Vignettes and published cases to place."""

    title = _l("Add activities to place")
    exercises = SeveralChoices(
        _l("Which activities?"), [InputRequired(message=_l("Tick at least one activity."))]
    )

    def offer(self, accounts: dict[str, Account]) -> None:
        """Offer everything that can be placed."""
        self.exercises.choices = [
            SelectChoice(key, said(account.title)) for key, account in accounts.items()
        ]

    @property
    def made(self) -> tuple[Exercise, ...]:
        """What was chosen."""
        return tuple(map(read_exercise, self.exercises.data))


class OwnForm(Form):
    """An activity of the room's own."""

    title = _l("Place an activity of your own")
    name = text_field(_l("What is it called?"), None, LONGEST_TITLE, required=True, lines=False)
    text = text_field(
        _l("What does the room need to know? (optional)"),
        _l("Say who decides, who takes part, and what becomes of what they say."),
        LONGEST_TEXT,
        required=False,
        lines=True,
    )

    @property
    def made(self) -> tuple[Exercise, ...]:
        """The activity to place."""
        return (Exercise(OWN, typed=Typed(self.name.data, self.text.data or "")),)


class QuestionForm(Form):
    """A question of a dimension, which the room answers."""

    title = _l("Answer a question from a questionnaire")
    question = OneOf(_l("Which question?"))

    def offer(self, questions: dict[str, Account]) -> None:
        """Offer every question, beneath the name of its dimension."""
        self.question.choices = [
            SelectChoice(key, f"{said(each.of)}: {said(each.title)}")
            for key, each in questions.items()
        ]

    @property
    def made(self) -> tuple[Exercise, ...]:
        """The question."""
        return (read_exercise(self.question.data),)


class DimensionForm(Form):
    """All questions of a dimension, which the room answers at once."""

    title = _l("Answer all questions of a dimension")
    dimension = OneOf(_l("Which dimension?"))

    def offer(self, dimensions: dict[str, Account]) -> None:
        """Offer every dimension, beneath the name of its questionnaire."""
        self.dimension.choices = [
            SelectChoice(key, f"{said(each.of)}: {said(each.title)}")
            for key, each in dimensions.items()
        ]

    @property
    def made(self) -> tuple[Exercise, ...]:
        """The dimension."""
        return (read_exercise(self.dimension.data),)


class _Choices(Form):
    """A question with choices, one a line."""

    fewest = FEWEST_CHOICES

    def lines(self) -> tuple[str, ...]:
        """The choices as they were typed."""
        return tuple(filter(None, map(str.strip, (self.choices.data or "").splitlines())))

    def validate_choices(self, field: Any) -> None:
        """There are enough, not too many, none too long and none twice."""
        found = self.lines()
        if not self.fewest <= len(found) <= MOST_CHOICES:
            raise ValidationError(
                _l(
                    "Type at least %(fewest)s and at most %(most)s, one a line.",
                    fewest=self.fewest,
                    most=MOST_CHOICES,
                )
            )
        if any(len(choice) > LONGEST_CHOICE for choice in found):
            raise ValidationError(
                _l("Each may have at most %(most)s letters.", most=LONGEST_CHOICE)
            )
        if len(set(found)) < len(found):
            raise ValidationError(_l("The same stands there twice."))


class PollForm(_Choices):
    """A question of one's own, with what can be answered."""

    title = _l("Ask a question of your own")
    question = text_field(
        _l("What is the question?"), None, LONGEST_TITLE, required=True, lines=False
    )
    choices = text_field(
        _l("What can people answer?"),
        _one_a_line(FEWEST_CHOICES),
        LONGEST_LIST,
        required=True,
        lines=True,
    )

    @property
    def made(self) -> tuple[Exercise, ...]:
        """The question with its answers."""
        return (Exercise(POLL, typed=Typed(self.question.data, choices=self.lines())),)


class RankForm(_Choices):
    """Changes to put in order."""

    title = _l("Put changes in order")
    fewest = RANKED
    question = text_field(
        _l("What is the question?"),
        _l("Such as: What should we change first?"),
        LONGEST_TITLE,
        required=True,
        lines=False,
    )
    choices = text_field(
        _l("Which changes?"),
        _one_a_line(RANKED),
        LONGEST_LIST,
        required=True,
        lines=True,
    )

    @property
    def made(self) -> tuple[Exercise, ...]:
        """The question with the changes."""
        return (Exercise(RANK, typed=Typed(self.question.data, choices=self.lines())),)


class TalkForm(Form):
    """Something to talk about, with a clock."""

    title = _l("Talk for some minutes")
    about = text_field(
        _l("What does the room talk about?"), None, LONGEST_TITLE, required=True, lines=False
    )
    minutes = Count(
        _l("For how many minutes?"),
        [
            InputRequired(message=_l("Enter the number of minutes.")),
            NumberRange(1, MOST_MINUTES, message=_l("Enter from 1 to 60 minutes.")),
        ],
    )

    @property
    def made(self) -> tuple[Exercise, ...]:
        """What is talked about."""
        return (Exercise(TALK, typed=Typed(self.about.data, minutes=self.minutes.data or 1)),)


FORMS: dict[str, type[Any]] = {
    LIBRARY: LibraryForm,
    OWN: OwnForm,
    QUESTION: QuestionForm,
    DIMENSION: DimensionForm,
    POLL: PollForm,
    RANK: RankForm,
    TALK: TalkForm,
}
