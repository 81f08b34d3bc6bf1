"""Every setting, its default and why it is there, read from the environment."""

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

PACKAGE = Path(__file__).parent
CHECKOUT = PACKAGE.parent
KIBIBYTE = 1024


@dataclass(frozen=True)
class Settings:
    """Where things are and how much is allowed; sizes in bytes, times in seconds."""

    resources: Path
    instance: Path
    secret_key: str
    host: str = "127.0.0.1"
    port: int = 8000
    longest_post: int = 256 * KIBIBYTE
    form_lifetime: int = 12 * 60 * 60
    secure_cookies: bool = False

    @property
    def database(self) -> Path:
        """The database: portfolios, activities, plans and their documents."""
        return self.instance / "ladder.sqlite3"

    @property
    def queue(self) -> Path:
        """The store of background jobs, beside the database so that one backup holds both."""
        return self.instance / "jobs.sqlite3"

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


def from_environment(environment: Mapping[str, str] = os.environ) -> Settings:
    """Read the settings, each from `LADDER_` and its name in capitals.

    Raises ValueError, naming the setting, for a value that cannot be used.
    """
    # A wheel carries its templates inside the package; a checkout has them beside it.
    installed = PACKAGE / "resources"
    resources = installed if installed.is_dir() else CHECKOUT
    default = Path.cwd() / "instance" if installed.is_dir() else CHECKOUT / "instance"
    instance = Path(environment.get("LADDER_INSTANCE", default)).resolve()
    return Settings(
        resources=resources,
        instance=instance,
        # Signs form tokens and makes private links; kept beside the database so that links survive.
        secret_key=environment.get("LADDER_SECRET_KEY") or _kept_secret(instance),
        # Only this machine by default: put a proxy with TLS in front to serve others.
        host=environment.get("LADDER_HOST", Settings.host),
        port=_number(environment, "LADDER_PORT", Settings.port),
        # The longest page of the questionnaire, full of text, is a tenth of this.
        longest_post=_number(environment, "LADDER_LONGEST_POST", Settings.longest_post),
        # A form left open overnight still works the next morning.
        form_lifetime=_number(environment, "LADDER_FORM_LIFETIME", Settings.form_lifetime),
        # Set to 1 where the pages are served over TLS.
        secure_cookies=environment.get("LADDER_SECURE_COOKIES", "0") == "1",
    )


def today(environment: Mapping[str, str] = os.environ) -> date:
    """The day that new things are dated with: SOURCE_DATE_EPOCH where set, so that the same input
    gives the same bytes, and else this machine's own.
    """
    epoch = environment.get("SOURCE_DATE_EPOCH", "")
    if epoch.isdigit():
        return datetime.fromtimestamp(int(epoch), UTC).date()
    return datetime.now().astimezone().date()


def _number(environment: Mapping[str, str], name: str, default: int) -> int:
    value = environment.get(name, str(default))
    if not value.isdigit():
        raise ValueError(f"{name}: expected a whole number, found {value!r}")
    return int(value)


def _kept_secret(instance: Path) -> str:
    """The secret of this installation, made at the first start and readable by its owner alone."""
    file = instance / "secret_key"
    if not file.exists():
        instance.mkdir(parents=True, exist_ok=True)
        draft = instance / f"secret_key.{os.getpid()}"
        draft.touch(mode=0o600)
        draft.write_text(secrets.token_hex(32))
        try:
            os.link(draft, file)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return file.read_text().strip()
