"""Sign a folder build as a new version of the program, for ``thads-desktop update FILE``.

python scripts/make_program.py FOLDER --key FILE --version 0.2.0 --out FILE [--platform linux-x86_64] [--publisher NAME]

FOLDER is what ``make package`` built (dist/thads-desktop), on the system it is for. Links in it lead to files in it. The key file is the
publisher's private key; see scripts/make_pack.py.
"""

from __future__ import annotations

import argparse
import os
import sys
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from thads_desktop import __version__
from thads_desktop.exchange import program
from thads_desktop.files import write_whole


def contents(folder: Path) -> tuple[dict[str, tuple[bytes, bool]], dict[str, str]]:
    """(path below the folder -> (bytes, is a program), path -> target of every link) of all that is in it."""
    found, links = {}, {}
    for file in sorted(folder.rglob("*")):
        path = file.relative_to(folder).as_posix()
        if file.is_symlink():
            links[path] = file.readlink().as_posix()
        elif file.is_file():
            found[path] = (file.read_bytes(), os.access(file, os.X_OK))
    return found, links


def main() -> None:
    """Read the folder, sign, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--key", type=Path, required=True)
    parser.add_argument("--version", default=__version__)
    parser.add_argument("--platform", default=program.here())
    parser.add_argument("--publisher", default="Nơi phát hành chương trình")
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    made, links = contents(options.folder)
    today = f"{date.today()}"  # noqa: DTZ011 - the publisher's own day
    data = program.write(options.version, options.platform, made, options.key.read_bytes(), options.publisher, today, links)
    write_whole(options.out, data)
    print(f"{options.out}: {len(made)} files, {len(links)} links, {len(data) / 1e6:.0f} MB")


if __name__ == "__main__":
    main()
