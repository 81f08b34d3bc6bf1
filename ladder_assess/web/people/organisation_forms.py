"""Forms about an organisation: what it is, who belongs to it, and what is taken into it."""

from collections.abc import Iterable, Mapping
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import SelectField
from wtforms.fields import SelectChoice
from wtforms.validators import InputRequired, Optional, Regexp, ValidationError

from ladder_assess.core.benchmarks.organisation import (
    AUTHORITY_KINDS,
    ENGLAND,
    KINDS,
    NATIONS,
    OTHER,
    REGIONS,
    SERVICES,
    SIZE_BANDS,
    fits,
)
from ladder_assess.core.common.finding import MOST_LETTERS
from ladder_assess.core.people.access import (
    CONTRIBUTOR,
    EDITOR,
    OWNER,
    RIGHTS,
    ROLES,
    SURVEY_MANAGER,
    TRAINER,
    VIEWER,
    Membership,
)
from ladder_assess.core.people.organisation import Organisation, Profile
from ladder_assess.services.people.invite_person import GOOD_FOR_DAYS, Place
from ladder_assess.web.access.account_forms import EMAIL, EMAIL_LIMIT
from ladder_assess.web.common.fields import Choice, Line, SeveralChoices, no_longer_than, text_field
from ladder_assess.web.common.forms import Form, RequestForm
from ladder_assess.web.common.page_forms import PAGE_HEADING
from ladder_assess.web.common.widgets import Dropdown

NAME_LIMIT = 200
# Whoever is asked has not found theirs in the register of local authorities.
AS_OFFERED = sorted(
    KINDS.values(), key=lambda kind: (kind.id == OTHER, kind in AUTHORITY_KINDS.values())
)
MEDIUM = {"classes": "govuk-fieldset__legend--m"}
ROLE_WORDS = {
    OWNER: (
        _l("Owner"),
        _l("Everything: also people, the log, public pages, exports and erasing."),
    ),
    EDITOR: (_l("Editor"), _l("Describes activities, agrees them and writes the plan.")),
    CONTRIBUTOR: (_l("Contributor"), _l("Sees and describes only the activities given to them.")),
    VIEWER: (_l("Viewer"), _l("Reads everything and changes nothing.")),
}
RIGHT_WORDS = {
    SURVEY_MANAGER: (
        _l("Survey manager"),
        _l(
            "Makes and closes the links that ask people for their views, reads those views and "
            "sees how far people agree. Only for activities that their role lets them see. Also "
            "opens rounds of questionnaires, makes and closes their links, and sees the results."
        ),
    ),
    TRAINER: (
        _l("Trainer"),
        _l(
            "Puts a published case before people as an exercise, asks for their views of it by a "
            "link, and removes it afterwards. It is never counted with your own activities."
        ),
    ),
}
assert set(ROLE_WORDS) == set(ROLES)
assert set(RIGHT_WORDS) == set(RIGHTS)


class SearchForm(Form):
    """Looks a local authority up by its name."""

    q = Line(
        _l("Name of the local authority"),
        [InputRequired(message=_l("Enter a name to look for.")), no_longer_than(MOST_LETTERS)],
        description=_l("For example Leeds, or how a word of the name begins."),
        render_kw={"params": {"attributes": {"autocomplete": "off"}}},
    )


def _services() -> Any:
    return SeveralChoices(
        _l("Which services does it provide or take part in?"),
        description=_l("Choose all that apply. You can leave this out."),
        choices=[SelectChoice(key, _l(name)) for key, name in SERVICES.items()],
        own_options=tuple(SERVICES),
        legend=MEDIUM,
    )


def _name() -> Any:
    return text_field(
        _l("What is your organisation called?"), "", NAME_LIMIT, required=True, lines=False
    )


class AuthorityForm(Form):
    """What the register does not know about a local authority."""

    name = _name()
    services = _services()


