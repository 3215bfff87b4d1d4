"""Who asks on the command line: from the environment or a file, never from an argument that others can read in a list of
processes."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.domain.text import nfc

if TYPE_CHECKING:
    import argparse

ACCOUNT, PASSWORD, NEW, SHEET = "THADS_ACCOUNT", "THADS_PASSWORD", "THADS_NEW_PASSWORD", "THADS_SHEET"
FOLDER = "THADS_FOLDER_PASSWORD"
SECOND_ACCOUNT, SECOND_PASSWORD = "THADS_SECOND_ACCOUNT", "THADS_SECOND_PASSWORD"
_MOST = 4096


def given(args: argparse.Namespace) -> tuple[str, str]:
    """(log-in, password). Refused("cli.no_account" | "cli.no_password" | "cli.no_password_file" | "cli.bad_password_file")."""
    login = os.environ.get(ACCOUNT, "").strip()
    file = getattr(args, "password_file", None)
    password = from_file(file) if file is not None else nfc(os.environ.get(PASSWORD, ""))
    missing = [] if login else [Refusal("cli.no_account", field="account")]
    missing += [] if password else [Refusal("cli.no_password", field="password")]
    if missing:
        raise Refused(*missing)
    return login, password


def new_password(args: argparse.Namespace) -> str:
    """The password for another account. Refused("cli.no_new_password")."""
    file = getattr(args, "new_password_file", None)
    password = from_file(file) if file is not None else nfc(os.environ.get(NEW, ""))
    if not password:
        raise Refused(Refusal("cli.no_new_password", field="new_password"))
    return password


def sheet_words(args: argparse.Namespace) -> str:
    """The words of the recovery sheet, "" where nobody gives them."""
    file = getattr(args, "sheet_file", None)
    return from_file(file, "tờ khôi phục") if file is not None else nfc(os.environ.get(SHEET, "")).strip()


def folder_password(args: argparse.Namespace) -> str:
    """The password under which a folder is sealed, "" where none is given."""
    file = getattr(args, "folder_password_file", None)
    return from_file(file) if file is not None else nfc(os.environ.get(FOLDER, "")).strip()


def second() -> tuple[str, str] | None:
    """The colleague who confirms, None where nobody is named."""
    login, password = os.environ.get(SECOND_ACCOUNT, "").strip(), nfc(os.environ.get(SECOND_PASSWORD, ""))
    return (login, password) if login and password else None


def from_file(file: Path, what: str = "mật khẩu") -> str:
    """The one line of a file, without its end. what: it holds, in words."""
    facts = {"what": what, "file": str(file)[:200]}
    try:
        with file.open("rb") as opened:
            text = nfc(opened.read(_MOST).decode("utf-8-sig"))
    except OSError as error:
        raise Refused(Refusal("cli.no_password_file", facts, "password")) from error
    except UnicodeDecodeError as error:
        raise Refused(Refusal("cli.bad_password_file", facts, "password")) from error
    line = text.rstrip("\r\n")
    if not line or "\n" in line or "\r" in line:
        raise Refused(Refusal("cli.bad_password_file", facts, "password"))
    return line
