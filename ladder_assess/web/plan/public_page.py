"""The public page about a plan, for those who publish it: choose, preview, publish, take down."""

from typing import Any

from flask import Blueprint, abort, current_app, redirect, render_template, request, url_for
from flask_babel import gettext as _

from ladder_assess.core.plan.public_page import (
    REASON,
    UNTOLD,
    KeptPage,
    PublicPage,
    gives_away,
    seal,
    words_of,
)
from ladder_assess.core.plan.public_page_differences import Differences, differences
from ladder_assess.publishing.activities.progress import progress_drawing
from ladder_assess.services.plan.publish_page import (
    GivesAway,
    NotAsSeen,
    page_now,
    publish_page,
    take_down_page,
)
from ladder_assess.services.plan.write_page import (
    PageRead,
    choose_page,
    find_told,
    read_page,
    tell_of_action,
)
from ladder_assess.web.access.scope import actor, portfolio, scope, worker
from ladder_assess.web.common.forms import Form
from ladder_assess.web.common.limits import limit
from ladder_assess.web.common.page_forms import SHOWN
from ladder_assess.web.common.request import View, done, mailed_link, product, today
from ladder_assess.web.plan.answered import answered_in_short
from ladder_assess.web.plan.public_page_forms import (
    PageForm,
    PublishForm,
    choices_from,
    page_form,
    seen_by,
    shown_by,
    stamp_of,
    told_by,
    told_form,
)

blueprint = Blueprint("public_page", __name__, url_prefix="/p/<token:token>/plan/page")
scope(blueprint)

ALL = "all"


@blueprint.route("", methods=["GET", "POST"])
def show() -> View:
    """What the page is to say and show, and whether others see it."""
    found = read_page(product(), portfolio())
    answered = answered_in_short(portfolio(), found.actions)
    form = page_form(found.kept, found.told, found.actions, answered)
    if form.is_submitted() and request.form.get("go") == ALL:
        form.actions.data = list(form.actions.hints)
    elif form.validate_on_submit():
        shown = shown_by(form)
        if choose_page(product(), portfolio(), choices_from(form), shown, seen_by(form)):
            return redirect(url_for("public_page.preview"))
        return _changed_meanwhile(form)
    return _show(form, found)


def _kept() -> KeptPage:
    return read_page(product(), portfolio()).kept


def _reasons(kept: KeptPage) -> dict[int, str]:
    """What each action on the page answered, in words, where that is to be on it."""
    if REASON not in kept.choices.shows:
        return {}
    found = read_page(product(), portfolio())
    shown = (action for action in found.actions if found.told.get(action.id, UNTOLD).shown)
    return answered_in_short(portfolio(), shown)


def _page(kept: KeptPage) -> PublicPage:
    """The page as others would see it if it were published today."""
    return page_now(product(), portfolio(), today(), _reasons(kept))


def _show(form: PageForm, found: PageRead, *, other: bool = False) -> View:
    kept = found.kept
    return render_template(
        "plan/public_page/show.html",
        form=form,
        kept=kept,
        other=kept.choices if other else None,
        address=address_of(kept),
        actions=[a for a in found.actions if str(a.id) in (form.actions.data or ())],
        told=found.told,
        untold=UNTOLD,
        changed=_changed(kept),
        contact=current_app.config["SETTINGS"].contact,
    )


@blueprint.app_template_global("public_page_state")
def state() -> tuple[KeptPage, Differences | None]:
    """For the page of the plan: what is published of it, and what has changed since."""
    kept = _kept()
    return kept, _changed(kept)


def _changed(kept: KeptPage) -> Differences | None:
    """What others do not see yet; None where there is nothing published."""
    return differences(kept.page, _page(kept)) if kept.page else None


