"""A respondent's side: consent, questions page by page, thanks. Nobody needs an account."""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, abort, g, redirect, render_template, session, url_for
from flask_babel import gettext as _

from ladder_assess.core.activities.activity_record import Value
from ladder_assess.core.activities.pages import Page
from ladder_assess.core.people.consent_texts import ANONYMOUS_ANSWERS, NAMED_ANSWERS, ConsentTexts
from ladder_assess.core.points_of_view.group_link import ViewLink
from ladder_assess.core.points_of_view.views import SERVICE_USER
from ladder_assess.core.questionnaire.questionnaire import Questionnaire
from ladder_assess.services.activities.questions_shown import are_worded_alike
from ladder_assess.services.people.keep_organisation import belongs_to
from ladder_assess.services.points_of_view.ask_for_views import find_link
from ladder_assess.services.points_of_view.give_view import (
    Respondent,
    give,
    pages_for,
    questionnaire_of,
)
from ladder_assess.services.points_of_view.take_back_view import code_of
from ladder_assess.web.access.admission import let_write_while
from ladder_assess.web.access.identity import let_in, signed_in
from ladder_assess.web.access.own_people import refuse_own_people
from ladder_assess.web.common.by_link import GONE, by_link
from ladder_assess.web.common.forms import Form
from ladder_assess.web.common.limits import limit_answers
from ladder_assess.web.common.page_forms import values_of
from ladder_assess.web.common.request import View, new_request_id, pressed, product, today
from ladder_assess.web.points_of_view.forms import NAMED, respondent_form

blueprint = Blueprint("voice", __name__, url_prefix="/v/<token:token>")

# In the respondent's own browser alone: the link, a random id, if the name may be kept, if their
# code is still to be shown (never the code itself), and which version of the questions each
# page showed.
KEY = "view"
# How answers are taken back: by a code that stands on each page until the last, by one that was
# shown there, by the name.
DUE, SHOWN, BY_NAME = "due", "shown", "by name"


def _shut(link: ViewLink) -> View | None:
    """What whoever opens a closed link is told."""
    if link.closed:
        return render_template("points_of_view/voice/closed.html", link=link), GONE
    return None


by_link(blueprint, find_link, _shut)
refuse_own_people(blueprint, "group")


def _link() -> ViewLink:
    link: ViewLink = g.link
    return link


def _respondent() -> dict[str, Any] | None:
    kept = session.get(KEY)
    return kept if isinstance(kept, dict) and kept.get("link") == g.token else None


@blueprint.route("", methods=["GET", "POST"])
def start() -> View:
    """What is asked, and what becomes of the answers; then the first page."""
    form = Form()
    if form.validate_on_submit():
        limit_answers(f"activity {_link().activity} {_link().group}")
        consent = _texts().reference(_purpose())
        session[KEY] = {"link": g.token, "id": new_request_id(), "consent": consent}
        return redirect(url_for("voice.page", page_id=_pages()[0].id))
    texts = _texts()
    return render_template(
        "points_of_view/voice/start.html",
        link=_link(),
        form=form,
        anonymous=_anonymous(),
        text=texts.purposes[_purpose()],
        steps=len(_pages()),
    )


def _texts() -> ConsentTexts:
    return product().definitions.consent


def _purpose() -> str:
    return ANONYMOUS_ANSWERS if _anonymous() else NAMED_ANSWERS


def _anonymous() -> bool:
    return _link().group == SERVICE_USER


def _pages() -> tuple[Page, ...]:
    return pages_for(product(), _link().group, _link().definition)


@blueprint.route("/questions/<page_id>", methods=["GET", "POST"])
def page(page_id: str) -> View:
    """A page of questions. It is kept once, however often it is sent."""
    pages = _pages()
    asked = next((page for page in pages if page.id == page_id), None) or abort(404)
    kept = _respondent()
    if kept is None:
        return redirect(url_for("voice.start"))
    naming = asked is pages[0] and _may_be_named()
    now = questionnaire_of(product(), _link())
    form = respondent_form(asked, now, naming=naming)()
    good = form.validate_on_submit() and _said_something(form, asked, needed=asked is pages[0])
    if good and _asked_the_same(form, asked, kept, now):
        return _saved(asked, form, kept)
    session[KEY] = {**kept, "shown": {**kept.get("shown", {}), page_id: now.stamp}}
    return render_template(
        "points_of_view/voice/page.html",
        link=_link(),
        page=asked,
        form=form,
        naming=naming,
        at=pages.index(asked) + 1,
        of=len(pages),
        own=asked.part == "voice",
        code=_code(kept),
        begun="code" in kept,
    )


