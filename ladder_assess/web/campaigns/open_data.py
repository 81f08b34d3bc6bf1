"""Open data of a campaign that is over: what would be in it, and the button that makes the file."""

import json
from collections.abc import Iterable, Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from flask import render_template, request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms.fields import SelectChoice
from wtforms.validators import InputRequired

from ladder_assess.core.campaigns.campaign import Campaign
from ladder_assess.core.campaigns.course import (
    DRAFTED,
    GRACE_MINUTES,
    OPENED,
    is_settled,
    state_at,
)
from ladder_assess.core.campaigns.moments import local
from ladder_assess.core.campaigns.open_data import FEWEST_PUBLISHED, ROUNDED_TO, OpenTable
from ladder_assess.core.instruments.group_scores import GroupResult
from ladder_assess.core.instruments.wave import Wave
from ladder_assess.publishing.campaigns.open_data_tables import (
    LICENCES,
    Publication,
    metadata,
    open_tables,
)
from ladder_assess.publishing.campaigns.survey_text import Survey, with_origin
from ladder_assess.services.campaigns.draft_campaign import progress_of
from ladder_assess.services.campaigns.publish_open_data import (
    note_open_data,
    publish_open_data,
    what_is_open,
)
from ladder_assess.services.data_protection.export_everything import as_csv
from ladder_assess.web.access.identity import now
from ladder_assess.web.access.scope import actor, portfolio
from ladder_assess.web.campaigns.course import campaign_or_404
from ladder_assess.web.campaigns.preview import own_name
from ladder_assess.web.campaigns.words import when
from ladder_assess.web.common.charts import speech
from ladder_assess.web.common.fields import Choice
from ladder_assess.web.common.file_out import file_out
from ladder_assess.web.common.forms import Form
from ladder_assess.web.common.request import View, product, said, today
from ladder_assess.web.instruments.rounds import blueprint, instrument_or_404
from ladder_assess.web.instruments.words import form_name

__all__ = ["blueprint"]
OPEN_DATA = "/<instrument>/rounds/<number:wave>/open-data"
LICENCE_HINTS = {
    "ogl": _l(
        "Public bodies in the UK use this one. "
        "Others may use the data for anything, and say where it is from."
    ),
    "cc-by": _l("The same, known all over the world."),
    "cc0": _l("Others may use the data for anything, and need not say where it is from."),
}


class OpenDataForm(Form):
    """Under which licence."""

    licence = Choice(
        _l("What may others do with it?"),
        validators=[InputRequired(message=_l("Choose what others may do with it."))],
        choices=[SelectChoice(key, each.name) for key, each in LICENCES.items()],
        hints=LICENCE_HINTS,
        own_options=tuple(LICENCES),
        legend={"classes": "govuk-fieldset__legend--m"},
    )


def _publication(
    wave: Wave, campaign: Campaign, groups: Mapping[str, GroupResult], licence: str
) -> Publication:
    settings, instrument = campaign.settings, instrument_or_404(wave.instrument)
    title = with_origin(settings.title or said(instrument.title), wave, speech())
    survey = Survey(title, instrument, wave.short, today())
    opened, closed = (
        local(at or 0, settings.zone).date().isoformat()
        for at in (settings.opens_at, settings.closes_at)
    )
    asker = settings.asked_by or own_name()
    return Publication(survey, asker, LICENCES[licence], opened, closed, groups)


@blueprint.route(OPEN_DATA, methods=["GET", "POST"])
def open_data(instrument: str, wave: int) -> View:
    """What is published, what is left out, and a button that makes the file."""
    found, campaign = campaign_or_404(instrument, wave)
    form, of = OpenDataForm(), instrument_or_404(instrument)
    groups = what_is_open(product(), portfolio(), found, campaign, now())
    if form.validate_on_submit() and _something_there(form, groups):
        licence = form.licence.data
        publication = _publication(found, campaign, groups, licence)
        tables, stem = tuple(open_tables(publication, speech())), _stem(found)
        if request.form.get("go") == "notes":
            notes = metadata(publication, tables, stem, speech())
            return file_out(json.dumps(notes, ensure_ascii=False, indent=1), f"{stem}.json")
        if request.form.get("go") == "sheets":
            note_open_data(product(), found, actor(), licence)
            return file_out(_sheets(tables), f"{stem}.zip")
        content = publish_open_data(product(), found, tables, actor(), licence)
        return file_out(content, f"{stem}.sqlite")
    return render_template(
        "campaigns/questionnaires/open_data.html",
        wave=found,
        instrument=of,
        form=form,
        settled=is_settled(campaign.course, now()),
        groups=[(form_name(of, name), group) for name, group in groups.items()],
        asked=len(list(of.asked(short=found.short))),
        fewest=FEWEST_PUBLISHED,
        step=ROUNDED_TO,
        from_when=_from_when(campaign),
        most=max(progress_of(product(), portfolio(), found).groups.values(), default=0),
    )


def _from_when(campaign: Campaign) -> str:
    """From when no answer can come any more, in words; empty where nobody has closed it."""
    if state_at(campaign.course, now()) not in (DRAFTED, OPENED) and campaign.course.closes_at:
        moment = campaign.course.closes_at + GRACE_MINUTES * 60
        return str(when(moment, campaign.settings.zone))
    return ""


def _sheets(tables: Iterable[OpenTable]) -> bytes:
    """Each table for a spreadsheet, in one file."""
    made = BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as archive:
        for table in tables:
            names = tuple(table.columns)
            rows = (dict(zip(names, row, strict=True)) for row in table.rows)
            archive.writestr(f"{table.name}.csv", as_csv(names, rows))
    return made.getvalue()


def _something_there(form: Form, groups: Mapping[str, GroupResult]) -> bool:
    if not groups:
        form.form_errors.append(_("There is nothing to publish."))
    return bool(groups)


def _stem(wave: Wave) -> str:
    return f"{wave.instrument}-round-{wave.number}-open-data"
