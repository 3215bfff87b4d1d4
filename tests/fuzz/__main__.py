"""``python -m tests.fuzz``: a hundred thousand mutated files, guided by coverage of the program (atheris).

    python -m tests.fuzz [--count N] [--seconds S] [--out FOLDER] [TARGET ...]

Every target runs as a process of its own, under a bound of memory and of time for each file. What led to a fault is kept under
FOLDER/TARGET/faults with the sentence beside it; the corpus under FOLDER/TARGET/corpus goes on from run to run. Exit code 1
when a fault was found.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

#: Target -> its share of the files.
SHARES = {"package": 0.44, "content": 0.22, "workbook": 0.12, "store": 0.12, "delegation": 0.10}
#: Megabytes that a target may take, seconds for one file.
MEMORY, LONGEST = 1500, 60


def main() -> int:
    asked = argparse.ArgumentParser(prog="tests.fuzz")
    asked.add_argument("targets", nargs="*", default=list(SHARES))
    asked.add_argument("--count", type=int, default=100_000)
    asked.add_argument("--seconds", type=int, default=0, help="stop every target after so long (0 = after its count)")
    asked.add_argument("--out", type=Path, default=Path("build/fuzz"))
    asked.add_argument("--child", action="store_true")
    args = asked.parse_args()
    if args.child:
        return child(args)
    done, faults = 0, 0
    whole = sum(SHARES[t] for t in args.targets)
    for target in args.targets:
        count = round(args.count * SHARES[target] / whole)
        ran = run(target, count, args.seconds, args.out)
        found = sorted((args.out / target / "faults").glob("*.txt"))
        print(f"{target}: {ran} mutations, {len(found)} faults", flush=True)
        for each in found:
            print(f"  {each}: {each.read_text(encoding='utf-8').strip()[:200]}")
        done, faults = done + ran, faults + len(found)
    print(f"{done} mutations, {faults} faults")
    return 1 if faults else 0


def run(target: str, count: int, seconds: int, out: Path) -> int:
    """One target in a process of its own; how many files it tried. Its end by memory or time is a fault like another."""
    place = (out / target).absolute()
    for name in ("corpus", "faults"):
        (place / name).mkdir(parents=True, exist_ok=True)
    for old in (place / "faults").iterdir():
        old.unlink()
    command = [sys.executable, "-m", "tests.fuzz", "--child", "--count", str(count), "--seconds", str(seconds), "--out", str(place), target]
    with (place / "log.txt").open("w", encoding="utf-8") as log:
        status = subprocess.run(command, stdout=log, stderr=subprocess.STDOUT, check=False).returncode
    told = (place / "log.txt").read_text(encoding="utf-8", errors="replace")
    if status != 0:
        (place / "faults" / "ended.txt").write_text(f"the process ended with {status}: {told[-400:]}", encoding="utf-8")
    ran = [int(n) for n in re.findall(r"^(?:Done |#)(\d+)", told, re.MULTILINE)]
    return max(ran, default=0)


def child(args: argparse.Namespace) -> int:
    """Fuzz one target in this process."""
    import atheris

    with atheris.instrument_imports(include=["thads_desktop"]):
        from tests.fuzz import guided
    from tests.fuzz.judged import Fault

    (target,) = args.targets
    with tempfile.TemporaryDirectory() as scratch:
        one, seeds = guided.TARGETS[target](Path(scratch))
        for seed in seeds:
            (args.out / "corpus" / hashlib.sha256(seed).hexdigest()[:16]).write_bytes(seed)

        def test_one_input(data: bytes) -> None:
            try:
                one(data)
            except Fault as fault:
                name = hashlib.sha256(str(fault).encode()).hexdigest()[:12]
                if not (args.out / "faults" / f"{name}.txt").exists():
                    (args.out / "faults" / name).write_bytes(data)
                    (args.out / "faults" / f"{name}.txt").write_text(str(fault), encoding="utf-8", errors="replace")

        options = [
            f"-runs={args.count}", f"-rss_limit_mb={MEMORY}", f"-timeout={LONGEST}", "-max_len=400000", "-len_control=0",
            f"-dict={guided.dictionary(Path(scratch))}", f"-artifact_prefix={args.out / 'faults'}{os.sep}",
        ]  # fmt: skip
        if args.seconds:
            options.append(f"-max_total_time={args.seconds}")
        atheris.Setup([sys.argv[0], *options, str(args.out / "corpus")], test_one_input)
        atheris.Fuzz()
    return 0


if __name__ == "__main__":
    sys.exit(main())
