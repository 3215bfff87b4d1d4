"""The department: the packages of thirty offices received, checked and consolidated; the matters behind a provincial cell."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from random import Random

from thads_desktop.domain.clock import FixedClock
from thads_desktop.returns.compute import Office, to_json
from thads_desktop.returns.consolidate import Evidence, own_forms, write_evidence
from thads_desktop.returns.definition import load_regimes
from thads_desktop.returns.facts import Fact
from thads_desktop.services import consolidation, drill_cells, evidence_cache, people
from thads_desktop.services.desk import Desk, open_desk

DAY = date(2025, 1, 3)
_TYPES = ("dan_su", "hinh_su", "hon_nhan_gia_dinh", "lao_dong")


def measure(folder: Path, offices: int, matters: int, say: Callable[..., None]) -> None:
    """Say both, with a store of their own."""
    desk = open_desk(folder, FixedClock(DAY), create=True)
    people.set_up(desk, "Cục Thi hành án dân sự thành phố Hải Phòng", "Tổng cục Thi hành án dân sự", "province")
    packages = folder / "goi"
    packages.mkdir()
    for n in range(offices):
        _send(desk, packages, n, matters)
    start = time.perf_counter()
    made = consolidation.consolidate(desk, [packages])
    whole = time.perf_counter() - start
    assert len(made.offices) == offices, [v.says for v in made.verdicts if not v.accepted][:3]
    assert made.regime is not None
    evidence_cache.forget()
    period = (made.regime.id, made.year, made.months)
    start = time.perf_counter()
    consolidation.joined(desk, *period)
    cold = time.perf_counter() - start
    spent = []
    form = next(f for f in made.forms if f.measure == "viec")
    for _ in range(5):
        start = time.perf_counter()
        found = drill_cells.offices_of(desk, period, form.form, form.rows[0].key, "c3")
        spent.append(time.perf_counter() - start)
    assert sum(o.amount for o in found) == form.rows[0].cells["c3"]
    say(f"{offices} packages of {matters} matters received, checked, consolidated", whole * 1000, "ms", whole / cold, "as reading them anew", "aim 1 s")
    say("the matters behind a provincial cell", sorted(spent)[2] * 1000, "ms", spent[2] / whole, "of receiving", "aim 200 ms")
    desk.close()


def _send(desk: Desk, folder: Path, number: int, matters: int) -> None:
    """One office's key trusted, and its package in the folder."""
    from thads_desktop.exchange import package, signature

    random = Random(number)
    key, name = f"{number:032x}", f"Chi cục Thi hành án dân sự huyện {number}"
    secret = bytes([number + 1]) * 32
    mark = signature.fingerprint(signature.public_of(secret))
    with desk.writing("trust") as uow:
        uow.write_row("trusted", key, {"name": name, "fingerprint": mark})
        uow.commit()
    regime = next(r for r in load_regimes() if r.id == "2024")
    officers = {f"{key[:24]}{n:08d}": f"Chấp hành viên {n}" for n in range(8)}
    facts = tuple(f for m in range(matters) for f in _facts(random, f"{number:08x}{m:024x}", tuple(officers)))
    evidence = Evidence(Office(key, name, officers), regime.id, 2025, 3, date(2024, 12, 31), 9, facts)
    forms = own_forms(regime, evidence)
    content = {**to_json(regime, forms, year=2025, months=3, office=name, day="2024-12-31", seq=9), "closed": True}
    manifest = package.Manifest("return", key, name, mark, regime.id, 2025, 3, "2024-12-31", 9, "", 1, "2025-01-02", regime.digest)
    parts = {"evidence.jsonl": write_evidence(evidence), "return.json": json.dumps(content, ensure_ascii=False, sort_keys=True).encode()}
    (folder / f"{number:02d}.thads").write_bytes(package.write(manifest, parts, secret))


def _facts(random: Random, matter: str, officers: tuple[str, ...]) -> list[Fact]:
    due = random.randint(1, 900) * 100_000
    state = random.choice(("enforcing", "done", "lacks_means", "deferral"))
    got = due if state == "done" else random.randint(0, due // 2)
    return [Fact(
        matter, 1, random.choice(("cd", "yc")), random.choice(_TYPES), random.choice(officers), False, random.choice(("old", "new")), state, state,
        1, due, got, due - got, 0,
    )]  # fmt: skip