def _changed_meanwhile(form: PageForm) -> View:
    """Someone else saved the page while this one was open: show theirs, and keep what was typed."""
    found = read_page(product(), portfolio())
    form[SHOWN].data = str(found.kept.revision)
    form[SHOWN].raw_data = None
    form.form_errors.append(
        _(
            "Someone else changed this page while you had it open, so it was not saved. What you "
            "typed is still here, with theirs above it. Save to keep yours."
        )
    )
    return _show(form, found, other=True)


def address_of(kept: KeptPage) -> str:
    """Where others find the page; empty until it has an address."""
    if not kept.address:
        return ""
    title = kept.page.title if kept.page else kept.choices.title
    return mailed_link("published.show", address=named(title, kept.address))


def named(title: str, address: str) -> str:
    """An address with the words of a title in front."""
    return "-".join(part for part in (words_of(title), address) if part)


@blueprint.route("/actions/<sealed:action_id>", methods=["GET", "POST"])
def action(action_id: int) -> View:
    """What is said to everyone about one action."""
    found, told = find_told(product(), portfolio(), action_id) or abort(404)
    form = told_form(told)
    theirs = None
    if form.validate_on_submit():
        wanted = told_by(form, told)
        if form[SHOWN].data == stamp_of(told) or wanted == told:
            tell_of_action(product(), portfolio(), action_id, wanted)
            return redirect(url_for("public_page.show", _anchor="told" if told.shown else None))
        theirs = told
        form[SHOWN].data = stamp_of(told)
        form.did.errors = [_("Someone else changed this at the same time. Choose which to keep.")]
    return render_template(
        "plan/public_page/action.html",
        form=form,
        action=found,
        answered=answered_in_short(portfolio(), [found]),
        theirs=theirs,
    )


@blueprint.get("/preview")
def preview() -> View:
    """The page exactly as others would see it, with the button that shows it to them."""
    kept = _kept()
    if not kept.revision:
        return redirect(url_for("public_page.show"))
    page = _page(kept)
    return _preview(PublishForm(formdata=None, data={"seen": seal(page)}), page, kept)


def shown_with(page: PublicPage) -> dict[str, Any]:
    """What the template of a public page is shown with, whoever reads it."""
    return {
        "page": page,
        "today": today(),
        "drawing": progress_drawing(page.counts),
        "contact": current_app.config["SETTINGS"].contact,
    }


def _preview(form: Form, page: PublicPage, kept: KeptPage) -> View:
    changed = differences(kept.page, page) if kept.page else None
    return render_template(
        "plan/public_page/preview.html",
        form=form,
        kept=kept,
        changed=changed,
        given_away=gives_away(page),
        **shown_with(page),
    )


@blueprint.post("/publish")
def publish() -> View:
    """Show the page to everyone, as it was previewed."""
    form = PublishForm()
    if not form.validate_on_submit():
        abort(400)
    limit("publish", worker())
    kept = _kept()
    if not kept.revision or kept.barred:
        return redirect(url_for("public_page.show"))
    try:
        if publish_page(
            product(), portfolio(), actor(), today(), form.seen.data or "", _reasons(kept)
        ):
            done(_("The page is published. Everyone who has its address can read it."))
    except (NotAsSeen, GivesAway) as why:
        return _look_again(kept, why)
    return redirect(url_for("public_page.show"))


def _look_again(kept: KeptPage, why: NotAsSeen | GivesAway) -> View:
    page = _page(kept)
    form = PublishForm(formdata=None, data={"seen": seal(page)})
    if isinstance(why, NotAsSeen):
        form.form_errors.append(
            _(
                "The plan or the page has changed since you opened the preview, so nothing was "
                "published. This is how it is now: look at it, then publish it."
            )
        )
    return _preview(form, page, kept)


@blueprint.post("/take-down")
def take_down() -> View:
    """Show the page to nobody any more. Nothing more happens where it was down already."""
    if not Form().validate_on_submit():
        abort(400)
    if take_down_page(product(), portfolio(), actor(), today()):
        done(_("The page is taken down. Its address now says that it is no longer there."))
    return redirect(url_for("public_page.show"))
