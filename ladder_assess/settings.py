"""Every setting, its default and why it is there, read from the environment."""

import os
import secrets
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from ladder_assess.core.benchmarks.policy import Policy, read_policy
from ladder_assess.core.common.clock import uk_day
from ladder_assess.core.common.whole_number import MOST_DIGITS, whole_number

PACKAGE = Path(__file__).parent
CHECKOUT = PACKAGE.parent
KIBIBYTE = 1024
DATABASE = "ladder.sqlite3"
HIGHEST_PORT = 65_535
# In which forms the log can be written.
TEXT, JSON = "text", "json"
LOGS = (TEXT, JSON)
LEAST_JOB_MEMORY = 512 * 1024 * KIBIBYTE
# Networks that no other one leads to.
OF_THEIR_OWN = tuple(
    ip_network(each)
    for each in ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7", "fe80::/10")
)
# What no other machine finds this one by.
ONLY_HERE = ("127.0.0.1", "localhost", "::1", "0.0.0.0")  # noqa: S104  (compared, not bound)


@dataclass(frozen=True)
class Settings:
    """Where things are and how much is allowed; sizes in bytes, times in seconds."""

    resources: Path
    instance: Path
    secret_key: str
    postgresql: str = field(default="", repr=False)
    uploads: str = ""
    connections: int = 16
    host: str = "127.0.0.1"
    port: int = 8000
    patience: int = 30
    longest_post: int = 256 * KIBIBYTE
    form_lifetime: int = 12 * 60 * 60
    secure_cookies: bool = False
    sign_in_idle: int = 30 * 60
    sign_in_longest: int = 12 * 60 * 60
    site_address: str = "http://127.0.0.1:8000"
    hosts: tuple[str, ...] = ()
    proxies: int = 0
    limit_times: int = 1
    smtp_host: str = ""
    smtp_port: int = 587
    smtp_user: str = ""
    smtp_password: str = field(default="", repr=False)
    smtp_from: str = ""
    smtp_tls: str = "starttls"
    invitations_a_minute: int = 60
    oidc_issuer: str = ""
    oidc_client_id: str = ""
    oidc_client_secret: str = field(default="", repr=False)
    oidc_name: str = ""
    longest_file: int = 10 * 1024 * KIBIBYTE
    most_files: int = 20
    list_space: int = 500 * 1024 * KIBIBYTE
    account_space: int = 2048 * 1024 * KIBIBYTE
    free_space: int = 256 * 1024 * KIBIBYTE
    keep_lists: int = 2 * 365
    keep_files: int = 6 * 365
    keep_documents: int = 365
    keep_audit: int = 6 * 365
    keep_messages: int = 30
    keep_contacts: int = 365
    keep_workshops: int = 90
    backups: str = ""
    keep_backups: int = 7
    smallest_group: int = Policy.group
    smallest_area: int = Policy.narrow_group
    job_seconds: int = 15 * 60
    job_memory: int = 2048 * 1024 * KIBIBYTE
    metrics: str = ""
    log: str = TEXT
    operator: str = ""
    contact: str = ""

    @property
    def periods(self) -> dict[str, int]:
        """How many days each kind of data is kept; 0 until it is erased."""
        return {
            "keep_lists": self.keep_lists,
            "keep_files": self.keep_files,
            "keep_documents": self.keep_documents,
            "keep_audit": self.keep_audit,
            "keep_messages": self.keep_messages,
            "keep_contacts": self.keep_contacts,
            "keep_workshops": self.keep_workshops,
        }

    @property
    def policy(self) -> Policy | None:
        """What protects the organisations that are compared; None, so that nothing is drawn or
        shown, where it would protect less than it must.
        """
        return read_policy({"group": self.smallest_group, "narrow_group": self.smallest_area})

    @property
    def has_address(self) -> bool:
        """Is the site's address one that others than this machine can open?"""
        return urlsplit(self.site_address).hostname not in ONLY_HERE

    @property
    def is_over_tls(self) -> bool:
        """Can nobody on the way read what is sent: is the address one of TLS, and are cookies sent
        over it alone?
        """
        return urlsplit(self.site_address).scheme == "https" and self.secure_cookies

    @property
    def database(self) -> Path:
        """The database: portfolios, activities, plans and their documents."""
        return self.instance / DATABASE

    @property
    def site(self) -> tuple[Path, Path, str, str, str]:
        """What a site is opened with: its definitions, where its database is, its secret, and where
        evidence files are.
        """
        return (
            self.questionnaires,
            self.database,
            self.secret_key,
            self.postgresql,
            self.uploads,
        )

    @property
    def templates(self) -> Path:
        return self.resources / "templates"

    @property
    def questionnaires(self) -> Path:
        return self.resources / "questionnaires"

    @property
    def dist(self) -> Path:
        """What the build made of styles, scripts and fonts."""
        return self.resources / "static" / "dist"


