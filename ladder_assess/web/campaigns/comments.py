"""What people said in their own words in a campaign: read, searched, given themes, and words taken
out of it.
"""

from collections.abc import Iterator
from typing import Any

from flask import abort, redirect, render_template, request, url_for
from flask import stream_with_context as streamed
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import Form as PlainForm
from wtforms.fields import SelectChoice
from wtforms.validators import ValidationError

from ladder_assess.core.campaigns.comments import (
    LONGEST,
    LONGEST_THEME,
    MOST_THEMES,
    Comment,
    Wanted,
    count_themes,
    found,
    themes_in,
)
from ladder_assess.core.instruments.instrument import Instrument
from ladder_assess.core.instruments.wave import Wave
from ladder_assess.publishing.campaigns.comment_files import (
    comments_csv,
    comments_jsonl,
    comments_workbook,
)
from ladder_assess.publishing.campaigns.survey_text import Survey, survey_of
from ladder_assess.services.campaigns.read_comments import (
    list_comments,
    redact_whole,
    redact_words,
    take_comments,
    theme_comment,
)
from ladder_assess.web.access.scope import actor, portfolio
from ladder_assess.web.campaigns.course import campaign_or_404
from ladder_assess.web.common.charts import speech
from ladder_assess.web.common.fields import OneOf, text_field
from ladder_assess.web.common.file_out import file_out
from ladder_assess.web.common.forms import Form
from ladder_assess.web.common.paging import paged
from ladder_assess.web.common.request import View, done, product, searched_for, today
from ladder_assess.web.instruments.rounds import blueprint, instrument_or_404
from ladder_assess.web.instruments.words import form_name

__all__ = ["blueprint"]
COMMENTS = "/<instrument>/rounds/<number:wave>/comments"
WORDS, WHOLE, NEXT = "words", "whole", "next"


class ThemesForm(Form):
    """What a comment is about, in the words of who reads it."""

    themes = text_field(
        _l("Themes"),
        _l(
            "What it is about, in a word or two each, with commas between, "
            "for example: time, money."
        ),
        MOST_THEMES * (LONGEST_THEME + 2),
        required=False,
        lines=False,
    )

    def validate_themes(self, field: Any) -> None:
        """Few of them, and short ones."""
        themes = themes_in(field.data or "")
        if len(themes) > MOST_THEMES:
            raise ValidationError(
                _("A comment may have at most %(most)s themes.", most=MOST_THEMES)
            )
        if any(len(theme) > LONGEST_THEME for theme in themes):
            raise ValidationError(
                _("A theme may have at most %(most)s characters.", most=LONGEST_THEME)
            )


class RedactForm(Form):
    """Which words are taken out of a comment."""

    words = text_field(
        _l("Words to take out"),
        _l("A name, for example. They are taken out wherever this comment has them."),
        LONGEST,
        required=True,
        lines=False,
        missing=_l("Enter the words to take out, as they stand in the comment."),
    )


class NarrowForm(PlainForm):  # type: ignore[misc]
    """Which comments are shown. It changes nothing, so it carries no token."""

    theme = OneOf(_l("Theme"), default="")
    form = OneOf(_l("Group"), default="")


def _comments(instrument: str, number: int) -> tuple[Wave, Instrument, list[Comment]]:
    """A campaign in which people may leave a comment, and what they said."""
    wave, campaign = campaign_or_404(instrument, number)
    if not campaign.settings.comments:
        abort(404)
    return wave, instrument_or_404(instrument), list_comments(product(), portfolio(), wave)


def _csv(survey: Survey, comments: list[Comment]) -> Iterator[str] | bytes:
    return comments_csv(survey, comments)


def _jsonl(survey: Survey, comments: list[Comment]) -> Iterator[str] | bytes:
    return comments_jsonl(survey, comments)


def _xlsx(survey: Survey, comments: list[Comment]) -> Iterator[str] | bytes:
    return comments_workbook(survey, comments, speech())


KINDS = {"csv": _csv, "xlsx": _xlsx, "jsonl": _jsonl}