class ProfileForm(Form):
    """What an organisation is, where the register does not say it."""

    name = _name()
    kind = SelectField(
        _l("What kind of organisation is it?"),
        [InputRequired(message=_l("Choose a kind of organisation."))],
        widget=Dropdown(),
        invalid_choice_message=_l("Choose one of the answers shown."),
        choices=[
            SelectChoice("", _l("Choose a kind")),
            *(SelectChoice(kind.id, _l(kind.name)) for kind in AS_OFFERED),
        ],
    )
    nation = Choice(
        _l("Where does it work?"),
        [InputRequired(message=_l("Choose where it works."))],
        choices=[SelectChoice(key, _l(name)) for key, name in NATIONS.items()],
        own_options=tuple(NATIONS),
        legend=MEDIUM,
    )
    region = SelectField(
        _l("Region of England"),
        [Optional()],
        description=_l("Leave this out if it works all over England or elsewhere."),
        widget=Dropdown(),
        invalid_choice_message=_l("Choose one of the answers shown."),
        choices=[
            SelectChoice("", _l("No single region")),
            *(SelectChoice(key, _l(name)) for key, name in REGIONS.items()),
        ],
    )
    size = SelectField(
        _l("How large is it?"),
        [Optional()],
        description=_l(
            "For a public body, how many people live where it works. For others, its yearly income."
        ),
        widget=Dropdown(),
        invalid_choice_message=_l("Choose one of the answers shown."),
        choices=[
            SelectChoice("", _l("Don't know")),
            *(SelectChoice(band.id, _l(band.name)) for band in SIZE_BANDS.values()),
        ],
    )
    services = _services()

    def validate_region(self, field: Any) -> None:
        """Only England has regions here."""
        if field.data and self.nation.data != ENGLAND:
            raise ValidationError(_l("Choose a region only for an organisation in England."))

    def validate_size(self, field: Any) -> None:
        """Public bodies are told by population, others by income."""
        if self.kind.data in KINDS and field.data in SIZE_BANDS:
            if fits(self.kind.data, field.data):
                return
            by_people = KINDS[self.kind.data].measure == "population"
            raise ValidationError(
                _l("Choose a number of people for this kind of organisation.")
                if by_people
                else _l("Choose a yearly income for this kind of organisation.")
            )


class NewProfileForm(ProfileForm, RequestForm):
    """A new organisation."""


class NewAuthorityForm(AuthorityForm, RequestForm):
    """A new organisation that stands in the register."""


def said_of(form: ProfileForm) -> tuple[str, Profile]:
    """The name and profile that a form gives."""
    profile = Profile(
        kind=form.kind.data,
        nation=form.nation.data,
        region=form.region.data or "",
        size=form.size.data or "",
        services=tuple(form.services.data or ()),
    )
    return form.name.data, profile


def kept_of(organisation: Organisation) -> Mapping[str, Any]:
    """What a form about an organisation starts with."""
    return {**vars(organisation.profile), "name": organisation.name}


class PlaceForm(Form):
    """What someone may do in an organisation."""

    role = Choice(
        _l("What may they do?"),
        [InputRequired(message=_l("Choose what they may do."))],
        choices=[SelectChoice(role, words[0]) for role, words in ROLE_WORDS.items()],
        hints={role: words[1] for role, words in ROLE_WORDS.items()},
        own_options=tuple(ROLE_WORDS),
        legend=MEDIUM,
    )
    rights = SeveralChoices(
        _l("May they do this as well?"),
        description=_l("These come on top of the role."),
        choices=[SelectChoice(right, words[0]) for right, words in RIGHT_WORDS.items()],
        hints={right: words[1] for right, words in RIGHT_WORDS.items()},
        own_options=tuple(RIGHT_WORDS),
        legend=MEDIUM,
    )

    def place(self) -> Place:
        """The role and rights chosen."""
        return Place(self.role.data, frozenset(self.rights.data or ()))


def _invited() -> Any:
    return Line(
        _l("Their e-mail address"),
        [
            InputRequired(message=_l("Enter their e-mail address.")),
            no_longer_than(EMAIL_LIMIT),
            Regexp(rf"^{EMAIL}$", message=_l("Enter an e-mail address, such as name@example.org.")),
        ],
        description=_l(
            "We send them a link. It works for %(days)s days and only once.", days=GOOD_FOR_DAYS
        ),
        render_kw={"params": {"type": "email", "attributes": {"autocomplete": "off"}}},
    )


class InviteForm(PlaceForm):
    """Whom to invite, and to what."""

    email = _invited()


class AppointForm(Form):
    """Whom to make the owner of an organisation that has none."""

    email = _invited()


class TakeInForm(Form):
    """Which organisation takes a private link's activities."""

    organisation = Choice(
        _l("Which organisation do they go to?"),
        [InputRequired(message=_l("Choose an organisation."))],
        choices=[],
        legend=PAGE_HEADING,
    )

    def offer(self, mine: Iterable[tuple[Organisation, Membership]]) -> None:
        """Offer a person's organisations."""
        self.organisation.choices = [SelectChoice(str(o.id), o.name) for o, _ in mine]


class RemovalForm(Form):
    """Why an organisation is removed from the site."""

    reason = Choice(
        _l("Why do you remove it?"),
        [InputRequired(message=_l("Choose why you remove it."))],
        choices=[
            SelectChoice("asked", _l("An owner has asked for it")),
            SelectChoice("owners_gone", _l("It has no owner any more")),
        ],
        own_options=("asked", "owners_gone"),
        legend=MEDIUM,
    )