def from_environment(
    environment: Mapping[str, str] = os.environ, *, looks: bool = False
) -> Settings:
    """Read the settings, each from `LADDER_` and its name in capitals. For what only `looks`,
    nothing is made: where there is no secret yet, it is empty.

    Raises ValueError, naming the setting, for a value that cannot be used.
    """
    # A wheel carries its templates inside the package; a checkout has them beside it.
    installed = PACKAGE / "resources"
    resources = installed if installed.is_dir() else CHECKOUT
    instance = instance_in(environment)
    host = environment.get("LADDER_HOST", Settings.host)
    port = _number(environment, "LADDER_PORT", Settings.port, 1, HIGHEST_PORT)
    return Settings(
        resources=resources,
        instance=instance,
        # Signs form tokens and makes private links; kept beside the database so that links survive.
        secret_key=environment.get("LADDER_SECRET_KEY") or _kept_secret(instance, looks),
        **_server(environment),
        uploads=_uploads(environment, instance),
        # Only this machine by default: put a proxy with TLS in front to serve others.
        host=host,
        port=port,
        # A pause of the network, as in a tunnel, is shorter.
        patience=_number(environment, "LADDER_PATIENCE", Settings.patience, 1),
        # The longest page of the questionnaire, full of text, is a tenth of this.
        longest_post=_number(environment, "LADDER_LONGEST_POST", Settings.longest_post),
        # A form left open overnight still works the next morning.
        form_lifetime=_number(environment, "LADDER_FORM_LIFETIME", Settings.form_lifetime),
        # Someone who leaves a shared computer is signed out; so is everyone after a long day.
        sign_in_idle=_number(environment, "LADDER_SIGN_IN_IDLE", Settings.sign_in_idle),
        sign_in_longest=_number(environment, "LADDER_SIGN_IN_LONGEST", Settings.sign_in_longest),
        # Set to 1 where the pages are served over TLS.
        secure_cookies=environment.get("LADDER_SECURE_COOKIES", "0") == "1",
        # Stands in the links of messages: never taken from a request, which anyone can make up.
        site_address=environment.get("LADDER_ADDRESS", f"http://{host}:{port}").rstrip("/"),
        # A request to any other name is refused: whoever sends it makes the name up.
        hosts=tuple(environment.get("LADDER_HOSTS", "").replace(",", " ").split()),
        # How many proxies stand in front, each adding to X-Forwarded-For whom it answers.
        proxies=_number(environment, "LADDER_PROXIES", Settings.proxies),
        # Raise it where very many people share one address on the network.
        limit_times=_number(environment, "LADDER_LIMIT_TIMES", Settings.limit_times),
        **_mail(environment),
        **_provider(environment),
        **_data_protection(environment),
        **_jobs(environment),
        **_watching(environment),
        # Raise these where the organisations on the site know each other well.
        smallest_group=_raised(environment, "LADDER_SMALLEST_GROUP", Settings.smallest_group),
        smallest_area=_raised(environment, "LADDER_SMALLEST_AREA", Settings.smallest_area),
    )


def instance_in(environment: Mapping[str, str] = os.environ) -> Path:
    """The folder of everything that is kept; makes nothing."""
    default = Path.cwd() if (PACKAGE / "resources").is_dir() else CHECKOUT
    return Path(os.path.realpath(environment.get("LADDER_INSTANCE", default / "instance")))


def database_in(environment: Mapping[str, str] = os.environ) -> str:
    """Where the database is, in words."""
    if environment.get("LADDER_DATABASE"):
        return "that LADDER_DATABASE names"
    return str(instance_in(environment) / DATABASE)