@blueprint.route(COMMENTS, methods=["GET", "POST"])
def comments(instrument: str, wave: int) -> View:
    """Every comment, or those that are looked for; a button gives all of them as a file, and the
    log says who took it.
    """
    here, of, there = _comments(instrument, wave)
    form, kind = Form(), request.form.get("go", "")
    if form.validate_on_submit():
        if kind not in KINDS or not there:
            abort(404)
        taken = take_comments(product(), portfolio(), here, actor(), kind)
        survey = survey_of(here, of, today(), speech())
        name = f"{instrument}-round-{wave}-comments.{kind}"
        made = KINDS[kind](survey, taken)
        return file_out(made if isinstance(made, bytes) else streamed(made), name)
    counts = count_themes(there)
    narrow = _narrow(of, counts)
    wanted = Wanted(searched_for(), narrow.theme.data, narrow.form.data)
    shown = found(there, wanted)
    asked = {"q": wanted.words, "theme": wanted.theme, "form": wanted.form}
    asked = {name: value for name, value in asked.items() if value}
    here_at: dict[str, Any] = {"instrument": instrument, "wave": wave, **asked}
    return render_template(
        "campaigns/questionnaires/comments.html",
        wave=here,
        instrument=of,
        form=form,
        narrow=narrow,
        total=len(there),
        wanted=wanted,
        narrowed=bool(asked),
        page=paged(shown),
        page_at=lambda number: url_for("questionnaires.comments", page=number, **here_at),
        themes=counts,
        kinds=tuple(KINDS),
        name_of=lambda each: form_name(of, each.form) if of.forms else "",
    )


def _narrow(instrument: Instrument, themes: dict[str, int]) -> NarrowForm:
    """The form as the address has it; what is not offered counts as any."""
    form = NarrowForm(request.args)
    any_theme, any_group = SelectChoice("", _("Any")), SelectChoice("", _("Any"))
    form.theme.choices = [any_theme, *(SelectChoice(theme, theme) for theme in themes)]
    groups = (SelectChoice(each.id, form_name(instrument, each.id)) for each in instrument.forms)
    form.form.choices = [any_group, *groups]
    form.validate()
    for field in (form.theme, form.form):
        if field.errors:
            field.data, field.errors = "", []
    return form


@blueprint.route(f"{COMMENTS}/<comment>", methods=["GET", "POST"])
def comment(instrument: str, wave: int, comment: str) -> View:
    """One comment: its themes, and what is taken out of it."""
    here, of, there = _comments(instrument, wave)
    places = {each.id: place for place, each in enumerate(there)}
    if comment not in places:
        abort(404)
    said, at = there[places[comment]], places[comment]
    onward = there[at + 1].id if at + 1 < len(there) else ""
    themes, redaction = _forms(said)
    if themes.is_submitted() and _act(here, said, themes, redaction):
        after = onward if request.form.get("go") == NEXT and onward else comment
        return redirect(
            url_for("questionnaires.comment", instrument=instrument, wave=wave, comment=after)
        )
    return render_template(
        "campaigns/questionnaires/comment.html",
        wave=here,
        instrument=of,
        comment=said,
        group=form_name(of, said.form) if of.forms else "",
        at=at + 1,
        of=len(there),
        onward=onward,
        form=redaction if redaction.errors else themes,
        themes=themes,
        redaction=redaction,
        known=count_themes(there),
    )


def _forms(said: Comment) -> tuple[ThemesForm, RedactForm]:
    """The two forms of the page; what was sent is in the one that was."""
    typed = {"themes": ", ".join(said.themes)}
    if request.form.get("go") in (WORDS, WHOLE):
        return ThemesForm(formdata=None, data=typed), RedactForm()
    return ThemesForm(data=typed), RedactForm(formdata=None)


def _act(wave: Wave, said: Comment, themes: ThemesForm, redaction: RedactForm) -> bool:
    """Do what the button says; False where that is not to be done."""
    pressed = request.form.get("go")
    if pressed == WHOLE:
        if not Form().validate():
            abort(400)
        if redact_whole(product(), portfolio(), wave, said.id, actor()):
            done(_("The comment is taken out."))
        return True
    if pressed == WORDS:
        return redaction.validate() and _take_out(wave, said, redaction)
    if not themes.validate():
        return False
    theme_comment(product(), portfolio(), wave, said.id, [themes.themes.data or ""])
    done(_("The themes are saved."))
    return True


def _take_out(wave: Wave, said: Comment, form: RedactForm) -> bool:
    if redact_words(product(), portfolio(), wave, said.id, form.words.data, actor()):
        done(_("The words are taken out."))
        return True
    form.words.errors = [
        _("These words do not stand in this comment. Type them as they stand there.")
    ]
    return False
