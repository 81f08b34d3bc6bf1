"""Contacts of a round: a list of people is sent, looked at and taken, and people are removed."""

from typing import Any

from flask import (
    Blueprint,
    abort,
    current_app,
    g,
    redirect,
    render_template,
    url_for,
)
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.exceptions import RequestEntityTooLarge

from ladder_assess.core.campaigns.contact_list import ContactImport, SentList
from ladder_assess.core.campaigns.contacts import MOST_CONTACTS
from ladder_assess.core.campaigns.mailing import INVITATION
from ladder_assess.core.common.disk import DiskFull
from ladder_assess.core.common.page_of_rows import Paged
from ladder_assess.core.instruments.instrument import Instrument
from ladder_assess.core.instruments.wave import Wave
from ladder_assess.core.register.bounds import MOST_BYTES
from ladder_assess.services.campaigns import keep_contacts
from ladder_assess.services.campaigns.invite_contacts import count_recipients, list_mailings
from ladder_assess.services.campaigns.keep_contacts import TooManyContacts
from ladder_assess.services.common.recognise_file import plain_name
from ladder_assess.services.data_protection.export_everything import as_csv
from ladder_assess.web.access.scope import actor, organisation_number, portfolio, scope, worker
from ladder_assess.web.campaigns.contacts_form import ContactsForm, TakeForm, contacts_form
from ladder_assess.web.campaigns.contacts_words import contact_flaw_words, mail_problem_words
from ladder_assess.web.common.file_in import (
    MEBIBYTE,
    allow_a_file,
    disk_full,
    refuse_too_much,
    too_large,
)
from ladder_assess.web.common.file_out import file_out
from ladder_assess.web.common.forms import Form
from ladder_assess.web.common.limits import limit
from ladder_assess.web.common.looked_at_again import unless_known
from ladder_assess.web.common.paging import A_PAGE, paged
from ladder_assess.web.common.request import (
    View,
    done,
    new_request_id,
    product,
    searched_for,
    today,
)
from ladder_assess.web.instruments.rounds import instrument_or_404, wave_or_404
from ladder_assess.web.instruments.words import form_name

blueprint = Blueprint(
    "contacts",
    __name__,
    url_prefix="/p/<token:token>/questionnaires/<instrument>/rounds/<number:wave>/contacts",
)
# Wrong rows that the page shows; the file has all.
FEW = 50
PROBLEM_COLUMNS = ("row", "column", "what")

allow_a_file(blueprint, "contacts.add", lambda: MOST_BYTES)
allow_a_file(blueprint, "contacts.bounced", lambda: MOST_BYTES)
scope(blueprint)


@blueprint.url_value_preprocessor
def keep_place(_endpoint: str | None, values: dict[str, Any] | None) -> None:
    """Take the round out of the address, for every page of it."""
    g.instrument_id = (values or {}).pop("instrument")
    g.wave_number = (values or {}).pop("wave")


@blueprint.url_defaults
def same_round(_endpoint: str, values: dict[str, Any]) -> None:
    """Lead to pages of the same round."""
    if "wave_number" in g:
        values.setdefault("instrument", g.instrument_id)
        values.setdefault("wave", g.wave_number)


def wave_here() -> Wave:
    """The round of this request, which people answer by links."""
    found = wave_or_404(g.instrument_id, g.wave_number)
    return abort(404) if found.own or found.elsewhere else found


def instrument_here() -> Instrument:
    """What the round asks."""
    return instrument_or_404(g.instrument_id)


def page_of(name: str, **values: Any) -> str:
    """A page about the round."""
    return render_template(
        f"campaigns/contacts/{name}.html",
        wave=wave_here(),
        instrument=instrument_here(),
        group_name=lambda form: form_name(instrument_here(), form),
        most=f"{MOST_CONTACTS:,}",
        **values,
    )


@blueprint.app_template_filter()
def contact_flaw(found: Any) -> str:
    """What is wrong with a row or a file of contacts, in words."""
    return contact_flaw_words(found)


@blueprint.app_template_filter()
def mail_problem(problem: str) -> str:
    """Why a message could not be handed over, in words."""
    return mail_problem_words(problem)


@blueprint.get("")
def show() -> View:
    """Who is invited to a round."""
    wave = wave_here()
    total = keep_contacts.count_contacts(product(), portfolio(), wave)
    wanted = searched_for()
    pages: Paged[Any] = paged(
        keep_contacts.search_contacts(product(), portfolio(), wave, wanted)
        if wanted
        else range(total)
    )
    return page_of(
        "show",
        total=total,
        wanted=wanted,
        pages=pages,
        groups=keep_contacts.count_groups(product(), portfolio(), wave),
        contacts=pages.rows
        if wanted
        else keep_contacts.list_contacts(product(), portfolio(), wave, pages.at, A_PAGE),
        mailings=list_mailings(product(), portfolio(), wave),
        to_invite=count_recipients(
            product(), portfolio(), wave, organisation_number() or 0, INVITATION
        ),
        unfinished=keep_contacts.open_list(product(), portfolio(), wave),
        form=Form(formdata=None),
    )


