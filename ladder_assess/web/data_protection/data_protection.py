"""Everything about a person or an organisation: to take away, or to erase. And the audit log."""

import json
from typing import Any

from flask import Blueprint, Response, g, redirect, render_template, send_file, session, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms.validators import InputRequired

from ladder_assess.core.common.clock import written
from ladder_assess.core.common.media_types import MEDIA_TYPES
from ladder_assess.core.people.account import Account
from ladder_assess.core.people.event import Event
from ladder_assess.services.data_protection import erase_everything as erasing
from ladder_assess.services.data_protection.erase_everything import OnlyOwner
from ladder_assess.services.data_protection.export_everything import (
    Scope,
    as_csv,
    export_everything,
)
from ladder_assess.services.data_protection.read_log import read_log, take_log
from ladder_assess.services.people.find_place import people_of
from ladder_assess.services.people.sign_in import has_password
from ladder_assess.services.people.tell_people import consents_of, take_back
from ladder_assess.web.access.account_forms import password_field, refuse
from ladder_assess.web.access.identity import now
from ladder_assess.web.access.membership import for_people, me, this_organisation
from ladder_assess.web.common.fields import Line, no_longer_than
from ladder_assess.web.common.file_out import dated, file_out
from ladder_assess.web.common.forms import Form
from ladder_assess.web.common.limits import limit
from ladder_assess.web.common.request import View, moment, product, today
from ladder_assess.web.data_protection.audit_words import detail_words, event_words

blueprint = Blueprint("data_protection", __name__)
for_people(blueprint)

NAME_LIMIT = 300
SHOWN = 200
LOG_COLUMNS = ("when", "event", "what", "person", "person_number", "details")


class ConfirmForm(Form):
    """Something that only whoever means it types."""

    typed = Line(
        _l("Type it here"),
        [InputRequired(message=_l("Type it to confirm.")), no_longer_than(NAME_LIMIT)],
        render_kw={"params": {"autocomplete": "off", "spellcheck": False}},
    )

    def says(self, wanted: str) -> bool:
        """Was it sent, with what was to be typed?"""
        if not self.validate_on_submit():
            return False
        if " ".join(self.typed.data.split()).casefold() == " ".join(wanted.split()).casefold():
            return True
        self.typed.errors = [_("This is not the same. Type it exactly as it is shown.")]
        return False


class ErasePersonForm(ConfirmForm):
    """The same with the password of those who have one."""

    password = password_field()

    def is_meant(self, account: Account) -> bool:
        """Was it sent, with the address and, where there is one, the password?"""
        if not account.password:
            del self.password
        if not self.says(account.email):
            return False
        if not account.password:
            return True
        limit("own_password", g.sign_in.id)
        if has_password(account, self.password.data):
            return True
        refuse(self, "password")
        return False


@blueprint.get("/account/data")
def person() -> View:
    """What is kept about the one who asks, and what they can do with it."""
    texts = product().definitions.consent
    given = consents_of(product(), me().id)
    return render_template(
        "data_protection/data_protection/person.html",
        account=me(),
        form=Form(),
        consents=given,
        texts=texts,
    )


@blueprint.post("/account/data/export")
def export_person() -> View:
    """Everything about the one who asks, as a zip."""
    if not Form().validate_on_submit():
        return redirect(url_for("data_protection.person"))
    return as_zip(erasing.of_account(me()), "my-data", _entry("personal_data_exported"))


@blueprint.route("/account/erase", methods=["GET", "POST"])
def erase_person() -> View:
    """Ask for the address, then erase the account."""
    form = ErasePersonForm()
    alone = erasing.owned_alone(product(), me().id)
    if form.is_meant(me()) and not alone:
        try:
            erasing.erase_account(product(), me(), today(), now())
        except OnlyOwner:
            return redirect(url_for("data_protection.erase_person"))
        session.clear()
        return redirect(url_for("legal.erased"))
    return render_template(
        "data_protection/data_protection/erase_person.html", account=me(), form=form, alone=alone
    )


@blueprint.post("/account/consent/<reference>/withdraw")
def withdraw(reference: str) -> View:
    """Take a consent back."""
    if Form().validate_on_submit():
        take_back(product(), me().id, reference, today())
    return redirect(url_for("data_protection.person", _anchor="consents"))


@blueprint.get("/organisations/<number:organisation>/data")
def organisation() -> View:
    """What is kept about an organisation, and what its owners can do with it."""
    return render_template(
        "data_protection/data_protection/organisation.html",
        organisation=this_organisation(),
        form=Form(),
    )


@blueprint.post("/organisations/<number:organisation>/data/export")
def export_organisation() -> View:
    """Everything of an organisation, as a zip."""
    if not Form().validate_on_submit():
        return redirect(url_for("data_protection.organisation"))
    number = this_organisation().id
    entry = _entry("organisation_exported")
    return as_zip(erasing.of_organisation(number), f"organisation-{number}", entry)


@blueprint.route("/organisations/<number:organisation>/erase", methods=["GET", "POST"])
def erase_organisation() -> View:
    """Ask for the name, then erase the organisation."""
    form = ConfirmForm()
    found = this_organisation()
    if form.says(found.name):
        erasing.erase_organisation(product(), found.id, today(), now())
        return redirect(url_for("legal.erased"))
    return render_template(
        "data_protection/data_protection/erase_organisation.html", organisation=found, form=form
    )


@blueprint.get("/organisations/<number:organisation>/audit")
def audit() -> View:
    """Who did what in an organisation, the newest first."""
    found = this_organisation()
    names = {person.account: person.name for person in people_of(product(), found.id)}
    events = read_log(product(), found.id, SHOWN)
    return render_template(
        "data_protection/data_protection/audit.html",
        organisation=found,
        events=[(moment(e.happened), _as_row(e), detail_words(e.details, names)) for e in events],
        most=SHOWN,
        form=Form(),
    )


@blueprint.post("/organisations/<number:organisation>/audit/<any(csv,json):kind>")
def export_audit(kind: str) -> View:
    """The whole log as a file."""
    number = this_organisation().id
    if not Form().validate_on_submit():
        return redirect(url_for("data_protection.audit"))
    events = take_log(product(), number, _entry("audit_exported", kind=kind))
    rows = [_as_row(event) for event in events]
    if kind == "csv":
        text = as_csv(LOG_COLUMNS, [{**row, "details": _dump(row["details"])} for row in rows])
    else:
        text = _dump(rows)
    return file_out(text, f"audit-log.{kind}", today())


def _dump(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _as_row(event: Event) -> dict[str, Any]:
    """An entry as the files hold it: the moment in UK time, the event by its id and in words."""
    return {
        "when": written(event.happened),
        "event": event.event,
        "what": event_words(event.event),
        "person": event.name,
        "person_number": event.account,
        "details": dict(event.details),
    }


def _entry(event: str, **details: str) -> Event:
    return Event(now(), event, details, me().id)


def as_zip(scope: Scope, name: str, entry: Event | None = None) -> Response:
    """Everything of a scope, to save, with the entry that tells of it."""
    file = export_everything(product(), scope, today().isoformat(), entry)
    response: Response = send_file(
        file,
        mimetype=MEDIA_TYPES["zip"],
        as_attachment=True,
        download_name=dated(f"{name}.zip", today()),
        etag=False,
        max_age=0,
    )
    return response