def _code(kept: Mapping[str, Any]) -> str:
    """The code that takes back what was sent, from then until the walk ends; empty without one."""
    return code_of(product(), kept["id"]) if kept.get("code") == DUE else ""


def _asked_the_same(form: Form, asked: Page, kept: dict[str, Any], now: Questionnaire) -> bool:
    """Were the questions of now shown on the page? Otherwise they are shown again, and that is
    said.
    """
    stamp = kept.get("shown", {}).get(asked.id, now.stamp)
    shown, items = product().of(stamp).questionnaire, [item.id for item in asked.items]
    if asked.part == "voice" or are_worded_alike(shown, now, items):
        return True
    form.form_errors.append(
        _(
            "These questions were made clearer while you had this page open, so your answers were "
            "not sent yet. They are still here: read the questions again, then send them."
        )
    )
    return False


def _said_something(form: Form, asked: Page, *, needed: bool) -> bool:
    """Whoever answers nothing on the first page has given no view."""
    if needed and not any(values_of(form, asked).values()):
        form.form_errors.append(_("Answer at least one question."))
        return False
    return True


def _saved(asked: Page, form: Form, kept: dict[str, Any]) -> View:
    values: dict[str, Value | None] = values_of(form, asked)
    if "naming" in form:
        kept = session[KEY] = {**kept, "named": form["naming"].data == NAMED}
    if any(values.values()):
        by = Respondent(kept["id"], kept["consent"], _account(kept))
        if not give(product(), g.token, _link(), asked, values, by, today()):
            return render_template("points_of_view/voice/closed.html", link=_link()), GONE
        kept = _with_way_back(kept, by)
    following = _after(asked)
    session[KEY] = {**kept, "next": following.id if following else ""}
    if following is None or _rests(asked):
        return redirect(url_for("voice.thanks"))
    return redirect(url_for("voice.page", page_id=following.id))


def _with_way_back(kept: dict[str, Any], by: Respondent) -> dict[str, Any]:
    """Settled with the first answers: later ones go the same way, but for those of somebody who
    signed out and is named no more.
    """
    way = kept.get("code")
    if _anonymous() or (way and (way != BY_NAME or by.account)):
        return kept
    return {**kept, "code": BY_NAME if by.account else DUE}


def _rests(asked: Page) -> bool:
    """Those who took part are asked for more only once their own answers are safe; the others walk
    on, unless they press to stop.
    """
    return asked.part == "voice" or pressed() == "later"


def _after(asked: Page) -> Page | None:
    pages = _pages()
    place = pages.index(asked) + 1
    return pages[place] if place < len(pages) else None


def _may_be_named() -> bool:
    """Only someone of the organisation that asks, and never those who use the service."""
    link, account = _link(), signed_in()
    if _anonymous() or link.organisation is None or account is None:
        return False
    return belongs_to(product(), link.organisation, account.id)


def _account(kept: dict[str, Any]) -> int | None:
    account = let_in() if kept.get("named") and _may_be_named() else None
    if account is not None:
        let_write_while(_ask_whether_named)
    return account.id if account else None


def _ask_whether_named() -> None:
    if not _may_be_named():
        abort(403)


@blueprint.get("/thanks")
def thanks() -> View:
    """The end, or a place to stop at."""
    kept = _respondent() or {}
    code = _code(kept)
    if code:
        session[KEY] = {**kept, "code": SHOWN}
    following = next((page for page in _pages() if page.id == kept.get("next")), None)
    return render_template(
        "points_of_view/voice/thanks.html",
        link=_link(),
        following=following,
        code=code,
        anonymous=_anonymous(),
        named=kept.get("code") == BY_NAME,
    )