def _server(environment: Mapping[str, str]) -> dict[str, Any]:
    """A database on a server in place of a file in the instance folder."""
    address = environment.get("LADDER_DATABASE", "")
    if address:
        # Its driver takes a tenth of a second to import.
        from ladder_assess.storage.engines.address import BadAddress, read_address

        try:
            read_address(address)
        except BadAddress as bad:
            raise ValueError(f"LADDER_DATABASE: {bad}, or nothing for SQLite here") from None
    return {
        "postgresql": address,
        # Each thread that answers takes one while it does; there are eight, and more for long work.
        "connections": _number(
            environment, "LADDER_DATABASE_CONNECTIONS", Settings.connections, 2, 1000
        ),
    }


def _uploads(environment: Mapping[str, str], instance: Path) -> str:
    """Where evidence files are kept, when not in the instance folder. What is named wrongly is not
    repeated, as it may hold a key.
    """
    place = environment.get("LADDER_UPLOADS", "")
    # Only what is set is read, which takes a moment to import.
    if place:
        from ladder_assess.storage.contents.places import is_place

        if not is_place(place) or instance in (Path(place), *Path(place).parents):
            raise ValueError(
                "LADDER_UPLOADS: expected the whole path of a folder outside the instance folder, "
                "or s3://bucket/prefix, whose keys stand in variables of their own"
            )
    return place


def _mail(environment: Mapping[str, str]) -> dict[str, Any]:
    """Where messages go. Without a host none is sent: the site administrator sees the links."""
    host, tls = environment.get("LADDER_SMTP_HOST", ""), environment.get("LADDER_SMTP_TLS", "")
    if tls not in ("", "starttls", "tls", "none"):
        raise ValueError(f"LADDER_SMTP_TLS: expected starttls, tls or none, found {tls!r}")
    sender = environment.get("LADDER_SMTP_FROM", "")
    if host and "@" not in sender:
        raise ValueError("LADDER_SMTP_FROM: expected the e-mail address that messages come from")
    return {
        "smtp_host": host,
        "smtp_port": _number(environment, "LADDER_SMTP_PORT", Settings.smtp_port, 1, HIGHEST_PORT),
        "smtp_user": environment.get("LADDER_SMTP_USER", ""),
        "smtp_password": environment.get("LADDER_SMTP_PASSWORD", ""),
        "smtp_from": sender,
        # A password never travels in the clear unless someone says that it may.
        "smtp_tls": tls or Settings.smtp_tls,
        # A mail server that many would be too much for refuses them, or takes the site for spam.
        "invitations_a_minute": _number(
            environment, "LADDER_INVITATIONS_A_MINUTE", Settings.invitations_a_minute, 1, 6000
        ),
    }


def _provider(environment: Mapping[str, str]) -> dict[str, Any]:
    """An OpenID Connect provider whose people may sign in without a password here."""
    issuer = environment.get("LADDER_OIDC_ISSUER", "")
    client = environment.get("LADDER_OIDC_CLIENT_ID", "")
    if bool(issuer) != bool(client):
        raise ValueError("LADDER_OIDC_ISSUER and LADDER_OIDC_CLIENT_ID: expected both or neither")
    return {
        "oidc_issuer": issuer,
        "oidc_client_id": client,
        "oidc_client_secret": environment.get("LADDER_OIDC_CLIENT_SECRET", ""),
        # What people know it by: it stands on the button.
        "oidc_name": environment.get("LADDER_OIDC_NAME", ""),
    }


def _jobs(environment: Mapping[str, str]) -> dict[str, Any]:
    """What one job in the background may take. The longest register, the largest plan and what
    makes them need a fraction of it on a slow machine.
    """
    return {
        "job_seconds": _number(environment, "LADDER_JOB_SECONDS", Settings.job_seconds, 1),
        # A process that has loaded all it needs takes a third of a gibibyte of addresses.
        "job_memory": _number(
            environment, "LADDER_JOB_MEMORY", Settings.job_memory, LEAST_JOB_MEMORY
        ),
    }


def _watching(environment: Mapping[str, str]) -> dict[str, Any]:
    """What a monitor is told, and in which form the log is written."""
    metrics, log = environment.get("LADDER_METRICS", ""), environment.get("LADDER_LOG", TEXT)
    if metrics:
        metrics_address(metrics)
    if log not in LOGS:
        raise ValueError(f"LADDER_LOG: expected {' or '.join(LOGS)}, found {log!r}")
    return {"metrics": metrics, "log": log}