@blueprint.route("/add", methods=["GET", "POST"])
def add() -> View:
    """Send a list of people. Nobody becomes a contact yet."""
    wave = wave_here()
    try:
        refuse_too_much()
        form = contacts_form(instrument_here(), new_request_id())
        good = form.validate_on_submit()
    except RequestEntityTooLarge:
        form = ContactsForm(formdata=None, request_id=new_request_id())
        form.file.errors = [too_large(MOST_BYTES)]
        return _add_page(form), 413
    if not good:
        return _add_page(form)
    limit("upload", worker())
    free = current_app.config["SETTINGS"].free_space
    key = form.request_id.data
    try:
        number = keep_contacts.send_list(product(), portfolio(), wave, _sent(form), key, free=free)
    except DiskFull:
        form.file.errors = [disk_full()]
        return _add_page(form), 507
    return redirect(url_for("contacts.look", list_id=number))


def _sent(form: ContactsForm) -> SentList:
    file, by = form.file.data, actor()
    name = plain_name(file.filename or "") if file else ""
    if file:
        with file.stream as stream:
            content = stream.read()
    else:
        content = form.typed.data.encode()
    group = form.otherwise.data or "" if form.otherwise else ""
    return SentList(name, content, group, by.account, by.when)


def _add_page(form: ContactsForm) -> str:
    return page_of("add", form=form, megabytes=MOST_BYTES // MEBIBYTE)


def _list_or_404(list_id: int) -> ContactImport:
    found = keep_contacts.find_list(product(), portfolio(), wave_here(), list_id)
    return found or abort(404)


@blueprint.get("/lists/<sealed:list_id>")
def look(list_id: int) -> View:
    """What is in a list that was sent: who would become a contact, and which rows are wrong."""
    return _shown(_list_or_404(list_id), TakeForm())


def _shown(found: ContactImport, form: TakeForm) -> str:
    if found.state != "shown":
        return page_of("progress", sent=found, form=form)
    wrong = found.found["wrong"]
    return page_of("look", sent=found, found=found.found, wrong=wrong[:FEW], form=form)


@blueprint.get("/lists/<sealed:list_id>/state")
def state(list_id: int) -> View:
    """How far it is, as a fragment for a page that asks every two seconds."""
    found = _list_or_404(list_id)
    return unless_known(lambda: page_of("state", sent=found), found.state)


@blueprint.get("/lists/<sealed:list_id>/problems.csv")
def problems(list_id: int) -> View:
    """All that is wrong, row by row, as a file to mend the list by."""
    found = _list_or_404(list_id)
    lines = (
        {"row": line, "column": flaw[1], "what": contact_flaw_words(flaw)}
        for line, flaws in found.found.get("wrong", ())
        for flaw in flaws
    )
    return file_out(as_csv(PROBLEM_COLUMNS, lines), "problems.csv")


@blueprint.post("/lists/<sealed:list_id>/take")
def take(list_id: int) -> View:
    """Make those who can be taken contacts, all of them or none."""
    wave, form = wave_here(), TakeForm()
    found = keep_contacts.find_list(product(), portfolio(), wave, list_id)
    if found is None or found.state != "shown":
        return redirect(url_for("contacts.show"))
    if form.validate_on_submit() and found.found["wrong"] and not form.leaves_out:
        form.leave_out.errors = [
            _("Say that the wrong rows may be left out, or mend them and send the list again.")
        ]
    if form.errors:
        return _shown(found, form)
    try:
        many = keep_contacts.take_list(product(), portfolio(), wave, list_id, today(), actor())
    except TooManyContacts:
        most = f"{MOST_CONTACTS:,}"
        form.form_errors.append(_("A campaign has at most %(most)s contacts.", most=most))
        return _shown(found, form)
    done(ngettext("%(num)s contact is added.", "%(num)s contacts are added.", many))
    return redirect(url_for("contacts.show"))


@blueprint.post("/lists/<sealed:list_id>/drop")
def drop(list_id: int) -> View:
    """Throw a list away that was sent."""
    wave = wave_here()
    if not Form().validate_on_submit():
        abort(400)
    keep_contacts.drop_list(product(), portfolio(), wave, list_id)
    done(_("The list is thrown away. Nobody was added."))
    return redirect(url_for("contacts.show"))


@blueprint.route("/<sealed:contact_id>/remove", methods=["GET", "POST"])
def remove(contact_id: int) -> View:
    """Remove one contact for good."""
    wave, form = wave_here(), Form()
    found = keep_contacts.find_contact(product(), portfolio(), wave, contact_id) or abort(404)
    if form.validate_on_submit():
        keep_contacts.remove_contact(product(), portfolio(), wave, contact_id, actor())
        done(_("The contact is removed."))
        return redirect(url_for("contacts.show"))
    return page_of("remove", contact=found, form=form)


@blueprint.route("/clear", methods=["GET", "POST"])
def clear() -> View:
    """Remove all contacts of a round for good."""
    wave, form = wave_here(), Form()
    if form.validate_on_submit():
        many = keep_contacts.remove_contacts(product(), portfolio(), wave, actor())
        done(ngettext("%(num)s contact is removed.", "%(num)s contacts are removed.", many))
        return redirect(url_for("contacts.show"))
    total = keep_contacts.count_contacts(product(), portfolio(), wave)
    return page_of("clear", total=total, form=form)
