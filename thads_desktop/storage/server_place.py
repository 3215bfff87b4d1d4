"""Where an office's server is: ``server.json`` in the data folder, instead of a store file. It holds no secret."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from thads_desktop.domain.refusal import Refusal, Refused, Trouble
from thads_desktop.files import SERVER, write_own

PORT = 5432
#: How the way to the server is secured -> libpq's word; "prefer" takes TLS where the server offers it.
TLS = ("prefer", "require", "verify-ca", "verify-full", "disable")


@dataclass(frozen=True, slots=True)
class Place:
    """A database on a PostgreSQL server and who asks. tls: one of ``TLS``; rootcert: file of the certificate that vouches.

    home: the schema in which the store's tables stand aside once they were brought back into this folder's file; written before
    that is, so that a death in between is settled by the server (``ServerStore.join``). "" = nobody tried.
    """

    host: str
    database: str
    user: str
    port: int = PORT
    tls: str = "prefer"
    rootcert: str = ""
    home: str = ""

    def words(self) -> str:
        """As a human writes it."""
        return f"{self.host}:{self.port}/{self.database}"


def place_of(folder: Path) -> Place | None:
    """The server this folder leads to; None = the folder has a store of its own. Trouble("store.server_file") when unreadable."""
    file = folder / SERVER
    try:
        if not file.is_file():
            return None
        said: Any = json.loads(file.read_text(encoding="utf-8-sig"))
        place = Place(
            said["host"], said["database"], said["user"], said.get("port", PORT), said.get("tls", "prefer"), said.get("rootcert", ""),
            said.get("home", ""),
        )
        texts: tuple[Any, ...] = (place.host, place.database, place.user, place.tls, place.rootcert, place.home)
        port: Any = place.port
        sound = all(isinstance(x, str) for x in texts) and all(texts[:3]) and isinstance(port, int) and place.tls in TLS
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise Trouble("store.server_file", file=str(file)) from error
    if not sound:
        raise Trouble("store.server_file", file=str(file))
    return place


def keep_place(folder: Path, place: Place) -> None:
    """From now on the folder leads to this server; nobody else's business on this computer. OSError when it cannot be written."""
    write_own(folder / SERVER, json.dumps(asdict(place), ensure_ascii=False, indent=1).encode(), 0o600)


def parse_place(text: str, user: str, tls: str = "prefer", rootcert: str = "") -> Place:
    """HOST[:PORT]/DATABASE as typed; IPv6 stands in brackets. Refused("server.bad_place")."""
    way, slash, database = text.strip().rpartition("/")
    host, colon, port = way.rpartition(":")
    if not colon or way.endswith("]") or (":" in host and not host.endswith("]")):
        host, port = way, str(PORT)
    host = host.removeprefix("[").removesuffix("]")
    number = int(port) if port.isascii() and port.isdecimal() and len(port) <= 5 else 0
    if not (slash and host and database and 0 < number < 65536):
        raise Refused(Refusal("server.bad_place", {"place": text[:80]}, "to-server"))
    if not user.strip():
        raise Refused(Refusal("server.no_user", field="user"))
    # Commands are given from anywhere: a relative path would mean another file each time.
    return Place(host, database, user.strip(), number, tls, str(Path(rootcert).absolute()) if rootcert else "")
