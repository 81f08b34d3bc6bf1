"""What people see and change of their own account, and what waits in the outbox."""

import re

import segno
from flask import abort, current_app, g, redirect, render_template, request, session, url_for
from flask_babel import gettext as _
from wtforms.fields import SelectChoice

from ladder_assess.services.people.find_account import rename
from ladder_assess.services.people.find_place import organisations_of
from ladder_assess.services.people.keep_sign_in import (
    ChangedMeanwhile,
    devices_of,
    end_device,
    end_everywhere,
)
from ladder_assess.services.people.read_message import (
    find_message,
    read_message,
    take_out,
    waiting_messages,
    who_read,
)
from ladder_assess.services.people.reset_password import change_password
from ladder_assess.services.people.sign_in import code_address, fits, has_password, new_code_secret
from ladder_assess.services.people.tell_people import PURPOSE, turn_off, turn_on, wanted_by
from ladder_assess.services.people.turn_codes_on import (
    recovery_codes_left,
    renew_recovery_codes,
    turn_codes_off,
    turn_codes_on,
)
from ladder_assess.web.access.account_forms import (
    OFF,
    ON,
    CheckForm,
    CodesOnForm,
    NameForm,
    NoticesForm,
    PasswordForm,
    refuse,
)
from ladder_assess.web.access.identity import (
    forget_signed_in,
    keep_signed_in,
    new_device,
    only_administrators,
    own_address,
)
from ladder_assess.web.common.forms import Form
from ladder_assess.web.common.limits import forgive, limit
from ladder_assess.web.common.request import View, done, moment, product, today
from ladder_assess.web.people.account import blueprint, leave_browser, person, with_account
from ladder_assess.web.people.account_mail import told_of

NEW_CODES = "new_code_generator"
# What a browser says of itself names many; the first that fits is the one that it is.
BROWSERS = (("Edg", "Edge"), ("OPR", "Opera"), ("SamsungBrowser", "Samsung Internet"),
            ("Firefox", "Firefox"), ("FxiOS", "Firefox"), ("Chrom", "Chrome"), ("CriOS", "Chrome"),
            ("Safari", "Safari"))  # fmt: skip
SYSTEMS = (("Windows", "Windows"), ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"),
           ("Mac OS", "Mac"), ("CrOS", "Chromebook"), ("Linux", "Linux"))  # fmt: skip


@blueprint.get("/account")
@with_account
def show() -> View:
    """A person's name, address, organisations, and how they sign in."""
    return render_template(
        "people/account/show.html",
        account=person(),
        organisations=organisations_of(product(), person().id),
        left=recovery_codes_left(product(), person()),
        notices=wanted_by(product(), person().id),
        readers=[moment(when) for when in who_read(product(), person())],
    )


@blueprint.route("/account/notices", methods=["GET", "POST"])
@with_account
def notices() -> View:
    """Turn messages about work on or off."""
    texts = product().definitions.consent
    on = wanted_by(product(), person().id)
    form = NoticesForm(data={"notices": ON if on else OFF})
    form.notices.choices = [
        SelectChoice(ON, _(texts.purposes[PURPOSE].agree)),
        SelectChoice(OFF, _("Do not send me these messages.")),
    ]
    if form.validate_on_submit():
        if form.notices.data == ON:
            turn_on(product(), person(), texts.version, today())
        else:
            turn_off(product(), person(), today())
        return redirect(url_for("account.show", _anchor="notices"))
    return render_template(
        "people/account/notices.html",
        form=form,
        on=on,
        consent=texts.purposes[PURPOSE],
        reference=texts.reference(PURPOSE),
    )


@blueprint.route("/account/name", methods=["GET", "POST"])
@with_account
def name() -> View:
    """Change what one is called."""
    form = NameForm(data={"name": person().name})
    if form.validate_on_submit():
        rename(product(), person(), form.name.data)
        done(_("Your name is changed."))
        return redirect(url_for("account.show"))
    return render_template("people/account/name.html", form=form)


@blueprint.route("/account/password", methods=["GET", "POST"])
@with_account
def password() -> View:
    """Change the password, which signs out every other device."""
    form = PasswordForm()
    form.about = (person().email, person().name)
    if form.validate_on_submit() and _is_theirs(form, "current"):
        device, told = new_device(), told_of(_("Your password was changed"))
        try:
            change_password(product(), person(), form.password.data, device, told)
        except ChangedMeanwhile:
            return redirect(url_for("account.password"))
        keep_signed_in(device)
        done(_("Your password is changed."))
        return redirect(url_for("account.show"))
    return render_template("people/account/password.html", form=form, account=person())


def _is_theirs(form: Form, field: str) -> bool:
    """Is what was typed the person's password? Says so in the form where not."""
    limit("own_password", g.sign_in.id)
    if has_password(person(), form[field].data):
        forgive("own_password", g.sign_in.id)
        return True
    refuse(form, field)
    return False


