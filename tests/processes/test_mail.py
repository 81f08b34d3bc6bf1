"""Messages leave through a real mail server, wait when it is away, and are then forgotten."""

import datetime
import ssl
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from email import message_from_bytes
from email.header import decode_header, make_header
from email.policy import compat32, default
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, LoginPassword
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from hypothesis import given
from hypothesis import strategies as st

from ladder_assess.jobs import CHORES, post_of, send_mail
from ladder_assess.services.common.product import Product, open_product
from ladder_assess.services.people import send_mail as mailing
from ladder_assess.services.people.send_mail import (
    NO_TLS,
    NOTICE,
    STARTTLS,
    Post,
    as_mail,
    deliver,
    send,
)
from ladder_assess.settings import Settings, from_environment
from ladder_assess.storage.people import mail
from tests.processes.running import free_port
from tests.support.kept.written import written
from tests.support.site import settings_in

HERE = "127.0.0.1"


@dataclass
class Box:
    """What a mail server was handed, and which addresses it refuses."""

    taken: list[Any] = field(default_factory=list)
    refused: dict[str, str] = field(default_factory=dict)

    async def handle_RCPT(  # noqa: N802  (the server's own name)
        self, server: Any, session: Any, envelope: Any, address: str, options: list[str]
    ) -> str:
        if address in self.refused:
            return self.refused[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(  # noqa: N802
        self, server: Any, session: Any, envelope: Any
    ) -> str:
        self.taken.append(envelope)
        return "250 OK"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return settings_in(tmp_path)


@pytest.fixture
def product(settings: Settings) -> Iterator[Product]:
    opened = open_product(*settings.site)
    yield opened
    opened.database.close()


@pytest.fixture
def box() -> Box:
    return Box()


@pytest.fixture
def server(box: Box) -> Iterator[Controller]:
    controller = Controller(box, hostname=HERE, port=free_port())
    controller.start()
    yield controller
    controller.stop()


def post_to(server: Controller) -> Post:
    return Post(HERE, server.port, "Ladder Assess <site@example.org>", security=NO_TLS)


def words_of(envelope: Any) -> str:
    text: str = message_from_bytes(envelope.content, policy=default).get_content()
    return text


def test_a_message_arrives_and_is_forgotten(product: Product, box: Box, server: Any) -> None:
    body = "Dŵr, “quoted”, and a link:\n\nhttps://example.org/account/reset/" + "x" * 80 + "\n"
    send(product, "Olu@Example.org", "Set another\r\nBcc: x@y.org password", body, NOTICE)
    assert deliver(product, post_to(server)) == 1
    (envelope,) = box.taken
    assert envelope.rcpt_tos == ["olu@example.org"]
    assert envelope.mail_from == "site@example.org"
    assert words_of(envelope).replace("\r\n", "\n") == body
    assert b"Auto-Submitted: auto-generated" in envelope.content
    assert b"\r\nBcc:" not in envelope.content
    assert mail.all_messages(product.database) == []
    assert "account/reset" not in "\n".join(product.database.reading.iterdump())


# Read, each is another text: one that is plain, one that turns what follows, one that is nothing.
ENCODED = ["=?utf-8?q?Evil_Council?=", "=?utf-8?b?4oCu?=", "=?iso-8859-1?Q?a=E9?=", "=?utf-8?q??="]
WORDS = st.one_of(
    st.sampled_from(ENCODED),
    st.sampled_from(["a", "(x)", "=?", "?=", ",", '"', "<a@b.c>", "é", "你好", "w" * 80, "Ω" * 90]),
    st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=12),
)


@given(st.lists(WORDS, min_size=1, max_size=25))
def test_a_subject_reads_the_same_wherever_it_is_read(words: list[str]) -> None:
    """As our own words, as a program of today reads it and as one that knows RFC 2047 alone. The
    test above asks for the body and for headers that nobody slips in, and for no subject back.
    Pieces of an encoded word alone did not show that a whole one is read before it is sent.
    """
    subject = " ".join(" ".join(words).split())
    message = mail.Message(1, "a@example.org", subject, "Text", NOTICE, mail.WAITING, 0, "", 0)
    made = as_mail(message, "Ladder Assess <site@example.org>")
    raw = made.as_bytes(policy=mailing.POLICY.clone(linesep="\r\n", utf8=False))
    assert message_from_bytes(raw, policy=default)["Subject"] == subject
    old = message_from_bytes(raw, policy=compat32)["Subject"]
    assert str(make_header(decode_header(old))) == subject
    assert all(len(line) <= 78 for line in raw.partition(b"\r\n\r\n")[0].split(b"\r\n"))


