"""What was typed into a form by someone who has been signed out meanwhile: held on the page that
asks them to sign in, and then put back into the form.

It is never saved by this alone. The form shows it with a token of its own, and its writer presses
the button again; so it does not matter who held what here.
"""

import json
from urllib.parse import urlsplit

from flask import current_app, redirect, render_template, request

from ladder_assess.web.access.account_forms import SignInForm
from ladder_assess.web.common.forms import COME_BACK
from ladder_assess.web.common.request import View

HELD = "held"
# A token is renewed, a button is pressed again, and a password is not carried about.
NOT_HELD = {"csrf_token", "go", "password", "current"}
Typed = list[tuple[str, str]]


def typed_here() -> str:
    """What the request's form holds, for a hidden field; empty where nothing was typed, or where
    there is no page to show it on.
    """
    rule = request.url_rule
    if rule is None or "GET" not in (rule.methods or ()):
        return ""
    found = [pair for pair in request.form.items(multi=True) if pair[0] not in NOT_HELD]
    return json.dumps(found, ensure_ascii=False) if found else ""


def typed_in(held: str | None) -> Typed:
    """What a hidden field holds; nothing where it holds anything else, such as half a character,
    which JSON may hold and no form can.
    """
    try:
        found = json.loads(held or "[]")
        typed = [(str(name), str(value)) for name, value in found if name not in NOT_HELD]
        "".join(text for pair in typed for text in pair).encode()
        return typed
    except (ValueError, TypeError, RecursionError):
        return []


def hold(to: str, held: str, form: SignInForm | None = None) -> tuple[str, int]:
    """The page that asks to sign in, with what was typed on the page of address `to`."""
    form = form or SignInForm(formdata=None, data={HELD: held})
    files = any(file.filename for file in request.files.values())
    return render_template("access/sign_in_again.html", form=form, to=to, files=files), 401


def show_again(to: str, held: str) -> View:
    """For someone who is signed in: on to their form, with what they typed in it."""
    typed = typed_in(held)
    routes = current_app.url_map.bind("")
    if not typed or not routes.test(urlsplit(to).path, "POST"):
        return redirect(to)
    return render_template("access/come_back.html", to=to, typed=typed, come_back=COME_BACK)
