"""Sign a pack of law, calendar, communes, forms or returns, for ``thads-desktop update FILE``; or make a publisher's key.

python scripts/make_pack.py new-key FILE
python scripts/make_pack.py pack FOLDER --key FILE --id ID --version N --title TITLE --out FILE [--needs 0.1.0] [--publisher NAME]

FOLDER holds files under law/, calendar/, units/, documents/, returns/, named as those that ship: a file of the same name takes the
place of a shipped one, another is added; when something is in force stands in the file. The key file is the private key (32 bytes);
it is kept by the publisher and belongs in no repository. Equal input gives an equal file.
"""

from __future__ import annotations

import argparse
import sys
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from thads_desktop import __version__, dated
from thads_desktop.exchange import pack, signature
from thads_desktop.files import write_own, write_whole

PUBLISHER = "Nơi phát hành chương trình"


def new_key(file: Path) -> None:
    """A key in a file that is not there yet, readable by its owner alone; prints the line for resources/publisher.toml."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    if file.exists():
        sys.exit(f"{file} is there already: a key is never written over.")
    secret = Ed25519PrivateKey.generate().private_bytes_raw()
    write_own(file, secret, 0o600)
    public = signature.public_of(secret)
    print(f'public = "{public.hex()}"  # {signature.fingerprint(public)}')


def make(options: argparse.Namespace) -> None:
    """Read the folder, sign, write."""
    found: dict[tuple[str, str], bytes] = {}
    for file in sorted(path for path in options.folder.rglob("*") if path.is_file()):
        kind = file.relative_to(options.folder).parent.as_posix()
        if kind not in dated.KINDS:
            sys.exit(f"{file}: lies in none of {', '.join(dated.KINDS)}.")
        found[kind, file.name] = file.read_bytes()
    made = pack.Pack(
        options.id, options.version, options.title, options.needs, found, options.publisher, made_on=options.made_on or f"{date.today()}"  # noqa: DTZ011 - the publisher's own day
    )  # fmt: skip
    data = pack.write(made, options.key.read_bytes())
    write_whole(options.out, data)
    print(f"{options.out}: {len(found)} files, {len(data)} bytes")


def main() -> None:
    """Make what is asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("new-key").add_argument("file", type=Path)
    one = commands.add_parser("pack")
    one.add_argument("folder", type=Path)
    one.add_argument("--key", type=Path, required=True)
    one.add_argument("--id", required=True)
    one.add_argument("--version", type=int, required=True)
    one.add_argument("--title", required=True)
    one.add_argument("--needs", default=__version__)
    one.add_argument("--publisher", default=PUBLISHER)
    one.add_argument("--made-on", default="")
    one.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    if options.command == "new-key":
        new_key(options.file)
    else:
        make(options)


if __name__ == "__main__":
    main()