def test_what_cannot_be_sent_now_is_sent_later(
    product: Product, box: Box, server: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    send(product, "a@example.org", "One", "Text", NOTICE)
    away = replace(post_to(server), port=1)
    assert deliver(product, away) == 0
    (waiting,) = mail.all_messages(product.database)
    assert (waiting.tries, waiting.problem) == (1, "ConnectionRefusedError")
    assert deliver(product, post_to(server)) == 0, "not due yet"
    later = time.time() + mailing.FIRST_WAIT + 1
    monkeypatch.setattr("ladder_assess.services.people.send_mail.time.time", lambda: later)
    assert deliver(product, post_to(server)) == 1


def test_after_many_tries_it_is_given_up(
    product: Product, server: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    send(product, "a@example.org", "One", "Text", NOTICE)
    away, clock = replace(post_to(server), port=1), [time.time()]
    monkeypatch.setattr("ladder_assess.services.people.send_mail.time.time", lambda: clock[0])
    for _ in range(mailing.MOST_TRIES + 2):
        deliver(product, away)
        clock[0] += mailing.LONGEST_WAIT + 1
    (failed,) = mail.all_messages(product.database)
    assert (failed.state, failed.tries) == (mail.FAILED, mailing.MOST_TRIES)


def test_one_refused_address_holds_up_nobody(product: Product, box: Box, server: Any) -> None:
    box.refused = {"gone@example.org": "550 no such person", "full@example.org": "452 full"}
    for name in ("gone", "full", "here", "not an address"):
        send(product, f"{name}@example.org", name, "Text", NOTICE)
    assert deliver(product, post_to(server)) == 1
    states = {m.recipient: m.state for m in mail.all_messages(product.database)}
    assert states == {
        "gone@example.org": mail.FAILED,
        "full@example.org": mail.WAITING,
        "not an address@example.org": mail.FAILED,
    }


def test_old_messages_are_forgotten(
    product: Product, server: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    send(product, "a@example.org", "One", "Text", NOTICE)
    later = time.time() + mailing.KEPT_FOR + 1
    monkeypatch.setattr("ladder_assess.services.people.send_mail.time.time", lambda: later)
    assert deliver(product, post_to(server)) == 0
    assert mail.all_messages(product.database) == []


def test_two_workers_send_a_message_once(product: Product, box: Box, server: Any) -> None:
    for number in range(20):
        send(product, f"p{number}@example.org", "One", "Text", NOTICE)
    threads = [threading.Thread(target=deliver, args=(product, post_to(server))) for _ in "ab"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(e.rcpt_tos[0] for e in box.taken) == sorted(
        f"p{number}@example.org" for number in range(20)
    )


def test_the_worker_sends_what_comes(
    settings: Settings, product: Product, box: Box, server: Any
) -> None:
    sending = replace(
        settings,
        smtp_host=HERE,
        smtp_port=server.port,
        smtp_from="site@example.org",
        smtp_tls=NO_TLS,
    )
    due = CHORES["mail"].due
    assert not due(sending, product)
    send(product, "a@example.org", "One", "Text", NOTICE)
    assert due(sending, product)
    assert not due(settings, product), "nothing is sent where there is no server"
    send_mail(sending, product, 0)
    assert len(box.taken) == 1
    assert not due(sending, product)


def test_a_message_whose_last_try_ended_without_a_word_is_given_up(
    product: Product, box: Box, server: Any
) -> None:
    send(product, "a@example.org", "One", "Text", NOTICE)
    for _ in range(mailing.MOST_TRIES):
        assert written(product.database, mail.claim, int(time.time()), 0) is not None
    assert deliver(product, post_to(server)) == 0
    (message,) = mail.all_messages(product.database)
    assert message.state == mail.FAILED
    assert box.taken == []


def certificate(directory: Path) -> tuple[Path, Path]:
    """A certificate for this machine that signs itself, and its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime.datetime.now(datetime.UTC)
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), 1)
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .sign(key, hashes.SHA256())
    )
    files = directory / "certificate.pem", directory / "key.pem"
    files[0].write_bytes(made.public_bytes(serialization.Encoding.PEM))
    files[1].write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    return files


@pytest.fixture
def safe_server(box: Box, tmp_path: Path) -> Iterator[tuple[Controller, Path]]:
    """A mail server that wants STARTTLS and a password; and its certificate."""
    public, private = certificate(tmp_path)
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(public, private)

    def check(_server: Any, _session: Any, _envelope: Any, _how: str, data: Any) -> AuthResult:
        right = LoginPassword(b"ladder", b"a long password")
        return AuthResult(success=data == right)

    controller = Controller(
        box, hostname=HERE, port=free_port(), tls_context=context, require_starttls=True,
        auth_required=True, authenticator=check,
    )  # fmt: skip
    controller.start()
    yield controller, public
    controller.stop()


def test_a_password_goes_over_tls_alone(
    product: Product, box: Box, safe_server: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    server, public = safe_server
    post = replace(
        post_to(server), host="localhost", user="ladder", password="a long password",
        security=STARTTLS,
    )  # fmt: skip
    send(product, "a@example.org", "One", "Text", NOTICE)
    assert deliver(product, post) == 0, "a certificate that nobody vouches for"
    assert mail.all_messages(product.database)[0].problem == "SSLCertVerificationError"
    monkeypatch.setenv("SSL_CERT_FILE", str(public))
    send(product, "b@example.org", "Two", "Text", NOTICE)
    assert deliver(product, replace(post, password="wrong")) == 0
    send(product, "c@example.org", "Three", "Text", NOTICE)
    assert deliver(product, post) == 1
    assert [e.rcpt_tos for e in box.taken] == [["c@example.org"]]


def test_the_settings_say_where_mail_goes(tmp_path: Path) -> None:
    common = {"LADDER_INSTANCE": str(tmp_path), "LADDER_SECRET_KEY": "x"}
    assert post_of(from_environment(common)) is None
    given = {
        **common,
        "LADDER_SMTP_HOST": "mail.example.org",
        "LADDER_SMTP_FROM": "site@example.org",
    }
    assert post_of(from_environment(given)) == Post("mail.example.org", 587, "site@example.org")
    for wrong in ({"LADDER_SMTP_TLS": "ssl"}, {"LADDER_SMTP_FROM": ""}, {"LADDER_SMTP_PORT": "x"}):
        with pytest.raises(ValueError, match=next(iter(wrong))):
            from_environment({**given, **wrong})
    with pytest.raises(ValueError, match="LADDER_OIDC_ISSUER"):
        from_environment({**common, "LADDER_OIDC_ISSUER": "https://x.example"})


def test_passwords_are_not_shown_with_the_settings(tmp_path: Path) -> None:
    settings = settings_in(tmp_path, smtp_password="hidden one", oidc_client_secret="hidden two")
    assert "hidden" not in repr(settings)
