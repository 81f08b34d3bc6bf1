"""A respondent's side of a questionnaire: consent, questions page by page, sending. No account.

Until the answers are sent, nobody but the respondent's own browser has them.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from flask import Blueprint, abort, g, redirect, render_template, request, session, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from ladder_assess.core.activities.activity_record import Value
from ladder_assess.core.activities.compact_answers import pack, unpack
from ladder_assess.core.activities.pages import Page
from ladder_assess.core.campaigns.comments import LONGEST
from ladder_assess.core.campaigns.course import GRACE_MINUTES, NOT_YET, OPEN, may_send, standing
from ladder_assess.core.campaigns.link import WaveLink
from ladder_assess.core.campaigns.pace import pace
from ladder_assess.core.common.whole_number import whole_number
from ladder_assess.core.instruments.asked_pages import (
    asked_pages,
    page_after,
    page_before,
    page_opened,
    step,
)
from ladder_assess.core.instruments.asking import counted
from ladder_assess.core.instruments.instrument import Instrument
from ladder_assess.core.instruments.wave import minutes
from ladder_assess.core.people.consent_texts import (
    ANSWER_ROWS,
    PILOT_ANSWERS,
    QUESTIONNAIRE_ANSWERS,
)
from ladder_assess.services.campaigns.answer_by_link import are_enough, give, pages_for
from ladder_assess.services.campaigns.ask_people import find_link
from ladder_assess.services.campaigns.follow_answers import follow, forget
from ladder_assess.services.campaigns.pilot_campaign import begin_trying, leave_page
from ladder_assess.web.access.identity import now
from ladder_assess.web.access.own_people import refuse_own_people
from ladder_assess.web.campaigns.words import when
from ladder_assess.web.common.by_link import GONE, by_link
from ladder_assess.web.common.fields import text_field
from ladder_assess.web.common.forms import Form
from ladder_assess.web.common.limits import limit_answers
from ladder_assess.web.common.page_forms import kept_for, values_of
from ladder_assess.web.common.request import View, new_request_id, pressed, product, said, today
from ladder_assess.web.instruments.words import form_name
from ladder_assess.web.points_of_view.forms import respondent_form

blueprint = Blueprint("respond", __name__, url_prefix="/q/<token:token>")

# In the respondent's own browser alone, for each of the last links: a random id, the wording that
# they agreed to and their answers. All of it is taken out once the answers have been sent.
KEY = "questionnaires"
MOST_LINKS = 3
CHECK = "check"
AFRESH = "afresh"
# Whoever has begun sees these for a while after closing, too.
ONCE_BEGUN = ("respond.question", "respond.check", "respond.comment")


class CommentForm(Form):
    """What somebody wants to say in their own words."""

    comment = text_field(_l("Your comment"), "", LONGEST, required=False, lines=True)


def _shut(link: WaveLink) -> View | None:
    """What whoever opens a link is told before it takes answers, and after."""
    at, in_time = standing(link.course, now()), may_send(link.course, now())
    if at == NOT_YET:
        return _page_of("not_yet")
    begun = _respondent() is not None and request.endpoint in ONCE_BEGUN
    if at == OPEN or (in_time and (begun or request.endpoint == "respond.thanks")):
        return None
    return _closed(link)


def _closed(link: WaveLink, *, used: bool = False) -> View:
    """Since when nothing is taken; for those who can still send theirs, until when. Or that a link
    that works once was `used` before.
    """
    late = bool(_respondent()) and may_send(link.course, now())
    since = link.course.closes_at
    until = (since or 0) + GRACE_MINUTES * 60
    return _page_of("closed", used=used, late=late, since=since, until=until), GONE


by_link(blueprint, find_link, _shut)
refuse_own_people(blueprint, "form")


def _link() -> WaveLink:
    link: WaveLink = g.link
    return link


def _instrument() -> Instrument:
    return product().definitions.instruments[_link().wave.instrument]


def _pages() -> tuple[Page, ...]:
    """All that the group is asked, of whom ever of it."""
    return pages_for(product(), _link())


def _asked(values: Mapping[str, Value]) -> tuple[Page, ...]:
    """What of it somebody is asked who answers so."""
    return asked_pages(_instrument(), _pages(), values)


def _counted(values: Mapping[str, Value]) -> dict[str, Value]:
    """The answers that are sent: without those that earlier ones made void."""
    return counted(_instrument(), values, _link().form, short=_link().wave.short)


def _respondent() -> dict[str, str] | None:
    kept: dict[str, str] | None = session.get(KEY, {}).get(g.token)
    return kept


def _keep(kept: dict[str, str] | None) -> None:
    """Let the browser hold this for the link, the latest one last; None takes it out."""
    others = [pair for pair in session.get(KEY, {}).items() if pair[0] != g.token]
    own = [(g.token, kept)] if kept else []
    session[KEY] = dict([*others, *own][-MOST_LINKS:])


def _page_of(template: str, **values: Any) -> str:
    instrument = _instrument()
    group = form_name(instrument, _link().form) if instrument.forms else ""
    return render_template(
        f"campaigns/respond/{template}.html",
        link=_link(),
        instrument=instrument,
        group=group,
        title=_link().campaign.settings.title or said(instrument.title),
        settings=_link().campaign.settings,
        when=when,
        comment_next=_takes_comments(),
        **values,
    )


def _takes_comments() -> bool:
    """May people say something in their own words? Not in a pilot, which counts nothing."""
    return _link().campaign.settings.comments and not _link().pilot


def _purpose() -> str:
    """What people agree to as they start."""
    if _link().pilot:
        return PILOT_ANSWERS
    return ANSWER_ROWS if _link().wave.by_row else QUESTIONNAIRE_ANSWERS


def _enough(values: dict[str, Value]) -> View | None:
    """What somebody is told of whose group enough have answered, and who has begun nothing."""
    if not are_enough(product(), _link(), values):
        return None
    if kept := _respondent():
        forget(product(), _link(), kept["id"])
    return _page_of("enough", back=values and url_for("respond.question", section=_pages()[0].id))


def _by_quotas(items: Iterable[str]) -> bool:
    """Is there nothing among these but what quotas go by?"""
    return set(items) <= set(_link().campaign.settings.quotas)


@blueprint.route("", methods=["GET", "POST"])
def start() -> View:
    """What is asked, and what becomes of the answers; then the first page."""
    form, texts = Form(), product().definitions.consent
    purpose = _purpose()
    reference, kept = texts.reference(purpose), _respondent()
    begun = unpack(_pages(), kept["answers"]) if kept else {}
    # Somebody else may have used this browser: what they answered is not held against the next.
    if _by_quotas(begun) and (enough := _enough({})):
        return enough
    if form.validate_on_submit():
        if kept is None or request.form.get("go") == AFRESH:
            limit_answers(f"round {_link().wave.id} {_link().form}")
            visit = new_request_id()
            _keep({"id": visit, "consent": reference, "answers": "", "at": str(now())})
            if _link().pilot:
                begin_trying(product(), g.token, _link(), visit, reference, now())
            else:
                follow(product(), _link(), visit, 0, now())
        return redirect(url_for("respond.question", section=_pages()[0].id))
    questions = sum(len(page.items) for page in _pages())
    return _page_of(
        "start",
        form=form,
        text=texts.purposes[purpose],
        reference=reference,
        begun=bool(begun),
        until=_link().course.closes_at,
        questions=questions,
        minutes=minutes(questions),
    )


@blueprint.route("/questions/<section>", methods=["GET", "POST"])
def question(section: str) -> View:
    """A page of questions; the browser holds what is answered."""
    pages, kept = _pages(), _respondent()
    page = next((page for page in pages if page.id == section), None) or abort(404)
    if kept is None:
        return redirect(url_for("respond.start"))
    values = unpack(pages, kept["answers"])
    if not _by_quotas(item.id for item in page.items) and (enough := _enough(values)):
        return enough
    questionnaire = product().definitions.questionnaire
    form = respondent_form(page, questionnaire, naming=False)(data=kept_for(page, values))
    shown = next((each for each in _asked(values) if each.id == section), None)
    if form.validate_on_submit():
        given = {item: v for item, v in values_of(form, page).items() if v is not None}
        asked = {item.id for item in shown.items} if shown else set[str]()
        values = {item: v for item, v in values.items() if item not in asked} | given
        _keep({**kept, "answers": pack(pages, values)})
        _follow(kept, page, page_after(pages, _asked(values), section))
        return _go_on(page, values)
    if shown is None:
        return _to(page_after(pages, _asked(values), section))
    at, of = step(_instrument(), pages, values, section)
    return _page_of("question", page=shown, form=form, at=at, of=of)


def _follow(kept: dict[str, str], page: Page, after: Page | None) -> None:
    """Note that somebody has left a page for another, where they were told that it is."""
    pages = _pages()
    if _link().pilot:
        leave_page(product(), kept["id"], page.id, now())
    elif _told(kept):
        place = [each.id for each in pages].index(after.id) if after else len(pages)
        follow(product(), _link(), kept["id"], place, now())


def _told(kept: dict[str, str]) -> bool:
    """Were they told that it is counted how long people take and where they stop?"""
    return kept["consent"] == product().definitions.consent.reference(_purpose()) and "at" in kept


def _pace(kept: dict[str, str], pages: tuple[Page, ...]) -> int | None:
    if not _told(kept):
        return None
    return pace(now() - (whole_number(kept["at"]) or now()), sum(len(page.items) for page in pages))


def _go_on(page: Page, values: Mapping[str, Value]) -> View:
    pages, asked = _pages(), _asked(values)
    if pressed() == "back":
        return _to(page_before(pages, asked, page.id), "respond.start")
    if pressed() == "later":
        return _to(None)
    if request.args.get("from") == CHECK:
        opened = page_opened(pages, asked, values, page.id)
        return redirect(_change(opened.id)) if opened else _to(None)
    return _to(page_after(pages, asked, page.id))


def _to(page: Page | None, otherwise: str = "respond.check") -> View:
    if page is None:
        return redirect(url_for(otherwise))
    return redirect(url_for("respond.question", section=page.id))


@blueprint.route("/check", methods=["GET", "POST"])
def check() -> View:
    """A last look at the answers; pressing the button sends them, once, or asks for a comment."""
    kept = _respondent()
    if kept is None:
        return redirect(url_for("respond.start"))
    every, form = unpack(_pages(), kept["answers"]), Form()
    if enough := _enough(every):
        return enough
    values = _counted(every)
    if form.validate_on_submit() and _said_something(form, values):
        if _takes_comments():
            return redirect(url_for("respond.comment"))
        return _send(kept, values, "")
    return _page_of(
        "check",
        pages=_asked(values),
        values=values,
        aside=len(every) - len(values),
        form=form,
        question_at=_change,
    )


@blueprint.route("/comment", methods=["GET", "POST"])
def comment() -> View:
    """What somebody wants to say besides; pressing the button sends it with the answers, once."""
    kept = _respondent()
    every = unpack(_pages(), kept["answers"]) if kept else {}
    values = _counted(every)
    if not kept or not values or not _takes_comments():
        return redirect(url_for("respond.check"))
    if enough := _enough(every):
        return enough
    form = CommentForm()
    if form.validate_on_submit():
        return _send(kept, values, form.comment.data or "")
    return _page_of("comment", form=form, back=url_for("respond.check"))


def _send(kept: dict[str, str], values: dict[str, Value], comment: str) -> View:
    """Keep what somebody answered and said, and let the browser forget it."""
    view, about = kept["id"], (kept["consent"], today(), now(), _pace(kept, _asked(values)))
    if not give(product(), g.token, _link(), values, view, *about, comment):
        return _closed(_link(), used=may_send(_link().course, now()))
    forget(product(), _link(), view)
    _keep(None)
    return redirect(url_for("respond.thanks"))


def _change(section: str) -> str:
    """Where an answer is changed, to come back afterwards."""
    back: dict[str, Any] = {"from": CHECK}
    return url_for("respond.question", section=section, **back)


def _said_something(form: Form, values: dict[str, Value]) -> bool:
    if not values:
        form.form_errors.append(_("Answer at least one question before you send."))
    return bool(values)


@blueprint.get("/thanks")
def thanks() -> View:
    """The end."""
    return _page_of("thanks")
