"""Points of view on an activity: asking for them, setting them side by side, agreeing on one."""

from collections.abc import Mapping

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask_babel import gettext as _

from ladder_assess.core.activities.activity_record import ActivityRecord
from ladder_assess.core.people.access import SURVEY, TRAIN
from ladder_assess.core.points_of_view.agreement_on_views import FEWEST_ACTIVITIES
from ladder_assess.core.points_of_view.fives import FEWEST_ANSWERS
from ladder_assess.core.points_of_view.views import SERVICE_USER, AgreedView
from ladder_assess.core.points_of_view.what_views_say import ItemViews, rests_on
from ladder_assess.core.questionnaire.questionnaire import UNKNOWN
from ladder_assess.publishing.points_of_view.points_of_view import group_names, say_drawing
from ladder_assess.services.activities.questions_shown import AskedOtherwise, ensure_same_questions
from ladder_assess.services.points_of_view.agree_view import agree as record_agreed
from ladder_assess.services.points_of_view.agree_view import agreed_views
from ladder_assess.services.points_of_view.ask_for_views import view_of
from ladder_assess.services.points_of_view.ask_group import (
    close_link,
    group_links,
    open_link,
    open_tokens,
)
from ladder_assess.services.points_of_view.compare_views import agreement_over, compare_views
from ladder_assess.services.points_of_view.take_back_view import has_named_view, take_back_by_name
from ladder_assess.web.access.identity import signed_in
from ladder_assess.web.access.scope import (
    actor,
    may,
    organisation_number,
    portfolio,
    record_or_404,
    scope,
    worker,
)
from ladder_assess.web.activities.concurrent_edits import say_asked_otherwise
from ladder_assess.web.common.by_link import Sheet, printed_link, shown_link
from ladder_assess.web.common.charts import speech
from ladder_assess.web.common.forms import Form
from ladder_assess.web.common.limits import limit
from ladder_assess.web.common.page_forms import stamp, stamp_of
from ladder_assess.web.common.request import (
    View,
    done,
    link_to_share,
    new_request_id,
    product,
    today,
    words,
)
from ladder_assess.web.points_of_view.agreeing import offers_of
from ladder_assess.web.points_of_view.forms import agreed_form, asked_by
from ladder_assess.web.points_of_view.side_by_side import (
    agreed_before,
    differing,
    drawing_of,
    next_step,
    rooms_of,
    to_talk_about,
    what_was_agreed,
)

# In the address: ask every question, not only those on which the sides differ.
EVERY = "all"
GROUP = "any(provider, policymaker, service_user)"
blueprint = Blueprint(
    "points_of_view", __name__, url_prefix="/p/<token:token>/activities/<number:number>/views"
)
scope(blueprint)


@blueprint.get("")
def show(number: int) -> View:
    """Every side that enough have spoken for, what was agreed on, and how to ask for more."""
    record = record_or_404(number)
    comparison = compare_views(product(), portfolio(), record)
    agreed = agreed_views(product(), portfolio(), number)
    say = comparison.voice.get("say")
    links = open_tokens(product(), portfolio(), view_of(number))
    differ = differing(record, comparison)
    return render_template(
        "points_of_view/points_of_view/show.html",
        record=record,
        comparison=comparison,
        agreed=agreed,
        next=next_step(comparison, agreed, links, differ),
        differ=differ,
        talk=to_talk_about(record, comparison, differ),
        drawing=drawing_of(record, agreed, comparison),
        agreed_before=agreed_before(record, agreed),
        in_words=what_was_agreed(record, agreed),
        rests_on=rests_on,
        say=say_drawing(say) if say else None,
        agreement=agreement_over(product(), portfolio(), {number: comparison}),
        evidence=product().of(record.stamp).questionnaire.evidence,
        voice=product().definitions.voice,
        rungs=words().rungs,
        rooms=rooms_of(record),
        rules=product().of(record.stamp).stamp,
        links=links,
        groups=group_names(speech()),
        asks=may(SURVEY, record.assigned_to) or (record.exercise and may(TRAIN)),
        named=_has_named_view(number),
        fewest=FEWEST_ANSWERS,
        fewest_activities=FEWEST_ACTIVITIES,
        form=Form(),
    )


def _has_named_view(number: int) -> bool:
    account = signed_in() if organisation_number() else None
    return account is not None and has_named_view(product(), portfolio(), number, account.id)


@blueprint.route(f"/links/<{GROUP}:group>", methods=["GET", "POST"])
def link(number: int, group: str) -> View:
    """A group's link and its QR code, to send or to print; pressing the button opens it."""
    record = record_or_404(number)
    form = Form()
    if form.validate_on_submit():
        limit("link", worker())
        asked = view_of(number)
        open_link(product(), portfolio(), asked, group, actor(), new_request_id())
        return redirect(url_for("points_of_view.link", number=number, group=group))
    here = group_links(product(), portfolio(), view_of(number)).get(group)
    return render_template(
        "points_of_view/points_of_view/link.html",
        record=record,
        group=group,
        group_name=group_names(speech())[group],
        **shown_link(here, "voice.start"),
        form=form,
    )


