"""Signing in with an account that people have elsewhere, by OpenID Connect.

A person is known by the provider's subject. An address alone opens no account that has a password:
that password must be given once. Authlib makes and checks state, nonce, PKCE and the signed token.

A provider that says nothing keeps whoever waits for it, and nobody else: few requests wait for it
at once (taking_turns), and once one has waited in vain none asks it for some seconds.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from time import monotonic
from typing import TYPE_CHECKING, Any

import requests
from flask import Flask, abort, current_app, redirect, render_template, request, session, url_for
from werkzeug.wrappers import Response

from ladder_assess.core.people.account import plain_email
from ladder_assess.services.people.find_account import account_at, account_known_as
from ladder_assess.services.people.open_account import open_from_elsewhere
from ladder_assess.web.access.account_forms import NAME_LIMIT
from ladder_assess.web.access.identity import now, own_address
from ladder_assess.web.access.known_browser import whoever
from ladder_assess.web.common.fields import in_one_line, visible
from ladder_assess.web.common.limits import limit
from ladder_assess.web.common.request import View, mailed_link, product, today
from ladder_assess.web.people.account import LINKING, blueprint, go_on

if TYPE_CHECKING:
    from ladder_assess.settings import Settings

TO = "elsewhere_to"
PATIENCE = 10
# Seconds for which it is not asked once it could not be reached, or has said nothing for so long.
REST = 15
# Signatures by the provider's own key: none, or one made with a shared secret, is not enough.
SIGNATURES = {
    "RS256",
    "RS384",
    "RS512",
    "PS256",
    "PS384",
    "PS512",
    "ES256",
    "ES384",
    "ES512",
    "EdDSA",
}


@dataclass
class Provider:
    """Where people may have an account; `title` is what they know it by. It is not asked before
    `rests_until` (monotonic seconds).
    """

    issuer: str
    title: str
    client: Any
    rests_until: float = 0.0


class Away(Exception):
    """The provider could not be reached some seconds ago, and is not asked again yet."""


@contextmanager
def _asking(provider: Provider) -> Iterator[None]:
    """Ask a provider, unless it was away a moment ago: then raise Away."""
    if monotonic() < provider.rests_until:
        raise Away
    try:
        yield
    except (requests.ConnectionError, requests.Timeout):
        provider.rests_until = monotonic() + REST
        raise


def init_app(app: Flask, settings: "Settings") -> None:
    """Know the provider that the settings name, if any."""
    if not settings.oidc_issuer:
        return
    # Only where it is needed: it takes long to load.
    from authlib.integrations.flask_client import OAuth

    client = OAuth(app).register(
        "provider",
        client_id=settings.oidc_client_id,
        client_secret=settings.oidc_client_secret or None,
        server_metadata_url=f"{settings.oidc_issuer.rstrip('/')}/.well-known/openid-configuration",
        client_kwargs={
            "scope": "openid email profile",
            "code_challenge_method": "S256",
            "default_timeout": PATIENCE,
        },
    )
    provider = Provider(settings.oidc_issuer, settings.oidc_name, client)
    app.extensions["ladder_assess_provider"] = provider


def _provider() -> Provider:
    found: Provider | None = current_app.extensions.get("ladder_assess_provider")
    if found is None:
        abort(404)
    return found


@blueprint.get("/sign-in/elsewhere")
def elsewhere() -> View:
    """Send someone to the provider."""
    provider = _provider()
    limit("sign_in_elsewhere", whoever())
    session[TO] = own_address(request.args.get("to")) or url_for("account.show")
    try:
        with _asking(provider):
            _check_provider(provider)
            answer: Response = provider.client.authorize_redirect(mailed_link("account.back"))
    except Exception as error:
        return _failed(error)
    return answer


def _check_provider(provider: Provider) -> None:
    """Is it who the settings say, and does it sign with a key of its own? Raises ValueError."""
    known = provider.client.load_server_metadata()
    if known.get("issuer") != provider.issuer:
        raise ValueError("the provider calls itself otherwise")
    offered = known.get("id_token_signing_alg_values_supported") or ["RS256"]
    known["id_token_signing_alg_values_supported"] = [a for a in offered if a in SIGNATURES]


@blueprint.get("/sign-in/back")
def back() -> View:
    """Where the provider sends people back to, with a code that it is asked about."""
    provider = _provider()
    limit("sign_in_elsewhere", whoever())
    try:
        with _asking(provider):
            _check_provider(provider)
            claims = provider.client.authorize_access_token().get("userinfo") or {}
        subject = f"{provider.issuer}#{claims['sub']}"
    except Exception as error:
        return _failed(error)
    to = own_address(session.pop(TO, None)) or url_for("account.show")
    return _known(subject, claims, to)


def _failed(error: Exception) -> View:
    """Whatever went wrong between here and there, the person can only try again."""
    current_app.logger.warning("Sign-in elsewhere failed: %s", type(error).__name__)
    return render_template("people/account/elsewhere_failed.html"), 400


def _known(subject: str, claims: dict[str, Any], to: str) -> View:
    """Sign in whom the provider knows by this subject: an account of theirs, or a new one."""
    account = account_known_as(product(), subject)
    if account is not None:
        return go_on(account, to)
    email = plain_email(str(claims.get("email") or ""))
    if not email or claims.get("email_verified") is not True:
        return render_template("people/account/elsewhere_failed.html", unverified=True), 400
    opened = None
    if account_at(product(), email) is None:
        name = str(claims.get("name") or "")
        opened = open_from_elsewhere(product(), email, _shown(name, email), subject, today())
    if opened is None:
        session[LINKING] = {"subject": subject, "email": email, "began": now()}
        return redirect(url_for("account.sign_in", to=to))
    return go_on(opened, to)


def _shown(name: str, email: str) -> str:
    """What someone is called whose provider says their name, or does not."""
    return in_one_line(visible(name))[:NAME_LIMIT] or email.partition("@")[0][:NAME_LIMIT]
