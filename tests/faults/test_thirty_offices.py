"""The packages of thirty offices, each with one fault at a time, rightly signed by its own office: refused for the reason that is so.

In every run each kind of fault for each office, and a few of its cells; every cell, fact and byte in the long one.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import pytest

from thads_desktop.domain.clock import FixedClock
from thads_desktop.exchange import package, signature
from thads_desktop.returns.compute import Office, to_json
from thads_desktop.returns.consolidate import Evidence, own_forms, write_evidence
from thads_desktop.returns.definition import load_regimes
from thads_desktop.returns.facts import Fact
from thads_desktop.services import consolidation, people, return_words
from thads_desktop.services.desk import Desk, open_desk

REGIME = next(r for r in load_regimes() if r.id == "2019").owed(date(2020, 6, 30), 9)
PERIOD = ("2019", 2020, 9)
END = date(2020, 6, 30)
COUNT = 30
STATES = ("enforcing", "deferral_agreed", "deferral", "suspension", "lacks_means", "done", "terminated", "delegated", "withdrawn")


@dataclass(frozen=True)
class Sent:
    """One office and what it sent."""

    secret: bytes
    manifest: package.Manifest
    parts: dict[str, bytes]

    def bytes_of(self, parts: dict[str, bytes] | None = None, **fields: Any) -> bytes:
        return package.write(replace(self.manifest, **fields), self.parts if parts is None else parts, self.secret)

    def with_part(self, name: str, content: bytes) -> bytes:
        return self.bytes_of({**self.parts, name: content})


def made(n: int) -> Sent:
    random = Random(n)
    office = Office(f"{n:032x}", f"Chi cục Thi hành án dân sự số {n}", {"a": "Lê A", "b": "Lê B"})
    facts = []
    for i in range(9):
        got, rest, state = random.randrange(10**6), random.randrange(10**6), STATES[(i + n) % len(STATES)]
        rest = 0 if state == "done" else rest
        facts.append(Fact(f"{n:08x}{i:024x}", 1, random.choice(["cd", "yc"]), "dan_su", random.choice(["a", "b"]), random.random() < 0.3,
                          random.choice(["old", "new"]), state, state, 1, got + rest, got, rest, 0))  # fmt: skip
    evidence = Evidence(office, *PERIOD, END, 100, tuple(facts))
    forms = own_forms(REGIME, evidence)
    plain = to_json(REGIME, forms, year=2020, months=9, office=office.name, day=END.isoformat(), seq=100)
    secret = hashlib.sha256(f"office {n}".encode()).digest()
    manifest = package.Manifest(
        "return", office.key, office.name, signature.fingerprint(signature.public_of(secret)), *PERIOD, END.isoformat(), 100, "0" * 64, 1,
        "2020-07-01", REGIME.digest,
    )  # fmt: skip
    return Sent(secret, manifest, {"evidence.jsonl": write_evidence(evidence), "return.json": json.dumps(plain | {"closed": True}).encode()})


OFFICES = [made(n) for n in range(1, COUNT + 1)]


@pytest.fixture(scope="module")
def cuc(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A department that trusts the thirty."""
    folder = tmp_path_factory.mktemp("thirty")
    desk = open_desk(folder / "cuc", FixedClock(date(2020, 7, 2)), create=True)
    people.set_up(desk, "Cục Thi hành án dân sự thành phố Hải Phòng", "Tổng cục Thi hành án dân sự", "province")
    for sent in OFFICES:
        m = sent.manifest
        file = folder / f"{m.office}.thads"
        file.write_bytes(package.write(package.Manifest("key", m.office, m.office_name, m.fingerprint), {}, sent.secret))
        consolidation.trust(desk, file)
    yield desk
    desk.close()


def code(cuc: Desk, file: Path, data: bytes) -> str:
    file.write_bytes(data)
    (verdict,) = consolidation.receive(cuc, [file], PERIOD)
    assert verdict.says
    assert verdict.accepted == (verdict.code == "")
    return verdict.code