@blueprint.get(f"/links/<{GROUP}:group>/printed")
def printed(number: int, group: str) -> View:
    """A group's link on one sheet of paper, with its QR code, to put up or hand out."""
    record = record_or_404(number)
    here = group_links(product(), portfolio(), view_of(number)).get(group)
    back = (url_for("points_of_view.link", number=number, group=group), str(_("The link")))
    if here is None or not here.token:
        return redirect(back[0])
    name = _("What is your view of “%(name)s”?", name=record.name or _("this activity"))
    purpose = _(
        "Please answer some questions about it. You need no account, "
        "and you can leave any question out."
    )
    link = link_to_share("voice.start", token=here.token)
    return printed_link(Sheet(str(name), str(purpose), link, back, (_anonymous(group),)))


def _anonymous(group: str) -> str:
    if group == SERVICE_USER:
        return str(_("Answers are anonymous. Everyone gets this same address."))
    return str(_("Answers carry a name only where someone who is signed in chooses so."))


@blueprint.post(f"/links/<{GROUP}:group>/close")
def close(number: int, group: str) -> View:
    """Take no more answers by a group's link."""
    record_or_404(number)
    if not Form().validate_on_submit():
        abort(400)
    close_link(product(), portfolio(), view_of(number), group, actor())
    done(_("The link is closed. Answers that were given stay."))
    return redirect(url_for("points_of_view.link", number=number, group=group))


@blueprint.route("/agreed", methods=["GET", "POST"])
def agree(number: int) -> View:
    """Record what was agreed on, with reasons: asked where the sides differ, or of everything. What
    each side said stays as it is.
    """
    record = record_or_404(number)
    before = agreed_views(product(), portfolio(), number)
    questionnaire = product().of(record.stamp).questionnaire
    views = {each.item.id: each for each in _differing(record)}
    groups, values = group_names(speech()), before[0].values if before else record.values
    asked = asked_by(request.form, questionnaire) if request.form else _to_ask(views, record)
    form = agreed_form(questionnaire, asked, values, new_request_id(), stamp(record))
    if form.validate_on_submit() and _asked_the_same(form, record):
        kept = {item.id: values.get(item.id, UNKNOWN) for item in questionnaire.evidence}
        said = {item: form[item].data or UNKNOWN for item in asked}
        reasons, day = form["reasons"].data, today().isoformat()
        agreed = AgreedView({**kept, **said}, reasons, day, definition=questionnaire.stamp)
        request_id = form["request_id"].data
        record_agreed(product(), portfolio(), number, agreed, request_id, actor())
        done(_("The agreed view is recorded."))
        return redirect(url_for("points_of_view.show", number=number, _anchor="agreed"))
    return render_template(
        "points_of_view/points_of_view/agree.html",
        record=record,
        form=form,
        sections=[section for section in questionnaire.sections if section.part == "evidence"],
        asked=asked,
        views=views,
        offers={i: offers_of(form[i], views[i], groups) for i in asked if i in views},
        last=before,
        earlier=bool(before and before[0].definition not in ("", questionnaire.stamp)),
    )


def _differing(record: ActivityRecord) -> tuple[ItemViews, ...]:
    return differing(record, compare_views(product(), portfolio(), record))


def _to_ask(views: Mapping[str, ItemViews], record: ActivityRecord) -> tuple[str, ...]:
    """The questions on which the sides differ; every one where they do on none, or by choice."""
    evidence = product().of(record.stamp).questionnaire.evidence
    every = tuple(item.id for item in evidence)
    return every if not views or request.args.get("questions") == EVERY else tuple(views)


def _asked_the_same(form: Form, record: ActivityRecord) -> bool:
    """Does the page show the questions of now? Otherwise they are shown again, and that is said."""
    seen, _page = stamp_of(form)
    asked = product().of(record.stamp).questionnaire.evidence
    try:
        ensure_same_questions(product(), portfolio(), record, [item.id for item in asked], seen)
    except AskedOtherwise:
        say_asked_otherwise(form, record)
        return False
    return True


@blueprint.post("/withdraw")
def withdraw(number: int) -> View:
    """Erase what whoever asks has answered under their own name."""
    record_or_404(number)
    if organisation_number() is None or not Form().validate_on_submit():
        abort(400)
    take_back_by_name(product(), portfolio(), number, actor())
    done(_("Your answers are erased."))
    return redirect(url_for("points_of_view.show", number=number))
