"""The address of the mail server, read from one text. Calculates; connects to nothing."""

import urllib.parse
from dataclasses import dataclass

PORTS = {"smtp": 587, "smtps": 465}


@dataclass(frozen=True, slots=True)
class MailServer:
    """Where letters are handed over. ``tls``: encrypted from the first byte; ``starttls``: after the greeting."""

    host: str
    port: int
    user: str
    password: str
    sender: str
    tls: bool
    starttls: bool

    @property
    def domain(self) -> str:
        """What stands behind the @ of the sender."""
        return self.sender.rpartition("@")[2].strip(">") or "localhost"


def mail_server_from(url: str) -> MailServer | None:
    """The server ``smtps://user:password@host:465/?from=alisveien@example.no`` names; None for an empty text.

    ``smtp://`` asks for encryption after the greeting unless ``tls=no`` is given (a server on the same machine).
    Raises ValueError when something is missing.
    """
    if not url.strip():
        return None
    parts = urllib.parse.urlsplit(url.strip())
    options = dict(urllib.parse.parse_qsl(parts.query))
    if parts.scheme not in PORTS or not parts.hostname or "@" not in options.get("from", ""):
        raise ValueError("ALISVEIEN_MAIL must look like smtps://user:password@host:465/?from=name@example.no")
    return MailServer(
        host=parts.hostname,
        port=parts.port or PORTS[parts.scheme],
        user=urllib.parse.unquote(parts.username or ""),
        password=urllib.parse.unquote(parts.password or ""),
        sender=options["from"],
        tls=parts.scheme == "smtps",
        starttls=parts.scheme == "smtp" and options.get("tls") != "no",
    )
