"""Forms of workshops."""

from datetime import date
from functools import lru_cache
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField
from wtforms.fields import SelectChoice
from wtforms.validators import (
    DataRequired,
    InputRequired,
    Length,
    NumberRange,
    Optional,
    ValidationError,
)

from ladder_assess.core.common.whole_number import whole_number
from ladder_assess.core.questionnaire.questionnaire import Questionnaire
from ladder_assess.core.workshops.ballot import NO_RUNG
from ladder_assess.core.workshops.course import MOVES
from ladder_assess.core.workshops.people import LONGEST_NAME
from ladder_assess.core.workshops.record import Account
from ladder_assess.core.workshops.tables import MOST_TABLES
from ladder_assess.core.workshops.workshop import AGENDAS, LONGEST_TITLE, MOST_EXERCISES, Ready
from ladder_assess.web.common.fields import (
    Choice,
    Count,
    Day,
    Line,
    OneOf,
    SeveralChoices,
    text_field,
)
from ladder_assess.web.common.forms import Form, RequestForm
from ladder_assess.web.common.kept_choices import KeptChoices
from ladder_assess.web.common.request import said

OWN = "own"
MINUTES = {str(minutes): minutes for minutes in AGENDAS}
# A code or a seat, with room for spaces between, or the address of a room.
LONGEST_TYPED = 200
NO_CODE = _l("Enter the code on the screen. It has six letters and digits.")
WHICH_TABLE = _l("Enter a number from 1 to %(most)s.", most=MOST_TABLES)
PICKS, PART = ("pick", "second", "third"), "part-"
NONE = _l("No rung")
WHY_NONE = _l("It is a service to one person: the ladder is about power that people share.")
MEDIUM = {"classes": "govuk-fieldset__legend--m"}


def _what_fills(ready: Ready) -> Any:
    if ready.ordering:
        return _l(
            "%(stories)s stories, changes to put in order, and time to talk",
            stories=ready.stories,
        )
    return _l("%(stories)s stories, and time to talk", stories=ready.stories)


def day_field() -> Any:
    """The date of a workshop."""
    return Day(
        _l("On which day is it?"),
        [Optional()],
        description=_l("It stands in what came of it. For example 27 3 2027."),
    )


def another_day(typed: date | None, shown: date) -> date | None:
    """The date that was typed; None where it was left as it was shown, or emptied."""
    return None if typed == shown else typed


class WorkshopForm(RequestForm):
    """A new workshop: what it is called, and a ready agenda or exercises of one's own choice."""

    title = text_field(
        _l("What is the workshop called? (optional)"),
        _l("Everyone in the room sees it."),
        LONGEST_TITLE,
        required=False,
        lines=False,
    )
    day = day_field()
    agenda = Choice(
        _l("How long have you got?"),
        [InputRequired(message=_l("Choose how long you have got."))],
        choices=[
            *(
                SelectChoice(str(minutes), _l("%(length)s minutes", length=minutes))
                for minutes in AGENDAS
            ),
            SelectChoice(OWN, _l("I choose the activities myself")),
        ],
        hints={
            **{str(minutes): _what_fills(ready) for minutes, ready in AGENDAS.items()},
            OWN: _l("Tick them below. Each takes about nine minutes."),
        },
        legend=MEDIUM,
    )
    exercises = SeveralChoices(_l("Activities to place"), legend=MEDIUM)
    keep = Choice(_l("Who keeps it?"), legend=MEDIUM)

    def offer_keepers(self, names: dict[str, str]) -> None:
        """Offer to keep it with an organisation, by its number; without any, nothing is asked."""
        if not names:
            del self.keep
            return
        self.keep.choices = [
            *(
                SelectChoice(number, _l("Keep it with %(name)s", name=name))
                for number, name in names.items()
            ),
            SelectChoice("", _l("Keep it under its private link alone")),
        ]

    def offer(self, accounts: dict[str, Account]) -> None:
        """Offer everything that can be placed."""
        self.exercises.choices = [
            SelectChoice(key, said(account.title)) for key, account in accounts.items()
        ]

    def validate_exercises(self, field: Any) -> None:
        """Whoever chooses has chosen some, and not more than a day holds."""
        chosen = field.data or []
        if self.agenda.data == OWN and not 1 <= len(chosen) <= MOST_EXERCISES:
            raise ValidationError(
                _l("Tick at least one activity, and at most %(most)s.", most=MOST_EXERCISES)
            )


class MoveForm(Form):
    """A step on: the button that was pressed, and the revision that its page showed."""

    move = Choice(
        validators=[InputRequired(message=_l("Press one of the buttons."))],
        choices=[SelectChoice(move, move) for move in MOVES],
    )
    revision = HiddenField()
    # Said where it was pointed out that they are too few.
    few = HiddenField()


class AnewForm(Form):
    """A vote that is to begin again, and the revision that its page showed."""

    revision = HiddenField()


class VoteForm(Form):
    """What somebody picks, for the exercise and round that their page showed."""

    pick: Any = Choice(
        _l("Where does it stand?"),
        [InputRequired(message=_l("Pick a rung."))],
        legend=MEDIUM,
    )
    at = HiddenField()

    @property
    def picked(self) -> tuple[int, ...]:
        """The numbers of what was picked, the best first."""
        return _picked(self.pick)

    def offer(self, account: Account, questionnaire: Questionnaire) -> None:
        """Offer every rung, the highest first as on the ladder, or whatever else is asked."""
        if account.choices:
            self.pick.label.text = _l("Which answer is yours?")
            self.pick.validators = [InputRequired(message=_l("Pick an answer."))]
            self.pick.choices = _numbered(account.choices)
            return
        rungs = list(reversed(questionnaire.rungs))
        self.pick.choices = [
            SelectChoice(
                str(r.number),
                _l("%(number)d. %(name)s", number=r.number, name=_l(r.plain or r.name)),
            )
            for r in rungs
        ]
        self.pick.choices.append(SelectChoice(str(NO_RUNG), NONE))
        self.pick.hints = {str(r.number): _l(r.line) for r in rungs}
        self.pick.hints[str(NO_RUNG)] = WHY_NONE
        self.pick.kept = _kept_ladder(questionnaire.stamp)


