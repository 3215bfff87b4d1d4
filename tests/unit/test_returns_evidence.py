"""Evidence of many offices: strict reading, unit rows, offices missing, matters claimed twice."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from thads_desktop.returns.checks import check
from thads_desktop.returns.compute import Office
from thads_desktop.returns.consolidate import (
    Evidence,
    EvidenceError,
    behind,
    consolidate,
    own_forms,
    read_evidence,
    write_evidence,
)
from thads_desktop.returns.definition import load_regimes
from thads_desktop.returns.facts import Fact

R2019 = load_regimes()[1]


def fact(matter: str, officer: str = "k", **changes: object) -> Fact:
    made = Fact(matter, 1, "cd", "dan_su", officer, False, "old", "enforcing", "enforcing", 1, 10, 4, 6, 0)
    return made._replace(**changes)


def sent(key: str, *facts: Fact) -> Evidence:
    return Evidence(Office(key, f"Đơn vị {key}", {"k": "Lê Ấ"}), "2019", 2020, 3, date(2019, 12, 31), 5, facts)


DATA = write_evidence(sent("a", fact("m"), fact("n", "")))


def test_rows_by_unit_and_officer() -> None:
    made = consolidate(R2019, [sent("b", fact("m")), sent("a", fact("n"), fact("o", ""))])
    form = made.forms[2]
    assert [(r.key, r.label, r.cells["c1"], r.depth) for r in form.rows] == [
        ("tong", "Tổng số", 3, 0),
        ("dv.a", "Đơn vị a", 2, 0), ("dv.a.chv.Lê Ấ", "Lê Ấ", 1, 1), ("dv.a.chv.", "Chưa phân công", 1, 1),
        ("dv.b", "Đơn vị b", 1, 0), ("dv.b.chv.Lê Ấ", "Lê Ấ", 1, 1),
    ]  # fmt: skip
    assert made.forms[0].row("cd.la.dan_su").cells["c11"] == 3
    assert check(R2019, made.forms) == []


def test_missing_offices_and_order() -> None:
    expected = [Office(k, f"Đơn vị {k}", {}) for k in ("c", "b", "a")]
    made = consolidate(R2019, [sent("a", fact("m")), sent("b", fact("n"))], expected)
    assert made.missing == ("Đơn vị c",)
    assert [r.key for r in made.forms[2].rows if r.depth == 0] == ["tong", "dv.b", "dv.a"]


def test_matters_claimed_twice_and_offices_sent_twice() -> None:
    made = consolidate(R2019, [sent("b", fact("m")), sent("a", fact("m"), fact("n"))])
    assert made.twice == (("m", ("a", "b")),)
    with pytest.raises(ValueError, match="twice"):
        consolidate(R2019, [sent("a"), sent("a")])
    with pytest.raises(ValueError, match="periods"):
        consolidate(R2019, [sent("a"), replace(sent("b"), months=6)])


def test_what_is_behind_a_cell() -> None:
    all_sent = [sent("b", fact("m")), sent("a", fact("n", collected=0, rest=10))]
    assert behind(R2019, all_sent, "05", "tong", "t9") == [("b", "m", 4)]
    assert behind(R2019, all_sent, "04", "dv.a.chv.Lê Ấ", "c7") == [("a", "n", 1)]
    with pytest.raises(KeyError):
        behind(R2019, all_sent, "05", "dv.z", "t9")


def test_an_offices_own_forms_come_from_its_evidence() -> None:
    forms = own_forms(R2019, read_evidence(DATA))
    assert [r.key for r in forms[2].rows] == ["tong", "chv.Lê Ấ", "chv."]
    assert forms[3].row("tong").cells["t1"] == 20


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'"format":2', b'"format":3'), (b'"format":2', b'"format":1'), (b'"facts":2', b'"facts":3'), (b'["m",1', b'["m", 1'),
        (b"10,4,6,0", b"10,4,7,0"),
        (b"10,4,6,0", b"10,-4,14,0"), (b"10,4,6,0", b"10.0,4,6,0"), (b"10,4,6,0", b"10,4,6"), (b'["n"', b'["m"'),
        (b'"enforcing"', b'"asleep"'), (b"0,1,10", b"0,0,10"), (b'"seq":5', b'"seq":5,"x":1'), (b"{", b"["),
        (b'"as_of":"2019-12-31"', b'"as_of":"2019-13-31"'), (b'["m"', b"[7"),
    ],
)  # fmt: skip
def test_anything_odd_in_the_bytes_is_refused(old: bytes, new: bytes) -> None:
    assert old in DATA
    with pytest.raises(EvidenceError, match="Bằng chứng"):
        read_evidence(DATA.replace(old, new, 1))


def test_no_bytes_at_all() -> None:
    for data in (b"", b"\xff", b"{}\n[]\n"):
        with pytest.raises(EvidenceError):
            read_evidence(data)