@blueprint.route("/account/codes", methods=["GET", "POST"])
@with_account
def codes() -> View:
    """Turn codes on: show the picture for the app, and then, once, the recovery codes."""
    if person().code_secret:
        left = recovery_codes_left(product(), person())
        return render_template("people/account/codes_are_on.html", left=left, form=Form())
    if not person().password:
        return _no_password()
    secret = session.setdefault(NEW_CODES, new_code_secret())
    form = CodesOnForm()
    if form.validate_on_submit() and _is_theirs(form, "password"):
        limit("own_code", g.sign_in.id)
        if fits(product(), person(), secret, form.code.data.replace(" ", "")):
            return _turned_on(secret)
        refuse(form, "code")
    picture = segno.make(code_address(secret, person()), error="m").svg_inline(
        omitsize=True,
        dark="#16202b",
        light="#fff",
        title=_("QR code with the key"),
        svgclass="app-qr",
    )
    key = " ".join(re.findall(".{4}", secret))
    return render_template(
        "people/account/codes.html", form=form, picture=picture, key=key, account=person()
    )


def _no_password() -> View:
    """For someone who signs in elsewhere alone: what guards codes is a password of this site."""
    return render_template("people/account/no_password.html", account=person())


def _turned_on(secret: str) -> View:
    device, told = new_device(), told_of(_("Signing in now asks for a code"))
    try:
        codes = turn_codes_on(product(), person(), secret, device, told)
    except ChangedMeanwhile:
        return redirect(url_for("account.codes"))
    keep_signed_in(device)
    return _recovery_codes(codes)


def _recovery_codes(codes: list[str]) -> View:
    """The page of new recovery codes, which is shown once and cannot be opened again."""
    return render_template(
        "people/account/recovery.html",
        codes=codes,
        onward=own_address(request.args.get("to")) or url_for("account.show"),
    )


@blueprint.route("/account/codes/new", methods=["GET", "POST"])
@with_account
def new_codes() -> View:
    """Make new recovery codes in place of the old ones."""
    if not person().code_secret:
        return redirect(url_for("account.codes"))
    if not person().password:
        return _no_password()
    form = CheckForm()
    if form.validate_on_submit() and _is_theirs(form, "password"):
        told = told_of(_("New recovery codes were made"))
        return _recovery_codes(renew_recovery_codes(product(), person(), told))
    return render_template("people/account/new_codes.html", form=form)


@blueprint.route("/account/codes/off", methods=["GET", "POST"])
@with_account
def codes_off() -> View:
    """Ask for no codes any more."""
    if not person().password:
        return _no_password()
    form = CheckForm()
    if form.validate_on_submit() and _is_theirs(form, "password"):
        turn_codes_off(product(), person(), told_of(_("Signing in no longer asks for a code")))
        return redirect(url_for("account.show"))
    return render_template("people/account/codes_off.html", form=form, account=person())


@blueprint.get("/account/devices")
@with_account
def devices() -> View:
    """Where a person is signed in."""
    found = devices_of(product(), person())
    return render_template(
        "people/account/devices.html",
        devices=[(d, device_name(d.device), moment(d.started), moment(d.seen)) for d in found],
        this=g.sign_in.id,
        form=Form(),
    )


def device_name(agent: str) -> str:
    """What a browser and its device are called, from what the browser says of itself."""
    browser = next((name for mark, name in BROWSERS if mark in agent), _("A browser"))
    system = next((name for mark, name in SYSTEMS if mark in agent), _("some device"))
    return str(_("%(browser)s on %(system)s", browser=browser, system=system))


@blueprint.post("/account/devices/<sealed:device>/end", endpoint="end_device")
@with_account
def sign_out_of(device: int) -> View:
    """Sign one device out. Nothing more happens where it is signed out already."""
    if not Form().validate_on_submit():
        abort(400)
    if device == g.sign_in.id:
        leave_browser()
        return redirect(url_for("home.index"))
    end_device(product(), person(), device)
    done(_("The device is signed out."))
    return redirect(url_for("account.devices"))


@blueprint.post("/account/devices/end")
@with_account
def sign_out_everywhere() -> View:
    """Sign every device out, this one too."""
    if not Form().validate_on_submit():
        abort(400)
    end_everywhere(product(), person())
    forget_signed_in()
    return redirect(url_for("account.sign_in"))


@blueprint.get("/site/messages")
@with_account
def messages() -> View:
    """What waits in the outbox: the site administrator passes it on where no mail is sent."""
    return only_administrators() or render_template(
        "people/account/messages.html",
        messages=[(m, moment(m.made)) for m in waiting_messages(product())],
        sends=current_app.config["SENDS_MAIL"],
    )


@blueprint.route("/site/messages/<number:message_id>", methods=["GET", "POST"])
@with_account
def message(message_id: int) -> View:
    """One message with its links. That it was read is put on record; it can then be taken out."""
    elsewhere = only_administrators()
    if elsewhere:
        return elsewhere
    found = find_message(product(), message_id) or abort(404)
    form, sends = Form(), bool(current_app.config["SENDS_MAIL"])
    if form.validate_on_submit():
        take_out(product(), message_id)
        return redirect(url_for("account.messages"))
    if not sends:
        read_message(product(), person(), found)
    return render_template("people/account/message.html", message=found, form=form, sends=sends)
