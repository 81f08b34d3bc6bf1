"""Organisations: one's own, a new one, and what is said about each."""

from flask import Blueprint, Flask, abort, redirect, render_template, request, url_for
from flask_babel import gettext as _

from ladder_assess.core.benchmarks import organisation as names
from ladder_assess.core.benchmarks.organisation import Authority
from ladder_assess.core.people.organisation import Profile
from ladder_assess.services.common.update_register import (
    SOURCE,
    authority_with,
    find_authorities,
    is_built_in,
)
from ladder_assess.services.people.find_place import organisations_of
from ladder_assess.services.people.keep_organisation import (
    TooManyMade,
    change_profile,
    make_organisation,
    profile_of,
)
from ladder_assess.web.access.identity import now
from ladder_assess.web.access.membership import for_people, me, my_place, this_organisation
from ladder_assess.web.common.legal import settings
from ladder_assess.web.common.request import View, done, new_request_id, product, today
from ladder_assess.web.people.organisation_forms import (
    RIGHT_WORDS,
    ROLE_WORDS,
    AuthorityForm,
    NewAuthorityForm,
    NewProfileForm,
    ProfileForm,
    SearchForm,
    kept_of,
    said_of,
)

blueprint = Blueprint("organisation", __name__, url_prefix="/organisations")
for_people(blueprint)

SUGGESTED = 10
LISTED = 50


def init_app(app: Flask) -> None:
    """Give templates the words for organisations and for what people may do in them."""
    app.jinja_env.globals.update(
        organisation_names=names, role_words=ROLE_WORDS, right_words=RIGHT_WORDS
    )


@blueprint.get("")
def index() -> View:
    """The organisations that one belongs to."""
    mine = organisations_of(product(), me().id)
    return render_template("people/organisation/index.html", mine=mine)


@blueprint.route("/new", methods=["GET", "POST"])
def new() -> View:
    """Look for one's local authority, or say that it is something else."""
    return _search("organisation.new", "organisation.details", "organisation.index", heading="add")


@blueprint.route("/<number:organisation>/authority", methods=["GET", "POST"])
def authority() -> View:
    """Look for the local authority that an organisation is."""
    return _search(
        "organisation.authority", "organisation.profile", "organisation.profile", heading="change"
    )


def _search(here: str, onward: str, back: str, heading: str) -> View:
    """A search whose results lead `onward`, each with its code."""
    form = SearchForm(data={"q": request.args.get("q", "")})
    if form.validate_on_submit():
        found = find_authorities(product().database, form.q.data)
        exact = [a for a in found if a.name.casefold() == form.q.data.casefold()]
        if len(exact) == 1:
            return redirect(url_for(onward, authority=exact[0].code))
        return redirect(url_for(here, q=form.q.data, _anchor="results"))
    typed = "" if form.errors else request.args.get("q", "")
    return render_template(
        "people/organisation/search.html",
        form=form,
        typed=typed,
        found=find_authorities(product().database, typed)[:LISTED],
        onward=onward,
        back=back,
        heading=heading,
        source=SOURCE if _is_built_in() else None,
    )


def _is_built_in() -> bool:
    return is_built_in(product().database, settings().questionnaires)


@blueprint.get("/authorities")
def authorities() -> View:
    """The first authorities that match what is being typed, as options for the search field."""
    found = find_authorities(product().database, request.args.get("q", ""))
    return render_template(
        "people/organisation/authorities.html", found=found[:SUGGESTED], all=len(found)
    )


@blueprint.route("/new/details", methods=["GET", "POST"])
def details() -> View:
    """Say what a new organisation is, and make it."""
    chosen = _chosen()
    start = {"request_id": new_request_id(), "name": chosen.name if chosen else ""}
    form = NewAuthorityForm(data=start) if chosen else NewProfileForm(data=start)
    if form.validate_on_submit():
        made = (today(), now())
        said = _said(form, chosen)
        try:
            number = make_organisation(product(), me(), said, form.request_id.data, made)
        except TooManyMade as many:
            form.form_errors.append(_many_words(many))
        else:
            done(_("The organisation is added. You are its owner."))
            return redirect(url_for("organisation.show", organisation=number))
    return render_template("people/organisation/details.html", form=form, authority=chosen)


def _many_words(many: TooManyMade) -> str:
    return str(
        _(
            "You have added %(number)s organisations in the last %(days)s days, and cannot add "
            "more for now. Try again later, or ask whoever runs this site.",
            number=many.most,
            days=many.days,
        )
    )


@blueprint.get("/<number:organisation>/settings", endpoint="settings")
def show_settings() -> View:
    """What is said about an organisation, its people, its data, and the way out."""
    found = this_organisation()
    return render_template(
        "people/organisation/settings.html",
        organisation=found,
        authority=authority_with(product().database, found.profile.authority),
        place=my_place(),
    )


@blueprint.route("/<number:organisation>/profile", methods=["GET", "POST"])
def profile() -> View:
    """Change what is said about an organisation."""
    found = this_organisation()
    chosen = _chosen(found.profile.authority)
    form = AuthorityForm(data=kept_of(found)) if chosen else ProfileForm(data=kept_of(found))
    if form.validate_on_submit():
        change_profile(product(), me(), found.id, _said(form, chosen), now())
        done(_("What is said about the organisation is saved."))
        return redirect(url_for("organisation.settings"))
    return render_template(
        "people/organisation/profile.html", form=form, authority=chosen, organisation=found
    )


def _chosen(kept: str = "") -> Authority | None:
    """The authority that the address names, or else the one `kept`; `none` means none at all."""
    code = request.args.get("authority", kept)
    if code in ("", "none"):
        return None
    found = authority_with(product().database, code)
    # One that a newer register does not have any more may stay what it was said to be.
    return found or (None if code == kept else abort(404))


def _said(form: AuthorityForm | ProfileForm, chosen: Authority | None) -> tuple[str, Profile]:
    if chosen is not None:
        return form.name.data, profile_of(chosen, form.services.data or ())
    return said_of(form)
