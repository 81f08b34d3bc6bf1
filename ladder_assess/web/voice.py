"""A respondent's side: consent, questions page by page, thanks. Nobody needs an account."""

from typing import Any

from flask import Blueprint, abort, g, redirect, render_template, session, url_for
from flask_babel import gettext as _

from ladder_assess.core.consent_texts import ConsentTexts
from ladder_assess.core.draft import Value
from ladder_assess.core.pages import Page
from ladder_assess.core.views import SERVICE_USER
from ladder_assess.services.give_view import Respondent, give, pages_for
from ladder_assess.storage import organisations, points_of_view
from ladder_assess.storage.consent_texts import load_consent_texts
from ladder_assess.storage.points_of_view import ViewLink
from ladder_assess.web.forms import Form, values_of
from ladder_assess.web.identity import signed_in
from ladder_assess.web.legal import settings
from ladder_assess.web.limits import limit
from ladder_assess.web.points_of_view_forms import NAMED, respondent_form
from ladder_assess.web.views import View, new_request_id, pressed, product, today

blueprint = Blueprint("voice", __name__, url_prefix="/v/<token:token>")

# In the respondent's own browser alone: the link, a random id, whether the name may be kept.
KEY = "view"
GONE = 410


@blueprint.url_value_preprocessor
def find(_endpoint: str | None, values: dict[str, Any] | None) -> None:
    """The link stands in every address of this blueprint."""
    g.token = (values or {}).pop("token")


@blueprint.url_defaults
def keep_token(_endpoint: str, values: dict[str, Any]) -> None:
    """Stay on the same link."""
    if "token" in g:
        values.setdefault("token", g.token)


@blueprint.before_request
def open_link() -> View | None:
    """Find what is asked by this link; say so where it was closed."""
    found = points_of_view.find_link(product().database, g.token)
    if found is None:
        limit("guess")
        abort(404)
    g.link = found
    if found.closed:
        return render_template("voice/closed.html", link=found), GONE
    return None


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
        limit("view")
        consent = _texts().reference(_purpose())
        session[KEY] = {"link": g.token, "id": new_request_id(), "consent": consent}
        return redirect(url_for("voice.page", page_id=_pages()[0].id))
    texts = _texts()
    return render_template(
        "voice/start.html",
        link=_link(),
        form=form,
        anonymous=_link().group == SERVICE_USER,
        text=texts.purposes[_purpose()],
        reference=texts.reference(_purpose()),
    )


def _texts() -> ConsentTexts:
    return load_consent_texts(settings().questionnaires)


def _purpose() -> str:
    return "anonymous_answers" if _link().group == SERVICE_USER else "named_answers"


def _pages() -> tuple[Page, ...]:
    return pages_for(product(), _link().group)


@blueprint.route("/questions/<page_id>", methods=["GET", "POST"])
def page(page_id: str) -> View:
    """A page of questions. It is kept once, however often it is sent."""
    pages = _pages()
    asked = next((page for page in pages if page.id == page_id), None) or abort(404)
    kept = _respondent()
    if kept is None:
        return redirect(url_for("voice.start"))
    naming = asked is pages[0] and _may_be_named()
    form = respondent_form(asked, product().definitions.questionnaire, naming=naming)()
    if form.validate_on_submit() and _said_something(form, asked, needed=asked is pages[0]):
        return _saved(asked, form, kept)
    return render_template(
        "voice/page.html",
        link=_link(),
        page=asked,
        form=form,
        naming=naming,
        at=pages.index(asked) + 1,
        of=len(pages),
        own=asked.part == "voice",
    )


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
            return render_template("voice/closed.html", link=_link()), GONE
    following = _after(asked)
    # Those who took part are asked for more only once their own answers are safe.
    if following is None or asked.part == "voice" or pressed() == "later":
        session[KEY] = {**kept, "next": following.id if following else ""}
        return redirect(url_for("voice.thanks"))
    return redirect(url_for("voice.page", page_id=following.id))


def _after(asked: Page) -> Page | None:
    pages = _pages()
    place = pages.index(asked) + 1
    return pages[place] if place < len(pages) else None


def _may_be_named() -> bool:
    """Only someone of the organisation that asks, and never those who use the service."""
    link, account = _link(), signed_in()
    if link.group == SERVICE_USER or link.organisation is None or account is None:
        return False
    found = organisations.find_membership(product().database, link.organisation, account.id)
    return found is not None


def _account(kept: dict[str, Any]) -> int | None:
    account = signed_in() if kept.get("named") and _may_be_named() else None
    return account.id if account else None


@blueprint.get("/thanks")
def thanks() -> View:
    """The end, or a place to stop at."""
    kept = _respondent() or {}
    following = next((page for page in _pages() if page.id == kept.get("next")), None)
    return render_template("voice/thanks.html", link=_link(), following=following)