def lines(sent: Sent) -> list[Any]:
    return [json.loads(x) for x in sent.parts["evidence.jsonl"].decode().splitlines()]


def joined(rows: list[Any]) -> bytes:
    return ("\n".join(json.dumps(x, ensure_ascii=False, sort_keys=True, separators=(",", ":")) for x in rows) + "\n").encode()


def cells(sent: Sent) -> list[tuple[int, int, str]]:
    plain = json.loads(sent.parts["return.json"])
    return [(f, r, c) for f, form in enumerate(plain["forms"]) for r, row in enumerate(form["rows"]) for c, v in row["cells"].items() if v is not None]


def other_cell(sent: Sent, at: tuple[int, int, str]) -> bytes:
    plain = json.loads(sent.parts["return.json"])
    plain["forms"][at[0]]["rows"][at[1]]["cells"][at[2]] += 1
    return sent.with_part("return.json", json.dumps(plain).encode())


def faults(sent: Sent, other: Sent) -> Iterator[tuple[str, bytes, str]]:
    """(what is wrong, the package, the code of the refusal)."""
    m = sent.manifest
    yield "another regime", sent.bytes_of(regime="2015"), "package.wrong_period"
    yield "another year", sent.bytes_of(year=2021), "package.bad_evidence"
    yield "other months", sent.bytes_of(months=8), "package.bad_evidence"
    yield "a last day that is none", sent.bytes_of(as_of="2020-06-29"), "package.bad_evidence"
    yield "a month that is none", sent.bytes_of(months=13), "package.bad_evidence"
    yield "another place in the log", sent.bytes_of(seq=101), "package.bad_evidence"
    yield "the name of another office", sent.bytes_of(office_name=other.manifest.office_name), "package.other_name"
    yield "in the name of another office", sent.bytes_of(office=other.manifest.office), "package.key_changed"
    yield "an office nobody knows", sent.bytes_of(office="f" * 32), "package.unknown_sender"
    yield "signed by another", replace(sent, secret=other.secret).bytes_of(fingerprint=other.manifest.fingerprint), "package.key_changed"
    yield "another fingerprint", sent.bytes_of(fingerprint=other.manifest.fingerprint), "package.bad_signature"
    yield "another kind", sent.bytes_of(kind="consolidated"), "package.wrong_kind"
    for name in sent.parts:
        yield f"without {name}", sent.bytes_of({k: v for k, v in sent.parts.items() if k != name}), "package.missing_part"
        yield f"{name} of another office", sent.with_part(name, other.parts[name]), "package.bad_evidence" if name[0] == "e" else "package.arithmetic"
    yield "something more", sent.with_part("thu.txt", b"x"), "package.extra_part"
    yield "a spoilt explanation", sent.with_part(return_words.EXPLANATION, b"{}"), "package.bad_evidence"
    yield "a spoilt comparison", sent.with_part(return_words.REMARKS, b"[]"), "package.bad_evidence"
    told = {"reason": "", "matters": [{"matter": "x", "number": "1", "was": "a", "now": "b", "happened": [], "effects": []}]}
    yield "an explanation of others", sent.with_part(return_words.EXPLANATION, json.dumps(told).encode()), "package.bad_evidence"
    yield "half of it", sent.bytes_of()[: len(sent.bytes_of()) // 2], "package.truncated"
    rows = lines(sent)
    yield "a fact less", sent.with_part("evidence.jsonl", joined(rows[:-1])), "package.bad_evidence"
    yield "a fact twice", sent.with_part("evidence.jsonl", joined([*rows, rows[-1]])), "package.bad_evidence"
    fewer = [{**rows[0], "facts": rows[0]["facts"] - 1}, *rows[1:-1]]
    yield "a fact less, counted so", sent.with_part("evidence.jsonl", joined(fewer)), "?"
    yield "of another office", sent.with_part("evidence.jsonl", joined([{**rows[0], "office": other.manifest.office}, *rows[1:]])), "package.bad_evidence"
    assert asdict(m)["office"]


def test_each_fault_of_each_office_is_refused_for_its_reason(cuc: Desk, tmp_path: Path) -> None:
    for n, sent in enumerate(OFFICES):
        for what, data, wanted in faults(sent, OFFICES[n - 1]):
            found = code(cuc, tmp_path / "x.thads", data)
            assert found in ((wanted,) if wanted != "?" else ("package.bad_evidence", "package.arithmetic")), (n, what)


def wrong_cells(cuc: Desk, file: Path, sent: Sent, places: list[tuple[int, int, str]]) -> None:
    for at in places:
        assert code(cuc, file, other_cell(sent, at)) == "package.arithmetic", at


def test_a_cell_that_its_matters_do_not_make_is_refused(cuc: Desk, tmp_path: Path) -> None:
    for n, sent in enumerate(OFFICES):
        wrong_cells(cuc, tmp_path / "x.thads", sent, Random(n).sample(cells(sent), 4))


@pytest.mark.long
@pytest.mark.timeout(7200)
def test_every_cell_of_every_office(cuc: Desk, tmp_path: Path) -> None:
    for sent in OFFICES:
        wrong_cells(cuc, tmp_path / "x.thads", sent, cells(sent))


def wrong_facts(cuc: Desk, file: Path, sent: Sent, places: list[tuple[int, int]]) -> None:
    """One number of one fact is another by one: it does not add up, or is not what the cells say."""
    for row, column in places:
        rows = lines(sent)
        rows[row][column] += 1
        found = code(cuc, file, sent.with_part("evidence.jsonl", joined(rows)))
        assert found in ("package.bad_evidence", "package.arithmetic"), (row, column)


def numbers(sent: Sent) -> list[tuple[int, int]]:
    """Every number of every fact that a cell counts: the matter itself, opening, collected, rest, terminated in part."""
    return [(row, column) for row in range(2, len(lines(sent))) for column in range(9, 14)]


def test_a_fact_that_is_another_is_refused(cuc: Desk, tmp_path: Path) -> None:
    for n, sent in enumerate(OFFICES):
        wrong_facts(cuc, tmp_path / "x.thads", sent, Random(n).sample(numbers(sent), 2))


@pytest.mark.long
@pytest.mark.timeout(7200)
def test_every_fact_of_every_office(cuc: Desk, tmp_path: Path) -> None:
    for sent in OFFICES:
        wrong_facts(cuc, tmp_path / "x.thads", sent, numbers(sent))


def flipped(cuc: Desk, file: Path, sent: Sent, places: list[int]) -> None:
    for at in places:
        data = bytearray(sent.bytes_of())
        data[at] ^= 1
        assert code(cuc, file, bytes(data)).startswith("package."), at


def test_a_flipped_bit_is_refused(cuc: Desk, tmp_path: Path) -> None:
    for n, sent in enumerate(OFFICES):
        flipped(cuc, tmp_path / "x.thads", sent, Random(n).sample(range(len(sent.bytes_of())), 3))


@pytest.mark.long
@pytest.mark.timeout(7200)
def test_every_hundredth_byte_of_every_office(cuc: Desk, tmp_path: Path) -> None:
    for n, sent in enumerate(OFFICES):
        flipped(cuc, tmp_path / "x.thads", sent, list(range(n, len(sent.bytes_of()), 100)))


def test_without_a_fault_all_are_taken_and_none_twice(cuc: Desk, tmp_path: Path) -> None:
    file = tmp_path / "x.thads"
    assert {code(cuc, file, sent.bytes_of()) for sent in OFFICES} == {""}
    assert {code(cuc, file, sent.bytes_of()) for sent in OFFICES} == {"package.already"}
    found = consolidation.joined(cuc, *PERIOD)
    assert len(found.offices) == COUNT
    assert found.missing == ()