@lru_cache(4)
def _kept_ladder(_stamp: str) -> KeptChoices:
    """The rungs to pick from as HTML, of a version of the questions: every phone is shown them."""
    return KeptChoices()


class RankForm(VoteForm):
    """What somebody puts first, second and third."""

    pick = OneOf(_l("What comes first?"), default="")
    second = OneOf(_l("What comes second?"), default="")
    third = OneOf(_l("What comes third?"), default="")

    @property
    def picked(self) -> tuple[int, ...]:
        """The numbers of what was picked, the best first."""
        return _picked(self.pick, self.second, self.third)

    def offer(self, account: Account, questionnaire: Questionnaire) -> None:
        """Offer everything that can be put in order, thrice."""
        for field in (self.pick, self.second, self.third):
            field.choices = [SelectChoice("", _l("Choose")), *_numbered(account.choices)]

    def validate_third(self, field: Any) -> None:
        """Three have been chosen, none of them twice."""
        chosen = [each.data for each in (self.pick, self.second, field)]
        if "" in chosen or len(set(chosen)) < len(chosen):
            raise ValidationError(_l("Choose three different ones."))


class PartsForm(VoteForm):
    """What somebody answers to several questions at once."""

    pick = None

    @property
    def parts(self) -> list[Any]:
        """The field of each question."""
        return [field for field in self if field.name.startswith(PART)]

    @property
    def picked(self) -> tuple[int, ...]:
        """The number of each answer among those of all questions."""
        return _picked(*self.parts)

    def offer(self, account: Account, questionnaire: Questionnaire) -> None:
        """Offer the answers of each question."""
        numbered = _numbered(account.choices)
        for field, part in zip(self.parts, account.parts, strict=True):
            field.label.text = said(part.ask)
            field.choices, numbered = numbered[: len(part.choices)], numbered[len(part.choices) :]


@lru_cache(64)
def _parts_form(many: int) -> type[PartsForm]:
    needed = InputRequired(message=_l("Pick an answer to each question."))
    fields = {f"{PART}{number}": Choice("", [needed], legend=MEDIUM) for number in range(many)}
    return type("SomePartsForm", (PartsForm,), fields)


def vote_form(account: Account) -> tuple[type[VoteForm], tuple[str, ...]]:
    """The form to vote by on what a room reads, and its fields in the order of the picks."""
    if account.parts:
        names = tuple(f"{PART}{number}" for number in range(len(account.parts)))
        return _parts_form(len(account.parts)), names
    ranked = account.ballot is not None and account.ballot.picks > 1
    return (RankForm if ranked else VoteForm), PICKS


def _picked(*fields: Any) -> tuple[int, ...]:
    found = (whole_number(field.data) for field in fields)
    return tuple(number for number in found if number is not None)


def _numbered(choices: tuple[str, ...]) -> list[SelectChoice]:
    return [SelectChoice(str(number), said(text)) for number, text in enumerate(choices)]


class NumberOfTable(Count):
    """A small number, and words for what is none."""

    def process_formdata(self, valuelist: list[str]) -> None:
        try:
            super().process_formdata(valuelist)
        except ValueError as error:
            raise ValueError(_l("Enter the number of your table, for example 3.")) from error


class TableForm(Form):
    """The number of the table at which somebody sits."""

    table = NumberOfTable(
        _l("What is the number of your table?"),
        [
            InputRequired(message=WHICH_TABLE),
            NumberRange(1, MOST_TABLES, message=WHICH_TABLE),
        ],
    )


class NameForm(Form):
    """The name that somebody chooses for a room."""

    name = text_field(
        _l("What may the room call you? (optional)"),
        _l("Leave it empty to have no name."),
        LONGEST_NAME,
        required=False,
        lines=False,
    )


class KeepForm(Form):
    """The organisation that is to keep a workshop which was begun by its link alone."""

    keep = Choice(
        _l("Which organisation keeps it?"),
        [InputRequired(message=_l("Choose an organisation."))],
        legend=MEDIUM,
    )

    def offer(self, names: dict[str, str]) -> None:
        """Offer organisations by their numbers."""
        self.keep.choices = [SelectChoice(number, name) for number, name in names.items()]


class PersonForm(Form):
    """Somebody in the room: the button that was pressed, such as `hide` and their key."""

    treat = HiddenField()


class JoinForm(Form):
    """The code of a room, and the key of one's seat for whoever was there on another phone."""

    code = Line(
        _l("What is the code of the room?"),
        [DataRequired(message=NO_CODE), Length(max=LONGEST_TYPED, message=NO_CODE)],
        description=_l("It is on the screen. Small letters and spaces do not matter."),
        render_kw={"params": {"autocomplete": "off", "classes": "govuk-input--width-10"}},
    )
    seat = Line(
        _l("Your seat (optional)"),
        [Optional(), Length(max=LONGEST_TYPED, message=_l("This is no seat."))],
        description=_l("Only if you were here on another phone, which shows it."),
        render_kw={"params": {"autocomplete": "off", "classes": "govuk-input--width-20"}},
    )
