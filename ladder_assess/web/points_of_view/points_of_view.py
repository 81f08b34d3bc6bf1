"""Points of view on an activity: asking for them, setting them side by side, agreeing on one."""

from flask import Blueprint, abort, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from markupsafe import Markup

from ladder_assess.core.activities.draft import Draft
from ladder_assess.core.people.access import SURVEY, TRAIN
from ladder_assess.core.points_of_view.views import (
    FEWEST_ACTIVITIES,
    FEWEST_ANSWERS,
    SERVICE_USER,
    Comparison,
)
from ladder_assess.core.questionnaire.questionnaire import UNKNOWN
from ladder_assess.publishing.common.qr_code import qr_code
from ladder_assess.publishing.points_of_view.points_of_view import (
    ViewsDrawing,
    say_drawing,
    views_drawing,
)
from ladder_assess.services.placement.assess_activity import assess_draft
from ladder_assess.services.points_of_view.agree_view import agree as record_agreed
from ladder_assess.services.points_of_view.agree_view import agreed_views, assess_agreed
from ladder_assess.services.points_of_view.ask_for_views import close_link, open_link, open_tokens
from ladder_assess.services.points_of_view.compare_views import agreement_over, compare_views
from ladder_assess.storage.points_of_view import given as points_of_view
from ladder_assess.storage.points_of_view.agreed import AgreedView
from ladder_assess.web.access.identity import signed_in
from ladder_assess.web.access.scope import (
    draft_or_404,
    may,
    note,
    organisation_number,
    portfolio,
    scope,
)
from ladder_assess.web.common.forms import Form
from ladder_assess.web.common.limits import limit
from ladder_assess.web.common.request import View, done, new_request_id, product, today, words
from ladder_assess.web.points_of_view.forms import agreed_form

GROUP = "any(provider, policymaker, service_user)"
GROUP_NAMES = {
    "provider": _l("People who provide it"),
    "policymaker": _l("People who make policy"),
    "service_user": _l("People who took part"),
}

blueprint = Blueprint(
    "points_of_view", __name__, url_prefix="/p/<token:token>/activities/<number:number>/views"
)
scope(blueprint)


@blueprint.get("")
def show(number: int) -> View:
    """Every side that enough have spoken for, what was agreed on, and how to ask for more."""
    draft = draft_or_404(number)
    comparison = compare_views(product(), portfolio(), draft)
    agreed = agreed_views(product(), portfolio(), number)
    say = comparison.voice.get("say")
    return render_template(
        "points_of_view/points_of_view/show.html",
        draft=draft,
        comparison=comparison,
        agreed=agreed,
        drawing=_drawing(draft, agreed, comparison),
        say=say_drawing(say) if say else None,
        agreement=agreement_over(product(), portfolio()),
        evidence=product().of(draft.stamp).questionnaire.evidence,
        voice=product().definitions.voice,
        rungs=words().rungs,
        links=open_tokens(product(), portfolio(), number),
        groups=GROUP_NAMES,
        asks=may(SURVEY, draft.assigned_to) or (draft.exercise and may(TRAIN)),
        named=_has_named_view(number),
        fewest=FEWEST_ANSWERS,
        fewest_activities=FEWEST_ACTIVITIES,
        form=Form(),
    )


def _drawing(draft: Draft, agreed: list[AgreedView], comparison: Comparison) -> ViewsDrawing | None:
    own = assess_draft(product(), draft).assessment
    if not own.has_ladder:
        return None
    took_part = comparison.groups.get(SERVICE_USER)
    return views_drawing(
        product().of(draft.stamp).questionnaire,
        own,
        assess_agreed(product(), draft, agreed[0]) if agreed else None,
        took_part.placement if took_part else None,
    )


def _has_named_view(number: int) -> bool:
    account = signed_in() if organisation_number() else None
    return account is not None and points_of_view.has_view(
        product().database, portfolio(), number, account.id
    )


@blueprint.route(f"/links/<{GROUP}:group>", methods=["GET", "POST"])
def link(number: int, group: str) -> View:
    """A group's link and its QR code, to send or to print; pressing the button opens it."""
    draft = draft_or_404(number)
    form = Form()
    if form.validate_on_submit():
        limit("link")
        open_link(product(), portfolio(), number, group, new_request_id())
        note("view_link_opened", activity=number, group=group)
        return redirect(url_for("points_of_view.link", number=number, group=group))
    token = open_tokens(product(), portfolio(), number).get(group)
    address = url_for("voice.start", token=token, _external=True) if token else ""
    title = str(_l("QR code of the link"))
    return render_template(
        "points_of_view/points_of_view/link.html",
        draft=draft,
        group=group,
        group_name=GROUP_NAMES[group],
        address=address,
        code=Markup(qr_code(address, title)) if address else "",  # noqa: S704
        closed=group in points_of_view.closed_groups(product().database, portfolio(), number),
        form=form,
    )


@blueprint.post(f"/links/<{GROUP}:group>/close")
def close(number: int, group: str) -> View:
    """Take no more answers by a group's link."""
    draft_or_404(number)
    if not Form().validate_on_submit():
        abort(400)
    close_link(product(), portfolio(), number, group)
    note("view_link_closed", activity=number, group=group)
    done(_("The link is closed. Answers that were given stay."))
    return redirect(url_for("points_of_view.link", number=number, group=group))


@blueprint.route("/agreed", methods=["GET", "POST"])
def agree(number: int) -> View:
    """Record what was agreed on, with reasons. What each side said stays as it is."""
    draft = draft_or_404(number)
    before = agreed_views(product(), portfolio(), number)
    questionnaire = product().of(draft.stamp).questionnaire
    values = before[0].values if before else draft.values
    form = agreed_form(questionnaire, values, new_request_id())
    if form.validate_on_submit():
        said = {item.id: form[item.id].data or UNKNOWN for item in questionnaire.evidence}
        agreed = AgreedView(said, form["reasons"].data, today().isoformat())
        account = signed_in() if organisation_number() else None
        by = account.id if account else None
        record_agreed(product(), portfolio(), number, agreed, form["request_id"].data, by)
        note("view_agreed", activity=number)
        done(_("The agreed view is recorded."))
        return redirect(url_for("points_of_view.show", number=number, _anchor="agreed"))
    sections = [section for section in questionnaire.sections if section.part == "evidence"]
    return render_template(
        "points_of_view/points_of_view/agree.html",
        draft=draft,
        form=form,
        sections=sections,
        last=before,
    )


@blueprint.post("/withdraw")
def withdraw(number: int) -> View:
    """Erase what whoever asks has answered under their own name."""
    draft_or_404(number)
    account = signed_in() if organisation_number() else None
    if account is None or not Form().validate_on_submit():
        abort(400)
    points_of_view.withdraw(product().database, portfolio(), number, account.id)
    note("view_withdrawn", activity=number)
    done(_("Your answers are erased."))
    return redirect(url_for("points_of_view.show", number=number))
