"""A small OpenID Connect provider on this machine, which can be told to do wrong."""

import base64
import hashlib
import json
import secrets
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from typing import Any
from urllib.parse import parse_qs, unquote, urlencode
from wsgiref.simple_server import WSGIRequestHandler, make_server

from joserfc import jwt
from joserfc.jwk import RSAKey

CLIENT, SECRET = "ladder-assess", "a secret of both"
Start = Callable[[str, list[tuple[str, str]]], object]


class Quiet(WSGIRequestHandler):
    """Says nothing of what it is asked."""

    def log_message(self, *_: Any) -> None:
        pass


@cache
def _keys() -> tuple[RSAKey, RSAKey]:
    """The provider's own and another's, made once: they take a tenth of a second each."""
    own, other = (RSAKey.generate_key(2048, {"kid": "one", "use": "sig"}) for _ in range(2))
    return own, other


@dataclass
class Provider:
    """Whoever comes is this person; `claims` and `header` replace parts of the signed token."""

    sub: str = "person-1"
    email: str = "olu@example.org"
    verified: bool = True
    claims: dict[str, Any] = field(default_factory=dict)
    metadata: dict[str, Any] = field(default_factory=dict)
    foreign_key: bool = False
    unsigned: bool = False
    refuses: bool = False
    address: str = ""
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    asked: list[dict[str, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.key, self.other = _keys()

    def __call__(self, environ: dict[str, Any], start: Start) -> list[bytes]:
        path = environ["PATH_INFO"]
        query = {k: v[0] for k, v in parse_qs(environ["QUERY_STRING"]).items()}
        if path == "/.well-known/openid-configuration":
            return self._say(start, self._about())
        if path == "/keys":
            return self._say(start, {"keys": [self.key.as_dict(private=False)]})
        if path == "/authorize":
            start("302 Found", [("Location", self.authorize(query))])
            return [b""]
        length = int(environ.get("CONTENT_LENGTH") or 0)
        sent = parse_qs(environ["wsgi.input"].read(length).decode())
        answer = self.token({k: v[0] for k, v in sent.items()}, environ)
        return self._say(start, answer, "400 Bad Request" if "error" in answer else "200 OK")

    def _say(self, start: Start, what: dict[str, Any], status: str = "200 OK") -> list[bytes]:
        start(status, [("Content-Type", "application/json")])
        return [json.dumps(what).encode()]

    def _about(self) -> dict[str, Any]:
        return {
            "issuer": self.address,
            "authorization_endpoint": f"{self.address}/authorize",
            "token_endpoint": f"{self.address}/token",
            "jwks_uri": f"{self.address}/keys",
            "response_types_supported": ["code"],
            "id_token_signing_alg_values_supported": ["RS256", "HS256", "none"],
            **self.metadata,
        }

    def authorize(self, query: dict[str, str]) -> str:
        """The person says yes: where they are sent back to."""
        self.asked.append(query)
        if self.refuses:
            back = {"error": "access_denied", "state": query["state"]}
            return f"{query['redirect_uri']}?{urlencode(back)}"
        code = secrets.token_urlsafe(8)
        self.codes[code] = query
        return f"{query['redirect_uri']}?{urlencode({'code': code, 'state': query['state']})}"

    def token(self, sent: dict[str, str], environ: dict[str, Any]) -> dict[str, Any]:
        """A signed token for a code, its verifier and the client's secret."""
        asked = self.codes.pop(sent.get("code", ""), None)
        basic = environ.get("HTTP_AUTHORIZATION", "").removeprefix("Basic ")
        user, _, password = base64.b64decode(basic).decode().partition(":")
        digest = hashlib.sha256(sent.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).decode().rstrip("=")
        good = (
            asked is not None
            and (user, unquote(password)) == (CLIENT, SECRET)
            and asked["code_challenge"] == challenge
            and asked["code_challenge_method"] == "S256"
            and asked["redirect_uri"] == sent.get("redirect_uri")
        )
        if not good or asked is None:
            return {"error": "invalid_grant"}
        return {"access_token": "x", "token_type": "Bearer", "id_token": self.signed(asked)}

    def signed(self, asked: dict[str, str]) -> str:
        """The token that says who the person is."""
        now = int(time.time())
        claims = {
            "iss": self.address, "aud": CLIENT, "sub": self.sub, "iat": now, "exp": now + 300,
            "nonce": asked["nonce"], "email": self.email, "email_verified": self.verified,
            "name": "Olu Ade", **self.claims,
        }  # fmt: skip
        if self.unsigned:
            parts = [{"alg": "none"}, claims]
            return (
                ".".join(
                    base64.urlsafe_b64encode(json.dumps(p).encode()).decode().rstrip("=")
                    for p in parts
                )
                + "."
            )
        key = self.other if self.foreign_key else self.key
        return jwt.encode({"alg": "RS256", "kid": "one"}, claims, key)


@contextmanager
def running(provider: Provider) -> Iterator[Provider]:
    """A provider that answers at its address."""
    with make_server("127.0.0.1", 0, provider, handler_class=Quiet) as server:
        provider.address = f"http://127.0.0.1:{server.server_port}"
        thread = threading.Thread(target=server.serve_forever, args=(0.05,))
        thread.start()
        try:
            yield provider
        finally:
            server.shutdown()
            thread.join()