def metrics_address(said: str) -> tuple[str, int]:
    """The address and port at which a monitor is answered: of this machine or of a network of its
    own alone, as nobody is asked who they are. Raises ValueError for any other.
    """
    host, _, port = said.rpartition(":")
    try:
        at, number = _plain(ip_address(host.strip("[]"))), whole_number(port)
    except ValueError:
        at, number = None, None
    public = at is None or not (at.is_loopback or any(at in each for each in OF_THEIR_OWN))
    if public or number is None or not 0 < number <= HIGHEST_PORT:
        raise ValueError(
            "LADDER_METRICS: expected an address that is not public and a port, such as "
            f"127.0.0.1:9464, found {said!r}"
        )
    return str(at), number


def _plain(at: IPv4Address | IPv6Address) -> IPv4Address | IPv6Address:
    """An address without the disguise of the other kind."""
    return (at.ipv4_mapped or at) if isinstance(at, IPv6Address) else at


def _data_protection(environment: Mapping[str, str]) -> dict[str, Any]:
    """Limits of files, days that each kind of data is kept (0: until it is erased), and who answers
    for it all.
    """
    return {
        # A scanned report fits; more would fill a disk.
        "longest_file": _number(environment, "LADDER_LONGEST_FILE", Settings.longest_file),
        "most_files": _number(environment, "LADDER_MOST_FILES", Settings.most_files),
        "list_space": _number(environment, "LADDER_LIST_SPACE", Settings.list_space),
        "account_space": _number(environment, "LADDER_ACCOUNT_SPACE", Settings.account_space),
        "free_space": _number(environment, "LADDER_FREE_SPACE", Settings.free_space),
        "keep_lists": _number(environment, "LADDER_KEEP_LISTS", Settings.keep_lists),
        "keep_files": _number(environment, "LADDER_KEEP_FILES", Settings.keep_files),
        "keep_documents": _number(environment, "LADDER_KEEP_DOCUMENTS", Settings.keep_documents),
        "keep_audit": _number(environment, "LADDER_KEEP_AUDIT", Settings.keep_audit),
        "keep_messages": _number(environment, "LADDER_KEEP_MESSAGES", Settings.keep_messages),
        "keep_contacts": _number(environment, "LADDER_KEEP_CONTACTS", Settings.keep_contacts),
        "keep_workshops": _number(environment, "LADDER_KEEP_WORKSHOPS", Settings.keep_workshops),
        # One a day; each tells the day of what came since the one before, so few are kept.
        "backups": environment.get("LADDER_BACKUPS", ""),
        "keep_backups": _number(environment, "LADDER_KEEP_BACKUPS", Settings.keep_backups, 1),
        # Stand on the privacy page and the accessibility statement.
        "operator": environment.get("LADDER_OPERATOR", ""),
        "contact": environment.get("LADDER_CONTACT", ""),
    }


def today(environment: Mapping[str, str] = os.environ) -> date:
    """The day that new things are dated with: SOURCE_DATE_EPOCH where set, so that the same input
    gives the same bytes, and else the day in the UK.
    """
    epoch = environment.get("SOURCE_DATE_EPOCH", "")
    if epoch.isdigit():
        return uk_day(int(epoch))
    return uk_day(time.time())


def _number(
    environment: Mapping[str, str], name: str, default: int, least: int = 0, most: int | None = None
) -> int:
    value = environment.get(name, str(default))
    number = whole_number(value)
    if number is None:
        found = value[: MOST_DIGITS + 1]
        raise ValueError(f"{name}: expected a whole number, found {found!r}")
    if number < least or (most is not None and number > most):
        bounds = f"from {least} to {most}" if most is not None else f"of {least} or more"
        raise ValueError(f"{name}: expected a number {bounds}, found {number}")
    return number


def _raised(environment: Mapping[str, str], name: str, policy: int) -> int:
    """A threshold that protects somebody: it may be raised, never lowered."""
    value = _number(environment, name, policy)
    if value < policy:
        raise ValueError(f"{name}: expected {policy} or more, found {value}")
    return value


def _kept_secret(instance: Path, looks: bool) -> str:
    """The secret of this installation, made at the first start and readable by its owner alone."""
    file = instance / "secret_key"
    if not file.exists():
        if looks:
            return ""
        instance.mkdir(parents=True, exist_ok=True, mode=0o700)
        record = instance / f"secret_key.{os.getpid()}"
        record.touch(mode=0o600)
        record.write_text(secrets.token_hex(32))
        try:
            os.link(record, file)
        except FileExistsError:
            pass
        finally:
            record.unlink()
    return file.read_text().strip()
