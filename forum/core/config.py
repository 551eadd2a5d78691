"""Configuration: defaults, then `FORUM_*` from the environment; unsafe settings refuse to start."""

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

LOOPBACK = ("127.0.0.1", "localhost", "[::1]", "::1")
SECRET_LENGTH = 32
QUEUES = ("redis", "rediss", "postgres", "postgresql", "postgresql+psycopg")


class UnsafeSettings(Exception):
    """Outside the demo some settings must not be left as they are; the message names them all."""


@dataclass(frozen=True)
class Settings:
    """Everything an operator may set. Times are in the units that the names say.

    `database_url` is SQLAlchemy's; `mail_url` is `smtp://user:password@host:port` (`smtps://` for
    TLS from the first byte) or empty, and then letters become files under `data_dir`. `jobs_url` is
    Redis or PostgreSQL, where the names of waiting jobs are to be kept in one of them. So many of a
    member's cases as `first_held` wait for a moderator, and all without a name; 0 for none.
    The numbers are named where words of crisis stop a post; `danger_file` is the path of a Markdown
    file that is shown there in their place.
    """

    demo: bool = False
    data_dir: Path = Path("data")
    database_url: str = ""
    redis_url: str = ""
    jobs_url: str = ""
    mail_url: str = ""
    mail_from: str = "Weft <weft@localhost>"
    secret_key: str = field(default="", repr=False)
    base_url: str = "http://127.0.0.1:8000"
    cases_for: str = "verified"
    first_held: int = 2
    trusted_proxies: int = 0
    emergency_number: str = "112, 911 or 999, whichever is yours"
    crisis_line: str = "988 in the US; elsewhere your country’s crisis line"
    reporting_line: str = "your state’s or country’s reporting line"
    danger_file: str = ""

    @property
    def is_https(self) -> bool:
        return urlsplit(self.base_url).scheme == "https"

    @property
    def database(self) -> str:
        """The database's address: SQLite in the data folder unless another one is named."""
        url = self.database_url or f"sqlite:///{(self.data_dir / 'forum.sqlite3').resolve()}"
        for short in ("postgres://", "postgresql://"):
            if url.startswith(short):
                return "postgresql+psycopg://" + url.removeprefix(short)
        return url

    def unsafe(self) -> list[str]:
        """What must be mended before these settings may serve real people, in sentences."""
        host = urlsplit(self.base_url).hostname or ""
        wrong = []
        if self.demo and host not in LOOPBACK:
            wrong.append(
                "FORUM_DEMO=1 is for this computer alone: FORUM_BASE_URL must be loopback."
            )
        if not self.demo and len(self.secret_key) < SECRET_LENGTH:
            wrong.append(f"FORUM_SECRET_KEY needs {SECRET_LENGTH} characters or more.")
        if not self.demo and not self.is_https:
            wrong.append("FORUM_BASE_URL must begin with https://, as sessions travel in cookies.")
        if not self.demo and not self.mail_url:
            wrong.append(
                "FORUM_MAIL_URL is empty: nobody could confirm an address or reset a password."
            )
        if self.jobs_url and urlsplit(self.jobs_url).scheme not in QUEUES:
            wrong.append("FORUM_JOBS_URL begins with redis:// or postgresql://, or is left empty.")
        if self.cases_for not in ("members", "verified"):
            wrong.append("FORUM_CASES_FOR is 'members' or 'verified'.")
        return wrong


def settings_from(environ: Mapping[str, str] = os.environ) -> Settings:
    """Read `FORUM_*`; in the demo a secret key is made once and kept in the data folder.

    Raises UnsafeSettings, naming every setting that must be changed.
    """
    said = {
        name: environ[f"FORUM_{name.upper()}"]
        for name in Settings.__dataclass_fields__
        if environ.get(f"FORUM_{name.upper()}")
    }
    demo = said.pop("demo", "0") == "1"
    data_dir = Path(said.pop("data_dir", "data"))
    proxies, held = said.pop("trusted_proxies", "0"), said.pop("first_held", "2")
    if not proxies.isdigit():
        raise UnsafeSettings("FORUM_TRUSTED_PROXIES is the number of proxies in front: 0, 1, …")
    if not held.isdigit():
        raise UnsafeSettings("FORUM_FIRST_HELD is how many first cases wait for a moderator: 0, 2")
    if demo and "secret_key" not in said:
        said["secret_key"] = _kept_secret(data_dir / "secret_key")
    settings = Settings(
        demo=demo,
        data_dir=data_dir,
        trusted_proxies=int(proxies),
        first_held=int(held),
        **said,
    )
    if wrong := settings.unsafe():
        raise UnsafeSettings("\n".join(wrong))
    return settings


def _kept_secret(path: Path) -> str:
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(secrets.token_hex(SECRET_LENGTH))
        path.chmod(0o600)
    return path.read_text()
