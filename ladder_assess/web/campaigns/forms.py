"""Forms of campaigns: what one is set up with."""

from dataclasses import replace
from datetime import date, time
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import SelectField
from wtforms.fields import SelectChoice
from wtforms.validators import NumberRange, Optional

from ladder_assess.core.campaigns.campaign import Campaign, Settings, fixed
from ladder_assess.core.campaigns.moments import ZONES, clock_time, instant, local, typed_time
from ladder_assess.core.instruments.instrument import Instrument
from ladder_assess.web.campaigns.words import ZONE_WORDS
from ladder_assess.web.common.fields import Choice, Count, Day, Line, text_field
from ladder_assess.web.common.forms import Form
from ladder_assess.web.common.widgets import Dropdown
from ladder_assess.web.instruments.words import form_name

TITLE_LIMIT, NAME_LIMIT, CONTACT_LIMIT, INTRODUCTION_LIMIT = 120, 120, 200, 1000
MOST = 1_000_000
OF_GROUP = "target-"
NUMBER = _l("Enter how many, from 1 to 1,000,000, or leave it empty.")
# Where no time is typed: from the first minute of a day, and to the last one.
FIRST, LAST = time(0, 0), time(23, 59)
SHORT_LINE = {"params": {"classes": "govuk-input--width-10"}}


NO, YES = "no", "yes"
YES_NO_WORDS = {NO: _l("No"), YES: _l("Yes")}


class ClockTime(Line):
    """A time of day, as people type it."""

    def process_formdata(self, valuelist: list[str]) -> None:
        super().process_formdata(valuelist)
        if self.data and clock_time(self.data) is None:
            raise ValueError(_l("Enter a time, for example 9am or 5:30pm."))


def _count(label: Any, hint: Any = "") -> Any:
    return Count(
        label,
        [Optional(), NumberRange(1, MOST, message=NUMBER)],
        description=hint,
        render_kw={"params": {"inputmode": "numeric", "classes": "govuk-input--width-5"}},
    )


class SettingsForm(Form):
    """What a campaign is set up with; targets of groups are put in by `settings_form`."""

    title = text_field(
        _l("Title"),
        _l("People see it first. Leave it empty to use the questionnaire's own title."),
        TITLE_LIMIT,
        required=False,
        lines=False,
    )
    introduction = text_field(
        _l("Introduction"),
        _l("Why you ask, and what you will do with the answers. It stands before the questions."),
        INTRODUCTION_LIMIT,
        required=False,
        lines=True,
    )
    asked_by = text_field(
        _l("Who asks?"),
        _l(
            "Leave it empty to use the name of your organisation "
            "or, under a private link, of your list."
        ),
        NAME_LIMIT,
        required=False,
        lines=False,
    )
    contact = text_field(
        _l("Whom can people ask about it?"),
        _l("For example a name with an email address or a telephone number."),
        CONTACT_LIMIT,
        required=False,
        lines=False,
    )
    comments = Choice(
        _l("May people leave a comment at the end?"),
        choices=[SelectChoice(each, YES_NO_WORDS[each]) for each in YES_NO_WORDS],
        hints={
            YES: _l(
                "You read it word for word, apart from the answers. It can give somebody away, "
                "so people are warned against naming anybody."
            )
        },
        own_options=tuple(YES_NO_WORDS),
        legend={"classes": "govuk-fieldset__legend--s"},
    )
    opens_on = Day(_l("First day"), description=_l("Leave it empty to open at once."))
    opens_time = ClockTime(
        _l("Opening time"),
        [Optional()],
        description=_l("For example 9am. Left empty, it opens as the day begins."),
        render_kw=SHORT_LINE,
    )
    closes_on = Day(_l("Last day"), description=_l("Leave it empty to close it yourself."))
    closes_time = ClockTime(
        _l("Closing time"),
        [Optional()],
        description=_l("For example 5:30pm. Left empty, it closes at 11:59pm."),
        render_kw=SHORT_LINE,
    )
    zone = SelectField(
        _l("By the clocks of"), choices=[SelectChoice(name, ZONE_WORDS[name]) for name in ZONES],
        widget=Dropdown(),
    )  # fmt: skip
    target = _count(
        _l("How many answers do you hope for?"),
        _l("Nobody who is asked sees this. Leave it empty if you have no number in mind."),
    )

    def validate(self, extra_validators: Any = None) -> bool:
        """Check every field, and that clocks show the times on these days."""
        good = super().validate(extra_validators)
        if good:
            self.opens_at = self._instant("opens", FIRST, last=False)
            self.closes_at = self._instant("closes", LAST, last=True)
        return good and not self.errors

    def _instant(self, which: str, otherwise: time, *, last: bool) -> int | None:
        if f"{which}_on" not in self:
            return None
        day, typed = self[f"{which}_on"], self[f"{which}_time"]
        if day.data is None:
            if typed.data:
                day.errors = [_l("Enter the day too, or leave the time empty.")]
            return None
        at = clock_time(typed.data) if typed.data else otherwise
        found = instant(day.data, at or otherwise, self.zone.data, last=last)
        if found is None:
            typed.errors = [
                _l("Clocks go forward that night and leave out this time. Enter another one.")
            ]
        return found


def settings_form(campaign: Campaign, instrument: Instrument, now: int) -> SettingsForm:
    """The form of a campaign's settings, filled with what was sent or else with what is kept; what
    is fixed is not asked.
    """
    groups = {
        f"{OF_GROUP}{form}": _count(_group_label(instrument, form)) for form in instrument.form_ids
    }
    kind: type[SettingsForm] = type("GroupSettingsForm", (SettingsForm,), groups)
    form = kind(data=_shown(campaign.settings))
    for name in fixed(campaign, now):
        for field in (name, *_PARTS.get(name, ())):
            if field in form:
                del form[field]
    return form


_PARTS = {"opens_at": ("opens_on", "opens_time"), "closes_at": ("closes_on", "closes_time")}


def _group_label(instrument: Instrument, form: str) -> Any:
    return _l("Of these, from: %(group)s", group=form_name(instrument, form))


def _shown(settings: Settings) -> dict[str, Any]:
    shown: dict[str, Any] = {**vars(settings), "comments": YES if settings.comments else NO}
    for name, at in (("opens", settings.opens_at), ("closes", settings.closes_at)):
        day, clock = _day_and_time(at, settings.zone)
        shown |= {f"{name}_on": day, f"{name}_time": clock}
    return shown | {f"{OF_GROUP}{form}": many for form, many in settings.targets.items()}


def _day_and_time(at: int | None, name: str) -> tuple[date | None, str]:
    if at is None:
        return None, ""
    shown = local(at, name)
    return shown.date(), typed_time(shown.time())


def settings_of(form: SettingsForm, before: Settings) -> Settings:
    """The settings that a filled form holds; of what it did not ask, those before."""
    plain = ("title", "introduction", "asked_by", "contact", "zone", "target")
    said: dict[str, Any] = {name: form[name].data for name in plain if name in form}
    if "opens_on" in form:
        said["opens_at"] = form.opens_at
    if "comments" in form:
        said["comments"] = form.comments.data == YES
    targets = {
        field.name.removeprefix(OF_GROUP): field.data
        for field in form
        if field.name.startswith(OF_GROUP) and field.data
    }
    return replace(before, **said, closes_at=form.closes_at, targets=targets)
